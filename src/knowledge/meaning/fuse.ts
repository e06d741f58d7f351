/** Two rankings become one by place alone: their points are of different kinds and cannot be added. */

/** Reciprocal rank fusion with the constant of Cormack, Clarke and Büttcher (SIGIR 2009): how little the first place is ahead. */
const K = 60;

/** Best first; of equal ones whoever stands in the earlier list. */
export function fuseRanks<T>(rankings: readonly (readonly T[])[]): T[] {
  const points = new Map<T, number>();
  for (const ranking of rankings)
    ranking.forEach((one, at) => {
      points.set(one, (points.get(one) ?? 0) + 1 / (K + at + 1));
    });
  return [...points].toSorted(([, a], [, b]) => b - a).map(([one]) => one);
}
