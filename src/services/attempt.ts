/** Plans and commits what people behind the desk do: who was slower than somebody else plans again on what holds then. */
import { type Result, refuse } from '../domain/result.ts';
import { lostRace } from '../store/commit.ts';
import type { Deps, Planned } from './deps.ts';

/** A resident who writes without pause wins a turn each time; a person's words come through between two of them. */
const TRIES = 10;

export type Attempt = ReturnType<typeof createAttempt>;

/** Refuses what the plan refuses, and `conflict` when others were faster every time. */
export const createAttempt =
  ({ unit }: Pick<Deps, 'unit'>) =>
  async <T>(plan: () => Promise<Result<Planned<T>>>): Promise<Result<T>> => {
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
      const planned = await plan();
      if (!planned.ok) return planned;
      try {
        await unit.commit(planned.value.writes);
        return { ok: true, value: planned.value.value };
      } catch (error) {
        if (!lostRace(error)) throw error;
      }
    }
    return refuse('conflict');
  };
