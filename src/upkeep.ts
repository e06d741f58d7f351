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
  /** Words of cases of people who were erased, when the law does not want them any more. */
  readonly blotCases: () => Promise<unknown>;
  /** Chat messages that are older than the house keeps them. */
  readonly removeOldMessages: () => Promise<unknown>;
  /** Counters of limits whose window is over. */
  readonly removeSpentCounters: () => Promise<unknown>;
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

type Task = readonly [name: string, work: (() => Promise<unknown>) | null];

/**
 * Rounds of upkeep. Everything is begun at once: what waits for a gateway, a platform or a model keeps nothing else waiting, and
 * what fails keeps none of the others from running. A round may begin before the last one is over: what still runs is not begun
 * beside itself. `oneByOne`: nothing beside anything, where the same dice must give the same game.
 */
export function createUpkeep(
  tasks: UpkeepTasks,
  { clock, events, oneByOne = false }: { clock: Clock; events: Events; oneByOne?: boolean },
): () => Promise<void> {
  const run = async ([task, work]: Task): Promise<void> => {
    try {
      await work?.();
    } catch (error) {
      events.upkeepFailed({ task, error });
    }
  };
  const lanes = [
    // A notice that the sandbox owes us comes before we ask whether it was forgotten.
    inOrder(run, [
      ['sandbox notices', tasks.sandboxNotices],
      ['silent payments', tasks.askAboutSilentPayments],
    ]),
    inOrder(run, [['refunds', tasks.refunds]]),
    inOrder(run, [['reconciliation', tasks.reconciliation]]),
    inOrder(run, [['unread lists', tasks.unread]]),
    // These ask nobody but our tables, and each judges what those before it left there: what was done about a case and what outages
    // are now is on record before clocks look at it, and what nobody was told before it is told elsewhere.
    inOrder(run, [
      ['reconnections', tasks.reconnections],
      ['demo clerk', tasks.demoClerk],
      ['outages', tasks.outages],
      ['case clocks', tasks.caseClocks],
      ['notices', tasks.notices],
      ['told elsewhere', tasks.toldElsewhere],
    ]),
    inOrder(run, [['taken back', tasks.takenBack]]),
    inOrder(run, [['unused documents', tasks.removeUnusedDocuments]]),
    inOrder(run, [['spent counters', tasks.removeSpentCounters]]),
    inOrder(run, [
      ['words of cases', tasks.blotCases],
      ['old messages', tasks.removeOldMessages],
    ]),
  ];
  const answer = onceMore(() =>
    run(['waiting messages', () => tasks.answerWaiting(addMinutes(clock.now(), -ABANDONED_SECONDS / 60))]),
  );
  const send = onceMore(() => run(['outbox', tasks.sendDue]));
  // What a task leaves to be told is answered and sent when that task is done, and answers leave when they are written.
  const tell = async () => {
    await answer();
    await send();
  };
  return async () => {
    if (oneByOne) {
      for (const lane of lanes) await lane();
      return tell();
    }
    await Promise.all([send(), tell(), ...lanes.map((lane) => lane().then(tell))]);
  };
}

/** One task after the other; while they are at it they are not begun again. */
function inOrder(run: (task: Task) => Promise<void>, tasks: readonly Task[]): () => Promise<void> {
  let isRunning = false;
  return async () => {
    if (isRunning) return;
    isRunning = true;
    try {
      for (const task of tasks) await run(task);
    } finally {
      isRunning = false;
    }
  };
}

/** Whoever asks for it while it runs is served by one more run after this one: what they left may have come too late for it. */
function onceMore(work: () => Promise<void>): () => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  let next: Promise<void> | null = null;
  const begin = () => {
    next = null;
    return work();
  };
  return () => {
    if (!next) last = next = last.then(begin, begin);
    return next;
  };
}
