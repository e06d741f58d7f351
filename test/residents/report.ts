/** What came out: pass^1, pass^8, false containment, tables by service, disturbance, persona, language, door, with counts and intervals. */

import { COUNTERS } from './counters.ts';
import type { Result } from './run.ts';

/** Wilson's 95 % interval of a share. */
export function wilson(hits: number, n: number): readonly [number, number] {
  if (n === 0) return [0, 1];
  const z = 1.959_964;
  const p = hits / n;
  const middle = p + (z * z) / (2 * n);
  const width = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  const all = 1 + (z * z) / n;
  return [Math.max(0, (middle - width) / all), Math.min(1, (middle + width) / all)];
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const passes = ({ why }: Result): boolean => why.length === 0;

export const median = (numbers: readonly number[]): number => {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? Number.NaN)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
};

export interface Share {
  readonly name: string;
  readonly hits: number;
  readonly n: number;
}

export function shares(results: readonly Result[], of: (result: Result) => readonly string[]): readonly Share[] {
  const all = new Map<string, { hits: number; n: number }>();
  for (const result of results)
    for (const name of new Set(of(result))) {
      const share = all.get(name) ?? { hits: 0, n: 0 };
      share.n += 1;
      if (passes(result)) share.hits += 1;
      all.set(name, share);
    }
  return [...all].map(([name, share]) => ({ name, ...share })).sort((a, b) => (a.name < b.name ? -1 : 1));
}

export interface Report {
  readonly residents: number;
  readonly seeds: number;
  readonly broken: readonly { readonly id: string; readonly why: string }[];
  readonly passOne: Share;
  /** Residents of whom every seed passed. */
  readonly passAll: Share;
  readonly falselyContent: Share;
  readonly counters: readonly { readonly name: string; readonly n: number; readonly found: number }[];
  readonly tables: Readonly<Record<string, readonly Share[]>>;
  /** Messages a co-operative resident needs, gold and all seeds. */
  readonly effort: readonly { readonly service: string; readonly median: number; readonly n: number }[];
}

/** `gold` of every resident, `results` of the seeds. A resident whom gold cannot pass is broken and counts in nothing else. */
export function reportOn(gold: readonly Result[], results: readonly Result[]): Report {
  const broken = gold.filter((one) => !passes(one)).map(({ id, why }) => ({ id, why: why[0] ?? '' }));
  const sound = results.filter(({ id }) => !broken.some((one) => one.id === id));
  const ids = [...new Set(sound.map(({ id }) => id))];
  const hits = sound.filter(passes).length;
  const everySeed = ids.filter((id) => sound.filter((one) => one.id === id).every(passes)).length;
  const all = [...gold, ...results];
  const willing = sound.filter((one) => one.coOperative && one.services.length === 1 && passes(one));
  return {
    residents: ids.length,
    seeds: new Set(sound.map(({ seed }) => seed)).size,
    broken,
    passOne: { name: 'pass^1', hits, n: sound.length },
    passAll: { name: `pass^${new Set(sound.map(({ seed }) => seed)).size}`, hits: everySeed, n: ids.length },
    falselyContent: {
      name: 'false containment',
      hits: sound.filter(({ falselyContent }) => falselyContent).length,
      n: sound.length,
    },
    counters: COUNTERS.map((name) => ({
      name,
      n: all.reduce((sum, { counts }) => sum + (counts[name] ?? 0), 0),
      found: all.reduce((sum, { found }) => sum + found.filter(({ counter }) => counter === name).length, 0),
    })),
    tables: {
      service: shares(sound, ({ services }) => services),
      'in between': shares(sound, ({ disturbed }) => (disturbed.length > 0 ? disturbed : ['nothing'])),
      persona: shares(sound, ({ personas }) => personas),
      language: shares(sound, ({ language }) => [language]),
      door: shares(sound, ({ door }) => [door]),
    },
    effort: [...new Set(willing.flatMap(({ services }) => services))].sort().map((service) => {
      const moves = willing
        .filter((one) => one.services[0] === service && one.disturbed.length === 0)
        .map((one) => one.moves);
      return { service, median: median(moves), n: moves.length };
    }),
  };
}

const line = ({ name, hits, n }: Share, width = 32): string => {
  const [low, high] = wilson(hits, n);
  return `${name.padEnd(width)} ${`${hits}/${n}`.padStart(11)} ${percent(n === 0 ? 0 : hits / n).padStart(8)}  (${percent(low)} – ${percent(high)})`;
};

export function printed(report: Report): string {
  const { residents, seeds, broken, passOne, passAll, falselyContent, counters, tables, effort } = report;
  return [
    `${residents} residents × ${seeds} seeds`,
    ...(broken.length > 0
      ? [`${broken.length} broken residents (gold does not pass):`, ...broken.map(({ id, why }) => `  ${id}: ${why}`)]
      : []),
    line(passOne),
    line(passAll),
    line(falselyContent),
    ...Object.entries(tables).flatMap(([name, rows]) => ['', `by ${name}`, ...rows.map((row) => `  ${line(row, 34)}`)]),
    '',
    'messages of a co-operative resident, median (nothing in between)',
    ...effort.map(
      ({ service, median: middle, n }) => `  ${service.padEnd(34)} ${String(middle).padStart(5)}  (n = ${n})`,
    ),
    '',
    'zero tolerance',
    ...counters.map(({ name, n, found }) => `  ${name.padEnd(62)} ${String(found).padStart(3)} in ${n}`),
  ].join('\n');
}
