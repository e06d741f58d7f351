/** "No, it is …": by name, by value, old value first or last, twice in a row; a branching answer plans the way anew; nothing else is lost. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LOCALES, type Locale } from '../../src/domain/names.ts';
import type { House, Person } from '../support/house.ts';
import { type Dialogue, dialogues } from './dialogues.ts';
import { endOf } from './ends.ts';
import { type Homes, openHomes } from './homes.ts';
import { wrongScript } from './scripts.ts';

let homes: Homes;
let house: House;
beforeAll(async () => {
  homes = await openHomes(260);
  house = homes.house;
}, 60_000);
afterAll(() => house.close());

/** What each answer is changed to and back; the answers of one dialogue that may be changed. */
const OTHER: Readonly<Record<string, Readonly<Record<string, readonly [wrong: string, right: string]>>>> = {
  'account.transfer by the owner': { role: ['代办', '产权人'] },
  'account.rename': { ownershipChanged: ['换人了', '没换人'], reason: ['依法改名', '登记错了'] },
  'connection.new: a new supply': {
    capacityKw: ['12千瓦', '8千瓦'],
    contactPhone: ['13987654321', '13912345678'],
  },
  'connection.new: more capacity': { capacityKw: ['20千瓦', '15千瓦'] },
  'connection.new: a charger elsewhere': { role: ['自己的', '租的'], capacityKw: ['11千瓦', '7千瓦'] },
  'connection.new: a temporary supply': {
    capacityKw: ['30千瓦', '8千瓦'],
    contactPhone: ['13987654321', '13912345678'],
  },
  'request.file: a bill check': { month: ['10月', '11月'] },
  'request.file: another telephone': { contactPhone: ['13900000077', '13900000088'] },
  'complaint.file: a complaint': { category: ['建议', '投诉'], contactPhone: ['13987654321', '13912345678'] },
  'complaint.file: a report': { anonymous: ['匿名', '实名'], contactPhone: ['13987654321', '13912345678'] },
  'complaint.file: an anonymous report': { anonymous: ['实名', '匿名'] },
  'outage.report': { scope: ['整栋楼', '只有我家'], contactPhone: ['13987654321', '13912345678'] },
  'payment.pay': { account: ['第一个', '第二个'] },
  'account.unbind': { account: ['第二个', '第一个'] },
  'notice.choose': { topics: ['全部关闭', '全部开启'] },
  'invoice.issue for a company': {
    taxNumber: ['91310000MA1FL0001Y', '91310000MA1FL0000X'],
    titleKind: ['个人', '公司'],
  },
  'rating.give in words': { score: ['1分', '2分'] },
};

/** Ways to say it; `from` what stands, `to` what should. */
const WAYS: readonly ((from: string, to: string) => string)[] = [
  (_from, to) => `不对，是${to}`,
  (from, to) => `不是${from}，是${to}`,
  (from, to) => `${to}，不是${from}`,
  (_from, to) => `改成${to}`,
  (_from, to) => `说错了，应该是${to}`,
];

/** To the read-back, or where words are a story, to the first question that comes with it. */
async function toTheEnd({ person, steps }: Dialogue): Promise<Map<string, string>> {
  const given = new Map<string, string>();
  for (const step of steps.slice(0, -1)) {
    const { awaiting } = person.last().turn;
    const words = step();
    await person.say(words);
    if (awaiting) given.set(awaiting, words);
  }
  return given;
}

/** Answers what is asked anew because it depended on what changed; never what did not. */
async function goOn(person: Person, given: ReadonlyMap<string, string>, until: string | null): Promise<string[]> {
  const asked: string[] = [];
  for (let n = 0; n < 12; n += 1) {
    const { awaiting } = person.last().turn;
    if (awaiting === until || awaiting === null) return asked;
    asked.push(awaiting);
    await person.say(given.get(awaiting) ?? '第一个');
  }
  return asked;
}

/** What may be asked anew when this answer changes to and fro. */
const DEPENDS: Readonly<Record<string, readonly string[]>> = {
  ownershipChanged: ['name', 'idNumber', 'accountNumber', 'account', 'role', 'reason', 'documents', 'phone', 'code'],
  role: ['documents', 'oldHolderPhone'],
  reason: ['documents'],
  account: ['documents', 'month', 'account'],
  month: ['documents', 'month'],
  category: ['about', 'description', 'contactPhone', 'anonymous', 'documents'],
  anonymous: ['about', 'contactPhone'],
  scope: ['breaker'],
  titleKind: ['title', 'taxNumber'],
};

const cases = Object.entries(OTHER).flatMap(([name, slots], flow) =>
  Object.entries(slots).map(([slot, [wrong, right]], place) => [name, slot, wrong, right, flow + place] as const),
);
let corrected = 0;
afterAll(() => console.log(`${corrected} answers corrected twice in a row`));

