/** Compiles passages into the bytes of an index: at publishing, never in a turn. */
import { canonOf } from './canon.ts';
import { pack } from './layout.ts';
import { learnManners } from './manner.ts';
import type { BuildOptions, Passage } from './passage.ts';
import { collectPhrase, collectWords, variantsOf } from './spelling.ts';
import { conceptsIn } from './synonyms.ts';
import { byTerm, grow, joined, sortedPairs } from './tables.ts';
import {
  codeOf,
  conceptKey,
  folded,
  isHan,
  MOST_CONCEPTS,
  PHRASE,
  pairKey,
  QUESTION,
  sequenceKey,
  type Tokens,
  tokensOf,
  unigramKey,
  WORD,
} from './terms.ts';

/** BM25F: a field's weight, and how far its length counts against it. */
const FIELDS = [
  { name: 'title', weight: 8, lengthMatters: 0.3 },
  { name: 'heading', weight: 4, lengthMatters: 0.3 },
  { name: 'questions', weight: 3, lengthMatters: 0.4 },
  { name: 'body', weight: 1, lengthMatters: 0.7 },
] as const;
/** How soon repetition stops to count. */
const K1 = 1.2;

/** BM25F's saturated frequency, 0..1, in 255 steps; the idf is multiplied when a query comes. */
const impactOf = (frequency: number): number => Math.max(1, Math.round((255 * frequency) / (frequency + K1)));

const fieldText = (passage: Passage, field: (typeof FIELDS)[number]['name']): string => {
  if (field === 'body') return passage.text;
  if (field === 'questions') return passage.questions?.join('。') ?? '';
  return passage[field] ?? '';
};

/** Bytes for `openIndex`. Throws when there are more than 2,048 groups of synonyms. */
export function buildIndex(passages: readonly Passage[], options: BuildOptions = {}): Uint8Array {
  const synonyms = phrasesOf(options.synonyms ?? []);
  const groupOf = (key: number): number => synonyms.groups.get(key) ?? -1;
  const averages = FIELDS.map(({ name }) => {
    const filled = passages.map((passage) => fieldText(passage, name).length).filter((length) => length > 0);
    return filled.reduce((sum, length) => sum + length, 0) / Math.max(1, filled.length);
  });

  const postings = { terms: grow(Uint32Array), passages: grow(Uint32Array), impacts: grow(Uint8Array) };
  const counts = new Map<number, number>();
  const fields = grow(Uint32Array);
  const tokens = grow(Uint16Array);
  const asked = grow(Uint32Array);
  const canonStarts = grow(Uint32Array);
  const canon = grow(Uint16Array);
  const questions: string[] = [];
  const manners = learnManners(passages);
  const words = new Map<string, readonly number[]>();
  for (const phrase of synonyms.phrases) collectPhrase(phrase, words);

  passages.forEach((passage, place) => {
    const frequencies = new Map<number, number>();
    FIELDS.forEach(({ name, weight, lengthMatters }, field) => {
      fields.push(tokens.length());
      const text = fieldText(passage, name);
      if (text === '') return;
      const read = tokensOf(folded(text));
      for (const key of read.keys) tokens.push(codeOf(key));
      tokens.push(0);
      if (name === 'title' && passage.questions) manners.read(place, read);
      collectWords(read, words, name !== 'body');
      const share = weight / (1 - lengthMatters + (lengthMatters * text.length) / (averages[field] ?? 1));
      const count = (key: number): void => {
        frequencies.set(key, (frequencies.get(key) ?? 0) + share);
      };
      countTerms(read, count);
      for (const { group } of conceptsIn(read, synonyms.longest, groupOf)) count(conceptKey(group));
    });
    asked.push(questions.length);
    for (const question of passage.questions ?? []) {
      canonStarts.push(canon.length());
      questions.push(question);
      const read = tokensOf(folded(question));
      manners.read(place, read);
      const plain = canonOf(read, synonyms.longest, groupOf).map(({ code }) => code);
      for (const code of plain) canon.push(code);
      frequencies.set(sequenceKey(QUESTION, plain), Number.MAX_SAFE_INTEGER);
    }
    for (const [key, frequency] of frequencies) {
      postings.terms.push(key);
      postings.passages.push(place);
      postings.impacts.push(impactOf(frequency));
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  });
  fields.push(tokens.length());
  asked.push(questions.length);
  canonStarts.push(canon.length());

  const terms = postings.terms.done();
  const postedIn = postings.passages.done();
  const { massOf, ...learned } = manners.done();
  const masses = Uint8Array.from(terms, (term, at) => massOf(postedIn[at] ?? 0, term));
  const ids = passages.map(({ id }) => id);
  const variants = sortedPairs(variantsOf(words, ids.length + questions.length));
  const phrases = sortedPairs(synonyms.groups);
  return pack({
    ...byTerm(counts, terms, postedIn, postings.impacts.done(), masses, passages.length),
    wholes: learned.wholes,
    wholeMasses: learned.wholeMasses,
    fields: fields.done(),
    tokens: tokens.done(),
    asked: asked.done(),
    canonStarts: canonStarts.done(),
    canon: canon.done(),
    ...joined([...ids, ...questions, ...words.keys()]),
    variants: variants.keys,
    variantOf: variants.values,
    phrases: phrases.keys,
    phraseGroups: Uint16Array.from(phrases.values),
    totals: Uint32Array.of(passages.length, synonyms.longest),
  });
}

/** Single tokens, neighbours, and words of the dictionary. A word of two characters counts as word and as pair. */
function countTerms({ keys, words }: Tokens, count: (key: number) => void): void {
  for (let at = 0; at < keys.length; at += 1) {
    const key = keys[at] ?? 0;
    if (key === 0) continue;
    count(unigramKey(key));
    const next = keys[at + 1] ?? 0;
    if (next !== 0) count(pairKey(key, next));
  }
  for (const { at, length } of words) count(sequenceKey(WORD, keys, at, at + length));
}

function phrasesOf(groups: readonly (readonly string[])[]): {
  groups: Map<number, number>;
  phrases: Tokens[];
  longest: number;
} {
  if (groups.length > MOST_CONCEPTS) throw new Error(`More than ${MOST_CONCEPTS} groups of synonyms.`);
  const found = { groups: new Map<number, number>(), phrases: [] as Tokens[], longest: 0 };
  groups.forEach((group, place) => {
    for (const phrase of group) {
      const read = tokensOf(folded(phrase));
      if (!read.keys.some((key) => isHan(key) || key !== 0)) continue;
      found.phrases.push(read);
      found.longest = Math.max(found.longest, read.keys.length);
      const key = sequenceKey(PHRASE, read.keys);
      if (!found.groups.has(key)) found.groups.set(key, place);
    }
  });
  return found;
}
