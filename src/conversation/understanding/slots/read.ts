/** Everything a first message says besides its wish, normalised and named as contract.md section 10 does. */

import type { IsoDate } from '../../../domain/billing.ts';
import type { Locale } from '../../../domain/names.ts';
import { asWritten } from '../../../text/normalise.ts';
import type { Label } from '../local/labels.ts';
import { withYears } from '../parsers/calendar.ts';
import { email, identifiersIn } from '../parsers/identifiers.ts';
import { monthsIn } from '../parsers/month.ts';
import { addressIn } from '../parsers/telling.ts';
import { hear } from '../spelling.ts';
import { HELD_AGAINST, ONLY_WAS } from '../starts.ts';
import { amountInWords } from './amounts.en.ts';
import { amountIn, moneyIn } from './amounts.ts';
import { areaIn } from './areas.ts';
import { chargeIn } from './charges.ts';
import { codesIn } from './codes.ts';
import { type Days, daysIn } from './dates.ts';
import { wishedKilowatts } from './kilowatts.ts';
import { namesIn } from './names.ts';
import { placeIn } from './places.ts';
import { starsIn } from './stars.ts';
import { titleIn } from './titles.ts';
import { NEVER, OF, PLAINLY } from './wanted.ts';
import { yearIn } from './years.ts';

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

/** Where a day that is told by the way is none of what is asked for. */
const TELLING: readonly Label[] = ['outage.report', ...OF.day];
const SPOKEN_DAY =
  /\bday before yesterday\b|\bday after tomorrow\b|\bnight before last\b|大?[前后昨今明][天日儿]|[前昨今明][晚夜早晨]|[\d一二两三四五六七八九十]{1,2}天(?:以)?前|(?:上|这|本|下)?个?(?:周|星期|礼拜)[一二三四五六日天末]|\b(?:today|tonight|tomorrow|yesterday|last night|this (?:morning|afternoon|evening)|days (?:ago|back|earlier))\b|\b(?:(?:last|this|next|on|by) )?(?:mon|tues|wednes|thurs|fri|satur|sun)day\b/g;
