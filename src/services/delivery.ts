/** Sends what waits in the outbox: once each, in order per recipient, with pauses that grow, visibly given up in the end. */
import { addMinutes } from '../domain/calendar.ts';
import {
  carry,
  keptBack,
  markKept,
  markSent,
  markUnsent,
  type Outgoing,
  type Rider,
  takeOutgoing,
} from '../store/outbox.ts';
import type { Deps } from './deps.ts';

export type { Outgoing, Rider };

/** While a message is being sent nobody else takes it; longer than any sender's own deadline. */
const LEASE_SECONDS = 30;
/** The pauses between them add up to less than a day: so long platforms know a retry key again. */
const MOST_ATTEMPTS = 28;
/** Looked at when a message could take more along. */
const MOST_RIDERS = 20;

export type Sending =
  /** `proof`: the platform's own number of the call. */
  | { readonly sent: string; readonly proof?: string | null }
  /** `uncertain`: it may have been carried out all the same. */
  | { readonly failed: 'permanent' | 'later'; readonly reason: string; readonly uncertain?: boolean }
  /** The channel's rules let it wait: nothing was tried, or certainly nothing came of it. Of no use any more from `uselessAt`. */
  | { readonly failed: 'kept'; readonly reason: string; readonly until: Date; readonly uselessAt: Date };

/** One per channel; they know platforms, this file does not. */
export interface Sender {
  (message: Outgoing, now: Date): Promise<Sending>;
  /** How many of those that the channel's rules kept back leave in this message's call, oldest first. */
  room?(message: Outgoing, kept: readonly Rider[], now: Date): number;
}

export type Delivery = ReturnType<typeof createDelivery>;

export function createDelivery(deps: Pick<Deps, 'db' | 'clock' | 'events'>, senders: Readonly<Record<string, Sender>>) {
  const { db, events } = deps;

  const sendOne = async (taken: Outgoing): Promise<void> => {
    const sender = senders[taken.channel];
    const now = deps.clock.now();
    const message = await withRiders(sender, taken, now);
    const result = await attempt(sender, message, now);
    const { channel, outboxId, attempts } = message;
    if ('sent' in result) {
      await markSent(db, outboxId, deps.clock.now(), result.proof);
      events.outboxSent({ channel, how: result.sent });
      return;
    }
    const triedAt = message.triedAt ?? ('uncertain' in result && result.uncertain ? now : null);
    const unsent = { outboxId, error: result.reason, triedAt };
    if (result.failed === 'kept') {
      await markKept(db, unsent, result.until, result.uselessAt);
      events.outboxWaits({ channel, reason: result.reason, attempts });
    } else if (result.failed === 'permanent' || attempts >= MOST_ATTEMPTS) {
      await markUnsent(db, unsent, { givenUpAt: now });
      events.outboxGivenUp({ channel, reason: result.reason });
    } else {
      // 5 s, 10 s, 20 s … at most an hour.
      const wait = Math.min(3_600, 5 * 2 ** (attempts - 1));
      await markUnsent(db, unsent, { dueAt: new Date(now.getTime() + wait * 1_000) });
      events.outboxWaits({ channel, reason: result.reason, attempts });
    }
  };

  /** A repeated call is the same to the letter: what an earlier attempt carried stays, and nothing joins it. */
  const withRiders = async (sender: Sender | undefined, message: Outgoing, now: Date): Promise<Outgoing> => {
    const joins = message.othersKept && message.riders.length === 0 && message.triedAt === null;
    if (!sender?.room || !joins) return message;
    const kept = await keptBack(db, message, now, MOST_RIDERS);
    return { ...message, riders: await carry(db, message.outboxId, kept.slice(0, sender.room(message, kept, now))) };
  };

  return {
    /** Sends everything that is due now; returns how many were tried. */
    async sendDue(): Promise<number> {
      let tried = 0;
      for (;;) {
        const now = deps.clock.now();
        const due = await takeOutgoing(db, now, addMinutes(now, LEASE_SECONDS / 60), 20);
        if (due.length === 0) return tried;
        await Promise.all(due.map(sendOne));
        tried += due.length;
      }
    },
  };
}

async function attempt(sender: Sender | undefined, message: Outgoing, now: Date): Promise<Sending> {
  if (message.uselessAt && message.uselessAt <= now) return { failed: 'permanent', reason: 'too late to be of use' };
  if (!sender) return { failed: 'later', reason: 'channel is off' };
  try {
    return await sender(message, now);
  } catch (error) {
    return { failed: 'later', reason: error instanceof Error ? error.message : String(error), uncertain: true };
  }
}
