/** Vectors as they are stored: one signed byte a dimension, and how near a question's own comes to each of them. */
import type { StoredVectors } from '../../store/knowledge-vectors.ts';

/** Bytes of a text's hash that are kept. */
export const HASH_BYTES = 16;
const PASSAGE_BYTES = 4;
const MOST = 127;

/** The longest side becomes 127: the direction stays, and only that is compared. */
export function quantise(vector: Float32Array): Int8Array {
  const longest = vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return Int8Array.from(vector, (value) => Math.round((value / longest) * MOST));
}

export interface OneVector {
  readonly passage: number;
  /** `HASH_BYTES` long. */
  readonly hash: Uint8Array;
  readonly vector: Int8Array;
}

/** All of one length. */
export function packVectors(list: readonly OneVector[], dimensions: number): StoredVectors {
  const passages = new Uint8Array(list.length * PASSAGE_BYTES);
  const hashes = new Uint8Array(list.length * HASH_BYTES);
  const vectors = new Int8Array(list.length * dimensions);
  const view = new DataView(passages.buffer);
  list.forEach(({ passage, hash, vector }, at) => {
    view.setUint32(at * PASSAGE_BYTES, passage, true);
    hashes.set(hash, at * HASH_BYTES);
    vectors.set(vector, at * dimensions);
  });
  return { dimensions, passages, hashes, vectors: new Uint8Array(vectors.buffer) };
}

/** Views where the bytes stand, nothing is copied. */
export function unpackVectors({ dimensions, passages, hashes, vectors }: StoredVectors): OneVector[] {
  const view = new DataView(passages.buffer, passages.byteOffset, passages.byteLength);
  return Array.from({ length: passages.byteLength / PASSAGE_BYTES }, (_, at) => ({
    passage: view.getUint32(at * PASSAGE_BYTES, true),
    hash: hashes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES),
    vector: new Int8Array(vectors.buffer, vectors.byteOffset + at * dimensions, dimensions),
  }));
}

/** Passage → cosine of the nearest of its vectors, -1 to 1; null: the question's vector is of another length. */
export type Nearness = (question: Float32Array) => ReadonlyMap<number, number> | null;

/** Nothing is read before the first question: most never need it. */
export function openVectors({ dimensions, passages, vectors }: StoredVectors): Nearness {
  const places = new DataView(passages.buffer, passages.byteOffset, passages.byteLength);
  const sides = new Int8Array(vectors.buffer, vectors.byteOffset, vectors.byteLength);
  const count = passages.byteLength / PASSAGE_BYTES;
  return (question) => {
    if (question.length !== dimensions) return null;
    const own = Math.sqrt(question.reduce((sum, value) => sum + value * value, 0));
    const nearest = new Map<number, number>();
    for (let at = 0; at < count; at += 1) {
      let product = 0;
      let square = 0;
      for (let side = 0; side < dimensions; side += 1) {
        const value = sides[at * dimensions + side] as number;
        product += value * (question[side] as number);
        square += value * value;
      }
      const passage = places.getUint32(at * PASSAGE_BYTES, true);
      const cosine = product / (own * Math.sqrt(square));
      if (cosine > (nearest.get(passage) ?? Number.NEGATIVE_INFINITY)) nearest.set(passage, cosine);
    }
    return nearest;
  };
}
