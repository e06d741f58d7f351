/** Paying for somebody else: welcome, but it never keeps those who bound the account from paying. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { commit } from '../../src/store/commit.ts';
import { rememberOpenId } from '../../src/store/open-ids.ts';
import { type Answered, bound, type Client, client } from '../rest/door.ts';
import { type House, openHouse } from '../support/house.ts';
import { startLinePay } from '../support/line-pay-emulator/index.ts';
import { LI, LIN, WANG } from '../support/town.ts';
import { APP_ID, startWechatPay } from '../support/wechat-pay-emulator/index.ts';

let house: House;
let li: Client;
let stranger: Client;

beforeEach(async () => {
  house = await openHouse();
  li = await bound(house, LI);
  stranger = await client(house);
});
afterEach(() => house.close());

const pay = (who: Client, more: object = {}, { accountNumber }: { accountNumber: string } = LI): Promise<Answered> =>
  who.post('/v1/payments', { accountNumber, method: 'sandbox', ...more });
const codeOf = ({ status, body }: Answered) => [status, body.code];
const status = async (who: Client, opened: Answered) =>
  (await who.get(`/v1/payments/${opened.body.paymentId}`)).body.status;
const ledger = () => house.db.selectFrom('ledger_transfers').select(['kind', 'amount_minor']).execute();
const open = () => house.db.selectFrom('payments').select('resident_id').where('status', '=', 'pending').execute();

describe('a stranger opened a payment of somebody’s bills', () => {
  test('who bound the account pays all the same: the stranger’s is closed at the gateway and takes no money', async () => {
    const first = await pay(stranger);
    expect(first.status).toBe(201);
    const own = await pay(li);
    expect([own.status, own.body.amount]).toEqual([201, '224.88']);
    expect(await status(stranger, first)).toBe('expired');
    expect((await house.payAt(first.body.action.url)).text).toContain('已关闭');
    expect(await ledger()).toEqual([]);
    await house.payAt(own.body.action.url);
    expect(await status(li, own)).toBe('paid');
    expect(await ledger()).toEqual([{ kind: 'settlement', amount_minor: 22_488n }]);
    expect(await house.db.selectFrom('cases').select('kind').execute()).toEqual([]);
  });

  test('again and again: who bound the account pays each time', async () => {
    for (let round = 0; round < 3; round += 1) {
      expect((await pay(await client(house))).status).toBe(201);
      const own = await pay(li, { billIds: [round === 1 ? 'L-10' : 'L-11'] });
      expect(own.status).toBe(201);
      await house.payAt(own.body.action.url, 'declined');
    }
  });

  test('one bill is enough for who bound it: the other one’s payment of both makes way', async () => {
    const first = await pay(stranger);
    expect((await pay(li, { billIds: ['L-11'] })).status).toBe(201);
    expect(await status(stranger, first)).toBe('expired');
  });

  test('and paid it a moment ago, of which nobody has heard: nothing is due any more, and it was paid once', async () => {
    const first = await pay(stranger);
    await house.payAt(first.body.action.url, 'never');
    expect(codeOf(await pay(li))).toEqual([409, 'nothing_due']);
    expect(await status(stranger, first)).toBe('paid');
    expect(await ledger()).toEqual([{ kind: 'settlement', amount_minor: 22_488n }]);
    expect((await li.get(`/v1/accounts/${LI.accountNumber}/bills`)).body.amountDue).toBe('0.00');
  });

  test('many of them and who bound it at the same moment: one payment is open in the end, and it can be theirs', async () => {
    const strangers = await Promise.all(Array.from({ length: 10 }, () => client(house)));
    const answers = await Promise.all([...strangers.map((one) => pay(one)), pay(li), pay(li)]);
    expect(answers.filter(({ status: code }) => ![201, 409].includes(code))).toEqual([]);
    expect((await open()).length).toBe(1);
    expect((await pay(li)).status).toBe(201);
    expect(await open()).toEqual([{ resident_id: li.residentId }]);
  });

  test('the stranger is told in the chat that it ran out; who bound the account is led to the gateway', async () => {
    const other = await house.person();
    for (const words of [`帮我妈缴电费，户号${LI.accountNumber}`, '确认']) await other.say(words);
    expect(await other.said()).toContain('pay.opened');
    house.advance(61);
    const person = await house.person();
    await person.bind(LI);
    for (const words of ['交电费', '确认']) await person.say(words);
    expect(await person.said()).toEqual(['pay.opened-title', 'pay.opened']);
    house.advance(6);
    await house.upkeep();
    await house.settle();
    expect(await other.said()).toContain('paid.expired');
  });
});

describe('who bound the account keeps their payment', () => {
  test('from strangers', async () => {
    const own = await pay(li);
    for (let i = 0; i < 3; i += 1) expect(codeOf(await pay(await client(house)))).toEqual([409, 'payment_open']);
    expect(await status(li, own)).toBe('pending');
  });

  test('from others who bound it, and from who bound something else', async () => {
    const own = await pay(li);
    expect(codeOf(await pay(await bound(house, LI)))).toEqual([409, 'payment_open']);
    expect(codeOf(await pay(await bound(house, WANG)))).toEqual([409, 'payment_open']);
    expect(await status(li, own)).toBe('pending');
  });

  test('also what they opened on a channel that is joined with the one they bound it on', async () => {
    const other = await client(house);
    const theirs = await pay(other);
    const third = await bound(house, LI);
    await house.db
      .updateTable('residents')
      .set({ joined_to: li.residentId, joined_at: house.now() })
      .where('resident_id', '=', other.residentId)
      .execute();
    expect(codeOf(await pay(third))).toEqual([409, 'payment_open']);
    expect((await pay(li)).body.paymentId).toBe(theirs.body.paymentId);
  });

  test('and a stranger keeps theirs from another stranger', async () => {
    await pay(stranger);
    expect(codeOf(await pay(await client(house)))).toEqual([409, 'payment_open']);
  });
});

describe('a gateway that must be asked first', () => {
  test('WeChat Pay does not answer: the stranger’s payment stays, and the same request works when it is back', async () => {
    const wechat = await startWechatPay(() => house.now());
    await house.close();
    house = await openHouse({ environment: wechat.environment });
    [li, stranger] = [await bound(house, LI), await client(house)];
    for (const { residentId } of [li, stranger])
      await commit(house.db, [
        rememberOpenId({ residentId, appId: APP_ID, openId: `o${residentId.slice(-12)}`, now: house.now() }),
      ]);
    const first = await pay(stranger, { method: 'wechat-pay' });
    wechat.trouble(/close$/, { done: false, ends: 'drop' });
    expect(codeOf(await pay(li, { method: 'wechat-pay' }))).toEqual([503, 'unavailable']);
    expect(await status(stranger, first)).toBe('pending');
    expect((await pay(li, { method: 'wechat-pay' })).status).toBe(201);
    expect([...wechat.orders.values()].map(({ state }) => state)).toEqual(['CLOSED', 'NOTPAY']);
    await wechat.close();
  });

  test('LINE Pay knows that the stranger has agreed: it is confirmed, and who bound the account owes nothing', async () => {
    const line = await startLinePay(() => house.now());
    await house.close();
    house = await openHouse({ environment: line.environment });
    const lin = await bound(house, LIN);
    const first = await pay(await client(house), { method: 'line-pay' }, LIN);
    line.authorise(first.body.action.url);
    expect(codeOf(await pay(lin, { method: 'line-pay' }, LIN))).toEqual([409, 'nothing_due']);
    expect(line.transactions.map(({ captures }) => captures)).toEqual([1]);
    expect(await ledger()).toEqual([{ kind: 'settlement', amount_minor: BigInt(LIN.due) }]);
    await line.close();
  });
});

describe('a session that opens payments for others and leaves them unpaid', () => {
  const leaveUnpaid = async (who: Client, times: number) => {
    for (let time = 0; time < times; time += 1) {
      expect((await pay(who)).status).toBe(201);
      for (let minute = 0; minute < 31; minute += 1) {
        house.advance(60);
        await house.upkeep();
      }
    }
  };

  test('gets no new ones after three, until the first of them is two hours old; others do', async () => {
    await leaveUnpaid(stranger, 3);
    const refused = await pay(stranger);
    expect(codeOf(refused)).toEqual([429, 'too_many_requests']);
    // The first was opened 93 minutes ago.
    expect(refused.headers.get('retry-after')).toBe(String(27 * 60));
    expect(codeOf(await pay(stranger, {}, WANG))).toEqual([429, 'too_many_requests']);
    expect((await pay(await client(house), {}, WANG)).status).toBe(201);
    house.advance(27 * 60);
    expect((await pay(stranger)).status).toBe(201);
  });

  test('hears in the chat that it can’t be done now, and not that nothing is due', async () => {
    const other = await house.person();
    for (let time = 0; time < 3; time += 1) {
      for (const words of [`帮我妈缴电费，户号${LI.accountNumber}`, '确认']) await other.say(words);
      expect(await other.said()).toContain('pay.opened');
      house.advance(31 * 60);
      await house.upkeep();
      await house.settle();
    }
    for (const words of [`帮我妈缴电费，户号${LI.accountNumber}`, '确认']) await other.say(words);
    expect(await other.said()).toEqual(['trouble.unavailable']);
  });

  test('pays for an account of their own as before', async () => {
    const wang = await bound(house, WANG);
    await leaveUnpaid(wang, 3);
    expect(codeOf(await pay(wang))).toEqual([429, 'too_many_requests']);
    expect((await pay(wang, {}, WANG)).status).toBe(201);
  });

  test('is not refused what they paid or saw fail, nor what ran out of their own', async () => {
    for (let time = 0; time < 4; time += 1) await house.payAt((await pay(stranger)).body.action.url, 'declined');
    for (let time = 0; time < 4; time += 1) {
      await pay(li);
      house.advance(31 * 60);
      await house.upkeep();
    }
    expect((await pay(li)).status).toBe(201);
    expect((await pay(li, {}, WANG)).status).toBe(201);
    const theirs = await pay(stranger, {}, LIN);
    await house.payAt(theirs.body.action.url);
    expect(await status(stranger, theirs)).toBe('paid');
  });
});
