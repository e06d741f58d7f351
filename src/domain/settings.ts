/** What a utility confirms or changes before it goes live; each default says since when, from where, and that nobody confirmed it. */
import type { LargeHousehold } from './billing.ts';
import type { OwnDays, StaffMember } from './cases.ts';
import type { MiniTemplate } from './mini-templates.ts';
import type { Currency } from './money.ts';
import type { Channel, Locale } from './names.ts';
import type { NoticePlan } from './notices.ts';

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
  /** Where a resident may turn whom we could not help; empty: nowhere that we know of. */
  readonly regulatorLine: Readonly<Record<Locale, string>>;
  /** Where somebody who wants to die finds a person to talk to, at any hour. */
  readonly helpLine: Readonly<Record<Locale, string>>;
  /** Minutes a payment stays open. */
  readonly paymentMinutes: number;
  /** Given back above this sum only when a second person agrees; pieces of one payment count together. */
  readonly refundSecondPersonAbove: Readonly<Record<Currency, string>>;
  /** How far a tax number is looked at before an invoice is asked for: its form, or its check digit too. */
  readonly taxNumberCheck: 'form' | 'check-digit';
  /** Days in which a finished service can be rated. */
  readonly ratingDays: number;
  /** The utility's own editions of promised times, beside those of clocks/presets.ts. */
  readonly clocks: readonly OwnClock[];
  /** Days that the utility works or does not, whatever the calendar says; a case is judged by those known when it was opened. */
  readonly workingDays: OwnDays;
  /** The people behind the desk: whom a chase names, whom a broken promise reaches. */
  readonly staff: readonly StaffMember[];
  /** When nobody is told anything that can wait, `HH:MM`, local time. */
  readonly quietHours: { readonly from: string; readonly to: string };
  /** How far ahead and after planned outages and bills are told (facts/domain.md 2.1, 2.4, 5.5). */
  readonly noticePlan: NoticePlan;
  /** What LINE's monthly number of messages is kept for (facts/channels.md 1.10). */
  readonly linePlan: LinePlan;
  /** Where somebody with several channels is told what one of them did not deliver, the first that can be reached; not there: never told there. */
  readonly channelOrder: readonly Channel[];
  /** So long an ordinary message waits for its own channel before that; what is urgent does not, what can wait always. */
  readonly elsewhereAfterMinutes: number;
  /** When a person can take over at once. */
  readonly officeHours: { readonly days: 'every-day' | 'working-days'; readonly from: string; readonly to: string };
  /** Days after the end of a complaint or request in which it can be reopened. */
  readonly reopenDays: number;
  /** Days for which chat messages are kept; of somebody with an open case until it is over, too. */
  readonly messageDays: number;
  /** Days for which the words of a case are kept after its end, of somebody who had themselves erased. */
  readonly caseRecordDays: number;
  /** Days in which damage to appliances must be claimed (facts/domain.md 2.7). */
  readonly applianceClaimDays: number;
  /** What a transfer does to the yearly tier counter (facts/domain.md 1.6). */
  readonly transferTiers: 'restart' | 'prorate' | 'carry-on';
  /** What a transfer does to the old holder's prepaid balance (facts/domain.md 1.6): never the new holder's. */
  readonly transferBalance: 'refund' | 'move';
  /** Forms of the mini program's subscribe messages, by what they tell (facts/channels.md 3.4). */
  readonly miniTemplates: readonly MiniTemplate[];
  /** What a language model may cost and how long it is waited for; without meaning where none is configured. */
  readonly modelLimits: ModelLimits;
}

export interface LinePlan {
  /** Per cent of the month's messages: with no more left, what can wait goes out once a day, all together. */
  readonly lowPercent: number;
  /** With no more left, they are for what cannot wait. */
  readonly reservePercent: number;
  /** `HH:MM`, local time: when what was kept back goes out together. */
  readonly digestAt: string;
  /** After so many days what could not be told is not told any more. */
  readonly keepDays: number;
}

export interface ModelLimits {
  /** Milliseconds of a turn that all calls of it may take together; then the rules' word stands. */
  readonly turnMs: number;
  /** Tokens a day (UTC) in one conversation. */
  readonly tokensPerResident: number;
  /** Tokens a day (UTC) in one process (on Workers: one isolate). */
  readonly tokensPerDay: number;
  /** Failures in a row after which nothing is asked for `restSeconds`. */
  readonly failures: number;
  readonly restSeconds: number;
}

