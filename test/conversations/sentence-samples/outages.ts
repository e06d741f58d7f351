/** Samples of outages: every cause and stage, with and without an estimate, and every answer of the reporting. */
import type { OutagesParams, OutageWords } from '../../../src/conversation/sentences/outages/params.ts';
import { money } from '../../../src/domain/money.ts';
import type { Locale } from '../../../src/domain/names.ts';
import { OUTAGE_CAUSES, OUTAGE_STAGES, REPORT_SCOPES } from '../../../src/domain/outages.ts';
import { account, at, caseNumber, type Samples, yuan } from './sample.ts';

const yesNo = (['yes', 'no'] as const).map((danger) => ({ danger }));
const scopes = REPORT_SCOPES.map((scope) => ({ scope }));
const breakers = (['yes', 'no', 'unknown'] as const).map((breaker) => ({ breaker }));
const ofCase = { caseNumber };
const stages = OUTAGE_CAUSES.flatMap((cause) => OUTAGE_STAGES.map((stage) => ({ cause, stage })));
const known: readonly OutageWords[] = stages.flatMap((one) => [
  { ...one, estimate: at, late: false, nextWordAt: null },
  { ...one, estimate: at, late: true, nextWordAt: at },
  { ...one, estimate: at, late: true, nextWordAt: null },
  { ...one, estimate: null, late: false, nextWordAt: at },
  { ...one, estimate: null, late: false, nextWordAt: null },
]);

export const outageSamples = (_locale: Locale): Samples<OutagesParams> => ({
  'label.danger': yesNo,
  'label.scope': scopes,
  'label.breaker': breakers,
  'label.held': (['yes', 'held', 'no'] as const).map((held) => ({ held })),
  'value.scope': scopes,
  'value.breaker': breakers,
  'value.arrive-within': [45, 90, 120].map((minutes) => ({ minutes })),
  'outage.filed': (['opened', 'joined', 'single'] as const).map((how) => ({ ...ofCase, how })),
  'outage.filed-planned': known.map((words) => ({ ...words, ...ofCase })),
  'outage.own': [ofCase],
  'outage.cut': [yuan, null].map((amount) => ({ ...account, amount })),
  'outage.prepaid': [{ ...account, balance: money(1250, 'CNY') }],
  'outage.noted': [ofCase],
  'outage.title': OUTAGE_CAUSES.flatMap((cause) => [true, false].map((ahead) => ({ cause, ahead }))),
  'outage.known': known,
  'outage.ahead': OUTAGE_CAUSES.flatMap((cause) =>
    [at, null].flatMap((to) => [true, false].map((estimated) => ({ cause, from: at, to, estimated }))),
  ),
  'value.outage-stage': stages,
  'value.reports': [{ count: 1 }, { count: 2 }],
  'value.estimate-late': [{ estimate: at }],
  'outage.told': known.map((words) => ({ ...words, stage: words.stage ?? 'reported', ...ofCase })),
  'outage.joined': [ofCase],
  'outage.not-located': [{ address: '88' }],
  'outage.restored': [{ ...ofCase, at }],
  'outage.called-off': [ofCase],
  'outage.no-fault': [ofCase],
  'outage.reopened': [ofCase],
  'outage.ask-back': [ofCase],
  'label.back': [{ back: 'back' }, { back: 'still-out' }],
  'outage.ask-still-out': [ofCase],
  'outage.still-out': [at, null].map((nextWordAt) => ({ ...ofCase, nextWordAt })),
  'outage.glad': [ofCase],
  'outage.not-asked': [ofCase],
  'outage.lapsed': [ofCase],
});
