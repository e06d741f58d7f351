/** A typed number presses the button it stands beside, in the last list this person was shown. */
import type { Answered } from '../../conversation/transcript.ts';
import { numberedChoices } from './replies.ts';

/** 1 to 99 as people type it in answer to a list: `2`, `２`, `2.`, `2、`. */
export function typedNumber(text: string): number | null {
  const typed = /^\s*([1-9]\d?)\s*[.、)）]?\s*$/.exec(text.normalize('NFKC'));
  return typed ? Number(typed[1]) : null;
}

/**
 * The button of number `n`; null: the number is meant as it is. `turns` oldest first; `unshown`: values in texts that still wait,
 * since nobody chooses from a list they have not seen. An open question without a list takes numbers itself, and so does a person.
 * Whether the press still counts is judged like every press.
 */
export function buttonOf(n: number, turns: readonly Answered[], unshown: ReadonlySet<string>): string | null {
  for (const { answer } of [...turns].reverse()) {
    if (answer.turn.person !== undefined) return null;
    const choices = numberedChoices(answer.replies);
    if (choices.some(({ choice }) => unshown.has(choice.button))) continue;
    if (choices.length > 0) return choices.find(({ number }) => number === n)?.choice.button ?? null;
    if (answer.turn.awaiting !== null) return null;
  }
  return null;
}
