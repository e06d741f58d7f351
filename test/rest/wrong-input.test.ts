/** Wrong input at every field of every route: a problem that names the field, nothing changed, never 5xx, never a hang. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse } from '../support/house.ts';
import { WANG } from '../support/town.ts';
import { bound, type Client, routesOf, rows } from './door.ts';

const CHANNELS = {
  WECHAT_APP_ID: 'wx0123456789abcdef',
  WECHAT_TOKEN: 'wechattoken',
  WECHAT_API_URL: 'http://127.0.0.1:9',
  WECHATY_GATEWAY_KEY: 'a key of the gateway that is long enough',
  WECHAT_KF_CORP_ID: 'ww0123456789abcdef',
  WECHAT_KF_SECRET: 'kf secret',
  WECHAT_KF_TOKEN: 'kftoken',
  WECHAT_KF_ENCODING_AES_KEY: 'A'.repeat(43),
  WECHAT_KF_API_URL: 'http://127.0.0.1:9',
  WECHAT_MINI_APP_ID: 'wx0123456789abcde0',
  WECHAT_MINI_APP_SECRET: 'mini secret',
  WECHAT_MINI_TOKEN: 'minitoken',
  LINE_CHANNEL_SECRET: 'line secret',
  LINE_CHANNEL_ACCESS_TOKEN: 'line token',
  LINE_API_URL: 'http://127.0.0.1:9',
};

let house: House;
let who: Client;
/** Staff's own doors are behind a token of the desk. */
let desk: string;
const keyOf = (route: string) => (route.includes(' /v1/desk/') ? desk : who.token);

beforeAll(async () => {
  house = await openHouse({ environment: CHANNELS });
  who = await bound(house, WANG);
  desk = await house.tokens.issue('desk', 'V01', house.now(), new Date(house.now().getTime() + 86_400_000));
  // The first call of somebody begins to count theirs.
  await house.request('GET', '/v1/desk/me', { token: desk });
});
afterAll(() => house.close());

