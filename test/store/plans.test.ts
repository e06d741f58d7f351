/** Every statement of the store finds its rows by an index, with twenty thousand of everything. */
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { upload } from '../conversations/holders.ts';
import { atDesk } from '../desk/at-desk.ts';
import { bound, type Client, client, paid } from '../rest/door.ts';
import { type House, openHouse } from '../support/house.ts';
import { CHEN, LI, LIN, WANG, ZHAO } from '../support/town.ts';

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
  'documents',
  'document_files',
  'contracts',
  'outages',
  'outage_events',
  'outage_reports',
  'notices',
  'notice_choices',
  'knowledge_questions',
  'identities',
  'channel_people',
  'subscriptions',
  'link_codes',
  'proven_phones',
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
    -- Most cases are over, one in a hundred is being worked at.
    insert into cases (case_number, kind, process, status, stage, reason, priority, owner_team, next_action, deadline, next_check_at, resident_id, account_number, outage_id, summary, hash, opened_at, closed_at)
      select 'C' || i, case i % 4 when 0 then 'handoff' when 1 then 'outage' when 2 then 'recovery' else 'complaint' end, 'request', 'closed', 'done', 'why' || i, 2, 'complaints', null, null, null, 'r' || i, '8' || lpad(i::text, 12, '0'), case i % 4 when 1 then 'O' || i end, '{}', 'h', now() - i * interval '1 minute', now() from generate_series(1, ${MANY}) i;
    insert into cases (case_number, kind, process, status, stage, reason, priority, owner_team, next_action, deadline, next_check_at, resident_id, account_number, summary, hash, opened_at)
      select 'D' || i, 'complaint', 'feedback', 'open', 'received', 'open' || i, 2, 'team' || i % 100, 'answer', '2099-01-01', '2099-01-01', 'r' || i, '8' || lpad(i::text, 12, '0'), '{}', 'h', now() from generate_series(1, ${MANY / 100}) i;
    insert into case_history select case_number, 1, now(), 'opened', 'service', '{}', 'h' from cases where hash = 'h';
    insert into documents select 'd' || i, 'r' || i, 'id-front', 'image/png', 10, 'h', 'C' || i, now(), null from generate_series(1, ${MANY}) i;
    insert into document_files select 'd' || i, 'x' from generate_series(1, ${MANY}) i;
    insert into contracts select 'C' || i, 't', 'h', 'zh-CN', now(), now(), 'page' from generate_series(1, ${MANY}) i;
    insert into outages (outage_id, cause, feeder, transformers, from_at, to_at, reason, source, stage, restored_at, level_key, building_key)
      select 'O' || i, 'fault', 'G' || i % 200, '{}', now() - i * interval '1 hour', now(), '', 'reports', 'restored', now(), 'k' || i, 'b' || i from generate_series(1, ${MANY}) i;
    insert into outage_events select 'O' || i, 1, now(), 'found', 'service', '{}' from generate_series(1, ${MANY}) i;
    insert into outage_reports (case_number, resident_id, outage_id, at, scope, account_number, feeder, transformer, building_key)
      select 'C' || i, 'r' || i, 'O' || i, now() - i * interval '1 hour', 'home', '8' || lpad(i::text, 12, '0'), 'G' || i % 200, 'T1', 'b' || i from generate_series(1, ${MANY}) i;
    insert into notice_choices (resident_id, topic, wanted, given_by, at) select 'r' || i, 'receipt', true, 'chat', now() from generate_series(1, ${MANY}) i;
    insert into notices (resident_id, topic, subject, account_number, seq, kind, from_at, until_at, at, said_at)
      select 'r' || i, 'planned-outage', 'O' || i, '8' || lpad(i::text, 12, '0'), 1, 'announced', '2025-12-08T09:00:00+08:00', null, now(), now() from generate_series(1, ${MANY}) i;
    insert into knowledge_questions select 'q' || i, 'c' || i, now(), 'zh-CN', '问', 'answered', null, 'a', 1, null from generate_series(1, ${MANY}) i;
    insert into identities (provider, subject, resident_id, since) select 'line', 'u' || i, 'r' || i, now() from generate_series(1, ${MANY}) i;
    insert into channel_people (channel, channel_user_id, as_of) select 'line', 'u' || i, now() from generate_series(1, ${MANY}) i;
    insert into subscriptions (resident_id, open_id, template_id, prompt, answer, at) select 'r' || i, 'o' || i, 't', 'p', 'accept', now() from generate_series(1, ${MANY}) i;
    insert into link_codes select 'k' || i, 'r' || i, 'typed', now(), now(), now() from generate_series(1, ${MANY}) i;
    insert into proven_phones select 'r' || i, 'h' || i, '139', 'code', now() from generate_series(1, ${MANY}) i;
    insert into idempotency_keys select 'r' || i, 'k', 'h', 201, '{}', now() from generate_series(1, ${MANY}) i;
    insert into sandbox_orders select 'p' || i, 500, 'CNY', 'open', null, '', now(), null from generate_series(1, ${MANY}) i;
    insert into sandbox_notices select 'n' || i, 'p' || i, '{}', now(), now(), 1 from generate_series(1, ${MANY}) i;
    analyze;`,
  );
  await client.end();
  await useEverything();
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
  // A stranger's payment makes way for who bound the account.
  await (await client(house)).post('/v1/payments', { accountNumber: LI.accountNumber, method: 'sandbox' });
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
  await useTheNewServices(who);
  vi.restoreAllMocks();
}

/** Applications, requests, complaints, outages, papers, notices: over REST, in the chat, at the desk and by upkeep. */
async function useTheNewServices(who: Client): Promise<void> {
  const paper = await upload(house, who, 'id-front');
  const filed = async (path: string, body: object): Promise<string> => {
    const answered = await who.post(path, body);
    if (answered.status > 201) throw new Error(`${path} answered ${answered.status}: ${answered.text}`);
    return String(answered.body.caseNumber);
  };
  const complaint = await filed('/v1/complaints', {
    category: 'complaint',
    about: '抄表员',
    description: '上周二敲门像砸门',
    contactPhone: '13900000001',
  });
  await filed('/v1/complaints', { category: 'report', about: '抄表员', description: '收钱', anonymous: true });
  const test = await filed('/v1/requests', {
    kind: 'meter-test',
    accountNumber: WANG.accountNumber,
    description: '走得太快',
  });
  for (const body of [
    { kind: 'bill-check', accountNumber: WANG.accountNumber, period: '2026-11', description: '多了一倍' },
    { kind: 'appliance-damage', accountNumber: WANG.accountNumber, since: '2026-12-04', description: '冰箱坏了' },
  ])
    await filed('/v1/requests', body);
  const transfer = await filed('/v1/applications', {
    kind: 'transfer',
    accountNumber: CHEN.accountNumber,
    name: '李建国',
    idNumber: '110101199001010025',
    role: 'owner',
    consent: true,
    agreed: true,
  });
  await filed('/v1/applications', {
    kind: 'new-connection',
    address: '示例市和平路1号',
    capacityKw: '8',
    name: '周小雨',
    contactPhone: '13900000001',
    agreed: true,
  });
  await who.post(`/v1/cases/${transfer}/documents`, { documents: [paper] });
  await who.get(`/v1/cases/${transfer}/contract`);
  const out = await filed('/v1/outage-reports', {
    accountNumber: WANG.accountNumber,
    contactPhone: '13900000001',
    scope: 'building',
    danger: false,
    description: '',
  });
  await filed('/v1/outage-reports', {
    address: '示例市幸福路1号',
    contactPhone: '13900000001',
    scope: 'home',
    danger: true,
    description: '电线掉了',
  });
  await who.get(`/v1/outages?accountNumber=${WANG.accountNumber}`);
  for (const path of ['/v1/cases', `/v1/cases/${complaint}`, '/v1/me/notices']) await who.get(path);
  await house.request('PUT', '/v1/me/notices', {
    token: who.token,
    body: { notices: ['planned-outage', 'bill-issued', 'bill-due'].map((topic) => ({ topic, on: true })) },
  });
  house.advance(16 * 60);
  await who.post(`/v1/cases/${out}/chases`, {});
  await who.post(`/v1/cases/${test}/withdrawal`, {});
  await who.post(`/v1/cases/${test}/reopening`, { reason: '还是要校' });

  const person = await house.person();
  await person.bind(ZHAO);
  for (const said of [
    ...[
      '查进度',
      '催一下',
      '通知设置',
      '全部开启',
      '是的',
      '我要投诉',
      '抄表员',
      '上周二敲门像砸门',
      '13900000001',
      '是的',
    ],
    ...['我要过户', '换人了', CHEN.accountNumber, '取消', '我要校表', '走得太快', '跳过', '是的'],
    ...['我要销户', '取消', '家里停电了', '没有', '只有我家', '没跳闸', '是的', '有计划停电吗', '催一下', '好的'],
  ])
    await person.say(said);
  await person.say('转人工');

  const { work, handoff, outages, documents, clockwork, chains, notices, reconnection, persons, blotting } =
    house.services;
  for (const team of ['complaints', 'dispatch', 'metering'] as const) await work.queue(team);
  const done = await work.act('P01', complaint, 'contacted', { text: '已联系' });
  if (done.ok) await house.services.carryOut(done.value);
  const [waiting] = await handoff.queue();
  if (waiting) {
    await handoff.open('S01', waiting.caseNumber);
    const taken = await handoff.take('S01', waiting.caseNumber);
    if (taken.ok) await house.services.carryOut(taken.value);
  }
  const desk = await atDesk(house, 'V01');
  for (const query of ['', '?state=late', '?state=closed', '?owner=me', '?kind=complaint', `?q=${complaint}`])
    await desk.get(`/cases${query}`);
  const { next } = (await desk.get('/cases?limit=1')).body;
  await desk.get(`/cases?limit=1&after=${encodeURIComponent(next)}`);
  for (const q of [WANG.accountNumber, WANG.phone, '王秀兰']) await desk.get(`/cases?q=${encodeURIComponent(q)}`);
  for (const path of [`/cases/${transfer}`, `/documents/${paper}`, '/outages', '/handoffs']) await desk.get(path);
  const [dark] = (await desk.get('/outages')).body.outages;
  await desk.get(`/outages/${dark?.outageId ?? 'O1'}/reports`);
  // A period that holds the whole town is rightly read from end to end.
  await desk.get('/statistics?from=2020-01-01&to=2020-01-31');
  await outages.run(100);
  await documents.removeUnused(20);
  await clockwork.run(100);
  await chains.check(10_000);
  await notices.run(500);
  await reconnection.sweep(50);
  // All that is kept of somebody, erasing them, and what is old.
  await persons.export(who.residentId, 'S01');
  await persons.erase(who.residentId, { staffId: 'V01', why: '本人要求' });
  const leaving = await house.person();
  await leaving.say('你好');
  await house.request('POST', '/v1/sessions/end', { token: leaving.token });
  const gone = await persons.erase(leaving.residentId, { staffId: 'V01', why: '本人要求' });
  expect(gone.ok).toBe(true);
  await blotting.run(50);
  expect(await persons.removeOld(1_000)).toBe(0);
  house.advance(3 * 86_400);
  await house.upkeep();
  await house.settle();
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

test('every statement can be planned without its values, as PostgreSQL does with one that comes again and again', async () => {
  const client = new pg.Client({ connectionString: house.url });
  await client.connect();
  await client.query('set plan_cache_mode = force_generic_plan');
  const refused: [string, string][] = [];
  for (const [text, values] of seen) {
    try {
      await client.query(`prepare it as ${text}`);
      await client.query(`explain execute it${values.length > 0 ? `(${values.map(() => 'null').join(', ')})` : ''}`);
    } catch (error) {
      refused.push([text.replaceAll(/\s+/g, ' ').slice(0, 200), String(error)]);
    }
    await client.query('deallocate all');
  }
  await client.end();
  expect(refused).toEqual([]);
});
