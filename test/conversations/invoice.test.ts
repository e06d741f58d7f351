/** Invoices: for whom, corrected, refused, twice, and when the tax platform is down. */
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { demoTaxPlatform } from '../../src/outside/tax-platform.demo.ts';
import type { House } from '../support/house.ts';
import { allSaid, arrivedButton, type Homes, invoicesOf, openHomes, payAll, payAndRate } from './homes.ts';

let homes: Homes;
let house: House;
beforeAll(async () => {
  homes = await openHomes(40);
  house = homes.house;
});
afterAll(() => house.close());
afterEach(() => {
  vi.restoreAllMocks();
});

const COMPANY = '示例贸易有限公司';
const OTHER = '示例科技有限公司';
const TAX = '91310000MA1FL0000X';
const OTHER_TAX = '91310000MA1FL1111X';
const paid = async () => {
  const resident = await homes.resident();
  await payAndRate(resident.person);
  return resident;
};
const confirming = { service: 'invoice.issue', awaiting: 'confirm' };

describe('an invoice', () => {
  test('for the holder takes one question and a yes', async () => {
    const { person, home } = await paid();
    expect((await person.say('开发票')).turn).toMatchObject({ service: 'invoice.issue', awaiting: 'choice' });
    expect((await person.say('个人')).turn).toMatchObject(confirming);
    expect(await invoicesOf(house, person)).toEqual([]);
    expect(person.text()).not.toContain(home.holder);
    await person.say('确认');
    expect(await person.said()).toEqual(['invoice.done', 'invoice.title']);
    expect(await invoicesOf(house, person)).toMatchObject([{ title: home.holder, tax_number: null, status: 'issued' }]);
  });

  test('for a company asks for title and tax number, once each', async () => {
    const { person } = await paid();
    await person.say('开发票');
    expect((await person.say('公司')).turn.awaiting).toBe('title');
    expect((await person.say(COMPANY)).turn.awaiting).toBe('taxNumber');
    expect((await person.say(TAX)).turn).toMatchObject(confirming);
    await person.tap('是的');
    expect(await invoicesOf(house, person)).toMatchObject([{ title: COMPANY, tax_number: TAX }]);
  });

  test('from the receipt’s button is for that payment', async () => {
    const { person } = await homes.resident();
    await payAll(person);
    await person.press(await arrivedButton(person, '开发票'));
    expect(await person.said()).toEqual(['ask.titleKind']);
  });

  test('without anything paid is refused with the reason', async () => {
    const { person } = await homes.resident();
    await person.say('开发票');
    expect(await person.said()).toEqual(['invoice.none-paid']);
  });

  test('of one of two payments asks which', async () => {
    const { person } = await homes.resident(2);
    await payAndRate(person);
    await person.say('切换户号');
    await person.say('第一个');
    await payAndRate(person);
    expect((await person.say('开发票')).turn.awaiting).toBe('choice');
    expect(await person.said()).toEqual(['ask.payment']);
    await person.say('第二个');
    expect(await person.said()).toEqual(['ask.titleKind']);
  });

  test('that exists already is shown again, not issued again', async () => {
    const { person } = await paid();
    await person.say('开发票');
    await person.say('个人');
    await person.say('确认');
    await person.say('开发票');
    expect(await person.said()).toEqual(['invoice.exists', 'invoice.title']);
    expect(await invoicesOf(house, person)).toHaveLength(1);
  });

  test("of somebody else's payment, in a forged button, is not to be had", async () => {
    const first = await paid();
    await first.person.say('开发票');
    const row = await house.db
      .selectFrom('payments')
      .select('payment_id')
      .where('resident_id', '=', first.person.residentId)
      .executeTakeFirstOrThrow();
    const { person } = await homes.resident();
    await person.say('你好');
    const turn = person.buttons()[0]?.button.split('/')[0];
    await person.press(`${turn}/0//start/invoice.issue/payment%3D${row.payment_id}`);
    expect(await person.said()).toEqual(['invoice.none-paid']);
    expect(person.text()).not.toMatch(/¥|住户/);
    expect(await invoicesOf(house, person)).toEqual([]);
  });
});

