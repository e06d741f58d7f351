/** More than one bill or home, and money that goes back, in Simplified Chinese. */
import type { Part } from '../book.ts';
import type { PaymentsParams } from './params.ts';

export const paymentsZhCN: Part<PaymentsParams> = {
  'label.only-month': (p, f) => `只缴${f.period(p.period)}`,
  'label.all-months': (p) => `${p.count} 期一起缴`,
  'option.all-accounts': (p) => `${p.count} 个户号一起缴`,
  'pay.not-that-month': (p, f) => `${f.period(p.period)}没有待缴的账单，下面是目前待缴的。`,
  'pay.whose': '要给哪个户号缴费？请告诉我户号，10、11、13 或 16 位数字，不用绑定。',
  'pay.no-account': (p, f) => `没有找到户号 ${f.account(p.account)}，请核对后再发一次。`,
  'pay.read-back-other': '请核对代缴信息',
  'pay.confirm-other': (p, f) => `给 ${p.holder} 的户号 ${f.account(p.account)} 代缴 ${f.money(p.amount)}，确认吗？`,
  'pay.confirm-all': (p, f) =>
    `这 ${p.count} 个户号一共缴 ${p.amounts.map((one) => f.money(one)).join(' 和 ')}，确认吗？`,
  'bill.in-all': (p) => `${p.count} 个户号一共待缴`,
  'unbind.confirm-all': (p) => `要把 ${p.count} 个户号都解绑吗？解绑不影响用电，只是在这里不能再查它们的账单。`,
  'unbind.done-all': (p) => `${p.count} 个户号都已解绑。需要时可以再绑定。`,
  'bind.one-by-one': '您一次给了好几个户号，我们一个一个来：先办第一个，办好再发下一个。',
  'pay.nothing-due-anywhere': '您绑定的户号都没有待缴的电费。',
  'pay.opened-all': (p, f) => `每个户号各付一笔，请在 ${f.time(p.until)} 前付清，收据会分别发来。`,
  'row.of-account': (p) => `户号 ${p.account}`,
  'label.invoice-anew': '信息有误，换开',
  'invoice.confirm-anew': '原发票会红冲作废，按这些信息重新开一张，确认吗？',
  'invoice.done-anew': (p) => `原发票 ${p.before} 已红冲，新发票开好了，号码 ${p.number}，可以打开查看和打印。`,
  'invoice.too-often': '这笔缴费的发票换开次数已满，需要再改请说“转人工”。',
  'invoice.not-now': '这笔缴费正在退款，等退款结束后再开发票。',
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
