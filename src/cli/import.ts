/** `npm run import -- FILE.jsonl` (`-`: standard input): loads a utility's data; see store/import.ts for what a line may say. */
import { createReadStream, existsSync } from 'node:fs';
import { access, constants, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { addAbortSignal } from 'node:stream';
import { parseArgs } from 'node:util';
import { ConfigError } from '../config.ts';
import { createTokens } from '../services/tokens.ts';
import { connect } from '../store/connect.ts';
import { linesOf } from '../store/import/read-line.ts';
import { type Counts, type Fault, type ImportResult, importLines, type Progress } from '../store/import.ts';
import { migrate } from '../store/migrate.ts';
import { localDatabase } from './local.ts';

const USAGE = 'Usage: npm run import -- FILE.jsonl   (one JSON object a line; - reads standard input)';
const OK = 0;
const FAULTS = 1;
const MISUSED = 2;

const say = (line: string) => process.stderr.write(`${line}\n`);
const number = (n: number) => n.toLocaleString('en');
const listed = (counts: Counts) =>
  Object.entries(counts)
    .map(([kind, n]) => `${number(n)} ${kind}${n === 1 ? '' : 's'}`)
    .join(', ');

const showProgress = ({ stage, lines, linesPerSecond, seconds }: Progress) =>
  say(
    `${String(seconds).padStart(4)} s  ${stage.padEnd(18)} ${number(lines)} lines read${linesPerSecond > 0 ? `, ${number(linesPerSecond)} a second` : ''}`,
  );

/** The file to read, or what is wrong with the command line. */
async function chosenFile(): Promise<{ file: string } | { wrong: string }> {
  try {
    const { positionals, values } = parseArgs({
      allowPositionals: true,
      options: { help: { type: 'boolean', short: 'h' } },
    });
    const [file] = positionals;
    if (values.help || !file || positionals.length > 1) return { wrong: USAGE };
    if (file === '-') return { file };
    // npm runs scripts in the project's folder, wherever it was called.
    const path = existsSync(file) ? file : resolve(process.env.INIT_CWD || '.', file);
    await access(path, constants.R_OK);
    if ((await stat(path)).isDirectory()) return { wrong: `${file} is a folder.\n${USAGE}` };
    return { file: path };
  } catch (error) {
    return { wrong: `${wordsOf(error)}\n${USAGE}` };
  }
}

async function load(file: string, signal: AbortSignal): Promise<ImportResult> {
  const database = await localDatabase(process.env);
  try {
    const { db, pool } = connect({ connectionString: database.databaseUrl, max: 1, limits: 'none' });
    try {
      await migrate(db);
    } finally {
      await pool.end();
    }
    const tokens = createTokens(database.tokenSecret);
    return await importLines(
      database.databaseUrl,
      // The source ends with the signal too: standard input may have nothing to say for long.
      linesOf(
        addAbortSignal(signal, file === '-' ? process.stdin : createReadStream(file, { highWaterMark: 256 * 1024 })),
      ),
      {
        hashIdNumber: tokens.hashIdNumber,
        onProgress: showProgress,
        signal,
      },
    );
  } finally {
    await database.stop();
  }
}

const told = ({ line, field, reason }: Fault) => `line ${line}${field ? `, ${field}` : ''}: ${reason}`;

function report(result: ImportResult, seconds: number): number {
  if (result.ok) {
    for (const warning of result.warnings) say(`Warning: ${told(warning)}`);
    say(`Imported in ${seconds.toFixed(1)} s: ${listed(result.counts)}.\nNew or different: ${listed(result.changed)}.`);
    return OK;
  }
  for (const fault of result.faults) say(told(fault));
  if (result.more) say('… and more.');
  say('Nothing was imported.');
  return FAULTS;
}

/** An error of several attempts to connect has its words inside. */
function wordsOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(wordsOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}

async function main(): Promise<number> {
  const chosen = await chosenFile();
  if ('wrong' in chosen) {
    say(chosen.wrong);
    return MISUSED;
  }
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort(new Error('stopped')));
  const since = performance.now();
  try {
    return report(await load(chosen.file, stop.signal), (performance.now() - since) / 1_000);
  } catch (error) {
    if (error instanceof ConfigError) {
      say(error.message);
      return MISUSED;
    }
    say(`The import failed: ${wordsOf(error)}\nRun it again when that is put right; a file may be loaded twice.`);
    return FAULTS;
  }
}

// Not by process.exitCode: a library of the embedded PostgreSQL ends the process with 0 when nothing is left to do.
process.exit(await main());
