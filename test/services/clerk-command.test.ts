/** `npm run clerk` as a clerk types it: who waits, taking over, words, giving back, an act on a case, a key to the desk's API, and refusals that end with 1. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse } from '../support/house.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const clerk = (...args: string[]): Promise<{ code: number; out: string; err: string }> =>
  new Promise((resolve) => {
    const environment = {
      PATH: process.env.PATH,
      DATABASE_URL: house.url,
      NODE_ENV: 'test',
      TOKEN_SECRET: 'a secret that only tests know, long enough',
      DEMO: '0',
    };
    execFile(process.execPath, ['src/cli/clerk.ts', ...args], { cwd: ROOT, env: environment }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
  });

test('a clerk sees who waits, takes over, writes, reads and gives back; the bot is back at once', async () => {
  const person = await house.person();
  await person.say('查电费');
  await person.say('转人工');
  const queue = await clerk('queue');
  expect(queue).toMatchObject({ code: 0, err: '' });
  const caseNumber = /W\d{13}/.exec(queue.out)?.[0] ?? '';
  expect(queue.out).toMatch(/waiting since .*\n.*mood calm\n.*bill\.query/);
  expect((await clerk('take', caseNumber, '--as', 'S01')).code).toBe(0);
  const again = await clerk('take', caseNumber, '--as', 'S02');
  expect(again).toMatchObject({ code: 1, out: '' });
  expect(again.err).toContain('Not now');
  await person.say('在吗');
  expect((await clerk('say', caseNumber, '您好', '--as', 's01')).out).toContain('Said.');
  const shown = await clerk('show', caseNumber, '--as', 'S01');
  expect(shown.out).toMatch(/resident {2}在吗\n.*周敏 {2}您好/);
  expect((await clerk('back', caseNumber, '已说明', '--as', 'S01')).code).toBe(0);
  expect((await person.said())[0]).toBe('handoff.back');
  expect((await clerk('queue')).out).toContain('Nobody waits.');
}, 120_000);

test('an act on a case, the teams, and what is wrong said with 1', async () => {
  const opened = await house.services.cases.plan({ kind: 'complaint', reason: 'desk', residentId: null, summary: {} });
  const { caseNumber } = await house.services.carryOut(opened);
  const acted = await clerk('act', caseNumber, 'contacted', '已联系', '--as', 'P01');
  expect(acted.out).toMatch(/complaint: investigating, complaints, next investigate/);
  expect((await clerk('teams')).out).toMatch(/complaints: 1 open\n {2}P01 杨静/);
  expect((await clerk('act', caseNumber, 'dance', '--as', 'P01')).err).toContain('No such act: dance');
  expect((await clerk('show', 'W0', '--as', 'S01')).code).toBe(1);
  expect((await clerk('say', caseNumber)).err).toContain('npm run clerk -- say');
}, 120_000);

test('a token of the desk stands alone on the output and opens the desk for as long as was said; nobody else gets one', async () => {
  const made = await clerk('token', 'v01', '--hours', '2');
  expect([made.code, made.out.trim().split('.').length, made.out.trim().includes('\n')]).toEqual([0, 3, false]);
  expect(made.err).toMatch(/^Good until \d{4}-\d{2}-\d{2}T/);
  const token = made.out.trim();
  // Commands know no stepped clock: the house goes to where they are.
  const until = new Date(/until (\S+)\.\n/.exec(made.err)?.[1] ?? '').getTime();
  const listed = async (at: number) => {
    house.at(new Date(at).toISOString());
    return (await house.request('GET', '/v1/desk/knowledge/gaps', { token })).status;
  };
  expect([await listed(until - 3_600_000), await listed(until + 1_000)]).toEqual([200, 401]);
  const [nobody, forever, resident] = [
    await clerk('token', 'X99'),
    await clerk('token', 'V01', '--hours', '1000'),
    await clerk('token'),
  ];
  expect([nobody, forever, resident].map(({ code, out }) => [code, out])).toEqual([
    [1, ''],
    [1, ''],
    [1, ''],
  ]);
  expect(forever.err).toContain('hours: must be a whole number from 1 to 168');
  // One was lost: it is void at once, the next one is not, nor is anybody else's.
  const [lost, theirs] = [(await clerk('token', 'V01')).out.trim(), (await clerk('token', 'V02')).out.trim()];
  house.at(new Date().toISOString());
  const opens = async (key: string) => (await house.request('GET', '/v1/desk/me', { token: key })).status;
  expect([await opens(lost), await opens(theirs)]).toEqual([200, 200]);
  expect((await clerk('token', 'revoke', 'v01')).out).toContain('No key of V01');
  house.at(new Date(Date.now() + 2_000).toISOString());
  const next = await house.services.staff.openDesk('V01', 1);
  expect([await opens(lost), await opens(theirs), await opens(next.ok ? next.value.token : '')]).toEqual([
    401, 200, 200,
  ]);
  expect((await clerk('token', 'revoke')).code).toBe(1);
}, 120_000);

test('a person’s data on the terminal: given out as JSON, erased with a name and a reason, refused while something is open', async () => {
  const person = await house.person();
  await person.say('金丝雀');
  const plan = await house.services.cases.plan({
    kind: 'complaint',
    reason: 'person',
    residentId: person.residentId,
    summary: {},
  });
  const { caseNumber } = await house.services.carryOut(plan);
  const out = await clerk('person', 'export', `web:${person.residentId}`, '--by', 's01');
  expect([out.code, out.err]).toEqual([0, '']);
  expect(JSON.parse(out.out)).toMatchObject({
    residents: [{ resident_id: person.residentId }],
    conversations: [{ channel: 'web', messages: [{ message: { text: '金丝雀' } }] }],
    cases: [{ case_number: caseNumber, history: [{ event: 'opened' }] }],
  });
  const erase = ['person', 'erase', person.residentId, '--by', 'V01', '--why', '本人要求'];
  const refused = await clerk(...erase);
  expect(refused).toMatchObject({ code: 1, out: '' });
  expect(refused.err).toContain(`${caseNumber} is still open`);
  const found = await house.services.cases.byNumber(caseNumber);
  const ended = found && (await house.services.cases.move(found, 'withdrawn', 'resident'));
  if (ended?.ok) await house.services.carryOut(ended.value);
  for (const wrong of [
    ['person'],
    ['person', 'erase', person.residentId],
    ['person', 'export', 'line:nobody'],
    erase.with(4, 'X99'),
  ])
    expect(await clerk(...wrong)).toMatchObject({ code: 1, out: '' });
  expect((await clerk(...erase)).out).toContain(`Erased: ${person.residentId}`);
  expect((await house.request('GET', '/v1/me', { token: person.token })).status).toBe(401);
}, 120_000);
