/** Chat messages go when the house does not keep them any more, a batch at a time; those of somebody whose case is open stay until it is over. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { settingValues } from '../../src/store/import/settings.ts';
import { type House, openHouse } from '../support/house.ts';
import { WANG } from '../support/town.ts';

const DAY = 86_400;

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const texts = async (): Promise<string> =>
  JSON.stringify([
    await house.db.selectFrom('inbox').select('content').execute(),
    await house.db.selectFrom('turns').select('answer').execute(),
    await house.db.selectFrom('knowledge_questions').select('question').execute(),
    await house.db.selectFrom('conversations').select('session').execute(),
  ]);
const turnsOf = async ({ residentId }: { residentId: string }): Promise<number> =>
  (
    await house.db
      .selectFrom('turns')
      .innerJoin('conversations', 'conversations.conversation_id', 'turns.conversation_id')
      .select('turns.turn')
      .where('resident_id', '=', residentId)
      .execute()
  ).length;
const removed = (limit = 1_000) => house.services.persons.removeOld(limit);

test('two years after they were written messages are gone with their answers, some at a time; what is younger stays', async () => {
  const old = await house.person();
  for (const words of ['查电费', WANG.accountNumber, '金丝雀能不能用电', '取消', '再见']) await old.say(words);
  house.advance(400 * DAY);
  const young = await house.person();
  await young.say('金丝雀还年轻');
  expect(await removed()).toBe(0);
  house.advance(331 * DAY);
  const before = await turnsOf(old);
  expect(before).toBeGreaterThan(3);
  expect([await removed(2), await turnsOf(old)]).toEqual([2, before - 2]);
  await house.upkeep();
  await house.settle();
  expect([await turnsOf(old), await turnsOf(young), await removed()]).toEqual([0, 1, 0]);
  expect(await texts()).not.toContain('能不能');
  expect(await texts()).not.toContain(WANG.accountNumber);
  expect(await texts()).toContain('金丝雀还年轻');
  // Nothing of a service begun then is asked about now; whoever is still signed in somewhere goes on as on the first day.
  const [seat] = await house.db
    .selectFrom('conversations')
    .selectAll()
    .where('resident_id', '=', old.residentId)
    .execute();
  expect([seat?.session, seat?.turn]).toEqual([{}, before]);
  const [answered] = await house.converse.accept([
    {
      channel: 'web',
      channelUserId: old.residentId,
      eventId: 'again',
      at: house.now(),
      content: { kind: 'text', text: '你好' },
    },
  ]);
  expect(
    (await house.converse.answerWaiting({ channel: 'web', channelUserId: old.residentId }, answered)).get('again')
      ?.turn,
  ).toBe(before + 1);
});

test('while a case of theirs is open on any of their channels, their messages stay; then they go', async () => {
  const person = await house.person();
  await person.say('金丝雀在等');
  const { caseNumber } = await house.services.carryOut(
    await house.services.cases.plan({ kind: 'complaint', reason: 'test', residentId: person.residentId, summary: {} }),
  );
  house.advance(800 * DAY);
  expect([await removed(), await turnsOf(person)]).toEqual([0, 1]);
  const found = await house.services.cases.byNumber(caseNumber);
  const ended = found && (await house.services.cases.move(found, 'withdrawn', 'resident'));
  if (ended?.ok) await house.services.carryOut(ended.value);
  expect([await removed(), await turnsOf(person)]).toEqual([1, 0]);
});

test('a house that keeps them for a year only says so by date; less than a year is no setting', async () => {
  const person = await house.person();
  await person.say('金丝雀');
  house.advance(370 * DAY);
  expect(await removed()).toBe(0);
  await house.db
    .insertInto('settings')
    .values({ name: 'messageDays', effective_from: '2027-01-01', value: '365', confirmed: true, source: 'a test' })
    .execute();
  house.advance(61);
  expect(await removed()).toBe(1);
  expect(settingValues.messageDays.safeParse(364).success).toBe(false);
  expect(settingValues.caseRecordDays.safeParse(364).success).toBe(false);
});

test('what leans on an old message and is not old itself stays: told on another channel, or waiting to leave with another', async () => {
  const old = await house.person();
  await old.say('金丝雀');
  const { inbox_id: inboxId } = await house.db.selectFrom('inbox').select('inbox_id').executeTakeFirstOrThrow();
  const first = house.now();
  house.advance(700 * DAY);
  const young = await house.person();
  await young.say('你好');
  const seats = await house.db.selectFrom('conversations').select(['conversation_id', 'resident_id']).execute();
  const seatOf = ({ residentId }: { residentId: string }) =>
    seats.find((one) => one.resident_id === residentId)?.conversation_id ?? null;
  const put = async (
    conversation: string | null,
    due: Date,
    more: { sent_at?: Date; told_by?: bigint; carried_by?: bigint; channel?: string } = {},
  ) =>
    (
      await house.db
        .insertInto('outbox')
        .values({
          conversation_id: conversation,
          channel: 'line',
          recipient: '13812340001',
          body: '{}',
          reply_token: null,
          reply_token_until: null,
          retry_key: randomUUID(),
          due_at: due,
          useless_at: null,
          sent_at: null,
          given_up_at: null,
          last_error: null,
          said_by: null,
          ...more,
        })
        .returning('outbox_id')
        .executeTakeFirstOrThrow()
    ).outbox_id;
  const told = await put(seatOf(old), first, { sent_at: first, told_by: inboxId });
  const carried = await put(seatOf(old), house.now(), { carried_by: told, told_by: inboxId });
  const elsewhere = await put(seatOf(young), first, { sent_at: first, told_by: inboxId });
  const texted = await put(null, first, { channel: 'text-message', sent_at: first });
  const unsent = await put(null, first, { channel: 'text-message' });
  house.advance(40 * DAY);
  expect(await removed()).toBe(1);
  const left = await house.db
    .selectFrom('outbox')
    .select(['outbox_id', 'told_by', 'carried_by'])
    .orderBy('outbox_id')
    .execute();
  expect(left).toEqual(
    [carried, elsewhere, unsent].map((outbox_id) => ({ outbox_id, told_by: null, carried_by: null })),
  );
  expect([told, texted].filter((id) => left.some(({ outbox_id }) => outbox_id === id))).toEqual([]);
});
