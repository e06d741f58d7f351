/** Progress and receipts: on unless turned off, silent at night, and what is about safety or restored power always told. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CaseKind } from '../../src/domain/cases.ts';
import { type House, openHouse, type Person } from '../support/house.ts';
import { CHEN, WANG } from '../support/town.ts';
import { choose, hearing, round } from './notices.town.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const opened = async (person: Person, kind: CaseKind, summary: Record<string, string | boolean> = {}) => {
  const planned = await house.services.cases.plan({
    kind,
    reason: `test:${kind}`,
    residentId: person.residentId,
    summary,
  });
  return (await house.services.carryOut(planned)).caseNumber;
};
const act = async (...given: Parameters<House['services']['work']['act']>) => {
  const done = await house.services.work.act(...given);
  if (!done.ok) throw new Error(done.problem.code);
  await house.services.carryOut(done.value);
};

test('progress comes by itself in the day; at night it waits until eight, in one piece with what else waited', async () => {
  const { person, news } = await hearing(house, [], CHEN);
  const caseNumber = await opened(person, 'complaint');
  await act('P01', caseNumber, 'contacted');
  await round(house);
  expect(await news()).toContain(caseNumber);
  house.at('2026-12-05T22:30:00+08:00');
  await act('P01', caseNumber, 'answered');
  await round(house);
  house.at('2026-12-06T07:30:00+08:00');
  await round(house);
  expect(await news()).toBe('');
  house.at('2026-12-06T08:00:10+08:00');
  await round(house);
  expect(await news()).toContain(caseNumber);
});

test('somebody who writes at night is awake: what waited is told with the answer', async () => {
  const { person, news } = await hearing(house, [], CHEN);
  const caseNumber = await opened(person, 'complaint');
  house.at('2026-12-05T22:30:00+08:00');
  await act('P01', caseNumber, 'contacted');
  house.advance(60);
  await person.say('你好');
  expect(await news()).toContain(caseNumber);
});

test('a reported outage is told of at night too', async () => {
  const { person, news } = await hearing(house, [], CHEN);
  const caseNumber = await opened(person, 'outage');
  house.at('2026-12-05T23:00:00+08:00');
  await act('D01', caseNumber, 'arrived');
  await round(house);
  expect(await news()).toContain(caseNumber);
});

test('with progress turned off only what matters comes: power that is back, and everything about a danger', async () => {
  const { person, news } = await hearing(house, [], CHEN);
  await choose(house, person, ['case-progress'], false);
  const outage = await opened(person, 'outage');
  const complaint = await opened(person, 'complaint');
  await act('D01', outage, 'arrived');
  await act('P01', complaint, 'contacted');
  await round(house);
  expect(await news()).toBe('');
  await act('D01', outage, 'restored');
  await round(house);
  expect(await news()).toContain(outage);
  const { person: endangered, news: ofDanger } = await hearing(house, [], WANG);
  await choose(house, endangered, ['case-progress'], false);
  const planned = await house.services.cases.plan({
    kind: 'outage',
    reason: 'test:danger',
    residentId: endangered.residentId,
    summary: { danger: true },
  });
  const { caseNumber } = await house.services.carryOut(planned);
  await act('D01', caseNumber, 'arrived');
  await round(house);
  expect(await ofDanger()).toContain(caseNumber);
});

test('silence leaves an open question alone', async () => {
  const { person, news } = await hearing(house, [], WANG);
  await choose(house, person, ['case-progress'], false);
  const complaint = await opened(person, 'complaint');
  await person.say('交电费');
  await news();
  await act('P01', complaint, 'contacted');
  await round(house);
  expect(await news()).toBe('');
  await person.say('确认');
  expect(person.link()).toContain('/pay/');
});

test('a receipt comes unless it was turned off; that a payment failed is told all the same', async () => {
  const { person, news } = await hearing(house, [], WANG);
  await choose(house, person, ['receipt'], false);
  await person.say('交电费');
  await person.say('确认');
  await news();
  await person.pay(person.link(), 'declined');
  await round(house);
  expect(await news()).toContain('227.71');
  await person.say('交电费');
  await person.say('确认');
  await news();
  await person.pay(person.link());
  await round(house);
  expect(await news()).toBe('');
  expect(
    await house.db.selectFrom('payments').select('status').orderBy('opened_at').orderBy('payment_id').execute(),
  ).toEqual([{ status: 'failed' }, { status: 'paid' }]);
});
