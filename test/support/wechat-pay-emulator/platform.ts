/** WeChat Pay's side of the book: orders, prepay ids, what is paid, closed or refused; strict about every field. */

export interface WechatOrder {
  readonly tradeNumber: string;
  /** The body as it was first sent; a second opening must repeat it. */
  readonly opened: string;
  readonly total: number;
  readonly openId: string;
  readonly openedAt: number;
  readonly closesAt: number;
  readonly prepayId: string;
  state: 'NOTPAY' | 'SUCCESS' | 'CLOSED' | 'REFUND' | 'PAYERROR';
  transactionId: string | null;
  paidAt: number | null;
}

export interface Refusal {
  readonly status: number;
  readonly code: string;
}

const PREPAY_MS = 2 * 3_600_000;
const ORDER_FIELDS = ['appid', 'mchid', 'description', 'out_trade_no', 'time_expire', 'notify_url', 'amount', 'payer'];

export function wechatPayPlatform(merchantId: string, appId: string, now: () => number) {
  const orders = new Map<string, WechatOrder>();
  const violations: string[] = [];
  let made = 0;
  const number = (digits: number) => {
    made += 1;
    return String(made).padStart(digits, '0');
  };

  const current = (tradeNumber: string): WechatOrder | undefined => {
    const order = orders.get(tradeNumber);
    if (order?.state === 'NOTPAY' && now() >= order.closesAt) order.state = 'CLOSED';
    return order;
  };

  return {
    orders,
    violations,

    open(text: string): { prepay_id: string } | Refusal {
      const body = JSON.parse(text) as Record<string, unknown>;
      for (const field of Object.keys(body)) {
        if (!ORDER_FIELDS.includes(field)) violations.push(`unknown field ${field}`);
      }
      const { appid, mchid, out_trade_no: tradeNumber, description, notify_url: notify, time_expire: expires } = body;
      const amount = body.amount as { total?: unknown; currency?: unknown } | undefined;
      const openId = (body.payer as { openid?: unknown } | undefined)?.openid;
      if (appid !== appId || mchid !== merchantId) return { status: 400, code: 'APPID_MCHID_NOT_MATCH' };
      if (
        typeof tradeNumber !== 'string' ||
        !/^[0-9A-Za-z_\-|*]{6,32}$/.test(tradeNumber) ||
        typeof description !== 'string' ||
        description.length < 1 ||
        description.length > 127 ||
        typeof notify !== 'string' ||
        !/^https?:\/\/[^?]+$/.test(notify) ||
        typeof expires !== 'string' ||
        !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+\d\d:\d\d$/.test(expires) ||
        !Number.isSafeInteger(amount?.total) ||
        Number(amount?.total) < 1 ||
        amount?.currency !== 'CNY' ||
        typeof openId !== 'string' ||
        openId.length < 1
      )
        return { status: 400, code: 'PARAM_ERROR' };
      const known = current(tradeNumber);
      if (known) {
        if (known.opened !== text) return { status: 400, code: 'INVALID_REQUEST' };
        if (known.state === 'SUCCESS') return { status: 400, code: 'ORDERPAID' };
        if (known.state !== 'NOTPAY') return { status: 400, code: 'ORDER_CLOSED' };
        return { prepay_id: known.prepayId };
      }
      if (Date.parse(expires) <= now()) return { status: 400, code: 'PARAM_ERROR' };
      const order: WechatOrder = {
        tradeNumber,
        opened: text,
        total: Number(amount?.total),
        openId,
        openedAt: now(),
        closesAt: Date.parse(expires),
        prepayId: `wx2026${number(30)}`,
        state: 'NOTPAY',
        transactionId: null,
        paidAt: null,
      };
      orders.set(tradeNumber, order);
      return { prepay_id: order.prepayId };
    },

    find: (tradeNumber: string): object | Refusal => {
      const order = current(tradeNumber);
      return order ? transactionOf(order, merchantId, appId) : { status: 404, code: 'ORDER_NOT_EXIST' };
    },

    close(tradeNumber: string, text: string): null | Refusal {
      if (text !== JSON.stringify({ mchid: merchantId })) return { status: 400, code: 'PARAM_ERROR' };
      const order = current(tradeNumber);
      if (!order) return { status: 404, code: 'ORDER_NOT_EXIST' };
      if (order.state === 'SUCCESS') return { status: 400, code: 'ORDERPAID' };
      if (order.state === 'NOTPAY') order.state = 'CLOSED';
      return null;
    },

    /** The payer's device hands its package over and the payer agrees. Throws when WeChat would not take it. */
    pay(prepayPackage: string): WechatOrder {
      const order = [...orders.values()].find((one) => `prepay_id=${one.prepayId}` === prepayPackage);
      if (!order || current(order.tradeNumber)?.state !== 'NOTPAY') throw new Error('this prepay id can’t be paid');
      if (now() > order.openedAt + PREPAY_MS) throw new Error('this prepay id is over');
      order.state = 'SUCCESS';
      order.transactionId = `4200${number(24)}`;
      order.paidAt = now();
      return order;
    },
  };
}

/** A transaction as queries and notices carry it; `changed` wins. */
export function transactionOf(
  order: WechatOrder,
  merchantId: string,
  appId: string,
  changed: Readonly<Record<string, unknown>> = {},
): object {
  const paid = order.state === 'SUCCESS' || order.state === 'REFUND';
  return {
    appid: appId,
    mchid: merchantId,
    out_trade_no: order.tradeNumber,
    trade_state: order.state,
    trade_state_desc: '说明',
    ...(paid && {
      transaction_id: order.transactionId,
      trade_type: 'JSAPI',
      bank_type: 'OTHERS',
      success_time: new Date((order.paidAt ?? 0) + 8 * 3_600_000).toISOString().replace(/\.\d+Z$/, '+08:00'),
    }),
    payer: { openid: order.openId },
    amount: {
      total: order.total,
      ...(paid && { payer_total: order.total, payer_currency: 'CNY' }),
      currency: 'CNY',
    },
    ...changed,
  };
}
