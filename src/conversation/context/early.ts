/** What answers another question of the open service: it is kept, and begins nothing else. 我叫王小明 while the consent is asked. */
import type { ServiceId, SlotName } from '../../domain/names.ts';
import { fold } from '../../text/script.ts';
import { FLOWS } from '../flows/index.ts';
import type { Making } from '../making.ts';
import type { Command, Proposal } from '../message.ts';
import { type Frame, openFrame } from '../session.ts';
import type { Hearing } from '../understanding/hearing.ts';
import { identifiersIn } from '../understanding/parsers/identifiers.ts';
import { nameTold, parkingTold, placeTold, wantsPerson } from '../understanding/parsers/refused.ts';
import { isAnonymous, kilowattsIn, scopeIn, sinceIn, trippedIn } from '../understanding/parsers/telling.ts';
import { isStory } from '../understanding/parsers/written.ts';
import { lostPhone } from '../understanding/rules/lost-phone.ts';
import { personAt } from '../understanding/slots/surnames.ts';
import { bare, hear } from '../understanding/spelling.ts';

const byRule = (command: Command): Proposal => ({ command, by: 'rule' });

/** What a value is easily taken for, since names, phones and accounts have services of their own. */
const TAKEN_FOR: readonly ServiceId[] = [
  'account.rename',
  'account.transfer',
  'account.bind',
  'account.switch',
  'request.file',
  'channel.link',
  'outage.query',
];
/** Open while a value may also be a wish for these, in words that say so. */
const WISHES = /换|改|变更|更新|\bchange\b|\bupdate\b|过户|绑|申请|要办|想办|transfer|link/;
/** 王小明, Tang Jingyi: a name and no word beside it. */
const BARE_EN = /^\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+){1,2}$/u;
const COMMON = /^[王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫朱胡郭林罗羅梁宋郑鄭谢謝韩韓唐]\p{Script=Han}$/u;
const bareName = (written: string): string | null => {
  const said = written.trim();
  if (BARE_EN.test(said)) return said;
  // Two characters are a word as often as a name, unless they begin as most names do; 阿巴阿巴 is neither.
  const shaped = /^\p{Script=Han}{3}$/u.test(said) || COMMON.test(said);
  return shaped && personAt(fold(said), 0)?.length === said.length ? said : null;
};
const ANONYMOUS_ALONE =
  /^(?:我?(?:要|想)?(?:不用?匿名|匿名|实名)(?:举报|投诉)?|(?:not |stay |be |keep it )?anonymous(?:ly)?)$/;
/** 开关没跳: the breaker is named, so that a bare no is none about it. */
const HELD =
  /(?:开关|闸|空开|断路器).{0,4}(?:没有?跳|正常|好的|没事|开着)|没有?跳闸|\bbreakers?\b.{0,16}(?:fine|ok|on|not)|n'?t trip/;

type Reader = (written: string, key: string, hearing: Hearing) => string | null;
/** Only what could be nothing else: the slots in the order they are read. */
const READERS: readonly (readonly [SlotName, Reader])[] = [
  ['address', (written) => placeTold(written)],
  ['parkingSpace', (written) => parkingTold(written)],
  ['capacityKw', (_written, key) => kilowattsIn(key, false)],
  ['scope', (_written, key) => scopeIn(key)],
  ['since', (written) => sinceIn(written)],
  ['breaker', (_written, key) => (trippedIn(key) ? 'yes' : HELD.test(key) ? 'no' : null)],
  [
    'anonymous',
    (_written, key) =>
      ANONYMOUS_ALONE.test(bare(key)) ? (isAnonymous(key) && !/^不|^not|实名/.test(bare(key)) ? 'yes' : 'no') : null,
  ],
];

function numbersTold(written: string, names: readonly SlotName[], hearing: Hearing): [SlotName, string][] {
  const { plain } = hear(written);
  const asked = names.includes('idNumber') ? 'idNumber' : null;
  return identifiersIn(plain, asked, hearing.locale).flatMap(({ slot, value }): [SlotName, string][] => {
    const meant = slot === 'phone' && !names.includes('phone') ? 'contactPhone' : slot;
    return (slot === 'phone' || slot === 'idNumber') && names.includes(meant) ? [[meant, value]] : [];
  });
}

/** The values in a message that the open service asks for elsewhere. */
function told({ service, asked, slots }: Frame, written: string, hearing: Hearing): [SlotName, string][] {
  const names = FLOWS[service].slots
    .map(({ name }) => name)
    // Only a report may be anonymous, elsewhere it would clear what was told; elsewhere a time is a day.
    .filter((name) => name !== asked && (name !== 'anonymous' || slots.category === 'report'))
    .filter((name) => name !== 'since' || service === 'outage.report');
  const { key } = hear(written);
  const name = nameTold(written) ?? bareName(written);
  const values = numbersTold(written, names, hearing);
  if (name !== null && names.includes('name')) values.push(['name', name]);
  // A name may hold a place's characters, and a number an address's.
  if (name === null)
    for (const [slot, read] of READERS) {
      const value = names.includes(slot) ? read(written, key, hearing) : null;
      if (value !== null) values.push([slot, value]);
    }
  return values;
}