/** A good body for each route that takes one, for some a second kind (the third word), to be spoilt field by field. */
const GOOD: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'POST /v1/sessions': { channel: 'web' },
  'PATCH /v1/me': { locale: 'en' },
  'PUT /v1/me': { locale: 'en' },
  'PUT /v1/me/notices': { notices: [{ topic: 'planned-outage', on: true }] },
  'POST /v1/me/phone': { code: 'free' },
  'POST /v1/me/link-codes': {},
  'POST /v1/me/links': { code: '123456789', agreed: true },
  'POST /v1/me/subscriptions': { prompt: 'free', answers: [{ templateId: 't', answer: 'accept' }] },
  'POST /v1/me/line-links': { ticket: 'free' },
  'POST /v1/me/real-name': { name: '王秀兰', idNumber: '110101199001010017', consent: true },
  'POST /v1/accounts/verifications': { accountNumber: WANG.accountNumber, phone: WANG.phone },
  'POST /v1/accounts': { verificationId: 'v', code: '123456', nickname: '家' },
  'POST /v1/payment-quotes': { accountNumber: WANG.accountNumber },
  'POST /v1/payments': { accountNumber: WANG.accountNumber, billIds: ['W-11'], method: 'sandbox' },
  'POST /v1/invoices/:invoiceId/reissue': { title: '公司', taxNumber: '91350100M000100Y43', email: 'a@example.com' },
  'POST /v1/invoices': { paymentId: 'p', title: '公司', taxNumber: '91350100M000100Y43', email: 'a@example.com' },
  'POST /v1/ratings': { serviceId: 's', score: 5, reasons: ['other'], comment: 'c' },
  'POST /v1/chat/messages': { id: 'i', text: '你好' },
  'POST /v1/applications': {
    kind: 'transfer',
    accountNumber: WANG.accountNumber,
    name: '李建国',
    idNumber: '110101199001010025',
    role: 'owner',
    oldHolderPhone: '13900000001',
    contactPhone: '13900000002',
    documents: ['d'],
    ownershipChanged: 'yes',
    consent: true,
    agreed: true,
  },
  'POST /v1/applications rename': {
    kind: 'rename',
    accountNumber: WANG.accountNumber,
    newName: '王秀岚',
    reason: '登记错了',
    agreed: true,
  },
  'POST /v1/applications charger': {
    kind: 'ev-charger',
    address: '示例市和平路1号',
    capacityKw: '7',
    parkingSpace: 'B2-118',
    category: 'free',
    description: '一个车位',
    agreed: true,
  },
  'POST /v1/requests': {
    kind: 'appliance-damage',
    accountNumber: WANG.accountNumber,
    since: '2026-12-04',
    description: '冰箱坏了',
    documents: ['d'],
  },
  'POST /v1/requests bill-check': {
    kind: 'bill-check',
    accountNumber: WANG.accountNumber,
    period: '2026-11',
    description: '多了一倍',
  },
  'POST /v1/requests phone-change': {
    kind: 'phone-change',
    accountNumber: WANG.accountNumber,
    contactPhone: '13900000088',
    documents: ['d'],
  },
  'POST /v1/requests account-closing': { kind: 'account-closing', accountNumber: WANG.accountNumber, reason: '搬家了' },
  'POST /v1/outage-reports': {
    accountNumber: WANG.accountNumber,
    address: '示例市和平路1号',
    contactPhone: '13900000001',
    scope: 'home',
    danger: false,
    description: '',
  },
  'POST /v1/complaints': {
    category: 'report',
    about: '抄表员',
    description: '乱收费',
    contactPhone: '13912345678',
    anonymous: false,
  },
  'POST /v1/cases/:caseNumber/chases': {},
  'POST /v1/cases/:caseNumber/withdrawal': {},
  'POST /v1/cases/:caseNumber/reopening': { reason: '没有解决' },
  'POST /v1/cases/:caseNumber/signature': { contractHash: '0'.repeat(64) },
  'POST /v1/desk/cases/:caseNumber/acts': {
    event: 'noted',
    text: '看过了',
    missing: ['other'],
    to: { team: 'service' },
  },
  'POST /v1/desk/handoffs/:caseNumber/take': {},
  'POST /v1/desk/handoffs/:caseNumber/messages': { text: '您好' },
  'POST /v1/desk/handoffs/:caseNumber/pass': { to: { team: 'billing' }, note: 'free' },
  'POST /v1/desk/handoffs/:caseNumber/return': { note: 'free' },
  'POST /v1/desk/outages/:outageId/acts': { act: 'estimated', estimate: '2026-12-05T12:00:00+08:00', text: '看过了' },
};
const OPTIONAL = ['nickname', 'billIds', 'title', 'taxNumber', 'email', 'reasons', 'comment', 'anonymous', 'documents'];
/** Of one route only. */
const OPTIONAL_THERE: Readonly<Record<string, readonly string[]>> = {
  'POST /v1/applications': ['idNumber', 'role', 'oldHolderPhone', 'contactPhone', 'ownershipChanged', 'consent'],
  'POST /v1/applications charger': ['address', 'capacityKw', 'parkingSpace', 'category', 'description'],
  'POST /v1/requests account-closing': ['reason'],
  'POST /v1/outage-reports': ['accountNumber', 'address', 'danger'],
  'POST /v1/desk/cases/:caseNumber/acts': ['text', 'missing', 'to'],
  'POST /v1/desk/handoffs/:caseNumber/pass': ['note'],
  'POST /v1/desk/handoffs/:caseNumber/return': ['note'],
  'POST /v1/desk/outages/:outageId/acts': ['estimate', 'text'],
};
/** Free text, where any content but NUL and half characters is legal. */
const FREE = [
  'name',
  'nickname',
  'title',
  'comment',
  'text',
  'verificationId',
  'paymentId',
  'serviceId',
  'id',
  'billIds',
  'idNumber',
  'about',
  'description',
  'reason',
  'newName',
  'address',
  'parkingSpace',
  'documents',
];

const send = (route: string, body: unknown, headers: Record<string, string> = {}) => {
  const [method = '', path = ''] = route.split(' ');
  return house.request(method, path, { token: keyOf(route), body, headers });
};

const unspoilt = (text: string): void => {
  expect(text).not.toMatch(/\bat .+:\d+:\d+|select |insert |\.ts\b|node_modules|postgres|pg_|syntax/i);
};

test('every route that takes a body is spoilt here', () => {
  const taking = routesOf(house).filter(
    // Files are spoilt in documents.test.ts; what ends the session that is spoilt here takes nothing.
    (route) =>
      /^(POST|PATCH|PUT) \/v1\//.test(route) && !/payment-notifications|\/documents$|\/sessions\/end$/.test(route),
  );
  const spoilt = new Set(Object.keys(GOOD).map((route) => route.split(' ').slice(0, 2).join(' ')));
  expect([...spoilt].toSorted()).toEqual(taking.toSorted());
});

