/** WeChat Pay's published vectors and our own (facts/channels.md 9.4) against what the adapter signs, verifies and opens. */
import { expect, test } from 'vitest';
import { wechatPayGateway } from '../../src/outside/payment-gateway.wechat-pay.ts';
import { subjectPublicKey } from '../../src/outside/payment-gateway.wechat-pay-keys.ts';
import {
  answerMessage,
  payMessage,
  pemBytes,
  privateKey,
  publicKey,
  requestMessage,
  sign,
  unseal,
  verify,
} from '../../src/outside/payment-gateway.wechat-pay-signing.ts';
import {
  MERCHANT_PRIVATE_KEY,
  MERCHANT_PUBLIC_KEY,
  PLATFORM_CERTIFICATE,
  pem,
} from '../support/wechat-pay-emulator/keys.ts';
import { PLATFORM_PUBLIC_KEY } from '../support/wechat-pay-emulator/seal.ts';
import {
  GET_SIGNATURE,
  NOTICE_BODY,
  NOTICE_RESOURCE,
  NOTICE_SIGNATURE,
  ORDER_BODY,
  ORDER_SIGNATURE,
  PAY_SIGN,
  RESPONSE_SIGNATURE,
  WECHAT_PAY_PUBLIC_KEY,
} from './wechat-pay-vectors.ts';

const TIMESTAMP = '1554208460';
const NONCE = '593BEC0C930BF1AFEB40B4A08C8FB242';
const API_V3_KEY = 'a7cde1ZJB1kG2e7VfTs3jQzaWizur8Gb';
const merchant = privateKey(pemBytes(MERCHANT_PRIVATE_KEY));

test('an order is signed as the vendor signs it', async () => {
  const message = requestMessage({
    method: 'POST',
    path: '/v3/pay/transactions/jsapi',
    timestamp: TIMESTAMP,
    nonce: NONCE,
    body: ORDER_BODY,
  });
  expect(await sign(await merchant, message)).toBe(ORDER_SIGNATURE);
});

test('a query without a body keeps the empty line', async () => {
  const message = requestMessage({
    method: 'GET',
    path: '/v3/pay/transactions/out-trade-no/T20261121001?mchid=1900007291',
    timestamp: TIMESTAMP,
    nonce: NONCE,
    body: '',
  });
  expect(await sign(await merchant, message)).toBe(GET_SIGNATURE);
});

test('paySign is over the package; the bare id, which apps sign, gives another signature', async () => {
  const id = 'wx201410272009395522657a690389285100';
  const by = (last: string) => payMessage('wx2421b1c4370ec43b', TIMESTAMP, NONCE, last);
  expect(await sign(await merchant, by(`prepay_id=${id}`))).toBe(PAY_SIGN);
  expect((await sign(await merchant, by(id))).startsWith('gXx9KhTP6IooKV1SuG3OCGlB')).toBe(true);
});

test('an answer of WeChat Pay holds by its key, and by no other text, key or spelling', async () => {
  const key = await publicKey(pemBytes(WECHAT_PAY_PUBLIC_KEY));
  const body = '{"code_url":"weixin://wxpay/bizpayurl?pr=JyC91EIz1"}';
  const message = answerMessage('1722850421', 'd824f2e086d3c1df967785d13fcd22ef', body);
  expect(await verify(key, message, RESPONSE_SIGNATURE)).toBe(true);
  expect(await verify(key, message.replace('JyC', 'JyD'), RESPONSE_SIGNATURE)).toBe(false);
  expect(await verify(await publicKey(pemBytes(MERCHANT_PUBLIC_KEY)), message, RESPONSE_SIGNATURE)).toBe(false);
  expect(await verify(key, message, `WECHATPAY/SIGNTEST/${RESPONSE_SIGNATURE.slice(19)}`)).toBe(false);
  // The last character before the padding carries bits that decoding drops.
  expect(await verify(key, message, RESPONSE_SIGNATURE.replace('A==', 'B=='))).toBe(false);
  expect(RESPONSE_SIGNATURE.endsWith('A==')).toBe(true);
});

