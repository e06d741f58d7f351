/** The house gets a new secret while people live in it: nobody is signed out, forgotten or refused for it. */
import { afterEach, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { createTokens } from '../../src/services/tokens.ts';
import { client } from '../rest/door.ts';
import { type House, openHouse } from '../support/house.ts';
import { WANG } from '../support/town.ts';

const OLD = 'the secret of the year before: long enough';
const NEW = 'the secret of the year after: long enough too';

const open: House[] = [];
afterEach(async () => {
  for (const house of open.splice(0)) await house.close();
});
const house = async (environment: Readonly<Record<string, string>>): Promise<House> => {
  const one = await openHouse({ environment });
  open.push(one);
  return one;
};

const realName = { name: '王秀兰', idNumber: '110101199001010017', consent: true };

test('who was hashed by the old secret is still known by their ID number; without it nobody is', async () => {
  const known = await house({ TOKEN_SECRET: NEW, TOKEN_SECRET_OLD: `another that was in use long ago, ${OLD}` });
  const hashed = { id_number_hash: await createTokens(OLD).hashIdNumber(realName.idNumber) };
  const wang = WANG.accountNumber;
  await known.db.updateTable('accounts').set(hashed).where('account_number', '=', wang).execute();
  const who = await client(known);
  expect((await who.post('/v1/me/real-name', realName)).status).toBe(200);
  const rename = { kind: 'rename', accountNumber: wang, ...realName, name: '王秀兰', agreed: true };
  expect((await who.post('/v1/applications', rename)).body.code).not.toBe('real_name_mismatch');
  const forgetful = await house({ TOKEN_SECRET: NEW });
  await forgetful.db.updateTable('accounts').set(hashed).where('account_number', '=', wang).execute();
  expect((await (await client(forgetful)).post('/v1/me/real-name', realName)).body.code).toBe('real_name_mismatch');
});

test('a session, a report without a name and a key of a call outlive the secret they were made by', async () => {
  const one = await house({ TOKEN_SECRET: OLD });
  const who = await client(one);
  const report = { category: 'report', about: '抄表员', description: '收钱', anonymous: true };
  const filed = await who.post('/v1/complaints', report, { 'idempotency-key': 'k' });
  const config = readConfig({ NODE_ENV: 'test', TOKEN_SECRET: NEW, TOKEN_SECRET_OLD: OLD }, 0);
  const { wire } = await import('../../src/wiring.ts');
  const next = wire({
    config,
    db: one.db,
    cachedDb: one.db,
    later: () => {},
    sink: () => {},
    selfUrl: 'http://house.test',
    clock: { now: one.now },
  });
  const ask = (method: string, path: string, body?: object) =>
    next.app.request(`http://house.test${path}`, {
      method,
      headers: {
        authorization: `Bearer ${who.token}`,
        ...(body && { 'content-type': 'application/json', 'idempotency-key': 'k' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
  const { cases } = (await (await ask('GET', '/v1/cases')).json()) as { cases: { caseNumber: string }[] };
  expect(cases.map(({ caseNumber }) => caseNumber)).toEqual([filed.body.caseNumber]);
  const repeated = await ask('POST', '/v1/complaints', report);
  expect([repeated.status, ((await repeated.json()) as { caseNumber: string }).caseNumber]).toEqual([
    201,
    filed.body.caseNumber,
  ]);
});

test('a secret is old or it is not; in production the old ones are as long as the new', () => {
  const given = { NODE_ENV: 'test', TOKEN_SECRET: NEW };
  expect(readConfig({ ...given, TOKEN_SECRET_OLD: ` ${OLD} ,,` }, 0).oldTokenSecrets).toEqual([OLD]);
  expect(readConfig(given, 0).oldTokenSecrets).toEqual([]);
  expect(() => readConfig({ ...given, TOKEN_SECRET_OLD: `${OLD},${NEW}` }, 0)).toThrow(/TOKEN_SECRET_OLD: holds/);
  const production = { ...given, NODE_ENV: 'production' };
  expect(() => readConfig({ ...production, TOKEN_SECRET_OLD: `${OLD},short` }, 0)).toThrow(
    /TOKEN_SECRET_OLD: too short/,
  );
  expect(() => readConfig({ ...production, TOKEN_SECRET_OLD: OLD }, 0)).not.toThrow(/TOKEN_SECRET_OLD/);
});
