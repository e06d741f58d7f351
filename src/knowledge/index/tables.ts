/** Arrays that grow, and the sorted tables that an index is made of. */
import type { Layout } from './layout.ts';

/** A typed array that grows by half; `done` cuts it to what was pushed. */
export function grow<T extends Uint8Array | Uint16Array | Uint32Array>(make: new (length: number) => T) {
  let array = new make(1024);
  let length = 0;
  return {
    push(value: number): void {
      if (length === array.length) {
        const larger = new make(Math.ceil(length * 1.5));
        larger.set(array);
        array = larger;
      }
      array[length] = value;
      length += 1;
    },
    length: (): number => length,
    done: (): T => array.slice(0, length) as T,
  };
}

/** Postings sorted by term: they come in order of passages and keep it. */
export function byTerm(
  counts: ReadonlyMap<number, number>,
  termOf: Uint32Array,
  passageOf: Uint32Array,
  impactOf: Uint8Array,
  massOf: Uint8Array,
  passageCount: number,
): Pick<Layout, 'keys' | 'starts' | 'passages' | 'impacts' | 'masses'> {
  const keys = Uint32Array.from(counts.keys()).sort();
  const starts = new Uint32Array(keys.length + 1);
  const next = new Map<number, number>();
  keys.forEach((key, place) => {
    const start = starts[place] ?? 0;
    next.set(key, start);
    starts[place + 1] = start + (counts.get(key) ?? 0);
  });
  const passages = passageCount <= 0x10000 ? new Uint16Array(termOf.length) : new Uint32Array(termOf.length);
  const impacts = new Uint8Array(termOf.length);
  const masses = new Uint8Array(termOf.length);
  for (let from = 0; from < termOf.length; from += 1) {
    const key = termOf[from] ?? 0;
    const to = next.get(key) ?? 0;
    passages[to] = passageOf[from] ?? 0;
    impacts[to] = impactOf[from] ?? 0;
    masses[to] = massOf[from] ?? 0;
    next.set(key, to + 1);
  }
  return { keys, starts, passages, impacts, masses };
}

/** Many strings in one array of UTF-16. */
export function joined(texts: readonly string[]): { stringStarts: Uint32Array; strings: Uint16Array } {
  const stringStarts = new Uint32Array(texts.length + 1);
  const strings = grow(Uint16Array);
  texts.forEach((text, place) => {
    for (let at = 0; at < text.length; at += 1) strings.push(text.charCodeAt(at));
    stringStarts[place + 1] = strings.length();
  });
  return { stringStarts, strings: strings.done() };
}

/** Pairs sorted by key, the first of equal keys kept. */
export function sortedPairs(pairs: ReadonlyMap<number, number>): { keys: Uint32Array; values: Uint32Array } {
  const keys = Uint32Array.from(pairs.keys()).sort();
  return { keys, values: keys.map((key) => pairs.get(key) ?? 0) };
}

/** Where a key stands in an ascending array, or in a part of it; -1 = nowhere. */
export function place(keys: Uint16Array | Uint32Array, key: number, from = 0, to = keys.length): number {
  let low = from;
  let high = to - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = keys[middle] as number;
    if (found === key) return middle;
    if (found < key) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
