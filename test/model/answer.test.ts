/** An answer cut by a model says only what its clauses say; whatever else comes, residents read the clauses themselves. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isGrounded } from '../../src/knowledge/grounded.ts';
import { changed, publishNow, smallFolder } from '../support/articles.ts';
import { type House, openHouse } from '../support/house.ts';
import { type Mode, type ModelEmulator, startModelEmulator } from '../support/model-emulator.ts';

const ARTICLE = `---
id: estimated-reading
title: 抄表员没来，电费怎么算
topics: [meter]
region: CN
customerClass: residential
effectiveFrom: 2024-06-01
effectiveTo: null
source: { name: 供电营业规则（2024）, ref: S18, date: 2024-06-01, confirmed: false }
reviewBy: 2027-05-31
owner: metering
questions:
  - 没来抄表怎么算电费
  - 估读是怎么回事
  - 没抄到表按什么收钱
---
抄表员没能抄到表时，按前几个月的平均用量先估一个数，下次抄到实际读数再多退少补。

## 怎样避免估读

您可以在每月25日至28日自己拍一张电表照片发给我们，照片上要看得清表号和读数。我们收到后用这个读数出账，不再估读。连续3个月估读的，我们会约时间上门抄表，上门不收费。

## 估多了怎么办

发现估读比实际多了20%以上，可以申请复核，复核后多收的部分在下一期电费里退还，不需要另外交材料。
`;

const QUESTION = '抄表的没来,账单上的电量是怎么得出来的';
const CUT = '抄表员没能抄到表时，按前几个月的平均用量先估一个数，下次抄到实际读数再多退少补。';

let emulator: ModelEmulator;
let house: House;
let sentences: readonly object[] = [{ text: CUT, cites: ['c0'] }];

async function ask(mode: Mode) {
  emulator.is(mode);
  const person = await house.person('zh-CN');
  await person.say(QUESTION);
  return person;
}

beforeEach(async () => {
  sentences = [{ text: CUT, cites: ['c0'] }];
  emulator = await startModelEmulator('perfect', ({ purpose }) => (purpose === 'answer' ? { sentences } : null));
  house = await openHouse({ environment: emulator.environment });
  const folder = changed(smallFolder(), { 'zh-CN/estimated-reading.md': ARTICLE });
  const { published, compiled } = await publishNow(house.db, folder, house.now());
  if (published?.kind !== 'published') throw new Error(JSON.stringify([compiled.faults, published]));
});
afterEach(async () => {
  await house.close();
  await emulator.close();
});

test('the clauses are cut to the question, with title, date and link as ever', async () => {
  const person = await ask('perfect');
  expect(person.last().replies[0]).toEqual({ kind: 'text', text: CUT });
  expect(person.last().replies.at(-1)).toMatchObject({ kind: 'card', title: '抄表员没来，电费怎么算' });
  expect(emulator.requests).toHaveLength(1);
});

test.each([
  ['a number that is in no clause', '抄表员没能抄到表时，按前6个月的平均用量先估一个数。'],
  ['a number with another unit', '您可以在每月25小时至28日自己拍一张电表照片发给我们。'],
  ['the opposite', '抄表员能抄到表时，按前几个月的平均用量先估一个数。'],
  ['a promise of its own', '估读多了我们会赔偿您的损失并且道歉。'],
  ['another script', '抄表員沒能抄到表時，按前幾個月的平均用量先估一個數。'],
  ['a link', '抄表员没能抄到表时，按前几个月的平均用量先估一个数 https://example.com'],
])('with %s the clauses themselves are shown', async (_what, text) => {
  sentences = [
    { text: CUT, cites: ['c0'] },
    { text, cites: ['c0', 'c1'] },
  ];
  const person = await ask('perfect');
  expect(emulator.requests).toHaveLength(1);
  expect(person.text()).not.toContain(text);
  expect(person.text()).toContain('多退少补');
});

test('a sentence without its clause, and an answer without a sentence, leave the clauses as they are', async () => {
  sentences = [{ text: CUT, cites: ['c9'] }];
  const one = (await ask('perfect')).text();
  sentences = [];
  const other = (await ask('perfect')).text();
  const plain = (await ask('500')).text();
  const without = (text: string) => text.replaceAll(/\S*\/articles\/\S*/g, '');
  expect(without(one)).toBe(without(plain));
  expect(without(other)).toBe(without(plain));
});

test.each(['429', '500', 'malformed', 'cut', 'wrong-schema', 'contradicting', 'obeying'] as const)(
  'a model that is %s leaves the clauses as they are',
  async (mode) => {
    const alone = await openHouse();
    const folder = changed(smallFolder(), { 'zh-CN/estimated-reading.md': ARTICLE });
    await publishNow(alone.db, folder, alone.now());
    const other = await alone.person('zh-CN');
    await other.say(QUESTION);
    const person = await ask(mode);
    expect(emulator.requests.length).toBe(1);
    expect(person.text()).toBe(other.text());
    await alone.close();
  },
);

test('a stored question gets the editors’ answer, and nobody is asked', async () => {
  const person = await house.person('zh-CN');
  await person.say('没来抄表怎么算电费');
  expect(person.text()).toContain('多退少补');
  expect(emulator.requests).toHaveLength(0);
});

test('grounding hears numbers, units, scripts and denials in English too', () => {
  const clause = 'The crew arrives within 45 minutes in the city. You do not need to pay for the visit.';
  expect(isGrounded('The crew arrives within 45 minutes in the city.', clause)).toBe(true);
  expect(isGrounded('You do not need to pay for the visit.', clause)).toBe(true);
  expect(isGrounded('You need to pay for the visit.', clause)).toBe(false);
  expect(isGrounded('The crew arrives within 45 hours in the city.', clause)).toBe(false);
  expect(isGrounded('The crew arrives within forty minutes in the city.', clause)).toBe(false);
  expect(isGrounded('The crew arrives within 5 minutes in the city.', clause)).toBe(false);
  expect(isGrounded('Send your code to us.', clause)).toBe(false);
});
