/** Who may do what: every route of the app's own table × anonymous, owner, another resident, staff × own, another's, missing. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../../src/domain/settings.ts';
import { createTokens } from '../../src/services/tokens.ts';
import { upload } from '../conversations/holders.ts';
import { type House, openHouse } from '../support/house.ts';
import { LI, WANG } from '../support/town.ts';
import { type Answered, bound, type Client, client, codeSentTo, paid, routesOf, rows } from './door.ts';

/** Open to everybody: pages, the demo's gateway, doors that carry their own proof. */
const OPEN = [
  'GET /',
  'GET /chat.css',
  'GET /chat.js',
  'GET /chat.svg',
  'GET /favicon.ico',
  'GET /docs',
  // The desk's page is empty without a key; the demo's keys open the demo.
  'GET /desk',
  'GET /desk.css',
  'GET /desk.js',
  'GET /demo/staff',
  'GET /docs.css',
  'GET /invoice.css',
  'GET /demo/hints',
  'GET /healthz',
  // What the articles say is published.
  'GET /articles/:id',
  'GET /v1/knowledge/search',
  'GET /v1/knowledge/articles/:articleId',
  'GET /v1/knowledge/answer',
  'GET /v1/openapi.json',
  'GET /sandbox/sandbox.css',
  'GET /sandbox/pay',
  'POST /sandbox/pay',
  'GET /pay/:token',
  'GET /invoices/:token',
  'GET /sheet.css',
  'GET /link.js',
  // A ticket that was given to one LINE chat; only a session behind it connects anything.
  'GET /link/line/:ticket',
  // Links that were sent to one person: the old holder's answer, the new holder's contract.
  'GET /consent/:token',
  'POST /consent/:token',
  'GET /contracts/:token',
  'POST /contracts/:token',
  'POST /v1/payment-notifications/:method',
  'GET /v1/payment-returns/line-pay',
  'POST /webhooks/line',
  'GET /webhooks/wechat',
  'POST /webhooks/wechat',
  'GET /webhooks/wechat-kf',
  'POST /webhooks/wechat-kf',
  'GET /webhooks/wechat-mini',
  'POST /webhooks/wechat-mini',
  'POST /webhooks/wechaty',
  'POST /v1/sessions',
];

/** Behind a session but about nobody's things: who asks is all there is to it. */
const ONESELF = [
  'POST /v1/sessions/end',
  'GET /v1/me',
  'PATCH /v1/me',
  'PUT /v1/me',
  'POST /v1/me/real-name',
  'POST /v1/me/phone',
  'GET /v1/me/links',
  'POST /v1/me/link-codes',
  // By a code or a phone that only the other channel's person has (test/channels/identity-*.test.ts).
  'POST /v1/me/links',
  'POST /v1/me/line-links',
  'GET /v1/me/subscriptions',
  'POST /v1/me/subscriptions',
  'GET /v1/me/notices',
  'PUT /v1/me/notices',
  'POST /v1/documents',
  'GET /v1/accounts',
  'POST /v1/accounts/verifications',
  'GET /v1/ratings/pending',
  'GET /v1/cases',
  'POST /v1/complaints',
  'POST /v1/chat/messages',
  'GET /v1/chat/messages',
  'GET /v1/chat/stream',
  // For anybody's account on purpose: masked name and sum, paying without seeing.
  'POST /v1/payment-quotes',
  // A transfer may be of an account that is not bound: papers and the old holder decide (test/rest/applications.test.ts).
  'POST /v1/applications',
];

/** Whoever works at the desk, by what makes a difference there. */
const STAFF = ['supervisor', 'manager', 'service', 'dispatch', 'metering', 'editor'] as const;
const CASE_ROOM = { supervisor: 200, manager: 200, service: 200, dispatch: 404, metering: 404, editor: 404 };
const MANAGERS = { supervisor: 200, manager: 200, service: 404, dispatch: 404, metering: 404, editor: 404 };
const EDITORS = { ...MANAGERS, editor: 200 };
const CLERKS = { supervisor: 200, manager: 200, service: 200, dispatch: 200, metering: 200, editor: 404 };
const CREWS = { ...CLERKS, metering: 404 };
const nothing = <Hears extends Record<string, number>>(hears: Hears, status: number) =>
  Object.fromEntries(Object.entries(hears).map(([who, was]) => [who, was === 200 ? status : was])) as Hears;

