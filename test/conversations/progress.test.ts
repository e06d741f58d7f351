/** Progress: the one case at once, several to choose from, others' only in outline, and what its owner may do with it. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { phrase } from '../../src/conversation/sentences/book.ts';
import { type House, openHouse } from '../support/house.ts';
import { CHEN, LI, WANG } from '../support/town.ts';
import { act, ago, filed, LABEL, look, opened, pressArrived, round, told, zh } from './cases.town.ts';
import { deliver } from './homes.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());
// Codes go out once a minute.
beforeEach(() => house.advance(61));

describe('somebody who asks how far it is', () => {
  test('with nothing to ask about is told so, with what can be done here', async () => {
    const person = await house.person();
    await person.say('查进度');
    expect(await person.said()).toEqual(['progress.none']);
    expect(person.buttons().length).toBeGreaterThan(3);
    expect(person.last().turn.service).toBeNull();
  });

  test('with one open case sees it at once: stage, next step, owner, promised times and what is left', async () => {
    const person = await house.person();
    const caseNumber = await filed(house, person);
    await person.say('查进度');
    expect(await person.said()).toEqual(['case.title']);
    for (const shown of [
      phrase('case.stage', { stage: 'received' }),
      phrase('case.action', { action: 'contact-resident' }),
      phrase('case.team', { team: 'complaints' }),
      phrase('row.left'),
    ])
      expect(person.text()).toContain(zh(shown));
    const { promises } = await look(house, caseNumber);
    for (const { kind, due } of promises)
      expect(person.text()).toContain(zh(phrase('case.promise', { kind, due: new Date(due ?? '') })));
    expect(person.text()).toContain(caseNumber);
    await act(house, caseNumber, 'contacted', { text: '已电话了解情况' });
    await person.say('办得怎么样了');
    for (const shown of [zh(phrase('case.stage', { stage: 'investigating' })), '杨静', '已电话了解情况'])
      expect(person.text()).toContain(shown);
  });

  test('with several chooses by button, by number or by what it is', async () => {
    const person = await house.person();
    const complaint = await filed(house, person);
    const suggestion = await filed(house, person, '我想提个建议', null);
    const pick = async (answer: () => Promise<unknown>) => {
      await person.say('查进度');
      expect(person.last().turn).toMatchObject({ service: 'progress.query', awaiting: 'case' });
      await answer();
      expect(await person.said()).toEqual(['case.title']);
      return person.text();
    };
    expect(await pick(() => person.tap(complaint.slice(-4)))).toContain(complaint);
    expect(await pick(() => person.say(suggestion))).toContain(suggestion);
    expect(await pick(() => person.say('那个建议的'))).toContain(suggestion);
    expect(await pick(() => person.say('2'))).toContain(complaint);
    await person.say(`查一下 ${complaint}`);
    expect(person.text()).toContain(complaint);
  });

  test('sees what ended in the last thirty days, and no longer after them', async () => {
    const person = await house.person();
    let old = '';
    await ago(house, 31, async () => {
      old = await opened(house, person.residentId, 'praise');
      await act(house, old, 'passed-on');
    });
    await person.say('查进度');
    expect(await person.said()).toContain('progress.none');
    // By its number it can still be looked at.
    await person.say(old);
    expect(person.text()).toContain(old);
    await ago(house, 29, async () => {
      old = await opened(house, person.residentId, 'praise');
      await act(house, old, 'passed-on');
    });
    await person.say('查进度');
    expect(person.text()).toContain(old);
    expect(person.text()).toContain(zh(phrase('case.stage', { stage: 'done' })));
  });

  test('of a case that others opened on a bound account sees kind, stage and dates only', async () => {
    const owner = await house.person();
    await owner.bind(WANG);
    const caseNumber = await opened(house, owner.residentId, 'meter-test', { accountNumber: WANG.accountNumber });
    await act(house, caseNumber, 'started', { text: '周五上门' }, 'M01');
    const other = await house.person();
    house.advance(61);
    await other.bind(WANG);
    await other.say('查进度');
    expect(await other.said()).toEqual(['case.title', 'progress.of-others']);
    expect(other.text()).toContain(zh(phrase('case.stage', { stage: 'working' })));
    for (const hidden of ['蒋华', '周五上门', zh(phrase('row.promised')), zh(phrase('row.next'))])
      expect(other.text()).not.toContain(hidden);
    expect(other.buttons()).toEqual([]);
    // A forged button of its owner's does nothing.
    await other.say('你好');
    const turn = other.buttons()[0]?.button.split('/')[0] ?? '';
    await other.press(`${turn}/0//start/progress.query/case%3D${caseNumber}/category%3Dwithdraw`);
    expect(await other.said()).toEqual(['case.title', 'progress.of-others']);
    expect((await look(house, caseNumber)).stage).toBe('working');
  });

  test('hears of a number that does not exist what they hear of somebody else’s', async () => {
    const owner = await house.person();
    const theirs = await filed(house, owner);
    const other = await house.person();
    await other.say(theirs);
    expect(await other.said()).toEqual(['progress.not-found']);
    const said = other.text();
    await other.say('W2612059999999');
    expect(await other.said()).toEqual(['progress.not-found']);
    expect(other.text().replace('W2612059999999', theirs)).toBe(said);
  });

  test('and answers nonsense three times is given a way out; cancelling ends it', async () => {
    const person = await house.person();
    await filed(house, person);
    await filed(house, person, '我想提个建议', null);
    await person.say('查进度');
    const keys: string[] = [];
    for (const words of ['咕噜', '第九个', '呜啦啦']) {
      await person.say(words);
      keys.push((await person.said())[0] ?? '');
    }
    expect(keys).toEqual(['wrong.choice', 'help.in-the-middle', 'repair.choose-or-person']);
    await person.say('取消');
    expect(person.last().turn.service).toBeNull();
  });

  test('and asks for a bill in between is asked again which case', async () => {
    const person = await house.person();
    await person.bind(CHEN);
    await filed(house, person);
    await filed(house, person, '我想提个建议', null);
    await person.say('查进度');
    await person.say('查电费');
    expect(await person.said()).toEqual(expect.arrayContaining(['bill.title', 'repair.resume', 'progress.which']));
  });
});

describe('somebody whose complaint was answered', () => {
  const answered = async () => {
    // In the day: at night what is told waits.
    house.at('2026-12-15T09:00:00+08:00');
    const person = await house.person();
    const caseNumber = await filed(house, person);
    await act(house, caseNumber, 'contacted');
    await act(house, caseNumber, 'answered', { text: '已批评当事人' });
    await round(house);
    return { person, caseNumber };
  };

  test('is told the answer with two buttons; “solved” closes it and asks how it was', async () => {
    const { person, caseNumber } = await answered();
    expect(await told(person)).toContain('已批评当事人');
    await pressArrived(person, LABEL.solved);
    expect(await person.said()).toEqual(['act.confirm']);
    await person.say('是的');
    expect((await look(house, caseNumber)).stage).toBe('done');
    await round(house);
    expect(await person.said()).toContain('ask.score');
    await person.say('5分');
    expect(await look(house, caseNumber)).toMatchObject({ score: 5 });
  });

  test('“not solved” gives it to a supervisor with a new clock and what is still wrong', async () => {
    const { person, caseNumber } = await answered();
    await pressArrived(person, LABEL.notSolved);
    expect(person.last().turn.awaiting).toBe('reason');
    await person.say('他还是这样');
    await person.say('是的');
    expect(await person.said()).toEqual(['act.done', 'case.title']);
    const found = await look(house, caseNumber);
    expect(found).toMatchObject({ stage: 'investigating', owner: '何芳', priority: 1 });
    expect(found.promises.filter(({ kind, metAt }) => kind === 'answer' && !metAt)).toHaveLength(1);
    expect(found.history.at(-1)?.data).toContain('他还是这样');
  });

  test.each(['没解决啊，今天还是那样', '没有解决，他没道歉', 'not solved, he never apologised'])(
    '“%s”, written and not pressed, is taken up again with these words',
    async (words) => {
      const { person, caseNumber } = await answered();
      await person.say(words);
      expect(await person.said()).toEqual(['act.confirm']);
      await person.say('是的');
      const found = await look(house, caseNumber);
      expect(found.stage).toBe('investigating');
      expect(found.history.at(-1)?.data).toContain(words);
    },
  );

  test('not solved a second time is also told of the regulator, on the mainland', async () => {
    const { person, caseNumber } = await answered();
    await pressArrived(person, LABEL.notSolved);
    await person.tap(LABEL.skip);
    await person.say('是的');
    expect(person.text()).not.toContain('12398');
    await act(house, caseNumber, 'answered', {}, 'V01');
    await round(house);
    await pressArrived(person, LABEL.notSolved);
    await person.tap(LABEL.skip);
    await person.say('是的');
    expect(await person.said()).toEqual(['act.done', 'complaint.regulator', 'case.title']);
    expect(person.text()).toContain('12398');
  });

  test('whose yes comes twice has moved it once; the old button is explained', async () => {
    const { person, caseNumber } = await answered();
    await pressArrived(person, LABEL.notSolved);
    await person.tap(LABEL.skip);
    await Promise.all([1, 2, 3, 4, 5].map(() => deliver(house, person, `yes ${caseNumber}`, { text: '是的' })));
    expect((await look(house, caseNumber)).history.filter(({ event }) => event === 'not-solved')).toHaveLength(1);
    await pressArrived(person, LABEL.solved);
    expect((await person.said())[0]).toBe('repair.old-button-start');
  });

  test('whom nobody reaches three times at different times is told each time, and at the end', async () => {
    const { person, caseNumber } = await answered();
    for (let call = 1; call <= 3; call += 1) {
      await act(house, caseNumber, 'call-missed');
      await round(house);
      expect(await person.said()).toEqual(['case.told', 'case.title']);
      if (call < 3) {
        const early = await house.services.work.act('P01', caseNumber, 'call-missed');
        expect(early.ok).toBe(false);
        const tooSoon = await house.services.work.act('P01', caseNumber, 'unreachable');
        expect(tooSoon).toMatchObject({ ok: false, problem: { code: 'not_now' } });
      }
      house.advance(3 * 3_600);
    }
    await act(house, caseNumber, 'unreachable');
    await round(house);
    expect(await person.said()).toEqual(['case.told', 'case.title', 'ask.score']);
    expect((await look(house, caseNumber)).stage).toBe('done');
  });
});

describe('somebody whose case is closed', () => {
  const closed = async (more: Parameters<typeof opened>[3] = {}) => {
    const person = await house.person();
    const caseNumber = await opened(house, person.residentId, 'complaint', more);
    for (const event of ['contacted', 'answered', 'called-back'] as const) await act(house, caseNumber, event);
    await person.say(caseNumber);
    return { person, caseNumber };
  };

  test('has it taken up again once, by a supervisor, with the reason; then never again, but with the regulator’s number', async () => {
    const { person, caseNumber } = await closed();
    await person.tap(LABEL.reopen);
    await person.say('又发生了同样的事');
    await person.say('是的');
    expect(await person.said()).toEqual(['act.done', 'case.title']);
    expect(await look(house, caseNumber)).toMatchObject({ stage: 'investigating', owner: '何芳', priority: 1 });
    await act(house, caseNumber, 'answered');
    await act(house, caseNumber, 'called-back');
    await person.say('查进度');
    expect(person.buttons().some(({ label }) => label === LABEL.reopen)).toBe(false);
    await person.say('你好');
    const offered = person.buttons()[0]?.button.split('/')[0] ?? '';
    await person.press(`${offered}/0//start/progress.query/case%3D${caseNumber}/category%3Dreopen/reason%3Dagain`);
    expect((await person.said()).slice(0, 3)).toEqual(['act.reopened-before', 'complaint.regulator', 'case.title']);
  });

  test('in Taiwan is not sent to a mainland regulator', async () => {
    const { person, caseNumber } = await closed({ calendar: 'taiwan' });
    await person.tap(LABEL.reopen);
    await person.say('又发生了');
    await person.say('是的');
    await act(house, caseNumber, 'answered');
    await person.say(caseNumber);
    await person.tap(LABEL.notSolved);
    await person.tap(LABEL.skip);
    await person.say('是的');
    expect(await person.said()).toEqual(['act.done', 'case.title']);
  });

  test('is told when it is too late to reopen', async () => {
    const person = await house.person();
    let caseNumber = '';
    await ago(house, 31, async () => {
      caseNumber = await opened(house, person.residentId, 'complaint');
      for (const event of ['contacted', 'answered', 'called-back'] as const) await act(house, caseNumber, event);
    });
    await person.say('你好');
    const turn = person.buttons()[0]?.button.split('/')[0] ?? '';
    await person.press(`${turn}/0//start/progress.query/case%3D${caseNumber}/category%3Dreopen/reason%3Dagain`);
    expect(await person.said()).toContain('act.too-late');
    expect((await look(house, caseNumber)).stage).toBe('done');
  });
});

test('what the house noted for itself is in no card, what a clerk wrote to the resident is', async () => {
  const person = await house.person();
  await person.bind(LI);
  const caseNumber = await filed(house, person);
  await act(house, caseNumber, 'noted', { text: '此人爱投诉' });
  await act(house, caseNumber, 'reassigned', { text: '推给你了', to: { team: 'complaints' } });
  await person.say('查进度');
  expect(person.text()).not.toContain('此人爱投诉');
  expect(person.text()).not.toContain('推给你了');
});
