/** The label of a button of the open question, typed word for word, is that button. */
import type { Making } from './making.ts';
import type { Command } from './message.ts';
import { phrase } from './sentences/book.ts';
import { openFrame } from './session.ts';
import { hear } from './understanding/spelling.ts';

/** One spelling and one script, without what ends a sentence. */
const folded = (text: string): string =>
  hear(text)
    .key.replace(/[。.!~ ]+$/, '')
    .trim();

export function typedLabel({ session, turn }: Making, written: string): Command | null {
  const open = openFrame(session);
  if (!open?.asked) return null;
  const said = folded(written);
  const { asked } = open;
  const isSaid = (label: string): boolean => folded(label) === said;
  if (asked === 'confirm') {
    if (open.yes !== undefined && isSaid(open.yes)) return { kind: 'affirm', bound: open.readBack ?? '' };
    return isSaid(turn.render(phrase('label.no'))) ? { kind: 'deny' } : null;
  }
  // Two that say the same are told apart as everywhere.
  const [chosen, ...others] = open.options.filter(({ label }) => isSaid(label));
  if (chosen && others.length === 0) return { kind: 'set', slot: asked, value: chosen.value };
  return !chosen && open.optional && isSaid(turn.render(phrase('label.skip'))) ? { kind: 'skip' } : null;
}
