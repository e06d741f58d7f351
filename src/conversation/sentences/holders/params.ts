/** What sentences about name changes and transfers need, and those about the papers of every application. */
import type { Stage } from '../../../domain/case-processes.ts';
import type { CaseKind } from '../../../domain/cases.ts';
import type { DocumentKind } from '../../../domain/documents.ts';
import type { Money } from '../../../domain/money.ts';
import type { Settings } from '../../../domain/settings.ts';

type None = Record<never, never>;
type Change = 'rename' | 'transfer';

export interface HoldersParams {
  /** To a seller who wants to close what the buyer goes on with. */
  'holder.seller': Record<never, never>;
  'label.how-consent': Record<never, never>;
  'ask.ownershipChanged': None;
  'option.ownership': { value: 'yes' | 'no' };
  'ask.transfer-account': None;
  'ask.role': None;
  'option.role': { role: 'owner' | 'agent' | 'heir' | 'tenant' };
  'ask.holder-consent': { supplier: string };
  'option.consent': { value: 'yes' | 'no' };
  'ask.rename-reason': None;
  'option.reason': { reason: 'legal-change' | 'correction' };
  'ask.holder-name': { kind: Change; agent: boolean };
  'ask.idNumber': { name: string };
  'ask.oldHolderPhone': None;
  'wrong.name': None;
  'wrong.idNumber': None;
  'wrong.papers': None;
  'holder.no-account': { account: string };
  'holder.not-possible': { hotline: string };
  /** The case number when it is their own. */
  'holder.other-open': { caseNumber: string | null };
  'holder.arrears-first': { account: string; amount: Money };
  'holder.arrears-other': { amount: Money };
  'holder.pay-meanwhile': { amount: Money };
  'holder.pay-question': { account: string; amount: Money };
  'holder.pay-waiting': { amount: Money };
  'label.paid-check': None;
  'holder.tenant': None;
  'holder.no-consent': { hotline: string };
  'holder.proved': None;
  'holder.mismatch': { kind: Change };
  'holder.mismatch-again': { hotline: string };
  'holder.too-many': { hotline: string };
  'holder.read-back': { kind: Change };
  'row.new-holder': None;
  'row.new-name': None;
  'row.id-number': None;
  'row.role': None;
  'row.reason': None;
  'row.papers-given': None;
  'row.papers-until': None;
  'row.balance': None;
  'row.tiers': None;
  'row.old-holder': None;
  'value.holder-balance': { kind: Change; goes: Settings['transferBalance'] };
  'value.holder-tiers': { kind: Change; tiers: Settings['transferTiers'] };
  'value.old-holder': { heir: boolean; days: number };
  'value.holder-clock': { limit: number; afterPapers: boolean };
  'value.papers-until': { days: number };
  /** What they agree to besides the values. */
  'holder.notice': { kind: Change };
  'holder.agree': { kind: Change };
  'label.agree': None;
  'holder.filed': { kind: Change; caseNumber: string; stage: Stage; heir: boolean };
  'holder.left': { account: string };
  'holder.contract-title': { caseNumber: string };
  'holder.contract-until': { until: Date };
  'row.sign-until': None;
  'label.sign': None;

  // Papers of any application
  'papers.ask': {
    given: readonly DocumentKind[];
    missing: readonly DocumentKind[];
    /** Those of the missing ones without which nothing is decided. */
    proof: readonly DocumentKind[];
  };
  'option.papers': { value: 'done' | 'later' };
  'papers.got': { kind: DocumentKind };
  'papers.unknown': None;
  'papers.for-what': None;
  'papers.attached': { kind: CaseKind; caseNumber: string; missing: readonly DocumentKind[]; stage: Stage };
  'papers.remind': { kind: CaseKind; caseNumber: string; missing: readonly DocumentKind[]; due: Date };
  'papers.expired': { kind: CaseKind; caseNumber: string };
}
