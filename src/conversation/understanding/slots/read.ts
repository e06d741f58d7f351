/** Everything a first message says besides its wish, normalised and named as contract.md section 10 does. */

import type { IsoDate } from '../../../domain/billing.ts';
import type { Locale } from '../../../domain/names.ts';
import { asWritten } from '../../../text/normalise.ts';
import type { Label } from '../local/labels.ts';
import { withYears } from '../parsers/calendar.ts';
import { identifiersIn } from '../parsers/identifiers.ts';
import { monthsIn } from '../parsers/month.ts';
import { placeTold } from '../parsers/telling.ts';
import { hear } from '../spelling.ts';
import { HELD_AGAINST, ONLY_WAS } from '../starts.ts';
import { amountInWords } from './amounts.en.ts';
import { amountIn, moneyIn } from './amounts.ts';
import { areaIn } from './areas.ts';
import { chargeIn } from './charges.ts';
import { claimIn } from './claims.ts';
import { codesIn } from './codes.ts';
import { withoutDays } from './dates.ts';
import { daysMeant, isWhileAgo } from './days.ts';
import { wishedKilowatts } from './kilowatts.ts';
import { mailIn } from './mails.ts';
import { namesIn } from './names.ts';
import { starsIn } from './stars.ts';
import { TAGGED } from './tagger.lattice.ts';
import { settledIn } from './tagger.ts';
import { titleIn } from './titles.ts';
import { NEVER, OF, PLAINLY } from './wanted.ts';
import { withSpans, yearIn } from './years.ts';

export const READ_SLOTS = [
  'month',
  'monthFrom',
  'monthTo',
  'date',
  'dateFrom',
  'dateTo',
  'year',
  'accountNumber',
  'phone',
  'amount',
  'capacityKw',
  'score',
  'address',
  'newName',
  'oldName',
  'caseNumber',
  'invoiceTitle',
  'taxId',
  'email',
] as const;
export type ReadSlot = (typeof READ_SLOTS)[number];
export type Slots = Readonly<Partial<Record<ReadSlot, string>>>;

/** 12月和今年1月: both are asked for. */
const LISTED = /月份?[和跟与](?:今年|去年)?的?[\d一二三四五六七八九十]{1,2}月/;
/** 户名改一下,再按新名字开发票. */
const RENAMED = /户名(?:要|请|帮我)?[改换变]/;
const BY_NEW_NAME = /[按用](?:新的?(?:公司)?名[字称]?|(?:这个|那个)(?:新的)?(?:名[字称]?)?)来?(?:重新?|一起|也)?开/;
/** 一块表 and 3块牌子 are things. */
const isSum = ({ value }: { readonly value: string }) => Number(value) >= 10;
/** 南屯区大墩十九街那间: told plainly, whatever the wish. */
const REGION = /[区县镇乡][^,。]{1,6}[路街]/;
/** Of a whole year, month by month. */
const EACH_MONTH = /每个?月|各个?月|逐月|按月|月月/g;
const TELEPHONE = /电话|手机|市话|联系|联络|打给|回电|\b(?:phone|mobile|cell|tel|call|ring|landline|text|sms)\b/;
const OF_AN_ACCOUNT: readonly Label[] = [
  'account.bind',
  'account.switch',
  'account.unbind',
  'payment.pay',
  'bill.query',
  'bill.explain',
];
/** 113年的夏月电价 is a rule of that year, and no months of a bill. */
const ofRules = (labels: readonly Label[]) => labels.every((label) => label === 'knowledge.ask');
const MONTH_NAMED = /(?:\d|[一二三四五六七八九十])月|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/;
const ofAnAccount = (labels: readonly Label[]) => labels.some((label) => OF_AN_ACCOUNT.includes(label));

const MAIL = /[a-z0-9._%+-]+@[a-z0-9.-]+/g;

