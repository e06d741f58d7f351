/** Who comes back after hours or days to an open question: it is said what was open, and an old yes counts for what holds now. */

import { type Making, sayAll, sayBeforeQuestion } from './making.ts';
import type { Command } from './message.ts';
import { text } from './saying.ts';
import { phrase } from './sentences/book.ts';
import { openFrame } from './session.ts';

const AWAY_HOURS = 4;

/** Notes that they wrote, and whether they had been away while a question was open. */
export function noteComing(making: Making): void {
  const { session, turn } = making;
  const before = session.heardAt;
  session.heardAt = turn.now.toISOString();
  making.away =
    before !== undefined &&
    turn.now.getTime() - Date.parse(before) >= AWAY_HOURS * 3_600_000 &&
    openFrame(session)?.asked != null;
  const open = openFrame(session);
  if (making.away && open) open.misses = 0;
}

const GREETS = (command: Command): boolean =>
  command.kind === 'unknown' ||
  command.kind === 'help' ||
  (command.kind === 'start' && command.service === 'smalltalk' && command.slots?.talk !== 'bye');
/** Answers and whatever steers the open question: it is named in a line, and goes on. */
const ANSWERS: readonly Command['kind'][] = ['set', 'correct', 'reject', 'affirm', 'skip', 'back', 'go-on', 'why'];

/** What is done with the commands of somebody who was away; runs `apply` with what they come to. */
export async function afterAbsence(
  making: Making,
  commands: readonly Command[],
  apply: (commands: readonly Command[]) => Promise<void>,
): Promise<void> {
  const open = openFrame(making.session);
  const [first] = commands;
  if (!making.away || !open || !first) return apply(commands);
  if (commands.every(GREETS)) {
    await apply(commands.map((command) => (command.kind === 'unknown' ? { kind: 'go-on' } : command)));
    return sayBeforeQuestion(making, {
      kind: 'choices',
      phrase: phrase('repair.was-open', { service: open.service }),
      buttons: [
        { label: phrase('label.go-on'), command: { kind: 'go-on' } },
        { label: phrase('label.drop-it'), command: { kind: 'cancel' } },
      ],
    });
  }
  if (ANSWERS.includes(first.kind)) sayAll(making, [text('repair.resume', { service: open.service })]);
  return apply(commands);
}
