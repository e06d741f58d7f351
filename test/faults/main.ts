/** `npm run test:faults -- --runs 10000 --seed 7 [--only N] [--planted NAME|all] [--lanes 4]`: cuts and kills at any statement. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { argumentsOf } from '../../src/cli/arguments.ts';
import { startPostgres } from '../../src/cli/postgres.ts';
import { connect } from '../../src/store/connect.ts';
import { migrate } from '../../src/store/migrate.ts';
import { alteredByHand } from './altered.ts';
import { addTally, type LaneOptions, newTally, runLane, type Tally } from './lane.ts';
import { PLANTED, type Planted } from './planted.ts';

const { values } = argumentsOf(
  'usage: npm run test:faults -- [--runs N] [--seed N] [--only N] [--lanes N] [--planted NAME|all]',
  {
    options: {
      runs: { type: 'string', default: '1000' },
      seed: { type: 'string' },
      only: { type: 'string' },
      lanes: { type: 'string', default: '4' },
      planted: { type: 'string' },
    },
  },
);
const [runs, lanes] = [Number(values.runs), Number(values.lanes)];
const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000));
const only = values.only === undefined ? null : Number(values.only);
const planted = PLANTED.filter(({ name }) => values.planted === 'all' || values.planted === name);
if (
  [runs, lanes, seed, only ?? 0].some((n) => !Number.isSafeInteger(n) || n < 0) ||
  (values.planted && planted.length === 0)
) {
  console.error(
    `--runs, --seed, --only and --lanes take whole numbers; --planted one of ${PLANTED.map(({ name }) => name).join(', ')} or all.`,
  );
  process.exit(2);
}

const SAY_EVERY_MS = 5_000;
/** A planted fault must be found within so many runs. */
const PLANTED_RUNS = 400;

const dir = mkdtempSync(join(tmpdir(), 'wattline-faults-'));
// PostgreSQL runs as another user than root.
chmodSync(dir, 0o755);
const postgres = await startPostgres({ dir: join(dir, 'postgres'), keep: false });
const began = performance.now();
const seconds = () => ((performance.now() - began) / 1_000).toFixed(0);

async function newDatabase(name: string): Promise<string> {
  const client = new pg.Client({ connectionString: postgres.url('postgres') });
  await client.connect();
  await client.query(`create database ${name} template template_faults`);
  await client.end();
  return postgres.url(name);
}

async function template(): Promise<void> {
  await postgres.ensureDatabase('template_faults');
  const { db, pool } = connect({ connectionString: postgres.url('template_faults'), max: 1 });
  await migrate(db);
  await pool.end();
}

const table = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, n]) => `  ${name.padEnd(36)} ${String(n).padStart(7)}`)
    .join('\n');

const shown = ({ number, kind, what }: Tally['found'][number]): string =>
  `${kind}: run ${number} (--seed ${seed} --only ${number}): ${what}`;

function print(sum: Tally): void {
  console.log(`\nfaults\n${table(sum.faults)}\nwhat was done\n${table(sum.deeds)}`);
  for (const one of sum.found.slice(0, 30)) console.log(shown(one));
  if (sum.found.length > 30) console.log(`… and ${sum.found.length - 30} more`);
  console.log(
    `\n${sum.runs} runs, ${sum.struck} with a fault, ${sum.ticks} rounds of upkeep, ${seconds()} s: ${sum.found.length} violations (seed ${seed})`,
  );
}

async function everyRun(): Promise<boolean> {
  const sum = newTally();
  const shared = Array.from({ length: runs }, (_, n) => n).values();
  const now = new Map<number, Tally>();
  let said = performance.now();
  let told = 0;
  const lane = async (n: number): Promise<void> => {
    const options: LaneOptions = {
      url: await newDatabase(`lane_${n}`),
      seed,
      numbers: only === null ? shared : [only],
      onRun: (tally) => {
        now.set(n, tally);
        if (performance.now() - said < SAY_EVERY_MS) return;
        said = performance.now();
        const all = [...now.values()];
        const [done, found] = [all.reduce((n2, one) => n2 + one.runs, 0), all.flatMap((one) => one.found)];
        if (found.length > told) console.log(found.map(shown).join('\n'));
        told = found.length;
        console.log(`${done} of ${runs} runs, ${found.length} violations, ${seconds()} s`);
      },
    };
    addTally(sum, await runLane(options));
  };
  await Promise.all(Array.from({ length: only === null ? lanes : 1 }, (_, n) => lane(n)));
  print(sum);
  const hidden = await alteredByHand(await newDatabase('altered'));
  console.log(
    hidden.length === 0
      ? 'altered by hand: each alteration was found'
      : `altered by hand and NOT found: ${hidden.join(', ')}`,
  );
  return sum.found.length === 0 && hidden.length === 0;
}

async function everyPlanted(faults: readonly Planted[]): Promise<boolean> {
  let found = 0;
  const most = Math.min(runs, PLANTED_RUNS);
  const rows: string[] = [];
  for (const { name, what, shows, quick: _quick, ...how } of faults) {
    const tally = await runLane({
      ...how,
      url: await newDatabase(`planted_${name.replaceAll('-', '_')}`),
      seed,
      numbers: Array.from({ length: most }, (_, n) => n),
      until: shows,
    });
    const first = tally.found.find(({ kind }) => shows.includes(kind));
    if (first) found += 1;
    rows.push(
      `${name.padEnd(24)} ${first ? `found in run ${first.number}`.padEnd(18) : 'NOT FOUND'.padEnd(18)} ${what}\n${' '.repeat(25)}${first ? `${first.kind}: ${first.what.slice(0, 160)}` : ''}`,
    );
    console.log(rows.at(-1));
  }
  console.log(`\n${found} of ${faults.length} planted faults found, ${seconds()} s (seed ${seed})`);
  return faults.length === 1 ? found === 1 : found >= Math.ceil(faults.length * 0.9);
}

let fine = false;
try {
  console.log(`seed ${seed}`);
  await template();
  fine = planted.length > 0 ? await everyPlanted(planted) : await everyRun();
} finally {
  await postgres.stop();
  rmSync(dir, { recursive: true, force: true });
}
process.exit(fine ? 0 : 1);
