/** With a hundred thousand bindings, what is due is found by indexes: no statement reads a big table from end to end. */
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type House, openHouse } from '../support/house.ts';

const MANY = 100_000;
const BIG = ['accounts', 'bills', 'residents', 'bindings', 'notice_choices', 'notices', 'conversations', 'inbox'];
/** So many bills at the end came after everybody's choice; the town itself has nine, five of them unpaid. */
const NEW_BILLS = 509;
const TOWN = { bills: 9n, unpaid: 5n };

let house: House;

beforeAll(async () => {
  house = await openHouse();
  const client = new pg.Client({ connectionString: house.url });
  await client.connect();
  // Fifty feeders of two thousand accounts; everybody wants everything; four outages ahead, one told and moved since.
  await client.query(`
    set session_replication_role = replica;
    insert into accounts select '8' || lpad(i::text, 12, '0'), '王' || i, null, '1390' || lpad(i::text, 7, '0'), '路' || i, 'city', 'G' || i % 50, 'T' || i % 2000, 'residential', 'EX-GD', 3, false, false, 0, 'CNY', 'active' from generate_series(1, ${MANY}) i;
    insert into residents select 'r' || i, 'zh-CN', false, 'unverified', null, now() from generate_series(1, ${MANY}) i;
    insert into conversations select 'c' || i, 'r' || i, 'web', 'r' || i, 1, '{}', now() from generate_series(1, ${MANY}) i;
    insert into inbox (channel, channel_user_id, event_id, event_at, received_at, content, answered_at) select 'web', 'r' || i, 'e' || i, now(), now(), '{}', now() from generate_series(1, ${MANY}) i;
    insert into bills select 'X-' || i, '8' || lpad(i::text, 12, '0'), '2026-11', '2026-11-01', '2026-11-30', 10, null, null, 'actual', '[]', 500, 'CNY', '2026-12-07', null from generate_series(1, ${MANY}) i;
    insert into bindings select 'b' || i, 'r' || i, '8' || lpad(i::text, 12, '0'), null, now(), null, 0 from generate_series(1, ${MANY}) i;
    insert into notice_choices (resident_id, topic, wanted, given_by, at, bills_seen)
      select 'r' || i, t, true, 'chat', now(), ${MANY + Number(TOWN.bills) - NEW_BILLS} from generate_series(1, ${MANY}) i, unnest(array['planned-outage', 'bill-issued', 'bill-due']) t;
    insert into outages select 'O-' || i, 'planned', 'G' || i, '{}', '2026-12-08T09:00:00+08:00', '2026-12-08T12:00:00+08:00', null, '' from generate_series(1, 4) i;
    insert into outages select 'P-' || i, 'planned', 'G' || i % 50, '{}', '2025-12-08T09:00:00+08:00', '2025-12-08T12:00:00+08:00', null, '' from generate_series(1, 5000) i;
    insert into notices (resident_id, topic, subject, account_number, seq, kind, from_at, until_at, at, said_at)
      select 'r' || i, 'planned-outage', 'P-' || i, '8' || lpad(i::text, 12, '0'), 1, 'announced', '2025-12-08T09:00:00+08:00', null, now(), now() from generate_series(1, ${MANY}) i;
    insert into notices (resident_id, topic, subject, account_number, seq, kind, from_at, until_at, at, said_at)
      select 'r' || i, 'planned-outage', 'O-' || i % 50, '8' || lpad(i::text, 12, '0'), 1, 'announced', '2026-12-07T09:00:00+08:00', null, now(), now() from generate_series(1, ${MANY}) i where i % 50 = 1;
    analyze;`);
  await client.end();
}, 120_000);
afterAll(async () => {
  vi.restoreAllMocks();
  await house.close();
});

interface Node {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly Plans?: readonly Node[];
}

const scansOf = (node: Node): string[] => [
  ...(node['Node Type'] === 'Seq Scan' && BIG.includes(node['Relation Name'] ?? '')
    ? [node['Relation Name'] ?? '']
    : []),
  ...(node.Plans ?? []).flatMap(scansOf),
];

test('a round of upkeep finds what is due in a town of a hundred thousand without reading it all', async () => {
  const seen = new Map<string, unknown[]>();
  const query = pg.Client.prototype.query;
  vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...given: unknown[]) {
    const [text, values] = given;
    if (typeof text === 'string' && /^\s*(select|with)/i.test(text))
      seen.set(text, Array.isArray(values) ? values : []);
    return Reflect.apply(query, this, given);
  } as never);
  await house.services.settings();
  seen.clear();
  await house.services.notices.run(500);
  const found = [...seen];
  vi.restoreAllMocks();
  const client = new pg.Client({ connectionString: house.url });
  await client.connect();
  const scans: [string, string[]][] = [];
  for (const [text, values] of found) {
    await client.query('begin');
    const { rows } = await client.query(`explain (format json) ${text}`, values);
    await client.query('rollback');
    const scanned = scansOf(rows[0]['QUERY PLAN'][0].Plan as Node);
    if (scanned.length > 0) scans.push([text.replaceAll(/\s+/g, ' ').slice(0, 200), scanned]);
  }
  await client.end();
  expect(found.length).toBeGreaterThanOrEqual(6);
  expect(scans).toEqual([]);
  expect(house.log.filter((line) => line.includes('failed'))).toEqual([]);
  const counted = await house.db
    .selectFrom('notices')
    .select(({ fn }) => ['kind', fn.countAll<bigint>().as('n')])
    .where('said_at', 'is', null)
    .groupBy('kind')
    .orderBy('kind')
    .execute();
  // Bounded: five hundred a round of outages, and the bills of one slice.
  expect(counted).toEqual([
    { kind: 'announced', n: 500n },
    { kind: 'changed', n: 500n },
    { kind: 'issued', n: BigInt(NEW_BILLS) },
    { kind: 'soon', n: 2_000n - TOWN.unpaid },
  ]);
});
