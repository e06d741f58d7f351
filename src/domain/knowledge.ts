/** What became of a question that was asked of the articles. */

export type QuestionOutcome = 'answered' | 'asked-back' | 'missed';

/**
 * Why there was no answer: nothing was found, too little of it, nothing that held on the asked day, only an article in another
 * language, or a value the clause needs was not known for that day.
 */
export type MissReason = 'no-hit' | 'low-score' | 'not-then' | 'only-elsewhere' | 'no-value';

export interface AskedQuestion {
  readonly questionId: string;
  readonly conversationId: string;
  readonly at: Date;
  readonly locale: string;
  /** Masked. */
  readonly question: string;
  readonly outcome: QuestionOutcome;
  readonly reason: MissReason | null;
  readonly articleId: string | null;
  readonly confidence: number;
}

/** A question that was not answered, or not well. */
export type GapReason = MissReason | 'not-helpful' | 'person-asked';
