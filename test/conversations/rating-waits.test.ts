/** How it was is asked again once; then a resident is left in peace, and a score counts whenever it comes. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { House } from '../support/house.ts';
import { type Homes, openHomes, payAll, ratingsOf } from './homes.ts';

let homes: Homes;
let house: House;
beforeAll(async () => {
  homes = await openHomes(20);
  house = homes.house;
});
afterAll(() => house.close());

const asked = async () => {
  const resident = await homes.resident();
  await payAll(resident.person);
  return resident;
};

test.each<['zh-CN' | 'zh-TW' | 'en', readonly [string, string, string], string, number]>([
  ['zh-CN', ['查缴费记录', '查电费', '停电怎么赔'], '5分', 5],
  ['zh-TW', ['查電費', '電費怎麼算', '查繳費紀錄'], '滿意', 4],
  ['en', ['show my bill', 'payment history', 'how is the price worked out'], 'very satisfied', 5],
])(
  '%s: a resident who goes on to other things is asked once more, then left in peace, and a score counts whenever it comes',
  async (language, lines, words, stars) => {
    const { person } = await homes.resident(1, language);
    await payAll(person);
    const counts: number[] = [];
    for (const line of [...lines, 'ok', lines[0]]) {
      await person.say(line);
      counts.push((await person.said()).filter((key) => key === 'ask.score').length);
    }
    expect(counts).toEqual([1, 0, 0, 0, 0]);
    expect(person.last().turn.awaiting).toBeNull();
    await person.say(words);
    expect(await person.said()).toEqual(['rating.thanks']);
    expect(await ratingsOf(house, person)).toMatchObject([{ score: stars, service: 'payment.pay' }]);
  },
);

test('a resident who presses a score long after it was asked for has given it', async () => {
  const { person } = await asked();
  const { messages } = await person.transcript();
  const reply = messages.at(-1)?.reply;
  const buttons = reply?.kind === 'choices' ? reply.choices : [];
  for (const line of ['查缴费记录', '查电费', '查缴费记录']) await person.say(line);
  await person.press(buttons[1]?.button ?? '');
  expect(await ratingsOf(house, person)).toMatchObject([{ score: 4 }]);
});

test('a resident who is not understood hears so as anybody does, once the question has stepped aside', async () => {
  const { person } = await asked();
  const keys: string[] = [];
  for (const words of ['咕噜', '咕噜', '咕噜']) {
    await person.say(words);
    keys.push((await person.said()).join());
  }
  expect(keys).toEqual(['wrong.score,ask.score', 'repair.unclear', 'repair.unclear-again']);
});

test('a resident who says nothing for hours is asked no more', async () => {
  const { person } = await asked();
  for (const line of ['查缴费记录', '查电费']) await person.say(line);
  house.advance(5 * 3_600);
  await person.say('你好');
  expect(await person.said()).toEqual(['talk.hello']);
});
