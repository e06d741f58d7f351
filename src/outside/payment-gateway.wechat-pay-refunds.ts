/** WeChat Pay v3, giving money back: asked under our own number, queried by it, told by notices (facts/channels.md 4.3, 4.5). */
import { z } from 'zod';
import { money } from '../domain/money.ts';
import type { RefundSaid } from '../domain/refunds.ts';
import { gatewayAway, type RefundNotice, type RefundOrder, type RefundOutcome } from './payment-gateway.ts';
import type { WechatPayClient } from './payment-gateway.wechat-pay-client.ts';

const REFUNDS = '/v3/refund/domestic/refunds';
/** Counted in bytes: the sheet gives 80 without saying of what. */
const MOST_REASON = 80;
/** Refusals that another day may not repeat: our balance there is filled up by people. */
const LATER = ['NOT_ENOUGH'];

const refunded = z.object({
  out_refund_no: z.string(),
  refund_id: z.string().min(1).max(64),
  transaction_id: z.string(),
  status: z.enum(['SUCCESS', 'CLOSED', 'PROCESSING', 'ABNORMAL']),
  amount: z.object({ refund: z.int().positive(), currency: z.string().default('CNY') }),
});
/** A notice calls the status otherwise and names us. */
const told = refunded.omit({ status: true }).extend({ mchid: z.string(), refund_status: refunded.shape.status });

const STATES: Readonly<Record<z.infer<typeof refunded>['status'], RefundSaid['status']>> = {
  SUCCESS: 'done',
  CLOSED: 'refused',
  PROCESSING: 'processing',
  ABNORMAL: 'stuck',
};

export function wechatPayRefunds(client: WechatPayClient, notifyUrl: string) {
  const queryRefund = async ({ refundId, transactionId }: RefundOrder): Promise<RefundOutcome> => {
    const answer = await client.call('GET', `${REFUNDS}/${refundId}`);
    if (answer.status === 404)
      return { refundId, status: 'unknown', amount: null, transactionId, gatewayReference: null };
    return read(refundId, answer.status, answer.body, answer.code);
  };
  return {
    queryRefund,

    /** The number is the same on every try: WeChat Pay answers a repeat with the refund that is there. */
    async refund(order: RefundOrder): Promise<RefundOutcome> {
      const { refundId, transactionId, amount, total, reason } = order;
      const answer = await client.call('POST', REFUNDS, {
        transaction_id: transactionId,
        out_refund_no: refundId,
        reason: shortened(reason),
        notify_url: notifyUrl,
        amount: { refund: Number(amount.minor), total: Number(total.minor), currency: amount.currency },
      });
      if (answer.status === 200) return read(refundId, answer.status, answer.body, answer.code);
      if (LATER.includes(answer.code ?? '')) throw gatewayAway(`WeChat Pay refunds nothing now: ${answer.code}`);
      // An earlier try may have arrived; what is refused now is not refused then.
      const found = await queryRefund(order);
      return found.status === 'unknown' ? { ...found, status: 'refused' } : found;
    },
  };
}

function read(refundId: string, status: number, body: unknown, code: string | null): RefundOutcome {
  const answer = status === 200 ? refunded.safeParse(body) : null;
  if (!answer?.success) throw gatewayAway(`WeChat Pay answered a refund with ${status} ${code}`);
  if (answer.data.out_refund_no !== refundId) throw gatewayAway('WeChat Pay answered with another refund');
  return outcomeOf(answer.data);
}

/** The resource of a notice that says REFUND.*; null when it can't be read or is about another merchant's money. */
export function refundNotice(noticeId: string, resource: unknown, merchantId: string): RefundNotice | null {
  const read = told.safeParse(resource);
  if (!read.success || read.data.mchid !== merchantId || JSON.stringify(read.data).includes('\\u0000')) return null;
  const { refund_status: status, ...rest } = read.data;
  return { ...outcomeOf({ ...rest, status }), noticeId };
}

const outcomeOf = ({
  out_refund_no,
  refund_id,
  transaction_id,
  status,
  amount,
}: z.infer<typeof refunded>): RefundOutcome => ({
  refundId: out_refund_no,
  status: STATES[status],
  amount: amount.currency === 'CNY' ? money(amount.refund, 'CNY') : null,
  transactionId: transaction_id,
  gatewayReference: refund_id,
});

function shortened(text: string): string {
  const utf8 = new TextEncoder();
  const kept = [...text];
  while (utf8.encode(kept.join('')).length > MOST_REASON) kept.pop();
  return kept.join('');
}
