/** A clerk with a resident’s conversation at the desk: who waits, what is known, taking over, writing, giving back. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../../src/domain/settings.ts';
import { heard } from '../conversations/holders.ts';
import { type House, openHouse } from '../support/house.ts';
import { WANG } from '../support/town.ts';
import { atDesk } from './at-desk.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

/** Somebody in the middle of a complaint who asks for a person. */
async function waiting() {
  const person = await house.person();
  await person.bind(WANG);
  house.advance(61);
  for (const words of ['我要投诉', '抄表员', '人工', '跳过']) await person.say(words);
  const { handoffs } = (await (await atDesk(house, 'S01')).get('/handoffs')).body;
  const found = handoffs.findLast((one: { stage: string }) => one.stage === 'waiting');
  return { person, caseNumber: found.caseNumber as string, found };
}

test('who waits is listed masked, with what they wanted and how they sound', async () => {
  const { found } = await waiting();
  expect(found).toMatchObject({
    stage: 'waiting',
    who: '王**',
    account: '999****0017',
    locale: 'zh-CN',
    channel: 'web',
    goals: [expect.objectContaining({ service: 'complaint.file', serviceText: '投诉建议' })],
    mood: 'calm',
    holder: null,
    mine: false,
    since: expect.stringMatching(/\+08:00$/),
  });
  expect(JSON.stringify(found)).not.toContain(WANG.accountNumber);
});

test('taken over, written in and given back: the resident reads a person, the bot is silent meanwhile and asks its question again', async () => {
  const { person, caseNumber } = await waiting();
  const desk = await atDesk(house, 'S01');
  const taken = await desk.post(`/handoffs/${caseNumber}/take`);
  expect([taken.status, taken.body.holder, taken.body.mine, taken.body.stage]).toEqual([
    200,
    '周敏',
    true,
    'with-person',
  ]);
  await person.say('他摔门了');
  expect(person.last().replies).toEqual([]);
  const said = await desk.post(`/handoffs/${caseNumber}/messages`, { text: '我来帮您登记' });
  expect(
    said.body.transcript.slice(-3).map((one: { from: string; texts: string[] }) => [one.from, ...one.texts]),
  ).toEqual([
    ['bot', '周敏为您服务，您现在直接和工作人员对话。'],
    ['resident', '他摔门了'],
    ['person', '我来帮您登记'],
  ]);
  expect(
    said.body.transcript.some(
      (one: { from: string; texts: string[] }) => one.from === 'service' && one.texts[0] === '人工已接手',
    ),
  ).toBe(true);
  const back = await desk.post(`/handoffs/${caseNumber}/return`, { note: '已安抚' });
  expect(back.status).toBe(200);
  await heard(house);
  expect(await person.said()).toEqual(expect.arrayContaining(['handoff.back']));
  expect(JSON.stringify(await person.transcript())).toContain('我来帮您登记');
  expect(JSON.stringify(await person.transcript())).not.toContain('已安抚');
  expect(
    (await desk.get('/handoffs')).body.handoffs.map((one: { caseNumber: string }) => one.caseNumber),
  ).not.toContain(caseNumber);
});

test('words whose answer was lost and that are sent again are said once; the same words under another id are said again', async () => {
  const { person, caseNumber } = await waiting();
  const desk = await atDesk(house, 'S01');
  await desk.post(`/handoffs/${caseNumber}/take`);
  const words = { id: 'w-1', text: '请稍等，我看一下' };
  const both = await Promise.all([
    desk.post(`/handoffs/${caseNumber}/messages`, words),
    desk.post(`/handoffs/${caseNumber}/messages`, words),
  ]);
  const again = await desk.post(`/handoffs/${caseNumber}/messages`, words);
  expect([...both, again].map(({ status }) => status)).toEqual([200, 200, 200]);
  const read = async () => JSON.stringify(await person.transcript()).split(words.text).length - 1;
  expect(await read()).toBe(1);
  await desk.post(`/handoffs/${caseNumber}/messages`, { ...words, id: 'w-2' });
  expect(await read()).toBe(2);
});

