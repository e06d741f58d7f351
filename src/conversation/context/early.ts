/** What answers another question of the open service: it is kept, and begins nothing else. 我叫王小明 while the consent is asked. */
import type { SlotName } from '../../domain/names.ts';
import { isMobile } from '../../domain/phone.ts';
import { FLOWS } from '../flows/index.ts';
import type { Command, Proposal } from '../message.ts';
import { type Frame, openFrame } from '../session.ts';
import type { Hearing } from '../understanding/hearing.ts';
import { bareName } from '../understanding/parsers/bare-name.ts';
import { identifiersIn } from '../understanding/parsers/identifiers.ts';
import { nameTold, parkingTold } from '../understanding/parsers/refused.ts';
import { isAnonymous, kilowattsIn, placeTold, scopeIn, sinceIn, trippedIn } from '../understanding/parsers/telling.ts';
import { isStory } from '../understanding/parsers/written.ts';
import { bare, hear } from '../understanding/spelling.ts';
import { ANONYMOUS_ALONE, TAKEN_FOR } from './no-wish.ts';
import { byRule, type Reading } from './reading.ts';

/** Open while a value may also be a wish for these, in words that say so. */
const WISHES = /换|改|变更|更新|\bchange\b|\bupdate\b|过户|绑|申请|要办|想办|transfer|link/;
/** 开关没跳: the breaker is named, so that a bare no is none about it. */
const HELD =
  /(?:开关|闸|空开|断路器).{0,4}(?:没有?跳|正常|好的|没事|开着)|没有?跳闸|\bbreakers?\b.{0,16}(?:fine|ok|on|not)|n'?t trip/;

/** 租的车位, my own: whose the parking space is, where it is asked which. */
const RENTED =
  /租.{0,4}(?:车位|的)|^(?:it'?s )?(?:rented|leased)|\b(?:rented|leased) (?:parking|space|spot|bay)|\bi rent\b/;
const OWNED = /(?:自己|我|自家|买|产权).{0,4}(?:车位|的)$|\b(?:my|our) own\b|\bi own\b|^(?:it'?s )?mine\b/;

type Reader = (written: string, key: string, hearing: Hearing) => string | null;
/** Only what could be nothing else: the slots in the order they are read. */
const READERS: readonly (readonly [SlotName, Reader])[] = [
  ['address', (written) => placeTold(written)],
  ['parkingSpace', (written) => parkingTold(written)],
  ['role', (_written, key) => (RENTED.test(key) ? 'tenant' : OWNED.test(key) ? 'owner' : null)],
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
    .filter((name) => name !== 'since' || service === 'outage.report')
    .filter((name) => name !== 'role' || asked === 'parkingSpace');
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

/** The number of an account that was none: it is kept as what it is. */
export const wasPhone: Reading = ({ making: { session }, bare: key }) => {
  const open = openFrame(session);
  const number = open?.slots.accountNumber;
  if (!open?.asked || !number || !isMobile(number) || !WAS_PHONE.test(key)) return null;
  const slot = asksFor(open, 'phone') ? 'phone' : 'contactPhone';
  return byRule({ kind: 'reject', slot: 'accountNumber' }, { kind: 'set', slot, value: number });
};

/** A phone for a service that knows it by its other name. */
export const phoneInstead: Reading = ({ making: { session }, proposals }) => {
  const open = openFrame(session);
  const isPhone = ({ command }: Proposal) =>
    (command.kind === 'set' || command.kind === 'correct') && command.slot === 'phone';
  if (!open?.asked || !proposals.some(isPhone) || asksFor(open, 'phone') || !asksFor(open, 'contactPhone')) return null;
  return proposals.map((proposal) => {
    const { command } = proposal;
    if ((command.kind !== 'set' && command.kind !== 'correct') || command.slot !== 'phone') return proposal;
    const kind = open.slots.contactPhone === undefined ? 'set' : 'correct';
    return { ...proposal, command: { ...command, kind, slot: 'contactPhone' } };
  });
};

const asksFor = ({ service }: Frame, slot: SlotName): boolean => FLOWS[service].slots.some(({ name }) => name === slot);

export const early: Reading = ({ making: { session }, written, key, bare, proposals, hearing }) => {
  const open = openFrame(session);
  const [first] = proposals.map(({ command }) => command);
  if (!open?.asked || !first || open.service === 'rating.give') return null;
  const begins = first.kind === 'start' ? first.service : undefined;
  const wished = begins !== undefined && TAKEN_FOR.includes(begins) && begins !== open.service;
  // 没跳闸 speaks of an outage, and one is being reported.
  const unheard = first.kind === 'unknown' || first.kind === 'outOfScope' || wished || begins === open.service;
  if (proposals.length > 1 || !unheard || (isStory(open.asked) && written.length > 60)) return null;
  const isName = nameTold(written) !== null;
  if (wished && !isName && WISHES.test(key)) return null;
  const values = told(open, written, hearing).filter(([slot, value]) => open.slots[slot] !== value);
  if (values.length > 0)
    return byRule(
      ...values.map(
        ([slot, value]): Command =>
          open.slots[slot] === undefined ? { kind: 'set', slot, value } : { kind: 'correct', slot, value },
      ),
    );
  // A name that is not asked for here is no wish for another one.
  return wished && (isName || bare === '匿名') ? byRule({ kind: 'unknown' }) : null;
};

const WAS_PHONE =
  /^(?:不对|不是|错了|说错了|写错了|搞错了|哦|抱歉|[,。 ])*(?:那|这|刚才那)?(?:个|支)?(?:其实|才)?是(?:我的?)?(?:手机|电话)(?:号码?)?(?:了|不是户号|,不是户号)?$|^(?:no[,.]? |sorry[,.]? |oops[,.]? |wait[,.]? )*(?:that|this|it)(?:'s| is| was) (?:my |a |the )?(?:phone|mobile|cell|telephone)(?: number)?(?:[, ]+not (?:my |the |an )?account(?: number)?)?$/;
