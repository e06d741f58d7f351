/** Amounts and times that stand in a record, as they are written; and whether an explanation comes out. */
import type { Reply } from '../../src/conversation/message.ts';
import { createFormat } from '../../src/conversation/sentences/format.ts';
import { LOCALES, type Locale } from '../../src/domain/names.ts';
import type { Rows } from './seen.ts';
import { type Home, owed, written } from './town.ts';

const FORMATS = Object.fromEntries(LOCALES.map((locale) => [locale, createFormat(locale)])) as Record<
  Locale,
  ReturnType<typeof createFormat>
>;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** A sum that was read back before midnight may be paid after it. */
const DAYS_BACK = 3;

export const amountIn = (minor: number, currency: string): string =>
  currency === 'TWD' ? String(minor).replace(/\B(?=(\d{3})+$)/g, ',') : (minor / 100).toFixed(2);

const feesOf = (home: Home, day: string): readonly number[] =>
  home.bills.filter(({ paid }) => !paid).map((one) => owed({ ...home, bills: [one] }, day) - one.amount);
const cents = (amount: number): number => Math.round(amount * 100) / 100;

/** Of these homes: bills, fees to date, sums, balances; and payments. */
export function amountsKnown(homes: readonly Home[], rows: Rows, now: Date): ReadonlySet<string> {
  const days = Array.from({ length: DAYS_BACK }, (_, ago) =>
    new Date(now.getTime() + 8 * HOUR - ago * DAY).toISOString().slice(0, 10),
  );
  return new Set([
    ...homes.flatMap((home) => [
      ...home.bills.map(({ amount }) => written(home, amount)),
      ...days.flatMap((day) => {
        const fees = feesOf(home, day);
        const all = fees.reduce((sum, fee) => sum + fee, 0);
        return [owed(home, day), ...fees, all].map((amount) => written(home, cents(amount)));
      }),
      written(home, Math.abs(home.balance)),
    ]),
    ...rows.payments.map(({ minor, currency }) => amountIn(minor, currency)),
  ]);
}

export function timesKnown(rows: Rows, locale: Locale): ReadonlySet<string> {
  const format = (at: string): readonly string[] => [
    FORMATS[locale].time(new Date(at)),
    // A limit is told to the full minute after it.
    FORMATS[locale].time(new Date(Math.ceil(Date.parse(at) / 60_000) * 60_000)),
  ];
  return new Set(
    [
      ...rows.instants,
      ...rows.cases.flatMap((one) => [
        one.deadline,
        one.openedAt,
        ...one.promises.flatMap(({ due, metAt }) => [due, metAt ?? null]),
        typeof one.summary.opensAt === 'string' ? one.summary.opensAt : null,
      ]),
      ...rows.payments.flatMap(({ openedAt, expiresAt, paidAt }) => [openedAt, expiresAt, paidAt]),
    ].flatMap((at) => (at ? format(at) : [])),
  );
}

/** Cards of an explanation: the parts add up to the sum, each tier is its kWh times its price. */
export function sums(replies: readonly Reply[]): (string | null)[] {
  const number = (text: string): number => Number(text.replace(/[^\d.+-]/g, ''));
  return replies.flatMap((reply) => {
    if (reply.kind !== 'card') return [];
    const values = reply.rows.map(([, value]) => value);
    const products = values.filter((value) => value.includes(' × '));
    if (products.length > 0)
      return products.map((value) => {
        const [, kwh = '', price = '', amount = ''] = /^([\d.]+)\D*? × ([\d.]+) = (.+)$/.exec(value) ?? [];
        const right = Number(kwh) * Number(price);
        const decimals = amount.includes('.') ? 2 : 0;
        return Math.abs(right - number(amount)) <= (decimals === 0 ? 1 : 0.0101) ? null : `${value} does not come out`;
      });
    const parts = values.filter((value) => /^[+-]?(?:¥|NT\$|-)/.test(value));
    // A single sum, as on the card of a payment beside it, adds nothing up.
    if (parts.length < 2) return [];
    const sum = parts.slice(0, -1).reduce((total, value) => total + number(value), 0);
    return [Math.abs(sum - number(parts.at(-1) ?? '')) < 0.005 ? null : `${parts.join(' ')} does not add up`];
  });
}
