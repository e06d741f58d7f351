/** An answer cut to its question by a model: only of what was found, each sentence under the clause it is from, else the clauses themselves. */
import { z } from 'zod';
import type { Locale } from '../domain/names.ts';
import type { ModelCall } from '../outside/language-model.ts';
import type { Answered, ShownClause } from './answer.ts';
import { isGrounded } from './grounded.ts';
import { textOf } from './render.ts';

export interface Composing {
  /** Without personal data. */
  readonly question: string;
  readonly locale: Locale;
  readonly prompt: { readonly version: string; readonly text: string };
  /** null: no answer of the model, for whatever reason. */
  readonly ask: <T>(call: Omit<ModelCall<T>, 'key' | 'withinMs'>) => Promise<T | null>;
}

/** Shorter answers need no cutting (signs). */
const SHORT = 100;
const MOST_SENTENCES = 6;

const sentence = z.strictObject({
  text: z.string().trim().min(2).max(300),
  cites: z.array(z.string().max(10)).min(1).max(4),
});
const wanted = z.strictObject({ sentences: z.array(sentence).max(MOST_SENTENCES) });
const SCHEMA = z.toJSONSchema(wanted, { target: 'draft-7' }) as Readonly<Record<string, unknown>>;

const wordsOf = ({ pieces }: ShownClause, locale: Locale): string => textOf(pieces, locale);

/** The same answer, or the same with its clauses cut; never a sentence that no clause bears out. */
export async function compose(answer: Answered, { question, locale, prompt, ask }: Composing): Promise<Answered> {
  const clauses = answer.clauses.map((clause) => ({
    clause,
    id: `c${clause.place}`,
    words: `${clause.heading ?? ''}\n${wordsOf(clause, locale)}`,
  }));
  const length = clauses.reduce((sum, { words }) => sum + words.length, 0);
  if (length < SHORT || answer.curated) return answer;
  const told = await ask({
    purpose: 'answer',
    prompt: prompt.version,
    system: prompt.text,
    turns: [
      {
        role: 'asked',
        text: JSON.stringify({
          question,
          language: answer.borrowed ? 'zh-CN' : locale,
          clauses: clauses.map(({ id, clause, words }) => ({
            id,
            title: answer.title,
            heading: clause.heading,
            words,
          })),
        }),
      },
    ],
    schema: SCHEMA,
    read: (value) => wanted.safeParse(value).data?.sentences ?? null,
    maxTokens: 700,
  });
  if (!told || told.length === 0) return answer;
  const placed = told.map(({ text, cites }) => ({
    text,
    in: clauses.find(({ id, words }) => cites.includes(id) && isGrounded(text, words)),
  }));
  // One sentence that nothing bears out, and none of them is believed.
  if (placed.some((one) => !one.in)) return answer;
  return {
    ...answer,
    clauses: clauses.flatMap(({ clause, id }): ShownClause[] => {
      const said = placed.filter((one) => one.in?.id === id).map(({ text }) => text);
      if (said.length === 0) return [];
      const tables = clause.pieces.filter(({ kind }) => kind === 'table');
      return [{ ...clause, pieces: [{ kind: 'text', text: said.join('\n') }, ...tables] }];
    }),
  };
}
