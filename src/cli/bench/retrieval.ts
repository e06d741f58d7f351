/** Retrieval side by side with MiniSearch, Orama, FlexSearch and lunr: who finds the passage first, and how fast. */
import { performance } from 'node:perf_hooks';
import { ASKED } from '../../../test/knowledge/retrieval-questions.ts';
import { buildIndex } from '../../knowledge/index/build.ts';
import { openIndex } from '../../knowledge/index/open.ts';
import type { Passage } from '../../knowledge/index/passage.ts';
import { search } from '../../knowledge/index/search.ts';
import { type Measured, measure, type Question } from './measure.ts';
import { articlePassages, manyPassages, paragraphs } from './passages.ts';
import { type Ask, CUTS, peers } from './peers.ts';

const TRIES = 3;

export async function benchRetrieval(): Promise<void> {
  const engines = await peers();
  const encyclopedia = paragraphs();
  const { passages, synonyms } = articlePassages();
  const asked = ASKED.map(([question, answers]): Question => ({ question, answers: answers.split(' ') }));
  const bare = passages.map(({ id, title, heading, text }): Passage => ({ id, title, heading, text }));

  compare('Paragraphs of an encyclopedia', engines, encyclopedia);
  compare('Paragraphs of an encyclopedia among all clauses of the articles', engines, {
    passages: [...encyclopedia.passages, ...bare],
    questions: encyclopedia.questions,
  });
  compare('Paraphrased questions, title, heading and text only', engines, { passages: bare, questions: asked });
  compare('The same with stored questions; ours with synonyms', engines, { passages, questions: asked, synonyms });

  const questions = [...encyclopedia.questions, ...asked];
  console.log('\nTime of our index by size');
  console.table(
    [1_000, 20_000].map((count) => {
      const { ask, openMs, bytes } = ours(manyPassages([...encyclopedia.passages, ...bare], count));
      const { p50Ms, p99Ms } = measure(questions, ask, TRIES);
      return {
        passages: count,
        MB: (bytes / 1e6).toFixed(1),
        'open ms': openMs.toFixed(2),
        'p50 ms': p50Ms.toFixed(3),
        'p99 ms': p99Ms.toFixed(3),
      };
    }),
  );
}

interface Collection {
  readonly passages: readonly Passage[];
  readonly questions: readonly Question[];
  readonly synonyms?: readonly (readonly string[])[];
}

function ours(passages: readonly Passage[], synonyms: readonly (readonly string[])[] = []) {
  const bytes = buildIndex(passages, { synonyms });
  const started = performance.now();
  const index = openIndex(bytes);
  const openMs = performance.now() - started;
  const ask: Ask = (question) => search(index, question, { limit: 10 }).map(({ id }) => id);
  return { ask, openMs, bytes: bytes.length };
}

/** Each of the others with the cut that serves it best here. Time as a multiple of ours. */
function compare(
  title: string,
  engines: Awaited<ReturnType<typeof peers>>,
  { passages, questions, synonyms = [] }: Collection,
): void {
  const own = measure(questions, ours(passages, synonyms).ask, TRIES);
  const row = (engine: string, cut: string, { recall1, recall3, mrr10, p50Ms, p99Ms }: Measured) => ({
    engine,
    cut,
    'recall@1': `${(100 * recall1).toFixed(1)} %`,
    'recall@3': `${(100 * recall3).toFixed(1)} %`,
    'MRR@10': mrr10.toFixed(3),
    'p50 × ours': (p50Ms / own.p50Ms).toFixed(1),
    'p99 × ours': (p99Ms / own.p99Ms).toFixed(1),
  });
  const rows = [row('this index', 'words, pairs, characters', own)];
  for (const [name, engine] of Object.entries(engines)) {
    if (!engine) {
      console.log(`${name} is not installed.`);
      continue;
    }
    const tried = Object.entries(CUTS).map(([cut, by]) => ({
      cut,
      run: measure(questions, engine(passages, by), TRIES),
    }));
    const best = tried.reduce((one, other) => (other.run.recall1 > one.run.recall1 ? other : one));
    rows.push(row(name, best.cut, best.run));
  }
  console.log(`\n${title}: ${passages.length} passages, ${questions.length} questions`);
  console.table(rows);
}
