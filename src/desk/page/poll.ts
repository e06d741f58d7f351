/** Asks again and again while somebody looks, less often when the service refuses, never twice at once. */
import { now } from '../../browser/page-clock.ts';
import type { Answer } from './api.ts';

export interface Poll {
  /** Asks now, and goes on from there. */
  again(): Promise<void>;
  stop(): void;
}

const MOST_WAIT_MS = 60_000;

export function createPoll(everyMs: number, ask: () => Promise<Answer<unknown> | null>): Poll {
  let timer: number | undefined;
  let stopped = false;
  let failures = 0;
  let asking: Promise<void> | null = null;

  async function turn(): Promise<void> {
    const answer = await ask();
    if (stopped) return;
    failures = answer === null || answer.ok ? 0 : failures + 1;
    const told = answer !== null && !answer.ok ? answer.refusal.retryAt : null;
    const wait = told === null ? Math.min(MOST_WAIT_MS, everyMs * 2 ** failures) : told.getTime() - now().getTime();
    timer = window.setTimeout(go, Math.max(everyMs, Math.min(wait, 10 * MOST_WAIT_MS)));
  }

  /** A page nobody looks at asks nothing; it goes on when it is looked at again. */
  function go(): void {
    window.clearTimeout(timer);
    if (!stopped && !document.hidden) void again();
  }

  function again(): Promise<void> {
    window.clearTimeout(timer);
    asking ??= turn().finally(() => {
      asking = null;
    });
    return asking;
  }

  document.addEventListener('visibilitychange', go);
  timer = window.setTimeout(go, everyMs);
  return {
    again,
    stop() {
      stopped = true;
      window.clearTimeout(timer);
      document.removeEventListener('visibilitychange', go);
    },
  };
}
