/** Which edition of a dated rule counts on a day: the newest that is not after it. */
import type { IsoDate } from '../domain/billing.ts';

/**
 * The newest edition not after `day`; of two from the same day the later in the list, so a utility's own entries come last.
 * A day before every edition gets the first one: a promise does not vanish because its beginning is unknown.
 */
export function editionOn<T extends { readonly effectiveFrom: IsoDate }>(editions: readonly T[], day: IsoDate): T {
  let newest: T | null = null;
  let first: T | null = null;
  for (const edition of editions) {
    if (!first || edition.effectiveFrom <= first.effectiveFrom) first = edition;
    if (edition.effectiveFrom > day) continue;
    if (!newest || edition.effectiveFrom >= newest.effectiveFrom) newest = edition;
  }
  const found = newest ?? first;
  if (!found) throw new RangeError('a dated rule without any edition');
  return found;
}
