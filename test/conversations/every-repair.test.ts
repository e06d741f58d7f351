/** {repair × flow}, in three languages by turns: disturbed on the way, a dialogue ends as the undisturbed one, and no filled slot is asked again. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LOCALES, type Locale } from '../../src/domain/names.ts';
import type { House } from '../support/house.ts';
import { atNight, type Dialogue, dialogues } from './dialogues.ts';
import { DISTURBANCES, type Disturbance } from './disturbances.ts';
import { endOf } from './ends.ts';
import { type Homes, openHomes } from './homes.ts';
import { wrongScript } from './scripts.ts';

let homes: Homes;
let house: House;
beforeAll(async () => {
  homes = await openHomes(1_300);
  house = homes.house;
}, 60_000);
afterAll(() => house.close());

const openIn = (locale: Locale, name: string): Promise<Dialogue> => {
  const open = name === NIGHT ? atNight(() => homes, locale) : dialogues(() => homes, locale)[name];
  if (!open) throw new Error(`no dialogue ${name}`);
  return open();
};
const NIGHT = 'handoff.request at night';
const NAMES = [...Object.keys(dialogues(() => homes)), NIGHT];

/** Questions of one dialogue that are disturbed, spread over its length; another repair takes others. */
const MOST = 2;

interface Played {
  readonly askedAgain: string[][];
  /** Open questions after each step. */
  readonly questions: (string | null)[];
}

async function play(
  dialogue: Dialogue,
  name: string,
  locale: Locale,
  disturbance?: Disturbance,
  places: readonly number[] = [],
): Promise<Played> {
  const { person, steps } = dialogue;
  const askedAgain: string[][] = [];
  const questions: (string | null)[] = [];
  const answered = new Set<string>();
  const spoken: string[] = [];
  let oldButton: string | null = null;
  for (const [at, step] of steps.entries()) {
    const before = person.last().turn.awaiting;
    const question = at > 0 ? (await person.said()).at(-1) : undefined;
    const words = step();
    spoken.push(words);
    const { turn } = await person.say(words);
    if (question && question !== 'repair.wait' && before && before !== 'confirm' && before !== 'choice')
      answered.add(question);
    askedAgain.push((await person.said()).filter((key) => answered.has(key)));
    const { awaiting } = turn;
    questions.push(awaiting);
    if (disturbance && awaiting !== null && places.includes(at)) {
      const heard: string[] = [];
      const watched = {
        ...dialogue,
        person: {
          ...person,
          say: async (text: string) => {
            const answer = await person.say(text);
            heard.push(...(await person.said()));
            return answer;
          },
        },
      };
      const binding = turn.service === 'account.bind';
      await disturbance.repair({ house, dialogue: watched, locale, at, spoken, oldButton, binding });
      tried += 1;
      askedAgain.push((await person.said()).filter((key) => answered.has(key)));
      expect([at, words, person.last().turn]).toMatchObject([at, words, { service: turn.service, awaiting }]);
      expect(person.text()).not.toMatch(/undefined|NaN|\[object|Invalid/);
      const first = at === Math.min(...places) || !disturbance.once;
      if (disturbance.hears && heard.length > 0 && first)
        expect(
          heard.filter((key) => disturbance.hears?.includes(key)),
          name,
        ).not.toEqual([]);
    }
    oldButton = person.buttons()[0]?.button ?? oldButton;
  }
  return { askedAgain: askedAgain.filter((keys) => keys.length > 0), questions };
}
let tried = 0;
let played = 0;
afterAll(() => console.log(`${played} dialogues, ${tried} disturbances at open questions`));

describe.each(NAMES.map((name, place) => [name, place] as const))('%s, when the resident', (name, flowPlace) => {
  let undisturbed: Awaited<ReturnType<typeof endOf>>;
  let questions: (string | null)[] = [];
  beforeAll(async () => {
    const dialogue = await openIn('zh-CN', name);
    const run = await play(dialogue, name, 'zh-CN');
    expect(run.askedAgain).toEqual([]);
    expect(dialogue.person.last().turn.awaiting).toBeNull();
    questions = run.questions;
    undisturbed = await endOf(house, dialogue, name);
  });

  const repairs = Object.entries(DISTURBANCES)
    .map(([repair, disturbance], place) => [repair, disturbance, place] as const)
    .filter(([, { notOf }]) => !notOf?.test(name));
  test.each(repairs)('%s', async (_repair, disturbance, place) => {
    const locale = LOCALES[(place + flowPlace) % LOCALES.length] ?? 'zh-CN';
    const possible = questions.flatMap((asked, at) => (asked && !disturbance.notIn?.includes(asked) ? [at] : []));
    const places = Array.from({ length: Math.min(MOST, possible.length) }, (_, n) => {
      const step = Math.max(1, Math.floor(possible.length / MOST));
      return possible[(place + n * step) % possible.length] ?? -1;
    });
    if (places.length === 0)
      return expect(questions.filter(Boolean).every((asked) => disturbance.notIn?.includes(asked ?? ''))).toBe(true);
    const dialogue = await openIn(locale, name);
    const said: string[] = [];
    const { say } = dialogue.person;
    const person = {
      ...dialogue.person,
      say: (text: string) => {
        said.push(text);
        return say(text);
      },
    };
    const { askedAgain } = await play({ ...dialogue, person }, name, locale, disturbance, places);
    played += 1;
    expect(askedAgain).toEqual([]);
    expect(await endOf(house, dialogue, name)).toEqual(undisturbed);
    if (!/language/.test(_repair)) expect(await wrongScript(dialogue.person, locale, said)).toEqual([]);
  });
});
