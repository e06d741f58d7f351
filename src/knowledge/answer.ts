/** A question becomes an answer without a model: the clause itself as in force on the asked day, a choice, or an honest no. */
import type { IsoDate } from '../domain/billing.ts';
import type { MissReason } from '../domain/knowledge.ts';
import type { Locale } from '../domain/names.ts';
import { hasHan, localeOf } from '../text/script.ts';
import { type Clause, type Edition, linksOf, type Source } from './article.ts';
import { askedDay } from './asked-day.ts';
import { measureAsked, readable, sayingOf } from './beyond.ts';
import { type Candidate, decide, SAME_QUESTION } from './choose.ts';
import type { Found, Library } from './library.ts';
import { type Piece, type Render, renderClause } from './render.ts';
import { sureness } from './sureness.ts';

export interface Question {
  readonly question: string;
  readonly locale: Locale;
  /** Given by the asker; else the day the question names, else today. */
  readonly asOf?: IsoDate;
  readonly today: IsoDate;
}

/** An article by its title, for a button or a line. */
export interface Named {
  readonly articleId: string;
  readonly title: string;
  readonly effectiveFrom: IsoDate;
}

export interface ShownClause {
  /** Place in the article; 0 is the lead. */
  readonly place: number;
  readonly heading: string | null;
  readonly pieces: readonly Piece[];
}

export interface Answered {
  readonly kind: 'answer';
  readonly articleId: string;
  readonly title: string;
  readonly clauses: readonly ShownClause[];
  readonly source: Source;
  readonly effectiveFrom: IsoDate;
  readonly effectiveTo: IsoDate | null;
  /** The day it is about; null: today. */
  readonly asOf: IsoDate | null;
  /** Written for another language's readers: the mainland's rule. */
  readonly borrowed: boolean;
  /** Another article that could be meant, by its lead and what fits best; null: this one surely is. */
  readonly also: Answered | null;
  /** Services of ours that the clauses name. */
  readonly services: readonly { readonly service: string; readonly text: string }[];
  readonly confidence: number;
  /** Asked in the words of a stored question, or by the article's name: it is told as the editors wrote it. */
  readonly curated: boolean;
}

export type Answer =
  | Answered
  | { readonly kind: 'choose'; readonly between: readonly Named[]; readonly confidence: number }
  | {
      readonly kind: 'miss';
      readonly reason: MissReason;
      /** `only-elsewhere`: the article there is; `not-then`: what holds now. */
      readonly nearest: Named | null;
      /** `low-score`: not sure enough to answer, but worth a look by the asker. */
      readonly perhaps: readonly Named[];
      readonly asOf: IsoDate | null;
      readonly confidence: number;
    };

/** What was looked at on the way, for editors. */
export interface Why {
  readonly searched: Locale;
  readonly words: string;
  readonly day: IsoDate;
  readonly candidates: readonly Candidate[];
}

export interface Considered {
  readonly answer: Answer;
  readonly why: Why;
}

const LOOKED_AT = 24;
/** Signs that a chat answer may have before a further clause is left to the full text; a Latin letter is a third of one. */
const LONGEST = 360;
const LATIN = 1 / 3;
/** What a clause with the sum or time that is asked for is ahead of others by, in the points of the search. */
const MEASURED = 4;

/** Clauses of the second article. */
const MOST_BESIDE = 2;

export const named = ({ id, title, effectiveFrom }: Edition): Named => ({ articleId: id, title, effectiveFrom });

/** The language a question is written in. */
export const localeFor = (question: string): Locale => localeOf(question) ?? (hasHan(question) ? 'zh-CN' : 'en');

/** Which shelf the words can be found on: an English reader may write Chinese, and the other way round. */
function shelfFor(words: string, locale: Locale): Locale {
  if (hasHan(words)) return locale === 'en' ? 'zh-CN' : locale;
  return locale !== 'en' && localeOf(words) === 'en' ? 'en' : locale;
}

/** From here on an article that does not answer surely is still offered. */
const WORTH_A_LOOK = 0.2;

const perhapsOf = (candidates: readonly Candidate[]): Named[] =>
  candidates
    .slice(0, 2)
    .filter(({ confidence, edition }) => confidence >= WORTH_A_LOOK && edition.clauses[0]?.blocks.length !== 0)
    .map(({ edition }) => named(edition));

const sizeOf = (clause: Clause): number => {
  const text = sayingOf(clause);
  return text.length * (hasHan(text) ? 1 : LATIN);
};

/**
 * The lead, what fits best, and as much more of the article as is quickly read: most are shown whole. Where a sum or a time
 * is asked for, a clause that has one fits better than one that has none. The lead and the best come first, in this order.
 */
function placesOf({ clauses, edition }: Candidate, question: string): number[] {
  const measure = measureAsked(question);
  const fits = (place: number): number => {
    const clause = edition.clauses[place];
    const score = clauses.find((one) => one.clause === place)?.score ?? 0;
    return score + (clause && measure?.test(sayingOf(clause)) ? MEASURED : 0);
  };
  const [lead, ...rest] = edition.clauses.keys().toArray();
  const shown = [lead ?? 0];
  let size = edition.clauses[0] ? sizeOf(edition.clauses[0]) : 0;
  for (const place of rest.toSorted((a, b) => fits(b) - fits(a) || a - b)) {
    const clause = edition.clauses[place];
    if (clause === undefined || (shown.length > 1 && size + sizeOf(clause) > LONGEST)) continue;
    size += sizeOf(clause);
    shown.push(place);
  }
  return shown;
}

