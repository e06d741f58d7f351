/** 这个月, 本期, 上一期: only pointed at, since its bill comes after it. Until then the newest bill is meant, or the one before it; 12月 is 12月. */
import type { ServiceId } from '../../domain/names.ts';
import type { Slots } from '../flow.ts';
import type { Making } from '../making.ts';
import type { Command, Proposal } from '../message.ts';
import { openFrame } from '../session.ts';
import { monthsIn, monthValue } from '../understanding/parsers/month.ts';
import { hear } from '../understanding/spelling.ts';
import { followed } from './topic.ts';

const POINTED_AT = /(?:这|本|当|今|咯|嗰)个?月|(?:这|本|当|今)一?期|\b(?:this|current) month\b/;
/** A period of bills, whatever months one has. */
const BEFORE = /(上上|上|前)一?期(?! ?[(]?[\d一二三四五六七八九十])/;
const BILLS: readonly ServiceId[] = ['bill.query', 'bill.explain'];

/** Where bills are asked for, the month that was pointed at stays open at its end, `2026-12..`; everything else as it was understood. */
export function thisMonth(making: Making, written: string, proposals: readonly Proposal[]): readonly Proposal[] {
  const { key } = hear(written);
  const before = BEFORE.exec(key)?.[1];
  if (before === undefined && !POINTED_AT.test(key)) return proposals;
  const { today, locale } = making.turn;
  const month = today.slice(0, 7);
  const counted = before === undefined ? null : monthsIn(key, today, locale, false);
  const open = (service: ServiceId | undefined, slots: Slots): Slots => {
    if (!service || !BILLS.includes(service) || slots.month === undefined) return slots;
    if (counted && slots.month === monthValue(counted))
      return { ...slots, month: `${slots.month}..-${before === '上上' ? 2 : 1}` };
    return slots.month === month ? { ...slots, month: `${month}..` } : slots;
  };
  const meant = (command: Command): Command => {
    if (command.kind === 'start' && command.slots) return { ...command, slots: open(command.service, command.slots) };
    if (command.kind === 'unsure')
      return { ...command, slots: command.slots.map((slots, at) => open(command.between[at], slots)) };
    if ((command.kind !== 'set' && command.kind !== 'correct') || command.slot !== 'month') return command;
    const service = openFrame(making.session)?.service ?? followed(making);
    return { ...command, value: open(service, { month: command.value }).month ?? command.value };
  };
  return proposals.map((proposal) => ({ ...proposal, command: meant(proposal.command) }));
}
