/** REST: requests about an account (beside contract.md section 5): one body a kind, and nothing in it that the kind does not need. */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { phrase } from '../../conversation/sentences/book.ts';
import { voiceOf } from '../../conversation/sentences/voice.ts';
import { isDay } from '../../domain/calendar.ts';
import { shownCase } from '../../services/case-view.ts';
import type { RequestAsk } from '../../services/requests.ts';
import {
  type HttpEnv,
  idempotencyKey,
  json,
  jsonBody,
  keyed,
  problemOf,
  problemResponse,
  trimmed,
  written,
} from '../http.ts';
import { caseSchema, caseShape } from './cases.ts';
import type { RestDeps } from './index.ts';
import { withinCases } from './limits.ts';
import { accountNumber } from './shapes.ts';

const phone = z.string().regex(/^(?:1[3-9]\d{9}|09\d{8}|0\d{8,11})$/, 'must be a telephone number, digits only');
const description = trimmed(1_000, 2);
const documents = z.array(written(100)).max(20).optional();

const body = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('bill-check'),
    accountNumber,
    period: z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/, 'must be a month as YYYY-MM'),
    description,
  }),
  z.strictObject({ kind: z.literal('meter-test'), accountNumber, description, contactPhone: phone.optional() }),
  z.strictObject({ kind: z.literal('reconnection'), accountNumber }),
  z.strictObject({
    kind: z.literal('appliance-damage'),
    accountNumber,
    since: z.string().refine(isDay, 'must be a day as YYYY-MM-DD'),
    description,
    documents,
  }),
  z.strictObject({ kind: z.literal('phone-change'), accountNumber, contactPhone: phone, documents }),
  z.strictObject({
    kind: z.literal('account-closing'),
    accountNumber,
    reason: trimmed(500, 2).optional(),
    documents,
  }),
]);

export function requestRoutes(app: OpenAPIHono<HttpEnv>, { services, signedIn, clock }: RestDeps): void {
  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/requests',
      tags: ['Cases'],
      security: [{ bearer: [] }],
      middleware: signedIn,
      summary: 'Files a request about one of my accounts',
      description:
        'A doubted bill, a meter test, power back after paying, damaged appliances, another telephone, the end of an account. What is open already for the same reason is joined, and answered as it is. `Idempotency-Key`: the same key and body get the same case.',
      request: { ...keyed, ...jsonBody(body) },
      responses: {
        201: json('The case', caseSchema),
        400: problemOf('A field is missing, unknown or wrong'),
        404: problemOf('Not my account, bill or paper'),
        409: problemOf('Something is owed first, another change is open, or the key was used with another body'),
        422: problemOf('Too late, or not possible for this account'),
        429: problemOf('Too many new cases within an hour'),
      },
    }),
    async (c) => {
      const key = idempotencyKey(c);
      const { viewer } = c.var;
      const given = c.req.valid('json');
      const ask: RequestAsk = {
        kind: given.kind,
        accountNumber: given.accountNumber,
        period: 'period' in given ? given.period : null,
        since: 'since' in given ? given.since : null,
        description: 'description' in given ? given.description : null,
        reason: ('reason' in given ? given.reason : null) ?? null,
        contactPhone: ('contactPhone' in given ? given.contactPhone : null) ?? null,
        documents: ('documents' in given ? given.documents : null) ?? [],
        conversationId: null,
      };
      const { supplierName, hotline } = await services.settings();
      const words = (caseNumber: string) =>
        voiceOf(viewer.locale).say(
          phrase('text-message.phone-change', {
            account: ask.accountNumber,
            caseNumber,
            supplier: supplierName[viewer.locale],
            hotline: hotline[viewer.locale],
          }),
        );
      const answered = await services.once(
        viewer,
        { key, body: { ...given, path: '/v1/requests' }, status: 201 },
        withinCases(services, viewer, key, () => services.requests.plan(viewer, ask, words)),
        ({ record, own }) => caseShape(shownCase(record, own, clock.now()), viewer.locale, clock.now()),
      );
      if (!answered.ok) return problemResponse(answered.problem) as never;
      return c.json(answered.value.value, 201);
    },
  );
}