/** Behind a token of the desk: what is sent, and what each of them hears. */
const DESK: Readonly<
  Record<
    string,
    {
      path?: (t: Things) => string;
      body?: object;
      hears: Readonly<Record<(typeof STAFF)[number], number>>;
    }
  >
> = {
  'GET /v1/desk/me': { hears: { ...CLERKS, editor: 200 } },
  'GET /v1/desk/staff': { hears: { ...CLERKS, editor: 200 } },
  'GET /v1/desk/cases': { hears: CLERKS },
  // A complaint: its own team, the one window and those above.
  'GET /v1/desk/cases/:caseNumber': { path: (t) => `/v1/desk/cases/${t.caseNumber}`, hears: CASE_ROOM },
  'POST /v1/desk/cases/:caseNumber/acts': {
    path: (t) => `/v1/desk/cases/${t.caseNumber}/acts`,
    body: { event: 'noted', text: '看过了' },
    hears: CASE_ROOM,
  },
  // A paper of no case is nobody's yet.
  'GET /v1/desk/documents/:documentId': {
    path: (t) => `/v1/desk/documents/${t.documentId}`,
    hears: nothing(CLERKS, 404),
  },
  'GET /v1/desk/handoffs': { hears: CLERKS },
  // No hand-off of that number.
  'GET /v1/desk/handoffs/:caseNumber': { hears: nothing(CLERKS, 404) },
  'POST /v1/desk/handoffs/:caseNumber/take': { hears: nothing(CLERKS, 404) },
  'POST /v1/desk/handoffs/:caseNumber/messages': { body: { text: '您好' }, hears: nothing(CLERKS, 404) },
  'POST /v1/desk/handoffs/:caseNumber/pass': { body: { to: { team: 'billing' } }, hears: nothing(CLERKS, 404) },
  'POST /v1/desk/handoffs/:caseNumber/return': { hears: nothing(CLERKS, 404) },
  'GET /v1/desk/outages': { hears: CREWS },
  'GET /v1/desk/outages/:outageId/reports': { hears: nothing(CREWS, 404) },
  'POST /v1/desk/outages/:outageId/acts': { body: { act: 'arrived' }, hears: nothing(CREWS, 404) },
  'GET /v1/desk/statistics': { hears: MANAGERS },
  'GET /v1/desk/knowledge/gaps': { hears: EDITORS },
  // No group of that id.
  'GET /v1/desk/knowledge/gaps/:gapId/draft': { hears: nothing(EDITORS, 404) },
  'GET /v1/desk/knowledge/revisions': { hears: EDITORS },
};

interface Things {
  accountNumber: string;
  billId: string;
  paymentId: string;
  invoiceId: string;
  serviceId: string;
  linkId: string;
  verificationId: string;
  code: string;
  caseNumber: string;
  documentId: string;
}

/** Behind a session and about a thing: what a client sends, and what its owner hears. */
const ABOUT: Readonly<
  Record<string, { path: (t: Things) => string; body?: (t: Things) => object; owner: number; refused?: number }>
