/** What the desk on the terminal is asked and how it answers, shared by its commands. */
import type { Problem, Result } from '../domain/result.ts';
import type { Wired } from '../wiring.ts';

/** `beside`: for the person only, where a program may read the lines. */
export type Told = { readonly lines: readonly string[]; readonly beside?: string } | { readonly wrong: string };
export const tell = (...lines: readonly string[]): Told => ({ lines });

export interface Asked {
  /** As it was typed: a payment's, a refund's or an invoice's id, or a case number. */
  readonly subject: string;
  /** The same in capitals, as case numbers are written. */
  readonly caseNumber: string;
  readonly staffId: string;
  readonly words: readonly string[];
  readonly missing: string | undefined;
  readonly to: string | undefined;
  readonly receipt: string | undefined;
  readonly staysPaid: boolean;
  readonly hours: string | undefined;
  readonly by: string | undefined;
  readonly why: string | undefined;
}

export type Command = (house: Wired, asked: Asked) => Promise<Told>;

const REASONS: Readonly<Partial<Record<Problem['code'], string>>> = {
  not_found: 'No such hand-off, case, payment or refund for this member of staff (see `teams` and `queue`).',
  not_now: 'Not now: it is not at that stage, or it is in somebody else’s hands.',
  conflict: 'The resident or a colleague was faster ten times in a row. Try again.',
  invalid_input: 'That can’t be taken as it is written; words have 1 to 2,000 characters.',
  second_person_needed: 'Whoever did the first step may not do the second.',
  not_possible_here: 'Not for this member of staff, or not with this money: money is for billing and supervision.',
  already_invoiced: 'It has an invoice, which has to be reversed first (`reverse`).',
};

/** What was done in words, or why it was not. */
export const told = <T>(result: Result<T>, lines: (value: T) => readonly string[]): Told =>
  result.ok
    ? { lines: lines(result.value) }
    : {
        wrong: [
          REASONS[result.problem.code] ?? result.problem.code,
          ...(result.problem.errors ?? []).map(({ field, reason }) => `  ${field}: ${reason}`),
        ].join('\n'),
      };
