/** Waiting that can be cut short: by a tap, by the network coming back. */

export interface Patience {
  /** Resolves after that time, or at once when woken. */
  wait(milliseconds: number): Promise<void>;
  wake(): void;
}

export function createPatience(): Patience {
  let wakeUp: (() => void) | null = null;
  return {
    wait: (milliseconds) =>
      new Promise((resolve) => {
        const timer = window.setTimeout(done, milliseconds);
        function done(): void {
          window.clearTimeout(timer);
          if (wakeUp === done) wakeUp = null;
          resolve();
        }
        wakeUp = done;
      }),
    wake: () => wakeUp?.(),
  };
}
