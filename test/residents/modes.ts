/** The same residents without a model and with one in every mode: who got what they came for, what must never happen, how long a turn took. */
import { MODES, type Mode } from './model.ts';
import type { Resident } from './people.ts';
import { reportOn } from './report.ts';
import type { Job, Result } from './run.ts';

interface InMode {
  readonly mode: Mode | 'none';
  readonly dialogues: number;
  readonly passed: number;
  /** Residents of whom every seed passed. */
  readonly always: number;
  readonly residents: number;
  /** Zero-tolerance counters, all together. */
  readonly never: number;
  readonly looks: number;
  /** Of those who say it in words nobody taught the service: dialogues, turns in which they were not understood or asked back, wishes said again. */
  readonly own: { readonly n: number; readonly passed: number; readonly unheard: number; readonly restated: number };
  readonly moves: number;
  readonly asked: number;
  readonly slowestMs: number;
  /** Of a turn, for the model, as the service measures it. */
  readonly longestWaitMs: number;
}

/** The persona that says what it wants in words of its own. */
const OWN_WORDS = 'own-words';

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** Never more than this below no model, in points. */
const WORSE = 0.5;
/** No turn takes longer, whatever the model does. */
const LONGEST_MS = 3_000;

export async function inEveryMode(
  residents: readonly Resident[],
  seeds: readonly number[],
  play: (jobs: readonly Job[], what: string, mode: Mode | null) => Promise<readonly Result[]>,
  say: (line: string) => void,
): Promise<{ readonly rows: readonly InMode[]; readonly fine: boolean }> {
  const gold = await play(
    residents.map((resident) => ({ resident, seed: 0 })),
    'gold',
    null,
  );
  const sound = residents.filter(({ id }) => gold.find((one) => one.id === id)?.why.length === 0);
  const jobs = sound.flatMap((resident) => seeds.map((seed) => ({ resident, seed })));
  say(
    `${sound.length} residents × ${seeds.length} seeds\n${'mode'.padEnd(14)} ${'passed'.padStart(16)} ${'every seed'.padStart(16)} never allowed   own words: passed  unheard  said again   messages   asked  for the model  slowest turn`,
  );
  const rows: InMode[] = [];
  for (const mode of [null, ...MODES]) {
    const results = await play(jobs, mode ?? 'none', mode);
    const { passOne, passAll, counters } = reportOn([], results);
    const own = results.filter(({ personas }) => personas.includes(OWN_WORDS));
    const row: InMode = {
      mode: mode ?? 'none',
      dialogues: passOne.n,
      passed: passOne.hits,
      always: passAll.hits,
      residents: passAll.n,
      never: sum(counters.map(({ found }) => found)),
      looks: sum(counters.map(({ n }) => n)),
      own: {
        n: own.length,
        passed: own.filter(({ why }) => why.length === 0).length,
        unheard: sum(own.map(({ unheard }) => unheard)),
        restated: sum(own.map(({ restated }) => restated)),
      },
      moves: sum(results.map(({ moves }) => moves)),
      asked: sum(results.map(({ askedModel }) => askedModel)),
      slowestMs: Math.max(...results.map(({ slowestMs }) => slowestMs)),
      longestWaitMs: Math.max(...results.map(({ longestWaitMs }) => longestWaitMs)),
    };
    rows.push(row);
    const share = (hits: number, n: number): string => `${hits}/${n} ${((100 * hits) / n).toFixed(1)} %`.padStart(16);
    say(
      `${row.mode.padEnd(14)} ${share(row.passed, row.dialogues)} ${share(row.always, row.residents)} ${`${row.never} in ${row.looks}`.padStart(13)} ${`${row.own.passed}/${row.own.n}`.padStart(19)} ${String(row.own.unheard).padStart(8)} ${String(row.own.restated).padStart(11)} ${String(row.moves).padStart(10)} ${String(row.asked).padStart(7)} ${`${row.longestWaitMs} ms`.padStart(14)} ${`${row.slowestMs} ms`.padStart(13)}`,
    );
    for (const { id, seed, why } of results)
      if (why.length > 0) say(`    ✗ ${id} seed ${seed}: ${why[0]?.slice(0, 160)}`);
  }
  const percent = ({ passed, dialogues }: InMode): number => (100 * passed) / dialogues;
  const [none] = rows;
  const fine = rows.every(
    (row) =>
      row.never === 0 && row.slowestMs <= LONGEST_MS && none !== undefined && percent(row) >= percent(none) - WORSE,
  );
  return { rows, fine };
}
