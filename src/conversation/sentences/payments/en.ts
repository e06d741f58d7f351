/** Money that goes back, in English. */
import type { Part } from '../book.ts';
import type { PaymentsParams } from './params.ts';

export const paymentsEn: Part<PaymentsParams> = {
  'refund.title': 'Refund',
  'refund.done': 'The money went back the way you paid. How soon you see it depends on the payment service.',
  'refund.owed-again': 'This payment has been refunded in full, so its bills are due again.',
  'refund.trouble': (p, f) =>
    `Your refund of ${f.money(p.amount)} didn't go through. A person is looking after it (case ${p.caseNumber}), and you don't need to ask again.`,
  'row.refunded': 'Refunded',
  'row.refund-number': 'Refund number',
  'value.payment-back': (p, f) =>
    [
      f.money(p.amount),
      ...(p.refunded ? [`${f.money(p.refunded)} refunded`] : []),
      ...(p.refunding ? [`${f.money(p.refunding)} being refunded`] : []),
    ].join(', '),
};
