/** "That's wrong", and then what: each value that was read back is taken back and given again, in every flow that reads back. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { House } from '../support/house.ts';
import { atNight, dialogues } from './dialogues.ts';
import { endOf } from './ends.ts';
import { type Homes, openHomes } from './homes.ts';

let homes: Homes;
let house: House;
beforeAll(async () => {
  homes = await openHomes(300);
  house = homes.house;
}, 60_000);
afterAll(() => house.close());

const FLOWS = { ...dialogues(() => homes), 'handoff.request at night': atNight(() => homes) };

/** The end of the button that says what the wish itself had said; of payments the second account, bound last. */
const PREFILLED: Readonly<Record<string, string | number>> = {
  'payment.pay': 1,
  'connection.new: a new supply': 'new-connection',
  'connection.new: more capacity': 'capacity-increase',
  'connection.new: a charger elsewhere': 'ev-charger',
  'connection.new: a temporary supply': 'temporary-supply',
  'request.file: a bill check': 'bill-check',
  'request.file: a meter test': 'meter-test',
  'request.file: damaged appliances': 'appliance-damage',
  'request.file: another telephone': 'phone-change',
  'request.file: closing an account': 'account-closing',
  'complaint.file: a report': 'report',
  'complaint.file: an anonymous report': 'report',
  'complaint.file: praise': 'praise',
};

let tried = 0;
afterAll(() => console.log(`${tried} values taken back and given again`));

test.each(Object.entries(FLOWS))('%s', { timeout: 60_000 }, async (name, open) => {
  const plain = await open();
  for (const step of plain.steps) await plain.person.say(step());
  const undisturbed = await endOf(house, plain, name);
  const taken = async (nth: number): Promise<boolean> => {
    const dialogue = await open();
    const { person, steps } = dialogue;
    const given = new Map<string, string>();
    for (const step of steps) {
      const { awaiting } = person.last().turn;
      if (awaiting === 'confirm') break;
      const words = step();
      await person.say(words);
      if (awaiting) given.set(awaiting, words);
    }
    if (person.last().turn.awaiting !== 'confirm') return false;
    const { service } = person.last().turn;
    await person.say(name === 'payment.pay' ? '户号不对' : '不对');
    const wrong = person.buttons().filter(({ button }) => button.includes('/reject/'));
    if (wrong.length > 0) {
      if (nth >= wrong.length) return false;
      await person.press(wrong[nth]?.button ?? '');
    } else if (nth > 0) return false;
    tried += 1;
    for (let n = 0; n < 12 && person.last().turn.awaiting !== 'confirm'; n += 1) {
      const { awaiting } = person.last().turn;
      expect([name, nth, person.last().turn.service]).toEqual([name, nth, service]);
      // What was prefilled was never said: any of the choices does.
      const words = given.get(awaiting ?? '');
      const { turn } = words ? await person.say(words) : person.last();
      // What was prefilled was never said, and there are two questions by choosing: the button does.
      if (turn.awaiting !== awaiting || (words && awaiting !== 'choice')) continue;
      const wanted = PREFILLED[name];
      const named = person.buttons().findIndex(({ button }) => button.endsWith(`/${wanted}`));
      await person.tap(typeof wanted === 'number' ? wanted : Math.max(0, named));
    }
    expect([name, nth, person.last().turn]).toMatchObject([name, nth, { service, awaiting: 'confirm' }]);
    const yes = steps.at(-1)?.() ?? '';
    await person.say(yes);
    expect(await endOf(house, dialogue, name)).toEqual(undisturbed);
    return true;
  };
  let nth = 0;
  while (await taken(nth)) nth += 1;
  expect(nth).toBeLessThan(12);
});
