/** Withdrawn in one place and told in another, while others send, answer and withdraw at the same moment: each thing goes one way. */
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { tellElsewhere } from '../../src/store/fallback.ts';
import { markSent, markUnsent, takeOutgoing } from '../../src/store/outbox.ts';
import { isFetch, leaveToFetch, takePassively } from '../../src/store/passive.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

const MANY = 400;
const NOW = new Date('2026-12-05T12:00:00+08:00');
const round = {
  now: NOW,
  reach: [{ channel: 'web', takesPlain: true, windowHours: null }] as const,
  saidBefore: new Date(NOW.getTime() - 3_600_000),
  onlyUrgent: false,
  limit: 5,
};
const later = new Date(NOW.getTime() + 30_000);

let at: TestDatabase;
/** Everybody is on WeChat and on the web, joined, and is owed one thing on WeChat that is kept back and due again now. */
beforeEach(async () => {
  at = await testDatabase();
  const said = new Date(NOW.getTime() - 2 * 3_600_000);
  for (const statement of [
    sql`insert into residents (resident_id, locale, locale_chosen, real_name, current_account, created_at)
      select 'web' || i, 'zh-CN', false, 'unverified', null, ${said} from generate_series(1, ${MANY}) i`,
    sql`insert into residents (resident_id, locale, locale_chosen, real_name, current_account, created_at, joined_to, joined_at)
      select 'chat' || i, 'zh-CN', false, 'unverified', null, ${said}::timestamptz, 'web' || i, ${said}::timestamptz from generate_series(1, ${MANY}) i`,
    sql`insert into conversations (conversation_id, resident_id, channel, channel_user_id, turn, session, updated_at)
      select k || i, k || i, case k when 'web' then 'web' else 'wechat' end, k || i, 1, '{}', ${said} from generate_series(1, ${MANY}) i, unnest(array['web', 'chat']) k`,
    sql`insert into inbox (channel, channel_user_id, event_id, event_at, received_at, content, answered_at)
      select 'wechat', 'chat' || i, 'payment.paid:' || i, ${said}::timestamptz, ${said}::timestamptz,
        jsonb_build_object('kind', 'event', 'event', jsonb_build_object('name', 'payment.paid', 'paymentId', i::text)), ${said}::timestamptz from generate_series(1, ${MANY}) i`,
    sql`insert into turns (conversation_id, turn, inbox_id, answer, trace, at) select channel_user_id, 1, inbox_id, '{}', '{}', ${said}::timestamptz from inbox`,
    sql`insert into outbox (conversation_id, channel, recipient, body, retry_key, due_at, kept_for, last_error, told_by)
      select channel_user_id, 'wechat', channel_user_id, '{"text":"receipt"}', gen_random_uuid(), ${said}::timestamptz, 'left', 'left', inbox_id from inbox`,
    sql`insert into inbox (channel, channel_user_id, event_id, event_at, received_at, content, answered_at)
      select 'wechat', 'chat' || i, 'hello' || i, ${NOW}::timestamptz, ${NOW}::timestamptz, '{"kind":"text","text":"hello"}', ${NOW}::timestamptz from generate_series(1, ${MANY}) i`,
    sql`analyze`,
  ])
    await statement.execute(at.db);
});
afterEach(() => at.drop());

const answerTo = (db: TestDatabase['db'], i: number) =>
  takePassively(
    db,
    { channel: 'wechat', channelUserId: `chat${i}` },
    { eventId: `hello${i}`, mostBytes: 2_000, all: true, anyway: true, now: NOW },
  );
/** How many went which way; fails where one went both, or none. */
async function ways() {
  const { rows } = await sql<{ sent: boolean; given_up: boolean; why: string | null; told: number }>`
    select o.sent_at is not null as sent, o.given_up_at is not null as given_up, o.last_error as why, (select count(*)::int from inbox i
      where i.event_id like 'instead:' || o.told_by || ':%') as told from outbox o`.execute(at.db);
  const count = { sent: 0, told: 0, kept: 0 };
  for (const { sent, given_up, why, told } of rows) {
    const way = sent ? 'sent' : given_up ? 'told' : 'kept';
    expect([way, why, told]).toEqual(
      way === 'sent' ? ['sent', null, 0] : way === 'told' ? ['told', 'told-elsewhere', 1] : ['kept', 'left', 0],
    );
    count[way] += 1;
  }
  return count;
}