test('a sealed text opens with the APIv3 key as it stands, and with nothing changed', async () => {
  const sealed = {
    ciphertext: 'ulwSiIajGClcvcOYvOQ7+l+0PAbzzwI=',
    nonce: 'uluk4a9R25RW',
    associated_data: 'associatedData',
  };
  expect(await unseal(API_V3_KEY, sealed)).toBe('message');
  expect(await unseal(API_V3_KEY, { ...sealed, associated_data: '' })).toBeNull();
  expect(await unseal(API_V3_KEY, { ...sealed, nonce: 'uluk4a9R25RX' })).toBeNull();
  expect(await unseal(API_V3_KEY, { ...sealed, ciphertext: `v${sealed.ciphertext.slice(1)}` })).toBeNull();
  expect(await unseal(API_V3_KEY, { ...sealed, ciphertext: 'no base64!' })).toBeNull();
  expect(await unseal(`${API_V3_KEY.slice(0, -1)}c`, sealed)).toBeNull();
  await expect(unseal(API_V3_KEY.slice(0, 16), sealed)).rejects.toThrow('32 bytes');
});

test('the whole notice is read: order, amount, payer and merchant; five minutes and a second later it is not', async () => {
  const gateway = wechatPayGateway(
    {
      apiUrl: 'http://127.0.0.1:9',
      merchantId: '1900007291',
      appId: 'wx2421b1c4370ec43b',
      merchantSerial: '408B07E79B8269FEC3D5D3E6AB8ED163A6A380DB',
      merchantPrivateKey: pem('PRIVATE KEY', MERCHANT_PRIVATE_KEY),
      apiV3Key: API_V3_KEY,
      publicKey: { id: 'PUB_KEY_ID_1', pem: pem('PUBLIC KEY', MERCHANT_PUBLIC_KEY).replaceAll('\n', '\\n') },
    },
    {
      now: () => new Date(1_795_226_400_000),
      newId: () => '00000000-0000-4000-8000-000000000001',
      fetch: () => Promise.reject(new Error('nothing is asked for')),
      notifyUrl: 'https://example.org/v1/payment-notifications/wechat-pay',
    },
  );
  const headers = (serial: string) =>
    new Headers({
      'wechatpay-timestamp': '1795226400',
      'wechatpay-nonce': 'n0nceN0tify',
      'wechatpay-signature': NOTICE_SIGNATURE,
      'wechatpay-serial': serial,
    });
  const read = (secondsLater: number, serial = 'PUB_KEY_ID_1', body = NOTICE_BODY) =>
    gateway.readNotice(body, headers(serial), new Date((1_795_226_400 + secondsLater) * 1_000));
  expect(await read(0)).toEqual({
    ok: true,
    value: {
      noticeId: 'EV-2026112110000012',
      paymentId: 'T20261121001',
      status: 'paid',
      amount: { minor: 8800n, currency: 'CNY' },
      transactionId: '4200000000202611210000000001',
      payer: 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o',
      merchant: '1900007291/wx2421b1c4370ec43b',
    },
  });
  const sealed = (JSON.parse(NOTICE_BODY) as { resource: { ciphertext: string; nonce: string } }).resource;
  expect(await unseal(API_V3_KEY, { ...sealed, associated_data: 'transaction' })).toBe(NOTICE_RESOURCE);
  expect((await read(300)).ok).toBe(true);
  expect((await read(-300)).ok).toBe(true);
  const refused = { ok: false, problem: { code: 'invalid_signature' } };
  expect(await read(301)).toEqual(refused);
  expect(await read(-301)).toEqual(refused);
  expect(await read(0, 'PUB_KEY_ID_2')).toEqual(refused);
  expect(await read(0, 'PUB_KEY_ID_1', JSON.stringify(JSON.parse(NOTICE_BODY), null, 1))).toEqual(refused);
});

test('the key inside a platform certificate is the one it was made for; what is no certificate is refused', () => {
  const der = pemBytes(PLATFORM_CERTIFICATE);
  expect(Buffer.from(subjectPublicKey(der)).toString('base64')).toBe(PLATFORM_PUBLIC_KEY);
  expect(() => subjectPublicKey(der.slice(0, 200))).toThrow();
  expect(() => subjectPublicKey(pemBytes(MERCHANT_PUBLIC_KEY))).toThrow();
});
