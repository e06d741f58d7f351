/** Who somebody is at the desk, and which rooms are theirs. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse } from '../support/house.ts';
import { atDesk } from './at-desk.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

test.each([
  [
    'S01',
    { name: '周敏', role: 'clerk', team: 'service', teamText: '客服中心', rooms: ['handoffs', 'cases', 'outages'] },
  ],
  ['B01', { role: 'clerk', team: 'billing', rooms: ['handoffs', 'cases'] }],
  ['D01', { role: 'clerk', team: 'dispatch', rooms: ['handoffs', 'cases', 'outages'] }],
  ['V02', { role: 'manager', rooms: ['handoffs', 'cases', 'outages', 'gaps', 'statistics'] }],
])('%s hears who they are and where they may go', async (staffId, expected) => {
  expect((await (await atDesk(house, staffId)).get('/me')).body).toMatchObject({ staffId, ...expected });
});

test('colleagues are listed by team, in the reader’s language, without their phones or keys', async () => {
  const { staff } = (await (await atDesk(house, 'S01', { language: 'en' })).get('/staff')).body;
  expect(staff[0]).toEqual({
    staffId: 'S01',
    name: '周敏',
    role: 'clerk',
    team: 'service',
    teamText: 'customer service',
  });
  expect(staff.map((one: { staffId: string }) => one.staffId)).toContain('V02');
});
