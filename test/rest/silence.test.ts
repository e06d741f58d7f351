/** Logs: nothing personal that anybody wrote, got or is, whatever was done and whatever went wrong. */
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse } from '../support/house.ts';
import { town } from '../support/town.ts';
import { bound, type Client, client, noticeOf, tell } from './door.ts';

const HOLDER = '欧阳静怡';
const PERSON = {
  accountNumber: '9990000055555',
  phone: '13955501234',
  idNumber: '110105198807231234',
  address: '示例市平安里三区18号楼2单元501室',
  email: 'ouyang.jingyi@example.com',
  title: '静怡贸易有限公司',
  taxNumber: '91350100M000100Y43',
  comment: '家里的狗叫旺财',
};

let house: House;
let who: Client;

beforeAll(async () => {
  const account = town.find(
    (line) => 'accountNumber' in line && line.accountNumber === '9990000000025' && 'holder' in line,
  ) as object;
  const bill = town.find((line) => 'billId' in line && line.billId === 'L-11') as object;
  const { accountNumber, phone, idNumber, address } = PERSON;
  house = await openHouse({
    lines: [
      ...town,
      { ...account, accountNumber, phone, idNumber, address, holder: HOLDER },
      ...['1', '2', '3'].map((n) => ({ ...bill, billId: `OY-${n}`, accountNumber })),
    ],
  });
});
afterAll(() => house.close());

const everythingGoesRight = async () => {
  who = await bound(house, PERSON);
  await who.post('/v1/me/real-name', { name: HOLDER, idNumber: PERSON.idNumber, consent: true });
  await who.get(`/v1/accounts/${PERSON.accountNumber}/bills`);
  await who.get('/v1/bills/OY-1/explanation');
  const opened = await who.post('/v1/payments', {
    accountNumber: PERSON.accountNumber,
    billIds: ['OY-1'],
    method: 'sandbox',
  });
  await house.payAt(opened.body.action.url);
  const { paymentId } = opened.body;
  await who.post('/v1/invoices', { paymentId, title: PERSON.title, taxNumber: PERSON.taxNumber, email: PERSON.email });
  await who.post('/v1/ratings', {
    serviceId: `payment:${paymentId}`,
    score: 1,
    comment: `${PERSON.comment} ${PERSON.phone}`,
  });
  const person = await house.person();
  house.advance(61);
  await person.bind(PERSON);
  for (const said of [
    `我叫${HOLDER}`,
    `身份证${PERSON.idNumber}`,
    PERSON.address,
    '转人工',
    '是',
    `1 3 9 5 5 5 0 1 2 3 4`,
    '交电费',
    '确认',
  ])
    await person.say(said);
};

const everythingGoesWrong = async () => {
  const guest = await client(house);
  const { accountNumber, phone, idNumber, address, email } = PERSON;
  for (const body of [
    { name: HOLDER, idNumber },
    { name: HOLDER, idNumber, consent: 'yes', [address]: email },
    `{"name":"${HOLDER}"`,
    [idNumber],
  ])
    await guest.post('/v1/me/real-name', body);
  await guest.post('/v1/accounts/verifications', { accountNumber, phone: `${phone}x` });
  await guest.post('/v1/accounts', { verificationId: phone, code: '123456' });
  for (const path of [
    `/v1/bills/${encodeURIComponent(HOLDER)}`,
    `/v1/accounts/${accountNumber}/bills`,
    `/v1/${idNumber}`,
    `/invoices/${phone}`,
    `/pay/${idNumber}`,
  ])
    await guest.get(path);
  await tell(house, noticeOf(accountNumber, '1.00'));
  // The database itself complains, in words that quote what was written.
  for (const broken of [
    'alter table ratings rename to ratings_away',
    'alter table bills rename to bills_away',
    'alter table inbox rename to inbox_away',
    'alter table verifications rename to verifications_away',
    'alter table invoices rename to invoices_away',
  ]) {
    await sql.raw(broken).execute(house.db);
    await who.post('/v1/accounts/verifications', { accountNumber, phone });
    house.advance(61);
    await who.get(`/v1/accounts/${accountNumber}/bills`);
    await who.post('/v1/payments', { accountNumber, method: 'sandbox' });
    await who.post('/v1/invoices', { paymentId: idNumber, title: HOLDER });
    await who.post('/v1/ratings', { serviceId: phone, score: 1, comment: address });
    await who.post('/v1/chat/messages', { id: phone, text: `${HOLDER} ${idNumber} ${address}` });
    await house.upkeep();
    const [, from = '', to = ''] = /table (\w+) rename to (\w+)/.exec(broken) ?? [];
    await sql.raw(`alter table ${to} rename to ${from}`).execute(house.db);
  }
};

test('after all that people do, and all that breaks, no line of the log tells who it was', async () => {
  await everythingGoesRight();
  const lines = house.log.length;
  await everythingGoesWrong();
  await house.settle();
  expect(lines).toBeGreaterThan(15);
  const failures = house.log.filter((line) => /failed/.test(line));
  expect(failures.length).toBeGreaterThan(5);
  const codes = house.codes().map(({ code }) => code);
  expect(codes.length).toBeGreaterThan(1);
  const log = house.log.filter((line) => !line.startsWith('[text message')).join('\n');
  const planted = [HOLDER, '静怡', ...Object.values(PERSON), PERSON.email.split('@')[0] ?? '', who.token, ...codes];
  for (const value of planted) {
    const spaced = [...value].join(' ');
    const forms = [
      value,
      spaced,
      [...value].join('-'),
      encodeURIComponent(value),
      Buffer.from(value).toString('base64'),
      JSON.stringify(value).slice(1, -1),
      value.replaceAll(/\B(?=(\d{4})+$)/g, ' '),
    ];
    for (const form of forms) expect([value, log.includes(form)]).toEqual([value, false]);
  }
});

test('a problem tells its reader nothing of the inside: no statement, no place in our code, no other person', async () => {
  await sql`alter table bills rename to bills_away`.execute(house.db);
  const answered = await who.get(`/v1/accounts/${PERSON.accountNumber}/bills`);
  await sql`alter table bills_away rename to bills`.execute(house.db);
  expect(answered.status).toBe(500);
  expect(answered.body).toEqual({
    type: 'urn:wattline:problem:internal',
    title: 'Something is broken on our side',
    status: 500,
    detail: 'It has been noted; try again later.',
    code: 'internal',
  });
});
