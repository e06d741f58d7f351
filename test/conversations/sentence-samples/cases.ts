/** Samples of cases: every kind, stage, event, next step, team, promise and paper. */
import type { CasesParams } from '../../../src/conversation/sentences/cases/params.ts';
import { END_STAGES, MOVES, OPEN_STAGES, STAYS } from '../../../src/domain/case-processes.ts';
import { CASE_KINDS, NEXT_ACTIONS, PROMISE_KINDS, TEAMS } from '../../../src/domain/cases.ts';
import { DOCUMENT_KINDS } from '../../../src/domain/documents.ts';
import type { Locale } from '../../../src/domain/names.ts';
import { at, caseNumber, clerkOf, manyPapers, type Samples } from './sample.ts';

export const STAGES = [...OPEN_STAGES, ...END_STAGES];
const EVENTS = [...MOVES, ...STAYS];
const promises = PROMISE_KINDS.map((kind) => ({ kind }));

export const caseSamples = (locale: Locale): Samples<CasesParams> => ({
  'case.kind': CASE_KINDS.map((kind) => ({ kind })),
  'case.stage': STAGES.map((stage) => ({ stage })),
  'case.event': EVENTS.map((event) => ({ event })),
  'case.action': NEXT_ACTIONS.map((action) => ({ action })),
  'case.team': TEAMS.map((team) => ({ team })),
  'case.promise': promises.map(({ kind }) => ({ kind, due: at })),
  'case.promise-paused': (['papers', 'old-holder', 'signature', 'answer'] as const).flatMap((waits) =>
    promises.map(({ kind }) => ({ kind, waits })),
  ),
  'case.promise-met': promises.map(({ kind }) => ({ kind, at })),
  'case.promise-late': promises.map(({ kind }) => ({ kind, due: at, at })),
  'case.promise-broken': promises.map(({ kind }) => ({ kind, due: at })),
  'case.title': CASE_KINDS.map((kind) => ({ kind, caseNumber })),
  'case.left': [
    ...[0, 1, 2, 12].map((workingDays) => ({ minutes: null, workingDays })),
    ...[0, 1, 45, 60, 90, 1_440, 3_060].map((minutes) => ({ minutes, workingDays: null })),
  ],
  'case.opened': CASE_KINDS.flatMap((kind) => [at, null].map((due) => ({ kind, caseNumber, due }))),
  'case.told': CASE_KINDS.flatMap((kind) => [
    ...EVENTS.map((event) => ({ event, kind, caseNumber, words: null })),
    { event: 'answered', kind, caseNumber, words: locale === 'en' ? 'Done.' : '好了。' },
  ]),
  paper: DOCUMENT_KINDS.map((kind) => ({ kind })),
  'value.owner': TEAMS.flatMap((team) => [clerkOf(locale), null].map((name) => ({ team, name }))),
  'value.papers': [{ kinds: ['id-front'] }, { kinds: manyPapers }],
});
