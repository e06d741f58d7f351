/** Signing in from a mini program: a code of WeChat's becomes a session of ours, and nothing of WeChat's secrets leaves. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bind, type Client } from '../rest/door.ts';
import { type House, openHouse } from '../support/house.ts';
import { type MiniEmulator, startMini } from '../support/mini-emulator/index.ts';
import { LI } from '../support/town.ts';
import { APP_ID, startWechatPay } from '../support/wechat-pay-emulator/index.ts';

const MEI = 'oGZUI0egBJY1zhBYw2KhdUfwVJJE';
const HUA = 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o';

let mini: MiniEmulator;
let house: House;

beforeEach(async () => {
  mini = await startMini(() => house.now());
  house = await openHouse({ environment: mini.environment });
});
afterEach(async () => {
  await house.close();
  await mini.close();
  expect(mini.violations).toEqual([]);
});

const withCode = (code: string) => house.request('POST', '/v1/sessions', { body: { channel: 'wechat-mini', code } });
const signIn = async (openId: string): Promise<{ token: string; residentId: string }> => {
  const { status, body } = await withCode(mini.platform.login(openId));
  expect(status).toBe(201);
  return { token: body.token, residentId: body.resident.id };
};
const clientOf = ({ token, residentId }: { token: string; residentId: string }): Client => ({
  token,
  residentId,
  get: (path) => house.request('GET', path, { token }),
  post: (path, body, headers) => house.request('POST', path, { token, body, ...(headers && { headers }) }),
  patch: (path, body) => house.request('PATCH', path, { token, body }),
  remove: (path) => house.request('DELETE', path, { token }),
});
const health = async () => (await house.request('GET', '/healthz')).body;

describe('who signs in from the mini program', () => {
  test('is the same resident each time, and another one than anybody else', async () => {
    const first = await signIn(MEI);
    const again = await signIn(MEI);
    const other = await signIn(HUA);
    expect(again.residentId).toBe(first.residentId);
    expect(other.residentId).not.toBe(first.residentId);
    expect((await clientOf(first).get('/v1/me')).body).toMatchObject({ id: first.residentId, accounts: [] });
  });

  test('is one resident even if two first sign-ins come at the same moment', async () => {
    const codes = Array.from({ length: 8 }, () => mini.platform.login(MEI));
    const answers = await Promise.all(codes.map(withCode));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(201));
    expect(new Set(answers.map(({ body }) => body.resident.id)).size).toBe(1);
    expect(await house.db.selectFrom('residents').selectAll().execute()).toHaveLength(1);
  });

  test('is the same resident in two mini programs of one company, by the union id', async () => {
    mini.platform.unionIds.set(MEI, 'union-of-mei');
    mini.platform.unionIds.set(HUA, 'union-of-mei');
    expect((await signIn(HUA)).residentId).toBe((await signIn(MEI)).residentId);
  });

  test('never gets the session key, and no row or log line holds it as it is', async () => {
    const { status, text } = await withCode(mini.platform.login(MEI));
    const key = mini.platform.sessionKey(MEI);
    expect(status).toBe(201);
    const [row] = await house.db.selectFrom('identities').selectAll().where('subject', '=', MEI).execute();
    expect(row?.secret).toBeTruthy();
    for (const seen of [text, JSON.stringify(row), house.log.join('\n')]) {
      expect(seen).not.toContain(key);
      expect(seen).not.toContain('the secret of the mini program');
    }
  });

  test.each([
    ['a code that was never given out', () => 'nobody'],
    [
      'a code that is five minutes old',
      () => {
        const code = mini.platform.login(MEI);
        house.advance(5 * 60);
        return code;
      },
    ],
    [
      'a person WeChat blocks',
      () => {
        mini.platform.blocked.add(MEI);
        return mini.platform.login(MEI);
      },
    ],
  ])('%s opens nothing', async (_, code) => {
    const { status, body } = await withCode(code());
    expect([status, body.code]).toEqual([401, 'sign_in_refused']);
    expect(await house.db.selectFrom('residents').selectAll().execute()).toEqual([]);
  });

  test('a code opens one session, not two', async () => {
    const code = mini.platform.login(MEI);
    expect((await withCode(code)).status).toBe(201);
    expect((await withCode(code)).body.code).toBe('sign_in_refused');
  });

  test('too often within a minute is told to wait', async () => {
    for (let i = 0; i < 100; i += 1) expect((await withCode(mini.platform.login(MEI))).status).toBe(201);
    const refused = await withCode(mini.platform.login(MEI));
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60']);
    house.advance(61);
    expect((await withCode(mini.platform.login(MEI))).status).toBe(201);
  });

  test('is signed in although WeChat was busy for a moment', async () => {
    mini.fail(/jscode2session/, { errcode: -1 });
    expect((await withCode(mini.platform.login(MEI))).status).toBe(201);
  });

  test('hears 503 while WeChat is busy or silent, and the next try works', async () => {
    for (const _ of [1, 2]) mini.fail(/jscode2session/, { errcode: -1 });
    expect((await withCode(mini.platform.login(MEI))).body.code).toBe('unavailable');
    mini.fail(/jscode2session/, 'drop');
    expect((await withCode(mini.platform.login(MEI))).body.code).toBe('unavailable');
    expect((await withCode(mini.platform.login(MEI))).status).toBe(201);
  });

  test('from an address that is not on the allow-list gets 503; health and log say why until it works again', async () => {
    mini.platform.foreignAddress = true;
    expect((await withCode(mini.platform.login(MEI))).status).toBe(503);
    expect((await health()).miniProgram).toContain('allow-list');
    expect(house.log.filter((line) => line.includes('platform.trouble'))).toHaveLength(1);
    expect(house.log.join('\n')).toContain('40164');
    mini.platform.foreignAddress = false;
    expect((await withCode(mini.platform.login(MEI))).status).toBe(201);
    expect((await health()).miniProgram).toBeUndefined();
  });
});

test('without its settings the mini program is off, and says so', async () => {
  const other = await openHouse();
  const { status, body } = await other.request('POST', '/v1/sessions', { body: { channel: 'wechat-mini', code: 'x' } });
  expect([status, body.code]).toEqual([503, 'channel_off']);
  expect((await other.request('GET', '/healthz')).body.on.miniProgram).toBe(false);
  await other.close();
});

describe('the phone by WeChat’s word', () => {
  const prove = async (token: string, body: object) => house.request('POST', '/v1/me/phone', { token, body });

  test('is kept as a hash, shown masked; a code counts once', async () => {
    const { token, residentId } = await signIn(MEI);
    const code = mini.platform.phoneCode(MEI, '13900000001');
    expect((await prove(token, { code })).body).toEqual({ phone: '139****0001' });
    expect((await prove(token, { code })).body.code).toBe('sign_in_refused');
    const kept = await house.db.selectFrom('proven_phones').selectAll().execute();
    expect(kept).toMatchObject([{ resident_id: residentId, masked: '139****0001', proven_by: 'wechat' }]);
    expect(JSON.stringify(kept)).not.toContain('13900000001');
  });

  test('from Taiwan is written as Taiwan writes it', async () => {
    const { token } = await signIn(MEI);
    expect((await prove(token, { code: mini.platform.phoneCode(MEI, '912345678', '886') })).body.phone).toBe(
      '091****5678',
    );
  });

  test('of somebody else’s button, or an old one, is refused', async () => {
    const { token } = await signIn(MEI);
    expect((await prove(token, { code: mini.platform.phoneCode(HUA, '13900000001') })).status).toBe(401);
    const old = mini.platform.phoneCode(MEI, '13900000001');
    house.advance(5 * 60);
    expect((await prove(token, { code: old })).status).toBe(401);
    expect(await house.db.selectFrom('proven_phones').selectAll().execute()).toEqual([]);
  });

  test('needs a session of the mini program', async () => {
    const { token } = (await house.request('POST', '/v1/sessions', { body: { channel: 'web' } })).body;
    expect((await prove(token, { code: 'x' })).body.code).toBe('not_possible_here');
  });

  test('survives a token that WeChat took back: fetched once more, asked once more', async () => {
    const { token } = await signIn(MEI);
    expect((await prove(token, { code: mini.platform.phoneCode(MEI, '13900000001') })).status).toBe(200);
    mini.platform.revokeToken();
    expect((await prove(token, { code: mini.platform.phoneCode(MEI, '13900000002') })).status).toBe(200);
    house.advance(2 * 60 * 60);
    const again = await signIn(MEI);
    expect((await prove(again.token, { code: mini.platform.phoneCode(MEI, '13900000003') })).status).toBe(200);
    expect(mini.platform.tokensGiven).toBe(3);
    // A token that is refused and stays refused is asked for once more, not for ever.
    mini.fail(/getuserphonenumber/, { errcode: 42001 });
    mini.fail(/getuserphonenumber/, { errcode: 40001 });
    const asked = mini.journal.length;
    expect((await prove(again.token, { code: mini.platform.phoneCode(MEI, '13900000003') })).status).toBe(503);
    expect(mini.journal.slice(asked).filter(({ path }) => path.includes('getuserphonenumber'))).toHaveLength(2);
  });

  test('from an older WeChat opens under the session key, for this program and from just now only', async () => {
    const { token } = await signIn(MEI);
    expect((await prove(token, mini.platform.sealedPhone(MEI, '13900000001'))).body).toEqual({ phone: '139****0001' });
    const wrong = [
      mini.platform.sealedPhone(HUA, '13900000001'),
      mini.platform.sealedPhone(MEI, '13900000001', { appId: 'wx0000000000000000' }),
      mini.platform.sealedPhone(MEI, '13900000001', { at: house.now().getTime() - 6 * 60_000 }),
      { ...mini.platform.sealedPhone(MEI, '13900000001'), iv: 'AAAA' },
    ];
    for (const sealed of wrong) expect((await prove(token, sealed)).body.code).toBe('sign_in_refused');
  });
});

test('signs in, binds and pays by WeChat Pay to the receipt, over REST alone', async () => {
  await house.close();
  await mini.close();
  mini = await startMini(() => house.now(), { appId: APP_ID });
  const pay = await startWechatPay(() => house.now());
  house = await openHouse({ environment: { ...mini.environment, ...pay.environment } });
  const mei = clientOf(await signIn(MEI));
  expect((await bind(house, mei, LI)).status).toBe(201);
  const opened = await mei.post('/v1/payments', { accountNumber: LI.accountNumber, method: 'wechat-pay' });
  expect(opened.status).toBe(201);
  expect([...pay.orders.values()].map(({ openId }) => openId)).toEqual([MEI]);
  pay.pay(opened.body.action);
  const answered = await pay.deliverDue(async ({ body, headers }) => {
    const { status } = await house.request('POST', '/v1/payment-notifications/wechat-pay', {
      body,
      headers: { ...headers },
    });
    return status;
  });
  expect(answered).toEqual([204]);
  await house.settle();
  expect((await mei.get(`/v1/payments/${opened.body.paymentId}`)).body).toMatchObject({
    status: 'paid',
    amount: '224.88',
  });
  expect((await mei.post('/v1/invoices', { paymentId: opened.body.paymentId })).status).toBe(201);
  // The web knows no payer.
  const { token } = (await house.request('POST', '/v1/sessions', { body: { channel: 'web' } })).body;
  const refused = await house.request('POST', '/v1/payments', {
    token,
    body: { accountNumber: LI.accountNumber, method: 'wechat-pay' },
  });
  expect(refused.body.code).not.toBe('internal');
  await pay.close();
  expect(pay.violations).toEqual([]);
});
