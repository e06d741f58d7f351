/** `npm run clerk` where money goes back: what came in, asked for, agreed to by a second person, and what is wrong said with 1. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bound, paid } from '../rest/door.ts';
import { type House, openHouse } from '../support/house.ts';
import { LI } from '../support/town.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

let house: House;
beforeAll(async () => {
  house = await openHouse({ environment: { RATE_LIMITS: 'off' } });
  await house.db
    .insertInto('settings')
    .values({
      name: 'refundSecondPersonAbove',
      effective_from: '2026-01-01',
      value: JSON.stringify({ CNY: '100', TWD: '500' }),
      confirmed: true,
      source: 'test',
    })
    .execute();
});
afterAll(() => house.close());

const clerk = (...args: string[]): Promise<{ code: number; out: string; err: string }> =>
  new Promise((resolve) => {
    const environment = {
      PATH: process.env.PATH,
      DATABASE_URL: house.url,
      NODE_ENV: 'test',
      TOKEN_SECRET: 'a secret that only tests know, long enough',
      DEMO: '0',
    };
    execFile(process.execPath, ['src/cli/clerk.ts', ...args], { cwd: ROOT, env: environment }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
  });

test('a clerk sees what came in and asks for some of it; a colleague agrees; the service carries it out', async () => {
  const li = await bound(house, LI);
  const paymentId = await paid(house, li, LI.accountNumber);
  expect((await clerk('receipts', paymentId)).out).toMatch(
    /224\.88 CNY by sandbox, settlement\n {2}can be given back: 224\.88 CNY/,
  );
  const asked = await clerk('refund', paymentId, '100.01', '重复缴费', '--as', 'B01', '--stays-paid');
  expect(asked).toMatchObject({ code: 0, err: '' });
  expect(asked.out).toContain('a second person has to `agree`');
  const refundId = asked.out.split(' ')[0] ?? '';
  expect((await clerk('refunds')).out).toContain(`${refundId}  awaiting  100.01 CNY`);
  const own = await clerk('agree', refundId, '--as', 'B01');
  expect(own).toMatchObject({ code: 1, out: '' });
  expect(own.err).toContain('may not do the second');
  expect((await clerk('agree', refundId, '--as', 'V01')).out).toContain('pending');
  house.advance(600);
  await house.upkeep();
  expect((await clerk('receipts', paymentId)).out).toMatch(/can be given back: 124\.87 CNY[\s\S]*done {2}100\.01 CNY/);
  expect((await clerk('refund', paymentId, '200', '重复缴费', '--as', 'B01')).err).toContain('at most what is left');
  expect((await clerk('refund', paymentId, 'all', '重复缴费', '--as', 'S01')).err).toContain('billing and supervision');
  expect((await clerk('receipts', 'W0')).out).toContain('Nothing came in');
}, 120_000);
