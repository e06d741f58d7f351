/** An invoice's title and tax number in one message, in either order, with or without their names, at every question of it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { House, Person } from '../support/house.ts';
import { type Homes, openHomes, payAndRate } from './homes.ts';

let homes: Homes;
let house: House;
beforeAll(async () => {
  homes = await openHomes(70);
  house = homes.house;
}, 60_000);
afterAll(() => house.close());

type Locale = 'zh-CN' | 'zh-TW' | 'en';
const WISH: Readonly<Record<Locale, readonly [string, string]>> = {
  'zh-CN': ['开发票', '公司'],
  'zh-TW': ['開發票', '公司'],
  en: ['I need an invoice', 'company'],
};
const paid = async (locale: Locale): Promise<Person> => {
  const { person } = await homes.resident();
  await payAndRate(person);
  await house.request('PATCH', '/v1/me', { token: person.token, body: { locale } });
  await person.say(WISH[locale][0]);
  return person;
};
const openOf = async ({ residentId }: Person) => {
  const { session } = await house.db
    .selectFrom('conversations')
    .select('session')
    .where('resident_id', '=', residentId)
    .executeTakeFirstOrThrow();
  return (session as { stack: { asked: string; slots: Record<string, string> }[] }).stack.at(-1);
};

const HUA = '华光商贸有限公司';
const SUN = 'Sunrise Trading Ltd';
const TAX = '91310000MA1FL0000X';
const OTHER = '91310000MA1FL1111X';

describe('where the title is asked', () => {
  test.each<[Locale, string, string | undefined, string]>([
    ['zh-CN', `${TAX} ${HUA}`, HUA, TAX],
    ['zh-CN', `${HUA} ${TAX}`, HUA, TAX],
    ['zh-CN', `税号 9131 0000 MA1F L000 0X，${HUA}`, HUA, TAX],
    ['zh-CN', TAX, undefined, TAX],
    ['zh-CN', `税号${TAX}`, undefined, TAX],
    ['zh-CN', `我的税号是${TAX}，抬头等下给你`, undefined, TAX],
    ['zh-TW', '統編12345675 華光商貿有限公司', '華光商貿有限公司', '12345675'],
    ['zh-TW', '華光商貿有限公司（統編12345675）', '華光商貿有限公司', '12345675'],
    ['zh-TW', '12345675', undefined, '12345675'],
    ['en', `Tax ID ${TAX}, ${SUN}`, SUN, TAX],
    ['en', `${SUN}, tax number ${TAX}`, SUN, TAX],
    ['en', TAX, undefined, TAX],
    ['en', 'Our UBN is 12345675 and the name is Sunrise Cafe', 'Sunrise Cafe', '12345675'],
    ['zh-CN', `名称：${HUA}\n纳税人识别号：${TAX}\n地址、电话：示例市和平路1号 021-12345678`, HUA, TAX],
  ])('%s: “%s”', async (locale, words, title, taxNumber) => {
    const person = await paid(locale);
    await person.say(WISH[locale][1]);
    await person.say(words);
    const open = await openOf(person);
    expect(open).toMatchObject({ asked: title ? 'confirm' : 'title', slots: { taxNumber } });
    expect(open?.slots.title).toBe(title);
  });
});

describe('where it is asked for whom', () => {
  test.each<[Locale, string, Record<string, string>, string]>([
    ['zh-CN', `公司抬头 ${HUA}`, { title: HUA }, 'taxNumber'],
    ['zh-CN', `公司，${HUA}`, { title: HUA }, 'taxNumber'],
    ['zh-CN', HUA, { title: HUA }, 'taxNumber'],
    ['zh-CN', `公司抬头 ${HUA} 税号 ${TAX}`, { title: HUA, taxNumber: TAX }, 'confirm'],
    ['zh-CN', `公司，税号${TAX}，抬头${HUA}`, { title: HUA, taxNumber: TAX }, 'confirm'],
    ['zh-CN', `税号${TAX}`, { taxNumber: TAX }, 'title'],
    ['zh-TW', '公司抬頭 華光商貿有限公司', { title: '華光商貿有限公司' }, 'taxNumber'],
    ['en', `Company, ${SUN}`, { title: SUN }, 'taxNumber'],
    ['en', `company title: ${SUN}`, { title: SUN }, 'taxNumber'],
  ])('%s: “%s”', async (locale, words, slots, asked) => {
    const person = await paid(locale);
    await person.say(words);
    expect(await openOf(person)).toMatchObject({ asked, slots: { titleKind: 'company', ...slots } });
  });

  test.each<[Locale, string]>([
    ['zh-CN', '公司抬头'],
    ['zh-CN', '公司，谢谢'],
    ['en', 'company please'],
  ])('%s: “%s” names no title', async (locale, words) => {
    const person = await paid(locale);
    await person.say(words);
    const open = await openOf(person);
    expect(open).toMatchObject({ asked: 'title', slots: { titleKind: 'company' } });
    expect(open?.slots.title).toBeUndefined();
  });
});

describe('corrected where it is read back', () => {
  const readBack = async (locale: Locale, title: string) => {
    const person = await paid(locale);
    for (const words of [WISH[locale][1], title, TAX]) await person.say(words);
    expect(await openOf(person)).toMatchObject({ asked: 'confirm', slots: { title, taxNumber: TAX } });
    return person;
  };
  test.each<[Locale, string, Record<string, string>]>([
    ['zh-CN', `抬头改成大华科技有限公司 税号${OTHER}`, { title: '大华科技有限公司', taxNumber: OTHER }],
    ['zh-CN', `不对，是${OTHER} 大华科技有限公司`, { title: '大华科技有限公司', taxNumber: OTHER }],
    ['zh-CN', '公司抬头 大华科技有限公司', { title: '大华科技有限公司', taxNumber: TAX }],
    ['zh-CN', `税号${OTHER}`, { title: HUA, taxNumber: OTHER }],
    ['zh-CN', OTHER, { title: HUA, taxNumber: OTHER }],
    [
      'en',
      `no, the title is Moonlight Studio Inc and the tax number is ${OTHER}`,
      { title: 'Moonlight Studio Inc', taxNumber: OTHER },
    ],
  ])('%s: “%s”', async (locale, words, slots) => {
    const person = await readBack(locale, locale === 'en' ? SUN : HUA);
    await person.say(words);
    expect(await openOf(person)).toMatchObject({ asked: 'confirm', slots });
    expect(await person.said()).toContain('repair.corrected');
  });

  test('a title is taken without what stands beside it, and not for a promise to send it', async () => {
    const person = await paid('zh-CN');
    await person.say('公司');
    for (const words of ['等一下我问下财务', '不知道', '转人工']) {
      await person.say(words);
      expect((await openOf(person))?.slots.title).toBeUndefined();
    }
    await person.say(`${HUA}，电话13900001111`);
    expect(await openOf(person)).toMatchObject({ asked: 'taxNumber', slots: { title: HUA } });
  });

  test('a wrong title is asked again, a question is none', async () => {
    const person = await readBack('zh-CN', HUA);
    await person.say('抬头是什么？');
    expect(await openOf(person)).toMatchObject({ slots: { title: HUA, taxNumber: TAX } });
    await person.say('抬头不对');
    expect(await openOf(person)).toMatchObject({ asked: 'title', slots: { taxNumber: TAX } });
  });

  test('from a person to a company with both, and back to a person', async () => {
    const person = await paid('zh-CN');
    await person.say('个人');
    await person.say(`抬头改成${HUA} 税号${TAX}`);
    expect(await openOf(person)).toMatchObject({
      asked: 'confirm',
      slots: { titleKind: 'company', title: HUA, taxNumber: TAX },
    });
    await person.say('还是个人吧');
    const open = await openOf(person);
    expect(open).toMatchObject({ asked: 'confirm', slots: { titleKind: 'personal' } });
    expect(open?.slots).not.toHaveProperty('taxNumber');
  });
});
