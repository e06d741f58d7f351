/** What LINE adds to the outbox and the inbox finds its rows by an index, with twenty thousand of everything. */
import pg from 'pg';
import { expect, test, vi } from 'vitest';
import { noteLeaving, noteTakenBack, stragglers, toTakeOut } from '../../src/store/channel-people.ts';
import { menuToGive } from '../../src/store/line.ts';
import {
  carry,
  keptBack,
  lookAgain,
  markKept,
  markSent,
  markUnsent,
  takeOutgoing,
  waitingOutside,
} from '../../src/store/outbox.ts';
import { openHouse } from '../support/house.ts';

test('no statement of LINE’s deliveries reads a whole table', async () => {
  const house = await openHouse();
  const client = new pg.Client({ connectionString: house.url });
  await client.connect();
  try {
    await client.query(`set session_replication_role = replica;
      insert into inbox (channel, channel_user_id, event_id, event_at, received_at, content, answered_at, message_id)
        select 'line', 'p' || i % 2000, 'm' || i, now(), now(), '{"kind":"text","text":"x"}', now(), 'm' || i from generate_series(1, 20000) i;
      insert into conversations select 'c' || i, 'r' || i, 'line', 'p' || i, 1, '{}', now() from generate_series(1, 20000) i;
      insert into residents select 'r' || i, 'zh-TW', false, 'unverified', null, now() from generate_series(1, 20000) i;
      insert into turns select 'c' || i, 1, i, '{}', '{}', now() from generate_series(1, 20000) i;
      insert into channel_people select 'line', 'p' || i, null, now(), null from generate_series(1, 20000) i;
      insert into taken_back select 'line', 'x' || i, now() - interval '30 days' from generate_series(1, 20000) i;
      insert into outbox (channel, recipient, body, retry_key, due_at, sent_at, kept_for)
        select 'line', 'p' || i % 2000, '{"messages":[]}', gen_random_uuid(), now(), case when i % 10 > 0 then now() end,
          case when i % 20 = 0 then 'digest' end from generate_series(1, 20000) i;
      analyze inbox; analyze outbox; analyze conversations; analyze residents; analyze turns; analyze channel_people; analyze taken_back;`);
    const query = vi.spyOn(pg.Client.prototype, 'query');
    const now = new Date();
    const person = { channel: 'line', channelUserId: 'p20' };
    const [taken] = await takeOutgoing(house.db, now, new Date(now.getTime() + 30_000), 5);
    if (!taken) throw new Error('nothing was due');
    const kept = await keptBack(house.db, taken, now, 20);
    await carry(house.db, taken.outboxId, kept);
    const unsent = { outboxId: taken.outboxId, error: 'x', triedAt: null };
    await markKept(house.db, unsent, now, now);
    await markUnsent(house.db, unsent, { dueAt: now });
    await markSent(house.db, taken.outboxId, now);
    await lookAgain(house.db, { channel: 'line', recipient: 'p20' }, now);
    await noteLeaving(house.db, person, { left: true, at: now });
    await noteTakenBack(house.db, 'line', ['m20'], now);
    await toTakeOut(house.db, person, 'm20');
    await stragglers(house.db, new Date(now.getTime() - 3_600_000), 50);
    await menuToGive(house.db, 'p20', 'zh-TW');
    await waitingOutside(house.db);
    const asked = query.mock.calls.map(([text, values]) => [text, values] as unknown as [string, unknown[]]);
    query.mockRestore();
    expect(asked.length).toBeGreaterThan(11);
    for (const [text, values] of asked) {
      const { rows } = await client.query(`explain ${text}`, values);
      const plan = rows.map((row: Record<string, string>) => row['QUERY PLAN']).join('\n');
      expect([text, plan]).toEqual([
        text,
        expect.not.stringMatching(
          /Seq Scan on (?:inbox|outbox|conversations|residents|turns|channel_people|taken_back)/,
        ),
      ]);
    }
  } finally {
    await client.end();
    await house.close();
  }
});
