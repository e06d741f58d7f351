/** `npm run eval:residents -- [--residents FOLDER] [--seeds 8] [--door web|line|wechat] [--only ID] [--json FILE] [--transcript] [--mutations] [--model MODE|all]` */
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { argumentsOf } from '../../src/cli/arguments.ts';
import { startPostgres } from '../../src/cli/postgres.ts';
import { DOORS, type DoorName } from './doors.ts';
import { MODES, type Mode } from './model.ts';
import { inEveryMode } from './modes.ts';
import { mutate } from './mutate.ts';
import { type Resident, readCast } from './people.ts';
import { playQuickly } from './quick.ts';
import { printed, reportOn } from './report.ts';
import { type Job, prepare, type Result, run } from './run.ts';
import { readWords } from './words.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const { values } = argumentsOf(
  'usage: npm run eval:residents -- [--residents FOLDER] [--seeds 8] [--door web|line|wechat] [--only ID] [--json FILE] [--transcript] [--mutations] [--model MODE|all]',
  {
    options: {
      residents: { type: 'string', default: join(HERE, 'people') },
      seeds: { type: 'string', default: '8' },
      seed: { type: 'string' },
      door: { type: 'string' },
      only: { type: 'string' },
      core: { type: 'boolean', default: false },
      json: { type: 'string' },
      lanes: { type: 'string', default: '2' },
      transcript: { type: 'boolean', default: false },
      gold: { type: 'boolean', default: false },
      mutations: { type: 'boolean', default: false },
      mutation: { type: 'string' },
      model: { type: 'string' },
      jobs: { type: 'string' },
    },
  },
);
if (values.jobs) {
  await playQuickly(values.jobs);
  process.exit(0);
}
const seeds = Number(values.seeds);
const lanes = Number(values.lanes);
if (
  ![seeds, lanes].every((n) => Number.isSafeInteger(n) && n > 0) ||
  (values.door && !DOORS.includes(values.door as DoorName)) ||
  (values.model && ![...MODES, 'none', 'all'].includes(values.model))
) {
  console.error(
    `--seeds and --lanes take whole numbers, --door takes ${DOORS.join(', ')}; --model takes none, all, ${MODES.join(', ')}.`,
  );
  process.exit(2);
}

if (!existsSync(resolve(values.residents))) {
  console.error(`--residents: there is no folder ${values.residents}.`);
  process.exit(2);
}
const cast = readCast(HERE, resolve(values.residents));
const words = readWords(join(HERE, 'words'));
/** Residents send their photos on the web alone. */
const bringsPhotos = ({ state }: Resident): boolean => state.papers !== undefined;
const residents = cast.residents
  .filter((one) => !values.door || values.door === 'web' || !bringsPhotos(one))
  .filter(({ id, file }) => !values.only || id === values.only || file === values.only || id.startsWith(values.only))
  // What a model is for shows with those who say it as nobody taught the service.
  .filter(({ core, file }) => !values.core || core || (values.model && file === 'own-words'))
  .map((one) => (values.door ? { ...one, door: values.door as DoorName } : one));
if (residents.length === 0) {
  console.error('Nobody like that lives here.');
  process.exit(2);
}

const dir = mkdtempSync(join(tmpdir(), 'wattline-residents-'));
// PostgreSQL runs as another user than root.
chmodSync(dir, 0o755);
const postgres = await startPostgres({ dir: join(dir, 'postgres'), keep: false });
const began = performance.now();
const seconds = (): string => ((performance.now() - began) / 1_000).toFixed(0);

function show({ id, seed, transcript, why, disturbed }: Result): void {
  console.log(`\n— ${id}, seed ${seed}${disturbed.length > 0 ? ` (${disturbed.join(', ')})` : ''}`);
  for (const one of transcript) console.log(`  ${one}`);
  for (const reason of why) console.log(`  ✗ ${reason}`);
}

/** One object a line, as every evaluation writes them (contract.md section 10). */
function keep(rows: readonly unknown[]): void {
  if (values.json) writeFileSync(values.json, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
}

/** At least this share of the defects has to be noticed. */
const NOTICED = 0.95;

async function plantAll(): Promise<boolean> {
  const all = await mutate(join(HERE, '../..'), postgres, cast, words, (line) => console.log(line), values.mutation);
  const noticed = all.filter(({ by }) => by !== null).length;
  const broken = all.filter((one) => one.broken !== null).length;
  console.log(`\n${noticed} of ${all.length} planted defects noticed, ${broken} could not be planted, ${seconds()} s`);
  keep(all);
  return noticed >= NOTICED * all.length;
}

const oneMode = MODES.find((mode) => mode === values.model) ?? null;
let said = performance.now();
const play = (jobs: readonly Job[], what: string, model: Mode | null = oneMode): Promise<readonly Result[]> =>
  run({
    server: postgres,
    cast,
    words,
    jobs,
    lanes,
    model,
    onResult: (result, done) => {
      if (values.transcript || (result.why.length > 0 && (values.only || values.gold))) show(result);
      if (performance.now() - said < 10_000) return;
      said = performance.now();
      console.error(`${what}: ${done} of ${jobs.length}, ${seconds()} s`);
    },
  });
const drawn = values.seed ? [Number(values.seed)] : Array.from({ length: seeds }, (_, n) => n + 1);

async function allModes(): Promise<boolean> {
  const { rows, fine } = await inEveryMode(residents, drawn, play, (line) => console.log(line));
  console.log(`\n${seconds()} s`);
  keep(rows);
  return fine;
}

async function judge(): Promise<boolean> {
  const gold = await play(
    residents.map((resident) => ({ resident, seed: 0 })),
    'gold',
  );
  const sound = residents.filter(({ id }) => gold.find((one) => one.id === id)?.why.length === 0);
  const results = values.gold
    ? []
    : await play(
        sound.flatMap((resident) => drawn.map((seed) => ({ resident, seed }))),
        'seeds',
      );
  const report = reportOn(gold, results);
  if (!values.transcript && !values.only)
    for (const one of results.filter(({ why }) => why.length > 0))
      console.log(`✗ ${one.id} seed ${one.seed}: ${one.why[0]}`);
  const played = [...gold, ...results];
  if (oneMode)
    console.log(
      `\nmodel: ${oneMode}, asked ${played.reduce((sum, { askedModel }) => sum + askedModel, 0)} times, slowest turn ${Math.max(...played.map(({ slowestMs }) => slowestMs))} ms`,
    );
  console.log(`\n${printed(report)}\n\n${gold.length + results.length} dialogues in ${seconds()} s`);
  keep([{ report }, ...played]);
  const { broken, passOne, passAll, falselyContent, counters } = report;
  return (
    broken.length === 0 &&
    counters.every(({ found }) => found === 0) &&
    (values.gold ||
      (passOne.hits >= 0.99 * passOne.n &&
        passAll.hits >= 0.97 * passAll.n &&
        falselyContent.hits <= 0.01 * falselyContent.n))
  );
}

let fine = false;
try {
  await prepare(postgres, cast);
  fine =
    values.mutations || values.mutation ? await plantAll() : values.model === 'all' ? await allModes() : await judge();
} finally {
  await postgres.stop();
  rmSync(dir, { recursive: true, force: true });
}
process.exit(fine ? 0 : 1);
