/** Any number of accounts with two bills each, and residents who write on LINE and WeChat, for benches: imported and settled in one go. */
import { Readable } from 'node:stream';
import pg from 'pg';
import { addDays, dayOf, rfc3339 } from '../../src/domain/calendar.ts';
import { createTokens } from '../../src/services/tokens.ts';
import { importLines } from '../../src/store/import.ts';

export interface Crowd {
  readonly accounts: number;
  /** Of them so many have a resident on LINE and WeChat who bound the account and was answered before. */
  readonly residents: number;
  /** Messages in all, each with its answer, spread evenly over the residents. */
  readonly messages: number;
}

export const lineUser = (n: number): string => `U${String(n).padStart(32, '0')}`;
const accountNumber = (n: number): string => `8${String(n).padStart(12, '0')}`;

const TARIFF = {
  kind: 'tariff',
  tariffId: 'EX-GD',
  currency: 'CNY',
  period: 'month',
  effectiveFrom: '2012-07-01',
  effectiveTo: null,
  seasons: [{ months: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], tiers: [{ upTo: null, price: '0.589' }] }],
  source: 'a bench',
};

/** From 0 to before `count`, or the part of it that a database does not have yet. */
function* crowdLines(from: number, to: number, now: Date): Generator<object> {
  const today = dayOf(now);
  const [end, middle, start] = [addDays(today, -5), addDays(today, -35), addDays(today, -65)];
  if (from === 0) yield TARIFF;
  for (let n = from; n < to; n += 1) {
    yield {
      kind: 'account',
      accountNumber: accountNumber(n),
      holder: '王秀兰',
      idNumber: `9${String(n).padStart(17, '0')}`,
      phone: `139${String(n).padStart(8, '0')}`,
      address: `示例市幸福路${n}号`,
      area: 'city',
      feeder: `F${n % 1_000}`,
      transformer: `T${n % 10_000}`,
      category: 'residential',
      tariffId: TARIFF.tariffId,
      householdSize: 3,
      timeOfUse: false,
      prepaid: false,
      balance: '0.00',
      status: 'active',
    };
  }
  for (let n = from; n < to; n += 1) {
    yield bill(`P-${n}`, n, addDays(start, 1), middle, '100', '58.90', rfc3339(now));
    yield bill(`Q-${n}`, n, addDays(middle, 1), end, '150', '88.35', null);
  }
}

function bill(billId: string, n: number, from: string, to: string, kwh: string, amount: string, paidAt: string | null) {
  return {
    kind: 'bill',
    billId,
    accountNumber: accountNumber(n),
    period: to.slice(0, 7),
    from,
    to,
    kwh,
    kwhPeak: null,
    kwhValley: null,
    reading: 'actual',
    lines: [{ kind: 'energy', amount }],
    amount,
    currency: 'CNY',
    dueDate: addDays(to as ReturnType<typeof dayOf>, 20),
    paidAt,
  };
}

/** What a crowd of `before` lacks to be one of `wanted`; residents and accounts have the same numbers. */
export async function settleCrowd(
  databaseUrl: string,
  wanted: Crowd,
  now: Date,
  before: Crowd = { accounts: 0, residents: 0, messages: 0 },
): Promise<void> {
  const tokens = createTokens('the secret of a bench, which nobody else has');
  const lines = Readable.from(crowdLines(before.accounts, wanted.accounts, now)).map((one) => JSON.stringify(one));
  const imported = await importLines(databaseUrl, lines, { hashIdNumber: tokens.hashIdNumber });
  if (!imported.ok) throw new Error(JSON.stringify(imported.faults));
  // The house's own connections give up after three seconds.
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(residents(before.residents, wanted.residents));
    if (wanted.messages > before.messages) await client.query(messages(before, wanted));
    await client.query('analyze');
  } finally {
    await client.end();
  }
}

const user = (n: string) => `'U' || lpad((${n})::text, 32, '0')`;

const residents = (from: number, to: number): string => `
  insert into residents (resident_id, locale, locale_chosen, real_name, current_account, created_at)
    select 'r' || n, 'zh-CN', false, 'unverified', null, now() from generate_series(${from}, ${to - 1}) n;
  insert into identities (provider, subject, resident_id, since)
    select provider, ${user('n')}, 'r' || n, now() from generate_series(${from}, ${to - 1}) n, (values ('line'), ('wechat')) p (provider);
  insert into bindings (binding_id, resident_id, account_number, nickname, bound_at, unbound_at)
    select 'b' || n, 'r' || n, '8' || lpad(n::text, 12, '0'), null, now(), null from generate_series(${from}, ${to - 1}) n;`;

/** Those who are new wrote what is new, a month ago; each answer as large as a plain one is. */
function messages(before: Crowd, wanted: Crowd): string {
  const [from, to] = [before.messages, wanted.messages - 1];
  const [first, people] = [before.residents, wanted.residents - before.residents];
  const old = `(select n, ${first} + (n - ${from}) % ${people} as who, (n - ${from}) / ${people} + 1 as turn,
    now() - interval '30 days' + n * interval '1 millisecond' as at from generate_series(${from}, ${to}) n) old`;
  return `
  insert into conversations (conversation_id, resident_id, channel, channel_user_id, turn, session, updated_at)
    select 'c' || n, 'r' || n, 'line', ${user('n')}, 0, '{}', now() - interval '30 days' from generate_series(${first}, ${first + people - 1}) n;
  insert into inbox (channel, channel_user_id, event_id, event_at, received_at, content, reply_token, answered_at)
    select 'line', ${user('who')}, 'old' || n, at, at, '{"kind":"text","text":"查电费"}', 't' || n, at from ${old};
  insert into turns (conversation_id, turn, inbox_id, answer, trace, at)
    select 'c' || who, turn, inbox_id,
      '{"replies":[{"kind":"text","text":"${'您好，'.repeat(40)}"}],"turn":{"service":null,"awaiting":null,"understood":[]}}',
      '{"said":["bill.card"],"understood":[]}', at from ${old} join inbox on channel = 'line' and event_id = 'old' || n;
  insert into outbox (conversation_id, channel, recipient, body, retry_key, due_at, sent_at, reply_token)
    select 'c' || who, 'line', ${user('who')}, '{}', gen_random_uuid(), at, at, 't' || n from ${old};
  update conversations c set turn = t.last from (select conversation_id, max(turn) as last from turns group by 1) t
    where t.conversation_id = c.conversation_id and t.last > c.turn;`;
}
