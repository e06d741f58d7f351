/** What is wrong with a line, in words for whoever made the file. */
import type { z } from 'zod';

export interface Fault {
  readonly line: number;
  /** `amount`, `seasons[0].tiers[1].price`; empty when the whole line is meant. */
  readonly field: string;
  readonly reason: string;
}

const NAMES: Readonly<Record<string, string>> = {
  string: 'text in quotes',
  int: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list [ ]',
  object: 'an object { }',
};

/** Words for zod's own checks; checks with a sentence of their own keep it. Values are not quoted: they may be personal. */
export const reasonOf: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is missing' : `must be ${NAMES[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return issue.input === undefined ? 'is missing' : `must be ${issue.values.map(String).join(', ')}`;
    case 'unrecognized_keys':
      return 'unknown field';
    case 'too_small':
      return issue.origin === 'string' && issue.minimum === 1
        ? 'must not be empty'
        : `must be at least ${issue.minimum}${unit(issue.origin)}`;
    case 'too_big':
      return `must be at most ${issue.maximum}${unit(issue.origin)}`;
    default:
      return undefined;
  }
};

const unit = (origin: string) => (origin === 'string' ? ' characters long' : origin === 'array' ? ' items long' : '');

/** Where an issue lies: each unknown field by itself. */
export const pathsOf = (issue: z.core.$ZodIssue): readonly PropertyKey[][] =>
  issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];

export const faultsOf = (line: number, { issues }: z.ZodError): Fault[] =>
  issues.flatMap((issue) => pathsOf(issue).map((path) => ({ line, field: fieldOf(path), reason: issue.message })));

const fieldOf = (path: readonly PropertyKey[]) =>
  path.map((step, at) => (typeof step === 'number' ? `[${step}]` : `${at > 0 ? '.' : ''}${String(step)}`)).join('');
