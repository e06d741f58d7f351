/** In a group or room: one line that leads to a talk between the two of us, only when we are called, never about anybody's account. */
import { LINE_WORDS } from '../../conversation/sentences/line.ts';
import { addMinutes } from '../../domain/calendar.ts';
import type { Locale } from '../../domain/names.ts';
import type { LineOutgoing } from './deliver.ts';
import type { InCompany } from './events.ts';
import { replyTokenGoodUntil } from './send.ts';

export interface CompanyOutgoing extends LineOutgoing {
  readonly recipient: string;
  readonly retryKey: string;
  readonly dueAt: Date;
  readonly uselessAt: Date;
}

/** By reply or not at all: a push to a group is counted once for everybody in it. */
export async function answerInCompany(
  { chatId, eventId, at, replyToken }: InCompany,
  { locale, hotline, now }: { readonly locale: Locale; readonly hotline: string; readonly now: Date },
): Promise<CompanyOutgoing> {
  const until = replyTokenGoodUntil(now, at);
  return {
    recipient: chatId,
    body: { messages: [{ type: 'text', text: LINE_WORDS[locale].inCompany(hotline) }], replyOnly: true },
    replyToken: { token: replyToken, until },
    retryKey: await keyOf(eventId),
    dueAt: now,
    uselessAt: addMinutes(until, 1),
  };
}

/** The same event has the same key, so that it is answered once. */
async function keyOf(eventId: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`line:${eventId}`));
  const hex = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}
