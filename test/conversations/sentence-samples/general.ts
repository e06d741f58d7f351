/** Samples of what is in no area: small talk, repairs, binding, bills, paying, invoices, rating, labels. */
import type { Params } from '../../../src/conversation/sentences/book.ts';
import { HAZARDS } from '../../../src/conversation/understanding/distress.ts';
import { money } from '../../../src/domain/money.ts';
import { type Locale, SERVICES, SLOTS, type SlotName } from '../../../src/domain/names.ts';
import { DEFAULT_SETTINGS } from '../../../src/domain/settings.ts';
import { ACCOUNT, account, at, caseNumber, holder, hotlineOf, type Samples, supplierOf, yuan } from './sample.ts';

const services = SERVICES.map((service) => ({ service }));
const ofCase = { caseNumber, deadline: at };
const compared = { period: '2026-11', than: '2026-10', difference: yuan };
const comparedAcrossYears = { period: '2027-01', than: '2026-12', difference: money(-1371, 'TWD') };
const usage = [
  { before: '9.6', after: '12.4' },
  { before: '12.4', after: '9.6' },
  { before: '9.6', after: '9.6' },
];
const limits = [
  { before: '260', after: '200' },
  { before: '200', after: '260' },
  { before: '240', after: '240' },
];
const days = [
  { before: 31, after: 30 },
  { before: 28, after: 31 },
];

const WHERE: Readonly<Record<Locale, string>> = {
  'zh-CN': '示例市和平街6号',
  'zh-TW': '示例市和平街6號',
  en: '13 Happiness Road, Example City',
};

const HELD: Readonly<Record<SlotName, readonly string[]>> = {
  accountNumber: [ACCOUNT, '99900000001'],
  account: [ACCOUNT, 'account:2'],
  phone: ['13900000001', '139****0001'],
  code: ['123456'],
  month: ['2026-10', '2026-06..2026-08'],
  payment: ['0198c5f0-7c1e-7000-8000-000000000001'],
  titleKind: ['personal', 'company'],
  title: ['示例'],
  taxNumber: ['91310000MA1FL00000'],
  danger: ['no'],
  scope: ['home'],
  breaker: ['yes'],
  since: ['abc'],
  address: ['abc'],
  coordinates: ['25.03300,121.56540'],
  contactPhone: ['13900000001'],
  description: ['abc'],
  ownershipChanged: ['yes'],
  role: ['owner'],
  reason: ['abc'],
  consent: ['yes'],
  name: ['abc'],
  idNumber: ['110101199003071234'],
  oldHolderPhone: ['13900000001'],
  documents: ['later'],
  capacityKw: ['7'],
  parkingSpace: ['abc'],
  category: ['ev-charger'],
  about: ['abc'],
  anonymous: ['yes'],
  case: ['W2612050012345'],
  link: ['code'],
  linkCode: ['123456789'],
  topics: ['all'],
  score: ['5'],
  addition: ['电表也换了'],
  comment: ['abc'],
  question: ['abc'],
  helpful: ['yes'],
  talk: ['abc'],
  rated: ['bill.query'],
};

