/** What a case is: its kinds, who works on it, what was promised, what it waits for, and the words of its history. */
import type { IsoDate } from './billing.ts';

export const CASE_KINDS = [
  'outage',
  'rename',
  'transfer',
  'new-connection',
  'capacity-increase',
  'ev-charger',
  'temporary-supply',
  'complaint',
  'report',
  'opinion',
  'suggestion',
  'praise',
  'bill-check',
  'meter-test',
  'reconnection',
  'appliance-damage',
  'phone-change',
  'account-closing',
  'handoff',
  'recovery',
  'consultation',
] as const;
export type CaseKind = (typeof CASE_KINDS)[number];

export const CASE_STATUSES = ['open', 'closed'] as const;
export type CaseStatus = (typeof CASE_STATUSES)[number];

/** Who owns cases: the desk's queues (functions.md "Cases, service standards, promises"). */
export const TEAMS = [
  'service',
  'dispatch',
  'billing',
  'metering',
  'accounts',
  'connections',
  'complaints',
  'supervision',
] as const;
export type Team = (typeof TEAMS)[number];

/** One of the people behind the desk, by name: whom a chase names and a breach reaches. */
export interface StaffMember {
  readonly staffId: string;
  readonly name: string;
  readonly team: Team;
  readonly role: 'clerk' | 'supervisor' | 'manager' | 'editor';
}

export const PROMISE_KINDS = ['arrive', 'restore', 'contact', 'answer', 'complete', 'next-word'] as const;
export type PromiseKind = (typeof PROMISE_KINDS)[number];

export type WorkingCalendar = 'mainland' | 'taiwan';

/** What a utility knows better than the calendar; a day in both lists is worked. */
export interface OwnDays {
  readonly off: readonly IsoDate[];
  readonly working: readonly IsoDate[];
}

/** A promise as it was given: judged for ever by the limit that was in force then. */
export interface GivenPromise {
  readonly kind: PromiseKind;
  /** Id of the dated clock it comes from; a time that stands in another record (an outage's estimate) is `record`. */
  readonly clock: string;
  /** ISO instant it runs from. */
  readonly start: string;
  /** Either a limit … */
  readonly limit?: number;
  readonly unit?: 'minute' | 'hour' | 'day' | 'working-day';
  readonly pausable?: boolean;
  /** … or an instant, for a promise that repeats a time that is on record. */
  readonly until?: string;
}

/** A promise as it stands. Instants are ISO texts, so that a row's JSON is its value. */
export interface StandingPromise extends GivenPromise {
  /** null: it stands still while the resident owes something. */
  readonly due: string | null;
  readonly metAt: string | null;
  /** How far it was warned of: 50 and 80 % to its owner, 100 to a supervisor. */
  readonly warned: 0 | 50 | 80 | 100;
  /** Given up by something that made it pointless, e.g. a withdrawal or a newer next word. */
  readonly dropped?: true;
}

/** What a case waits for that is not ours to do: until when, and how often it was said. */
export interface Wait {
  readonly who: 'resident' | 'old-holder';
  readonly clock: string;
  readonly start: string;
  readonly due: string;
  readonly reminded: 0 | 50 | 80;
}

/** `service`: the house itself (upkeep, settlement); `clerk:<staffId>`: one of its people. */
export type Actor = 'resident' | 'old-holder' | 'service' | `clerk:${string}`;

/** What is still to be told to a person who opens the case; the conversation and the desk have words for each. */
export const NEXT_ACTIONS = [
  'send-crew',
  'crew-on-way',
  'repair',
  'follow-plan',
  'confirm-restored',
  'secure-place',
  'give-papers',
  'ask-old-holder',
  'check-application',
  'read-meter',
  'approve',
  'sign-contract',
  'survey',
  'answer-plan',
  'install',
  'contact-resident',
  'investigate',
  'answer',
  'call-back',
  'pass-on',
  'take-over',
  'talk',
  'answer-breach',
  'none',
] as const;
export type NextAction = (typeof NEXT_ACTIONS)[number];

/** `W`, the day it was opened, YYMMDD, and seven digits that tell nothing. */
export const isCaseNumber = (text: string): boolean => /^W\d{13}$/.test(text);
