/** How far an import is: told once a second, whatever it waits for. */

export interface Progress {
  readonly stage: string;
  readonly lines: number;
  readonly linesPerSecond: number;
  readonly seconds: number;
}

/** Counts lines and tells the time. */
export function stopwatch(onProgress?: (progress: Progress) => void) {
  const since = performance.now();
  let at = { stage: 'connecting', since, lines: 0 };
  let lines = 0;
  const tell = () => {
    const now = performance.now();
    const linesPerSecond = Math.round((lines - at.lines) / Math.max(0.001, (now - at.since) / 1_000));
    at = { ...at, since: now, lines };
    onProgress?.({ stage: at.stage, lines, linesPerSecond, seconds: Math.round((now - since) / 1_000) });
  };
  const timer = setInterval(tell, 1_000);
  return {
    count: () => {
      lines += 1;
    },
    enter: (stage: string) => {
      at = { ...at, stage };
    },
    stop: () => clearInterval(timer),
  };
}
