/** Chasing (催办): what it will do is read back, a yes does it, the effect is told; a refusal says why and when the next is possible. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type House, openHouse, type Person } from '../support/house.ts';
import { CHEN, WANG } from '../support/town.ts';
import { act, filed, LABEL, look, opened } from './cases.town.ts';
import { deliver } from './homes.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());
beforeEach(() => house.advance(61));

const chased = async (caseNumber: string) =>
  (await look(house, caseNumber)).history.filter(({ event }) => event === 'chased').length;
/** An outage: it may be chased every quarter of an hour. */
const outage = async (person: Person) => {
  const caseNumber = await opened(house, person.residentId, 'outage', { area: 'city' });
  house.advance(16 * 60);
  return caseNumber;
};

describe('somebody who chases', () => {
  test('hears who will have it, and after a yes priority, owner and the time of the next word', async () => {
    const person = await house.person();
    const caseNumber = await outage(person);
    await person.say('催一下');
    expect(person.last().turn).toMatchObject({ service: 'progress.chase', awaiting: 'confirm' });
    expect(await person.said()).toEqual(['chase.confirm']);
    expect(await chased(caseNumber)).toBe(0);
    await person.say('好的');
    expect(await person.said()).toEqual(['chase.effect']);
    const found = await look(house, caseNumber);
    expect(found).toMatchObject({ priority: 1 });
    expect(['郑海', '孙涛']).toContain(found.owner);
    expect(person.text()).toContain(found.owner ?? 'nobody');
    // The half hour of the report is over sooner than the fifteen minutes of the chase.
    const words = found.promises.filter(({ kind, dropped }) => kind === 'next-word' && !dropped);
    expect(words.map(({ due }) => due)).toEqual([new Date(found.openedAt.getTime() + 30 * 60_000).toISOString()]);
  });

  test('a third time is told that a supervisor looks at it, who has a task with a deadline', async () => {
    const person = await house.person();
    const caseNumber = await outage(person);
    const texts: string[] = [];
    for (let time = 1; time <= 3; time += 1) {
      await person.say('催一下');
      await person.say('好的');
      expect(await person.said()).toEqual(['chase.effect']);
      texts.push(person.text());
      house.advance(16 * 60);
    }
    expect(texts.map((text) => text.includes('主管'))).toEqual([false, false, true]);
    const tasks = await house.db
      .selectFrom('cases')
      .selectAll()
      .where('related_case', '=', caseNumber)
      .where('kind', '=', 'recovery')
      .execute();
    expect(tasks).toMatchObject([{ owner_team: 'supervision', owner: '何芳', status: 'open', resident_id: null }]);
    expect(tasks[0]?.deadline).toBeInstanceOf(Date);
    // The task is the house's own: the resident sees their case only.
    await person.say('查进度');
    expect(person.text()).toContain(caseNumber);
  });

  test('too early is told why and from when, and nothing is written', async () => {
    const person = await house.person();
    const caseNumber = await filed(house, person);
    await person.say('催办');
    expect(await person.said()).toEqual(['chase.too-early']);
    const from = new Date(house.now().getTime() + 86_400_000);
    expect(person.text()).toContain(String(from.getUTCDate()));
    expect(await chased(caseNumber)).toBe(0);
  });

  test('twice within the gap is refused the second time', async () => {
    const person = await house.person();
    const caseNumber = await outage(person);
    await person.say('催一下');
    await person.say('好的');
    await person.say('再催一下');
    expect(await person.said()).toEqual(['chase.too-early']);
    expect(await chased(caseNumber)).toBe(1);
  });

  test('what waits for their papers is told which', async () => {
    const person = await house.person();
    const caseNumber = await opened(house, person.residentId, 'rename', { accountNumber: WANG.accountNumber });
    await act(house, caseNumber, 'material-missing', { missing: ['id-front', 'property-proof'] }, 'A01');
    await person.say('催办');
    expect(await person.said()).toContain('chase.waiting');
    expect(person.text()).toContain('身份证人像面、产权证明');
  });

  test('with nothing open is told so', async () => {
    const person = await house.person();
    await person.say('催办');
    expect(await person.said()).toEqual(['chase.none']);
  });

  test('chooses among several, and from the card of one', async () => {
    const person = await house.person();
    const first = await outage(person);
    const second = await outage(person);
    await person.say('催办');
    expect(person.last().turn.awaiting).toBe('case');
    await person.tap(first.slice(-4));
    await person.say('好的');
    await person.say(second);
    await person.tap(LABEL.chase);
    await person.tap(LABEL.chase);
    expect([await chased(first), await chased(second)]).toEqual([1, 1]);
  });

  test('and says no, or cancels, has chased nothing', async () => {
    const person = await house.person();
    const caseNumber = await outage(person);
    await person.say('催一下');
    await person.say('不用了');
    expect(await chased(caseNumber)).toBe(0);
    expect(person.last().turn.service).toBeNull();
  });

  test('and corrects which one it is chases the other only', async () => {
    const person = await house.person();
    const first = await outage(person);
    const second = await outage(person);
    await person.say('催办');
    await person.tap(first.slice(-4));
    await person.say('返回上一步');
    await person.tap(second.slice(-4));
    await person.say('好的');
    expect([await chased(first), await chased(second)]).toEqual([0, 1]);
  });

  test('and looks at a bill before saying yes is read back again', async () => {
    const person = await house.person();
    await person.bind(CHEN);
    const caseNumber = await outage(person);
    await person.say('催一下');
    await person.say('查电费');
    expect(await person.said()).toEqual(expect.arrayContaining(['bill.title', 'chase.confirm']));
    await person.say('是的');
    expect(await chased(caseNumber)).toBe(1);
  });

  test('and says nonsense three times at the yes is given a way out', async () => {
    const person = await house.person();
    const caseNumber = await outage(person);
    await person.say('催一下');
    const keys: string[] = [];
    for (const words of ['咕噜', '呜啦', '啦啦']) {
      await person.say(words);
      keys.push((await person.said())[0] ?? '');
    }
    expect(keys).toEqual(['wrong.confirm', 'help.in-the-middle', 'repair.choose-or-person']);
    expect(await chased(caseNumber)).toBe(0);
  });

  test('whose yes is delivered twenty times at once has chased once', async () => {
    const person = await house.person();
    const caseNumber = await outage(person);
    await person.say('催一下');
    await Promise.all(Array.from({ length: 20 }, () => deliver(house, person, 'yes', { text: '好的' })));
    expect(await chased(caseNumber)).toBe(1);
  });

  test('and says yes after the promise broke is read back again: it goes higher now', async () => {
    const person = await house.person();
    const caseNumber = await outage(person);
    await person.say('催一下');
    expect(person.text()).toMatch(/郑海|孙涛/);
    house.advance(60 * 60);
    await person.say('好的');
    expect(await person.said()).toEqual(['chase.confirm']);
    expect(person.text()).toContain('许刚');
    expect(await chased(caseNumber)).toBe(0);
    await person.say('好的');
    expect(await look(house, caseNumber)).toMatchObject({ owner: '许刚', nextAction: 'contact-resident' });
  });

  test('and presses the yes of before that is told that it is old', async () => {
    const person = await house.person();
    const caseNumber = await outage(person);
    await person.say('催一下');
    const old = person.buttons()[0]?.button ?? '';
    await person.say('取消');
    await person.press(old);
    expect((await person.said())[0]).toBe('repair.old-button');
    expect(await chased(caseNumber)).toBe(0);
  });

  test('somebody else’s case hears what is said of none', async () => {
    const owner = await house.person();
    const caseNumber = await outage(owner);
    const other = await house.person();
    await other.say(`催一下 ${caseNumber}`);
    expect(await other.said()).toEqual(['progress.not-found']);
    expect(await chased(caseNumber)).toBe(0);
  });
});
