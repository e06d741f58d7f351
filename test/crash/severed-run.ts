/** One payer and one clerk through everything that can break: opened, paid, told, asked about, given back; then the books. */
import { randomUUID } from 'node:crypto';
import { FAULT_KINDS } from '../faults/line.ts';
import type { PayTrouble } from '../support/pay-door.ts';
import type { WechatNotice } from '../support/wechat-pay-emulator/index.ts';
import { type Dice, dice } from './chance.ts';
import { judgeRun, type RunFinding } from './severed-judge.ts';
import { decide, endOne, giveBack } from './severed-refunds.ts';
import type { PayWorld, RealMethod } from './severed-world.ts';

export interface RunReport {
  readonly findings: readonly RunFinding[];
  readonly struck: boolean;
  /** Calls to the gateway that broke. */
  readonly broken: number;
  /** What became of it, for the tables. */
  readonly ends: readonly string[];
}

/** What was asked for in this run, whatever came of it. */
export interface Wishes {
  readonly account: string;
  readonly method: RealMethod;
  /** Every key, with every payment that was answered to it. */
  readonly keys: Map<string, Set<string>>;
  /** Refunds a clerk knows to have been stored. */
  readonly refunds: Set<string>;
  /** Right notices that were taken while the payment stayed open: acknowledged and not stored. */
  readonly unheard: string[];
  readonly complaints: string[];
}

const TROUBLES: readonly PayTrouble[] = [
  { done: false, ends: 'drop' },
  { done: true, ends: 'drop' },
  { done: true, ends: { status: 200, body: '{"returnCode":"9000","returnMessage":""}' } },
  { done: false, ends: { status: 503, body: '' } },
];
export const TRIES = 12;
const SECONDS_BETWEEN_TRIES = 6;

export async function carryOut(world: PayWorld, method: RealMethod, seed: number, number: number): Promise<RunReport> {
  const roll = dice((seed * 1_000_003 + number) >>> 0);
  const currency = method === 'wechat-pay' ? 'CNY' : 'TWD';
  world.forget();
  const before = world.struck();
  // What an earlier run left to people is not this one's business.
  await world.reader.query(
    `update payments set next_query_at = null where status = 'pending'; update refunds set next_try_at = '2100-01-01' where status in ('pending', 'stuck')`,
  );
  const account = await world.newHome(
    number,
    currency,
    Array.from({ length: 1 + roll.below(2) }, () => 1_000 + roll.below(90_000)),
  );
  const wishes: Wishes = {
    account,
    method,
    keys: new Map(),
    refunds: new Set(),
    unheard: [],
    complaints: [],
  };

  if (roll.often(0.7)) world.arm({ kind: roll.oneOf(FAULT_KINDS), after: 1 + roll.below(70) });
  const odds = roll.oneOf([0, 0.15, 0.4]);
  let broken = 0;
  const storm = (): PayTrouble | null => {
    if (!roll.often(odds)) return null;
    broken += 1;
    return roll.oneOf(TROUBLES);
  };
  world.weather(storm);

  const run = { world, roll, wishes, seed: number };
  const pays = roll.below(8);
  const changesMind = roll.often(0.2);
  let opened = await open(run);
  let back: string[] = [];
  for (const [step, seconds] of STEPS.entries()) {
    if (opened && step === pays) back = pay(run, opened, roll.often(0.1));
    if (step === 2 && changesMind && pays > 2) {
      // A new bill, and all of it is to be paid at once: the order that is open makes way.
      await world.newBill(account, currency, 5, 777);
      opened = (await open(run)) ?? opened;
    }
    if (step === 1 && roll.often(0.15)) opened = (await open(run)) ?? opened;
    await deliver(run, roll.often(0.5) ? back : []);
    world.advance(seconds);
    await upkeep(run, roll.often(0.1));
  }
  await calmDown(run, back);
  if (roll.often(0.6)) {
    world.weather(storm);
    if (roll.often(0.7)) world.arm({ kind: roll.oneOf(FAULT_KINDS), after: 1 + roll.below(40) });
    await giveBack(run);
    await calmDown(run, back);
  }
  const { findings, ends } = await judgeRun(world, wishes);
  return { findings, struck: world.struck() > before, broken, ends };
}

/** Seconds; the eighth step is past the end of every payment. */
const STEPS = [5, 27, 30, 240, 60, 540, 300, 700, 61] as const;

export interface Run {
  readonly world: PayWorld;
  readonly roll: Dice;
  readonly wishes: Wishes;
  readonly seed: number;
}

interface Opened {
  readonly paymentId: string;
  readonly action: { readonly url: string } & Parameters<PayWorld['wechat']['pay']>[0];
}

/** Asks with one key until somebody answers; sometimes twice at once. */
async function open({ world, roll, wishes }: Run): Promise<Opened | null> {
  const key = randomUUID();
  const answers = new Set<string>();
  wishes.keys.set(key, answers);
  const ask = () =>
    world.request(
      'POST',
      '/v1/payments',
      { accountNumber: wishes.account, method: wishes.method },
      { 'idempotency-key': key },
    );
  let last: Opened | null = null;
  let heard = '';
  for (let tries = 0; tries < TRIES; tries += 1) {
    const given = roll.often(0.15) ? await Promise.all([ask(), ask()]) : [await ask()];
    for (const { status, text } of given) {
      if (status === 201) {
        last = JSON.parse(text) as Opened;
        answers.add(last.paymentId);
      }
    }
    if (given.some(({ status }) => status === 201)) return last;
    if (given.some(({ status }) => status >= 400 && status < 500)) return null;
    heard = given.map(({ status, text }) => `${status} ${text.slice(0, 120)}`).join(' | ');
    if (tries > 5) world.weather(null);
    // A confirmation that nobody answered is not repeated at once.
    world.advance(SECONDS_BETWEEN_TRIES);
  }
  wishes.complaints.push(`opening was never answered: ${heard}`);
  return null;
}

