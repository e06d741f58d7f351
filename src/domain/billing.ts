/** What a supplier's billing knows: tariffs, accounts and bills, in the words of the public contract. */
import type { Currency, Money } from './money.ts';

/** `YYYY-MM-DD` */
export type IsoDate = string;
/** `YYYY-MM` */
export type BillingPeriod = string;
/** Exact decimal in a string, e.g. `"0.423625"`; never a float. */
export type Decimal = string;

export interface Tier {
  /** Inclusive upper limit in kWh per tariff period; null for the last tier. */
  readonly upTo: Decimal | null;
  readonly price: Decimal;
  /** Set together on a time-of-use tariff. */
  readonly pricePeak?: Decimal;
  readonly priceValley?: Decimal;
}

export interface Season {
  /** 1–12 */
  readonly months: readonly number[];
  readonly tiers: readonly Tier[];
}

/** How a household of many people moves the tier limits (facts/domain.md 3.5, G14 and G15 are the two readings). */
export interface LargeHousehold {
  readonly minSize: number;
  /** kWh added per tariff period. */
  readonly extra: Decimal;
  /** `keep-width`: every limit moves up; `first-tier`: only the first limit moves, the second stays. */
  readonly reading: 'keep-width' | 'first-tier';
}

export interface Tariff {
  readonly tariffId: string;
  readonly currency: Currency;
  /** What `upTo` counts per. */
  readonly period: 'month' | 'year' | 'two-months';
  readonly effectiveFrom: IsoDate;
  readonly effectiveTo: IsoDate | null;
  readonly seasons: readonly Season[];
  readonly largeHousehold?: LargeHousehold | null;
  /** 底度: kWh charged at least per bill. */
  readonly minimumKwh?: Decimal | null;
  /** First month of the annual tier counter; 1 unless the tariff says otherwise (Guizhou: 12). */
  readonly yearStartsIn?: number;
  readonly source: string;
}

export interface Account {
  readonly accountNumber: string;
  readonly holder: string;
  readonly phone: string;
  readonly address: string;
  readonly area: 'city' | 'rural' | 'remote';
  readonly feeder: string;
  readonly transformer: string;
  readonly category: string;
  readonly tariffId: string;
  readonly householdSize: number;
  readonly timeOfUse: boolean;
  readonly prepaid: boolean;
  readonly balance: Money;
  readonly status: 'active' | 'cut' | 'closed';
}

export type LineKind = 'energy' | 'base' | 'late-fee' | 'adjustment' | 'other';

export interface BillLine {
  readonly kind: LineKind;
  readonly amount: Money;
}

export interface Bill {
  readonly billId: string;
  readonly accountNumber: string;
  /** The month the bill ends in. */
  readonly period: BillingPeriod;
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly kwh: Decimal;
  readonly kwhPeak: Decimal | null;
  readonly kwhValley: Decimal | null;
  readonly reading: 'actual' | 'estimated';
  readonly lines: readonly BillLine[];
  readonly amount: Money;
  readonly dueDate: IsoDate;
  readonly paidAt: Date | null;
}
