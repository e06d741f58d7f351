/** The contract's example lines (section 9), and short ways to import and to look at what is there. */
import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { type ImportOptions, importLines } from '../../src/store/import.ts';
import type { TestDatabase } from '../support/database.ts';

export const tariff = {
  kind: 'tariff',
  tariffId: 'EX-GD',
  currency: 'CNY',
  period: 'month',
  effectiveFrom: '2012-07-01',
  effectiveTo: null,
  seasons: [
    {
      months: [5, 6, 7, 8, 9, 10],
      tiers: [
        { upTo: '260', price: '0.589' },
        { upTo: '600', price: '0.639' },
        { upTo: null, price: '0.889' },
      ],
    },
    { months: [11, 12, 1, 2, 3, 4], tiers: [{ upTo: null, price: '0.589' }] },
  ],
  source: 'facts/domain.md',
};

export const account = {
  kind: 'account',
  accountNumber: '9990000000017',
  holder: '王秀兰',
  idNumber: '990101195702020018',
  phone: '13900000001',
  address: '示例市幸福路1号',
  area: 'city',
  feeder: 'F12',
  transformer: 'T045',
  category: 'residential',
  tariffId: 'EX-GD',
  householdSize: 4,
  timeOfUse: false,
  prepaid: false,
  balance: '0.00',
  status: 'active',
};

export const bill = {
  kind: 'bill',
  billId: 'B-1',
  accountNumber: '9990000000017',
  period: '2026-10',
  from: '2026-10-01',
  to: '2026-10-31',
  kwh: '298',
  kwhPeak: null,
  kwhValley: null,
  reading: 'actual',
  lines: [{ kind: 'energy', amount: '177.42' }],
  amount: '177.42',
  currency: 'CNY',
  dueDate: '2026-11-15',
  paidAt: null,
};

export const outage = {
  kind: 'outage',
  outageId: 'O-1',
  cause: 'planned',
  feeder: 'F12',
  transformers: ['T045'],
  from: '2026-11-22T09:00:00+08:00',
  to: '2026-11-22T13:00:00+08:00',
  estimatedRestoration: null,
  reason: '更换变压器',
};

export const setting = {
  kind: 'setting',
  name: 'paymentMinutes',
  value: 45,
  effectiveFrom: '2026-01-01',
  source: 'the utility',
  confirmed: true,
};

export const taiwanTariff = {
  ...tariff,
  tariffId: 'EX-TW',
  currency: 'TWD',
  period: 'two-months',
  seasons: [{ months: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], tiers: [{ upTo: null, price: '1.78' }] }],
};

export const example = [tariff, account, bill, outage, setting];

/** Objects become lines; text stays as it is. */
export const importing = (
  { url }: Pick<TestDatabase, 'url'>,
  lines: readonly (object | string)[] | AsyncIterable<string>,
  options: Partial<ImportOptions> = {},
) =>
  importLines(
    url,
    Array.isArray(lines)
      ? Readable.from(lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))))
      : (lines as AsyncIterable<string>),
    { hashIdNumber: async (idNumber) => `hash of ${idNumber}`, ...options },
  );

/** Every row of every table an import may write, as PostgreSQL has it. */
export async function everything({ db }: Pick<TestDatabase, 'db'>) {
  const { rows } = await sql<Record<string, Record<string, unknown>[]>>`select
    (select coalesce(json_agg(t order by tariff_id, effective_from), '[]') from tariffs t) as tariffs,
    (select coalesce(json_agg(a order by account_number), '[]') from accounts a) as accounts,
    (select coalesce(json_agg(b order by bill_id), '[]') from bills b) as bills,
    (select coalesce(json_agg(o order by outage_id), '[]') from outages o) as outages,
    (select coalesce(json_agg(s order by name, effective_from), '[]') from settings s) as settings`.execute(db);
  const [row] = rows;
  if (!row) throw new Error('no row');
  return row;
}

export const NOTHING = { tariffs: [], accounts: [], bills: [], outages: [], settings: [] };
