/** A line that is wrong is told with its number, its field and the reason, and nothing of the file is applied. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import {
  account,
  bill,
  everything,
  example,
  importing,
  NOTHING,
  outage,
  setting,
  taiwanTariff,
  tariff,
} from './importing.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const without = (line: Record<string, unknown>, field: string) => {
  const { [field]: _, ...rest } = line;
  return rest;
};
const tiers = (...rows: object[]) => ({ ...taiwanTariff, seasons: [{ ...taiwanTariff.seasons[0], tiers: rows }] });
const version = (effectiveFrom: string, effectiveTo: string | null) => ({
  ...taiwanTariff,
  effectiveFrom,
  effectiveTo,
});
const taiwanAccount = { ...account, accountNumber: '99900000011', tariffId: 'EX-TW', balance: '0' };
const B2 = { ...bill, billId: 'B-2' };

/** What is wrong, the lines after the five good ones (the last is the wrong one), its field, words of the reason. */
const FAULTS: readonly (readonly [what: string, lines: readonly (object | string)[], field: string, reason: RegExp])[] =
  [
    ['broken JSON', ['{"kind":"bill",'], '', /not JSON/],
    ['a bare NUL', [`{"kind":"bill${String.fromCharCode(0)}"}`], '', /not JSON/],
    ['a NUL in a text', [JSON.stringify({ ...account, holder: `王${String.fromCharCode(0)}` })], 'holder', /NUL/],
    ['half a character', [{ ...outage, transformers: ['T1', '\uD800'] }], 'transformers[1]', /half a character/],
    ['another character set', [{ ...account, holder: '\uFFFD\uFFFD' }], '', /UTF-8/],
    ['more than 1 MiB', [{ ...account, address: '示'.repeat(400_000) }], '', /1 MiB/],
    ['a list', ['[]'], '', /one JSON object/],
    ['no kind', [without(bill, 'kind')], 'kind', /missing/],
    ['another kind', [{ ...bill, kind: 'meter' }], 'kind', /tariff, account, bill, outage, setting/],
    ['an unknown field', [{ ...B2, colour: 'red' }], 'colour', /unknown field/],
    ['a field named like the prototype', ['{"kind":"outage","__proto__":{}}'], '__proto__', /unknown field/],
    [
      'an unknown field inside',
      [{ ...B2, lines: [{ kind: 'energy', amount: '177.42', kwh: '1' }] }],
      'lines[0].kwh',
      /unknown field/,
    ],
    ['a missing field', [without(B2, 'dueDate')], 'dueDate', /missing/],
    ['a number for an amount', [{ ...B2, amount: 177.42 }], 'amount', /text in quotes/],
    ['null where none may be', [{ ...account, phone: null }], 'phone', /text in quotes/],
    ['text for a yes or no', [{ ...account, prepaid: 'no' }], 'prepaid', /true or false/],
    ['half a person', [{ ...account, householdSize: 2.5 }], 'householdSize', /whole number/],
    ['an empty name', [{ ...account, holder: ' ' }], 'holder', /empty/],
    ['another status', [{ ...account, status: 'gone' }], 'status', /active, cut, closed/],
    ['an account number with letters', [{ ...account, accountNumber: 'A-17' }], 'accountNumber', /digits/],
    ['a phone that is none', [{ ...account, phone: 'none' }], 'phone', /digits/],
    ['a day that does not exist', [{ ...B2, dueDate: '2026-02-30' }], 'dueDate', /day that exists/],
    ['a day in another order', [{ ...B2, dueDate: '15/11/2026' }], 'dueDate', /day that exists/],
    ['a month that does not exist', [{ ...B2, period: '2026-13' }], 'period', /month/],
    ['a time without offset', [{ ...B2, paidAt: '2026-11-10T09:00:00' }], 'paidAt', /offset/],
    ['a time that does not exist', [{ ...outage, from: '2026-02-30T09:00:00Z' }], 'from', /time/],
    ['kWh with three decimals', [{ ...B2, kwh: '298.125' }], 'kwh', /2 decimals/],
    ['negative kWh', [{ ...B2, kwh: '-1' }], 'kwh', /kWh/],
    ['another currency', [{ ...B2, currency: 'EUR' }], 'currency', /CNY, TWD/],
    ['a tenth of a fen', [{ ...B2, amount: '177.425' }], 'amount', /amount/],
    ['half a dollar in Taiwan', [{ ...B2, currency: 'TWD' }], 'amount', /no exact amount in TWD/],
    ['lines that miss the amount', [{ ...B2, amount: '177.43' }], 'amount', /add up to 177.42/],
    ['another kind of line', [{ ...B2, lines: [{ kind: 'gift', amount: '177.42' }] }], 'lines[0].kind', /energy/],
    ['from after to', [{ ...B2, from: '2026-11-01' }], 'to', /before from/],
    ['another month than it ends in', [{ ...B2, period: '2026-11' }], 'period', /2026-10/],
    [
      'a bill without its account',
      [{ ...B2, accountNumber: '9990000000099' }],
      'accountNumber',
      /neither in this file nor/,
    ],
    [
      'an account without its tariff',
      [{ ...account, accountNumber: '9990000000099', tariffId: 'EX-XX' }],
      'tariffId',
      /neither/,
    ],
    [
      "another currency than the account's",
      [taiwanTariff, taiwanAccount, { ...B2, accountNumber: '99900000011' }],
      'currency',
      /is CNY, but .* TWD/,
    ],
    ['cents in a balance in Taiwan', [taiwanTariff, { ...taiwanAccount, balance: '1.50' }], 'balance', /TWD/],
    ['a bill twice', [bill], 'billId', /line 3 already/],
    ['an account twice', [account], 'accountNumber', /line 2 already/],
    ['an outage twice', [outage], 'outageId', /line 4 already/],
    ['a setting twice', [setting], 'name', /line 5 already/],
    ['a version of a tariff twice', [tariff], 'tariffId', /line 1 already/],
    ['a tariff that ends before it begins', [version('2026-01-01', '2025-12-31')], 'effectiveTo', /before/],
    [
      'versions that overlap',
      [version('2024-04-01', '2025-10-01'), version('2025-10-01', null)],
      'effectiveFrom',
      /2024-04-01 in line 6/,
    ],
    ['versions without end', [version('2024-04-01', null), version('2025-10-01', null)], 'effectiveFrom', /overlaps/],
    [
      'versions in two currencies',
      [{ ...version('2025-10-01', null), tariffId: 'EX-GD' }],
      'currency',
      /CNY in another version/,
    ],
    ['a last tier with a limit', [tiers({ upTo: '240', price: '1' })], 'seasons[0].tiers[0].upTo', /null in the last/],
    [
      'two tiers without limit',
      [tiers({ upTo: null, price: '1' }, { upTo: null, price: '2' })],
      'seasons[0].tiers[0].upTo',
      /last tier only/,
    ],
    [
      'limits that fall',
      [tiers({ upTo: '660', price: '1' }, { upTo: '240', price: '2' }, { upTo: null, price: '3' })],
      'seasons[0].tiers[1].upTo',
      /more than/,
    ],
    ['no tiers', [tiers()], 'seasons[0].tiers', /at least 1/],
    [
      'a peak price alone',
      [tiers({ upTo: null, price: '1', pricePeak: '2' })],
      'seasons[0].tiers[0].priceValley',
      /together/,
    ],
    [
      'time of use in one tier only',
      [tiers({ upTo: '240', price: '1', pricePeak: '2', priceValley: '1' }, { upTo: null, price: '3' })],
      'seasons[0].tiers[1].pricePeak',
      /every tier/,
    ],
    ['a price that is a number', [tiers({ upTo: null, price: 1.78 })], 'seasons[0].tiers[0].price', /text in quotes/],
    [
      'a month in two seasons',
      [{ ...tariff, seasons: tariff.seasons.map((s) => ({ ...s, months: [...new Set([...s.months, 11])] })) }],
      'seasons',
      /month 11 is in more/,
    ],
    [
      'a month that is none',
      [{ ...tariff, seasons: [{ ...tariff.seasons[0], months: [13] }] }],
      'seasons[0].months[0]',
      /at most 12/,
    ],
    [
      'an outage that ends before it begins',
      [{ ...outage, outageId: 'O-2', to: '2026-11-21T00:00:00Z' }],
      'to',
      /before from/,
    ],
    ['a setting nobody knows', [{ ...setting, name: 'colour' }], 'name', /lateFeePerMille/],
    ['a setting of another type', [{ ...setting, name: 'ratingDays', value: '7' }], 'value', /a number/],
    [
      'an own day off that does not exist',
      [{ ...setting, name: 'workingDays', value: { off: ['2027-02-08', '2027-02-30'], working: [] } }],
      'value.off[1]',
      /a day that exists/,
    ],
    [
      'more own working days than a year has',
      [{ ...setting, name: 'workingDays', value: { off: [], working: Array(401).fill('2027-02-08') } }],
      'value.working',
      /400/,
    ],
    [
      'a setting with an unknown field',
      [{ ...setting, name: 'hotline', value: { 'zh-CN': '1', 'zh-TW': '1', en: '1', fr: '1' } }],
      'value.fr',
      /unknown field/,
    ],
  ];

