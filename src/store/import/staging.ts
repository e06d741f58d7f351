/** Staging: checked lines go by COPY into temporary tables that end with the transaction. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import copy from 'pg-copy-streams';
import { DECIMALS, parseAmount } from '../../domain/money.ts';
import { buildingKey } from '../../domain/outages.ts';
import type { Kind, Line } from './lines.ts';

type Value = string | number | boolean | Date | null;

interface Shape<K extends Kind> {
  readonly table: string;
  readonly key: readonly string[];
  readonly columns: readonly string[];
  /** In the order of `columns`. */
  row(line: Line<K>): readonly Value[];
}

/** How each kind lies in its table; `staged_<table>` has the same columns and the line's number. */
export const SHAPES: { readonly [K in Kind]: Shape<K> } = {
  tariff: {
    table: 'tariffs',
    key: ['tariff_id', 'effective_from'],
    columns: ['tariff_id', 'effective_from', 'effective_to', 'currency', 'body'],
    row: ({ kind: _, ...body }) => [
      body.tariffId,
      body.effectiveFrom,
      body.effectiveTo,
      body.currency,
      JSON.stringify(body),
    ],
  },
  account: {
    table: 'accounts',
    key: ['account_number'],
    columns: [
      'account_number',
      'holder',
      'id_number_hash',
      'phone',
      'address',
      'building_key',
      'area',
      'feeder',
      'transformer',
      'category',
      'tariff_id',
      'household_size',
      'time_of_use',
      'prepaid',
      'balance_minor',
      'currency',
      'status',
    ],
    // `idNumber` is its hash by now. The account's currency is that of its tariff: until it is known, the balance is in hundredths.
    row: (line) => [
      line.accountNumber,
      line.holder,
      line.idNumber,
      line.phone,
      line.address,
      buildingKey(line.address),
      line.area,
      line.feeder,
      line.transformer,
      line.category,
      line.tariffId,
      line.householdSize,
      line.timeOfUse,
      line.prepaid,
      String(parseAmount(line.balance, 'CNY')?.minor),
      null,
      line.status,
    ],
  },
  bill: {
    table: 'bills',
    key: ['bill_id'],
    columns: [
      'bill_id',
      'account_number',
      'period',
      'from_date',
      'to_date',
      'kwh',
      'kwh_peak',
      'kwh_valley',
      'reading',
      'lines',
      'amount_minor',
      'currency',
      'due_date',
      'paid_at',
    ],
    row: (line) => [
      line.billId,
      line.accountNumber,
      line.period,
      line.from,
      line.to,
      line.kwh,
      line.kwhPeak,
      line.kwhValley,
      line.reading,
      JSON.stringify(line.lines),
      String(parseAmount(line.amount, line.currency)?.minor),
      line.currency,
      line.dueDate,
      line.paidAt,
    ],
  },
  outage: {
    table: 'outages',
    key: ['outage_id'],
    columns: ['outage_id', 'cause', 'feeder', 'transformers', 'from_at', 'to_at', 'estimated_restoration', 'reason'],
    row: (line) => [
      line.outageId,
      line.cause,
      line.feeder,
      arrayText(line.transformers),
      line.from,
      line.to,
      line.estimatedRestoration,
      line.reason,
    ],
  },
  setting: {
    table: 'settings',
    key: ['name', 'effective_from'],
    columns: ['name', 'effective_from', 'value', 'confirmed', 'source'],
    row: (line) => [line.name, line.effectiveFrom, JSON.stringify(line.value), line.confirmed, line.source],
  },
};

/** `unit` hundredths are one minor unit of the currency. */
export const UNITS = `(values ${Object.entries(DECIMALS)
  .map(([currency, decimals]) => `('${currency}', ${10 ** (2 - decimals)})`)
  .join(', ')}) as u (currency, unit)`;

export async function createStaging(client: pg.Client): Promise<void> {
  for (const { table } of Object.values(SHAPES)) {
    await client.query(
      `create temp table staged_${table} on commit drop as select null::integer as line, t.* from ${table} t with no data`,
    );
  }
}

/** Sends rows of one kind in one COPY; resolves when PostgreSQL has them. */
export async function stage<K extends Kind>(
  client: pg.Client,
  kind: K,
  rows: readonly (readonly [number, Line<K>])[],
): Promise<void> {
  const { table, columns, row } = SHAPES[kind];
  const text = rows.map(([number, line]) => `${number}\t${row(line).map(copyText).join('\t')}\n`).join('');
  const into = client.query(copy.from(`copy staged_${table} (line, ${columns.join(', ')}) from stdin`));
  await pipeline(Readable.from([Buffer.from(text)]), into);
}

const ESCAPED: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** PostgreSQL's text format of COPY. */
function copyText(value: Value): string {
  if (value === null) return '\\N';
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'string') return String(value);
  return /[\\\t\n\r]/.test(value) ? value.replace(/[\\\t\n\r]/g, (character) => ESCAPED[character] ?? '') : value;
}

/** `{"T045","T046"}` */
const arrayText = (items: readonly string[]) =>
  `{${items.map((item) => `"${item.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
