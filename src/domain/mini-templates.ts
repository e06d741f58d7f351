/** Subscribe messages of a mini program: which of WeChat's forms tells what, and which of our values stand in its fields. */
import type { FactName } from './notice-facts.ts';
import type { NoticeTopic } from './notices.ts';

export interface MiniTemplate {
  readonly topic: NoticeTopic;
  /** As the mini program's console names it. */
  readonly templateId: string;
  /** Where pressing the message leads, e.g. `pages/case/index`; empty: nowhere. */
  readonly page: string;
  /** By the form's own field, e.g. `thing1`: a value's name, or `=` and words that are always the same. */
  readonly fields: Readonly<Record<string, FactName | `=${string}`>>;
}

/** What somebody answers when a mini program asks to write to them (facts/channels.md 3.4). */
export const SUBSCRIPTION_ANSWERS = ['accept', 'reject', 'ban', 'filter'] as const;
export type SubscriptionAnswer = (typeof SUBSCRIPTION_ANSWERS)[number];
