/** Money that goes back, in Traditional Chinese as written in Taiwan. */
import type { Part } from '../book.ts';
import type { PaymentsParams } from './params.ts';

export const paymentsZhTW: Part<PaymentsParams> = {
  'refund.title': '退款通知',
  'refund.done': '款項已依原付款方式退回，入帳時間以付款系統為準。',
  'refund.owed-again': '這筆繳費已全數退回，對應的帳單重新列為待繳。',
  'refund.trouble': (p, f) =>
    `${f.money(p.amount)} 的退款沒有完成，已請專人處理，案件編號 ${p.caseNumber}，您不需要再申請。`,
  'row.refunded': '退款金額',
  'row.refund-number': '退款編號',
  'value.payment-back': (p, f) =>
    [
      f.money(p.amount),
      ...(p.refunded ? [`已退 ${f.money(p.refunded)}`] : []),
      ...(p.refunding ? [`退款中 ${f.money(p.refunding)}`] : []),
    ].join('，'),
};
