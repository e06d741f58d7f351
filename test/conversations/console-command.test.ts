/** `npm run console` with a file or a pipe as its keyboard: every line is answered, in order, and the end of the input is a good end. */
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse } from '../support/house.ts';

const COMMAND = fileURLToPath(new URL('../../src/console.ts', import.meta.url));

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

async function typed(input: string): Promise<{ code: number | null; out: string; err: string }> {
  const env = {
    PATH: process.env.PATH,
    DATABASE_URL: house.url,
    NODE_ENV: 'test',
    TOKEN_SECRET: 'a secret that only tests know, long enough',
    DEMO: '0',
  };
  const child = spawn(process.execPath, [COMMAND], { env });
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, out, err };
}

test('somebody pipes two lines in: both are answered, in order, and it ends with 0', async () => {
  const { code, out, err } = await typed('查电费\n取消\n');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(/户号[\s\S]*取消/);
  const turns = await house.db.selectFrom('inbox').select('content').orderBy('inbox_id').execute();
  expect(turns.map(({ content }) => JSON.stringify(content))).toEqual([
    expect.stringContaining('查电费'),
    expect.stringContaining('取消'),
  ]);
}, 60_000);

test('a last line without its end, /quit in the middle, and nothing at all', async () => {
  const last = await typed('Hello\nshow my bill');
  expect(last).toMatchObject({ code: 0, err: '' });
  expect(last.out).toMatch(/account number/i);
  const quit = await typed('/quit\n查电费\n');
  expect(quit).toMatchObject({ code: 0, err: '' });
  expect(quit.out).not.toContain('户号');
  for (const silence of ['', '\n'.repeat(20_000)]) expect(await typed(silence)).toMatchObject({ code: 0, err: '' });
}, 60_000);
