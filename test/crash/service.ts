/** Keeps the service running: a killed process is followed at once by the next, which has everything loaded already. */
import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../src/cli/free-port.ts';
import type { Armed, PointName } from './points.ts';
import type { Order, Report, Wiring } from './words.ts';

const SCRIPT = fileURLToPath(new URL('./process.ts', import.meta.url));
/** Nothing the harness waits for takes longer, unless something hangs. */
const PATIENCE_MS = 120_000;

export class Hangs extends Error {
  override readonly name = 'Hangs';
}

export type Service = Awaited<ReturnType<typeof keepServing>>;

interface Process {
  readonly child: ChildProcess;
  readonly loaded: Promise<void>;
  readonly up: Promise<void>;
  readonly gone: Promise<void>;
}

const inTime = <T>(what: string, work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Hangs(`${what} did not happen within ${PATIENCE_MS / 1_000} s`)), PATIENCE_MS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
};

export async function keepServing(
  databaseUrl: string,
  wiring: Wiring,
  /** The company's clock is ours. */
  time: { now: number },
  environment: Readonly<Record<string, string>> = {},
) {
  const port = await freePort();
  // The first process compiles, the others find it done: a start takes a third less.
  const compiled = mkdtempSync(join(tmpdir(), 'wattline-crash-compiled-'));
  const url = `http://127.0.0.1:${port}`;
  const kills = new Map<string, number>();
  const trouble = new Map<string, number>();
  let armed: Armed | null = null;
  let next: Armed | null = null;
  let asked = 0;
  let outside = 0;
  let stopping = false;
  let failed: Error | null = null;
  const waiting = new Map<number, { readonly of: ChildProcess; readonly done: (ok: boolean) => void }>();

  const load = (): Process => {
    const child = fork(SCRIPT, [], {
      env: {
        PATH: process.env.PATH,
        NODE_COMPILE_CACHE: compiled,
        NODE_ENV: 'test',
        PORT: String(port),
        PUBLIC_URL: url,
        TOKEN_SECRET: 'a secret that only the crash harness knows',
        RATE_LIMITS: 'off',
        ...environment,
        CRASH_DATABASE_URL: databaseUrl,
        CRASH_WIRING: wiring,
      },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const says = (what: 'loaded' | 'up') =>
      new Promise<void>((resolve) => {
        child.on('message', (report: Report) => report.say === what && resolve());
      });
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.on('message', (report: Report) => {
      if (report.say === 'done') waiting.get(report.id)?.done(true);
      if (report.say === 'trouble') {
        // Ids differ every time, masked or not; what happened does not.
        const line = report.line.replaceAll(/\b[\da-f*]+(?:-[\da-f*]+){2,}|\d{5,}/g, '…');
        trouble.set(line, (trouble.get(line) ?? 0) + 1);
      }
    });
    child.once('exit', (code, signal) => {
      for (const [, one] of waiting) if (one.of === child) one.done(false);
      if (stopping) return;
      if (child === current.child && signal === 'SIGKILL' && armed) {
        kills.set(armed.point, (kills.get(armed.point) ?? 0) + 1);
        follow();
      } else failed = new Error(`a process ended by itself: code ${code}, signal ${signal}`);
    });
    return { child, loaded: says('loaded'), up: says('up'), gone };
  };

  const serve = (one: Process): void => {
    void one.loaded.then(() => one.child.send({ do: 'go', now: time.now, armed } satisfies Order, () => {}));
  };
  let current = load();
  serve(current);
  let spare = load();

  const follow = (): void => {
    armed = next;
    next = null;
    current = spare;
    serve(current);
    spare = load();
  };

  /** Waits until the service answers; a process that dies on the way is followed by the next. */
  const ready = async (): Promise<void> => {
    for (;;) {
      if (failed) throw failed;
      const one = current;
      await inTime('a start', Promise.race([one.up, one.gone]));
      if (one === current && one.child.signalCode === null && one.child.exitCode === null) return;
      await new Promise((resolve) => setImmediate(resolve));
    }
  };

  /** Gives an order until a process has carried it out. */
  const order = async (make: (id: number) => Order): Promise<void> => {
    for (;;) {
      await ready();
      const { child } = current;
      asked += 1;
      const id = asked;
      const done = new Promise<boolean>((resolve) => waiting.set(id, { of: child, done: resolve }));
      child.send(make(id), (error) => error && waiting.get(id)?.done(false));
      const ok = await inTime('an order', done).finally(() => waiting.delete(id));
      if (ok) return;
      // A dying process takes no orders before its exit is told: without a turn of the event loop it never would be.
      await new Promise((resolve) => setImmediate(resolve));
    }
  };

  return {
    url,
    /** How often each point killed. */
    kills: kills as ReadonlyMap<string, number>,
    trouble: trouble as ReadonlyMap<string, number>,
    now: () => time.now,
    ready,
    /** Arms this process, and the one that follows it once it was killed. */
    async arm(first: Armed | null, second: Armed | null): Promise<void> {
      armed = null;
      outside = 0;
      await order((id) => ({ do: 'arm', id, armed: null }));
      [armed, next] = [first, second];
      await order((id) => ({ do: 'arm', id, armed }));
    },
    /** Lets time pass and does a round of upkeep at the end of it, again if the process dies over it. */
    async step(seconds: number): Promise<void> {
      time.now += seconds * 1_000;
      await order((id) => ({ do: 'step', id, now: time.now }));
    },
    refund: (paymentId: string): Promise<void> => order((id) => ({ do: 'refund', id, paymentId })),
    /** From outside: at this point of a company's, the process is killed if it is armed for it. */
    strikes(point: PointName): boolean {
      const { child } = current;
      if (armed?.point !== point || child.signalCode !== null) return false;
      outside += 1;
      if (outside < armed.hit) return false;
      outside = 0;
      child.kill('SIGKILL');
      return true;
    },
    async stop(): Promise<void> {
      stopping = true;
      for (const one of [current, spare]) {
        one.child.kill('SIGKILL');
        await one.gone;
      }
      rmSync(compiled, { recursive: true, force: true });
    },
  };
}
