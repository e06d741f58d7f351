/** What the house does at each stage of each process: who owns it, what comes next, which clocks run, what is waited for. */
import type { ClockId } from '../../clocks/presets.ts';
import type { CaseEvent, Process, Stage } from '../../domain/case-processes.ts';
import type { CaseKind, NextAction, PromiseKind, Team } from '../../domain/cases.ts';

/** `fault.arrive` and `fault.restore` depend on where it is: city, rural or remote. */
export type ClockChoice = ClockId | 'fault.arrive' | 'fault.restore';
export type Starts = readonly (readonly [PromiseKind, ClockChoice])[];

export interface KindStandard {
  readonly team: Team;
  readonly priority: 1 | 2 | 3;
  /** Promised when the case is opened, or when its papers are complete. */
  readonly starts: Starts;
  /** How it may be chased (facts/domain.md 6.3). */
  readonly chase: 'fault' | 'complaint' | 'application' | 'request';
  /** The service of the public contract that a rating of it counts for. */
  readonly service: string;
}

const application = (team: Team, clock: ClockId, service: string): KindStandard => ({
  team,
  priority: 3,
  starts: [['complete', clock]],
  chase: 'application',
  service,
});
const request = (team: Team, starts: Starts, priority: 2 | 3 = 3): KindStandard => ({
  team,
  priority,
  starts,
  chase: 'request',
  service: 'request.file',
});
const feedback = (starts: Starts, priority: 2 | 3): KindStandard => ({
  team: 'complaints',
  priority,
  starts,
  chase: 'complaint',
  service: 'complaint.file',
});

export const KINDS: Readonly<Record<CaseKind, KindStandard>> = {
  outage: {
    team: 'dispatch',
    priority: 2,
    starts: [
      ['arrive', 'fault.arrive'],
      ['next-word', 'word.outage'],
    ],
    chase: 'fault',
    service: 'outage.report',
  },
  rename: application('accounts', 'name.change', 'account.rename'),
  transfer: application('accounts', 'transfer', 'account.transfer'),
  'new-connection': application('connections', 'connect.resident', 'connection.new'),
  'capacity-increase': application('connections', 'connect.resident', 'connection.new'),
  'ev-charger': application('connections', 'connect.resident', 'connection.new'),
  'temporary-supply': application('connections', 'connect.resident', 'connection.new'),
  complaint: feedback(
    [
      ['contact', 'complaint.contact'],
      ['answer', 'complaint.answer'],
    ],
    2,
  ),
  report: feedback(
    [
      ['contact', 'complaint.contact'],
      ['answer', 'report.answer'],
    ],
    2,
  ),
  opinion: feedback([['answer', 'opinion.answer']], 3),
  suggestion: feedback([['answer', 'suggestion.answer']], 3),
  // Passed on, no clock of the field (2.5); ours, so that it is passed on.
  praise: feedback([['complete', 'request.answer']], 3),
  'bill-check': request('billing', [['answer', 'billing.dispute']], 2),
  'meter-test': request('metering', [['answer', 'meter.test']]),
  reconnection: request('dispatch', [['restore', 'reconnect.after_payment']], 2),
  'appliance-damage': request(
    'dispatch',
    [
      ['arrive', 'appliance.onsite'],
      ['answer', 'request.answer'],
    ],
    2,
  ),
  'phone-change': request('accounts', [['complete', 'phone.change']]),
  'account-closing': request('accounts', [['complete', 'closing.answer']]),
  recovery: { ...request('supervision', [['contact', 'recovery.contact']], 2), service: 'rating.give' },
  consultation: { ...request('service', [['answer', 'consult.answer']]), service: 'knowledge.ask' },
  handoff: {
    team: 'service',
    priority: 2,
    starts: [['contact', 'handoff.contact']],
    chase: 'request',
    service: 'handoff.request',
  },
};

export interface StageStandard {
  /** Who owns it from here on; else it stays where it is. */
  readonly team?: Team;
  readonly next: NextAction;
  /** Somebody else's turn: who, and how long that is waited for. */
  readonly waits?: readonly ['resident' | 'old-holder', ClockId];
}

const papers: StageStandard = { next: 'give-papers', waits: ['resident', 'papers.wait'] };

