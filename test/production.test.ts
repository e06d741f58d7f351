/** What a mistake in the environment may never turn into: a demo that shows codes, a database nobody meant, a code in a log. */
import { expect, test } from 'vitest';
import { localDatabase } from '../src/cli/local.ts';
import { readConfig } from '../src/config.ts';
import { openHouse } from './support/house.ts';
import { WANG } from './support/town.ts';

const TOKEN_SECRET = 'a secret that only tests know, long enough';
const PUBLIC_URL = 'https://house.test';

test.each(['Production', 'prod', 'PRODUCTION', 'live'])(
  'NODE_ENV=%s does not start, and says what it may be',
  (name) => {
    expect(() => readConfig({ NODE_ENV: name, TOKEN_SECRET, PUBLIC_URL }, 0)).toThrow(
      'NODE_ENV: is production, development or test',
    );
  },
);

const production = (more: object): string => {
  try {
    readConfig({ NODE_ENV: 'production', TOKEN_SECRET, PUBLIC_URL, ...more }, 0);
    return '';
  } catch (error) {
    return String(error);
  }
};

const ADDRESSES = [
  'PUBLIC_URL',
  'SMS_WEBHOOK_URL',
  'LINE_API_URL',
  'LINE_DATA_API_URL',
  'WECHAT_API_URL',
  'WECHAT_RELAY_URL',
  'WECHAT_KF_API_URL',
  'WECHATPAY_API_URL',
  'LINEPAY_API_URL',
  'LLM_BASE_URL',
];
const MODEL = { LLM_BASE_URL: 'https://model.test/v1', LLM_API_KEY: 'sk-0123456789abcdef', LLM_MODEL: 'm' };

test.each(ADDRESSES)(
  '%s that anybody on the way can read is refused in production; this machine itself is not on the way',
  (name) => {
    const model = name === 'LLM_BASE_URL' ? MODEL : {};
    for (const far of [
      'http://service.test',
      'HTTP://service.test/v1',
      'http://192.0.2.7:8080',
      'http://10.0.0.7',
      'http://127.0.0.1.service.test',
      'http://localhost.service.test',
      'http://[2001:db8::1]',
    ])
      expect([far, production({ ...model, [name]: far })]).toEqual([
        far,
        expect.stringContaining(`${name}: must begin with https://`),
      ]);
    for (const near of [
      'https://service.test',
      'http://127.0.0.1:9/v1',
      'http://127.8.0.1',
      'http://localhost:8080',
      'http://emulator.localhost',
      'http://[::1]:9',
    ])
      expect([near, production({ ...model, [name]: near })]).toEqual([near, '']);
    expect(() =>
      readConfig({ NODE_ENV: 'test', TOKEN_SECRET, ...model, [name]: 'http://service.test' }, 0),
    ).not.toThrow();
  },
);

test('LINE Pay’s sandbox is no place for a resident’s payment', () => {
  const account = { LINEPAY_CHANNEL_ID: '1', LINEPAY_CHANNEL_SECRET: '0123456789abcdef' };
  for (const url of ['https://sandbox-api-pay.line.me', 'https://SANDBOX-api-pay.line.me./'])
    expect(production({ ...account, LINEPAY_API_URL: url })).toContain('LINEPAY_API_URL: is LINE Pay’s sandbox');
  expect(production(account)).toBe('');
  expect(production({ ...account, LINEPAY_API_URL: 'https://api-pay.line.me' })).toBe('');
});

test('a key that is obviously none is refused by its name, and never repeated', () => {
  const AES = 'A'.repeat(43);
  for (const [name, beside] of Object.entries({
    LINE_CHANNEL_SECRET: { LINE_CHANNEL_ACCESS_TOKEN: '0123456789abcdef' },
    LINE_CHANNEL_ACCESS_TOKEN: { LINE_CHANNEL_SECRET: '0123456789abcdef' },
    WECHAT_APP_SECRET: { WECHAT_APP_ID: 'wx1', WECHAT_TOKEN: 'wechattoken', WECHAT_ENCODING_AES_KEY: AES },
    WECHAT_KF_SECRET: { WECHAT_KF_CORP_ID: 'ww1' },
    WECHAT_MINI_APP_SECRET: { WECHAT_MINI_APP_ID: 'wx1' },
    LINEPAY_CHANNEL_SECRET: { LINEPAY_CHANNEL_ID: '1' },
    LLM_API_KEY: MODEL,
  })) {
    const told = production({ ...beside, [name]: 'changeme-please' });
    expect([name, told]).toEqual([name, expect.stringContaining(`${name}: too short to be a key`)]);
    expect(told).not.toContain('changeme');
    expect([name, production({ ...beside, [name]: '0123456789abcdef' })]).toEqual([name, '']);
  }
  // A model beside the service may want none.
  expect(production({ ...MODEL, LLM_BASE_URL: 'http://127.0.0.1:11434/v1', LLM_API_KEY: 'none' })).toBe('');
});

test('all that is wrong is told at once', () => {
  const told = production({
    PUBLIC_URL: 'http://service.test',
    SMS_WEBHOOK_URL: 'http://192.0.2.7/x',
    LINEPAY_API_URL: 'https://sandbox-api-pay.line.me',
    LINEPAY_CHANNEL_ID: '1',
    LINEPAY_CHANNEL_SECRET: 's',
    LINE_CHANNEL_SECRET: 'x',
    LINE_CHANNEL_ACCESS_TOKEN: 'y',
    TOKEN_SECRET: 'short',
    RATE_LIMITS: 'off',
    PORT: 'none',
  });
  for (const name of [
    'PUBLIC_URL',
    'SMS_WEBHOOK_URL',
    'LINEPAY_API_URL',
    'LINEPAY_CHANNEL_SECRET',
    'LINE_CHANNEL_SECRET',
    'LINE_CHANNEL_ACCESS_TOKEN',
    'TOKEN_SECRET',
    'RATE_LIMITS',
    'PORT',
  ])
    expect(told).toMatch(new RegExp(`^ {2}${name}: `, 'm'));
});

test('production without DATABASE_URL makes no database of its own', async () => {
  await expect(localDatabase({ NODE_ENV: 'production', TOKEN_SECRET, PUBLIC_URL })).rejects.toThrow(
    'DATABASE_URL: missing',
  );
});

test('production without text messages prints no code: it is given up, visibly', async () => {
  const house = await openHouse({ environment: { NODE_ENV: 'production', PUBLIC_URL } });
  const person = await house.person();
  await person.say('查电费');
  await person.say(WANG.accountNumber);
  await person.say(WANG.phone);
  await house.settle();
  const [message] = await house.db.selectFrom('outbox').selectAll().where('channel', '=', 'text-message').execute();
  expect(message?.last_error).toBe('text messages are off: SMS_WEBHOOK_URL is not set');
  expect(message?.given_up_at).not.toBeNull();
  expect(house.log.join('\n')).not.toMatch(/验证码|13900000001/);
  await house.close();
});
