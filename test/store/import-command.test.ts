/** `npm run import` in somebody's terminal: what it says, and how it ends. */
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTokens } from '../../src/services/tokens.ts';
import { personKnown } from '../../src/store/residents.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { account, example, tariff } from './importing.ts';

const COMMAND = fileURLToPath(new URL('../../src/cli/import.ts', import.meta.url));
const TOKEN_SECRET = 'a secret that only tests know, long enough';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

/** Runs the command with lines on standard input; PATH alone is taken from our environment. */
async function run(lines: readonly object[], args = ['-'], environment: Record<string, string> = {}) {
  const env = { PATH: process.env.PATH, DATABASE_URL: database.url, TOKEN_SECRET, ...environment };
  const child = spawn(process.execPath, [COMMAND, ...args], { env });
  child.stdin.on('error', () => {});
  child.stdin.end(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  const [said, code] = await Promise.all([
    text(child.stderr),
    new Promise<number | null>((resolve) => child.on('close', resolve)),
  ]);
  return { said, code };
}

test('a good file: what came in, code 0, and ID numbers only as the hash that the real-name check makes', async () => {
  const { said, code } = await run(example);
  expect(said).toContain('1 tariff, 1 account, 1 bill, 1 outage, 1 setting');
  expect(code).toBe(0);
  const hash = await createTokens(TOKEN_SECRET).hashIdNumber(account.idNumber);
  expect(await personKnown(database.db, account.holder, [hash])).toBe(true);
});

test('a tariff without a season for December: loaded with code 0, and what cannot be computed is said', async () => {
  const seasons = [{ months: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], tiers: [{ upTo: null, price: '0.589' }] }];
  const { said, code } = await run([{ ...tariff, tariffId: 'EX-NO-12', seasons }]);
  expect(said).toContain(
    'Warning: line 1, seasons: month 12 is in no season: bills of this month will not be computed\n',
  );
  expect(code).toBe(0);
});

test('a wrong line: its number, field and reason, code 1', async () => {
  const { said, code } = await run([...example, { ...account, accountNumber: '9990000000025', area: 'sea' }]);
  expect(said).toBe('line 6, area: must be city, rural, remote\nNothing was imported.\n');
  expect(code).toBe(1);
});

test('a database that is away: its words, code 1', async () => {
  const { said, code } = await run([], ['-'], { DATABASE_URL: 'postgres://wattline@127.0.0.1:1/none' });
  expect(said).toContain('ECONNREFUSED');
  expect(code).toBe(1);
});

test('no file, a file that is not there, a folder, production without its secret: what to do, code 2', async () => {
  const runs = await Promise.all([
    run([], []),
    run([], ['nowhere.jsonl']),
    run([], ['.']),
    run([], ['-'], { TOKEN_SECRET: '', NODE_ENV: 'production' }),
  ]);
  expect(runs.map(({ code }) => code)).toEqual([2, 2, 2, 2]);
  for (const { said } of runs.slice(0, 3)) expect(said).toContain('Usage: npm run import -- FILE.jsonl');
  expect(runs[3]?.said).toContain('TOKEN_SECRET: missing');
});