export const STAGES: Readonly<Record<Process, Readonly<Partial<Record<Stage, StageStandard>>>>> = {
  outage: {
    reported: { team: 'dispatch', next: 'send-crew' },
    dispatched: { next: 'crew-on-way' },
    'on-site': { next: 'repair' },
    restored: { next: 'confirm-restored', waits: ['resident', 'restored.confirm'] },
  },
  rename: {
    submitted: { next: 'check-application' },
    'need-material': papers,
    checking: { next: 'check-application' },
    approving: { team: 'supervision', next: 'approve' },
  },
  transfer: {
    submitted: { team: 'accounts', next: 'check-application' },
    'need-material': papers,
    'awaiting-old-holder': { next: 'ask-old-holder', waits: ['old-holder', 'old-holder.wait'] },
    checking: { team: 'accounts', next: 'check-application' },
    'awaiting-settlement': { team: 'metering', next: 'read-meter' },
    approving: { team: 'supervision', next: 'approve' },
    'contract-signing': { team: 'accounts', next: 'sign-contract', waits: ['resident', 'signing.wait'] },
  },
  connection: {
    submitted: { next: 'check-application' },
    'need-material': papers,
    surveying: { next: 'survey' },
    planning: { next: 'answer-plan' },
    installing: { team: 'metering', next: 'install' },
  },
  complaint: {
    received: { team: 'complaints', next: 'contact-resident' },
    investigating: { next: 'investigate' },
    'calling-back': { next: 'call-back' },
  },
  praise: { received: { next: 'pass-on' } },
  request: {
    received: { next: 'answer' },
    working: { next: 'answer' },
    'need-material': papers,
  },
  handoff: { waiting: { next: 'take-over' }, 'with-person': { next: 'talk' } },
};

export interface EventStandard {
  readonly starts?: Starts;
  readonly meets?: readonly PromiseKind[];
  readonly drops?: readonly PromiseKind[];
  /** What comes next where the event leaves the case at its stage. */
  readonly next?: NextAction;
}

/** The word is the list of what is missing; the next one is a reminder. */
const NO_WORD: EventStandard = { drops: ['next-word'] };
const ALL_WORK: readonly PromiseKind[] = ['contact', 'arrive', 'answer', 'complete', 'restore', 'next-word'];
/** A promise to get in touch is kept by that alone: neither a crew nor an answer in writing is a call (facts/domain.md 2.5, 5.1). */
const ALL_BUT_CONTACT = ALL_WORK.filter((kind) => kind !== 'contact');

/** What an event starts and keeps; `opened` and `material-complete` start what the kind promises. */
export const EVENTS: Readonly<Record<Process, Readonly<Partial<Record<CaseEvent, EventStandard>>>>> = {
  outage: {
    contacted: { meets: ['contact'] },
    arrived: { meets: ['arrive'], starts: [['restore', 'fault.restore']] },
    restored: { meets: ['arrive', 'restore', 'next-word'] },
    'made-safe': { meets: ALL_BUT_CONTACT },
    answered: { meets: ALL_BUT_CONTACT },
    'still-out': {
      starts: [
        ['arrive', 'fault.arrive'],
        ['next-word', 'word.outage'],
      ],
    },
    reopened: {
      starts: [
        ['arrive', 'fault.arrive'],
        ['next-word', 'word.outage'],
      ],
    },
  },
  rename: { 'material-missing': NO_WORD, approved: { meets: ['complete', 'next-word'] } },
  transfer: { 'material-missing': NO_WORD, signed: { meets: ['complete', 'next-word'] } },
  connection: { 'material-missing': NO_WORD, energised: { meets: ['complete', 'next-word'] } },
  complaint: {
    contacted: { meets: ['contact', 'next-word'], next: 'investigate' },
    // The call-back is due within a working day of the answer (facts/domain.md 2.6); it makes up for a first contact, too.
    answered: { meets: ['answer', 'next-word'], starts: [['contact', 'recovery.contact']] },
    'called-back': { meets: ['contact'] },
    unreachable: { drops: ['contact'] },
    closed: { meets: ALL_BUT_CONTACT },
    // The clock starts again (facts/domain.md 6.2).
    'not-solved': { meets: ['contact'], starts: [['answer', 'complaint.answer']] },
    reopened: {
      starts: [
        ['contact', 'complaint.contact'],
        ['answer', 'complaint.answer'],
      ],
    },
  },
  praise: { 'passed-on': { meets: ALL_WORK } },
  request: {
    'material-missing': NO_WORD,
    contacted: { meets: ['contact', 'next-word'] },
    started: { meets: ['next-word'] },
    arrived: { meets: ['arrive', 'next-word'] },
    answered: { meets: ALL_BUT_CONTACT },
    reopened: { starts: [['answer', 'request.answer']] },
  },
  handoff: {
    taken: { meets: ['contact', 'next-word'], starts: [['answer', 'request.answer']] },
    'called-back': { meets: ALL_WORK },
    'handed-back': { meets: ALL_WORK },
  },
};
