/** What a utility confirms or changes before it goes live; each default says since when, from where, and that nobody confirmed it. */
import type { LargeHousehold } from './billing.ts';
import type { Currency } from './money.ts';
import type { Locale } from './names.ts';

export interface Settings {
  /** Late fee per day in thousandths of the overdue amount; Taiwan charges delay on the next bill instead. */
  readonly lateFeePerMille: Readonly<Record<Currency, string>>;
  readonly minLateFee: Readonly<Record<Currency, string>>;
  /** For tariffs that say nothing about households of five and more. */
  readonly largeHousehold: Readonly<
    Record<Currency, { readonly month: LargeHousehold | null; readonly year: LargeHousehold | null }>
  >;
  readonly supplierName: Readonly<Record<Locale, string>>;
  readonly hotline: Readonly<Record<Locale, string>>;
  readonly emergencyNumbers: Readonly<Record<Locale, string>>;
  /** Minutes a payment stays open. */
  readonly paymentMinutes: number;
  /** Days in which a finished service can be rated. */
  readonly ratingDays: number;
}

export interface DatedSetting {
  readonly name: keyof Settings;
  readonly effectiveFrom: string;
  readonly confirmed: boolean;
  readonly source: string;
}

export const DEFAULT_SETTINGS: Settings = {
  lateFeePerMille: { CNY: '1', TWD: '0' },
  minLateFee: { CNY: '0', TWD: '0' },
  largeHousehold: {
    CNY: {
      month: { minSize: 5, extra: '100', reading: 'keep-width' },
      year: { minSize: 5, extra: '1200', reading: 'keep-width' },
    },
    TWD: { month: null, year: null },
  },
  supplierName: { 'zh-CN': '示例供电公司', 'zh-TW': '示例電力公司', en: 'Example Power' },
  hotline: { 'zh-CN': '95598', 'zh-TW': '1911', en: '95598' },
  emergencyNumbers: { 'zh-CN': '119、120', 'zh-TW': '119', en: '119 or 120' },
  paymentMinutes: 30,
  ratingDays: 7,
};

/** Where each default comes from; `confirmed: false` means: ask the utility (facts/domain.md 2.4, 3.5, 9, 11). */
export const DEFAULT_SETTINGS_NOTES: readonly DatedSetting[] = [
  {
    name: 'lateFeePerMille',
    effectiveFrom: '2019-03-02',
    confirmed: false,
    source: '条例 第三十九条 allows 1–3 ‰; 1 ‰ for residents is unverified; Taiwan: S30, S50',
  },
  {
    name: 'minLateFee',
    effectiveFrom: '2024-06-01',
    confirmed: false,
    source: 'the 1996 rule had 1 CNY; the 2024 text is not confirmed',
  },
  {
    name: 'largeHousehold',
    effectiveFrom: '2012-07-01',
    confirmed: false,
    source: 'S23, S42; reading A or B (G14, G15) is unverified',
  },
  { name: 'supplierName', effectiveFrom: '2026-01-01', confirmed: false, source: 'demo' },
  { name: 'hotline', effectiveFrom: '2023-12-08', confirmed: true, source: 'S11, S33' },
  { name: 'emergencyNumbers', effectiveFrom: '2023-12-08', confirmed: true, source: 'facts/domain.md 9' },
  { name: 'paymentMinutes', effectiveFrom: '2026-01-01', confirmed: false, source: 'ours' },
  { name: 'ratingDays', effectiveFrom: '2026-01-01', confirmed: false, source: 'proposal, facts/domain.md 7' },
];
