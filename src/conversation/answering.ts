/** Values: answers to the open question, corrections of earlier ones, several in one message, or out of the blue. */
import { maskPhone } from '../domain/mask.ts';
import type { SlotName } from '../domain/names.ts';
import { isMobile } from '../domain/phone.ts';
import { unclear } from './clarify.ts';
import { followed } from './context/topic.ts';
import type { Slots } from './flow.ts';
import { FLOWS } from './flows/index.ts';
import { fillThrough, slotOf } from './frames.ts';
import { type Making, sayAll, sayBeforeQuestion, withdrawQuestion } from './making.ts';
import type { Command } from './message.ts';
import { type Said, text } from './saying.ts';
import { type Frame, openFrame } from './session.ts';
import { advance, askAgain } from './step.ts';
import { onlyAgrees } from './understanding/parsers/told.ts';
import { yesOrNo } from './understanding/parsers/yes-no.ts';
import { bare, hear } from './understanding/spelling.ts';
import { wish } from './wishes.ts';

export type Given = Extract<Command, { kind: 'set' | 'correct' }>;

/** Takes all values of a message before anything is asked or done with one of them. */
export async function takeValues(making: Making, values: readonly Given[]): Promise<void> {
  const open = openFrame(making.session);
  if (!open) return outOfTheBlue(making, values);
  const places = FLOWS[open.service].slots.map((slot) => slot.name);
  const known = values
    .filter(({ slot }) => places.includes(slot))
    .sort((a, b) => places.indexOf(a.slot) - places.indexOf(b.slot));
  if (known.length === 0) {
    const phone = values.find(({ slot }) => slot === 'phone');
    return phone && (await keptForPerson(making, phone.value)) ? askAgain(making) : unclear(making);
  }
  if (isDoubtful(making, open, known)) {
    open.memo.doubt = 'yes';
    delete open.memo.beside;
    withdrawQuestion(making);
    return advance(making);
  }
  const { asked } = open;
  const kept = known.filter(({ slot }) => open.slots[slot] === undefined);
  const wrong = known.map((given) => takeOne(making, open, given)).find((refused) => refused !== null);
  withdrawQuestion(making);
  if (wrong) return unclear(making, wrong);
  await advance(making);
  // The same question again is no error: what was said meanwhile stands.
  if (asked && asked !== 'confirm' && openFrame(making.session) === open && open.asked === asked)
    sayKept(making, asked, kept);
}

async function keptForPerson({ turn, writes, said }: Making, phone: string): Promise<boolean> {
  const left = await turn.services.handoff.leavePhoneHere(turn.viewer, turn.conversationId, phone);
  if (!left) return false;
  writes.push(...left.writes);
  const { deadline } = left;
  said.push({ said: text('handoff.phone-kept', { phone: maskPhone(phone), deadline }), frame: 0, question: '' });
  return true;
}

const PHONES: readonly SlotName[] = ['phone', 'contactPhone'];

/** Half a sentence before the question that is asked again. */
function sayKept(making: Making, asked: SlotName, kept: readonly Given[]): void {
  const phone = kept.find(({ slot }) => PHONES.includes(slot));
  if (asked === 'accountNumber' && phone)
    sayBeforeQuestion(making, text('repair.is-phone', { phone: maskPhone(phone.value) }));
  else if (kept.length > 0 && kept.every(({ slot }) => slot !== asked))
    sayBeforeQuestion(making, text('repair.kept', { slots: kept.map(({ slot }) => slot) }));
}

/** 对 after a phone number was told may be about that: and 嗯 to “stay safe” is no more than that: an urgent case is opened by a yes to its own question only. */
const isDoubtful = ({ turn }: Making, open: Frame, values: readonly Given[]): boolean =>
  open.asked === 'danger' &&
  values.some(({ slot, value }) => slot === 'danger' && value === 'yes') &&
  (open.memo.beside === undefined
    ? open.memo.doubt === undefined && onlyAgrees(hear(turn.written).key)
    : yesOrNo(bare(hear(turn.written).key), null) === 'yes');

/** Fills the slot, or says why the value does not do. */
function takeOne(making: Making, open: Frame, { kind, slot, value }: Given): Said | null {
  const before = open.slots[slot];
  const checked = slotOf(open.service, slot)?.check?.(value, making.turn, open.slots) ?? { value };
  if ('wrong' in checked) return checked.wrong;
  const name: SlotName = 'instead' in checked ? checked.instead : slot;
  if (kind === 'correct' && before !== undefined)
    sayAll(making, [text('repair.corrected', { slot, value: checked.value })]);
  if (name !== slot) open.memo.instead = name;
  if (open.asked === 'danger' && slot !== 'danger') open.memo.beside = 'yes';
  fillThrough(making.session, open, name, checked.value);
  return null;
}

/** Values nobody asked for: number and phone want to be bound, a number or a month alone wants its bill. */
async function outOfTheBlue(making: Making, values: readonly Given[]): Promise<void> {
  // Of several numbers the first is begun with.
  const slots: Slots = Object.fromEntries([...values].reverse().map(({ slot, value }) => [slot, value]));
  const { accountNumber, phone, month } = slots;
  // Who waits for a person and sends a number wants to be rung up.
  const call = phone ?? (accountNumber && isMobile(accountNumber) ? accountNumber : undefined);
  if (call && values.length === 1 && (await keptForPerson(making, call))) return;
  if (accountNumber && phone) return wish(making, 'account.bind', { accountNumber, phone });
  // 那五月的呢 after an explanation wants that explained.
  if (month && !accountNumber) return wish(making, followed(making), slots);
  if (accountNumber) return wish(making, 'bill.query', slots);
  return unclear(making);
}
