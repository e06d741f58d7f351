/** How common runs of signs are where residents write, for the tagger: counted once from the classifier's examples and then left alone, so that more examples do not move the tagger. */
import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { hashOf, pack } from '../../conversation/understanding/local/packed.ts';
import { LONGEST_RUN, MOST_COMMON, runOf, tokensOf } from '../../conversation/understanding/slots/tagger.features.ts';

const FILE = new URL('../../../prompts/slots/common.tsv', import.meta.url);
/** A run stands in one of so many lines at least: the first is the most common kind, what is rarer than the last is not kept. */
const ONE_IN = [36, 200, 1_500, 8_000] as const;

const line = z.tuple([
  z.coerce
    .number()
    .int()
    .min(0)
    .max(MOST_COMMON - 1),
  z.string().min(1),
]);

/** `0<tab>电费`: how seldom, and the run. */
export function countCommon(texts: readonly string[], file: URL = FILE): number {
  const counts = new Map<string, number>();
  for (const text of texts) {
    const saids = tokensOf(text).map(({ said }) => said);
    const runs = saids.flatMap((_, at) =>
      Array.from({ length: Math.min(LONGEST_RUN, saids.length - at) }, (_, more) =>
        runOf(saids.slice(at, at + more + 1)),
      ),
    );
    for (const run of new Set(runs)) counts.set(run, (counts.get(run) ?? 0) + 1);
  }
  const lines = ONE_IN.flatMap((least, rarity) => {
    const most = ONE_IN[rarity - 1] ?? 0;
    const runs = [...counts].filter(([, count]) => count * least >= texts.length && count * most < texts.length);
    return runs.map(([run]) => `${rarity}\t${run}`).sort();
  });
  writeFileSync(file, `${lines.join('\n')}\n`);
  return lines.length;
}

/** The table as it stands in the weights' file. */
export function readCommon(file: URL = FILE): Uint8Array {
  const rows = new Map<number, number>();
  for (const [at, text] of readFileSync(file, 'utf8').trimEnd().split('\n').entries()) {
    const read = line.safeParse(text.split('\t'));
    if (!read.success) throw new Error(`prompts/slots/common.tsv:${at + 1}: ${z.prettifyError(read.error)}`);
    const [rarity, run] = read.data;
    const hash = hashOf(run);
    if (!rows.has(hash)) rows.set(hash, rarity);
  }
  return pack(
    [...rows].map(([hash, rarity]) => ({ hash, rarity, weights: [] })),
    0,
    1,
  );
}
