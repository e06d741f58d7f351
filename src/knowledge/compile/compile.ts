/** Compiles the articles of all languages to one revision, with everything that is wrong with them; pure, nothing is stored. */
import type { IsoDate } from '../../domain/billing.ts';
import { LOCALES, type Locale } from '../../domain/names.ts';
import { normalise } from '../../text/normalise.ts';
import { fold } from '../../text/script.ts';
import { type Articles, type Edition, KNOWLEDGE_FORMAT, type Place, type Shelf } from '../article.ts';
import { buildIndex } from '../index/build.ts';
import type { Passage } from '../index/passage.ts';
import { renderClause, textOf } from '../render.ts';
import { type KnowledgeFile, readArticle, type WrittenEdition } from './article-file.ts';
import { isAskedFile, withAsked } from './asked-file.ts';
import { forEnglish, forTaiwan } from './borrow.ts';
import { checkLinks } from './check-links.ts';
import { checkContradictions, checkTranslations, checkTyped } from './check-numbers.ts';
import { checkScript } from './check-script.ts';
import { checkTimes } from './check-times.ts';
import { byPlace, errorAt, type Fault, warningAt } from './fault.ts';
import type { Words } from './words.ts';

export interface CompileOptions {
  readonly files: readonly KnowledgeFile[];
  readonly synonyms: readonly (readonly string[])[];
  readonly words: Words;
  readonly presets: Parameters<typeof checkTyped>[1];
  readonly today: IsoDate;
}

export interface Compiled {
  /** null: something is wrong, see `faults`. */
  readonly revision: CompiledRevision | null;
  readonly faults: readonly Fault[];
  /** Articles by language. */
  readonly counts: Readonly<Record<Locale, number>>;
}

export interface CompiledRevision {
  readonly articles: Articles;
  readonly indexes: Readonly<Record<Locale, Uint8Array>>;
}

/** Two articles that are asked for by the same words cannot both be meant. */
function checkQuestions(written: readonly WrittenEdition[]): Fault[] {
  const first = new Map<string, WrittenEdition>();
  return written.flatMap((one) =>
    one.edition.questions.flatMap((question, at) => {
      const key = `${one.locale} ${fold(normalise(question)).replace(/[\s?。,!]+/g, '')}`;
      const before = first.get(key);
      if (!before) first.set(key, one);
      else if (before.edition.id !== one.edition.id) {
        const { file, line } = one.questionPlaces[at] ?? { file: one.file, line: 1 };
        return [warningAt(file, line, `“${question}” is a question of ${before.file} too`)];
      }
      return [];
    }),
  );
}

function shelfOf(locale: Locale, written: readonly WrittenEdition[]): Shelf {
  const of = (wanted: Locale) => written.filter((one) => one.locale === wanted).map(({ edition }) => edition);
  const own = of(locale);
  const has = new Set(own.map(({ id }) => id));
  const others = locale === 'zh-CN' ? [] : of('zh-CN').filter(({ id }) => !has.has(id));
  const editions: Edition[] = [...own, ...others.map(locale === 'zh-TW' ? forTaiwan : forEnglish)];
  const places = editions.flatMap(({ clauses }, edition) => clauses.map((_, clause): Place => [edition, clause]));
  return { editions, places };
}

function passagesOf(locale: Locale, { editions, places }: Shelf, { words, today }: CompileOptions): Passage[] {
  return places.map(([at, place]) => {
    const edition = editions[at] as Edition;
    const clause = edition.clauses[place];
    const day = edition.effectiveTo !== null && edition.effectiveTo < today ? edition.effectiveTo : today;
    const onlyNamed = locale === 'en' && edition.borrowed !== undefined;
    const pieces = clause ? renderClause(clause, { locale, day, render: words.render }) : null;
    const about = [...edition.id.split('-'), ...edition.topics].join(' ').replaceAll('-', ' ');
    return {
      id: `${edition.id}@${edition.effectiveFrom}#${place}`,
      whole: `${edition.id}@${edition.effectiveFrom}`,
      title: onlyNamed ? about : edition.title,
      ...(clause?.heading && { heading: clause.heading }),
      ...(place === 0 && { questions: edition.questions }),
      text: onlyNamed ? about : textOf(pieces ?? [], locale),
    };
  });
}

export function compile(options: CompileOptions): Compiled {
  const { files, synonyms, words, presets, today } = options;
  const read = files.filter((file) => !isAskedFile(file)).map(readArticle);
  const { written, faults: unasked } = withAsked(
    read.flatMap(({ written: one }) => one ?? []),
    files.filter(isAskedFile),
  );
  const found: Fault[] = [
    ...read.flatMap((one) => one.faults),
    ...unasked,
    ...checkTimes(written, today),
    ...checkLinks(written, words, today),
    ...checkQuestions(written),
    ...checkContradictions(written, words, today),
    ...checkTranslations(written, words, today),
    ...checkTyped(written, presets),
    ...files.flatMap((file) => {
      const locale = LOCALES.find((one) => file.path.startsWith(`${one}/`));
      return locale ? checkScript(file, locale) : [];
    }),
    ...(written.length === 0 ? [errorAt('knowledge', 1, 'there are no articles')] : []),
  ];
  const faults = [...new Map(found.map((fault) => [JSON.stringify(fault), fault])).values()].toSorted(byPlace);
  const byLocale = <T>(make: (locale: Locale) => T) =>
    Object.fromEntries(LOCALES.map((locale) => [locale, make(locale)])) as Record<Locale, T>;
  const counts = byLocale(
    (locale) => new Set(written.filter((one) => one.locale === locale).map(({ edition }) => edition.id)).size,
  );
  if (faults.some(({ level }) => level === 'error')) return { revision: null, faults, counts };
  const shelves = byLocale((locale) => shelfOf(locale, written));
  const indexes = byLocale((locale) => buildIndex(passagesOf(locale, shelves[locale], options), { synonyms }));
  return { revision: { articles: { format: KNOWLEDGE_FORMAT, shelves }, indexes }, faults, counts };
}
