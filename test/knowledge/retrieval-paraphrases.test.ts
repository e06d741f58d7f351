/** Questions in a resident's own words against the articles of the house: what synonyms and stored questions are worth, and what is refused. */
import { expect, test } from 'vitest';
import { articlePassages } from '../../src/cli/bench/passages.ts';
import { buildIndex } from '../../src/knowledge/index/build.ts';
import { type Index, openIndex } from '../../src/knowledge/index/open.ts';
import { readQuery } from '../../src/knowledge/index/query.ts';
import { search } from '../../src/knowledge/index/search.ts';
import { ASKED, UNANSWERABLE } from './retrieval-questions.ts';

const { passages, synonyms } = articlePassages();
const index = openIndex(buildIndex(passages, { synonyms }));

const share = (yes: number, of: number): number => Math.round((1000 * yes) / of) / 10;
const recall = (find: (question: string) => string | undefined): number =>
  share(
    ASKED.filter(([question, articles]) => articles.split(' ').includes(find(question) ?? '')).length,
    ASKED.length,
  );

/** BM25 over words and pairs of title, heading and text, nothing else. */
function plainBm25(): (question: string) => string | undefined {
  const bare = passages.map(({ id, title, heading, text }) => ({
    id,
    title: '',
    heading: '',
    text: `${title}。${heading ?? ''}。${text}`,
  }));
  const plain: Index = openIndex(buildIndex(bare));
  const { starts, passages: places, impacts } = plain.layout;
  return (question) => {
    const points = new Float64Array(bare.length);
    for (const { term, label, idf } of readQuery(plain, question).terms) {
      if (term < 0 || label.length < 2) continue;
      for (let at = starts[term] ?? 0; at < (starts[term + 1] ?? 0); at += 1) {
        const place = places[at] ?? 0;
        points[place] = (points[place] ?? 0) + idf * (impacts[at] ?? 0);
      }
    }
    return bare[points.indexOf(Math.max(...points))]?.id;
  };
}

test('every article that a question names exists', () => {
  const ids = new Set(passages.map(({ id }) => id));
  expect(ASKED.flatMap(([, articles]) => articles.split(' ')).filter((id) => !ids.has(id))).toEqual([]);
});

test('paraphrased questions find their article at least ten points more often than by plain BM25', () => {
  const ours = recall((question) => search(index, question)[0]?.id);
  const plain = recall(plainBm25());
  expect({ ours, plain, ahead: ours - plain >= 10 }).toMatchObject({ ahead: true });
  expect(ours).toBeGreaterThanOrEqual(85);
});

test('confidence sets questions that have an answer apart from those that have none', () => {
  const sure = (question: string): boolean => (search(index, question)[0]?.confidence ?? 0) >= 0.4;
  expect(share(ASKED.filter(([question]) => sure(question)).length, ASKED.length)).toBeGreaterThanOrEqual(95);
  expect(share(UNANSWERABLE.filter((question) => !sure(question)).length, UNANSWERABLE.length)).toBeGreaterThanOrEqual(
    66,
  );
});

test('every stored question finds its own article, as the same question', () => {
  const lost = passages.flatMap(({ id, questions = [] }) =>
    questions.filter((question) => {
      const [hit] = search(index, question);
      return hit?.id !== id || (hit.question?.similarity ?? 0) < 0.9;
    }),
  );
  // Two articles may store questions that fillers and synonyms make equal; few do.
  expect(lost.length, lost.join('\n')).toBeLessThanOrEqual(passages.length * 0.02);
});
