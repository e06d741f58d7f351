/** `/webhooks/wechat-kf`: the check of our address, and WeCom's word that something is there to be read; it carries no message itself (facts/channels.md 2.8). */
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { FieldError, ProblemCode } from '../../domain/result.ts';
import type { Clock } from '../../outside/clock.ts';
import { envelope } from '../wechat/crypt.ts';
import { type Query, wechatDoor } from '../wechat/door.ts';
import { isSignedByWechat } from '../wechat/signature.ts';
import type { ReadKf } from './reader.ts';

const NO_KEYS =
  'Neither WECHAT_KF_TOKEN and WECHAT_KF_ENCODING_AES_KEY nor WECHAT_TOKEN and WECHAT_ENCODING_AES_KEY are set';
const MAX_BODY_BYTES = 64 * 1024;
const OLDEST_MS = 10 * 60_000;
/** WeCom's own ten minutes, less the way. */
const TOKEN_MS = 9 * 60_000;

export interface KfDoorKeys {
  readonly corpId: string;
  readonly token: string;
  readonly aesKeys: readonly string[];
}

export interface KfWebhookDeps {
  /** Null: we can send, and nobody may call. */
  readonly keys: KfDoorKeys | null;
  readonly clock: Clock;
  /** False where our clock shows another day than WeCom's, as in a demo. */
  readonly checksAge: boolean;
  /** Durable when it resolves. */
  want(call: { readonly openKfId: string; readonly token: string; readonly until: Date }): Promise<void>;
  readonly read: ReadKf;
  later(work: Promise<unknown>): void;
}

type Problem = (code: ProblemCode, detail?: string, errors?: readonly FieldError[]) => Response;

/** Without `deps` the channel is not set up, without its keys the door is not; either says so. */
export function kfWebhook(deps: KfWebhookDeps | null, problem: Problem): Hono {
  const tooLarge = bodyLimit({ maxSize: MAX_BODY_BYTES, onError: () => problem('body_too_large') });
  const off = () => problem('channel_off', deps ? NO_KEYS : 'WECHAT_KF_CORP_ID is not set');
  const keys = deps?.keys;
  const sealing = keys && envelope(keys.aesKeys, keys.corpId);
  const door = keys && wechatDoor({ appId: keys.corpId, token: keys.token, mode: 'secure', aesKeys: keys.aesKeys });

  return new Hono()
    .get('/webhooks/wechat-kf', async (c) => {
      if (!keys || !sealing) return off();
      const { msgSignature, timestamp, nonce } = queryOf(c);
      const echo = c.req.query('echostr') ?? '';
      // Other than at an official account the echo is encrypted.
      const signed = await isSignedByWechat(msgSignature, keys.token, timestamp, nonce, echo);
      const inside = signed ? await sealing.open(echo) : null;
      return inside === null ? problem('invalid_signature') : c.text(inside);
    })
    .post('/webhooks/wechat-kf', tooLarge, async (c) => {
      if (!deps || !door) return off();
      const query = queryOf(c);
      const result = await door.open(query, await c.req.text());
      if ('refused' in result) return problem(result.refused, undefined, result.errors);
      const now = deps.clock.now();
      if (deps.checksAge && !(Math.abs(now.getTime() - Number(query.timestamp) * 1_000) <= OLDEST_MS))
        return problem('invalid_signature', 'The call is old');
      const { fields } = result.opened;
      const [openKfId, token] = [fields.get('OpenKfId') ?? '', fields.get('Token') ?? ''];
      const isWord = fields.get('MsgType') === 'event' && fields.get('Event') === 'kf_msg_or_event';
      if (isWord && NAME.test(openKfId) && TOKEN.test(token)) {
        await deps.want({ openKfId, token, until: new Date(now.getTime() + TOKEN_MS) });
        deps.later(deps.read(openKfId));
      }
      return c.text('success');
    });
}

const NAME = /^[\w-]{1,100}$/;
const TOKEN = /^[\x21-\x7e]{1,200}$/;

const queryOf = (c: Context): Query => ({
  signature: undefined,
  msgSignature: c.req.query('msg_signature'),
  timestamp: c.req.query('timestamp'),
  nonce: c.req.query('nonce'),
});
