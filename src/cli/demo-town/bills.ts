/** Bills of a home of the demo town: readings that look like a household's, charges by our own arithmetic, due dates around now. */
import type { Decimal, IsoDate } from '../../domain/billing.ts';
import { addDays, addMinutes, dayOf, rfc3339, startOfDay } from '../../domain/calendar.ts';
import { amountOf, type Money, money, parseAmount, sum } from '../../domain/money.ts';
import { energyCharge } from '../../tariffs/charge.ts';
import type { Home } from './homes.ts';
import { TARIFFS } from './tariffs.ts';

const MONTHS = 14;
/** How much of a year's average is used in each month, January first. */
const SEASONS: Readonly<Record<Home['tariffId'], readonly number[]>> = {
  'EX-GD': [0.8, 0.75, 0.75, 0.8, 1, 1.25, 1.45, 1.5, 1.25, 1.05, 0.8, 0.8],
  'EX-ZJ': [1.25, 1.1, 0.85, 0.7, 0.75, 0.9, 1.35, 1.45, 1, 0.75, 0.8, 1.1],
  'EX-TW': [0.85, 0.85, 0.8, 0.85, 0.95, 1.15, 1.35, 1.4, 1.2, 0.95, 0.8, 0.85],
};

interface Period {
  readonly from: IsoDate;
  readonly to: IsoDate;
}

/** Lines of the import file, oldest first. */
export function billsOf(home: Home, now: Date): object[] {
  const versions = TARIFFS.filter((tariff) => tariff.tariffId === home.tariffId);
  const known = versions.map((tariff) => tariff.effectiveFrom).sort()[0] ?? '';
  const periods = periodsOf(home, dayOf(now)).filter(({ from }) => from >= known);
  const readings = periods.map((period, age) => readingOf(home, periods, period, age));
  const due = dueDates(home, periods, dayOf(now));
  return periods
    .map((period, age) => {
      const kwh = readings[age] ?? 0;
      const peak = Math.round(kwh * (0.52 + 0.12 * chance(home, period.to, 'peak')));
      const charged = energyCharge({
        ...period,
        kwh: String(kwh),
        kwhPeak: home.timeOfUse ? String(peak) : null,
        kwhValley: home.timeOfUse ? String(kwh - peak) : null,
        timeOfUse: home.timeOfUse,
        householdSize: home.householdSize,
        tariffVersions: versions,
        kwhBefore: yearBefore(periods, readings, age),
      });
      if (!charged.ok) throw new Error(`no charge for ${home.accountNumber} ${period.to}: ${charged.missing.what}`);
      const { paid, dueDate } = due(age);
      const { story } = home;
      return {
        kind: 'bill',
        billId: `B-${home.accountNumber}-${period.to.slice(0, 7)}`,
        accountNumber: home.accountNumber,
        period: period.to.slice(0, 7),
        ...period,
        kwh: String(kwh),
        kwhPeak: home.timeOfUse ? String(peak) : null,
        kwhValley: home.timeOfUse ? String(kwh - peak) : null,
        reading: story.estimated === age ? 'estimated' : 'actual',
        ...amounts(charged.value.amount, age === 0 ? story : {}),
        dueDate,
        paidAt: paid ? paidAt(dueDate, period.to, now) : null,
      };
    })
    .reverse();
}

/** Newest first: whole months, in Taiwan pairs of them; an annual tariff from the January before, so that its counter is known. */
function periodsOf(home: Home, today: IsoDate): Period[] {
  const pair = home.tariffId === 'EX-TW' ? 2 : 1;
  // Half of Taiwan's meters are read in odd months, half in even ones.
  const skipped = home.tariffId === 'EX-TW' && Number(home.accountNumber.slice(-1)) % 2 === 0 ? 1 : 0;
  const oldest = monthStart(today, -MONTHS);
  const start = home.tariffId === 'EX-ZJ' ? `${oldest.slice(0, 4)}-01-01` : oldest;
  const periods: Period[] = [];
  for (let back = skipped; monthStart(today, -back - pair) >= start; back += pair) {
    periods.push({ from: monthStart(today, -back - pair), to: addDays(monthStart(today, -back), -1) });
  }
  return periods;
}

