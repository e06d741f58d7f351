/** The desk's API for cases: the lists of a team with their clocks, one case with all that is known of it, acts, papers. */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import {
  firstGuess,
  type HttpEnv,
  json,
  jsonBody,
  problem,
  problemOf,
  problemResponse,
  trimmed,
  written,
} from '../channels/http.ts';
import { rfc3339 } from '../domain/calendar.ts';
import { CASE_KINDS, isCaseNumber, TEAMS } from '../domain/cases.ts';
import { DOCUMENT_KINDS } from '../domain/documents.ts';
import type { Locale } from '../domain/names.ts';
import { contactPhone } from '../domain/phone.ts';
import type { Clock } from '../outside/clock.ts';
import { CLERK_EVENTS } from '../services/cases/work.ts';
import { type CaseAtDesk, type CaseLine, type CasePlace, type DeskFilter, rankOf } from '../services/desk.ts';
import type { Services } from '../services/index.ts';
import { caseSchema, caseShape, lineSchema, lineShape } from './case-shapes.ts';
import { deskDoor } from './door.ts';

export interface DeskCaseDeps {
  readonly services: Services;
  readonly clock: Clock;
  /** Lets work go on after the answer. */
  readonly later: (work: Promise<unknown>) => void;
  /** Tells residents what just happened. */
  readonly answerEvents: () => Promise<unknown>;
}

const tags = ['Desk'];
const security = [{ desk: [] }];
const PAGE = 30;
const MOST = 100;
const LONGEST_WORDS = 2_000;

const act = z.strictObject({
  event: z.enum(CLERK_EVENTS),
  text: trimmed(LONGEST_WORDS)
    .optional()
    .openapi({ description: 'Told to the resident, but of `noted` and `reassigned`' }),
  missing: z.array(z.enum(DOCUMENT_KINDS)).min(1).max(DOCUMENT_KINDS.length).optional(),
  to: z.strictObject({ team: z.enum(TEAMS), staffId: trimmed(40).optional() }).optional(),
});

const place = z.tuple([
  z.number().int().min(0).max(9),
  z.iso
    .datetime()
    .refine((at) => at > '2000' && at < '3000')
    .nullable(),
  z.string().refine(isCaseNumber),
]);

/** A page's end as text that says nothing to anybody. */
const cursorOf = (line: CaseLine, amongClosed: boolean): string => {
  const { deadline, closedAt, caseNumber } = line;
  return btoa(JSON.stringify([rankOf(line), (amongClosed ? closedAt : deadline)?.toISOString() ?? null, caseNumber]));
};

/** What was typed to find cases by: a number of one, a telephone, the number of an account, or a name. */
function foundBy(q: string | null): Pick<DeskFilter, 'caseNumber' | 'accountNumber' | 'phone' | 'holder'> {
  const none = { caseNumber: null, accountNumber: null, phone: null, holder: null };
  if (q === null) return none;
  const number = q.toUpperCase();
  if (isCaseNumber(number)) return { ...none, caseNumber: number };
  const phone = contactPhone(q);
  if (phone) return { ...none, phone };
  return /\d/.test(q) ? { ...none, accountNumber: number } : { ...none, holder: q };
}

function placeIn(cursor: string): CasePlace | null {
  try {
    const [rank, at, caseNumber] = place.parse(JSON.parse(atob(cursor)));
    return { rank, at: at === null ? null : new Date(at), caseNumber };
  } catch {
    return null;
  }
}

const aCase = z.object({ caseNumber: written(40) });

