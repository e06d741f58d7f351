/** A stand-in for a WeChat official account: people who write, press and read; messages tried three times for five seconds; the API on loopback. */
import { type ApiDoor, openApi } from './wechat-emulator/door.ts';
import { WechatPlatform } from './wechat-emulator/platform.ts';
import { type Seals, sealed, signed, unsealed } from './wechat-emulator/sealing.ts';

export type Fields = Readonly<Record<string, string | number>>;
/** Where messages go: an address, or an app in this process. */
export type Target = string | ((request: Request) => Response | Promise<Response>);

export interface WechatEmulatorOptions {
  readonly target?: Target;
  readonly mode?: 'plain' | 'compatible' | 'secure';
  readonly format?: 'xml' | 'json';
  readonly now?: () => number;
  /** How five seconds pass; those of the machine unless given. */
  readonly pause?: (ms: number) => Promise<void>;
  readonly seed?: number;
}

export interface Call {
  readonly query: string;
  readonly body: string;
}

export interface Outcome {
  /** What the person sees at once; null: nothing. */
  readonly shown: string | null;
  /** What each attempt ended with. */
  readonly attempts: readonly ('silence' | 'answer' | 'timeout' | 'failed' | 'malformed')[];
}

export const UNAVAILABLE = '该公众号暂时无法提供服务，请稍后再试';
/** A flat field: CDATA, which ends at its first `]]>`, or a number. */
const FIELD = /<(\w+)>((?:<!\[CDATA\[(?:(?!\]\]>)[\s\S])*\]\]>|\d+)+)<\/\1>/g;
const ACCOUNT = 'gh_97417a04a28d';

export type WechatEmulator = Awaited<ReturnType<typeof startWechatEmulator>>;

