/** `npm run eval:retrieval -- --passages P.jsonl --questions Q.jsonl [--json OUT]`: the service's index measured on any passages and questions. */
import { readFileSync, writeFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { buildIndex } from '../knowledge/index/build.ts';
import { openIndex } from '../knowledge/index/open.ts';
import { search } from '../knowledge/index/search.ts';
import { measure } from './bench/measure.ts';

const Id = z.union([z.string(), z.number()]).transform(String);
const PassageLine = z.object({
  id: Id,
  title: z
    .string()
    .nullish()
    .transform((title) => title ?? ''),
  heading: z.string().optional(),
  questions: z.array(z.string()).optional(),
  text: z.string(),
});
const QuestionLine = z.object({ id: Id, question: z.string(), answers: z.array(Id) });

const { values } = parseArgs({
  options: { passages: { type: 'string' }, questions: { type: 'string' }, json: { type: 'string' } },
});
if (!values.passages || !values.questions) {
  console.error('Usage: npm run eval:retrieval -- --passages P.jsonl --questions Q.jsonl [--json OUT]');
  process.exit(2);
}
const passages = linesOf(values.passages, PassageLine);
const questions = linesOf(values.questions, QuestionLine);

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
  const lines = [...questions.map(({ id }, at) => ({ id, found: found[at] ?? [] })), last];
  writeFileSync(values.json, `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`);
}

/** Lines of JSON; a line that is wrong ends the run with its number and the reason. */
function linesOf<T>(file: string, shape: z.ZodType<T>): T[] {
  return readFileSync(file, 'utf8')
    .replace(/^\ufeff/, '')
    .split('\n')
    .flatMap((line, at) => {
      if (line.trim() === '') return [];
      const refuse = (reason: string): never => {
        console.error(`${file}:${at + 1}: ${reason}`);
        process.exit(1);
      };
      let value: unknown;
      try {
        value = JSON.parse(line);
      } catch {
        return refuse('not JSON');
      }
      const read = shape.safeParse(value);
      return read.success ? [read.data] : refuse(z.prettifyError(read.error));
    });
}
