/** The desk's API for outages of many homes: what is open, and what a crew or dispatcher says of it; its cases follow by themselves. */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import {
  firstGuess,
  type HttpEnv,
  json,
  jsonBody,
  problemOf,
  problemResponse,
  trimmed,
  written,
} from '../channels/http.ts';
import { phrase } from '../conversation/sentences/book.ts';
import { rfc3339 } from '../domain/calendar.ts';
import type { StaffMember } from '../domain/cases.ts';
import type { Locale } from '../domain/names.ts';
import { OUTAGE_CAUSES, OUTAGE_SOURCES, OUTAGE_STAGES } from '../domain/outages.ts';
import type { Services } from '../services/index.ts';
import { OUTAGE_ACTS, outageActs } from '../services/outages/desk.ts';
import { deskDoor } from './door.ts';
import { deskVoice } from './words/speak.ts';

export interface DeskOutageDeps {
  readonly services: Services;
  readonly later: (work: Promise<unknown>) => void;
  readonly answerEvents: () => Promise<unknown>;
}

const LONGEST_WORDS = 2_000;
const time = z.string().openapi({ example: '2026-12-05T10:00:00+08:00' });

const outageSchema = z
  .object({
    outageId: z.string(),
    cause: z.enum(OUTAGE_CAUSES),
    stage: z.enum(OUTAGE_STAGES),
    stageText: z.string(),
    source: z.enum(OUTAGE_SOURCES),
    feeder: z.string().nullable(),
    transformers: z.array(z.string()),
    address: z.string().nullable(),
    from: time,
    estimatedRestoration: time.nullable(),
    nextWordAt: time.nullable(),
    restoredAt: time.nullable(),
    reports: z.number().int().openapi({ description: 'How many homes reported it' }),
    priority: z.number().int().openapi({ description: '1 is danger' }),
    history: z
      .array(
        z.object({
          at: time,
          event: z.string(),
          eventText: z.string(),
          by: z.string().nullable(),
          words: z.string().nullable(),
          estimate: time.nullable(),
        }),
      )
      .openapi({ description: 'What was done with it and what colleagues wrote down, oldest first' }),
    acts: z.array(z.object({ act: z.enum(OUTAGE_ACTS), actText: z.string() })),
  })
  .openapi('DeskOutage');

const reportSchema = z
  .object({
    caseNumber: z.string(),
    stageText: z.string(),
    danger: z.boolean(),
    address: z.string().nullable(),
    phone: z.string().nullable(),
    words: z.string().nullable(),
    arriveBy: time.nullable().openapi({ description: 'A crew was promised by then, and is not there yet' }),
  })
  .openapi('DeskOutageReport');

type Standing = Awaited<ReturnType<Services['outages']['queue']>>[number];
type Entry = Awaited<ReturnType<Services['outages']['entries']>>[number];

function outageShape(
  one: Standing,
  entries: readonly Entry[],
  staff: readonly StaffMember[],
  locale: Locale,
): z.infer<typeof outageSchema> {
  const voice = deskVoice(locale);
  const nameOf = (actor: string) => {
    const staffId = /^clerk:(.+)$/.exec(actor)?.[1];
    return staffId === undefined ? null : (staff.find((member) => member.staffId === staffId)?.name ?? staffId);
  };
  return {
    outageId: one.outageId,
    cause: one.cause,
    stage: one.stage,
    stageText: voice.say(phrase('value.outage-stage', { stage: one.stage, cause: one.cause })),
    source: one.source,
    feeder: one.feeder,
    transformers: [...one.transformers],
    address: one.address,
    from: rfc3339(one.fromAt),
    estimatedRestoration: one.estimatedRestoration && rfc3339(one.estimatedRestoration),
    nextWordAt: one.nextWordAt && rfc3339(one.nextWordAt),
    restoredAt: one.restoredAt && rfc3339(one.restoredAt),
    reports: one.reports,
    priority: one.priority,
    history: entries
      .filter(({ outageId }) => outageId === one.outageId)
      .map(({ at, event, actor, data }) => {
        const { text, estimate } = data as { text?: string; estimate?: string };
        const known = OUTAGE_ACTS.find((act) => act === event);
        return {
          at: rfc3339(at),
          event,
          eventText: known ? voice.outageAct(known) : event,
          by: nameOf(actor),
          words: text ?? null,
          estimate: estimate === undefined ? null : rfc3339(new Date(estimate)),
        };
      }),
    acts: outageActs(one).map((act) => ({ act, actText: voice.outageAct(act) })),
  };
}

