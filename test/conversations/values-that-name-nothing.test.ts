/** Words in the shape of an answer that name nothing: who somebody is for a name, whose it is for which, a score, a case's number. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { House, Person } from '../support/house.ts';
import { type Homes, openHomes } from './homes.ts';
import { OPEN_QUESTIONS } from './open-questions.ts';

let homes: Homes;
let house: House;
beforeAll(async () => {
  homes = await openHomes(120);
  house = homes.house;
}, 60_000);
afterAll(() => house.close());

const openOf = async ({ residentId }: Person) => {
  const { session } = await house.db
    .selectFrom('conversations')
    .select('session')
    .where('resident_id', '=', residentId)
    .executeTakeFirstOrThrow();
  const { stack } = session as { stack: { service: string; asked: string | null; slots: Record<string, string> }[] };
  return stack.at(-1);
};
const inQuestion = (state: string): Promise<Person> => {
  const open = OPEN_QUESTIONS[state];
  if (!open) throw new Error(state);
  return open(homes);
};

describe('refused, and asked again in the words of the question', () => {
  test.each([
    ['parking space', '租的车位', 'connection.ask-parking'],
    ['parking space', '我买的車位', 'connection.ask-parking'],
    ['parking space', '没有固定车位', 'connection.ask-parking'],
    ['parking space', '还没定', 'connection.ask-parking'],
    ['parking space', '王秀兰', 'connection.ask-parking'],
    ['parking space', '4分', 'connection.ask-parking'],
    ['parking space', 'a rented parking space', 'connection.ask-parking'],
    ['parking space', "I don't have one yet", 'connection.ask-parking'],
    ['purpose of a temporary supply', '王秀兰', 'connection.ask-purpose'],
    ['purpose of a temporary supply', 'W2612050000001', 'connection.ask-purpose'],
    ['address of a supply', 'W2612050000001', 'connection.ask-address'],
    ['address of a supply', '工单号W2612050000001', 'connection.ask-address'],
    ['address of a supply', 'case W2612050000001', 'connection.ask-address'],
    ['address of an outage', 'W2612050000001', 'outage.ask-address'],
    ['name of the new holder', '4分', 'ask.holder-name'],
    ['name of the new holder', '非常满意', 'ask.holder-name'],
    ['name of the new holder', '旧房主', 'ask.holder-name'],
    ['name of the new holder', '原屋主', 'ask.holder-name'],
    ['name of the new holder', '前業主', 'ask.holder-name'],
    ['name of the new holder', 'the old owner', 'ask.holder-name'],
    ['name of the new holder', 'previous holder', 'ask.holder-name'],
    ['name of the new holder', '我老婆', 'ask.holder-name'],
    ['name of the new holder', '本人', 'ask.holder-name'],
    ['name of the applicant', '公司', 'connection.ask-name'],
    ['name of the applicant', '5星', 'connection.ask-name'],
    ['what is wrong with a bill', '王秀兰', 'request.ask-description'],
    ['what happened', '4分', 'complaint.ask-description'],
    ['what broke', 'W2612050000001', 'request.ask-description'],
  ])('%s: “%s”', async (state, words, question) => {
    const person = await inQuestion(state);
    const before = await openOf(person);
    await person.say(words);
    const now = await openOf(person);
    expect(now).toMatchObject({ service: before?.service, asked: before?.asked });
    expect(now?.slots[before?.asked ?? '']).toBeUndefined();
    expect(await person.said()).toContain(question);
  });

  test('whose the parking space is was told with it, and is not asked again', async () => {
    const person = await inQuestion('parking space');
    await person.say('租的车位');
    expect(await openOf(person)).toMatchObject({ asked: 'parkingSpace', slots: { role: 'tenant' } });
    await person.say('B2-117');
    expect(await openOf(person)).toMatchObject({
      asked: 'capacityKw',
      slots: { parkingSpace: 'B2-117', role: 'tenant' },
    });
  });
});

describe('taken, though it looks alike', () => {
  test.each([
    ['parking space', '地下一层靠电梯第三个'],
    ['parking space', '自家车库'],
    ['parking space', '王府花园3号车位'],
    ['parking space', '12'],
    ['purpose of a temporary supply', '施工用'],
    ['purpose of a temporary supply', '周转房'],
    ['purpose of a temporary supply', 'Wedding Party'],
    ['what a complaint is about', '王秀兰'],
    ['name of the new holder', '房建国'],
    ['name of the new holder', '满建国'],
    ['name of the new holder', 'Owen Seller'],
    ['name of the applicant', '华光商贸有限公司'],
    ['why an account is closed', '房东要卖房'],
  ])('%s: “%s”', async (state, words) => {
    const person = await inQuestion(state);
    const asked = (await openOf(person))?.asked ?? '';
    await person.say(words);
    expect((await openOf(person))?.slots[asked]).toBe(words);
  });
});
