/** Recall and time of a search over questions whose answers are known. */
import { performance } from 'node:perf_hooks';

export interface Question {
  readonly question: string;
  /** Ids of the passages that answer it. */
  readonly answers: readonly string[];
}

export interface Measured {
  /** Per question: ids found, best first, each once. */
  readonly found: readonly (readonly string[])[];
  readonly recall1: number;
  readonly recall3: number;
  /** Mean of 1/rank of the first right one among ten. */
  readonly mrr10: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Rounds before the one that counts, so that no engine is measured cold. */
const WARM_UP = 200;

/** A question's time is the best of `tries`: on a machine with other work more than one shows the engine and not the queue. */
export function measure(
  questions: readonly Question[],
  ask: (question: string) => readonly string[],
  tries = 1,
): Measured {
  for (const { question } of questions.slice(0, WARM_UP)) ask(question);
  const times: number[] = [];
  const found = questions.map(({ question }) => {
    let ids: readonly string[] = [];
    let best = Number.POSITIVE_INFINITY;
    for (let attempt = 0; attempt < tries; attempt += 1) {
      const started = performance.now();
      ids = ask(question);
      best = Math.min(best, performance.now() - started);
    }
    times.push(best);
    return [...new Set(ids)].slice(0, 10);
  });
  return { found, ...graded(questions, found), ...quantiles(times) };
}

function graded(questions: readonly Question[], found: readonly (readonly string[])[]) {
  const count = Math.max(1, questions.length);
  const ranks = questions.map(({ answers }, at) => {
    const rank = (found[at] ?? []).findIndex((id) => answers.includes(id));
    return rank < 0 ? Number.POSITIVE_INFINITY : rank + 1;
  });
  const within = (most: number): number => ranks.filter((rank) => rank <= most).length / count;
  return { recall1: within(1), recall3: within(3), mrr10: ranks.reduce((sum, rank) => sum + 1 / rank, 0) / count };
}

function quantiles(times: number[]): { p50Ms: number; p99Ms: number } {
  times.sort((one, other) => one - other);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { p50Ms: at(0.5), p99Ms: at(0.99) };
}
