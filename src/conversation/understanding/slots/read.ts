/** Everything a first message says besides its wish, normalised and named as contract.md section 10 does. */

import type { IsoDate } from '../../../domain/billing.ts';
import type { Locale } from '../../../domain/names.ts';
import { asWritten } from '../../../text/normalise.ts';
import type { Label } from '../local/labels.ts';
import { chineseNumber } from '../numbers.ts';
import { email, identifiersIn } from '../parsers/identifiers.ts';
import { monthsIn } from '../parsers/month.ts';
import { addressIn } from '../parsers/telling.ts';
import { hear } from '../spelling.ts';
import { HELD_AGAINST, ONLY_WAS } from '../starts.ts';
import { amountIn } from './amounts.ts';
import { daysIn } from './dates.ts';
import { wishedKilowatts } from './kilowatts.ts';
import { namesIn } from './names.ts';
import { placeIn } from './places.ts';
import { starsIn } from './stars.ts';
import { titleIn } from './titles.ts';

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

/** Services in whose messages a thing is looked for: elsewhere 五月 is no month of a bill and 二百 no payment. */
const OF: Readonly<
  Record<
    'month' | 'date' | 'day' | 'amount' | 'name' | 'title' | 'address' | 'score' | 'kilowatts' | 'case',
    readonly Label[]
  >
> = {
  month: [
    'bill.query',
    'bill.explain',
    'payment.pay',
    'payment.history',
    'invoice.issue',
    'request.file',
    'outage.query',
  ],
  date: ['outage.query', 'payment.history', 'bill.query'],
  day: ['complaint.file', 'request.file', 'progress.query', 'progress.chase'],
  amount: ['payment.pay', 'payment.history'],
  name: ['account.rename', 'account.transfer'],
  title: ['invoice.issue'],
  address: ['outage.report', 'connection.new', 'outage.query', 'complaint.file', 'account.transfer', 'request.file'],
  score: ['rating.give'],
  kilowatts: ['connection.new'],
  case: ['progress.query', 'progress.chase', 'complaint.file', 'handoff.request', 'rating.give', 'request.file'],
};

const SPOKEN_DAY =
  /大?[前后昨今明][天日儿]|[昨今明][晚夜早]|(?:上|这|本|下)?个?(?:周|星期|礼拜)[一二三四五六日天末]|\b(?:today|tonight|tomorrow|yesterday|last night|day after|day before)\b|\b(?:(?:last|this|next|on|by) )?(?:mon|tues|wednes|thurs|fri|satur|sun)day\b/g;

/** Words that tell what a thing is, whatever service was understood. */
const PLAINLY: Readonly<Partial<Record<keyof typeof OF, RegExp>>> = {
  month: /账单|\b(?:bills?|statements?)\b/,
  score:
    /[一二两三四五1-5](?:颗|个)?星|(?:打|给|评).{0,6}[一二两三四五1-5]分|评分|\bstars?\b|out of (?:5|five)|\/ ?5(?!\d)/,
  name: /改名|户名|更名|过户|名下|户主|姓名|错字|名字.{0,8}(?:改|换|变|错|应该)|前(?:屋主|业主|户主|房东)|叫.{1,6}不叫|->|→|(?:以前|原来|原先|之前)(?:的|叫).{1,24}(?:现在|今后|以后|如今)|called .{2,40} (?:these days|now)\b|[英中]文名|known as|trading name|\baccount\b.{0,24}\b(?:onto|off|over to)\b|(?:原|新|旧)(?:名|用电人|户|业主|屋主)|用电人(?:改|换|变)|renamed|spel(?:led|t|ling)|my name|surname|in the name|name on the|(?:old|new|name) name|name change|^old ?:|\btransfer(?:ring)? (?:it |the |my |this |our )?(?:account|service|electricity|power|meter|from)|\bi'm now\b/,
  title: /抬头|买受人|made out|invoice.{0,12} (?:to|for) [A-Z]/i,
  kilowatts:
    /(?:到|增|装|申请|改|成|需要?|要|报|upgrade|increase|bump|charger|need|want|wants|raise).{0,30}(?:千瓦(?!时)|瓩|kw(?!h)|kilowatts?)|(?:千瓦(?!时)|瓩|kw(?!h)).{0,10}(?:不够|带不动|改)/,
  address:
    /地址|住址|\baddress\b|[停没断跳]电|没有电|跳闸|拉闸|新装|报装|装表|\bno (?:power|electricity|lights)|\bpower\b|\boutage\b|\bbreaker\b|nothing works|\bsupply\b|\bblackout\b|\bdark(?:ness)?\b/,
  date: /停不停|[停断]电|拉闸|(?:刷|交|付|转|汇)的(?:信用卡|款|钱|账)|\boutage\b|shut-?(?:off|down)|\bi paid\b/,
  amount:
    /(?:交|付|充|储值?)(?:了|上|个|值)?(?:\d+(?:\.\d+)?(?:元|块)|(?:[一二两三四五六七八九]?[百千十][一二三四五六七八九十百]*)(?:[元块,。]|$))|\btop up with\b|\b(?:pay|top up|paid) [$£€]?\d/,
};

