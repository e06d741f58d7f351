/** WeChat Pay's trade bill of a day: a list in yuan behind back-ticks, with its sums, and the hash of its bytes. */
import { createHash } from 'node:crypto';
import type { WechatOrder } from './platform.ts';
import type { WechatRefund } from './refunds.ts';

const TITLES =
  '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注';
const SUMS = '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额';

const yuan = (fen: number): string => (fen / 100).toFixed(2);
const row = (fields: readonly (string | number)[]): string => fields.map((field) => `\`${field}`).join(',');
const localDay = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);

/** null: nothing was traded on that day. */
export function billOf(
  day: string,
  orders: Iterable<WechatOrder>,
  refunds: Iterable<WechatRefund>,
  merchant: { readonly id: string; readonly appId: string },
): string | null {
  const about = (order: WechatOrder, state: string) => [
    '2026-11-21 10:00:00',
    merchant.appId,
    merchant.id,
    '0',
    '',
    order.transactionId ?? '',
    order.tradeNumber,
    order.openId,
    'JSAPI',
    state,
    'OTHERS',
    'CNY',
  ];
  const paid = [...orders].filter((order) => order.paidAt !== null && localDay(order.paidAt) === day);
  const given = [...refunds].filter((refund) => localDay(refund.at) === day);
  if (paid.length + given.length === 0) return null;
  const lines = [
    ...paid.map((order) =>
      row([
        ...about(order, 'SUCCESS'),
        yuan(order.total),
        '0.00',
        '0',
        '0',
        '0.00',
        '0.00',
        '',
        '',
        '电费',
        '',
        '0.00000',
        '0.00%',
        yuan(order.total),
        '0.00',
        '',
      ]),
    ),
    ...given.map(({ order, refundId, number, amount, state }) =>
      row([
        ...about(order, 'REFUND'),
        '0.00',
        '0.00',
        refundId,
        number,
        yuan(amount),
        '0.00',
        'ORIGINAL',
        state,
        '电费',
        '',
        '0.00000',
        '0.00%',
        '0.00',
        yuan(amount),
        '',
      ]),
    ),
  ];
  const taken = paid.reduce((sum, { total }) => sum + total, 0);
  const back = given.reduce((sum, { amount }) => sum + amount, 0);
  const sums = row([lines.length, yuan(taken), yuan(back), '0.00', '0.00000', yuan(taken), yuan(back)]);
  return `\uFEFF${[TITLES, ...lines, SUMS, sums].join('\r\n')}\r\n`;
}

export const sha1 = (text: string): string => createHash('sha1').update(text, 'utf8').digest('hex');
