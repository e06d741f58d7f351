/** What is let through at once, and in which order the rest follows. */
import { expect, test } from 'vitest';
import { createTurnstile } from '../../src/channels/turnstile.ts';

function works(atOnce: number) {
  const turnstile = createTurnstile(atOnce);
  const begun: string[] = [];
  const ends = new Map<string, { readonly well: () => void; readonly badly: () => void }>();
  const comes = (name: string): Promise<void> =>
    turnstile(
      () =>
        new Promise<void>((resolve, reject) => {
          begun.push(name);
          ends.set(name, { well: resolve, badly: () => reject(new Error(name)) });
        }),
    );
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return { begun, ends, comes, settled };
}

test('of four webhooks two are answered at once, the others in the order they came', async () => {
  const { begun, ends, comes, settled } = works(2);
  const all = ['a', 'b', 'c', 'd'].map(comes);
  await settled();
  expect(begun).toEqual(['a', 'b']);
  ends.get('b')?.well();
  await settled();
  expect(begun).toEqual(['a', 'b', 'c']);
  ends.get('a')?.well();
  await settled();
  expect(begun).toEqual(['a', 'b', 'c', 'd']);
  ends.get('c')?.well();
  ends.get('d')?.well();
  await Promise.all(all);
});

test('an answer that fails gives its place to the next, and tells who asked', async () => {
  const { begun, ends, comes, settled } = works(1);
  const first = expect(comes('a')).rejects.toThrow('a');
  const second = comes('b');
  await settled();
  ends.get('a')?.badly();
  await first;
  await settled();
  expect(begun).toEqual(['a', 'b']);
  ends.get('b')?.well();
  await second;
  const third = comes('c');
  await settled();
  expect(begun).toEqual(['a', 'b', 'c']);
  ends.get('c')?.well();
  await third;
});
