/** Paying: read back, agreed to, opened once; what gateways do afterwards; what happens in between. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { House } from '../support/house.ts';
import { CHEN, LI } from '../support/town.ts';
import { arrivedButton, casesOf, DUE_MINOR, deliver, type Homes, openHomes, payAll, paymentsOf } from './homes.ts';

let homes: Homes;
let house: House;
beforeAll(async () => {
  homes = await openHomes(85);
  house = homes.house;
});
afterAll(() => house.close());

const reading = { service: 'payment.pay', awaiting: 'confirm' };
const nothing = { service: null, awaiting: null };

describe('a resident who pays', () => {
  test('reads account, holder, bills and sum back before anything is written', async () => {
    const { person, home } = await homes.resident();
    expect((await person.say('交电费')).turn).toMatchObject(reading);
    expect(await person.said()).toEqual(['pay.read-back', 'pay.confirm']);
    expect(person.text()).toContain('¥227.71');
    expect(person.text()).not.toContain(home.holder);
    expect(await paymentsOf(house, home)).toEqual([]);
    await person.tap('确认缴费');
    expect(await person.said()).toEqual(['pay.opened-title', 'pay.opened']);
    expect(await paymentsOf(house, home)).toMatchObject([{ status: 'pending', amount_minor: DUE_MINOR }]);
  });

  test('two bills, one overdue, pays both with the fee as a line', async () => {
    const person = await house.person();
    await person.bind(LI);
    await person.say('交电费');
    expect(person.text()).toMatch(/违约金 ¥1\.06/);
    expect(person.text()).toContain('¥224.88');
    await person.say('确认');
    expect(await paymentsOf(house, { ...LI, holder: '' })).toMatchObject([{ amount_minor: 22488n }]);
  });

  test('and owes nothing is told so and nothing is opened', async () => {
    const person = await house.person();
    await person.bind(CHEN);
    expect((await person.say('交电费')).turn).toMatchObject(nothing);
    expect(await person.said()).toEqual(['pay.nothing-due']);
  });

  test.each([
    ['不了', 'pay.not-now'],
    ['先不交', 'pay.not-now'],
    ['算了', 'pay.not-now'],
    ['取消', 'repair.cancelled'],
  ])('says “%s” to the read-back: nothing is opened', async (word, key) => {
    const { person, home } = await homes.resident();
    await person.say('交电费');
    expect((await person.say(word)).turn).toMatchObject(nothing);
    expect(await person.said()).toEqual([key]);
    expect(await paymentsOf(house, home)).toEqual([]);
  });

  test.each(['好的，但是等一下', '可以吗', '嗯？', '收到'])(
    'says “%s” to the read-back: that is no yes',
    async (word) => {
      const { person, home } = await homes.resident();
      await person.say('交电费');
      expect((await person.say(word)).turn).toMatchObject(reading);
      expect(await paymentsOf(house, home)).toEqual([]);
    },
  );

  test('nonsense thrice: two different tries, then choices with a person, and still nothing is opened', async () => {
    const { person, home } = await homes.resident();
    await person.say('交电费');
    const ladder: string[] = [];
    for (const word of ['咕噜咕噜', '啦啦啦啦', '哗啦哗啦']) {
      await person.say(word);
      ladder.push((await person.said())[0] ?? '');
    }
    expect(ladder).toEqual(['wrong.confirm', 'help.in-the-middle', 'repair.choose-or-person']);
    expect(person.last().turn).toMatchObject(reading);
    expect(await paymentsOf(house, home)).toEqual([]);
  });
});

describe('corrected at the read-back', () => {
  test('to another bound account: that one is read back, and only its bills are paid', async () => {
    const { person, homes: own } = await homes.resident(2);
    const [first, second] = own;
    if (!first || !second) throw new Error('two homes');
    await person.say('交电费');
    await person.say(`不对，户号是${first.accountNumber}`);
    expect(await person.said()).toEqual(['repair.corrected', 'pay.read-back', 'pay.confirm']);
    await person.say('确认');
    expect(await paymentsOf(house, first)).toHaveLength(1);
    expect(await paymentsOf(house, second)).toEqual([]);
  });

  test('by saying only that the account is wrong: which one is asked, the guess is not made again', async () => {
    const { person, homes: own } = await homes.resident(2);
    await person.say('交电费');
    const asked = await person.say('户号不对');
    expect(asked.turn.awaiting).toBe('account');
    await person.say('第一个');
    expect(person.last().turn).toMatchObject(reading);
    await person.say('确认');
    expect(await paymentsOf(house, own[0] ?? homes.next())).toHaveLength(1);
  });

  test('twice, back to the first: one payment, for the first', async () => {
    const { person, homes: own } = await homes.resident(2);
    const [first, second] = own;
    if (!first || !second) throw new Error('two homes');
    await person.say('交电费');
    await person.say(`不对，户号是${first.accountNumber}`);
    await person.say(`错了，还是${second.accountNumber}`);
    await person.say('确认');
    expect(await paymentsOf(house, first)).toEqual([]);
    expect(await paymentsOf(house, second)).toHaveLength(1);
  });

  test("a yes button from before the correction is explained and opens nobody's payment", async () => {
    const { person, homes: own } = await homes.resident(2);
    const [first, second] = own;
    if (!first || !second) throw new Error('two homes');
    await person.say('交电费');
    const old = person.buttons().find(({ label }) => label === '确认缴费')?.button ?? '';
    await person.say(`不对，户号是${first.accountNumber}`);
    await person.press(old);
    expect(await person.said()).toEqual(['repair.old-button', 'pay.read-back', 'pay.confirm']);
    expect(person.last().turn).toMatchObject(reading);
    expect([...(await paymentsOf(house, first)), ...(await paymentsOf(house, second))]).toEqual([]);
  });

  test('to an account that is not bound: it has to be bound first, and nothing of it is shown', async () => {
    const { person } = await homes.resident();
    const other = homes.next();
    await person.say('交电费');
    const asked = await person.say(`不对，户号是${other.accountNumber}`);
    expect(asked.turn).toMatchObject({ service: 'account.bind', awaiting: 'phone' });
    expect(person.text()).not.toMatch(/¥|户主|住户/);
    expect(await paymentsOf(house, other)).toEqual([]);
  });

  test('“back” takes back a chosen account; where nothing was chosen it leaves', async () => {
    const { person } = await homes.resident(2);
    await person.say('切换户号');
    await person.say('第一个');
    await person.say('交电费');
    expect((await person.say('返回上一步')).turn).toMatchObject(nothing);
    expect(await person.said()).toEqual(['repair.cancelled']);
  });
});

describe('a yes', () => {
  test('pressed twice opens one payment; the second press is explained', async () => {
    const { person, home } = await homes.resident();
    await person.say('交电费');
    const yes = person.buttons()[0]?.button ?? '';
    await person.press(yes);
    await person.press(yes);
    expect(await person.said()).toEqual(['repair.old-button']);
    expect(await paymentsOf(house, home)).toHaveLength(1);
  });

  test('written twice opens one payment', async () => {
    const { person, home } = await homes.resident();
    await person.say('交电费');
    await person.say('确认');
    await person.say('确认');
    expect(await person.said()).toEqual(['talk.thanks']);
    expect(await paymentsOf(house, home)).toHaveLength(1);
  });

  test('delivered again is answered the same, word for word', async () => {
    const { person, home } = await homes.resident();
    await person.say('交电费');
    const first = await deliver(house, person, 'the-yes', { text: '确认' });
    const second = await deliver(house, person, 'the-yes', { text: '确认' });
    expect(second.body.replies).toEqual(first.body.replies);
    expect(second.body.messageIds).toEqual(first.body.messageIds);
    expect(await paymentsOf(house, home)).toHaveLength(1);
  });

  test('delivered twenty times at once has one effect and one answer', async () => {
    const { person, home } = await homes.resident();
    await person.say('交电费');
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => deliver(house, person, 'same', { text: '确认' })),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    for (const { body } of answers) expect(body.replies).toEqual(answers[0]?.body.replies);
    expect(await paymentsOf(house, home)).toHaveLength(1);
  });
});

describe('an open payment', () => {
  test('of the same sum is offered again, not made again', async () => {
    const { person, home } = await homes.resident();
    await person.say('交电费');
    await person.say('确认');
    house.advance(300);
    await person.say('交电费');
    await person.say('确认');
    expect(await person.said()).toEqual(['pay.opened-title', 'pay.still-open']);
    expect(await paymentsOf(house, home)).toHaveLength(1);
  });

  test('of somebody else keeps the account from being paid twice', async () => {
    const { person: first, home } = await homes.resident();
    await first.say('交电费');
    await first.say('确认');
    house.advance(61);
    const second = await house.person();
    await second.bind(home);
    await second.say('交电费');
    await second.say('确认');
    expect(await second.said()).toEqual(['pay.open-elsewhere']);
    expect(await paymentsOf(house, home)).toHaveLength(1);
  });
});

describe('at the gateway', () => {
  const opened = async () => {
    const resident = await homes.resident();
    await resident.person.say('交电费');
    await resident.person.say('确认');
    return { ...resident, url: resident.person.link() };
  };
  const upkeepAfter = async (seconds: number) => {
    house.advance(seconds);
    await house.upkeep();
    await house.settle();
    house.advance(10);
    await house.upkeep();
    await house.settle();
  };
  const settlements = async (paymentId: string) =>
    (await house.db.selectFrom('ledger_transfers').select('kind').where('payment_id', '=', paymentId).execute()).map(
      (row) => row.kind,
    );

  test('a declined payment is said, and can be tried again', async () => {
    const { person, home, url } = await opened();
    await person.pay(url, 'declined');
    expect(await person.said()).toEqual(['paid.failed']);
    await payAll(person);
    expect((await paymentsOf(house, home)).map((row) => row.status).sort()).toEqual(['failed', 'paid']);
  });

  test('a notice that comes late is booked when it comes', async () => {
    const { person, home, url } = await opened();
    await person.pay(url, 'late');
    expect(await paymentsOf(house, home)).toMatchObject([{ status: 'pending' }]);
    await upkeepAfter(21);
    expect(await person.said()).toEqual(['paid.title', 'paid.thanks', 'ask.score']);
    expect(await paymentsOf(house, home)).toMatchObject([{ status: 'paid' }]);
  });

  test('a notice that comes three times is one receipt and one settlement', async () => {
    const { person, home, url } = await opened();
    await person.pay(url, 'duplicate');
    const [paid] = await paymentsOf(house, home);
    expect(await settlements(paid?.payment_id ?? '')).toEqual(['settlement']);
    const transcript = await person.transcript();
    const receipts = transcript.messages.filter(({ reply }) => reply?.kind === 'card' && reply.title === '缴费收据');
    expect(receipts).toHaveLength(1);
  });

  test('a paid order nobody tells us of is asked for', async () => {
    const { person, home, url } = await opened();
    await person.pay(url, 'never');
    expect(await paymentsOf(house, home)).toMatchObject([{ status: 'pending' }]);
    await upkeepAfter(31);
    expect(await paymentsOf(house, home)).toMatchObject([{ status: 'paid' }]);
    expect(await person.said()).toEqual(['paid.title', 'paid.thanks', 'ask.score']);
  });

  test('a wrong amount never counts as paid: a case with owner and deadline, and the resident is told', async () => {
    const { person, home, url } = await opened();
    await person.pay(url, 'wrong-amount');
    expect(await person.said()).toEqual(['paid.disputed']);
    const [row] = await paymentsOf(house, home);
    expect(row?.status).not.toBe('paid');
    expect(await settlements(row?.payment_id ?? '')).toEqual(['suspense']);
    expect(await casesOf(house, person)).toMatchObject([{ kind: 'bill-check', status: 'open', owner_team: 'billing' }]);
  });

  test('a page that nobody pays at runs out, and the resident is told', async () => {
    const { person, home } = await opened();
    await upkeepAfter(31 * 60);
    expect(await paymentsOf(house, home)).toMatchObject([{ status: 'expired' }]);
    expect(await person.said()).toEqual(['paid.expired']);
    const again = await arrivedButton(person, '缴电费');
    expect((await person.press(again)).turn).toMatchObject(reading);
  });

  test('a receipt in the middle of another question leaves the question open; the rating waits its turn', async () => {
    const { person, home, url } = await opened();
    await person.say('解绑户号');
    await person.pay(url);
    expect(await person.said()).toEqual(['paid.title', 'paid.thanks', 'unbind.confirm']);
    expect(await paymentsOf(house, home)).toMatchObject([{ status: 'paid' }]);
    await person.say('不要了');
    expect(await person.said()).toEqual(['repair.cancelled', 'ask.score']);
    await person.say('5');
    expect(await person.said()).toEqual(['rating.thanks']);
  });

  test('a receipt while the same account is read back again ends that, and nothing is paid twice', async () => {
    const { person, home, url } = await opened();
    await person.say('交电费');
    await person.pay(url);
    expect(await person.said()).toEqual(['paid.title', 'paid.thanks', 'pay.nothing-due', 'ask.score']);
    expect(await paymentsOf(house, home)).toHaveLength(1);
  });
});

describe('a payment is open, or was made', () => {
  test.each([
    '缴好了',
    '繳好了',
    '交好了',
    '付好了',
    '付完款了',
    '付完款了，收据呢',
    '我缴完了',
    'done, paid',
    "I've paid",
  ])('“%s” shows what was paid, and no sum to pay once more', async (words) => {
    const { person } = await homes.resident();
    await person.say('交电费');
    await person.tap('确认缴费');
    await person.say(words);
    expect(await person.said()).toEqual(['history.title']);
  });

  test('交了吧 still asks for it to be done', async () => {
    const { person } = await homes.resident();
    await person.say('交了吧');
    expect((await person.said()).at(-1)).toBe('pay.confirm');
  });

  test.each(['重复扣款', '扣了两次', '我多交了一次', 'I was charged twice for September!'])(
    '“%s” has it checked and explains no bill',
    async (words) => {
      const { person } = await homes.resident();
      await person.say(words);
      expect(person.last().turn.service).toBe('request.file');
      expect(['month', 'description']).toContain(person.last().turn.awaiting);
    },
  );

  test('how it is given back is asked of the articles', async () => {
    const { person } = await homes.resident();
    await person.say('重复交费了怎么退');
    expect((await person.said())[0]).toMatch(/^knowledge\./);
  });
});
