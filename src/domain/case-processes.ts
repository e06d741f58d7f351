/** The life of every kind of case as one table (`process, from × event → to`): code, the database and the drawn diagrams read it. */
import type { CaseKind } from './cases.ts';

export const PROCESSES = [
  'outage',
  'rename',
  'transfer',
  'connection',
  'complaint',
  'praise',
  'request',
  'handoff',
] as const;
export type Process = (typeof PROCESSES)[number];

export const PROCESS_OF: Readonly<Record<CaseKind, Process>> = {
  outage: 'outage',
  rename: 'rename',
  transfer: 'transfer',
  'new-connection': 'connection',
  'capacity-increase': 'connection',
  'ev-charger': 'connection',
  'temporary-supply': 'connection',
  complaint: 'complaint',
  report: 'complaint',
  opinion: 'complaint',
  suggestion: 'complaint',
  praise: 'praise',
  'bill-check': 'request',
  'meter-test': 'request',
  reconnection: 'request',
  'appliance-damage': 'request',
  'phone-change': 'request',
  'account-closing': 'request',
  recovery: 'request',
  consultation: 'request',
  handoff: 'handoff',
};

export const OPEN_STAGES = [
  'reported',
  'dispatched',
  'on-site',
  'restored',
  'submitted',
  'need-material',
  'awaiting-old-holder',
  'checking',
  'awaiting-settlement',
  'approving',
  'contract-signing',
  'surveying',
  'planning',
  'installing',
  'received',
  'investigating',
  'calling-back',
  'working',
  'waiting',
  'with-person',
] as const;
export const END_STAGES = ['done', 'rejected', 'withdrawn', 'expired'] as const;
export type EndStage = (typeof END_STAGES)[number];
export type Stage = (typeof OPEN_STAGES)[number] | EndStage;

export const isEnd = (stage: Stage): stage is EndStage => END_STAGES.some((end) => end === stage);

/** Events that move a case to another stage (or open it there). */
export const MOVES = [
  'opened',
  'accepted',
  'material-missing',
  'material-complete',
  'consent-asked',
  'consented',
  'consent-refused',
  'checked',
  'settled',
  'approved',
  'signed',
  'rejected',
  'withdrawn',
  'lapsed',
  'dispatched',
  'arrived',
  'restored',
  'made-safe',
  'confirmed',
  'still-out',
  'contacted',
  'started',
  'answered',
  'called-back',
  'not-solved',
  'unreachable',
  'closed',
  'passed-on',
  'surveyed',
  'plan-answered',
  'energised',
  'taken',
  'handed-back',
  'reopened',
] as const;
/** Events that leave a case at its stage. */
export const STAYS = [
  'document-added',
  'call-missed',
  'chased',
  'warned',
  'breached',
  'word-given',
  'word-promised',
  'estimate-changed',
  'reassigned',
  'reminded',
  'noted',
  'joined',
] as const;
export type CaseEvent = (typeof MOVES)[number] | (typeof STAYS)[number];
export const isStay = (event: CaseEvent): boolean => STAYS.some((stay) => stay === event);

export interface Transition {
  readonly process: Process;
  /** null: the case is opened. */
  readonly from: Stage | null;
  readonly event: (typeof MOVES)[number];
  readonly to: Stage;
}

type Row = readonly [from: Stage | readonly Stage[] | null, event: Transition['event'], to: Stage];

const HOLDER_OPEN: readonly Stage[] = ['submitted', 'need-material', 'checking', 'approving'];

