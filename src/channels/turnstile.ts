/** Lets so much work through at once and the rest in the order it came, so that what must be quick is not behind all of it. */

export type Turnstile = <T>(work: () => Promise<T>) => Promise<T>;

export function createTurnstile(atOnce: number): Turnstile {
  let inside = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (inside < atOnce) inside += 1;
    else await new Promise<void>((enter) => waiting.push(enter));
    try {
      return await work();
    } finally {
      // Who waits longest takes over the place.
      const next = waiting.shift();
      if (next) next();
      else inside -= 1;
    }
  };
}
