/** The web chat's API (contract.md section 7): send, read the transcript, follow what arrives by itself. */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { streamSSE } from 'hono/streaming';
import type { Converse } from '../../conversation/converse.ts';
import type { Answer, Content } from '../../conversation/message.ts';
import type { TranscriptEntry } from '../../conversation/transcript.ts';
import { emergency } from '../../conversation/understanding/emergency.ts';
import { rfc3339 } from '../../domain/calendar.ts';
import type { Channel } from '../../domain/names.ts';
import { storable } from '../../domain/written.ts';
import type { Clock } from '../../outside/clock.ts';
import {
  bearerToken,
  type HttpEnv,
  inputProblem,
  json,
  jsonBody,
  problem,
  problemOf,
  problemResponse,
  written,
} from '../http.ts';
import { type RestDeps, selfSignedIn, tokenHolder } from '../rest/index.ts';
import { withinMessages } from '../rest/limits.ts';
import { answerSchema, mark, type replySchema, streamQuery, transcriptItemSchema } from './chat-shapes.ts';

const CHANNEL: Channel = 'web';
type Person = { readonly channel: Channel; readonly channelUserId: string };
/** Message ids: turn × 100 + position, so that they sort and a client can go on from any of them. */
const POSITIONS = 100;
const SHOWN = 100;
/** A stream ends by itself before a proxy or a Worker's limits end it, and the client comes back. */
const STREAM_MS = 55_000;
const LOOK_EVERY_MS = 1_000;
/** How often a message that lost its turns to others is looked after again, and with what growing pause: four seconds in all. */
const LOOKS = 12;
const AGAIN_MS = 50;

type TranscriptItem = z.infer<typeof transcriptItemSchema>;

const id = written(100);

export function chatRoutes(
  app: OpenAPIHono<HttpEnv>,
  deps: Pick<RestDeps, 'services' | 'later' | 'sendDue'> & { converse: Converse; clock: Clock },
): void {
  const { converse, clock } = deps;
  const writes = tokenHolder(deps.services);
  const reads = selfSignedIn(deps.services);
  const tags = ['Chat'];
  const security = [{ bearer: [] }];

  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/chat/messages',
      tags,
      security,
      middleware: writes,
      summary: 'Says something',
      description: 'The same `id` again gives the same answer and no second effect.',
      request: jsonBody(
        z.union([
          z.strictObject({ id, text: z.string().min(1).max(5_000) }),
          z.strictObject({ id, button: z.string().min(1).max(1_000) }),
          z.strictObject({ id, documentId: written(100) }),
        ]),
      ),
      responses: {
        200: json('The answer', answerSchema),
        401: problemOf('No valid token'),
        404: problemOf('No such document'),
        409: problemOf('Answered elsewhere at the same moment: send it again'),
        429: problemOf('Too many messages within a minute'),
      },
    }),
    async (c) => {
      const body = c.req.valid('json');
      const { residentId, sessionAt } = c.var;
      const person = { channel: CHANNEL, channelUserId: residentId };
      // A client's id is its own: two residents may use the same one.
      const eventId = `${residentId}/${body.id}`;
      const content = contentOf(body);
      const limited = withinMessages(deps.services, residentId);
      // Words of danger are heard, however much was said before them.
      if (!limited.ok && !(content.kind === 'text' && emergency(content.text)))
        return problemResponse(limited.problem) as never;
      if (content.kind === 'document' && !(await converse.answerTo(CHANNEL, eventId))) {
        const viewer = await deps.services.accounts.viewer(bearerToken(c) ?? '');
        const known = viewer && (await deps.services.documents.isOwn(viewer, content.documentId));
        if (!known) return problem('not_found') as never;
      }
      const at = clock.now();
      const [snapshot] = await converse.accept([{ ...person, eventId, at, content, sessionAt }]);
      if (snapshot?.signedOutAt && snapshot.signedOutAt >= sessionAt) return problem('unauthenticated') as never;
      const fresh = (await converse.answerWaiting(person, snapshot)).get(eventId);
      let mine = fresh ?? (await converse.answerTo(CHANNEL, eventId));
      // Many at the same moment take each other's turns: what one of them answers, the others find a little later.
      for (let look = 1; !mine && look <= LOOKS; look += 1) {
        await new Promise((resolve) => setTimeout(resolve, look * AGAIN_MS));
        await converse.answerWaiting(person);
        mine = await converse.answerTo(CHANNEL, eventId);
      }
      if (!mine) return problem('conversation_busy', 'Send the same message with the same id again.') as never;
      deps.later(deps.sendDue());
      return c.json(wire(mine.turn, mine.answer, fresh ? at : await writtenAt(converse, person, mine.turn, at)), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/chat/messages',
      tags,
      security,
      middleware: reads,
      summary: 'The transcript',
      description:
        'With `after` the messages that come next after it: go on with the last `messageId` until none is left. Without it the newest.',
      request: {
        query: z.strictObject({
          after: mark,
          limit: z.coerce.number().int().min(1).max(SHOWN).optional(),
        }),
      },
      responses: {
        200: json('Messages, oldest first', z.object({ messages: z.array(transcriptItemSchema), now: z.string() })),
      },
    }),
    async (c) => {
      const { after, limit } = c.req.valid('query');
      const { residentId } = c.var;
      const messages =
        after === undefined
          ? (await newestItems(converse, residentId)).slice(-(limit ?? SHOWN))
          : await itemsAfter(converse, residentId, Number(after), limit ?? SHOWN);
      return c.json({ messages, now: rfc3339(clock.now()) }, 200);
    },
  );

  app.get('/v1/chat/stream', reads, async (c) => {
    const query = streamQuery.safeParse(
      Object.fromEntries(Object.entries(c.req.queries()).map(([name, all]) => [name, all.length > 1 ? all : all[0]])),
    );
    if (!query.success) return inputProblem(query.error);
    const { residentId } = c.var;
    const given = c.req.header('last-event-id') ?? query.data.after ?? '';
    // Known before the stream is answered: whoever writes as soon as it is open sees what comes of it.
    let last = /^\d{1,12}$/.test(given)
      ? Number(given)
      : Number((await newestItems(converse, residentId)).at(-1)?.messageId ?? 0);
    return streamSSE(c, async (stream) => {
      await stream.write(': here\n\n');
      for (let waited = 0; waited < STREAM_MS && !stream.aborted; waited += LOOK_EVERY_MS) {
        for (const item of await itemsAfter(converse, residentId, last, SHOWN)) {
          await stream.writeSSE({ event: 'message', id: item.messageId, data: JSON.stringify(item) });
          last = Number(item.messageId);
        }
        if (waited % 15_000 === 0) await stream.write(': still here\n\n');
        await stream.sleep(LOOK_EVERY_MS);
      }
    });
  });
}

