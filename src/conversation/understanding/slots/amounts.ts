/** Sums of money as people write them: 412块6, 四百一十二块六, NT$1,371, 88.50, 这二百. */
import { chineseNumber } from '../numbers.ts';
import { behindSlip } from '../slips.ts';
import { amountInHundreds, amountInWords, sumsInWords } from './amounts.en.ts';

const HAN = '[一二两三四五六七八九十百千万零〇半点壹贰叁参肆伍陆柒捌玖拾佰仟]';
/** 1.2万, 3千5, 1千2百, 1.5k. */
const MIXED =
  '(?:\\d{1,2}[万千百]){2,3}(?:\\d{1,2}(?![\\d千百]))?|\\d{1,4}(?:\\.\\d{1,2})?(?:[百千万](?!瓦)(?:[1-9](?![\\d元块]))?|k\\b)';
const DIGITS = `(?:${MIXED}|(?:\\d{1,3}(?:,\\d{3})+|\\d{1,7})(?:\\.\\d{1,2})?)`;

/** 三百五 is 350, 一千二 is 1200, 两万三 is 23000, 三点五 is 3.5. */
function spoken(text: string): number | null {
  const [, before, after] = /^(.+)点(.{1,2})$/.exec(text) ?? [];
  if (before !== undefined && after !== undefined) {
    const [whole, parts] = [chineseNumber(before), [...after].map((digit) => chineseNumber(digit) ?? '').join('')];
    return whole === null || parts === '' ? null : Number(`${whole}.${parts}`);
  }
  const short = /^(.*[百千万])([一二三四五六七八九])$/.exec(text);
  if (short !== null) {
    const [, head = '', digit = ''] = short;
    const base = chineseNumber(head);
    const unit = { 百: 10, 千: 100, 万: 1000 }[head.at(-1) ?? ''] ?? 1;
    return base === null ? null : base + (chineseNumber(digit) ?? 0) * unit;
  }
  return chineseNumber(text);
}

const ONE = '[1-9一二三四五六七八九壹贰叁肆伍陆柒捌玖]';
const JIAO = `(?:零?(${ONE})分(?!钟|之)|(?:零(?=${ONE}[毛角]))?(${ONE})(?![\\d月个年号户])(?:[毛角](${ONE})分?)?)?`;
const MONEY = new RegExp(
  `(?:[$¥￥£€]|\\b(?:nt\\$?|rmb|cny|usd|twd|hkd|sgd|gbp)) ?(${DIGITS})|(?<![\\d.])(${DIGITS})(?: ?(?:块钱?|元|圆|yuan|rmb|dollars?|bucks|quid|pounds?|euros?|(?:ntd?|twd|hkd|sgd|cny|gbp)\\b|nt dollars?|kuai|大洋|刀)${JIAO}(?:(?:,? and)? (\\d{1,2}) ?(?:cents?|pence)\\b)?)|(?<![几数上])(${HAN}{1,10})(?:块钱?|元|圆|大洋)${JIAO}`,
  'g',
);
/** Without a unit: after a verb of paying, or all of a hundred. */
const BARE = new RegExp(
  `(?:交|付|充|存|储|储值|充值|缴|转|汇|扣|打|还|补|刷|估价|损失|修|维修费|欠|低于|少于|不足|少了|来|弄|整)(?:上|掉|进|进去|入|个|单|要|一下|清|了|完|我|给?你们|这|那|它|值|费|电费|款|账|过去?|去|的|笔|卡|户里?|成|[一二两三四五几][次笔回]){0,4} ?(${DIGITS}|${HAN}{2,8})(?![\\d月年号户期笔个度次天张家%点]|千瓦)|(?:这|先|那)(?:个)?(${DIGITS}|${HAN}*[百千]${HAN}*)(?![\\d月年号户期度%])|\\b(?:pay(?:ing)?|payment|worth|take|clear|top(?:ped|ping)?(?: ?up)?|add|put|load|credit|recharge|refill|deposit(?:ed)?|transfer(?:red)?|charged?|wired?|send|sent|paid|settle)(?: (?:in|up|it|off|me|us|my|account|with|by|the|of|a|another|just|only|out|on|prepaid|meter|balance|them|you|exactly|about)){0,4} (${DIGITS})(?![\\d%/-]| ?(?:kwh|kw|units|am|pm|bills?|months?|days?|years?|accounts?|stars?|times|th\\b|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\b))|(?<![\\d#/.-])(${DIGITS})(?: (?:that|which))? (?:i|we|my [a-z]+|he|she) (?:just |already )?(?:sent|paid|transferred|wired|deposited|topped|put|loaded)\\b`,
);

