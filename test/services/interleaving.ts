/** Actors whose commits and sends wait for a seeded scheduler: one moves at a time, so a seed is one interleaving, run on PostgreSQL. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Unit } from '../../src/store/unit.ts';

interface Actor {
  readonly run: () => Promise<void>;
  state: 'new' | 'parked' | 'done';
  resume: () => void;
  /** Called when it parks or ends. */
  paused: () => void;
}

const acting = new AsyncLocalStorage<Actor>();

/** Waits until the scheduler lets this actor go on; nothing outside of a schedule waits. */
export async function gate(): Promise<void> {
  const actor = acting.getStore();
  if (!actor) return;
  await new Promise<void>((resolve) => {
    actor.resume = resolve;
    actor.state = 'parked';
    actor.paused();
  });
}

/** Everything that is read was read before the gate, and everything that is written is written behind it. */
export const gatedUnit = (unit: Unit): Unit => ({
  async commit(writes) {
    await gate();
    await unit.commit(writes);
  },
  transaction: unit.transaction,
});

/** The same numbers for the same seed (mulberry32). */
export function seeded(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Runs the actors to their ends, one step of one of them at a time; returns how many steps there were and what was thrown. */
export async function interleave(
  runs: readonly (() => Promise<void>)[],
  pick: (below: number) => number,
): Promise<{ readonly steps: number; readonly thrown: readonly unknown[] }> {
  const thrown: unknown[] = [];
  const actors = runs.map((run): Actor => ({ run, state: 'new', resume: () => {}, paused: () => {} }));
  let steps = 0;
  for (;;) {
    const able = actors.filter(({ state }) => state !== 'done');
    const actor = able[pick(Math.max(1, able.length))];
    if (!actor) return { steps, thrown };
    steps += 1;
    await new Promise<void>((resolve) => {
      actor.paused = resolve;
      if (actor.state === 'parked') return actor.resume();
      acting.run(actor, () => {
        void actor
          .run()
          .catch((error: unknown) => thrown.push(error))
          .finally(() => {
            actor.state = 'done';
            actor.paused();
          });
      });
    });
  }
}
