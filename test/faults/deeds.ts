/** What people did in a run and what they were told: the side that the tables are compared with. */
import type { Result } from '../../src/domain/result.ts';
import { lostRace } from '../../src/store/commit.ts';

/** Where a deed must be found in the tables, exactly once if it was done. */
export type Effect =
  /** A case by the words it was filed with; `joins`: an open case of the same reason may have taken it in. */
  | { readonly kind: 'case'; readonly mark: string; readonly joins: boolean }
  /** A case of which an account can have one open at a time. */
  | { readonly kind: 'opened'; readonly caseKind: string; readonly accountNumber: string }
  /** `by`: how its actor begins. */
  | { readonly kind: 'entry'; readonly caseNumber: string; readonly event: string; readonly by: string }
  | { readonly kind: 'rating'; readonly serviceId: string }
  | { readonly kind: 'message'; readonly eventId: string }
  /** Papers that lie in a case. */
  | { readonly kind: 'papers'; readonly caseNumber: string; readonly documents: readonly string[] }
  | { readonly kind: 'uploads'; readonly residentId: string }
  /** A clerk's act on an outage as a whole. */
  | { readonly kind: 'outage'; readonly outageId: string; readonly event: string }
  /** What a person said in a conversation. */
  | { readonly kind: 'words'; readonly text: string };

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
