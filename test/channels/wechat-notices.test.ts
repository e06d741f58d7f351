/** Notices to who wrote longer than 48 hours ago: by a configured template, with its field rules, its refusals seen, and proof when it reached them. */
import { afterEach, expect, test } from 'vitest';
import { fieldValue } from '../../src/channels/wechat/template-fields.ts';
import { readTemplates } from '../../src/channels/wechat/templates-config.ts';
import { readConfig } from '../../src/config.ts';
import { commit } from '../../src/store/commit.ts';
import { recordChoices } from '../../src/store/notice-choices.ts';
import { act, opened } from '../conversations/cases.town.ts';
import { imported, newBill, outage, round } from '../conversations/notices.town.ts';
import { WANG } from '../support/town.ts';
import { openWechatHouse, type WechatHouse } from '../support/wechat-house.ts';

const PERSON = 'o9AgO5Kd5ggOC-bXrbNODIiE3bGY';
const TEMPLATES = {
  'bill-issued': {
    id: 'BILL-1',
    as: 'template',
    fields: { character_string1: 'account', amount2: 'amount', time3: 'due', thing4: '=点击查看' },
  },
  'planned-outage': {
    id: 'OUT-1',
    as: 'subscription',
    fields: { thing1: 'title', time2: 'from', thing3: 'until', thing4: 'reason' },
  },
  'case-progress': {
    id: 'CASE-1',
    as: 'template',
    fields: { character_string1: 'case', thing2: 'stage', time3: 'time', thing4: 'due' },
  },
};

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** She bound her account, wants to hear of bills and outages, and then was silent for three days. */
async function open(templates: object | null = TEMPLATES): Promise<WechatHouse> {
  const at = await openWechatHouse({
    environment: templates ? { WECHAT_TEMPLATES: JSON.stringify(templates) } : {},
  });
  closing.push(at.close);
  const { known } = at.wechat.platform.templates;
  known.set('BILL-1', ['character_string1', 'amount2', 'time3', 'thing4']);
  known.set('OUT-1', ['thing1', 'time2', 'thing3', 'thing4']);
  known.set('CASE-1', ['character_string1', 'thing2', 'time3', 'thing4']);
  await at.bind(PERSON, WANG);
  const { resident_id: residentId } = await at.house.db
    .selectFrom('conversations')
    .selectAll()
    .executeTakeFirstOrThrow();
  const wanted = [
    { topic: 'bill-issued', on: true },
    { topic: 'planned-outage', on: true },
  ] as const;
  await commit(at.house.db, [recordChoices(residentId, wanted, 'rest', at.house.now())]);
  at.house.advance(3 * 86_400);
  return at;
}

const bill = async (at: WechatHouse): Promise<void> => {
  await imported(at.house, newBill('W-12', WANG.accountNumber, '11.78', '2026-12-30'));
  at.house.at('2026-12-12T10:00:00+08:00');
  await round(at.house);
  await at.sendDue();
};
const newest = async (at: WechatHouse) => (await at.outbox(PERSON)).at(-1);

test('a new bill: outside 48 hours it is a template message with an amount, a day and a masked account', async () => {
  const at = await open();
  await bill(at);
  const [taken] = at.wechat.platform.templates.taken;
  expect(taken).toMatchObject({
    openId: PERSON,
    templateId: 'BILL-1',
    fields: { amount2: '¥11.78', time3: '2026-12-30', thing4: '点击查看' },
  });
  expect(taken?.fields.character_string1).toMatch(/\*/);
  expect(taken?.fields.character_string1).not.toBe(WANG.accountNumber);
  expect(await newest(at)).toMatchObject({ state: 'sent', proof: `template:${taken?.messageId}`, delivered: false });
  expect((await at.wechat.platform.templates.taken).length).toBe(1);
  // WeChat tells that it arrived, three times.
  const ends = await Promise.all([1, 2, 3].map(() => at.wechat.templateEnds(taken ?? never())));
  expect(ends.map(({ attempts }) => attempts)).toEqual([['silence'], ['silence'], ['silence']]);
  expect(await newest(at)).toMatchObject({ state: 'sent', delivered: true });
  expect(at.wechat.violations).toEqual([]);
});

test('she blocks it on her phone: it waits again, and is in her next answer, once', async () => {
  const at = await open();
  await bill(at);
  const [taken] = at.wechat.platform.templates.taken;
  await at.wechat.templateEnds(taken ?? never(), 'failed:user block');
  await at.wechat.templateEnds(taken ?? never(), 'failed:user block');
  expect(await newest(at)).toMatchObject({ state: 'kept', why: 'failed:user block', delivered: false });
  const { shown } = await at.wechat.say(PERSON, '谢谢');
  expect(shown).toContain('11.78');
  expect((await newest(at))?.state).toBe('sent');
  await at.sendDue();
  expect(at.wechat.platform.templates.taken).toHaveLength(1);
});

