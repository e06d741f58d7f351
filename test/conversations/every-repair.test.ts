/** {repair × flow}: disturbed at every question, a dialogue ends as the undisturbed one, and no filled slot is asked again. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { House } from '../support/house.ts';
import { atNight, type Dialogue, dialogues } from './dialogues.ts';
import { boundTo, casesOf, deliver, type Homes, invoicesOf, openHomes, ratingsOf } from './homes.ts';

let homes: Homes;
let house: House;
beforeAll(async () => {
  homes = await openHomes(1_100);
  house = homes.house;
}, 60_000);
afterAll(() => house.close());

const FLOWS = { ...dialogues(() => homes), 'handoff.request at night': atNight(() => homes) };

interface Disturbed {
  readonly dialogue: Dialogue;
  /** Where in the dialogue this is, from 0; and what was said up to here, the newest last. */
  readonly at: number;
  readonly spoken: readonly string[];
  readonly oldButton: string | null;
  /** An account is being bound here: a new code comes once a minute. */
  readonly binding: boolean;
}
type Repair = (at: Disturbed) => Promise<void>;
interface Disturbance {
  readonly repair: Repair;
  /** Questions where these words would be an answer, or where the repair means something else. */
  readonly notIn?: readonly string[];
  readonly notOf?: RegExp;
}
const says =
  (...said: string[]): Repair =>
  async ({ dialogue }) => {
    for (const one of said) await dialogue.person.say(one);
  };

/** Where any words are an answer, these words would be one. */
const STORIES = ['comment', 'about', 'description', 'reason'];
const TAKES_ANY_WORDS = ['title', 'name', 'parkingSpace', ...STORIES];
/** Who has no account is asked to bind one first, and says no to that. */
const asksAbout =
  (words: string): Repair =>
  async ({ dialogue, binding }) => {
    await dialogue.person.say(words);
    if (!binding && dialogue.person.last().turn.service === 'account.bind') await dialogue.person.say('取消');
  };
const REPAIRS: Readonly<Record<string, Disturbance>> = {
  'asks a question that is answered at once': { repair: asksAbout('查缴费记录') },
  'asks why in between': { repair: asksAbout('我的电费为什么这么贵'), notIn: STORIES },
  'begins something else and cancels it': {
    repair: says('我要开发票', '你好'),
    notIn: ['account', 'confirm', 'choice', ...TAKES_ANY_WORDS, 'taxNumber', 'score'],
  },
  'asks for help': { repair: says('帮助') },
  'wants it said again': { repair: says('再说一遍') },
  'greets and thanks': { repair: says('你好', '谢谢'), notIn: ['comment'] },
  'talks nonsense once': { repair: says('咕噜咕噜'), notIn: TAKES_ANY_WORDS },
  'talks nonsense three times': { repair: says('咕噜咕噜', '哗啦哗啦', '叮叮当当'), notIn: TAKES_ANY_WORDS },
  'asks for what is not ours': { repair: says('今天天气怎么样'), notIn: TAKES_ANY_WORDS },
  'begins another service and cancels it': { repair: says('我要表扬', '取消'), notOf: /^complaint/ },
  'begins a change of holder and cancels it': { repair: says('我要过户', '取消'), notOf: /^account\.(?:tr|re)/ },
  'asks for a person': { repair: says('转人工'), notOf: /^handoff/ },
  'is in danger': { repair: says('变压器冒烟了') },
  'changes the language and back': { repair: says('请说英文', '请说简体中文') },
  'goes back one question and answers it again': {
    repair: async ({ dialogue, at, spoken, binding }) => {
      if (at === 0) return;
      if (binding) house.advance(61);
      await dialogue.person.say('返回上一步');
      await dialogue.person.say(spoken.at(-1) ?? '');
    },
  },
  'takes it all back and says it all again': {
    repair: async ({ dialogue, spoken, binding }) => {
      if (binding) house.advance(61);
      await dialogue.person.say('取消');
      expect(await dialogue.person.said()).toContain('repair.cancelled');
      expect(dialogue.person.last().turn).toMatchObject({ service: null, awaiting: null });
      for (const one of spoken) await dialogue.person.say(one);
    },
    // A rating begins with its score; cancelled, a call for a person is withdrawn.
    notOf: /^rating|^handoff/,
  },
  'sends the last message again': {
    repair: async ({ dialogue, spoken }) => {
      const [one, two] = [
        await deliver(house, dialogue.person, 'again', { text: '帮助' }),
        await deliver(house, dialogue.person, 'again', { text: '帮助' }),
      ];
      expect(two.body.replies).toEqual(one.body.replies);
      expect(spoken).not.toEqual([]);
    },
  },
  'presses a button of long ago': {
    repair: async ({ dialogue, oldButton }) => {
      await dialogue.person.press(oldButton ?? '1/1/confirm/affirm/0123456789abcdef');
    },
  },
};

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

