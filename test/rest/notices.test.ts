/** What gateways tell us: believed only when signed over these very bytes and fitting our order; money that fits nothing opens a case. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type House, openHouse } from '../support/house.ts';
import { LI, LIN, TODAY, WANG } from '../support/town.ts';
import { bound, type Client, knock, noticeOf, rows, signed, tell, tellGarbled } from './door.ts';

let house: House;
let payer: Client;
/** An open payment of its own for each test, 117.80 CNY or less. */
let paymentId: string;
let amount: string;

beforeAll(async () => {
  house = await openHouse({ environment: { RATE_LIMITS: 'off' }, lines: await manyBills() });
  payer = await bound(house, LI);
});
afterAll(() => house.close());

async function manyBills(): Promise<object[]> {
  const { town } = await import('../support/town.ts');
  const l11 = town.find((line) => 'billId' in line && line.billId === 'L-11') as object;
  return [...town, ...Array.from({ length: 30 }, (_, i) => ({ ...l11, billId: `N-${i}` }))];
}

let next = 0;
beforeEach(async () => {
  const opened = await payer.post('/v1/payments', {
    accountNumber: LI.accountNumber,
    billIds: [`N-${next}`],
    method: 'sandbox',
  });
  next += 1;
  expect(opened.status).toBe(201);
  ({ paymentId, amount } = opened.body);
});

const status = async (id = paymentId) => (await payer.get(`/v1/payments/${id}`)).body.status;
const ledger = (id = paymentId) =>
  house.db
    .selectFrom('ledger_transfers')
    .select(['kind', 'amount_minor', 'debit_account', 'credit_account'])
    .where('payment_id', '=', id)
    .orderBy('at')
    .orderBy('reference')
    .execute();
const cases = (id = paymentId) =>
  house.db.selectFrom('cases').select(['kind', 'status', 'owner_team']).where('payment_id', '=', id).execute();
const closeCases = async (id: string) => {
  for (const { case_number } of await house.db
    .selectFrom('cases')
    .select('case_number')
    .where('payment_id', '=', id)
    .where('status', '=', 'open')
    .execute()) {
    const done = await house.services.work.act('B01', case_number, 'answered', { text: '已核对' });
    if (!done.ok) throw new Error(done.problem.code);
    await house.services.carryOut(done.value);
  }
};
const CASE = { kind: 'bill-check', status: 'open', owner_team: 'billing' };

test('a notice that fits settles: paid, one ledger pair, no case', async () => {
  expect(await tell(house, noticeOf(paymentId, amount))).toEqual({
    status: 200,
    body: { received: true, verdict: 'taken' },
  });
  expect(await status()).toBe('paid');
  expect(await ledger()).toEqual([
    {
      kind: 'settlement',
      amount_minor: 11780n,
      debit_account: 'gateway:sandbox',
      credit_account: `receivable:${LI.accountNumber}`,
    },
  ]);
  expect(await cases()).toEqual([]);
});

test('a notice that anybody touched is refused: a flipped bit at every byte of body, time and signature', async () => {
  const before = await rows(house);
  const body = JSON.stringify(noticeOf(paymentId, amount));
  const headers = await signed(house, body);
  const bytes = new TextEncoder().encode(body);
  for (let at = 0; at < bytes.length; at += 1) {
    const forged = Uint8Array.from(bytes);
    forged[at] = (forged[at] ?? 0) ^ (1 << (at % 8));
    expect([at, (await knock(house, forged, headers)).status]).toEqual([at, 401]);
  }
  for (const name of ['x-sandbox-signature', 'x-sandbox-timestamp'] as const) {
    const good = headers[name] ?? '';
    for (let at = 0; at < good.length; at += 1) {
      for (const put of ['A', 'B', 'Q', 'w', '_', '0', '5']) {
        if (good[at] === put) continue;
        const answered = await knock(house, body, { ...headers, [name]: good.slice(0, at) + put + good.slice(at + 1) });
        expect([name, at, put, answered.status]).toEqual([name, at, put, 401]);
      }
    }
  }
  expect(await status()).toBe('pending');
  expect(await rows(house)).toEqual(before);
});

