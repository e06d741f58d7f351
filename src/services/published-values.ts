/** Promised times, settings and tariffs as in force on a day: what articles show instead of numbers of their own. */
import { CLOCKS, type ClockId, clockInForce, type DatedClock } from '../clocks/presets.ts';
import type { IsoDate, Tariff } from '../domain/billing.ts';
import type { Locale } from '../domain/names.ts';
import type { PublishedValue, Reference } from '../domain/published-values.ts';
import type { Settings } from '../domain/settings.ts';

export interface PublishedBooks {
  readonly settings: Settings;
  /** Every version of every tariff. */
  readonly tariffs: readonly Tariff[];
}

const isClockId = (id: string): id is ClockId => CLOCKS.some((clock) => clock.id === id);

/** Looks a reference up as a reader of this locale has to see it on this day. Settings are those of today, whatever the day. */
export function publishedValue(
  { settings, tariffs }: PublishedBooks,
  reference: Reference,
  locale: Locale,
  day: IsoDate,
): PublishedValue | null {
  switch (reference.kind) {
    case 'clock': {
      if (!isClockId(reference.id)) return null;
      const { limit, unit } = clockInForce(reference.id, day, settings.clocks as readonly DatedClock[]);
      return { kind: 'duration', limit, unit };
    }
    case 'setting':
      return settingValue(settings, reference.path, locale);
    default: {
      const tariff = tariffInForce(tariffs, reference.tariffId, day);
      return tariff && tariffValue(tariff, reference, day);
    }
  }
}

function settingValue(settings: Settings, path: string, locale: Locale): PublishedValue | null {
  switch (path) {
    case 'hotline':
    case 'emergencyNumbers':
    case 'regulatorLine':
    case 'helpLine':
    case 'supplierName':
      return { kind: 'text', text: settings[path][locale] };
    case 'reopenDays':
    case 'applianceClaimDays':
    case 'ratingDays':
      return { kind: 'count', count: settings[path], unit: 'day' };
    case 'noticePlan.outageDaysAhead':
      return { kind: 'count', count: settings.noticePlan.outageDaysAhead, unit: 'day' };
    case 'paymentMinutes':
      return { kind: 'count', count: settings.paymentMinutes, unit: 'minute' };
    case 'lateFeePerMille.CNY':
      return { kind: 'per-mille', value: settings.lateFeePerMille.CNY };
    case 'officeHours':
    case 'quietHours':
      return { kind: 'hours', from: settings[path].from, to: settings[path].to };
    default:
      return null;
  }
}

const tariffInForce = (tariffs: readonly Tariff[], tariffId: string, day: IsoDate): Tariff | null =>
  tariffs.find(
    (tariff) =>
      tariff.tariffId === tariffId &&
      tariff.effectiveFrom <= day &&
      (tariff.effectiveTo === null || day <= tariff.effectiveTo),
  ) ?? null;

function tariffValue(
  tariff: Tariff,
  reference: Extract<Reference, { readonly tariffId: string }>,
  day: IsoDate,
): PublishedValue | null {
  if (reference.kind === 'tiers') return { kind: 'tiers', tariff };
  if (reference.kind === 'tariff') return { kind: 'text', text: tariff.source };
  const month = Number(day.slice(5, 7));
  const price = tariff.seasons.find(({ months }) => months.includes(month))?.tiers[reference.tier - 1]?.price;
  return price === undefined ? null : { kind: 'price', price, currency: tariff.currency };
}
