/** Round trips to the database are the cost of a turn: one that reads takes three at most, one that writes four, token and all. */
import { createHmac } from 'node:crypto';
import { CompiledQuery } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
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
  await response.text();
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
  if (zhao.last().turn.awaiting === 'confirm') within(4, await counted(zhao, { text: '是' }));
});

/** Reading turns, and at last the one that writes. */
async function dialogue(who: Person, ...words: readonly string[]): Promise<number[]> {
  const counts: number[] = [];
  for (const [n, text] of words.entries()) {
    const statements = await counted(who, { text });
    counts.push(statements.length);
    console.log(text, brief(statements));
  }
  return counts;
}

test('probe', async () => {
  const PHONE = '13900000001';
  const LATER = '以后再补';
  const zhao = await house.person();
  house.advance(61);
  await zhao.bind(ZHAO);
  const guest = await house.person();
  const all: [string, Person, string[]][] = [
    [
      'transfer',
      guest,
      [
        '我要过户',
        '换人了',
        CHEN.accountNumber,
        '产权人',
        '同意',
        '李建国',
        '110101199001010025',
        '跳过',
        LATER,
        '同意',
      ],
    ],
    ['new', guest, ['我要新装电表', '示例市和平路77号3单元501', '8千瓦', '周小雨', PHONE, LATER, '是的']],
    ['temp', guest, ['装修要临时用电', '示例市和平路78号3单元501', '8千瓦', '装修，两个月', PHONE, LATER, '是的']],
    ['bill check', zhao, ['账单不对，我要核查', '11月', '比平时多了一倍', '是的']],
    ['meter', zhao, ['我要校表', '度数多了一倍', '跳过', '是的']],
    ['damage', zhao, ['家里电器烧坏了要赔', '前天', '冰箱不制冷', LATER, '是的']],
    ['phone', zhao, ['换手机号', '13900000088', LATER, '是的']],
    [
      'charger',
      zhao,
      ['我要装充电桩', '别的地址', '示例市和平路79号3单元501', 'B2-118', '租的车位', '7千瓦', PHONE, LATER, '是的'],
    ],
    ['complaint', guest, ['我要投诉', '抄表员', '上周二敲门像砸门', PHONE, '是的']],
    ['anonymous', guest, ['我要举报', '匿名', '抄表员', '上周二收了邻居的钱', '是的']],
    ['progress', guest, ['查进度', '第一个']],
    ['chase', guest, ['催一下', '第一个', '取消']],
    ['notice', guest, ['通知设置', '全部开启', '是的']],
    ['outage', guest, ['家里停电了', '没有', '示例市和平路80号3单元501', '只有我家', '没跳闸', PHONE, '是的']],
    ['outage bound', zhao, ['家里停电了', '没有', '只有我家', '没跳闸', '是的']],
    ['outage query', guest, ['最近有计划停电吗', '示例市和平路81号3单元501']],
    ['danger', guest, ['变压器冒烟了']],
    ['withdraw', guest, ['转人工', '不用了']],
  ];
  for (const [name, who, words] of all) console.log(name, await dialogue(who, ...words));
}, 60000);

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
