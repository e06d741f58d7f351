/** Samples of complaints, progress and chasing: every category, subject, act, level and reason. */
import { ABOUTS, type ComplaintsParams } from '../../../src/conversation/sentences/complaints/params.ts';
import { CASE_KINDS, NEXT_ACTIONS } from '../../../src/domain/cases.ts';
import type { Locale } from '../../../src/domain/names.ts';
import { FEEDBACK_CATEGORIES } from '../../../src/services/feedback.ts';
import { RATING_REASONS } from '../../../src/services/ratings.ts';
import { STAGES } from './cases.ts';
import { at, caseNumber, clerkOf, manyPapers, type Samples } from './sample.ts';

const categories = FEEDBACK_CATEGORIES.map((category) => ({ category }));
const eachCase = CASE_KINDS.map((kind) => ({ kind, caseNumber }));
const ACTS = ['withdraw', 'reopen', 'solved', 'not-solved'] as const;
const acts = eachCase.flatMap((one) => ACTS.map((act) => ({ ...one, act })));
const yesNo = [true, false];

export const complaintSamples = (locale: Locale): Samples<ComplaintsParams> => {
  const owners = [clerkOf(locale), null];
  const levels = ([1, 2, 3] as const).flatMap((level) =>
    owners.flatMap((owner) =>
      yesNo.flatMap((supervisor) =>
        // Of an anonymous report nobody is called at the last step either.
        (level === 3 ? yesNo : [false]).map((calls) => ({ level, calls, owner, supervisor })),
      ),
    ),
  );
  return {
    'case.history': [locale === 'en' ? { label: 'Answered', words: 'Done.' } : { label: '是', words: '好了。' }],
    'complaint.open': categories,
    'option.anonymous': [{ value: 'yes' }, { value: 'no' }],
    'complaint.ask-about': categories,
    'option.about': ABOUTS.map((about) => ({ about })),
    'option.about-case': eachCase,
    'complaint.ask-description': categories.flatMap(({ category }) =>
      yesNo.map((anonymous) => ({ category, anonymous })),
    ),
    'complaint.ask-phone': categories,
    'complaint.read-back': categories,
    'value.from': yesNo.map((anonymous) => ({ anonymous })),
    'complaint.regulator': [{ line: '12398' }],
    'complaint.confirm': categories,
    'complaint.filed': categories.flatMap(({ category }) =>
      [at, null].flatMap((contact) =>
        [at, null].map((answer) => ({ category, caseNumber, team: 'complaints' as const, contact, answer })),
      ),
    ),
    'progress.not-found': [{ caseNumber }],
    'option.case': eachCase,
    'act.ask-reason': [...ACTS, 'add' as const].map((act) => ({ act })),
    'act.confirm': acts,
    'act.done': [...acts, ...eachCase.map((one) => ({ ...one, act: 'add' as const }))],
    'act.not-now': acts,
    'act.too-late': eachCase,
    'act.reopened-before': eachCase,
    'chase.closed': STAGES.map((stage) => ({ kind: 'outage' as const, caseNumber, stage })),
    'chase.confirm': eachCase.flatMap((one) => levels.map((level) => ({ ...one, ...level }))),
    'chase.effect': levels.flatMap((level) => yesNo.map((raised) => ({ ...level, raised, nextWordAt: at }))),
    'chase.too-early': (['first', 'again', 'today', 'enough', 'old-holder'] as const).flatMap((why) =>
      [at, null].map((nextAt) => ({ why, nextAt })),
    ),
    'chase.waiting': [
      { missing: manyPapers, action: 'give-papers' },
      ...NEXT_ACTIONS.map((action) => ({ missing: [], action })),
    ],
    'option.low': RATING_REASONS.map((reason) => ({ reason })),
  };
};