function readingOf(home: Home, periods: readonly Period[], { from, to }: Period, age: number): number {
  const { story } = home;
  const told = story.kwh?.[age];
  if (told) return Number(told);
  if (story.crossesTier && home.tariffId === 'EX-ZJ') {
    // A year that reaches 2,700 kWh just before the newest bill.
    const sameYear = periods.filter(
      (period, i) => i > 0 && period.to.slice(0, 4) === periods[0]?.to.slice(0, 4),
    ).length;
    if (age === 0) return sameYear > 0 ? 220 : 2_900;
    if (age <= sameYear) return Math.floor(2_700 / sameYear);
  }
  const average = (home.tariffId === 'EX-GD' ? 150 : 130) + 30 * home.householdSize + 60 * chance(home, '', 'size');
  const months = Number(to.slice(5, 7)) - Number(from.slice(5, 7)) + (to.slice(0, 4) > from.slice(0, 4) ? 13 : 1);
  const season = SEASONS[home.tariffId][Number(to.slice(5, 7)) - 1] ?? 1;
  const usual = Math.round(months * average * season * (0.9 + 0.2 * chance(home, to, 'use')));
  return story.crossesTier && age === 0 ? Math.max(usual, 290) : usual;
}

/** kWh of the same calendar year before a bill. */
function yearBefore(periods: readonly Period[], readings: readonly number[], age: number): Decimal {
  const year = periods[age]?.to.slice(0, 4);
  return String(
    readings.reduce((kwh, one, i) => (i > age && periods[i]?.to.slice(0, 4) === year ? kwh + one : kwh), 0),
  );
}

function amounts(energy: Money, { wrongBy, extraLine }: Pick<Home['story'], 'wrongBy' | 'extraLine'>) {
  const { currency } = energy;
  const asked = sum(currency, [energy, (wrongBy && parseAmount(wrongBy, currency)) || money(0, currency)]);
  const extra = extraLine && parseAmount(extraLine[1], currency);
  return {
    lines: [
      { kind: 'energy', amount: amountOf(asked) },
      ...(extraLine && extra ? [{ kind: extraLine[0], amount: amountOf(extra) }] : []),
    ],
    amount: amountOf(sum(currency, extra ? [asked, extra] : [asked])),
    currency,
  };
}

/** Old bills were due 20 days after their end and are paid. The newest is due soon; of a home in arrears one fell due days ago. */
function dueDates(home: Home, periods: readonly Period[], today: IsoDate) {
  const { overdueDays, prepaid, paid } = home.story;
  const fellDue = overdueDays === undefined ? null : addDays(today, -overdueDays);
  const overdue = fellDue === null ? -1 : periods.findIndex(({ to }) => to < fellDue);
  const soon = addDays(today, 4 + Math.floor(10 * chance(home, '', 'due')));
  return (age: number): { paid: boolean; dueDate: IsoDate } => {
    if (fellDue !== null && age === overdue) return { paid: false, dueDate: fellDue };
    if (age < Math.max(1, overdue)) return { paid: prepaid !== undefined || paid === true, dueDate: soon };
    return { paid: true, dueDate: addDays(periods[age]?.to ?? today, 20) };
  };
}

/** Three days before it was due in the morning, or in the last hours. */
function paidAt(dueDate: IsoDate, to: IsoDate, now: Date): string {
  const early = addMinutes(startOfDay(addDays(dueDate, -3)), 9 * 60 + Number(to.slice(5, 7)) * 7);
  return rfc3339(early < now ? early : addMinutes(now, -90));
}

/** The first day of the month `by` months from a day's. */
function monthStart(day: IsoDate, by: number): IsoDate {
  const months = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + by;
  return `${String(Math.floor(months / 12))}-${String((months % 12) + 1).padStart(2, '0')}-01`;
}

/** 0 to 1, always the same for a home, a month and a purpose (FNV-1a). */
function chance(home: Home, month: string, purpose: string): number {
  let hash = 0x811c9dc5;
  for (const character of `${home.accountNumber} ${month} ${purpose}`) {
    hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193) >>> 0;
  }
  return (Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0) / 2 ** 32;
}
