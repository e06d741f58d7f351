/** Round trips to the database are the cost of a turn: one that reads takes three at most, one that writes four, token and all. */
import { createHmac } from 'node:crypto';
import { CompiledQuery } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Answer } from '../../src/conversation/message.ts';
import { type House, openHouse, type Person } from '../support/house.ts';
import { CHEN, LI, WANG, ZHAO } from '../support/town.ts';

const SECRET = 'line secret';
const LINE = { LINE_CHANNEL_SECRET: SECRET, LINE_CHANNEL_ACCESS_TOKEN: 'token', LINE_API_URL: 'http://127.0.0.1:9' };

let house: House;
let sent: string[] = [];
const query = pg.Client.prototype.query;

beforeAll(async () => {
  house = await openHouse({ environment: LINE });
  vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...given: unknown[]) {
    const [first] = given;
    sent.push(typeof first === 'string' ? first : String((first as { text?: string }).text));
    return Reflect.apply(query, this, given);
  } as never);
  // Settings are read once a minute and isolate: that read belongs to no turn.
  await house.services.settings();
});
afterAll(async () => {
  vi.restoreAllMocks();
  await house.close();
});

/** What the last counted turn asks. */
let awaiting: string | null = null;

/** The statements from the request to its answer; what goes on afterwards is not waited for by anybody. */
async function counted(who: Person, content: { text: string } | { button: string }): Promise<string[]> {
  await house.settle();
  await house.services.settings();
  sent = [];
  const response = await house.app.request('http://house.test/v1/chat/messages', {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${who.token}` },
    body: JSON.stringify({ id: crypto.randomUUID(), ...content }),
  });
  const statements = sent;
  sent = [];
  expect(response.status).toBe(200);
  awaiting = ((await response.json()) as Answer).turn.awaiting;
  await house.settle();
  return statements;
}

const brief = (statements: readonly string[]) => statements.map((text) => text.replaceAll(/\s+/g, ' ').slice(0, 110));

const within = (most: number, statements: readonly string[]) =>
  expect(brief(statements)).toSatisfy((all: string[]) => all.length > 0 && all.length <= most);

test('the counter sees every statement', async () => {
  sent = [];
  await house.db.executeQuery(CompiledQuery.raw('select 1'));
  expect(sent).toEqual(['select 1']);
});

test('turns of a bound resident over the chat’s door', async () => {
  const wang = await house.person();
  await wang.bind(WANG);
  within(3, await counted(wang, { text: '查电费' }));
  within(3, await counted(wang, { text: '为什么这么贵' }));
  within(3, await counted(wang, { text: '谢谢' }));
  within(3, await counted(wang, { text: '交电费' }));
  within(4, await counted(wang, { text: '确认' }));
});

test('binding, its last step too', async () => {
  const li = await house.person();
  within(3, await counted(li, { text: '绑定户号' }));
  within(3, await counted(li, { text: LI.accountNumber }));
  within(4, await counted(li, { text: LI.phone }));
  const code = house.codes().at(-1)?.code ?? '';
  within(4, await counted(li, { text: code }));
});

test('a rating, and asking for a person', async () => {
  const zhao = await house.person();
  await zhao.bind(ZHAO);
  await zhao.say('交电费');
  await zhao.say('确认');
  await zhao.pay(zhao.link());
  within(4, await counted(zhao, { text: '5分' }));
  const steps = await counted(zhao, { text: '转人工' });
  within(4, steps);
  expect(awaiting).toBeNull();
});

/** Statements of each turn, the words beside them. */
async function dialogue(who: Person, ...words: readonly string[]): Promise<[string, number][]> {
  const counts: [string, number][] = [];
  for (const text of words) counts.push([text, (await counted(who, { text })).length]);
  return counts;
}
const most = (counts: readonly [string, number][]) => Math.max(...counts.map(([, n]) => n));

/** Every turn before the last reads, the last one writes: what it may take at most. */
async function takes(who: Person, reading: number, writing: number, ...words: readonly string[]): Promise<void> {
  const counts = await dialogue(who, ...words);
  expect([words[0], awaiting]).toEqual([words[0], null]);
  const wrong = counts.filter(([, n], at) => n > (at === counts.length - 1 ? writing : reading));
  expect([words[0], wrong]).toEqual([words[0], []]);
}

const PHONE = '13900000001';
const LATER = '以后再补';

test('applying for power, complaints, progress, notices: reading three at most, writing four', async () => {
  const guest = await house.person();
  const address = '示例市和平路77号3单元501';
  await takes(guest, 3, 4, '我要新装电表', address, '8千瓦', '周小雨', PHONE, LATER, '是的');
  await takes(guest, 3, 4, '装修要临时用电', `${address}A`, '8千瓦', '装修，两个月', PHONE, LATER, '是的');
  await takes(guest, 3, 4, '我要装充电桩', `${address}B`, 'B2-118', '租的车位', '7千瓦', PHONE, LATER, '是的');
  await takes(guest, 3, 4, '我要投诉', '抄表员', '上周二敲门像砸门', PHONE, '是的');
  await takes(guest, 3, 4, '我要举报', '匿名', '抄表员', '上周二收了邻居的钱', '是的');
  await takes(guest, 3, 3, '查进度', '第一个');
  await takes(guest, 3, 4, '通知设置', '全部开启', '是的');
});

test('outages and chases: reading three at most, writing four; danger, and a hand-off taken back', async () => {
  const guest = await house.person();
  const address = '示例市和平路80号3单元501';
  await takes(guest, 3, 4, '家里停电了', '没有', address, '只有我家', '没跳闸', PHONE, '是的');
  // An outage may be chased after a quarter of an hour.
  house.advance(16 * 60);
  await takes(guest, 3, 4, '催一下', '好的');
  await takes(guest, 3, 3, '最近有计划停电吗', '示例市和平路81号3单元501');
  within(4, await counted(guest, { text: '变压器冒烟了' }));
  await guest.say('取消');
  within(4, await counted(guest, { text: '转人工' }));
  within(4, await counted(guest, { text: '不用了' }));
});

test('a question of policy: the look for a newer revision is one of three, and within seconds of it there is none', async () => {
  const guest = await house.person();
  await guest.say('抢修多久到');
  house.advance(60);
  await house.services.settings();
  within(3, await counted(guest, { text: '抢修多久到' }));
  within(2, await counted(guest, { text: '电费多少钱一度' }));
  // Who asks nothing of the articles pays nothing for them.
  house.advance(60);
  within(2, await counted(guest, { text: '你好' }));
});

test('requests: the read-back takes four, for it compares the utility’s own books with the open cases of ours', async () => {
  const zhao = await house.person();
  house.advance(61);
  await zhao.bind(ZHAO);
  for (const words of [
    ['账单不对，我要核查', '11月', '比平时多了一倍'],
    ['我要校表', '度数多了一倍', '跳过'],
    ['家里电器烧坏了要赔', '前天', '冰箱不制冷', LATER],
    ['换手机号', '13900000088', LATER],
  ]) {
    const counts = await dialogue(zhao, ...words);
    expect([words[0], awaiting]).toEqual([words[0], 'confirm']);
    expect([words[0], counts.slice(0, -1).filter(([, n]) => n > 3)]).toEqual([words[0], []]);
    expect(counts.at(-1)?.[1]).toBeLessThanOrEqual(4);
    within(4, await counted(zhao, { text: '是的' }));
  }
});

test('a transfer: its read-back and its filing take four; naming somebody else’s account takes five, for that look is counted before it is taken', async () => {
  const guest = await house.person();
  const before = await dialogue(guest, '我要过户', '换人了');
  expect(most(before)).toBeLessThanOrEqual(3);
  within(5, await counted(guest, { text: CHEN.accountNumber }));
  expect(most(await dialogue(guest, '产权人', '同意', '李建国'))).toBeLessThanOrEqual(3);
  // The try at the real-name check is counted: this turn writes.
  within(4, await counted(guest, { text: '110101199001010025' }));
  expect(most(await dialogue(guest, '跳过'))).toBeLessThanOrEqual(3);
  within(4, await counted(guest, { text: LATER }));
  within(4, await counted(guest, { text: '同意' }));
  expect(await guest.said()).toEqual(['holder.filed', 'case.title']);
});

test('turns by LINE’s webhook: two before it hears 200 at most, the rest up to the commit', async () => {
  const event = (text: string) => ({
    type: 'message',
    mode: 'active',
    timestamp: house.now().getTime(),
    source: { type: 'user', userId: 'U4af4980629000000000000000000aaaa' },
    webhookEventId: crypto.randomUUID(),
    deliveryContext: { isRedelivery: false },
    message: { type: 'text', id: '1', quoteToken: 'q', text },
  });
  const deliver = async (text: string) => {
    const body = JSON.stringify({ destination: 'x', events: [event(text)] });
    sent = [];
    const response = await house.app.request('http://house.test/webhooks/line', {
      method: 'POST',
      headers: { 'x-line-signature': createHmac('sha256', SECRET).update(body).digest('base64') },
      body,
    });
    expect(response.status).toBe(200);
    expect(sent.length).toBeLessThanOrEqual(2);
    await house.settle();
    const statements = sent;
    sent = [];
    // Sending comes after the turn is committed and is another matter.
    const end = statements.findIndex((text) => /with due as \(\s*select o\.outbox_id/.test(text));
    return end < 0 ? statements : statements.slice(0, end);
  };
  await house.services.settings();
  within(3, await deliver('你好'));
  within(3, await deliver('綁定戶號'));
  within(3, await deliver(CHEN.accountNumber));
  within(4, await deliver(CHEN.phone));
  within(4, await deliver(house.codes().at(-1)?.code ?? ''));
  within(3, await deliver('查電費'));
  expect(
    await house.db
      .selectFrom('bindings')
      .select('account_number')
      .where('account_number', '=', CHEN.accountNumber)
      .execute(),
  ).toHaveLength(1);
});
