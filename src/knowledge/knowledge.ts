/** What the house knows: asked in a conversation or over REST, always from the revision in force, with what became of each question. */
import type { IsoDate } from '../domain/billing.ts';
import { addMinutes, dayOf } from '../domain/calendar.ts';
import type { QuestionOutcome } from '../domain/knowledge.ts';
import type { Locale } from '../domain/names.ts';
import type { Chance } from '../outside/chance.ts';
import type { Clock } from '../outside/clock.ts';
import type { Write } from '../store/commit.ts';
import { type RevisionLine, revisions } from '../store/knowledge.ts';
import { gapsSince, recordHelpful, recordQuestion } from '../store/knowledge-questions.ts';
import type { Database } from '../store/tables.ts';
import { type Answer, answerFrom, lookUp, type Reader, type ShownClause } from './answer.ts';
import type { Edition } from './article.ts';
import { followRevisions } from './follow.ts';
import { type GapGroup, groupGaps } from './gaps.ts';
import { keptWords } from './kept-words.ts';
import type { Found } from './library.ts';
import { byMeaning, consider, type Embed } from './meaning/offers.ts';
import { type Render, renderClause } from './render.ts';

export interface KnowledgeDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly chance: Chance;
  /** Published values in words; resolves without a round trip nearly always. */
  readonly values: () => Promise<Render>;
  /** How likely a question is none of ours at all, 0–1. */
  readonly outside: Reader['outside'];
  /** Whose vectors questions are compared with; without one there are none. */
  readonly embeddingModel?: string | null;
}

export interface Asked {
  readonly question: string;
  readonly locale: Locale;
  readonly asOf?: IsoDate;
  /** Asked at most once, for words that leave the question open. */
  readonly embed?: Embed;
}

/** An article as a reader sees it on a day. */
export interface ShownArticle {
  readonly edition: Edition;
  readonly clauses: readonly ShownClause[];
  readonly day: IsoDate;
}

/** Gaps are looked at over this many days unless told otherwise. */
export const GAP_DAYS = 30;
const MOST_GAPS = 5_000;

const OUTCOMES: Readonly<Record<Answer['kind'], QuestionOutcome>> = {
  answer: 'answered',
  choose: 'asked-back',
  miss: 'missed',
};

const articleOf = (answer: Answer): string | null => {
  if (answer.kind === 'answer') return answer.articleId;
  return answer.kind === 'miss' ? (answer.nearest?.articleId ?? null) : null;
};

export type Knowledge = ReturnType<typeof createKnowledge>;

export function createKnowledge({ db, clock, chance, values, outside, embeddingModel = null }: KnowledgeDeps) {
  const follow = followRevisions(db, clock, embeddingModel);
  let loaded = false;
  const inForce = async () => {
    const library = await follow.look();
    loaded = library !== null;
    return library;
  };
  const today = () => dayOf(clock.now());
  const reader = async (): Promise<Reader> => ({ render: await values(), outside });
  const NOTHING: Answer = { kind: 'miss', reason: 'no-hit', nearest: null, perhaps: [], asOf: null, confidence: 0 };

  const record = (questionId: string, conversationId: string, { question, locale }: Asked, answer: Answer): Write =>
    recordQuestion({
      questionId,
      conversationId,
      at: clock.now(),
      locale,
      question: keptWords(question),
      outcome: OUTCOMES[answer.kind],
      reason: answer.kind === 'miss' ? answer.reason : null,
      articleId: articleOf(answer),
      confidence: answer.confidence,
    });

  return {
    /** The number of the revision in force; null: none. Throws when the database is away. */
    revision: async (): Promise<number | null> => (await inForce())?.revision ?? null,

    /** Whether the last look found something to answer from. */
    isLoaded: (): boolean => loaded,

    async ask({ embed, ...asked }: Asked): Promise<Answer> {
      const library = await inForce();
      if (!library) return NOTHING;
      return (await consider(library, { ...asked, today: today() }, await reader(), embed)).answer;
    },

    /**
     * How surely an article would answer, and how like a stored question of it the words are, 0–1 each; null: none would.
     * Nothing is recorded, and no round trip made once there is a library.
     */
    async wouldAnswer(
      asked: Asked,
    ): Promise<{ readonly articleId: string; readonly confidence: number; readonly likeness: number } | null> {
      const library = await follow.held();
      if (!library) return null;
      const { answer, why } = answerFrom(library, { ...asked, today: today() }, await reader());
      if (answer.kind !== 'answer') return null;
      const likeness = why.candidates.find(({ edition }) => edition.id === answer.articleId)?.asked ?? 0;
      return { articleId: answer.articleId, confidence: answer.confidence, likeness };
    },

    /** Whether an article that words do not find is near in meaning; like `wouldAnswer`, it costs no round trip. */
    async wouldOffer({ embed, ...asked }: Asked & { readonly embed: Embed }): Promise<boolean> {
      const library = embeddingModel === null ? null : await follow.held();
      if (!library || library.vectors.length === 0) return false;
      const considered = answerFrom(library, { ...asked, today: today() }, await reader());
      return (await byMeaning(library, considered, asked.locale, embed)) !== null;
    },

    /** Clauses, best first; nothing is recorded. */
    async search(
      asked: Asked,
      limit: number,
    ): Promise<readonly (Found & { readonly pieces: ShownClause['pieces'] })[]> {
      const library = await inForce();
      if (!library) return [];
      const day = asked.asOf ?? today();
      const reading = { locale: asked.locale, day, render: await values() };
      return lookUp(library, { ...asked, today: today() }, limit).flatMap((found) => {
        const clause = found.edition.clauses[found.clause];
        const pieces = clause && clause.blocks.length > 0 ? renderClause(clause, reading) : null;
        return pieces ? [{ ...found, pieces }] : [];
      });
    },

    /** null: there is none of that id for this reader on that day. */
    async article(articleId: string, locale: Locale, asOf?: IsoDate): Promise<ShownArticle | null> {
      const library = await inForce();
      const day = asOf ?? today();
      const edition = library?.edition(locale, articleId, day) ?? null;
      if (!edition || (edition.borrowed && locale === 'en')) return null;
      const reading = { locale, day, render: await values() };
      const clauses = edition.clauses.flatMap((clause, place): ShownClause[] => {
        const pieces = renderClause(clause, reading);
        return pieces ? [{ place, heading: clause.heading, pieces }] : [];
      });
      return { edition, clauses, day };
    },

    /** What was asked and what became of it, masked; committed with the turn. */
    record,

    /** The same of a question that belongs to no conversation. */
    note: (asked: Asked, answer: Answer): Write => record(chance.id(), '', asked, answer),

    /** A thumb up or down under an answer, given where it was asked. */
    helpful: (questionId: string, conversationId: string, yes: boolean): Write =>
      recordHelpful(questionId, conversationId, yes),

    /** What was asked and not answered well, like questions together, the most asked first. */
    async gaps(days: number = GAP_DAYS): Promise<readonly GapGroup[]> {
      return groupGaps(await gapsSince(db, addMinutes(clock.now(), -days * 24 * 60), MOST_GAPS));
    },

    /** What was published, newest first. */
    revisions: (limit: number): Promise<readonly RevisionLine[]> => revisions(db, limit),
  };
}