describe('an answer changed and changed back ends as if nothing had been', () => {
  test.each(cases)('%s: %s', async (name, slot, wrong, right, turn) => {
    const locale: Locale =
      slot === 'account' || slot === 'case' || slot === 'about' ? 'zh-CN' : (LOCALES[turn % 2] ?? 'zh-CN');
    const open = (which: Locale) => {
      const dialogue = dialogues(() => homes, which)[name];
      if (!dialogue) throw new Error(name);
      return dialogue();
    };
    const plain = await open('zh-CN');
    await toTheEnd(plain);
    await plain.person.say(plain.steps.at(-1)?.() ?? '');
    const dialogue = await open(locale);
    const { person } = dialogue;
    const given = await toTheEnd(dialogue);
    const { service, awaiting } = person.last().turn;
    const said: string[] = [];
    for (const [from, to] of [
      [right, wrong],
      [wrong, right],
    ] as const) {
      const way = WAYS[(turn + said.length) % WAYS.length] ?? WAYS[0];
      const words = way?.(from, to) ?? '';
      said.push(words);
      const { turn: answered } = await person.say(words);
      expect([words, answered.understood]).toMatchObject([words, [{ kind: 'correct', slot }]]);
      expect(await person.said()).toContain('repair.corrected');
      if (to !== right) continue;
      const asked = await goOn(person, given, awaiting);
      expect(asked.filter((one) => !DEPENDS[slot]?.includes(one))).toEqual([]);
    }
    expect(person.last().turn).toMatchObject({ service, awaiting });
    corrected += 1;
    await person.say(dialogue.steps.at(-1)?.() ?? '');
    expect(await endOf(house, dialogue, name)).toEqual(await endOf(house, plain, name));
    expect(await wrongScript(person, locale, [...said, ...given.values()])).toEqual([]);
  });
});

const answering = async (name: string, answers: number, locale: Locale = 'zh-CN') => {
  const dialogue = await dialogues(() => homes, locale)[name]?.();
  if (!dialogue) throw new Error(name);
  for (const step of dialogue.steps.slice(0, answers)) await dialogue.person.say(step());
  return dialogue.person;
};

describe('what is written is corrected by its name or by what it was', () => {
  test.each([
    ['不是周小雨，是赵大海', 'name', '赵大海'],
    ['姓名不对，是赵大海', 'name', '赵大海'],
    ['我叫赵大海，不是周小雨', 'name', '赵大海'],
    ['把周小雨改成赵大海', 'name', '赵大海'],
    ['地址不对，是示例市和平路9999号1单元102', 'address', '9999'],
    ['容量改成12千瓦', 'capacityKw', '12'],
    ['电话写错了，是13987654321', 'contactPhone', '4321'],
    ['不是13912345678，是13987654321', 'contactPhone', '4321'],
    ['13987654321，不是13912345678', 'contactPhone', '4321'],
    ["no, it's 12 kW", 'capacityKw', '12'],
    ['not 周小雨, 赵大海', 'name', '赵大海'],
    ['change the phone to 13987654321', 'contactPhone', '4321'],
  ])('%s', async (words, slot, shown) => {
    const person = await answering('connection.new: a new supply', 6);
    const { turn } = await person.say(words);
    expect(turn).toMatchObject({ awaiting: 'confirm', understood: [{ kind: 'correct', slot }] });
    expect(person.text()).toContain(shown);
  });

  test('a new value that could be of several answers: it is asked which', async () => {
    const person = await answering('connection.new: a new supply', 6);
    await person.say('说错了，应该是赵大海');
    expect(await person.said()).toContain('repair.what-is-wrong');
  });
});

test.each(['it did not trip', '没跳闸', '没有跳'])(
  '“%s” answers whether the breaker tripped, and corrects nothing',
  async (words) => {
    const person = await answering('outage.report', 4);
    const { turn } = await person.say(words);
    expect(turn.understood).toMatchObject([{ kind: 'set', slot: 'breaker' }]);
    expect(await person.said()).not.toContain('emergency.first');
  },
);

describe('a branching answer plans the way anew', () => {
  test('the whole building after all: the breaker at home is not asked about', async () => {
    const person = await answering('outage.report', 4);
    expect(person.last().turn.awaiting).toBe('breaker');
    await person.say('不是只有我家，整栋楼都停了');
    expect(person.last().turn.awaiting).toBe('contactPhone');
  });

  test('only the own home after all: then it is', async () => {
    const person = await answering('outage.report', 3);
    await person.say('整栋楼');
    await person.say('不对，只有我家');
    expect(person.last().turn.awaiting).toBe('breaker');
  });

  test('in danger after all: safety first, in the same turn', async () => {
    const person = await answering('outage.report', 3);
    await person.say('其实有危险');
    expect((await person.said()).slice(0, 3)).toEqual(['repair.corrected', 'emergency.first', 'emergency.case']);
  });

  test('nobody changed: a transfer becomes a change of name, and the name is kept', async () => {
    const person = await answering('account.transfer by the owner', 6);
    await person.say('不对，没换人');
    await person.say('取消');
    expect(await person.said()).toContain('repair.cancelled-with');
  });

  test('anonymous after all: the telephone that was given is forgotten', async () => {
    const person = await answering('complaint.file: a report', 5);
    expect(person.last().turn.awaiting).toBe('confirm');
    await person.say('不对，我要匿名');
    expect(person.last().turn.awaiting).toBe('about');
    await person.say('抄表员');
    expect(person.last().turn.awaiting).toBe('confirm');
    expect(person.text()).not.toContain('5678');
  });

  test('a charger, not a bigger supply: its own questions come', async () => {
    const person = await answering('connection.new: a new supply', 2);
    await person.say('不对，是临时用电');
    expect((await person.said()).at(0)).toBe('repair.corrected');
    expect(person.last().turn).toMatchObject({ service: 'connection.new' });
  });
});
