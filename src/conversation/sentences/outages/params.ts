/** What sentences about outages: reported, known, restored need. */
import type { Money } from '../../../domain/money.ts';
import type { OutageCause, OutageStage, ReportScope } from '../../../domain/outages.ts';

type None = Record<never, never>;

/** How an outage stands: `estimate` when it is expected back, `late` when that has passed, else when the next word is due. */
export interface OutageWords {
  cause: OutageCause;
  /** null: who told of it does not say whether somebody is on the way. */
  stage: OutageStage | null;
  estimate: Date | null;
  late: boolean;
  nextWordAt: Date | null;
}

export interface OutagesParams {
  // Reporting
  'outage.ask-danger': None;
  'outage.danger-comes-first': None;
  'outage.danger-or-not': None;
  'label.danger': { danger: 'yes' | 'no' };
  'outage.ask-address': None;
  'outage.wrong-address': None;
  'label.elsewhere': None;
  'outage.ask-scope': None;
  'label.scope': { scope: ReportScope };
  'outage.ask-breaker': None;
  'label.breaker': { breaker: 'yes' | 'no' | 'unknown' };
  'outage.guide': None;
  'outage.ask-held': None;
  'label.held': { held: 'yes' | 'held' | 'no' };
  'outage.held': None;
  'outage.leak': None;
  'outage.ask-phone': None;
  'outage.wrong-phone': None;
  'outage.read-back': None;
  'row.outage-place': None;
  'row.outage-scope': None;
  'row.outage-breaker': None;
  'row.outage-since': None;
  'row.outage-said': None;
  'row.outage-call': None;
  'value.scope': { scope: ReportScope };
  'value.breaker': { breaker: 'yes' | 'no' | 'unknown' };
  'value.no-phone': None;
  'value.arrive-within': { minutes: number };
  'outage.confirm': None;
  'outage.confirm-join': None;
  'label.report-it': None;
  'label.keep-informed': None;
  'outage.filed': { caseNumber: string; how: 'opened' | 'joined' | 'single' };
  'outage.filed-planned': OutageWords & { caseNumber: string };
  'outage.advice': None;
  'outage.own': { caseNumber: string };
  'outage.cut': { account: string; amount: Money | null };
  'outage.prepaid': { account: string; balance: Money };
  'label.report-anyway': None;
  'outage.where-danger': None;
  'outage.phone-danger': None;
  'emergency.where': None;
  'outage.noted': { caseNumber: string };
  'label.tell-where': None;

  // What is known
  'outage.title': { cause: OutageCause; ahead: boolean };
  'outage.known': OutageWords;
  /** `estimated`: of its end no more than an estimate is known. */
  'outage.ahead': { cause: OutageCause; from: Date; to: Date | null; estimated: boolean };
  'row.outage-from': None;
  'row.outage-to': None;
  'row.outage-estimate': None;
  'row.outage-stage': None;
  'row.outage-reports': None;
  'row.outage-next-word': None;
  'value.outage-stage': { stage: OutageStage; cause: OutageCause };
  'value.reports': { count: number };
  'value.no-estimate': None;
  'value.estimate-late': { estimate: Date };
  'outage.none': None;
  'outage.not-located': { address: string };
  'outage.none-now': None;

  // What is told by itself
  'outage.told': OutageWords & { stage: OutageStage; caseNumber: string };
  'outage.joined': { caseNumber: string };
  'outage.restored': { caseNumber: string; at: Date };
  'outage.called-off': { caseNumber: string };
  'outage.no-fault': { caseNumber: string };
  'outage.reopened': { caseNumber: string };
  'outage.ask-back': { caseNumber: string };
  'label.back': { back: 'back' | 'still-out' };
  'outage.ask-still-out': { caseNumber: string };
  'outage.still-out': { caseNumber: string; nextWordAt: Date | null };
  'outage.glad': { caseNumber: string };
  'outage.not-asked': { caseNumber: string };
  'outage.lapsed': { caseNumber: string };
}
