/** A resident writes to the official account: checked, stored, answered in the response itself, once; forgeries change nothing. */
import { afterEach, expect, test } from 'vitest';
import { openHouse } from '../support/house.ts';
import { LIN, WANG } from '../support/town.ts';
import { startWechatEmulator, UNAVAILABLE, type WechatEmulatorOptions } from '../support/wechat-emulator.ts';
import { standingTime } from '../support/wechat-time.ts';

const PERSON = 'o9AgO5Kd5ggOC-bXrbNODIiE3bGY';
const NEIGHBOUR = 'o9AgO5Kd5ggOC-bXrbNODIiE3bGZ';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function open(options: WechatEmulatorOptions & { sends?: boolean } = {}) {
  let now = () => 0;
  const wechat = await startWechatEmulator({ now: () => now(), pause: standingTime, ...options });
  closing.push(wechat.close);
  const house = await openHouse({
    environment: { ...wechat.environment, ...(options.sends && wechat.sending) },
    pause: standingTime,
  });
  closing.push(house.close);
  now = () => house.now().getTime();
  wechat.sendTo((request) => house.app.fetch(request));
  const count = async (table: 'inbox' | 'turns' | 'outbox' | 'payments' | 'cases') =>
    Number(
      (
        await house.db
          .selectFrom(table)
          .select((e) => e.fn.countAll().as('n'))
          .executeTakeFirstOrThrow()
      ).n,
    );
  return { wechat, house, count };
}

test('the address is checked: the signed echo comes back as it is, in secure mode too; anything else does not', async () => {
  const { house } = await open();
  const check = (query: string) => house.request('GET', `/webhooks/wechat?${query}`);
  const signed = 'signature=f464b24fc39322e44b38aa78f5edd27bd1441696&timestamp=1714036504&nonce=1514711492';
  const echoed = await check(`${signed}&echostr=4375120948345356249`);
  expect([echoed.status, echoed.text]).toEqual([200, '4375120948345356249']);
  expect(echoed.headers.get('content-type')).toContain('text/plain');
  expect((await check(signed)).status).toBe(400);
  expect((await check(`${signed.replace('1514711492', '1514711493')}&echostr=1`)).status).toBe(401);
  expect((await check('echostr=1')).status).toBe(401);
});

test('no account is set up: 503 channel_off', async () => {
  const house = await openHouse();
  closing.push(house.close);
  expect((await house.request('GET', '/webhooks/wechat?echostr=1')).body.code).toBe('channel_off');
  expect((await house.request('POST', '/webhooks/wechat', { body: '<xml></xml>' })).body.code).toBe('channel_off');
});

for (const mode of ['plain', 'compatible', 'secure'] as const) {
  for (const format of ['xml', 'json'] as const) {
    test(`${mode} mode in ${format}: a question is answered in its own response, with no call of ours`, async () => {
      const { wechat, house, count } = await open({ mode, format });
      const { shown, attempts } = await wechat.say(PERSON, '查电费');
      await house.settle();
      expect(attempts).toEqual(['answer']);
      expect(shown).toMatch(/户号/);
      expect([await count('inbox'), await count('turns'), await count('outbox')]).toEqual([1, 1, 1]);
      const [sent] = await house.db.selectFrom('outbox').selectAll().execute();
      expect(sent?.sent_at).not.toBeNull();
      expect(sent?.attempts).toBe(0);
      expect([wechat.violations, wechat.api.calls]).toEqual([[], []]);
    });
  }
}

test('she binds her account, reads her bill and asks why by typing the number beside it', async () => {
  const { wechat, house } = await open();
  await wechat.say(PERSON, '查电费');
  await wechat.say(PERSON, WANG.accountNumber);
  await wechat.say(PERSON, WANG.phone);
  await house.settle();
  const code = house.codes().at(-1)?.code ?? '';
  const { shown } = await wechat.say(PERSON, code);
  expect(shown).toMatch(/227\.71/);
  expect(shown).toMatch(/\n1\. /);
  expect(shown).toContain('回复数字即可选择。');
  await wechat.choose(PERSON, '为什么');
  const [turn] = await house.converse.transcript({ channel: 'wechat', channelUserId: PERSON }, 0, 1);
  expect(turn?.content.kind).toBe('button');
  expect(turn?.answer.turn.understood[0]).toMatchObject({ kind: 'start', service: 'bill.explain', by: 'button' });
  expect(wechat.violations).toEqual([]);
});

