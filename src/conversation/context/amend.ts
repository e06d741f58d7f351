/** "Not this, that": which answer of the open service is meant by its old value or its new one, whatever it was asked with. */
import type { SlotName } from '../../domain/names.ts';
import { FLOWS } from '../flows/index.ts';
import { slotOf } from '../frames.ts';
import type { Making } from '../making.ts';
import type { Command } from '../message.ts';
import { type Frame, openFrame } from '../session.ts';
import type { Hearing, OpenQuestion } from '../understanding/hearing.ts';
import { isStory, isWritten } from '../understanding/parsers/written.ts';
import { yesOrNo } from '../understanding/parsers/yes-no.ts';
import { bare, hear } from '../understanding/spelling.ts';
import { understandText } from '../understanding/understand.ts';
import { exchangeIn } from './exchange.ts';
import { byRule, type Reading } from './reading.ts';

/** A place in a list says which list only if there is one. */
const PLACE = /^第.个$|^\d+$|^the (?:first|second|third|last)(?: one)?$/i;
/** In a story short words only: it may tell what was not this but that. */
const SHORT = 16;

/** What understanding already made of it, and is not to be mended. */
const SETTLED: readonly Command['kind'][] = [
  ...([
    'correct',
    'emergency',
    'cancel',
    'skip',
    'back',
    'repeat',
    'help',
    'resend',
    'language',
    'why',
    'wait',
  ] as const),
  ...(['undo', 'go-on', 'stale'] as const),
];

export const amend: Reading = async ({ making, written, proposals, hearing }) => {
  const open = openFrame(making.session);
  if (!open?.asked || proposals.some(({ command: { kind } }) => SETTLED.includes(kind))) return null;
  const said = exchangeIn(written);
  if (!said || (isStory(open.asked) && written.length > SHORT)) return null;
  // What was said last is meant first; then what needed no question.
  const filled = FLOWS[open.service].slots.map(({ name }) => name).reverse();
  const given = [...new Set([...[...open.given].reverse(), ...filled])].filter(
    (name) => name !== open.asked && open.slots[name] !== undefined && open.slots[name] !== '',
  );
  // What answers the open question is no correction, unless it names what stands.
  const answers = proposals.some(
    ({ command }) => command.kind === 'set' && command.slot === open.asked && !isWritten(command.slot),
  );
  const chosen: Asked[] = [];
  for (const name of given) {
    const asked = await askedOf(making, open, name, hearing);
    if (said.old !== undefined && holds(asked, said.old)) {
      const value = asked.read(said.now);
      if (value !== null && value !== open.slots[name]) return byRule({ kind: 'correct', slot: name, value });
    }
    if (asked.byChoosing) chosen.push(asked);
  }
  // 户号不对: what is wrong was named, and no new value.
  if (proposals.some(({ command }) => command.kind === 'reject' && command.slot !== undefined)) return null;
  if (answers) return null;
  const choices = chosen.length === 1 || !PLACE.test(said.now) ? chosen : [];
  // A bare yes or no says nothing about which answer it changes.
  if (yesOrNo(bare(hear(said.now).key), null) !== null) return null;
  for (const { name, held, read } of choices) {
    const value = read(said.now);
    if (value !== null && value !== held) return byRule({ kind: 'correct', slot: name, value });
  }
  // Something of what was read back is wrong, and it is not plain what: that is asked.
  const only = proposals.length === 1 ? proposals[0]?.command.kind : undefined;
  const saysSo = /不对|不對|错|錯|应该|應該|\bwrong\b|should be/i.test(written);
  return saysSo && open.asked === 'confirm' && only === 'unknown' && given.length > 1
    ? byRule({ kind: 'reject' })
    : null;
};

/** A question that was answered: what its answer is now, and what words would answer it. */
interface Asked {
  readonly name: SlotName;
  readonly held: string;
  readonly byChoosing: boolean;
  /** The value that these words would set; null: none. */
  readonly read: (words: string) => string | null;
}

/** Answered in one's own words, though choices are offered. */
const WITH_CHOICES: readonly SlotName[] = ['about', 'reason'];

async function askedOf({ turn }: Making, frame: Frame, name: SlotName, hearing: Hearing): Promise<Asked> {
  const slot = slotOf(frame.service, name);
  // Asked on a copy: what a question notes for its answer is not to be noted now.
  const chooses = slot && (!isWritten(name) || WITH_CHOICES.includes(name));
  const { options = [] } = chooses ? await slot.ask(turn, frame.slots, structuredClone(frame)) : {};
  const question: OpenQuestion = {
    service: frame.service,
    slot: name,
    ...(options.length > 0 && {
      options: options.map(({ label, value, alsoSaid }) => ({
        label: 'literal' in label ? label.literal : turn.render(label),
        value,
        ...(alsoSaid && { alsoSaid }),
      })),
    }),
  };
  const read = (words: string): string | null => {
    const [first] = understandText(words, { ...hearing, open: question, filled: {} }).map(({ command }) => command);
    if (first?.kind !== 'set' || first.slot !== name) return null;
    // An urgent case is not opened by a yes that was meant for something else.
    if (name === 'danger' && !DANGER.test(words)) return null;
    const checked = slot?.check?.(first.value, turn, frame.slots) ?? { value: first.value };
    if (!('value' in checked) || 'instead' in checked) return null;
    // Where any words do, only one of the choices is surely meant.
    const known = !isWritten(name) || options.length === 0 || options.some(({ value }) => value === checked.value);
    return known ? checked.value : null;
  };
  return { name, held: frame.slots[name] ?? '', byChoosing: options.length > 0, read };
}

const DANGER = /危险|危險|火|烟|煙|电到|電到|danger|spark|smok|fire|shock/i;

const plain = (text: string): string => hear(text).key.replace(/[\s,。]/g, '');

/** Whether the old words are what this answer holds. */
function holds({ name, held, byChoosing, read }: Asked, old: string): boolean {
  const [has, said] = [plain(held), plain(old)];
  if (said.length > 1 && (has === said || (has.length > 3 && has.includes(said)))) return true;
  return (byChoosing || !isWritten(name)) && read(old) === held;
}