test('a spoilt field is refused with its name, and no row changes', async () => {
  const before = await rows(house);
  for (const [route, good] of Object.entries(GOOD)) {
    for (const field of Object.keys(good)) {
      const spoilt: [string, unknown][] = [
        ['null', null],
        ['a number', 123456],
        ['an object', { a: 1 }],
        ['a list of lists', [[]]],
        ['huge', 'x'.repeat(20_000)],
        ['NUL', '\u0000'],
        ['NUL inside', `a\u0000b`],
        ['half a surrogate pair', '\ud800'],
        ...([...OPTIONAL, ...(OPTIONAL_THERE[route] ?? [])].includes(field)
          ? []
          : ([['missing', undefined]] as [string, unknown][])),
        ...(field === 'comment' || (field === 'description' && good.scope)
          ? []
          : ([['empty', '']] as [string, unknown][])),
        ...(FREE.includes(field) || field === 'taxNumber' || good[field] === 'free'
          ? []
          : ([['nonsense', '\u202e🙂']] as [string, unknown][])),
      ];
      for (const [what, value] of spoilt) {
        // What is said to the chat is heard without them.
        if (field === 'text' && /NUL|half/.test(what)) continue;
        const answered = await send(route, { ...good, [field]: value });
        const told = [route, field, what, answered.status, answered.body?.code];
        expect(told).toEqual([route, field, what, 400, 'invalid_input']);
        expect(answered.headers.get('content-type')).toBe('application/problem+json');
        expect(answered.body).toMatchObject({ type: expect.any(String), title: expect.any(String), status: 400 });
        expect([route, what, answered.body.errors.map((error: { field: string }) => error.field)]).toEqual([
          route,
          what,
          expect.arrayContaining([expect.stringMatching(new RegExp(`^${field}|^\\(body\\)$`))]),
        ]);
        unspoilt(answered.text);
      }
    }
    for (const extra of ['surplus', 'constructor', 'toString', 'residentId', 'amount', 'status']) {
      const answered = await send(route, { ...good, [extra]: 1 });
      expect([route, extra, answered.status, answered.body.errors]).toEqual([
        route,
        extra,
        400,
        expect.arrayContaining([{ field: extra, reason: 'is not known here' }]),
      ]);
    }
    const proto = await send(route, `{"__proto__":{"isAdmin":true},${JSON.stringify(good).slice(1)}`);
    expect([route, proto.status]).toEqual([route, 400]);
  }
  expect(Object.hasOwn(Object.prototype, 'isAdmin')).toBe(false);
  expect(await rows(house)).toEqual(before);
});

test('a body that is no JSON object, no JSON, or not said to be JSON is refused, and no row changes', async () => {
  const before = await rows(house);
  for (const route of Object.keys(GOOD)) {
    for (const body of ['[]', 'null', '"text"', '1', 'true', '[{}]'])
      expect([route, body, (await send(route, body)).status]).toEqual([route, body, 400]);
    for (const body of [
      '',
      '{',
      '{"a":}',
      "{'a':1}",
      '{"a":1}}',
      '\u0000',
      '['.repeat(100_000),
      '{"a":'.repeat(20_000),
    ]) {
      // Where nothing has to be said, nothing may be sent.
      if (body === '' && Object.keys(GOOD[route] ?? {}).length === 0) continue;
      const answered = await send(route, body);
      if (body === '') {
        // An empty body says as much as an empty object.
        const { status, body: told } = await send(route, '{}');
        expect([route, answered.status, answered.body.code]).toEqual([route, status, told.code]);
        continue;
      }
      expect([route, body.slice(0, 9), answered.status, answered.body.code]).toEqual([
        route,
        body.slice(0, 9),
        400,
        expect.stringMatching(/^invalid_(json|input)$/),
      ]);
      unspoilt(answered.text);
    }
    const good = JSON.stringify(GOOD[route]);
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
      'application/xml',
      'x',
      '',
    ]) {
      const answered = await send(route, good, { 'content-type': type });
      expect([route, type, answered.status, answered.body.code]).toEqual([route, type, 415, 'unsupported_media_type']);
    }
  }
  expect(await rows(house)).toEqual(before);
});