const TABLE: Readonly<Record<Process, readonly Row[]>> = {
  outage: [
    [null, 'opened', 'reported'],
    ['reported', 'dispatched', 'dispatched'],
    // Of a danger: they are rung up beside the crew's work, whatever its stage.
    ['reported', 'contacted', 'reported'],
    ['dispatched', 'contacted', 'dispatched'],
    ['on-site', 'contacted', 'on-site'],
    ['restored', 'contacted', 'restored'],
    [['reported', 'dispatched'], 'arrived', 'on-site'],
    [['reported', 'dispatched', 'on-site'], 'restored', 'restored'],
    // What lies behind the property boundary is the resident's own; they were told, and helped to find who repairs it.
    [['reported', 'dispatched', 'on-site'], 'answered', 'done'],
    // A danger is over when it was removed: nobody asks whether power is back where it never failed.
    [['reported', 'dispatched', 'on-site'], 'made-safe', 'done'],
    ['restored', 'confirmed', 'done'],
    ['restored', 'lapsed', 'done'],
    ['restored', 'still-out', 'reported'],
    [['reported', 'dispatched'], 'withdrawn', 'withdrawn'],
    ['done', 'reopened', 'reported'],
  ],
  // facts/domain.md 1.4
  rename: [
    [null, 'opened', 'submitted'],
    [['submitted', 'checking'], 'material-missing', 'need-material'],
    ['need-material', 'material-complete', 'submitted'],
    ['submitted', 'accepted', 'checking'],
    ['checking', 'checked', 'approving'],
    ['approving', 'approved', 'done'],
    [HOLDER_OPEN, 'rejected', 'rejected'],
    [HOLDER_OPEN, 'withdrawn', 'withdrawn'],
    ['need-material', 'lapsed', 'expired'],
  ],
  transfer: [
    [null, 'opened', 'submitted'],
    [['submitted', 'checking'], 'material-missing', 'need-material'],
    ['need-material', 'material-complete', 'submitted'],
    // With the last paper the old holder is asked at once: both entries are one move of the row.
    [['submitted', 'need-material'], 'consent-asked', 'awaiting-old-holder'],
    ['awaiting-old-holder', 'consented', 'checking'],
    // Without the old holder's word the papers decide, and a person looks at them.
    ['awaiting-old-holder', 'consent-refused', 'checking'],
    ['awaiting-old-holder', 'lapsed', 'checking'],
    ['submitted', 'accepted', 'checking'],
    ['checking', 'checked', 'awaiting-settlement'],
    ['awaiting-settlement', 'settled', 'approving'],
    ['approving', 'approved', 'contract-signing'],
    ['contract-signing', 'signed', 'done'],
    [[...HOLDER_OPEN, 'awaiting-old-holder', 'awaiting-settlement'], 'rejected', 'rejected'],
    [[...HOLDER_OPEN, 'awaiting-old-holder', 'awaiting-settlement', 'contract-signing'], 'withdrawn', 'withdrawn'],
    [['need-material', 'contract-signing'], 'lapsed', 'expired'],
  ],
  connection: [
    [null, 'opened', 'submitted'],
    [['submitted', 'surveying'], 'material-missing', 'need-material'],
    ['need-material', 'material-complete', 'submitted'],
    ['submitted', 'accepted', 'surveying'],
    ['surveying', 'surveyed', 'planning'],
    ['planning', 'plan-answered', 'installing'],
    ['installing', 'energised', 'done'],
    [['submitted', 'need-material', 'surveying', 'planning'], 'rejected', 'rejected'],
    [['submitted', 'need-material', 'surveying', 'planning', 'installing'], 'withdrawn', 'withdrawn'],
    ['need-material', 'lapsed', 'expired'],
  ],
  // facts/domain.md 6.2: called back before it is closed, reopened when not solved.
  complaint: [
    [null, 'opened', 'received'],
    ['received', 'contacted', 'investigating'],
    // Taken up again, whoever complained is rung up once more.
    ['investigating', 'contacted', 'investigating'],
    [['received', 'investigating'], 'answered', 'calling-back'],
    ['calling-back', 'called-back', 'done'],
    ['calling-back', 'not-solved', 'investigating'],
    // Three attempts at different times.
    ['calling-back', 'unreachable', 'done'],
    // Nobody to call back: an anonymous report ends with its answer.
    [['received', 'investigating', 'calling-back'], 'closed', 'done'],
    [['received', 'investigating', 'calling-back'], 'withdrawn', 'withdrawn'],
    ['done', 'reopened', 'investigating'],
  ],
  praise: [
    [null, 'opened', 'received'],
    ['received', 'passed-on', 'done'],
    ['received', 'withdrawn', 'withdrawn'],
  ],
  request: [
    [null, 'opened', 'received'],
    ['received', 'started', 'working'],
    // Where a contact was promised: to whoever rated low, or chased in vain.
    [['received', 'working'], 'contacted', 'working'],
    // Somebody is on site: damaged appliances are looked at where they stand (facts/domain.md 2.7).
    [['received', 'working'], 'arrived', 'working'],
    [['received', 'working'], 'material-missing', 'need-material'],
    ['need-material', 'material-complete', 'received'],
    [['received', 'working'], 'answered', 'done'],
    [['received', 'working', 'need-material'], 'rejected', 'rejected'],
    [['received', 'working', 'need-material'], 'withdrawn', 'withdrawn'],
    ['need-material', 'lapsed', 'expired'],
    [['done', 'rejected'], 'reopened', 'received'],
  ],
  handoff: [
    [null, 'opened', 'waiting'],
    ['waiting', 'taken', 'with-person'],
    ['waiting', 'called-back', 'done'],
    ['waiting', 'withdrawn', 'withdrawn'],
    ['with-person', 'handed-back', 'done'],
  ],
};

/** Anything not in this table does not happen: the database refuses it too. */
export const TRANSITIONS: readonly Transition[] = PROCESSES.flatMap((process) =>
  TABLE[process].flatMap(([from, event, to]) =>
    (Array.isArray(from) ? (from as readonly Stage[]) : [from as Stage | null]).map(
      (one): Transition => ({ process, from: one, event, to }),
    ),
  ),
);

/** Where an event leads from a stage; null when it cannot happen there. */
export function nextStage(process: Process, from: Stage | null, event: CaseEvent): Stage | null {
  if (from && isStay(event)) return isEnd(from) && event !== 'noted' ? null : from;
  return TRANSITIONS.find((t) => t.process === process && t.from === from && t.event === event)?.to ?? null;
}
