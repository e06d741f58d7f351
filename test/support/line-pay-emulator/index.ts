/** A stand-in for LINE Pay on loopback: HMAC over exact bytes, always HTTP 200, bare 19-digit numbers, money only on confirmation. */
import { createHmac } from 'node:crypto';
import { openPayDoor, type PayAnswer, type PayCall } from '../pay-door.ts';

export const CHANNEL_ID = '1650000000';
export const CHANNEL_SECRET = 'a917ab6a2367b536f8e5a6e2977e06f4';
const EXPIRES_MS = 20 * 60_000;

export interface LineTransaction {
  readonly transactionId: string;
  readonly orderId: string;
  readonly amount: number;
  readonly returnsTo: string;
  readonly requestedAt: number;
  state: 'waiting' | 'authorised' | 'cancelled' | 'failed' | 'captured';
  /** How often money was taken: never more than once in a right world. */
  captures: number;
  readonly refunds: LineRefund[];
}

export interface LineRefund {
  readonly refundTransactionId: string;
  readonly amount: number;
  readonly at: number;
}

export type LinePayEmulator = Awaited<ReturnType<typeof startLinePay>>;

export async function startLinePay(now: () => Date) {
  const transactions: LineTransaction[] = [];
  const nonces = new Set<string>();
  let requested = 0;
  const violations: string[] = [];
  /** Codes with which the next confirmations are refused. */
  const confirmCodes: string[] = [];
  /** Codes with which the next refunds are refused. */
  const refundCodes: string[] = [];
  let refundsMade = 0;
  /** How the parts of what is paid are told; the whole by card unless a test says otherwise. */
  let parts: (amount: number) => { method: string; amount: number }[] = (amount) => [{ method: 'CREDIT_CARD', amount }];

  const find = (transactionId: string | undefined) => {
    const found = transactions.find((one) => one.transactionId === transactionId);
    const over = found && now().getTime() >= found.requestedAt + EXPIRES_MS;
    if (found && over && ['waiting', 'authorised'].includes(found.state)) found.state = 'cancelled';
    return found;
  };

  const answer = (returnCode: string, info?: unknown): PayAnswer => ({
    status: 200,
    headers: { 'content-type': 'application/json' },
    // As LINE Pay writes them: bare numbers that no JavaScript number can hold.
    body: JSON.stringify({ returnCode, returnMessage: '訊息', ...(info !== undefined && { info }) }).replace(
      /"(transactionId|refundTransactionId)":"(\d{19})"/g,
      '"$1":$2',
    ),
  });

  const authorised = ({ method, path, headers, body }: PayCall): boolean => {
    const [pathname = '', query = ''] = path.split('?');
    const nonce = String(headers['x-line-authorization-nonce'] ?? '');
    if (headers['x-line-channelid'] !== CHANNEL_ID || nonce === '' || nonces.has(nonce)) return false;
    if (headers['content-type'] !== 'application/json') return false;
    nonces.add(nonce);
    const payload = method === 'POST' ? body : query;
    const mac = createHmac('sha256', CHANNEL_SECRET).update(`${CHANNEL_SECRET}${pathname}${payload}${nonce}`, 'utf8');
    return mac.digest('base64') === headers['x-line-authorization'];
  };

  const request = (text: string): PayAnswer => {
    const body = JSON.parse(text) as {
      amount: number;
      currency: string;
      orderId: string;
      packages: { id: string; amount: number; products: { name: string; quantity: number; price: number }[] }[];
      redirectUrls: { confirmUrl: string; cancelUrl: string };
    };
    const unknown = Object.keys(body).filter(
      (name) => !['amount', 'currency', 'orderId', 'packages', 'redirectUrls', 'options'].includes(name),
    );
    if (unknown.length > 0) violations.push(`unknown fields ${unknown.join(', ')}`);
    const total = body.packages.reduce((sum, one) => sum + one.amount, 0);
    const priced = body.packages.every((one) =>
      one.products.every(({ name, quantity, price }) => name.length > 0 && quantity * price === one.amount),
    );
    if (!Number.isSafeInteger(body.amount) || body.amount < 1 || total !== body.amount || !priced)
      return answer('1124');
    if (body.currency !== 'TWD') return answer('1178');
    if (!/^.{1,100}$/.test(body.orderId) || !body.redirectUrls.confirmUrl) return answer('2101');
    if (transactions.some(({ orderId }) => orderId === body.orderId)) return answer('1172');
    const transactionId = String(2_021_113_000_697_317_600n + BigInt(requested * 10 + 7));
    requested += 1;
    transactions.push({
      transactionId,
      orderId: body.orderId,
      amount: body.amount,
      returnsTo: body.redirectUrls.confirmUrl,
      requestedAt: now().getTime(),
      state: 'waiting',
      captures: 0,
      refunds: [],
    });
    const page = `${door.url}/web/payment/${transactionId}`;
    return answer('0000', {
      transactionId,
      paymentAccessToken: '187568751124',
      paymentUrl: { web: page, app: `line://pay/payment/${transactionId}` },
    });
  };

  const check = (transactionId: string | undefined): PayAnswer => {
    const found = find(transactionId);
    if (!found) return answer('1155');
    return answer(
      { waiting: '0000', authorised: '0110', cancelled: '0121', failed: '0122', captured: '0123' }[found.state],
    );
  };

  const confirm = (transactionId: string | undefined, text: string): PayAnswer => {
    const found = find(transactionId);
    const { amount, currency } = JSON.parse(text) as { amount: unknown; currency: unknown };
    if (!found) return answer('1155');
    const planned = confirmCodes.shift();
    if (planned) return answer(planned);
    if (found.state === 'captured') return answer('1152');
    if (found.state !== 'authorised') return answer(found.state === 'cancelled' ? '1180' : '1169');
    if (currency !== 'TWD') return answer('1178');
    if (amount !== found.amount) return answer('1153');
    found.state = 'captured';
    found.captures += 1;
    return answer('0000', {
      orderId: found.orderId,
      transactionId: found.transactionId,
      payInfo: parts(found.amount),
    });
  };

  const giveBack = (found: LineTransaction, amount: number): LineRefund => {
    refundsMade += 1;
    const refund = {
      refundTransactionId: String(2_021_999_000_000_000_000n + BigInt(refundsMade * 10 + 3)),
      amount,
      at: now().getTime(),
    };
    found.refunds.push(refund);
    return refund;
  };

  const refund = (transactionId: string | undefined, text: string): PayAnswer => {
    const found = find(transactionId);
    const body = JSON.parse(text) as { refundAmount?: unknown };
    const unknown = Object.keys(body).filter((name) => name !== 'refundAmount');
    if (unknown.length > 0) violations.push(`unknown fields ${unknown.join(', ')}`);
    const planned = refundCodes.shift();
    if (planned) return answer(planned);
    if (found?.state !== 'captured') return answer('1150');
    const left = found.amount - found.refunds.reduce((sum, one) => sum + one.amount, 0);
    const amount = body.refundAmount ?? left;
    if (!Number.isSafeInteger(amount) || Number(amount) < 1) return answer('1124');
    if (left === 0) return answer('1165');
    if (Number(amount) > left) return answer('1164');
    const { refundTransactionId } = giveBack(found, Number(amount));
    return answer('0000', { refundTransactionId, refundTransactionDate: '2026-12-05T02:00:00Z' });
  };

  const books = (query: URLSearchParams): PayAnswer => {
    if (query.getAll('orderId').length > 100) return answer('1177');
    const found = transactions.filter(
      (one) =>
        one.state === 'captured' &&
        (!query.has('orderId') || query.getAll('orderId').includes(one.orderId)) &&
        (!query.has('transactionId') || one.transactionId === query.get('transactionId')),
    );
    if (found.length === 0) return answer('1150');
    return answer(
      '0000',
      found.map((one) => ({
        transactionId: one.transactionId,
        orderId: one.orderId,
        transactionType: 'PAYMENT',
        payStatus: 'CAPTURE',
        currency: 'TWD',
        payInfo: parts(one.amount),
        ...(one.refunds.length > 0 && {
          refundList: one.refunds.map(({ refundTransactionId, amount }) => ({
            refundTransactionId,
            transactionType: amount === one.amount ? 'PAYMENT_REFUND' : 'PARTIAL_REFUND',
            refundAmount: -amount,
            refundTransactionDate: '2026-12-05T02:00:00Z',
          })),
        }),
      })),
    );
  };

  const door = await openPayDoor((call): PayAnswer => {
    if (!authorised(call)) {
      violations.push(`1106 on ${call.method} ${call.path}`);
      return answer('1106');
    }
    const [path = '', query = ''] = call.path.split('?');
    if (call.method === 'POST' && path === '/v3/payments/request') return request(call.body);
    if (call.method === 'GET' && path === '/v3/payments') return books(new URLSearchParams(query));
    const checked = /^\/v3\/payments\/requests\/(\d{19})\/check$/.exec(path);
    if (call.method === 'GET' && checked) return check(checked[1]);
    const paid = /^\/v3\/payments\/(\d{19})\/confirm$/.exec(path);
    if (call.method === 'POST' && paid) return confirm(paid[1], call.body);
    const back = /^\/v3\/payments\/(\d{19})\/refund$/.exec(path);
    if (call.method === 'POST' && back) return refund(back[1], call.body);
    violations.push(`no such call: ${call.method} ${call.path}`);
    return { status: 404, body: '' };
  });

  const atPage = (url: string): LineTransaction => {
    const found = find(/\/web\/payment\/(\d{19})$/.exec(url)?.[1]);
    if (!found || !url.startsWith(door.url)) throw new Error(`no payment page at ${url}`);
    return found;
  };

  return {
    url: door.url,
    journal: door.journal,
    trouble: door.trouble,
    calm: door.calm,
    weather: door.weather,
    close: door.close,
    transactions,
    violations,
    confirmCodes,
    refundCodes,
    /** Somebody gives money back in the merchant's own console. */
    refundByHand: giveBack,
    payWith: (told: typeof parts) => {
      parts = told;
    },
    environment: {
      LINEPAY_API_URL: door.url,
      LINEPAY_CHANNEL_ID: CHANNEL_ID,
      LINEPAY_CHANNEL_SECRET: CHANNEL_SECRET,
    },
    /** The payer agrees at the page; answers where the browser is sent then, which it may never reach. */
    authorise(url: string): string {
      const found = atPage(url);
      if (found.state !== 'waiting') throw new Error(`the page says that this payment is ${found.state}`);
      found.state = 'authorised';
      return `${found.returnsTo}?transactionId=${found.transactionId}&orderId=${encodeURIComponent(found.orderId)}`;
    },
    refuse(url: string, state: 'cancelled' | 'failed'): void {
      atPage(url).state = state;
    },
    /** Paths of the calls since the start, without their numbers. */
    calls: () =>
      door.journal.map(({ method, path }) => `${method} ${(path.split('?')[0] ?? '').replace(/\d{19}/, '…')}`),
  };
}