describe('one wrong line', () => {
  test.each(FAULTS)('%s', async (_, lines, field, reason) => {
    const result = await importing(database, [...example, ...lines]);
    expect(result).toMatchObject({ ok: false, more: false });
    const faults = result.ok ? [] : result.faults;
    expect(faults).toContainEqual({
      line: example.length + lines.length,
      field,
      reason: expect.stringMatching(reason),
    });
    expect(new Set(faults.map((fault) => fault.line))).toEqual(new Set([example.length + lines.length]));
    expect(await everything(database)).toEqual(NOTHING);
  });

  test('is told as the only one: what refers to it is not blamed', async () => {
    const result = await importing(database, [
      { ...tariff, period: 'week' },
      { ...account, area: 'sea' },
      bill,
      outage,
    ]);
    expect(result).toMatchObject({
      ok: false,
      faults: [
        { line: 1, field: 'period' },
        { line: 2, field: 'area' },
      ],
    });
  });

  test('its number counts blank lines too', async () => {
    const result = await importing(database, ['', JSON.stringify(tariff), '', '{']);
    expect(result).toMatchObject({ ok: false, faults: [{ line: 4, field: '' }] });
  });
});

test('all faults of a file are told at once, in order: of single lines and between lines', async () => {
  const result = await importing(database, [
    { ...B2, accountNumber: '9990000000099' },
    ...example,
    bill,
    { ...outage, cause: 'bird' },
  ]);
  expect(result).toMatchObject({
    ok: false,
    more: false,
    faults: [{ line: 1 }, { line: 7, field: 'billId' }, { line: 8, field: 'cause' }],
  });
});

