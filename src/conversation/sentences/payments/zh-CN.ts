/** Money that goes back, in Simplified Chinese. */
import type { Part } from '../book.ts';
import type { PaymentsParams } from './params.ts';

export const paymentsZhCN: Part<PaymentsParams> = {
  'refund.title': '退款通知',
  'refund.done': '退款已按原支付方式退回，到账时间以支付平台为准。',
  'refund.owed-again': '这笔缴费已全部退回，对应的账单重新变为待缴。',
  'refund.trouble': (p, f) =>
    `${f.money(p.amount)} 的退款没有办成，已转专人处理，工单号 ${p.caseNumber}，不需要您再申请。`,
  'row.refunded': '退款金额',
  'row.refund-number': '退款单号',
  'value.payment-back': (p, f) =>
    [
      f.money(p.amount),
      ...(p.refunded ? [`已退 ${f.money(p.refunded)}`] : []),
      ...(p.refunding ? [`退款中 ${f.money(p.refunding)}`] : []),
    ].join('，'),
};