/** For clerks of dispatch and customer service, supervisors and managers. */
export function deskOutageRoutes(app: OpenAPIHono<HttpEnv>, { services, later, answerEvents }: DeskOutageDeps): void {
  const middleware = deskDoor(services, 'outages');
  const shared = { tags: ['Desk'], security: [{ desk: [] }], middleware };
  const refusals = {
    401: problemOf('No valid token of the desk'),
    404: problemOf('There is none, or it is not mine to see'),
    429: problemOf('Too many calls'),
  };

  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/desk/outages',
      ...shared,
      summary: 'Outages that are open, the most urgent first',
      responses: { 200: json('They', z.object({ outages: z.array(outageSchema) })), ...refusals },
    }),
    async (c) => {
      const locale = firstGuess(c.req.header('accept-language'));
      const [queue, { staff }] = await Promise.all([services.outages.queue(), services.settings()]);
      const entries = await services.outages.entries(queue.map(({ outageId }) => outageId));
      return c.json({ outages: queue.map((one) => outageShape(one, entries, staff, locale)) }, 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/desk/outages/{outageId}/reports',
      ...shared,
      summary: 'Who reported an outage: the open cases with their places and phones; every look is logged',
      request: { params: z.object({ outageId: written(100) }) },
      responses: { 200: json('They', z.object({ reports: z.array(reportSchema) })), ...refusals },
    }),
    async (c) => {
      const found = await services.desk.reportsOf(c.var.member, c.req.valid('param').outageId);
      if (!found.ok) return problemResponse(found.problem) as never;
      const voice = deskVoice(firstGuess(c.req.header('accept-language')));
      const reports = found.value.map(({ found: one, address, phone, words, arriveBy, danger }) => ({
        caseNumber: one.caseNumber,
        stageText: voice.stage(one.stage),
        danger,
        address,
        phone,
        words,
        arriveBy: arriveBy && rfc3339(arriveBy),
      }));
      return c.json({ reports }, 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/desk/outages/{outageId}/acts',
      ...shared,
      summary: 'What became of an outage; everybody who reported it is told',
      request: {
        params: z.object({ outageId: written(100) }),
        ...jsonBody(
          z.strictObject({
            act: z.enum(OUTAGE_ACTS),
            estimate: z.iso
              .datetime({ offset: true })
              .optional()
              .openapi({ description: 'With `estimated`: when power is expected back' }),
            text: trimmed(LONGEST_WORDS).optional().openapi({ description: 'For colleagues' }),
          }),
        ),
      },
      responses: { 200: json('The outage after it', outageSchema), ...refusals, 409: problemOf('Not at this stage') },
    }),
    async (c) => {
      const { member } = c.var;
      const { outageId } = c.req.valid('param');
      const { act, estimate, text } = c.req.valid('json');
      const says = { ...(estimate && { estimate: new Date(estimate) }), ...(text && { text }) };
      const done = await services.attempt(() => services.outages.act(member.staffId, outageId, act, says));
      if (!done.ok) return problemResponse(done.problem) as never;
      later(services.outages.run(1_000).then(answerEvents));
      const [entries, { staff }] = await Promise.all([services.outages.entries([outageId]), services.settings()]);
      return c.json(outageShape(done.value, entries, staff, firstGuess(c.req.header('accept-language'))), 200);
    },
  );
}
