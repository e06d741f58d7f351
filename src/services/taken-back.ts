/** A message its writer took back: out of everything that keeps words, for residents and staff alike. */
import { addMinutes } from '../domain/calendar.ts';
import {
  dropPapers,
  emptyMessage,
  forgetQuestions,
  noteTakenBack,
  rewriteAnswer,
  rewriteUnsent,
  stragglers,
  type ToTakeOut,
  toTakeOut,
  turnWithout,
} from '../store/channel-people.ts';
import { lostRace, type Write } from '../store/commit.ts';
import type { Person } from '../store/conversations.ts';
import type { Deps } from './deps.ts';

/** A burst may win the conversation's next turn again and again. */
const TRIES = 8;
/** A message that was being stored when it was taken back is found by upkeep; longer ago nothing is on its way any more. */
const LOOK_BACK_MINUTES = 24 * 60;

/** How a conversation forgets, see conversation/forgetting.ts. */
export interface Forgetting {
  /** What a message consisted of: its words, and papers that came with it. */
  partsOf(content: unknown): { readonly words: string; readonly papers: readonly string[] };
  /** A stored session without them. */
  session(stored: unknown, parts: { readonly words: string; readonly papers: readonly string[] }): Promise<unknown>;
  /** Any stored text without these words. */
  anywhere(value: unknown, words: string): unknown;
}

export function createTakeBack(
  deps: Pick<Deps, 'db' | 'unit' | 'clock' | 'files'> & { readonly forgetting: Forgetting },
) {
  const takeOut = async (person: Person, messageId: string): Promise<void> => {
    for (let tries = 1; ; tries += 1) {
      const found = await toTakeOut(deps.db, person, messageId);
      if (!found) return;
      try {
        return await deps.unit.commit(await writesWithout(found));
      } catch (error) {
        if (!lostRace(error) || tries >= TRIES) throw error;
      }
    }
  };

  const writesWithout = async (found: ToTakeOut): Promise<readonly Write[]> => {
    const now = deps.clock.now();
    const { forgetting } = deps;
    const parts = forgetting.partsOf(found.content);
    const { words, papers } = parts;
    const { conversation } = found;
    const changed = (before: unknown, after: unknown): boolean => JSON.stringify(before) !== JSON.stringify(after);
    const writes: Write[] = [emptyMessage(found, now)];
    if (found.answeredAt) writes.push(forgetQuestions(found.inboxId, found.answeredAt));
    if (papers.length > 0) {
      // Those of a filed case are the case's by now.
      const free = found.freePapers.filter((id) => papers.includes(id));
      if (free.length > 0) writes.push(dropPapers(free, now), ...(await deps.files.remove(free)));
    }
    if (conversation) {
      const { conversationId } = conversation;
      const session = await forgetting.session(conversation.session, parts);
      writes.push(...turnWithout({ ...found, conversation }, { session, inboxId: found.inboxId, now }));
      for (const { turn, answer } of found.turns) {
        const after = forgetting.anywhere(answer, words);
        if (changed(answer, after)) writes.push(rewriteAnswer(conversationId, turn, after));
      }
    }
    for (const { outboxId, body } of found.unsent) {
      const after = forgetting.anywhere(body, words);
      if (changed(body, after)) writes.push(rewriteUnsent(outboxId, after));
    }
    return writes;
  };

  return {
    /**
     * Durable when it resolves. What the resident agreed to with a yes stays what it is: a filed complaint is not a message any
     * more. Throws when the conversation is too busy; the platform then tells it again.
     */
    async takeBack(person: Person, messageIds: readonly string[]): Promise<void> {
      if (messageIds.length === 0) return;
      // First of all, so that one which arrives at this very moment is not kept either.
      await noteTakenBack(deps.db, person.channel, messageIds, deps.clock.now());
      for (const messageId of messageIds) await takeOut(person, messageId);
    },

    /** Messages that were being stored at the very moment when they were taken back. */
    async sweep(limit: number): Promise<void> {
      const since = addMinutes(deps.clock.now(), -LOOK_BACK_MINUTES);
      for (const { messageId, ...person } of await stragglers(deps.db, since, limit)) await takeOut(person, messageId);
    },
  };
}
