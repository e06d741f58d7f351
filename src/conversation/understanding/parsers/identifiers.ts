/** Account numbers, phones, codes and tax numbers, told apart by form, by what stands beside them and by what was asked. */
import type { Locale, SlotName } from '../../../domain/names.ts';
import { meantFirst } from '../meant.ts';
import { type FoundNumber, numbersIn } from '../numbers.ts';
import { found, missed, type Parsed } from './parsed.ts';

type Identifier = Extract<SlotName, 'accountNumber' | 'phone' | 'code' | 'taxNumber' | 'case' | 'idNumber'>;
type Digits = Exclude<Identifier, 'case' | 'idNumber'>;

export interface FoundIdentifier {
  readonly slot: Identifier;
  readonly value: string;
  /** Where it stands in the heard text. */
  readonly start: number;
  readonly end: number;
}

/** Said just before or just after a number. */
const NAMES: readonly (readonly [Digits, RegExp])[] = [
  ['taxNumber', /税号|税务登记|信用代码|统一编号|统编|纳税人|识别号|\b(?:tax|vat|ubn|gui|uscc)\b/g],
  ['code', /验证码|认证码|动态码|校验码|短信码|\bcode\b|\botp\b/g],
  [
    'phone',
    /手机|电话|联[系络]方式|座机|市话|致电|[打拨](?:给|我)|\b(?:(?:cell|hand|tele)?phone|mobile|cell|tel|ph|hp|landline|whatsapp|text|call|ring|reach|contact number|sms)\b/g,
  ],
  [
    'accountNumber',
    /户号|电号|(?:用户|客户|缴费|交费|用电)(?:编|户)?号|户头|\b(?:account|acct|acc|ac|a\/c)\b|\b(?:customer|consumer|electric(?:ity)?|power|supply|service|user|billing|utility) (?:number|no\b|id\b|#)/g,
  ],
];

const PHONE = /\bphone\b|\bmobile\b|\bcell\b/;

/** The name closest to a number within a few characters: before it, or after it with 是. */
function nameOf(text: string, { start, end, digits }: Pick<FoundNumber, 'start' | 'end' | 'digits'>): Digits | null {
  const before =
    text
      .slice(Math.max(0, start - 18), start)
      .split(/[,。;!?]|\d{3,}/)
      .pop() ?? '';
  const after = text.slice(end, end + 10).split(/[,。;!?]|\d/)[0] ?? '';
  let best: { slot: Digits; at: number } | null = null;
  for (const [slot, names] of NAMES) {
    for (const match of before.matchAll(names))
      if (best === null || match.index > best.at) best = { slot, at: match.index };
  }
  // The mobile on my account should be 0912…
  const mobile = best?.slot === 'accountNumber' && (MOBILE_TW.test(digits) || MOBILE_CN.test(digits));
  if (mobile && PHONE.test(text.slice(Math.max(0, start - 40), start))) return 'phone';
  if (best !== null) return best.slot;
  if (!/^ ?(?:是|这个是|is|[(])/.test(after)) return null;
  return NAMES.find(([, names]) => after.search(names) >= 0)?.[0] ?? null;
}

const ACCOUNT = /^(?:\d{10}|\d{11}|\d{13}|\d{16})$/;
const MOBILE_CN = /^1[3-9]\d{9}$/;
const MOBILE_TW = /^09\d{8}$/;
const LANDLINE = /^0(?:[1-9]\d{8,10}|[2-8]\d{7,8})$/;
const PREFIX = /^(?:00)?(86|886)(?=\d{8,11}$)/;

/** The phone as it is kept: national digits only. */
function phoneOf(digits: string, international: boolean): string | null {
  const match = PREFIX.exec(digits);
  const national = match === null ? digits : digits.slice(match[0].length);
  if (match !== null && (international || digits.length >= 12)) {
    if (match[1] === '886') {
      const taiwan = national.startsWith('0') ? national : `0${national}`;
      return MOBILE_TW.test(taiwan) || LANDLINE.test(taiwan) ? taiwan : null;
    }
    if (/^1\d{10}$/.test(national)) return national;
    return international && LANDLINE.test(`0${national}`) ? `0${national}` : null;
  }
  return /^1\d{10}$/.test(digits) || MOBILE_TW.test(digits) || LANDLINE.test(digits) ? digits : null;
}

/** Asked for an account, people send their mobile; accounts that look like one of the other side are accounts. */
const looksLikeMobile = (digits: string, locale: Locale): boolean =>
  (MOBILE_CN.test(digits) && locale !== 'zh-TW') || (MOBILE_TW.test(digits) && locale !== 'zh-CN');

const TAIPOWER = '2,2,4,2,1';
const isTaipower = (groups: readonly string[]) => groups.map((group) => group.length).join() === TAIPOWER;

function slotOf(
  digits: string,
  groups: readonly string[],
  plus: boolean,
  name: Digits | null,
  open: string | null,
  locale: Locale,
): Digits | null {
  const phone = phoneOf(digits, plus);
  const fits: Record<Digits, boolean> = {
    accountNumber: ACCOUNT.test(digits) && !plus,
    phone: phone !== null,
    code: /^\d{6}$/.test(digits),
    taxNumber: /^(?:\d{8}|\d{15}|\d{18}|\d{20})$/.test(digits),
  };
  if (name !== null) return fits[name] ? name : null;
  if (open === 'accountNumber' && fits.accountNumber && !looksLikeMobile(digits, locale)) return 'accountNumber';
  if (open === 'account' && fits.accountNumber && !MOBILE_CN.test(digits) && !MOBILE_TW.test(digits))
    return 'accountNumber';
  if (open === 'phone' && fits.phone && !isTaipower(groups)) return 'phone';
  if (open === 'code' && fits.code) return 'code';
  if (open === 'taxNumber' && fits.taxNumber) return 'taxNumber';
  // A mobile with a digit missing or too many is no account number.
  if (open === 'phone' && /^1\d{9}(?:\d\d)?$/.test(digits)) return null;
  if (isTaipower(groups)) return 'accountNumber';
  // Taiwan's telephones have ten digits at most, its accounts eleven.
  if (locale === 'zh-TW' && /^0\d{10}$/.test(digits) && open !== 'phone' && open !== 'contactPhone')
    return 'accountNumber';
  // Where a question is open, it may be a mainland's mobile that is asked for.
  const inThrees = groups.map((group) => group.length).join() === '3,4,4';
  if (locale === 'zh-TW' && open === null && MOBILE_CN.test(digits) && !plus && !inThrees) return 'accountNumber';
  // The mainland's telephones with their area code have eleven digits and more.
  if (locale === 'zh-CN' && /^0\d{9}$/.test(digits) && !MOBILE_TW.test(digits) && open !== 'phone')
    return 'accountNumber';
  if (fits.phone && (MOBILE_CN.test(phone ?? '') || MOBILE_TW.test(phone ?? '') || phone?.startsWith('0') === true))
    return 'phone';
  if (digits.length === 11 && locale !== 'zh-TW' && digits.startsWith('1')) return null;
  return fits.accountNumber ? 'accountNumber' : null;
}

/** A run of groups is one number if that fits something, else the longest pieces that do, from the left. */
function piecesOf(number: FoundNumber, fits: (digits: string, groups: readonly string[]) => Identifier | null) {
  const pieces: { slot: Identifier; digits: string }[] = [];
  const { groups } = number;
  if (groups.length > 24) return pieces;
  for (let from = 0; from < groups.length; from += 1) {
    for (let to = Math.min(groups.length, from + 16); to > from; to -= 1) {
      const part = groups.slice(from, to);
      // 12楼之3,0938…: a mobile that is whole is no part of something longer.
      if (part.length > 1 && part.some(isMobile)) continue;
      const slot = fits(part.join(''), part);
      if (slot !== null) {
        pieces.push({ slot, digits: part.join('') });
        from = to - 1;
        break;
      }
    }
  }
  return pieces;
}

/** `W`, the day it was opened as yymmdd, seven digits; spaces and dashes between them don't count. */
const CASE_NUMBER = /(?<![0-9a-z])w(?:[ -]{0,2}\d){13}(?! ?\d)/g;
const PAPER = /身份证|证件|护照|居留证|通行证|统一证号|\bpassport\b|\bid (?:card|number|no)\b|\bidentity\b/;
/** Mainland identity cards of 18 or 15, Taiwan's letter and nine digits, passports of a letter or two and seven to nine digits. */
const ID_NUMBER =
  /(?<![0-9a-z])(?:\d{6}[ -]?(?:19|20)\d{2}[ -]?\d{4}[ -]?\d{3}[0-9x]|\d{17}[0-9x]|\d{15}|[a-z][ -]?[0-9a-d]\d{8}|[a-z]{1,2}[ -]?\d{7,9})(?![0-9a-z])/g;

const CREDIT_CODE = /(?<![0-9a-z])(?=[0-9a-z]{0,17}[a-z])[0-9a-z]{18}(?![0-9a-z])/g;

const isMobile = (value: string): boolean => MOBILE_CN.test(value) || MOBILE_TW.test(value);

/** Beside a mobile, eleven digits that could be a landline are the account. */
function besidePhone(all: readonly FoundIdentifier[], named: ReadonlySet<FoundIdentifier>): FoundIdentifier[] {
  const phones = all.filter(({ slot }) => slot === 'phone');
  const other = phones.find((one) => !named.has(one) && !isMobile(one.value) && ACCOUNT.test(one.value));
  const told = all.some(({ slot }) => slot === 'accountNumber');
  if (other === undefined || told || !phones.some((one) => one !== other && isMobile(one.value))) return [...all];
  return all.map((one) => (one === other ? { ...one, slot: 'accountNumber' } : one));
}

/** 2025.03-2025.09: two months are no number. */
const MONTHS =
  /(?<!\d)20\d\d[./-](?:0?[1-9]|1[0-2])(?:[./-]\d{1,2})? ?[-~到至] ?(?:20\d\d[./-])?(?:0?[1-9]|1[0-2])(?:[./-]\d{1,2})?(?!\d)/g;

const KINDS = ['case', 'idNumber', 'accountNumber', 'phone', 'code', 'taxNumber'] as const;

/** Every number of a message that can be told, of each kind first the one that is meant. `text` is heard text (`plain`). */
export function identifiersIn(text: string, open: string | null, locale: Locale): FoundIdentifier[] {
  const all: FoundIdentifier[] = [];
  const named = new Set<FoundIdentifier>();
  const take = (slot: 'case' | 'idNumber', rest: string, words: RegExp): string =>
    rest.replace(words, (said, start: number) => {
      all.push({ slot, value: said.replace(/[^0-9a-z]/g, '').toUpperCase(), start, end: start + said.length });
      return '。'.repeat(said.length);
    });
  const cases = take('case', text, CASE_NUMBER);
  const asksPaper = open === 'idNumber' || open === 'name' || PAPER.test(cases);
  const papers = asksPaper ? take('idNumber', cases, ID_NUMBER) : cases;
  const joined = open === 'taxNumber' ? papers.replace(/(?<=[0-9a-z])[ -](?=[0-9a-z])/g, '') : papers;
  const undated = joined.replace(MONTHS, (months) => '。'.repeat(months.length));
  const rest = undated.replace(CREDIT_CODE, (value, start: number) => {
    all.push({ slot: 'taxNumber', value: value.toUpperCase(), start, end: start + value.length });
    return '。'.repeat(value.length);
  });
  for (const number of numbersIn(rest).slice(0, 12)) {
    const name = nameOf(undated, number);
    const plus = rest[number.start] === '+';
    for (const { slot, digits } of piecesOf(
      number,
      (d, g) =>
        slotOf(d, g, plus, name, open, locale) ?? (name === null ? null : slotOf(d, g, plus, null, name, locale)),
    )) {
      // 8 digits inside of letters are a credit code with something missing.
      if (slot === 'taxNumber' && /[a-z]/.test(`${rest[number.start - 1] ?? ''}${rest[number.end] ?? ''}`)) continue;
      const value = slot === 'phone' ? (phoneOf(digits, plus) ?? digits) : digits;
      const one = { slot, value, start: number.start, end: number.end };
      all.push(one);
      if (name !== null) named.add(one);
    }
  }
  all.sort((a, b) => a.start - b.start);
  const told = open === null ? besidePhone(all, named) : all;
  return KINDS.flatMap((kind) =>
    meantFirst(
      text,
      told.filter(({ slot }) => slot === kind),
    ),
  );
}

/** The parser of one asked-for number. */
export function identifier(text: string, slot: Identifier, locale: Locale): Parsed {
  const all = identifiersIn(text, slot, locale);
  const values = [...new Set(all.filter((one) => one.slot === slot).map((one) => one.value))];
  const [value] = values;
  if (value !== undefined) return found(value);
  const digits = Math.max(
    0,
    ...numbersIn(text)
      .slice(0, 50)
      .map((number) => number.digits.length),
  );
  if (digits < 3 || all.length > 0) return missed(all.length > 0 ? 'format' : 'none');
  return missed(slot === 'phone' && digits === 11 ? 'format' : 'length');
}

const EMAIL = /[a-z0-9._%+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5}/;

export function email(text: string): Parsed {
  const value = EMAIL.exec(text)?.[0];
  if (value !== undefined) return found(value);
  return missed(text.includes('@') ? 'format' : 'none');
}
