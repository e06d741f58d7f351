/** More than one bill or home, and money that goes back, in Traditional Chinese as written in Taiwan. */
import type { Part } from '../book.ts';
import type { PaymentsParams } from './params.ts';

export const paymentsZhTW: Part<PaymentsParams> = {
  'label.only-month': (p, f) => `只繳${f.period(p.period)}`,
  'label.all-months': (p) => `${p.count} 期一起繳`,
  'option.all-accounts': (p) => `${p.count} 個電號一起繳`,
  'pay.not-that-month': (p, f) => `${f.period(p.period)}沒有待繳的帳單，下面是目前待繳的。`,
  'pay.whose': '要幫哪個電號繳費？請告訴我電號，10、11、13 或 16 位數字，不需要綁定。',
  'pay.no-account': (p, f) => `查無電號 ${f.account(p.account)}，請核對後再傳一次。`,
  'pay.read-back-other': '請核對代繳資料',
  'pay.confirm-other': (p, f) => `幫 ${p.holder} 的電號 ${f.account(p.account)} 代繳 ${f.money(p.amount)}，確認嗎？`,
  'pay.confirm-all': (p, f) =>
    `這 ${p.count} 個電號總共繳 ${p.amounts.map((one) => f.money(one)).join(' 和 ')}，確認嗎？`,
  'bill.in-all': (p) => `${p.count} 個電號一共未繳`,
  'unbind.confirm-all': (p) => `要把 ${p.count} 個電號的綁定都解除嗎？用電不受影響，只是不能再從這裡查它們的帳單。`,
  'unbind.done-all': (p) => `${p.count} 個電號都已解除綁定，需要時可以再綁定。`,
  'bind.one-by-one': '您一次給了好幾個電號，我們一個一個來：先辦第一個，辦好再傳下一個。',
  'pay.nothing-due-anywhere': '您綁定的電號都沒有待繳的電費。',
  'pay.opened-all': (p, f) => `每個電號各付一筆，請在 ${f.time(p.until)} 前付清，收據會分別傳來。`,
  'row.of-account': (p) => `電號 ${p.account}`,
  'label.invoice-anew': '資料有誤，重開',
  'invoice.confirm-anew': '原發票會作廢，依這些資料重新開立一張，確認嗎？',
  'invoice.done-anew': (p) => `原發票 ${p.before} 已作廢，新發票開好了，號碼 ${p.number}，可以開啟查看與列印。`,
  'invoice.too-often': '這筆繳費的發票重開次數已滿，需要再改請說「轉真人」。',
  'invoice.not-now': '這筆繳費正在退款，等退款結束後再開發票。',
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
