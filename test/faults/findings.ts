/** What a judge can find, and the times it judges by. */
import type { CaseRow } from './books.ts';

export const FINDING_KINDS = [
  'ownerless',
  'lost',
  'twice',
  'other answer',
  'word broken',
  'stuck',
  'history',
  'row',
  'conversation',
  'trouble',
] as const;
export interface Finding {
  readonly kind: (typeof FINDING_KINDS)[number];
  readonly what: string;
}
export type Find = (kind: Finding['kind'], what: string) => void;

export interface Times {
  readonly now: number;
  readonly downs: readonly { from: number; to: number }[];
}

export const MINUTE = 60_000;
/** Given so long before it is due; upkeep runs each minute, so two ticks lie between. */
export const LEAD = 2 * MINUTE;

export const named = (one: CaseRow): string => `${one.kind} ${one.number} (${one.stage})`;
