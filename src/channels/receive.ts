/** For all chats: accept → acknowledge → answer → send. */
import type { Converse } from '../conversation/converse.ts';
import type { InboundMessage } from '../conversation/message.ts';
import type { Events } from '../events.ts';
import type { Delivery } from '../services/delivery.ts';
import type { Turnstile } from './turnstile.ts';

export type Accepted = Awaited<ReturnType<Converse['accept']>>;

export interface Receive {
  /** Durable when it resolves: only then may the sender hear 200. */
  accept(messages: readonly InboundMessage[]): Promise<Accepted>;
  /** Answers the conversations that have something new, then sends; each on its own, so that one that fails holds up no other. */
  answer(accepted: Accepted): Promise<void>;
}

export function createReceive(deps: {
  converse: Converse;
  delivery: Pick<Delivery, 'sendDue'>;
  events: Events;
  /** Null: everything at once. */
  turnstile: Turnstile | null;
}): Receive {
  return {
    accept: (messages) => deps.converse.accept(messages),
    answer: (accepted) => (deps.turnstile === null ? answer(accepted) : deps.turnstile(() => answer(accepted))),
  };

  async function answer(accepted: Accepted): Promise<void> {
    await Promise.all(
      accepted.map(async (snapshot) => {
        try {
          await deps.converse.answerWaiting(snapshot, snapshot);
        } catch (error) {
          // The row stays unanswered: upkeep takes it up.
          deps.events.turnFailed(error);
        }
      }),
    );
    await deps.delivery.sendDue();
  }
}
