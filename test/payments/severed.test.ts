/** Connections that break anywhere, notices that come late, twice or never: afterwards both gateways' books, our payments and the ledger agree. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commit } from '../../src/store/commit.ts';
import { rememberOpenId } from '../../src/store/open-ids.ts';
import { bound, type Client } from '../rest/door.ts';
import { type House, openHouse } from '../support/house.ts';
import { type LinePayEmulator, startLinePay } from '../support/line-pay-emulator/index.ts';
import type { PayTrouble } from '../support/pay-door.ts';
import { LI, LIN, town } from '../support/town.ts';
import {
  APP_ID,
  startWechatPay,
  type WechatNotice,
  type WechatPayEmulator,
} from '../support/wechat-pay-emulator/index.ts';

/** SEVERED_RUNS makes it longer; a failing seed is in the message. */
const RUNS = Number(process.env.SEVERED_RUNS ?? 8);

let wechat: WechatPayEmulator;
let line: LinePayEmulator;
let house: House;
let payers: Readonly<Record<'wechat-pay' | 'line-pay', Client>>;

beforeAll(async () => {
  wechat = await startWechatPay(() => house.now());
  line = await startLinePay(() => house.now());
  house = await openHouse({
    environment: { ...wechat.environment, ...line.environment, RATE_LIMITS: 'off' },
    lines: [...town, ...copies('L-11', 'N'), ...copies('T-9', 'M')],
  });
  payers = { 'wechat-pay': await bound(house, LI), 'line-pay': await bound(house, LIN) };
  const { residentId } = payers['wechat-pay'];
  await commit(house.db, [rememberOpenId({ residentId, appId: APP_ID, openId: 'oPayer', now: house.now() })]);
});
afterAll(async () => {
  await house.close();
  await Promise.all([wechat.close(), line.close()]);
});

const copies = (billId: string, name: string): object[] =>
  Array.from({ length: RUNS }, (_, i) => ({
    ...town.find((one) => 'billId' in one && one.billId === billId),
    billId: `${name}-${i}`,
  }));

/** Numbers below `n`, the same for the same seed (mulberry32). */
function dice(seed: number): (n: number) => number {
  let state = seed;
  return (n) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % n;
  };
}

const TROUBLES: readonly PayTrouble[] = [
  { done: false, ends: 'drop' },
  { done: true, ends: 'drop' },
  { done: true, ends: { status: 200, body: '{"returnCode":"9000","returnMessage":""}' } },
  { done: false, ends: { status: 503, body: '' } },
];

async function post({ body, headers }: WechatNotice): Promise<number> {
  const answered = await house.request('POST', '/v1/payment-notifications/wechat-pay', {
    body,
    headers: { ...headers },
  });
  await house.settle();
  return answered.status;
}