export function readSlots(
  text: string,
  labels: readonly Label[],
  { locale, today }: { readonly locale: Locale; readonly today: IsoDate },
): Slots {
  const { key, plain } = hear(text);
  const written = asWritten(text);
  const of = (kind: keyof typeof OF) =>
    labels.some((label) => OF[kind].includes(label)) ||
    (PLAINLY[kind]?.test(key) === true && !labels.some((label) => NEVER[kind]?.includes(label)));
  const slots: Partial<Record<ReadSlot, string>> = {};
  const put = (slot: ReadSlot, value: string | null | undefined) => {
    if (typeof value === 'string' && value !== '') slots[slot] ??= value;
  };

  const codes = codesIn(plain, of('case'));
  put('caseNumber', codes.caseNumber);
  put('taxId', codes.taxId);
  const masked = withSpans(codes.rest);
  const numbers = identifiersIn(masked, null, locale);
  for (const { slot, value } of numbers) {
    if (slot === 'case') put('caseNumber', value);
    else if (slot === 'taxNumber') put('taxId', value);
    else if (slot === 'accountNumber' || slot === 'phone') put(slot, value);
  }
  // A number of the account that looks like a landline's, where nobody speaks of a telephone.
  if (
    slots.accountNumber === undefined &&
    /^0(?!9)\d{10}$/.test(slots.phone ?? '') &&
    ofAnAccount(labels) &&
    !TELEPHONE.test(plain)
  ) {
    put('accountNumber', slots.phone);
    delete slots.phone;
  }
  put('email', mailIn(plain, written));

  // Numbers that are somebody's are no date and no money.
  const rest = numbers
    .reduce((left, { start, end }) => left.slice(0, start) + '#'.repeat(end - start) + left.slice(end), masked)
    .replace(MAIL, (said) => '#'.repeat(said.length))
    .replace(/\b(?:tmrw|tmrr?ow|tmr|tomor+o?w?|tomm?or+ow)\b/g, 'tomorrow')
    .replace(/\b(?:ystr?da?y|yday|yesterdy|yestarday)\b/g, 'yesterday')
    .replace(/(?<=\p{Script=Han}) (?=\d)|(?<=\d) (?=\p{Script=Han})/gu, '');
  const days =
    of('date') || of('day') || (labels.includes('outage.report') && isWhileAgo(rest))
      ? daysMeant(rest, labels, today)
      : null;
  if (days !== null && days.from !== days.to) {
    put('dateFrom', days.from);
    put('dateTo', days.to);
  } else if (labels.some((label) => label !== 'connection.new')) put('date', days?.from);
  if (of('month') && (days === null || labels.length > 1)) {
    const said = withoutDays(rest, today);
    const listed = LISTED.test(rest) && !labels.includes('bill.explain') && !/[比差高多少涨贵低]/.test(rest);
    const words = withYears(listed ? said : said.replace(HELD_AGAINST, ' ')).replace(ONLY_WAS, ' ');
    const months = monthsIn(words, today, locale, false);
    const year = yearIn(words, today);
    // A year by itself is a year, not twelve months.
    const bare = months !== null && 'monthFrom' in months && months.monthFrom.endsWith('-01') && year !== null;
    const whole =
      months === null ||
      (bare &&
        !/半年|季|月|quarter|summer|winter|half|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/.test(
          words.replace(EACH_MONTH, ''),
        ));
    if (whole || (year !== null && ofRules(labels) && !MONTH_NAMED.test(words))) put('year', year);
    // Of a month to come there is no bill yet.
    else if ('month' in months) {
      if (labels.includes('outage.query') || months.month <= today.slice(0, 7) || year !== null)
        put('month', months.month);
    } else {
      put('monthFrom', months.monthFrom);
      put('monthTo', months.monthTo);
    }
  }
  if (of('amount')) put('amount', amountIn(rest, labels.includes('payment.pay')));
  if (of('charge')) put('amount', chargeIn(rest));
  if (!of('charge') && !labels.includes('out_of_scope'))
    put('amount', moneyIn(rest).find(isSum)?.value ?? amountInWords(rest, true));
  if (!of('charge')) put('amount', claimIn(rest));
  if (of('kilowatts')) put('capacityKw', wishedKilowatts(key));
  if (of('score')) put('score', starsIn(key));
  if (of('name') || RENAMED.test(key)) {
    const { oldName, newName } = namesIn(written);
    put('oldName', oldName);
    put('newName', newName);
    if (BY_NEW_NAME.test(key)) put('invoiceTitle', newName);
  }
  if (of('title')) put('invoiceTitle', titleIn(written));
  if (of('address')) {
    const place = placeTold(written) ?? (of('area') || REGION.test(key) ? areaIn(written) : null);
    put('address', place);
  }
  settle(slots, written, labels);
  return slots;
}

/** The readers' word stands unless the learned tagger all but rules it out; where they have none, the tagger's does. */
function settle(slots: Partial<Record<ReadSlot, string>>, written: string, labels: readonly Label[]): void {
  const read = { ...slots };
  for (const slot of TAGGED) {
    const value = settledIn(slot, read[slot], written, labels);
    if (value !== undefined) slots[slot] = value;
  }
  // Nobody is renamed to what they are called already.
  if (slots.oldName !== undefined && slots.oldName === slots.newName) {
    for (const slot of ['oldName', 'newName'] as const) {
      if (read[slot] === undefined) delete slots[slot];
      else slots[slot] = read[slot];
    }
  }
  // Mark Hill is somebody.
  if (slots.address !== undefined && (slots.address === slots.oldName || slots.address === slots.newName))
    delete slots.address;
}
