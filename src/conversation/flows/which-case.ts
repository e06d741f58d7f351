/** Which case is meant: by its number, the only one there is, or one of several; what flows about cases ask alike. */

import { addMinutes } from '../../domain/calendar.ts';
import { isEnd } from '../../domain/case-processes.ts';
import { isCaseNumber } from '../../domain/cases.ts';
import type { Services } from '../../services/index.ts';
import type { Slot, Turn } from '../flow.ts';
import { text } from '../saying.ts';
import { phrase } from '../sentences/book.ts';

export type Seen = Awaited<ReturnType<Services['cases']['seen']>>[number];

/** Days in which a case that ended is still offered. */
const RECENT_DAYS = 30;
const MOST_OFFERED = 8;

const looked = new WeakMap<Turn, Promise<readonly Seen[]>>();

/** One look at the database a turn, however many slots and steps ask. */
export function casesSeen(turn: Turn): Promise<readonly Seen[]> {
  const known = looked.get(turn) ?? turn.services.cases.seen(turn.viewer);
  looked.set(turn, known);
  return known;
}

/** Those worth offering, what is most likely meant first: one's own open ones, open ones of others, then what ended lately. */
export async function offered(turn: Turn): Promise<readonly (readonly Seen[])[]> {
  const all = await casesSeen(turn);
  const since = addMinutes(turn.now, -RECENT_DAYS * 24 * 60);
  const open = all.filter(({ found }) => !isEnd(found.stage));
  return [
    open.filter(({ own }) => own),
    open.filter(({ own }) => !own),
    all.filter(({ found }) => isEnd(found.stage) && found.closedAt !== null && found.closedAt >= since),
  ].filter((tier) => tier.length > 0);
}

/** Digits of a case number are often sent without their letter, or with spaces. */
export function caseNumberIn(value: string): string | null {
  const plain = value.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
  const number = /^\d{13}$/.test(plain) ? `W${plain}` : plain;
  return isCaseNumber(number) ? number : null;
}

const inBooks = (turn: Turn, { found }: Seen): readonly string[] => [
  found.caseNumber,
  found.caseNumber.slice(-4),
  turn.render(phrase('case.kind', { kind: found.kind })),
];

export const caseOptions = (turn: Turn, seen: readonly Seen[]) =>
  seen.slice(0, MOST_OFFERED).map((one) => ({
    label: phrase('option.case', { kind: one.found.kind, caseNumber: one.found.caseNumber }),
    value: one.found.caseNumber,
    alsoSaid: inBooks(turn, one),
  }));

export const checkCase: NonNullable<Slot['check']> = (value) => {
  const number = caseNumberIn(value);
  return number ? { value: number } : { wrong: text('wrong.choice') };
};
