/** Codes by text message: who gets one, who learns what, how often, and what is left of them. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import { afterEach, expect, test } from 'vitest';
import { type House, type HouseOptions, openHouse } from '../support/house.ts';
import { CHEN, LI, WANG } from '../support/town.ts';
import { type Answered, type Client, client, codeSentTo } from './door.ts';

let house: House;
afterEach(() => house.close());
const open = async (options?: HouseOptions) => {
  house = await openHouse(options);
};

const ask = async (who: Client, accountNumber: string, phone: string): Promise<Answered> => {
  const answered = await who.post('/v1/accounts/verifications', { accountNumber, phone });
  await house.settle();
  return answered;
};
const shape = ({ status, headers, body }: Answered) => ({
  status,
  headers: [...headers].map(([name, value]) => (name === 'content-length' ? name : `${name}: ${value}`)),
  body: Object.fromEntries(
    Object.entries(body).map(([key, value]) => [key, `${typeof value} ${String(value).length}`]),
  ),
});
const rest = (seconds = 61) => house.advance(seconds);
const wrongCodes = (right: string) =>
  Array.from({ length: 999_999 }, (_, i) => String(i).padStart(6, '0')).filter((code) => code !== right);

test('a client cannot tell from answer, headers or log whether number and phone belong together', async () => {
  await open();
  const seen = [];
  for (const [accountNumber, phone] of [
    [WANG.accountNumber, WANG.phone],
    [WANG.accountNumber, LI.phone],
    [WANG.accountNumber, '13999999999'],
    ['9999999999999', CHEN.phone],
  ] as const) {
    const who = await client(house);
    const answered = await ask(who, accountNumber, phone);
    const tried = await who.post('/v1/accounts', { verificationId: answered.body.verificationId, code: '000000' });
    seen.push([shape(answered), tried.status, tried.text]);
    rest();
  }
  for (const one of seen) expect(one).toEqual(seen[0]);
  expect(seen[0]?.[0]).toMatchObject({ status: 202 });
  // One text message, and no other line tells of it than that one was sent.
  expect(house.codes()).toHaveLength(1);
  expect(house.log.filter((line) => /match|verif|account/i.test(line))).toEqual([]);
});

test('five wrong codes end it, the right one comes too late', async () => {
  await open();
  const who = await client(house);
  const { verificationId } = (await ask(who, WANG.accountNumber, WANG.phone)).body;
  const code = codeSentTo(house, WANG.phone);
  const said = [];
  for (const wrong of wrongCodes(code).slice(0, 5)) {
    const { status, body } = await who.post('/v1/accounts', { verificationId, code: wrong });
    said.push([status, body.code, body.triesLeft]);
  }
  expect(said).toEqual([
    [422, 'code_wrong', 4],
    [422, 'code_wrong', 3],
    [422, 'code_wrong', 2],
    [422, 'code_wrong', 1],
    [422, 'code_expired', undefined],
  ]);
  expect((await who.post('/v1/accounts', { verificationId, code })).body.code).toBe('code_expired');
  expect((await who.get('/v1/accounts')).body).toEqual({ accounts: [] });
});

test('of fifty guesses at once five are looked at, wherever the right one stands', async () => {
  await open();
  const who = await client(house);
  const { verificationId } = (await ask(who, WANG.accountNumber, WANG.phone)).body;
  const guesses = wrongCodes(codeSentTo(house, WANG.phone)).slice(0, 50);
  const answers = await Promise.all(guesses.map((code) => who.post('/v1/accounts', { verificationId, code })));
  expect(answers.map((one) => one.status).filter((status) => status !== 422)).toEqual([]);
  expect(answers.filter((one) => one.body.code === 'code_wrong')).toHaveLength(4);
  const left = await house.db.selectFrom('verifications').select('tries_left').execute();
  expect(left).toEqual([{ tries_left: 0 }]);
});

test('a code is good once: twenty who send it at once bind one account, and it binds nothing later', async () => {
  await open();
  const who = await client(house);
  const { verificationId } = (await ask(who, WANG.accountNumber, WANG.phone)).body;
  const body = { verificationId, code: codeSentTo(house, WANG.phone) };
  const answers = await Promise.all(Array.from({ length: 20 }, () => who.post('/v1/accounts', body)));
  expect(answers.filter((one) => one.status === 201)).toHaveLength(1);
  expect(answers.filter((one) => one.status >= 500)).toEqual([]);
  expect(await house.db.selectFrom('bindings').select('account_number').execute()).toHaveLength(1);
  await who.remove(`/v1/accounts/${WANG.accountNumber}`);
  expect((await who.post('/v1/accounts', body)).body.code).toBe('code_expired');
  expect((await who.get('/v1/accounts')).body).toEqual({ accounts: [] });
});

test('a code is good for ten minutes and for the resident who asked', async () => {
  await open();
  const who = await client(house);
  const { body } = await ask(who, WANG.accountNumber, WANG.phone);
  const given = { verificationId: body.verificationId, code: codeSentTo(house, WANG.phone) };
  expect((await (await client(house)).post('/v1/accounts', given)).body.code).toBe('code_expired');
  house.advance(601);
  expect((await who.post('/v1/accounts', given)).body.code).toBe('code_expired');
  const again = await ask(who, WANG.accountNumber, WANG.phone);
  house.advance(599);
  const code = codeSentTo(house, WANG.phone);
  expect((await who.post('/v1/accounts', { verificationId: again.body.verificationId, code })).status).toBe(201);
});

test('a phone gets one code a minute and five a day, whoever asks, and hears when to come back', async () => {
  await open();
  const hurried = await client(house);
  expect((await ask(hurried, WANG.accountNumber, WANG.phone)).status).toBe(202);
  house.advance(20);
  const early = await ask(await client(house), WANG.accountNumber, WANG.phone);
  expect([early.status, early.body.code, early.headers.get('retry-after')]).toEqual([429, 'too_many_requests', '40']);
  expect(early.body.retryAt).toMatch(/\+08:00$/);
  for (let i = 2; i <= 5; i += 1) {
    rest();
    expect([i, (await ask(await client(house), WANG.accountNumber, WANG.phone)).status]).toEqual([i, 202]);
  }
  rest();
  const sixth = await ask(await client(house), WANG.accountNumber, WANG.phone);
  expect([sixth.status, Number(sixth.headers.get('retry-after')) > 3_600 * 20]).toEqual([429, true]);
  // Another phone is not held up, and the day after this one is free again.
  expect((await ask(hurried, LI.accountNumber, LI.phone)).status).toBe(202);
  house.advance(86_400);
  expect((await ask(hurried, WANG.accountNumber, WANG.phone)).status).toBe(202);
});

test('twenty who ask for one phone at once: one code goes out', async () => {
  await open();
  const people = await Promise.all(Array.from({ length: 20 }, () => client(house)));
  const answers = await Promise.all(people.map((who) => ask(who, WANG.accountNumber, WANG.phone)));
  expect(answers.map((one) => one.status).toSorted()).toEqual([202, ...Array(19).fill(429)]);
  expect(house.codes()).toHaveLength(1);
});

test('a resident and an account have a day’s measure too; who has used theirs up takes nothing from others', async () => {
  await open();
  const busy = await client(house);
  const phone = (i: number) => `1380000${String(i).padStart(4, '0')}`;
  for (let i = 0; i < 10; i += 1) expect((await ask(busy, '9999999999999', phone(i))).status).toBe(202);
  for (let i = 10; i < 40; i += 1) expect((await ask(busy, CHEN.accountNumber, phone(i))).status).toBe(429);
  const counters = await house.db.selectFrom('counters').select(['key', 'n']).where('key', 'like', 'code:a%').execute();
  expect(Object.fromEntries(counters.map((row) => [row.key, row.n]))).toEqual({
    'code:account:9999999999999': 10,
    'code:all': 10,
  });
  const stranger = await client(house);
  expect((await ask(stranger, '9999999999999', phone(50))).status).toBe(429);
  expect((await ask(stranger, CHEN.accountNumber, CHEN.phone)).status).toBe(202);
});

test('RATE_LIMITS=off counts nothing and stops nobody', async () => {
  await open({ environment: { RATE_LIMITS: 'off' } });
  const who = await client(house);
  for (let i = 0; i < 12; i += 1) expect((await ask(who, WANG.accountNumber, WANG.phone)).status).toBe(202);
  for (let i = 0; i < 30; i += 1)
    expect((await who.post('/v1/payment-quotes', { accountNumber: LI.accountNumber })).status).toBe(200);
  expect(await house.db.selectFrom('counters').selectAll().execute()).toEqual([]);
  // Wrong codes still end a verification: that is no rate.
  const { verificationId } = (await ask(who, WANG.accountNumber, WANG.phone)).body;
  for (const code of wrongCodes(codeSentTo(house, WANG.phone)).slice(0, 5))
    await who.post('/v1/accounts', { verificationId, code });
  expect((await who.post('/v1/accounts', { verificationId, code: codeSentTo(house, WANG.phone) })).status).toBe(422);
});

test('quotes for others are limited, paying for others with them', async () => {
  await open();
  const who = await client(house);
  for (let i = 0; i < 20; i += 1)
    expect((await who.post('/v1/payment-quotes', { accountNumber: LI.accountNumber })).status).toBe(200);
  const refused = await who.post('/v1/payment-quotes', { accountNumber: LI.accountNumber });
  expect([refused.status, Number(refused.headers.get('retry-after'))]).toEqual([429, 3_600]);
  expect((await who.post('/v1/payments', { accountNumber: WANG.accountNumber, method: 'sandbox' })).status).toBe(429);
});

/** Everything in the database as text. */
async function everything(): Promise<string> {
  const { rows } = await sql<{ all: string }>`
    select query_to_xml(format('select * from %I', table_name), true, false, '')::text as all
    from information_schema.tables where table_schema = 'public'`.execute(house.db);
  return rows.map((row) => row.all).join('\n');
}

