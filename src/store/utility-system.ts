/** The utility's data on our own tables, filled by import: the same reads that a billing system behind HTTP would answer. */
import { sql } from 'kysely';
import type { Account, Bill, BillLine, Tariff } from '../domain/billing.ts';
import { type Currency, money, parseAmount } from '../domain/money.ts';
import type { AccountSheet, HolderBook, UtilitySystem } from '../outside/utility-system.ts';
import type { Write } from './commit.ts';
import type { Database } from './tables.ts';

/** Enough for the annual tiers of a bill of last year and its comparison. */
const BILLS_PER_SHEET = 40;

interface SheetRow {
  readonly account: Record<string, unknown> | null;
  readonly bills: Record<string, unknown>[];
  readonly tariffs: { body: Tariff }[];
}

export function tablesUtilitySystem(db: Database): UtilitySystem & HolderBook<Write> {
  const sheetWhere = async (accountNumber: ReturnType<typeof sql>): Promise<AccountSheet | null> => {
    const { rows } = await sql<SheetRow>`
      select row_to_json(a) as account,
        (select coalesce(json_agg(b order by b.to_date desc), '[]'::json) from
          (select * from bills where account_number = a.account_number
            and (a.holder_since is null or to_date >= (a.holder_since at time zone interval '+08:00')::date) order by to_date desc limit ${sql.lit(BILLS_PER_SHEET)}) b) as bills,
        (select coalesce(json_agg(t order by t.effective_from), '[]'::json) from tariffs t where t.tariff_id = a.tariff_id) as tariffs
      from accounts a where a.account_number = ${accountNumber}`.execute(db);
    const row = rows[0];
    if (!row?.account) return null;
    return {
      account: toAccount(row.account),
      bills: row.bills.map(toBill),
      tariffVersions: row.tariffs.map((tariff) => tariff.body),
    };
  };
  return {
    async account(accountNumber) {
      const { rows } = await sql<{ account: Record<string, unknown> }>`
        select row_to_json(a) as account from accounts a where account_number = ${accountNumber}`.execute(db);
      return rows[0] ? toAccount(rows[0].account) : null;
    },
    async tariffs() {
      const rows = await db
        .selectFrom('tariffs')
        .select('body')
        .orderBy('tariff_id')
        .orderBy('effective_from')
        .execute();
      return rows.map(({ body }) => body as Tariff);
    },
    async isHolder(accountNumber, idNumberHash) {
      const row = await db
        .selectFrom('accounts')
        .select('id_number_hash')
        .where('account_number', '=', accountNumber)
        .executeTakeFirst();
      return row?.id_number_hash ? row.id_number_hash === idNumberHash : null;
    },
    changeHolder: ({ accountNumber, holder, idNumberHash, phone, since, balanceLeaves }) => [
      (tables) =>
        tables
          .updateTable('accounts')
          .set({
            holder,
            ...(idNumberHash !== undefined && { id_number_hash: idNumberHash }),
            ...(phone !== undefined && { phone }),
            ...(since && { holder_since: since }),
            ...(balanceLeaves && { balance_minor: 0n }),
          })
          .where('account_number', '=', accountNumber),
    ],
    sheet: (accountNumber) => sheetWhere(sql`${accountNumber}`),
    sheetOfBill: (billId) => sheetWhere(sql`(select account_number from bills where bill_id = ${billId})`),
  };
}

/** Rows arrive as PostgreSQL's JSON: numbers within 2^53 here, dates as text. */
function toAccount(row: Record<string, unknown>): Account {
  return {
    accountNumber: String(row.account_number),
    holder: String(row.holder),
    phone: String(row.phone),
    address: String(row.address),
    area: row.area as Account['area'],
    feeder: String(row.feeder),
    transformer: String(row.transformer),
    category: String(row.category),
    tariffId: String(row.tariff_id),
    householdSize: Number(row.household_size),
    timeOfUse: row.time_of_use === true,
    prepaid: row.prepaid === true,
    balance: money(Number(row.balance_minor), row.currency as Currency),
    status: row.status as Account['status'],
  };
}

function toBill(row: Record<string, unknown>): Bill {
  const currency = row.currency as Currency;
  const lines = row.lines as { kind: BillLine['kind']; amount: string }[];
  return {
    billId: String(row.bill_id),
    accountNumber: String(row.account_number),
    period: String(row.period),
    from: String(row.from_date),
    to: String(row.to_date),
    kwh: trimDecimal(row.kwh) ?? '0',
    kwhPeak: trimDecimal(row.kwh_peak),
    kwhValley: trimDecimal(row.kwh_valley),
    reading: row.reading as Bill['reading'],
    lines: lines.map((line) => {
      const amount = parseAmount(line.amount, currency);
      if (!amount) throw new Error(`bill ${String(row.bill_id)} holds a line that is no amount`);
      return { kind: line.kind, amount };
    }),
    amount: money(Number(row.amount_minor), currency),
    dueDate: String(row.due_date),
    paidAt: row.paid_at ? new Date(String(row.paid_at)) : null,
  };
}

/** `298.00` → `298`, `298.50` → `298.5`. */
function trimDecimal(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  const text = String(value);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
