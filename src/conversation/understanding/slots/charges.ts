/** The sum a bill or a debit is spoken of by: 9月的账单六千零五十元, "came to 412.60", 扣了我四百三. Two sums are compared, and neither is it. */

import { sumsInWords } from './amounts.en.ts';
import { moneyIn, sumOf } from './amounts.ts';

interface Sum {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** Less is a piece of something (一块, 两块表), a rate or a day. */
const LEAST = 10;
const HAN = '[一二两三四五六七八九十百千万零〇]';
export const HAN_SUM = `${HAN}{0,8}[百千万]${HAN}{0,8}`;
export const COMMAS = '\\d{1,3}(?:,\\d{3})+(?:\\.\\d{1,2})?';
export const NO_COUNT = `(?![\\d一二两三四五六七八九十百千万零〇]|[.:/-]\\d|,\\d{3}(?!\\d)|[度户年月日号个次天人点斤平楼岁坪张瓦级多来几分倍%台出]| ?(?:千瓦|kwh?\\b|units?\\b|kilowatts?|people|days?\\b|hours?\\b|minutes?\\b|mins?\\b|hrs?\\b|weeks?\\b|stars?\\b|months?\\b|years?\\b|bills?\\b|times\\b|%|percent|degrees|sq|am\\b|pm\\b|(?:st|nd|rd|th)\\b))`;

/** Without a unit, behind words after which only money stands. */
const TOLD: readonly RegExp[] = [
  new RegExp(
    `(?:来到|[涨跳飙升冲窜飚翻][到成至]|变成|加起来|合计|总共|一共|高达|要(?:我|交|付){0,2}|(?:[跟向找]我)(?:[收要]|讨)(?:了|走)?|收(?:了|我){1,2}|[扣刷划](?:了|我|他|她|走|掉|卡里|卡上|账户|款|费|去|们|的){1,4}|花了|出来|账单(?:上|写|是|为|显示|金额|的|着){0,3}|金额(?:是|为|:)?|电费(?:是|为|要)?|[一每这上本]个?月|[这上本]一?期|月份?|那[笔张]) ?(${HAN_SUM}|${COMMAS}|\\d{2,6}(?:\\.\\d{1,2})?)${NO_COUNT}`,
    'g',
  ),
  new RegExp(
    `\\b(?:(?:charged|billed|charging|billing)(?: (?:me|us|my card|my account|him|her|them))?(?: for)?|(?:came|comes?|coming|jumped|shot|rocketed|leapt|went|gone|rose) (?:up |in )?(?:to|at)|took|deducted|debited|withdrew|owe(?: you)?) (?:me |us )?(${COMMAS}|\\d{2,6}(?:\\.\\d{1,2})?)${NO_COUNT}`,
    'g',
  ),
  new RegExp(`(?<!${HAN})(${HAN_SUM})(?=的?那[笔张]|的(?:发票|账单|电费))`, 'g'),
  // With commas or cents it is money wherever it stands; 12.22 is a day as well.
  new RegExp(
    `(?<![\\d.,/#@:-])(${COMMAS}|(?:1[3-9]|[2-9]\\d|\\d{3,6})\\.\\d{2})${NO_COUNT.replace('bills?', 'bills')}`,
    'g',
  ),
];
/** What stands before a sum in words that names no money. */
const CHARGED =
  /\b(?:charged|billed|took|debited|deducted|came to|comes to)(?: (?:me|us|my card|my account|for|another))* $/;

/** Of what was otherwise: 平时两百, from 180. */
const RIVAL = new RegExp(
  `(?:\\bfrom|从|由|usually|normally|used to (?:be|pay)|last (?:month|time|year)|平时|平常|往常|以前|之前|上次|上回|上期|上个月|去年|原来)[^,.。?!\\d一二两三四五六七八九十百千万]{0,8}(${HAN_SUM}|\\d{2,6}(?:\\.\\d{1,2})?)${NO_COUNT}`,
  'g',
);
/** A difference or a rate is no sum of a bill. */
const DIFFERENCE =
  /(?:[多少差涨贵高省降][了出付交收扣算]{0,2}(?:我|快|近|将近|差不多)?|便宜了?|[每一]度(?:电)?(?:要|是|收|才)?|\bby|\bextra|\bmore than|\bless than|\bover|\bunder|\bup|\bdown) ?$/;
const DIFFERENCE_AFTER =
  /^ ?(?:[一每/]度|per\b|\/|an? (?:unit|kwh|kilowatt|hour|day)|more\b|extra\b|higher\b|less\b|cheaper\b|of\b|电?表|牌|板|电池)/;

const isYear = (value: string): boolean => /^(?:19|20)\d\d$/.test(value);

/** The sum a folded text speaks of, as a decimal number; null where it speaks of none or of several. */
export function chargeIn(text: string): string | null {
  const sums: Sum[] = [];
  const add = ({ value, start, end }: Sum) => {
    if (Number(value) < LEAST || sums.some((one) => start < one.end && end > one.start)) return;
    if (DIFFERENCE.test(text.slice(Math.max(0, start - 12), start)) || DIFFERENCE_AFTER.test(text.slice(end, end + 12)))
      return;
    sums.push({ value, start, end });
  };
  for (const sum of moneyIn(text)) add(sum);
  for (const { value, start, end, named } of sumsInWords(text))
    if (named || CHARGED.test(text.slice(Math.max(0, start - 30), start))) add({ value, start, end });
  for (const pattern of TOLD)
    for (const match of text.matchAll(pattern)) {
      const [whole, said = ''] = match;
      const value = sumOf(said);
      const start = match.index + whole.lastIndexOf(said);
      if (value !== null && !isYear(said)) add({ value, start, end: start + said.length });
    }
  const [first] = sums;
  if (first === undefined || sums.some(({ value }) => Number(value) !== Number(first.value))) return null;
  const compared = [...text.matchAll(RIVAL)].some((match) => {
    const [whole, said = ''] = match;
    const start = match.index + whole.lastIndexOf(said);
    return !isYear(said) && !sums.some((one) => start < one.end && start + said.length > one.start);
  });
  return compared ? null : first.value;
}
