/** Time for tests of what WeChat does in seconds: it passes only when a test lets it, and then everything that waits wakes in order. */

export interface SteppedTime {
  readonly pause: (ms: number) => Promise<void>;
  /** Lets time pass in steps until `work` is done; `breathe` gives the rest of the machine its turn after each. */
  until<T>(work: Promise<T>, breathe: (ms: number) => Promise<unknown>): Promise<T>;
}

const STEP_MS = 100;
const MOST_STEPS = 1_000;

export function steppedTime(): SteppedTime {
  let elapsed = 0;
  let sleeping: { until: number; wake: () => void }[] = [];
  return {
    pause: (ms) => new Promise((wake) => void sleeping.push({ until: elapsed + ms, wake })),
    async until(work, breathe) {
      let done = false;
      const finished = work.finally(() => {
        done = true;
      });
      for (let i = 0; i < MOST_STEPS; i += 1) {
        await breathe(i === 0 ? 0 : STEP_MS);
        if (done) return finished;
        elapsed += STEP_MS;
        const due = sleeping.filter((one) => one.until <= elapsed).sort((a, b) => a.until - b.until);
        sleeping = sleeping.filter((one) => one.until > elapsed);
        for (const { wake } of due) wake();
      }
      throw new Error('the work is not done after a hundred seconds');
    },
  };
}

/** Short looks come soon, without crowding the database, long waits never end: for tests in which nobody is late. */
export const standingTime = (ms: number): Promise<void> =>
  ms < 1_000 ? new Promise((resolve) => setTimeout(resolve, 20)) : new Promise(() => {});
