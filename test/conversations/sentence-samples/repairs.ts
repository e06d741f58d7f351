/** Samples of mending a conversation: why every question of every service is asked, and all that ends or comes back. */
import type { RepairsParams } from '../../../src/conversation/sentences/repairs/params.ts';
import { type Locale, SERVICES, SLOTS } from '../../../src/domain/names.ts';
import { at, hotlineOf, type Samples, yuan } from './sample.ts';

const services = SERVICES.map((service) => ({ service }));

export const repairSamples = (locale: Locale): Samples<RepairsParams> => ({
  'why.asked': [...SLOTS, 'confirm' as const].flatMap((slot) => SERVICES.map((service) => ({ slot, service }))),
  'repair.needed': SLOTS.map((slot) => ({ slot })),
  'repair.kept': [...SLOTS.map((slot) => ({ slots: [slot] })), { slots: ['address', 'contactPhone'] }],
  'repair.is-phone': [{ phone: '139****0033' }],
  'repair.cancelled-with': services.map(({ service }) => ({ service, waiting: ['bill.query', 'payment.pay'] })),
  'repair.left-with': [{ waiting: ['bill.query'] }, { waiting: ['payment.pay', 'invoice.issue'] }],
  'repair.cancelled-all': [
    { services: ['bill.query'] },
    { services: ['account.transfer', 'outage.report', 'invoice.issue'] },
  ],
  'repair.was-open': services,
  'repair.put-off': [{ services: ['bill.query'] }, { services: ['payment.pay', 'account.bind'] }],
  'repair.by-address': [{ service: 'outage.report' }, { service: 'outage.query' }],
  'swindle.beware': [{ hotline: hotlineOf(locale) }],
  'swindle.act-now': [{ hotline: hotlineOf(locale) }],
  'repair.offer-person': [{ hotline: hotlineOf(locale) }],
  'undo.not-here': services,
  'photo.kept': services,
  'photo.added': [{ caseNumber: 'C202611210001' }],
  'photo.too-large': [{ megabytes: 10 }],
  'undo.payment-pending': [{ amount: yuan, until: at }],
  'undo.payment-paid': [{ amount: yuan }],
  'undo.payment-none': [{ amount: yuan }],
});