describe('corrected', () => {
  const atReadBack = async () => {
    const resident = await paid();
    const { person } = resident;
    await person.say('开发票');
    await person.say('公司');
    await person.say(COMPANY);
    await person.say(OTHER_TAX);
    return resident;
  };

  test('the tax number at the read-back: nothing else is asked again', async () => {
    const { person } = await atReadBack();
    await person.say(`税号不对，是${TAX}`);
    expect(await person.said()).toEqual(['repair.corrected', 'invoice.read-back', 'invoice.confirm']);
    await person.say('确认');
    expect(await invoicesOf(house, person)).toMatchObject([{ title: COMPANY, tax_number: TAX }]);
  });

  test('the title before the tax number was said', async () => {
    const { person } = await paid();
    await person.say('开发票');
    await person.say('公司');
    await person.say(COMPANY);
    expect((await person.say(`抬头错了，改成${OTHER}`)).turn.awaiting).toBe('taxNumber');
    await person.say(TAX);
    await person.say('确认');
    expect(await invoicesOf(house, person)).toMatchObject([{ title: OTHER, tax_number: TAX }]);
  });

  test('from company to personal at the read-back: title and tax number are gone', async () => {
    const { person, home } = await atReadBack();
    await person.say('不对，改成个人');
    expect(person.last().turn).toMatchObject(confirming);
    expect(person.text()).not.toContain(COMPANY);
    await person.say('确认');
    expect(await invoicesOf(house, person)).toMatchObject([{ title: home.holder, tax_number: null }]);
  });

  test('from personal to company: the path goes on through title and tax number', async () => {
    const { person } = await paid();
    await person.say('开发票');
    await person.say('个人');
    expect((await person.say('错了，要开公司的')).turn.awaiting).toBe('title');
    await person.say(COMPANY);
    await person.say(TAX);
    await person.say('确认');
    expect(await invoicesOf(house, person)).toMatchObject([{ title: COMPANY, tax_number: TAX }]);
  });

  test('by naming only what is wrong: it is asked, the yes of before is void', async () => {
    const { person } = await atReadBack();
    const old = person.buttons()[0]?.button ?? '';
    expect((await person.say('税号写错了')).turn.awaiting).toBe('taxNumber');
    await person.press(old);
    expect(await person.said()).toEqual(['repair.old-button', 'ask.taxNumber']);
    expect(await invoicesOf(house, person)).toEqual([]);
    await person.say(TAX);
    await person.say('确认');
    expect(await invoicesOf(house, person)).toMatchObject([{ tax_number: TAX }]);
  });

  test('“back” goes back one answer at a time', async () => {
    const { person } = await atReadBack();
    expect((await person.say('返回上一步')).turn.awaiting).toBe('taxNumber');
    expect((await person.say('上一步')).turn.awaiting).toBe('title');
    await person.say(OTHER);
    await person.say(TAX);
    await person.say('确认');
    expect(await invoicesOf(house, person)).toMatchObject([{ title: OTHER, tax_number: TAX }]);
  });

  test('a wrong tax number is not called corrected before it is refused', async () => {
    const { person } = await atReadBack();
    await person.say('税号不对，是91310000MA1FLIOZSV');
    expect(await person.said()).not.toContain('repair.corrected');
    expect(person.last().turn).toMatchObject(confirming);
  });
});

describe('cancelled or interrupted', () => {
  test.each(['取消', '不开了', '算了'])('“%s” at the read-back issues nothing', async (word) => {
    const { person } = await paid();
    await person.say('开发票');
    await person.say('个人');
    expect((await person.say(word)).turn).toMatchObject({ service: null, awaiting: null });
    expect(await invoicesOf(house, person)).toEqual([]);
  });

  test('a question in between leaves title and tax number as they were', async () => {
    const { person } = await paid();
    await person.say('开发票');
    await person.say('公司');
    await person.say(COMPANY);
    expect((await person.say('查电费')).turn).toMatchObject({ service: 'invoice.issue', awaiting: 'taxNumber' });
    expect(await person.said()).toEqual(['bill.title', 'repair.resume', 'ask.taxNumber']);
    await person.say(TAX);
    await person.say('确认');
    expect(await invoicesOf(house, person)).toMatchObject([{ title: COMPANY }]);
    expect((await allSaid(house, person)).flat().filter((key) => key === 'ask.title')).toHaveLength(1);
  });

  test('a wrong tax number three times leads to a person', async () => {
    const { person } = await paid();
    await person.say('开发票');
    await person.say('公司');
    await person.say(COMPANY);
    const keys: string[] = [];
    for (const words of ['123', '一二三', '不知道啊']) {
      await person.say(words);
      keys.push((await person.said())[0] ?? '');
    }
    expect(keys).toEqual(['wrong.taxNumber', 'help.in-the-middle', 'repair.choose-or-person']);
  });
});

describe('the tax platform is down', () => {
  test('the resident hears so, nothing is written, and the same yes works later', async () => {
    const { person } = await paid();
    await person.say('开发票');
    await person.say('个人');
    vi.spyOn(demoTaxPlatform, 'issue').mockRejectedValueOnce(new Error('the tax platform is closed'));
    const answer = await person.say('确认');
    expect(await person.said()).toEqual(['trouble.unavailable']);
    expect(answer.turn).toMatchObject(confirming);
    expect(await invoicesOf(house, person)).toEqual([]);
    await person.say('确认');
    expect(await invoicesOf(house, person)).toHaveLength(1);
  });
});
