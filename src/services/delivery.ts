/** Sends what waits in the outbox: once each, in order per recipient, with pauses that grow, visibly given up in the end. */
import { addMinutes } from '../domain/calendar.ts';
import { markSent, markUnsent, type Outgoing, takeOutgoing } from '../store/outbox.ts';
import type { Deps } from './deps.ts';

/** While a message is being sent nobody else takes it; longer than any sender's own deadline. */
const LEASE_SECONDS = 30;
const MOST_ATTEMPTS = 12;

export type Sending = { readonly sent: string } | { readonly failed: 'permanent' | 'later'; readonly reason: string };

/** One per channel; they know platforms, this file does not. */
export type Sender = (message: Outgoing, now: Date) => Promise<Sending>;

export type Delivery = ReturnType<typeof createDelivery>;

export function createDelivery(deps: Pick<Deps, 'db' | 'clock' | 'events'>, senders: Readonly<Record<string, Sender>>) {
  const sendOne = async (message: Outgoing): Promise<void> => {
    const sender = senders[message.channel];
    const now = deps.clock.now();
    const result = await attempt(sender, message, now);
    if ('sent' in result) {
      await markSent(deps.db, message.outboxId, deps.clock.now());
      deps.events.outboxSent({ channel: message.channel, how: result.sent });
    } else if (result.failed === 'permanent' || message.attempts >= MOST_ATTEMPTS) {
      await markUnsent(deps.db, message.outboxId, result.reason, { givenUpAt: now });
      deps.events.outboxGivenUp({ channel: message.channel, reason: result.reason });
    } else {
      // 5 s, 10 s, 20 s … at most an hour.
      const wait = Math.min(3_600, 5 * 2 ** (message.attempts - 1));
      await markUnsent(deps.db, message.outboxId, result.reason, { dueAt: new Date(now.getTime() + wait * 1_000) });
      deps.events.outboxWaits({ channel: message.channel, reason: result.reason, attempts: message.attempts });
    }
  };
  return {
    /** Sends everything that is due now; returns how many were tried. */
    async sendDue(): Promise<number> {
      let tried = 0;
      for (;;) {
        const now = deps.clock.now();
        const due = await takeOutgoing(deps.db, now, addMinutes(now, LEASE_SECONDS / 60), 20);
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
    return { failed: 'later', reason: error instanceof Error ? error.message : String(error) };
  }
}
