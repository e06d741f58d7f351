/** Adapter: WeChat Pay v3 for mini programs and official accounts: order, paySign, query, close, refund and notices. */
import { z } from 'zod';
import { rfc3339 } from '../domain/calendar.ts';
import { money } from '../domain/money.ts';
import { ok, refuse } from '../domain/result.ts';
import { gatewayAway, type PaymentGateway, type PaymentOrder, type PaymentOutcome } from './payment-gateway.ts';
import { wechatPayBill } from './payment-gateway.wechat-pay-bill.ts';
import {
  isFresh,
  type WechatPaySettings,
  type WechatPayTools,
  wechatPayClient,
} from './payment-gateway.wechat-pay-client.ts';
import { refundNotice, wechatPayRefunds } from './payment-gateway.wechat-pay-refunds.ts';
import { answerMessage, payMessage, unseal, verify } from './payment-gateway.wechat-pay-signing.ts';

const MOST_DESCRIPTION = 127;

const transaction = z.object({
  appid: z.string(),
  mchid: z.string(),
  out_trade_no: z.string(),
  transaction_id: z.string().min(1).max(64).optional(),
  trade_state: z.string(),
  amount: z.object({ total: z.int().nonnegative().optional(), currency: z.string().default('CNY') }).optional(),
  payer: z.object({ openid: z.string().optional() }).optional(),
});

const notice = z.object({
  id: z.string().min(1).max(100),
  event_type: z.string(),
  resource: z.object({
    algorithm: z.literal('AEAD_AES_256_GCM'),
    original_type: z.string().optional(),
    ciphertext: z.string(),
    nonce: z.string(),
    associated_data: z.string().optional(),
  }),
});

const STATES: Readonly<Record<string, PaymentOutcome['status']>> = {
  SUCCESS: 'paid',
  // Paid, and given back since: without an amount it settles nothing that is still open here.
  REFUND: 'paid',
  NOTPAY: 'open',
  USERPAYING: 'open',
  ACCEPT: 'open',
  CLOSED: 'closed',
  REVOKED: 'closed',
  PAYERROR: 'declined',
};

/** Their order numbers have at most 32 characters: our ids without hyphens. */
export const tradeNumberOf = (paymentId: string): string => paymentId.replaceAll('-', '');

/** Back again; a number that is not of ours stays as it is, and no payment will be found by it. */
export const paymentIdOf = (tradeNumber: string): string =>
  /^[0-9a-f]{32}$/.test(tradeNumber)
    ? tradeNumber.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
    : tradeNumber;

