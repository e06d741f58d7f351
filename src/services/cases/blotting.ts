/** The words of cases of people who were erased go when the law does not want them any more; the chain holds without them. */

import { addMinutes } from '../../domain/calendar.ts';
import { blotCase, casesToBlot, type WholeCase } from '../../store/cases.ts';
import { lostRace } from '../../store/commit.ts';
import type { Deps } from '../deps.ts';
import { hashOf, sha256 } from './chain.ts';

/** What of a summary is told in words of ours, and names nobody. */
const OURS = [
  'danger',
  'dark',
  'needs',
  'scope',
  'breaker',
  'service',
  'score',
  'reasons',
  'role',
  'capacityKw',
  'kind',
  'chases',
];
/** As we write names of things. */
const CODE = /^[\w.-]{1,40}$/;

const isOurs = (value: unknown): boolean =>
  typeof value === 'number' ||
  typeof value === 'boolean' ||
  (typeof value === 'string' && CODE.test(value)) ||
  (Array.isArray(value) && value.every(isOurs));

/** What stays of a summary. */
const bareOf = (summary: WholeCase['summary']): Record<string, unknown> =>
  Object.fromEntries(Object.entries(summary).filter(([name, value]) => OURS.includes(name) && isOurs(value)));

export type Blotting = ReturnType<typeof createBlotting>;

export function createBlotting(deps: Pick<Deps, 'db' | 'unit' | 'clock' | 'settings'>) {
  /** An entry without its words; null: it has none, or what it says is which entries lost theirs. */
  const bareEntry = (data: string): string | null => {
    const { text, salt, more, ...rest } = JSON.parse(data) as Record<string, unknown>;
    const vouches = typeof more === 'object' && more !== null && 'blotted' in more;
    return vouches || (text === undefined && salt === undefined && more === undefined) ? null : JSON.stringify(rest);
  };

  const blot = async (found: WholeCase): Promise<void> => {
    const bare = found.history.flatMap(({ seq, data }) => {
      const left = bareEntry(data);
      return left === null ? [] : [{ seq, data: left }];
    });
    const last = found.history.at(-1)?.at ?? found.openedAt;
    const now = deps.clock.now();
    const blotted = Object.fromEntries(await Promise.all(bare.map(async ({ seq, data }) => [seq, await sha256(data)])));
    const link = {
      caseNumber: found.caseNumber,
      seq: found.seq + 1,
      at: new Date(Math.max(now.getTime(), last.getTime())),
      event: 'noted' as const,
      actor: 'service' as const,
      data: JSON.stringify({ more: { blotted } }),
    };
    const voucher = { ...link, hash: await hashOf(found.hash, link) };
    await deps.unit.commit(blotCase(found.caseNumber, bareOf(found.summary), bare, voucher));
  };

  return {
    /** One after the other; one that somebody moves at this moment is left to the next round. */
    async run(limit: number): Promise<number> {
      const now = deps.clock.now();
      const { caseRecordDays } = await deps.settings();
      const due = await casesToBlot(deps.db, now, addMinutes(now, -caseRecordDays * 24 * 60), limit);
      for (const found of due) {
        try {
          await blot(found);
        } catch (error) {
          if (!lostRace(error)) throw error;
        }
      }
      return due.length;
    },
  };
}
