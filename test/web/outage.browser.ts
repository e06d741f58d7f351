/** No power, on a phone, in three languages: danger in the middle of a payment; a neighbour joins, the estimate changes, still out. */
import { describe, expect, test } from 'vitest';
import { voiceOf } from '../../src/conversation/sentences/voice.ts';
import { LOCALES, type Locale } from '../../src/domain/names.ts';
import { sayingIn } from '../support/phone.ts';
import { CHEN, LI, LIN, town, WANG } from '../support/town.ts';
import { townOnPhones } from '../support/town-on-phones.ts';

const WORDS: Readonly<Record<Locale, { bind: string; pay: string; out: string; danger: string }>> = {
  'zh-CN': { bind: '绑定户号', pay: '交电费', out: '停电了', danger: '门口电线掉下来了，还冒火花' },
  'zh-TW': { bind: '綁定電號', pay: '繳電費', out: '停電了', danger: '門口電線掉下來了，還冒火花' },
  en: {
    bind: 'Link my account',
    pay: 'Pay my bill',
    out: 'My power is out',
    danger: 'A power line has fallen at our door and it is sparking',
  },
};

/** Who owes something: a bill has one open payment at a time. */
const PAYER = { 'zh-CN': WANG, 'zh-TW': LIN, en: LI } as const;

/** Neighbours on one transformer, another for each language. */
const neighbours = (locale: Locale) => {
  const n = LOCALES.indexOf(locale) + 1;
  const home = (side: number) => ({
    accountNumber: `99944000000${n}${side}`,
    phone: `139400000${n}${side}`,
    address: `示例市长安路${n}号`,
    feeder: `F9${n}`,
    transformer: `T9${n}`,
  });
  return [home(1), home(2)] as const;
};

const lineOf = (number: string) => town.find((line) => 'accountNumber' in line && line.accountNumber === number);
const house = townOnPhones(
  LOCALES.flatMap((locale) => neighbours(locale).map((home) => ({ ...lineOf(CHEN.accountNumber), ...home }))),
);

describe.each(LOCALES)('in %s', (locale) => {
  const words = WORDS[locale];
  const said = sayingIn(locale);

  test('words of danger in the middle of a payment: safety first, an urgent case, then the payment goes on', async () => {
    const phone = await house.phone(locale, `danger-${locale}`);
    await phone.bind(PAYER[locale], words.bind);
    await phone.write(words.pay);
    await phone.write(words.danger);
    await phone.picture('safety');
    await phone.accessible();
    await phone.fits();
    const number = /W\d{13}/.exec(await phone.shown())?.[0] ?? '';
    expect(await house.services.cases.byNumber(number)).toMatchObject({
      kind: 'outage',
      priority: 1,
      nextAction: 'secure-place',
    });
    await phone.tap(said('label.pay-yes'));
    await phone.page.locator('a.go').last().waitFor();
    await phone.picture('paying-on');
    await phone.close();
  });

  test('a neighbour joins, both hear the estimate and its change; one is back, the other is still out', async () => {
    const [first, second] = neighbours(locale);
    const { outages, attempt } = house.services;
    const one = await house.phone(locale, `outage-${locale}`);
    const two = await house.phone(locale, `joined-${locale}`);
    await one.bind(first, words.bind);
    await two.bind(second, words.bind);
    await one.write(words.out);
    await one.tap(said('label.danger', { danger: 'no' }));
    await one.tap(said('label.scope', { scope: 'building' }));
    await one.picture('read-back');
    await one.tap(said('label.report-it'));
    await one.picture('filed');
    await two.write(words.out);
    await two.picture('known');
    await two.accessible();
    await two.tap(said('label.keep-informed'));
    const outage = (await outages.queue()).find(({ feeder }) => feeder === first.feeder);
    expect(outage).toMatchObject({ reports: 2 });
    const id = outage?.outageId ?? '';
    const act = async (event: Parameters<typeof outages.act>[2], minutes?: number) => {
      const says = minutes === undefined ? {} : { estimate: new Date(house.now().getTime() + minutes * 60_000) };
      const done = await attempt(() => outages.act('D01', id, event, says));
      if (!done.ok) throw new Error(done.problem.code);
      // Upkeep tells the cases, and then the conversations.
      await house.pass(1);
      await house.pass(1);
      return says.estimate ? voiceOf(locale).format.time(says.estimate) : '';
    };
    await act('dispatched');
    await two.sees(await act('estimated', 60));
    const later = await act('estimated', 120);
    await one.sees(later);
    await two.sees(later);
    await two.picture('estimate-changed');
    await act('arrived');
    await act('restored');
    await one.sees(said('label.back', { back: 'still-out' }));
    await two.sees(said('label.back', { back: 'back' }));
    await one.picture('restored');
    await one.fits();
    await two.tap(said('label.back', { back: 'back' }));
    await one.tap(said('label.back', { back: 'still-out' }));
    await one.picture('still-out');
    await house.pass(1);
    await two.sees(said('option.score', { score: 5 }));
    await two.picture('rating');
    const nested = (await outages.queue()).find(({ parentId }) => parentId === id);
    expect(nested).toMatchObject({ source: 'reports', reports: 1 });
    await one.close();
    await two.close();
  });
});
