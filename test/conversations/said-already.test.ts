/** What the first message said is not asked again: name, address, kilowatts, title, tax number, telephone, points. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { House, Person } from '../support/house.ts';
import { homeId, homeNumber, homePhone, openHolders } from './holders.ts';
import { allSaid, casesOf, type Homes, invoicesOf, openHomes, payAll, payAndRate, ratingsOf } from './homes.ts';

let homes: Homes;
/** Where nothing is owed. */
let settled: House;
beforeAll(async () => {
  homes = await openHomes(20);
  settled = await openHolders(3);
});
afterAll(async () => {
  await homes.house.close();
  await settled.close();
});

const holder = async (n: number): Promise<Person> => {
  const person = await settled.person('zh-CN');
  await person.bind({ accountNumber: homeNumber(n), phone: homePhone(n) });
  return person;
};
const asked = async (house: House, person: Person) => (await allSaid(house, person)).flat();

const ADDRESS = '幸福路12号3单元501';
const COMPANY = '示例贸易有限公司';
const TAX = '91310000MA1FL0000X';

describe('the new name', () => {
  test('of a name that was written wrong', async () => {
    const person = await holder(1);
    await person.say('户名写错了，应该是陈祝福');
    expect(person.last().turn).toMatchObject({ service: 'account.rename', awaiting: 'consent' });
    await person.tap('同意');
    await person.tap('登记错了');
    expect(person.last().turn.awaiting).toBe('idNumber');
    expect(person.text()).toContain('陈祝福');
    await person.say(homeId(1));
    await person.tap('以后再补');
    expect(await person.said()).toEqual(['holder.read-back', 'holder.notice', 'holder.agree']);
    expect(person.text()).toContain('陈祝福');
    expect(await asked(settled, person)).not.toContain('ask.holder-name');
  });

  test('of who takes over', async () => {
    const person = await holder(2);
    await person.say(`房子卖了，把户号${homeNumber(2)}过户给周小雨`);
    expect(person.last().turn).toMatchObject({ service: 'account.transfer', awaiting: 'role' });
    await person.tap('产权人');
    await person.tap('同意');
    expect(person.last().turn.awaiting).toBe('idNumber');
    expect(person.text()).toContain('周小雨');
    expect(await asked(settled, person)).not.toContain('ask.holder-name');
  });

  test('is asked of a wish that names nobody', async () => {
    const person = await holder(3);
    await person.say('户名写错了');
    await person.tap('同意');
    await person.tap('登记错了');
    expect(person.last().turn.awaiting).toBe('name');
  });
});

describe('the address', () => {
  test('of an outage that is reported', async () => {
    const person = await homes.house.person('zh-CN');
    await person.say(`${ADDRESS}没电了`);
    for (let n = 0; n < 4 && person.last().turn.awaiting !== 'confirm'; n += 1)
      await person.say(
        person.last().turn.awaiting === 'danger'
          ? '没有'
          : person.last().turn.awaiting === 'scope'
            ? '整栋楼'
            : '没跳闸',
      );
    expect(await asked(homes.house, person)).not.toContain('outage.ask-address');
  });

  test('of an outage that is asked about', async () => {
    const person = await homes.house.person('zh-CN');
    await person.say(`${ADDRESS}明天停电吗`);
    expect(person.last().turn.awaiting).not.toBe('address');
    expect(await asked(homes.house, person)).not.toContain('outage.ask-address');
  });

  test('and the kilowatts of a new supply', async () => {
    const person = await homes.house.person('zh-CN');
    await person.say(`要在${ADDRESS}新装电表，15千瓦`);
    expect(person.last().turn).toMatchObject({ service: 'connection.new', awaiting: 'name' });
    expect(await asked(homes.house, person)).not.toContain('connection.ask-address');
  });
});

test('the kilowatts that are wished for, not those that are there', async () => {
  const { person } = await homes.resident();
  await person.say('我要增容，从8千瓦增到15千瓦');
  for (let n = 0; n < 3 && person.last().turn.awaiting !== 'confirm'; n += 1)
    await person.say(person.last().turn.awaiting === 'documents' ? '以后再补' : '13900000077');
  expect(person.last().turn).toMatchObject({ service: 'connection.new', awaiting: 'confirm' });
  expect(person.text()).toContain('15 千瓦');
});

describe('the title of an invoice', () => {
  test('with its tax number: a yes is all that is left', async () => {
    const { person } = await homes.resident();
    await payAndRate(person);
    await person.say(`开发票，抬头${COMPANY}，税号${TAX}`);
    expect(person.last().turn).toMatchObject({ service: 'invoice.issue', awaiting: 'confirm' });
    await person.say('确认');
    expect(await invoicesOf(homes.house, person)).toMatchObject([{ title: COMPANY, tax_number: TAX }]);
  });

  test('without it: only the number is asked', async () => {
    const { person } = await homes.resident();
    await payAndRate(person);
    await person.say(`开发票，抬头写${COMPANY}`);
    expect(person.last().turn).toMatchObject({ service: 'invoice.issue', awaiting: 'taxNumber' });
  });
});

test('points that are given with the wish to give them', async () => {
  const { person } = await homes.resident();
  await payAll(person);
  await person.say('我要评价，给5颗星');
  expect(await person.said()).toEqual(['rating.thanks']);
  expect(await ratingsOf(homes.house, person)).toMatchObject([{ score: 5 }]);
});

test('the new telephone', async () => {
  const { person } = await homes.resident();
  await person.say('我要换手机号，新号码13900000088');
  expect(person.last().turn).toMatchObject({ service: 'request.file' });
  expect(person.last().turn.awaiting).not.toBe('contactPhone');
  expect(await casesOf(homes.house, person)).toEqual([]);
});
