/** 微信客服 at WeCom's servers: its token, reading its list of messages, sending, and what its error numbers mean (facts/channels.md 2.8). */
import { z } from 'zod';
import { type Called, type Calls, createCalls } from '../wechat/calls.ts';

export interface KfAccount {
  readonly baseUrl: string;
  readonly corpId: string;
  /** Of the app that may use 微信客服, not of another one. */
  readonly secret: string;
}

export const kfCalls = ({ baseUrl, corpId, secret }: KfAccount): Calls =>
  createCalls({
    baseUrl,
    // WeCom knows no force: it gives a new token once the old one is no good.
    token: () => ({
      path: `/cgi-bin/gettoken?${new URLSearchParams({ corpid: corpId, corpsecret: secret })}`,
      body: null,
    }),
    troubleOf: (code) => (OPERATOR.includes(code) ? kfMeaning(code) : null),
  });

const PAGE = 1_000;

const page = z.looseObject({
  next_cursor: z.string().max(500).optional(),
  has_more: z.union([z.literal(0), z.literal(1), z.boolean()]).default(0),
  msg_list: z.array(z.unknown()).default([]),
});

export type Page =
  | { readonly messages: readonly unknown[]; readonly nextCursor: string | null; readonly hasMore: boolean }
  /** `refused`: for what was asked, not for the moment. */
  | { readonly failed: string; readonly refused: boolean };

/** What came after `cursor`; `token` of a call not older than ten minutes, else WeCom limits reading strictly. */
export async function readPage(
  calls: Calls,
  {
    openKfId,
    cursor,
    token,
  }: { readonly openKfId: string; readonly cursor: string | null; readonly token: string | null },
  now: Date,
): Promise<Page> {
  const called = await calls.post(
    '/cgi-bin/kf/sync_msg',
    {
      ...(cursor !== null && { cursor }),
      ...(token !== null && { token }),
      open_kfid: openKfId,
      limit: PAGE,
    },
    now,
  );
  if (called.kind !== 'answered') return { failed: called.reason, refused: false };
  if (called.code !== 0)
    return {
      failed: `${kfMeaning(called.code)} ${called.message}`,
      refused: ['person', 'nothing'].includes(kfWaitsFor(called.code)),
    };
  const { data } = page.safeParse(called.body);
  if (!data) return { failed: 'a page that cannot be read', refused: false };
  return { messages: data.msg_list, nextCursor: data.next_cursor || null, hasMore: Boolean(data.has_more) };
}

/** `code`: of somebody who has just come in, for one welcome. `messageId`: comes back where it could not be delivered. */
export const sendText = (
  calls: Calls,
  to: { readonly openKfId: string; readonly userId: string; readonly code: string | null },
  { text, messageId }: { readonly text: string; readonly messageId: string },
  now: Date,
): Promise<Called> =>
  to.code === null
    ? calls.post(
        '/cgi-bin/kf/send_msg',
        { touser: to.userId, open_kfid: to.openKfId, msgid: messageId, msgtype: 'text', text: { content: text } },
        now,
      )
    : calls.post(
        '/cgi-bin/kf/send_msg_on_event',
        { code: to.code, msgid: messageId, msgtype: 'text', text: { content: text } },
        now,
      );

export const kfMeaning = (code: number): string => `${MEANING[code] ?? 'refused'} (${code})`;

/** Nothing works until somebody mends it. */
const OPERATOR: readonly number[] = [40001, 40013, 48002, 60020];

const MEANING: Readonly<Record<number, string>> = {
  [-1]: 'WeCom is busy',
  40001: 'WECHAT_KF_SECRET is wrong',
  40013: 'WECHAT_KF_CORP_ID is wrong',
  40014: 'the token is refused',
  42001: 'the token is over',
  45009: 'too many calls',
  48002: 'the app may not use 微信客服',
  60020:
    "the caller's address is not among the app's trusted addresses: list it, or set WECHAT_KF_API_URL to a relay that is listed",
  95001: 'as many messages as WeCom allows were sent since the person wrote',
  95018: 'staff in WeCom have this conversation, or it has ended',
};

export type WaitsFor = 'soon' | 'operator' | 'person' | 'nothing';

/** Numbers from 95000 on are about one conversation; what most of them mean WeCom says in its own words, which are kept with them. */
export function kfWaitsFor(code: number): WaitsFor {
  if (OPERATOR.includes(code)) return 'operator';
  if ([-1, 40014, 42001, 45009].includes(code)) return 'soon';
  return code >= 95_000 && code < 96_000 ? 'person' : 'nothing';
}
