/** From staging into the tables: what is new is inserted, what differs is updated, everything else is not even locked. */
import type pg from 'pg';
import type { Kind } from './lines.ts';
import { SHAPES, UNITS } from './staging.ts';

/** What a bill's `null` keeps: it may have been paid here since the utility wrote the file. */
const KEPT = new Set(['paid_at']);

/** Tariffs before accounts before bills. */
const ORDER: readonly Kind[] = ['setting', 'tariff', 'account', 'bill', 'outage'];

interface Applying {
  /** Lines of each kind in staging. */
  readonly counts: Readonly<Record<Kind, number>>;
  readonly onStage: (stage: string) => void;
}

/**
 * Returns how many rows of each kind are new or differ. One statement a kind: in slices, which could show how far it is, each
 * slice looks through the whole table again and a million bills take twice as long.
 */
export async function apply(client: pg.Client, { counts, onStage }: Applying): Promise<Record<Kind, number>> {
  await client.query(`update staged_accounts s set balance_minor = balance_minor / unit
    from ${UNITS} where u.currency = s.currency and unit <> 1`);
  const run = async (kind: Kind, doing: string, statement: string) => {
    onStage(`${doing} ${SHAPES[kind].table}`);
    return (await client.query(statement)).rowCount ?? 0;
  };
  const present = ORDER.filter((kind) => counts[kind] > 0);
  const added = { tariff: 0, account: 0, bill: 0, outage: 0, setting: 0 };
  for (const kind of present) added[kind] = await run(kind, 'adding', insertNew(kind));
  // Updates last: the rows they lock are locked until the commit, which is near now.
  const changed = { ...added };
  for (const kind of present) {
    if (added[kind] < counts[kind]) changed[kind] += await run(kind, 'changing', updateDiffering(kind));
  }
  return changed;
}

function insertNew(kind: Kind): string {
  const { table, key, columns } = SHAPES[kind];
  return `insert into ${table} (${columns}) select ${columns} from staged_${table} s
    where not exists (select from ${table} t where ${same(key)})`;
}

function updateDiffering(kind: Kind): string {
  const { table, key, columns } = SHAPES[kind];
  const rest = columns.filter((column) => !key.includes(column));
  const wanted = rest.map((column) => (KEPT.has(column) ? `coalesce(s.${column}, t.${column})` : `s.${column}`));
  return `update ${table} t set (${rest}) = row(${wanted}) from staged_${table} s
    where ${same(key)} and (${rest.map((column) => `t.${column}`)}) is distinct from (${wanted})`;
}

const same = (key: readonly string[]) => key.map((column) => `t.${column} = s.${column}`).join(' and ');
