/** Which sentences exist and what each one needs: every language must have all of them, or the types refuse. */
import type { BillingPeriod, IsoDate } from '../../domain/billing.ts';
import type { Money } from '../../domain/money.ts';
import type { Locale, ServiceId, SlotName } from '../../domain/names.ts';
import type { PaymentMethod } from '../../domain/payments.ts';
import type { BillStatus } from '../../services/bills.ts';
import type { Hazard } from '../understanding/distress.ts';
import type { BillsParams } from './bills/params.ts';
import type { CasesParams } from './cases/params.ts';
import type { ComplaintsParams } from './complaints/params.ts';
import type { ConnectionsParams } from './connections/params.ts';
import type { DemoParams } from './demo/params.ts';
import type { Format } from './format.ts';
import type { HandoffParams } from './handoff/params.ts';
import type { HoldersParams } from './holders/params.ts';
import type { KnowledgeParams } from './knowledge/params.ts';
import type { LinksParams } from './links/params.ts';
import type { NoticesParams } from './notices/params.ts';
import type { OutagesParams } from './outages/params.ts';
import type { PaymentsParams } from './payments/params.ts';
import type { RepairsParams } from './repairs/params.ts';

type None = Record<never, never>;

/** Sentences of everything but cases; each area of cases has a folder with its own. */
export interface Params
  extends BillsParams,
    CasesParams,
    ComplaintsParams,
    ConnectionsParams,
    DemoParams,
    HandoffParams,
    HoldersParams,
    KnowledgeParams,
    LinksParams,
    NoticesParams,
    OutagesParams,
    PaymentsParams,
    RepairsParams {
  // Small talk, help, what can't be done
  'talk.hello': { supplier: string };
  /** Nobody is left to believe that a person writes. */
  'talk.bot': { supplier: string };
  'talk.thanks': None;
  'talk.bye': None;
  'help.what-i-can': { supplier: string; hotline: string };
  'help.in-the-middle': { service: ServiceId };
  'scope.outside': { supplier: string };
  'scope.cannot-read': None;
  'language.changed': None;

  // Repairs
  'repair.cancelled': { service: ServiceId };
  'repair.nothing-to-cancel': None;
  'repair.resume': { service: ServiceId };
  'repair.later': { service: ServiceId };
  'repair.next': { service: ServiceId };
  'repair.corrected': { slot: SlotName; value: string };
  'repair.what-is-right': { slot: SlotName };
  'repair.what-is-wrong': None;
  'repair.which': None;
  'repair.unclear': None;
  'repair.unclear-again': None;
  'repair.choose-or-person': None;
  'repair.old-button': None;
  'repair.old-button-start': { service: ServiceId };
  'repair.changed-meanwhile': { service: ServiceId };
  'repair.unreadable': { service: ServiceId };
  'repair.too-deep': None;

  // What was wrong with an answer
  'wrong.accountNumber': None;
  'wrong.phone': None;
  'wrong.code': None;
  'wrong.month': None;
  'wrong.choice': None;
  'wrong.confirm': None;
  'wrong.score': None;
  'wrong.title': None;
  'wrong.taxNumber': None;
  'wrong.comment': None;

  // Binding
  'ask.accountNumber': None;
  'ask.phone': { account: string };
  'ask.code': { phone: string; minutes: number };
  'ask.code-again': { phone: string };
  'ask.code-later': None;
  'bind.first': None;
  'bind.done': { account: string; holder: string; address: string };
  'bind.already': { account: string };
  'bind.code-wrong': { left: number };
  'bind.code-ended': None;
  'bind.too-many': { retryAt: Date | null };
  /** `sent`: one is on its way. */
  'bind.wait-code': { retryAt: Date; sent: boolean };
  'bind.lost-phone': { hotline: string };
  'text-message.code': { code: string; minutes: number; supplier: string };
  'unbind.none': None;
  'unbind.confirm': { account: string };
  'unbind.done': { account: string };
  'switch.only-one': { account: string };
  'switch.done': { account: string };
  'ask.account': None;
  'option.account': { account: string; name: string };

  // Bills
  'bill.title': { period: BillingPeriod };
  'bill.none': { account: string };
  'bill.none-then': { account: string; period: BillingPeriod };
  'bill.newest-yet': { period: BillingPeriod; newest: BillingPeriod };
  'bill.all-due': { count: number; amount: Money; lateFee: Money | null };
  'bill.status': { status: BillStatus };
  'row.account': None;
  'row.dates': None;
  'row.kwh': None;
  'row.tier-reached': None;
  'value.tier-reached': { tier: number; kwhLeft: string | null; period: 'month' | 'two-months' | 'year' };
  'row.amount': None;
  'row.late-fee': None;
  'row.due-date': None;
  'row.status': None;
  'row.reading': None;
  'row.total-due': None;
  'row.month': { period: BillingPeriod };
  'value.dates': { from: IsoDate; to: IsoDate };
  'value.estimated': None;
  'chart.kwh': None;

  // Explanation
  'explain.more': { period: BillingPeriod; than: BillingPeriod; difference: Money };
  'explain.less': { period: BillingPeriod; than: BillingPeriod; difference: Money };
  'explain.same': { period: BillingPeriod; than: BillingPeriod };
  'explain.first': { period: BillingPeriod; amount: Money };
  'explain.parts': { than: BillingPeriod };
  'explain.tiers': { period: BillingPeriod };
  'explain.sum': None;
  'explain.main-usage': { before: string; after: string };
  'explain.main-days': { before: number; after: number };
  'explain.main-season': { before: string; after: string };
  'explain.main-annual-tier': None;
  'explain.main-tariff': None;
  'explain.main-time-of-use': None;
  'explain.estimated': None;
  'explain.does-not-agree': { caseNumber: string; deadline: Date };
  'explain.not-in-tariff': { period: BillingPeriod; caseNumber: string; deadline: Date };
  'part.days': { before: number; after: number };
  'part.usage': { before: string; after: string };
  'part.season': { before: string; after: string };
  'part.annual-tier': None;
  'part.tariff': None;
  'part.time-of-use': None;
  'part.unexplained': None;
  'part.not-in-tariff': { period: BillingPeriod };
  'part.first-usage': None;
  'row.tier': { tier: number; use: 'all' | 'peak' | 'valley' };
  'value.tier': { kwh: string; price: string; amount: Money };

  // Paying
  'pay.read-back': None;
  'pay.confirm': { amount: Money; account: string };
  'pay.nothing-due': { account: string };
  /** A prepaid account is topped up elsewhere. */
  'pay.prepaid': { account: string; balance: Money; hotline: string };
  /** Whether one can pay in the way that was asked about, and how one can. */
  'pay.by': { yes: boolean; methods: readonly PaymentMethod[] };
  'pay.open-elsewhere': { account: string };
  'pay.opened': { amount: Money; until: Date };
  'pay.opened-title': None;
  'pay.still-open': { amount: Money; until: Date };
  'pay.not-now': None;
  'row.holder': None;
  'row.bills': None;
  'value.bills': { periods: readonly BillingPeriod[] };
  'paid.title': None;
  'paid.thanks': None;
  'row.paid-at': None;
  'row.receipt': None;
  'row.day': { at: Date };
  'paid.failed': { amount: Money };
  'paid.expired': { amount: Money };
  'paid.disputed': { caseNumber: string };
  'history.title': { account: string };
  'history.none': { account: string };
  'value.payment': { amount: Money; status: 'pending' | 'paid' | 'failed' | 'expired' | 'refunded' };

  // Invoices
  'invoice.none-paid': None;
  'ask.payment': None;
  'option.payment': { at: Date; amount: Money };
  'ask.titleKind': { holder: string };
  'option.personal': { holder: string };
  'option.company': None;
  'ask.title': None;
  'ask.taxNumber': None;
  'invoice.read-back': None;
  'invoice.confirm': None;
  'invoice.done': { number: string };
  'invoice.title': None;
  'invoice.exists': None;
  'row.title': None;
  'row.tax-number': None;

  // Rating
  'ask.score': { service: ServiceId };
  'option.score': { score: 1 | 2 | 3 | 4 | 5 };
  'ask.comment': None;
  'rating.thanks': None;
  'rating.recovery': { caseNumber: string; deadline: Date };
  'rating.already': None;
  'rating.nothing': None;

  // A person, danger, doubt
  /** `machine`: a machine that somebody lives by has no power, and nothing else threatens. */
  'emergency.first': { emergency: string; hotline: string; machine: boolean };
  'emergency.case': { caseNumber: string };
  'emergency.hurt': { emergency: string };
  'emergency.what-to-do': { hazard: Hazard; emergency: string };
  'emergency.coming': { caseNumber: string };
  /** `seen`: who gets it is said here, and not behind it. */
  'emergency.noted': {
    address: string | null;
    phone: string | null;
    missing: 'address' | 'phone' | null;
    seen: boolean;
  };
  'emergency.crisis': { emergency: string; helpLine: string };
  'emergency.gas': { emergency: string };
  'trouble.unavailable': { hotline: string };

  // Labels
  'label.service': { service: ServiceId };
  'label.slot': { slot: SlotName };
  'label.yes': None;
  'label.no': None;
  'label.pay-yes': None;
  'label.skip': None;
  'label.why': None;
  'label.history': None;
  'label.person': None;
  'label.help': None;
  'label.resend': None;
  'label.cancel': None;
  'label.go-pay': None;
  'label.open-invoice': None;
  'label.other-account': None;
}

export type SentenceKey = keyof Params;

/** A sentence that is meant, in no language yet. */
export type Phrase = { [K in SentenceKey]: { readonly key: K; readonly params: Params[K] } }[SentenceKey];

type Entry<P> = keyof P extends never ? string : (p: P, f: Format) => string;

/** One language's sentences of one area. */
export type Part<P> = { readonly [K in keyof P]: Entry<P[K]> };

/** One language: a text for each sentence. */
export type Book = { readonly [K in SentenceKey]: Entry<Params[K]> };

export function phrase<K extends SentenceKey>(
  key: K,
  ...[params]: keyof Params[K] extends never ? [] : [Params[K]]
): Phrase {
  return { key, params: params ?? {} } as Phrase;
}

export interface Voice {
  readonly locale: Locale;
  readonly format: Format;
  say(phrase: Phrase): string;
}
