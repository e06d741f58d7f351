/** REST: known outages of my accounts, and reports of one (contract.md section 5). */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { safetyPhrase } from '../../conversation/danger/safety.ts';
import { wordsOf } from '../../conversation/outage-cards.ts';
import { phrase } from '../../conversation/sentences/book.ts';
import { voiceOf } from '../../conversation/sentences/voice.ts';
import { emergency } from '../../conversation/understanding/emergency.ts';
import { rfc3339 } from '../../domain/calendar.ts';
import type { Locale } from '../../domain/names.ts';
import { OUTAGE_CAUSES, REPORT_SCOPES } from '../../domain/outages.ts';
import { contactPhone } from '../../domain/phone.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import { boundAccount, type Viewer } from '../../domain/viewer.ts';
import { shownCase } from '../../services/case-view.ts';
import type { Planned } from '../../services/deps.ts';
import type { Services } from '../../services/index.ts';
import type { Reported } from '../../services/outages/reporting.ts';
import { type HttpEnv, idempotencyKey, json, jsonBody, keyed, problemOf, problemResponse, trimmed } from '../http.ts';
import { caseSchema, caseShape } from './cases.ts';
import type { RestDeps } from './index.ts';
import { withinCases } from './limits.ts';
import { accountNumber } from './shapes.ts';

const time = z.string().openapi({ example: '2026-12-05T10:00:00+08:00' });

export const outageSchema = z
  .object({
    outageId: z.string(),
    cause: z.enum(OUTAGE_CAUSES),
    from: time,
    to: time.nullable().openapi({ description: 'the planned end; null when none is known' }),
    estimatedRestoration: time.nullable(),
    nextWordAt: time.nullable().openapi({ description: 'when more is said at the latest, while there is no estimate' }),
    text: z.string(),
  })
  .openapi('Outage');

type Outage = NonNullable<Reported['outage']>;

/** In the words of `locale`. */
function outageShape(outage: Outage, locale: Locale, now: Date): z.infer<typeof outageSchema> {
  const { cause, fromAt: from, toAt, estimatedRestoration, nextWordAt } = outage;
  const words =
    from > now
      ? phrase('outage.ahead', { cause, from, to: estimatedRestoration, estimated: toAt === null })
      : phrase('outage.known', wordsOf(outage, now));
  return {
    outageId: outage.outageId,
    cause,
    from: rfc3339(from),
    to: toAt && rfc3339(toAt),
    estimatedRestoration: estimatedRestoration && rfc3339(estimatedRestoration),
    nextWordAt: nextWordAt && rfc3339(nextWordAt),
    text: voiceOf(locale).say(words),
  };
}

const reportBody = z
  .strictObject({
    accountNumber: accountNumber.optional(),
    address: trimmed(200, 4).optional(),
    contactPhone: z.string().transform((text, context) => {
      const phone = contactPhone(text);
      if (phone) return phone;
      context.addIssue({ code: 'custom', message: 'must be a telephone number' });
      return z.NEVER;
    }),
    scope: z.enum(REPORT_SCOPES),
    danger: z.boolean().default(false),
    description: trimmed(1_000, 0),
  })
  .superRefine((given, context) => {
    if (given.accountNumber === undefined && given.address === undefined)
      context.addIssue({ code: 'custom', path: ['accountNumber'], message: 'or an address is needed' });
  });

const opened = caseSchema.extend({
  safety: z
    .string()
    .optional()
    .openapi({ description: 'with `danger`, or words of danger: what keeps people safe, to be shown at once' }),
});
const joined = outageSchema.extend({ caseNumber: z.string() });

/** Of two reports of one danger at the same moment neither is sent away. */
const DANGER_TRIES = 20;

interface Told {
  readonly status: 200 | 201;
  readonly body: z.infer<typeof opened> | z.infer<typeof joined>;
}

