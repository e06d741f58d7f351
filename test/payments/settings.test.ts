/** What a host writes to switch the gateways on: whole groups, in either way of writing a PEM, and faults by name. */
import { expect, test } from 'vitest';
import { ConfigError, readConfig, switchedOn } from '../../src/config.ts';
import { MERCHANT_PRIVATE_KEY, MERCHANT_PUBLIC_KEY, pem } from '../support/wechat-pay-emulator/keys.ts';

const HOUSE = { NODE_ENV: 'test', TOKEN_SECRET: 'a secret that only tests know, long enough' };
const WECHAT_PAY = {
  WECHATPAY_MCH_ID: '1900007291',
  WECHATPAY_APP_ID: 'wx2421b1c4370ec43b',
  WECHATPAY_MERCHANT_SERIAL: '408B07E79B8269FEC3D5D3E6AB8ED163A6A380DB',
  WECHATPAY_MERCHANT_PRIVATE_KEY: pem('PRIVATE KEY', MERCHANT_PRIVATE_KEY),
  WECHATPAY_API_V3_KEY: 'a7cde1ZJB1kG2e7VfTs3jQzaWizur8Gb',
};
const KEY = { WECHATPAY_PUBLIC_KEY_ID: 'PUB_KEY_ID_01', WECHATPAY_PUBLIC_KEY: pem('PUBLIC KEY', MERCHANT_PUBLIC_KEY) };

const read = (environment: object) => readConfig({ ...HOUSE, ...environment }, 0);
const faults = (environment: object): string => {
  try {
    read(environment);
    return '';
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
};

test('nothing set: both are off and say so', () => {
  expect(read({})).toMatchObject({ wechatPay: null, linePay: null });
  expect(switchedOn(read({}))).toMatchObject({ wechatPay: false, linePay: false });
});

test('WeChat Pay with its public key, and without it', () => {
  const escaped = {
    ...WECHAT_PAY,
    WECHATPAY_MERCHANT_PRIVATE_KEY: WECHAT_PAY.WECHATPAY_MERCHANT_PRIVATE_KEY.replaceAll('\n', '\\n'),
  };
  expect(read(escaped).wechatPay).toMatchObject({ apiUrl: 'https://api.mch.weixin.qq.com', publicKey: null });
  const config = read({ ...WECHAT_PAY, ...KEY });
  expect(config.wechatPay?.publicKey).toEqual({ id: 'PUB_KEY_ID_01', pem: KEY.WECHATPAY_PUBLIC_KEY });
  expect(switchedOn(config)).toMatchObject({ wechatPay: true, linePay: false });
});

test('LINE Pay', () => {
  const config = read({
    LINEPAY_CHANNEL_ID: '1',
    LINEPAY_CHANNEL_SECRET: 's',
    LINEPAY_API_URL: 'https://sandbox-api-pay.line.me/',
  });
  expect(config.linePay).toEqual({ apiUrl: 'https://sandbox-api-pay.line.me', channelId: '1', channelSecret: 's' });
  expect(switchedOn(config)).toMatchObject({ wechatPay: false, linePay: true });
});

test.each(Object.keys(WECHAT_PAY))('WeChat Pay without %s is refused at start', (missing) => {
  expect(faults({ ...WECHAT_PAY, [missing]: '' })).toContain(missing);
});

test.each([
  ['WECHATPAY_PUBLIC_KEY', { ...WECHAT_PAY, WECHATPAY_PUBLIC_KEY_ID: 'PUB_KEY_ID_01' }],
  ['WECHATPAY_PUBLIC_KEY', { ...WECHAT_PAY, ...KEY, WECHATPAY_PUBLIC_KEY: 'MIIB' }],
  ['WECHATPAY_MERCHANT_PRIVATE_KEY', { ...WECHAT_PAY, WECHATPAY_MERCHANT_PRIVATE_KEY: pem('RSA PRIVATE KEY', 'MIIB') }],
  ['WECHATPAY_API_V3_KEY', { ...WECHAT_PAY, WECHATPAY_API_V3_KEY: 'sixteen letters!' }],
  ['LINEPAY_CHANNEL_SECRET', { LINEPAY_CHANNEL_ID: '1' }],
  ['LINEPAY_CHANNEL_ID', { LINEPAY_CHANNEL_SECRET: 's' }],
])('%s that is missing or unreadable is named, and no secret is told', (name, environment) => {
  const told = faults(environment);
  expect(told).toContain(name);
  expect(told).not.toContain(MERCHANT_PRIVATE_KEY.slice(0, 30));
});
