/** Choosing one of the offered options: by place, by name, by the last digits of a number. Only what fits one counts. */
import type { OpenQuestion, Option } from '../hearing.ts';
import { chineseNumber, numbersIn } from '../numbers.ts';
import { bare, hear } from '../spelling.ts';
import { found, missed, type Parsed } from './parsed.ts';

const ENGLISH_PLACES: readonly RegExp[] = [
  /\bfirst\b|\b1st\b/,
  /\bsecond\b|\b2nd\b/,
  /\bthird\b|\b3rd\b/,
  /\bfourth\b|\b4th\b/,
  /\bfifth\b|\b5th\b/,
];
const LAST = /最后(?:一|那)?个?|末尾那?个|后者|最下面|\blast(?: one)?$/;
const UPPER = /^(?:上面|前面|头一个|前者)(?:的|那个|那张|那)?/;
const LOWER = /^(?:下面|后面)(?:的|那个|那张|那)?/;
const PLACE =
  /(?:第|选项?|^)([0-9一二两三四五六七八九十]{1,2})(?:个|号|张|条|项|户|笔|种)?(?:的|那个|吧)?$|第([0-9一二两三四五六七八九十]{1,2})(?:个|张|条|项|户|笔|种)/;

function placeOf(text: string, count: number): number | null {
  if (LAST.test(text)) return count - 1;
  if (UPPER.test(text)) return 0;
  if (LOWER.test(text) && count === 2) return 1;
  const said = PLACE.exec(text);
  const number = said === null ? null : chineseNumber(said[1] ?? said[2] ?? '');
  if (number !== null) return number - 1;
  const english = ENGLISH_PLACES.findIndex((place) => place.test(text));
  if (english >= 0) return english;
  const numbered = /^(?:number|no\.?|option|#) ?(\d)$/.exec(text)?.[1];
  return numbered === undefined ? null : Number(numbered) - 1;
}

/** The names of an option: value, label, label without its digits, other words. */
function namesOf(option: Option): string[] {
  const names = [option.label, option.value, ...(option.alsoSaid ?? [])].flatMap((name) => {
    const { key } = hear(name);
    return [key, key.replace(/[\d*•x.\-/()（）]{3,}/g, '').trim()];
  });
  return [...new Set(names)].filter((name) => name.length > 1 || (name.length === 1 && !/\d/.test(name)));
}

/** 'me' is not said in 'company name', and 我 in 我要过户 names nobody: short names count only when they are all there is. */
function speaksOf(text: string, name: string): boolean {
  const at = text.indexOf(name);
  const latin = /^[a-z' ]+$/.test(name);
  if (at < 0 || name.length < (latin ? 3 : 2)) return false;
  return !latin || (!/[a-z]/.test(text[at - 1] ?? '') && !/[a-z]/.test(text[at + name.length] ?? ''));
}

const onlyOne = (options: readonly Option[]): Parsed | null => {
  const [first] = options;
  if (first === undefined) return null;
  return options.every(({ value }) => value === first.value) ? found(first.value) : missed('ambiguous');
};

export function choose(key: string, options: NonNullable<OpenQuestion['options']>, chosen?: string): Parsed {
  const text = bare(key);
  if (options.length === 0 || text === '') return missed('none');
  const exact = onlyOne(options.filter((option) => namesOf(option).includes(text)));
  if (exact !== null) return exact;
  if (chosen !== undefined && options.length === 2 && /另(?:外)?(?:一|那)?(?:个|户|张)|\bother\b/.test(text)) {
    const other = options.find(({ value }) => value !== chosen);
    if (other !== undefined && other.value !== chosen) return found(other.value);
  }
  for (const { digits } of numbersIn(text).slice(0, 6)) {
    if (digits.length < 3) continue;
    const ends = onlyOne(
      options.filter(({ label, value }) => [label, value].some((name) => name.replace(/\D/g, '').endsWith(digits))),
    );
    if (ends !== null) return ends;
  }
  if (text.length <= 24) {
    const place = placeOf(text, options.length);
    const option = place === null ? undefined : options[place];
    if (option !== undefined) return found(option.value);
    if (place !== null && /^\d+$/.test(text)) return missed('range');
  }
  const said = options.filter((option) => namesOf(option).some((name) => speaksOf(text, name)));
  const contained = onlyOne(said);
  if (contained !== null) return contained;
  const core = text
    .replace(/(?:的|那个|那张|那户|那|(?<!过)户|这个)+$/, '')
    .replace(/^(?:就|要|选|我选|我要|用|看|查)/, '');
  if (core.length < 2) return missed('none');
  return onlyOne(options.filter((option) => namesOf(option).some((name) => name.includes(core)))) ?? missed('none');
}
