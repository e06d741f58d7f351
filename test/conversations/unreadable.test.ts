/** What is sealed in a conversation can't be opened any more, e.g. since TOKEN_SECRET was changed: it is said, and begun again. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createForgetting } from '../../src/conversation/forgetting.ts';
import { createTokens } from '../../src/services/tokens.ts';
import type { House, Person } from '../support/house.ts';
import { fillTransfer, homeNumber, NEW, openHolders } from './holders.ts';

const other = createTokens('another secret than the one this was sealed with');

let house: House;
beforeAll(async () => {
  house = await openHolders(12);
});
afterAll(() => house.close());

const sessionOf = async (person: Person) => {
  const { session } = await house.db
    .selectFrom('conversations')
    .select('session')
    .where('channel_user_id', '=', person.residentId)
    .executeTakeFirstOrThrow();
  return session as Record<string, unknown>;
};

/** Seals with another secret whatever this conversation keeps sealed; answers how much that was. */
const changeSecret = async (person: Person): Promise<number> => {
  const sealed = await other.seal(NEW.idNumber);
  const before = JSON.stringify(await sessionOf(person));
  const parts = before.match(/"sealed:[^"]*"/g) ?? [];
  await house.db
    .updateTable('conversations')
    .set({ session: before.replaceAll(/"sealed:[^"]*"/g, `"sealed:${sealed}"`) })
    .where('channel_user_id', '=', person.residentId)
    .execute();
  return parts.length;
};

const lost = () => house.log.filter((line) => line.includes('session.unreadable'));
const unanswered = async (person: Person) =>
  (
    await house.db
      .selectFrom('inbox')
      .select('event_id')
      .where('channel_user_id', '=', person.residentId)
      .where('answered_at', 'is', null)
      .execute()
  ).length;
const casesOf = (person: Person) =>
  house.db.selectFrom('cases').select('kind').where('resident_id', '=', person.residentId).execute();

test.each([
  ['zh-CN', '请问还在吗', /读不出来/],
  ['zh-TW', '請問還在嗎', /無法讀取/],
  ['en', 'Are you still there?', /can no longer be read/],
] as const)(
  'in the middle of a transfer, in %s: the flow begins again politely, and goes to its end',
  async (locale, words, sentence) => {
    const person = await house.person();
    const home = { 'zh-CN': 1, 'zh-TW': 2, en: 3 }[locale];
    await fillTransfer(person, homeNumber(home));
    await house.request('PATCH', '/v1/me', { token: person.token, body: { locale } });
    expect(await changeSecret(person)).toBeGreaterThan(0);
    const answer = await person.say(words);
    expect(await person.said()).toContain('repair.unreadable');
    expect(person.text()).toMatch(sentence);
    expect(answer.turn).toMatchObject({ service: 'account.transfer' });
    expect(JSON.stringify(await sessionOf(person))).not.toContain('sealed:');
    await house.request('PATCH', '/v1/me', { token: person.token, body: { locale: 'zh-CN' } });
    await person.say('取消');
    await fillTransfer(person, homeNumber(home));
    await person.tap('同意并提交');
    expect(await person.said()).toContain('holder.filed');
  },
);

test('it is said once, and the log names the channel and the service, nobody and no number', async () => {
  const person = await house.person();
  await fillTransfer(person, homeNumber(4));
  await changeSecret(person);
  const before = lost().length;
  await person.say('在吗');
  await person.say('在吗');
  expect(await person.said()).not.toContain('repair.unreadable');
  expect(lost().slice(before)).toEqual(['{"event":"session.unreadable","services":"account.transfer"}']);
});

test('a yes to what was read back before agrees to nothing', async () => {
  const person = await house.person();
  await fillTransfer(person, homeNumber(5));
  const yes = person.buttons()[0]?.button ?? '';
  await changeSecret(person);
  await person.press(yes);
  expect(await person.said()).toContain('repair.unreadable');
  expect(await casesOf(person)).toEqual([]);
});

test('danger wins all the same: first what keeps people safe, and its case', async () => {
  const person = await house.person();
  await fillTransfer(person, homeNumber(6));
  await changeSecret(person);
  await person.say('电线掉下来了，在冒火花');
  expect((await person.said())[0]).toBe('emergency.first');
  expect(await casesOf(person)).toEqual([{ kind: 'outage' }]);
});

test('a person can be asked for all the same', async () => {
  const person = await house.person();
  await fillTransfer(person, homeNumber(7));
  await changeSecret(person);
  await person.say('转人工');
  expect((await person.said())[0]).not.toBe('trouble.unavailable');
  expect(await unanswered(person)).toBe(0);
});

test('what was put off and is taken up again begins again', async () => {
  const person = await house.person();
  await fillTransfer(person, homeNumber(8));
  await person.say('先不办了，以后再说');
  expect(await changeSecret(person)).toBeGreaterThan(0);
  await person.say('继续');
  expect(await person.said()).toContain('repair.unreadable');
  expect((await person.say('取消')).turn.service).toBeNull();
});

test('what a dead process left of it is answered by upkeep', async () => {
  const person = await house.person();
  await fillTransfer(person, homeNumber(9));
  await changeSecret(person);
  await house.converse.accept([
    {
      channel: 'web',
      channelUserId: person.residentId,
      eventId: `${person.residentId}/left`,
      at: house.now(),
      content: { kind: 'text', text: '在吗' },
    },
  ]);
  house.advance(6);
  await house.upkeep();
  expect(await unanswered(person)).toBe(0);
  expect(await person.said()).toContain('repair.unreadable');
});

test('a message is taken back out of such a conversation too', async () => {
  const person = await house.person();
  await fillTransfer(person, homeNumber(10));
  const session = await sessionOf(person);
  const { frames } = { frames: session.stack as { service: string; slots: Record<string, string> }[] };
  expect(frames.map(({ service }) => service)).toEqual(['account.transfer']);
  const after = await createForgetting(other, house.events).session(session, { words: '李建国', papers: [] });
  expect(JSON.stringify(after)).not.toMatch(/李建国|sealed:/);
});