> = {
  'POST /v1/accounts': {
    path: () => '/v1/accounts',
    body: ({ verificationId, code }) => ({ verificationId, code }),
    owner: 409,
    refused: 422,
  },
  'GET /v1/accounts/:accountNumber/bills': { path: (t) => `/v1/accounts/${t.accountNumber}/bills`, owner: 200 },
  'GET /v1/outages': { path: (t) => `/v1/outages?accountNumber=${t.accountNumber}`, owner: 200 },
  'POST /v1/outage-reports': {
    path: () => '/v1/outage-reports',
    body: ({ accountNumber }) => ({
      accountNumber,
      contactPhone: '13900000001',
      scope: 'home',
      danger: false,
      description: '',
    }),
    owner: 201,
  },
  'GET /v1/bills/:billId': { path: (t) => `/v1/bills/${t.billId}`, owner: 200 },
  'GET /v1/bills/:billId/explanation': { path: (t) => `/v1/bills/${t.billId}/explanation`, owner: 200 },
  'POST /v1/payments': {
    // Single bills are for those who may see them.
    path: () => '/v1/payments',
    body: ({ accountNumber, billId }) => ({ accountNumber, billIds: [billId], method: 'sandbox' }),
    owner: 409,
  },
  'GET /v1/payments/:paymentId': { path: (t) => `/v1/payments/${t.paymentId}`, owner: 200 },
  'GET /v1/accounts/:accountNumber/payments': { path: (t) => `/v1/accounts/${t.accountNumber}/payments`, owner: 200 },
  'POST /v1/invoices': { path: () => '/v1/invoices', body: ({ paymentId }) => ({ paymentId }), owner: 409 },
  'POST /v1/invoices/:invoiceId/reissue': {
    path: (t) => `/v1/invoices/${t.invoiceId}/reissue`,
    body: () => ({ title: '换个抬头' }),
    owner: 201,
  },
  'GET /v1/invoices/:invoiceId': { path: (t) => `/v1/invoices/${t.invoiceId}`, owner: 200 },
  'POST /v1/requests': {
    path: () => '/v1/requests',
    body: ({ accountNumber }) => ({ kind: 'meter-test', accountNumber, description: '走得太快' }),
    owner: 201,
  },
  'POST /v1/cases/:caseNumber/documents': {
    path: (t) => `/v1/cases/${t.caseNumber}/documents`,
    body: ({ documentId }) => ({ documents: [documentId] }),
    owner: 200,
  },
  // Nothing to sign about an opinion; whose contract it is shows in test/rest/applications.test.ts.
  'GET /v1/cases/:caseNumber/contract': { path: (t) => `/v1/cases/${t.caseNumber}/contract`, owner: 404 },
  'POST /v1/cases/:caseNumber/signature': {
    path: (t) => `/v1/cases/${t.caseNumber}/signature`,
    body: () => ({ contractHash: '0'.repeat(64) }),
    owner: 404,
  },
  'GET /v1/cases/:caseNumber': { path: (t) => `/v1/cases/${t.caseNumber}`, owner: 200 },
  // Too early, open, and taken back: in this order.
  'POST /v1/cases/:caseNumber/chases': {
    path: (t) => `/v1/cases/${t.caseNumber}/chases`,
    body: () => ({}),
    owner: 429,
  },
  'POST /v1/cases/:caseNumber/reopening': {
    path: (t) => `/v1/cases/${t.caseNumber}/reopening`,
    body: () => ({ reason: '没有解决' }),
    owner: 409,
  },
  'POST /v1/cases/:caseNumber/withdrawal': {
    path: (t) => `/v1/cases/${t.caseNumber}/withdrawal`,
    body: () => ({}),
    owner: 200,
  },
  'POST /v1/ratings': { path: () => '/v1/ratings', body: ({ serviceId }) => ({ serviceId, score: 5 }), owner: 409 },
  'DELETE /v1/me/links/:linkId': { path: (t) => `/v1/me/links/${t.linkId}`, owner: 204 },
  'DELETE /v1/accounts/:accountNumber': { path: (t) => `/v1/accounts/${t.accountNumber}`, owner: 204 },
};

let house: House;
let owner: Client;
let other: Client;
let own: Things;
let missing: Things;

async function things(who: Client, account: { accountNumber: string; phone: string }, billId: string): Promise<Things> {
  const paymentId = await paid(house, who, account.accountNumber);
  const invoice = await who.post('/v1/invoices', { paymentId });
  const serviceId = `payment:${paymentId}`;
  await who.post('/v1/ratings', { serviceId, score: 4 });
  house.advance(61);
  const { verificationId } = (await who.post('/v1/accounts/verifications', { ...account })).body;
  await house.settle();
  const code = codeSentTo(house, account.phone);
  const opened = await house.services.cases.plan({
    kind: 'opinion',
    reason: `rights:${account.accountNumber}`,
    residentId: who.residentId,
    summary: {},
  });
  const { caseNumber } = await house.services.carryOut(opened);
  return {
    accountNumber: account.accountNumber,
    billId,
    paymentId,
    invoiceId: invoice.body.invoiceId,
    serviceId,
    linkId: await joinedWithGuest(who),
    verificationId,
    code,
    caseNumber,
    documentId: await upload(house, who, 'other'),
  };
}

/** Another channel of the same person. */
async function joinedWithGuest(who: Client): Promise<string> {
  const guest = await client(house);
  const { code } = (await who.post('/v1/me/link-codes')).body;
  const { body } = await guest.post('/v1/me/links', { code, agreed: true });
  return body.links.find((one: { main: boolean }) => !one.main).linkId;
}

beforeAll(async () => {
  house = await openHouse();
  owner = await bound(house, WANG);
  other = await bound(house, LI);
  own = await things(owner, { accountNumber: WANG.accountNumber, phone: WANG.phone }, 'W-11');
  const absent = '00000000-0000-4000-8000-ffffffffffff';
  missing = {
    accountNumber: '9999999999999',
    billId: 'no-such-bill',
    paymentId: absent,
    invoiceId: absent,
    serviceId: `payment:${absent}`,
    caseNumber: 'W0000000000000',
    documentId: absent,
    linkId: 'x'.repeat(20),
    verificationId: absent,
    code: own.code,
  };
});
afterAll(() => house.close());

