/** What tests of the time after filing share: an outage reported by its address, a complaint filed, and a language with its lines. */
import { expect } from 'vitest';
import type { House, Person } from '../support/house.ts';

export type Language = 'zh-CN' | 'zh-TW' | 'en';

/** Each line with its language. */
export const each = (told: Readonly<Partial<Record<Language, readonly string[]>>>): [Language, string][] =>
  (Object.entries(told) as [Language, readonly string[]][]).flatMap(([language, lines]) =>
    lines.map((line): [Language, string] => [language, line]),
  );

export const tell = async (person: Person, ...lines: readonly string[]) => {
  for (const line of lines) await person.say(line);
  return person;
};

let streets = 0;
export async function reported(house: House, language: Language): Promise<Person> {
  streets += 1;
  const lines = {
    'zh-CN': ['家里停电了', '没有', `示例市长宁路${streets}号`, '整栋楼', '13912345678', '是的'],
    'zh-TW': ['家裡停電了', '沒有', `示例市長寧路${streets}號`, '整棟樓', '0912345678', '是的'],
    en: ['no power at home', 'no', `${streets} Peace Road, Example City`, 'the whole building', '13912345678', 'yes'],
  }[language];
  const person = await tell(await house.person(language), ...lines);
  expect((await person.said())[0]).toBe('outage.filed');
  return person;
}

export async function complained(house: House, language: Language): Promise<Person> {
  const lines = {
    'zh-CN': ['我要投诉', '抄表员', '抄表的人上周二敲门像砸门', '13912345678', '是的'],
    'zh-TW': ['我要申訴', '服務態度', '櫃台人員叫我等了一個小時', '0912345678', '是'],
    en: ['I want to complain', 'the staff', 'they were very rude to me on Monday', '13912345678', 'yes'],
  }[language];
  const person = await tell(await house.person(language), ...lines);
  expect((await person.said())[0]).toBe('complaint.filed');
  return person;
}
