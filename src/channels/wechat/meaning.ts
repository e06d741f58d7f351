/** What the official account's error numbers mean, for operators, and whether waiting helps (facts/channels.md 2.5–2.7). */
import type { Calls, CallsOptions } from './calls.ts';
import { createCalls } from './calls.ts';

/** Passing: tried again soon. */
export const BUSY: readonly number[] = [-1, 40001, 40014, 42001, 45011];
/** The operator's to mend. */
export const ACCOUNT: readonly number[] = [40013, 40125, 40164, 41002, 41004, 45009, 48001, 50002];
/** Until this person writes again. */
export const PERSON: readonly number[] = [45015, 45047];

export const meaningOf = (code: number): string => `${MEANING[code] ?? 'refused'} (${code})`;

/** `baseUrl`: WeChat's own address, or a relay with the same paths and a fixed address. */
export function accountCalls({
  appId,
  appSecret,
  baseUrl,
}: Pick<CallsOptions, 'baseUrl'> & { readonly appId: string; readonly appSecret: string }): Calls {
  return createCalls({
    baseUrl,
    token: (force) => ({
      path: '/cgi-bin/stable_token',
      body: { grant_type: 'client_credential', appid: appId, secret: appSecret, force_refresh: force },
    }),
    troubleOf: (code) => (ACCOUNT.includes(code) ? meaningOf(code) : null),
  });
}

const MEANING: Readonly<Record<number, string>> = {
  [-1]: 'WeChat is busy',
  40001: 'the token is refused',
  40003: 'unknown openid',
  40013: 'WECHAT_APP_ID is wrong',
  40014: 'the token is refused',
  40037: 'no such template',
  40125: 'WECHAT_APP_SECRET is wrong',
  40164: "the caller's address is not on the account's allow-list: set WECHAT_RELAY_URL or list the address",
  42001: 'the token is over',
  43004: 'the person does not follow the account',
  43101: 'the person refused such messages',
  45002: 'the text is too long',
  45009: 'the calls of the day are used up',
  45011: 'too many calls',
  45015: 'the person wrote more than 48 hours ago',
  45047: 'as many messages as WeChat allows were sent since the person wrote',
  47003: 'a field is not as the template wants it',
  48001: 'the account may not use this call',
  50002: 'the account is limited',
};
