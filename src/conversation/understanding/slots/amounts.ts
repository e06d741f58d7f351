/** Sums of money as people write them: 412块6, 四百一十二块六, NT$1,371, 88.50, 这二百. */
import { chineseNumber } from '../numbers.ts';

const HAN = '[一二两三四五六七八九十百千万零〇半]';
const DIGITS = '(?:\\d{1,3}(?:,\\d{3})+|\\d{1,7})(?:\\.\\d{1,2})?';

/** 三百五 is 350, 一千二 is 1200, 两万三 is 23000. */
function spoken(text: string): number | null {
  const short = /^(.*[百千万])([一二三四五六七八九])$/.exec(text);
  if (short !== null) {
    const [, head = '', digit = ''] = short;
    const base = chineseNumber(head);
    const unit = { 百: 10, 千: 100, 万: 1000 }[head.at(-1) ?? ''] ?? 1;
    return base === null ? null : base + (chineseNumber(digit) ?? 0) * unit;
  }
  return chineseNumber(text);
}

const MONEY = new RegExp(
  `(?:[$¥￥£€]|nt\\$?|rmb|usd) ?(${DIGITS})|(?<![\\d.])(${DIGITS})(?: ?(?:块钱?|元|圆|yuan|rmb|dollars?|bucks|quid|pounds?|euros?|ntd?\\b|kuai|大洋|刀)(?:([1-9一二三四五六七八九])(?![\\d月个年号户]))?(?:[毛角]([1-9一二三四五六七八九])分?)?)|(${HAN}{1,10})(?:块钱?|元|圆|大洋)(?:([1-9一二三四五六七八九])(?![\\d月个年号户]))?(?:[毛角]([1-9一二三四五六七八九])分?)?`,
  'g',
);
/** Without a unit: after a verb of paying, or all of a hundred. */
const BARE = new RegExp(
  `(?:交|付|充|存|储|储值|充值|缴|转|汇|扣|打|还|补|刷)(?:上|掉|进|个|一下|清|了|完|我|这|那|它|值|费|电费|款|账|过去?|的|笔|卡|户里?){0,4} ?(${DIGITS}|${HAN}{2,8})(?![\\d月年号户期笔个度次天张家%点]|千瓦)|(?:这|先|那)(?:个)?(${DIGITS}|${HAN}*[百千]${HAN}*)(?![\\d月年号户期度%])|\\b(?:pay(?:ing)?|top ?up|topping up|add|put|load|credit|recharge|refill|deposit(?:ed)?|transfer(?:red)?|charged?|wired?|send|sent|paid|settle)(?: (?:in|up|it|off|me|my|account|with|by|the|of|a|another|just|only|out|on|prepaid|meter|balance|them|you|exactly|about)){0,4} (${DIGITS})(?![\\d%/-]| ?(?:kwh|kw|units|am|pm|bills?|months?|days?|years?|accounts?|stars?|times|th\\b|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\b))`,
);

/** Where nothing else is said to be paid: any sum of hundreds in words, any number with cents, any number that counts nothing else. */
const LEFT_OVER: readonly RegExp[] = [
  new RegExp(`(?<![第\\d])(${HAN}*[百千]${HAN}*)(?![度户年月号个]|千瓦|多)`),
  /(?<![\d.])(\d{1,6}\.\d{2})(?![\d.])/,
  /(?<![\d.a-z#/-])(\d{2,6})(?![\d./-]|[年月日号户期度个次天%楼栋室巷弄]| ?(?:kwh|kw|units|am\b|pm\b|th\b|st\b|nd\b|rd\b|days?|months?|bills?|years?))/,
];
const ONES = ['a', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const TENS: Readonly<Record<string, number>> = {
  ten: 10,
  eleven: 11,
  twelve: 12,
  fifteen: 15,
  eighteen: 18,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};
const ONE = '(a|one|two|three|four|five|six|seven|eight|nine)';
const IN_WORDS = new RegExp(
  `\\b(?:${ONE} (hundred|thousand)(?: and)? ?)?(?:(${Object.keys(TENS).join('|')})(?:[ -]${ONE}(?! (?:months?|days?|bills?|hours?|accounts?)))?)?\\b`,
  'g',
);
const onesOf = (word: string | undefined) => (word === undefined ? 0 : Math.max(1, ONES.indexOf(word)));

function inWords(text: string): string | null {
  for (const [, count, unit, tens, ones] of text.matchAll(IN_WORDS)) {
    const head = count === undefined ? 0 : onesOf(count) * (unit === 'hundred' ? 100 : 1000);
    const sum = head + (TENS[tens ?? ''] ?? 0) + onesOf(ones);
    if (sum >= 10) return String(sum);
  }
  return null;
}

const plain = (text: string): string => text.replaceAll(',', '');

function one(whole: string | undefined, tenth?: string, cent?: string): string | null {
  if (whole === undefined) return null;
  const cents =
    tenth === undefined ? '' : `.${chineseNumber(tenth) ?? ''}${cent === undefined ? '' : (chineseNumber(cent) ?? '')}`;
  if (/^\d/.test(whole)) return plain(whole) + (whole.includes('.') ? '' : cents);
  const number = spoken(whole);
  return number === null || number === 0 ? null : `${number}${cents}`;
}

/** The sum a folded text speaks of, as a decimal number; null when it speaks of none. `paying`: a number that says nothing else is the sum. */
export function amountIn(text: string, paying: boolean): string | null {
  for (const [, marked, digits, tenth, cent, han, hanTenth, hanCent] of text.matchAll(MONEY)) {
    const amount = one(marked ?? digits ?? han, tenth ?? hanTenth, cent ?? hanCent);
    if (amount !== null) return amount;
  }
  const bare = BARE.exec(text);
  const said = bare?.[1] ?? bare?.[2] ?? bare?.[3];
  const amount = one(said);
  // Paid in 2024 is a year.
  const year = /^(?:19|20)\d\d$/.test(amount ?? '') && /\b(?:in|of|for|during|since) (?:19|20)\d\d\b/.test(text);
  if (amount !== null && Number(amount) >= 1 && !year) return amount;
  const counted =
    /\b(?:(?:hundred|thousand|[a-z]+t(?:y|een)|ten)(?: [a-z]+){0,2}) (?:yuan|dollars?|bucks|quid|pounds|euros)\b/.test(
      text,
    );
  if (counted) return inWords(text);
  if (!paying) return null;
  for (const pattern of LEFT_OVER) {
    const left = one(pattern.exec(text)?.[1]);
    if (left !== null && !/^(?:19|20)\d\d$/.test(left)) return left;
  }
  return inWords(text);
}
