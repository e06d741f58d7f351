/** A person takes the conversation over, talks, gives it back; the bot is silent meanwhile and then goes on where it was. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { wire } from '../../src/wiring.ts';
import type { House, Person } from '../support/house.ts';
import { casesOf, deliver, type Homes, openHomes, paymentsOf } from './homes.ts';
import { OPEN_QUESTIONS } from './open-questions.ts';

let homes: Homes;
let house: House;
beforeAll(async () => {
  homes = await openHomes(120);
  house = homes.house;
});
afterAll(() => house.close());

const desk = () => house.services.handoff;
const take = (staffId: string, caseNumber: string) => house.services.attempt(() => desk().take(staffId, caseNumber));
const say = (staffId: string, caseNumber: string, text: string) =>
  house.services.attempt(() => desk().say(staffId, caseNumber, text));
const handBack = async (staffId: string, caseNumber: string, note?: string) => {
  const back = await house.services.attempt(() => desk().handBack(staffId, caseNumber, note));
  if (back.ok) await house.converse.answerWaiting(back.value);
  return back;
};
const codeOf = (result: Awaited<ReturnType<typeof take>>) => (result.ok ? 'ok' : result.problem.code);
const seat = (person: Person) => ({ channel: 'web', channelUserId: person.residentId });
const turns = (person: Person) => house.converse.transcript(seat(person), 0, 500);
const newest = async (person: Person) => (await turns(person)).at(-1);

/** Asks for a person; the number of the case. */
async function ask(person: Person): Promise<string> {
  await person.say('转人工');
  const asked = (await casesOf(house, person)).filter(({ kind, status }) => kind === 'handoff' && status === 'open');
  expect(asked).toHaveLength(1);
  return asked[0]?.case_number ?? '';
}
async function withPerson(person: Person, staffId = 'S01'): Promise<string> {
  const caseNumber = await ask(person);
  expect(codeOf(await take(staffId, caseNumber))).toBe('ok');
  return caseNumber;
}
const place = (turn: { service: string | null; awaiting: string | null }) => ({
  service: turn.service,
  awaiting: turn.awaiting,
});

describe.each(Object.entries(OPEN_QUESTIONS))('with %s', (_, state) => {
  test('a person comes, the bot is silent, and afterwards the question is the same', async () => {
    const person = await state(homes);
    const before = place(person.last().turn);
    const caseNumber = await withPerson(person);
    expect((await newest(person))?.answer).toMatchObject({ replies: [{ kind: 'text' }], turn: { person: '周敏' } });
    for (const words of ['在吗', '确认', '1', '取消']) {
      const answer = await person.say(words);
      expect(answer.replies).toEqual([]);
      expect(answer.turn).toMatchObject({ service: null, awaiting: null, person: '周敏', understood: [] });
    }
    await say('S01', caseNumber, '您好，我来处理');
    expect((await newest(person))?.answer.replies).toEqual([{ kind: 'text', text: '您好，我来处理', from: '周敏' }]);
    expect(codeOf(await handBack('S01', caseNumber))).toBe('ok');
    const back = await newest(person);
    expect((await person.said())[0]).toBe('handoff.back');
    expect(place(back?.answer.turn ?? before)).toEqual(
      before.service ? before : { service: 'rating.give', awaiting: 'score' },
    );
    expect((await casesOf(house, person)).find(({ case_number }) => case_number === caseNumber)).toMatchObject({
      stage: 'done',
      status: 'closed',
    });
  });
});

test('a payment that was read back before a person came is agreed to afterwards, with the same button', async () => {
  const { person, home } = await homes.resident();
  await person.say('交电费');
  const caseNumber = await withPerson(person);
  const yes = (await turns(person))
    .flatMap(({ answer }) => answer.replies)
    .flatMap((reply) => ('choices' in reply ? reply.choices : []))
    .findLast(({ label }) => label.includes('确认缴费'));
  await person.press(yes?.button ?? '');
  expect(await paymentsOf(house, home)).toEqual([]);
  await handBack('S01', caseNumber);
  await person.press(yes?.button ?? '');
  expect(await paymentsOf(house, home)).toHaveLength(1);
});

