/** A turn in the making: what will be said, written and remembered; nothing of it counts before converse.ts commits it. */
import type { Write } from '../store/commit.ts';
import type { Turn } from './flow.ts';
import type { Content } from './message.ts';
import type { Said } from './saying.ts';
import type { Frame, Session } from './session.ts';

/** What is said, and to which frame's question its buttons belong (frame 0: an offer of this turn). */
export interface Placed {
  readonly said: Said;
  readonly frame: number;
  readonly question: string;
}

/** Changed only by the files of the engine: step, frames, repairs, wishes, clarify, happenings. */
export interface Making {
  readonly session: Session;
  turn: Turn;
  readonly said: Placed[];
  readonly writes: Write[];
  /** The open question was asked in this turn already. */
  asked: boolean;
  /** Services begun by this very message: a second wish waits for the first. */
  begun: number;
  /** They had been away for hours or days while a question was open. */
  away: boolean;
  /** Nothing changes by this turn: what was offered and said before stays as it is. */
  still: boolean;
  /** What stays of the message, where that is something else than what came. */
  kept: Content | null;
}

export function begin(before: Session, turn: Turn): Making {
  const session = structuredClone(before);
  return {
    session,
    turn: { ...turn, standing: session.stack },
    said: [],
    writes: [],
    asked: false,
    begun: 0,
    away: false,
    still: false,
    kept: null,
  };
}

export const sayAll = (making: Making, said: readonly Said[]): void => {
  for (const one of said) making.said.push({ said: one, frame: 0, question: '' });
};

/** The question comes last and once: an earlier one of the same turn has been overtaken. */
export function putQuestion(making: Making, frame: Frame, question: string, said: readonly Said[]): void {
  withdrawQuestion(making);
  making.said.push(...said.map((one) => ({ said: one, frame: frame.id, question })));
  making.asked = true;
}

/** What was asked is answered by more of the same message: whatever is wanted after that is asked then. */
export function withdrawQuestion(making: Making): void {
  making.said.splice(0, making.said.length, ...making.said.filter((placed) => placed.frame === 0));
  making.asked = false;
}

/** Before the question that is open, so that the question stays the last word. */
export function sayBeforeQuestion(making: Making, said: Said): void {
  const question = making.said.findIndex((placed) => placed.frame !== 0);
  making.said.splice(question < 0 ? making.said.length : question, 0, { said, frame: 0, question: '' });
}
