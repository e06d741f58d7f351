/** Chinese numerals, spoken digits and broken-up numbers become ASCII digits. */

const DIGITS: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  洞: 0,
  一: 1,
  壹: 1,
  幺: 1,
  二: 2,
  两: 2,
  贰: 2,
  俩: 2,
  仨: 3,
  三: 3,
  叁: 3,
  参: 3,
  四: 4,
  肆: 4,
  五: 5,
  伍: 5,
  六: 6,
  陆: 6,
  七: 7,
  柒: 7,
  八: 8,
  捌: 8,
  九: 9,
  玖: 9,
  拐: 7,
  勾: 9,
  么: 1,
};
const UNITS: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000, 万: 10_000 };
const NUMERAL = '零〇一壹幺二两贰三叁四肆五伍六陆七柒八捌九玖';
/** 洞, 拐, 勾 are digits on the phone only, next to other spoken digits. */
const SPOKEN = new RegExp(`[${NUMERAL}洞拐勾](?:[ -]{0,2}[${NUMERAL}洞拐勾么]){2,40}`, 'g');

/** 十六 零四 三三二九: a group of a number. */
const TEENS = new RegExp(
  `(?<![${NUMERAL}十百千万])十([一二三四五六七八九])(?=[ -][${NUMERAL}]{2,4}[ -][${NUMERAL}]{2,})`,
  'g',
);

/** English number words below a hundred that are one word. */
export const ENGLISH_NUMBERS: Readonly<Record<string, number>> = Object.fromEntries([
  ...'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
    .split(' ')
    .map((word, place) => [word, place + 1]),
  ...'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ').map((word, place) => [word, 10 * (place + 2)]),
]);
/** Any of them, for an expression; the longer first, so that sixteen is not read as six. */
export const ENGLISH_NUMBER: string = Object.keys(ENGLISH_NUMBERS)
  .sort((a, b) => b.length - a.length)
  .join('|');

/** 十二 → 12, 二十 → 20, 廿三 → 23, 一百零五 → 105, 两千 → 2000, 12 → 12; null for anything else. */
export function chineseNumber(text: string): number | null {
  if (/^\d{1,6}$/.test(text)) return Number(text);
  if (text.length === 0 || text.length > 12) return null;
  let total = 0;
  let section = 0;
  let digit: number | null = null;
  for (const character of text.replace('廿', '二十').replace('卅', '三十')) {
    const unit = UNITS[character];
    const value = DIGITS[character];
    if (unit === 10_000) {
      total += (section + (digit ?? 0)) * unit;
      section = 0;
      digit = null;
    } else if (unit !== undefined) {
      section += (digit ?? 1) * unit;
      digit = null;
    } else if (value !== undefined) {
      if (digit !== null && digit !== 0) return null;
      digit = value;
    } else {
      return null;
    }
  }
  return total + section + (digit ?? 0);
}

/** Between the groups of one number: a comma, a dash, a space, or the word for one of them. */
const GAP =
  ' {0,2}(?:[,-]{1,2}|横?杠|减号|(?:[打开]头)?的?,?(?:后[面边]|然后|接着|最后)(?:再|就)?(?:是|跟着?|接)?|,? {0,2}(?:and )?(?:then|dash|hyphen))? {0,2}';
/** 四个八 is four eights; 两个一百 are not two ones. */
const COUNTED = `[二两三四五六2-6]个[${NUMERAL}\\d](?![十百千万])`;
const COUNTED_RUN = new RegExp(
  `(?:${COUNTED}|[${NUMERAL}洞拐勾\\d])(?:${GAP}(?:${COUNTED}|[${NUMERAL}洞拐勾么\\d]))+`,
  'g',
);
/** The digits of a telephone and of an account; a few in a row by themselves may be anything. */
const NUMBER_LENGTHS: readonly number[] = [10, 11, 12, 13, 16];

const spelt = (spoken: string): string => spoken.replace(/./g, (character) => String(DIGITS[character] ?? character));

/** 幺五五,四个八,零六幺二: eights that are counted, in a number that is told digit by digit. */
const countedDigits = (text: string): string =>
  text.replace(COUNTED_RUN, (run) => {
    const told = run.replace(new RegExp(COUNTED, 'g'), (counted) => {
      const [times = '', , digit = ''] = counted;
      return String(DIGITS[digit] ?? digit).repeat(DIGITS[times] ?? Number(times));
    });
    if (told === run && !/[杠号]/.test(run)) return run;
    const digits = spelt(told);
    return digits.replace(/\D/g, '').length >= 7 ? digits : run;
  });

