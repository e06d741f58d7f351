/** Why, wait, rather not, all of it, the ladder, feelings, what cannot be read: what is said, and that nothing else changes. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LOCALES } from '../../src/domain/names.ts';
import type { House, Person } from '../support/house.ts';
import { type Homes, openHomes } from './homes.ts';
import { OPEN_QUESTIONS } from './open-questions.ts';

let homes: Homes;
let house: House;
beforeAll(async () => {
  homes = await openHomes(240);
  house = homes.house;
}, 60_000);
afterAll(() => house.close());

const sessionOf = async ({ residentId }: Person) =>
  (
    await house.db
      .selectFrom('conversations')
      .select('session')
      .where('resident_id', '=', residentId)
      .executeTakeFirstOrThrow()
  ).session as { stack: { slots: object }[]; misses: number; queue: unknown[] };
/** Sealed anew each time, an ID number is another text. */
const slotsIn = (session: Awaited<ReturnType<typeof sessionOf>>) => ({
  ...session.stack.at(-1)?.slots,
  idNumber: null,
});
const inQuestion = (state: string): Promise<Person> => {
  const open = OPEN_QUESTIONS[state];
  if (!open) throw new Error(state);
  return open(homes);
};

describe.each(Object.keys(OPEN_QUESTIONS).filter((state) => state !== 'nothing open'))('%s', (state) => {
  test('why, a moment, and rather not: a reason of its own, patience, and the question stays', async () => {
    const person = await inQuestion(state);
    const { service, awaiting } = person.last().turn;
    const before = await sessionOf(person);
    await person.say('为什么要问这个');
    const [why, ...question] = await person.said();
    expect(why).toBe('why.asked');
    expect(question.length).toBeGreaterThan(0);
    await person.say('等一下');
    expect(await person.said()).toEqual(['repair.wait']);
    const buttons = person.buttons();
    expect(person.last().turn).toMatchObject({ service, awaiting });
    expect(slotsIn(await sessionOf(person))).toEqual(slotsIn(before));
    // The buttons that wait there are still good.
    await person.say('再说一遍');
    expect(await person.said()).not.toContain('repair.wait');
    expect(buttons.length > 0).toBe(person.buttons().length > 0);
    expect(person.last().turn).toMatchObject({ service, awaiting });
  });
});

test('what is needed is not skipped: the reason and what else is possible, then choices, then a person, and never the same twice', async () => {
  const person = await inQuestion('ID number');
  const said: string[] = [];
  for (const words of ['我不想说', '不方便说', '咕噜咕噜', '叽里呱啦', '啊吧啊吧', '叮铃哐啷']) {
    await person.say(words);
    said.push((await person.said()).slice(0, -1).join(' '));
  }
  expect(said).toEqual([
    'why.asked repair.needed',
    'help.in-the-middle',
    'repair.choose-or-person',
    'repair.offer-person',
    'repair.choose-or-person',
    'repair.offer-person',
  ]);
  expect(person.buttons().map(({ label }) => label)).toContain('转人工');
});

test('cancel leaves the innermost and says what goes on; all of it leaves everything', async () => {
  const person = await house.person();
  await person.say('家里停电了');
  await person.say('我要表扬');
  await person.say('取消');
  expect((await person.said()).slice(0, 2)).toEqual(['repair.cancelled', 'repair.resume']);
  expect(person.last().turn.service).toBe('outage.report');
  await person.say('我要表扬');
  await person.say('全部取消');
  expect(await person.said()).toEqual(['repair.cancelled-all']);
  expect(person.text()).toMatch(/报修.*投诉建议|投诉建议.*报修/);
  expect(await sessionOf(person)).toMatchObject({ stack: [], queue: [] });
  await person.say('全部取消');
  expect(await person.said()).toEqual(['repair.nothing-to-cancel']);
});

test.each(['不等人工了', '不用转人工了', "I don't need a person any more"])(
  '“%s” takes the wish for a person back',
  async (words) => {
    const person = await house.person();
    await person.say('转人工');
    await person.say(words);
    expect(await person.said()).toEqual(['handoff.withdrawn']);
  },
);

test('a wish that waits is taken off the list when it is not wanted after all', async () => {
  const person = await house.person();
  await person.say('家里停电了，顺便开发票');
  expect(await person.said()).toContain('repair.later');
  await person.say('不用开发票了');
  expect((await person.said())[0]).toBe('repair.cancelled');
  expect(person.last().turn).toMatchObject({ service: 'outage.report', awaiting: 'danger' });
  expect((await sessionOf(person)).queue).toEqual([]);
});