test('other tricks on the same notice: written anew, byte order mark, spaces, no signature, another one’s, too old, too new', async () => {
  const before = await rows(house);
  const notice = noticeOf(paymentId, amount);
  const body = JSON.stringify(notice);
  const headers = await signed(house, body);
  const tricks: [string, string | Uint8Array<ArrayBuffer>, Record<string, string>][] = [
    ['serialised again', JSON.stringify(notice, null, 1), headers],
    ['other order', JSON.stringify(Object.fromEntries(Object.entries(notice).reverse())), headers],
    ['byte order mark', new Uint8Array([0xef, 0xbb, 0xbf, ...new TextEncoder().encode(body)]), headers],
    ['a space after it', `${body} `, headers],
    ['no UTF-8', new Uint8Array([...new TextEncoder().encode(body), 0xff]), headers],
    ['no signature', body, { 'content-type': 'application/json' }],
    ['empty signature', body, { ...headers, 'x-sandbox-signature': '' }],
    ['another body’s signature', body, await signed(house, '{}')],
    ['five minutes old and a second', body, await signed(house, body, new Date(house.now().getTime() - 301_000))],
    ['from the future', body, await signed(house, body, new Date(house.now().getTime() + 301_000))],
    ['empty', '', headers],
  ];
  for (const [trick, bytes, sent] of tricks)
    expect([trick, (await knock(house, bytes, sent)).status]).toEqual([trick, 401]);
  // Signed, and still nothing that can be read as a notice.
  for (const odd of [
    '',
    '[]',
    'null',
    '{}',
    JSON.stringify({ ...notice, amount: 117.8 }),
    JSON.stringify({ ...notice, currency: 'constructor' }),
    JSON.stringify({ ...notice, noticeId: 'a\u0000' }),
  ])
    expect([odd, (await knock(house, odd, await signed(house, odd))).status]).toEqual([odd, 400]);
  const far = await house.app.request('http://house.test/v1/payment-notifications/sandbox', {
    method: 'POST',
    headers,
    body: 'x'.repeat(70_000),
  });
  expect(far.status).toBe(413);
  for (const gateway of ['wechat-pay', 'line-pay', 'constructor', 'x'])
    expect((await house.request('POST', `/v1/payment-notifications/${gateway}`, { body, headers })).status).toBe(404);
  expect(await rows(house)).toEqual(before);
});

test('another amount or currency is never paid: suspense and a case, told once', async () => {
  for (const wrong of [
    { amount: '117.81' },
    { amount: '117.79' },
    { amount: '0.01' },
    { amount: '11780', currency: 'TWD' },
    { amount: '118', currency: 'TWD' },
  ]) {
    expect(await tell(house, noticeOf(paymentId, amount, wrong))).toMatchObject({ status: 200 });
    expect(await status()).toBe('pending');
  }
  expect((await ledger()).map((row) => [row.kind, row.credit_account])).toEqual(
    Array(5).fill(['suspense', 'suspense']),
  );
  expect(await cases()).toEqual(Array(5).fill(CASE));
  // The gateway, asked, knows of no payment: nothing is guessed from its notices.
  house.advance(31);
  await house.upkeep();
  expect(await status()).toBe('pending');
});

test('no money came: an amount of nothing or less moves nothing', async () => {
  for (const wrong of ['0', '-117.80']) await tell(house, noticeOf(paymentId, wrong));
  expect(await status()).toBe('pending');
  expect(await ledger()).toEqual([]);
  expect(await cases()).toEqual([CASE, CASE]);
});

test('she pays another amount at the page: notice and query say so alike, it is never paid, and one case has the money', async () => {
  const opened = await payer.post('/v1/payments', {
    accountNumber: LI.accountNumber,
    billIds: ['N-26'],
    method: 'sandbox',
  });
  await house.payAt(opened.body.action.url, 'wrong-amount');
  const id = opened.body.paymentId;
  const from = house.now().getTime();
  const asked: number[] = [];
  const queries = async () =>
    (await house.db.selectFrom('payments').select('queries').where('payment_id', '=', id).executeTakeFirstOrThrow())
      .queries;
  for (let second = 0; second <= 2_100; second += 30) {
    house.at(new Date(from + second * 1_000).toISOString());
    const before = await queries();
    await house.upkeep();
    if ((await queries()) > before) asked.push(second);
    if (second < 1_800) expect([second, await status(id)]).toEqual([second, 'pending']);
    // Whoever closes the case has seen it: the gateway's next word opens no other one.
    if (second === 30) await closeCases(id);
  }
  expect(asked).toEqual([30, 60, 300, 900, 1_800]);
  expect(await status(id)).toBe('failed');
  expect((await ledger(id)).map((row) => [row.kind, row.amount_minor])).toEqual([['suspense', 11781n]]);
  expect(await cases(id)).toEqual([{ ...CASE, status: 'closed' }]);
  // What is owed still can be paid anew; the money that came stays with its case.
  const anew = await payer.post('/v1/payments', {
    accountNumber: LI.accountNumber,
    billIds: ['N-26'],
    method: 'sandbox',
  });
  expect(anew.status).toBe(201);
  await house.payAt(anew.body.action.url);
  expect(await status(anew.body.paymentId)).toBe('paid');
  expect([await status(id), await cases(id)]).toEqual(['failed', [{ ...CASE, status: 'closed' }]]);
});

