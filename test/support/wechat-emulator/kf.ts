/** A stand-in for 微信客服 at WeCom: customers who write, calls that only say "read", the list with its place, sending with its quota. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import type { Trouble } from './door.ts';
import { type Seals, sealed, signed } from './sealing.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const messageId = z.string().regex(/^[0-9a-zA-Z_-]{1,32}$/);
const body = { msgid: messageId, msgtype: z.literal('text'), text: z.strictObject({ content: z.string().min(1) }) };
const sendBody = z.strictObject({ touser: z.string(), open_kfid: z.string(), ...body });
const eventBody = z.strictObject({ code: z.string(), ...body });
const syncBody = z.strictObject({
  cursor: z.string().optional(),
  token: z.string().optional(),
  open_kfid: z.string(),
  limit: z.int().min(1).max(1_000),
});

type Target = string | ((request: Request) => Response | Promise<Response>);

export async function startKfEmulator(options: { readonly now: () => number; readonly pageSize?: number }) {
  const { now, pageSize = 1_000 } = options;
  const seals: Seals = { token: 'BBBBB', aesKey: 'B'.repeat(43), appId: 'ww12345678910' };
  const secret = 'the secret of the app';
  const openKfId = 'wkAJ2GCAAAZSfhHCt7IFSvLKtMPxyJTw';
  const violations: string[] = [];
  const calls: string[] = [];
  const troubles: { pathEnd: string; trouble: Trouble }[] = [];
  /** What customers read, oldest first. */
  const delivered: { readonly userId: string; readonly text: string; readonly messageId: string }[] = [];
  const list: { readonly at: number; readonly entry: Record<string, unknown> }[] = [];
  const credit = new Map<string, { left: number; until: number }>();
  const codes = new Map<string, { userId: string; until: number }>();
  const media = new Map<string, Buffer>();
  let accessToken: { value: string; until: number } | null = null;
  const callTokens = new Map<string, number>();
  let counter = 0;
  let target: Target | null = null;
  const state = { foreignAddress: false, tokensGiven: 0, staffHave: new Set<string>(), unasked: 0 };
  const next = (digits: number) => String(++counter).padStart(digits, '0');

  const sync = (given: unknown): object => {
    const { data } = syncBody.safeParse(given);
    if (!data || data.open_kfid !== openKfId) return broken('sync_msg', given);
    if (data.token === undefined) state.unasked += 1;
    else if ((callTokens.get(data.token) ?? 0) <= now()) return { errcode: 95007, errmsg: 'invalid msg token' };
    const from = data.cursor === undefined ? 0 : Number(/^c(\d+)$/.exec(data.cursor)?.[1] ?? Number.NaN);
    if (Number.isNaN(from)) return { errcode: 40058, errmsg: 'invalid cursor' };
    const kept = list
      .map((one, place) => ({ ...one, place }))
      .filter(({ at, place }) => place >= from && at > now() - 3 * DAY);
    const page = kept.slice(0, Math.min(pageSize, data.limit));
    const last = page.at(-1)?.place;
    return {
      errcode: 0,
      errmsg: 'ok',
      next_cursor: `c${last === undefined ? list.length : last + 1}`,
      has_more: kept.length > page.length ? 1 : 0,
      msg_list: page.map(({ entry }) => entry),
    };
  };

  const take = (userId: string, { msgid, text }: { msgid: string; text: { content: string } }): object => {
    if (Buffer.byteLength(text.content) > 2_048) return broken('too long', text.content.length);
    delivered.push({ userId, text: text.content, messageId: msgid });
    return { errcode: 0, errmsg: 'ok', msgid };
  };
  const send = (given: unknown): object => {
    const { data } = sendBody.safeParse(given);
    if (!data || data.open_kfid !== openKfId) return broken('send_msg', given);
    if (state.staffHave.has(data.touser)) return { errcode: 95018, errmsg: 'send msg session status invalid' };
    const own = credit.get(data.touser);
    if (!own || own.until <= now()) return { errcode: 95002, errmsg: 'send msg time limit' };
    if (own.left === 0) return { errcode: 95001, errmsg: 'send msg count limit' };
    own.left -= 1;
    return take(data.touser, data);
  };
  const welcome = (given: unknown): object => {
    const { data } = eventBody.safeParse(given);
    if (!data) return broken('send_msg_on_event', given);
    const code = codes.get(data.code);
    codes.delete(data.code);
    if (!code || code.until <= now()) return { errcode: 95009, errmsg: 'invalid code' };
    return take(code.userId, data);
  };
  const broken = (what: string, given: unknown): object => {
    violations.push(`${what}: ${JSON.stringify(given)}`);
    return { errcode: 40058, errmsg: 'invalid request parameter' };
  };

  const getToken = (query: URLSearchParams): object => {
    if (state.foreignAddress) return { errcode: 60020, errmsg: 'not allow to access from your ip' };
    if (query.get('corpid') !== seals.appId) return { errcode: 40013, errmsg: 'invalid corpid' };
    if (query.get('corpsecret') !== secret) return { errcode: 40001, errmsg: 'invalid credential' };
    if (!accessToken || accessToken.until <= now()) {
      state.tokensGiven += 1;
      accessToken = { value: `kf-token-${state.tokensGiven}`, until: now() + 7_200_000 };
    }
    return { errcode: 0, access_token: accessToken.value, expires_in: Math.floor((accessToken.until - now()) / 1_000) };
  };
  const answerTo = (request: IncomingMessage, url: URL, raw: string): object | Buffer => {
    const route = `${request.method} ${url.pathname}`;
    if (route === 'GET /cgi-bin/gettoken') return getToken(url.searchParams);
    if (state.foreignAddress) return { errcode: 60020, errmsg: 'not allow to access from your ip' };
    if (!accessToken || url.searchParams.get('access_token') !== accessToken.value)
      return { errcode: 40014, errmsg: 'invalid access_token' };
    if (accessToken.until <= now()) return { errcode: 42001, errmsg: 'access_token expired' };
    if (route === 'GET /cgi-bin/media/get')
      return media.get(url.searchParams.get('media_id') ?? '') ?? { errcode: 40007, errmsg: 'invalid media_id' };
    const given: unknown = JSON.parse(raw);
    if (route === 'POST /cgi-bin/kf/sync_msg') return sync(given);
    if (route === 'POST /cgi-bin/kf/send_msg') return send(given);
    if (route === 'POST /cgi-bin/kf/send_msg_on_event') return welcome(given);
    return broken('unknown path', route);
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const raw = Buffer.concat(await Array.fromAsync<Buffer>(request)).toString('utf8');
    const url = new URL(request.url ?? '/', 'http://wecom.test');
    calls.push(url.pathname);
    const at = troubles.findIndex(({ pathEnd }) => url.pathname.endsWith(pathEnd));
    const trouble = at < 0 ? undefined : troubles.splice(at, 1)[0]?.trouble;
    let answer: object = !trouble || trouble.done ? answerTo(request, url, raw) : {};
    if (trouble?.ends === 'drop') return void request.socket.destroy();
    if (trouble && 'errcode' in trouble.ends) answer = { errcode: trouble.ends.errcode, errmsg: 'trouble' };
    if (Buffer.isBuffer(answer)) {
      response.writeHead(200, { 'content-type': 'image/jpeg', 'content-disposition': 'attachment; filename="a.jpg"' });
      return void response.end(answer);
    }
    response.writeHead(trouble && 'status' in trouble.ends ? trouble.ends.status : 200, {
      'content-type': 'application/json; charset=UTF-8',
    });
    response.end(JSON.stringify(answer));
  };
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      violations.push(`the emulator failed: ${String(error)}`);
      request.socket.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const signedQuery = (encrypted: string, keys: Seals, timestamp = String(Math.floor(now() / 1_000))) => {
    const nonce = next(9);
    return new URLSearchParams({ msg_signature: signed(keys.token, timestamp, nonce, encrypted), timestamp, nonce });
  };
  const request = (path: string, init?: RequestInit): Promise<Response> => {
    if (target === null) throw new Error('the emulator has nowhere to call');
    return Promise.resolve(
      typeof target === 'string'
        ? fetch(`${target}${path}`, init)
        : target(new Request(`http://house.test${path}`, init)),
    );
  };
  /** The call that only says that something is there. */
  const ring = async (how: { readonly seals?: Seals; readonly timestamp?: string } = {}): Promise<Response> => {
    const token = `ENC${next(20)}`;
    callTokens.set(token, now() + 600_000);
    const keys = how.seals ?? seals;
    const xml = `<xml><ToUserName><![CDATA[${keys.appId}]]></ToUserName><CreateTime>${Math.floor(now() / 1_000)}</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[kf_msg_or_event]]></Event><Token><![CDATA[${token}]]></Token><OpenKfId><![CDATA[${openKfId}]]></OpenKfId></xml>`;
    const encrypted = sealed(keys, xml, next(16));
    return request(`/webhooks/wechat-kf?${signedQuery(encrypted, keys, how.timestamp)}`, {
      method: 'POST',
      headers: { 'content-type': 'text/xml' },
      body: `<xml><ToUserName><![CDATA[${keys.appId}]]></ToUserName><Encrypt><![CDATA[${encrypted}]]></Encrypt><AgentID><![CDATA[]]></AgentID></xml>`,
    });
  };
  const put = (entry: Record<string, unknown>): string => {
    // In no order, as WeCom's own are.
    const msgid = `msg${999_999 - Number(next(6))}`;
    list.push({ at: now(), entry: { msgid, open_kfid: openKfId, send_time: Math.floor(now() / 1_000), ...entry } });
    return msgid;
  };
  const fromCustomer = (userId: string, msgtype: string, content: object): string => {
    credit.set(userId, { left: 5, until: now() + 48 * HOUR });
    return put({ external_userid: userId, origin: 3, msgtype, [msgtype]: content });
  };
  const happened = (userId: string, event: Record<string, unknown>): string =>
    put({ origin: 4, msgtype: 'event', event: { open_kfid: openKfId, external_userid: userId, ...event } });

  return {
    url,
    openKfId,
    seals,
    violations,
    calls,
    delivered,
    list,
    state,
    environment: {
      WECHAT_KF_API_URL: url,
      WECHAT_KF_CORP_ID: seals.appId,
      WECHAT_KF_SECRET: secret,
      WECHAT_KF_TOKEN: seals.token,
      WECHAT_KF_ENCODING_AES_KEY: seals.aesKey,
    },
    sendTo: (to: Target) => {
      target = to;
    },
    ring,
    /** In the list, without a word to us. */
    write: (userId: string, text: string): string => fromCustomer(userId, 'text', { content: text }),
    fromCustomer,
    put,
    happened,
    photo: (userId: string, bytes: Buffer): string => {
      const id = `kfmedia${next(6)}`;
      media.set(id, bytes);
      return fromCustomer(userId, 'image', { media_id: id });
    },
    /** Somebody opens the chat: one welcome within twenty seconds. */
    enter: (userId: string): string => {
      const code = `CODE${next(8)}`;
      codes.set(code, { userId, until: now() + 20_000 });
      return happened(userId, { event_type: 'enter_session', scene: '123', welcome_code: code });
    },
    check: (echo: string, keys: Seals = seals): Promise<Response> => {
      const encrypted = sealed(keys, echo, next(16));
      const query = signedQuery(encrypted, keys);
      query.set('echostr', encrypted);
      return request(`/webhooks/wechat-kf?${query}`);
    },
    readBy: (userId: string): string[] => delivered.filter((one) => one.userId === userId).map(({ text }) => text),
    revokeToken: () => {
      accessToken = null;
    },
    trouble: (pathEnd: string, trouble: Trouble) => void troubles.push({ pathEnd, trouble }),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
