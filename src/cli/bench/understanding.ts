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
interface Container {
  use(part: unknown): void;
  registerConfiguration(tag: string, settings: object): void;
  get(name: 'nlp'): Nlp & { readonly settings: object };
}
const processed = z.object({ intent: z.string(), score: z.number() });

const library = z.object({
  containerBootstrap: z.custom<() => Promise<Container>>((value) => typeof value === 'function'),
  Nlp: z.unknown(),
  LangEn: z.unknown(),
});
const LIBRARY: string = '@nlpjs/basic';
const NONE = 'None';

/**
 * Its own defaults, but for how it learns: at its rate of 0.6 it falls apart with more than some ten thousand examples (10 % right
 * on `dev`); 0.005 was the best of 0.6, 0.1, 0.02 and 0.005. It stops by itself when nothing moves any more, or after so many rounds.
 */
const LEARNING = { learningRate: 0.005, iterations: 60 };
const DEFAULTS = { keepStopwords: true, nonefeatureValue: 1, nonedeltaMultiplier: 1.2, filterZeros: true, log: false };

/** What is not ours its own threshold finds: with thousands of such examples as a class it refuses half of what is ours. */
async function peer(): Promise<Nlp> {
  const { containerBootstrap, Nlp, LangEn } = library.parse(await import(LIBRARY));
  const container = await containerBootstrap();
  container.use(Nlp);
  container.use(LangEn);
  container.registerConfiguration('nlu-en', { ...DEFAULTS, ...LEARNING });
  const nlp = container.get('nlp');
  Object.assign(nlp.settings, { autoSave: false });
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
