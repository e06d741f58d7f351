/** The homes of homes.yaml as lines of the import file, and what each of them owes on a day, by arithmetic of its own. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { town } from '../support/town.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const bill = z.strictObject({
  month: z.string().regex(/^\d{4}-\d{2}$/),
  kwh: z.number(),
  amount: z.number(),
  due: day,
  paid: day.optional(),
});
const home = z.strictObject({
  region: z.enum(['mainland', 'taiwan']).default('mainland'),
  holder: z.string(),
  account: z.string(),
  phone: z.string(),
  id: z.string(),
  address: z.string(),
  feeder: z.string().default('F12'),
  transformer: z.string().default('T045'),
  status: z.enum(['active', 'cut', 'closed']).default('active'),
  prepaid: z.boolean().default(false),
  balance: z.number().default(0),
  bills: z.array(bill).default([]),
});
export type Home = z.infer<typeof home>;

/** The day everything is about. */
export const TODAY = '2026-12-05T10:00:00+08:00';

export const readHomes = (folder: string): Readonly<Record<string, Home>> =>
  z.record(z.string(), home).parse(parse(readFileSync(`${folder}/homes.yaml`, 'utf8')));

const money = ({ region }: Home, amount: number): string => amount.toFixed(region === 'taiwan' ? 0 : 2);

/** First and last day of the period a bill ends in. */
function days({ region }: Home, month: string): { from: string; to: string } {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const first = new Date(Date.UTC(year, number - (region === 'taiwan' ? 2 : 1), 1));
  const last = new Date(Date.UTC(year, number, 0));
  return { from: first.toISOString().slice(0, 10), to: last.toISOString().slice(0, 10) };
}

export function townLines(homes: Readonly<Record<string, Home>>): readonly object[] {
  // Under names of their own: what articles quote of the demo's tariffs is another matter.
  const tariffs = town
    .filter((line) => 'tariffId' in line && !('accountNumber' in line))
    .map((line) => ({ ...line, tariffId: `R-${String((line as { tariffId: unknown }).tariffId)}` }));
  return [
    ...tariffs,
    ...Object.values(homes).map((one) => ({
      kind: 'account',
      accountNumber: one.account,
      holder: one.holder,
      idNumber: one.id,
      phone: one.phone,
      address: one.address,
      area: 'city',
      feeder: one.feeder,
      transformer: one.transformer,
      category: 'residential',
      tariffId: one.region === 'taiwan' ? 'R-EX-TW' : 'R-EX-GD',
      householdSize: 3,
      timeOfUse: false,
      prepaid: one.prepaid,
      balance: money(one, one.balance),
      status: one.status,
    })),
    ...Object.entries(homes).flatMap(([name, one]) =>
      one.bills.map(({ month, kwh, amount, due, paid }) => ({
        kind: 'bill',
        billId: `${name}-${month}`,
        accountNumber: one.account,
        period: month,
        ...days(one, month),
        kwh: String(kwh),
        kwhPeak: null,
        kwhValley: null,
        reading: 'actual',
        lines: [{ kind: 'energy', amount: money(one, amount) }],
        amount: money(one, amount),
        currency: one.region === 'taiwan' ? 'TWD' : 'CNY',
        dueDate: due,
        paidAt: paid ? `${paid}T09:00:00+08:00` : null,
      })),
    ),
  ];
}

const DAY = 86_400_000;
const DIGITS = 100;

/** What a home owes on a day: its unpaid bills and, on the mainland, a thousandth of each for every day after it was due. */
export function owed({ region, bills }: Home, today: string): number {
  const hundredths = bills
    .filter(({ paid }) => !paid)
    .reduce((sum, { amount, due }) => {
      const late = Math.max(0, Math.round((Date.parse(today) - Date.parse(due)) / DAY));
      const whole = Math.round(amount * DIGITS);
      return sum + whole + (region === 'taiwan' ? 0 : Math.round((whole * late) / 1_000));
    }, 0);
  return hundredths / DIGITS;
}

/** `177.42`, `1,371`: as it stands in a sentence, without its sign. */
export const written = (of: Home, amount: number): string =>
  money(of, amount).replace(/\B(?=(\d{3})+(?!\d))/g, of.region === 'taiwan' ? ',' : '');