/** What a message is instead of what it was taken for; null: it stays that. */
export function early(
  making: Making,
  written: string,
  proposals: readonly Proposal[],
  hearing: Hearing,
): readonly Proposal[] | null {
  const open = openFrame(making.session);
  const [first] = proposals.map(({ command }) => command);
  if (!open && lostPhone(written) && /绑|验证码|\blink|\bcode/.test(hear(written).key))
    return [byRule({ kind: 'start', service: 'account.bind' })];
  if (!open && first?.kind === 'start' && TAKEN_FOR.includes(first.service)) {
    if (ANONYMOUS_ALONE.test(bare(hear(written).key))) return [byRule({ kind: 'unknown' })];
    // What was filed a moment ago can be added to by the people who have it.
    if (making.session.filed && NOTE.test(hear(written).key))
      return [byRule({ kind: 'unsure', between: ['handoff.request', 'progress.query'], slots: [{}, {}] })];
  }
  if (!open?.asked || !first || open.service === 'rating.give') return null;
  const { asked } = open;
  const kinds = proposals.map(({ command }) => command.kind);
  // 不要这样讲,给我真人 refuses no person.
  if (first.kind === 'start' && first.service === 'handoff.request' && wantsPerson(written)) return proposals;
  if (kinds.every((kind) => kind === 'unknown') && wantsPerson(written))
    return [byRule({ kind: 'start', service: 'handoff.request' })];
  // The number of an account that was none: it is kept as what it is.
  const number = open.slots.accountNumber;
  if (number && /^(?:1[3-9]\d{9}|09\d{8})$/.test(number) && WAS_PHONE.test(bare(hear(written).key))) {
    const slot = FLOWS[open.service].slots.some(({ name }) => name === 'phone') ? 'phone' : 'contactPhone';
    return [byRule({ kind: 'reject', slot: 'accountNumber' }), byRule({ kind: 'set', slot, value: number })];
  }
  if (open.service === 'account.bind' && kinds.every((kind) => LOST_KINDS.includes(kind)) && lostPhone(written))
    return [byRule({ kind: 'go-on' })];
  // 整栋楼 where an address is asked is no address, and no outage either.
  const around = proposals[0]?.by === 'local' && asked === 'address' && scopeIn(hear(written).key) !== null;
  if (around && first.kind === 'start' && first.service === 'outage.report' && !DARK.test(hear(written).key))
    return [byRule({ kind: 'unknown' })];
  const wished = first.kind === 'start' && TAKEN_FOR.includes(first.service) && first.service !== open.service;
  // 没跳闸 speaks of an outage, and one is being reported.
  const again = first.kind === 'start' && first.service === open.service;
  const unheard =
    proposals.length === 1 && (first.kind === 'unknown' || first.kind === 'outOfScope' || wished || again);
  const lost = FLOWS[open.service].slots.some(({ name }) => name === 'phone') ? null : phoneInstead(proposals, open);
  if (lost) return lost;
  if (!unheard || (isStory(asked) && written.length > 60)) return null;
  const isName = nameTold(written) !== null;
  if (wished && !isName && WISHES.test(hear(written).key)) return null;
  const values = told(open, written, hearing).filter(([slot, value]) => open.slots[slot] !== value);
  if (values.length > 0)
    return values.map(([slot, value]) =>
      byRule(open.slots[slot] === undefined ? { kind: 'set', slot, value } : { kind: 'correct', slot, value }),
    );
  // A name that is not asked for here is no wish for another one.
  return wished && (isName || /^匿名$/.test(bare(hear(written).key))) ? [byRule({ kind: 'unknown' })] : null;
}

const WAS_PHONE =
  /^(?:不对|不是|错了|说错了|写错了|搞错了|哦|抱歉|[,。 ])*(?:那|这|刚才那)?(?:个|支)?(?:其实|才)?是(?:我的?)?(?:手机|电话)(?:号码?)?(?:了|不是户号|,不是户号)?$|^(?:no[,.]? |sorry[,.]? |oops[,.]? |wait[,.]? )*(?:that|this|it)(?:'s| is| was) (?:my |a |the )?(?:phone|mobile|cell|telephone)(?: number)?(?:[, ]+not (?:my |the |an )?account(?: number)?)?$/;
const NOTE =
  /^(?:请|麻烦|帮我|再|还要|我要|我想)*(?:备注|补充|加一?[句个条]|追加|注明|添加)|^(?:please )?(?:add (?:a |this |one )?(?:note|comment|remark)|note(?: that|:)|also (?:note|tell them|mention)|one more thing)/;
const DARK = /电|黑|\bpower|electric|light|dark|outage|blackout/;
const LOST_KINDS: readonly Command['kind'][] = ['unknown', 'start', 'resend', 'reject', 'outOfScope', 'set', 'correct'];

/** A phone for a service that knows it by its other name. */
function phoneInstead(proposals: readonly Proposal[], open: Frame): readonly Proposal[] | null {
  const isPhone = ({ command }: Proposal) =>
    (command.kind === 'set' || command.kind === 'correct') && command.slot === 'phone';
  if (!proposals.some(isPhone) || !FLOWS[open.service].slots.some(({ name }) => name === 'contactPhone')) return null;
  return proposals.map((proposal) => {
    const { command } = proposal;
    if ((command.kind !== 'set' && command.kind !== 'correct') || command.slot !== 'phone') return proposal;
    const kind = open.slots.contactPhone === undefined ? 'set' : 'correct';
    return { ...proposal, command: { ...command, kind, slot: 'contactPhone' } };
  });
}
