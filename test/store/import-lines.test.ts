/** Bytes of a file become its lines, however they are cut into chunks. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linesOf, MAX_LINE_BYTES, readLine } from '../../src/store/import/read-line.ts';

async function* chunks(bytes: Uint8Array, size: number) {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}
const split = (text: string, size: number) => Array.fromAsync(linesOf(chunks(new TextEncoder().encode(text), size)));

test('any text in chunks of any size', async () => {
  const line = fc.string({ unit: fc.constantFrom('a', '示', '𠮷', '{', '\r') });
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1 }), fc.integer({ min: 1, max: 9 }), async (lines, size) => {
      const whole = lines.at(-1) === '' ? lines.slice(0, -1) : lines;
      expect(await split(lines.join('\n'), size)).toEqual(whole);
    }),
  );
});

test('a line end at the end makes no line, an empty file none at all', async () => {
  expect(await split('a\nb\n', 3)).toEqual(['a', 'b']);
  expect(await split('', 3)).toEqual([]);
});

test('a byte order mark is not part of the first line', async () => {
  expect(await split('\uFEFF{}\n{}', 1)).toEqual(['{}', '{}']);
});

test('a line without end is cut where it is known to be too long, and refused', async () => {
  const [first = '', second] = await split(`${'x'.repeat(5 * MAX_LINE_BYTES)}\n{}`, 64 * 1024);
  expect(first.length).toBeLessThan(2 * MAX_LINE_BYTES);
  expect(readLine(first, 1)).toMatchObject({
    ok: false,
    faults: [{ line: 1, field: '', reason: 'is longer than 1 MiB' }],
  });
  expect(second).toBe('{}');
});

test('no text makes the reader throw', () => {
  const kinds = fc.constantFrom('tariff', 'account', 'bill', 'outage', 'setting');
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.json(),
        fc
          .tuple(kinds, fc.dictionary(fc.string(), fc.jsonValue()))
          .map(([kind, rest]) => JSON.stringify({ ...rest, kind })),
      ),
      (text) => {
        expect(readLine(text, 1)).toHaveProperty('ok');
      },
    ),
  );
});
