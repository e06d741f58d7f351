/** REST: a case on the wire, and what residents read and do of theirs (contract.md section 5). */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { promisePhrase } from '../../conversation/case-card.ts';
import { tooEarly } from '../../conversation/flows/progress-chase.ts';
import { phrase } from '../../conversation/sentences/book.ts';
import { voiceOf } from '../../conversation/sentences/voice.ts';
import { rfc3339 } from '../../domain/calendar.ts';
import { type CaseEvent, END_STAGES, isEnd, MOVES, OPEN_STAGES, STAYS } from '../../domain/case-processes.ts';
import { CASE_KINDS, CASE_STATUSES, PROMISE_KINDS, TEAMS } from '../../domain/cases.ts';
import { DOCUMENT_KINDS, type DocumentKind } from '../../domain/documents.ts';
import type { Locale } from '../../domain/names.ts';
import type { Problem } from '../../domain/result.ts';
import { type ShownCase, shownCase, shownHistory } from '../../services/case-view.ts';
import {
  type HttpEnv,
  idempotencyKey,
  json,
  jsonBody,
  keyed,
  nothingToSay,
  problemOf,
  problemResponse,
  trimmed,
  written,
} from '../http.ts';
import type { RestDeps } from './index.ts';

const time = z.string().openapi({ example: '2026-12-05T10:00:00+08:00' });

/** Of a case that somebody else opened on a bound account only kind, status, stage and dates are told: the rest is null or empty. */
export const caseSchema = z
  .object({
    caseNumber: z.string().openapi({ example: 'W2612050012345' }),
    kind: z.enum(CASE_KINDS),
    status: z.enum(CASE_STATUSES),
    stage: z.enum([...OPEN_STAGES, ...END_STAGES]),
    openedAt: time,
    closedAt: time.nullable(),
    own: z.boolean().openapi({ description: 'false: opened by somebody else on an account of mine' }),
    accountNumber: z.string().nullable(),
    outageId: z.string().nullable(),
    owner: z
      .object({
        team: z.enum(TEAMS),
        name: z.string().optional().openapi({ description: 'once somebody has taken it up' }),
      })
      .nullable(),
    nextAction: z.string().nullable().openapi({ description: 'in my language; null when it is closed' }),
    left: z
      .object({ minutes: z.number().int().nullable(), workingDays: z.number().int().nullable() })
      .nullable()
      .openapi({ description: 'until the promise that falls due next: one of the two' }),
    promises: z.array(
      z.object({
        kind: z.enum(PROMISE_KINDS),
        due: time.nullable().openapi({ description: 'null while the clock stands still' }),
        metAt: time.nullable(),
        text: z.string(),
      }),
    ),
    missing: z.array(z.enum(DOCUMENT_KINDS)),
    history: z.array(z.object({ at: time, event: z.enum([...MOVES, ...STAYS]), text: z.string() })),
    rating: z.number().int().nullable(),
  })
  .openapi('Case');

const timeOf = (at: string | null) => (at === null ? null : rfc3339(new Date(at)));

/** In the words of `locale`. */
export function caseShape(shown: ShownCase, locale: Locale, now: Date): z.infer<typeof caseSchema> {
  const { found, own } = shown;
  const { say } = voiceOf(locale);
  const open = !isEnd(found.stage);
  const told = (event: CaseEvent, words: string | null) => {
    const label = say(phrase('case.event', { event }));
    return words ? say(phrase('case.history', { label, words })) : label;
  };
  return {
    caseNumber: found.caseNumber,
    kind: found.kind,
    status: open ? 'open' : 'closed',
    stage: found.stage,
    openedAt: rfc3339(found.openedAt),
    closedAt: found.closedAt && rfc3339(found.closedAt),
    own,
    accountNumber: own ? found.accountNumber : null,
    outageId: own ? found.outageId : null,
    owner: own ? { team: found.team, ...(found.owner && { name: found.owner }) } : null,
    nextAction: own && open ? say(phrase('case.action', { action: found.nextAction })) : null,
    left: own && open ? shown.left : null,
    promises: own
      ? found.promises
          .filter(({ dropped }) => !dropped)
          .map((promise) => ({
            kind: promise.kind,
            due: timeOf(promise.due),
            metAt: timeOf(promise.metAt),
            text: say(promisePhrase(promise, found.stage, now)),
          }))
      : [],
    missing: own && open ? (found.missing as DocumentKind[]).slice() : [],
    history: own
      ? shownHistory(found).map(({ at, event, words }) => ({ at: rfc3339(at), event, text: told(event, words) }))
      : [],
    rating: own ? found.score : null,
  };
}

const caseNumber = z.object({ caseNumber: written(40) });

const chaseSchema = z
  .object({
    effect: z.string(),
    nextWordAt: time,
    level: z.union([z.literal(1), z.literal(2), z.literal(3)]).openapi({
      description: '1: the handler was urged, 2: a supervisor has it, 3: the manager has it and somebody calls',
    }),
    owner: z.string().nullable(),
    priority: z.number().int(),
  })
  .openapi('Chase');

/** What is waited for, so that a client can show it: each missing paper as a fault of `documents`. */
const withMissing = (problem: Problem, missing: readonly string[]): Problem =>
  problem.code !== 'waiting_for_you' || missing.length === 0
    ? problem
    : {
        ...problem,
        detail: `Missing: ${missing.join(', ')}`,
        errors: missing.map((kind) => ({ field: 'documents', reason: `${kind} is missing` })),
      };

