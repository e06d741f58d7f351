/** Golden questions: what an editor promises will be answered, by which article, and with which words. */
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import type { IsoDate } from '../domain/billing.ts';
import { isDay } from '../domain/calendar.ts';
import { LOCALES } from '../domain/names.ts';
import { type Answer, answerFrom, type Reader } from './answer.ts';
import { errorAt, type Fault } from './compile/fault.ts';
import type { Library } from './library.ts';
import { textOf } from './render.ts';

const entry = z.strictObject({
  question: z.string().trim().min(1),
  locale: z.enum(LOCALES),
  /** null: this must not be answered. */
  article: z.string().nullable(),
  /** All of them must stand in the answer; `a | b`: either. */
  mustSay: z.array(z.string().min(1)).optional(),
  asOf: z.string().refine(isDay, 'must be a day that exists, YYYY-MM-DD').optional(),
});

export interface GoldenQuestion extends z.infer<typeof entry> {
  /** In golden.yaml. */
  readonly line: number;
}

export function readGolden(
  file: string,
  text: string,
): { readonly questions: readonly GoldenQuestion[]; readonly faults: readonly Fault[] } {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  if (document.errors.length > 0)
    return {
      questions: [],
      faults: document.errors.map((error) =>
        errorAt(file, counter.linePos(error.pos[0]).line, `is no YAML: ${error.message.split('\n')[0]}`),
      ),
    };
  const listed: unknown = document.toJS() ?? [];
  if (!Array.isArray(listed)) return { questions: [], faults: [errorAt(file, 1, 'has to be a list of questions')] };
  const questions: GoldenQuestion[] = [];
  const faults: Fault[] = [];
  for (const [at, one] of listed.entries()) {
    const range = (document.getIn([at], true) as { range?: [number, number, number] | null } | undefined)?.range;
    const line = range ? counter.linePos(range[0]).line : 1;
    const parsed = entry.safeParse(one);
    if (parsed.success) questions.push({ ...parsed.data, line });
    else
      faults.push(
        ...parsed.error.issues.map((issue) => errorAt(file, line, `${issue.path.join('.')}: ${issue.message}`)),
      );
  }
  return { questions, faults };
}

export interface GoldenResult {
  readonly golden: GoldenQuestion;
  readonly passed: boolean;
  /** What was answered instead, or which words are missing. */
  readonly reason: string;
}

/** What an answer says in all, as plain text. */
export const saidBy = (answer: Answer, locale: GoldenQuestion['locale']): string =>
  answer.kind === 'answer'
    ? [answer.title, ...answer.clauses.flatMap(({ heading, pieces }) => [heading ?? '', textOf(pieces, locale)])].join(
        '\n',
      )
    : '';

/** NFKC, lower case, no spaces: what is the same to a reader is the same here. */
export const comparable = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');

/** Whether a text has one of the alternatives; a number does not count inside a longer one. */
export function hasOne(text: string, alternatives: readonly string[]): boolean {
  const within = comparable(text);
  return alternatives.map(comparable).some((wanted) => {
    for (let at = within.indexOf(wanted); at >= 0 && wanted !== ''; at = within.indexOf(wanted, at + 1))
      if (!/^\d/.test(wanted) || !/[\d]/.test(within[at - 1] ?? '')) return true;
    return false;
  });
}

export function askGolden(library: Library, golden: GoldenQuestion, reader: Reader, today: IsoDate): GoldenResult {
  const { answer } = answerFrom(
    library,
    { question: golden.question, locale: golden.locale, today, ...(golden.asOf && { asOf: golden.asOf }) },
    reader,
  );
  const got =
    answer.kind === 'answer'
      ? answer.articleId
      : answer.kind === 'choose'
        ? `a choice between ${answer.between.map(({ articleId }) => articleId).join(' and ')}`
        : `no answer (${answer.reason})`;
  const fail = (reason: string) => ({ golden, passed: false, reason });
  if (golden.article === null)
    return answer.kind === 'answer' ? fail(`must not be answered, ${got} did`) : { golden, passed: true, reason: '' };
  if (answer.kind !== 'answer' || answer.articleId !== golden.article)
    return fail(`${golden.article} should answer, got ${got}`);
  const said = saidBy(answer, golden.locale);
  const missing = (golden.mustSay ?? []).filter((wanted) => !hasOne(said, wanted.split(' | ')));
  return missing.length > 0
    ? fail(`${got} answers, but does not say ${missing.join(', ')}`)
    : { golden, passed: true, reason: '' };
}
