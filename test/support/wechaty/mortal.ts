/** A gateway process that dies at a chosen step: whatever it does later has no effect, as after SIGKILL. */
import type { Account } from '../../../src/wechaty-gateway/account.ts';
import { type CarryDeps, createCarrier } from '../../../src/wechaty-gateway/carry.ts';
import { openSpool, type Spool } from '../../../src/wechaty-gateway/spool.ts';

export interface Death {
  /** Counted from 1 over everything that leaves a trace: lines of the spool, calls, texts said. */
  readonly step: number;
  /** Whether the step itself still happened. */
  readonly after: boolean;
}

class Killed extends Error {
  override readonly name = 'Killed';
}

const TRACES = ['hear', 'accepted', 'begin', 'said', 'failed', 'told'] as const;

/** Starts it on the spool's folder. */
export async function startProcess(
  folder: string,
  account: Account & { deliver(): void },
  deps: Pick<CarryDeps, 'door' | 'clock'>,
  death: Death | null,
) {
  let steps = 0;
  let dead = false;
  const step = <T>(does: () => T): T => {
    if (dead) throw new Killed();
    steps += 1;
    if (death && steps === death.step && !death.after) {
      dead = true;
      throw new Killed();
    }
    const result = does();
    if (death && steps === death.step) {
      // What began is carried out; nobody hears of its end.
      dead = true;
      if (!(result instanceof Promise)) throw new Killed();
    }
    return result;
  };
  const alive = async <T>(work: Promise<T>): Promise<T> => {
    const result = await work;
    if (dead) throw new Killed();
    return result;
  };
  const real = openSpool(folder, () => deps.clock.now());
  const spool: Spool = { ...real };
  for (const name of TRACES)
    Object.assign(spool, {
      [name]: (...given: never[]) => step(() => (real[name] as (...all: never[]) => unknown)(...given)),
    });

  const carrier = createCarrier({
    account: { ...account, say: (talkerId, text) => alive(step(() => account.say(talkerId, text))) },
    door: (call) => alive(step(() => deps.door(call))),
    spool,
    clock: deps.clock,
    wait: (ms, signal) =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve();
        const timer = setTimeout(resolve, ms);
        signal.addEventListener('abort', () => {
          clearTimeout(timer);
          resolve();
        });
      }),
    tell: () => {},
    pollMs: 2,
    pauseMs: 0,
  });
  await account.start({ heard: carrier.hear, changed: carrier.changed, tell: () => {} });
  const over = carrier.run().then(
    () => real.close(),
    (error: unknown) => {
      real.close();
      if (!(error instanceof Killed)) throw error;
    },
  );
  return {
    steps: () => steps,
    isDead: () => dead,
    over,
    /** WeChat hands over what is new. */
    deliver(): void {
      try {
        if (!dead) account.deliver();
      } catch (error) {
        if (!(error instanceof Killed)) throw error;
      }
    },
    stop: () => carrier.stop(),
  };
}
