/** REST: quotes and payments (contract.md section 4). */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { maskName } from '../../domain/mask.ts';
import { amountOf } from '../../domain/money.ts';
import { PAYMENT_METHODS, type Payment } from '../../domain/payments.ts';
import { ok } from '../../domain/result.ts';
import { boundAccount, type Viewer } from '../../domain/viewer.ts';
import { type HttpEnv, idempotencyKey, json, jsonBody, keyed, problemOf, problemResponse, written } from '../http.ts';
import type { RestDeps } from './index.ts';
import { accountNumber, actionSchema, actionShape, paymentSchema, paymentShape } from './shapes.ts';

const security = [{ bearer: [] }];
const openedSchema = paymentSchema.extend({ action: actionSchema });

export function paymentRoutes(app: OpenAPIHono<HttpEnv>, { services, signedIn }: RestDeps): void {
  const tags = ['Payments'];
  const sees = (viewer: Viewer, payment: Payment) => boundAccount(viewer, payment.accountNumber) !== undefined;

  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/payment-quotes',
      tags,
      security,
      middleware: signedIn,
      summary: 'What an account owes, for somebody who pays for others',
      request: jsonBody(z.strictObject({ accountNumber })),
      responses: {
        200: json(
          'The quote',
          z.object({ holder: z.string(), amountDue: z.string(), currency: z.enum(['CNY', 'TWD']) }),
        ),
        404: problemOf('No such account'),
        429: problemOf('Too many quotes'),
      },
    }),
    async (c) => {
      const limited = await services.accounts.limit(
        { key: `quote:${c.var.viewer.residentId}`, most: 20, windowSeconds: 3_600 },
        [],
      );
      if (!limited.ok) return problemResponse(limited.problem) as never;
      const quoted = await services.payments.quote(c.req.valid('json').accountNumber);
      if (!quoted.ok) return problemResponse(quoted.problem) as never;
      const { holder, amountDue } = quoted.value;
      return c.json({ holder: maskName(holder), amountDue: amountOf(amountDue), currency: amountDue.currency }, 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/payments',
      tags,
      security,
      middleware: signedIn,
      summary: 'Opens a payment of what is due',
      description:
        'All that is due, or the bills named. The amount is frozen. `Idempotency-Key`: the same key and body get the same payment.',
      request: {
        ...keyed,
        ...jsonBody(
          z.strictObject({
            accountNumber,
            billIds: z.array(written(200)).min(1).max(24).optional(),
            method: z.enum(PAYMENT_METHODS),
          }),
        ),
      },
      responses: {
        201: json('The payment and what the payer does next', openedSchema),
        404: problemOf('No such account or bill'),
        409: problemOf('Nothing due, open elsewhere, or the key was used with another body'),
        422: problemOf('This method is not set up, or does not fit the currency or this session'),
        429: problemOf('Too many for accounts that are not mine'),
        503: problemOf('The gateway does not answer; the same key may be sent again'),
      },
    }),
    async (c) => {
      const key = idempotencyKey(c);
      const { viewer } = c.var;
      const body = c.req.valid('json');
      if (!boundAccount(viewer, body.accountNumber)) {
        const limited = await services.accounts.limit(
          { key: `quote:${viewer.residentId}`, most: 20, windowSeconds: 3_600 },
          [],
        );
        if (!limited.ok) return problemResponse(limited.problem) as never;
      }
      const plans = new Map<string, Payment>();
      const answered = await services.once(
        viewer,
        { key, body: { ...body, path: '/v1/payments' }, status: 201 },
        async () => {
          const planned = await services.payments.plan(viewer, { ...body, billIds: body.billIds ?? null });
          if (!planned.ok) return planned;
          const { payment } = planned.value.value;
          plans.set(payment.paymentId, payment);
          return ok({ value: payment, writes: planned.value.writes });
        },
        (payment) => paymentShape(payment, sees(viewer, payment)),
      );
      if (!answered.ok) return problemResponse(answered.problem) as never;
      // A plan that lost a race was made again, or somebody's earlier answer holds: the action is for the payment that is told.
      const { value: part } = answered.value;
      // A repeat of an answer that is whole already.
      if ('action' in part) return c.json(part as z.infer<typeof openedSchema>, 201);
      const planned = plans.get(part.paymentId);
      const told = await services.whole(viewer, key, part, async () => {
        const found = planned ? ok(planned) : await services.payments.find(viewer, part.paymentId);
        if (!found.ok) return found;
        const action = await services.payments.action(found.value);
        return action.ok ? ok({ action: actionShape(action.value) }) : action;
      });
      return told.ok ? c.json(told.value, 201) : (problemResponse(told.problem) as never);
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/payments/{paymentId}',
      tags,
      security,
      middleware: signedIn,
      summary: 'One payment',
      request: { params: z.object({ paymentId: written(100) }) },
      responses: { 200: json('The payment', paymentSchema), 404: problemOf('Not my payment') },
    }),
    async (c) => {
      const found = await services.payments.find(c.var.viewer, c.req.valid('param').paymentId);
      if (!found.ok) return problemResponse(found.problem) as never;
      return c.json(paymentShape(found.value, sees(c.var.viewer, found.value)), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/accounts/{accountNumber}/payments',
      tags,
      security,
      middleware: signedIn,
      summary: 'Payments of an account, newest first',
      request: { params: z.object({ accountNumber: written(30) }) },
      responses: {
        200: json('Payments', z.object({ payments: z.array(paymentSchema) })),
        404: problemOf('Not my account'),
      },
    }),
    async (c) => {
      const listed = await services.payments.ofAccount(c.var.viewer, c.req.valid('param').accountNumber);
      if (!listed.ok) return problemResponse(listed.problem) as never;
      return c.json({ payments: listed.value.map((payment) => paymentShape(payment, true)) }, 200);
    },
  );
}
