/** Samples of money that goes back. */
import type { PaymentsParams } from '../../../src/conversation/sentences/payments/params.ts';
import { caseNumber, type Samples, yuan } from './sample.ts';

export const paymentSamples: Samples<PaymentsParams> = {
  'refund.trouble': [{ amount: yuan, caseNumber }],
  'value.payment-back': [
    { amount: yuan, refunded: yuan, refunding: null },
    { amount: yuan, refunded: null, refunding: yuan },
    { amount: yuan, refunded: yuan, refunding: yuan },
  ],
};
