/** What the clock asks of cases: warnings, breaches that reach a supervisor by name, words that were promised, waits that end. */

import type { Result } from '../../domain/result.ts';
import { casesToCheck, type WholeCase } from '../../store/cases.ts';
import { lostRace } from '../../store/commit.ts';
import type { Cases } from '../cases.ts';
import type { Deps, Planned } from '../deps.ts';
import { type ClockTask, clockTasks } from './fold.ts';
import { ableFor, namedFor } from './staff.ts';
import type { AreaRules } from './work.ts';

/** More than a case can be asked for at once after a long standstill: two warnings, a breach and a word for each promise. */
const MOST_STEPS = 12;
/** Looks at the queue in one run: the next tick goes on. */
const MOST_LOOKS = 10;

export type Clockwork = ReturnType<typeof createClockwork>;

export function createClockwork(
  deps: Pick<Deps, 'db' | 'unit' | 'clock' | 'events' | 'settings' | 'faultPoint'>,
  cases: Cases,
  areas: Readonly<Partial<Record<WholeCase['kind'], AreaRules>>> = {},
) {
  /** Nobody answered in time: the area tells whom it concerns. */
  const lapse = async (found: WholeCase): Promise<Result<Planned<WholeCase>>> => {
    const moved = await cases.move(found, 'lapsed', 'service');
    const effects = (moved.ok && (await areas[found.kind]?.effects?.(found, 'lapsed'))) || [];
    return moved.ok ? { ok: true, value: { ...moved.value, writes: [...moved.value.writes, ...effects] } } : moved;
  };
  const step = async (found: WholeCase, task: ClockTask): Promise<Result<Planned<WholeCase>>> => {
    switch (task.kind) {
      case 'warn':
        return cases.move(found, 'warned', 'service', { promise: task.promise, reached: task.reached });
      case 'breach': {
        const able = await ableFor(cases, (await deps.settings()).staff, found);
        const supervisor =
          namedFor(able, { role: 'supervisor' }, found.caseNumber) ??
          namedFor(able, { role: 'manager' }, found.caseNumber);
        return cases.move(found, 'breached', 'service', {
          promise: task.promise,
          reached: 100,
          priority: 1,
          nextAction: 'answer-breach',
          ...(supervisor && { owner: supervisor.name, more: { escalatedTo: supervisor.staffId } }),
          drops: ['next-word'],
          also: [['next-word', wordClock(found)]],
        });
      }
      case 'word':
        return cases.move(found, 'word-given', 'service', {
          meets: ['next-word'],
          also: needsAnotherWord(found, task.promise, deps.clock.now()) ? [['next-word', wordClock(found)]] : [],
        });
      case 'remind':
        return cases.move(found, 'reminded', 'service', { reached: task.reached });
      case 'lapse':
        return lapse(found);
    }
  };

  return {
    /**
     * Does what is due now, each thing once: who was faster elsewhere has done it. `limit` cases at a look; one that cannot be
     * helped is left for the next run and holds up no other. Returns how many cases were looked at.
     */
    async run(limit: number): Promise<number> {
      const left: string[] = [];
      let looked = 0;
      for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
        const due = await casesToCheck(deps.db, deps.clock.now(), limit, left);
        for (const found of due) {
          try {
            await catchUp(found);
          } catch (error) {
            left.push(found.caseNumber);
            if (!lostRace(error)) deps.events.upkeepFailed({ task: `case clock ${found.kind}`, error });
          }
        }
        looked += due.length;
        if (due.length < limit) break;
      }
      return looked;
    },
  };

  async function catchUp(found: WholeCase): Promise<void> {
    let current = found;
    for (let steps = 0; steps < MOST_STEPS; steps += 1) {
      const [task] = clockTasks(current);
      if (!task || task.at > deps.clock.now()) return;
      const moved = await step(current, task);
      if (!moved.ok) throw new Error(`${current.kind} at ${current.stage} refuses ${task.kind}: ${moved.problem.code}`);
      deps.faultPoint('case.clock');
      await deps.unit.commit(moved.value.writes);
      deps.faultPoint('case.clocked');
      current = moved.value.value;
    }
  }
}

const wordClock = ({ kind }: Pick<WholeCase, 'kind'>) => (kind === 'outage' ? 'word.outage' : 'word.case');

/** After a word another one is promised while nothing else is: no date can be given, or the one given is over. */
function needsAnotherWord(found: WholeCase, given: number, now: Date): boolean {
  const others = found.promises.filter(
    (promise, place) => place !== given && !promise.metAt && !promise.dropped && promise.kind !== 'next-word',
  );
  const crewWork = found.kind === 'outage';
  return crewWork || others.length === 0 || others.some(({ due }) => due !== null && new Date(due) < now);
}
