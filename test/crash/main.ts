/**
 * `npm run test:crash -- [--gateway sandbox|wechat-pay|line-pay] [--runs 200] [--seed 1] [--apart]`: kills the process under payments and
 * refunds and compares the books. `--severed 1000 [--only N] [--planted NAME|all]`: cuts every line there is instead, on a real gateway. `--minutes N` ends it early.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { argumentsOf } from '../../src/cli/arguments.ts';
import { startPostgres } from '../../src/cli/postgres.ts';
import { connect } from '../../src/store/connect.ts';
import { migrate } from '../../src/store/migrate.ts';
import { type BatchReport, runBatch } from './batch.ts';
import { METHODS } from './companies.ts';
import { BETWEEN_WRITES, pointsOf } from './points.ts';
import { runSevered, type SeveredOptions } from './severed.ts';
import { PLANTED } from './severed-planted.ts';
import type { Planted, RealMethod } from './severed-world.ts';
import type { Wiring } from './words.ts';

const { values } = argumentsOf(
  'usage: npm run test:crash -- [--gateway sandbox|wechat-pay|line-pay] [--runs N] [--severed N] [--only N] [--planted NAME|all] [--seed N] [--minutes N]',
  {
    options: {
      gateway: { type: 'string', default: 'sandbox' },
      runs: { type: 'string' },
      severed: { type: 'string' },
      only: { type: 'string' },
      planted: { type: 'string' },
      seed: { type: 'string' },
      minutes: { type: 'string' },
      apart: { type: 'boolean', default: false },
    },
  },
);
const kills = Number(values.runs ?? 200);
const severed = values.severed === undefined ? null : Number(values.severed);
const minutes = values.minutes === undefined ? Infinity : Number(values.minutes);
const only = values.only === undefined ? null : Number(values.only);
const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000_000));
const gateway = METHODS.find((one) => one === values.gateway);
const planted = PLANTED.filter(({ name }) => values.planted === 'all' || values.planted === name);
if (
  ![kills, seed, severed ?? 1, only ?? 0].every((n) => Number.isSafeInteger(n) && n >= 0) ||
  !gateway ||
  (severed !== null && gateway === 'sandbox') ||
  (values.planted !== undefined && planted.length === 0)
) {
  console.error(
    `--runs, --severed, --only and --seed take whole numbers; --gateway one of ${METHODS.join(', ')}, --severed a real one; --planted one of ${PLANTED.map(({ name }) => name).join(', ')} or all.`,
  );
  process.exit(2);
}

/** A planted fault must be found within so many runs. */
const PLANTED_RUNS = 300;
const SAY_EVERY_MS = 10_000;

/** Time is up: what ran until then is what is told. */
const began = performance.now();
const enough = (): boolean => performance.now() - began > minutes * 60_000;

const counts = (map: ReadonlyMap<string, number>) => [...map].map(([name, n]) => `${name} ${n}`).join(', ');
const tally = (findings: readonly { readonly kind: string }[]) =>
  ['lost', 'doubled', 'wrong']
    .map((kind) => `${findings.filter((one) => one.kind === kind).length} ${kind}`)
    .join(', ');

function print(report: BatchReport, seconds: number): void {
  console.log(`\n${'named point'.padEnd(24)} kills`);
  for (const name of [...pointsOf(gateway ?? 'sandbox'), ...(values.apart ? [BETWEEN_WRITES] : [])])
    console.log(`${name.padEnd(24)} ${String(report.killsByPoint.get(name) ?? 0).padStart(5)}`);
  console.log(`\npayers ${report.runs} (${counts(report.outcomes)})`);
  console.log(`payments ended: ${counts(report.statuses)}; refunds: ${counts(report.refunds)}`);
  console.log(
    `kills ${report.kills} in ${seconds.toFixed(0)} s, ${(report.kills / report.runs).toFixed(2)} a run; median ${report.medianMs.toFixed(0)} ms a run`,
  );
  for (const [line, n] of report.trouble) console.log(`logged ${n} ×: ${line.slice(0, 300)}`);
  for (const { kind, what } of report.findings.slice(0, 20)) console.log(`${kind}: ${what}`);
  if (report.findings.length > 20) console.log(`… and ${report.findings.length - 20} more`);
  console.log(`\nverdict: ${tally(report.findings)} (seed ${seed})`);
}

