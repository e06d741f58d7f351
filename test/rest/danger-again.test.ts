/** A second report of danger by the same resident: what it says is on the open case, nothing of the first is lost, and a repeat adds nothing. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { atDesk } from '../desk/at-desk.ts';
import { type House, openHouse } from '../support/house.ts';
import { LI, WANG } from '../support/town.ts';
import { bound, type Client, client } from './door.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const SPARKS = { address: '示例市和平路1号', contactPhone: '13900000001', description: '电线冒火花' };
const SHOCK = { address: '示例市解放路88号', contactPhone: '13900000002', description: '有人触电倒地' };

const report = (who: Client, more: object, headers?: Record<string, string>) =>
  who.post('/v1/outage-reports', { ...SPARKS, scope: 'home', danger: true, ...more }, headers);

const caseOf = async (who: Client) => {
  const cases = await house.db.selectFrom('cases').selectAll().where('resident_id', '=', who.residentId).execute();
  expect(cases).toHaveLength(1);
  const [found] = cases;
  if (!found) throw new Error('no case');
  const history = await house.db
    .selectFrom('case_history')
    .select(['event', 'actor', 'data'])
    .where('case_number', '=', found.case_number)
    .orderBy('seq')
    .execute();
  return { ...found, history };
};

/** The case as those who go there read it. */
const read = async (caseNumber: string) => {
  const { body } = await (await atDesk(house, 'D01')).get(`/cases/${caseNumber}`);
  return {
    phone: String(body.contact.phone),
    facts: body.facts.map((one: { value: string }) => one.value).join('\n') as string,
    history: body.history as { event: string; by: { kind: string }; words: string | null }[],
  };
};

test('another place, telephone and story reach the case, the first stay, and the history shows what came when', async () => {
  const who = await client(house);
  const first = await report(who, {});
  const second = await report(who, SHOCK);
  expect([first.status, second.status, second.body.caseNumber]).toEqual([201, 200, first.body.caseNumber]);
  expect(second.body.safety).toBe(first.body.safety);
  const { phone, facts, history } = await read(first.body.caseNumber);
  for (const { address, contactPhone, description } of [SPARKS, SHOCK]) {
    expect(facts).toContain(address);
    expect(facts).toContain(description);
    expect(phone).toContain(contactPhone);
  }
  // Whom to ring up first: who called last.
  expect(phone.startsWith(SHOCK.contactPhone)).toBe(true);
  expect(history.map(({ event }) => event)).toEqual(['opened', 'noted']);
  expect(history[1]).toMatchObject({ event: 'noted', by: { kind: 'resident' } });
  expect(history[1]?.words).toContain(SHOCK.address);
  expect(history[1]?.words).toContain(SHOCK.description);
  // A telephone is nobody's to read in the rows.
  const { sealed, ...stored } = await caseOf(who);
  expect(JSON.stringify(stored)).not.toMatch(/1390000000[12]/);
  expect(await house.tokens.unseal(sealed ?? '')).toContain(SHOCK.contactPhone);
});

test('an account told after an address says where its house is', async () => {
  const who = await bound(house, WANG);
  const { body } = await report(who, {});
  const again = await report(who, { ...SHOCK, address: undefined, accountNumber: WANG.accountNumber });
  expect([again.status, again.body.caseNumber]).toEqual([200, body.caseNumber]);
  const account = await house.db
    .selectFrom('accounts')
    .select(['address', 'transformer'])
    .where('account_number', '=', WANG.accountNumber)
    .executeTakeFirstOrThrow();
  const { facts, history } = await read(body.caseNumber);
  for (const place of [SPARKS.address, account.address, account.transformer]) expect(facts).toContain(place);
  expect(history.at(-1)?.words).toContain(account.address);
});

test('the same again, by its key or by its words, adds nothing', async () => {
  const who = await client(house);
  await report(who, {}, { 'idempotency-key': 'first' });
  const key = { 'idempotency-key': 'second' };
  const second = await report(who, SHOCK, key);
  const kept = await caseOf(who);
  expect((await report(who, SHOCK, key)).body).toEqual(second.body);
  expect((await report(who, {}, { 'idempotency-key': 'first' })).status).toBe(201);
  expect((await report(who, SHOCK)).status).toBe(200);
  expect((await report(who, {})).status).toBe(200);
  expect(await caseOf(who)).toEqual(kept);
  expect(kept.history).toHaveLength(2);
});

test('eight at the same moment are one case, and what each of them says is on it', async () => {
  const who = await client(house);
  const stories = Array.from({ length: 8 }, (_, i) => ({
    address: `示例市和平路${i + 1}号`,
    contactPhone: `1390000001${i}`,
    description: `电线冒火花，第${i + 1}处`,
  }));
  const answered = await Promise.all(stories.map((story) => report(who, story)));
  expect(answered.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 200, 200, 201]);
  const { phone, facts } = await read(answered[0]?.body.caseNumber);
  for (const { address, contactPhone, description } of stories) {
    expect(facts).toContain(address);
    expect(facts).toContain(description);
    expect(phone).toContain(contactPhone);
  }
});

test('long stories: the first and the newest stand on the case, and each is whole in its history', async () => {
  const who = await client(house);
  const long = (sign: string) => `${sign}${'。'.repeat(996)}${sign}😀`;
  const { body } = await report(who, { description: long('甲') });
  for (const sign of ['乙', '丙', '丁']) await report(who, { description: long(sign) });
  const { facts, history } = await read(body.caseNumber);
  expect(facts).toContain(long('甲'));
  expect(facts).toContain(long('丁'));
  expect(facts.length).toBeLessThan(3_000);
  expect(history.slice(1).map(({ words }) => words)).toEqual(['乙', '丙', '丁'].map(long));
});

test('danger after the first was withdrawn is a case of its own', async () => {
  const who = await client(house);
  const { body } = await report(who, {});
  expect((await who.post(`/v1/cases/${body.caseNumber}/withdrawal`, {})).body.status).toBe('closed');
  const again = await report(who, SHOCK);
  expect(again.status).toBe(201);
  expect(again.body.caseNumber).not.toBe(body.caseNumber);
});

test('one’s own account only, for the second report too', async () => {
  const who = await client(house);
  await report(who, {});
  const kept = await caseOf(who);
  expect((await report(who, { accountNumber: LI.accountNumber })).status).toBe(404);
  expect(await caseOf(who)).toEqual(kept);
});

test('words of danger are one though the box was not ticked: safety first, priority, and no scope decides', async () => {
  const who = await client(house);
  const ticked = { danger: false };
  const first = await report(who, ticked);
  expect([first.status, first.body.kind]).toEqual([201, 'outage']);
  expect(first.body.safety).toContain('119');
  expect(await caseOf(who)).toMatchObject({ priority: 1, summary: { danger: true } });
  const calm = await client(house);
  const plain = await report(calm, { ...ticked, description: '整栋楼没电，没有冒火花' });
  expect(plain.body.safety).toBeUndefined();
});