/** A payment whose payer opened the page, and of whom no notice came. */
async function leftAtThePage(billId: string): Promise<string> {
  const opened = await payer.post('/v1/payments', {
    accountNumber: LI.accountNumber,
    billIds: [billId],
    method: 'sandbox',
  });
  await house.payAt(opened.body.action.url, 'never');
  return opened.body.paymentId;
}

test('a wrong amount only a notice names, after its time: the gateway still has the last word', async () => {
  const id = await leftAtThePage('N-25');
  house.advance(1_801);
  await tellGarbled(house, id, '117.81');
  expect(await status(id)).toBe('pending');
  await house.upkeep();
  expect(await status(id)).toBe('paid');
});

test('a garbled notice of a payment that was made: the gateway is asked, its word settles, and the money is booked once', async () => {
  const id = await leftAtThePage('N-29');
  await tellGarbled(house, id, '117.81');
  expect(await status(id)).toBe('pending');
  expect(await cases(id)).toEqual([CASE]);
  house.advance(31);
  await house.upkeep();
  expect(await status(id)).toBe('paid');
  const moved = (account: string, entries: Awaited<ReturnType<typeof ledger>>) =>
    entries.reduce(
      (sum, row) =>
        sum +
        (row.debit_account === account ? row.amount_minor : 0n) -
        (row.credit_account === account ? row.amount_minor : 0n),
      0n,
    );
  const entries = await ledger(id);
  expect([
    moved('gateway:sandbox', entries),
    moved('suspense', entries),
    moved(`receivable:${LI.accountNumber}`, entries),
  ]).toEqual([11780n, 0n, -11780n]);
});

test('money for an order nobody knows: suspense and a case, once, however often it is told', async () => {
  const notice = noticeOf('no-such-order', '50.00');
  const before = (await rows(house)).cases ?? 0;
  await Promise.all(Array.from({ length: 20 }, () => tell(house, notice)));
  expect((await rows(house)).cases).toBe(before + 1);
  const held = await house.db
    .selectFrom('ledger_transfers')
    .selectAll()
    .where('reference', 'like', `%${notice.transactionId}`)
    .execute();
  expect(held).toMatchObject([
    { kind: 'suspense', payment_id: null, amount_minor: 5000n, debit_account: 'gateway:sandbox' },
  ]);
});

test('a second transaction on a paid order: the payment stays as it is, the money goes to suspense with a case', async () => {
  await tell(house, noticeOf(paymentId, amount));
  await tell(house, noticeOf(paymentId, amount));
  expect(await status()).toBe('paid');
  expect((await ledger()).map((row) => row.kind).toSorted()).toEqual(['settlement', 'suspense']);
  expect(await cases()).toEqual([CASE]);
});

test('one transaction for two orders pays one of them', async () => {
  const first = noticeOf(paymentId, amount);
  await tell(house, first);
  const opened = await payer.post('/v1/payments', {
    accountNumber: LI.accountNumber,
    billIds: ['N-28'],
    method: 'sandbox',
  });
  const again = noticeOf(opened.body.paymentId, amount, { transactionId: first.transactionId });
  expect((await tell(house, again)).status).toBe(200);
  expect(await status(opened.body.paymentId)).toBe('pending');
  expect(await cases(opened.body.paymentId)).toEqual([CASE]);
});

