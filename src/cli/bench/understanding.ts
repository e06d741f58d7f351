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

async function peer(): Promise<Nlp> {
  const { dockStart } = library.parse(await import(LIBRARY));
  const started = await dockStart({ settings: { nlp: { autoSave: false, log: false } }, use: ['Basic'] });
  const nlp = dock.parse(started).get('nlp');
  // Chinese has no stemmer there: characters with spaces between them are its words.
  nlp.addLanguage('en');
  for (const { text, label } of readExamples())
    nlp.addDocument('en', spaced(text), label === 'out_of_scope' ? NONE : label);
  await nlp.train();
  return nlp;
}
const spaced = (text: string): string => text.replace(/(\p{Script=Han})/gu, ' $1 ').trim();

export async function benchUnderstanding(): Promise<void> {
  const nlp = await peer();
  for (const split of SPLITS) {
    const questions = readQuestions(readFileSync(new URL(`${split}.jsonl`, FOLDER), 'utf8'));
    const ours = evaluate(questions);
    const { recall, rejected } = outOfScopeOf(ours);
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
    const outside = questions.filter(({ labels }) => labels.includes('out_of_scope')).length;
    const mine = ours.map(({ ms }) => ms).reduce((sum, ms) => sum + ms, 0) / ours.length;
    console.log(
      `${split.padEnd(6)} wattline  ${share(ours.filter((one) => one.right).length, ours.length)} right; out of scope ${recall} found, ${rejected} refused wrongly; ${mine.toFixed(2)} ms`,
    );
    console.log(
      `${split.padEnd(6)} nlp.js    ${share(right, questions.length)} right; out of scope ${share(found, outside)} found, ${share(refused, questions.length - outside)} refused wrongly; ${each.toFixed(2)} ms`,
    );
  }
}
