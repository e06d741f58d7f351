/** Every statement of the store finds its rows by an index, with twenty thousand of everything. */
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { bound, paid } from '../rest/door.ts';
import { type House, openHouse } from '../support/house.ts';
import { LI, LIN, WANG } from '../support/town.ts';

const MANY = 20_000;
/** Tables that grow with people; the others hold dozens of rows. */
const BIG = [
  'accounts',
  'bills',
  'residents',
  'bindings',
  'verifications',
  'counters',
  'conversations',
  'inbox',
  'turns',
  'outbox',
  'payments',
  'payment_bills',
  'payment_notices',
  'ledger_transfers',
  'invoices',
  'service_records',
  'ratings',
  'cases',
  'case_history',
  'idempotency_keys',
  'sandbox_orders',
  'sandbox_notices',
];

let house: House;
const seen = new Map<string, unknown[]>();

beforeAll(async () => {
  house = await openHouse();
  // The house's own connections give up after three seconds.
  const client = new pg.Client({ connectionString: house.url });
  await client.connect();
  await client.query(
    `
    set session_replication_role = replica; -- no triggers: only the numbers matter here
    insert into accounts select '8' || lpad(i::text, 12, '0'), '王' || i, md5(i::text), '1390' || lpad(i::text, 7, '0'), '路' || i, 'city', 'F1', 'T1', 'residential', 'EX-GD', 3, false, false, 0, 'CNY', 'active' from generate_series(1, ${MANY}) i;
    insert into bills select 'X-' || i, '8' || lpad(i::text, 12, '0'), '2026-11', '2026-11-01', '2026-11-30', 10, null, null, 'actual', '[]', 500, 'CNY', '2026-12-15', null from generate_series(1, ${MANY}) i;
    insert into residents select 'r' || i, 'zh-CN', false, 'unverified', null, now() from generate_series(1, ${MANY}) i;
    insert into bindings select 'b' || i, 'r' || i, '8' || lpad(i::text, 12, '0'), null, now(), null from generate_series(1, ${MANY}) i;
    insert into verifications select 'v' || i, 'r' || i, '8', true, 'h', 5, null, now(), now(), null, null from generate_series(1, ${MANY}) i;
    insert into counters select 'k' || i, now(), 60, 1 from generate_series(1, ${MANY}) i;
    insert into conversations select 'c' || i, 'r' || i, 'web', 'r' || i, 1, '{}', now() from generate_series(1, ${MANY}) i;
    insert into inbox (channel, channel_user_id, event_id, event_at, received_at, content, answered_at) select 'web', 'r' || i, 'e' || i, now(), now(), '{}', now() from generate_series(1, ${MANY}) i;
    insert into turns select 'c' || substr(channel_user_id, 2), 1, inbox_id, '{}', '{}', now() from inbox where event_id like 'e%';
    insert into outbox (channel, recipient, body, retry_key, due_at, sent_at) select 'line', 'r' || i, '{}', gen_random_uuid(), now(), now() from generate_series(1, ${MANY}) i;
    insert into outbox (channel, recipient, body, retry_key, due_at) select 'line', 'r' || i, '{}', gen_random_uuid(), '2099-01-01' from generate_series(1, ${MANY}) i;
    insert into payments select 'p' || i, 'r' || i, '8' || lpad(i::text, 12, '0'), 'sandbox', 500, 'CNY', 'expired', null, now(), now(), null, 0, null from generate_series(1, ${MANY}) i;
    insert into payments (payment_id, resident_id, account_number, method, amount_minor, currency, status, opened_at, expires_at, next_query_at) select 'o' || i, 'r' || i, '8' || lpad(i::text, 12, '0'), 'sandbox', 500, 'CNY', 'pending', now(), '2099-01-01', '2099-01-01' from generate_series(1, ${MANY}) i;
    insert into payment_bills select 'p' || i, 'X-' || i, 'expired', 500, 0 from generate_series(1, ${MANY}) i;
    insert into payment_notices select 'sandbox', 'n' || i, 'p' || i, 'nothing', '{}', now() from generate_series(1, ${MANY}) i;
    insert into ledger_transfers select 't' || i, null, 'suspense', 's' || i, 'a', 'b', 1, 'CNY', now() from generate_series(1, ${MANY}) i;
    insert into invoices select 'i' || i, 'p' || i, 'r' || i, 't', null, null, 'issued', null, now() from generate_series(1, ${MANY}) i;
    insert into service_records select 's' || i, 'r' || i, 'payment.pay', null, now(), null from generate_series(1, ${MANY}) i;
    insert into ratings select 's' || i, 5, '{}', null, now() from generate_series(1, ${MANY}) i;
    insert into cases (case_number, kind, process, status, stage, reason, priority, owner_team, next_action, deadline, next_check_at, resident_id, account_number, summary, hash, opened_at)
      select 'C' || i, 'handoff', 'handoff', 'open', 'waiting', 'why' || i, 2, 't', 'n', now(), '2099-01-01', 'r' || i, '8' || lpad(i::text, 12, '0'), '{}', 'h', now() from generate_series(1, ${MANY}) i;
    insert into case_history select 'C' || i, 1, now(), 'opened', 'service', '{}', 'h' from generate_series(1, ${MANY}) i;
    insert into idempotency_keys select 'r' || i, 'k', 'h', 201, '{}', now() from generate_series(1, ${MANY}) i;
    insert into sandbox_orders select 'p' || i, 500, 'CNY', 'open', null, '', now(), null from generate_series(1, ${MANY}) i;
    insert into sandbox_notices select 'n' || i, 'p' || i, '{}', now(), now(), 1 from generate_series(1, ${MANY}) i;
    analyze;`,
  );
  await client.end();
}, 120_000);
afterAll(async () => {
  vi.restoreAllMocks();
  await house.close();
});

