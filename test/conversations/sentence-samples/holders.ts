/** Samples of name changes and transfers, and of the papers of any application. */
import type { HoldersParams } from '../../../src/conversation/sentences/holders/params.ts';
import { CASE_KINDS } from '../../../src/domain/cases.ts';
import { DOCUMENT_KINDS } from '../../../src/domain/documents.ts';
import type { Locale } from '../../../src/domain/names.ts';
import { ROLES } from '../../../src/services/applications/ask.ts';
import { STAGES } from './cases.ts';
import { account, yuan as amount, at, caseNumber, hotlineOf, type Samples, supplierOf } from './sample.ts';

const CHANGES = ['rename', 'transfer'] as const;
const kinds = CHANGES.map((kind) => ({ kind }));
const answers = (['yes', 'no'] as const).map((value) => ({ value }));
const yesNo = [true, false];
const papers = ['id-front', 'id-back', 'property-proof'] as const;

export const holderSamples = (locale: Locale): Samples<HoldersParams> => {
  const hotline = hotlineOf(locale);
  return {
    'option.ownership': answers,
    'option.role': ROLES.map((role) => ({ role })),
    'ask.holder-consent': [{ supplier: supplierOf(locale) }],
    'option.consent': answers,
    'option.reason': [{ reason: 'correction' }, { reason: 'legal-change' }],
    'ask.holder-name': kinds.flatMap(({ kind }) => yesNo.map((agent) => ({ kind, agent }))),
    'ask.idNumber': [{ name: '' }, { name: '王**' }],
    'holder.no-account': [account],
    'holder.not-possible': [{ hotline }],
    'holder.other-open': [{ caseNumber }, { caseNumber: null }],
    'holder.arrears-first': [{ ...account, amount }],
    'holder.arrears-other': [{ amount }],
    'holder.pay-meanwhile': [{ amount }],
    'holder.pay-question': [{ ...account, amount }],
    'holder.pay-waiting': [{ amount }],
    'holder.no-consent': [{ hotline }],
    'holder.mismatch': kinds,
    'holder.mismatch-again': [{ hotline }],
    'holder.too-many': [{ hotline }],
    'holder.read-back': kinds,
    'value.holder-balance': kinds.flatMap(({ kind }) => (['refund', 'move'] as const).map((goes) => ({ kind, goes }))),
    'value.holder-tiers': kinds.flatMap(({ kind }) =>
      (['restart', 'prorate', 'carry-on'] as const).map((tiers) => ({ kind, tiers })),
    ),
    'value.old-holder': yesNo.map((heir) => ({ heir, days: 5 })),
    'value.holder-clock': [1, 3].flatMap((limit) => yesNo.map((afterPapers) => ({ limit, afterPapers }))),
    'value.papers-until': [{ days: 20 }],
    'holder.notice': kinds,
    'holder.agree': kinds,
    'holder.filed': kinds.flatMap(({ kind }) =>
      STAGES.flatMap((stage) => yesNo.map((heir) => ({ kind, caseNumber, stage, heir }))),
    ),
    'holder.left': [account],
    'holder.contract-title': [{ caseNumber }],
    'holder.contract-until': [{ until: at }],
    'papers.ask': [
      { given: [], missing: papers, proof: ['property-proof'] },
      { given: [], missing: ['id-back'], proof: [] },
      { given: ['property-proof'], missing: ['id-front', 'id-back'], proof: [] },
      { given: papers, missing: [], proof: [] },
    ],
    'option.papers': [{ value: 'done' }, { value: 'later' }],
    'papers.got': DOCUMENT_KINDS.map((kind) => ({ kind })),
    'papers.attached': CASE_KINDS.flatMap((kind) => [
      { kind, caseNumber, missing: papers, stage: 'need-material' as const },
      { kind, caseNumber, missing: [], stage: 'need-material' as const },
      { kind, caseNumber, missing: [], stage: 'awaiting-old-holder' as const },
      { kind, caseNumber, missing: [], stage: 'submitted' as const },
    ]),
    'papers.remind': CASE_KINDS.map((kind) => ({ kind, caseNumber, missing: papers, due: at })),
    'papers.expired': CASE_KINDS.map((kind) => ({ kind, caseNumber })),
  };
};
