/** "No, it is …": new values for what was answered already, and rejections that name what is wrong. */
import type { SlotName } from '../../domain/names.ts';
import { asWritten } from '../../text/normalise.ts';
import type { Command } from '../message.ts';
import type { Hearing, OpenQuestion } from './hearing.ts';
import { identifiersIn } from './parsers/identifiers.ts';
import { monthsIn, monthValue } from './parsers/month.ts';
import { scoreIn } from './parsers/score.ts';
import { kilowattsIn } from './parsers/telling.ts';
import { isTold } from './parsers/told.ts';
import { isWritten } from './parsers/written.ts';
import { PARSERS } from './parsers.ts';
import { bare, clausesOf, type Heard, hear } from './spelling.ts';

const CORRECTS =
  /不对|不正确|错了|有误|[写输打填说选弄搞记发报念看]错|改成|改为|改到|改一下|改下|要改|换成|更正|更改|修改|应该是|应该为|其实是|不是.{1,30}?是|不是(?:我的|这个|那个)|换(?:个|一个|一下)|\bwrong\b|incorrect|should(?: have)? be(?:en)?|i meant?\b|\bchange\b|correction|\binstead\b|\bactually\b|mistake|\btypo\b|^no[,.]? (?:the|my|it)\b|\bnot\b.{1,30}?\b(?:but|it'?s)\b|\bupdate\b/;
/** The old value of an exchange: 不是 A (是 B), 把 A 改成 B, from A to B. */
const OLD_NUMBER =
  /(?:不是|而不是|不要|别用|\bnot\b|\bfrom\b|instead of)[^\d,。;]{0,12}[\d][\d -]{2,30}|[\d][\d -]{2,30}(?=(?:的)?(?:改|换)(?:成|为|到))/g;
const OLD_WORDS =
  /(?:不是|而不是|不要|别用)[^,。;]{1,10}?(?=[,。;]|而?是|要|我|$)|[^,。;把将]{1,10}(?:改|换)(?:成|为|到)|(?:\bnot\b|\bfrom\b|instead of)[^,.;]{1,20}?(?=[,.;]|\bbut\b|\bto\b|it'?s|$)/g;

const NAMED: readonly (readonly [SlotName, RegExp])[] = [
  ['taxNumber', /税号|统一编号|统编|信用代码|识别号|\btax\b/],
  ['titleKind', /抬头类型|发票类型/],
  ['title', /抬头|公司名|单位名|\btitle\b|company name/],
  ['idNumber', /身份证|证件|护照|统一证号|\bpassport\b|\bid (?:card|number|no)\b/],
  [
    'oldHolderPhone',
    /(?:原户主|老户主|前户主|原业主|房东|卖家|卖方|对方|前任|原来的?户主|旧户主|旧用户|原用户).{0,3}(?:手机|电话|号码)|(?:old|previous|former) (?:holder|owner)(?:'?s)?|\b(?:seller|landlord)(?:'?s)?/,
  ],
  ['phone', /手机|电话|联[系络]方式|\bphone\b|\bmobile\b|\bcell\b/],
  ['code', /验证码|\bcode\b/],
  ['accountNumber', /户号|账户|\baccount\b/],
  ['month', /月份|哪个月|这个月|账期|\bmonth\b/],
  ['score', /评分|打分|分数|\bscore\b|\brating\b/],
  ['payment', /哪笔|那笔|\bpayment\b/],
  ['case', /工单|受理号|案件|\bcase\b/],
  ['name', /名字|姓名|户名|\bname\b/],
  ['address', /地址|住址|\baddress\b/],
  ['capacityKw', /容量|千瓦|功率|\bkw\b|\bcapacity\b/],
  ['parkingSpace', /车位|\bparking\b/],
  ['since', /时间|几点|\btime\b/],
  ['scope', /范围|\bscope\b/],
  ['role', /身份|角色|\brole\b/],
  ['category', /类型|类别|种类|\b(?:kind|category|type)\b/],
  ['ownershipChanged', /产权/],
  ['anonymous', /匿名|实名|anonym/],
  ['reason', /原因|理由|\breason\b/],
  ['about', /对象|\babout\b/],
  ['description', /描述|内容|经过|\bdescription\b/],
];

/** The answer that is named by what it is called: 手机号, the address. */
export const namedSlot = (key: string): SlotName | undefined => NAMED.find(([, name]) => name.test(key))?.[0];

/** A question that is answered in one's own words. */
export const isFree = ({ slot }: OpenQuestion) => slot === 'title' || slot === 'comment' || isWritten(slot);

const PHONES = ['contactPhone', 'oldHolderPhone'] as const;

/** An account that was chosen from a list is corrected there; a phone, whoever's it is here. */
function slotIn(slot: SlotName, { filled, open }: Hearing): SlotName {
  if (slot === 'phone' && filled.phone === undefined && open?.slot !== 'phone') {
    const asked = PHONES.find((phone) => open?.slot === phone);
    return asked ?? PHONES.find((phone) => filled[phone] !== undefined) ?? slot;
  }
  if (slot !== 'accountNumber' || filled.accountNumber !== undefined || open?.slot === 'accountNumber') return slot;
  return filled.account !== undefined || open?.slot === 'account' ? 'account' : slot;
}

/** A value for a slot that is answered already corrects it; for another it is set. Null if it says what is known. */
export function put(slot: SlotName, value: string, hearing: Hearing): Command | null {
  const known = slotIn(slot, hearing);
  if (hearing.open?.slot === slot) return { kind: 'set', slot, value };
  const filled = hearing.filled[known];
  if (filled === undefined) return { kind: 'set', slot: slot === 'phone' ? known : slot, value };
  return filled === value ? null : { kind: 'correct', slot: known, value };
}

const TITLE =
  /^.*?(?:应该是|應該是|应该叫|改成|改为|改為|换成|換成|正确的?是|正確的?是|should be|change (?:it |the \w+ )?to|抬头是|抬頭是|[是：:])\s*(.{2,100})$/i;
/** No, the address is … */
const STATED = /^no\b.{0,24}? is (.{2,100})$/i;
const KIND =
  /(?:改成|改为|换成|是|要|开|to|for)(?:一?个)?的?(个人|公司|企业|单位|personal|company)|^(个人|公司|企业|单位|personal|company)/;

/** Slots whose values say themselves what they are about. */
const SAY_THEMSELVES = ['scope', 'ownershipChanged', 'anonymous', 'role'] as const satisfies readonly SlotName[];

/** New values of a message that corrects. */
function newValues(text: string, heard: Heard, hearing: Hearing): [SlotName, string][] {
  const { filled, open, locale, today } = hearing;
  const values = new Map<SlotName, string>();
  const named = NAMED.find(([, name]) => name.test(heard.key))?.[0];
  const numbers = identifiersIn(
    heard.plain.replace(OLD_NUMBER, '。'),
    named === 'idNumber' ? named : (open?.slot ?? null),
    locale,
  );
  for (const { slot, value } of numbers) {
    const meant = slot === 'phone' && named === 'oldHolderPhone' ? named : slotIn(slot, hearing);
    const corrected = slot === 'phone' ? meant : slot;
    if (value !== filled[meant] && !values.has(corrected)) values.set(corrected, value);
  }
  if (values.size > 0) return [...values];
  const words = heard.key.replace(OLD_WORDS, '。');
  const wantsMonth = open?.slot === 'month' || filled.month !== undefined;
  const months = wantsMonth ? monthsIn(words, today, locale, false) : null;
  if (months !== null) return [['month', monthValue(months)]];
  if (filled.score !== undefined) {
    const score = scoreIn(words, false);
    if (score.ok) return [['score', score.value]];
  }
  const kind = named === 'title' ? null : KIND.exec(words);
  if (kind !== null && (filled.titleKind !== undefined || open?.slot === 'titleKind')) {
    const value = PARSERS.titleKind(kind[1] ?? kind[2] ?? '', hearing);
    if (value.ok) return [['titleKind', value.value]];
  }
  const kilowatts = filled.capacityKw === undefined ? null : kilowattsIn(words, named === 'capacityKw');
  if (kilowatts !== null) return [['capacityKw', kilowatts]];
  if (named !== undefined && isTold(named) && named !== 'case' && filled[named] !== undefined) {
    const told = PARSERS[named](words.replace(CORRECTS, ' '), hearing);
    if (told.ok && told.value !== filled[named]) return [[named, told.value]];
  }
  // 不对,是只有我家: words that can only mean one of these need not name it.
  const telling = words.replace(CORRECTS, ' ').replace(/^[ ,]*是/, '');
  for (const slot of named === undefined ? SAY_THEMSELVES : []) {
    if (filled[slot] === undefined) continue;
    const told = PARSERS[slot](telling, { ...hearing, open: null });
    if (told.ok && told.value !== filled[slot] && told.value !== 'unknown') return [[slot, told.value]];
  }
  const asked =
    open !== null && isFree(open) && open.slot !== 'confirm' && open.slot !== 'comment' ? open.slot : undefined;
  const target =
    named === 'title' || (named !== undefined && isWritten(named)) ? named : named === undefined ? asked : undefined;
  const said = asWritten(text);
  const written = target === undefined ? undefined : (TITLE.exec(said)?.[1] ?? STATED.exec(said)?.[1]);
  const parsed = target === undefined || written === undefined ? null : PARSERS[target](written, hearing);
  return target !== undefined && parsed?.ok === true ? [[target, parsed.value]] : [];
}

/** What a message corrects or rejects while a service is open; empty if it does neither. */
export function correctionsIn(text: string, heard: Heard, hearing: Hearing): Command[] {
  if (hearing.open === null || heard.key.length > 200 || !CORRECTS.test(heard.key)) return [];
  const values = newValues(text, heard, hearing);
  if (values.length > 0) return values.flatMap(([slot, value]) => put(slot, value, hearing) ?? []);
  // 手机号不对,户号也不对: each clause names its own.
  const wrong = clausesOf(heard.key).filter((clause) => CORRECTS.test(clause));
  const named = [...wrong, heard.key].flatMap((clause) => NAMED.find(([, name]) => name.test(clause))?.[0] ?? []);
  const slots = [
    ...new Set((wrong.length > 1 ? named.slice(0, -1) : named.slice(0, 1)).map((slot) => slotIn(slot, hearing))),
  ];
  return slots.flatMap((slot): Command[] =>
    hearing.filled[slot] !== undefined || hearing.open?.slot === slot ? [{ kind: 'reject', slot }] : [],
  );
}

/** "That's wrong" and nothing else. */
export const rejectsAll = (key: string): boolean =>
  /^(?:好像|我|是|都|全|刚才|不好意思|这个?){0,3}(?:不太?对|[写输打填说选弄搞记]?错了?|有误|[写输打填说选弄搞记]错了?|不是这个|不是我的)(?:了|啊|吧|[,。!])*$|^(?:(?:that|this|it)(?:'?s| is) )?(?:wrong|incorrect|not right|a mistake|not it)[.!]*$/.test(
    key,
  );

/** 不对, that's wrong, and nothing else. */
export const saysWrong = (text: string): boolean => rejectsAll(hear(text).key);

const NONE =
  /^(?:我|这个|现在|暂时|都)?(?:没有?|无|没有这个|没这个)(?:的|了|呢|啊)?$|^(?:no|none|nothing|i (?:have|'ve got|got) (?:none|no (?:phone|number|mobile|such (?:thing|number)))|i (?:don'?t|do not) have (?:one|any|it|that|a (?:phone|mobile|number)))$/;
/** 没有, I have none: what was asked for does not exist. */
export const hasNone = (text: string): boolean => NONE.test(bare(hear(text).key));
