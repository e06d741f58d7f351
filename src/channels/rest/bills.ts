/** REST: bills and their explanation (contract.md section 4). */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { partText } from '../../conversation/flows/bill-explain.ts';
import { voiceOf } from '../../conversation/sentences/voice.ts';
import { isDay } from '../../domain/calendar.ts';
import { amountOf } from '../../domain/money.ts';
import { type HttpEnv, json, problemOf, problemResponse, written } from '../http.ts';
import type { RestDeps } from './index.ts';
import { billSchema, billShape, explanationSchema, explanationShape } from './shapes.ts';

const tags = ['Bills'];
const security = [{ bearer: [] }];
const day = z.string().refine(isDay, 'must be a date, YYYY-MM-DD');

export function billRoutes(app: OpenAPIHono<HttpEnv>, { services, signedIn }: RestDeps): void {
  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/accounts/{accountNumber}/bills',
      tags,
      security,
      middleware: signedIn,
      summary: 'Bills of an account, newest first',
      request: {
        params: z.object({ accountNumber: written(30) }),
        query: z.strictObject({ from: day.optional(), to: day.optional() }),
      },
      responses: {
        200: json(
          'Bills',
          z.object({ bills: z.array(billSchema), amountDue: z.string(), currency: z.enum(['CNY', 'TWD']) }),
        ),
        404: problemOf('Not my account'),
      },
    }),
    async (c) => {
      const listed = await services.bills.list(c.var.viewer, c.req.valid('param').accountNumber, c.req.valid('query'));
      if (!listed.ok) return problemResponse(listed.problem) as never;
      const { bills, amountDue } = listed.value;
      return c.json({ bills: bills.map(billShape), amountDue: amountOf(amountDue), currency: amountDue.currency }, 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/bills/{billId}',
      tags,
      security,
      middleware: signedIn,
      summary: 'One bill',
      request: { params: z.object({ billId: written(200) }) },
      responses: { 200: json('The bill', billSchema), 404: problemOf('Not my bill') },
    }),
    async (c) => {
      const found = await services.bills.one(c.var.viewer, c.req.valid('param').billId);
      if (!found.ok) return problemResponse(found.problem) as never;
      return c.json(billShape(found.value), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/bills/{billId}/explanation',
      tags,
      security,
      middleware: signedIn,
      summary: 'Why a bill is what it is',
      description:
        'Parts add up to the difference exactly. A bill that our arithmetic cannot reproduce says so and opens a check, once.',
      request: { params: z.object({ billId: written(200) }) },
      responses: { 200: json('The explanation', explanationSchema), 404: problemOf('Not my bill') },
    }),
    async (c) => {
      const { viewer } = c.var;
      const { billId } = c.req.valid('param');
      const voice = voiceOf(viewer.locale);
      const explained = await services.once(
        viewer,
        { key: null, body: null, status: 200 },
        () => services.bills.explain(viewer, billId),
        (bill) => explanationShape(bill, (part) => voice.say(partText(part))),
      );
      if (!explained.ok) return problemResponse(explained.problem) as never;
      return c.json(explained.value.value, 200);
    },
  );
}