/** One payment through all that can break; answers its id. */
async function run(seed: number, method: 'wechat-pay' | 'line-pay'): Promise<string> {
  const roll = dice(seed * 7_919 + 1);
  const gateway = method === 'wechat-pay' ? wechat : line;
  const trouble = () => TROUBLES[roll(TROUBLES.length)] as PayTrouble;
  const [accountNumber, billId] =
    method === 'wechat-pay' ? [LI.accountNumber, `N-${seed}`] : [LIN.accountNumber, `M-${seed}`];
  // The next calls of any kind break with these odds; what is left over breaks later ones.
  const breakSome = (odds: number) => {
    for (let i = 0; i < 3; i += 1) if (roll(100) < odds) gateway.trouble(/./, trouble());
  };
  breakSome(40);
  const ask = () =>
    payers[method].post(
      '/v1/payments',
      { accountNumber, billIds: [billId], method },
      { 'idempotency-key': `s${seed}` },
    );
  let opened = await ask();
  for (let i = 0; i < 6 && opened.status === 503; i += 1) opened = await ask();
  if (opened.status !== 201) expect([seed, opened.status]).toEqual([seed, 503]);
  // Refused or not, the payment stands since the first asking.
  const { payment_id: paymentId } = await house.db
    .selectFrom('payment_bills')
    .select('payment_id')
    .where('bill_id', '=', billId)
    .executeTakeFirstOrThrow();
  // One in four leaves the page alone.
  const when = roll(4) > 0 ? roll(8) : -1;
  let back: string | null = null;
  for (let minute = 0; minute < 33; minute += 1) {
    if (opened.status === 201 && minute === when) {
      try {
        if (method === 'wechat-pay') wechat.pay(opened.body.action);
        else back = line.authorise(opened.body.action.url);
      } catch {
        // Paid before, or the company does not let them any more.
      }
    }
    if (minute < 20) breakSome(15);
    if (method === 'wechat-pay' && roll(3) === 0)
      await wechat.deliverDue(async (notice) => {
        // Not delivered; delivered and the answer lost; delivered, twice at once.
        const fate = roll(3);
        if (fate === 0) return 502;
        const statuses = await Promise.all(Array.from({ length: fate }, () => post(notice)));
        return fate === 1 ? 504 : (statuses[0] ?? 500);
      });
    if (back && roll(4) === 0) {
      const { pathname, search } = new URL(back);
      await Promise.all(Array.from({ length: 1 + roll(3) }, () => house.request('GET', `${pathname}${search}`)));
      await house.settle();
    }
    house.advance(60);
    await house.upkeep();
  }
  // In the end companies answer again, and every question is asked.
  gateway.calm();
  for (let minute = 0; minute < 70; minute += 1) {
    if ((await stored(paymentId)).status !== 'pending') break;
    house.advance(60);
    await house.upkeep();
  }
  return paymentId;
}

const stored = (paymentId: string) =>
  house.db
    .selectFrom('payments')
    .select(['status', 'amount_minor', 'gateway_reference'])
    .where('payment_id', '=', paymentId)
    .executeTakeFirstOrThrow();

/** What the company took for a payment: numbers and sums of its transactions. */
function taken(paymentId: string): { number: string; amount: number }[] {
  const order = wechat.orders.get(paymentId.replaceAll('-', ''));
  const wechats = order?.state === 'SUCCESS' ? [{ number: order.transactionId ?? '', amount: order.total }] : [];
  const lines = line.transactions
    .filter(({ orderId }) => orderId.startsWith(paymentId))
    .flatMap(({ transactionId, amount, captures }) =>
      Array.from({ length: captures }, () => ({ number: transactionId, amount })),
    );
  return [...wechats, ...lines];
}

test.each(['wechat-pay', 'line-pay'] as const)(
  '%s: nothing lost, nothing doubled, no other sum',
  async (method) => {
    const ends: Record<string, number> = {};
    for (let seed = 0; seed < RUNS; seed += 1) {
      const paymentId = await run(seed, method);
      const payment = await stored(paymentId);
      const money = taken(paymentId);
      const ledger = await house.db
        .selectFrom('ledger_transfers')
        .select(['kind', 'amount_minor', 'reference'])
        .where('payment_id', '=', paymentId)
        .execute();
      ends[payment.status] = (ends[payment.status] ?? 0) + 1;
      const found = { seed, status: payment.status, money, ledger };
      const [once] = money;
      if (once)
        expect({ ...found, reference: payment.gateway_reference }).toEqual({
          seed,
          status: 'paid',
          money: [{ number: once.number, amount: Number(payment.amount_minor) }],
          ledger: [{ kind: 'settlement', amount_minor: payment.amount_minor, reference: `${method}:${once.number}` }],
          reference: once.number,
        });
      else
        expect(found).toEqual({ seed, status: expect.stringMatching(/^(?:expired|failed)$/), money: [], ledger: [] });
    }
    // The runs came to every end, or they prove little.
    expect(ends.paid).toBeGreaterThan(RUNS / 4);
    expect(Object.keys(ends).length).toBeGreaterThan(1);
    expect([...wechat.violations, ...line.violations]).toEqual([]);
  },
  900_000,
);
