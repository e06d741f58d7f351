/** LINE Pay has no bill of a day: its details are asked for, a hundred at a time, of every attempt we began on it (facts/channels.md 5.2). */
import { z } from 'zod';
import type { IsoDate } from '../domain/billing.ts';
import { addDays, startOfDay } from '../domain/calendar.ts';
import type { LinePayBook } from '../domain/line-pay.ts';
import { money } from '../domain/money.ts';
import type { CompanyLine } from '../domain/reconciliation.ts';
import type { LinePayClient } from './payment-gateway.line-pay-client.ts';
import { gatewayAway } from './payment-gateway.ts';

const MOST = 100;

const details = z.array(
  z.object({
    transactionId: z.string(),
    orderId: z.string(),
    payStatus: z.string().optional(),
    payInfo: z.array(z.object({ amount: z.int() })),
    refundList: z
      .array(
        z.object({ refundTransactionId: z.string(), refundAmount: z.int().transform((amount) => Math.abs(amount)) }),
      )
      .default([]),
  }),
);

/** What was begun on the day; refunds stand beside their payment, whenever they were made. */
export async function linePayBill(
  client: LinePayClient,
  book: LinePayBook,
  day: IsoDate,
): Promise<readonly CompanyLine[]> {
  const attempts = await book.between(startOfDay(day), startOfDay(addDays(day, 1)));
  const lines: CompanyLine[] = [];
  for (let from = 0; from < attempts.length; from += MOST) {
    const some = attempts.slice(from, from + MOST);
    const { code, info } = await client.get(
      '/v3/payments',
      new URLSearchParams(some.map(({ orderId }) => ['orderId', orderId])).toString(),
    );
    if (code === '1150') continue;
    const read = code === '0000' ? details.safeParse(info) : null;
    if (!read?.success) throw gatewayAway(`LINE Pay answered a question for a day with ${code}`);
    for (const { transactionId, orderId, payStatus, payInfo, refundList } of read.data) {
      if (payStatus !== undefined && payStatus !== 'CAPTURE') continue;
      const about = { transactionId, paymentId: orderId.replace(/\.\d+$/, '') };
      lines.push({
        ...about,
        kind: 'payment',
        amount: money(
          payInfo.reduce((sum, { amount }) => sum + amount, 0),
          'TWD',
        ),
        refundNumber: null,
        refundId: null,
      });
      for (const refund of refundList)
        lines.push({
          ...about,
          kind: 'refund',
          amount: money(refund.refundAmount, 'TWD'),
          refundNumber: refund.refundTransactionId,
          refundId: null,
        });
    }
  }
  return lines;
}
