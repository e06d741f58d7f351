/** Dates of articles: editions that overlap or leave a gap, articles that ended, reviews that are due. */
import type { IsoDate } from '../../domain/billing.ts';
import { addDays } from '../../domain/calendar.ts';
import type { WrittenEdition } from './article-file.ts';
import { errorAt, type Fault, warningAt } from './fault.ts';

const editionsOf = (written: readonly WrittenEdition[]): WrittenEdition[][] => [
  ...Map.groupBy(written, ({ locale, edition }) => `${locale}/${edition.id}`)
    .values()
    .map((editions) => editions.toSorted((a, b) => a.edition.effectiveFrom.localeCompare(b.edition.effectiveFrom))),
];

export function checkTimes(written: readonly WrittenEdition[], today: IsoDate): Fault[] {
  return editionsOf(written).flatMap((editions) => {
    const faults: Fault[] = [];
    for (const [at, { file, edition, lineOf }] of editions.entries()) {
      const before = editions[at - 1];
      if (before) {
        const { effectiveTo } = before.edition;
        if (effectiveTo === null || effectiveTo >= edition.effectiveFrom)
          faults.push(
            errorAt(
              file,
              lineOf('effectiveFrom'),
              `begins on ${edition.effectiveFrom} while ${before.file} holds until ${effectiveTo ?? 'further notice'}`,
            ),
          );
        else if (addDays(effectiveTo, 1) < edition.effectiveFrom)
          faults.push(
            errorAt(
              file,
              lineOf('effectiveFrom'),
              `nothing holds between ${effectiveTo} (${before.file}) and ${edition.effectiveFrom}`,
            ),
          );
      }
      const isLast = at === editions.length - 1;
      if (isLast && edition.effectiveTo !== null && edition.effectiveTo < today)
        faults.push(warningAt(file, lineOf('effectiveTo'), `ended on ${edition.effectiveTo} and nothing follows it`));
      if (isLast && edition.reviewBy < today)
        faults.push(
          warningAt(file, lineOf('reviewBy'), `was to be reviewed by ${edition.reviewBy} (${edition.owner})`),
        );
    }
    return faults;
  });
}