/** A report's days that are a while ago, though counted from today. */
const WHILE_AGO =
  /大?前[天日]|前[晚夜]|上个?(?:周|星期|礼拜)[一二三四五六日天末]|\b(?:day before|night before|last (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b/;
const PLANNED = /计划|检修|停不停|(?:会|要|是不是)停|planned|scheduled|maintenance/;
/** Of an outage that was. */
const WAS =
  /\b(?:was|were) (?:the|our|my|we|it|there)\b|\bwent (?:off|out|dark)\b|\blost (?:power|electric)|\bdid (?:we|the power)\b|\bcaused\b/;
const POINTS = /^[1-5] ?\/ ?5(?=$|[,.!])/;

/** Taken for these, a message still tells of a day what its words say. */
const ASIDE: readonly Label[] = ['invoice.issue', 'knowledge.ask', 'out_of_scope', 'bill.explain', 'account.bind'];
/** Behind a day that is told, which day it is by now. */
const BY_NOW =
  /\b(?:and |but )?(?:today|it)(?:'s| is)(?: now| already| only){0,2} (?:mon|tues|wednes|thurs|fri|satur|sun)day\b|今[天日](?:都|已经?|才|就|是){0,3}(?:周|星期|礼拜)[一二三四五六日天]/g;
/** What was done to whom a complaint is about, was done on the day it tells. */
const LEAVES =
  /销户|终止|停用|废止|收店|不做了|搬走|搬离|退租|\b(?:clos(?:e|ing)|terminat\w*|leav(?:e|ing)|mov(?:e|ing) out|disconnect)\b/;
const CLAIMS = /[赔偿坏毁]|烧了|理赔|\bclaim|compensat|\bdamage|\bkilled\b|\bfried\b|burn(?:t|ed)/;
const COMPLAINED_OF = /昨[天日晚夜儿]|\byesterday\b|\blast night\b|\bon (?:mon|tues|wednes|thurs|fri|satur|sun)day\b/;

/** The days that are meant. A report tells when it happened, and means no day by yesterday and today. */
function daysMeant(rest: string, labels: readonly Label[], today: IsoDate): Days | null {
  const text = withYears(rest.replace(POINTS, ' ').replace(BY_NOW, ' '));
  const ahead =
    labels.includes('account.transfer') ||
    (labels.includes('request.file') && LEAVES.test(text)) ||
    labels.includes('outage.query') ||
    labels.includes('connection.new') ||
    labels.includes('notice.choose');
  const past = !ahead || WAS.test(text);
  const meant = (said: string) =>
    WHILE_AGO.test(said) ||
    (COMPLAINED_OF.test(said) &&
      (labels.includes('complaint.file') || (labels.includes('request.file') && CLAIMS.test(text))));
  const isOf = (services: readonly Label[]) => labels.some((label) => services.includes(label));
  const asked = PLANNED.test(text) && isOf(['outage.report', 'notice.choose']);
  if (isOf(OF.date) || asked) return daysIn(text, today, past);
  const calendar = daysIn(text.replace(SPOKEN_DAY, ' '), today, past);
  if (calendar !== null) return calendar;
  if (isOf(TELLING))
    return daysIn(
      text.replace(SPOKEN_DAY, (said) => (meant(said) ? said : ' ')),
      today,
      past,
    );
  return isOf(ASIDE) ? daysIn(text, today, past) : null;
}

/** 12月和今年1月: both are asked for. */
const LISTED = /月份?[和跟与](?:今年|去年)?的?[\d一二三四五六七八九十]{1,2}月/;
/** 户名改一下,再按新名字开发票. */
const RENAMED = /户名(?:要|请|帮我)?[改换变]/;
const BY_NEW_NAME = /[按用](?:新的?(?:公司)?名[字称]?|(?:这个|那个)(?:新的)?(?:名[字称]?)?)来?(?:重新?|一起|也)?开/;
/** In whose messages a sum that names its money is what it is about: what was asked for under the table, what is claimed. */
const SUMS_TOLD: readonly Label[] = ['complaint.file', 'request.file', 'knowledge.ask'];
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
const ofAnAccount = (labels: readonly Label[]) => labels.some((label) => OF_AN_ACCOUNT.includes(label));

/** 艾特 and 点com, "at gmail dot com": said, not typed. */
const mailIn = (plain: string): string =>
  plain
    .replace(/(?<=[a-z0-9])点(?=[a-z0-9._]+ ?(?:艾特|小老鼠|圈a|@))/g, '.')
    .replace(/(?<=[a-z0-9]) underscore (?=[a-z0-9])/g, '_')
    .replace(/ ?(?:艾特|小老鼠|圈a|@) ?/g, '@')
    .replace(/(?<=[a-z0-9]) ?(?:点|dot) ?(?=(?:com|cn|net|org|tw|edu|gov|co|hk|io|me)(?![a-z]))/g, '.')
    .replace(/(?<=[a-z0-9]) at (?=[a-z0-9-]+\.[a-z])/g, '@');
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
  const masked = codes.rest;
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
  const mail = email(mailIn(plain));
  if (mail.ok) put('email', mail.value);

  // Numbers that are somebody's are no date and no money.
  const rest = numbers
    .reduce((left, { start, end }) => left.slice(0, start) + '#'.repeat(end - start) + left.slice(end), masked)
    .replace(MAIL, (said) => '#'.repeat(said.length))
    .replace(/\b(?:tmrw|tmrr?ow|tmr|tomor+o?w?|tomm?or+ow)\b/g, 'tomorrow')
    .replace(/\b(?:ystr?da?y|yday|yesterdy|yestarday)\b/g, 'yesterday')
    .replace(/(?<=\p{Script=Han}) (?=\d)|(?<=\d) (?=\p{Script=Han})/gu, '');
  const days =
    of('date') || of('day') || (labels.includes('outage.report') && WHILE_AGO.test(rest))
      ? daysMeant(rest, labels, today)
      : null;
  if (days !== null && days.from !== days.to) {
    put('dateFrom', days.from);
    put('dateTo', days.to);
  } else if (labels.some((label) => label !== 'connection.new')) put('date', days?.from);
  if (of('month') && (days === null || labels.length > 1)) {
    const listed = LISTED.test(rest) && !labels.includes('bill.explain') && !/[比差高多少涨贵低]/.test(rest);
    const words = withYears(listed ? rest : rest.replace(HELD_AGAINST, ' ')).replace(ONLY_WAS, ' ');
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
    if (whole) put('year', year);
    // Of a month to come there is no bill yet.
    else if ('month' in months) {
      if (labels.includes('outage.query') || months.month <= today.slice(0, 7)) put('month', months.month);
    } else {
      put('monthFrom', months.monthFrom);
      put('monthTo', months.monthTo);
    }
  }
  if (of('amount')) put('amount', amountIn(rest, labels.includes('payment.pay')));
  if (of('charge')) put('amount', chargeIn(rest));
  if (labels.some((label) => SUMS_TOLD.includes(label)))
    put('amount', moneyIn(rest)[0]?.value ?? amountInWords(rest, true));
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
    const place = placeIn(written) ?? addressIn(written) ?? (of('area') || REGION.test(key) ? areaIn(written) : null);
    // Mark Hill is somebody.
    if (place !== slots.oldName && place !== slots.newName) put('address', place);
  }
  return slots;
}
