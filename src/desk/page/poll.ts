/** Asks again and again while somebody looks, less often when the service refuses, never twice at once. */
import { now } from '../../browser/page-clock.ts';
import type { Answer } from './api.ts';

export interface Poll {
  /** Asks now, and goes on from there: what is under way already may be older than what one wants to know. */
  again(): Promise<void>;
  stop(): void;
}

const MOST_WAIT_MS = 60_000;

/** `hiddenMs`: how often it asks while nobody looks at the page; null: not at all. */
export function createPoll(
  everyMs: number,
  ask: () => Promise<Answer<unknown> | null>,
  hiddenMs: number | null = null,
): Poll {
  let timer: number | undefined;
  let stopped = false;
  let failures = 0;
  let asking: Promise<void> | null = null;
  let afterwards: Promise<void> | null = null;

  function later(waitMs: number): void {
    window.clearTimeout(timer);
    timer = window.setTimeout(go, document.hidden && hiddenMs !== null ? Math.max(hiddenMs, waitMs) : waitMs);
  }

  async function turn(): Promise<void> {
    const answer = await ask();
    if (stopped) return;
    failures = answer === null || answer.ok ? 0 : failures + 1;
    const told = answer !== null && !answer.ok ? answer.refusal.retryAt : null;
    const wait = told === null ? Math.min(MOST_WAIT_MS, everyMs * 2 ** failures) : told.getTime() - now().getTime();
    later(Math.max(everyMs, Math.min(wait, 10 * MOST_WAIT_MS)));
  }

  function go(): void {
    if (!stopped && (!document.hidden || hiddenMs !== null)) void again();
  }

  /** A page nobody looks at asks less or nothing; it goes on when it is looked at again, or there is a network again. */
  function wake(): void {
    if (stopped) return;
    window.clearTimeout(timer);
    if (!document.hidden) void again();
    else if (hiddenMs !== null) later(hiddenMs);
  }

  function again(): Promise<void> {
    window.clearTimeout(timer);
    if (stopped) return Promise.resolve();
    if (asking !== null) {
      afterwards ??= asking.then(() => {
        afterwards = null;
        return again();
      });
      return afterwards;
    }
    asking = turn().finally(() => {
      asking = null;
    });
    return asking;
  }

  document.addEventListener('visibilitychange', wake);
  window.addEventListener('online', wake);
  later(everyMs);
  return {
    again,
    stop() {
      stopped = true;
      window.clearTimeout(timer);
      document.removeEventListener('visibilitychange', wake);
      window.removeEventListener('online', wake);
    },
  };
}
