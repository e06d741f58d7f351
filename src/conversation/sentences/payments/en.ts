/** More than one bill or home, and money that goes back, in English. */
import type { Part } from '../book.ts';
import type { PaymentsParams } from './params.ts';

export const paymentsEn: Part<PaymentsParams> = {
  'label.only-month': (p, f) => `Only ${f.period(p.period)}`,
  'label.all-months': (p) => `All ${p.count} bills`,
  'option.all-accounts': (p) => `All ${p.count} accounts`,
  'pay.not-that-month': (p, f) => `There is nothing to pay for ${f.period(p.period)}. This is what is due now.`,
  'pay.whose':
    'Which account do you want to pay for? Please send its number: 10, 11, 13 or 16 digits. You need not link it.',
  'pay.no-account': (p, f) => `We found no account ${f.account(p.account)}. Please check the number and send it again.`,
  'pay.read-back-other': 'Please check whom you pay for',
  'pay.confirm-other': (p, f) =>
    `Pay ${f.money(p.amount)} for account ${f.account(p.account)} of ${p.holder}: is that right?`,
  'pay.confirm-all': (p, f) =>
    `Pay ${p.amounts.map((one) => f.money(one)).join(' and ')} for ${p.count === 1 ? 'this account' : `these ${p.count} accounts`}: is that right?`,
  'bill.in-all': (p) => `Due for your ${p.count} accounts`,
  'unbind.confirm-all': (p) =>
    `Unlink all ${p.count} accounts? Your electricity stays on; you just can't see their bills here any more.`,
  'unbind.done-all': (p) => `All ${p.count} accounts are unlinked. You can link them again any time.`,
  'bind.one-by-one':
    'Several numbers at once: we take them one by one. I start with the first; send the next when it is done.',
  'pay.nothing-due-anywhere': 'None of your linked accounts has anything to pay.',
  'pay.opened-all': (p, f) =>
    `Each account is a payment of its own. Please pay them by ${f.time(p.until)}; a receipt comes for each.`,
  'row.of-account': (p) => `Account ${p.account}`,
  'label.invoice-anew': 'Reissue the invoice',
  'invoice.confirm-anew': 'The first invoice will be cancelled and a new one issued with these details. Is that right?',
  'invoice.done-anew': (p) =>
    `Invoice ${p.before} is cancelled and the new one is ready: number ${p.number}. You can open and print it.`,
  'invoice.too-often':
    'This payment’s invoice has been reissued too often. If it is still wrong, say “talk to a person”.',
  'invoice.not-now': 'This payment is being refunded. Ask for the invoice again when that is done.',
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