async function endOf({ person, homes: own }: Dialogue, name: string) {
  const place = (accountNumber: string | null) => own.findIndex((home) => home.accountNumber === accountNumber);
  const rows = (table: 'payments' | 'residents' | 'notice_choices') =>
    house.db.selectFrom(table).selectAll().where('resident_id', '=', person.residentId).execute();
  const [payments, [resident], choices, cases] = await Promise.all([
    rows('payments') as Promise<{ account_number: string; status: string; amount_minor: bigint }[]>,
    rows('residents') as unknown as Promise<{ current_account: string | null; locale: string; real_name: string }[]>,
    rows('notice_choices') as unknown as Promise<{ topic: string; wanted: boolean }[]>,
    casesOf(house, person),
  ]);
  const chased = await house.db
    .selectFrom('case_history')
    .innerJoin('cases', 'cases.case_number', 'case_history.case_number')
    .select('case_history.event')
    .where('cases.resident_id', '=', person.residentId)
    .where('case_history.event', '=', 'chased')
    .execute();
  return {
    bound: (await boundTo(house, person)).map(place),
    payments: payments.map((row) => [place(row.account_number), row.status, row.amount_minor]),
    invoices: (await invoicesOf(house, person)).map(({ title, tax_number, status }) => [
      own.some(({ holder }) => holder === title) ? 'holder' : title,
      tax_number,
      status,
    ]),
    ratings: await ratingsOf(house, person),
    current: place(resident?.current_account ?? null),
    locale: resident?.locale,
    realName: resident?.real_name,
    choices: choices.map(({ topic, wanted }) => [topic, wanted]).sort(),
    chased: chased.length,
    // Asking for a person and words of danger open cases of their own.
    cases: cases
      .filter(({ kind, summary }) => (name.startsWith('handoff') || kind !== 'handoff') && !isDanger(summary))
      .map(({ kind, status, stage, owner_team, missing, account_number, anonymous, sealed }) => [
        ...[kind, status, stage, owner_team, missing, anonymous, sealed !== null],
        place(account_number),
      ])
      // Two that were opened at one moment have no order.
      .sort((one, other) => String(one).localeCompare(String(other))),
  };
}
const isDanger = (summary: unknown): boolean => /变压器冒烟了|danger":true/.test(JSON.stringify(summary));

async function play(dialogue: Dialogue, name: string, disturbance?: Disturbance): Promise<string[][]> {
  const { person, steps } = dialogue;
  const askedAgain: string[][] = [];
  const answered = new Set<string>();
  const spoken: string[] = [];
  let oldButton: string | null = null;
  for (const [at, step] of steps.entries()) {
    const before = person.last().turn.awaiting;
    const question = at > 0 ? (await person.said()).at(-1) : undefined;
    const words = step();
    spoken.push(words);
    const { turn } = await person.say(words);
    if (question && before && before !== 'confirm' && before !== 'choice') answered.add(question);
    askedAgain.push((await person.said()).filter((key) => answered.has(key)));
    const { awaiting } = turn;
    const skips = disturbance?.notOf?.test(name) || (awaiting !== null && disturbance?.notIn?.includes(awaiting));
    if (disturbance && awaiting !== null && !skips) {
      const binding = turn.service === 'account.bind';
      await disturbance.repair({ dialogue, at, spoken, oldButton, binding });
      tried += 1;
      askedAgain.push((await person.said()).filter((key) => answered.has(key)));
      expect([at, words, person.last().turn]).toMatchObject([at, words, { service: turn.service, awaiting }]);
      expect(person.text()).not.toMatch(/undefined|NaN|\[object|Invalid/);
    }
    oldButton = person.buttons()[0]?.button ?? oldButton;
  }
  return askedAgain.filter((keys) => keys.length > 0);
}
let tried = 0;
afterAll(() => console.log(`${tried} disturbances at open questions`));

describe.each(Object.entries(FLOWS))('%s, when the resident', (name, open) => {
  let undisturbed: Awaited<ReturnType<typeof endOf>>;
  beforeAll(async () => {
    const dialogue = await open();
    expect(await play(dialogue, name)).toEqual([]);
    expect(dialogue.person.last().turn.awaiting).toBeNull();
    undisturbed = await endOf(dialogue, name);
  });

  test.each(Object.entries(REPAIRS).filter(([, { notOf }]) => !notOf?.test(name)))('%s', async (_name, repair) => {
    const dialogue = await open();
    expect(await play(dialogue, name, repair)).toEqual([]);
    expect(await endOf(dialogue, name)).toEqual(undisturbed);
  });

  test('takes each value back that was read back and gives it again', async () => {
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
      expect(await endOf(dialogue, name)).toEqual(undisturbed);
      return true;
    };
    let nth = 0;
    while (await taken(nth)) nth += 1;
    expect(nth).toBeLessThan(12);
  });
});
