/** WeChat Pay v3, the trade bill of a day: asked for, fetched from its own host, its hash checked, read in yuan (facts/channels.md 4.3). */
import { z } from 'zod';
import type { IsoDate } from '../domain/billing.ts';
import { parseAmount } from '../domain/money.ts';
import type { CompanyLine } from '../domain/reconciliation.ts';
import { gatewayAway } from './payment-gateway.ts';
import type { WechatPayClient } from './payment-gateway.wechat-pay-client.ts';

const bill = z.object({
  download_url: z.url({ protocol: /^https?$/ }),
  hash_type: z.literal('SHA1'),
  hash_value: z.string().regex(/^[0-9a-f]{40}$/i),
});

/** Columns by the names they stand under; the order has changed before. */
const COLUMNS = {
  transactionId: '微信订单号',
  order: '商户订单号',
  state: '交易状态',
  amount: '订单金额',
  currency: '货币种类',
  refundNumber: '微信退款单号',
  refundId: '商户退款单号',
  refunded: '申请退款金额',
  refundState: '退款状态',
} as const;
/** Refunds that moved no money. */
const NO_REFUND = ['CLOSED', 'FAIL', 'CHANGE'];

/** Throws `gatewayAway` for a bill that is not there yet or can't be believed; a day without trade is an empty one. */
export async function wechatPayBill(
  client: WechatPayClient,
  day: IsoDate,
  paymentIdOf: (tradeNumber: string) => string,
): Promise<readonly CompanyLine[]> {
  const answer = await client.call('GET', `/v3/bill/tradebill?bill_date=${day}&bill_type=ALL`);
  if (answer.code === 'NO_STATEMENT_EXIST') return [];
  const named = answer.status === 200 ? bill.safeParse(answer.body) : null;
  if (!named?.success) throw gatewayAway(`WeChat Pay gave no bill of ${day}: ${answer.status} ${answer.code}`);
  const bytes = await client.download(named.data.download_url);
  const hash = [...new Uint8Array(await crypto.subtle.digest('SHA-1', bytes))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
  if (hash !== named.data.hash_value.toLowerCase())
    throw gatewayAway(`the bill of ${day} is not the one it says it is`);
  return tradeLines(new TextDecoder('utf-8', { fatal: true }).decode(bytes), paymentIdOf);
}

/** Every value stands behind a back-tick; after the lines come the names of the sums and the sums. */
export function tradeLines(text: string, paymentIdOf: (tradeNumber: string) => string): CompanyLine[] {
  const rows = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((row) => row !== '');
  const names = (rows[0] ?? '').split(',');
  const end = rows.findIndex((row, i) => i > 0 && !row.startsWith('`'));
  const sums = rows[end + 1] ?? '';
  if (end < 1 || !sums.startsWith('`')) throw gatewayAway('the bill has no end');
  const at = Object.fromEntries(Object.entries(COLUMNS).map(([name, title]) => [name, names.indexOf(title)])) as Record<
    keyof typeof COLUMNS,
    number
  >;
  if (Object.values(at).some((place) => place < 0)) throw gatewayAway('the bill has columns we do not know');
  const lines = rows.slice(1, end).map((row) => {
    const fields = row.slice(1).split(',`');
    return (name: keyof typeof COLUMNS) => fields[at[name]] ?? '';
  });
  if (Number(sums.slice(1).split(',`')[0]) !== lines.length) throw gatewayAway('the bill is not whole');
  return lines.flatMap((field): CompanyLine[] => {
    const isRefund = field('refundNumber') !== '' && field('refundNumber') !== '0';
    if (isRefund && NO_REFUND.includes(field('refundState'))) return [];
    if (!isRefund && field('state') !== 'SUCCESS') return [];
    const amount = parseAmount(field(isRefund ? 'refunded' : 'amount'), 'CNY');
    if (!amount || field('currency') !== 'CNY') throw gatewayAway('the bill has an amount we can’t read');
    return [
      {
        kind: isRefund ? 'refund' : 'payment',
        transactionId: field('transactionId'),
        paymentId: paymentIdOf(field('order')),
        amount,
        refundNumber: isRefund ? field('refundNumber') : null,
        refundId: isRefund ? field('refundId') : null,
      },
    ];
  });
}