test('the end of a message that is not ours, and a forged one: nothing changes', async () => {
  const at = await open();
  await bill(at);
  const [taken] = at.wechat.platform.templates.taken;
  const other = await at.wechat.templateEnds({ messageId: '77', openId: PERSON }, 'failed:user block');
  expect(other.attempts).toEqual(['silence']);
  const forged = at.wechat.call(
    at.wechat.event(PERSON, 'TEMPLATESENDJOBFINISH', { MsgID: taken?.messageId ?? '', Status: 'failed:user block' }),
    { seals: { ...at.wechat.seals, token: 'BBBBB' } },
  );
  expect((await at.wechat.knock(forged)).status).toBe(401);
  expect(await newest(at)).toMatchObject({ state: 'sent', delivered: false });
});

test('within 48 hours the notice is a message with all its words; no template is spent', async () => {
  const at = await open();
  at.house.at('2026-12-12T09:00:00+08:00');
  await at.wechat.say(PERSON, '你好');
  await bill(at);
  expect(at.wechat.platform.templates.taken).toEqual([]);
  expect(at.wechat.platform.delivered.at(-1)).toMatchObject({ by: 'message', text: expect.stringContaining('11.78') });
});

test('an outage by subscription: who agreed gets it, who did not reads it with the next answer', async () => {
  for (const agreed of [true, false]) {
    const at = await open();
    if (agreed) at.wechat.platform.templates.agreed.add(`${PERSON} OUT-1`);
    await imported(at.house, outage('O-1', '2026-12-10T09:00:00+08:00', null));
    at.house.at('2026-12-09T10:00:00+08:00');
    await round(at.house);
    await at.sendDue();
    expect(at.wechat.platform.templates.taken.map(({ fields }) => fields)).toEqual(
      agreed
        ? [{ thing1: expect.stringContaining('停电'), time2: '2026-12-10 09:00', thing3: '—', thing4: '更换变压器' }]
        : [],
    );
    expect(await newest(at)).toMatchObject(
      agreed ? { state: 'sent' } : { state: 'kept', why: expect.stringContaining('43101') },
    );
    if (!agreed) expect((await at.wechat.say(PERSON, '谢谢')).shown).toContain('更换变压器');
    expect(at.wechat.violations).toEqual([]);
  }
});

const she = async (at: WechatHouse) =>
  (await at.house.db.selectFrom('conversations').selectAll().executeTakeFirstOrThrow()).resident_id;

/** A complaint of hers; `goesOn` is told as progress. */
async function complaint(at: WechatHouse) {
  const caseNumber = await opened(at.house, await she(at), 'complaint');
  const goesOn = async () => {
    await act(at.house, caseNumber, 'contacted');
    await round(at.house);
    await at.sendDue();
  };
  return { caseNumber, goesOn };
}

test('her case goes on: outside 48 hours she is told by template where it stands, within them in words', async () => {
  const at = await open();
  const { caseNumber, goesOn } = await complaint(at);
  await goesOn();
  const day = at.house.now().toISOString().slice(0, 10);
  expect(at.wechat.platform.templates.taken.map(({ templateId, fields }) => [templateId, fields])).toEqual([
    [
      'CASE-1',
      { character_string1: caseNumber, thing2: '调查处理中', time3: expect.stringContaining(day), thing4: '—' },
    ],
  ]);
  expect(await newest(at)).toMatchObject({ state: 'sent' });
  await at.wechat.say(PERSON, '你好');
  const second = await complaint(at);
  await second.goesOn();
  expect(at.wechat.platform.templates.taken).toHaveLength(1);
  expect(at.wechat.readBy(PERSON).at(-1)).toContain(second.caseNumber);
  expect(at.wechat.violations).toEqual([]);
});

test('her papers are missing: the template names what it is about, where it stands and until when', async () => {
  const at = await open();
  const caseNumber = await opened(at.house, await she(at), 'meter-test');
  await at.wechat.say(PERSON, '你好');
  await act(at.house, caseNumber, 'material-missing', { missing: ['property-proof'] }, 'M01');
  await round(at.house);
  at.house.advance(3 * 86_400);
  for (let days = 0; days < 14 && at.wechat.platform.templates.taken.length === 0; days += 1) {
    at.house.advance(86_400);
    await round(at.house);
    await at.sendDue();
  }
  expect(at.wechat.platform.templates.taken.map(({ fields }) => fields)).toEqual([
    {
      character_string1: caseNumber,
      thing2: '等您补材料',
      time3: expect.stringMatching(/^2026-12-/),
      thing4: expect.stringMatching(/^202\d-\d\d-\d\d \d\d:\d\d$/),
    },
  ]);
  expect(at.wechat.violations).toEqual([]);
});

test.each<[string, (at: WechatHouse) => unknown, RegExp]>([
  ['is gone', (at) => at.wechat.platform.templates.known.delete('CASE-1'), /40037/],
  [
    'has another field',
    (at) => at.wechat.platform.templates.known.set('CASE-1', ['thing2', 'phrase9']),
    /47003.*phrase9/,
  ],
])(
  'the template of cases %s: the progress waits where staff see why, and is in her next answer',
  async (_, befalls, why) => {
    const at = await open();
    const { caseNumber, goesOn } = await complaint(at);
    befalls(at);
    await goesOn();
    expect(await newest(at)).toMatchObject({ state: 'kept', why: expect.stringMatching(why) });
    expect(at.house.log.some((line) => line.includes('outbox.waits'))).toBe(true);
    expect((await at.wechat.say(PERSON, '谢谢')).shown).toContain(caseNumber);
  },
);

