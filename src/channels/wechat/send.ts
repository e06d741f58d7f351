/** Customer-service messages: the access token, the call, and what WeChat's error numbers mean for a message (facts/channels.md 2.5, 2.7). */
import { z } from 'zod';

const DEADLINE_MS = 5_000;
/** WeChat renews a token about five minutes before its end. */
const RENEW_EARLY_MS = 5 * 60_000;

export type WechatSendResult =
  | { readonly sent: 'customer-service' }
  /** Passing: tried again soon. */
  | { readonly failed: 'later'; readonly reason: string }
  /** Certainly not delivered, and trying again soon changes nothing: the next response to this person carries it. */
  | { readonly failed: 'waits'; readonly reason: string }
  /** WeChat will never take this, or nobody knows whether it did. */
  | { readonly failed: 'permanent'; readonly reason: string };

export interface WechatSender {
  send(openId: string, text: string, now: Date): Promise<WechatSendResult>;
  /** What keeps every message from leaving, in an operator's words; null: nothing that is known here. */
  trouble(): string | null;
}

const answerSchema = z.looseObject({ errcode: z.number().int().optional(), errmsg: z.string().optional() });
const tokenSchema = z.looseObject({
  access_token: z.string().min(1).max(4_000).optional(),
  expires_in: z.number().int().positive().max(7_200).optional(),
  errcode: z.number().int().optional(),
});

type Answer =
  | { readonly kind: 'answered'; readonly body: unknown }
  /** It may or may not have been carried out. */
  | { readonly kind: 'unanswered'; readonly detail: string };

/** `baseUrl`: WeChat's own address, or a relay with the same paths and a fixed address. */
export function wechatSender(account: { appId: string; appSecret: string; baseUrl: string }): WechatSender {
  let held: { token: string; until: number } | null = null;
  let trouble: string | null = null;

  const post = async (path: string, body: unknown): Promise<Answer> => {
    try {
      const response = await fetch(`${account.baseUrl}${path}`, {
        method: 'POST',
        // WeChat shows \u escapes literally or refuses them: JSON.stringify writes characters as they are.
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(DEADLINE_MS),
      });
      const text = await response.text();
      if (!response.ok) return { kind: 'unanswered', detail: `HTTP ${response.status}` };
      return { kind: 'answered', body: JSON.parse(text) };
    } catch (error) {
      return { kind: 'unanswered', detail: error instanceof Error ? error.name : 'no answer' };
    }
  };

  /**
   * The stable interface gives every isolate the same token while it is good, so no lock is needed; only a token that was refused
   * although it is the newest is replaced by force.
   */
  const newToken = async (refused: string | null, now: Date): Promise<string | WechatSendResult> => {
    for (const force of refused === null ? [false] : [false, true]) {
      const answer = await post('/cgi-bin/stable_token', {
        grant_type: 'client_credential',
        appid: account.appId,
        secret: account.appSecret,
        force_refresh: force,
      });
      const { data } = tokenSchema.safeParse(answer.kind === 'answered' ? answer.body : {});
      if (data?.errcode) return judged(data.errcode);
      if (!data?.access_token) return { failed: 'later', reason: 'no token: no answer' };
      if (data.access_token === refused) continue;
      held = { token: data.access_token, until: now.getTime() + (data.expires_in ?? 7_200) * 1_000 - RENEW_EARLY_MS };
      return data.access_token;
    }
    return { failed: 'later', reason: 'the token is refused' };
  };

  const judged = (code: number): WechatSendResult => {
    const words = `${MEANING[code] ?? 'refused'} (${code})`;
    if (BUSY.includes(code)) return { failed: 'later', reason: words };
    if (ACCOUNT.includes(code)) {
      trouble = words;
      return { failed: 'waits', reason: words };
    }
    return { failed: PERSON.includes(code) ? 'waits' : 'permanent', reason: words };
  };

  return {
    trouble: () => trouble,

    async send(openId, text, now) {
      let token: string | WechatSendResult =
        held && held.until > now.getTime() ? held.token : await newToken(null, now);
      for (const isLast of [false, true]) {
        if (typeof token !== 'string') return token;
        const answer = await post(`/cgi-bin/message/custom/send?access_token=${encodeURIComponent(token)}`, {
          touser: openId,
          msgtype: 'text',
          text: { content: text },
        });
        const parsed = answerSchema.safeParse(answer.kind === 'answered' ? answer.body : null);
        // Nothing tells WeChat that a second call is the same message: it may be doubled or lost, and a person decides.
        if (!parsed.success)
          return {
            failed: 'permanent',
            reason: `no answer, may have arrived (${answer.kind === 'unanswered' ? answer.detail : 'no JSON'})`,
          };
        const code = parsed.data.errcode ?? 0;
        if (code === 0) {
          trouble = null;
          return { sent: 'customer-service' };
        }
        if (!TOKEN.includes(code)) return judged(code);
        if (isLast) return { failed: 'later', reason: `the token is refused (${code})` };
        held = null;
        token = await newToken(token, now);
      }
      return { failed: 'later', reason: 'the token is refused' };
    },
  };
}

const TOKEN: readonly number[] = [40001, 40014, 42001];
const BUSY: readonly number[] = [-1, 45011];
/** The operator's to mend. */
const ACCOUNT: readonly number[] = [40013, 40125, 40164, 41002, 41004, 45009, 48001, 50002];
/** Until this person writes again. */
const PERSON: readonly number[] = [45015, 45047];

const MEANING: Readonly<Record<number, string>> = {
  [-1]: 'WeChat is busy',
  40001: 'the token is refused',
  40003: 'unknown openid',
  40013: 'WECHAT_APP_ID is wrong',
  40014: 'the token is refused',
  40125: 'WECHAT_APP_SECRET is wrong',
  40164: "the caller's address is not on the account's allow-list: set WECHAT_RELAY_URL or list the address",
  42001: 'the token is over',
  43004: 'the person does not follow the account',
  45002: 'the text is too long',
  45009: 'the calls of the day are used up',
  45011: 'too many calls',
  45015: 'the person wrote more than 48 hours ago',
  45047: 'as many messages as WeChat allows were sent since the person wrote',
  48001: 'the account may not send customer-service messages',
  50002: 'the account is limited',
};