/** What the payer does; answers the addresses a browser is sent back to. */
function pay({ world, roll, wishes }: Run, { action }: Opened, declined: boolean): string[] {
  try {
    if (wishes.method === 'wechat-pay') {
      if (declined) return [];
      const order = world.wechat.pay(action);
      // Told by the company itself of another sum, payer or merchant: never to be believed.
      if (roll.often(0.2)) forged.set(order.tradeNumber, roll.oneOf(DIFFERS));
      return [];
    }
    if (declined) {
      world.line.refuse(action.url, roll.oneOf(['cancelled', 'failed'] as const));
      return [];
    }
    return [world.line.authorise(action.url)];
  } catch {
    // Paid before, or the company does not let them any more.
    return [];
  }
}

const forged = new Map<string, (typeof DIFFERS)[number]>();
const DIFFERS = ['amount', 'payer', 'merchant'] as const;

export async function deliver(run: Run, back: readonly string[]): Promise<void> {
  const { world, roll, wishes } = run;
  for (const address of back) {
    const { pathname, search } = new URL(address);
    const arrive = () => world.request('GET', `${pathname}${search}`);
    await Promise.all(Array.from({ length: 1 + roll.below(3) }, arrive));
  }
  if (wishes.method !== 'wechat-pay') return;
  for (const order of world.wechat.orders.values()) {
    const what = forged.get(order.tradeNumber);
    if (!what) continue;
    forged.delete(order.tradeNumber);
    const changed = {
      amount: {
        amount: { total: order.total + 1, payer_total: order.total + 1, currency: 'CNY', payer_currency: 'CNY' },
      },
      payer: { payer: { openid: 'oSomebodyElse' } },
      merchant: { mchid: '1900000000' },
    }[what];
    const status = await post(run, world.wechat.noticeOf(order, changed, { id: `EV-F-${order.tradeNumber}` }));
    // Taken, it fits nothing: from then on its money stands somewhere in our books.
    const { rows } = await world.reader.query('select 1 from ledger_transfers where reference like $1', [
      `%wechat-pay:${order.transactionId}`,
    ]);
    if (status === 204 && rows.length === 0) wishes.unheard.push(order.tradeNumber);
  }
  if (roll.often(0.4)) return;
  // Struck while the notice is taken, more often than chance would.
  if (roll.often(0.2)) world.arm({ kind: roll.oneOf(FAULT_KINDS), after: 1 + roll.below(9) });
  await world.wechat.deliverDue(async (notice) => {
    // Not delivered; delivered and the answer lost; delivered twice at once; delivered as it should be.
    const fate = roll.below(4);
    if (fate === 0) return 502;
    const statuses = await Promise.all(Array.from({ length: fate === 2 ? 2 : 1 }, () => post(run, notice)));
    return fate === 1 ? 504 : (statuses[0] ?? 500);
  });
  await heard(run);
}

const post = async ({ world }: Run, { body, headers }: WechatNotice): Promise<number> =>
  (await world.request('POST', '/v1/payment-notifications/wechat-pay', body, { ...headers })).status;

/** What was acknowledged is stored: money of an order whose notice was taken stands in our books from then on. */
async function heard({ world, wishes }: Run): Promise<void> {
  const { rows } = await world.reader.query<{ id: string }>(
    `select p.payment_id as id from payments p where account_number = $1
      and not exists (select from ledger_transfers t where t.payment_id = p.payment_id)`,
    [wishes.account],
  );
  for (const { id } of rows) {
    const order = world.wechat.orders.get(id.replaceAll('-', ''));
    if (order?.transactionId && world.wechat.isTold(order)) wishes.unheard.push(id);
  }
}

export const upkeep = async ({ world }: Run, twice: boolean): Promise<void> => {
  const round = () =>
    world.attempt(async ({ services }) => {
      await services.settlement.askAboutSilent(20);
      await services.refunds.askDue(20);
    });
  await (twice ? Promise.all([round(), round()]) : round());
};

/** In the end companies answer, lines hold, notices arrive, and every question is asked. */
async function calmDown(run: Run, back: readonly string[]): Promise<void> {
  const { world } = run;
  world.weather(null);
  world.arm(null);
  await deliver(run, back);
  for (const seconds of [61, 301, 1_801, 3_601, 3_601, 21_601, 21_601]) {
    world.advance(seconds);
    await decide(world, run.wishes.account);
    endOne(run);
    if (run.wishes.method === 'wechat-pay') await world.wechat.deliverDue((notice) => post(run, notice));
    await upkeep(run, false);
    const { rows } = await world.reader.query(
      `select 1 from payments where account_number = $1 and status = 'pending' union all
       select 1 from refunds r join payments p using (payment_id) where p.account_number = $1 and r.status in ('awaiting', 'pending', 'stuck')`,
      [run.wishes.account],
    );
    if (rows.length === 0) return;
  }
}
