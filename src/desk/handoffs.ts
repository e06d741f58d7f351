/** The desk's API for conversations: who waits for a person, what is known of them, taking over, writing, giving back. */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import {
  firstGuess,
  type HttpEnv,
  json,
  jsonBody,
  nothingToSay,
  problemOf,
  problemResponse,
  trimmed,
  written,
} from '../channels/http.ts';
import type { Converse } from '../conversation/converse.ts';
import { type StaffMember, TEAMS } from '../domain/cases.ts';
import type { Locale } from '../domain/names.ts';
import type { Result } from '../domain/result.ts';
import type { OpenedHandoff } from '../services/handoff/view.ts';
import type { Services } from '../services/index.ts';
import { deskDoor } from './door.ts';
import { givenIn, handoffSchema, handoffShape, openedSchema } from './handoff-shapes.ts';
import { casesIn, transcriptOf } from './transcript.ts';
import { deskVoice } from './words/speak.ts';

export interface DeskHandoffDeps {
  readonly services: Services;
  readonly converse: Pick<Converse, 'transcript' | 'following' | 'answerWaiting'>;
  readonly later: (work: Promise<unknown>) => void;
  readonly sendDue: () => Promise<unknown>;
}

const tags = ['Desk'];
const security = [{ desk: [] }];
/** Turns of a conversation that are shown at first. */
const TURNS = 60;
const LONGEST_WORDS = 2_000;

const aHandoff = z.object({ caseNumber: written(40) });

