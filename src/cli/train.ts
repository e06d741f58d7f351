/** Trains the local classifier from prompts/examples, and the tagger of values from prompts/slots, into understanding/local/weights.bin; `--check` fails when that file is stale, `--count` first counts prompts/slots/common.tsv anew. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { unpackKnown } from '../conversation/understanding/local/packed.ts';
import { countCommon, readCommon } from './train/common.ts';
import { readExamples } from './train/examples.ts';
import { readSlotLines } from './train/lines.ts';
import { train } from './train/model.ts';
import { trainTagger } from './train/tagger.ts';

const TARGET = new URL('../conversation/understanding/local/weights.bin', import.meta.url);
/** quality.md section 1: what a model may weigh. */
const MOST_BYTES = 1_000_000;
/** Of it, the tagger; its table of what is common comes on top. */
const MOST_TAGGER_BYTES = 120 * 1024;

const began = performance.now();
const examples = readExamples();
if (process.argv.includes('--count')) countCommon(examples.map(({ text }) => text));
const { file: classifier, seen, kept } = train(examples);
// The tagger has a table of its own of how common words are: more examples move the classifier alone. Both stand behind it in the file.
const lines = readSlotLines();
const common = readCommon();
const tagger = trainTagger(lines, unpackKnown(common));
if (tagger.length > MOST_TAGGER_BYTES)
  throw new Error(`the tagger is too heavy: ${tagger.length} bytes of ${MOST_TAGGER_BYTES}`);
const file = Buffer.concat([classifier, common, tagger]);
if (file.length > MOST_BYTES) throw new Error(`the weights are too heavy: ${file.length} bytes of ${MOST_BYTES}`);
const isFresh = existsSync(TARGET) && readFileSync(TARGET).equals(file);
if (process.argv.includes('--check')) {
  if (!isFresh) {
    console.error('the classifier or the tagger is stale: run `npm run train`');
    process.exitCode = 1;
  }
} else {
  if (!isFresh) writeFileSync(TARGET, file);
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  console.log(
    `${examples.length} examples, ${kept} of ${seen} features kept, ${Math.round(classifier.length / 1024)} KiB; ${lines.length} lines with values, ${Math.round(tagger.length / 1024)} KiB, and ${Math.round(common.length / 1024)} KiB of what is common; ${seconds} s`,
  );
}
