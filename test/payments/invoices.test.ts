/** Invoices mended and taken back: the old one by a red letter, the new one in its place, both or none; refunds wait for it. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { checkDigitHolds, isTaxNumber, isTitle } from '../../src/domain/tax-numbers.ts';
import { demoTaxPlatform } from '../../src/outside/tax-platform.demo.ts';
import { bound, type Client, paid } from '../rest/door.ts';
import { type House, openHouse } from '../support/house.ts';
import { LI, WANG } from '../support/town.ts';

let house: House;
let li: Client;
let paymentId: string;
beforeEach(async () => {
  house = await openHouse({ environment: { RATE_LIMITS: 'off' } });
  li = await bound(house, LI);
  paymentId = await paid(house, li, LI.accountNumber);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await house.close();
});

const COMPANY = { title: '示例贸易有限公司', taxNumber: '91350100M000100Y43' };
const issue = async (body: object = {}) => (await li.post('/v1/invoices', { paymentId, ...body })).body;
const anew = (invoiceId: string, body: object, headers: Record<string, string> = {}) =>
  li.post(`/v1/invoices/${invoiceId}/reissue`, body, headers);
const stored = async () =>
  (
    await house.db
      .selectFrom('invoices')
      .select(['title', 'status', 'amount_minor', 'replaces', 'reversal'])
      .orderBy('issued_at')
      .orderBy('status', 'desc')
      .execute()
  ).map(({ title, status, amount_minor: minor, replaces, reversal }) => [
    title,
    status,
    Number(minor),
    replaces !== null,
    reversal !== null,
  ]);
const pageOf = async (printUrl: string) => (await house.request('GET', new URL(printUrl).pathname)).text;
const giveBack = async (amount: string | null) => {
  const [receipt] = await house.services.refunds.receiptsOf(paymentId);
  return house.services.refunds.request('B01', {
    reference: receipt?.reference ?? '',
    amount,
    reason: '重复缴费',
    owedAgain: true,
    caseNumber: null,
  });
};

test('a wrong title is mended: the first invoice is taken back, the second stands in for it, and both pages say so', async () => {
  const first = await issue();
  const second = await anew(first.invoiceId, COMPANY);
  expect(second.status).toBe(201);
  expect(second.body).toMatchObject({ ...COMPANY, status: 'issued', replaces: first.invoiceId, amount: '224.88' });
  expect(second.body.document.number).not.toBe(first.document.number);
  const before = (await li.get(`/v1/invoices/${first.invoiceId}`)).body;
  expect(before).toMatchObject({ status: 'reversed', reversal: { specimen: true } });
  expect(before.reversal.number).not.toBe(first.document.number);
  expect(await stored()).toEqual([
    ['李建国', 'reversed', 22_488, false, true],
    [COMPANY.title, 'issued', 22_488, true, false],
  ]);
  expect(await pageOf(before.printUrl)).toContain(`已红冲，红字发票号码：${before.reversal.number}`);
  expect(await pageOf(second.body.printUrl)).not.toContain('已红冲');
});

test('twenty at once mend it once; the same key gets the same answer; four invoices are the most', async () => {
  const first = await issue();
  const answers = await Promise.all(Array.from({ length: 20 }, () => anew(first.invoiceId, COMPANY)));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(19).fill(409)]);
  expect(await stored()).toHaveLength(2);
  let current = answers.find(({ status }) => status === 201)?.body.invoiceId;
  for (const title of ['甲公司', '乙公司']) {
    const mended = await anew(current, { title }, { 'idempotency-key': `k${title.codePointAt(0)}` });
    expect(
      await anew(current, { title }, { 'idempotency-key': `k${title.codePointAt(0)}` }).then(
        ({ body }) => body.invoiceId,
      ),
    ).toBe(mended.body.invoiceId);
    current = mended.body.invoiceId;
  }
  expect((await anew(current, { title: '丙公司' })).status).toBe(429);
  expect((await stored()).filter(([, status]) => status === 'issued')).toHaveLength(1);
});

test('what is not mine, not there or taken back already is not mended; a wrong number or name is refused before anything is asked', async () => {
  const first = await issue();
  const asked = vi.spyOn(demoTaxPlatform, 'reverse');
  const wang = await bound(house, WANG);
  const theirs = await wang.post(`/v1/invoices/${first.invoiceId}/reissue`, COMPANY);
  const nothing = await wang.post('/v1/invoices/nothing/reissue', COMPANY);
  expect([theirs.status, theirs.text]).toEqual([404, nothing.text]);
  expect((await anew(first.invoiceId, { ...COMPANY, taxNumber: '12345675' })).body.code).toBe('tax_number_invalid');
  for (const title of ['1', '123456', '\u202e1'])
    expect([400, 422]).toContain((await anew(first.invoiceId, { title })).status);
  expect(asked).not.toHaveBeenCalled();
  await anew(first.invoiceId, COMPANY);
  expect((await anew(first.invoiceId, COMPANY)).body.code).toBe('not_now');
});

test('a tax platform that is down leaves everything as it was; asked again it answers with the same documents', async () => {
  const first = await issue();
  const down = vi.spyOn(demoTaxPlatform, 'reverse').mockRejectedValueOnce(new Error('down'));
  expect((await anew(first.invoiceId, COMPANY)).status).toBe(500);
  expect(await stored()).toEqual([['李建国', 'issued', 22_488, false, false]]);
  await anew(first.invoiceId, COMPANY);
  expect(down.mock.calls.map(([{ reversalId }]) => reversalId)).toEqual([
    expect.any(String),
    down.mock.calls[0]?.[0].reversalId,
  ]);
});

test('the tax platform’s own document is passed on, in the answer and on the page', async () => {
  vi.spyOn(demoTaxPlatform, 'issue').mockResolvedValueOnce({
    code: '1',
    number: '2',
    specimen: false,
    url: 'https://tax.example/d/2.pdf',
  });
  const first = await issue();
  expect(first.document).toEqual({ code: '1', number: '2', specimen: false, url: 'https://tax.example/d/2.pdf' });
  expect(await pageOf(first.printUrl)).toContain('href="https://tax.example/d/2.pdf"');
});

test('an invoiced payment is given back once its invoice is taken back; what is left of it can be invoiced again', async () => {
  const first = await issue();
  expect(await giveBack('24.88')).toMatchObject({ ok: false, problem: { code: 'already_invoiced' } });
  const { invoices, attempt } = house.services;
  expect(await attempt(() => invoices.planReversal('S01', first.invoiceId, '退款'))).toMatchObject({ ok: false });
  expect(await attempt(() => invoices.planReversal('B01', first.invoiceId, '退款'))).toMatchObject({ ok: true });
  expect(await attempt(() => invoices.planReversal('B01', first.invoiceId, '退款'))).toMatchObject({ ok: false });
  expect(await giveBack('24.88')).toMatchObject({ ok: true });
  expect((await li.post('/v1/invoices', { paymentId })).body.code).toBe('not_now');
  await house.upkeep();
  const rest = await issue();
  expect(rest).toMatchObject({ amount: '200.00', status: 'issued', replaces: null });
  // The months no longer add up to it: the sum alone is printed.
  expect(await pageOf(rest.printUrl)).toContain('200.00');
});

test('in the chat: the invoice that is there can be issued anew, read back, and the old one is cancelled', async () => {
  const person = await house.person('zh-CN');
  await person.bind(WANG);
  await person.say('缴电费');
  await person.say('确认');
  await person.pay(person.link());
  await person.say('5');
  await person.say('开发票');
  await person.say('个人');
  await person.say('确认');
  await person.say('开发票');
  expect(await person.said()).toEqual(['invoice.exists', 'invoice.title']);
  await person.tap('换开');
  await person.say('公司');
  await person.say(COMPANY.title);
  await person.say(COMPANY.taxNumber);
  expect(await person.said()).toEqual(['invoice.read-back', 'invoice.confirm-anew']);
  await person.say('确认');
  expect(await person.said()).toEqual(['invoice.done-anew', 'invoice.title']);
  expect(await stored()).toEqual([
    ['王秀兰', 'reversed', 22_771, false, true],
    [COMPANY.title, 'issued', 22_771, true, false],
  ]);
});

test('numbers: their form, their country, and their check digits where they have one', () => {
  for (const [number, currency, fits] of [
    ['91350100M000100Y43', 'CNY', true],
    ['91350100m000100y43', 'CNY', true],
    ['91350100M000100Y43', 'TWD', false],
    ['330100000000000', 'CNY', true],
    ['12345675', 'TWD', true],
    ['12345675', 'CNY', false],
    ['12345675', null, true],
    ['91350100M000100YO3', 'CNY', false],
  ] as const)
    expect([number, currency, isTaxNumber(number, currency)]).toEqual([number, currency, fits]);
  for (const [number, holds] of [
    ['91350100M000100Y43', true],
    ['91350100M000100Y44', false],
    ['91440300708461136T', true],
    ['91440300708461163T', false],
    ['330100000000000', true],
    ['04595257', true],
    ['04595258', false],
    ['10458575', true],
  ] as const)
    expect([number, checkDigitHolds(number)]).toEqual([number, holds]);
  for (const [title, is] of [
    ['示例有限公司', true],
    ['A1', true],
    ['王', false],
    ['12345', false],
    ['公司\n', false],
  ] as const)
    expect([title, isTitle(title)]).toEqual([title, is]);
});
