/** WeChat's side of a mini program as plain state and answers: codes, keys, phones, consents, windows. No HTTP here. */
import { createCipheriv, createHash } from 'node:crypto';
import { z } from 'zod';
import { wrongField } from './fields.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const tokenBody = z.strictObject({
  grant_type: z.literal('client_credential'),
  appid: z.string(),
  secret: z.string(),
  force_refresh: z.boolean(),
});
const phoneBody = z.strictObject({ code: z.string(), openid: z.string().optional() });
const noticeBody = z.strictObject({
  touser: z.string(),
  template_id: z.string(),
  page: z.string().optional(),
  data: z.record(z.string(), z.strictObject({ value: z.string() })),
  miniprogram_state: z.enum(['developer', 'trial', 'formal']),
  lang: z.enum(['zh_CN', 'en_US', 'zh_HK', 'zh_TW']),
});
const sayBody = z.strictObject({
  touser: z.string(),
  msgtype: z.literal('text'),
  text: z.strictObject({ content: z.string() }),
});

export interface MiniNotice {
  readonly openId: string;
  readonly templateId: string;
  readonly page: string | null;
  readonly data: Readonly<Record<string, string>>;
}

interface Once<T> {
  readonly value: T;
  readonly until: number;
  used: boolean;
}

export class MiniPlatform {
  /** Everything a correct client never does. */
  readonly violations: string[] = [];
  readonly notices: MiniNotice[] = [];
  readonly said: { readonly openId: string; readonly text: string }[] = [];
  /** Template id → its fields. */
  readonly templates = new Map<string, readonly string[]>();
  readonly unionIds = new Map<string, string>();
  readonly blocked = new Set<string>();
  /** The allow-list does not hold the caller's address. */
  foreignAddress = false;
  tokensGiven = 0;
  #token: { value: string; until: number } | null = null;
  #made = 0;
  readonly #logins = new Map<string, Once<string>>();
  readonly #calls = new Map<string, { n: number; since: number }>();
  readonly #phones = new Map<string, Once<{ openId: string; phone: string; country: string }>>();
  readonly #keys = new Map<string, string>();
  readonly #consents = new Map<string, number>();
  readonly #credit = new Map<string, { left: number; until: number }>();
  readonly #now: () => number;
  readonly #account: { readonly appId: string; readonly appSecret: string };

  constructor(now: () => number, account: { readonly appId: string; readonly appSecret: string }) {
    this.#now = now;
    this.#account = account;
  }

  // What a phone does.

  /** wx.login */
  login(openId: string): string {
    const code = this.#next('login');
    this.#logins.set(code, { value: openId, until: this.#now() + 5 * MINUTE, used: false });
    return code;
  }

  /** The button getPhoneNumber. */
  phoneCode(openId: string, phone: string, country = '86'): string {
    const code = this.#next('phone');
    this.#phones.set(code, { value: { openId, phone, country }, until: this.#now() + 5 * MINUTE, used: false });
    return code;
  }