test('words in Traditional Chinese are answered in them, the line below a list too', async () => {
  const { wechat, house } = await open();
  await wechat.say(PERSON, '查電費');
  await wechat.say(PERSON, LIN.accountNumber);
  await wechat.say(PERSON, LIN.phone);
  await house.settle();
  const { shown } = await wechat.say(PERSON, house.codes().at(-1)?.code ?? '');
  expect(shown).toContain('回覆數字即可選擇。');
  expect(shown).not.toContain('回复');
});

test('a number from a list that is over is explained, and nothing is paid', async () => {
  const { wechat, house, count } = await open();
  await wechat.say(PERSON, '交电费');
  await wechat.say(PERSON, WANG.accountNumber);
  await wechat.say(PERSON, WANG.phone);
  await house.settle();
  const { shown } = await wechat.say(PERSON, house.codes().at(-1)?.code ?? '');
  const yes = /^(\d+)\. .*确认/m.exec(shown ?? '')?.[1];
  expect(yes).toBeDefined();
  await wechat.say(PERSON, '取消');
  await wechat.say(PERSON, yes ?? '');
  const [turn] = await house.converse.transcript({ channel: 'wechat', channelUserId: PERSON }, 0, 1);
  expect(turn?.content.kind).toBe('button');
  expect(turn?.answer.turn.understood[0]).toMatchObject({ kind: 'stale', by: 'button' });
  expect(await count('payments')).toBe(0);
});

test('a number that no list has is what it says', async () => {
  const { wechat, house } = await open();
  await wechat.say(PERSON, '停电了');
  await wechat.say(PERSON, '77');
  const [turn] = await house.converse.transcript({ channel: 'wechat', channelUserId: PERSON }, 0, 1);
  expect(turn?.content).toEqual({ kind: 'text', text: '77' });
});

test('what people send besides words: heard voice is words, a place is one, the rest is explained, what needs no answer gets none', async () => {
  const { wechat, house, count } = await open();
  const lastContent = async () =>
    (await house.converse.transcript({ channel: 'wechat', channelUserId: PERSON }, 0, 1))[0]?.content;
  const silent = [
    wechat.event(PERSON, 'unsubscribe'),
    wechat.event(PERSON, 'VIEW', { EventKey: 'https://example.org' }),
    wechat.event(PERSON, 'LOCATION', { Latitude: '23.1' }),
    wechat.event(PERSON, 'TEMPLATESENDJOBFINISH', { MsgID: '200163836', Status: 'success' }),
    wechat.event(PERSON, 'an_event_of_next_year'),
    wechat.message(PERSON, 'hologram', {}),
  ];
  for (const fields of silent) expect((await wechat.deliver(fields)).attempts).toEqual(['silence']);
  expect(await count('inbox')).toBe(0);

  expect((await wechat.deliver(wechat.event(PERSON, 'subscribe', { EventKey: '' }))).shown).toMatch(/您好|你好/);
  await wechat.deliver(wechat.message(PERSON, 'voice', { MediaId: 'm', Format: 'amr', Recognition: '查电费。' }));
  expect(await lastContent()).toEqual({ kind: 'text', text: '查电费' });
  await wechat.deliver(
    wechat.message(PERSON, 'location', { Location_X: '23.1', Location_Y: '113.3', Scale: 16, Label: '演示路1号' }),
  );
  expect(await lastContent()).toEqual({ kind: 'place', address: '演示路1号', latitude: 23.1, longitude: 113.3 });
  await wechat.deliver(wechat.message(PERSON, 'location', { Location_X: 'nowhere', Location_Y: '', Label: '' }));
  expect(await lastContent()).toEqual({ kind: 'other', what: 'location' });
  await wechat.deliver(wechat.event(PERSON, 'CLICK', { EventKey: '停电了' }));
  expect(await lastContent()).toEqual({ kind: 'text', text: '停电了' });
  for (const [type, fields] of [
    ['voice', { MediaId: 'm', Format: 'amr' }],
    ['image', { PicUrl: 'https://example.org/1' }],
    ['video', { MediaId: 'm', ThumbMediaId: 't' }],
    ['shortvideo', { MediaId: 'm', ThumbMediaId: 't' }],
    ['link', { Title: 't', Description: 'd', Url: 'https://example.org' }],
  ] as const) {
    const { shown } = await wechat.deliver(wechat.message(PERSON, type, fields));
    expect(await lastContent()).toEqual({ kind: 'other', what: type });
    expect(shown).not.toBe(null);
  }
  expect(wechat.violations).toEqual([]);
});