test('a body over 1 MiB is 413, announced or in chunks, and is not read to its end', async () => {
  const before = await rows(house);
  const big = `{"x":"${'x'.repeat(1024 * 1024)}"}`;
  for (const route of Object.keys(GOOD)) {
    const [method = '', path = ''] = route.split(' ');
    const announced = await send(route, big, { 'content-length': String(big.length) });
    expect([route, announced.status, announced.body.code]).toEqual([route, 413, 'body_too_large']);
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(stream) {
        pulled += 1;
        stream.enqueue(new Uint8Array(64 * 1024).fill(0x20));
      },
    });
    const chunked = await house.app.request(`http://house.test${path}`, {
      method,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${keyOf(route)}` },
      body: endless,
      ...{ duplex: 'half' },
    });
    expect([route, chunked.status]).toEqual([route, 413]);
    expect(pulled).toBeLessThan(40);
  }
  expect(await rows(house)).toEqual(before);
});

test('a resident who gives six of five stars hears which scores there are', async () => {
  for (const score of [6, 0, -1, 4.5, '5', true, null]) {
    const { status, body } = await send('POST /v1/ratings', { serviceId: 's', score });
    const errors = [{ field: 'score', reason: 'must be a whole number from 1 to 5' }];
    expect([score, status, body.code, body.errors]).toEqual([score, 400, 'invalid_input', errors]);
  }
});

test('an idempotency key that is none is refused where the description names it, and nowhere else', async () => {
  const before = await rows(house);
  const { body: document } = await house.request('GET', '/v1/openapi.json');
  const isKeyed = (route: string) => {
    const [method = '', path = ''] = route.split(' ');
    const { parameters = [] } = document.paths[path.replaceAll(/:(\w+)/g, '{$1}')][method.toLowerCase()];
    return parameters.some(({ name }: { name: string }) => name === 'Idempotency-Key');
  };
  const taking = routesOf(house).filter((route) => /^(POST|PATCH|PUT) \/v1\/(?!payment-notifications)/.test(route));
  for (const route of taking) {
    // With a good body some of the others would do what they are for.
    const body = isKeyed(route) ? GOOD[route] : { surplus: 1 };
    for (const key of ['', 'with space', 'x'.repeat(201), 'ä']) {
      const answered = await send(route, body, { 'idempotency-key': key });
      const named = answered.body.errors?.some(({ field }: { field: string }) => field === 'Idempotency-Key') ?? false;
      expect([route, key, named]).toEqual([route, key, isKeyed(route)]);
      if (named) expect([route, answered.status]).toEqual([route, 400]);
    }
  }
  expect(taking.filter(isKeyed)).toHaveLength(14);
  expect(await rows(house)).toEqual(before);
});

test('a wrong path is 404, a wrong method 405 with what is allowed', async () => {
  for (const path of [
    '/v1',
    '/v1/',
    '/v2/me',
    '/v1/me/',
    '/v1/bills',
    '/V1/me',
    '/v1//me',
    '/v1/payments/a/b',
    '/nothing',
  ]) {
    const answered = await house.request('GET', path, { token: who.token });
    expect([path, answered.status, answered.body.code]).toEqual([path, 404, 'not_found']);
  }
  const known = new Set(routesOf(house));
  for (const route of known) {
    const path = (route.split(' ')[1] ?? '').replaceAll(/:\w+/g, 'x');
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
      // `verifications` is a path of its own under POST and some account's under DELETE.
      if (known.has(`${method} ${route.split(' ')[1]}`) || `${method} ${path}` === 'DELETE /v1/accounts/verifications')
        continue;
      const answered = await house.request(method, path, { token: who.token });
      expect([method, path, answered.status, answered.body.code]).toEqual([method, path, 405, 'method_not_allowed']);
      expect(answered.headers.get('allow')).toContain(route.split(' ')[0]);
    }
  }
});

test('wrong queries and paths are refused or not found, whatever stands in them', async () => {
  const strange = [
    '%00',
    '%ff',
    '%E0%A4%A',
    '%',
    '..%2f..',
    `'%20or%201=1--`,
    'x'.repeat(5_000),
    '%F0%9F%99%82',
    '__proto__',
    '%ED%A0%80',
  ];
  const paths = routesOf(house).filter((route) => route.startsWith('GET ') && route.includes(':'));
  for (const route of [...paths, 'DELETE /v1/accounts/:accountNumber']) {
    for (const value of strange) {
      const [method = '', path = ''] = route.split(' ');
      const answered = await house.request(method, path.replaceAll(/:\w+/g, value), {
        token: keyOf(route),
      });
      expect([route, value.slice(0, 12), answered.status]).toEqual([
        route,
        value.slice(0, 12),
        expect.toSatisfy((status: number) => [400, 404].includes(status)),
      ]);
      unspoilt(answered.text);
    }
  }
  const bills = `/v1/accounts/${WANG.accountNumber}/bills`;
  for (const query of [
    'from=x',
    'from=',
    'from=2026-02-30',
    'from=2026-1-1',
    'to=2026-13-01',
    'from=2026-01-01&from=2026-02-01',
    'since=2026-01-01',
    'from=%00',
    'from=2026-01-01T00:00:00Z',
  ]) {
    const answered = await who.get(`${bills}?${query}`);
    expect([query, answered.status, answered.body.code]).toEqual([query, 400, 'invalid_input']);
    expect(answered.body.errors.length).toBeGreaterThan(0);
  }
  for (const query of [
    'days=0',
    'days=367',
    'days=x',
    'days=1.5',
    'limit=0',
    'limit=201',
    'locale=fr',
    'locale=',
    'q=1',
  ]) {
    const answered = await house.request('GET', `/v1/desk/knowledge/gaps?${query}`, { token: desk });
    expect([query, answered.status, answered.body.code]).toEqual([query, 400, 'invalid_input']);
  }
  for (const query of ['after=x', 'after=-1', 'after=1e3', 'limit=0', 'limit=101', 'limit=x', 'unknown=1'])
    expect([query, (await who.get(`/v1/chat/messages?${query}`)).status]).toEqual([query, 400]);
  for (const after of ['0', '100', '214748364800', '999999999999'])
    expect([after, (await who.get(`/v1/chat/messages?after=${after}`)).status]).toEqual([after, 200]);
});

