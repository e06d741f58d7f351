/** The head of an article: YAML between two lines of dashes, every field known and dated. */
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { isDay } from '../../domain/calendar.ts';
import { TEAMS } from '../../domain/cases.ts';
import { errorAt, type Fault } from './fault.ts';

const text = z.string().trim().min(1);
const day = z.string().refine(isDay, 'must be a day that exists, YYYY-MM-DD');

const schema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be lower-case words joined by dashes'),
    title: text.max(60),
    topics: z.array(text.max(40)).min(1),
    region: z.enum(['CN', 'TW', 'all']),
    customerClass: z.enum(['residential', 'business', 'all']),
    effectiveFrom: day,
    effectiveTo: day.nullable(),
    source: z.strictObject({ name: text.max(120), ref: text.max(40), date: day, confirmed: z.boolean() }),
    reviewBy: day,
    owner: z.enum(TEAMS),
    questions: z.array(text.max(200)).min(3).max(120),
  })
  .refine(({ effectiveFrom, effectiveTo }) => effectiveTo === null || effectiveFrom <= effectiveTo, {
    path: ['effectiveTo'],
    message: 'ends before it begins',
  });

export type FrontMatter = z.infer<typeof schema>;

export interface Head {
  readonly front: FrontMatter | null;
  readonly faults: readonly Fault[];
  /** The line a field stands on. */
  readonly lineOf: (...path: readonly (string | number)[]) => number;
  readonly body: string;
  /** Lines before the body. */
  readonly before: number;
}

export function readHead(file: string, written: string): Head {
  const source = written.replaceAll('\r\n', '\n').replace(/^\ufeff/, '');
  const [whole = '', yaml = ''] = /^---\n([\s\S]*?\n)---[ \t]*(?:\n|$)/.exec(source) ?? [];
  if (!whole)
    return {
      front: null,
      faults: [errorAt(file, 1, 'the file has to open with front matter between two lines of ---')],
      lineOf: () => 1,
      body: source,
      before: 0,
    };
  const counter = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: counter });
  const lineAt = (offset: number) => counter.linePos(offset).line + 1;
  const lineOf: Head['lineOf'] = (...path) => {
    for (let length = path.length; length > 0; length -= 1) {
      const node = document.getIn(path.slice(0, length), true);
      const range = (node as { range?: [number, number, number] | null } | undefined)?.range;
      if (range) return lineAt(range[0]);
    }
    return 1;
  };
  const rest = { lineOf, body: source.slice(whole.length), before: whole.split('\n').length - 1 };
  if (document.errors.length > 0)
    return {
      ...rest,
      front: null,
      faults: document.errors.map((error) =>
        errorAt(file, lineAt(error.pos[0]), `front matter is no YAML: ${error.message.split('\n')[0]}`),
      ),
    };
  const parsed = schema.safeParse(document.toJS());
  if (parsed.success) return { ...rest, front: parsed.data, faults: [] };
  return {
    ...rest,
    front: null,
    faults: parsed.error.issues.map((issue) =>
      errorAt(
        file,
        lineOf(...(issue.path as (string | number)[])),
        `${issue.path.join('.') || 'front matter'}: ${issue.message}`,
      ),
    ),
  };
}