const dir = mkdtempSync(join(tmpdir(), 'wattline-crash-'));
// PostgreSQL runs as another user than root.
chmodSync(dir, 0o755);
const postgres = await startPostgres({ dir: join(dir, 'postgres'), keep: false });
let broken = false;

async function migrated(name: string): Promise<string> {
  await postgres.ensureDatabase(name);
  const { db, pool } = connect({ connectionString: postgres.url(name), max: 1 });
  await migrate(db);
  await pool.end();
  return postgres.url(name);
}

async function batch(name: string, wiring: Wiring, unguarded: boolean): Promise<void> {
  const databaseUrl = await migrated(name);
  const since = performance.now();
  const report = await runBatch({
    databaseUrl,
    gateway: gateway ?? 'sandbox',
    kills,
    seed,
    wiring,
    unguarded,
    enough,
    onRun: ({ runs, kills: killed }) =>
      process.stdout.write(
        process.stdout.isTTY
          ? `\r${killed} of ${kills} kills, ${runs} payers`
          : runs % 50 === 0
            ? `${killed} of ${kills} kills, ${runs} payers\n`
            : '',
      ),
  });
  print(report, (performance.now() - since) / 1_000);
  broken ||= report.findings.length > 0;
}

/** Nobody pulls PostgreSQL's plug here: a commit need not wait for the disk. */
async function quickDatabase(name: string): Promise<string> {
  const url = await migrated(name);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`alter database ${name} set synchronous_commit = off`);
  await client.end();
  return url;
}

async function lane(method: RealMethod, runs: number): Promise<void> {
  const since = performance.now();
  let said = 0;
  const options: SeveredOptions = {
    url: await quickDatabase(`severed_${method.replace('-', '_')}`),
    method,
    seed,
    runs,
    only,
    enough,
    onRun: (done, found) => {
      if (performance.now() - said < SAY_EVERY_MS) return;
      said = performance.now();
      console.log(`${done} of ${runs} runs, ${found} findings, ${((said - since) / 1_000).toFixed(0)} s`);
    },
  };
  const sum = await runSevered(options);
  for (const { kind, what, number } of sum.found.slice(0, 20))
    console.log(`${kind}: run ${number} (--seed ${seed} --only ${number}): ${what}`);
  console.log(`\n${[...sum.ends].map(([end, n]) => `${end.padEnd(24)} ${String(n).padStart(6)}`).join('\n')}`);
  console.log(
    `${method}: ${sum.runs} runs, ${sum.struck} with a cut line to the database or a dead house, ${sum.broken} broken calls to the gateway, ` +
      `${((performance.now() - since) / 1_000).toFixed(0)} s\nverdict: ${tally(sum.found)} (seed ${seed})`,
  );
  broken ||= sum.found.length > 0;
}

async function plant(one: Planted, method: RealMethod): Promise<void> {
  const url = await quickDatabase(`planted_${one.name.replaceAll('-', '_')}_${method.slice(0, 4)}`);
  const { found, runs } = await runSevered({ url, method, seed, runs: PLANTED_RUNS, planted: one, untilFound: true });
  const first = found[0];
  console.log(
    `${one.name.padEnd(28)} ${method.padEnd(10)} ${first ? `found in run ${runs}: ${first.kind}: ${first.what.slice(0, 140)}` : `NOT FOUND in ${runs} runs (${one.what})`}`,
  );
  broken ||= !first;
}

try {
  console.log(`seed ${seed}`);
  if (planted.length > 0) {
    let seen = 0;
    for (const one of planted) {
      const on = gateway === 'sandbox' ? one.on : one.on.filter((method) => method === gateway);
      for (const method of on) await plant(one, method);
      seen += on.length > 0 ? 1 : 0;
    }
    console.log(`\n${seen} planted faults${broken ? '' : ', all found'} (seed ${seed})`);
  } else if (severed !== null && gateway !== 'sandbox') await lane(gateway, severed);
  else if (values.apart) {
    console.log(
      'The unit of work is taken apart: every write commits by itself, no transaction, no lock. Books must break.',
    );
    console.log('\n— with the database\'s own guard paid_needs_ledger, which refuses "paid" without its ledger pair —');
    await batch('guarded', 'apart', false);
    console.log('\n— without that guard (trigger paid_needs_ledger dropped) —');
    await batch('unguarded', 'apart', true);
  } else await batch('whole', 'whole', false);
} finally {
  await postgres.stop();
  rmSync(dir, { recursive: true, force: true });
}
process.exit(broken ? 1 : 0);
