/** A dispatcher with an outage of many homes at the desk: what is open, what may be said of it, and that everybody hears it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { heard } from '../conversations/holders.ts';
import { bound, type Client } from '../rest/door.ts';
import { type House, openHouse } from '../support/house.ts';
import { WANG } from '../support/town.ts';
import { atDesk } from './at-desk.ts';

let house: House;
let who: Client;
let caseNumber: string;
let outageId: string;
beforeAll(async () => {
  house = await openHouse();
  who = await bound(house, WANG);
  const report = {
    accountNumber: WANG.accountNumber,
    contactPhone: '13912345678',
    scope: 'area',
    danger: false,
    description: '一片都没电',
  };
  ({ caseNumber } = (await who.post('/v1/outage-reports', report)).body);
  ({ outageId } = (await who.get(`/v1/cases/${caseNumber}`)).body);
});
afterAll(() => house.close());

const acts = (body: { acts: { act: string }[] }) => body.acts.map(({ act }) => act);

test('its reports are read with their places, phones and cases, and by when a crew was promised', async () => {
  const { body } = await (await atDesk(house, 'D01')).get(`/outages/${outageId}/reports`);
  expect(body.reports).toEqual([
    {
      caseNumber,
      stageText: '已受理，等待派人',
      danger: false,
      address: expect.stringContaining('幸福路'),
      phone: '13912345678',
      words: '一片都没电',
      arriveBy: expect.stringMatching(/\+08:00$/),
    },
  ]);
  expect((await (await atDesk(house, 'B01')).get(`/outages/${outageId}/reports`)).status).toBe(404);
  expect((await (await atDesk(house, 'D01')).get('/outages/O-nothing/reports')).status).toBe(404);
});

test('a case whose outage has another estimate says the time, too', async () => {
  const desk = await atDesk(house, 'D01');
  const estimate = '2026-12-05T11:00:00+08:00';
  await desk.post(`/outages/${outageId}/acts`, { act: 'estimated', estimate });
  await heard(house);
  const { history } = (await desk.get(`/cases/${caseNumber}`)).body;
  expect(history.at(-1)).toMatchObject({ event: 'estimate-changed', estimate });
});

test('an outage is worked on as a whole: crew sent, estimate, on site, restored, and its cases follow', async () => {
  const desk = await atDesk(house, 'D01', { language: 'en' });
  const [listed] = (await desk.get('/outages')).body.outages;
  expect(listed).toMatchObject({ outageId, cause: 'fault', stage: 'reported', source: 'reports', reports: 1 });
  expect(acts(listed)).toEqual(['dispatched', 'arrived', 'estimated', 'restored']);
  const own = (await desk.get(`/cases/${caseNumber}`)).body;
  expect([own.outageId, own.acts.map((one: { event: string }) => one.event)]).toEqual([
    outageId,
    ['word-given', 'reassigned', 'noted'],
  ]);
  const act = (body: object) => desk.post(`/outages/${outageId}/acts`, body);
  const sent = (await act({ act: 'dispatched', text: 'two crews, the bridge is closed' })).body;
  expect(sent).toMatchObject({
    stage: 'dispatched',
    history: [
      { event: 'estimated' },
      { event: 'dispatched', by: '郑海', words: 'two crews, the bridge is closed', estimate: null },
    ],
  });
  const estimate = '2026-12-05T12:00:00+08:00';
  expect((await act({ act: 'estimated', estimate })).body.estimatedRestoration).toBe(estimate);
  expect(acts((await act({ act: 'arrived' })).body)).toEqual(['estimated', 'restored', 'no-fault']);
  expect((await act({ act: 'restored' })).body).toMatchObject({ stage: 'restored', restoredAt: expect.any(String) });
  await heard(house);
  expect((await who.get(`/v1/cases/${caseNumber}`)).body.stage).toBe('restored');
  expect((await desk.get('/outages')).body.outages).toEqual([]);
});

test('an act out of turn, an estimate without a time or one that is over is refused', async () => {
  const desk = await atDesk(house, 'D02');
  const act = async (body: object) => {
    const { status, body: said } = await desk.post(`/outages/${outageId}/acts`, body);
    return [status, said.code];
  };
  expect(await act({ act: 'dispatched' })).toEqual([409, 'not_now']);
  expect(await act({ act: 'reopened' })).toEqual([200, undefined]);
  expect(await act({ act: 'estimated' })).toEqual([400, 'invalid_input']);
  expect(await act({ act: 'estimated', estimate: '2026-12-01T00:00:00+08:00' })).toEqual([400, 'invalid_input']);
  expect(await act({ act: 'estimated', estimate: '2226-12-01T00:00:00+08:00' })).toEqual([400, 'invalid_input']);
  expect((await desk.post('/outages/O-nothing/acts', { act: 'arrived' })).status).toBe(404);
});

test('it is no room of billing', async () => {
  expect((await (await atDesk(house, 'B01')).get('/outages')).status).toBe(404);
});
