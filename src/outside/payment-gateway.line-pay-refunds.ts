/** LINE Pay, giving money back: its refunds carry no number of ours, so its books are read before anything is asked (facts/channels.md 5.2). */
import { z } from 'zod';
import { money } from '../domain/money.ts';
import type { LinePayClient } from './payment-gateway.line-pay-client.ts';
import { gatewayAway, type RefundOrder, type RefundOutcome } from './payment-gateway.ts';

/** LINE Pay advises to wait this long for a refund's answer. */
const REFUND_WITHIN_MS = 60_000;
/** Answers after which no money has moved: not refundable, too much, refunded, wrong number, our account (facts/channels.md 5.3). */
const REFUSED = /^11(?:04|05|24|50|55|63|64|65|78|79)$/;

const number = z.string().regex(/^\d{10,25}$/);
const refunded = z.object({ refundTransactionId: number });
const listed = z.array(
  z.object({
    transactionId: number,
    refundList: z
      .array(
        z.object({
          refundTransactionId: number,
          // Shown with or without a minus.
          refundAmount: z.int().transform((amount) => Math.abs(amount)),
        }),
      )
      .default([]),
  }),
);

export function linePayRefunds(client: LinePayClient) {
  const answer = (
    { refundId, transactionId }: RefundOrder,
    status: RefundOutcome['status'],
    amount: number | null = null,
    gatewayReference: string | null = null,
  ): RefundOutcome => ({
    refundId,
    status,
    amount: amount === null ? null : money(amount, 'TWD'),
    transactionId,
    gatewayReference,
  });

  /**
   * What LINE Pay has booked beyond the refunds we know. Ours may be among it only if it may have been asked for; then it is
   * known by its amount, since one refund of a transaction is on its way at a time. Anything else was made by somebody else.
   */
  const queryRefund = async (order: RefundOrder): Promise<RefundOutcome> => {
    const { code, info } = await client.get(
      '/v3/payments',
      new URLSearchParams({ transactionId: order.transactionId }).toString(),
    );
    const read = code === '0000' ? listed.safeParse(info) : null;
    const found = read?.data?.find(({ transactionId }) => transactionId === order.transactionId);
    if (!found) throw gatewayAway(`LINE Pay answered a question for its refunds with ${code}`);
    const [stranger, ...more] = found.refundList.filter(
      ({ refundTransactionId }) => !order.known.includes(refundTransactionId),
    );
    if (!stranger) return answer(order, 'unknown');
    if (more.length === 0 && order.askedBefore && BigInt(stranger.refundAmount) === order.amount.minor)
      return answer(order, 'done', stranger.refundAmount, stranger.refundTransactionId);
    return answer(order, 'stuck');
  };

  return {
    queryRefund,

    async refund(order: RefundOrder): Promise<RefundOutcome> {
      const before = await queryRefund(order);
      if (before.status !== 'unknown') return before;
      const { code, info } = await client.post(
        `/v3/payments/${order.transactionId}/refund`,
        { refundAmount: Number(order.amount.minor) },
        REFUND_WITHIN_MS,
      );
      const read = code === '0000' ? refunded.safeParse(info) : null;
      if (read?.success) return answer(order, 'done', Number(order.amount.minor), read.data.refundTransactionId);
      const after = await queryRefund({ ...order, askedBefore: true });
      if (after.status !== 'unknown') return after;
      if (REFUSED.test(code)) return answer(order, 'refused');
      throw gatewayAway(`LINE Pay answered a refund with ${code}`);
    },
  };
}