  /** What the same button gives under an older WeChat. `appId`, `at`: of another program, of another moment. */
  sealedPhone(openId: string, phone: string, { appId = this.#account.appId, at = this.#now() } = {}) {
    return this.seal(openId, {
      phoneNumber: phone,
      purePhoneNumber: phone,
      countryCode: '86',
      watermark: { appid: appId, timestamp: Math.floor(at / 1_000) },
    });
  }

  /** `encryptedData` and `iv` under the person's session key. */
  seal(openId: string, data: object): { encryptedData: string; iv: string } {
    const iv = createHash('md5').update(this.#next('iv')).digest();
    const cipher = createCipheriv('aes-128-cbc', Buffer.from(this.sessionKey(openId), 'base64'), iv);
    const sealed = Buffer.concat([cipher.update(JSON.stringify(data), 'utf8'), cipher.final()]);
    return { encryptedData: sealed.toString('base64'), iv: iv.toString('base64') };
  }

  /** wx.requestSubscribeMessage, answered with yes. */
  accept(openId: string, templateId: string): void {
    const key = `${openId} ${templateId}`;
    this.#consents.set(key, (this.#consents.get(key) ?? 0) + 1);
  }

  /** A person wrote in the customer-service conversation: five messages in 48 hours; who only came in: two in a minute. */
  wrote(openId: string): void {
    this.#credit.set(openId, { left: 5, until: this.#now() + 48 * HOUR });
  }

  cameIn(openId: string): void {
    if ((this.#credit.get(openId)?.until ?? 0) <= this.#now())
      this.#credit.set(openId, { left: 2, until: this.#now() + MINUTE });
  }

  sessionKey(openId: string): string {
    const key = this.#keys.get(openId) ?? createHash('md5').update(this.#next(openId)).digest('base64');
    this.#keys.set(openId, key);
    return key;
  }

  /** The token in use stops being good, as when somebody else refreshed it by force. */
  revokeToken(): void {
    this.#token = null;
  }

  // What its servers answer.

  answer(method: string, url: URL, raw: string): object {
    if (method === 'GET' && url.pathname === '/sns/jscode2session') return this.#session(url.searchParams);
    const body: unknown = method === 'POST' ? JSON.parse(raw) : null;
    if (/\\u[0-9a-f]{4}/i.test(raw)) return this.#broken('escaped characters', raw);
    if (method === 'POST' && url.pathname === '/cgi-bin/stable_token') return this.#stableToken(body);
    const call = {
      '/wxa/business/getuserphonenumber': (given: unknown) => this.#phone(given),
      '/cgi-bin/message/subscribe/send': (given: unknown) => this.#notify(given),
      '/cgi-bin/message/custom/send': (given: unknown) => this.#say(given),
    }[url.pathname];
    if (method !== 'POST' || !call) return this.#broken('unknown path', `${method} ${url.pathname}`);
    if (this.foreignAddress) return FOREIGN;
    const token = url.searchParams.get('access_token');
    if (!this.#token || token !== this.#token.value) return { errcode: 40001, errmsg: 'invalid credential' };
    if (this.#token.until <= this.#now()) return { errcode: 42001, errmsg: 'access_token expired' };
    return call(body);
  }

  #session(query: URLSearchParams): object {
    if (this.foreignAddress) return FOREIGN;
    const wrong = this.#wrongAccount(query.get('appid'), query.get('secret'));
    if (wrong) return wrong;
    if (query.get('grant_type') !== 'authorization_code' || !query.get('js_code'))
      return this.#broken('jscode2session', [...query.keys()]);
    const login = this.#logins.get(query.get('js_code') ?? '');
    if (!login || login.until <= this.#now()) return { errcode: 40029, errmsg: 'invalid code' };
    if (login.used) return { errcode: 40163, errmsg: 'code been used' };
    login.used = true;
    const openid = login.value;
    if (this.blocked.has(openid)) return { errcode: 40226, errmsg: 'code blocked' };
    const calls = this.#calls.get(openid);
    const within = calls && calls.since > this.#now() - MINUTE ? calls : { n: 0, since: this.#now() };
    this.#calls.set(openid, { ...within, n: within.n + 1 });
    if (within.n >= 100) return { errcode: 45011, errmsg: 'api minute-quota reach limit' };
    // A new sign-in has a new key.
    this.#keys.delete(openid);
    const unionid = this.unionIds.get(openid);
    return { openid, session_key: this.sessionKey(openid), ...(unionid && { unionid }) };
  }

  #stableToken(body: unknown): object {
    const { data } = tokenBody.safeParse(body);
    if (!data) return this.#broken('stable_token', body);
    if (this.foreignAddress) return FOREIGN;
    const wrong = this.#wrongAccount(data.appid, data.secret);
    if (wrong) return wrong;
    if (!this.#token || this.#token.until <= this.#now() || data.force_refresh) {
      this.tokensGiven += 1;
      this.#token = { value: `mini-${this.tokensGiven}-${'x'.repeat(510)}`, until: this.#now() + 7_200_000 };
    }
    return { access_token: this.#token.value, expires_in: Math.floor((this.#token.until - this.#now()) / 1_000) };
  }

  #phone(body: unknown): object {
    const { data } = phoneBody.safeParse(body);
    if (!data) return this.#broken('getuserphonenumber', body);
    const given = this.#phones.get(data.code);
    if (!given || given.used || given.until <= this.#now()) return { errcode: 40029, errmsg: 'invalid code' };
    if (data.openid !== undefined && data.openid !== given.value.openId)
      return { errcode: 40003, errmsg: 'invalid openid' };
    given.used = true;
    const { phone, country } = given.value;
    return {
      errcode: 0,
      errmsg: 'ok',
      phone_info: {
        phoneNumber: country === '86' ? phone : `+${country}${phone}`,
        purePhoneNumber: phone,
        countryCode: country,
        watermark: { timestamp: Math.floor(this.#now() / 1_000), appid: this.#account.appId },
      },
    };
  }

  #notify(body: unknown): object {
    const { data } = noticeBody.safeParse(body);
    if (!data) return this.#broken('subscribe/send', body);
    const fields = this.templates.get(data.template_id);
    if (!fields) return { errcode: 40037, errmsg: 'invalid template_id' };
    const wrong = wrongField(fields, data.data);
    if (wrong) return { errcode: 47003, errmsg: `argument invalid! data.${wrong}.value invalid` };
    const key = `${data.touser} ${data.template_id}`;
    const left = this.#consents.get(key) ?? 0;
    if (left === 0) return { errcode: 43101, errmsg: 'user refuse to accept the msg' };
    this.#consents.set(key, left - 1);
    this.notices.push({
      openId: data.touser,
      templateId: data.template_id,
      page: data.page ?? null,
      data: Object.fromEntries(Object.entries(data.data).map(([name, { value }]) => [name, value])),
    });
    return { errcode: 0, errmsg: 'ok' };
  }

  #say(body: unknown): object {
    const { data } = sayBody.safeParse(body);
    if (!data) return this.#broken('custom/send', body);
    if (Buffer.byteLength(data.text.content) > 2_048) return { errcode: 45002, errmsg: 'content size out of limit' };
    const credit = this.#credit.get(data.touser);
    if (!credit) return { errcode: 40003, errmsg: 'invalid openid' };
    if (credit.until <= this.#now()) return { errcode: 45015, errmsg: 'response out of time limit' };
    if (credit.left === 0) return { errcode: 45047, errmsg: 'out of response count limit' };
    credit.left -= 1;
    this.said.push({ openId: data.touser, text: data.text.content });
    return { errcode: 0, errmsg: 'ok' };
  }

  #wrongAccount(appId: string | null, secret: string | null): object | null {
    if (appId !== this.#account.appId) return { errcode: 40013, errmsg: 'invalid appid' };
    return secret === this.#account.appSecret ? null : { errcode: 40125, errmsg: 'invalid appsecret' };
  }

  #broken(what: string, body: unknown): object {
    this.violations.push(`${what}: ${JSON.stringify(body)}`);
    return { errcode: 47001, errmsg: 'data format error' };
  }

  #next(what: string): string {
    this.#made += 1;
    return `${what}-${String(this.#made).padStart(8, '0')}`;
  }
}

const FOREIGN = { errcode: 40164, errmsg: 'invalid ip 203.0.113.9, not in whitelist' };

/** The signature that comes with open data: SHA-1 over raw data and key, joined. */
export const rawDataSignature = (rawData: string, sessionKey: string): string =>
  createHash('sha1')
    .update(rawData + sessionKey, 'utf8')
    .digest('hex');
