/** First messages: ours beside nlp.js, trained on the same examples, judged by the same split, in one run. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { readExamples } from '../train/examples.ts';
import { evaluate, outOfScopeOf, readQuestions, share } from '../understanding/evaluate.ts';

const SPLITS = ['dev', 'final'] as const;
const FOLDER = new URL('../../../test/understanding/held-out/', import.meta.url);

/** What we use of @nlpjs/basic, which has no types. */
interface Nlp {
  addLanguage(language: string): void;
  addDocument(language: string, text: string, label: string): void;
  train(): Promise<void>;
  process(language: string, text: string): Promise<unknown>;
}
const dock = z.custom<{ get(name: string): Nlp }>(
  (value) => typeof value === 'object' && value !== null && 'get' in value,
);
const processed = z.object({ intent: z.string(), score: z.number() });

const library = z.object({
  dockStart: z.custom<(how: object) => Promise<unknown>>((value) => typeof value === 'function'),
});
const LIBRARY: string = '@nlpjs/basic';
const NONE = 'None';

/** What is not ours its own threshold finds: with thousands of such examples as a class it refuses nearly everything. */
async function peer(): Promise<Nlp> {
  const { dockStart } = library.parse(await import(LIBRARY));
  const started = await dockStart({ settings: { nlp: { autoSave: false, log: false } }, use: ['Basic'] });
  const nlp = dock.parse(started).get('nlp');
  // Chinese has no stemmer there: characters with spaces between them are its words.
  nlp.addLanguage('en');
  for (const { text, label } of readExamples())
    if (label !== 'out_of_scope') nlp.addDocument('en', spaced(text), label);
  await nlp.train();
  return nlp;
}
const spaced = (text: string): string => text.replace(/(\p{Script=Han})/gu, ' $1 ').trim();

export async function benchUnderstanding(): Promise<void> {
  const nlp = await peer();
  const row = (split: string, name: string, right: string, found: string, refused: string, ms: number) =>
    console.log(
      `${split.padEnd(6)} ${name.padEnd(8)} ${right} right; out of scope ${found} found, ${refused} refused wrongly; ${ms.toFixed(2)} ms`,
    );
  for (const split of SPLITS) {
    const questions = readQuestions(readFileSync(new URL(`${split}.jsonl`, FOLDER), 'utf8'));
    const outside = questions.filter(({ labels }) => labels.includes('out_of_scope')).length;
    const ours = evaluate(questions);
    const { recall, rejected } = outOfScopeOf(ours);
    const mine = ours.map(({ ms }) => ms).reduce((sum, ms) => sum + ms, 0) / ours.length;
    row(split, 'wattline', share(ours.filter((one) => one.right).length, ours.length), recall, rejected, mine);
    const began = performance.now();
    let right = 0;
    let found = 0;
    let refused = 0;
    for (const { text, labels } of questions) {
      const { intent } = processed.parse(await nlp.process('en', spaced(text)));
      const label = intent === NONE ? 'out_of_scope' : intent;
      if (labels.includes(label)) right += 1;
      if (label !== 'out_of_scope') continue;
      if (labels.includes('out_of_scope')) found += 1;
      else refused += 1;
    }
    const each = (performance.now() - began) / questions.length;
    const rest = questions.length - outside;
    row(split, 'nlp.js', share(right, questions.length), share(found, outside), share(refused, rest), each);
  }
}