test('a photo without an address to fetch it from is explained, and PicUrl is never asked', async () => {
  const { wechat, house } = await open();
  const { shown } = await wechat.deliver(wechat.photo(PERSON, Buffer.from('no photo')));
  expect(shown).toMatch(/图片|照片/);
  const [turn] = await house.converse.transcript({ channel: 'wechat', channelUserId: PERSON }, 0, 1);
  expect(turn?.content).toMatchObject({ kind: 'file', what: 'image' });
  expect(wechat.api.calls).toEqual([]);
});

test('a menu pressed twice in one second is one wish, two menus are two', async () => {
  const { wechat, count } = await open();
  const press = wechat.event(PERSON, 'CLICK', { EventKey: '查电费' });
  await wechat.deliver(press);
  expect((await wechat.deliver(press)).attempts).toEqual(['silence']);
  await wechat.deliver(wechat.event(PERSON, 'CLICK', { EventKey: '停电了' }));
  expect(await count('turns')).toBe(2);
});

test('long answers are cut to what WeChat takes, and 1 fetches the rest in order without pressing anything', async () => {
  const { wechat, house, count } = await open();
  await wechat.say(PERSON, '你好');
  const { conversation_id: id } = await house.db.selectFrom('conversations').selectAll().executeTakeFirstOrThrow();
  // Papers of 30 kB stand in for the longest that is ever said.
  const long = Array.from({ length: 300 }, (_, i) => `第 ${i} 行：${'电'.repeat(30)}`);
  const { toWechatTexts } = await import('../../src/channels/wechat/replies.ts');
  const texts = toWechatTexts([{ kind: 'text', text: long.join('\n') }], { choose: '' });
  for (const [i, body] of texts.entries())
    await house.db
      .insertInto('outbox')
      .values({
        conversation_id: id,
        channel: 'wechat',
        recipient: PERSON,
        body: JSON.stringify(body),
        reply_token: null,
        reply_token_until: null,
        retry_key: `00000000-0000-4000-9000-${String(i).padStart(12, '0')}`,
        due_at: house.now(),
        useless_at: null,
        sent_at: null,
        given_up_at: null,
        last_error: null,
        said_by: null,
      })
      .execute();
  const turns = await count('turns');
  const seen: string[] = [];
  let { shown } = await wechat.say(PERSON, '谢谢');
  for (let i = 0; shown?.includes('回复 1 继续'); i += 1) {
    seen.push(shown);
    const one = wechat.text(PERSON, '1');
    shown = (await wechat.deliver(one)).shown;
    expect((await wechat.deliver(one)).attempts).toEqual(['silence']);
    if (i > 60) throw new Error('it never ends');
  }
  seen.push(shown ?? '');
  const lines = wechat
    .readBy(PERSON)
    .join('\n')
    .match(/第 \d+ 行/g);
  expect(lines).toEqual(long.map((line) => line.slice(0, line.indexOf('：'))));
  expect(await count('turns')).toBe(turns + 1);
  expect(wechat.violations).toEqual([]);
});

