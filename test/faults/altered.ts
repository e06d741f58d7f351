/** Alters what is stored as somebody with the keys to the database could, and asks the house's own check whether it notices. */
import type pg from 'pg';
import { brokenAt } from '../../src/services/cases/chain.ts';
import { replay } from '../../src/services/cases/fold.ts';
import { entriesOf } from '../../src/services/cases.ts';
import type { WholeCase } from '../../src/store/cases.ts';
import { dice } from '../crash/chance.ts';
import { readCases } from './books.ts';
import { brokenLink } from './chain.ts';
import { openWorld } from './world.ts';

/** Each on a case of its own, with the rules of the database asleep. $1 is its number. */
export const ALTERATIONS: Readonly<Record<string, string>> = {
  'an actor': `update case_history set actor = 'clerk:S02' where case_number = $1 and seq = 2`,
  'a word in the data': `update case_history set data = replace(data, 'investigating', 'calling-back') where case_number = $1 and seq = 2`,
  'a time': `update case_history set at = at - interval '1 second' where case_number = $1 and seq = 3`,
  'an entry taken from the middle': `delete from case_history where case_number = $1 and seq = 2`,
  'the last entry deleted': `delete from case_history where case_number = $1 and seq = (select max(seq) from case_history where case_number = $1)`,
  'the last entry deleted and the row set back': `with gone as (delete from case_history where case_number = $1 and seq = 4)
    update cases set seq = 3 where case_number = $1`,
  'two entries swapped': `update case_history set seq = case seq when 2 then 102 else 2 end where case_number = $1 and seq in (2, 3)`,
  'an entry added at the end': `insert into case_history select case_number, 5, at, 'noted', actor, '{}', hash from case_history where case_number = $1 and seq = 4`,
  'a promise of the row kept after all': `update cases set promises = jsonb_set(promises, '{0,metAt}', 'null') where case_number = $1`,
  'a stage of the row': `update cases set stage = 'withdrawn' where case_number = $1`,
  'the owner of the row': `update cases set owner = '别人' where case_number = $1`,
};

/** Returns what was not noticed by the house's chain and fold; throws when an untouched case does not verify. */
export async function alteredByHand(url: string): Promise<readonly string[]> {
  const world = await openWorld({ url });
  const hidden: string[] = [];
  try {
    await world.begin(dice(1), Date.parse('2026-12-07T10:00:00+08:00'), async () => 1);
    const [who] = world.residents;
    if (!who) throw new Error('nobody lives here');
    for (const [name, sql] of Object.entries(ALTERATIONS)) {
      const caseNumber = await world.asked(async ({ services }) => {
        const planned = await services.cases.plan({
          kind: 'complaint',
          reason: `altered:${name}`,
          residentId: who.id,
          accountNumber: who.accountNumber,
          summary: {},
        });
        const opened = await services.carryOut(planned);
        for (const event of ['contacted', 'answered', 'called-back'] as const) {
          const acted = await services.work.act('P01', opened.caseNumber, event);
          if (acted.ok) await services.carryOut(acted.value);
        }
        return opened.caseNumber;
      });
      const look = () => world.asked(({ services }) => services.cases.byNumber(caseNumber));
      const before = await look();
      if (before?.history.length !== 4 || (await noticed(before))) throw new Error(`${name}: it did not verify before`);
      await alter(world.reader, sql, caseNumber);
      const after = await look();
      const own = (await readCases(world.reader)).find(({ number }) => number === caseNumber);
      const ownNotices = own ? brokenLink(caseNumber, own.history, own) !== null : true;
      const house = after === null || (await noticed(after));
      if (!house) hidden.push(name);
      // What is only in the row leaves the chain whole: the fold finds it.
      if (!ownNotices && !['promise', 'stage', 'owner'].some((word) => name.includes(word)))
        hidden.push(`${name} (by the reader)`);
    }
  } finally {
    await world.close();
  }
  return hidden;
}

/** The house's own words: the chain of the history, and the row as the picture of its fold. */
async function noticed(found: WholeCase): Promise<boolean> {
  if ((await brokenAt(found.history, found)) !== null) return true;
  const state = replay(entriesOf(found.history));
  const shown = (
    of: Pick<WholeCase, 'stage' | 'owner' | 'team' | 'priority' | 'nextAction' | 'promises' | 'missing'>,
  ) => JSON.stringify([of.stage, of.owner, of.team, of.priority, of.nextAction, of.missing, of.promises.map(ordered)]);
  return state === null || shown(state) !== shown(found);
}

const ordered = (fields: object): object =>
  Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1)));

async function alter(reader: pg.Client, sql: string, caseNumber: string): Promise<void> {
  await reader.query('set session_replication_role = replica');
  const { rowCount } = await reader.query(sql, [caseNumber]);
  await reader.query('set session_replication_role = origin');
  if (!rowCount) throw new Error(`nothing was altered by: ${sql}`);
}
