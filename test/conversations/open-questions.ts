/** Ways to a conversation in which a question is open, one for each kind of question. */
import type { Person } from '../support/house.ts';
import { dialogues } from './dialogues.ts';
import { type Homes, payAll, payAndRate } from './homes.ts';

/** Dialogues of dialogues.ts, and how many answers lead to a question nobody else has. */
const LATER: Readonly<Record<string, readonly (readonly [string, number])[]>> = {
  'account.transfer by the owner': [
    ['whether the house changed hands', 1],
    ['account of a transfer', 2],
    ['role', 3],
    ['consent to ID data', 4],
    ['name of the new holder', 5],
    ['ID number', 6],
    ['phone of the old holder', 7],
    ['papers of a transfer', 8],
    ['transfer read back', 9],
  ],
  'account.rename': [
    ['why the name changes', 3],
    ['name change read back', 7],
  ],
  'connection.new: a new supply': [
    ['address of a supply', 1],
    ['kilowatts', 2],
    ['name of the applicant', 3],
    ['phone of the applicant', 4],
    ['papers of a supply', 5],
    ['new supply read back', 6],
  ],
  'connection.new: a charger elsewhere': [
    ['place of a charger', 1],
    ['parking space', 3],
    ['whose parking space', 4],
    ['charger read back', 8],
  ],
  'connection.new: a temporary supply': [['purpose of a temporary supply', 3]],
  'connection.new: more capacity': [['more capacity read back', 5]],
  'request.file: a bill check': [
    ['month of a doubted bill', 2],
    ['what is wrong with a bill', 3],
    ['bill check read back', 4],
  ],
  'request.file: a meter test': [
    ['phone for a meter test, which may be skipped', 2],
    ['meter test read back', 3],
  ],
  'request.file: damaged appliances': [
    ['day of the damage', 1],
    ['what broke', 2],
    ['photos of the damage', 3],
  ],
  'request.file: another telephone': [
    ['new telephone', 1],
    ['papers of a new telephone', 2],
    ['new telephone read back', 3],
  ],
  'request.file: closing an account': [
    ['why an account is closed', 1],
    ['closing read back', 3],
  ],
  'complaint.file: a complaint': [
    ['what a complaint is about', 1],
    ['what happened', 2],
    ['phone of a complaint', 3],
    ['complaint read back', 4],
  ],
  'complaint.file: an anonymous report': [
    ['whether a report is anonymous', 1],
    ['anonymous report read back', 4],
  ],
  'progress.query': [['which case', 1]],
  'progress.chase': [
    ['which case to chase', 1],
    ['chase read back', 2],
  ],
  'notice.choose': [
    ['which notices', 1],
    ['notices read back', 2],
  ],
  'outage.report': [
    ['whether there is danger', 1],
    ['address of an outage', 2],
    ['how far it is dark', 3],
    ['breaker', 4],
    ['phone of an outage', 5],
    ['outage read back', 6],
  ],
  'outage.query': [['address asked about', 1]],
  'rating.give by a reason and words': [['words beside a reason', 2]],
};

/** The person who has said so many of a dialogue's words, and is asked the next question. */
function laterQuestions(): Record<string, (homes: Homes) => Promise<Person>> {
  const states = Object.entries(LATER).flatMap(([name, questions]) =>
    questions.map(([state, answers]) => [
      state,
      async (homes: Homes) => {
        const open = dialogues(() => homes)[name];
        if (!open) throw new Error(`no dialogue ${name}`);
        const { person, steps } = await open();
        for (const step of steps.slice(0, answers)) await person.say(step());
        return person;
      },
    ]),
  );
  return Object.fromEntries(states) as Record<string, (homes: Homes) => Promise<Person>>;
}

/** Questions of a report that nobody in danger is asked: whether they are, how far it is dark, what the breaker does. */
export const ENDED_BY_DANGER: readonly string[] = ['danger', 'scope', 'breaker'];

/** Every question that can be open, and how a resident comes to it. */
export const OPEN_QUESTIONS: Readonly<Record<string, (homes: Homes) => Promise<Person>>> = {
  'nothing open': ({ house }) => house.person(),
  'account number asked': async (homes) => {
    const person = await homes.house.person();
    await person.say('查电费');
    return person;
  },
  'phone asked': async (homes) => {
    const person = await homes.house.person();
    await person.say(`绑定户号${homes.next().accountNumber}`);
    return person;
  },
  'code asked': async (homes) => {
    const [person, home] = [await homes.house.person(), homes.next()];
    await person.say(`绑定户号${home.accountNumber}，手机${home.phone}`);
    return person;
  },
  'which account asked': async (homes) => {
    const { person } = await homes.resident(2);
    await person.say('切换户号');
    return person;
  },
  'how to connect chats asked': async (homes) => {
    const { person } = await homes.resident();
    await person.say('关联其他渠道');
    return person;
  },
  'payment read back': async (homes) => {
    const { person } = await homes.resident();
    await person.say('交电费');
    return person;
  },
  'unbinding read back': async (homes) => {
    const { person } = await homes.resident();
    await person.say('解绑户号');
    return person;
  },
  'score asked': async (homes) => {
    const { person } = await homes.resident();
    await person.say('查电费');
    await person.say('我要评价');
    return person;
  },
  'comment asked': async (homes) => {
    const { person } = await homes.resident();
    await payAll(person);
    await person.say('2分');
    return person;
  },
  'title kind asked': async (homes) => {
    const { person } = await homes.resident();
    await payAndRate(person);
    await person.say('开发票');
    return person;
  },
  'title asked': async (homes) => {
    const { person } = await homes.resident();
    await payAndRate(person);
    await person.say('开发票');
    await person.say('公司');
    return person;
  },
  'tax number asked': async (homes) => {
    const { person } = await homes.resident();
    await payAndRate(person);
    await person.say('开发票');
    await person.say('公司');
    await person.say('示例贸易有限公司');
    return person;
  },
  'invoice read back': async (homes) => {
    const { person } = await homes.resident();
    await payAndRate(person);
    await person.say('开发票');
    await person.say('个人');
    return person;
  },
  ...laterQuestions(),
};
