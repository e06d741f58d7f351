/** What sentences about complaints, progress and chasing need, and about the reasons of a low rating. */
import type { Stage } from '../../../domain/case-processes.ts';
import type { CaseKind, NextAction, Team } from '../../../domain/cases.ts';
import type { DocumentKind } from '../../../domain/documents.ts';
import type { ResidentAct } from '../../../services/cases/resident-acts.ts';
import type { FeedbackCategory } from '../../../services/feedback.ts';
import type { RatingReason } from '../../../services/ratings.ts';

type None = Record<never, never>;

/** What feedback is often about, to choose from. */
export const ABOUTS = ['person', 'bill', 'outage', 'work', 'online'] as const;
/** `loss`: what an outage cost, never offered and only told. */
export type About = (typeof ABOUTS)[number] | 'loss';

interface OneCase {
  kind: CaseKind;
  caseNumber: string;
}

export interface ComplaintsParams {
  // A case's history: what happened, with a person's words
  'case.history': { label: string; words: string };
  'row.last-word': None;
  'row.closed': None;

  // Filing
  'complaint.open': { category: FeedbackCategory };
  'complaint.ask-category': None;
  'complaint.ask-anonymous': None;
  'option.anonymous': { value: 'yes' | 'no' };
  'complaint.ask-about': { category: FeedbackCategory };
  'option.about': { about: About };
  'option.about-case': OneCase;
  'complaint.ask-description': { category: FeedbackCategory; anonymous: boolean };
  /** After what was told in the first words. */
  'complaint.noted': None;
  /** What an outage cost: the whole claim in one answer, and no account number. */
  'complaint.ask-claim': None;
  'complaint.ask-phone': { category: FeedbackCategory };
  'complaint.wrong-about': None;
  'complaint.wrong-description': None;
  'complaint.wrong-phone': None;
  'complaint.read-back': { category: FeedbackCategory };
  'row.feedback-about': None;
  'row.feedback-words': None;
  'row.feedback-from': None;
  'row.feedback-phone': None;
  'value.from': { anonymous: boolean };
  'complaint.confirm': { category: FeedbackCategory };
  'complaint.filed': {
    category: FeedbackCategory;
    caseNumber: string;
    team: Team;
    contact: Date | null;
    answer: Date | null;
  };
  /** Nobody can write to an anonymous reporter by themselves. */
  'complaint.keep-number': None;
  /** The regulator's line, once we could not solve it twice (facts/domain.md 6.2). */
  'complaint.regulator': { line: string };

  // Progress
  'progress.none': None;
  'progress.which': None;
  'progress.not-found': { caseNumber: string };
  'progress.of-others': None;
  'option.case': OneCase;
  'label.my-cases': None;
  'label.other-cases': None;
  'label.reopen': None;
  'label.solved': None;
  'label.not-solved': None;
  'act.ask-reason': { act: ResidentAct };
  /** Adding takes nothing away and needs no yes. */
  'act.confirm': OneCase & { act: Exclude<ResidentAct, 'add'> };
  'act.done': OneCase & { act: ResidentAct };
  'act.not-now': OneCase & { act: ResidentAct };
  'act.too-late': OneCase;
  'act.reopened-before': OneCase;

  // Chasing
  'chase.none': None;
  'chase.which': None;
  'chase.closed': OneCase & { stage: Stage };
  'chase.not-yours': None;
  'chase.confirm': OneCase & { level: 1 | 2 | 3; calls: boolean; owner: string | null; supervisor: boolean };
  'chase.effect': {
    level: 1 | 2 | 3;
    /** Somebody calls the resident. */
    calls: boolean;
    owner: string | null;
    raised: boolean;
    /** The third, sixth … chase: a supervisor looks at it. */
    supervisor: boolean;
    nextWordAt: Date;
  };
  'chase.too-early': { why: 'first' | 'again' | 'today' | 'enough' | 'old-holder'; nextAt: Date | null };
  'chase.waiting': { missing: readonly DocumentKind[]; action: NextAction };

  // Why a low rating
  'option.low': { reason: RatingReason };
  'ask.comment-more': None;
}