/** Where those words speak of something else. */
const NEVER: Readonly<Partial<Record<keyof typeof OF, readonly Label[]>>> = {
  name: ['invoice.issue'],
  title: ['account.rename', 'account.transfer'],
};

/** Ours, and what other systems of a supplier write on their slips: GD2026110400017, REQ-20261019-55. */
const NAMED_CASE =
  /(?:工单|案号|案件|受理|单号|单子|编号|流水|申请|报修|\bticket|\bcase|\breference|\bref\b|\brequest|\bapplication)(?:号码?|编号|number|no\.?|id|[\s:#是为]|is){0,4}([a-z]{0,5}-?\d[\d-]{4,20}\d)(?!\d)/;
const CASE = /(?<![0-9a-z])([a-z]{1,5}-?\d{6,17}(?:-\d{1,6})?)(?![0-9a-z])/;
const MAIL = /[a-z0-9._%+-]+@[a-z0-9.-]+/g;
const TAIWAN_TAX =
  /(?:\bvat\b.{0,40}?\b(?:number|no\.?)|统一?编号?|税籍|税号|tax (?:id|number|no\.?))[^\d]{0,8}(\d{8})(?!\d)/;
const ONLY_YEAR =
  /(?<!\d)(20\d\d)(?:年|全年|度|$|\b)(?!\d)|民国(1[01]\d)年?|(?<!\d)(1[01]\d)年(?!\d|级)|([二两]零[零一二三四五六七八九]{2}|[二两]〇[〇零一二三四五六七八九]{2})年|(?<![一二三四五六七八九十\d])([二2][零〇一二三四五六七八九\d])年(?:全年|整年|一整?年|度|的|那年|这一年)|(今年|去年|前年|last year|this year)/;

function yearIn(text: string, today: IsoDate): string | null {
  const [, western, republic, years, han, short, relative] = ONLY_YEAR.exec(text) ?? [];
  if (western !== undefined) return western;
  if (republic !== undefined || years !== undefined) return String(Number(republic ?? years) + 1911);
  if (han !== undefined) return [...han].map((digit) => (digit === '两' ? 2 : (chineseNumber(digit) ?? 0))).join('');
  if (short !== undefined) return `20${[...short].map((digit) => chineseNumber(digit) ?? digit).join('')}`;
  if (relative === undefined) return null;
  const ahead = { 今年: 0, 去年: -1, 前年: -2, 'last year': -1, 'this year': 0 }[relative] ?? 0;
  return String(+today.slice(0, 4) + ahead);
}

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

  // A number that begins with letters is of a case, and no account's.
  const named = of('case') ? NAMED_CASE.exec(plain)?.[1] : undefined;
  const lettered = CASE.exec(plain)?.[1];
  put('caseNumber', named?.toUpperCase());
  if (of('case')) put('caseNumber', lettered?.toUpperCase());
  const masked = [named, lettered].reduce<string>(
    (left, one) => (one === undefined || /^w/.test(one) ? left : left.replace(one, '#'.repeat(one.length))),
    plain,
  );
  const numbers = identifiersIn(masked, null, locale);
  for (const { slot, value } of numbers) {
    if (slot === 'case') put('caseNumber', value);
    else if (slot === 'taxNumber') put('taxId', value);
    else if (slot === 'accountNumber' || slot === 'phone') put(slot, value);
  }
  put('taxId', TAIWAN_TAX.exec(plain.replace(/-/g, ''))?.[1]);
  const mail = email(plain);
  if (mail.ok) put('email', mail.value);

  // Numbers that are somebody's are no date and no money.
  const rest = numbers
    .reduce((left, { start, end }) => left.slice(0, start) + '#'.repeat(end - start) + left.slice(end), masked)
    .replace(MAIL, (said) => '#'.repeat(said.length));
  // A report tells when it happened, and means no day by it: only a day of the calendar is one there.
  const calendar = labels.some((label) => OF.date.includes(label)) ? rest : rest.replace(SPOKEN_DAY, ' ');
  const days = of('date') || of('day') ? daysIn(calendar, today, !labels.includes('outage.query')) : null;
  if (days !== null && days.from !== days.to) {
    put('dateFrom', days.from);
    put('dateTo', days.to);
  } else put('date', days?.from);
  if (of('month') && (days === null || labels.length > 1)) {
    const words = rest.replace(HELD_AGAINST, ' ').replace(ONLY_WAS, ' ');
    const months = monthsIn(words, today, locale, false);
    const year = yearIn(words, today);
    // A year by itself is a year, not twelve months.
    const bare = months !== null && 'monthFrom' in months && months.monthFrom.endsWith('-01') && year !== null;
    const whole =
      months === null ||
      (bare &&
        !/半年|季|月|quarter|summer|winter|half|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/.test(words));
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
  if (of('kilowatts')) put('capacityKw', wishedKilowatts(key));
  if (of('score')) put('score', starsIn(key));
  if (of('name')) {
    const { oldName, newName } = namesIn(written);
    put('oldName', oldName);
    put('newName', newName);
  }
  if (of('title')) put('invoiceTitle', titleIn(written));
  if (of('address')) put('address', placeIn(written) ?? addressIn(written));
  return slots;
}
