/** Plants each defect of mutations.ts in a copy of the source, and says which resident notices. */
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Mutation } from './mutation.ts';
import { MUTATIONS } from './mutations.ts';
import type { Cast, Resident } from './people.ts';
import type { RunOptions } from './run.ts';
import { run, type Server } from './run.ts';
import { TEMPLATE } from './world.ts';

export interface Noticed {
  readonly name: string;
  readonly what: string;
  /** null: nobody did. */
  readonly by: { readonly id: string; readonly seed: number; readonly why: string } | null;
  /** It could not be planted, or what it was planted in did not run. */
  readonly broken: string | null;
  readonly played: number;
}

const SEEDS = [0, 1];
const COPIED = ['src', 'test', 'prompts', 'knowledge', 'package.json', 'tsconfig.json'];

const rank = ({ services }: Mutation, { wants }: Resident): number =>
  Math.min(...wants.map(({ service }) => (services.includes(service) ? services.indexOf(service) : services.length)));

/** `root`: the project. Prints each line as it is known. */
export async function mutate(
  root: string,
  server: Server,
  cast: Cast,
  words: RunOptions['words'],
  say: (line: string) => void,
  only?: string,
): Promise<readonly Noticed[]> {
  const core = cast.residents.filter((resident) => resident.core);
  // Who fails without any defect notices none.
  const jobs = core.flatMap((resident) => SEEDS.map((seed) => ({ resident, seed })));
  const sound = await run({ server, cast, words, jobs, lanes: 2 });
  const fit = jobs.filter((_job, place) => sound[place]?.why.length === 0);
  say(`${core.length} core residents, ${fit.length} of ${jobs.length} dialogues pass without a defect`);

  const left = MUTATIONS.filter(({ name }) => !only || only.split(',').includes(name)).values();
  const results: Noticed[] = [];
  const worker = async (n: number): Promise<void> => {
    const dir = mkdtempSync(join(tmpdir(), 'wattline-mutation-'));
    for (const name of COPIED) cpSync(join(root, name), join(dir, name), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(dir, 'node_modules'));
    try {
      for (const mutation of left) {
        const noticed = await plant(dir, mutation, `mutation_${n}`);
        results.push(noticed);
        const { name, what, by, broken } = noticed;
        say(
          `${broken ? '!' : by ? '✓' : '✗'} ${name.padEnd(34)} ${what}\n    ${broken ?? (by ? `${by.id}, seed ${by.seed}: ${by.why.slice(0, 150)}` : `nobody in ${noticed.played} dialogues`)}`,
        );
      }
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  };

  async function plant(dir: string, mutation: Mutation, lane: string): Promise<Noticed> {
    const { name, what, patches } = mutation;
    const before = new Map<string, string>();
    try {
      for (const { file, find, replace } of patches) {
        const path = join(dir, file);
        const text = readFileSync(path, 'utf8');
        if (!before.has(path)) before.set(path, text);
        const times = text.split(find).length - 1;
        if (times !== 1)
          return { name, what, by: null, broken: `"${find}" stands ${times} times in ${file}`, played: 0 };
        writeFileSync(
          path,
          text.replace(find, () => replace),
        );
      }
      const asked = [...fit].sort((a, b) => rank(mutation, a.resident) - rank(mutation, b.resident));
      const path = join(dir, 'jobs.json');
      writeFileSync(
        path,
        JSON.stringify({
          server: server.url('DATABASE'),
          template: TEMPLATE,
          lane,
          jobs: asked.map(({ resident, seed }) => ({ id: resident.id, seed })),
        }),
      );
      const { said, code } = await child(dir, path);
      const last = said.trim().split('\n').at(-1) ?? '';
      if (code !== 0 || !last.startsWith('{'))
        return { name, what, by: null, broken: `it does not run: ${said.slice(-300)}`, played: 0 };
      const { noticed, played } = JSON.parse(last) as { noticed?: NonNullable<Noticed['by']>; played: number };
      return { name, what, by: noticed ?? null, broken: null, played };
    } finally {
      for (const [path, text] of before) writeFileSync(path, text);
    }
  }

  await Promise.all([worker(0), worker(1)]);
  return results;
}

function child(dir: string, jobs: string): Promise<{ said: string; code: number | null }> {
  return new Promise((resolve) => {
    const process_ = spawn(process.execPath, ['test/residents/main.ts', '--jobs', jobs], {
      cwd: dir,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    let trouble = '';
    process_.stdout.on('data', (chunk) => {
      said += String(chunk);
    });
    process_.stderr.on('data', (chunk) => {
      trouble += String(chunk);
    });
    process_.on('close', (code) => resolve({ said: code === 0 ? said : `${said}${trouble}`, code }));
  });
}
