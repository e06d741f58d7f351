/** The arithmetic of meaning: bytes that keep directions, ranks that become one, and who stands out among all articles. */
import { expect, test } from 'vitest';
import type { Edition } from '../../src/knowledge/article.ts';
import { fuseRanks } from '../../src/knowledge/meaning/fuse.ts';
import { standingOut } from '../../src/knowledge/meaning/offers.ts';
import { openVectors, packVectors, quantise } from '../../src/knowledge/meaning/vectors.ts';

test('a byte a dimension keeps directions: the nearest stays the nearest, and of two vectors of a passage the nearer counts', () => {
  const list = [
    [1, 0.02, 0],
    [0.9, 0.5, 0],
    [-3, 0, 4],
    [0, 0, 0.001],
  ].map((sides, at) => ({
    passage: at >> 1,
    hash: new Uint8Array(16),
    vector: quantise(Float32Array.from(sides)),
  }));
  const near = openVectors(packVectors(list, 3));
  const cosines = near(Float32Array.from([2, 0, 0]));
  expect(cosines?.get(0)).toBeCloseTo(0.9998, 3);
  expect(cosines?.get(1)).toBeCloseTo(0, 3);
  expect(near(Float32Array.from([0, 0, 5]))?.get(1)).toBeCloseTo(1, 5);
  expect(near(Float32Array.from([1, 0]))).toBeNull();
});

test('ranks are fused by place: what both know is ahead of what one knows, and words come first where places are equal', () => {
  expect(
    fuseRanks([
      ['a', 'b', 'c'],
      ['d', 'c'],
    ]),
  ).toEqual(['c', 'a', 'd', 'b']);
  expect(fuseRanks([['a'], []])).toEqual(['a']);
  expect(fuseRanks<string>([[], []])).toEqual([]);
});

test('near is who stands out among all articles, however near a model holds everything to be', () => {
  const edition = (id: string) => ({ id }) as Edition;
  const level = (base: number, first: number) =>
    Array.from({ length: 40 }, (_, at) => ({
      edition: edition(`a${at}`),
      cosine: at === 7 ? first : base + 0.01 * (at % 5),
    }));
  expect(standingOut(level(0.7, 0.85)).map(({ id }) => id)).toEqual(['a7']);
  expect(standingOut(level(0.1, 0.25)).map(({ id }) => id)).toEqual(['a7']);
  expect(standingOut(level(0.7, 0.75))).toEqual([]);
  // Two that are about it, and a neighbour of theirs.
  const three = level(0.2, 0.8).map((one, at) =>
    at === 9 ? { ...one, cosine: 0.7 } : at === 11 ? { ...one, cosine: 0.4 } : one,
  );
  expect(standingOut(three).map(({ id }) => id)).toEqual(['a7', 'a9']);
  expect(standingOut([])).toEqual([]);
});
