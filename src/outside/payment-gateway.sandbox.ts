/** Adapter: the sandbox gateway, spoken to as to a foreign company: signed links there, signed notices back. */
import { addDays, startOfDay } from '../domain/calendar.ts';
import { amountOf, type Currency, DECIMALS, parseAmount } from '../domain/money.ts';
import { ok, refuse } from '../domain/result.ts';
import type { SandboxBook, SandboxRefund } from '../domain/sandbox.ts';
import type { PaymentGateway, PaymentOutcome, RefundOutcome } from './payment-gateway.ts';

/** Clock difference a notice may show. */
const TOLERANCE_SECONDS = 300;

/** This company names neither side. */
const NOBODY = { payer: null, merchant: null } as const;

export interface SandboxSigner {
  sign(text: string): Promise<string>;
  verify(text: string, signature: string): Promise<boolean>;
}

/** HMAC-SHA256 in base64url over what stands between both sides; the key is shared by contract, as with real gateways. */
export function sandboxSigner(secret: string): SandboxSigner {
  const key = crypto.subtle.importKey(
    'raw',
    new TextEncoder().encode(`sandbox gateway\n${secret}`),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign', 'verify'],
  );
  const encode = (bytes: ArrayBuffer) =>
    btoa(String.fromCharCode(...new Uint8Array(bytes)))
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replaceAll('=', '');
  return {
    sign: async (text) => encode(await crypto.subtle.sign('HMAC', await key, new TextEncoder().encode(text))),
    async verify(text, signature) {
      if (!/^[\w-]{43}$/.test(signature)) return false;
      const bytes = Uint8Array.from(atob(`${signature.replaceAll('-', '+').replaceAll('_', '/')}=`), (char) =>
        char.charCodeAt(0),
      );
      // The last character carries two bits that decoding drops: one signature has one spelling.
      if (encode(bytes.buffer) !== signature) return false;
      return crypto.subtle.verify('HMAC', await key, bytes, new TextEncoder().encode(text));
    },
  };
}

export interface SandboxNoticeBody {
  readonly noticeId: string;
  readonly orderId: string;
  readonly status: 'paid' | 'declined';
  readonly amount: string;
  readonly currency: Currency;
  readonly transactionId: string | null;
}

export function sandboxGateway(
  gatewayUrl: string,
  signer: SandboxSigner,
  book: SandboxBook,
  now: () => Date,
): PaymentGateway {
  const outcome = async (paymentId: string): Promise<PaymentOutcome> => {
    const order = await book.find(paymentId);
    return order
      ? {
          paymentId,
          status: order.status,
          amount: order.status === 'paid' ? order.amount : null,
          transactionId: order.transactionId,
          ...NOBODY,
        }
      : { paymentId, status: 'unknown-order', amount: null, transactionId: null, ...NOBODY };
  };
  return {
    merchant: null,
    payerApp: null,
    showsEnd: true,
    mostMinutes: null,
    async open({ paymentId, amount, subject, expiresAt }) {
      const order = new URLSearchParams({
        order: paymentId,
        amount: amountOf(amount),
        currency: amount.currency,
        subject,
        expires: String(Math.floor(expiresAt.getTime() / 1_000)),
      }).toString();
      return { kind: 'redirect', url: `${gatewayUrl}/pay?${order}&signature=${await signer.sign(order)}` };
    },
    query: ({ paymentId }) => outcome(paymentId),
    async close({ paymentId, amount, subject }) {
      // Closed even if nobody opened its page yet, so that an old link can't be paid; a paid order stays paid.
      await book.open({ orderId: paymentId, amount, subject }, now());
      await book.decide(paymentId, { status: 'closed', transactionId: null }, [], now());
      return outcome(paymentId);
    },
    async refund({ refundId, transactionId, amount }) {
      const reference = `SBR${refundId.replaceAll('-', '').slice(-20).toUpperCase()}`;
      const given = await book.refund(transactionId, { refundId, amount, reference }, now());
      return given
        ? refunded(given, transactionId)
        : { refundId, status: 'refused', amount: null, transactionId, gatewayReference: null };
    },
    async queryRefund({ refundId, transactionId }) {
      const given = await book.findRefund(refundId);
      return given
        ? refunded(given, transactionId)
        : { refundId, status: 'unknown', amount: null, transactionId, gatewayReference: null };
    },
    linesOf: (day) => book.linesBetween(startOfDay(day), startOfDay(addDays(day, 1))),
    async readNotice(rawBody, headers, at) {
      const timestamp = headers.get('x-sandbox-timestamp') ?? '';
      const signature = headers.get('x-sandbox-signature') ?? '';
      if (!/^\d{1,12}$/.test(timestamp) || Math.abs(at.getTime() / 1_000 - Number(timestamp)) > TOLERANCE_SECONDS)
        return refuse('invalid_signature');
      if (!(await signer.verify(`${timestamp}\n${rawBody}`, signature))) return refuse('invalid_signature');
      const body = parseNotice(rawBody);
      const amount = body ? parseAmount(body.amount, body.currency) : null;
      if (!body || !amount) return refuse('invalid_input', { detail: 'The notice is signed but not readable.' });
      return ok({
        noticeId: body.noticeId,
        paymentId: body.orderId,
        status: body.status,
        amount,
        transactionId: body.transactionId,
        ...NOBODY,
      });
    },
  };
}

const refunded = ({ refundId, amount, reference }: SandboxRefund, transactionId: string): RefundOutcome => ({
  refundId,
  status: 'done',
  amount,
  transactionId,
  gatewayReference: reference,
});

function parseNotice(rawBody: string): SandboxNoticeBody | null {
  try {
    const body: unknown = JSON.parse(rawBody);
    if (typeof body !== 'object' || body === null) return null;
    const { noticeId, orderId, status, amount, currency, transactionId } = body as Record<string, unknown>;
    if (typeof noticeId !== 'string' || typeof orderId !== 'string' || typeof amount !== 'string') return null;
    if (
      (status !== 'paid' && status !== 'declined') ||
      typeof currency !== 'string' ||
      !Object.hasOwn(DECIMALS, currency)
    )
      return null;
    if (transactionId !== null && typeof transactionId !== 'string') return null;
    if (`${noticeId}${orderId}${transactionId}`.includes('\u0000')) return null;
    return { noticeId, orderId, status, amount, currency: currency as Currency, transactionId };
  } catch {
    return null;
  }
}