/** For clerks of every team, supervisors and managers; those of another team see what is theirs. */
export function deskCaseRoutes(
  app: OpenAPIHono<HttpEnv>,
  { services, clock, later, answerEvents }: DeskCaseDeps,
): void {
  const middleware = deskDoor(services, 'cases');
  const { desk } = services;
  const shapeOf = async (opened: CaseAtDesk, locale: Locale) => {
    const { staff } = await services.settings();
    return caseShape(opened, staff, locale, clock.now());
  };
  const refusals = {
    401: problemOf('No valid token of the desk'),
    404: problemOf('There is none, or it is not mine to see'),
    429: problemOf('Too many calls'),
  };

  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/desk/cases',
      tags,
      security,
      middleware,
      summary: 'Cases that I may see: open ones with the most urgent first, closed ones with the newest first',
      description:
        'A clerk sees those of their own team, customer service and those above see all. `counts` are of all open ones that I may see, whatever is asked for.',
      request: {
        query: z.strictObject({
          team: z.enum(TEAMS).optional(),
          kind: z.enum(CASE_KINDS).optional(),
          owner: z.enum(['me', 'nobody']).optional(),
          state: z.enum(['open', 'late', 'closed']).optional(),
          q: trimmed(40).optional().openapi({
            description:
              'The number of a case or of an account, a telephone of either, or the holder’s whole name; open cases first, then closed ones',
          }),
          limit: z.coerce.number().int().min(1).max(MOST).optional(),
          after: trimmed(200).optional().openapi({ description: '`next` of the page before' }),
        }),
      },
      responses: {
        200: json(
          'A page of them',
          z.object({
            cases: z.array(lineSchema),
            next: z.string().nullable(),
            counts: z.object({ open: z.number().int(), late: z.number().int(), mine: z.number().int() }),
            now: z.string().openapi({ description: 'By the clock that deadlines are judged by' }),
          }),
        ),
        ...refusals,
      },
    }),
    async (c) => {
      const { team, kind, owner, state, q, limit = PAGE, after } = c.req.valid('query');
      const from = after === undefined ? null : placeIn(after);
      if (after !== undefined && !from)
        return problem('invalid_input', undefined, [{ field: 'after', reason: 'is not the end of a page' }]) as never;
      const filter = {
        team: team ?? null,
        kind: kind ?? null,
        owner: owner ?? null,
        // Whoever looks for something wants to find it.
        state: state ?? (q === undefined ? ('open' as const) : ('any' as const)),
        ...foundBy(q ?? null),
      };
      const [found, counts] = await Promise.all([
        desk.list(c.var.member, filter, limit + 1, from),
        desk.counts(c.var.member),
      ]);
      const page = found.slice(0, limit);
      const last = page.at(-1);
      const locale = firstGuess(c.req.header('accept-language'));
      const now = clock.now();
      return c.json(
        {
          cases: page.map((line) => lineShape(line, locale, now)),
          next: found.length > limit && last ? cursorOf(last, state === 'closed') : null,
          counts,
          now: rfc3339(now),
        },
        200,
      );
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/desk/cases/{caseNumber}',
      tags,
      security,
      middleware,
      summary: 'All of one case; every look is logged',
      request: { params: aCase },
      responses: { 200: json('The case', caseSchema), ...refusals },
    }),
    async (c) => {
      const opened = await desk.open(c.var.member, c.req.valid('param').caseNumber);
      if (!opened.ok) return problemResponse(opened.problem) as never;
      return c.json(await shapeOf(opened.value, firstGuess(c.req.header('accept-language'))), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/desk/cases/{caseNumber}/acts',
      tags,
      security,
      middleware,
      summary: 'One act on a case',
      description:
        'Which ones are possible now stands in its `acts`. What moves the case happens once however often it is pressed; a note or a word is written each time. Who checked an application does not approve it.',
      request: { params: aCase, ...jsonBody(act) },
      responses: {
        200: json('The case after it', caseSchema),
        ...refusals,
        409: problemOf(
          'Not at this stage or not mine to do, another person is needed, papers are missing, or money is owed',
        ),
      },
    }),
    async (c) => {
      const { caseNumber } = c.req.valid('param');
      const { event, text, missing, to } = c.req.valid('json');
      const says = {
        ...(text && { text }),
        ...(missing && { missing }),
        ...(to && { to: { team: to.team, ...(to.staffId && { staffId: to.staffId }) } }),
      };
      const { member } = c.var;
      const done = await services.attempt(() => desk.act(member, caseNumber, event, says));
      if (!done.ok) return problemResponse(done.problem) as never;
      later(answerEvents());
      const opened = await desk.shown(member, done.value);
      return c.json(await shapeOf(opened, firstGuess(c.req.header('accept-language'))), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/desk/documents/{documentId}',
      tags,
      security,
      middleware,
      summary: 'A paper of a case; every look is logged',
      request: { params: z.object({ documentId: written(100) }) },
      responses: {
        200: {
          description: 'The file',
          content: {
            'image/jpeg': { schema: { type: 'string', format: 'binary' } },
            'image/png': { schema: { type: 'string', format: 'binary' } },
            'application/pdf': { schema: { type: 'string', format: 'binary' } },
          },
        },
        ...refusals,
      },
    }),
    async (c) => {
      const read = await desk.paper(c.var.member, c.req.valid('param').documentId);
      if (!read.ok) return problemResponse(read.problem);
      const { bytes, document } = read.value;
      return new Response(bytes as Uint8Array<ArrayBuffer>, {
        headers: { 'content-type': document.type, 'cache-control': 'no-store', 'content-disposition': 'attachment' },
      });
    },
  );
}
