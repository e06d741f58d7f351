/** `/webhooks/wechat`: the check of our address, and messages: signature, parse, store, answer in the response. */
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { InboundMessage } from '../../conversation/message.ts';
import type { WechatWords } from '../../conversation/sentences/wechat.ts';
import type { FieldError, ProblemCode } from '../../domain/result.ts';
import type { Chance } from '../../outside/chance.ts';
import type { Accepted } from '../receive.ts';
import { NO_ECHO, NO_MESSAGE, type Query, type WechatAccount, wechatDoor } from './door.ts';
import { readWechatMessage, type TemplateEnd, type WechatMessage } from './messages.ts';
import { typedNumber } from './numbers.ts';
import { answerPassively, fetchPassively, type PassiveAnswer, type PassiveDeps } from './passive.ts';

const MAX_BODY_BYTES = 1024 * 1024;
/** WeChat comes again within fifteen seconds; what is older than this was kept by somebody. */
const OLDEST_MS = 10 * 60_000;
const LOOKS_FOR_SENT = 5;
const LOOK_AGAIN_MS = 500;

/** What is told beside messages. */
export interface WechatOffice {
  /** Somebody began to follow the account, or left it. */
  cameOrLeft(openId: string, how: { readonly left: boolean; readonly at: Date }): Promise<void>;
  /** False: no message with this number is on record, perhaps not yet. */
  templateEnded(end: TemplateEnd): Promise<boolean>;
  /** Whatever this message's response had taken waits again: nobody was there to read it. */
  giveBack(message: InboundMessage): Promise<void>;
}

export interface WechatWebhookDeps extends PassiveDeps {
  /** Null: the channel is not set up. */
  readonly account: WechatAccount | null;
  readonly chance: Chance;
  /** False where our clock shows another day than WeChat's, as in a demo. */
  readonly checksAge: boolean;
  /** Stores the messages, each once; when it throws, WeChat comes again. */
  accept(messages: readonly InboundMessage[]): Promise<Accepted>;
  /** Whether a `1` comes to fetch what its writer was told to fetch. */
  isFetch(message: InboundMessage): Promise<boolean>;
  /** The button that a typed number presses; null: the number is meant as it is. */
  buttonOf(message: InboundMessage, n: number): Promise<string | null>;
  words(message: InboundMessage, accepted: Accepted): WechatWords;
  /** Null with the account. */
  readonly office: WechatOffice | null;
  problem(code: ProblemCode, detail?: string, errors?: readonly FieldError[]): Response;
}

export function wechatWebhook(deps: WechatWebhookDeps): Hono {
  const tooLarge = bodyLimit({ maxSize: MAX_BODY_BYTES, onError: () => deps.problem('body_too_large') });
  const door = deps.account && wechatDoor(deps.account);
  const off = () => deps.problem('channel_off', 'WECHAT_APP_ID and WECHAT_TOKEN are not set');

  return new Hono()
    .get('/webhooks/wechat', async (c) => {
      if (!door) return off();
      if (!(await door.isCheck(queryOf(c)))) return deps.problem('invalid_signature');
      const echo = c.req.query('echostr') ?? '';
      return echo === '' ? deps.problem('invalid_input', 'The echo is missing.', NO_ECHO) : c.text(echo);
    })
    .post('/webhooks/wechat', tooLarge, async (c) => {
      if (!door) return off();
      const query = queryOf(c);
      const body = utf8(await c.req.arrayBuffer());
      if (body === null) return deps.problem('invalid_input', 'The body is not UTF-8.', NO_MESSAGE);
      const result = await door.open(query, body);
      if ('refused' in result) return deps.problem(result.refused, undefined, result.errors);
      const read = readWechatMessage(result.opened.fields);
      if (!read) return deps.problem('invalid_input', 'The body is no WeChat message.', NO_MESSAGE);
      const age = deps.clock.now().getTime() - Number(query.timestamp) * 1_000;
      const isOld = deps.checksAge && !(Math.abs(age) <= OLDEST_MS);
      if (isOld && (read.inbound || read.came || read.ended))
        return deps.problem('invalid_signature', 'The call is old');
      await heed(deps, read);
      if (!read.inbound) return c.text('success');

      const gone = () => c.req.raw.signal.aborted;
      const answer = await respond(deps, read.inbound, gone);
      if (answer.kind === 'silence') return c.text('success');
      if (answer.kind === 'again') return deps.problem('unavailable');
      const now = deps.clock.now();
      const { answerAs } = result.opened;
      const closed = await door.close(
        {
          ToUserName: read.openId,
          FromUserName: read.account,
          CreateTime: Math.floor(now.getTime() / 1_000),
          MsgType: 'text',
          Content: answer.text,
        },
        answerAs,
        { now, random: deps.chance.id().replaceAll('-', '').slice(-16), nonce: deps.chance.digits(10) },
      );
      if (gone()) {
        await deps.office?.giveBack(read.inbound);
        return deps.problem('unavailable');
      }
      const format = answerAs.outer ?? answerAs.inner;
      return c.body(closed, 200, { 'content-type': `application/${format}; charset=utf-8` });
    });
}

/** What needs no answer: who came and left, and what became of what was sent. */
async function heed(deps: WechatWebhookDeps, { openId, came, ended }: WechatMessage): Promise<void> {
  if (came) await deps.office?.cameOrLeft(openId, came);
  if (!ended || !deps.office) return;
  // WeChat may be faster with the end than we with writing down that it took the message.
  for (let look = 1; !(await deps.office.templateEnded(ended)) && look < LOOKS_FOR_SENT; look += 1)
    await deps.pause(LOOK_AGAIN_MS);
}

async function respond(deps: WechatWebhookDeps, given: InboundMessage, gone: () => boolean): Promise<PassiveAnswer> {
  const arrivedAt = deps.clock.now();
  const n = given.content.kind === 'text' ? typedNumber(given.content.text) : null;
  if (n === 1 && (await deps.isFetch(given))) {
    return fetchPassively(deps, { message: given, words: deps.words(given, []), gone });
  }
  const button = n === null ? null : await deps.buttonOf(given, n);
  const message = button === null ? given : { ...given, content: { kind: 'button', value: button } as const };
  const accepted = await deps.accept([message]);
  return answerPassively(deps, { message, accepted, arrivedAt, words: deps.words(message, accepted), gone });
}

const queryOf = (c: Context): Query => ({
  signature: c.req.query('signature'),
  msgSignature: c.req.query('msg_signature'),
  timestamp: c.req.query('timestamp'),
  nonce: c.req.query('nonce'),
});

/** Null for bytes that are not UTF-8. */
function utf8(bytes: ArrayBuffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
