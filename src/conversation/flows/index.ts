/** The table of services: a new one is a file beside this and a line here. */
import type { ServiceId } from '../../domain/names.ts';
import type { Flow } from '../flow.ts';
import { accountBind } from './account-bind.ts';
import { accountSwitch } from './account-switch.ts';
import { accountUnbind } from './account-unbind.ts';
import { billExplain } from './bill-explain.ts';
import { billQuery } from './bill-query.ts';
import { handoffRequest } from './handoff-request.ts';
import { invoiceIssue } from './invoice-issue.ts';
import { paymentHistory } from './payment-history.ts';
import { paymentPay } from './payment-pay.ts';
import { ratingGive } from './rating-give.ts';
import { smalltalk } from './smalltalk.ts';

export const FLOWS: Readonly<Record<ServiceId, Flow>> = {
  'account.bind': accountBind,
  'account.switch': accountSwitch,
  'account.unbind': accountUnbind,
  'bill.explain': billExplain,
  'bill.query': billQuery,
  'handoff.request': handoffRequest,
  'invoice.issue': invoiceIssue,
  'payment.history': paymentHistory,
  'payment.pay': paymentPay,
  'rating.give': ratingGive,
  smalltalk,
};
