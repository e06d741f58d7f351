/** Values: answers to the open question, corrections of earlier ones, several in one message, or out of the blue. */
import type { SlotName } from '../domain/names.ts';
import { unclear } from './clarify.ts';
import type { Slots } from './flow.ts';
import { FLOWS } from './flows/index.ts';
import { fillThrough, slotOf } from './frames.ts';
import { followed } from './in-context.ts';
import { type Making, sayAll } from './making.ts';
import type { Command } from './message.ts';
import { type Said, text } from './saying.ts';
import { type Frame, openFrame } from './session.ts';
import { advance } from './step.ts';
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
  if (known.length === 0) return unclear(making);
  const wrong = known.map((given) => takeOne(making, open, given)).find((refused) => refused !== null);
  making.asked = false;
  return wrong ? unclear(making, wrong) : advance(making);
}

/** Fills the slot, or says why the value does not do. */
function takeOne(making: Making, open: Frame, { kind, slot, value }: Given): Said | null {
  const before = open.slots[slot];
  const checked = slotOf(open.service, slot)?.check?.(value, making.turn, open.slots) ?? { value };
  if ('wrong' in checked) return checked.wrong;
  const name: SlotName = 'instead' in checked ? checked.instead : slot;
  if (kind === 'correct' && before !== undefined)
    sayAll(making, [text('repair.corrected', { slot, value: checked.value })]);
  if (name !== slot) open.memo.instead = name;
  fillThrough(making.session, open, name, checked.value);
  return null;
}

/** Values nobody asked for: number and phone want to be bound, a number or a month alone wants its bill. */
async function outOfTheBlue(making: Making, values: readonly Given[]): Promise<void> {
  const slots: Slots = Object.fromEntries(values.map(({ slot, value }) => [slot, value]));
  const { accountNumber, phone, month } = slots;
  if (accountNumber && phone) return wish(making, 'account.bind', { accountNumber, phone });
  // 那五月的呢 after an explanation wants that explained.
  if (month && !accountNumber) return wish(making, followed(making), slots);
  if (accountNumber) return wish(making, 'bill.query', slots);
  return unclear(making);
}
