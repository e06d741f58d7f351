/** Limits counted in memory, for what is asked so often that no statement may go to counting it. */
import type { Limit } from '../store/counters.ts';

/** Of more senders at once the longest silent one is forgotten: a few megabytes at most. */
const SENDERS = 5_000;

/**
 * Uses one of a limit within any window that ends now; null, or when the next use is possible. What is refused was no use. It holds
 * per process, on Workers per isolate: a brake on floods, no quota that must be exact.
 */
export function limitsInMemory(senders = SENDERS): (limit: Limit, now: Date) => Date | null {
  const uses = new Map<string, number[]>();
  return ({ key, most, windowSeconds }, now) => {
    const at = now.getTime();
    const since = at - windowSeconds * 1_000;
    const recent = (uses.get(key) ?? []).filter((one) => one > since && one <= at);
    const [first = at] = recent;
    const refused = recent.length >= most;
    if (!refused) recent.push(at);
    uses.delete(key);
    uses.set(key, recent);
    const [longestSilent] = uses.keys();
    if (uses.size > senders && longestSilent !== undefined) uses.delete(longestSilent);
    return refused ? new Date(first + windowSeconds * 1_000) : null;
  };
}
