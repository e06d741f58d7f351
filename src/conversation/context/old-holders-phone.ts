/** A phone that is introduced as the former owner's is never the resident's own: 前屋主的电话是…, the seller's phone is … */
import { isMobile } from '../../domain/phone.ts';
import type { Command } from '../message.ts';
import { openFrame } from '../session.ts';
import { identifiersIn } from '../understanding/parsers/identifiers.ts';
import { PARSERS } from '../understanding/parsers.ts';
import { hear } from '../understanding/spelling.ts';
import { byRule, type Reading } from './reading.ts';

const FORMER =
  /(?:前|原来?的?|旧|老|上一?[个任位]?)(?:屋主|房主|户主|业主|主人|用户|房东)|上一?家|前任|前手|卖家|卖方|\b(?:former|old|previous|prior|last)(?: account)? (?:owner|holder|resident)|\b(?:seller|vendor)\b/g;
const MINE =
  /我的|我自己|我本人|本人|自己的|新户主|新屋主|买家|买方|我(?=(?:手机|电话|号码|是|:))|\b(?:my|mine|buyer|new (?:holder|owner))\b/g;
const PHONES: readonly string[] = ['phone', 'contactPhone', 'oldHolderPhone'];

/** Whose a number is stand the words before it, since the last number. */
function isFormers(before: string, asked: boolean): boolean {
  const words = before.split(/\d{6,}/).pop() ?? '';
  const last = (said: RegExp) => [...words.matchAll(said)].at(-1)?.index ?? -1;
  const [former, mine] = [last(FORMER), last(MINE)];
  return former > mine || (asked && mine < 0);
}

export const oldHoldersPhone: Reading = ({ making: { session }, written, proposals, hearing }) => {
  const open = openFrame(session);
  if (!open?.asked) return null;
  const changesHolder = open.service === 'account.transfer' || open.service === 'account.rename';
  const changesPhone = open.service === 'request.file' && open.asked === 'contactPhone';
  if (!changesHolder && !changesPhone) return null;
  const { plain } = hear(written);
  const asked = open.asked === 'oldHolderPhone';
  const [formers] = identifiersIn(plain, 'phone', hearing.locale).filter(
    ({ slot, start }) => slot === 'phone' && isFormers(plain.slice(0, start), asked),
  );
  if (formers === undefined) return null;
  const { value } = formers;
  const others = plain.replace(FORMER, ' ');
  const held = open.slots.oldHolderPhone;
  const kept = proposals
    .map(({ command }) => command)
    .filter((command) => {
      if (command.kind === 'unknown') return false;
      if (command.kind !== 'set' && command.kind !== 'correct') return true;
      // Former owner 0900…: whose phone it is names nobody, and says nothing of who applies.
      if (command.slot === 'role') {
        const role = PARSERS.role(others, hearing);
        return role.ok && role.value === command.value;
      }
      if (command.slot === 'name') return command.value.replace(FORMER, '').trim() === command.value.trim();
      return !PHONES.includes(command.slot) || command.value !== value;
    });
  // Asked is a mobile: a text message goes there.
  const told: readonly Command[] =
    changesHolder && isMobile(value)
      ? [{ kind: asked || held === undefined ? 'set' : 'correct', slot: 'oldHolderPhone', value }]
      : [];
  const meant = [...told, ...kept];
  return byRule(...(meant.length > 0 ? meant : [{ kind: 'unknown' } as const]));
};
