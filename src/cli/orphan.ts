/** Stops a process that npm started when npm is gone: npm's shell dies of a SIGTERM and passes none on, and an orphan would keep the port. */
const LOOK_MS = 500;

export function stopWithNpm(stop: () => Promise<unknown>): void {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const look = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(look);
    void stop();
  }, LOOK_MS);
  look.unref();
}
