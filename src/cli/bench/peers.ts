/** Other search engines for JavaScript, each told to read Chinese as well as it can: folded script, our own cuts. */
import type { Passage } from '../../knowledge/index/passage.ts';
import { folded, isHan, tokensOf } from '../../knowledge/index/terms.ts';

/** Ten ids, best first. */
export type Ask = (question: string) => string[];
type Cut = (text: string) => string[];

/** How a text is cut into what an engine calls words. */
export const CUTS: Readonly<Record<string, Cut>> = {
  words: (text) => cutBy(text, 'words'),
  pairs: (text) => cutBy(text, 'pairs'),
  'words and pairs': (text) => cutBy(text, 'words', 'pairs'),
  'pairs and characters': (text) => cutBy(text, 'pairs', 'characters'),
  'words, pairs, characters': (text) => cutBy(text, 'words', 'pairs', 'characters'),
};

/** Words of other scripts and numbers stand in every cut. A character that is in no word is one. */
function cutBy(text: string, ...by: readonly ('words' | 'pairs' | 'characters')[]): string[] {
  const { keys, texts, words } = tokensOf(folded(text));
  const isCharacter = (at: number): boolean => isHan(keys[at] ?? 0);
  const inWord = new Set(words.flatMap(({ at, length }) => Array.from({ length }, (_, step) => at + step)));
  const single = (at: number): boolean =>
    !isCharacter(at) || by.includes('characters') || (by.includes('words') && !inWord.has(at));
  const parts = texts.filter((part, at) => part !== '' && single(at));
  if (by.includes('words')) parts.push(...words.map(({ at, length }) => texts.slice(at, at + length).join('')));
  if (by.includes('pairs'))
    for (let at = 0; at + 1 < keys.length; at += 1)
      if (keys[at] && keys[at + 1]) parts.push(`${texts[at]}${texts[at + 1]}`);
  return parts;
}

const joined = ({ title, heading, questions, text }: Passage) => ({
  title,
  heading: heading ?? '',
  questions: questions?.join('。') ?? '',
  text,
});
const FIELDS = ['title', 'heading', 'questions', 'text'] as const;
const BOOST = { title: 2, heading: 1.5, questions: 1.2, text: 1 };

interface MiniSearchModule {
  default: new (options: object) => { addAll(list: readonly object[]): void; search(query: string): { id: number }[] };
}
interface OramaModule {
  create(options: object): unknown;
  insert(db: unknown, document: object): unknown;
  search(db: unknown, query: object): { hits: { document: { place: string } }[] };
}
interface FlexSearchModule {
  default: {
    Index: new (
      options: object,
    ) => {
      add(id: number, text: string): void;
      search(query: string, options: object): number[];
    };
  };
}
interface LunrToken {
  readonly str: string;
}
interface LunrBuilder {
  tokenizer: unknown;
  pipeline: { reset(): void };
  searchPipeline: { reset(): void };
  ref(name: string): void;
  field(name: string, options: object): void;
  add(document: object): void;
  build(): {
    query(build: (query: { term(terms: readonly string[], options: object): void }) => void): { ref: string }[];
  };
}
interface LunrModule {
  default: { Builder: new () => LunrBuilder; Token: new (text: string, metadata: object) => LunrToken };
}

type Engine = (passages: readonly Passage[], cut: Cut) => Ask;
const idsOf = (passages: readonly Passage[], places: readonly number[]): string[] =>
  places.flatMap((place) => passages[place]?.id ?? []);

/** Null when the package is not installed: the others are measured still. */
async function loaded<T>(resolve: () => string, make: (library: T) => Engine): Promise<Engine | null> {
  let place: string;
  try {
    place = resolve();
  } catch {
    return null;
  }
  return make((await import(place)) as T);
}

/** Name → engine. */
export const peers = async (): Promise<Readonly<Record<string, Engine | null>>> => ({
  MiniSearch: await loaded<MiniSearchModule>(
    () => import.meta.resolve('minisearch'),
    ({ default: MiniSearch }) =>
      (passages, cut) => {
        const engine = new MiniSearch({
          fields: FIELDS,
          tokenize: cut,
          processTerm: (term: string) => term,
          searchOptions: { boost: BOOST, combineWith: 'OR' },
        });
        engine.addAll(passages.map((passage, id) => ({ id, ...joined(passage) })));
        return (question) =>
          idsOf(
            passages,
            engine
              .search(question)
              .slice(0, 10)
              .map(({ id }) => id),
          );
      },
  ),
  Orama: await loaded<OramaModule>(
    () => import.meta.resolve('@orama/orama'),
    ({ create, insert, search }) =>
      (passages, cut) => {
        const text = Object.fromEntries(
          [...FIELDS, 'place'].map((name) => [name, name === 'place' ? 'enum' : 'string']),
        );
        const tokenizer = {
          language: 'chinese',
          normalizationCache: new Map(),
          tokenize: (raw: string) => [...new Set(cut(raw))],
        };
        const db = create({ schema: text, components: { tokenizer } });
        for (const [place, passage] of passages.entries()) insert(db, { ...joined(passage), place: String(place) });
        return (term) =>
          idsOf(
            passages,
            search(db, { term, properties: FIELDS, boost: BOOST, limit: 10, threshold: 1 }).hits.map(({ document }) =>
              Number(document.place),
            ),
          );
      },
  ),
  FlexSearch: await loaded<FlexSearchModule>(
    () => import.meta.resolve('flexsearch'),
    ({ default: { Index } }) =>
      (passages, cut) => {
        const engine = new Index({ encode: cut, tokenize: 'strict', resolution: 9 });
        for (const [place, passage] of passages.entries()) engine.add(place, Object.values(joined(passage)).join('。'));
        return (question) => idsOf(passages, engine.search(question, { limit: 10, suggest: true }));
      },
  ),
  lunr: await loaded<LunrModule>(
    () => import.meta.resolve('lunr'),
    ({ default: { Builder, Token } }) =>
      (passages, cut) => {
        const builder = new Builder();
        builder.tokenizer = (text: unknown) => cut(String(text ?? '')).map((part) => new Token(part, {}));
        builder.pipeline.reset();
        builder.searchPipeline.reset();
        builder.ref('place');
        for (const field of FIELDS) builder.field(field, { boost: BOOST[field] });
        for (const [place, passage] of passages.entries()) builder.add({ place, ...joined(passage) });
        const engine = builder.build();
        return (question) =>
          idsOf(
            passages,
            engine
              .query((query) => query.term(cut(question), {}))
              .slice(0, 10)
              .map(({ ref }) => Number(ref)),
          );
      },
  ),
});
