/** WeChat Pay's certificates: whoever forges serials makes us ask for them no oftener, and a new one that is right gets in. */
import { expect, test } from 'vitest';
import { type PlatformCertificate, wechatPayKeys } from '../../src/outside/payment-gateway.wechat-pay-keys.ts';
import { type House, openHouse } from '../support/house.ts';
import { startWechatPay } from '../support/wechat-pay-emulator/index.ts';
import { PLATFORM_CERTIFICATE } from '../support/wechat-pay-emulator/keys.ts';

const FORGED = '0123456789ABCDEF0123';

/** A house of a merchant who has certificates only, and what knocks at it with an invented serial. */
async function certificateHouse() {
  let house: House | null = null;
  const wechat = await startWechatPay(() => house?.now() ?? new Date(), { mode: 'certificate' });
  house = await openHouse({ environment: wechat.environment });
  const { request, now, advance, close } = house;
  return {
    wechat,
    advance,
    asked: () => wechat.journal.filter(({ path }) => path === '/v3/certificates').length,
    forge: async () => {
      const headers = {
        'wechatpay-timestamp': String(Math.floor(now().getTime() / 1_000)),
        'wechatpay-nonce': 'n',
        'wechatpay-serial': FORGED,
        'wechatpay-signature': 'AAAA',
      };
      return (await request('POST', '/v1/payment-notifications/wechat-pay', { body: '{}', headers })).status;
    },
    async close() {
      await close();
      await wechat.close();
    },
  };
}

test('fifty forged notices at once, while WeChat Pay has not answered: one question, and fifty refusals', async () => {
  const { wechat, asked, forge, close } = await certificateHouse();
  const answer = Promise.withResolvers<void>();
  wechat.trouble(/certificates$/, { done: true, ends: 'right', after: answer.promise });
  const notices = Array.from({ length: 50 }, forge);
  while (asked() === 0) await new Promise((resolve) => setImmediate(resolve));
  answer.resolve();
  expect(new Set(await Promise.all(notices))).toEqual(new Set([401]));
  await forge();
  expect(asked()).toBe(1);
  await close();
});

test('forged notices while WeChat Pay is away: a question a minute', async () => {
  const { wechat, advance, asked, forge, close } = await certificateHouse();
  for (let i = 0; i < 9; i += 1) wechat.trouble(/certificates$/, { done: false, ends: { status: 503, body: '' } });
  expect(new Set(await Promise.all(Array.from({ length: 50 }, forge)))).toEqual(new Set([401]));
  for (let i = 0; i < 10; i += 1) await forge();
  expect(asked()).toBe(1);
  for (let second = 0; second < 120; second += 10) {
    advance(10);
    await forge();
  }
  expect(asked()).toBe(3);
  await close();
});

/** Keys whose certificates are these, whenever somebody asks for them. */
function keysOf(listed: { serials: readonly string[] }) {
  let at = Date.parse('2026-12-05T10:00:00+08:00');
  let asked = 0;
  const certificates = async (): Promise<PlatformCertificate[]> => {
    asked += 1;
    return listed.serials.map((serial) => ({
      serial,
      pem: PLATFORM_CERTIFICATE,
      expiresAt: new Date('2031-01-01T00:00:00+08:00'),
    }));
  };
  return {
    keys: wechatPayKeys(null, certificates, () => new Date(at)),
    asked: () => asked,
    later: (minutes: number) => {
      at += minutes * 60_000;
    },
  };
}

test('a certificate is changed while somebody forges serials every second: the new one gets in, the old one stays good', async () => {
  const [old, fresh] = ['AAAA000000000001', 'BBBB000000000002'];
  const listed = { serials: [old] };
  const { keys, asked, later } = keysOf(listed);
  expect(await keys.find(old)).not.toBeNull();
  listed.serials = [old, fresh];
  let minutes = 0;
  for (; (await keys.find(fresh)) === null; minutes += 1) {
    for (let i = 0; i < 60; i += 1) {
      await keys.find(FORGED);
      later(1 / 60);
    }
  }
  expect([minutes, asked()]).toEqual([10, 2]);
  expect(await keys.find(old)).not.toBeNull();
  later(60);
  expect(await keys.find(fresh)).not.toBeNull();
  expect(asked()).toBe(2);
});

test('who asks while it is being asked gets the same answer, and asks no more', async () => {
  const { keys, asked } = keysOf({ serials: ['AAAA000000000001'] });
  const found = await Promise.all(Array.from({ length: 20 }, () => keys.find('AAAA000000000001')));
  expect(found.every((key) => key !== null)).toBe(true);
  expect(asked()).toBe(1);
});

test('a question that went away with the request that asked it keeps nobody waiting for ever', async () => {
  let at = 0;
  let asked = 0;
  const certificates = (): Promise<PlatformCertificate[]> => {
    asked += 1;
    return asked === 1 ? new Promise(() => {}) : Promise.resolve([]);
  };
  const keys = wechatPayKeys(null, certificates, () => new Date(at));
  void keys.find(FORGED);
  at += 20_000;
  expect(await keys.find(FORGED)).toBeNull();
  expect(asked).toBe(2);
});
