/** Invoices over REST: for the payer of a paid payment, one valid one, printed behind a link that runs out. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse } from '../support/house.ts';
import { LI, LIN, town, WANG } from '../support/town.ts';
import { bound, type Client, client, paid } from './door.ts';

let house: House;
let wang: Client;
let wangPaid: string;
const ATTACKS = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '</title><svg onload=alert(1)>',
  '<iframe src=javascript:alert(1)>',
  '<a href="javascript:alert(1)">x</a>',
  '<body onload=alert(1)>',
  '<style>@import "//x"</style>',
  '{{constructor.constructor("alert(1)")()}}',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '<!--><script>alert(1)//-->',
  '<form action=//x><input type=submit>',
  'javascript:alert(1)//<object data=x>',
];

beforeAll(async () => {
  const l11 = town.find((line) => 'billId' in line && line.billId === 'L-11') as object;
  house = await openHouse({ lines: [...town, ...ATTACKS.map((_, i) => ({ ...l11, billId: `A-${i}` }))] });
  wang = await bound(house, WANG);
  wangPaid = await paid(house, wang, WANG.accountNumber);
});
afterAll(() => house.close());

const page = (printUrl: string) => house.request('GET', printUrl.replace('http://house.test', ''));

test('not paid, not mine, not there: refused, each in its way', async () => {
  const li = await bound(house, LI);
  const open = await li.post('/v1/payments', { accountNumber: LI.accountNumber, billIds: ['L-10'], method: 'sandbox' });
  const early = await li.post('/v1/invoices', { paymentId: open.body.paymentId });
  expect([early.status, early.body.code]).toEqual([409, 'not_paid']);
  const theirs = await li.post('/v1/invoices', { paymentId: wangPaid });
  const nothing = await li.post('/v1/invoices', { paymentId: 'nothing' });
  expect([theirs.status, theirs.text]).toEqual([404, nothing.text]);
  // Somebody of the same household sees the payment, and it is not theirs to invoice.
  const second = await bound(house, WANG);
  expect((await second.get(`/v1/payments/${wangPaid}`)).status).toBe(200);
  expect((await second.post('/v1/invoices', { paymentId: wangPaid })).text).toBe(nothing.text);
});

test('a tax number is looked at before anything is issued', async () => {
  for (const taxNumber of [
    '1',
    '12345',
    '9135010',
    'OOOOOOOOOOOOOOOOOO',
    '91350100M000100YI3',
    '1234567890123456',
    'abc',
    '９１３５０１００',
  ]) {
    const refused = await wang.post('/v1/invoices', { paymentId: wangPaid, title: '某公司', taxNumber });
    expect([taxNumber, refused.status, refused.body.code, refused.body.errors?.[0]?.field]).toEqual([
      taxNumber,
      422,
      'tax_number_invalid',
      'taxNumber',
    ]);
  }
  expect(await house.db.selectFrom('invoices').selectAll().execute()).toEqual([]);
});

test('twenty at once for one payment: one invoice; the page opens without a token, is private, and runs out after an hour', async () => {
  const asked = { paymentId: wangPaid, title: '示例有限公司', taxNumber: '91350100m000100y43', email: 'a@example.com' };
  const answers = await Promise.all(Array.from({ length: 20 }, () => wang.post('/v1/invoices', asked)));
  expect(answers.map((one) => one.status).toSorted()).toEqual([201, ...Array(19).fill(409)]);
  expect(new Set(answers.filter((one) => one.status === 409).map((one) => one.body.code))).toEqual(
    new Set(['already_invoiced']),
  );
  const invoice = answers.find((one) => one.status === 201)?.body;
  expect(invoice).toMatchObject({ title: '示例有限公司', taxNumber: '91350100M000100Y43', status: 'issued' });
  expect(await house.db.selectFrom('invoices').select('invoice_id').execute()).toHaveLength(1);

  const opened = await page(invoice.printUrl);
  expect(opened.status).toBe(200);
  expect(opened.headers.get('cache-control')).toBe('no-store');
  expect(opened.headers.get('referrer-policy')).toBe('no-referrer');
  expect(opened.headers.get('content-security-policy')).toContain("default-src 'none'");
  for (const shown of ['示例有限公司', '91350100M000100Y43', '¥227.71', '999****0017', '372'])
    expect(opened.text).toContain(shown);
  for (const secret of [WANG.accountNumber, WANG.phone, '王秀兰', '幸福路17号'])
    expect(opened.text).not.toContain(secret);

  const token = invoice.printUrl.split('/').at(-1) ?? '';
  const guesses = [
    'x',
    invoice.invoiceId,
    token.slice(0, -1),
    `${token}A`,
    token.slice(0, -2) + (token.endsWith('AA') ? 'BA' : 'AA'),
    wang.token,
  ];
  for (const guess of guesses)
    expect([guess, (await house.request('GET', `/invoices/${guess}`)).status]).toEqual([guess, 404]);
  house.advance(3_601);
  expect((await page(invoice.printUrl)).status).toBe(404);
  const fresh = await wang.get(`/v1/invoices/${invoice.invoiceId}`);
  expect((await page(fresh.body.printUrl)).status).toBe(200);
});

test('with a key the same request gets the same invoice', async () => {
  const lin = await bound(house, LIN);
  const paymentId = await paid(house, lin, LIN.accountNumber);
  const ask = () => lin.post('/v1/invoices', { paymentId }, { 'idempotency-key': 'inv-1' });
  const answers = await Promise.all(Array.from({ length: 20 }, ask));
  expect(answers.map((one) => one.status)).toEqual(Array(20).fill(201));
  for (const one of answers) expect(one.body).toEqual(answers[0]?.body);
  const opened = await page(answers[0]?.body.printUrl);
  expect(opened.text).toContain('NT$1,371');
  expect(opened.text).toContain('lang="zh-TW"');
});

test('attacking titles stay text on the printed page: no active node', async () => {
  const li = await bound(house, LI);
  for (const [i, title] of ATTACKS.entries()) {
    const open = await li.post('/v1/payments', {
      accountNumber: LI.accountNumber,
      billIds: [`A-${i}`],
      method: 'sandbox',
    });
    await house.payAt(open.body.action.url);
    const invoice = await li.post('/v1/invoices', { paymentId: open.body.paymentId, title });
    expect([title, invoice.status]).toEqual([title, 201]);
    const { text } = await page(invoice.body.printUrl);
    const inner = text.slice(text.indexOf('<dl>'), text.indexOf('</dl>'));
    expect([
      title,
      [...inner.matchAll(/<\/?(\w+)/g)]
        .map((found) => found[1])
        .filter((name) => !['dl', 'div', 'dt', 'dd'].includes(name ?? '')),
    ]).toEqual([title, []]);
    expect(text.match(/<(script|img|svg|iframe|object|style|form|input|a)\b/gi)).toBeNull();
    expect(inner).toContain('&lt;'.slice(0, title.includes('<') ? 4 : 0));
  }
});

test('a guest cannot print, list or guess', async () => {
  const guest = await client(house);
  const stored = await house.db.selectFrom('invoices').select('invoice_id').execute();
  for (const { invoice_id } of stored) expect((await guest.get(`/v1/invoices/${invoice_id}`)).status).toBe(404);
});