test('only what was written since is asked for again', async () => {
  const { person, caseNumber } = await waiting();
  const desk = await atDesk(house, 'S02');
  const { body } = await desk.post(`/handoffs/${caseNumber}/take`);
  const last = body.transcript.at(-1).turn;
  expect((await desk.get(`/handoffs/${caseNumber}?after=${last}`)).body.transcript).toEqual([]);
  await person.say('还在吗');
  const since = (await desk.get(`/handoffs/${caseNumber}?after=${last}`)).body.transcript;
  expect(since.map((one: { texts: string[] }) => one.texts)).toEqual([['还在吗']]);
});

test('a conversation that a colleague has is not to be read or written in; a supervisor can take it', async () => {
  const { caseNumber } = await waiting();
  await (await atDesk(house, 'S01')).post(`/handoffs/${caseNumber}/take`);
  const other = await atDesk(house, 'S02');
  expect((await other.get(`/handoffs/${caseNumber}`)).status).toBe(404);
  expect((await other.post(`/handoffs/${caseNumber}/messages`, { text: '我也来' })).body.code).toBe('not_now');
  expect((await other.post(`/handoffs/${caseNumber}/take`)).body.code).toBe('not_now');
  expect((await other.post(`/handoffs/${caseNumber}/return`, {})).body.code).toBe('not_now');
  const above = await (await atDesk(house, 'V01')).post(`/handoffs/${caseNumber}/take`);
  expect([above.status, above.body.holder]).toEqual([200, '何芳']);
});

test('nothing is written by nothing: empty words are refused', async () => {
  const { caseNumber } = await waiting();
  const desk = await atDesk(house, 'S01');
  await desk.post(`/handoffs/${caseNumber}/take`);
  for (const body of [{ text: '  ' }, {}, { text: '好', from: '经理' }])
    expect((await desk.post(`/handoffs/${caseNumber}/messages`, body)).status).toBe(400);
});

test('while it waits nobody reads the conversation or what was given; the one who takes it over does, and so do those above', async () => {
  const { person, caseNumber } = await waiting();
  const looked = (await (await atDesk(house, 'B01')).get(`/handoffs/${caseNumber}`)).body;
  expect(looked).toMatchObject({ whole: false, transcript: [], secret: [] });
  expect(JSON.stringify(looked)).not.toMatch(new RegExp(`${WANG.accountNumber}|${WANG.phone}`));
  expect((await (await atDesk(house, 'V01')).get(`/handoffs/${caseNumber}`)).body.whole).toBe(true);
  const taken = (await (await atDesk(house, 'S01')).post(`/handoffs/${caseNumber}/take`)).body;
  expect(taken.whole).toBe(true);
  expect(taken.transcript.length).toBeGreaterThan(3);
  await person.say('谢谢');
});

test('its case shows no account, is not handed to another team, and ends when somebody called back', async () => {
  const { caseNumber } = await waiting();
  const desk = await atDesk(house, 'S01');
  const { body } = await desk.get(`/cases/${caseNumber}`);
  expect(body.account).toBeNull();
  expect(body.acts.map((one: { event: string }) => one.event)).toEqual(['called-back', 'noted']);
  const to = { team: 'metering', staffId: 'M01' };
  expect((await desk.post(`/cases/${caseNumber}/acts`, { event: 'reassigned', to })).body.code).toBe('not_now');
  expect((await desk.post(`/cases/${caseNumber}/acts`, { event: 'called-back' })).body.status).toBe('closed');
});

test('a note for colleagues at giving back is read at the case', async () => {
  const { caseNumber } = await waiting();
  const desk = await atDesk(house, 'S01');
  await desk.post(`/handoffs/${caseNumber}/take`);
  await desk.post(`/handoffs/${caseNumber}/return`, { note: '已安抚等回访' });
  const { history } = (await desk.get(`/cases/${caseNumber}`)).body;
  expect(history.at(-1)).toMatchObject({ event: 'handed-back', words: '已安抚等回访', by: { name: '周敏' } });
});

test('a conversation of somebody who left is taken by the next', async () => {
  const { caseNumber } = await waiting();
  await (await atDesk(house, 'S02')).post(`/handoffs/${caseNumber}/take`);
  const staff = DEFAULT_SETTINGS.staff.filter(({ staffId }) => staffId !== 'S02');
  await house.db
    .insertInto('settings')
    .values({ name: 'staff', effective_from: '2026-01-01', value: JSON.stringify(staff), confirmed: true, source: 't' })
    .execute();
  house.advance(120);
  const taken = await (await atDesk(house, 'S01')).post(`/handoffs/${caseNumber}/take`);
  expect([taken.status, taken.body.holder]).toEqual([200, '周敏']);
});

