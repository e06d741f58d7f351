/** The typed client inside a mini program, bundled as a front end bundles it, against the real service: the pages of the README in order. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runInNewContext } from 'node:vm';
import { build } from 'esbuild';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { clientTypes } from '../../src/cli/generate-client.ts';
import { createClient } from '../../src/client/client.ts';
import type { createMiniClient, MiniClient, Wx } from '../../src/client/wx.ts';
import { codeSentTo } from '../rest/door.ts';
import { type House, openHouse } from '../support/house.ts';
import { type MiniEmulator, startMini } from '../support/mini-emulator/index.ts';
import { LI, town } from '../support/town.ts';
import { APP_ID, startWechatPay, type WechatPayEmulator } from '../support/wechat-pay-emulator/index.ts';

const MEI = 'oGZUI0egBJY1zhBYw2KhdUfwVJJE';
const BASE = 'https://power.example';
const FORM = 'template-case-progress';

let bundle: string;
let mini: MiniEmulator;
let pay: WechatPayEmulator;
let house: House;

beforeAll(async () => {
  const entry = fileURLToPath(new URL('../../src/client/wx.ts', import.meta.url));
  const built = await build({ entryPoints: [entry], bundle: true, format: 'cjs', target: 'es2018', write: false });
  bundle = built.outputFiles[0]?.text ?? '';
  mini = await startMini(() => house.now(), { appId: APP_ID });
  mini.platform.templates.set(FORM, ['character_string1', 'thing2', 'time3']);
  pay = await startWechatPay(() => house.now());
  const forms = {
    kind: 'setting',
    name: 'miniTemplates',
    value: [
      {
        topic: 'case-progress',
        templateId: FORM,
        page: '',
        fields: { character_string1: 'case', thing2: 'title', time3: 'time' },
      },
    ],
    effectiveFrom: '2026-01-01',
    confirmed: true,
    source: 'the console',
  };
  house = await openHouse({ environment: { ...mini.environment, ...pay.environment }, lines: [...town, forms] });
}, 60_000);
afterAll(async () => {
  await house.close();
  await mini.close();
  await pay.close();
  expect([...mini.violations, ...pay.violations]).toEqual([]);
});

/** A phone: its storage, its WeChat, and a network whose requests end at our service. */
function phone() {
  const storage = new Map<string, unknown>();
  const requests: { method: string; url: string }[] = [];
  const answered = async (url: string, init: RequestInit) => {
    const response = await house.app.request(url, init);
    return { statusCode: response.status, data: await response.text() };
  };
  const wx: Wx = {
    request({ url, method, header, data, dataType, success, fail }) {
      // What WeChat's own request takes and refuses.
      if (!['OPTIONS', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'TRACE', 'CONNECT'].includes(method))
        return fail({ errMsg: `request:fail method ${method} is not supported` });
      requests.push({ method, url });
      answered(url, { method, headers: header, ...(data !== undefined && { body: data }) }).then(
        (result) => success({ ...result, data: dataType === 'json' ? JSON.parse(result.data) : result.data }),
        (error) => fail({ errMsg: `request:fail ${String(error)}` }),
      );
    },
    uploadFile({ url, filePath, name, formData, header, success, fail }) {
      const form = new FormData();
      form.append(name, new File([readFileSync(filePath)], 'photo.png'));
      for (const [field, value] of Object.entries(formData)) form.append(field, value);
      answered(url, { method: 'POST', headers: header, body: form }).then(success, (error) =>
        fail({ errMsg: String(error) }),
      );
    },
    login: ({ success }) => success({ code: mini.platform.login(MEI) }),
    requestPayment: ({ success, fail, ...action }) => {
      try {
        pay.pay(action);
        success();
      } catch (error) {
        fail({ errMsg: `requestPayment:fail ${String(error)}` });
      }
    },
    requestSubscribeMessage: ({ tmplIds, success }) => {
      for (const id of tmplIds) mini.platform.accept(MEI, id);
      success({ errMsg: 'requestSubscribeMessage:ok', ...Object.fromEntries(tmplIds.map((id) => [id, 'accept'])) });
    },
    getStorageSync: (key) => storage.get(key) ?? '',
    setStorageSync: (key, value) => void storage.set(key, value),
  };
  /** Opens the mini program anew: nothing is left but the storage. A phone's JavaScript knows neither fetch nor URLSearchParams. */
  const open = (): MiniClient => {
    const module = { exports: {} as { createMiniClient: typeof createMiniClient } };
    runInNewContext(bundle, { module, exports: module.exports });
    return module.exports.createMiniClient(wx, BASE);
  };
  return { open, requests, storage };
}

