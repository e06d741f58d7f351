/** WeChat's side of the API as plain state and answers: tokens, windows, counts, media, menus, templates. No HTTP here. */
import { z } from 'zod';
import { WechatMenus } from './menus.ts';
import { WechatTemplates } from './templates.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
/** How many messages, and for how long, each thing that a person does allows (facts/channels.md 2.5). */
const ALLOWED = {
  message: { left: 5, for: 48 * HOUR },
  CLICK: { left: 3, for: MINUTE },
  subscribe: { left: 3, for: MINUTE },
  SCAN: { left: 3, for: MINUTE },
} as const;

const tokenBody = z.strictObject({
  grant_type: z.literal('client_credential'),
  appid: z.string(),
  secret: z.string(),
  force_refresh: z.boolean(),
});
const sendBody = z.strictObject({
  touser: z.string(),
  msgtype: z.literal('text'),
  text: z.strictObject({ content: z.string() }),
});

/** A file instead of JSON. */
export class Media {
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;

  constructor(name: string, type: string, bytes: Buffer) {
    this.name = name;
    this.type = type;
    this.bytes = bytes;
  }
}

export class WechatPlatform {
  /** Everything a correct client never does. */
  readonly violations: string[] = [];
  readonly delivered: { readonly openId: string; readonly text: string; readonly by: 'response' | 'message' }[] = [];
  /** The allow-list does not hold the caller's address: every call answers 40164. */
  foreignAddress = false;
  tokensGiven = 0;
  private token: { value: string; until: number } | null = null;
  /** Photos and files that people sent, for three days. */
  readonly media = new Map<string, { readonly bytes: Buffer; readonly type: string; readonly until: number }>();
  readonly menus = new WechatMenus(this.violations);
  readonly templates = new WechatTemplates(this.violations);
  private readonly credit = new Map<string, { left: number; until: number }[]>();
  private readonly now: () => number;
  private readonly account: { readonly appId: string; readonly appSecret: string };

  constructor(now: () => number, account: { readonly appId: string; readonly appSecret: string }) {
    this.now = now;
    this.account = account;
  }

  /** A person did something: so many messages are allowed for so long. */
  did(openId: string, what: keyof typeof ALLOWED): void {
    const { left, for: time } = ALLOWED[what];
    const others = what === 'message' ? [] : (this.credit.get(openId) ?? []);
    this.credit.set(openId, [...others, { left, until: this.now() + time }]);
  }

  wrote(openId: string): void {
    this.did(openId, 'message');
  }

  /** Known, and able to get nothing. */
  appeared(openId: string): void {
    if (!this.credit.has(openId)) this.credit.set(openId, []);
  }

  /** The token in use stops being good, as when somebody else refreshed it by force. */
  revokeToken(): void {
    this.token = null;
  }

  stableToken(body: unknown): object {
    const { data } = tokenBody.safeParse(body);
    if (!data) return this.broken('stable_token', body);
    if (this.foreignAddress) return { errcode: 40164, errmsg: 'invalid ip 203.0.113.9, not in whitelist' };
    if (data.appid !== this.account.appId) return { errcode: 40013, errmsg: 'invalid appid' };
    if (data.secret !== this.account.appSecret) return { errcode: 40125, errmsg: 'invalid appsecret' };
    if (!this.token || this.token.until <= this.now() || data.force_refresh) {
      this.tokensGiven += 1;
      this.token = { value: `token-${this.tokensGiven}-${'x'.repeat(510)}`, until: this.now() + 7_200_000 };
    }
    return { access_token: this.token.value, expires_in: Math.floor((this.token.until - this.now()) / 1_000) };
  }

  /** Null: the call may go on. */
  refusesToken(token: string): object | null {
    if (this.foreignAddress) return { errcode: 40164, errmsg: 'invalid ip 203.0.113.9, not in whitelist' };
    if (!this.token || token !== this.token.value) return { errcode: 40001, errmsg: 'invalid credential' };
    return this.token.until <= this.now() ? { errcode: 42001, errmsg: 'access_token expired' } : null;
  }

  mediaOf(id: string): object | Media {
    const found = this.media.get(id);
    if (!found || found.until <= this.now()) return { errcode: 40007, errmsg: 'invalid media_id' };
    return new Media(`${id}.jpg`, found.type, found.bytes);
  }

  send(raw: string, token: string, body: unknown): object {
    const refused = this.refusesToken(token);
    if (refused) return refused;
    const { data } = sendBody.safeParse(body);
    if (!data) return this.broken('custom/send', body);
    if (/\\u[0-9a-f]{4}/i.test(raw)) return this.broken('escaped characters', raw);
    if (Buffer.byteLength(data.text.content) > 2_048) {
      this.violations.push('a message of more than 2,048 bytes');
      return { errcode: 45002, errmsg: 'content size out of limit' };
    }
    const credit = this.credit.get(data.touser);
    if (!credit) return { errcode: 40003, errmsg: 'invalid openid' };
    const open = credit.filter(({ until }) => until > this.now()).sort((a, b) => a.until - b.until);
    if (open.length === 0) return { errcode: 45015, errmsg: 'response out of time limit or subscription is canceled' };
    const used = open.find(({ left }) => left > 0);
    if (!used) return { errcode: 45047, errmsg: 'out of response count limit' };
    used.left -= 1;
    this.delivered.push({ openId: data.touser, text: data.text.content, by: 'message' });
    return { errcode: 0, errmsg: 'ok' };
  }

  private broken(what: string, body: unknown): object {
    this.violations.push(`${what}: ${JSON.stringify(body)}`);
    return { errcode: 40033, errmsg: 'invalid charset or body' };
  }
}
