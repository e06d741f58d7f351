/** Samples of paying for more than one bill or home, and of money that goes back. */
import type { PaymentsParams } from '../../../src/conversation/sentences/payments/params.ts';
import { money } from '../../../src/domain/money.ts';
import { ACCOUNT, account, at, caseNumber, holder, type Samples, yuan } from './sample.ts';

export const paymentSamples: Samples<PaymentsParams> = {
  'label.only-month': [{ period: '2026-11' }],
  'label.all-months': [{ count: 2 }, { count: 12 }],
  'option.all-accounts': [{ count: 2 }],
  'pay.not-that-month': [{ period: '2026-10' }],
  'pay.no-account': [account],
  'pay.confirm-other': [{ amount: yuan, account: ACCOUNT, holder }],
  'bill.in-all': [{ count: 2 }, { count: 3 }],
  'unbind.confirm-all': [{ count: 2 }],
  'unbind.done-all': [{ count: 2 }],
  'pay.confirm-all': [
    { count: 1, amounts: [yuan] },
    { count: 2, amounts: [yuan, money(1_371, 'TWD')] },
  ],
  'pay.opened-all': [{ until: at }],
  'row.of-account': [{ account: '9990****0017' }],
  'invoice.done-anew': [{ number: '12345678', before: '87654321' }],
  'refund.trouble': [{ amount: yuan, caseNumber }],
  'value.payment-back': [
    { amount: yuan, refunded: yuan, refunding: null },
    { amount: yuan, refunded: null, refunding: yuan },
    { amount: yuan, refunded: yuan, refunding: yuan },
  ],
};