test('what was written of an anonymous report is not read by whoever takes the conversation over later', async () => {
  const person = await house.person();
  await person.say('我要举报有人偷电');
  await person.tap('匿名');
  for (const words of ['三栋的老张饭店', '他每月从电线杆接线', '是的']) await person.say(words);
  const [number] = /W\d{13}/.exec(person.text()) ?? [''];
  expect((await house.services.cases.byNumber(number))?.anonymous).toBe(true);
  for (const words of ['转人工', '跳过']) await person.say(words);
  const desk = await atDesk(house, 'S01');
  const { handoffs } = (await desk.get('/handoffs')).body;
  const { caseNumber } = handoffs.findLast((one: { stage: string }) => one.stage === 'waiting');
  const { transcript } = (await desk.post(`/handoffs/${caseNumber}/take`)).body;
  expect(JSON.stringify(transcript)).not.toMatch(new RegExp(`老张|电线杆|${number}`));
  expect(transcript.some((one: { texts: string[] }) => one.texts[0] === '匿名举报，不显示')).toBe(true);
});

/** Somebody new who writes these words; the number of their hand-off as S01 sees it. */
async function asked(...words: readonly string[]) {
  const person = await house.person();
  for (const said of words) await person.say(said);
  const desk = await atDesk(house, 'S01');
  const list = async () => (await desk.get('/handoffs')).body.handoffs as Record<string, unknown>[];
  const known = await list();
  const found = known.find(
    ({ since, stage }) =>
      stage === 'waiting' &&
      since ===
        known
          .map((one) => one.since)
          .sort()
          .at(-1),
  );
  if (!found) throw new Error('nobody waits');
  return { person, desk, list, caseNumber: String(found.caseNumber), found };
}

test('whoever spoke of danger comes before all who wait, also those who came earlier, with the case and the words', async () => {
  house.advance(60);
  await asked('电费怎么算的', '转人工');
  house.advance(60);
  const { caseNumber, list } = await asked('我家电表箱冒火花', '转人工');
  const [first, ...others] = await list();
  expect(first).toMatchObject({
    caseNumber,
    dangerCase: expect.stringMatching(/^W\d{13}$/),
    lastWords: '我家电表箱冒火花',
  });
  expect(others.every(({ dangerCase }) => dangerCase === null)).toBe(true);
});

test('a conversation with danger whose resident nobody answers stands before those who only wait', async () => {
  house.advance(60);
  const { person, desk, list, caseNumber } = await asked('电线掉下来了冒火花', '转人工');
  await desk.post(`/handoffs/${caseNumber}/take`);
  await desk.post(`/handoffs/${caseNumber}/messages`, { text: '请离远一点' });
  house.advance(30);
  await asked('表走得太快', '转人工');
  const before = (await list()).map((one) => one.caseNumber);
  expect(before.indexOf(caseNumber)).toBe(before.length - 1);
  await person.say('还在冒火');
  const after = (await list()).filter(({ dangerCase }) => dangerCase !== null).map((one) => one.caseNumber);
  expect(after).toContain(caseNumber);
  expect((await list()).findIndex((one) => one.caseNumber === caseNumber)).toBeLessThan(
    (await list()).findIndex(({ dangerCase }) => dangerCase === null),
  );
  await desk.post(`/handoffs/${caseNumber}/return`, {});
});

test('the last words before a person was asked for are masked, and what asks for the person is none of them', async () => {
  house.advance(60);
  const { found } = await asked(`户号 ${WANG.accountNumber} 的电费不对，打 13912345678 找我`, '转人工');
  expect(found.lastWords).toContain('的电费不对');
  expect(String(found.lastWords)).not.toMatch(new RegExp(`${WANG.accountNumber}|13912345678`));
});

test('of an anonymous report no last words are shown', async () => {
  house.advance(60);
  const person = await house.person();
  await person.say('我要举报有人偷电');
  await person.tap('匿名');
  for (const words of ['五栋的小李饭店', '他每月从路灯接线', '是的', '转人工', '跳过']) await person.say(words);
  const { handoffs } = (await (await atDesk(house, 'S01')).get('/handoffs')).body;
  expect(JSON.stringify(handoffs)).not.toMatch(/小李|路灯/);
});