/** What an answer needs that articles do not hold. */
export interface Reader {
  readonly render: Render;
  /** How likely a question is none of ours at all, 0–1. */
  readonly outside: (question: string) => number;
}

export function answerFrom(library: Library, asked: Question, { render, outside }: Reader): Considered {
  const { locale, today } = asked;
  const direct = /^article:([\w-]+)(?:#(\d+))?$/.exec(asked.question.trim());
  const read =
    asked.asOf || direct ? { day: asked.asOf ?? null, rest: asked.question } : askedDay(asked.question, today);
  const day = read.day ?? today;
  const asOf = day === today ? null : day;
  const shelf = shelfFor(read.rest, locale);
  const why = (candidates: readonly Candidate[]): Why => ({ searched: shelf, words: read.rest, day, candidates });
  const miss = (reason: MissReason, candidates: readonly Candidate[], nearest: Edition | null = null): Considered => ({
    answer: {
      kind: 'miss',
      reason,
      nearest: nearest && named(nearest),
      perhaps: reason === 'low-score' && shelf === locale ? perhapsOf(candidates) : [],
      asOf,
      confidence: candidates[0]?.confidence ?? 0,
    },
    why: why(candidates),
  });
  const show = (
    edition: Edition,
    places: readonly number[],
    { confidence, asked: likeness }: Pick<Candidate, 'confidence' | 'asked'>,
    candidates: readonly Candidate[],
  ): Considered => {
    const own = edition.borrowed === undefined || locale !== 'en' ? edition : null;
    if (!own) return miss('only-elsewhere', candidates, edition);
    const clauses = places
      .flatMap((place): ShownClause[] => {
        const clause = own.clauses[place];
        const pieces = clause ? renderClause(clause, { locale, day, render }) : null;
        return clause && pieces ? [{ place, heading: clause.heading, pieces }] : [];
      })
      .toSorted((a, b) => a.place - b.place);
    // What answers must be there; of the rest of the article a part whose values were not in force then is left out.
    const needed = places.slice(0, 2);
    if (!needed.every((place) => clauses.some((clause) => clause.place === place)))
      return miss('no-value', candidates, own);
    const links = clauses.flatMap(({ place }) => linksOf(own.clauses[place] ?? { blocks: [] }));
    return {
      answer: {
        kind: 'answer',
        articleId: own.id,
        title: own.title,
        clauses,
        source: own.source,
        effectiveFrom: own.effectiveFrom,
        effectiveTo: own.effectiveTo,
        asOf,
        borrowed: own.borrowed !== undefined,
        also: null,
        services: links.flatMap(({ to, text }) => (to.startsWith('service:') ? [{ service: to.slice(8), text }] : [])),
        confidence,
        curated: likeness >= SAME_QUESTION,
      },
      why: why(candidates),
    };
  };

  if (direct) {
    const edition = library.edition(locale, direct[1] ?? '', day);
    const place = Number(direct[2] ?? 0);
    if (!edition) return miss('no-hit', []);
    return show(edition, edition.clauses[place] && place > 0 ? [0, place] : [0], { confidence: 1, asked: 1 }, []);
  }

  const stranger = outside(asked.question);
  const length = [...readable(asked.question)].length;
  const find = (on: IsoDate) =>
    decide(
      library.search(shelf, read.rest, on, LOOKED_AT),
      (candidate, rival) =>
        sureness(
          {
            confidence: candidate.confidence,
            rival: rival?.confidence ?? 0,
            asked: candidate.asked,
            lead: rival ? candidate.weight - rival.weight : Infinity,
            manner: rival ? candidate.manner - rival.manner : Infinity,
            outside: stranger,
            length,
          },
          library.reach(asked.question, candidate.edition),
        ),
      (edition) => library.reach(asked.question, edition).place > 0,
    );
  const decision = find(day);
  /** The same article for this reader; on another shelf it may be missing. */
  const forReader = (edition: Edition): Edition | null =>
    shelf === locale ? edition : library.edition(locale, edition.id, day);
  if (asOf) {
    // What held then is not on record, though there is an article about it now; another one that merely held then is no answer.
    const now = find(today);
    if (now.kind === 'answer' && !library.edition(shelf, now.candidate.edition.id, day))
      return miss('not-then', now.candidates, forReader(now.candidate.edition));
  }
  const { candidates } = decision;
  if (decision.kind === 'miss') return miss(decision.reason, candidates);
  if (decision.kind === 'choose') {
    const between = decision.between.flatMap(({ edition }) => forReader(edition) ?? []);
    return {
      answer: { kind: 'choose', between: between.map(named), confidence: candidates[0]?.confidence ?? 0 },
      why: why(candidates),
    };
  }
  const { candidate, also } = decision;
  const shown = (one: Candidate, most: number): Considered => {
    const edition = forReader(one.edition);
    if (!edition) return miss('only-elsewhere', candidates, one.edition);
    const places = placesOf(one, read.rest).filter((place) => edition.clauses[place]);
    return show(edition, places.slice(0, most), one, candidates);
  };
  const considered = shown(candidate, Number.POSITIVE_INFINITY);
  const beside = also && shown(also, MOST_BESIDE).answer;
  return considered.answer.kind === 'answer' && beside?.kind === 'answer'
    ? { ...considered, answer: { ...considered.answer, also: beside } }
    : considered;
}

/** Clauses of articles, best first, for those who only want to look. */
export const lookUp = (
  library: Library,
  { question, locale, asOf, today }: Question,
  limit: number,
): readonly Found[] =>
  library.search(shelfFor(question, locale) === 'en' ? 'en' : locale, question, asOf ?? today, limit);