test('a code reaches the configured address as {"phone","text"} exactly, stands nowhere in clear, and is erased when sent', async () => {
  const received: { url: string | undefined; method: string | undefined; type: string | undefined; body: string }[] =
    [];
  let works = false;
  const carrier = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      if (works)
        received.push({ url: request.url, method: request.method, type: request.headers['content-type'], body });
      response.statusCode = works ? 200 : 500;
      response.end('{}');
    });
  });
  await new Promise<void>((resolve) => carrier.listen(0, '127.0.0.1', resolve));
  const { port } = carrier.address() as AddressInfo;
  await open({ environment: { SMS_WEBHOOK_URL: `http://127.0.0.1:${port}/sms/` } });
  const who = await client(house);
  const { verificationId } = (await ask(who, WANG.accountNumber, WANG.phone)).body;
  // The carrier is broken: the message waits, sealed.
  const waiting = await everything();
  works = true;
  house.advance(6);
  await house.upkeep();
  await house.settle();
  carrier.close();
  expect(received).toHaveLength(1);
  const [sent] = received;
  expect([sent?.url, sent?.method, sent?.type]).toEqual(['/sms/', 'POST', 'application/json']);
  const message = JSON.parse(sent?.body ?? '{}') as { phone: string; text: string };
  expect(Object.keys(message)).toEqual(['phone', 'text']);
  expect(message.phone).toBe(WANG.phone);
  const code = /\d{6}/.exec(message.text)?.[0] ?? '';
  expect((await who.post('/v1/accounts', { verificationId, code })).status).toBe(201);
  const outbox = await house.db.selectFrom('outbox').select(['body', 'sent_at']).execute();
  expect(outbox).toEqual([{ body: {}, sent_at: house.now() }]);
  for (const text of [waiting, await everything(), house.log.join('\n')]) expect(text).not.toContain(code);
  expect((await house.request('GET', '/demo/hints')).body.codes).toEqual([]);
});

test('in the demo the code is in the printed message and in no other line, and in the database only where its owner wrote it', async () => {
  await open();
  const person = await house.person();
  await person.say('绑定户号');
  await person.say(WANG.accountNumber);
  await person.say(WANG.phone);
  const code = codeSentTo(house, WANG.phone);
  expect(await everything()).not.toContain(code);
  await person.say(code);
  expect((await person.said()).length).toBeGreaterThan(0);
  expect(house.log.filter((line) => line.includes(code))).toEqual([expect.stringMatching(/^\[text message to/)]);
});