export function generalSamples(locale: Locale): Samples<Params> {
  const supplier = supplierOf(locale);
  const hotline = hotlineOf(locale);
  return {
    'talk.hello': [{ supplier }],
    'talk.bot': [{ supplier }],
    'help.what-i-can': [{ supplier, hotline: '95598' }],
    'help.in-the-middle': services,
    'scope.outside': [{ supplier }],
    'repair.cancelled': services,
    'repair.resume': services,
    'repair.later': services,
    'repair.next': services,
    'repair.corrected': SLOTS.flatMap((slot) => HELD[slot].map((value) => ({ slot, value }))),
    'repair.what-is-right': SLOTS.map((slot) => ({ slot })),
    'repair.old-button-start': services,
    'repair.changed-meanwhile': services,
    'repair.unreadable': services,
    'ask.phone': [account],
    'ask.code': [
      { phone: '139****0001', minutes: 10 },
      { phone: '091****0001', minutes: 1 },
    ],
    'ask.code-again': [{ phone: '139****0001' }],
    'bind.done': [{ account: ACCOUNT, holder, address: '示例市幸福路**' }],
    'bind.already': [account],
    'bind.code-wrong': [{ left: 1 }, { left: 2 }],
    'bind.wait-code': [
      { retryAt: at, sent: true },
      { retryAt: at, sent: false },
    ],
    'bind.lost-phone': [{ hotline: hotlineOf(locale) }],
    'bind.too-many': [{ retryAt: at }, { retryAt: null }],
    'text-message.code': [{ code: '123456', minutes: 10, supplier }],
    'unbind.confirm': [account],
    'unbind.done': [account],
    'switch.only-one': [account],
    'switch.done': [account],
    'option.account': [
      { account: ACCOUNT, name: holder },
      { account: ACCOUNT, name: '' },
    ],
    'bill.title': [{ period: '2026-11' }],
    'bill.none': [account],
    'bill.none-then': [{ account: ACCOUNT, period: '2026-11' }],
    'bill.newest-yet': [{ period: '2026-12', newest: '2026-11' }],
    'bill.all-due': [
      { count: 1, amount: yuan, lateFee: yuan },
      { count: 3, amount: yuan, lateFee: null },
    ],
    'bill.status': [{ status: 'unpaid' }, { status: 'overdue' }, { status: 'paid' }],
    'row.month': [{ period: '2026-11' }],
    'value.dates': [
      { from: '2026-11-01', to: '2026-11-30' },
      { from: '2026-12-01', to: '2027-01-31' },
    ],
    'value.tier-reached': [
      { tier: 2, kwhLeft: '28', period: 'month' },
      { tier: 1, kwhLeft: '1900', period: 'year' },
      { tier: 3, kwhLeft: null, period: 'two-months' },
    ],
    'explain.more': [compared, comparedAcrossYears],
    'explain.less': [compared, comparedAcrossYears],
    'explain.same': [compared, comparedAcrossYears],
    'explain.first': [{ period: '2026-11', amount: yuan }],
    'explain.parts': [{ than: '2026-10' }],
    'explain.tiers': [{ period: '2026-11' }],
    'explain.main-usage': usage,
    'explain.main-days': days,
    'explain.main-season': limits,
    'explain.does-not-agree': [ofCase],
    'explain.not-in-tariff': [{ ...ofCase, period: '2026-11' }],
    'part.not-in-tariff': [{ period: '2026-11' }, { period: '2026-09' }],
    'part.days': days,
    'part.usage': usage,
    'part.season': limits,
    'row.tier': [1, 2, 3, 4, 5, 6, 12].map((tier) => ({
      tier,
      use: (['all', 'peak', 'valley'] as const)[tier % 3] ?? 'all',
    })),
    'value.tier': [{ kwh: '260', price: '0.589', amount: money(15314, 'CNY') }],
    'pay.confirm': [{ amount: yuan, account: ACCOUNT }],
    'pay.nothing-due': [account],
    'pay.prepaid': [{ account: ACCOUNT, balance: yuan, hotline: hotlineOf(locale) }],
    'pay.by': [
      { yes: true, methods: ['wechat-pay'] },
      { yes: false, methods: ['wechat-pay', 'line-pay', 'sandbox'] },
    ],
    'pay.open-elsewhere': [account],
    'pay.opened': [{ amount: yuan, until: at }],
    'pay.still-open': [{ amount: yuan, until: at }],
    'value.bills': [{ periods: ['2026-11'] }, { periods: ['2026-11', '2026-12', '2027-01'] }],
    'paid.failed': [{ amount: yuan }],
    'paid.expired': [{ amount: yuan }],
    'paid.disputed': [{ caseNumber }],
    'history.title': [account],
    'history.none': [account],
    'value.payment': (['pending', 'paid', 'failed', 'expired', 'refunded'] as const).map((status) => ({
      amount: yuan,
      status,
    })),
    'option.payment': [{ at, amount: yuan }],
    'row.day': [{ at }],
    'ask.titleKind': [{ holder }],
    'option.personal': [{ holder }],
    'invoice.done': [{ number: '26312000000012345678' }],
    'ask.score': services,
    'option.score': ([1, 2, 3, 4, 5] as const).map((score) => ({ score })),
    'rating.recovery': [ofCase],
    'emergency.first': [false, true].map((machine) => ({
      emergency: DEFAULT_SETTINGS.emergencyNumbers[locale],
      hotline,
      machine,
    })),
    'emergency.case': [{ caseNumber }],
    'emergency.hurt': [{ emergency: DEFAULT_SETTINGS.emergencyNumbers[locale] }],
    'emergency.what-to-do': HAZARDS.map((hazard) => ({ hazard, emergency: DEFAULT_SETTINGS.emergencyNumbers[locale] })),
    'emergency.coming': [{ caseNumber }],
    'emergency.noted': [
      { address: WHERE[locale], phone: null, missing: 'phone', seen: true },
      { address: null, phone: '139****0001', missing: 'address', seen: true },
      { address: WHERE[locale], phone: '139****0001', missing: null, seen: true },
      { address: WHERE[locale], phone: null, missing: null, seen: false },
    ],
    'emergency.crisis': [
      { emergency: DEFAULT_SETTINGS.emergencyNumbers[locale], helpLine: DEFAULT_SETTINGS.helpLine[locale] },
    ],
    'emergency.gas': [{ emergency: DEFAULT_SETTINGS.emergencyNumbers[locale] }],
    'trouble.unavailable': [{ hotline }],
    'label.service': services,
    'label.slot': SLOTS.map((slot) => ({ slot })),
  };
}
