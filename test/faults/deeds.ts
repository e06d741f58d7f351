/** What people did in a run and what they were told: the side that the tables are compared with. */
import type { Result } from '../../src/domain/result.ts';
import { lostRace } from '../../src/store/commit.ts';

/** Where a deed must be found in the tables, exactly once if it was done. */
export type Effect =
  /** A case; `reason` null: only this request can have opened it, else another one of the same reason is joined. */
  | { readonly kind: 'case'; readonly mark: string; readonly joins: boolean }
  | { readonly kind: 'entry'; readonly caseNumber: string; readonly event: string }
  | { readonly kind: 'rating'; readonly serviceId: string }
  | { readonly kind: 'message'; readonly eventId: string };

export interface Deed {
  readonly act: string;
  readonly effect: Effect;
  readonly result: 'done' | 'refused' | 'unanswered';
  readonly code: string | null;
  /** Case number the person was told, where one was. */
  readonly caseNumber: string | null;
  /** Each answer heard to the same request: all of them must be the same. */
  readonly answers: readonly string[];
}

/** One try: an answer, a refusal, or nothing that can be relied on. */
export type Heard<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'failed'; readonly why: string };

/** How often people and clients send the same again. */
export const TRIES = 4;

/** Refusals that ask for the same again. */
const AGAIN = ['conflict', 'conversation_busy', 'unavailable', 'internal'];

export function heardOf<T>(result: Result<T>): Heard<T> {
  if (result.ok) return { kind: 'done', value: result.value };
  const { code } = result.problem;
  return AGAIN.includes(code) ? { kind: 'failed', why: code } : { kind: 'refused', code };
}

/** Somebody else was faster: a clerk looks and presses again. */
export const whyOf = (error: unknown): string =>
  lostRace(error) ? 'lost race' : error instanceof Error ? `${error.name}: ${error.message}` : String(error);