/** Words, a press, or a paper that was uploaded before. */
function contentOf(body: { text: string } | { button: string } | { documentId: string }): Content {
  if ('text' in body) return { kind: 'text', text: storable(body.text) };
  return 'button' in body
    ? { kind: 'button', value: storable(body.button) }
    : { kind: 'document', documentId: body.documentId };
}

function wire(turn: number, answer: Answer, at: Date): z.infer<typeof answerSchema> {
  return {
    replies: answer.replies as z.infer<typeof replySchema>[],
    turn: answer.turn as z.infer<typeof answerSchema>['turn'],
    inboundId: String(turn * POSITIONS),
    messageIds: answer.replies.map((_, i) => String(turn * POSITIONS + i + 1)),
    at: rfc3339(at),
  };
}

/** When the message of an earlier turn first came, so that its answer is the same in every letter. */
async function writtenAt(converse: Converse, person: Person, turn: number, otherwise: Date): Promise<Date> {
  const [found] = await converse.following(person, turn - 1, 1);
  return found?.turn === turn ? found.writtenAt : otherwise;
}

const personOf = (residentId: string): Person => ({ channel: CHANNEL, channelUserId: residentId });

const newestItems = async (converse: Converse, residentId: string): Promise<TranscriptItem[]> =>
  (await converse.transcript(personOf(residentId), 0, SHOWN)).flatMap(toItems);

/** The `limit` messages that come next after one; turns of which nothing is shown are passed over. */
async function itemsAfter(
  converse: Converse,
  residentId: string,
  after: number,
  limit: number,
): Promise<TranscriptItem[]> {
  const items: TranscriptItem[] = [];
  // The mark may stand in the middle of its turn.
  let last = Math.floor(after / POSITIONS) - 1;
  for (;;) {
    const turns = await converse.following(personOf(residentId), last, limit + 1);
    items.push(...turns.flatMap(toItems).filter((item) => Number(item.messageId) > after));
    last = turns.at(-1)?.turn ?? last;
    if (items.length >= limit || turns.length <= limit) return items.slice(0, limit);
  }
}

function toItems(entry: TranscriptEntry): TranscriptItem[] {
  const first = entry.turn * POSITIONS;
  const { content } = entry;
  const inbound: TranscriptItem[] =
    content.kind === 'event'
      ? []
      : [
          {
            messageId: String(first),
            direction: 'in',
            at: rfc3339(entry.writtenAt),
            content: content.kind === 'button' ? { kind: 'button', label: entry.label ?? '…' } : content,
          },
        ];
  return [
    ...inbound,
    ...entry.answer.replies.map(
      (one, i): TranscriptItem => ({
        messageId: String(first + i + 1),
        direction: 'out',
        at: rfc3339(entry.at),
        reply: one as z.infer<typeof replySchema>,
      }),
    ),
  ];
}
