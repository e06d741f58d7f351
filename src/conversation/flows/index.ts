/** The table of services: a new one is a file beside this and a line here. */
import type { ServiceId } from '../../domain/names.ts';
import type { Flow } from '../flow.ts';
import { accountBind } from './account-bind.ts';
import { accountRename } from './account-rename.ts';
import { accountSwitch } from './account-switch.ts';
import { accountTransfer } from './account-transfer.ts';
import { accountUnbind } from './account-unbind.ts';
import { billExplain } from './bill-explain.ts';
import { billQuery } from './bill-query.ts';
import { channelLink } from './channel-link.ts';
import { complaintFile } from './complaint-file.ts';
import { connectionNew } from './connection-new.ts';
import { handoffRequest } from './handoff-request.ts';
import { invoiceIssue } from './invoice-issue.ts';
import { knowledgeAsk } from './knowledge-ask.ts';
import { noticeChoose } from './notice-choose.ts';
import { outageQuery } from './outage-query.ts';
import { outageReport } from './outage-report.ts';
import { paymentHistory } from './payment-history.ts';
import { paymentPay } from './payment-pay.ts';
import { progressChase } from './progress-chase.ts';
import { progressQuery } from './progress-query.ts';
import { ratingGive } from './rating-give.ts';
import { requestFile } from './request-file.ts';
import { smalltalk } from './smalltalk.ts';

export const FLOWS: Readonly<Record<ServiceId, Flow>> = {
  'account.bind': accountBind,
  'account.switch': accountSwitch,
  'account.unbind': accountUnbind,
  'bill.explain': billExplain,
  'bill.query': billQuery,
  'outage.report': outageReport,
  'outage.query': outageQuery,
  'account.rename': accountRename,
  'account.transfer': accountTransfer,
  'connection.new': connectionNew,
  'request.file': requestFile,
  'complaint.file': complaintFile,
  'progress.query': progressQuery,
  'progress.chase': progressChase,
  'channel.link': channelLink,
  'notice.choose': noticeChoose,
  'handoff.request': handoffRequest,
  'invoice.issue': invoiceIssue,
  'payment.history': paymentHistory,
  'payment.pay': paymentPay,
  'rating.give': ratingGive,
  'knowledge.ask': knowledgeAsk,
  smalltalk,
};