test('the talk with a person is rated after it, once nothing else is open', async () => {
  const person = await house.person();
  const caseNumber = await withPerson(person);
  await handBack('S01', caseNumber);
  expect(await person.said()).toEqual(['handoff.back', 'ask.score']);
  await person.say('5分');
  expect(await person.said()).toEqual(['rating.thanks']);
  const ratings = await house.db.selectFrom('ratings').selectAll().execute();
  expect(ratings.some(({ service_id, score }) => service_id === `case:${caseNumber}` && score === 5)).toBe(true);
});

describe('two at once', () => {
  test('two clerks take: one has it, the other hears that it is not free', async () => {
    const person = await house.person();
    const caseNumber = await ask(person);
    const both = await Promise.all([take('S01', caseNumber), take('S02', caseNumber)]);
    expect(both.map(codeOf).sort()).toEqual(['not_now', 'ok']);
    const found = await house.services.cases.byNumber(caseNumber);
    expect(found?.history.filter(({ event }) => event === 'taken')).toHaveLength(1);
    expect(found).toMatchObject({ stage: 'with-person', owner: codeOf(both[0]) === 'ok' ? '周敏' : '吴强' });
    expect(found?.promises.find(({ kind }) => kind === 'contact')?.metAt).not.toBeNull();
  });

  test('a resident writes while a clerk takes: each message has one turn, and nothing is said after the take', async () => {
    const person = await house.person();
    const caseNumber = await ask(person);
    await Promise.all([
      take('S01', caseNumber),
      ...['你好', '谢谢', '帮助'].map((text, n) => deliver(house, person, `at once ${n}`, { text })),
    ]);
    house.advance(10);
    await house.upkeep();
    const all = await turns(person);
    const taken = all.findIndex(({ content }) => content.kind === 'event' && content.event.name === 'person.took');
    expect(all.filter(({ content }) => content.kind === 'text')).toHaveLength(4);
    expect(all.slice(taken + 1).flatMap(({ answer }) => answer.replies)).toEqual([]);
  });

  test('a message delivered twice to a person is one turn, and gets the same silence', async () => {
    const person = await house.person();
    await withPerson(person);
    const [one, two] = [
      await deliver(house, person, 'twice', { text: '在吗' }),
      await deliver(house, person, 'twice', { text: '在吗' }),
    ];
    expect([one.status, two.status]).toEqual([200, 200]);
    expect(two.body).toEqual(one.body);
    expect((await turns(person)).filter(({ content }) => content.kind === 'text')).toHaveLength(2);
  });
});