/** Groups of one number that a comma, or a word for a dash, stands between, and a last digit that is a word: 5120,0988,7734,幺. */
const GROUPED = new RegExp(
  `(?<![\\d./a-z-]|\\d,)(?:\\d{1,6}|[${NUMERAL}]{2,6})(?:${GAP}(?:\\d{1,6}|[${NUMERAL}]{1,6}(?![\\p{Script=Han}a-z\\d])))+(?![\\d%月年日]|[.,]\\d)`,
  'gu',
);
const groupedDigits = (text: string): string =>
  text.replace(GROUPED, (run) => {
    if (!/[^\d -]/.test(run)) return run;
    const groups = run.match(new RegExp(`\\d+|[${NUMERAL}]+`, 'g')) ?? [];
    const digits = groups.map(spelt);
    const sum = /^\d{1,3}(?:,\d{3}){1,2}$/.test(run);
    return sum || !NUMBER_LENGTHS.includes(digits.join('').length) ? run : digits.join('-');
  });

/** MA二七XK三: numerals among the signs of a code. */
const AMONG_SIGNS = new RegExp(
  `(?<=[a-z\\d])[${NUMERAL}]{1,2}(?=[a-z])|(?<=\\d[a-z]{1,2})[${NUMERAL}]{1,2}(?=[a-z\\d])`,
  'g',
);

/** Spoken strings of three digits or more (一三九零…, 幺三九) in ASCII; 一下 and 三月 stay words. Expects folded text. */
export const asciiDigits = (text: string): string =>
  groupedDigits(countedDigits(text).replace(TEENS, '一$1').replace(SPOKEN, spelt).replace(AMONG_SIGNS, spelt));

const SPOKEN_DIGIT: Readonly<Record<string, string>> = {
  zero: '0',
  oh: '0',
  nought: '0',
  ...Object.fromEntries(
    'one two three four five six seven eight nine'.split(' ').map((word, at) => [word, String(at + 1)]),
  ),
};
const SAID_DIGIT = `(?:${Object.keys(SPOKEN_DIGIT).join('|')})`;
/** A code told sign by sign may have letters in it; how many signs, and that most are digits, is looked at below. */
const SIGN = `(?:(?:double|triple)[ -])?(?:${SAID_DIGIT}|[a-z](?![a-z']))`;
const SPELT = new RegExp(
  `\\b(?:(?:double|triple)[ -])?${SAID_DIGIT}(?:(?:[ ,-]{1,3}| ?(?:dash|hyphen|then) )${SIGN}){4,30}\\b`,
  'g',
);
const LEAST_DIGITS = 5;

/** One three nine, double oh … told digit by digit, in ASCII: what follows is one number. Expects small letters. */
export const spokenDigits = (text: string): string =>
  text.replace(SPELT, (spoken) => {
    const signs = spoken.split(/(?: ?(?:dash|hyphen|then) |[ ,-])+/).flatMap((word, at, all) => {
      if (word === 'double' || word === 'triple') return [];
      const sign = SPOKEN_DIGIT[word] ?? word;
      const times = { double: 2, triple: 3 }[all[at - 1] ?? ''] ?? 1;
      return [sign.repeat(times)];
    });
    const told = signs.join('');
    return told.replace(/\D/g, '').length >= LEAST_DIGITS ? told : spoken;
  });

export interface FoundNumber {
  readonly digits: string;
  /** The groups it was written in: `99-90-0000-01-7` → 2-2-4-2-1. */
  readonly groups: readonly string[];
  readonly start: number;
  readonly end: number;
}

/** Digits with single dashes, dots, slashes or brackets, or spaces, between them are one number, as written on a bill. */
const BROKEN_UP = /\+?\(?\d+(?:(?: ?[-.·_/()] ?| {1,3}(?!\d{1,4}(?:月|年|点|度|元|块|[日号](?!\d))))\d+)*/g;

export function numbersIn(text: string): FoundNumber[] {
  const found: FoundNumber[] = [];
  for (const match of asciiDigits(text).matchAll(BROKEN_UP)) {
    const groups = match[0].match(/\d+/g) ?? [];
    found.push({ digits: groups.join(''), groups, start: match.index, end: match.index + match[0].length });
  }
  return found;
}
