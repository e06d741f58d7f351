/** One parser a slot: what a resident wrote, as the value that the slot keeps. */
import type { SlotName } from '../../domain/names.ts';
import { asWritten } from '../../text/normalise.ts';
import type { Hearing } from './hearing.ts';
import { email, identifier, identifiersIn } from './parsers/identifiers.ts';
import { monthsIn, monthValue } from './parsers/month.ts';
import { choose } from './parsers/options.ts';
import { found, missed, type Parsed, type Parser } from './parsers/parsed.ts';
import { cannotBe } from './parsers/refused.ts';
import { scoreIn } from './parsers/score.ts';
import { optionsFor, TOLD } from './parsers/told.ts';
import { WRITTEN } from './parsers/written.ts';
import { yesOrNo } from './parsers/yes-no.ts';
import { hear } from './spelling.ts';

export type { Parser } from './parsers/parsed.ts';

const KINDS: readonly (readonly [string, RegExp])[] = [
  ['personal', /个人|私人|自己|本人|我名字|住宅|personal|individual|private|myself/],
  ['company', /公司|企业|单位|对公|商户|店里?的?名|机构|组织|company|business|corporate|firm|employer/],
];

/** Personal or company: the option that means the same, so any value a flow gives its options is fine. */
function titleKind(text: string, hearing: Hearing): Parsed {
  const { key } = hear(text);
  const plain = key.replace(
    /(?:不是|不要|并非|not (?:a |for )?)(?:个人|公司|企业|单位|私人|personal|company|business)/g,
    '',
  );
  const said = KINDS.filter(([, words]) => words.test(plain));
  const [kind] = said;
  const options = optionsFor('titleKind', hearing);
  if (kind === undefined) return options.length > 0 ? choose(key, options) : missed('none');
  if (said.length > 1) return missed('ambiguous');
  const option = options.find(({ label, value }) => kind[1].test(hear(label).key) || kind[1].test(hear(value).key));
  return found(option?.value ?? kind[0]);
}

/** A bare number is the place of an option; everything else may name a month. */
function month(text: string, hearing: Hearing): Parsed {
  const { key } = hear(text);
  const options = optionsFor('month', hearing);
  const chosen = options.length > 0 ? choose(key, options) : missed('none');
  if (chosen.ok) return chosen;
  const months = monthsIn(key, hearing.today, hearing.locale, true);
  if (months !== null) return found(monthValue(months));
  return /^\d+$/.test(key) ? missed('range') : chosen;
}

const chosenOf =
  (slot: 'account' | 'payment'): Parser =>
  (text, hearing) =>
    choose(hear(text).key, optionsFor(slot, hearing), hearing.filled[slot]);

const LABEL =
  /^(?:(?:(?:发票|發票)?[抬拾][头頭]|(?:公司|单位|單位)(?:名称|名稱|全称|全稱|名)|名称是|名稱是)(?:就|应该|應該)?(?:是|写|寫|为|為|填|叫)?\s?[:：,，]?|(?:the )?(?:invoice |company )?(?:title|name)(?: is |: ?| should be )|company (?:is |: ?))\s?/i;
const LEAD_IN = /^(?:就?(?:写|寫|开给|開給|开|開|填|用|叫)|it'?s|it is)\s?[:：]?\s?(?=\S{2})/i;

/** What else stands on a company's card, behind its name. */
const BESIDE_TITLE =
  /[,，。;；、\s]+(?:联系|聯絡|公司)?(?:电话|電話|手机|手機|地址|开户行|開戶行|开户银行|账号|帳號|邮箱|郵箱|phone|tel|address|e-?mail|bank)(?:号码?|號碼?|、电话|、電話|及账号)?(?: number| no\.?)?[是为為：:\s]{0,3}(?=[\p{Script=Han}\d(+@a-z]).*$/iu;

/** The title as written, without 抬头是 before it and a tax number after it. */
function title(text: string): Parsed {
  const written = asWritten(text)
    .replace(LABEL, '')
    .replace(LEAD_IN, '')
    .replace(
      /[,，。;；、\s]{0,3}(?:(?:公司)?税号|稅號|统一编号|統一編號|统编|統編|纳税人识别号|tax (?:number|id|no\.?))[是为：:\s]{0,3}[0-9A-Za-z -]{8,30}[。.]?$/i,
      '',
    )
    .replace(/[,，。;；、\s]{1,3}[0-9A-Za-z]{18}$/, '')
    .replace(BESIDE_TITLE, '')
    .replace(/[。！!]+$/, '')
    .trim();
  if (cannotBe('title', written)) return missed('none');
  if (written === '' || !/[\p{L}]/u.test(written)) return missed('none');
  return written.length > 100 ? missed('length') : found(written);
}

function comment(text: string): Parsed {
  const written = asWritten(text);
  return written === '' ? missed('none') : found(written);
}

const TALK: readonly (readonly [string, RegExp])[] = [
  ['bye', /再见|拜拜|\bbye\b|goodbye/],
  ['thanks', /谢谢|感谢|感恩|多谢|thank|thx/],
  ['hello', /你好|哈喽|早上好|午安|晚上好|\bhello\b|\bhi\b|\bhey\b/],
];
function talk(text: string): Parsed {
  const { key } = hear(text);
  const said = TALK.find(([, words]) => words.test(key));
  return said === undefined ? missed('none') : found(said[0]);
}

function confirm(text: string, { open }: Hearing): Parsed {
  const answer = yesOrNo(hear(text).key, open?.service ?? null);
  return answer === null ? missed('none') : found(answer);
}

/** The old holder's consent goes by text message: a mobile only. */
const oldHolderPhone: Parser = (text, { locale }) => {
  const parsed = identifier(hear(text).plain, 'phone', locale);
  return parsed.ok && !/^(?:1[3-9]\d{9}|09\d{8})$/.test(parsed.value) ? missed('format') : parsed;
};

function idNumber(text: string, { locale }: Hearing): Parsed {
  const { plain } = hear(text);
  const number = identifiersIn(plain, 'idNumber', locale).find(({ slot }) => slot === 'idNumber');
  if (number !== undefined) return found(number.value);
  return missed(/\d{5}/.test(plain) ? 'length' : 'none');
}

/** An e-mail address; no slot asks for one yet. */
export const parseEmail: Parser = (text) => email(hear(text).plain);

/** `month` may hold a span, `2026-06..2026-08`; `confirm` is `yes` or `no`. */
export const PARSERS: Readonly<Record<SlotName | 'confirm', Parser>> = {
  accountNumber: (text, { locale }) => identifier(hear(text).plain, 'accountNumber', locale),
  account: chosenOf('account'),
  phone: (text, { locale }) => identifier(hear(text).plain, 'phone', locale),
  code: (text, { locale }) => identifier(hear(text).plain, 'code', locale),
  month,
  payment: chosenOf('payment'),
  titleKind,
  title,
  taxNumber: (text, { locale }) => identifier(hear(text).plain, 'taxNumber', locale),
  ...TOLD,
  ...WRITTEN,
  /** A shared place only. */
  coordinates: () => missed('none'),
  contactPhone: (text, { locale }) => identifier(hear(text).plain, 'phone', locale),
  oldHolderPhone,
  idNumber,
  score: (text) => scoreIn(hear(text).key, true),
  comment,
  question: comment,
  /** A button only. */
  helpful: () => missed('none'),
  talk,
  /** Never asked: the service to rate is known. */
  rated: () => missed('none'),
  confirm,
};
