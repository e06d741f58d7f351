/** Adapter: LINE Pay (Taiwan). A payer authorises at LINE Pay's page; money moves only when we confirm, from a job, our own amount. */
import { z } from 'zod';
import { addMinutes } from '../domain/calendar.ts';
import { LINE_PAY_MINUTES, type LinePayAttempt, type LinePayBook } from '../domain/line-pay.ts';
import { money } from '../domain/money.ts';
import { refuse } from '../domain/result.ts';
import { linePayBill } from './payment-gateway.line-pay-bill.ts';
import {
  ASK_WITHIN_MS,
  CONFIRM_WITHIN_MS,
  type LinePaySettings,
  type LinePayTools,
  linePayClient,
} from './payment-gateway.line-pay-client.ts';
import { linePayRefunds } from './payment-gateway.line-pay-refunds.ts';
import { gatewayAway, type PaymentGateway, type PaymentOrder, type PaymentOutcome } from './payment-gateway.ts';

/**
 * Answers to a confirmation after which no money can have moved (facts/channels.md 5.3); any other answer but 0000 proves
 * nothing, and LINE Pay is asked what it booked.
 */
const REFUSED = /^(?:11(?:01|02|04|05|10|24|41|42|53|55|59|69|70|78|80)|12(?:8\d|9[0-8]))$/;

const requested = z.object({
  transactionId: z.string().regex(/^\d{10,25}$/),
  paymentUrl: z.object({ web: z.url({ protocol: /^https?$/ }) }),
});
const paidWith = z.array(z.object({ amount: z.int() })).min(1);
const confirmed = z.object({ orderId: z.string(), transactionId: z.string(), payInfo: paidWith });
const booked = z.array(
  z.object({
    orderId: z.string().optional(),
    transactionId: z.string(),
    payStatus: z.string().optional(),
    currency: z.string().optional(),
    payInfo: paidWith,
  }),
);

/** An attempt LINE Pay has answered. */
type Opened = LinePayAttempt & { readonly transactionId: string };
const isOpened = (attempt: LinePayAttempt): attempt is Opened => attempt.transactionId !== null;

