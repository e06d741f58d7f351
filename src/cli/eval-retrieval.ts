/** `npm run eval:retrieval -- --passages P.jsonl --questions Q.jsonl [--json OUT]`: the service's index measured on any passages and questions. */
import { writeFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { z } from 'zod';
import { buildIndex } from '../knowledge/index/build.ts';
import { openIndex } from '../knowledge/index/open.ts';
import { search } from '../knowledge/index/search.ts';
import { argumentsOf } from './arguments.ts';
import { measure } from './bench/measure.ts';
import { fromFile, Id, linesIn, maybe } from './evaluation-file.ts';

const PassageLine = z.object({
  id: Id,
  title: maybe(z.string()),
  heading: maybe(z.string()),
  questions: maybe(z.array(z.string())),
  text: z.string(),
});
const QuestionLine = z.object({ id: Id, question: z.string(), answers: z.array(Id.transform(String)) });

const USAGE = 'Usage: npm run eval:retrieval -- --passages P.jsonl --questions Q.jsonl [--json OUT]';
const { values } = argumentsOf(USAGE, {
  options: { passages: { type: 'string' }, questions: { type: 'string' }, json: { type: 'string' } },
});
if (!values.passages || !values.questions) {
  console.error(USAGE);
  process.exit(2);
}
const given = fromFile(values.passages, (text, file) => linesIn(text, PassageLine, file));
const questions = fromFile(values.questions, (text, file) => linesIn(text, QuestionLine, file));
const passages = given.map(({ id, title = '', heading, questions, text }) => ({
  id: String(id),
  title,
  ...(heading !== undefined && { heading }),
  ...(questions && { questions }),
  text,
}));
const asGiven = new Map(given.map(({ id }) => [String(id), id]));

const started = performance.now();
const bytes = buildIndex(passages);
const buildMs = performance.now() - started;
const before = performance.now();
const index = openIndex(bytes);
const openMs = performance.now() - before;
const run = measure(questions, (question) => search(index, question, { limit: 10 }).map(({ id }) => id));
const { found, recall1, recall3, mrr10, p50Ms, p99Ms } = run;

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
console.table([
  {
    passages: passages.length,
    questions: questions.length,
    'recall@1': percent(recall1),
    'recall@3': percent(recall3),
    'MRR@10': mrr10.toFixed(3),
    'build ms': Math.round(buildMs),
    'open ms': Number(openMs.toFixed(2)),
    KiB: Math.round(bytes.length / 1024),
    'p50 ms': Number(p50Ms.toFixed(3)),
    'p99 ms': Number(p99Ms.toFixed(3)),
  },
]);
if (values.json) {
  const last = { recall1, recall3, mrr10, buildMs, bytes: bytes.length, p50Ms, p99Ms };
  const lines = [
    ...questions.map(({ id }, at) => ({ id, found: (found[at] ?? []).map((one) => asGiven.get(one)) })),
    last,
  ];
  writeFileSync(values.json, `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`);
}
