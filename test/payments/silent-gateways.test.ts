/** A gateway that says nothing: it delays nobody else, and no payment stays open for ever without somebody who looks at it. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { gatewayAway, type PaymentGateway } from '../../src/outside/payment-gateway.ts';
import { commit } from '../../src/store/commit.ts';
import { rememberOpenId } from '../../src/store/open-ids.ts';
import { type Client, client } from '../rest/door.ts';
import { type House, openHouse, type Person } from '../support/house.ts';
import { CHEN, LI, LIN, town, WANG, ZHAO } from '../support/town.ts';
import {
  APP_ID,
  startWechatPay,
  type WechatNotice,
  type WechatPayEmulator,
} from '../support/wechat-pay-emulator/index.ts';

/** Lets everything go on that waits for nothing but the database. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setImmediate(resolve));
}

describe('a gateway that takes the connection and says nothing', () => {
  const HOMES = [WANG, LI, CHEN, ZHAO, LIN];
  let house: House;
  let payers: Client[];
  /** Of which payments and refunds it says nothing. */
  let silentOf: (id: string) => boolean;
  /** What it was asked about, and who still waits for it. */
  let asked: string[];
  let waiting: (() => void)[];
  /** Makes it answer after all, by payment or refund. */
  let answers: Map<string, () => void>;

  const orSilence = <A>(id: string, answer: () => Promise<A>): Promise<A> => {
    asked.push(id);
    if (!silentOf(id)) return answer();
    return new Promise((resolve, reject) => {
      waiting.push(() => reject(gatewayAway('nobody answered', 'too late')));
      answers.set(id, () => resolve(answer()));
    });
  };
  const speechless = (made: PaymentGateway): PaymentGateway => ({
    ...made,
    query: (order) => orSilence(order.paymentId, () => made.query(order)),
    close: (order) => orSilence(order.paymentId, () => made.close(order)),
    refund: (order) => orSilence(order.refundId, () => made.refund(order)),
    queryRefund: (order) => orSilence(order.refundId, () => made.queryRefund(order)),
  });
  const patienceEnds = () => {
    for (const tell of waiting.splice(0)) tell();
  };

  beforeEach(async () => {
    [silentOf, asked, waiting, answers] = [() => false, [], [], new Map()];
    const owed = town.find((one) => 'billId' in one && one.billId === 'L-11');
    const more = [CHEN, ZHAO].map(({ accountNumber }) => ({ ...owed, accountNumber, billId: accountNumber }));
    house = await openHouse({
      environment: { RATE_LIMITS: 'off' },
      lines: [...town, ...more],
      gateways: (made) => ({ ...made, ...(made.sandbox && { sandbox: speechless(made.sandbox) }) }),
    });
    payers = await Promise.all(HOMES.map(() => client(house)));
  });
  afterEach(() => house.close());

  /** Five payments, paid at the gateway or not, of which it tells nothing by itself. */
  const openAll = async (outcome: 'never' | null): Promise<string[]> => {
    const ids: string[] = [];
    for (const [i, { accountNumber }] of HOMES.entries()) {
      const opened = await payers[i]?.post('/v1/payments', { accountNumber, method: 'sandbox' });
      if (opened?.status !== 201) throw new Error(opened?.text);
      ids.push(opened.body.paymentId);
      if (outcome) await house.payAt(opened.body.action.url, outcome);
    }
    return ids;
  };
  const paid = async () =>
    (await house.db.selectFrom('payments').select('payment_id').where('status', '=', 'paid').execute()).map(
      ({ payment_id: id }) => id,
    );
  const askAboutSilent = () => house.services.settlement.askAboutSilent(20);

  test('payments: one round waits for it once, not once for each; who was not asked is asked in the next', async () => {
    const opened = await openAll(null);
    silentOf = () => true;
    house.advance(31);
    const round = askAboutSilent();
    await until(() => waiting.length === 3);
    // Another instance finds nothing that nobody is asking about.
    expect(await askAboutSilent()).toBe(0);
    patienceEnds();
    expect(await round).toBe(5);
    expect(asked).toEqual(opened.slice(0, 3));
    silentOf = () => false;
    house.advance(1);
    expect(await askAboutSilent()).toBe(2);
    expect(asked).toEqual(opened);
    house.advance(59);
    await askAboutSilent();
    expect(asked.length).toBe(10);
  });

  test('payments: where answers take long, who has waited half a minute for their turn is left to the next round', async () => {
    const opened = await openAll(null);
    silentOf = () => true;
    house.advance(31);
    const round = askAboutSilent();
    await until(() => waiting.length === 3);
    house.advance(30);
    silentOf = () => false;
    for (const id of opened.slice(0, 3)) answers.get(id)?.();
    await round;
    expect(asked).toEqual(opened.slice(0, 3));
    house.advance(1);
    await askAboutSilent();
    expect(asked.slice(3, 5).toSorted()).toEqual(opened.slice(3).toSorted());
  });

  test('payments: what is answered is booked, though another one still waits', async () => {
    const [first = '', ...others] = await openAll('never');
    silentOf = (id) => id === first;
    house.advance(31);
    const round = askAboutSilent();
    await until(async () => (await paid()).length === others.length);
    expect(new Set(await paid())).toEqual(new Set(others));
    patienceEnds();
    await round;
    silentOf = () => false;
    house.advance(61);
    await askAboutSilent();
    expect(await paid()).toHaveLength(5);
    expect(await house.db.selectFrom('ledger_transfers').select('kind').execute()).toHaveLength(5);
  });

  test('refunds: one round waits for it once; a try that it did not hear of is not counted', async () => {
    await openAll('never');
    house.advance(31);
    await askAboutSilent();
    for (const id of await paid()) {
      const [receipt] = await house.services.refunds.receiptsOf(id);
      const wish = { reference: receipt?.reference ?? '', amount: null, reason: '重复缴费', owedAgain: true };
      expect((await house.services.refunds.request('B01', { ...wish, caseNumber: null })).ok).toBe(true);
    }
    asked = [];
    silentOf = () => true;
    house.advance(1);
    const round = house.services.refunds.askDue(20);
    await until(() => waiting.length === 3);
    patienceEnds();
    expect(await round).toBe(5);
    expect(asked).toHaveLength(3);
    const tries = async () =>
      (await house.db.selectFrom('refunds').select('tries').orderBy('tries').execute()).map((one) => one.tries);
    expect(await tries()).toEqual([0, 0, 1, 1, 1]);
    silentOf = () => false;
    house.advance(1);
    expect(await house.services.refunds.askDue(20)).toBe(2);
    house.advance(120);
    await house.services.refunds.askDue(20);
    const done = await house.db.selectFrom('refunds').select('refund_id').where('status', '=', 'done').execute();
    expect(done).toHaveLength(5);
    expect(await house.db.selectFrom('sandbox_refunds').select('refund_id').execute()).toHaveLength(5);
  });
});

