/** A utility loads its data, once and again. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../../src/domain/settings.ts';
import { settingsInForce } from '../../src/store/settings.ts';
import { tablesUtilitySystem } from '../../src/store/utility-system.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { account, bill, everything, example, importing, outage, setting, taiwanTariff, tariff } from './importing.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await testDatabase();
});
afterEach(() => database.drop());

const ONE_EACH = { tariff: 1, account: 1, bill: 1, outage: 1, setting: 1 };
const NONE = { tariff: 0, account: 0, bill: 0, outage: 0, setting: 0 };

test("the contract's example lines are read back as the billing system's sheet", async () => {
  expect(await importing(database, example)).toEqual({ ok: true, counts: ONE_EACH, changed: ONE_EACH, warnings: [] });
  const sheet = await tablesUtilitySystem(database.db).sheet('9990000000017');
  const { kind: _, idNumber: __, ...plainAccount } = account;
  expect(sheet?.account).toEqual({ ...plainAccount, balance: { minor: 0n, currency: 'CNY' } });
  const { kind: ___, currency, ...plainBill } = bill;
  expect(sheet?.bills).toEqual([
    {
      ...plainBill,
      lines: [{ kind: 'energy', amount: { minor: 17_742n, currency } }],
      amount: { minor: 17_742n, currency },
    },
  ]);
  const { kind: ____, ...plainTariff } = tariff;
  expect(sheet?.tariffVersions).toEqual([plainTariff]);
  const { outages, accounts } = await everything(database);
  expect(outages?.[0]).toMatchObject({
    outage_id: 'O-1',
    transformers: ['T045'],
    from_at: '2026-11-22T01:00:00+00:00',
  });
  expect(accounts?.[0]).toMatchObject({ id_number_hash: 'hash of 990101195702020018' });
  expect((await settingsInForce(database.db, '2026-11-21')).paymentMinutes).toBe(45);
});

test("the contract's own tariff line, whose seasons leave out half of the year: it comes in, and a warning names the months", async () => {
  const summer = { ...tariff, seasons: tariff.seasons.slice(0, 1) };
  const result = await importing(database, [outage, summer, account, bill]);
  expect(result).toEqual({
    ok: true,
    counts: { ...ONE_EACH, setting: 0 },
    changed: { ...ONE_EACH, setting: 0 },
    warnings: [
      {
        line: 2,
        field: 'seasons',
        reason: 'months 1, 2, 3, 4, 11, 12 are in no season: bills of these months will not be computed',
      },
    ],
  });
  expect((await tablesUtilitySystem(database.db).sheet('9990000000017'))?.tariffVersions).toMatchObject([
    { seasons: summer.seasons },
  ]);
});

test('lines may come in any order, and refer to what an earlier file brought', async () => {
  expect(await importing(database, [...example].reverse())).toMatchObject({ ok: true });
  const second = await importing(database, [
    { ...account, accountNumber: '9990000000025' },
    { ...bill, billId: 'B-2', accountNumber: '9990000000025' },
    { ...bill, billId: 'B-3' },
  ]);
  expect(second).toEqual({
    ok: true,
    counts: { ...NONE, account: 1, bill: 2 },
    changed: { ...NONE, account: 1, bill: 2 },
    warnings: [],
  });
});

test('the same file twice leaves the same state, and the second time changes nothing', async () => {
  await importing(database, example);
  const before = await everything(database);
  expect(await importing(database, example)).toEqual({ ok: true, counts: ONE_EACH, changed: NONE, warnings: [] });
  expect(await everything(database)).toEqual(before);
});

test('a changed line changes its row and no other', async () => {
  await importing(database, [...example, { ...bill, billId: 'B-2' }]);
  const changedBill = { ...bill, lines: [{ kind: 'energy', amount: '180.42' }], amount: '180.42' };
  const again = await importing(database, [
    tariff,
    { ...account, phone: '13900000009' },
    changedBill,
    { ...bill, billId: 'B-2' },
  ]);
  expect(again).toMatchObject({ ok: true, changed: { tariff: 0, account: 1, bill: 1 } });
  const { accounts, bills } = await everything(database);
  expect(accounts).toMatchObject([{ phone: '13900000009', holder: '王秀兰' }]);
  expect(bills).toMatchObject([
    { bill_id: 'B-1', amount_minor: 18_042 },
    { bill_id: 'B-2', amount_minor: 17_742 },
  ]);
});

test('a bill that was paid here stays paid; what the utility says about payment holds when it says it', async () => {
  await importing(database, [...example, { ...bill, billId: 'B-2' }]);
  const here = new Date('2026-11-10T02:00:00Z');
  await database.db.updateTable('bills').set({ paid_at: here }).where('bill_id', '=', 'B-1').execute();
  const utilitySays = { ...bill, billId: 'B-2', paidAt: '2026-11-12T10:00:00+08:00' };
  expect(await importing(database, [{ ...bill, dueDate: '2026-11-20' }, utilitySays])).toMatchObject({
    changed: { bill: 2 },
  });
  const bills = await database.db
    .selectFrom('bills')
    .select(['bill_id', 'due_date', 'paid_at'])
    .orderBy('bill_id')
    .execute();
  expect(bills).toEqual([
    { bill_id: 'B-1', due_date: '2026-11-20', paid_at: here },
    { bill_id: 'B-2', due_date: '2026-11-15', paid_at: new Date('2026-11-12T02:00:00Z') },
  ]);
});

test('residents, bindings and payments are not touched', async () => {
  await importing(database, example);
  const { db } = database;
  const at = new Date('2026-11-21T00:00:00Z');
  const resident = { resident_id: 'r', locale: 'zh-CN', locale_chosen: false, real_name: 'verified', created_at: at };
  await db
    .insertInto('residents')
    .values({ ...resident, current_account: account.accountNumber })
    .execute();
  const binding = {
    binding_id: 'b',
    resident_id: 'r',
    account_number: account.accountNumber,
    nickname: '家',
    bound_at: at,
  };
  await db
    .insertInto('bindings')
    .values({ ...binding, unbound_at: null })
    .execute();
  const look = async () => [
    await db.selectFrom('residents').selectAll().execute(),
    await db.selectFrom('bindings').selectAll().execute(),
  ];
  const before = await look();
  expect(await importing(database, [{ ...account, holder: '王秀蘭' }, bill])).toMatchObject({
    changed: { account: 1 },
  });
  expect(await look()).toEqual(before);
});

test('texts arrive as they are: tabs, backslashes, quotes, line breaks, rare characters', async () => {
  const strange = '\\N \t "引号" {a,b} \\. 𠮷\r\n結';
  await importing(database, [
    tariff,
    { ...account, address: `${strange}1号` },
    { ...outage, transformers: ['T"1', 'T\\2', 'T,3', '{}'] },
  ]);
  const { accounts, outages } = await everything(database);
  expect(accounts?.[0]?.address).toBe(`${strange}1号`);
  expect(outages?.[0]?.transformers).toEqual(['T"1', 'T\\2', 'T,3', '{}']);
});

test('byte order mark, CRLF, blank lines, missing nulls, a written-out phone', async () => {
  const { kwhPeak: _, kwhValley: __, paidAt: ___, ...short } = bill;
  const lines = [
    `\uFEFF${JSON.stringify(tariff)}\r`,
    '',
    '  \r',
    JSON.stringify({ ...account, phone: '+86 139-0000-0001', idNumber: null }),
  ];
  expect(await importing(database, [...lines, short])).toMatchObject({
    ok: true,
    counts: { tariff: 1, account: 1, bill: 1 },
  });
  const { accounts } = await everything(database);
  expect(accounts).toMatchObject([{ phone: '13900000001', id_number_hash: null }]);
});

test('every documented extension of a tariff, and an older version of it', async () => {
  const extended = {
    ...taiwanTariff,
    effectiveFrom: '2025-10-01',
    largeHousehold: { minSize: 5, extra: '100', reading: 'first-tier' },
    minimumKwh: '40',
    yearStartsIn: 12,
  };
  const older = { ...taiwanTariff, effectiveFrom: '2024-04-01', effectiveTo: '2025-09-30' };
  expect(await importing(database, [extended, older])).toMatchObject({ ok: true, counts: { tariff: 2 } });
  const { tariffs } = await everything(database);
  const { kind: _, ...body } = extended;
  expect(tariffs?.map((row) => row.body)).toEqual([expect.anything(), body]);
});

test('a balance in each currency', async () => {
  const taiwan = { ...account, accountNumber: '99900000011', tariffId: 'EX-TW', balance: '-35' };
  await importing(database, [tariff, taiwanTariff, { ...account, balance: '12.3' }, taiwan]);
  const { accounts } = await everything(database);
  expect(accounts).toMatchObject([
    { account_number: '9990000000017', balance_minor: 1_230, currency: 'CNY' },
    { account_number: '99900000011', balance_minor: -35, currency: 'TWD' },
  ]);
});

test('a setting of every name is taken, and the newest in force wins', async () => {
  const all = Object.entries(DEFAULT_SETTINGS).map(([name, value]) => ({ ...setting, name, value }));
  const later = { ...setting, effectiveFrom: '2026-12-01', value: 60 };
  expect(await importing(database, [...all, later])).toMatchObject({ counts: { setting: all.length + 1 } });
  expect(await settingsInForce(database.db, '2026-11-30')).toEqual(DEFAULT_SETTINGS);
  expect(await settingsInForce(database.db, '2026-12-01')).toEqual({ ...DEFAULT_SETTINGS, paymentMinutes: 60 });
});
