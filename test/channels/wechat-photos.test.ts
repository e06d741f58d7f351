/** Photos and places on WeChat: fetched from WeChat and nowhere else, put where they are asked for; what cannot be had is said. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { jpeg } from '../support/papers.ts';
import { openWechatHouse, type WechatHouse } from '../support/wechat-house.ts';

const PERSON = 'o9AgO5Kd5ggOC-bXrbNODIiE3bGY';

let at: WechatHouse;
beforeEach(async () => {
  at = await openWechatHouse();
});
afterEach(() => at.close());

const papers = () =>
  at.house.db.selectFrom('documents').select(['document_id', 'case_number']).orderBy('document_id').execute();
const say = async (...words: string[]) => {
  let shown: string | null = null;
  for (const one of words) ({ shown } = await at.wechat.say(PERSON, one));
  return shown;
};
const photo = Buffer.from(jpeg());

test('a new connection needs two papers: both sent as photos, nothing is missing and the case begins with them', async () => {
  await say('我要新装电表', '示例市幸福路12号3单元502', '12千瓦', '周小雨', '13900000077');
  const first = await at.wechat.deliver(at.wechat.photo(PERSON, photo));
  expect(first.attempts).toEqual(['answer']);
  await at.wechat.deliver(at.wechat.photo(PERSON, Buffer.from(jpeg([Uint8Array.of(0xff, 0xfe, 0, 4, 1, 2)]))));
  expect(await papers()).toMatchObject([{ case_number: null }, { case_number: null }]);
  await say('发好了', '是的');
  const cases = await at.house.db.selectFrom('cases').select(['case_number', 'stage', 'missing']).execute();
  expect(cases).toMatchObject([{ stage: 'submitted', missing: [] }]);
  expect((await papers()).map((one) => one.case_number)).toEqual([cases[0]?.case_number, cases[0]?.case_number]);
  expect(at.wechat.api.calls.filter((path) => path.endsWith('media/get'))).toHaveLength(2);
  expect(at.wechat.violations).toEqual([]);
});

test('the same photo delivered three times at once is one paper', async () => {
  await say('停电了');
  const sent = at.wechat.photo(PERSON, photo);
  await Promise.all([1, 2, 3].map(() => at.wechat.deliver(sent)));
  expect(await papers()).toHaveLength(1);
});

test('nobody asked for a photo: it is explained and not fetched', async () => {
  const { shown } = await at.wechat.deliver(at.wechat.photo(PERSON, photo));
  expect(shown).toMatch(/图片/);
  expect(at.wechat.api.calls).toEqual([]);
});

test.each<[string, () => Promise<unknown>, RegExp]>([
  ['WeChat has it no more after three days', async () => at.house.advance(4 * 86_400), /打不开/],
  [
    'WeChat does not answer',
    async () => at.wechat.api.trouble('media/get', { done: false, ends: 'drop' }),
    /过一会儿再发/,
  ],
  [
    'WeChat is broken',
    async () => at.wechat.api.trouble('media/get', { done: false, ends: { status: 502 } }),
    /过一会儿再发/,
  ],
  [
    'our address is not on the allow-list',
    async () => {
      at.wechat.platform.foreignAddress = true;
    },
    /过一会儿再发/,
  ],
])('%s: she is asked to send it again, and nothing is kept', async (_, befalls, said) => {
  await say('停电了');
  const sent = at.wechat.photo(PERSON, photo);
  await befalls();
  expect((await at.wechat.deliver(sent)).shown).toMatch(said);
  expect(await papers()).toEqual([]);
  expect(at.wechat.violations).toEqual([]);
});

test('the token is refused while a photo is fetched: renewed once, and the photo is there', async () => {
  await say('停电了');
  await at.wechat.deliver(at.wechat.photo(PERSON, photo));
  at.wechat.platform.revokeToken();
  await at.wechat.deliver(at.wechat.photo(PERSON, Buffer.from(jpeg([Uint8Array.of(0xff, 0xfe, 0, 4, 3, 4)]))));
  expect(await papers()).toHaveLength(2);
  expect(at.wechat.platform.tokensGiven).toBe(2);
});

test('too large, and no picture at all: said, and nothing is kept', async () => {
  await say('停电了');
  const large = await at.wechat.deliver(at.wechat.photo(PERSON, Buffer.alloc(10 * 1024 * 1024 + 1)));
  expect(large.shown).toMatch(/太大/);
  const wrong = await at.wechat.deliver(at.wechat.photo(PERSON, Buffer.from('MZ no picture')));
  expect(wrong.shown).toMatch(/看不了|图片/);
  expect(await papers()).toEqual([]);
});

test('an answer that points elsewhere is not followed: the token goes to WeChat alone', async () => {
  const asked: string[] = [];
  const elsewhere = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end('x');
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  const { port } = elsewhere.address() as AddressInfo;
  try {
    await say('停电了');
    at.wechat.api.redirect('media/get', `http://127.0.0.1:${port}/photo`);
    expect((await at.wechat.deliver(at.wechat.photo(PERSON, photo))).shown).toMatch(/过一会儿再发/);
    expect(asked).toEqual([]);
    expect(await papers()).toEqual([]);
  } finally {
    elsewhere.close();
  }
});

test('a place shared while her outage is reported becomes the place of the outage', async () => {
  await say('停电了', '没有危险', '只有我家');
  await at.wechat.deliver(
    at.wechat.message(PERSON, 'location', {
      Location_X: '22.543100',
      Location_Y: '114.057900',
      Scale: 16,
      Label: '示范市幸福路18号',
    }),
  );
  const { rows } = await at.house.db
    .selectFrom('conversations')
    .select('session')
    .execute()
    .then((found) => ({ rows: found.map(({ session }) => JSON.stringify(session)) }));
  expect(rows[0]).toContain('22.54310,114.05790');
  expect(rows[0]).toContain('示范市幸福路18号');
});

test('voice, videos, links and stickers are answered in plain words', async () => {
  for (const [type, fields, said] of [
    ['voice', { MediaId: 'm', Format: 'amr' }, /语音/],
    ['video', { MediaId: 'm', ThumbMediaId: 't' }, /视频/],
    ['shortvideo', { MediaId: 'm', ThumbMediaId: 't' }, /视频/],
    ['text', { Content: '【收到不支持的消息类型，暂无法显示】' }, /./],
  ] as const)
    expect((await at.wechat.deliver(at.wechat.message(PERSON, type, fields))).shown).toMatch(said);
  expect(at.wechat.api.calls).toEqual([]);
});
