/** What a client may rely on: every route of contract.md sections 3, 4 and 7, its names and formats, as published. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse } from '../support/house.ts';
import { CHEN, LI, LIN, WANG, ZHAO } from '../support/town.ts';
import { type Answered, bind, bound, type Client, client, codeSentTo, paid, routesOf } from './door.ts';
import { type Published, published } from './published.ts';

const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\+08:00$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const CNY = /^-?\d+\.\d{2}$/;

let house: House;
let api: Published;
let guest: Client;

beforeAll(async () => {
  house = await openHouse();
  api = await published(house);
  guest = await client(house);
});
afterAll(() => house.close());

const agrees = (method: string, path: string, { status, headers, body }: Answered) =>
  expect(api.faults(method, path, status, headers.get('content-type') ?? '', body)).toEqual([]);

test('a client who reads the description finds every door of the app in it, and no other', () => {
  const pages =
    /^GET \/(chat\.\w+|desk(?:\.\w+)?|favicon\.ico|docs(\.css)?|invoice\.css|invoices\/:token|demo\/(?:hints|staff)|sheet\.css|link\.js|link\/line\/:ticket)?$|^(?:GET|POST) \/(?:consent|contracts)\/:token$|^GET \/articles\/:id$|\/sandbox\//;
  expect(api.operations.toSorted()).toEqual(
    routesOf(house)
      .filter((route) => !pages.test(route) && route !== 'POST /v1/payment-notifications/:method')
      .concat('POST /v1/payment-notifications/:method')
      .toSorted(),
  );
});

test('a client who reads what a door may refuse finds it all: no token, wrong input, a key used before, too much, no JSON', async () => {
  const { body: document } = await house.request('GET', '/v1/openapi.json');
  type Named = { name: string; in: string; required?: boolean; schema?: object };
  type Door = { security?: object[]; parameters?: Named[]; requestBody?: { content: object }; responses: object };
  const doors = Object.entries(document.paths as Record<string, Record<string, Door>>).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, door]) => [`${method.toUpperCase()} ${path}`, door] as const),
  );
  const keyed: string[] = [];
  for (const [route, { security, parameters = [], requestBody, responses }] of doors) {
    if (!route.includes(' /v1/') || /payment-(?:notifications|returns)|stream$/.test(route)) continue;
    const key = parameters.find(({ name }) => name === 'Idempotency-Key');
    if (key) keyed.push(route);
    const wanted = [
      ...(security ? ['401'] : []),
      ...(requestBody || parameters.length > 0 ? ['400'] : []),
      ...(requestBody ? ['413', '415'] : []),
      ...(key ? ['409'] : []),
    ];
    expect([route, Object.keys(responses)]).toEqual([route, expect.arrayContaining(wanted)]);
    if (key) expect(key).toMatchObject({ in: 'header', required: false, schema: { type: 'string' } });
  }
  expect(keyed.toSorted()).toEqual([
    'POST /v1/applications',
    'POST /v1/cases/{caseNumber}/chases',
    'POST /v1/cases/{caseNumber}/documents',
    'POST /v1/cases/{caseNumber}/reopening',
    'POST /v1/cases/{caseNumber}/signature',
    'POST /v1/cases/{caseNumber}/withdrawal',
    'POST /v1/complaints',
    'POST /v1/documents',
    'POST /v1/invoices',
    'POST /v1/invoices/{invoiceId}/reissue',
    'POST /v1/outage-reports',
    'POST /v1/payments',
    'POST /v1/ratings',
    'POST /v1/requests',
  ]);
});

test('a guest opens a session: 201 with token, expiry and resident, in the language their browser asks for', async () => {
  const answered = await house.request('POST', '/v1/sessions', {
    body: { channel: 'web' },
    headers: { 'accept-language': 'zh-TW,zh;q=0.9' },
  });
  expect(answered.status).toBe(201);
  expect(Object.keys(answered.body)).toEqual(['token', 'expiresAt', 'resident']);
  expect(answered.body.expiresAt).toMatch(TIME);
  expect(answered.body.resident).toEqual({ id: expect.any(String), locale: 'zh-TW' });
  agrees('POST', '/v1/sessions', answered);
});

test('a resident sees themselves and chooses a language, which stays', async () => {
  const before = await guest.get('/v1/me');
  expect(before.body).toEqual({ id: guest.residentId, locale: 'zh-CN', realName: 'unverified', accounts: [] });
  agrees('GET', '/v1/me', before);
  const changed = await guest.patch('/v1/me', { locale: 'en' });
  expect([changed.status, changed.body.locale]).toEqual([200, 'en']);
  agrees('PATCH', '/v1/me', changed);
  expect((await guest.get('/v1/me')).body.locale).toBe('en');
});

test('a resident binds by the code that came, sees holder and address masked, gives a name to it, and unbinds', async () => {
  const who = await client(house);
  house.advance(61);
  const asked = await who.post('/v1/accounts/verifications', WANG_ASKED);
  expect(asked.status).toBe(202);
  expect(asked.body).toEqual({ verificationId: expect.any(String), expiresAt: expect.stringMatching(TIME) });
  agrees('POST', '/v1/accounts/verifications', asked);
  await house.settle();
  const code = codeSentTo(house, WANG.phone);
  expect(code).toMatch(/^\d{6}$/);
  const made = await who.post('/v1/accounts', { verificationId: asked.body.verificationId, code, nickname: '老房子' });
  const account = {
    accountNumber: WANG.accountNumber,
    nickname: '老房子',
    holder: '王**',
    address: '示例市幸福路**',
    category: 'residential',
    status: 'active',
  };
  expect([made.status, made.body]).toEqual([201, account]);
  agrees('POST', '/v1/accounts', made);
  const listed = await who.get('/v1/accounts');
  expect(listed.body).toEqual({ accounts: [account] });
  agrees('GET', '/v1/accounts', listed);
  expect((await who.get('/v1/me')).body.accounts).toEqual([account]);
  const removed = await who.remove(`/v1/accounts/${WANG.accountNumber}`);
  expect([removed.status, removed.text]).toEqual([204, '']);
  agrees('DELETE', '/v1/accounts/{accountNumber}', removed);
  expect((await who.get('/v1/accounts')).body).toEqual({ accounts: [] });
});
const WANG_ASKED = { accountNumber: WANG.accountNumber, phone: WANG.phone };

test('a resident proves their name: verified stays, another number does not pass', async () => {
  const who = await client(house);
  const given = { name: '王秀兰', idNumber: '110101199001010017', consent: true };
  const wrong = await who.post('/v1/me/real-name', { ...given, idNumber: '110101199001010018' });
  expect([wrong.status, wrong.body.code]).toEqual([422, 'real_name_mismatch']);
  const without = await who.post('/v1/me/real-name', { ...given, consent: false });
  expect([without.status, without.body.code]).toEqual([422, 'consent_missing']);
  const right = await who.post('/v1/me/real-name', given);
  expect([right.status, right.body]).toEqual([200, { realName: 'verified' }]);
  for (const answered of [wrong, without, right]) agrees('POST', '/v1/me/real-name', answered);
  expect((await who.get('/v1/me')).body.realName).toBe('verified');
});

test('bills come newest first with the late fee as a line, filtered by dates, with what is due in all', async () => {
  const who = await bound(house, LI);
  const path = `/v1/accounts/${LI.accountNumber}/bills`;
  const all = await who.get(path);
  expect(all.status).toBe(200);
  agrees('GET', '/v1/accounts/{accountNumber}/bills', all);
  expect(all.body.bills.map((bill: { billId: string }) => bill.billId)).toEqual(['L-11', 'L-10']);
  const [newest, overdue] = all.body.bills;
  expect(newest).toMatchObject({
    period: '2026-11',
    from: '2026-11-01',
    to: '2026-11-30',
    kwh: '200',
    amount: '117.80',
    currency: 'CNY',
    dueDate: '2026-12-15',
    status: 'unpaid',
    lines: [{ kind: 'energy', amount: '117.80' }],
  });
  // Ten days late at 1 ‰ a day of 106.02.
  expect(overdue).toMatchObject({
    status: 'overdue',
    amount: '106.02',
    lines: [
      { kind: 'energy', amount: '106.02' },
      { kind: 'late-fee', amount: '1.06' },
    ],
  });
  expect([all.body.amountDue, all.body.currency]).toEqual(['224.88', 'CNY']);
  for (const bill of all.body.bills) {
    for (const day of [bill.from, bill.to, bill.dueDate]) expect(day).toMatch(DAY);
    expect(bill.amount).toMatch(CNY);
  }
  const ids = async (query: string) =>
    (await who.get(`${path}?${query}`)).body.bills.map((bill: { billId: string }) => bill.billId);
  expect(await ids('from=2026-11-01')).toEqual(['L-11']);
  expect(await ids('to=2026-10-31')).toEqual(['L-10']);
  expect(await ids('from=2026-10-31&to=2026-11-01')).toEqual(['L-11', 'L-10']);
  expect(await ids('from=2027-01-01')).toEqual([]);
  const one = await who.get('/v1/bills/L-11');
  expect(one.body).toEqual(newest);
  agrees('GET', '/v1/bills/{billId}', one);
});

test('bills in Taiwan are whole dollars', async () => {
  const who = await bound(house, LIN);
  const { body } = await who.get(`/v1/accounts/${LIN.accountNumber}/bills`);
  expect([body.amountDue, body.currency, body.bills[0].amount]).toEqual(['1371', 'TWD', '1371']);
});

test('why so much: parts that add up to the difference exactly, against the bill before', async () => {
  const who = await bound(house, WANG);
  const explained = await who.get('/v1/bills/W-11/explanation');
  expect(explained.status).toBe(200);
  agrees('GET', '/v1/bills/{billId}/explanation', explained);
  expect(explained.body).toMatchObject({ billId: 'W-11', comparedWith: 'W-10', difference: '50.29' });
  const cents = (text: string) => Math.round(Number(text) * 100);
  const parts = explained.body.parts as { kind: string; amount: string; text: string }[];
  expect(parts.reduce((sum, part) => sum + cents(part.amount), 0)).toBe(cents(explained.body.difference));
  expect(parts.every((part) => part.text.length > 0)).toBe(true);
  expect(explained.body.tiers.length).toBeGreaterThan(0);
});

test('a bill nobody can recompute: one check case, its number the same for twenty who ask at once', async () => {
  const who = await bound(house, ZHAO);
  const answers = await Promise.all(Array.from({ length: 20 }, () => who.get('/v1/bills/Z-11/explanation')));
  expect(new Set(answers.map((one) => one.status))).toEqual(new Set([200]));
  const numbers = new Set(answers.map((one) => one.body.caseNumber));
  const stored = await house.db.selectFrom('cases').select('case_number').where('bill_id', '=', 'Z-11').execute();
  expect([...numbers]).toEqual(stored.map((row) => row.case_number));
});

test('paying: 201 pending with a frozen amount and where to go, then paid, listed newest first, in two shapes that agree', async () => {
  const who = await bound(house, CHEN, WANG);
  const nothing = await who.post('/v1/payments', { accountNumber: CHEN.accountNumber, method: 'sandbox' });
  expect([nothing.status, nothing.body.code]).toEqual([409, 'nothing_due']);
  agrees('POST', '/v1/payments', nothing);
  const opened = await who.post('/v1/payments', { accountNumber: WANG.accountNumber, method: 'sandbox' });
  expect(opened.status).toBe(201);
  agrees('POST', '/v1/payments', opened);
  expect(opened.body).toMatchObject({
    paymentId: expect.any(String),
    status: 'pending',
    amount: WANG.due,
    currency: 'CNY',
    action: { kind: 'redirect', url: expect.stringContaining('http://house.test/') },
  });
  expect(opened.headers.get('content-type')).toContain('application/json');
  await house.payAt(opened.body.action.url);
  const found = await who.get(`/v1/payments/${opened.body.paymentId}`);
  expect(found.body).toMatchObject({ status: 'paid', paidAt: expect.stringMatching(TIME) });
  agrees('GET', '/v1/payments/{paymentId}', found);
  const listed = await who.get(`/v1/accounts/${WANG.accountNumber}/payments`);
  expect(listed.body).toEqual({ payments: [found.body] });
  agrees('GET', '/v1/accounts/{accountNumber}/payments', listed);
  expect((await who.get('/v1/bills/W-11')).body.status).toBe('paid');

  const invoice = await who.post('/v1/invoices', { paymentId: opened.body.paymentId });
  expect(invoice.status).toBe(201);
  agrees('POST', '/v1/invoices', invoice);
  expect(invoice.body).toMatchObject({ invoiceId: expect.any(String), status: 'issued', title: '王**' });
  const again = await who.get(`/v1/invoices/${invoice.body.invoiceId}`);
  expect(again.body).toEqual(invoice.body);
  agrees('GET', '/v1/invoices/{invoiceId}', again);

  const pending = await who.get('/v1/ratings/pending');
  agrees('GET', '/v1/ratings/pending', pending);
  const serviceId = `payment:${opened.body.paymentId}`;
  expect(pending.body).toEqual({
    ratings: [{ serviceId, service: 'payment.pay', finishedAt: expect.stringMatching(TIME) }],
  });
  const rated = await who.post('/v1/ratings', { serviceId, score: 5, reasons: ['other'], comment: '很好' });
  expect([rated.status, rated.body]).toEqual([201, { serviceId, score: 5, caseNumber: null }]);
  agrees('POST', '/v1/ratings', rated);
  const second = await who.post('/v1/ratings', { serviceId, score: 1 });
  expect([second.status, second.body.code]).toEqual([409, 'already_rated']);
  expect((await who.get('/v1/ratings/pending')).body).toEqual({ ratings: [] });
});

test('somebody who pays for others is told a masked name and a sum', async () => {
  const quoted = await guest.post('/v1/payment-quotes', { accountNumber: LI.accountNumber });
  expect([quoted.status, quoted.body]).toEqual([200, { holder: '李**', amountDue: '224.88', currency: 'CNY' }]);
  agrees('POST', '/v1/payment-quotes', quoted);
});

test('cases, their chases and ends, complaints, requests, applications and outages answer as published, refusals too', async () => {
  const who = await bound(house, LI);
  const post = async (path: string, template: string, body: object, status: number) => {
    const answered = await who.post(path, body);
    expect([path, answered.status]).toEqual([path, status]);
    agrees('POST', template, answered);
    return answered.body;
  };
  const phone = '13900000001';
  const { caseNumber } = await post(
    '/v1/complaints',
    '/v1/complaints',
    { category: 'complaint', about: '抄表员', description: '敲门像砸门', contactPhone: phone },
    201,
  );
  const asked = { kind: 'meter-test', accountNumber: LI.accountNumber, description: '走得太快' };
  await post('/v1/requests', '/v1/requests', asked, 201);
  await post('/v1/requests', '/v1/requests', { ...asked, accountNumber: WANG.accountNumber }, 404);
  const power = { kind: 'new-connection', address: '示例市和平路1号', capacityKw: '8', name: '周小雨', agreed: true };
  await post('/v1/applications', '/v1/applications', { ...power, contactPhone: phone }, 201);
  const dark = { accountNumber: LI.accountNumber, contactPhone: phone, scope: 'home', danger: false, description: '' };
  await post('/v1/outage-reports', '/v1/outage-reports', dark, 201);
  await post('/v1/outage-reports', '/v1/outage-reports', { ...dark, accountNumber: ZHAO.accountNumber }, 404);
  const one = `/v1/cases/${caseNumber}`;
  await post(`${one}/chases`, '/v1/cases/{caseNumber}/chases', {}, 429);
  await post(`${one}/reopening`, '/v1/cases/{caseNumber}/reopening', { reason: '没有解决' }, 409);
  await post(`${one}/withdrawal`, '/v1/cases/{caseNumber}/withdrawal', {}, 200);
  for (const [path, template] of [
    ['/v1/cases', '/v1/cases'],
    [one, '/v1/cases/{caseNumber}'],
    ['/v1/cases/W0000000000000', '/v1/cases/{caseNumber}'],
    [`/v1/outages?accountNumber=${LI.accountNumber}`, '/v1/outages'],
    ['/v1/me/notices', '/v1/me/notices'],
  ] as const)
    agrees('GET', template, await who.get(path));
});

test('the chat answers in the published shape, the same id gives the same answer, and the transcript goes on from any message', async () => {
  const who = await client(house);
  const first = await who.post('/v1/chat/messages', { id: 'm1', text: '查电费' });
  expect(first.status).toBe(200);
  agrees('POST', '/v1/chat/messages', first);
  expect(first.body.turn).toEqual({
    service: 'account.bind',
    awaiting: 'accountNumber',
    understood: [{ kind: 'start', service: 'bill.query', by: 'rule' }],
  });
  house.advance(100);
  expect((await who.post('/v1/chat/messages', { id: 'm1', text: '查电费' })).body).toEqual(first.body);
  const button = first.body.replies.flatMap((reply: { choices?: { button: string }[] }) => reply.choices ?? [])[0];
  if (button)
    agrees('POST', '/v1/chat/messages', await who.post('/v1/chat/messages', { id: 'm2', button: button.button }));
  const all = await who.get('/v1/chat/messages');
  agrees('GET', '/v1/chat/messages', all);
  const ids = all.body.messages.map((message: { messageId: string }) => message.messageId);
  expect(all.body.messages[0]).toMatchObject({ direction: 'in', content: { kind: 'text', text: '查电费' } });
  const rest = await who.get(`/v1/chat/messages?after=${ids[0]}`);
  expect(rest.body.messages.map((message: { messageId: string }) => message.messageId)).toEqual(ids.slice(1));
});

test('what arrives by itself comes over the stream, once and with its id', async () => {
  const person = await house.person();
  await person.bind(ZHAO);
  const seen = await person.transcript();
  const last = seen.messages.at(-1)?.messageId ?? '0';
  await person.say('交电费');
  await person.say('确认');
  await person.pay(person.link());
  const response = await house.app.request(`http://house.test/v1/chat/stream?after=${last}`, {
    headers: { authorization: `Bearer ${person.token}` },
  });
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  let text = '';
  while (!text.includes('event: message')) {
    const { value, done } = await reader.read();
    if (done) break;
    text += decoder.decode(value, { stream: true });
  }
  await reader.cancel();
  expect(text).toContain('event: message');
  expect([...text.matchAll(/^id: (\d+)$/gm)].map((found) => Number(found[1]))).toSatisfy((ids: number[]) =>
    ids.every((id, i) => id > (i === 0 ? Number(last) : (ids[i - 1] ?? 0))),
  );
});

test('health says what works and which channels are on; the reference page shows every route', async () => {
  const healthy = await house.request('GET', '/healthz');
  expect([healthy.status, healthy.body.status, healthy.body.database]).toEqual([200, 'ok', 'ok']);
  agrees('GET', '/healthz', healthy);
  const docs = await house.request('GET', '/docs');
  expect(docs.status).toBe(200);
  const plain = docs.text.replaceAll('<wbr>', '');
  for (const operation of api.operations)
    expect(plain).toContain((operation.split(' ')[1] ?? '').replace(/:(\w+)/g, '{$1}'));
});

test('a paid bill can be paid by nobody twice, and binding twice is refused', async () => {
  const who = await bound(house, LI);
  const paymentId = await paid(house, who, LI.accountNumber);
  expect((await who.get(`/v1/payments/${paymentId}`)).body).toMatchObject({ status: 'paid' });
  const again = await who.post('/v1/payments', { accountNumber: LI.accountNumber, method: 'sandbox' });
  expect([again.status, again.body.code]).toEqual([409, 'nothing_due']);
  const twice = await bind(house, who, LI);
  expect([twice.status, twice.body.code]).toEqual([409, 'already_bound']);
  agrees('POST', '/v1/accounts', twice);
});
