/** READ THIS FIRST. One conversation, answered message by message: load, understand, step, save; no platform and no SQL here. */
import type { Events } from '../events.ts';
import { lostRace } from '../store/commit.ts';
import { isDatabaseAway } from '../store/connect.ts';
import { acceptAndLoad, loadConversation, type Person, type Snapshot } from '../store/conversations.ts';
import type { Database } from '../store/tables.ts';
import type { Unit } from '../store/unit.ts';
import { readContent } from './content.ts';
import { nextOf, silent, silentTrouble } from './held.ts';
import type { InboundMessage } from './message.ts';
import { respond, trouble } from './respond.ts';
import { type Answered, createTranscripts, type Transcripts } from './transcript.ts';
import { type TakenTurn, type TurnDeps, takeTurn } from './turn.ts';

/** A lost race is tried again this often; then the message waits for upkeep. */
const TRIES = 3;

export interface ConverseDeps extends TurnDeps {
  readonly db: Database;
  readonly unit: Unit;
  readonly events: Events;
}

export interface Converse extends Transcripts {
  /** Stores messages (a redelivery changes nothing) and loads their conversations; durable when it resolves. */
  accept(messages: readonly InboundMessage[]): Promise<readonly Snapshot[]>;
  /**
   * Answers everything that waits in this conversation, oldest first, and returns the answers by event id. A snapshot that was
   * just loaded saves the first look. While a person holds the conversation the answers are silence and our own events wait.
   */
  answerWaiting(person: Person, snapshot?: Snapshot): Promise<ReadonlyMap<string, Answered>>;
}

export function createConverse(deps: ConverseDeps): Converse {
  return {
    ...createTranscripts(deps.db),

    accept: (messages) =>
      acceptAndLoad(
        deps.db,
        messages.map((message) => ({ ...message, replyToken: message.replyToken ?? null })),
        deps.clock.now(),
      ),

    async answerWaiting(person, snapshot) {
      const answered = new Map<string, Answered>();
      let current = snapshot ?? (await loadConversation(deps.db, person));
      let lost = 0;
      for (;;) {
        const next = nextOf(current);
        if (!next) return answered;
        const later = current.waiting.filter((one) => one !== next);
        const { held } = current;
        let turn: TakenTurn;
        try {
          turn = await takeTurn(deps, current, next, held ? silent : respond);
          await deps.unit.commit(turn.writes);
        } catch (error) {
          if (isDatabaseAway(error)) throw error;
          if (!lostRace(error)) {
            deps.events.turnFailed(error);
            // One of our own events is not lost: it stays unanswered for upkeep, and nobody's message waits for it.
            if (readContent(next.content).kind === 'event') {
              current = { ...current, waiting: later };
              continue;
            }
            // Something behind us is broken. It is said, nothing of the turn is written, and the next message gets its chance.
            turn = await takeTurn(deps, current, next, held ? silentTrouble : trouble);
            await deps.unit.commit(turn.writes);
          } else {
            // Somebody else answered here meanwhile, or made the same thing: look again and run this message on what holds now.
            lost += 1;
            deps.events.turnRaced({ channel: person.channel, attempt: lost });
            if (lost >= TRIES) return answered;
            current = await loadConversation(deps.db, person);
            continue;
          }
        }
        if (turn.unreadable.length > 0) deps.events.sessionUnreadable({ services: turn.unreadable.join(' ') });
        deps.events.messageAnswered(turn.heard);
        answered.set(next.eventId, { turn: turn.after.turn, answer: turn.answer });
        // What one turn left is what the next one needs: no second look at the database between messages of a burst.
        current = { ...turn.after, waiting: later };
        lost = 0;
      }
    },
  };
}
