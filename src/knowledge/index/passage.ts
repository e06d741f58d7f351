/** What the index is made of and what it answers: passages in, hits out. */

/** One clause of an article, or one paragraph of any collection. `id` is the caller's and need not be unique. */
export interface Passage {
  readonly id: string;
  /** What it is a part of: an article's clauses are asked for together. Its own id unless told. */
  readonly whole?: string | undefined;
  readonly title: string;
  readonly heading?: string | undefined;
  /** What people really ask when this passage is the answer. */
  readonly questions?: readonly string[] | undefined;
  readonly text: string;
}

export interface Hit {
  /** Place of the passage in the list that `buildIndex` was given. */
  readonly passage: number;
  readonly id: string;
  /** What hits are sorted by; comparable within one answer only. */
  readonly score: number;
  /** 0..1: how likely this passage answers the query at all; comparable between queries (confidence.ts). */
  readonly confidence: number;
  /**
   * How far its whole is behind the one that is likeliest by how people ask (manner.ts), at most 0; comparable between queries.
   * 0 for all where nothing has stored questions.
   */
  readonly manner: number;
  /** Why: parts of the query found in the passage, heaviest first. `~` marks a synonym, `≈` a corrected spelling. */
  readonly terms: readonly { readonly term: string; readonly weight: number }[];
  /** The stored question that the query resembles most; similarity 0..1, 1 = the same but for fillers and synonyms. */
  readonly question?: { readonly text: string; readonly similarity: number };
}

export interface SearchOptions {
  /** At most this many hits; 5 unless told. */
  readonly limit?: number;
  /** Which passages may be found: in force on a day, of a region, of a customer class. */
  readonly allow?: (passage: number) => boolean;
}

export interface BuildOptions {
  /** Groups of words that mean one thing (synonyms.ts). */
  readonly synonyms?: readonly (readonly string[])[];
}