describe('the pages of a mini program', () => {
  const device = phone();
  let client: MiniClient;
  beforeEach(() => {
    client = device.open();
  });
  const value = async <T>(
    answer: Promise<{ ok: true; value: T } | { ok: false; problem: { code: string } }>,
  ): Promise<T> => {
    const given = await answer;
    if (!given.ok) throw new Error(given.problem.code);
    return given.value;
  };

  test('signs in once; the next opening has its session', async () => {
    await client.signIn();
    await device.open().signIn();
    expect(device.requests.filter(({ url }) => url.endsWith('/v1/sessions'))).toHaveLength(1);
    expect(await value(client.call('GET /v1/me'))).toMatchObject({ accounts: [] });
  });

  test('signs in anew when the session has ended', async () => {
    device.storage.set('wattline-session', 'a token of last year');
    const late = device.open();
    await late.signIn();
    expect((await late.call('GET /v1/me')).ok).toBe(true);
  });

  test('chooses a language, shows a phone, binds an account', async () => {
    expect(await value(client.call('PUT /v1/me', { body: { locale: 'zh-CN' } }))).toMatchObject({ locale: 'zh-CN' });
    const shown = await value(
      client.call('POST /v1/me/phone', { body: { code: mini.platform.phoneCode(MEI, LI.phone) } }),
    );
    expect(shown.phone).toBe('139****0002');
    const { verificationId } = await value(
      client.call('POST /v1/accounts/verifications', { body: { accountNumber: LI.accountNumber, phone: LI.phone } }),
    );
    await house.settle();
    const wrong = await client.call('POST /v1/accounts', { body: { verificationId, code: '000000' } });
    expect(wrong).toMatchObject({ ok: false, status: 422, problem: { code: 'code_wrong', triesLeft: 4 } });
    const bound = await value(
      client.call('POST /v1/accounts', { body: { verificationId, code: codeSentTo(house, LI.phone) } }),
    );
    expect(bound.accountNumber).toBe(LI.accountNumber);
  });

  test('shows bills and pays them in WeChat; the receipt follows the notice, not the phone', async () => {
    const path = { accountNumber: LI.accountNumber };
    const bills = await value(client.call('GET /v1/accounts/{accountNumber}/bills', { path, query: {} }));
    expect([bills.amountDue, bills.bills.length > 0]).toEqual(['224.88', true]);
    const idempotencyKey = 'one-tap';
    const order = { body: { accountNumber: LI.accountNumber, method: 'wechat-pay' as const }, idempotencyKey };
    const payment = await value(client.call('POST /v1/payments', order));
    expect((await value(client.call('POST /v1/payments', order))).paymentId).toBe(payment.paymentId);
    if (payment.action.kind !== 'wechat-pay') throw new Error('no action for WeChat');
    expect(await client.pay(payment.action)).toBe(true);
    const paid = { path: { paymentId: payment.paymentId } };
    expect((await value(client.call('GET /v1/payments/{paymentId}', paid))).status).toBe('pending');
    await pay.deliverDue(async ({ body, headers }) => {
      const told = { body, headers: { ...headers } };
      return (await house.request('POST', '/v1/payment-notifications/wechat-pay', told)).status;
    });
    await house.settle();
    expect((await value(client.call('GET /v1/payments/{paymentId}', paid))).status).toBe('paid');
  });

  test('files something with a photo, asks for consent from the same tap, and is told of its progress', async () => {
    const photo = fileURLToPath(new URL('../../.readme/services/bill.query.png', import.meta.url));
    const documentId = await client.upload(photo, 'other');
    expect(documentId).toMatch(/^[\w-]{10,}$/);
    const opened = await value(
      client.call('POST /v1/complaints', {
        body: { category: 'opinion', about: 'other', description: '电线太低', contactPhone: LI.phone },
        idempotencyKey: 'complaint-1',
      }),
    );
    await client.askToSubscribe(['case-progress', 'planned-outage'], 'complaint-1');
    const { templates } = await value(client.call('GET /v1/me/subscriptions'));
    expect(templates).toEqual([{ topic: 'case-progress', templateId: FORM, left: 1, answer: 'accept' }]);
    await house.services.attempt(() => house.services.work.act('P01', opened.caseNumber, 'contacted'));
    house.advance(6);
    await house.upkeep();
    expect(mini.platform.notices).toMatchObject([{ openId: MEI, data: { character_string1: opened.caseNumber } }]);
  });

  test('talks, presses, and reads what came by itself', async () => {
    const said = await value(client.call('POST /v1/chat/messages', { body: { id: 'm-1', text: '查进度' } }));
    const buttons = said.replies.flatMap((reply) => ('choices' in reply ? reply.choices : []));
    expect(buttons.length).toBeGreaterThan(0);
    await value(client.call('POST /v1/chat/messages', { body: { id: 'm-2', button: buttons[0]?.button ?? '' } }));
    const { messages } = await value(client.call('GET /v1/chat/messages', { query: { after: '0' } }));
    expect(messages.some(({ direction }) => direction === 'in')).toBe(true);
  });

  test('gives a code for LINE or the web', async () => {
    const { code } = await value(client.call('POST /v1/me/link-codes', { body: {} }));
    expect(code).toMatch(/^\d{9}$/);
  });
});