test('four withdraw, two send, two answer what was written: each of four hundred goes exactly one way', async () => {
  const withdraw = async () => {
    for (let found = 1; found > 0; ) found = await tellElsewhere(at.db, round);
  };
  const send = async () => {
    for (let rounds = 0; rounds < 12; rounds += 1)
      for (const { outboxId } of await takeOutgoing(at.db, NOW, later, 10)) await markSent(at.db, outboxId, NOW);
  };
  const answer = async (first: number) => {
    for (let i = first; i > 0; i -= 2) await answerTo(at.db, i);
  };
  await Promise.all([withdraw(), answer(MANY), send(), withdraw(), answer(MANY - 1), send(), withdraw(), withdraw()]);
  const { sent, told } = await ways();
  expect(sent + told).toBe(MANY);
});

test('while one withdraws, nobody else withdraws, sends or answers with the same; and nothing of it is done when that is undone', async () => {
  const undone = new Error('killed');
  const withdrawing = at.db.transaction().execute(async (tx) => {
    expect(await tellElsewhere(tx as TestDatabase['db'], { ...round, limit: MANY })).toBe(MANY);
    expect(await tellElsewhere(at.db, round)).toBe(0);
    expect(await takeOutgoing(at.db, NOW, later, MANY)).toEqual([]);
    expect(await answerTo(at.db, 7)).toMatchObject({ texts: [], left: 0 });
    throw undone;
  });
  await expect(withdrawing).rejects.toBe(undone);
  expect(await ways()).toEqual({ sent: 0, told: 0, kept: MANY });
  expect(await answerTo(at.db, 7)).toMatchObject({ texts: ['receipt'] });
  expect(await tellElsewhere(at.db, { ...round, limit: MANY })).toBe(MANY - 1);
  expect(await answerTo(at.db, 8)).toMatchObject({ texts: [], left: 0 });
  expect(await ways()).toEqual({ sent: 1, told: MANY - 1, kept: 0 });
});

test('what waits to be fetched with a 1 is no more to be fetched once it is told elsewhere: a 1 means a choice again', async () => {
  await leaveToFetch(at.db, { channel: 'wechat', channelUserId: 'chat9' }, 'hello9', NOW);
  const one = (eventId: string) => isFetch(at.db, { channel: 'wechat', channelUserId: 'chat9', eventId, at: NOW }, NOW);
  expect(await one('first')).toBe(true);
  await sql`update inbox set reply_token = null where event_id = 'hello9'`.execute(at.db);
  expect(await one('second')).toBe(true);
  expect(await tellElsewhere(at.db, { ...round, limit: MANY })).toBe(MANY);
  expect(await one('third')).toBe(false);
  await leaveToFetch(at.db, { channel: 'wechat', channelUserId: 'chat9' }, 'no message', NOW);
  expect(await one('fourth')).toBe(false);
});

test('while it is being sent it is not withdrawn, and what may have been sent stays', async () => {
  const [first] = await takeOutgoing(at.db, NOW, later, 1);
  expect(await tellElsewhere(at.db, { ...round, limit: MANY })).toBe(MANY - 1);
  // Whoever sent it died: nobody knows what came of it.
  expect(await tellElsewhere(at.db, { ...round, now: new Date(later.getTime() + 1), limit: MANY })).toBe(0);
  await markUnsent(
    at.db,
    { outboxId: first?.outboxId ?? 0n, error: 'no answer, may have arrived', triedAt: NOW },
    { givenUpAt: later },
  );
  expect(await tellElsewhere(at.db, { ...round, limit: MANY })).toBe(0);
});