export async function startWechatEmulator(options: WechatEmulatorOptions = {}) {
  const { mode = 'secure', format = 'xml' } = options;
  const now = options.now ?? (() => Date.UTC(2026, 10, 21, 2));
  const pause = options.pause ?? ((ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)));
  const seals: Seals = { token: 'AAAAA', aesKey: 'A'.repeat(43), appId: 'wx134c8103faa5a59e' };
  const appSecret = 'the secret of the account';
  let target = options.target;
  let counter = options.seed ?? 0;
  const next = (digits: number) => String(++counter).padStart(digits, '0');
  const platform = new WechatPlatform(now, { appId: seals.appId, appSecret });
  const api: ApiDoor = await openApi(platform);

  const write = (fields: Fields): string =>
    format === 'json'
      ? // A MsgId is an unquoted number of 64 bits.
        JSON.stringify(fields).replace(/"MsgId":"(\d+)"/, '"MsgId":$1')
      : `<xml>${Object.entries(fields)
          .map(([k, v]) =>
            typeof v === 'number' || k === 'MsgId' ? `<${k}>${v}</${k}>` : `<${k}><![CDATA[${v}]]></${k}>`,
          )
          .join('\n')}</xml>`;

  /** One attempt's call: its own time, nonce and random bytes. */
  const call = (fields: Fields, how: { readonly seals?: Seals; readonly timestamp?: number } = {}): Call => {
    const keys = how.seals ?? seals;
    const timestamp = String(how.timestamp ?? Math.floor(now() / 1_000));
    const nonce = next(9);
    const query = new URLSearchParams({
      signature: signed(keys.token, timestamp, nonce),
      timestamp,
      nonce,
      openid: String(fields.FromUserName),
    });
    const plain = write(fields);
    if (mode === 'plain') return { query: `${query}`, body: plain };
    const encrypted = sealed(keys, plain, next(16));
    query.set('encrypt_type', 'aes');
    query.set('msg_signature', signed(keys.token, timestamp, nonce, encrypted));
    const envelope = { ToUserName: ACCOUNT, Encrypt: encrypted };
    return { query: `${query}`, body: write(mode === 'compatible' ? { ...fields, ...envelope } : envelope) };
  };

  /** What an answer of 200 shows the person; throws with what is wrong with it. */
  const read = (body: string, openId: string): string => {
    const fieldsOf = (text: string): Record<string, string> => {
      if (format === 'json') return JSON.parse(text);
      const [, inside] = /^<xml>([\s\S]*)<\/xml>$/.exec(text) ?? [];
      if (inside?.replace(FIELD, '') !== '') throw new Error(`no XML: ${text}`);
      return Object.fromEntries(
        [...inside.matchAll(FIELD)].map(([, name, value = '']) => [
          name,
          value.replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, '$1'),
        ]),
      );
    };
    let fields = fieldsOf(body);
    if (mode !== 'plain') {
      const { Encrypt = '', MsgSignature, TimeStamp = '', Nonce = '' } = fields;
      if (MsgSignature !== signed(seals.token, String(TimeStamp), Nonce, Encrypt))
        throw new Error('MsgSignature is wrong');
      fields = fieldsOf(unsealed(seals, Encrypt));
    }
    if (fields.ToUserName !== openId || fields.FromUserName !== ACCOUNT) throw new Error('the names are not swapped');
    if (fields.MsgType !== 'text' || !fields.Content || !/^\d+$/.test(String(fields.CreateTime)))
      throw new Error('no text');
    if (Buffer.byteLength(fields.Content) > 2_048) throw new Error('more than 2,048 bytes');
    return fields.Content;
  };

  /** One request; `hungUp` closes it as WeChat does after five seconds. */
  const knock = async ({ query, body }: Call, hungUp?: AbortSignal): Promise<{ status: number; body: string }> => {
    if (target === undefined) throw new Error('the emulator has nowhere to send messages to');
    const base = typeof target === 'string' ? target : 'http://house.test/webhooks/wechat';
    const request = new Request(`${base}?${query}`, {
      method: 'POST',
      headers: { 'content-type': format === 'xml' ? 'text/xml' : 'application/json' },
      body,
      ...(hungUp && { signal: hungUp }),
    });
    const response = typeof target === 'string' ? await fetch(request) : await target(request);
    return { status: response.status, body: await response.text() };
  };

  const attempt = async (fields: Fields): Promise<{ how: Outcome['attempts'][number]; shown: string | null }> => {
    const line = new AbortController();
    const answered = knock(call(fields), line.signal).catch(() => null);
    const answer = await Promise.race([answered, pause(5_000).then(() => 'timeout' as const)]);
    if (answer === 'timeout') {
      line.abort();
      return { how: 'timeout', shown: null };
    }
    if (answer === null || answer.status !== 200) return { how: 'failed', shown: null };
    if (answer.body === '' || answer.body === 'success') return { how: 'silence', shown: null };
    try {
      return { how: 'answer', shown: read(answer.body, String(fields.FromUserName)) };
    } catch (error) {
      platform.violations.push(`${String(error)}: ${answer.body.slice(0, 200)}`);
      return { how: 'malformed', shown: UNAVAILABLE };
    }
  };

  /** As WeChat delivers: up to three attempts, one after another. */
  const deliver = async (fields: Fields): Promise<Outcome> => {
    const attempts: Outcome['attempts'][number][] = [];
    let shown: string | null = UNAVAILABLE;
    while (attempts.length < 3) {
      const { how, shown: seen } = await attempt(fields);
      attempts.push(how);
      if (how === 'timeout' || how === 'failed') continue;
      shown = seen;
      break;
    }
    if (shown !== null) platform.delivered.push({ openId: String(fields.FromUserName), text: shown, by: 'response' });
    return { shown, attempts };
  };

  const message = (openId: string, type: string, fields: Fields): Fields => {
    if (type !== 'event') platform.wrote(openId);
    else if (fields.Event === 'CLICK' || fields.Event === 'subscribe' || fields.Event === 'SCAN')
      platform.did(openId, fields.Event);
    else platform.appeared(openId);
    return {
      ToUserName: ACCOUNT,
      FromUserName: openId,
      CreateTime: Math.floor(now() / 1_000),
      MsgType: type,
      ...fields,
      ...(type !== 'event' && { MsgId: `2345678901${next(9)}` }),
    };
  };
  const text = (openId: string, written: string): Fields => message(openId, 'text', { Content: written });
  const readBy = (openId: string): string[] =>
    platform.delivered.filter((one) => one.openId === openId).map((one) => one.text);

  return {
    url: api.url,
    api,
    platform,
    violations: platform.violations,
    seals,
    /** The service's environment for this account. */
    environment: {
      WECHAT_APP_ID: seals.appId,
      WECHAT_TOKEN: seals.token,
      WECHAT_MODE: mode,
      ...(mode !== 'plain' && { WECHAT_ENCODING_AES_KEY: seals.aesKey }),
    },
    /** With these it may send messages of its own. */
    sending: { WECHAT_APP_SECRET: appSecret, WECHAT_API_URL: api.url },
    sendTo: (to: Target) => {
      target = to;
    },
    call,
    knock,
    read,
    deliver,
    message,
    text,
    event: (openId: string, event: string, fields: Fields = {}) =>
      message(openId, 'event', { Event: event, ...fields }),
    /** A photo in the chat; WeChat keeps it for three days. */
    photo: (openId: string, bytes: Buffer, type = 'image/jpeg') => {
      const mediaId = `media-${next(6)}`;
      platform.media.set(mediaId, { bytes, type, until: now() + 3 * 86_400_000 });
      return message(openId, 'image', { PicUrl: 'http://mmbiz.example/photo', MediaId: mediaId });
    },
    /** What became of a template message, as WeChat tells it later. */
    templateEnds: ({ messageId, openId }: { messageId: string; openId: string }, status = 'success') =>
      deliver(message(openId, 'event', { Event: 'TEMPLATESENDJOBFINISH', MsgID: messageId, Status: status })),
    say: (openId: string, written: string) => deliver(text(openId, written)),
    /** Types the number that stands before this label in the newest list on the phone. */
    choose: (openId: string, label: string) => {
      for (const shown of readBy(openId).reverse()) {
        const line = shown.split('\n').find((one) => /^\d+\. /.test(one) && one.includes(label));
        if (line) return deliver(text(openId, /^\d+/.exec(line)?.[0] ?? ''));
      }
      throw new Error(`no choice ${label} in:\n${readBy(openId).join('\n---\n')}`);
    },
    readBy,
    close: api.close,
  };
}
