/** The end of a turn: what is shown, which buttons stay alive, what "say that again" would say. */
import type { Making } from './making.ts';
import type { Proposal, Reply } from './message.ts';
import { noteRatingAsked } from './rating-waits.ts';
import { render } from './render.ts';
import { text } from './saying.ts';
import type { Voice } from './sentences/book.ts';
import { openFrame, type Session } from './session.ts';

export function repliesOf(
  making: Making,
  voice: Voice,
  turn: number,
  proposals: readonly Proposal[],
  before: Session,
): Reply[] {
  const replies = making.said.map(({ said, frame, question }) => render(said, voice, { turn, frame, question }));
  const repeats = proposals.some(({ command }) => command.kind === 'repeat');
  const again = repeats ? (before.lastSaid as Reply[]) : [];
  if (again.length + replies.length > 0) return [...again, ...replies];
  // An event may have nothing to say; a person who wrote is always answered.
  return proposals.length > 0 ? [render(text('repair.unclear'), voice, { turn, frame: 0, question: '' })] : [];
}

/** Which buttons stay alive, and what "say that again" would say: the answer without its buttons; the question is asked anyway. */
export function settleSession(making: Making, voice: Voice, turn: number, isEvent: boolean): void {
  const { session } = making;
  noteRatingAsked(making);
  session.live = isEvent || making.still ? [...session.live, turn].slice(-10) : [turn];
  if (making.still) return;
  if (!isEvent) {
    const open = openFrame(session);
    // A rating may be left: what was offered beside its question stands.
    const offered = open && open.service !== 'rating.give' ? undefined : offeredBy(making, voice, open !== null);
    if (offered) session.offered = offered;
    else delete session.offered;
  }
  const plain = making.said
    .filter(({ frame }) => frame === 0)
    .map(({ said, ...place }) => render(said, voice, { turn, ...place }))
    .map((reply): Reply => {
      if (reply.kind === 'card') return { ...reply, choices: [] };
      return reply.kind === 'choices' ? { kind: 'text', text: reply.text } : reply;
    });
  if (plain.length > 0 || making.asked) session.lastSaid = plain;
}

/** So many offers can be meant by a yes; more are a menu. */
const MOST_OFFERS = 3;
const QUESTION = /[?？]\s*$/;

/** What the answer's buttons would begin, but for a person and the articles. */
function offeredBy({ said }: Making, voice: Voice, isAsked: boolean): Session['offered'] {
  const places = said.flatMap((one) =>
    one.frame === 0 && 'buttons' in one.said && one.said.buttons.length > 0 ? [one.said] : [],
  );
  const wishes = places
    .flatMap(({ buttons }) => buttons)
    .flatMap(({ command }) =>
      command.kind === 'start' && !['handoff.request', 'knowledge.ask'].includes(command.service)
        ? [{ service: command.service, slots: { ...command.slots } }]
        : [],
    );
  const last = places.at(-1);
  const asks = !isAsked && last?.kind === 'choices' && QUESTION.test(voice.say(last.phrase));
  return wishes.length > 0 && wishes.length <= MOST_OFFERS ? { asks, wishes } : undefined;
}

/** The contract's names of open questions: choosing among several things is `choice`. */
export const publicName = (asked: string): string => (asked === 'payment' || asked === 'titleKind' ? 'choice' : asked);
