/** 装充电桩, said where a reason is to be chosen: words that the question does not take are heard as if nothing were open. */
import { slotOf } from '../frames.ts';
import { openFrame } from '../session.ts';
import { isStory } from '../understanding/parsers/written.ts';
import { understandText } from '../understanding/understand.ts';
import type { Reading } from './reading.ts';

/** The other services that are wished for in plain words; null where the answer counts, or nothing plainer was said. */
export const wishedInstead: Reading = ({ making: { session, turn }, written, proposals, hearing }) => {
  const open = openFrame(session);
  const [only, ...more] = proposals.map(({ command }) => command);
  if (!open || open.options.length === 0 || only?.kind !== 'set' || more.length > 0) return null;
  const { slot, value } = only;
  if (slot !== open.asked || !isStory(slot)) return null;
  const checked = slotOf(open.service, slot)?.check?.(value, turn, open.slots);
  if (!checked || !('wrong' in checked)) return null;
  const alone = understandText(written, { ...hearing, open: null, filled: {} });
  const wished = alone.every(
    ({ command, by }) => by === 'rule' && command.kind === 'start' && command.service !== open.service,
  );
  return wished ? alone : null;
};
