/** A question of policy in the middle of anything: it is answered, and the open question is asked again with what was said already. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeButton } from '../../src/conversation/buttons.ts';
import { FLOWS } from '../../src/conversation/flows/index.ts';
import type { ServiceId } from '../../src/domain/names.ts';
import type { House, Person } from '../support/house.ts';
import { atNight } from './dialogues.ts';
import { type Homes, openHomes } from './homes.ts';
import { OPEN_QUESTIONS } from './open-questions.ts';

let homes: Homes;
let house: House;
beforeAll(async () => {
  homes = await openHomes(250);
  house = homes.house;
}, 60_000);
afterAll(() => house.close());

const QUESTION = '抢修多久到';
const ANSWER = '一般城市45分钟';

/** The wish as understanding proposes it, whatever its rules are: pressed, as an offer of the newest turn. */
async function asks(person: Person, question: string): Promise<void> {
  const { turn } = await house.db
    .selectFrom('conversations')
    .select('turn')
    .where('channel_user_id', '=', person.residentId)
    .executeTakeFirstOrThrow();
  await person.press(
    encodeButton({ turn, frame: 0, question: '' }, { kind: 'start', service: 'knowledge.ask', slots: { question } }),
  );
}

/** What is open: the service, its question, and what was answered. */
async function standing(person: Person) {
  const { session } = await house.db
    .selectFrom('conversations')
    .select('session')
    .where('channel_user_id', '=', person.residentId)
    .executeTakeFirstOrThrow();
  const { stack } = session as {
    stack: { service: string; slots: object; asked: string | null; agreed: string | null }[];
  };
  // A secret is sealed anew each time.
  const plain = (slots: object) =>
    JSON.parse(JSON.stringify(slots).replaceAll(/"sealed:[^"]+"/g, '"sealed"')) as object;
  return stack.map(({ service, slots, asked, agreed }) => ({ service, slots: plain(slots), asked, agreed }));
}

const AT_NIGHT = {
  'phone for a call back': async (of: Homes) => {
    const { person, steps } = await atNight(() => of)();
    await person.say(steps[0]?.() ?? '');
    return person;
  },
};
const STATES = Object.entries({ ...OPEN_QUESTIONS, ...AT_NIGHT }).filter(([state]) => state !== 'nothing open');

test('these questions belong to every service that asks any', async () => {
  const asking = Object.values(FLOWS)
    .filter(({ slots, service }) => slots.length > 0 && service !== 'knowledge.ask')
    .map(({ service }) => service);
  const met = new Set<string>();
  for (const [, arrive] of STATES) for (const { service } of await standing(await arrive(homes))) met.add(service);
  // These ask nothing of those whose account is bound, but for which account; that is asked by switching accounts.
  const onlyWhich: readonly ServiceId[] = ['bill.explain', 'payment.history'];
  expect(asking.filter((service) => !met.has(service) && !onlyWhich.includes(service))).toEqual([]);
}, 120_000);

describe('answered in the middle, and the open question asked again', () => {
  test.each(STATES)('%s', async (_state, arrive) => {
    const person = await arrive(homes);
    const before = await standing(person);
    const open = person.last().turn;
    await asks(person, QUESTION);
    expect(person.text()).toContain(ANSWER);
    expect(await standing(person)).toEqual(before);
    expect(person.last().turn).toMatchObject({ service: open.service, awaiting: open.awaiting });
    const said = await person.said();
    expect(said[0]).toBe('knowledge.words');
    // The question is the last word.
    const { replies } = person.last();
    expect(said.at(-1)).not.toMatch(/^knowledge\./);
    expect(replies.length).toBeGreaterThanOrEqual(3);
  });
});

describe('so is a question nobody has an answer to', () => {
  test.each(STATES.filter((_, at) => at % 5 === 0))('%s', async (_state, arrive) => {
    const person = await arrive(homes);
    const before = await standing(person);
    await house.db.deleteFrom('knowledge_questions').execute();
    await asks(person, '2010年过户要带什么材料');
    expect((await person.said())[0]).toBe('knowledge.not-then');
    expect(await standing(person)).toEqual(before);
    const [miss] = await house.db.selectFrom('knowledge_questions').selectAll().execute();
    expect(miss).toMatchObject({ outcome: 'missed', reason: 'not-then', question: '2010年过户要带什么材料' });
  });
});

test('a yes that follows the answer is still a yes to what was read back', async () => {
  const { person } = await homes.resident();
  await person.say('解绑户号');
  expect(person.last().turn.awaiting).toBe('confirm');
  await asks(person, QUESTION);
  await person.say('是的');
  expect(await person.said()).toContain('unbind.done');
});

test('a question that is typed while a payment waits for its yes is answered, and nothing is paid', async () => {
  const { person } = await homes.resident();
  await person.say('交电费');
  await person.say('过户要带什么材料？');
  expect(person.text()).toContain('房产证明');
  expect(person.last().turn).toMatchObject({ service: 'payment.pay', awaiting: 'confirm' });
});
