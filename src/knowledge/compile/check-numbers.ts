/** Numbers in articles: typed although a preset knows them, or said differently of the same thing in two places. */
import type { IsoDate } from '../../domain/billing.ts';
import { normalise } from '../../text/normalise.ts';
import { fold } from '../../text/script.ts';
import { type Block, inlinesOf, plainOf, referencesOf } from '../article.ts';
import { renderClause, textOf } from '../render.ts';
import type { WrittenEdition } from './article-file.ts';
import { errorAt, type Fault, warningAt } from './fault.ts';
import type { Words } from './words.ts';

const UNITS: readonly (readonly [string, RegExp])[] = [
  ['working-day', /^(?:个|個)?(?:工作日|工作天)|^ ?(?:working|business) days?/],
  ['minute', /^(?:分钟|分鐘)|^ ?minutes?/],
  ['hour', /^(?:个|個)?(?:小时|小時|钟头)|^ ?hours?/],
  ['day', /^(?:天|日(?!期|常|间)|个自然日)|^ ?(?:calendar )?days?/],
  ['month', /^(?:个|個)月|^ ?months?/],
  ['permille', /^‰/],
  ['percent', /^%|^ ?percent/],
  ['kwh', /^度|^千瓦时|^ ?kwh/],
  ['yuan', /^元|^ ?yuan/],
  ['metre', /^米|^公尺|^ ?met(?:re|er)s?/],
];
const DIGITS = '零一二三四五六七八九';

export interface Number_ {
  readonly value: string;
  readonly unit: string;
}

/** 三 → 3, 十五 → 15, 二十 → 20; null: no number below a hundred. */
function chineseNumber(text: string): number | null {
  const [, tens, ones] = /^([一二三四五六七八九])?(?:十)([一二三四五六七八九])?$/.exec(text) ?? [];
  if (text.includes('十') && (tens !== undefined || ones !== undefined || text === '十'))
    return (tens ? DIGITS.indexOf(tens) : 1) * 10 + (ones ? DIGITS.indexOf(ones) : 0);
  const place = text.length === 1 ? DIGITS.indexOf(text.replace('两', '二').replace('兩', '二')) : -1;
  return place > 0 ? place : null;
}

/** Around what a reference rendered: such numbers are the preset's, and cannot be typed wrongly. */
const OPEN = '\ue000';
const CLOSE = '\ue001';
const RENDERED = /\ue000[^\ue001]*\ue001/g;

const NUMBER =
  /\d+(?:\.\d+)?|千分之[一二三四五六七八九]|百分之[一二三四五六七八九十]+|[一二两兩三四五六七八九十]{1,3}(?=个?(?:工作日|小时|天|日|分钟)|個?(?:工作天|小時|分鐘))/g;

/** Numbers with their unit, and the words around them with `#` for both. */
export function numbersIn(fragment: string): { readonly numbers: readonly Number_[]; readonly context: string } {
  const numbers: Number_[] = [];
  let context = '';
  let done = 0;
  for (const match of fragment.matchAll(NUMBER)) {
    const [found] = match;
    context += `${fragment.slice(done, match.index)}#`;
    done = match.index + found.length;
    if (found.startsWith('千分之')) numbers.push({ value: String(DIGITS.indexOf(found[3] ?? '')), unit: 'permille' });
    else if (found.startsWith('百分之'))
      numbers.push({ value: String(chineseNumber(found.slice(3))), unit: 'percent' });
    else {
      const rest = fragment.slice(done);
      const [unit, pattern] = UNITS.find(([, one]) => one.test(rest)) ?? ['', null];
      if (pattern) done += pattern.exec(rest)?.[0].length ?? 0;
      numbers.push({ value: /\d/.test(found) ? String(Number(found)) : String(chineseNumber(found)), unit });
    }
  }
  return { numbers, context: context + fragment.slice(done) };
}

interface Statement {
  readonly one: WrittenEdition;
  readonly line: number;
  readonly numbers: readonly Number_[];
  readonly pairs: ReadonlySet<string>;
  readonly text: string;
  /** A number of it was typed, not referred to. */
  readonly typed: boolean;
}

const pairsOf = (text: string): ReadonlySet<string> => {
  const signs = [...text.replace(/[\s*]+/g, '')];
  return new Set(signs.slice(1).map((sign, at) => `${signs[at]}${sign}`));
};

function alike(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const pair of a) if (b.has(pair)) shared += 1;
  return (2 * shared) / (a.size + b.size);
}

/** Two statements with so much the same words are about the same thing. */
const SAME = 0.86;
/** Shorter fragments say too little to tell what they are about. */
const SHORTEST = 6;

const overlaps = (a: WrittenEdition, b: WrittenEdition): boolean =>
  a.edition.effectiveFrom <= (b.edition.effectiveTo ?? '9999') &&
  b.edition.effectiveFrom <= (a.edition.effectiveTo ?? '9999');