export function linePayGateway(
  settings: LinePaySettings,
  tools: LinePayTools & {
    readonly book: LinePayBook;
    readonly now: () => Date;
    /** Where the payer's browser goes afterwards: with and without having authorised. */
    readonly returnUrl: string;
    readonly cancelUrl: string;
  },
): PaymentGateway {
  const { book, now } = tools;
  const client = linePayClient(settings, tools);

  /**
   * 0000 waiting for the payer · 0110 authorised · 0121 cancelled or out of time · 0122 failed · 0123 completed; null: asked a
   * moment ago, by somebody else.
   */
  const checkUnlessJust = async ({ orderId, transactionId }: Opened): Promise<string | null> => {
    if (!(await book.mayCheck(orderId, now()))) return null;
    const { code } = await client.get(`/v3/payments/requests/${transactionId}/check`, '');
    if (!/^(?:0000|0110|012[123])$/.test(code)) throw gatewayAway(`LINE Pay answered a check with ${code}`);
    return code;
  };
  const check = async (attempt: Opened): Promise<string> => {
    const code = await checkUnlessJust(attempt);
    if (code === null) throw gatewayAway('LINE Pay was asked about this a moment ago');
    return code;
  };

  /** What LINE Pay has booked for this attempt; null: nothing. */
  const bookedFor = async (order: PaymentOrder, attempt: Opened): Promise<PaymentOutcome | null> => {
    const { code, info } = await client.get(
      '/v3/payments',
      new URLSearchParams({ transactionId: attempt.transactionId, orderId: attempt.orderId }).toString(),
    );
    if (code === '1150') return null;
    const listed = code === '0000' ? booked.safeParse(info) : null;
    if (!listed?.success) throw gatewayAway(`LINE Pay answered a question for its books with ${code}`);
    const found = listed.data.find(({ transactionId }) => transactionId === attempt.transactionId);
    if (!found) return null;
    if (found.payStatus !== undefined && found.payStatus !== 'CAPTURE')
      throw gatewayAway('LINE Pay has booked something that is no payment');
    return paid(order, attempt, found.currency === undefined || found.currency === 'TWD' ? found.payInfo : []);
  };

  const confirm = async (order: PaymentOrder, attempt: Opened): Promise<PaymentOutcome> => {
    const { code, info } = await client.post(
      `/v3/payments/${attempt.transactionId}/confirm`,
      { amount: Number(order.amount.minor), currency: order.amount.currency },
      CONFIRM_WITHIN_MS,
    );
    if (code === '0000') {
      const read = confirmed.safeParse(info);
      if (read.success && read.data.orderId === attempt.orderId && read.data.transactionId === attempt.transactionId)
        return paid(order, attempt, read.data.payInfo);
    }
    const found = await bookedFor(order, attempt);
    if (found) return found;
    if (REFUSED.test(code)) return nobody(order, 'declined');
    throw gatewayAway(`LINE Pay answered a confirmation with ${code}`);
  };

  /** An attempt that was claimed before: whether its confirmation arrived is asked before anything is repeated. */
  const goOn = async (order: PaymentOrder, attempt: Opened): Promise<PaymentOutcome> => {
    const found = await bookedFor(order, attempt);
    if (found) return found;
    const code = await check(attempt);
    if (code === '0110') {
      if (await book.mayConfirmAgain(attempt.orderId, now())) return confirm(order, attempt);
      throw gatewayAway('this payment is being confirmed elsewhere');
    }
    if (code === '0121' || code === '0122') return nobody(order, 'declined');
    throw gatewayAway(`LINE Pay says ${code} of what is being confirmed`);
  };

  const query = async (order: PaymentOrder): Promise<PaymentOutcome> => {
    const attempts = (await book.attempts(order.paymentId)).filter(isOpened);
    const claimed = attempts.find(({ confirmingAt }) => confirmingAt !== null);
    if (claimed) return goOn(order, claimed);
    let last: string | null = null;
    for (const attempt of attempts.toReversed()) {
      const code = await check(attempt);
      if (code === '0110') {
        if (await book.claim(attempt.orderId, now())) return confirm(order, attempt);
        throw gatewayAway('this payment is being confirmed or closed elsewhere');
      }
      if (code === '0123') {
        // Nobody but us confirms: our own row must have been lost.
        const found = await bookedFor(order, attempt);
        if (found) return found;
      }
      last ??= code;
    }
    if (last === null) return nobody(order, 'unknown-order');
    // Cancelled at the page, or out of its 20 minutes: our link opens another attempt as long as the payment lasts.
    return nobody(order, last === '0122' ? 'declined' : 'open');
  };

  return {
    merchant: null,
    payerApp: null,
    showsEnd: false,
    // An authorisation nobody confirms lapses with the page: the last question comes a minute before.
    mostMinutes: LINE_PAY_MINUTES - 1,

    async open(order) {
      if (order.amount.currency !== 'TWD') throw new Error(`LINE Pay takes no ${order.amount.currency}`);
      const attempts = (await book.attempts(order.paymentId)).filter(isOpened);
      if (attempts.some(({ confirmingAt }) => confirmingAt !== null))
        throw gatewayAway('this payment is being confirmed');
      const last = attempts.at(-1);
      if (last?.paymentUrl && addMinutes(last.requestedAt, LINE_PAY_MINUTES) > now()) {
        const code = await checkUnlessJust(last);
        if (code === null || code === '0000' || code === '0110') return { kind: 'redirect', url: last.paymentUrl };
      }
      const { orderId } = await book.begin(order.paymentId, now());
      const amount = Number(order.amount.minor);
      const { code, info } = await client.post(
        '/v3/payments/request',
        {
          amount,
          currency: order.amount.currency,
          orderId,
          packages: [
            { id: '1', amount, name: order.subject, products: [{ name: order.subject, quantity: 1, price: amount }] },
          ],
          redirectUrls: { confirmUrl: tools.returnUrl, cancelUrl: tools.cancelUrl },
        },
        ASK_WITHIN_MS,
      );
      const read = code === '0000' ? requested.safeParse(info) : null;
      if (!read?.success) throw gatewayAway(`LINE Pay answered a request with ${code}`);
      await book.opened(orderId, read.data.transactionId, read.data.paymentUrl.web);
      return { kind: 'redirect', url: read.data.paymentUrl.web };
    },

    query,
    ...linePayRefunds(client),
    linesOf: (day) => linePayBill(client, book, day),

    async close(order) {
      const outcome = await query(order);
      if (outcome.status === 'paid' || outcome.status === 'declined') return outcome;
      // LINE Pay has no call that closes a request; without a confirmation of ours it takes no money.
      if (await book.close(order.paymentId, now())) return nobody(order, 'closed');
      return query(order);
    },

    /** LINE Pay sends none: a browser comes back, unsigned, and proves nothing. */
    readNotice: async () => refuse('not_found'),

    async readReturn(parameters) {
      const orderId = parameters.get('orderId') ?? '';
      const transactionId = parameters.get('transactionId') ?? '';
      if (!/^[\w.-]{1,100}$/.test(orderId) || !/^\d{10,25}$/.test(transactionId)) return null;
      return book.returned(orderId, transactionId, now());
    },
  };
}

const nobody = ({ paymentId }: PaymentOrder, status: PaymentOutcome['status']): PaymentOutcome => ({
  paymentId,
  status,
  amount: null,
  transactionId: null,
  payer: null,
  merchant: null,
});

/** Paid is what its parts add up to (card, balance, points, discount), never what we wish. */
function paid(
  { paymentId }: PaymentOrder,
  { transactionId }: Opened,
  parts: readonly { readonly amount: number }[],
): PaymentOutcome {
  return {
    paymentId,
    status: 'paid',
    amount:
      parts.length > 0
        ? money(
            parts.reduce((sum, part) => sum + part.amount, 0),
            'TWD',
          )
        : null,
    transactionId,
    payer: null,
    merchant: null,
  };
}