export function caseRoutes(app: OpenAPIHono<HttpEnv>, { services, signedIn, clock }: RestDeps): void {
  const security = [{ bearer: [] }];
  const tags = ['Cases'];
  const notMine = problemOf('Not a case of mine');

  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/cases',
      tags,
      security,
      middleware: signedIn,
      summary: 'My cases, newest first',
      description:
        'What I opened (a joined outage, a talk with a person, an automatic bill check and my anonymous reports too), and of what others opened on my accounts kind, status, stage and dates. The newest hundred, open ones before closed ones where there are more.',
      responses: { 200: json('Cases', z.object({ cases: z.array(caseSchema) })) },
    }),
    async (c) => {
      const { viewer } = c.var;
      const now = clock.now();
      const seen = await services.cases.seen(viewer);
      return c.json(
        { cases: seen.map(({ found, own }) => caseShape(shownCase(found, own, now), viewer.locale, now)) },
        200,
      );
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/cases/{caseNumber}',
      tags,
      security,
      middleware: signedIn,
      summary: 'One case',
      request: { params: caseNumber },
      responses: { 200: json('The case', caseSchema), 404: notMine },
    }),
    async (c) => {
      const { viewer } = c.var;
      const seen = await services.cases.find(viewer, c.req.valid('param').caseNumber);
      if (!seen.ok) return problemResponse(seen.problem) as never;
      const now = clock.now();
      return c.json(caseShape(shownCase(seen.value.found, seen.value.own, now), viewer.locale, now), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/cases/{caseNumber}/chases',
      tags,
      security,
      middleware: signedIn,
      summary: 'Chases a case of mine',
      description:
        'Each chase moves something: priority, a named owner, the time of the next word. `Idempotency-Key`: the same key gets the same effect.',
      request: { params: caseNumber, ...keyed, ...nothingToSay },
      responses: {
        201: json('What it did', chaseSchema),
        400: problemOf('A body that is not empty'),
        404: notMine,
        409: problemOf(
          'It is closed, waits for papers or an answer of mine (which, stands in `errors`), or the key was used elsewhere',
        ),
        429: problemOf('Too early: `retryAt` and Retry-After say when the next one is possible'),
      },
    }),
    async (c) => {
      const key = idempotencyKey(c);
      const { viewer } = c.var;
      const { caseNumber: number } = c.req.valid('param');
      const { say } = voiceOf(viewer.locale);
      const answered = await services.once(
        viewer,
        { key, body: { path: `/v1/cases/${number}/chases` }, status: 201 },
        () => services.chases.plan(viewer, number),
        (chased) => ({
          effect: say(phrase('chase.effect', chased)),
          nextWordAt: rfc3339(chased.nextWordAt),
          level: chased.level,
          owner: chased.owner,
          priority: chased.priority,
        }),
      );
      if (answered.ok) return c.json(answered.value.value, 201);
      const { problem } = answered;
      if (problem.code === 'too_many_requests')
        return problemResponse({ ...problem, detail: say(tooEarly(problem)) }) as never;
      if (problem.code !== 'waiting_for_you') return problemResponse(problem) as never;
      const seen = await services.cases.find(viewer, number);
      return problemResponse(withMissing(problem, seen.ok ? seen.value.found.missing : [])) as never;
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/cases/{caseNumber}/withdrawal',
      tags,
      security,
      middleware: signedIn,
      summary: 'Takes a case of mine back',
      request: { params: caseNumber, ...keyed, ...nothingToSay },
      responses: {
        200: json('The case', caseSchema),
        400: problemOf('A body that is not empty'),
        404: notMine,
        409: problemOf('Too far on to be taken back, closed, or the key was used elsewhere'),
      },
    }),
    async (c) => {
      const key = idempotencyKey(c);
      const { viewer } = c.var;
      const { caseNumber: number } = c.req.valid('param');
      const answered = await services.once(
        viewer,
        { key, body: { path: `/v1/cases/${number}/withdrawal` }, status: 200 },
        () => services.residentActs.withdraw(viewer, number),
        (found) => caseShape(shownCase(found, true, clock.now()), viewer.locale, clock.now()),
      );
      if (!answered.ok) return problemResponse(answered.problem) as never;
      return c.json(answered.value.value, 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/cases/{caseNumber}/reopening',
      tags,
      security,
      middleware: signedIn,
      summary: 'Has a closed case of mine taken up again, once, by somebody higher',
      request: { params: caseNumber, ...keyed, ...jsonBody(z.strictObject({ reason: trimmed(500) })) },
      responses: {
        200: json('The case', caseSchema),
        400: problemOf('No reason'),
        404: notMine,
        409: problemOf(
          'Open, reopened before, of a kind that is applied for anew, or the key was used with another body',
        ),
        422: problemOf('Closed too long ago'),
      },
    }),
    async (c) => {
      const key = idempotencyKey(c);
      const { viewer } = c.var;
      const { caseNumber: number } = c.req.valid('param');
      const { reason } = c.req.valid('json');
      const answered = await services.once(
        viewer,
        { key, body: { reason, path: `/v1/cases/${number}/reopening` }, status: 200 },
        () => services.residentActs.reopen(viewer, number, reason),
        (found) => caseShape(shownCase(found, true, clock.now()), viewer.locale, clock.now()),
      );
      if (!answered.ok) return problemResponse(answered.problem) as never;
      return c.json(answered.value.value, 200);
    },
  );
}
