/** A second reading of what somebody wrote: by what is open, by what was just said and done. */
import type { Making } from '../making.ts';
import type { Command, Proposal } from '../message.ts';
import type { Hearing } from '../understanding/hearing.ts';

export interface Utterance {
  readonly making: Making;
  readonly written: string;
  /** Heard text, and the same without the politeness around it. */
  readonly key: string;
  readonly bare: string;
  /** What its words were taken for. */
  readonly proposals: readonly Proposal[];
  readonly hearing: Hearing;
}

/** What it means instead; null: it stays what it was taken for. */
export type Reading = (utterance: Utterance) => readonly Proposal[] | null | Promise<readonly Proposal[] | null>;

export const byRule = (...commands: readonly Command[]): readonly Proposal[] =>
  commands.map((command) => ({ command, by: 'rule' }));

/** Below this the classifier's guess yields to plain words. */
const SURE = 0.9;
export const isGuess = ({ by, why }: Proposal): boolean => by === 'local' && (why?.score ?? 1) < SURE;
