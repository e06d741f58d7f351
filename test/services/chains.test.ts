/** `npm run clerk -- chains`: whoever changes, removes, adds or moves an entry of a case's history behind the service's back is found, and the case named. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse } from '../support/house.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const chains = (): Promise<{ code: number; out: string; err: string }> =>
  new Promise((resolve) => {
    const environment = {
      PATH: process.env.PATH,
      DATABASE_URL: house.url,
      NODE_ENV: 'test',
      TOKEN_SECRET: 'a secret that only tests know, long enough',
      DEMO: '0',
    };
    execFile(process.execPath, ['src/cli/clerk.ts', 'chains'], { cwd: ROOT, env: environment }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
  });

const opened = async (n: number): Promise<string> => {
  const plan = await house.services.cases.plan({
    kind: 'complaint',
    reason: `desk:${n}`,
    residentId: null,
    summary: {},
  });
  const { caseNumber } = await house.services.carryOut(plan);
  for (const event of ['contacted', 'word-given'] as const)
    await house.services.attempt(() => house.services.work.act('P01', caseNumber, event, { text: '已联系' }));
  return caseNumber;
};

/** By hand, past the triggers that refuse it. */
async function tamper(statements: string): Promise<void> {
  const client = new pg.Client({ connectionString: house.url });
  await client.connect();
  try {
    await client.query(`set session_replication_role = replica; ${statements}`);
  } finally {
    await client.end();
  }
}

test('every case is looked at, in batches; each that was tampered with is named with the entry, and the others are counted', async () => {
  expect(await house.services.chains.check()).toEqual({ right: 0, broken: [] });
  const numbers: string[] = [];
  for (let n = 0; n < 8; n += 1) numbers.push(await opened(n));
  for (const batch of [1, 3, 8, 200])
    expect(await house.services.chains.check(batch)).toEqual({ right: 8, broken: [] });
  const fine = await chains();
  expect([fine.code, fine.out.trim(), fine.err]).toEqual([0, 'All 8 histories of cases are right.', '']);

  const [altered, cut, emptied, added, moved, late] = numbers as [string, string, string, string, string, string];
  await tamper(`
    update case_history set data = replace(data, '已联系', '没联系') where case_number = '${altered}' and seq = 2;
    delete from case_history where case_number = '${cut}' and seq = 3;
    delete from case_history where case_number = '${emptied}';
    insert into case_history select case_number, 4, at, event, actor, data, hash from case_history where case_number = '${added}' and seq = 3;
    update case_history set seq = 9 where case_number = '${moved}' and seq = 2;
    update case_history set seq = 2 where case_number = '${moved}' and seq = 3;
    update case_history set seq = 3 where case_number = '${moved}' and seq = 9;
    update case_history set at = at - interval '1 hour' where case_number = '${late}' and seq = 3;`);
  const places = new Map([
    [altered, 2],
    [cut, 3],
    [emptied, 1],
    [added, 4],
    [moved, 2],
    [late, 3],
  ]);
  const broken = [...places].map(([caseNumber, at]) => ({ caseNumber, at }));
  for (const batch of [1, 3, 200]) {
    const found = await house.services.chains.check(batch);
    expect(found.right).toBe(2);
    expect(found.broken.toSorted((a, b) => a.caseNumber.localeCompare(b.caseNumber))).toEqual(
      broken.toSorted((a, b) => a.caseNumber.localeCompare(b.caseNumber)),
    );
  }
  const told = await chains();
  expect([told.code, told.out]).toEqual([1, '']);
  for (const [caseNumber, at] of places) expect(told.err).toContain(`${caseNumber}: broken at entry ${at}`);
  expect(told.err).toContain('6 of 8 histories are broken, 2 are right.');
}, 120_000);

test('words may leave an entry when an entry behind it vouches for what is left; by hand, or for anything else, they may not', async () => {
  const caseNumber = await opened(20);
  const owned = await opened(21);
  const blot = (number: string, statement: string) => tamper(statement.replaceAll('$1', `'${number}'`));
  const refused = async (statement: string): Promise<string> => {
    const client = new pg.Client({ connectionString: house.url });
    await client.connect();
    try {
      await client.query(statement);
      return 'done';
    } catch (error) {
      return String((error as { code?: string }).code);
    } finally {
      await client.end();
    }
  };
  const of = `where case_number = '${caseNumber}' and seq = 2`;
  for (const statement of [
    // No entry behind it says so.
    `update case_history set data = (data::jsonb - array['text', 'salt', 'more'])::text ${of}`,
    `update case_history set data = replace(data, '已联系', '没联系') ${of}`,
    `update case_history set data = (data::jsonb - array['text', 'salt', 'more', 'meets'])::text ${of}`,
    `update case_history set actor = 'service' ${of}`,
    `update case_history set hash = 'x' ${of}`,
    `delete from case_history ${of}`,
    'truncate case_history cascade',
  ])
    expect([statement, await refused(statement)]).toEqual([statement, '23001']);

  await house.db
    .updateTable('cases')
    .set({ blot_at: new Date('2020-01-01') })
    .where('case_number', 'in', [caseNumber, owned])
    .execute();
  const found = await house.services.cases.byNumber(caseNumber);
  expect(found?.history[1]?.data).toMatch(/"salt":"[\da-f-]{36}"/);
  for (const number of [caseNumber, owned]) {
    const open = await house.services.cases.byNumber(number);
    const ended = open && (await house.services.cases.move(open, 'withdrawn', 'service'));
    if (ended?.ok) await house.services.carryOut(ended.value);
  }
  house.advance(366 * 86_400);
  expect(await house.services.blotting.run(10)).toBe(2);
  const bare = await house.services.cases.byNumber(caseNumber);
  expect(bare?.history.map(({ data }) => data).join()).not.toContain('已联系');
  expect(bare?.history.map(({ hash }) => hash).slice(0, -1)).toEqual(
    (found?.history ?? []).map(({ hash }) => hash).concat(bare?.history.at(-2)?.hash ?? ''),
  );
  const wrong = async () =>
    (await house.services.chains.check()).broken.filter(({ caseNumber: n }) => n === caseNumber || n === owned);
  expect(await wrong()).toEqual([]);
  // What is left is vouched for as well: neither it nor the voucher can be changed.
  await blot(
    caseNumber,
    `update case_history set data = replace(data, '"meets"', '"drops"') where case_number = $1 and seq = 2`,
  );
  await blot(
    owned,
    `update case_history set data = replace(data, '"blotted"', '"blotted "') where case_number = $1 and event = 'noted'`,
  );
  expect((await wrong()).toSorted((a, b) => a.at - b.at)).toEqual(
    [
      { caseNumber, at: 2 },
      { caseNumber: owned, at: 2 },
    ].toSorted((a, b) => a.at - b.at),
  );
});