test('forged, altered, old and foreign calls are refused and change nothing', async () => {
  for (const mode of ['plain', 'compatible', 'secure'] as const) {
    const { wechat, house, count } = await open({ mode });
    const fields = wechat.text(PERSON, '查电费');
    const good = wechat.call(fields);
    const query = (change: (query: URLSearchParams) => void) => {
      const changed = new URLSearchParams(good.query);
      change(changed);
      return { ...good, query: `${changed}` };
    };
    const seconds = Math.floor(house.now().getTime() / 1_000);
    const wrong = [
      query((q) => q.delete('timestamp')),
      query((q) => q.delete('nonce')),
      query((q) => q.set('nonce', '1')),
      query((q) => q.set('timestamp', String(seconds + 1))),
      query((q) => q.set('signature', '0'.repeat(40))),
      { ...good, query: '' },
      wechat.call(fields, { seals: { ...wechat.seals, token: 'BBBBB' } }),
      wechat.call(fields, { timestamp: seconds - 700 }),
      wechat.call(fields, { timestamp: seconds + 700 }),
    ];
    if (mode !== 'plain') {
      const encrypted = /<Encrypt><!\[CDATA\[(.+?)\]\]>/.exec(good.body)?.[1] ?? '';
      const bytes = Buffer.from(encrypted, 'base64');
      wrong.push(
        query((q) => q.set('msg_signature', '0'.repeat(40))),
        wechat.call(fields, { seals: { ...wechat.seals, aesKey: 'B'.repeat(43) } }),
        wechat.call(fields, { seals: { ...wechat.seals, appId: 'wx0000000000000000' } }),
      );
      for (let at = 0; at < bytes.length; at += 16) {
        const flipped = Buffer.from(bytes);
        flipped[at] = (flipped[at] ?? 0) ^ 1;
        wrong.push({ ...good, body: good.body.replace(encrypted, flipped.toString('base64')) });
      }
    }
    if (mode === 'secure') {
      wrong.push(query((q) => q.delete('msg_signature')));
      const plain = await startWechatEmulator({ mode: 'plain', now: () => house.now().getTime() });
      closing.push(plain.close);
      wrong.push(plain.call(fields));
    }
    for (const call of wrong) {
      const { status } = await wechat.knock(call);
      expect([mode, call.query, status]).toEqual([mode, call.query, 401]);
    }
    for (const body of ['', '<xml>', '<xml><ToUserName>a</ToUserName></xml>', '{"a":1}', '<!DOCTYPE x><xml></xml>']) {
      const { status } = await wechat.knock({ ...good, body });
      expect([400, 401]).toContain(status);
    }
    expect((await wechat.knock({ ...good, body: 'x'.repeat(1024 * 1024 + 1) })).status).toBe(413);
    await house.settle();
    expect([await count('inbox'), await count('turns'), await count('outbox')]).toEqual([0, 0, 0]);
    // The same words, rightly signed, are taken.
    expect((await wechat.knock(good)).status).toBe(200);
    expect(await count('inbox')).toBe(1);
  }
});

test('the database is gone: nothing is acknowledged, WeChat comes again and is answered', async () => {
  const { wechat, house } = await open();
  let broken = true;
  wechat.sendTo((request) => {
    if (!broken) return house.app.fetch(request);
    broken = false;
    return new Response(null, { status: 503 });
  });
  const { attempts, shown } = await wechat.say(PERSON, '你好');
  expect(attempts).toEqual(['failed', 'answer']);
  expect(shown).not.toBe(UNAVAILABLE);
});

test('two people at once: each reads only their own answer', async () => {
  const { wechat } = await open();
  await Promise.all([wechat.say(PERSON, '查电费'), wechat.say(NEIGHBOUR, '停电了')]);
  expect(wechat.readBy(PERSON)).toHaveLength(1);
  expect(wechat.readBy(NEIGHBOUR)).toHaveLength(1);
  expect(wechat.readBy(NEIGHBOUR)).not.toEqual(wechat.readBy(PERSON));
});
