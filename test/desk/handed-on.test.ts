/** A conversation that its holder hands on: it stays theirs until somebody of those it is offered to takes it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse } from '../support/house.ts';
import { atDesk } from './at-desk.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

/** Somebody who talks with S01. */
async function held() {
  const person = await house.person();
  for (const words of ['电表走得太快', '转人工']) await person.say(words);
  const first = await atDesk(house, 'S01');
  const { handoffs } = (await first.get('/handoffs')).body;
  const { caseNumber } = handoffs.findLast((one: { stage: string }) => one.stage === 'waiting');
  await first.post(`/handoffs/${caseNumber}/take`);
  return { person, first, caseNumber: caseNumber as string };
}
const listed = async (staffId: string, caseNumber: string) =>
  (await (await atDesk(house, staffId)).get('/handoffs')).body.handoffs.find(
    (one: { caseNumber: string }) => one.caseNumber === caseNumber,
  );

test('to a colleague: they see it with the note, take it over, and the resident goes on with them; the bot says nothing in between', async () => {
  const { person, first, caseNumber } = await held();
  const to = { team: 'service', staffId: 'S02' };
  const passed = await first.post(`/handoffs/${caseNumber}/pass`, { to, note: '问的是校表，证号 330106199001011234' });
  expect([passed.status, passed.body.mine, passed.body.offeredTo]).toEqual([
    200,
    true,
    expect.objectContaining({ team: 'service', name: '吴强', forMe: false }),
  ]);
  expect((await person.say('在吗')).replies).toEqual([]);
  expect((await first.post(`/handoffs/${caseNumber}/messages`, { text: '同事马上来' })).status).toBe(200);
  const second = await atDesk(house, 'S02');
  expect(await listed('S02', caseNumber)).toMatchObject({ holder: '周敏', offeredTo: { forMe: true } });
  const looked = await second.get(`/handoffs/${caseNumber}`);
  expect([looked.status, looked.body.whole, looked.body.transcript]).toEqual([200, false, []]);
  expect(looked.body.offeredTo.note).toContain('问的是校表');
  expect(looked.body.offeredTo.note).not.toContain('330106199001011234');
  const taken = await second.post(`/handoffs/${caseNumber}/take`);
  expect([taken.status, taken.body.holder, taken.body.mine, taken.body.offeredTo]).toEqual([200, '吴强', true, null]);
  expect((await first.post(`/handoffs/${caseNumber}/messages`, { text: '还在' })).body.code).toBe('not_now');
  expect(JSON.stringify(await person.transcript())).toContain('吴强');
});

test('to a team: whoever of it is free takes it, nobody of another team does, and its case is that team’s then', async () => {
  const { first, caseNumber } = await held();
  expect((await first.post(`/handoffs/${caseNumber}/pass`, { to: { team: 'metering' } })).status).toBe(200);
  expect(await listed('B01', caseNumber)).toMatchObject({
    offeredTo: { team: 'metering', name: null, forMe: false, note: null },
  });
  expect((await (await atDesk(house, 'B01')).post(`/handoffs/${caseNumber}/take`)).body.code).toBe('not_now');
  expect((await (await atDesk(house, 'B01')).get(`/handoffs/${caseNumber}`)).status).toBe(404);
  const metering = await atDesk(house, 'M01');
  expect((await metering.post(`/handoffs/${caseNumber}/take`)).status).toBe(200);
  const { body } = await metering.get(`/cases/${caseNumber}`);
  expect(body).toMatchObject({ team: 'metering', stage: 'with-person', owner: expect.any(String) });
});

test('nobody took it yet: the holder offers it to others, or gives it back to the bot', async () => {
  const { person, first, caseNumber } = await held();
  await first.post(`/handoffs/${caseNumber}/pass`, { to: { team: 'service', staffId: 'S02' } });
  await first.post(`/handoffs/${caseNumber}/pass`, { to: { team: 'billing' } });
  expect((await (await atDesk(house, 'S02')).post(`/handoffs/${caseNumber}/take`)).body.code).toBe('not_now');
  expect((await first.post(`/handoffs/${caseNumber}/return`, {})).status).toBe(200);
  expect((await person.say('你好')).replies.length).toBeGreaterThan(0);
});

test('only its holder hands it on, and to somebody who is there and somebody else', async () => {
  const { first, caseNumber } = await held();
  const to = { team: 'service', staffId: 'S02' };
  expect((await (await atDesk(house, 'S02')).post(`/handoffs/${caseNumber}/pass`, { to })).body.code).toBe('not_now');
  for (const nobody of ['S01', 'M01', 'E01', 'X99'])
    expect(
      (await first.post(`/handoffs/${caseNumber}/pass`, { to: { team: 'service', staffId: nobody } })).body,
    ).toMatchObject({
      code: 'invalid_input',
      errors: [{ field: 'to.staffId' }],
    });
  expect((await first.post(`/handoffs/${caseNumber}/pass`, {})).status).toBe(400);
});