/** For clerks of every team, supervisors and managers: whoever is free helps. */
export function deskHandoffRoutes(
  app: OpenAPIHono<HttpEnv>,
  { services, converse, later, sendDue }: DeskHandoffDeps,
): void {
  const middleware = deskDoor(services, 'handoffs');
  const { handoff } = services;
  const refusals = {
    401: problemOf('No valid token of the desk'),
    404: problemOf('There is none, or somebody else has it'),
    429: problemOf('Too many calls'),
  };

  const openedShape = async (
    opened: OpenedHandoff,
    member: StaffMember,
    locale: Locale,
    after = 0,
  ): Promise<z.infer<typeof openedSchema>> => {
    const entries = !opened.whole
      ? []
      : await (after > 0
          ? converse.following(opened.person, after, TURNS)
          : converse.transcript(opened.person, 0, TURNS));
    return {
      ...handoffShape(opened, member, locale),
      whole: opened.whole,
      contactPhone: opened.contactPhone,
      secret: givenIn(opened.sealedSlots, locale),
      transcript: transcriptOf(entries, await services.desk.anonymousAmong(casesIn(entries)), deskVoice(locale)),
    };
  };

  /** What stands there after an act, or why there was none. */
  const after = async <T>(
    done: Result<T>,
    caseNumber: string,
    member: StaffMember,
    locale: Locale,
  ): Promise<Response | z.infer<typeof openedSchema>> => {
    if (!done.ok) return problemResponse(done.problem);
    later(sendDue());
    const opened = await handoff.open(member.staffId, caseNumber);
    return opened.ok ? openedShape(opened.value, member, locale) : problemResponse(opened.problem);
  };

  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/desk/handoffs',
      tags,
      security,
      middleware,
      summary: 'Who waits for a person and who is with one, the most urgent first; masked',
      responses: { 200: json('They', z.object({ handoffs: z.array(handoffSchema) })), ...refusals },
    }),
    async (c) => {
      const locale = firstGuess(c.req.header('accept-language'));
      const queue = await handoff.queue();
      return c.json({ handoffs: queue.map((one) => handoffShape(one, c.var.member, locale)) }, 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/desk/handoffs/{caseNumber}',
      tags,
      security,
      middleware,
      summary: 'One of them; for its holder and those above with all that is known and what was written',
      description: 'While it waits anybody sees what helps to decide who takes it. Looks are logged.',
      request: {
        params: aHandoff,
        query: z.strictObject({
          after: z.coerce
            .number()
            .int()
            .min(0)
            .max(1_000_000_000)
            .optional()
            .openapi({ description: 'Only what was written after this turn' }),
        }),
      },
      responses: { 200: json('It', openedSchema), ...refusals },
    }),
    async (c) => {
      const opened = await handoff.open(c.var.member.staffId, c.req.valid('param').caseNumber);
      if (!opened.ok) return problemResponse(opened.problem) as never;
      const locale = firstGuess(c.req.header('accept-language'));
      return c.json(await openedShape(opened.value, c.var.member, locale, c.req.valid('query').after), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/desk/handoffs/{caseNumber}/take',
      tags,
      security,
      middleware,
      summary: 'Takes the conversation over: the bot is silent from then on',
      request: { params: aHandoff, ...nothingToSay },
      responses: { 200: json('It', openedSchema), ...refusals, 409: problemOf('Somebody has it already') },
    }),
    async (c) => {
      const { caseNumber } = c.req.valid('param');
      const { member } = c.var;
      const done = await services.attempt(() => handoff.take(member.staffId, caseNumber));
      const shown = await after(done, caseNumber, member, firstGuess(c.req.header('accept-language')));
      return shown instanceof Response ? (shown as never) : c.json(shown, 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/desk/handoffs/{caseNumber}/messages',
      tags,
      security,
      middleware,
      summary: 'Writes to the resident',
      description: '`id` is the sender’s own: the same words sent again with it are said once.',
      request: {
        params: aHandoff,
        ...jsonBody(z.strictObject({ id: written(64).optional(), text: trimmed(LONGEST_WORDS) })),
      },
      responses: { 200: json('It', openedSchema), ...refusals, 409: problemOf('It is not mine') },
    }),
    async (c) => {
      const { caseNumber } = c.req.valid('param');
      const { member } = c.var;
      const { id, text } = c.req.valid('json');
      const done = await services.attempt(() => handoff.say(member.staffId, caseNumber, text, id));
      const shown = await after(done, caseNumber, member, firstGuess(c.req.header('accept-language')));
      return shown instanceof Response ? (shown as never) : c.json(shown, 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/desk/handoffs/{caseNumber}/pass',
      tags,
      security,
      middleware,
      summary: 'Offers the conversation to a colleague or a team',
      description:
        'It stays mine, and the bot silent, until one of them takes it over. A newer offer takes the place of this one.',
      request: {
        params: aHandoff,
        ...jsonBody(
          z.strictObject({
            to: z.strictObject({ team: z.enum(TEAMS), staffId: trimmed(40).optional() }),
            note: trimmed(LONGEST_WORDS).optional().openapi({ description: 'For them' }),
          }),
        ),
      },
      responses: { 200: json('It', openedSchema), ...refusals, 409: problemOf('It is not mine') },
    }),
    async (c) => {
      const { caseNumber } = c.req.valid('param');
      const { member } = c.var;
      const { to, note } = c.req.valid('json');
      const given = { team: to.team, ...(to.staffId && { staffId: to.staffId }) };
      const done = await services.attempt(() => handoff.pass(member.staffId, caseNumber, given, note));
      const shown = await after(done, caseNumber, member, firstGuess(c.req.header('accept-language')));
      return shown instanceof Response ? (shown as never) : c.json(shown, 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/desk/handoffs/{caseNumber}/return',
      tags,
      security,
      middleware,
      summary: 'Gives the conversation back: the bot says so and asks its open question again',
      request: {
        params: aHandoff,
        ...jsonBody(
          z.strictObject({ note: trimmed(LONGEST_WORDS).optional().openapi({ description: 'For colleagues' }) }),
        ),
      },
      responses: {
        200: json('It is done', z.object({ caseNumber: z.string() })),
        ...refusals,
        409: problemOf('It is not mine'),
      },
    }),
    async (c) => {
      const { caseNumber } = c.req.valid('param');
      const { note } = c.req.valid('json');
      const { staffId } = c.var.member;
      const done = await services.attempt(() => handoff.handBack(staffId, caseNumber, note));
      if (!done.ok) return problemResponse(done.problem) as never;
      later(converse.answerWaiting(done.value).then(sendDue));
      return c.json({ caseNumber }, 200);
    },
  );
}