/** Everything the house asks the database while people use all of it, each statement once. */
async function useEverything(): Promise<void> {
  const query = pg.Client.prototype.query;
  vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...given: unknown[]) {
    const [first] = given;
    const config = first as { text?: string; values?: unknown[] };
    const text = typeof first === 'string' ? first : (config.text ?? '');
    const values = (typeof first === 'string' ? given[1] : config.values) ?? [];
    if (/^\s*(select|with|insert|update|delete)/i.test(text)) seen.set(text, Array.isArray(values) ? values : []);
    return Reflect.apply(query, this, given);
  } as never);
  const who = await bound(house, WANG, LI);
  await who.patch('/v1/me', { locale: 'zh-CN' });
  await who.post('/v1/me/real-name', { name: '王秀兰', idNumber: '110101199001010017', consent: true });
  await who.get(`/v1/accounts/${WANG.accountNumber}/bills`);
  await who.get('/v1/bills/W-11/explanation');
  await who.post('/v1/payment-quotes', { accountNumber: LIN.accountNumber });
  await who.post(
    '/v1/payments',
    { accountNumber: LI.accountNumber, billIds: ['L-10'], method: 'sandbox' },
    { 'idempotency-key': 'k' },
  );
  await who.post('/v1/payments', { accountNumber: LI.accountNumber, method: 'sandbox' });
  const paymentId = await paid(house, who, WANG.accountNumber);
  await who.get(`/v1/payments/${paymentId}`);
  await who.get(`/v1/accounts/${WANG.accountNumber}/payments`);
  const invoice = await who.post('/v1/invoices', { paymentId });
  await who.get(`/v1/invoices/${invoice.body.invoiceId}`);
  await who.get('/v1/ratings/pending');
  await who.post('/v1/ratings', { serviceId: `payment:${paymentId}`, score: 1 });
  const person = await house.person();
  await person.bind(LIN);
  for (const said of ['查电费', '为什么这么贵', '交电费', '确认']) await person.say(said);
  await person.pay(person.link());
  for (const said of ['5分', '缴费记录', '开发票', '转人工', '是']) await person.say(said);
  await person.transcript();
  house.advance(2_000);
  await house.upkeep();
  await house.settle();
  await who.remove(`/v1/accounts/${LI.accountNumber}`);
  vi.restoreAllMocks();
}

interface Node {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Cond'?: string;
  readonly Plans?: readonly Node[];
}

const scansOf = (node: Node): string[] => [
  ...(node['Node Type'] === 'Seq Scan' && BIG.includes(node['Relation Name'] ?? '')
    ? [node['Relation Name'] ?? '']
    : []),
  ...(node.Plans ?? []).flatMap(scansOf),
];

test('no statement of a whole visit reads a big table from end to end', async () => {
  await useEverything();
  expect(seen.size).toBeGreaterThan(30);
  const scans: [string, string[]][] = [];
  const client = new pg.Client({ connectionString: house.url });
  await client.connect();
  for (const [text, values] of seen) {
    await client.query('begin');
    const { rows } = await client.query(`explain (format json) ${text}`, values);
    await client.query('rollback');
    const found = scansOf(rows[0]['QUERY PLAN'][0].Plan as Node);
    if (found.length > 0) scans.push([text.replaceAll(/\s+/g, ' ').slice(0, 200), found]);
  }
  await client.end();
  expect(scans).toEqual([]);
});
