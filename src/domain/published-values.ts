/** What articles refer to instead of typing it: promised times, settings, tariffs; and the values that stand for them on a day. */
import type { Decimal, Tariff } from './billing.ts';
import type { Currency } from './money.ts';

export type Reference =
  | { readonly kind: 'clock'; readonly id: string }
  /** A setting, or one member of it: `lateFeePerMille.CNY`. */
  | { readonly kind: 'setting'; readonly path: string }
  /** All tiers and prices, as a table. */
  | { readonly kind: 'tiers'; readonly tariffId: string }
  /** `tier` counts from 1. */
  | { readonly kind: 'price'; readonly tariffId: string; readonly tier: number }
  | { readonly kind: 'tariff'; readonly tariffId: string; readonly field: 'source' };

/** What stands between `{{` and `}}`; null: nothing that could be meant. */
export function parseReference(written: string): Reference | null {
  const [, kind = '', rest = ''] = /^([a-z]+):([\w.-]+)$/.exec(written.trim()) ?? [];
  switch (kind) {
    case 'clock':
      return { kind, id: rest };
    case 'setting':
      return { kind, path: rest };
    case 'tiers':
      return { kind, tariffId: rest };
    case 'price': {
      const [, tariffId = '', tier = ''] = /^([\w-]+)\.([1-9])$/.exec(rest) ?? [];
      return tier ? { kind, tariffId, tier: Number(tier) } : null;
    }
    case 'tariff': {
      const [, tariffId = ''] = /^([\w-]+)\.source$/.exec(rest) ?? [];
      return tariffId ? { kind, tariffId, field: 'source' } : null;
    }
    default:
      return null;
  }
}

export type PublishedValue =
  | { readonly kind: 'duration'; readonly limit: number; readonly unit: 'minute' | 'hour' | 'day' | 'working-day' }
  /** A number whose unit the article writes, or leaves to us. */
  | { readonly kind: 'count'; readonly count: number; readonly unit: 'minute' | 'day' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'per-mille'; readonly value: Decimal }
  /** `HH:MM` */
  | { readonly kind: 'hours'; readonly from: string; readonly to: string }
  | { readonly kind: 'price'; readonly price: Decimal; readonly currency: Currency }
  | { readonly kind: 'tiers'; readonly tariff: Tariff };