test('a message with NUL or half a character in it is heard without them', async () => {
  const answered = await who.post('/v1/chat/messages', { id: 'nul', text: '查\u0000电费\ud800' });
  expect(answered.status).toBe(200);
  expect((await who.post('/v1/chat/messages', { id: 'only', text: '\u0000' })).status).toBe(200);
});

test('any bytes on any route get an answer below 500', { timeout: 60_000 }, async () => {
  const routes = routesOf(house);
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    fc.json().map((text) => new TextEncoder().encode(text)),
    fc
      .constantFrom(...Object.values(GOOD))
      .chain((good) =>
        fc.record(
          Object.fromEntries(
            Object.keys(good).map((key) => [
              key,
              fc.oneof(fc.constant(good[key]), fc.anything(), fc.string({ unit: 'binary' })),
            ]),
          ),
        ),
      )
      .map((body) => {
        try {
          return new TextEncoder().encode(JSON.stringify(body) ?? '');
        } catch {
          return new Uint8Array();
        }
      }),
  );
  const segment = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }).map((text) => encodeURIComponent(text.toWellFormed())),
    fc.constantFrom('%00', '%ff', WANG.accountNumber, 'W-11', 'sandbox'),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...routes.filter((route) => !['GET /v1/chat/stream', 'POST /v1/sessions/end'].includes(route))),
      segment,
      bytes,
      fc.constantFrom(
        'application/json',
        'text/plain',
        'multipart/form-data',
        'multipart/form-data; boundary=x',
        'application/x-www-form-urlencoded',
        'application/problem+json',
      ),
      fc.boolean(),
      fc.string({ maxLength: 30 }),
      async (route, value, body, type, withToken, query) => {
        const [method = '', path = ''] = route.split(' ');
        const url = `http://house.test${path.replaceAll(/:\w+/g, value)}?${encodeURI(query.toWellFormed())}`;
        const response = await house.app.request(url, {
          method,
          headers: {
            ...(withToken && { authorization: `Bearer ${keyOf(route)}` }),
            ...(method !== 'GET' && { 'content-type': type }),
          },
          ...(method !== 'GET' && { body: body as Uint8Array<ArrayBuffer> }),
          signal: AbortSignal.timeout(5_000),
        });
        const text = await response.text();
        expect([route, response.status, text]).toEqual([
          route,
          expect.toSatisfy((status: number) => status < 500),
          text,
        ]);
        if (response.status >= 400 && path.startsWith('/v1/')) expect(JSON.parse(text)).toHaveProperty('code');
      },
    ),
    { numRuns: 1_500, seed: 20_261_121, endOnFailure: true },
  );
});

test('a form that says nothing readable pays nothing at the sandbox', async () => {
  const opened = await who.post('/v1/payments', { accountNumber: WANG.accountNumber, method: 'sandbox' });
  for (const [type, body] of [
    ['multipart/form-data', 'x'],
    ['multipart/form-data; boundary=y', '--y\r\n'],
    ['application/json', '{"outcome":"paid"}'],
    ['application/x-www-form-urlencoded', 'outcome=free'],
  ] as const) {
    const answered = await house.app.request(opened.body.action.url, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    });
    expect([type, answered.status]).toEqual([type, 400]);
  }
  expect((await who.get(`/v1/payments/${opened.body.paymentId}`)).body.status).toBe('pending');
});