test('more than twenty faults: the first twenty, and more; reading stops there', async () => {
  let read = 0;
  const endless = async function* () {
    for (;;) {
      read += 1;
      yield '{"kind":"bill"}x';
    }
  };
  const result = await importing(database, endless());
  expect(result).toMatchObject({ ok: false, more: true });
  expect(result.ok ? [] : result.faults.map((fault) => fault.line)).toEqual(
    Array.from({ length: 20 }, (_, i) => i + 1),
  );
  expect(read).toBeLessThan(30);
  const orphans = Array.from({ length: 30 }, (_, i) => ({ ...bill, billId: `B-${i}` }));
  const between = await importing(database, orphans);
  expect(between).toMatchObject({ ok: false, more: true });
  expect(between.ok ? [] : between.faults).toHaveLength(20);
});

describe('against what is in the database', () => {
  let filled: TestDatabase;
  beforeAll(async () => {
    filled = await testDatabase();
    await importing(filled, [...example, taiwanTariff, taiwanAccount]);
  });
  afterAll(() => filled.drop());

  test.each([
    [
      "another account's bill",
      [{ ...bill, accountNumber: '99900000011', currency: 'TWD', lines: [], amount: '0' }],
      'accountNumber',
      /another account/,
    ],
    [
      'an account moved to a tariff in another currency',
      [{ ...account, tariffId: 'EX-TW' }],
      'tariffId',
      /bills in CNY/,
    ],
    ['a version that overlaps', [version('2026-01-01', null)], 'effectiveFrom', /in the database/],
    ['a tariff in another currency', [{ ...taiwanTariff, currency: 'CNY' }], 'currency', /TWD in another version/],
  ])('%s', async (_, lines, field, reason) => {
    const before = await everything(filled);
    const result = await importing(filled, lines);
    expect(result).toMatchObject({ ok: false, faults: [{ line: 1, field, reason: expect.stringMatching(reason) }] });
    expect(await everything(filled)).toEqual(before);
  });

  test('a new version is welcome in a file that ends the old one', async () => {
    const lines = [version('2026-01-01', null), version('2012-07-01', '2025-12-31')];
    expect(await importing(filled, lines)).toMatchObject({ ok: true, changed: { tariff: 2 } });
  });
});
