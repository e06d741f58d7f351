/** {repair × flow}: disturbed at every question, a dialogue ends as the undisturbed one, and no filled slot is asked again. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { House } from '../support/house.ts';
import { atNight, type Dialogue, dialogues } from './dialogues.ts';
import { boundTo, casesOf, deliver, type Homes, invoicesOf, openHomes, ratingsOf } from './homes.ts';

let homes: Homes;
let house: House;
beforeAll(async () => {
  homes = await openHomes(900);
  house = homes.house;
});
afterAll(() => house.close());

const FLOWS = { ...dialogues(() => homes), 'handoff.request at night': atNight(() => homes) };

interface Disturbed {
  readonly dialogue: Dialogue;
  /** The message that was answered last. */
  readonly last: string;
  readonly oldButton: string | null;
}
type Repair = (at: Disturbed) => Promise<void>;
const says =
  (...said: string[]): Repair =>
  async ({ dialogue }) => {
    for (const one of said) await dialogue.person.say(one);
  };

/** Where any words are an answer, these words would be one. */
const TAKES_ANY_WORDS = ['title', 'comment'];
const REPAIRS: Readonly<Record<string, { readonly repair: Repair; readonly notIn?: readonly string[] }>> = {
  'asks a question that is answered at once': { repair: says('查缴费记录') },
  'asks why in between': { repair: says('我的电费为什么这么贵'), notIn: ['comment'] },
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
  'asks for what people do': { repair: says('我要过户'), notIn: TAKES_ANY_WORDS },
  'asks for a person': { repair: says('转人工') },
  'is in danger': { repair: says('变压器冒烟了') },
  'changes the language and back': { repair: says('请说英文', '请说简体中文') },
  'sends the last message again': {
    repair: async ({ dialogue, last }) => {
      const [one, two] = [
        await deliver(house, dialogue.person, 'again', { text: '帮助' }),
        await deliver(house, dialogue.person, 'again', { text: '帮助' }),
      ];
      expect(two.body.replies).toEqual(one.body.replies);
      expect(last).not.toBe('');
    },
  },
  'presses a button of long ago': {
    repair: async ({ dialogue, oldButton }) => {
      await dialogue.person.press(oldButton ?? '1/1/confirm/affirm/0123456789abcdef');
    },
  },
};

async function endOf({ person, homes: own }: Dialogue) {
  const place = (accountNumber: string | null) => own.findIndex((home) => home.accountNumber === accountNumber);
  const payments = await house.db
    .selectFrom('payments')
    .select(['account_number', 'status', 'amount_minor'])
    .where('resident_id', '=', person.residentId)
    .execute();
  const resident = await house.db
    .selectFrom('residents')
    .select(['current_account', 'locale'])
    .where('resident_id', '=', person.residentId)
    .executeTakeFirstOrThrow();
  return {
    bound: (await boundTo(house, person)).map(place),
    payments: payments.map((row) => [place(row.account_number), row.status, row.amount_minor]),
    invoices: (await invoicesOf(house, person)).map(({ title, tax_number, status }) => [
      own.some(({ holder }) => holder === title) ? 'holder' : title,
      tax_number,
      status,
    ]),
    ratings: await ratingsOf(house, person),
    current: place(resident.current_account),
    locale: resident.locale,
  };
}

async function play(dialogue: Dialogue, repair?: { repair: Repair; notIn?: readonly string[] }): Promise<string[][]> {
  const { person, steps } = dialogue;
  const askedAgain: string[][] = [];
  const answered = new Set<string>();
  let oldButton: string | null = null;
  for (const [at, step] of steps.entries()) {
    const before = person.last().turn.awaiting;
    const spoken = step();
    const { turn } = await person.say(spoken);
    if (at > 0 && before && before !== 'confirm' && before !== 'choice') answered.add(`ask.${before}`);
    askedAgain.push((await person.said()).filter((key) => answered.has(key)));
    const { awaiting } = turn;
    if (!repair || awaiting === null || repair.notIn?.includes(awaiting)) {
      oldButton = person.buttons()[0]?.button ?? oldButton;
      continue;
    }
    await repair.repair({ dialogue, last: spoken, oldButton });
    askedAgain.push((await person.said()).filter((key) => answered.has(key)));
    expect(person.last().turn).toMatchObject({ service: turn.service, awaiting });
    oldButton = person.buttons()[0]?.button ?? oldButton;
  }
  return askedAgain.filter((keys) => keys.length > 0);
}

describe.each(Object.entries(FLOWS))('%s, when the resident', (_, open) => {
  let undisturbed: Awaited<ReturnType<typeof endOf>>;
  beforeAll(async () => {
    const dialogue = await open();
    expect(await play(dialogue)).toEqual([]);
    expect(dialogue.person.last().turn.awaiting).toBeNull();
    undisturbed = await endOf(dialogue);
  });

  test.each(Object.entries(REPAIRS))('%s', async (_name, repair) => {
    const dialogue = await open();
    expect(await play(dialogue, repair)).toEqual([]);
    expect(await endOf(dialogue)).toEqual(undisturbed);
  });
});