export function wechatPayGateway(
  settings: WechatPaySettings,
  tools: WechatPayTools & { readonly notifyUrl: string },
): PaymentGateway {
  const { merchantId, appId } = settings;
  const client = wechatPayClient(settings, tools);
  const orderPath = (paymentId: string) => `/v3/pay/transactions/out-trade-no/${tradeNumberOf(paymentId)}`;

  const query = async ({ paymentId }: PaymentOrder): Promise<PaymentOutcome> => {
    const answer = await client.call('GET', `${orderPath(paymentId)}?mchid=${merchantId}`);
    if (answer.status === 404 && answer.code === 'ORDER_NOT_EXIST') return nobody(paymentId, 'unknown-order');
    const read = answer.status === 200 ? outcomeOf(answer.body) : null;
    if (!read) throw gatewayAway(`WeChat Pay answered a query with ${answer.status} ${answer.code}`);
    // The answer names the order itself: another one's word is not this one's.
    if (read.paymentId !== paymentId) throw gatewayAway('WeChat Pay answered a query with another order');
    return read;
  };

  return {
    merchant: `${merchantId}/${appId}`,
    payerApp: appId,
    showsEnd: false,
    mostMinutes: null,

    async open(order) {
      if (!order.payer) throw new Error('a WeChat Pay order needs its payer');
      const { paymentId, amount, subject, expiresAt, payer } = order;
      if (amount.currency !== 'CNY') throw new Error(`WeChat Pay takes no ${amount.currency}`);
      const answer = await client.call('POST', '/v3/pay/transactions/jsapi', {
        appid: appId,
        mchid: merchantId,
        description: [...subject].slice(0, MOST_DESCRIPTION).join(''),
        out_trade_no: tradeNumberOf(paymentId),
        time_expire: rfc3339(expiresAt),
        notify_url: tools.notifyUrl,
        amount: { total: Number(amount.minor), currency: 'CNY' },
        payer: { openid: payer },
      });
      const prepay = z.object({ prepay_id: z.string().min(1) }).safeParse(answer.body);
      if (answer.status !== 200 || !prepay.success)
        throw gatewayAway(`WeChat Pay opened no order: ${answer.status} ${answer.code}`);
      const timeStamp = String(Math.floor(tools.now().getTime() / 1_000));
      const nonceStr = tools.newId().replaceAll('-', '').toUpperCase();
      const prepayPackage = `prepay_id=${prepay.data.prepay_id}`;
      return {
        kind: 'wechat-pay',
        timeStamp,
        nonceStr,
        package: prepayPackage,
        signType: 'RSA',
        paySign: await client.sign(payMessage(appId, timeStamp, nonceStr, prepayPackage)),
      };
    },

    query,
    ...wechatPayRefunds(client, tools.notifyUrl),
    linesOf: (day) => wechatPayBill(client, day, paymentIdOf),

    async close(order) {
      const answer = await client.call('POST', `${orderPath(order.paymentId)}/close`, { mchid: merchantId });
      if (answer.status === 204) return nobody(order.paymentId, 'closed');
      // Paid, closed before or never there: which of them is for a query to say, and what is open still stays open.
      return query(order);
    },

    async readNotice(rawBody, headers, now) {
      const timestamp = headers.get('wechatpay-timestamp') ?? '';
      const signature = headers.get('wechatpay-signature') ?? '';
      const scheme = headers.get('wechatpay-signature-type') ?? 'WECHATPAY2-SHA256-RSA2048';
      if (!isFresh(timestamp, now) || scheme !== 'WECHATPAY2-SHA256-RSA2048') return refuse('invalid_signature');
      // Probes begin with WECHATPAY/SIGNTEST/: they are no RSA signature, and must fail like any other forgery.
      const key = await client.keys.find(headers.get('wechatpay-serial') ?? '').catch(() => null);
      const message = answerMessage(timestamp, headers.get('wechatpay-nonce') ?? '', rawBody);
      if (!key || !(await verify(key, message, signature))) return refuse('invalid_signature');
      const unreadable = refuse('invalid_input', { detail: 'The notice is signed but not readable.' });
      const told = notice.safeParse(json(rawBody));
      if (!told.success) return unreadable;
      const plain = await unseal(settings.apiV3Key, told.data.resource);
      if (plain === null) return unreadable;
      const { id, event_type: type, resource } = told.data;
      if (/^REFUND\.(?:SUCCESS|ABNORMAL|CLOSED)$/.test(type) && resource.original_type !== 'transaction') {
        const refund = refundNotice(id, json(plain), merchantId);
        return refund ? ok(refund) : unreadable;
      }
      if (type !== 'TRANSACTION.SUCCESS') return unreadable;
      const outcome = outcomeOf(json(plain));
      return outcome ? ok({ ...outcome, noticeId: id }) : unreadable;
    },
  };
}

const nobody = (paymentId: string, status: PaymentOutcome['status']): PaymentOutcome => ({
  paymentId,
  status,
  amount: null,
  transactionId: null,
  payer: null,
  merchant: null,
});

/** A transaction as queries and notices both carry it; null when it can't be read. */
function outcomeOf(body: unknown): PaymentOutcome | null {
  const read = transaction.safeParse(body);
  if (!read.success || JSON.stringify(read.data).includes('\\u0000')) return null;
  const { appid, mchid, out_trade_no, transaction_id, trade_state, amount, payer } = read.data;
  const status = STATES[trade_state];
  if (!status || (status === 'paid' && !transaction_id)) return null;
  return {
    paymentId: paymentIdOf(out_trade_no),
    status,
    amount:
      trade_state === 'SUCCESS' && amount?.total !== undefined && amount.currency === 'CNY'
        ? money(amount.total, 'CNY')
        : null,
    transactionId: transaction_id ?? null,
    payer: payer?.openid ?? null,
    merchant: `${mchid}/${appid}`,
  };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