describe('who may what', () => {
  test('only the holder speaks and gives back; a supervisor takes it from a clerk', async () => {
    const person = await house.person();
    const caseNumber = await withPerson(person);
    expect(codeOf(await say('S02', caseNumber, '我来'))).toBe('not_now');
    expect(codeOf(await handBack('S02', caseNumber))).toBe('not_now');
    expect(codeOf(await take('S01', caseNumber))).toBe('not_now');
    expect(codeOf(await take('V01', caseNumber))).toBe('ok');
    expect(codeOf(await say('S01', caseNumber, '还在'))).toBe('not_now');
    expect(codeOf(await say('V01', caseNumber, '我是主管'))).toBe('ok');
    expect(await house.services.cases.byNumber(caseNumber)).toMatchObject({ owner: '何芳', stage: 'with-person' });
    expect(codeOf(await handBack('V01', caseNumber))).toBe('ok');
  });

  test('strangers, unknown cases and cases of another kind are not found; nothing said is nothing', async () => {
    const person = await house.person();
    const caseNumber = await withPerson(person);
    expect(codeOf(await take('X99', caseNumber))).toBe('not_found');
    expect(codeOf(await take('S01', 'W0000000000000'))).toBe('not_found');
    expect(codeOf(await say('S01', caseNumber, ' \n '))).toBe('invalid_input');
    expect(codeOf(await say('S01', caseNumber, '字'.repeat(2_001)))).toBe('invalid_input');
    await person.say('着火了');
    const danger = (await casesOf(house, person)).find(({ kind }) => kind === 'outage')?.case_number ?? '';
    expect(codeOf(await take('S02', danger))).toBe('not_found');
    const opened = await desk().open('S02', caseNumber);
    expect(opened.ok).toBe(false);
    expect((await desk().open('V01', caseNumber)).ok).toBe(true);
  });

  test('the queue says who, what, how often and in what mood, and nothing in full', async () => {
    const { person, home } = await homes.resident();
    await person.say('解绑户号');
    await person.say('到底行不行！！！你们太差了');
    const caseNumber = await ask(person);
    const [view] = (await desk().queue(500)).filter((one) => one.caseNumber === caseNumber);
    expect(view).toMatchObject({ stage: 'waiting', who: '住**', locale: 'zh-CN', channel: 'web', holder: null });
    expect(view?.mood).toEqual({ mood: 'angry', signs: ['angry-words', 'exclamation'] });
    expect(view?.goals.map(({ service }) => service)).toEqual(['account.unbind']);
    expect(view?.tried).toBeGreaterThan(0);
    expect(view?.deadline).toEqual(new Date(house.now().getTime() + 86_400_000));
    const shown = JSON.stringify(view);
    for (const secret of [home.accountNumber, home.phone, home.holder]) expect(shown).not.toContain(secret);
  });

  test('a telephone that was typed is sealed, and only who handles the case reads it', async () => {
    const [person, home] = [await house.person(), homes.next()];
    await person.say(`绑定户号${home.accountNumber}，手机${home.phone}`);
    const caseNumber = await ask(person);
    const stored = await house.db.selectFrom('cases').selectAll().where('case_number', '=', caseNumber).execute();
    expect(JSON.stringify(stored)).not.toContain(home.phone);
    const looked = await desk().open('S01', caseNumber);
    expect(looked.ok && [looked.value.whole, looked.value.sealedSlots]).toEqual([false, {}]);
    const taken = await house.services.attempt(() => desk().take('S01', caseNumber));
    expect(taken.ok).toBe(true);
    const opened = await desk().open('S01', caseNumber);
    expect(opened.ok && opened.value.sealedSlots).toEqual({ phone: home.phone });
    expect(house.log).toContain(JSON.stringify({ event: 'handoff.read', caseNumber, by: 'S01' }));
  });
});

