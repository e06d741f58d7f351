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
