/** Builds dist/language-model.js, the part of the Worker that talks to a model; wrangler runs it before each start and upload. */
import { existsSync, readFileSync, renameSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

const ENTRY = at('src/outside/language-model.openai.ts');
const TARGET = at('dist/language-model.js');
/** What it is made of: our own files of the port, and the packages as the lock file names them. */
const SOURCES = [
  ENTRY,
  at('src/outside/language-model.profiles.ts'),
  at('src/cli/build-model.ts'),
  at('package-lock.json'),
];

const isFresh = (): boolean =>
  existsSync(TARGET) && SOURCES.every((source) => statSync(source).mtimeMs < statSync(TARGET).mtimeMs);

if (!isFresh()) {
  // Several starts at once each build their own, and the last one stays.
  const own = `${TARGET}.${process.pid}`;
  await build({
    entryPoints: [ENTRY],
    outfile: own,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'esnext',
    conditions: ['workerd', 'worker', 'browser'],
    external: ['node:*'],
    logLevel: 'warning',
  });
  renameSync(own, TARGET);
  console.log(`dist/language-model.js: ${(readFileSync(TARGET).length / 1024).toFixed(0)} KiB`);
}