const ask = (route: string, thing: Things, token?: string): Promise<Answered> => {
  const [method = ''] = route.split(' ');
  const about = ABOUT[route];
  const path = about?.path(thing) ?? DESK[route]?.path?.(thing) ?? (route.split(' ')[1] ?? '').replaceAll(/:\w+/g, 'x');
  const body =
    about?.body?.(thing) ?? DESK[route]?.body ?? (about || method === 'GET' || method === 'DELETE' ? undefined : {});
  return house.request(method, path, { ...(token && { token }), ...(body && { body }) });
};

test('no route of the app is missing in this matrix', () => {
  expect([...OPEN, ...ONESELF, ...Object.keys(ABOUT), ...Object.keys(DESK)].toSorted()).toEqual(
    routesOf(house).toSorted(),
  );
});

test('nobody gets past a door without a token: 401, with a challenge, and nothing changes', async () => {
  const before = await rows(house);
  const tokens = {
    none: undefined,
    noise: 'x'.repeat(200),
    'cut short': owner.token.slice(0, -1),
    'another last letter': owner.token.slice(0, -1) + (owner.token.endsWith('A') ? 'B' : 'A'),
    'unsigned alg': `${Buffer.from('{"alg":"none"}').toString('base64url')}.${owner.token.split('.')[1]}.`,
    'of a payment': await house.tokens.issue(
      'pay',
      owner.residentId,
      house.now(),
      new Date(house.now().getTime() + 60_000),
    ),
    'of a print': await house.tokens.issue(
      'print',
      owner.residentId,
      house.now(),
      new Date(house.now().getTime() + 60_000),
    ),
    'of the desk': await house.tokens.issue('desk', 'V01', house.now(), new Date(house.now().getTime() + 60_000)),
    'of the desk, in a resident’s name': await house.tokens.issue(
      'desk',
      owner.residentId,
      house.now(),
      new Date(house.now().getTime() + 60_000),
    ),
    'run out': await house.tokens.issue(
      'session',
      owner.residentId,
      new Date(0),
      new Date(house.now().getTime() - 1_000),
    ),
  };
  for (const [kind, token] of Object.entries(tokens)) {
    for (const route of [...ONESELF, ...Object.keys(ABOUT)]) {
      const answered = await ask(route, own, token);
      expect([kind, route, answered.status, answered.body?.code]).toEqual([kind, route, 401, 'unauthenticated']);
      expect(answered.headers.get('www-authenticate')).toBe('Bearer');
    }
  }
  expect(await rows(house)).toEqual(before);
});

test('the desk opens to nobody but staff who work here now: 401 for every other token, and nothing changes', async () => {
  const before = await rows(house);
  const now = house.now();
  const [past, soon] = [-1_000, 60_000].map((ms) => new Date(now.getTime() + ms)) as [Date, Date];
  const elsewhere = createTokens('the secret of another house, just as long');
  const tokens = {
    none: undefined,
    'of a resident': owner.token,
    'of a guest': (await client(house)).token,
    'of a resident, in the name of staff': await house.tokens.issue('session', 'V01', now, soon),
    'of a payment, in the name of staff': await house.tokens.issue('pay', 'V01', now, soon),
    'of a contract, in the name of staff': await house.tokens.issue('contract', 'V01', now, soon),
    'of a resident, for the desk': await house.tokens.issue('desk', owner.residentId, now, soon),
    'of nobody who works here': await house.tokens.issue('desk', 'V99', now, soon),
    'run out': await house.tokens.issue('desk', 'V01', new Date(0), past),
    'of another house': await elsewhere.issue('desk', 'V01', now, soon),
    'a name and no token': 'V01',
  };
  for (const [kind, token] of Object.entries(tokens))
    for (const route of Object.keys(DESK)) {
      const { status, body, headers } = await ask(route, own, token);
      expect([kind, route, status, body?.code]).toEqual([kind, route, 401, 'unauthenticated']);
      expect(headers.get('www-authenticate')).toBe('Bearer');
    }
  // The guest above is the one new row; nobody was counted as staff.
  expect(await rows(house)).toEqual({
    ...before,
    residents: (before.residents ?? 0) + 1,
    counters: expect.any(Number),
  });
});

