/** Calls to WeChat's servers for one mini program: the token, fetched once more when it is refused, and what error numbers mean (facts/channels.md 2.7, 3). */
import { z } from 'zod';

const DEADLINE_MS = 5_000;
/** WeChat renews a token about five minutes before its end. */
const RENEW_EARLY_MS = 5 * 60_000;

export interface MiniAccount {
  readonly appId: string;
  readonly appSecret: string;
  /** WeChat's own address, or a relay with the same paths and a fixed address. */
  readonly baseUrl: string;
}

export interface MiniTools {
  readonly now: () => Date;
  readonly fetch: typeof fetch;
  /** Told once whenever what keeps calls from working changes; null: nothing does. `code`: WeChat's number for it. */
  readonly tell: (trouble: string | null, code: number) => void;
}

export type Answered =
  | { readonly kind: 'answered'; readonly code: number; readonly message: string; readonly body: object }
  /** It may or may not have been carried out. */
  | { readonly kind: 'unanswered'; readonly reason: string };

export interface MiniClient {
  /** `path` and query; secrets in a query stay between us and WeChat. */
  get(path: string, query: Readonly<Record<string, string>>): Promise<Answered>;
  /** With the access token; one that is refused is replaced once, and the call repeated once. */
  post(path: string, body: object): Promise<Answered>;
  trouble(): string | null;
}

const answer = z.looseObject({ errcode: z.int().optional(), errmsg: z.string().optional() });
const token = z.object({
  access_token: z.string().min(1).max(4_000),
  expires_in: z.int().positive().max(7_200).default(7_200),
});

export function miniClient(account: MiniAccount, { now, fetch, tell }: MiniTools): MiniClient {
  let held: { token: string; until: number } | null = null;
  let trouble: string | null = null;

  const noteTrouble = (code: number): void => {
    const found = ACCOUNT.includes(code) ? meaningOf(code) : code === 0 ? null : trouble;
    if (found === trouble) return;
    trouble = found;
    tell(found, code);
  };

  const call = async (path: string, body: object | null): Promise<Answered> => {
    try {
      const response = await fetch(`${account.baseUrl}${path}`, {
        method: body ? 'POST' : 'GET',
        // Secret and tokens go to nobody that an answer may name.
        redirect: 'manual',
        // WeChat shows \u escapes literally or refuses them: JSON.stringify writes characters as they are.
        ...(body && {
          headers: { 'content-type': 'application/json; charset=utf-8' },
          body: JSON.stringify(body),
        }),
        signal: AbortSignal.timeout(DEADLINE_MS),
      });
      // The content type is text/plain even where the content is JSON.
      const text = await response.text();
      if (!response.ok) return { kind: 'unanswered', reason: `HTTP ${response.status}` };
      const { data } = answer.safeParse(JSON.parse(text));
      if (!data) return { kind: 'unanswered', reason: 'no JSON object' };
      const code = data.errcode ?? 0;
      noteTrouble(code);
      return { kind: 'answered', code, message: (data.errmsg ?? '').slice(0, 200), body: data };
    } catch (error) {
      return { kind: 'unanswered', reason: error instanceof Error ? error.name : 'no answer' };
    }
  };

  /** The stable interface gives everybody the same token while it is good: no lock is needed. */
  const newToken = async (refused: string | null): Promise<string | Answered> => {
    for (const force of refused === null ? [false] : [false, true]) {
      const answered = await call('/cgi-bin/stable_token', {
        grant_type: 'client_credential',
        appid: account.appId,
        secret: account.appSecret,
        force_refresh: force,
      });
      if (answered.kind === 'unanswered' || answered.code !== 0) return answered;
      const { data } = token.safeParse(answered.body);
      if (!data) return { kind: 'unanswered', reason: 'no token in the answer' };
      if (data.access_token === refused) continue;
      held = { token: data.access_token, until: now().getTime() + data.expires_in * 1_000 - RENEW_EARLY_MS };
      return held.token;
    }
    return { kind: 'answered', code: 40001, message: 'the token is refused', body: {} };
  };

  return {
    trouble: () => trouble,

    get: (path, query) => call(`${path}?${new URLSearchParams(query)}`, null),

    async post(path, body) {
      let current: string | Answered = held && held.until > now().getTime() ? held.token : await newToken(null);
      if (typeof current !== 'string') return notCarriedOut(current);
      const first = await call(withToken(path, current), body);
      if (first.kind === 'unanswered' || !TOKEN.includes(first.code)) return first;
      held = null;
      current = await newToken(current);
      return typeof current === 'string' ? call(withToken(path, current), body) : notCarriedOut(current);
    },
  };
}

/** Without a token the call itself was never made. */
const notCarriedOut = (answered: Answered): Answered =>
  answered.kind === 'answered'
    ? answered
    : { kind: 'answered', code: -1, message: `no token: ${answered.reason}`, body: {} };

const withToken = (path: string, accessToken: string): string =>
  `${path}?access_token=${encodeURIComponent(accessToken)}`;

const TOKEN: readonly number[] = [40001, 40014, 42001];
/** The operator's to mend: nothing works until then. */
const ACCOUNT: readonly number[] = [40013, 40125, 40164, 41002, 41004, 48001, 50002];

export const meaningOf = (code: number): string => `${MEANING[code] ?? 'refused'} (${code})`;

const MEANING: Readonly<Record<number, string>> = {
  [-1]: 'WeChat is busy',
  40001: 'the token is refused',
  40003: 'unknown openid',
  40013: 'WECHAT_MINI_APP_ID is wrong',
  40014: 'the token is refused',
  40029: 'the code is wrong or over',
  40037: 'unknown template',
  40125: 'WECHAT_MINI_APP_SECRET is wrong',
  40163: 'the code was used before',
  40164: "the caller's address is not on the mini program's allow-list: set WECHAT_RELAY_URL or list the address",
  40226: 'WeChat blocks this person',
  41002: 'WECHAT_MINI_APP_ID is missing',
  41004: 'WECHAT_MINI_APP_SECRET is missing',
  41030: 'the page does not exist',
  42001: 'the token is over',
  43101: 'no consent is left',
  45002: 'the text is too long',
  45009: 'the calls of the day are used up',
  45011: 'too many calls',
  45015: 'the person wrote more than 48 hours ago',
  45047: 'as many messages as WeChat allows were sent since the person wrote',
  47003: 'a field is not as the template wants it',
  48001: 'the mini program may not use this call',
  50002: 'the mini program is limited',
};