describe('while a person holds it', () => {
  test('a receipt waits and is told after the bot said that it is back; upkeep does not turn on it', async () => {
    const { person } = await homes.resident();
    await person.say('交电费');
    await person.say('确认');
    const link = person.link();
    const caseNumber = await withPerson(person);
    await person.pay(link);
    const before = (await turns(person)).length;
    for (let n = 0; n < 3; n += 1) {
      house.advance(60);
      await house.upkeep();
    }
    expect(await turns(person)).toHaveLength(before);
    await person.say('钱扣了吗');
    expect((await newest(person))?.answer.replies).toEqual([]);
    await handBack('S01', caseNumber);
    expect((await person.said(1))[0]).toBe('handoff.back');
    expect((await person.said()).slice(0, 2)).toEqual(['paid.title', 'paid.thanks']);
  });

  test('words of danger open the priority case, what keeps people safe is shown and nothing else, and the clerk sees both', async () => {
    const person = await house.person();
    const caseNumber = await withPerson(person);
    // The one exception to the bot's silence: nobody beside a fallen wire waits for a person to read and type.
    expect((await person.say('电线掉下来了，在冒火花')).replies).toHaveLength(1);
    expect(await person.said()).toEqual(['emergency.first']);
    await person.say('孩子碰到了');
    expect(await person.said()).toEqual(['emergency.hurt']);
    await person.say('闻到煤气味');
    expect(await person.said()).toEqual(['emergency.gas']);
    for (const words of ['我在示例市和平街6号', '你们什么时候来', '查电费']) {
      expect((await person.say(words)).replies).toEqual([]);
    }
    const danger = (await casesOf(house, person)).find(({ kind }) => kind === 'outage');
    expect(danger).toMatchObject({ status: 'open', priority: 1, owner_team: 'dispatch' });
    const opened = await desk().open('S01', caseNumber);
    expect(opened.ok && opened.value.dangerCase).toBe(danger?.case_number);
  });

  test('who was not answered shows in the queue, until the clerk speaks', async () => {
    const person = await house.person();
    const caseNumber = await withPerson(person);
    const since = async () =>
      (await desk().queue(500)).find((one) => one.caseNumber === caseNumber)?.unansweredSince ?? null;
    expect(await since()).toBeNull();
    await person.say('在吗');
    expect(await since()).toEqual(house.now());
    await say('S01', caseNumber, '在');
    expect(await since()).toBeNull();
  });

  test('sixty conversations with events that wait hold up nobody else', async () => {
    const waiting = Array.from({ length: 60 }, (_, n) => `held-${n}`);
    for (const name of waiting) {
      const other = { channel: 'console' as const, channelUserId: name };
      const message = {
        ...other,
        eventId: `ask ${name}`,
        at: house.now(),
        content: { kind: 'text' as const, text: '转人工' },
      };
      const [snapshot] = await house.converse.accept([message]);
      await house.converse.answerWaiting(other, snapshot);
      const asked = await house.db
        .selectFrom('cases')
        .innerJoin('conversations', 'conversations.conversation_id', 'cases.conversation_id')
        .select('case_number')
        .where('channel_user_id', '=', name)
        .executeTakeFirstOrThrow();
      await take('S01', asked.case_number);
      const event = {
        kind: 'event' as const,
        event: { name: 'case.moved' as const, caseNumber: asked.case_number, seq: 1 },
      };
      await house.converse.accept([{ ...other, eventId: `event ${name}`, at: house.now(), content: event }]);
    }
    const person = await house.person();
    await house.converse.accept([
      {
        ...seat(person),
        channel: 'web',
        eventId: `${person.residentId}/left`,
        at: house.now(),
        content: { kind: 'text', text: '你好' },
      },
    ]);
    house.advance(10);
    await house.upkeep();
    expect(await person.said()).toEqual(['talk.hello']);
  });

  test('a restart in between changes nothing: another process knows who holds it and goes on afterwards', async () => {
    const { person, home } = await homes.resident();
    await person.say('交电费');
    const caseNumber = await withPerson(person);
    const config = readConfig({ NODE_ENV: 'test', TOKEN_SECRET: 'a secret that only tests know, long enough' }, 0);
    const again = wire({
      config,
      db: house.db,
      cachedDb: house.db,
      later: () => {},
      sink: () => {},
      selfUrl: 'http://house.test',
      clock: { now: () => house.now() },
    });
    const message = {
      channel: 'web' as const,
      channelUserId: person.residentId,
      eventId: `${person.residentId}/after`,
      at: house.now(),
      content: { kind: 'text' as const, text: '确认' },
    };
    const [snapshot] = await again.converse.accept([message]);
    const answered = await again.converse.answerWaiting(message, snapshot);
    expect(answered.get(message.eventId)?.answer.replies).toEqual([]);
    const back = await again.services.attempt(() => again.services.handoff.handBack('S01', caseNumber, '已处理'));
    expect(back.ok).toBe(true);
    // That process dies here; upkeep of the other one finds what it left.
    house.advance(10);
    await house.upkeep();
    expect(await person.said()).toEqual(['handoff.back', 'pay.read-back', 'pay.confirm']);
    await person.say('确认');
    expect(await paymentsOf(house, home)).toHaveLength(1);
  });
});
