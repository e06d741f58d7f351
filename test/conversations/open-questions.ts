/** Ways to a conversation in which a question is open, one for each kind of question. */
import type { Person } from '../support/house.ts';
import { type Homes, payAll, payAndRate } from './homes.ts';

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
    await payAll(person);
    // What arrived by itself was not sent: say something, so that the last answer is the newest.
    await person.say('你好');
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
};
