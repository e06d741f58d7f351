/** Accounts that owe one or two bills, some of them overdue so that late fees are part of the sum. */
import { town } from '../support/town.ts';

/** The clock of a batch starts here. */
export const START = Date.parse('2026-12-05T10:00:00+08:00');

export type Currency = 'CNY' | 'TWD';

/** Taiwan's numbers have eleven digits. */
export const accountNumber = (n: number, currency: Currency = 'CNY'): string =>
  currency === 'TWD' ? `998${String(n).padStart(8, '0')}` : `998${String(n).padStart(10, '0')}`;

const monthEnds = ['2026-09-30', '2026-10-31', '2026-11-30'] as const;

const bill = (n: number, end: (typeof monthEnds)[number], amount: string, dueDate: string, currency: Currency) => ({
  kind: 'bill',
  billId: `K-${n}-${end.slice(5, 7)}`,
  accountNumber: accountNumber(n, currency),
  period: end.slice(0, 7),
  from: `${end.slice(0, 8)}01`,
  to: end,
  kwh: '200',
  kwhPeak: null,
  kwhValley: null,
  reading: 'actual',
  lines: [{ kind: 'energy', amount }],
  amount,
  currency,
  dueDate,
  paidAt: null,
});

/** A different amount for every bill: money that lands in the wrong place shows. */
const amountOf = (n: number, cents: number, currency: Currency) =>
  currency === 'TWD' ? String(1_000 + 100 * n + cents) : `${100 + n}.${String(cents).padStart(2, '0')}`;

export const tariffs = town.filter((line) => 'kind' in line && line.kind === 'tariff');

export function household(n: number, currency: Currency = 'CNY'): readonly object[] {
  return [
    {
      kind: 'account',
      accountNumber: accountNumber(n, currency),
      holder: '试用户',
      idNumber: null,
      phone: `139${String(n).padStart(8, '0')}`,
      address: `示例市幸福路${n}号`,
      area: 'city',
      feeder: 'F12',
      transformer: 'T045',
      category: 'residential',
      tariffId: currency === 'TWD' ? 'EX-TW' : 'EX-GD',
      householdSize: 3,
      timeOfUse: false,
      prepaid: false,
      balance: currency === 'TWD' ? '0' : '0.00',
      status: 'active',
    },
    bill(n, '2026-09-30', amountOf(n, 17, currency), n % 3 === 0 ? '2026-11-15' : '2027-12-31', currency),
    ...(n % 2 === 0 ? [bill(n, '2026-10-31', amountOf(n, 42, currency), '2027-12-31', currency)] : []),
  ];
}

/** The bill that comes while a payment is open. */
export const newestBill = (n: number, currency: Currency = 'CNY'): object =>
  bill(n, '2026-11-30', amountOf(n, 83, currency), '2027-12-31', currency);
