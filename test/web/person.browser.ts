/** Talking with a person on a phone, in three languages: the bot is silent meanwhile, and goes on where it was. */
import { describe, expect, test } from 'vitest';
import { LOCALES, type Locale } from '../../src/domain/names.ts';
import { sayingIn } from '../support/phone.ts';
import { townOnPhones } from '../support/town-on-phones.ts';

const WORDS: Readonly<Record<Locale, { ask: string; person: string; more: string; clerk: string }>> = {
  'zh-CN': { ask: '查电费', person: '转人工', more: '我的户号找不到了', clerk: '您好，户号印在账单右上角。' },
  'zh-TW': { ask: '查電費', person: '找專員', more: '我的電號找不到了', clerk: '您好，電號印在帳單右上角。' },
  en: {
    ask: 'Check my bill',
    person: 'Talk to a person',
    more: 'I cannot find my account number',
    clerk: 'Hello, it is printed at the top of your bill.',
  },
};

const house = townOnPhones();

describe.each(LOCALES)('in %s', (locale) => {
  const words = WORDS[locale];
  const said = sayingIn(locale);

  test('a clerk takes over in the middle of a question, talks, hands back, and the question comes again', async () => {
    const phone = await house.phone(locale, `person-${locale}`);
    const { handoff, attempt } = house.services;
    await phone.write(words.ask);
    await phone.write(words.person);
    await phone.picture('asked');
    await phone.fits();
    const [waiting] = await handoff.queue();
    const number = waiting?.caseNumber ?? '';
    expect((await attempt(() => handoff.take('S01', number))).ok).toBe(true);
    await phone.sees('周敏');
    // The bot is silent: the message is there, and nothing answers it.
    const before = await phone.page.locator('.entry.out').count();
    await phone.page.fill('#input', words.more);
    await phone.page.keyboard.press('Enter');
    await phone.sees(words.more);
    await house.pass(1);
    await phone.page.waitForTimeout(1_500);
    expect(await phone.page.locator('.entry.out').count()).toBe(before);
    expect((await attempt(() => handoff.say('S01', number, words.clerk))).ok).toBe(true);
    await phone.sees(words.clerk);
    await phone.picture('person');
    await phone.accessible();
    const back = await attempt(() => handoff.handBack('S01', number));
    if (!back.ok) throw new Error(back.problem.code);
    await house.converse.answerWaiting(back.value);
    await phone.sees(said('handoff.back', { name: '周敏' }));
    await phone.picture('back');
    await phone.fits();
    expect((await house.services.cases.byNumber(number))?.stage).toBe('done');
    await phone.close();
  });
});
