/** What the tests of the HTTP doors share: residents who bind over REST, signed notices, counted rows, published schemas. */
import { sql } from 'kysely';
import { sandboxSigner } from '../../src/outside/payment-gateway.sandbox.ts';
import type { House } from '../support/house.ts';

/** The secret that house.ts gives its house; the sandbox gateway signs with what is derived from it. */
const TOKEN_SECRET = 'a secret that only tests know, long enough';
const signer = sandboxSigner(TOKEN_SECRET);

export type Answered = Awaited<ReturnType<House['request']>>;

export interface Client {
  readonly token: string;
  readonly residentId: string;
  get(path: string): Promise<Answered>;
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answered>;
  patch(path: string, body: unknown): Promise<Answered>;
  remove(path: string): Promise<Answered>;
}

export async function client(house: House): Promise<Client> {
  const opened = (await house.request('POST', '/v1/sessions', { body: { channel: 'web' } })).body;
  const token = String(opened.token);
  return {
    token,
    residentId: String(opened.resident.id),
    get: (path) => house.request('GET', path, { token }),
    post: (path, body, headers) =>
      house.request('POST', path, { token, ...(body !== undefined && { body }), ...(headers && { headers }) }),
    patch: (path, body) => house.request('PATCH', path, { token, body }),
    remove: (path) => house.request('DELETE', path, { token }),
  };
}

export interface Known {
  readonly accountNumber: string;
  readonly phone: string;
}

/** The newest code that went to a phone. */
export const codeSentTo = (house: House, phone: string): string =>
  house
    .codes()
    .filter((sent) => sent.phone === phone)
    .at(-1)?.code ?? '';

/** Binds over REST; a minute passes, so that the next code for this phone may go out. */
export async function bind(house: House, who: Client, { accountNumber, phone }: Known): Promise<Answered> {
  house.advance(61);
  const { body } = await who.post('/v1/accounts/verifications', { accountNumber, phone });
  await house.settle();
  return who.post('/v1/accounts', { verificationId: body.verificationId, code: codeSentTo(house, phone) });
}

export async function bound(house: House, ...accounts: readonly Known[]): Promise<Client> {
  const who = await client(house);
  for (const account of accounts) {
    const answered = await bind(house, who, account);
    if (answered.status !== 201) throw new Error(`binding answered ${answered.status}: ${answered.text}`);
  }
  return who;
}

/** Opens a payment and pays it at the sandbox's page. */
export async function paid(house: House, who: Client, accountNumber: string, outcome = 'paid'): Promise<string> {
  const opened = await who.post('/v1/payments', { accountNumber, method: 'sandbox' });
  if (opened.status !== 201) throw new Error(`paying answered ${opened.status}: ${opened.text}`);
  await house.payAt(opened.body.action.url, outcome);
  return String(opened.body.paymentId);
}

/** Rows of every table of ours, so that "nothing changed" can be compared. */
export async function rows(house: House): Promise<Record<string, number>> {
  const { rows: tables } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'
    order by 1`.execute(house.db);
  const parts = tables.map(({ name }) => sql`select ${name}::text as name, count(*)::int as n from ${sql.table(name)}`);
  const counted = await sql<{ name: string; n: number }>`${sql.join(parts, sql` union all `)}`.execute(house.db);
  return Object.fromEntries(counted.rows.map((row) => [row.name, row.n]));
}

export interface Notice {
  readonly noticeId: string;
  readonly orderId: string;
  readonly status: 'paid' | 'declined';
  readonly amount: string;
  readonly currency: string;
  readonly transactionId: string | null;
}

let notices = 0;

export const noticeOf = (orderId: string, amount: string, more: Partial<Notice> = {}): Notice => {
  notices += 1;
  return {
    noticeId: `N${notices}`,
    orderId,
    status: 'paid',
    amount,
    currency: 'CNY',
    transactionId: `SBX${notices}`,
    ...more,
  };
};

export async function signed(house: House, body: string, at = house.now()): Promise<Record<string, string>> {
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  return {
    'content-type': 'application/json',
    'x-sandbox-timestamp': timestamp,
    'x-sandbox-signature': await signer.sign(`${timestamp}\n${body}`),
  };
}

/** Sends bytes to the door of the sandbox gateway's notices. */
export async function knock(
  house: House,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string>,
): Promise<{ status: number; body: { code?: string; verdict?: string } }> {
  const response = await house.app.request('http://house.test/v1/payment-notifications/sandbox', {
    method: 'POST',
    headers,
    body,
  });
  const answered = (await response.json()) as { code?: string; verdict?: string };
  await house.settle();
  return { status: response.status, body: answered };
}

export async function tell(house: House, notice: Notice) {
  const body = JSON.stringify(notice);
  return knock(house, body, await signed(house, body));
}

/** A notice of what was really paid for an order, with another amount in it. */
export async function tellGarbled(house: House, orderId: string, amount: string) {
  const order = await house.db
    .selectFrom('sandbox_orders')
    .select('transaction_id')
    .where('order_id', '=', orderId)
    .executeTakeFirstOrThrow();
  return tell(house, noticeOf(orderId, amount, { transactionId: order.transaction_id }));
}

/** Routes of the app as `METHOD /path`, each once; middleware is no route. */
export const routesOf = (house: House): string[] => [
  ...new Set(house.app.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`)),
];
