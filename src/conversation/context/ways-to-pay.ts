/** 支付宝可以吗, can I pay by Visa: a way of paying that is asked about by its name is answered with yes or no. */
import type { PaymentMethod } from '../../domain/payments.ts';
import { byRule, type Reading } from './reading.ts';

/** Ways of paying that are asked about by name. */
const WAYS: readonly (readonly [PaymentMethod | null, RegExp])[] = [
  ['wechat-pay', /微信(?:支付|钱包|付款|交费|交|付)?|\bwe ?chat(?: ?pay)?\b/],
  ['line-pay', /\bline ?pay\b|line支付/],
  [
    null,
    /信用卡|刷卡|借记卡|储蓄卡|银行卡|支付宝|银联|花呗|云闪付|街口|悠游付|全支付|数字人民币|比特币|\b(?:visa|master ?card|amex|american express|credit cards?|debit cards?|bank cards?|apple ?pay|google ?pay|paypal|alipay|unionpay|by card|cards?|cheque|check by mail|crypto)\b/,
  ],
];
const WHETHER_PAID_BY =
  /(?:可以|能|行|支持|接受|收|用|刷).{0,10}(?:吗|么|[?])|(?:可不可以|能不能|可以|能)(?:用|刷|收)|呢$|(?:吗|么)[?]?$|\b(?:can|could|may) (?:i|we|you) (?:pay|use|take)|\b(?:do|does|will) (?:you|it|this) (?:take|accept|support|have)|\bis .{1,20} (?:ok|okay|accepted|possible|supported)|^(?:what|how) about|\bpay (?:by|with|via|using)\b/;
const NOT_PAYING = /发票|自动|代扣|绑定|解绑|公众号|加(?:你|我)|卡号|\b(?:invoice|auto\w*|stolen|number|details)\b/;

function paysBy(key: string): PaymentMethod | 'other' | null {
  if (key.length > 50 || !WHETHER_PAID_BY.test(key) || NOT_PAYING.test(key)) return null;
  const rest = key.replace(/[?]/g, '');
  const way = WAYS.find(([, words]) => words.test(rest));
  return way ? (way[0] ?? 'other') : null;
}

export const asksWayToPay: Reading = ({ key }) => {
  const by = paysBy(key);
  return by ? byRule({ kind: 'start', service: 'smalltalk', slots: { talk: `pay-by:${by}` } }) : null;
};