export function outageRoutes(app: OpenAPIHono<HttpEnv>, { services, signedIn, clock }: RestDeps): void {
  const security = [{ bearer: [] }];
  const tags = ['Outages'];

  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/outages',
      tags,
      security,
      middleware: signedIn,
      summary: 'Known outages of one of my accounts: on now, and planned within a week',
      request: { query: z.strictObject({ accountNumber }) },
      responses: {
        200: json('Outages, those that go on first', z.object({ outages: z.array(outageSchema) })),
        400: problemOf('No account number, or not one'),
        404: problemOf('Not my account'),
      },
    }),
    async (c) => {
      const { viewer } = c.var;
      const place = { accountNumber: c.req.valid('query').accountNumber, address: null };
      const seen = await services.outages.look(viewer, place);
      if (!seen.ok) return problemResponse(seen.problem) as never;
      const { on, ahead } = seen.value;
      const shown = [...on, ...ahead].map((outage) => outageShape(outage, viewer.locale, clock.now()));
      return c.json({ outages: shown }, 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/outage-reports',
      tags,
      security,
      middleware: signedIn,
      summary: 'Reports an outage at one of my accounts or at an address',
      description:
        'A report of an outage that is known joins it (200, with the number of my own case about it), as does my second report of one place. `danger` opens a case of the highest priority at once; another report of mine while it is open adds its place, telephone and words to it (200). `Idempotency-Key`: the same key and body get the same answer.',
      request: { ...keyed, ...jsonBody(reportBody) },
      responses: {
        200: json('The outage joined, or my case about it that was open before', z.union([joined, opened])),
        201: json('The case', opened),
        400: problemOf('A field is missing, unknown or wrong'),
        404: problemOf('Not my account'),
        409: problemOf(
          'The key was used with another body; or the account is cut off for unpaid bills and no more than this home is said to be dark: `arrears_open`, or `not_now` once they are paid',
        ),
        429: problemOf('Too many new cases within an hour; never for danger'),
      },
    }),
    async (c) => {
      const key = idempotencyKey(c);
      const { viewer } = c.var;
      const given = c.req.valid('json');
      const path = '/v1/outage-reports';
      const now = clock.now();
      // Words of danger are one, whatever was ticked.
      const answered =
        given.danger || emergency(given.description)
          ? await services.once(
              viewer,
              { key, body: { ...given, path }, status: 201, tries: DANGER_TRIES },
              () => dangerOf(services, viewer, given),
              (told): Told => told,
            )
          : await services.once(
              viewer,
              { key, body: { ...given, path }, status: 201 },
              withinCases(services, viewer, key, async () => {
                const cut = await cutOff(services, viewer, given);
                if (cut) return cut;
                return services.outages.report(viewer, {
                  accountNumber: given.accountNumber ?? null,
                  address: given.address ?? null,
                  scope: given.scope,
                  breaker: null,
                  contactPhone: given.contactPhone,
                  since: null,
                  description: given.description || null,
                  conversationId: null,
                });
              }),
              (reported): Told => reportedBody(reported, viewer.locale, now),
            );
      if (!answered.ok) return problemResponse(answered.problem) as never;
      const { status, body } = answered.value.value;
      return c.json(body, status) as never;
    },
  );

  /** No fault, and no crew can help: what is owed, in the words of the chat. Where more than one home is dark it is a fault, too. */
  async function cutOff(
    { bills }: Services,
    viewer: Viewer,
    { accountNumber: account, scope }: z.output<typeof reportBody>,
  ): Promise<ReturnType<typeof refuse> | null> {
    const alone = scope === 'home' || scope === 'unknown';
    if (!account || !alone || boundAccount(viewer, account)?.status !== 'cut') return null;
    const due = await bills.due(account);
    const owed = due && due.amountDue.minor > 0n ? due.amountDue : null;
    const detail = voiceOf(viewer.locale).say(phrase('outage.cut', { account, amount: owed }));
    return refuse(owed ? 'arrears_open' : 'not_now', { detail });
  }

  /** Priority 1, with what keeps people safe; what a second one of the same caller says is added to it. */
  async function dangerOf(
    of: Services,
    viewer: Viewer,
    given: z.output<typeof reportBody>,
  ): Promise<Result<Planned<Told>>> {
    const account = given.accountNumber ?? null;
    if (account && !boundAccount(viewer, account)) return refuse('not_found');
    const planned = await of.outages.danger.report(viewer, {
      conversationId: null,
      accountNumber: account,
      address: given.address ?? null,
      contactPhone: given.contactPhone,
      words: given.description,
      messageKey: null,
    });
    const { record, alreadyOpen } = planned.value;
    const { locale } = viewer;
    const safety = voiceOf(locale).say(safetyPhrase(await of.settings(), locale, given.description));
    const now = clock.now();
    const body = { ...caseShape(shownCase(record, true, now), locale, now), safety };
    return ok({ value: { status: alreadyOpen ? 200 : 201, body }, writes: planned.writes });
  }
}

function reportedBody({ how, outage, record, caseNumber }: Reported, locale: Locale, now: Date): Told {
  const known = outage !== null && how !== 'opened' && how !== 'single';
  if (known) return { status: 200, body: { ...outageShape(outage, locale, now), caseNumber } };
  const body = caseShape(shownCase(record, true, now), locale, now);
  return { status: how === 'own' || how === 'still-out' ? 200 : 201, body };
}
