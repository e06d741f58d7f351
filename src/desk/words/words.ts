/** What the desk says otherwise than to residents: where their sentence addresses them, and what only staff read. */
import type { CaseEvent, Stage } from '../../domain/case-processes.ts';
import type { NextAction, PromiseKind } from '../../domain/cases.ts';
import type { OutageAct } from '../../services/outages/desk.ts';

/** What of a case's summary is shown, in this order. */
export const FACTS = [
  'about',
  'description',
  'why',
  'role',
  'reason',
  'scope',
  'breaker',
  'needs',
  'since',
  'address',
  'place',
  'coordinates',
  'feeder',
  'transformer',
  'capacityKw',
  'parkingSpace',
  'category',
  'period',
  'newPhone',
  'score',
  'reasons',
  'comment',
  'subject',
  'computed',
  'billed',
  'ordered',
  'said',
  'amount',
  'minor',
  'goes',
  'transactionId',
  'refundId',
  'refundNumber',
  'day',
  'chases',
] as const;
export type Fact = (typeof FACTS)[number];

/** What can be sent in a chat that is neither words nor a paper. */
export const THINGS = [
  'image',
  'file',
  'voice',
  'audio',
  'video',
  'sticker',
  'location',
  'link',
  'follow',
  'enter',
  'other',
] as const;
export type Thing = (typeof THINGS)[number];

export interface DeskWords {
  /** The kind of a case that was opened by words of danger. */
  readonly danger: string;
  readonly stages: Readonly<Partial<Record<Stage, string>>>;
  readonly events: Readonly<Partial<Record<CaseEvent, string>>>;
  /** What a button says, where it is not what the history says afterwards: one writes an answer, and then has answered. */
  readonly acts: Readonly<Partial<Record<CaseEvent, string>>>;
  /** A resident's own addition stands in the history as what it is, no note of the house. */
  readonly added: string;
  readonly actions: Readonly<Partial<Record<NextAction, string>>>;
  /** Stands for what was written of an anonymous report. */
  readonly anonymous: string;
  readonly things: Readonly<Record<Thing, string>>;
  readonly promises: Readonly<Record<PromiseKind, string>>;
  readonly outageActs: Readonly<Record<OutageAct, string>>;
  readonly facts: Readonly<Record<Fact, string>>;
  /** Of values that are codes; others are shown as they are. */
  readonly codes: Readonly<Record<string, string>>;
}
