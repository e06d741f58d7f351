/** A model that helps to understand: asked only in doubt, heard only where rules, classifier or the resident's own words bear it out. */
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type House, openHouse } from '../support/house.ts';
import { type AskedOfModel, MODES, type ModelEmulator, startModelEmulator } from '../support/model-emulator.ts';
import { TODAY, town, WANG } from '../support/town.ts';

/** Nobody can tell what it means; while a question is open no classifier may guess either. */
const ODD = '咕噜咕噜嗒嗒';

let meant: readonly object[] = [];
const oracle = ({ input }: AskedOfModel): unknown => ({
  commands: String(input.resident_wrote) === ODD ? meant : [{ kind: 'unknown' }],
});

const limits = (value: object) => ({
  kind: 'setting',
  name: 'modelLimits',
  value: { turnMs: 2_500, tokensPerResident: 40_000, tokensPerDay: 3_000_000, failures: 3, restSeconds: 60, ...value },
  effectiveFrom: '2026-01-01',
  confirmed: true,
  source: 'this test',
});

let emulator: ModelEmulator;
let house: House;

async function open(value: object = {}) {
  house = await openHouse({ environment: emulator.environment, lines: [...town, limits(value)] });
  return house.person('zh-CN');
}
/** Where an account number is asked for. */
async function stuck(value: object = {}) {
  const person = await open(value);
  await person.say('绑定户号');
  return person;
}
const asked = () => emulator.requests.length;
const understood = (person: { last(): { turn: { understood: unknown } } }) => person.last().turn.understood;

// Its code takes longer to load on a busy machine than a turn waits.
beforeAll(async () => {
  await import('../../src/outside/language-model.openai.ts');
});
beforeEach(async () => {
  meant = [];
  emulator = await startModelEmulator('perfect', oracle);
});
afterEach(async () => {
  await house.close();
  await emulator.close();
});

test('what rules and classifier are sure of is never asked', async () => {
  const person = await open();
  for (const text of ['你好', '查电费', '取消', '我要投诉', '退出', '公司断电了', '转人工']) await person.say(text);
  expect(asked()).toBe(0);
});

test('who is asked back chooses, and only then it begins', async () => {
  const person = await stuck();
  meant = [{ kind: 'start', service: 'complaint.file' }];
  await person.say(ODD);
  expect(understood(person)).toMatchObject([{ kind: 'unsure', by: 'model' }]);
  expect(await person.said()).toEqual(['repair.which', 'ask.accountNumber']);
  await person.tap(0);
  expect(person.last().turn.service).toBe('complaint.file');
});

test('a person is not called on a model’s word', async () => {
  const person = await stuck();
  meant = [{ kind: 'start', service: 'handoff.request' }];
  await person.say(ODD);
  expect(asked()).toBe(1);
  expect(await house.db.selectFrom('cases').select('case_number').execute()).toEqual([]);
});

test('an answer is not taken on a model’s word, however it is dressed: the question stands', async () => {
  const person = await open();
  await person.bind(WANG);
  await person.say('家里停电了');
  for (let step = 0; step < 4 && person.last().turn.awaiting !== 'scope'; step += 1) await person.say('没有');
  expect(person.last().turn.awaiting).toBe('scope');
  for (const said of ['整栋楼', ODD]) {
    meant = [{ kind: 'set', slot: 'scope', said, value: 'building' }];
    await person.say(ODD);
    expect(person.last().turn.awaiting).toBe('scope');
  }
  expect(asked()).toBe(2);
});

test.each(MODES.filter((mode) => !['perfect', 'slow', 'contradicting', 'obeying'].includes(mode)))(
  'a model that is %s changes nothing that is said',
  async (mode) => {
    emulator.is(mode);
    const person = await stuck(mode === 'hanging' ? { turnMs: 600 } : {});
    const alone = await openHouse();
    const other = await alone.person('zh-CN');
    await other.say('绑定户号');
    for (const text of [ODD, 'hm hm hm', ODD]) {
      await person.say(text);
      await other.say(text);
      expect(person.text()).toBe(other.text());
      expect(understood(person)).toEqual(understood(other));
    }
    expect(asked()).toBeGreaterThan(0);
    await alone.close();
  },
);

test('after three failures it rests, then one message tries again', async () => {
  emulator.is('500');
  const person = await stuck();
  const say = async (times: number) => {
    for (let n = 0; n < times; n += 1) await person.say(ODD);
  };
  await say(6);
  expect(asked()).toBe(3);
  house.advance(61);
  await say(2);
  expect(asked()).toBe(4);
  emulator.is('perfect');
  meant = [{ kind: 'start', service: 'complaint.file' }];
  house.advance(61);
  await say(1);
  expect(asked()).toBe(5);
  expect(understood(person)).toMatchObject([{ by: 'model' }]);
});

test('a resident’s budget ends with the day, and another’s is untouched by it', async () => {
  const person = await stuck({ tokensPerResident: 1_900 });
  for (let n = 0; n < 4; n += 1) await person.say(ODD);
  expect(asked()).toBe(2);
  const other = await house.person('zh-CN');
  await other.say('绑定户号');
  await other.say(ODD);
  expect(asked()).toBe(3);
  house.at(TODAY.replace('12-05', '12-06'));
  await person.say(ODD);
  expect(asked()).toBe(4);
});

test('the budget of all ends for everybody', async () => {
  const person = await stuck({ tokensPerDay: 900 });
  await person.say(ODD);
  const other = await house.person('zh-CN');
  await other.say('绑定户号');
  await other.say(ODD);
  expect(asked()).toBe(1);
});

test('/healthz says whether a model is switched on', async () => {
  await open();
  expect((await house.request('GET', '/healthz')).body.on.model).toBe(true);
  const alone = await openHouse();
  expect((await alone.request('GET', '/healthz')).body.on.model).toBe(false);
  await alone.close();
});
