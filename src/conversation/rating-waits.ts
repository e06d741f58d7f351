/** How it was is asked twice at most; then the question waits in silence, until a score is given or nothing was said for hours. */
import { readButton } from './buttons.ts';
import type { Making } from './making.ts';
import type { Command, Content } from './message.ts';
import { type Frame, hearingOf, openFrame, type Session } from './session.ts';
import { scoreIn } from './understanding/parsers/score.ts';
import { hear } from './understanding/spelling.ts';
import { understandText } from './understanding/understand.ts';

const MOST = 2;
const WAITS_HOURS = 4;
const LONGEST_TRY = 8;

/** Said to the question, whatever it says. */
const TO_IT: readonly Command['kind'][] = [
  ...(['set', 'correct', 'reject', 'skip', 'deny', 'cancel', 'back', 'why', 'wait', 'repeat', 'help'] as const),
  ...(['language', 'resend', 'go-on', 'not-wanted'] as const),
];
/** A score that nobody asked for any more says that it is one: 满意, not 好; 5, 5 stars. */
const SAYS_SCORE = /^[1-5]$|满意|好评|差评|satisfied/;

const timesAsked = ({ memo }: Frame): number => Number(memo.asked ?? 0);

/** Counts, at the end of a turn, that the question was asked in it. */
export function noteRatingAsked({ session, asked }: Pick<Making, 'session' | 'asked'>): void {
  const open = openFrame(session);
  if (asked && open?.asked === 'score') open.memo.asked = `${timesAsked(open) + 1}`;
}

/** Before a message is heard: what was asked often enough steps aside for whatever is no answer, and comes up for a score. */
export function letRatingWait(making: Making, content: Content): void {
  const { session } = making;
  const open = openFrame(session);
  if (!open) takeUp(making, content);
  if (open?.service !== 'rating.give') return;
  delete session.unrated;
  if (session.stack.length > 1 || open.asked !== 'score' || timesAsked(open) < MOST || answers(making, content)) return;
  session.unrated = { frame: open, at: making.turn.now.toISOString() };
  session.stack.pop();
}

function answers({ session, turn }: Making, content: Content): boolean {
  if (content.kind === 'button') return !['start', 'stale'].includes(readButton(content.value, session).kind);
  if (content.kind !== 'text') return false;
  const { key } = hear(content.text);
  // 7分 is a try.
  const score = scoreIn(key, true);
  if (score.ok || (score.reason === 'range' && key.length <= LONGEST_TRY)) return true;
  return understandText(content.text, hearingOf(session, turn)).every(({ command }) => TO_IT.includes(command.kind));
}

function takeUp({ session, turn }: Making, content: Content): void {
  const { unrated } = session;
  if (!unrated) return;
  const rests = turn.now.getTime() - Date.parse(unrated.at) > WAITS_HOURS * 3_600_000;
  if (rests) delete session.unrated;
  if (rests || !givesScore(content, { ...session, stack: [unrated.frame] })) return;
  session.stack.push(unrated.frame);
  delete session.unrated;
}

function givesScore(content: Content, session: Session): boolean {
  if (content.kind === 'button') return readButton(content.value, session).kind === 'set';
  if (content.kind !== 'text') return false;
  const { key } = hear(content.text);
  return scoreIn(key, false).ok || (SAYS_SCORE.test(key.trim()) && scoreIn(key, true).ok);
}
