/** Accounts that owe one or two bills, some of them overdue so that late fees are part of the sum. */
import { town } from '../support/town.ts';

/** The clock of a batch starts here. */
export const START = Date.parse('2026-12-05T10:00:00+08:00');

export const accountNumber = (n: number): string => `998${String(n).padStart(10, '0')}`;

const monthEnds = ['2026-09-30', '2026-10-31', '2026-11-30'] as const;

const bill = (n: number, end: (typeof monthEnds)[number], amount: string, dueDate: string) => ({
  kind: 'bill',
  billId: `K-${n}-${end.slice(5, 7)}`,
  accountNumber: accountNumber(n),
  period: end.slice(0, 7),
  from: `${end.slice(0, 8)}01`,
  to: end,
  kwh: '200',
  kwhPeak: null,
  kwhValley: null,
  reading: 'actual',
  lines: [{ kind: 'energy', amount }],
  amount,
  currency: 'CNY',
  dueDate,
  paidAt: null,
});

/** A different amount for every bill: money that lands in the wrong place shows. */
const amountOf = (n: number, cents: number) => `${100 + n}.${String(cents).padStart(2, '0')}`;

export const tariffs = town.filter((line) => 'kind' in line && line.kind === 'tariff');

export function household(n: number): readonly object[] {
  return [
    {
      kind: 'account',
      accountNumber: accountNumber(n),
      holder: '试用户',
      idNumber: null,
      phone: `139${String(n).padStart(8, '0')}`,
      address: `示例市幸福路${n}号`,
      area: 'city',
      feeder: 'F12',
      transformer: 'T045',
      category: 'residential',
      tariffId: 'EX-GD',
      householdSize: 3,
      timeOfUse: false,
      prepaid: false,
      balance: '0.00',
      status: 'active',
    },
    bill(n, '2026-09-30', amountOf(n, 17), n % 3 === 0 ? '2026-11-15' : '2027-12-31'),
    ...(n % 2 === 0 ? [bill(n, '2026-10-31', amountOf(n, 42), '2027-12-31')] : []),
  ];
}

/** The bill that comes while a payment is open. */
export const newestBill = (n: number): object => bill(n, '2026-11-30', amountOf(n, 83), '2027-12-31');
