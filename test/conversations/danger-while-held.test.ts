/** A clerk holds the conversation, and the resident writes of a danger, where it is and whom to ring up: those who go there know it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { atDesk } from '../desk/at-desk.ts';
import { type House, openHouse, type Person } from '../support/house.ts';
import { casesOf } from './homes.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const MINUTE = 60;
const dangerOf = async (person: Person) => {
  const found = (await casesOf(house, person)).filter(({ reason }) => reason.startsWith('danger:'));
  expect(found).toHaveLength(1);
  return found[0]?.case_number ?? '';
};
const handoffOf = async (person: Person) =>
  (await casesOf(house, person)).find(({ kind, status }) => kind === 'handoff' && status === 'open')?.case_number ?? '';
async function withPerson(person: Person): Promise<string> {
  await person.say('转人工');
  const caseNumber = await handoffOf(person);
  expect((await house.services.attempt(() => house.services.handoff.take('S01', caseNumber))).ok).toBe(true);
  return caseNumber;
}
/** As dispatch reads it. */
async function readBy(caseNumber: string, staffId = 'D01') {
  const { body } = await (await atDesk(house, staffId)).get(`/cases/${caseNumber}`);
  return {
    ...body,
    says: Object.fromEntries(body.facts.map(({ label, value }: { label: string; value: string }) => [label, value])),
  };
}
/** Nothing of the bot but these. */
async function silently(person: Person, words: string, ...keys: string[]) {
  expect([words, (await person.say(words)).replies.length]).toEqual([words, keys.length]);
  if (keys.length > 0) expect(await person.said()).toEqual(keys);
}

test('an address and a telephone, written to the clerk after words of danger to the bot, are on the danger’s case', async () => {
  const person = await house.person();
  await person.say('我家电表箱冒火花');
  await withPerson(person);
  await silently(person, '西湖区文三路100号3幢，13900001111');
  const { says, contact } = await readBy(await dangerOf(person));
  expect(says.地址).toContain('文三路100号3幢');
  expect(contact.phone).toBe('13900001111');
});

test('a street and a number alone are where it is', async () => {
  const person = await house.person();
  await person.say('电线掉下来了，在冒火花');
  await withPerson(person);
  for (const words of ['你好', '和平路5号', '你们什么时候来']) await silently(person, words);
  expect((await readBy(await dangerOf(person))).says.地址).toBe('和平路5号');
});

test('the first words of danger to a clerk open the case with the place and the telephone they say', async () => {
  const person = await house.person();
  await withPerson(person);
  await silently(person, '示例市和平街6号的电线掉下来了，电话13900002222', 'emergency.first');
  const { says, contact } = await readBy(await dangerOf(person));
  expect(says.地址).toContain('和平街6号');
  expect(contact.phone).toBe('13900002222');
});

test('what is said of it again, of somebody hurt, and that it is over, is read by those who go there; the talk about a bill is not', async () => {
  const person = await house.person();
  await person.say('我家电表箱冒火花');
  await withPerson(person);
  const caseNumber = await dangerOf(person);
  await silently(person, '电表箱又在冒烟了', 'emergency.first');
  await silently(person, '孩子碰到了', 'emergency.hurt');
  await silently(person, '上个月电费多少钱');
  await silently(person, '现在没冒烟了，没事');
  const { says } = await readBy(caseNumber);
  for (const words of ['我家电表箱冒火花', '电表箱又在冒烟了', '孩子碰到了', '没冒烟了'])
    expect(says.用户原话).toContain(words);
  expect(says.用户原话).not.toContain('电费');
});

test('a place that is shared on the map is where it is', async () => {
  const person = await house.person();
  await person.say('变压器冒烟了');
  await withPerson(person);
  const shared = { kind: 'place' as const, address: '示例市和平路9号', latitude: 30.12345, longitude: 120.54321 };
  const here = { channel: 'web' as const, channelUserId: person.residentId };
  await house.converse.accept([{ ...here, eventId: 'shared while held', at: house.now(), content: shared }]);
  const answered = await house.converse.answerWaiting(here);
  expect(answered.get('shared while held')?.answer.replies).toEqual([]);
  expect((await readBy(await dangerOf(person))).says.地址).toBe('示例市和平路9号');
});

test('hours after the danger an address is no longer its place', async () => {
  const person = await house.person();
  await person.say('我家电表箱冒火花');
  await withPerson(person);
  house.advance(90 * MINUTE);
  await silently(person, '和平路5号');
  expect((await readBy(await dangerOf(person))).says.地址).toBeUndefined();
});

describe('at the desk', () => {
  test('the talk and the danger of one conversation know of each other, while both are open', async () => {
    const person = await house.person();
    await person.say('我家电表箱冒火花');
    const danger = await dangerOf(person);
    expect(await readBy(danger)).toMatchObject({ handoffCase: null, dangerCase: null });
    const talk = await withPerson(person);
    expect(await readBy(danger)).toMatchObject({ handoffCase: talk, dangerCase: null });
    expect(await readBy(talk, 'S01')).toMatchObject({ handoffCase: null, dangerCase: danger });
    await house.services.attempt(() => house.services.handoff.handBack('S01', talk));
    expect(await readBy(danger)).toMatchObject({ handoffCase: null });
  });
});
