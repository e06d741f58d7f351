/** A promise that is broken stays broken, and whatever happens to the case then, somebody hears of it again. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse } from '../support/house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

test('papers come after the answer was already late: the next word is promised again and given in time', async () => {
  const { cases, work, carryOut } = house.services;
  const { caseNumber } = await carryOut(
    await cases.plan({ kind: 'meter-test', reason: 'test:late-papers', residentId: null, summary: {} }),
  );
  const look = async () => {
    const found = await cases.byNumber(caseNumber);
    if (!found) throw new Error('no such case');
    return found;
  };
  const due = (await look()).deadline;
  // A tick a day, and one right after the promise is broken.
  for (let day = 0; day < 5; day += 1) {
    house.advance(86_400);
    await house.upkeep();
  }
  house.at(new Date((due?.getTime() ?? 0) + 1_000).toISOString());
  await house.upkeep();
  expect((await look()).history.at(-1)?.event).toBe('breached');

  const missing = await work.act('M01', caseNumber, 'material-missing', { missing: ['property-proof'] });
  if (!missing.ok) throw new Error(missing.problem.code);
  await carryOut(missing.value);
  house.advance(3_600);
  const complete = await cases.move(await look(), 'material-complete', 'resident', { missing: [] });
  if (!complete.ok) throw new Error(complete.problem.code);
  await carryOut(complete.value);

  const open = await look();
  const word = open.promises.find(({ kind, metAt, dropped }) => kind === 'next-word' && !metAt && !dropped);
  expect(word?.due && new Date(word.due) > house.now()).toBe(true);
  // The clock is not asked in vain until then.
  expect(open.nextCheckAt && open.nextCheckAt > house.now()).toBe(true);
  house.at(new Date(Date.parse(word?.due ?? '') - 60_000).toISOString());
  await house.upkeep();
  expect((await look()).history.at(-1)?.event).toBe('word-given');
});
