/** Somebody rings up and says their telephone or their name: their cases are found, by those who may see them. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bound, client } from '../rest/door.ts';
import { type House, openHouse } from '../support/house.ts';
import { LI, WANG } from '../support/town.ts';
import { atDesk } from './at-desk.ts';

let house: House;
let ofWang: string;
let ofNobody: string;
beforeAll(async () => {
  house = await openHouse();
  const wang = await bound(house, WANG);
  ofWang = await complain(wang, '13911112222');
  ofNobody = await complain(await client(house), '13933334444');
  await complain(await bound(house, LI), '13955556666');
});
afterAll(() => house.close());

async function complain(who: Awaited<ReturnType<typeof client>>, contactPhone: string): Promise<string> {
  const asked = { category: 'complaint', about: '抄表员', description: '态度恶劣', contactPhone };
  return (await who.post('/v1/complaints', asked)).body.caseNumber;
}
const found = async (q: string, staffId = 'P01') => {
  const { status, body } = await (await atDesk(house, staffId)).get(`/cases?q=${encodeURIComponent(q)}`);
  return status === 200 ? body.cases.map((one: { caseNumber: string }) => one.caseNumber) : status;
};

test('by the telephone on file, however it is written, and by the one that was given with the case', async () => {
  expect(await found(WANG.phone)).toEqual([ofWang]);
  expect(await found(`+86 ${WANG.phone.slice(0, 3)} ${WANG.phone.slice(3, 7)} ${WANG.phone.slice(7)}`)).toEqual([
    ofWang,
  ]);
  expect(await found('13911112222')).toEqual([ofWang]);
  expect(await found('139-3333-4444')).toEqual([ofNobody]);
  expect(await found('13900009999')).toEqual([]);
});

test('by the holder’s whole name', async () => {
  expect(await found('王秀兰')).toEqual([ofWang]);
  expect(await found('王')).toEqual([]);
});

test('not by who may not see them: another team’s are not found', async () => {
  expect(await found('13933334444', 'M01')).toEqual([]);
  expect(await found('王秀兰', 'M01')).toEqual([]);
  expect(await found('王秀兰', 'S01')).toEqual([ofWang]);
});

test('an anonymous report is found by no telephone and no name', async () => {
  const wang = await bound(house, WANG);
  const asked = { category: 'report', about: '某处', description: '有人偷电', anonymous: true };
  const { caseNumber } = (await wang.post('/v1/complaints', asked)).body;
  for (const q of [WANG.phone, '王秀兰', WANG.accountNumber]) expect(await found(q)).not.toContain(caseNumber);
});

test('a telephone lies nowhere in clear, and is found no more when the case has lost it', async () => {
  const row = async () =>
    house.db.selectFrom('cases').selectAll().where('case_number', '=', ofNobody).executeTakeFirstOrThrow();
  expect(JSON.stringify(await row())).not.toContain('13933334444');
  await house.db.updateTable('cases').set({ sealed: null }).where('case_number', '=', ofNobody).execute();
  expect((await row()).phone_hashes).toBeNull();
  expect(await found('13933334444')).toEqual([]);
});
