/** Trains the local classifier from prompts/examples into understanding/local/weights.bin; `--check` fails when that file is stale. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { readExamples } from './train/examples.ts';
import { train } from './train/model.ts';

const TARGET = new URL('../conversation/understanding/local/weights.bin', import.meta.url);
/** quality.md section 1: what a model may weigh. */
const MOST_BYTES = 1_000_000;

const began = performance.now();
const examples = readExamples();
const { file, seen, kept } = train(examples);
if (file.length > MOST_BYTES) throw new Error(`the classifier is too heavy: ${file.length} bytes of ${MOST_BYTES}`);
const isFresh = existsSync(TARGET) && readFileSync(TARGET).equals(file);
if (process.argv.includes('--check')) {
  if (!isFresh) {
    console.error('the classifier is stale: run `npm run train`');
    process.exitCode = 1;
  }
} else {
  if (!isFresh) writeFileSync(TARGET, file);
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  console.log(
    `${examples.length} examples, ${kept} of ${seen} features kept, ${Math.round(file.length / 1024)} KiB, ${seconds} s`,
  );
}
