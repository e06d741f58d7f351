/** Every look for waiting answers finds them by an index, with twenty thousand of everything. */
import pg from 'pg';
import { expect, test, vi } from 'vitest';
import { dueNow, isFetch, leaveToFetch, takePassively, unshown } from '../../src/store/passive.ts';
import { openHouse } from '../support/house.ts';

test('no statement of the passive answers reads a whole table', async () => {
  const house = await openHouse();
  const client = new pg.Client({ connectionString: house.url });
  await client.connect();
  try {
    await client.query(`set session_replication_role = replica;
      insert into inbox (channel, channel_user_id, event_id, event_at, received_at, content, answered_at, reply_token)
        select 'wechat', 'p' || i % 2000, 'm' || i, now(), now(), '{"kind":"text","text":"x"}', case when i % 100 > 0 then now() end, 'm' || i from generate_series(1, 20000) i;
      insert into outbox (conversation_id, channel, recipient, body, reply_token, reply_token_until, retry_key, due_at, sent_at, given_up_at, last_error)
        select null, 'wechat', 'p' || i % 2000, '{"text":"x"}', 'm' || i, now(), gen_random_uuid(), now(), case when i % 10 > 0 then now() end, case when i % 10 = 0 then now() end, 'waits: x' from generate_series(1, 20000) i;
      analyze inbox; analyze outbox;`);
    const query = vi.spyOn(pg.Client.prototype, 'query');
    const person = { channel: 'wechat', channelUserId: 'p10' };
    const now = house.now();
    await takePassively(house.db, person, { eventId: 'm10', mostBytes: 1_900, all: true, anyway: false, now });
    await leaveToFetch(house.db, person, 'm10', now);
    await isFetch(house.db, { ...person, eventId: 'n1', at: now }, now);
    await unshown(house.db, person);
    await dueNow(house.db, person, 'm10', now);
    const asked = query.mock.calls.map(([text, values]) => [text, values] as unknown as [string, unknown[]]);
    query.mockRestore();
    expect(asked.length).toBe(5);
    for (const [text, values] of asked) {
      const { rows } = await client.query(`explain ${text}`, values);
      const plan = rows.map((row: Record<string, string>) => row['QUERY PLAN']).join('\\n');
      expect([text, plan]).toEqual([text, expect.not.stringMatching(/Seq Scan on (?:inbox|outbox)/)]);
    }
  } finally {
    await client.end();
    await house.close();
  }
});