export interface OwnClock {
  readonly id: string;
  readonly limit: number;
  readonly unit: 'minute' | 'hour' | 'day' | 'working-day';
  readonly pausable: boolean;
  readonly effectiveFrom: string;
  readonly confirmed: boolean;
  readonly source: string;
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
  regulatorLine: { 'zh-CN': '12398', 'zh-TW': '12398', en: '12398' },
  helpLine: { 'zh-CN': '12356', 'zh-TW': '1925', en: '12356 (in Taiwan 1925)' },
  paymentMinutes: 30,
  refundSecondPersonAbove: { CNY: '500', TWD: '2000' },
  taxNumberCheck: 'form',
  ratingDays: 7,
  clocks: [],
  workingDays: { off: [], working: [] },
  staff: [
    { staffId: 'S01', name: '周敏', team: 'service', role: 'clerk' },
    { staffId: 'S02', name: '吴强', team: 'service', role: 'clerk' },
    { staffId: 'D01', name: '郑海', team: 'dispatch', role: 'clerk' },
    { staffId: 'D02', name: '孙涛', team: 'dispatch', role: 'clerk' },
    { staffId: 'B01', name: '冯丽', team: 'billing', role: 'clerk' },
    { staffId: 'M01', name: '蒋华', team: 'metering', role: 'clerk' },
    { staffId: 'A01', name: '沈洁', team: 'accounts', role: 'clerk' },
    { staffId: 'C01', name: '韩斌', team: 'connections', role: 'clerk' },
    { staffId: 'P01', name: '杨静', team: 'complaints', role: 'clerk' },
    { staffId: 'V01', name: '何芳', team: 'supervision', role: 'supervisor' },
    { staffId: 'V02', name: '许刚', team: 'supervision', role: 'manager' },
  ],
  quietHours: { from: '22:00', to: '08:00' },
  noticePlan: { outageDaysAhead: 7, outageHoursAhead: 24, billDaysBefore: 3, billDaysAfter: [1, 7, 15] },
  linePlan: { lowPercent: 20, reservePercent: 5, digestAt: '18:30', keepDays: 14 },
  channelOrder: ['line', 'wechat', 'wechat-kf', 'wechat-mini', 'web'],
  elsewhereAfterMinutes: 60,
  officeHours: { days: 'every-day', from: '08:00', to: '20:00' },
  reopenDays: 30,
  messageDays: 730,
  caseRecordDays: 365,
  applianceClaimDays: 7,
  transferTiers: 'prorate',
  transferBalance: 'refund',
  miniTemplates: [],
  modelLimits: { turnMs: 2_300, tokensPerResident: 40_000, tokensPerDay: 3_000_000, failures: 3, restSeconds: 60 },
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
  { name: 'regulatorLine', effectiveFrom: '2021-09-25', confirmed: true, source: 'S13; the mainland only' },
  {
    name: 'helpLine',
    effectiveFrom: '2025-05-01',
    confirmed: false,
    source: 'the national lines for mental health (mainland) and 安心專線 (Taiwan); confirm before going live',
  },
  { name: 'paymentMinutes', effectiveFrom: '2026-01-01', confirmed: false, source: 'ours' },
  { name: 'refundSecondPersonAbove', effectiveFrom: '2026-01-01', confirmed: false, source: 'ours; ask your auditors' },
  {
    name: 'taxNumberCheck',
    effectiveFrom: '2026-01-01',
    confirmed: false,
    source: 'GB 32100 and the 統一編號 have check digits; whether older numbers in use break them is unverified',
  },
  { name: 'ratingDays', effectiveFrom: '2026-01-01', confirmed: false, source: 'proposal, facts/domain.md 7' },
  { name: 'clocks', effectiveFrom: '2026-01-01', confirmed: false, source: 'none of its own; see clocks/presets.ts' },
  {
    name: 'workingDays',
    effectiveFrom: '2026-01-01',
    confirmed: false,
    source: 'none of its own; the notices for 2027 were not known when this was written',
  },
  { name: 'staff', effectiveFrom: '2026-01-01', confirmed: false, source: 'invented names of the demo' },
  { name: 'quietHours', effectiveFrom: '2026-01-01', confirmed: false, source: 'ours' },
  {
    name: 'noticePlan',
    effectiveFrom: '2026-01-01',
    confirmed: false,
    source: '7 days: S2, S11; the rest: proposal, facts/domain.md 2.4, 5.5',
  },
  {
    name: 'linePlan',
    effectiveFrom: '2026-01-01',
    confirmed: false,
    source: "ours; what a plan in Taiwan includes is LINE's to say, facts/channels.md 1.10",
  },
  {
    name: 'channelOrder',
    effectiveFrom: '2026-11-22',
    confirmed: false,
    source:
      'ours: what rings comes first; personal WeChat is not in it, since its accounts are banned for being written from',
  },
  { name: 'elsewhereAfterMinutes', effectiveFrom: '2026-11-22', confirmed: false, source: 'ours' },
  { name: 'officeHours', effectiveFrom: '2026-01-01', confirmed: false, source: 'ours' },
  { name: 'reopenDays', effectiveFrom: '2026-01-01', confirmed: false, source: 'proposal after facts/domain.md 6.2' },
  {
    name: 'messageDays',
    effectiveFrom: '2026-11-23',
    confirmed: false,
    source: 'ours; a year at least: consultation files are kept so long (functions.md 294)',
  },
  {
    name: 'caseRecordDays',
    effectiveFrom: '2026-11-23',
    confirmed: false,
    source: 'a year is the floor for consultation files (functions.md 294); ask your lawyers',
  },
  { name: 'applianceClaimDays', effectiveFrom: '1996-08-21', confirmed: true, source: 'order 7 of 1996, S21' },
  {
    name: 'transferTiers',
    effectiveFrom: '2026-01-01',
    confirmed: false,
    source: 'facts/domain.md 1.6: practice differs',
  },
  { name: 'transferBalance', effectiveFrom: '2026-01-01', confirmed: false, source: 'facts/domain.md 1.6' },
  {
    name: 'miniTemplates',
    effectiveFrom: '2026-01-01',
    confirmed: false,
    source: 'none: every mini program has its own',
  },
  { name: 'modelLimits', effectiveFrom: '2026-01-01', confirmed: false, source: 'ours' },
];