test('an answer and a question in one message: the answer is kept, the question answered, the next one asked', async () => {
  const [person, home] = [await house.person(), homes.next()];
  await person.say(`绑定户号${home.accountNumber}`);
  await person.say(`${home.phone}，这个号码会泄露吗`);
  expect(person.last().turn).toMatchObject({
    service: 'account.bind',
    awaiting: 'code',
    understood: [
      { kind: 'set', slot: 'phone' },
      { kind: 'start', service: 'knowledge.ask' },
    ],
  });
  const said = await person.said();
  expect(said.at(-1)).toBe('ask.code');
  expect(said[0]).toMatch(/^knowledge\./);
  const other = await house.person();
  await other.say('查电费');
  await other.say(`${home.accountNumber}，为什么要这个？`);
  expect(await other.said()).toEqual(['why.asked', 'ask.phone']);
});

describe('a feeling', () => {
  test.each([
    ['气死我了，你们太差了', 'mood.angry', 'zh-CN'],
    ['氣死我了', 'mood.angry', 'zh-TW'],
    ['this is ridiculous', 'mood.angry', 'en'],
    ['急死我了', 'mood.worried', 'zh-CN'],
    ['我好擔心', 'mood.worried', 'zh-TW'],
    ["I'm so worried", 'mood.worried', 'en'],
  ] as const)('“%s” is acknowledged once, first of all', async (words, key, locale) => {
    const person = await house.person(locale);
    await person.say({ 'zh-CN': '家里停电了', 'zh-TW': '家裡停電了', en: 'no power at home' }[locale]);
    const { awaiting } = person.last().turn;
    await person.say(words);
    expect((await person.said())[0]).toBe(key);
    expect(person.last().turn.awaiting).toBe(awaiting);
    await person.say(words);
    expect(await person.said()).not.toContain(key);
  });

  test('one answer apologises once', async () => {
    const person = await house.person();
    await person.say('气死我了');
    expect(person.text().match(/抱歉/g)).toHaveLength(1);
  });

  test.each(['不着急', '别着急，慢慢来', '过户怎么办理', 'not urgent'])('“%s” is none', async (words) => {
    const person = await house.person();
    await person.say(words);
    expect((await person.said()).filter((key) => key.startsWith('mood.'))).toEqual([]);
  });
});

describe('what is no text', () => {
  const sends = async (person: Person, what: string, nth: number): Promise<string[]> => {
    const to = { channel: 'web' as const, channelUserId: person.residentId };
    await house.converse.accept([
      { ...to, eventId: `other-${what}-${nth}`, at: house.now(), content: { kind: 'other', what } },
    ]);
    await house.converse.answerWaiting(to);
    await house.settle();
    return person.said();
  };

  test.each([
    ['sticker', 'unread.sticker'],
    ['image', 'unread.image'],
    ['audio', 'unread.voice'],
    ['video', 'unread.video'],
    ['file', 'unread.file'],
    ['location', 'unread.place-asked'],
    ['hologram', 'scope.cannot-read'],
  ])('a %s: said what to do instead, and the question stays', async (what, key) => {
    const person = await inQuestion('address of an outage');
    expect(await sends(person, what, 1)).toEqual([key, 'outage.ask-address']);
  });

  test('a picture where papers are asked for says how they can come', async () => {
    const person = await inQuestion('papers of a transfer');
    expect((await sends(person, 'image', 2))[0]).toBe('unread.image-papers');
  });

  test('who comes or sends a sticker first is greeted', async () => {
    for (const what of ['follow', 'sticker'])
      expect(await sends(await house.person(), what, 3)).toEqual(['talk.hello']);
  });
});

test.each(LOCALES)('the reasons are told in the language of the conversation (%s)', async (locale) => {
  const person = await house.person(locale);
  await person.say({ 'zh-CN': '我要过户', 'zh-TW': '我要過戶', en: 'transfer my account' }[locale]);
  await person.say({ 'zh-CN': '为什么要问这个', 'zh-TW': '為什麼要問這個', en: 'why do you need that' }[locale]);
  expect(person.text()).toMatch({ 'zh-CN': /材料不一样/, 'zh-TW': /文件不同/, en: /papers differ/ }[locale]);
});
