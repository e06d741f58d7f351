/** `npm run test:crash -- --runs 200 --seed 1 [--apart]`: kills the process under payments and compares the books. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startPostgres } from '../../src/cli/postgres.ts';
import { connect } from '../../src/store/connect.ts';
import { migrate } from '../../src/store/migrate.ts';
import { type BatchReport, runBatch } from './batch.ts';
import { BETWEEN_WRITES, POINTS } from './points.ts';
import type { Wiring } from './words.ts';

const { values } = parseArgs({
  options: { runs: { type: 'string' }, seed: { type: 'string' }, apart: { type: 'boolean', default: false } },
});
const kills = Number(values.runs ?? 200);
const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000_000));
if (!Number.isSafeInteger(kills) || kills < 1 || !Number.isSafeInteger(seed)) {
  console.error('--runs and --seed take whole numbers.');
  process.exit(2);
}

const counts = (map: ReadonlyMap<string, number>) => [...map].map(([name, n]) => `${name} ${n}`).join(', ');

function print(report: BatchReport, seconds: number): void {
  console.log(`\n${'named point'.padEnd(24)} kills`);
  for (const name of [...Object.keys(POINTS), ...(values.apart ? [BETWEEN_WRITES] : [])])
    console.log(`${name.padEnd(24)} ${String(report.killsByPoint.get(name) ?? 0).padStart(5)}`);
  console.log(`\npayers ${report.runs} (${counts(report.outcomes)})`);
  console.log(`payments ended: ${counts(report.statuses)}`);
  console.log(
    `kills ${report.kills} in ${seconds.toFixed(0)} s, ${(report.kills / report.runs).toFixed(2)} a run; median ${report.medianMs.toFixed(0)} ms a run`,
  );
  for (const [line, n] of report.trouble) console.log(`logged ${n} ×: ${line.slice(0, 300)}`);
  for (const { kind, what } of report.findings.slice(0, 20)) console.log(`${kind}: ${what}`);
  if (report.findings.length > 20) console.log(`… and ${report.findings.length - 20} more`);
  const of = (kind: string) => report.findings.filter((finding) => finding.kind === kind).length;
  console.log(`\nverdict: ${of('lost')} lost, ${of('doubled')} doubled, ${of('wrong')} wrong (seed ${seed})`);
}

const dir = mkdtempSync(join(tmpdir(), 'wattline-crash-'));
const postgres = await startPostgres({ dir: join(dir, 'postgres'), keep: false });
let broken = false;

async function batch(name: string, wiring: Wiring, unguarded: boolean): Promise<void> {
  await postgres.ensureDatabase(name);
  const databaseUrl = postgres.url(name);
  const { db, pool } = connect({ connectionString: databaseUrl, max: 1 });
  await migrate(db);
  await pool.end();
  const began = performance.now();
  const report = await runBatch({
    databaseUrl,
    kills,
    seed,
    wiring,
    unguarded,
    onRun: ({ runs, kills: killed }) =>
      process.stdout.write(
        process.stdout.isTTY
          ? `\r${killed} of ${kills} kills, ${runs} payers`
          : runs % 50 === 0
            ? `${killed} of ${kills} kills, ${runs} payers\n`
            : '',
      ),
  });
  print(report, (performance.now() - began) / 1_000);
  broken ||= report.findings.length > 0;
}

try {
  console.log(`seed ${seed}`);
  if (values.apart) {
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
