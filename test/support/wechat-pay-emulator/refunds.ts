/** WeChat Pay's refund desk: one refund per number, never more than was paid, processed at once or later, or not at all. */
import type { Refusal, WechatOrder } from './platform.ts';

export type RefundState = 'PROCESSING' | 'SUCCESS' | 'CLOSED' | 'ABNORMAL';

export interface WechatRefund {
  /** out_refund_no. */
  readonly number: string;
  readonly refundId: string;
  readonly order: WechatOrder;
  readonly amount: number;
  /** The body as it was first sent; whoever asks again must repeat it. */
  readonly asked: string;
  readonly at: number;
  state: RefundState;
}

const FIELDS = ['transaction_id', 'out_refund_no', 'reason', 'notify_url', 'amount'];
const MOST = 50;
const APART_MS = 60_000;

export function wechatPayRefundDesk(orders: ReadonlyMap<string, WechatOrder>, violations: string[], now: () => number) {
  const refunds = new Map<string, WechatRefund>();
  const codes: Refusal[] = [];
  let next: RefundState = 'SUCCESS';
  let made = 0;

  const of = (order: WechatOrder) => [...refunds.values()].filter((one) => one.order === order);
  const given = (order: WechatOrder) =>
    of(order).reduce((sum, one) => sum + (one.state === 'CLOSED' ? 0 : one.amount), 0);
  const add = (number: string, order: WechatOrder, amount: number, asked: string): WechatRefund => {
    made += 1;
    const refund = {
      number,
      refundId: `5030${String(made).padStart(24, '0')}`,
      order,
      amount,
      asked,
      at: now(),
      state: next,
    };
    refunds.set(number, refund);
    order.state = 'REFUND';
    return refund;
  };

  return {
    refunds,
    codes,
    endAs: (state: RefundState) => {
      next = state;
    },

    ask(text: string): object | Refusal {
      const body = JSON.parse(text) as Record<string, unknown>;
      for (const field of Object.keys(body)) {
        if (!FIELDS.includes(field)) violations.push(`unknown field ${field}`);
      }
      const { transaction_id: transaction, out_refund_no: number, reason, notify_url: notify } = body;
      const amount = body.amount as { refund?: unknown; total?: unknown; currency?: unknown } | undefined;
      if (
        typeof number !== 'string' ||
        !/^[0-9A-Za-z_\-|*@]{1,64}$/.test(number) ||
        typeof reason !== 'string' ||
        Buffer.byteLength(reason) > 80 ||
        typeof notify !== 'string' ||
        !/^https?:\/\/[^?]+$/.test(notify) ||
        !Number.isSafeInteger(amount?.refund) ||
        Number(amount?.refund) < 1 ||
        amount?.currency !== 'CNY'
      )
        return { status: 400, code: 'PARAM_ERROR' };
      const known = refunds.get(number);
      if (known) return known.asked === text ? refundOf(known) : { status: 400, code: 'INVALID_REQUEST' };
      const planned = codes.shift();
      if (planned) return planned;
      const order = [...orders.values()].find((one) => one.transactionId === transaction);
      if (!order || !['SUCCESS', 'REFUND'].includes(order.state)) return { status: 404, code: 'RESOURCE_NOT_EXISTS' };
      if (amount?.total !== order.total) return { status: 400, code: 'PARAM_ERROR' };
      const before = of(order);
      if (before.some(({ at }) => now() < at + APART_MS)) return { status: 429, code: 'FREQUENCY_LIMITED' };
      if (before.length >= MOST || given(order) + Number(amount?.refund) > order.total)
        return { status: 400, code: 'INVALID_REQUEST' };
      return refundOf(add(number, order, Number(amount?.refund), text));
    },

    find(number: string): object | Refusal {
      const refund = refunds.get(number);
      return refund ? refundOf(refund) : { status: 404, code: 'RESOURCE_NOT_EXISTS' };
    },

    end(number: string, state: RefundState): WechatRefund {
      const refund = refunds.get(number);
      if (!refund) throw new Error(`no refund ${number}`);
      refund.state = state;
      return refund;
    },

    byHand: (order: WechatOrder, amount: number): WechatRefund => add(`console-${made}`, order, amount, ''),
  };
}

/** A refund as answers and queries carry it. */
export const refundOf = ({ number, refundId, order, amount, state }: WechatRefund): object => ({
  refund_id: refundId,
  out_refund_no: number,
  transaction_id: order.transactionId,
  out_trade_no: order.tradeNumber,
  channel: 'ORIGINAL',
  user_received_account: '支付用户零钱',
  create_time: '2026-11-21T10:00:00+08:00',
  status: state,
  amount: {
    total: order.total,
    refund: amount,
    payer_total: order.total,
    payer_refund: amount,
    settlement_refund: amount,
    settlement_total: order.total,
    discount_refund: 0,
    currency: 'CNY',
  },
});
