/** A transfer on a phone, in three languages: photos, a paper that is missing, the old holder's link, the contract, the rating. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LOCALES, type Locale } from '../../src/domain/names.ts';
import type { ClerkEvent } from '../../src/services/cases/work.ts';
import { jpeg } from '../support/papers.ts';
import { accessible, fits, type Phone, sayingIn } from '../support/phone.ts';
import { CHEN, town } from '../support/town.ts';
import { townOnPhones } from '../support/town-on-phones.ts';

const WISH: Readonly<Record<Locale, string>> = {
  'zh-CN': '我要过户',
  'zh-TW': '我要過戶',
  en: 'I want to transfer an account',
};

/** One home that owes nothing for each language. */
const homeOf = (locale: Locale) => {
  const n = LOCALES.indexOf(locale) + 1;
  return { accountNumber: `99933000000${n}${n}`, phone: `1393000000${n}`, holder: `何住户${n}` };
};

const model = town.find((line) => 'accountNumber' in line && line.accountNumber === CHEN.accountNumber);
const house = townOnPhones(
  LOCALES.map((locale) => ({ ...model, ...homeOf(locale), address: `示例市平安路${locale.length}号` })),
);

const photo = (name: string) => ({ name, mimeType: 'image/jpeg', buffer: Buffer.from(jpeg()) });

describe.each(LOCALES)('in %s', (locale) => {
  const home = homeOf(locale);
  const said = sayingIn(locale);
  let phone: Phone;
  let caseNumber = '';

  beforeAll(async () => {
    phone = await house.phone(locale, `transfer-${locale}`);
  });
  afterAll(() => phone?.close());

  const found = async () => {
    const one = await house.services.cases.byNumber(caseNumber);
    if (!one) throw new Error('no such case');
    return one;
  };
  const clerk = async (staffId: string, event: ClerkEvent) => {
    const done = await house.services.work.act(staffId, caseNumber, event);
    if (!done.ok) throw new Error(done.problem.code);
    await house.services.carryOut(done.value);
    await house.pass(1);
  };

  test('says what is wished, who, and hands in a photo; the proof of property comes later', async () => {
    await phone.write(WISH[locale]);
    await phone.tap(said('option.ownership', { value: 'yes' }));
    await phone.write(home.accountNumber);
    await phone.tap(said('option.role', { role: 'owner' }));
    await phone.picture('consent');
    await phone.tap(said('option.consent', { value: 'yes' }));
    await phone.write('李建国 110101199001010025');
    await phone.write(home.phone);
    await phone.picture('papers');
    await phone.accessible();
    await phone.photo(photo('id-front.jpg'));
    await phone.sees(said('paper', { kind: 'id-back' }));
    await phone.picture('photo');
    await phone.tap(said('option.papers', { value: 'later' }));
    await phone.picture('read-back');
    await phone.fits();
    await phone.tap(said('label.agree'));
    caseNumber = /W\d{13}/.exec(await phone.last())?.[0] ?? /W\d{13}/.exec(await phone.shown())?.[0] ?? '';
    expect(await found()).toMatchObject({
      kind: 'transfer',
      stage: 'need-material',
      accountNumber: home.accountNumber,
    });
    expect((await found()).missing).toContain('property-proof');
    await phone.picture('filed');
  });

  test('the missing papers follow as photos, and the old holder is asked by text message', async () => {
    await phone.photo(photo('id-back.jpg'));
    await phone.photo(photo('property.jpg'));
    await phone.picture('complete');
    expect(await found()).toMatchObject({ stage: 'awaiting-old-holder', missing: [] });
    await house.pass(0);
    const link = await phone.page.evaluate(async (to) => {
      const { codes } = (await (await fetch('/demo/hints')).json()) as { codes: { phone: string; text: string }[] };
      return codes
        .map((sent) => (sent.phone === to ? /https?:\/\/\S+\/consent\/[\w.-]+/.exec(sent.text)?.[0] : null))
        .find(Boolean);
    }, home.phone);
    const holder = await phone.page.context().newPage();
    await holder.setViewportSize({ width: 360, height: 740 });
    await holder.goto(link ?? '');
    await accessible(holder);
    await fits(holder);
    await holder.screenshot({ path: `test/web/screenshots/transfer-${locale}-old-holder.png` });
    expect(await holder.content()).not.toContain('110101199001010025');
    await holder.locator('button').first().click();
    await holder.waitForLoadState();
    await holder.close();
    expect((await found()).stage).toBe('checking');
  });

  test('two clerks check it, the contract is signed on the phone, the holder changes, a rating is asked', async () => {
    await clerk('A01', 'checked');
    await clerk('M01', 'settled');
    await clerk('V01', 'approved');
    const link = phone.page.locator('a.go').last();
    await link.waitFor();
    await phone.picture('contract-link');
    const [contract] = await Promise.all([phone.page.context().waitForEvent('page'), link.click()]);
    await contract.setViewportSize({ width: 360, height: 740 });
    await contract.waitForSelector('button');
    await accessible(contract);
    await fits(contract);
    await contract.screenshot({ path: `test/web/screenshots/transfer-${locale}-contract.png` });
    await contract.locator('button').first().click();
    await contract.waitForLoadState();
    await contract.close();
    await house.pass(1);
    await phone.sees(said('option.score', { score: 5 }));
    expect((await found()).stage).toBe('done');
    const account = await house.db
      .selectFrom('accounts')
      .select('holder')
      .where('account_number', '=', home.accountNumber)
      .executeTakeFirstOrThrow();
    expect(account.holder).toBe('李建国');
    await phone.picture('done');
    await phone.tap(said('option.score', { score: 5 }));
    await phone.sees(said('rating.thanks'));
  });
});
