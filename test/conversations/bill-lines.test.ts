/** Why a bill differs, where it is not the electricity: a late fee, a credit, a basic charge, each by its name in every language, in the chat and in the API. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type House, openHouse, type Person } from '../support/house.ts';
import { town, WANG } from '../support/town.ts';

const line = (kind: string, amount: string) => ({ kind, amount });
/** October with a charge that November has not; November with what October had not. */
const LINES: Readonly<Record<string, readonly [string, readonly object[]]>> = {
  'W-10': ['187.42', [line('energy', '177.42'), line('base', '10.00')]],
  'W-11': ['210.71', [line('energy', '227.71'), line('late-fee', '3.00'), line('adjustment', '-20.00')]],
};
const lines = town.map((one) => {
  const [amount, of] = ('billId' in one && LINES[String(one.billId)]) || [];
  return amount ? { ...one, amount, lines: of } : one;
});

let house: House;
let person: Person;
beforeAll(async () => {
  house = await openHouse({ lines });
  person = await house.person();
  await person.bind(WANG);
}, 60_000);
const speaking = (locale: string) => house.request('PATCH', '/v1/me', { token: person.token, body: { locale } });
afterAll(() => house.close());

const NAMES = {
  'zh-CN': ['上期的基本电费', '违约金', '费用调整（退还）'],
  'zh-TW': ['上期的基本電費', '遲延繳付費用', '費用調整（退還）'],
  en: ['Earlier basic charge', 'Late fee', 'Adjustment (credit)'],
} as const;
const ASKED = { 'zh-CN': '为什么这么贵', 'zh-TW': '為什麼這麼貴', en: 'why is my bill so high' } as const;

describe.each(['zh-CN', 'zh-TW', 'en'] as const)('in %s', (locale) => {
  test('every line that makes up the difference has its name and its sum', async () => {
    await speaking(locale);
    await person.say(ASKED[locale]);
    expect(await person.said()).toContain('explain.parts');
    const card = person.last().replies.find((reply) => reply.kind === 'card' && 'rows' in reply);
    const rows = card && 'rows' in card ? card.rows : [];
    for (const name of NAMES[locale]) expect(rows.map(([label]) => label)).toContain(name);
    expect(rows.map((row) => row.join(' ')).join('\n')).toMatch(/20\.00[\s\S]*3\.00|3\.00[\s\S]*20\.00/);
  });

  test('the API names them alike', async () => {
    await speaking(locale);
    const explained = await house.request('GET', '/v1/bills/W-11/explanation', { token: person.token });
    expect(explained.status).toBe(200);
    for (const name of NAMES[locale]) expect(explained.text).toContain(name);
  });
});