describe('the client by itself', () => {
  test('is as the service publishes it', () => {
    const kept = readFileSync(new URL('../../src/client/api.generated.ts', import.meta.url), 'utf8');
    expect(kept).toBe(clientTypes());
  });

  test('has every call of the published document but uploads, streams and what gateways call', async () => {
    const kept = readFileSync(new URL('../../src/client/api.generated.ts', import.meta.url), 'utf8');
    const { paths } = (await house.request('GET', '/v1/openapi.json')).body as { paths: Record<string, object> };
    const calls = Object.entries(paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const missing = calls.filter((call) => !kept.includes(`'${call}'`));
    expect(missing.filter((call) => / \/v1\//.test(call))).toEqual([
      'POST /v1/documents',
      'GET /v1/chat/stream',
      'POST /v1/payment-notifications/{method}',
      'GET /v1/payment-returns/line-pay',
    ]);
  });

  test('hands over refusals of whoever stands in between, and rejects when nobody answers', async () => {
    const through = (status: number, text: string) =>
      createClient({ baseUrl: BASE, token: () => null, send: async () => ({ status, text }) });
    expect(await through(502, '<html>bad gateway</html>')('GET /v1/me')).toMatchObject({
      ok: false,
      status: 502,
      problem: { code: 'unavailable' },
    });
    const nobody = createClient({
      baseUrl: BASE,
      token: () => null,
      send: async () => {
        throw new Error('request:fail timeout');
      },
    });
    await expect(nobody('GET /v1/me')).rejects.toThrow('timeout');
  });

  test('writes paths and queries so that nothing breaks out of them', async () => {
    const asked: string[] = [];
    const client = createClient({
      baseUrl: BASE,
      token: () => 't',
      send: async ({ url, headers }) => {
        asked.push(`${url} ${headers.authorization}`);
        return { status: 204, text: '' };
      },
    });
    await client('GET /v1/cases/{caseNumber}', { path: { caseNumber: '../me?x=1' } });
    await client('GET /v1/knowledge/search', { query: { q: '电费 & 税' } });
    expect(asked).toEqual([
      `${BASE}/v1/cases/..%2Fme%3Fx%3D1 Bearer t`,
      `${BASE}/v1/knowledge/search?q=${encodeURIComponent('电费 & 税')} Bearer t`,
    ]);
  });
});