describe('WeChat Pay answers nothing for longer than a payment lives', () => {
  const OPEN_ID = 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o';
  let wechat: WechatPayEmulator;
  let house: House;
  let person: Person;
  let action: Parameters<WechatPayEmulator['pay']>[0];

  beforeEach(async () => {
    wechat = await startWechatPay(() => house.now());
    house = await openHouse({ environment: wechat.environment });
    person = await house.person();
    await commit(house.db, [
      rememberOpenId({ residentId: person.residentId, appId: APP_ID, openId: OPEN_ID, now: house.now() }),
    ]);
    await person.bind(LI);
    await person.say('交电费');
    await person.say('确认');
    action = (await house.request('GET', new URL(person.link()).pathname)).body;
  });
  afterEach(async () => {
    await house.close();
    await wechat.close();
  });

  const nothing = { done: false, ends: 'drop' } as const;
  const post = async ({ body, headers }: WechatNotice): Promise<number> => {
    const path = '/v1/payment-notifications/wechat-pay';
    const answered = await house.request('POST', path, { body, headers: { ...headers } });
    await house.settle();
    return answered.status;
  };
  const minutes = async (count: number) => {
    for (let minute = 0; minute < count; minute += 1) {
      house.advance(60);
      await house.upkeep();
      await house.settle();
    }
  };
  const payment = async () => (await house.db.selectFrom('payments').select('status').executeTakeFirst())?.status;
  const cases = () =>
    house.db.selectFrom('cases').select(['case_number', 'kind', 'owner_team', 'status', 'summary']).execute();
  const history = async () => {
    const found = await house.db.selectFrom('case_history').select(['event', 'data']).orderBy('seq').execute();
    return found.map(({ event, data }) => [event, (JSON.parse(data) as { more?: object }).more ?? null]);
  };
  /** What they heard by themselves since they got their link. */
  const heard = async () =>
    (await person.transcript()).messages.slice(-1).map(({ direction, reply }) => [direction, reply?.kind]);

  test('it is one case of the billing team within a quarter of an hour, and nobody is told an end that nobody knows', async () => {
    const before = await heard();
    wechat.weather(() => nothing);
    await minutes(30 + 9);
    expect([await payment(), await cases()]).toEqual(['pending', []]);
    await minutes(6);
    const opened = { kind: 'bill-check', owner_team: 'billing', status: 'open' };
    expect(await cases()).toMatchObject([{ ...opened, summary: { why: 'gateway-silent', method: 'wechat-pay' } }]);
    await minutes(60);
    expect(await cases()).toHaveLength(1);
    expect(await payment()).toBe('pending');
    expect(await heard()).toEqual(before);
  });

  test.each(['paid', 'expired'] as const)(
    'then it says that it was %s: so it ends, told once, and the case is done',
    async (end) => {
      if (end === 'paid') wechat.pay(action);
      wechat.weather(() => nothing);
      await minutes(45);
      wechat.weather(null);
      await minutes(2);
      expect(await payment()).toBe(end);
      expect(await cases()).toMatchObject([{ status: 'closed' }]);
      expect((await history()).at(-1)).toEqual([
        'answered',
        { why: 'gateway-told', payment: end === 'paid' ? 'paid' : 'closed' },
      ]);
      expect(await person.said()).toContain(end === 'paid' ? 'paid.title' : 'paid.expired');
      await minutes(20);
      expect(await cases()).toHaveLength(1);
      const ledger = await house.db.selectFrom('ledger_transfers').select('kind').execute();
      expect(ledger).toEqual(end === 'paid' ? [{ kind: 'settlement' }] : []);
    },
  );

  test('the notice of the payment comes first after all: paid, and the case is done', async () => {
    wechat.pay(action);
    wechat.weather(() => nothing);
    await minutes(45);
    expect(await wechat.deliverDue(post)).toEqual([204]);
    expect([await payment(), (await cases()).map(({ status }) => status)]).toEqual(['paid', ['closed']]);
  });

  test('people closed the case before it spoke: no second one, and the first keeps what it said', async () => {
    wechat.pay(action);
    wechat.weather(() => nothing);
    await minutes(45);
    const [{ case_number: number = '' } = {}] = await cases();
    const found = await house.services.cases.byNumber(number);
    if (!found) throw new Error('no case');
    const closed = await house.services.cases.move(found, 'rejected', 'clerk:B01');
    if (closed.ok) await commit(house.db, closed.value.writes);
    await minutes(30);
    expect(await cases()).toHaveLength(1);
    wechat.weather(null);
    await minutes(2);
    expect(await payment()).toBe('paid');
    expect((await history()).at(-1)).toEqual(['noted', { why: 'gateway-told', payment: 'paid' }]);
  });
});
