/** What was just talked about and just done, as long as somebody can mean it without naming it. */
import { isCaseNumber } from '../domain/cases.ts';
import type { Making } from './making.ts';

/** An answer, a bill, a search. */
export const FRESH_MINUTES = 60;
/** A case that was filed. */
export const JUST_DONE_MINUTES = 24 * 60;

/** Minutes since then are no more than so many. */
export const within = ({ turn }: Pick<Making, 'turn'>, at: string | undefined, minutes: number): boolean =>
  at !== undefined && turn.now.getTime() - Date.parse(at) <= minutes * 60_000;

/** The number of the case that was just filed. */
export function justFiled(making: Making): string | null {
  const { filed } = making.session;
  return filed && isCaseNumber(filed.id) && within(making, filed.at, JUST_DONE_MINUTES) ? filed.id : null;
}