test('staff see of the desk what their role and team are for; to the others it is as if it were not there', async () => {
  const editor = { staffId: 'E01', name: '顾言', team: 'service', role: 'editor' };
  await house.db
    .insertInto('settings')
    .values({
      name: 'staff',
      effective_from: '2026-01-01',
      value: JSON.stringify([...DEFAULT_SETTINGS.staff, editor]),
      confirmed: true,
      source: 'test',
    })
    .execute();
  const ids = { supervisor: 'V01', manager: 'V02', service: 'S01', dispatch: 'D01', metering: 'M01', editor: 'E01' };
  for (const who of STAFF) {
    const opened = await house.services.staff.openDesk(ids[who], 12);
    if (!opened.ok) throw new Error(opened.problem.code);
    const { token } = opened.value;
    const nowhere = await house.request('GET', '/v1/desk/nowhere', { token });
    for (const [route, { hears }] of Object.entries(DESK)) {
      const { status, text } = await ask(route, own, token);
      expect([who, route, status]).toEqual([who, route, hears[who]]);
      if (status === 404) expect([who, route, text]).toEqual([who, route, nowhere.text]);
    }
  }
});

test('another resident hears of things that are not theirs what they hear of things that do not exist', async () => {
  const before = await rows(house);
  for (const [route, { refused = 404 }] of Object.entries(ABOUT)) {
    const theirs = await ask(route, own, other.token);
    const nothing = await ask(route, missing, other.token);
    expect([route, theirs.status]).toEqual([route, refused]);
    expect([route, theirs.text]).toEqual([route, nothing.text]);
    const shown = [...theirs.headers].filter(([name]) => name !== 'date');
    expect([route, shown]).toEqual([route, [...nothing.headers].filter(([name]) => name !== 'date')]);
  }
  // Looking up strangers' accounts is counted, nothing else.
  expect({ ...(await rows(house)), counters: before.counters }).toEqual(before);
});

test('the owner is let in, and does not find what is missing either', async () => {
  for (const [route, { refused = 404 }] of Object.entries(ABOUT)) {
    if (route.startsWith('DELETE')) continue;
    expect([route, (await ask(route, missing, owner.token)).status]).toEqual([route, refused]);
    const { status, text } = await ask(route, own, owner.token);
    expect([route, status, text]).toEqual([route, ABOUT[route]?.owner, expect.any(String)]);
  }
});

test('a payment for somebody else shows its payer a sum: no bills, a masked number, no name on the invoice', async () => {
  const house2 = await openHouse();
  const payer = await client(house2);
  const opened = await payer.post('/v1/payments', { accountNumber: LI.accountNumber, method: 'sandbox' });
  expect(opened.body).toMatchObject({ amount: '224.88', bills: [], accountNumber: '999****0025' });
  await house2.payAt(opened.body.action.url);
  const found = await payer.get(`/v1/payments/${opened.body.paymentId}`);
  expect(found.body).toMatchObject({ status: 'paid', bills: [], accountNumber: '999****0025' });
  expect((await payer.get(`/v1/accounts/${LI.accountNumber}/payments`)).status).toBe(404);
  const nameless = await payer.post('/v1/invoices', { paymentId: opened.body.paymentId });
  expect([nameless.status, nameless.body.errors?.[0]?.field]).toEqual([400, 'title']);
  const invoice = await payer.post('/v1/invoices', { paymentId: opened.body.paymentId, title: '热心邻居' });
  const page = await house2.request('GET', invoice.body.printUrl.replace('http://house.test', ''));
  expect(page.status).toBe(200);
  expect(page.text).toContain('224.88');
  for (const secret of ['李', '2026年10月', '106.02', '>180<', '>200<', LI.accountNumber])
    expect(page.text).not.toContain(secret);
  await house2.close();
});

test('whoever unbinds sees nothing more of the account, at once; what they paid themselves stays theirs', async () => {
  expect((await ask('DELETE /v1/accounts/:accountNumber', own, owner.token)).status).toBe(204);
  expect((await ask('GET /v1/bills/:billId', own, owner.token)).status).toBe(404);
  expect((await ask('GET /v1/accounts/:accountNumber/payments', own, owner.token)).status).toBe(404);
  const mine = await ask('GET /v1/payments/:paymentId', own, owner.token);
  expect([mine.status, mine.body.bills, mine.body.accountNumber]).toEqual([200, [], '999****0017']);
});