test.each<[string, (at: WechatHouse) => unknown, RegExp]>([
  ['she does not follow the account any more', (at) => at.wechat.platform.templates.left.add(PERSON), /43004/],
  ['the template is gone', (at) => at.wechat.platform.templates.known.delete('BILL-1'), /40037/],
  [
    'the template has a field that is not configured',
    (at) => at.wechat.platform.templates.known.set('BILL-1', ['amount2', 'phrase9']),
    /47003.*phrase9/,
  ],
])('%s: the message waits, and staff see WeChat’s reason', async (_, befalls, why) => {
  const at = await open();
  befalls(at);
  await bill(at);
  expect(await newest(at)).toMatchObject({ state: 'kept', why: expect.stringMatching(why) });
  expect(at.house.log.some((line) => line.includes('outbox.waits'))).toBe(true);
  expect((await at.wechat.say(PERSON, '谢谢')).shown).toContain('11.78');
});

test('a value that cannot stand in its field is never sent: WeChat would refuse the whole message', async () => {
  const at = await open({ 'bill-issued': { id: 'BILL-1', fields: { amount2: 'period' } } });
  await bill(at);
  expect(await newest(at)).toMatchObject({ state: 'kept', why: expect.stringContaining('amount2 cannot be period') });
  expect(at.wechat.api.calls.filter((path) => path.endsWith('template/send'))).toEqual([]);
});

test('no template for it: it waits until she writes, and one that is configured later takes it', async () => {
  const at = await open(null);
  await bill(at);
  expect(await newest(at)).toMatchObject({ state: 'kept', why: expect.stringContaining('45015') });
  expect((await at.wechat.say(PERSON, '谢谢')).shown).toContain('11.78');
});

test('the template call ends without an answer: nobody knows, so it is not sent again, and staff see it', async () => {
  const at = await open();
  at.wechat.api.trouble('template/send', { done: true, ends: 'drop' });
  await bill(at);
  await at.sendDue();
  at.house.advance(3_600);
  await at.sendDue();
  expect(await newest(at)).toMatchObject({ state: 'given up', why: expect.stringContaining('may have arrived') });
  expect(at.wechat.platform.templates.taken).toHaveLength(1);
});

test('each kind of field takes what its rule allows, cut where it may be cut', () => {
  const money = { kind: 'money', value: '177.42', currency: 'CNY' } as const;
  const time = { kind: 'time', value: '2026-12-10T09:05:00+08:00' } as const;
  const words = { kind: 'text', value: '一二三四五六七八九十一二三四五六七八九十末尾\n再一行' } as const;
  expect(fieldValue('amount12', money)).toBe('¥177.42');
  expect(fieldValue('number1', money)).toBe('177.42');
  expect(fieldValue('thing1', money)).toBe('¥177.42');
  expect(fieldValue('amount1', { kind: 'money', value: '12345678901', currency: 'TWD' })).toBeNull();
  expect(fieldValue('amount1', words)).toBeNull();
  expect(fieldValue('time1', time)).toBe('2026-12-10 09:05');
  expect(fieldValue('date1', time)).toBe('2026-12-10');
  expect(fieldValue('time1', words)).toBeNull();
  expect([...(fieldValue('thing1', words) ?? '')]).toHaveLength(20);
  expect(fieldValue('thing1', words)).toMatch(/…$/);
  expect(fieldValue('phrase1', { kind: 'text', value: '已受理, soon 处理中' })).toBe('已受理处理');
  expect(fieldValue('phrase1', { kind: 'text', value: 'soon' })).toBeNull();
  expect(fieldValue('character_string1', { kind: 'text', value: '6100****0001' })).toBe('6100****0001');
  expect(fieldValue('character_string1', words)).toBeNull();
  expect(fieldValue('thing1', { kind: 'text', value: ' \n ' })).toBeNull();
  expect(fieldValue('first', words)).toContain('再一行');
});

test('a configuration that cannot be meant is refused at the start, with what would be right', () => {
  for (const wrong of [
    '{',
    '[]',
    '{"bills":{"id":"x","fields":{}}}',
    '{"receipt":{"id":"x","fields":{"thing1":"sum"}}}',
    '{"receipt":{"id":"x","fields":{"thing1":"="}}}',
  ])
    expect(readTemplates(wrong), wrong).toBeNull();
  expect(readTemplates(undefined)).toEqual({});
  expect(() => readConfig({ TOKEN_SECRET: 'x', WECHAT_TEMPLATES: '{' }, 0)).toThrow(/WECHAT_TEMPLATES: must be JSON/);
});

function never(): never {
  throw new Error('no template message was taken');
}
