/** What was left in this conversation, put off or cancelled, is kept for a while and taken up again by a word: 继续, go on with it. */
import { offers } from './clarify.ts';
import { type Making, sayAll } from './making.ts';
import { text } from './saying.ts';
import { phrase } from './sentences/book.ts';
import { type Frame, openFrame } from './session.ts';
import { advance, askAgain } from './step.ts';

/** Later than this nobody says "go on" and means it. */
const KEPT_HOURS = 24;

/** Remembers frames that go off the stack with their answers; a rating or a question is nothing to come back to. */
export function keep({ session, turn }: Making, frames: readonly Frame[]): void {
  const kept = frames.filter(({ service }) => !['rating.give', 'knowledge.ask', 'handoff.request'].includes(service));
  if (kept.length > 0) session.left = { frames: [...kept], at: turn.now.toISOString() };
}

/** The open question, or what was left last. */
export async function goOn(making: Making): Promise<void> {
  const { session, turn } = making;
  const { left } = session;
  if (openFrame(session)) return askAgain(making);
  const last = left?.frames.at(-1);
  if (!left || !last || turn.now.getTime() - Date.parse(left.at) > KEPT_HOURS * 3_600_000)
    return sayAll(making, [{ kind: 'choices', phrase: phrase('repair.nothing-to-go-on'), buttons: offers() }]);
  delete session.left;
  // A yes that was said then counts no more, and questions are put as they stand today.
  session.stack = left.frames.map((frame) => ({ ...frame, asked: null, misses: 0, readBack: null, agreed: null }));
  sayAll(making, [text('repair.resume', { service: last.service })]);
  making.asked = false;
  return advance(making);
}
