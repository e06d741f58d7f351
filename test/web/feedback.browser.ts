/** Telling the supplier off on a phone, in three languages: an anonymous report, a complaint chased three times, solved, rated. */
import { describe, expect, test } from 'vitest';
import { LOCALES, type Locale } from '../../src/domain/names.ts';
import type { ClerkEvent } from '../../src/services/cases/work.ts';
import { type Phone, sayingIn } from '../support/phone.ts';
import { townOnPhones } from '../support/town-on-phones.ts';

interface Words {
  readonly report: string;
  readonly who: string;
  readonly what: string;
  readonly complain: string;
  readonly waited: string;
  readonly chase: string;
  readonly yes: string;
}

const WORDS: Readonly<Record<Locale, Words>> = {
  'zh-CN': {
    report: '我要举报',
    who: '抄表员老张',
    what: '上门多收五十块钱，没给收据',
    complain: '我要投诉',
    waited: '在营业厅排队两小时没人理',
    chase: '催一下',
    yes: '是',
  },
  'zh-TW': {
    report: '我要檢舉',
    who: '抄表員老張',
    what: '上門多收五十元，沒給收據',
    complain: '我要申訴',
    waited: '在服務所排隊兩小時沒人理',
    chase: '催一下',
    yes: '是',
  },
  en: {
    report: 'I want to report misconduct',
    who: 'The meter reader of our street',
    what: 'Took fifty in cash at the door and gave no receipt',
    complain: 'I want to make a complaint',
    waited: 'Two hours in the queue and nobody helped',
    chase: 'Please hurry up',
    yes: 'yes',
  },
};

const house = townOnPhones();

describe.each(LOCALES)('in %s', (locale) => {
  const words = WORDS[locale];
  const said = sayingIn(locale);
  const newest = async (kind: 'report' | 'complaint') => {
    const { case_number: caseNumber } = await house.db
      .selectFrom('cases')
      .select('case_number')
      .where('kind', '=', kind)
      .orderBy('opened_at', 'desc')
      .orderBy('case_number', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow();
    const found = await house.services.cases.byNumber(caseNumber);
    if (!found) throw new Error('no such case');
    return found;
  };
  const clerk = async (caseNumber: string, event: ClerkEvent) => {
    const done = await house.services.work.act('P01', caseNumber, event);
    if (!done.ok) throw new Error(done.problem.code);
    await house.services.carryOut(done.value);
    await house.pass(1);
  };

  test('a report without a name: nobody who handles it can read who it was', async () => {
    const phone = await house.phone(locale, `report-${locale}`);
    await phone.write(words.report);
    await phone.picture('who-are-you');
    await phone.tap(said('option.anonymous', { value: 'yes' }));
    await phone.write(words.who);
    await phone.write(words.what);
    await phone.picture('read-back');
    await phone.accessible();
    await phone.write(words.yes);
    await phone.picture('filed');
    await phone.fits();
    const filed = await newest('report');
    expect(filed).toMatchObject({ anonymous: true, residentId: null, stage: 'received' });
    expect(await phone.shown()).toContain(filed.caseNumber);
    await phone.close();
  });

  test('a complaint is chased three times: handler, supervisor, manager; solved at the call-back, then rated', async () => {
    const phone: Phone = await house.phone(locale, `chase-${locale}`);
    await phone.write(words.complain);
    await phone.tap(said('option.about', { about: 'person' }));
    await phone.write(words.waited);
    await phone.write('13900000001');
    await phone.write(words.yes);
    await phone.picture('filed');
    const { caseNumber } = await newest('complaint');
    await phone.write(words.chase);
    await phone.picture('too-early');
    expect((await newest('complaint')).history.filter(({ event }) => event === 'chased')).toHaveLength(0);
    await clerk(caseNumber, 'contacted');
    for (const [time, days] of [
      ['first', 2],
      ['second', 3],
      ['third', 3],
    ] as const) {
      await house.pass(days * 24 * 60);
      await house.pass(1);
      await phone.write(words.chase);
      await phone.write(words.yes);
      await phone.picture(`${time}-chase`);
    }
    const chased = await newest('complaint');
    expect(chased.history.filter(({ event }) => event === 'chased')).toHaveLength(3);
    expect(chased).toMatchObject({ priority: 1, owner: '许刚' });
    await phone.accessible();
    await clerk(caseNumber, 'answered');
    await phone.sees(said('label.solved'));
    await phone.picture('call-back');
    await phone.tap(said('label.solved'));
    if ((await newest('complaint')).stage !== 'done') await phone.write(words.yes);
    await house.pass(1);
    await phone.sees(said('option.score', { score: 5 }));
    await phone.picture('rating');
    await phone.fits();
    expect((await newest('complaint')).stage).toBe('done');
    await phone.close();
  });
});
