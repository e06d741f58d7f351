/** Opens the bytes of an index: views where they stand, nothing is parsed. */
import { type Layout, unpack } from './layout.ts';
import { place } from './tables.ts';

/** An open index. It keeps room to count in, so one search at a time: searches are synchronous. */
export interface Index {
  /** How many passages it holds. */
  readonly size: number;
  readonly layout: Layout;
  readonly longestPhrase: number;
  /** Passage → points of the running query; all 0 between queries. */
  readonly points: Float64Array;
  /** Code of a token (terms.ts) → its idf, NaN = not asked for yet. */
  readonly idfOfCode: Float32Array;
}

/** Throws when the bytes are no index of this version or were cut. */
export function openIndex(bytes: Uint8Array): Index {
  const layout = unpack(bytes);
  const size = layout.totals[0] ?? 0;
  return {
    size,
    layout,
    longestPhrase: layout.totals[1] ?? 0,
    points: new Float64Array(size),
    idfOfCode: new Float32Array(0x10000).fill(Number.NaN),
  };
}

/** In how many passages a term stands. */
export const spreadOf = ({ layout }: Index, term: number): number =>
  term < 0 ? 0 : (layout.starts[term + 1] ?? 0) - (layout.starts[term] ?? 0);

/** How much a term tells that stands in so many passages. */
export const idf = ({ size }: Index, spread: number): number => Math.log(1 + (size - spread + 0.5) / (spread + 0.5));

export const termOf = ({ layout }: Index, key: number): number => place(layout.keys, key);

/** Group of the synonym with this key, or -1. */
export const groupOf =
  ({ layout }: Index) =>
  (key: number): number => {
    const found = place(layout.phrases, key);
    return found < 0 ? -1 : (layout.phraseGroups[found] ?? -1);
  };

/** Id of a passage. */
export const idOf = (index: Index, passage: number): string => stringAt(index, passage);
/** A stored question as the editor wrote it. */
export const questionAt = (index: Index, question: number): string => stringAt(index, index.size + question);
/** The word that a spelling stands for. */
export function wordOf(index: Index, variant: number): string | undefined {
  const found = place(index.layout.variants, variant);
  return found < 0 ? undefined : stringAt(index, index.layout.variantOf[found] ?? 0);
}

function stringAt({ layout }: Index, at: number): string {
  const characters = layout.strings.subarray(layout.stringStarts[at] ?? 0, layout.stringStarts[at + 1] ?? 0);
  let text = '';
  for (let from = 0; from < characters.length; from += 4096)
    text += String.fromCharCode(...characters.subarray(from, from + 4096));
  return text;
}