/** Where nothing else is said to be paid: any sum of hundreds in words, any number with cents, any number that counts nothing else. */
const LEFT_OVER: readonly RegExp[] = [
  new RegExp(`(?<![第\\d几数])(${HAN}{0,8}[百千万]${HAN}{0,8})(?![度户年月号个]|千瓦|多|分之)`),
  /(?<![\d.,])((?:\d{1,3}(?:,\d{3})+|\d{1,6})\.\d{2}|\d{2,6}\.\d(?=$|[,。;!? ](?! ?(?:kwh?|units?)))|\d{1,3}(?:,\d{3})+|\d{1,3}(?:\.\d{1,2})?k\b)(?![\d.])/,
  /(?<![\d.a-z#/-])(\d{2,6})(?![\d./-]|[年月日号户期度个次天%楼栋室巷弄]| ?(?:kwh|kw|units|am\b|pm\b|th\b|st\b|nd\b|rd\b|days?|months?|bills?|years?))/,
];
const plain = (text: string): string => text.replaceAll(',', '');

/** Whole and parts; `fen` stands by itself: 三十块零五分. */
function one(whole: string | undefined, fen?: string, jiao?: string, then?: string): string | null {
  if (whole === undefined) return null;
  const digit = (part: string | undefined) => (part === undefined ? '' : String(chineseNumber(part) ?? ''));
  const parts = fen !== undefined ? `0${digit(fen)}` : digit(jiao) + digit(then);
  const cents = parts === '' ? '' : `.${parts}`;
  const mixed = /^(\d+(?:\.\d+)?)([千万k])(\d?)$/.exec(whole);
  if (mixed !== null) {
    const unit = mixed[2] === '万' ? 10_000 : 1000;
    return String(Math.round(Number(mixed[1]) * unit + (Number(mixed[3]) * unit) / 10));
  }
  if (/^\d+[万千百]/.test(whole)) {
    const han = whole.replace(/\d/g, (one) => '零一二三四五六七八九'[Number(one)] ?? one);
    return String(spoken(han) ?? '') || null;
  }
  if (/^\d/.test(whole)) return plain(whole) + (whole.includes('.') ? '' : cents);
  const number = spoken(whole);
  return number === null || number === 0 ? null : `${number}${cents}`;
}

/** Without cents or unit: 两万三, 1.2万, 1,408.20. */
export const sumOf = (said: string): string | null => one(said);

/** Every sum of a folded text that names its money, in digits or numerals. */
export function moneyIn(text: string): { readonly value: string; readonly start: number; readonly end: number }[] {
  return [...text.matchAll(MONEY)].flatMap((match) => {
    const [said, sign, digits, fen, jiao, then, cents, han, hanFen, hanJiao, hanThen] = match;
    const value =
      han === undefined
        ? one(sign ?? digits, fen, jiao ?? cents?.padStart(2, '0')[0], then ?? cents?.padStart(2, '0')[1])
        : one(han, hanFen, hanJiao, hanThen);
    return value === null ? [] : [{ value, start: match.index, end: match.index + said.length }];
  });
}

/** All that stands between two stops: 电费,两万三,昨天转的. */
const CLAUSE = new RegExp(`(?:^|[,。;!? ])(${HAN}{1,8}[百千万]${HAN}{0,8})整?(?=$|[,。;!? ])`);

/** What stands before a sum in words that names no money. */
const HANDED =
  /\b(?:pay|paid|put|pop|stick|throw|chuck|load|add|send|sent|transfer|transferred|deposited)(?: (?:in|on|up|it|another|you))? $/;

/** 不是300是500, not 300 but 500. */
const NOT_THIS = new RegExp(
  `(?:不是|不要|别|\\bnot )(?:充|交|付|存)?(?:${DIGITS}|${HAN}{2,8})[^,。\\d]{0,6}?[, ]*(?=而?是|要|应该|改|\\bbut\\b|it'?s)`,
);

/** The sum a folded text speaks of, as a decimal number; null when it speaks of none. `paying`: a number that says nothing else is the sum. */
export function amountIn(text: string, paying: boolean): string | null {
  const behind = behindSlip(text);
  // Behind a slip a number by itself is the sum.
  const after = behind === null ? null : sumIn(behind, true);
  return after ?? sumIn(text.replace(NOT_THIS, ' '), paying);
}

function sumIn(text: string, paying: boolean): string | null {
  const [money] = moneyIn(text);
  if (money !== undefined) return money.value;
  const bare = BARE.exec(text);
  const said = bare?.slice(1).find((group) => group !== undefined);
  const amount = one(said);
  // Paid in 2024 is a year.
  const year = /^(?:19|20)\d\d$/.test(amount ?? '') && /\b(?:in|of|for|during|since) (?:19|20)\d\d\b/.test(text);
  if (amount !== null && Number(amount) >= 1 && !year) return amount;
  const named = amountInWords(text, true);
  if (named !== null) return named;
  const handed = sumsInWords(text).find(({ start }) => HANDED.test(text.slice(Math.max(0, start - 24), start)));
  if (handed !== undefined) return handed.value;
  if (!paying) return one(CLAUSE.exec(text)?.[1]) ?? amountInHundreds(text) ?? one(LEFT_OVER[1]?.exec(text)?.[1]);
  for (const pattern of LEFT_OVER) {
    const left = one(pattern.exec(text)?.[1]);
    if (left !== null && !/^(?:19|20)\d\d$/.test(left)) return left;
  }
  return amountInWords(text, false);
}
