/** How amounts, days and numbers are written in each language; sentences and cards both use it. */
import type { BillingPeriod, IsoDate } from '../../domain/billing.ts';
import { dayOf, rfc3339 } from '../../domain/calendar.ts';
import { maskAccountNumber } from '../../domain/mask.ts';
import { amountOf, type Money } from '../../domain/money.ts';
import type { Locale } from '../../domain/names.ts';

export interface Format {
  readonly locale: Locale;
  /** `¥177.42`, `NT$1,371` */
  money(amount: Money): string;
  /** With its sign: `+50.29` as `+¥50.29`. */
  change(amount: Money): string;
  /** `2026年10月`, `October 2026` */
  period(period: BillingPeriod): string;
  /** `10月`, `Oct` for the narrow foot of a bar. */
  shortPeriod(period: BillingPeriod): string;
  day(day: IsoDate): string;
  /** Day and minute of an instant, in the supplier's time. */
  time(at: Date): string;
  /** `999****0017` */
  account(accountNumber: string): string;
  kwh(kwh: string): string;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const LONG_MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

export function createFormat(locale: Locale): Format {
  const chinese = locale !== 'en';
  const parts = (text: string) => text.split('-').map(Number) as [number, number, number];
  const money = (amount: Money) => {
    const negative = amount.minor < 0n;
    const [whole = '0', fraction] = amountOf(negative ? { ...amount, minor: -amount.minor } : amount).split('.');
    const symbol = amount.currency === 'TWD' ? 'NT$' : '¥';
    return `${negative ? '-' : ''}${symbol}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${fraction ? `.${fraction}` : ''}`;
  };
  const day = (text: IsoDate) => {
    const [y, m, d] = parts(text);
    return chinese ? `${y}年${m}月${d}日` : `${d} ${MONTHS[m - 1]} ${y}`;
  };
  return {
    locale,
    money,
    change: (amount) => (amount.minor > 0n ? `+${money(amount)}` : money(amount)),
    period(text) {
      const [y, m] = parts(text);
      return chinese ? `${y}年${m}月` : `${LONG_MONTHS[m - 1]} ${y}`;
    },
    shortPeriod(text) {
      const [y, m] = parts(text);
      return chinese ? `${y % 100}年${m}月` : `${MONTHS[m - 1]} ${y % 100}`;
    },
    day,
    time: (at) => `${day(dayOf(at))} ${rfc3339(at).slice(11, 16)}`,
    account: maskAccountNumber,
    kwh: (kwh) => (chinese ? `${kwh} 度` : `${kwh} kWh`),
  };
}
