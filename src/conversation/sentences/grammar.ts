/** What the three books share: sizes, directions, and how an answer that was given may be shown again. */
import type { BillingPeriod } from '../../domain/billing.ts';
import type { Money } from '../../domain/money.ts';
import type { SlotName } from '../../domain/names.ts';
import type { Format } from './format.ts';

/** What a slot holds, as a resident may read it; null when it means nothing to them or is better not repeated. */
export function shown(
  slot: SlotName,
  value: string,
  f: Format,
  titleKinds: Readonly<Record<'personal' | 'company', string>>,
): string | null {
  if (slot === 'accountNumber' || slot === 'account' || slot === 'phone') {
    return /^\d[\d*]{8,}\d$/.test(value) ? f.account(value) : null;
  }
  if (slot === 'month') return /^\d{4}-\d{2}$/.test(value) ? f.period(value) : null;
  if (slot === 'titleKind') return value === 'personal' || value === 'company' ? titleKinds[value] : null;
  if (slot === 'title' || slot === 'taxNumber') return value;
  return null;
}

/** An amount without its sign. */
export const size = ({ minor, currency }: Money): Money => ({ minor: minor < 0n ? -minor : minor, currency });

/** Which way a number moved; 0 also where one side is not known. */
export const compare = (before: string, after: string): number =>
  before === '' || after === '' ? 0 : Math.sign(Number(after) - Number(before));

export const sameYear = (a: string, b: string): boolean => a.slice(0, 4) === b.slice(0, 4);

/** The month of another bill beside `period`: the year only where it differs. */
export const otherMonth = (than: BillingPeriod, period: BillingPeriod, f: Format): string =>
  sameYear(than, period) ? withoutYear(f.period(than)) : f.period(than);

/** `2026年10月` → `10月`, `October 2026` → `October`. */
export const withoutYear = (text: string): string => text.replace(/^\d+年| \d{4}$/, '');
