/** What the service tells by itself: topics a resident may switch, what is on before they do, and when each thing is due to be told. */
import type { Money } from './money.ts';
import type { OutageCause } from './outages.ts';

/** `receipt` and `case-progress` answer what the resident did; the others begin with a choice. */
export const NOTICE_TOPICS = ['receipt', 'case-progress', 'planned-outage', 'bill-issued', 'bill-due'] as const;
export type NoticeTopic = (typeof NOTICE_TOPICS)[number];

export const isNoticeTopic = (text: string): text is NoticeTopic => NOTICE_TOPICS.some((topic) => topic === text);

/** What holds while nothing was chosen. */
export const onByDefault = (topic: NoticeTopic): boolean => topic === 'receipt' || topic === 'case-progress';

export const CHOICE_WAYS = ['chat', 'rest'] as const;
export type ChoiceWay = (typeof CHOICE_WAYS)[number];

/** How a topic stands for one resident; `since` and `by` are null while the default holds. */
export interface StandingChoice {
  readonly topic: NoticeTopic;
  readonly on: boolean;
  readonly since: Date | null;
  readonly by: ChoiceWay | null;
}

/** `announced`, `tomorrow`, `changed`, `cancelled` of outages; `issued`, `soon`, `late` of bills. */
export const NOTICE_KINDS = ['announced', 'tomorrow', 'changed', 'cancelled', 'issued', 'soon', 'late'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** How far ahead and after things are told (facts/domain.md 2.1 no. 2, 2.4, 5.5). */
export interface NoticePlan {
  readonly outageDaysAhead: number;
  readonly outageHoursAhead: number;
  readonly billDaysBefore: number;
  /** Days after the due date, rising. */
  readonly billDaysAfter: readonly number[];
}

/** Days from the due date (negative: before it) in which a reminder holds, both inclusive; `seq` counts them from 1. */
export interface BillStage {
  readonly seq: number;
  readonly kind: 'soon' | 'late';
  readonly first: number;
  readonly last: number;
}

/** A reminder that was missed is made up for until the next one begins; the last one for a week. */
export function billStages({ billDaysBefore, billDaysAfter }: NoticePlan): readonly BillStage[] {
  return [
    { seq: 1, kind: 'soon', first: -billDaysBefore, last: 0 },
    ...billDaysAfter.map(
      (first, i): BillStage => ({
        seq: i + 2,
        kind: 'late',
        first,
        last: (billDaysAfter[i + 1] ?? first + 7) - 1,
      }),
    ),
  ];
}

/** When something is announced; no end: it is not known. */
export interface Span {
  readonly from: Date;
  readonly until: Date | null;
}

export const sameSpan = (one: Span, other: Span): boolean =>
  one.from.getTime() === other.from.getTime() && one.until?.getTime() === other.until?.getTime();

/** An outage as it is told; `was` is what was said before, for a change or the end of the plan. */
export interface OutageNotice {
  readonly about: 'outage';
  readonly kind: 'announced' | 'tomorrow' | 'changed' | 'cancelled';
  readonly cause: OutageCause;
  readonly accountNumber: string;
  readonly span: Span;
  readonly was: Span | null;
  /** As the supplier wrote it. */
  readonly reason: string;
}

export interface BillNotice<Bill extends { readonly amount: Money }> {
  readonly about: 'bill';
  readonly kind: 'issued' | 'soon' | 'late';
  readonly bill: Bill;
  /** From the due date to today; negative before it. */
  readonly days: number;
}
