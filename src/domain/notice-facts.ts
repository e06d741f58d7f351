/** What a notice says, as values: for platforms that take a notice only as the filled fields of a form they know. */
import type { Currency } from './money.ts';
import type { NoticeTopic } from './notices.ts';

/** Names that a utility's configuration may use. */
export const FACT_NAMES = [
  'topic',
  'title',
  'account',
  'amount',
  'lateFee',
  'period',
  'due',
  'from',
  'until',
  'reason',
  'time',
  'case',
  'stage',
  'receipt',
] as const;
export type FactName = (typeof FACT_NAMES)[number];

/** As JSON keeps it: `day` is `YYYY-MM-DD`, `time` RFC 3339, an amount the contract's decimal string. */
export type Fact =
  | { readonly kind: 'text' | 'day' | 'time'; readonly value: string }
  | { readonly kind: 'money'; readonly value: string; readonly currency: Currency };

export interface NoticeFacts {
  readonly topic: NoticeTopic;
  readonly facts: Readonly<Partial<Record<FactName, Fact>>>;
}