function statementsOf(one: WrittenEdition, words: Words, today: IsoDate): Statement[] {
  const day = one.edition.effectiveTo !== null && one.edition.effectiveTo < today ? one.edition.effectiveTo : today;
  const render: Words['render'] = (...asked) => {
    const found = words.render(...asked);
    return typeof found === 'string' ? `${OPEN}${found}${CLOSE}` : found;
  };
  const reading = { locale: one.locale, day, render };
  return one.clauses.flatMap((clause) =>
    clause.blocks.flatMap((block, at) => {
      if (!('p' in block || 'list' in block)) return [];
      const text = textOf(renderClause({ blocks: [block] }, reading) ?? [], one.locale);
      return text.split(/[。；;\n！？!?]|(?<!\d),|，|(?<=[a-z])\. /).flatMap((fragment): Statement[] => {
        const key = fold(normalise(fragment)).replace(/^\d+\. |^· /, '');
        const typed = numbersIn(key.replace(RENDERED, '')).numbers.length > 0;
        const { numbers, context } = numbersIn(key.replaceAll(OPEN, '').replaceAll(CLOSE, ''));
        if (numbers.length === 0 || context.replaceAll('#', '').length < SHORTEST) return [];
        const text = fragment.replaceAll(OPEN, '').replaceAll(CLOSE, '').trim();
        return [{ one, line: clause.lines[at] ?? clause.line, numbers, pairs: pairsOf(context), text, typed }];
      });
    }),
  );
}

const said = (numbers: readonly Number_[]) => numbers.map(({ value, unit }) => `${value} ${unit}`).join(' ');

/** The same words with another number, in two articles that hold at the same time for the same readers. */
export function checkContradictions(written: readonly WrittenEdition[], words: Words, today: IsoDate): Fault[] {
  const statements = written.flatMap((one) => statementsOf(one, words, today));
  const faults: Fault[] = [];
  for (const [at, first] of statements.entries())
    for (const second of statements.slice(at + 1)) {
      if (!first.typed && !second.typed) continue;
      if (first.one.locale !== second.one.locale || first.one.edition.region !== second.one.edition.region) continue;
      if (first.one === second.one && first.line === second.line) continue;
      if (first.one !== second.one && !overlaps(first.one, second.one)) continue;
      if (said(first.numbers) === said(second.numbers) || first.numbers.length !== second.numbers.length) continue;
      // A number without a unit names something: an article of a law, a code.
      if (first.numbers.some(({ unit }, place) => unit === '' || unit !== second.numbers[place]?.unit)) continue;
      if (alike(first.pairs, second.pairs) < SAME) continue;
      faults.push(
        errorAt(
          second.one.file,
          second.line,
          `“${second.text}” contradicts ${first.one.file}:${first.line} “${first.text}”`,
        ),
      );
    }
  return faults;
}

const typedIn = (block: Block) =>
  inlinesOf(block).flatMap((parts) => numbersIn(fold(normalise(plainOf(parts, () => ' ')))).numbers);

const DURATION = /^(?:minute|hour|day|working-day)$/;

/** A duration or price typed where the article could refer to the preset that says the same. */
export function checkTyped(
  written: readonly WrittenEdition[],
  presets: {
    readonly durations: readonly { readonly id: string; readonly limit: number; readonly unit: string }[];
    readonly prices: ReadonlyMap<string, string>;
  },
): Fault[] {
  return written.flatMap((one) => {
    const topics = new Set([...one.edition.topics, ...one.edition.id.split('-')]);
    const mentioned = one.edition.clauses.flatMap(referencesOf);
    const near = presets.durations.filter(
      ({ id }) => mentioned.includes(`clock:${id}`) || id.split(/[._-]/).some((word) => topics.has(word)),
    );
    return one.clauses.flatMap((clause) =>
      clause.blocks.flatMap((block, at) => {
        const line = clause.lines[at] ?? clause.line;
        return typedIn(block).flatMap(({ value, unit }) => {
          const clock = DURATION.test(unit)
            ? near.find((preset) => String(preset.limit) === value && preset.unit === unit)
            : undefined;
          if (clock)
            return [warningAt(one.file, line, `${value} ${unit} is typed; {{clock:${clock.id}}} says the same`)];
          const price = /\.\d{2,}$/.test(value) ? presets.prices.get(value) : undefined;
          return price ? [warningAt(one.file, line, `${value} is typed; {{${price}}} says the same`)] : [];
        });
      }),
    );
  });
}

/** Every number of an edition with its unit; `typed`: only those that are no reference. */
function allNumbers(one: WrittenEdition, words: Words, today: IsoDate, typed: boolean) {
  const day = one.edition.effectiveTo !== null && one.edition.effectiveTo < today ? one.edition.effectiveTo : today;
  const render: Words['render'] = typed ? () => '' : words.render;
  return one.clauses.flatMap((clause) =>
    clause.blocks.flatMap((block, at) => {
      const pieces = renderClause({ blocks: [block] }, { locale: one.locale, day, render }) ?? [];
      return numbersIn(fold(normalise(textOf(pieces, one.locale))))
        .numbers.filter(({ unit }) => unit !== '')
        .map(({ value, unit }) => ({ key: `${value} ${unit}`, line: clause.lines[at] ?? clause.line }));
    }),
  );
}

/** What another language types of the same subject in numbers that the mainland's article does not have. */
export function checkTranslations(written: readonly WrittenEdition[], words: Words, today: IsoDate): Fault[] {
  return written.flatMap((one) => {
    if (one.locale === 'zh-CN') return [];
    const original = written.find(
      (other) =>
        other.locale === 'zh-CN' &&
        other.edition.id === one.edition.id &&
        other.edition.region === one.edition.region &&
        overlaps(one, other),
    );
    if (!original) return [];
    const known = new Set(allNumbers(original, words, today, false).map(({ key }) => key));
    return allNumbers(one, words, today, true)
      .filter(({ key }) => !known.has(key))
      .map(({ key, line }) => warningAt(one.file, line, `${key} does not stand in ${original.file}`));
  });
}
