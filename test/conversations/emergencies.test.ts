/** Danger is heard in the same turn, whatever is open and in every language: safety first, a priority case, then the open question. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LOCALES } from '../../src/domain/names.ts';
import type { House, Person } from '../support/house.ts';
import { EMERGENCIES } from './emergencies.ts';
import { type Homes, openHomes } from './homes.ts';
import { ENDED_BY_DANGER, OPEN_QUESTIONS } from './open-questions.ts';

let homes: Homes;
let house: House;
beforeAll(async () => {
  homes = await openHomes(160);
  house = homes.house;
}, 60_000);
afterAll(() => house.close());

const ALL = [...new Set(LOCALES.flatMap((locale) => EMERGENCIES[locale]))];

test('there are two hundred of them, all different', () => {
  expect(ALL.length).toBeGreaterThanOrEqual(200);
});

/** Every state takes its share of the messages, so that all of them are said in every run. */
const STATES = Object.keys(OPEN_QUESTIONS);
let heard = 0;
afterAll(() => console.log(`${heard} emergency messages in ${STATES.length} states`));

test.each(STATES.map((state, place) => [state, place] as const))('in danger while: %s', async (state, place) => {
  const person = (await OPEN_QUESTIONS[state]?.(homes)) as Person;
  const before = person.last().turn;
  for (const words of ALL.filter((_, nth) => nth % STATES.length === place)) {
    const { turn } = await person.say(words);
    const said = await person.said();
    expect([words, turn.understood.map(({ kind }) => kind)]).toEqual([words, ['emergency']]);
    expect([words, said.slice(0, 2)]).toEqual([words, ['emergency.first', 'emergency.case']]);
    // What was being done is still open, and its question is the last word; how it was is not asked for ever (rating.test.ts).
    // Whoever is in danger is not asked whether they are, nor sent to the breaker (after-danger.test.ts).
    if (ENDED_BY_DANGER.includes(before.awaiting ?? '')) expect(ENDED_BY_DANGER, words).not.toContain(turn.awaiting);
    else if (before.awaiting !== 'score' || turn.awaiting)
      expect([words, turn.service, turn.awaiting]).toEqual([words, before.service, before.awaiting]);
    heard += 1;
  }
  const cases = await house.db
    .selectFrom('cases')
    .select(['priority', 'kind'])
    .where('resident_id', '=', person.residentId)
    .where('kind', '=', 'outage')
    .execute();
  expect(cases.some(({ priority }) => priority === 1)).toBe(true);
});
