/** What has to be done without anybody asking: the same on Workers' cron and in the Node process, right after a crash too. */
import { addMinutes } from './domain/calendar.ts';
import type { Events } from './events.ts';
import type { Clock } from './outside/clock.ts';

export interface UpkeepTasks {
  /** Answers everything that waits since before an instant: messages a dead process left, and our own events. */
  readonly answerWaiting: (before: Date) => Promise<unknown>;
  readonly sendDue: () => Promise<unknown>;
  readonly askAboutSilentPayments: () => Promise<unknown>;
  /** Money that is to be given back, and what has no end yet. */
  readonly refunds: () => Promise<unknown>;
  /** Yesterday's list of each gateway beside our books. */
  readonly reconciliation: () => Promise<unknown>;
  /** What was taken back while it was being stored. */
  readonly takenBack: () => Promise<unknown>;
  /** Customer-service lists at WeCom that somebody left unread. */
  readonly unread: (() => Promise<unknown>) | null;
  /** Papers that no case took are not kept. */
  readonly removeUnusedDocuments: () => Promise<unknown>;
  /** Who paid what they were cut off for gets their power back. */
  readonly reconnections: () => Promise<unknown>;
  /** What outages are now, to those who reported them; before the clocks, which judge what is on record. */
  readonly outages: () => Promise<unknown>;
  /** Warnings, breaches, promised words, waits that end. */
  readonly caseClocks: () => Promise<unknown>;
  /** Planned outages and bills, to those who chose to hear of them. */
  readonly notices: () => Promise<unknown>;
  /** What one channel did not deliver becomes an event of another one's; before what waits is answered. */
  readonly toldElsewhere: () => Promise<unknown>;
  /** The demo's clerk works through the queues. */
  readonly demoClerk: (() => Promise<unknown>) | null;
  /** The demo's payment gateway sends its late notices. */
  readonly sandboxNotices: (() => Promise<unknown>) | null;
}

/** A message this old has been left by whoever accepted it. */
const ABANDONED_SECONDS = 5;

/** Each task on its own: one that fails keeps none of the others from running. */
export async function upkeep(tasks: UpkeepTasks, deps: { clock: Clock; events: Events }): Promise<void> {
  const run = async (task: string, work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      deps.events.upkeepFailed({ task, error });
    }
  };
  if (tasks.sandboxNotices) await run('sandbox notices', tasks.sandboxNotices);
  await run('silent payments', tasks.askAboutSilentPayments);
  await run('refunds', tasks.refunds);
  await run('reconciliation', tasks.reconciliation);
  await run('reconnections', tasks.reconnections);
  if (tasks.demoClerk) await run('demo clerk', tasks.demoClerk);
  await run('outages', tasks.outages);
  await run('case clocks', tasks.caseClocks);
  await run('notices', tasks.notices);
  await run('told elsewhere', tasks.toldElsewhere);
  if (tasks.unread) await run('unread lists', tasks.unread);
  await run('waiting messages', () => tasks.answerWaiting(addMinutes(deps.clock.now(), -ABANDONED_SECONDS / 60)));
  await run('outbox', tasks.sendDue);
  await run('taken back', tasks.takenBack);
  await run('unused documents', tasks.removeUnusedDocuments);
}