test('money after the payment ran out: not paid, suspense and a case', async () => {
  house.advance(1_801);
  await house.upkeep();
  expect(await status()).toBe('expired');
  await tell(house, noticeOf(paymentId, amount));
  expect(await status()).toBe('expired');
  expect((await ledger()).map((row) => row.kind)).toEqual(['suspense']);
  expect(await cases()).toEqual([CASE]);
});

test('declined, then paid after all; paid, then declined: the first word that moved it stays', async () => {
  await tell(house, noticeOf(paymentId, amount, { status: 'declined', transactionId: null }));
  expect(await status()).toBe('failed');
  await tell(house, noticeOf(paymentId, amount));
  expect([await status(), (await ledger()).map((row) => row.kind)]).toEqual(['failed', ['suspense']]);
  const opened = await payer.post('/v1/payments', {
    accountNumber: LI.accountNumber,
    billIds: ['N-27'],
    method: 'sandbox',
  });
  const id = opened.body.paymentId;
  await tell(house, noticeOf(id, amount));
  await tell(house, noticeOf(id, amount, { status: 'declined', transactionId: null }));
  expect([await status(id), (await ledger(id)).map((row) => row.kind)]).toEqual(['paid', ['settlement']]);
});

test('the same notice twenty times at once: settled once, one receipt in the chat', async () => {
  const person = await house.person();
  await person.bind(WANG);
  await person.say('交电费');
  await person.say('确认');
  const { payment_id } = await house.db
    .selectFrom('payments')
    .select('payment_id')
    .where('resident_id', '=', person.residentId)
    .executeTakeFirstOrThrow();
  const notice = noticeOf(payment_id, WANG.due);
  const answers = await Promise.all(Array.from({ length: 20 }, () => tell(house, notice)));
  expect(answers.map((one) => one.status)).toEqual(Array(20).fill(200));
  expect((await ledger(payment_id)).map((row) => row.kind)).toEqual(['settlement']);
  const { messages } = await person.transcript();
  expect(
    messages.filter((one) => one.reply?.kind === 'card' && JSON.stringify(one.reply).includes(payment_id.slice(0, 13))),
  ).toHaveLength(1);
  const notices = await house.db
    .selectFrom('payment_notices')
    .select('verdict')
    .where('notice_id', '=', notice.noticeId)
    .execute();
  expect(notices).toEqual([{ verdict: 'settle' }]);
});

test('notices of one payment in any order and number leave one settlement', async () => {
  const good = noticeOf(paymentId, amount);
  const wrong = noticeOf(paymentId, '1.00');
  const declined = noticeOf(paymentId, amount, { status: 'declined', transactionId: null });
  await Promise.all([good, wrong, good, good, wrong, good].map((one) => tell(house, one)));
  await tell(house, declined);
  expect([await status(), (await ledger()).map((row) => row.kind).toSorted()]).toEqual([
    'paid',
    ['settlement', 'suspense'],
  ]);
});

test('an order in New Taiwan dollars is not paid by as many yuan', async () => {
  const lin = await bound(house, LIN);
  const opened = await lin.post('/v1/payments', { accountNumber: LIN.accountNumber, method: 'sandbox' });
  expect(opened.body).toMatchObject({ amount: LIN.due, currency: 'TWD' });
  await tell(house, noticeOf(opened.body.paymentId, '1371.00', { currency: 'CNY' }));
  expect((await lin.get(`/v1/payments/${opened.body.paymentId}`)).body.status).toBe('pending');
  await tell(house, noticeOf(opened.body.paymentId, '1371', { currency: 'TWD' }));
  expect((await lin.get(`/v1/payments/${opened.body.paymentId}`)).body.status).toBe('paid');
});

test('the books add up after all this: every paid payment has its pair, every suspense its case', async () => {
  expect(house.now().getTime()).toBeGreaterThan(new Date(TODAY).getTime());
  const paid = await house.db
    .selectFrom('payments')
    .select(['payment_id', 'amount_minor'])
    .where('status', '=', 'paid')
    .execute();
  const settled = await house.db
    .selectFrom('ledger_transfers')
    .select(['payment_id', 'amount_minor'])
    .where('kind', '=', 'settlement')
    .execute();
  const sorted = (list: readonly { payment_id: string | null; amount_minor: bigint }[]) =>
    list.map((row) => `${row.payment_id} ${row.amount_minor}`).toSorted();
  expect(sorted(paid)).toEqual(sorted(settled));
});
