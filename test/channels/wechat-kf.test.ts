/** 微信客服: a call says only that something is there; it is read from where the reading stands, each message answered once, whoever dies in between. */
import { afterEach, expect, test } from 'vitest';
import { openHouse } from '../support/house.ts';
import { jpeg } from '../support/papers.ts';
import { WANG } from '../support/town.ts';
import { startKfEmulator } from '../support/wechat-emulator/kf.ts';
import { standingTime } from '../support/wechat-time.ts';

const PERSON = 'wmJXDeDAAAQmXBjsOUHQ2V9EiLY3PU4A';
const NEIGHBOUR = 'wmJXDeDAAAQmXBjsOUHQ2V9EiLY3PU4B';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function open({ pageSize = 1_000, keys = {} } = {}) {
  let now = () => 0;
  const kf = await startKfEmulator({ now: () => now(), pageSize });
  closing.push(kf.close);
  const house = await openHouse({ environment: { ...kf.environment, ...keys }, pause: standingTime });
  closing.push(house.close);
  now = () => house.now().getTime();
  kf.sendTo((request) => house.app.fetch(request));
  const ring = async () => {
    const { status } = await kf.ring();
    await house.settle();
    return status;
  };
  const say = async (userId: string, text: string) => {
    kf.write(userId, text);
    await ring();
    return kf.readBy(userId).at(-1);
  };
  const inbox = () => house.db.selectFrom('inbox').select(['event_id', 'answered_at', 'channel_user_id']).execute();
  const outbox = async () => {
    const rows = await house.db.selectFrom('outbox').selectAll().orderBy('outbox_id').execute();
    return rows.map((row) => ({
      state: row.sent_at ? 'sent' : row.given_up_at ? 'given up' : row.kept_for ? 'kept' : 'due',
      why: row.last_error,
    }));
  };
  return { kf, house, ring, say, inbox, outbox };
}

test('the address is checked with an encrypted echo; a forged one, or that of another company, is refused', async () => {
  const { kf } = await open();
  const checked = await kf.check('4375120948345356249');
  expect([checked.status, await checked.text()]).toEqual([200, '4375120948345356249']);
  for (const keys of [
    { ...kf.seals, token: 'CCCCC' },
    { ...kf.seals, appId: 'ww0000000000' },
    { ...kf.seals, aesKey: 'C'.repeat(43) },
  ])
    expect((await kf.check('1', keys)).status).toBe(401);
});

test('several messages of one second are answered in the order they were written', async () => {
  const { kf, house, ring } = await open();
  const words = ['查电费', WANG.accountNumber, '取消', '谢谢'];
  for (const text of words) kf.write(PERSON, text);
  await ring();
  const turns = await house.db
    .selectFrom('turns')
    .innerJoin('inbox', 'inbox.inbox_id', 'turns.inbox_id')
    .select('inbox.content')
    .orderBy('turns.turn')
    .execute();
  expect(turns.map(({ content }) => (content as { text?: string }).text)).toEqual(words);
});

test('an answer too long for one message is read from its beginning to its end', async () => {
  const { kf, house, say } = await open();
  await say(PERSON, '人工');
  await say(PERSON, '跳过');
  const [waiting] = await house.services.handoff.queue();
  const caseNumber = waiting?.caseNumber ?? '';
  const { attempt, handoff } = house.services;
  expect((await attempt(() => handoff.take('S01', caseNumber))).ok).toBe(true);
  const lines = Array.from({ length: 120 }, (_, n) => `第${n + 1}条：请带好材料到营业厅`);
  expect((await attempt(() => handoff.say('S01', caseNumber, lines.join('\n')))).ok).toBe(true);
  await house.delivery.sendDue();
  const read = kf.readBy(PERSON).join('\n');
  expect(read.match(/第\d+条/g)).toEqual(lines.map((line) => line.slice(0, line.indexOf('条') + 1)));
});

test('not set up: 503 channel_off; set up by half: refused at the start', async () => {
  const house = await openHouse();
  closing.push(house.close);
  expect((await house.request('POST', '/webhooks/wechat-kf', { body: '<xml></xml>' })).body.code).toBe('channel_off');
  const key = 'A'.repeat(43);
  for (const [environment, told] of [
    [{ WECHAT_KF_CORP_ID: 'ww1' }, /WECHAT_KF_CORP_ID and WECHAT_KF_SECRET: set both or neither/],
    [{ WECHAT_KF_TOKEN: 'kftoken', WECHAT_KF_ENCODING_AES_KEY: key }, /needs? WECHAT_KF_CORP_ID and WECHAT_KF_SECRET/],
    [
      { WECHAT_KF_CORP_ID: 'ww1', WECHAT_KF_SECRET: 's', WECHAT_KF_TOKEN: 'kftoken', WECHAT_ENCODING_AES_KEY: key },
      /WECHAT_KF_TOKEN and WECHAT_KF_ENCODING_AES_KEY: set both or neither/,
    ],
  ] as const)
    await expect(openHouse({ environment })).rejects.toThrow(told);
});

test("a host sets the company, its secret and the address, no keys of a door: the service runs, the door is off and healthz says so; with the official account's token and key she is answered", async () => {
  const kf = await startKfEmulator({ now: () => 0 });
  closing.push(kf.close);
  const noKeys = { WECHAT_KF_TOKEN: '', WECHAT_KF_ENCODING_AES_KEY: '' };
  const silent = await openHouse({ environment: { ...kf.environment, ...noKeys } });
  closing.push(silent.close);
  expect((await silent.request('GET', '/healthz')).body.on).toMatchObject({ wechatKf: true, wechatKfDoor: false });
  kf.sendTo((request) => silent.app.fetch(request));
  for (const refused of [await kf.check('1'), await kf.ring()]) {
    expect(refused.status).toBe(503);
    expect(await refused.json()).toMatchObject({
      code: 'channel_off',
      detail: expect.stringContaining('WECHAT_TOKEN'),
    });
  }
  const { token, aesKey } = kf.seals;
  const lent = await open({ keys: { ...noKeys, WECHAT_TOKEN: token, WECHAT_ENCODING_AES_KEY: aesKey } });
  expect((await lent.house.request('GET', '/healthz')).body.on).toMatchObject({ wechat: false, wechatKfDoor: true });
  expect((await lent.kf.check('7')).status).toBe(200);
  expect(await lent.say(PERSON, '你好')).toBeTruthy();
});

test('she binds her account and reads her bill, by numbers too; her neighbour sees nothing of it', async () => {
  const { kf, house, say } = await open();
  await say(PERSON, '绑定户号');
  await say(PERSON, WANG.accountNumber);
  await say(PERSON, WANG.phone);
  const bound = await say(PERSON, house.codes().at(-1)?.code ?? '');
  expect(bound).toBeTruthy();
  expect(await say(PERSON, '查电费')).toContain(WANG.due);
  const list = await say(PERSON, '帮助');
  const bills = /^(\d+)\. .*电费/m.exec(list ?? '')?.[1] ?? '';
  expect(await say(PERSON, bills)).not.toBe(list);
  expect(await say(NEIGHBOUR, '查电费')).not.toContain(WANG.due);
  const conversations = await house.db.selectFrom('conversations').select(['channel', 'channel_user_id']).execute();
  expect(conversations.map((one) => `${one.channel} ${one.channel_user_id}`).sort()).toEqual([
    `wechat-kf ${kf.openKfId}/${PERSON}`,
    `wechat-kf ${kf.openKfId}/${NEIGHBOUR}`,
  ]);
  expect(kf.violations).toEqual([]);
});

test('a forged, a foreign and an old call are refused: nothing is read, nothing changes', async () => {
  const { kf, house, inbox } = await open();
  kf.write(PERSON, '查电费');
  for (const keys of [
    { ...kf.seals, token: 'CCCCC' },
    { ...kf.seals, appId: 'ww0000000000' },
    { ...kf.seals, aesKey: 'C'.repeat(43) },
  ])
    expect((await kf.ring({ seals: keys })).status).toBe(401);
  const old = String(Math.floor(house.now().getTime() / 1_000) - 601);
  expect((await kf.ring({ timestamp: old })).status).toBe(401);
  await house.settle();
  expect([await inbox(), kf.calls]).toEqual([[], []]);
  expect(await house.db.selectFrom('kf_accounts').selectAll().execute()).toEqual([]);
});

test('250 messages of ten people in pages of seven, rung for twenty times at once: each is answered once, in order', async () => {
  const { kf, house, inbox } = await open({ pageSize: 7 });
  const people = Array.from({ length: 10 }, (_, i) => `wm-crowd-${i}`);
  for (let i = 0; i < 250; i += 1) {
    kf.write(people[i % 10] ?? '', i % 3 === 0 ? '谢谢' : '你好');
    if (i % 10 === 9) house.advance(1);
  }
  await Promise.all(Array.from({ length: 20 }, () => kf.ring()));
  await house.settle();
  const rows = await inbox();
  expect(rows).toHaveLength(250);
  expect(rows.every((row) => row.answered_at !== null)).toBe(true);
  const turns = await house.db.selectFrom('turns').select('turn').execute();
  expect(turns).toHaveLength(250);
  const [place] = await house.db.selectFrom('kf_accounts').selectAll().execute();
  expect(place).toMatchObject({ cursor: 'c250', wanted_at: null });
  // Five for each last message; the rest waits visibly, and nothing came twice.
  expect(new Set(kf.delivered.map(({ messageId }) => messageId)).size).toBe(kf.delivered.length);
  await kf.ring();
  await house.settle();
  expect(await house.db.selectFrom('turns').select('turn').execute()).toHaveLength(250);
  expect(kf.violations).toEqual([]);
}, 120_000);

test('killed after each step of reading: nothing is lost and nothing doubled, and upkeep reads what nobody rang for again', async () => {
  const { kf, house, ring, inbox } = await open({ pageSize: 2 });
  for (let i = 0; i < 5; i += 1) kf.write(PERSON, '你好');
  // No answer to the second page: the first is stored, the place is kept, the account stays to be read.
  kf.trouble('sync_msg', { done: true, ends: { status: 200 } });
  kf.trouble('sync_msg', { done: true, ends: 'drop' });
  expect(await ring()).toBe(200);
  expect(await inbox()).toHaveLength(2);
  const [left] = await house.db.selectFrom('kf_accounts').selectAll().execute();
  expect(left).toMatchObject({ cursor: 'c2' });
  expect(left?.wanted_at).not.toBeNull();
  // Stored, and dead before the place was moved: read again, and each is one all the same.
  await house.db.updateTable('kf_accounts').set({ cursor: null }).execute();
  house.advance(60);
  await house.upkeep();
  await house.settle();
  expect(await inbox()).toHaveLength(5);
  expect(await house.db.selectFrom('turns').select('turn').execute()).toHaveLength(5);
  expect((await house.db.selectFrom('kf_accounts').selectAll().execute())[0]).toMatchObject({
    cursor: 'c5',
    wanted_at: null,
  });
});

test('a call that never reached us: a quarter of an hour later the list is read without one; older than three days it is gone', async () => {
  const { kf, house, say, inbox } = await open();
  await say(PERSON, '你好');
  kf.write(PERSON, '谢谢');
  house.advance(60);
  await house.upkeep();
  expect(await inbox()).toHaveLength(1);
  house.advance(15 * 60);
  await house.upkeep();
  await house.settle();
  expect(await inbox()).toHaveLength(2);
  expect(kf.state.unasked).toBe(1);
  kf.write(PERSON, '你好');
  house.advance(3 * 86_400 + 1);
  await house.upkeep();
  expect(await inbox()).toHaveLength(2);
});

test('WeCom refuses the place itself: read from the beginning, and what was stored is not answered again', async () => {
  const { kf, house, say } = await open();
  await say(PERSON, '你好');
  await house.db.updateTable('kf_accounts').set({ cursor: 'of another time' }).execute();
  await say(PERSON, '谢谢');
  expect(await house.db.selectFrom('turns').select('turn').execute()).toHaveLength(2);
  expect(kf.readBy(PERSON)).toHaveLength(2);
});

test('somebody comes in: one welcome by the code within twenty seconds; later there is none, and nothing else is sent', async () => {
  const { kf, house, ring, outbox } = await open();
  kf.enter(PERSON);
  await ring();
  expect(kf.readBy(PERSON)).toEqual([expect.stringMatching(/您好|你好/)]);
  expect(kf.calls.filter((path) => path.endsWith('send_msg'))).toEqual([]);
  kf.enter(NEIGHBOUR);
  kf.trouble('send_msg_on_event', { done: false, ends: { errcode: -1 } });
  await ring();
  house.advance(30);
  await house.delivery.sendDue();
  expect(kf.readBy(NEIGHBOUR)).toEqual([]);
  expect((await outbox()).at(-1)).toEqual({ state: 'given up', why: 'too late to be of use' });
});

test('five messages are sent: the rest waits, goes along in one message when she writes, and is never doubled', async () => {
  const { kf, house, say, outbox } = await open();
  await say(PERSON, '你好');
  const tell = (text: string, n: number) =>
    house.db
      .insertInto('outbox')
      .values({
        conversation_id: null,
        channel: 'wechat-kf',
        recipient: `${kf.openKfId}/${PERSON}`,
        body: JSON.stringify({ text }),
        reply_token: null,
        reply_token_until: null,
        retry_key: `00000000-0000-4000-9000-${String(n).padStart(12, '0')}`,
        due_at: house.now(),
        useless_at: null,
        sent_at: null,
        given_up_at: null,
        last_error: null,
        said_by: null,
      })
      .execute();
  for (let n = 1; n <= 6; n += 1) await tell(`receipt ${n}`, n);
  await house.delivery.sendDue();
  expect((await outbox()).map(({ state }) => state)).toEqual(['sent', 'sent', 'sent', 'sent', 'sent', 'kept', 'kept']);
  await say(PERSON, '谢谢');
  const read = kf.readBy(PERSON).join('\n');
  for (let n = 1; n <= 6; n += 1) expect(read.match(new RegExp(`receipt ${n}`, 'g'))).toHaveLength(1);
  expect((await outbox()).every(({ state }) => state === 'sent')).toBe(true);
});

test('staff in WeCom have the conversation, the address is unknown, the token is over: each waits visibly or goes out once', async () => {
  const { kf, house, say, outbox } = await open();
  kf.state.staffHave.add(PERSON);
  await say(PERSON, '你好');
  expect((await outbox()).at(-1)).toMatchObject({ state: 'kept', why: expect.stringContaining('95018') });
  kf.state.staffHave.clear();
  await say(PERSON, '谢谢');
  expect((await outbox()).map(({ state }) => state)).toEqual(['sent', 'sent']);
  kf.revokeToken();
  await say(PERSON, '你好');
  expect((await outbox()).at(-1)?.state).toBe('sent');
  house.advance(7_300);
  await say(PERSON, '谢谢');
  expect((await outbox()).at(-1)?.state).toBe('sent');
  kf.state.foreignAddress = true;
  kf.revokeToken();
  kf.write(PERSON, '你好');
  expect((await kf.ring()).status).toBe(200);
  await house.settle();
  expect((await house.request('GET', '/healthz')).body.wechatKf).toContain('60020');
  expect(house.log.join('\n')).toContain('trusted addresses');
  kf.state.foreignAddress = false;
  house.advance(60);
  await house.upkeep();
  await house.settle();
  expect((await house.request('GET', '/healthz')).body.wechatKf).toBeUndefined();
  expect((await outbox()).every(({ state }) => state === 'sent')).toBe(true);
  expect(new Set(kf.delivered.map(({ messageId }) => messageId)).size).toBe(5);
});

test('WeCom could not deliver what it had taken: it waits again and leaves when she writes; told twice, once', async () => {
  const { kf, house, say, ring, outbox } = await open();
  await say(PERSON, '你好');
  const [sent] = kf.delivered;
  for (let i = 0; i < 2; i += 1)
    kf.happened(PERSON, { event_type: 'msg_send_fail', fail_msgid: sent?.messageId, fail_type: 10 });
  kf.happened(PERSON, { event_type: 'msg_send_fail', fail_msgid: 'of-another-system', fail_type: 4 });
  await ring();
  expect(await outbox()).toMatchObject([{ state: 'kept', why: expect.stringContaining('type 10') }]);
  await say(PERSON, '谢谢');
  await house.settle();
  expect((await outbox()).every(({ state }) => state === 'sent')).toBe(true);
  // WeCom had it under its first number and never showed it; now it has a number of its own.
  expect(kf.readBy(PERSON)).toHaveLength(3);
  expect(kf.delivered[1]?.text).toBe(sent?.text);
  expect(new Set(kf.delivered.map(({ messageId }) => messageId)).size).toBe(3);
});

test('a send that ends without an answer is not repeated: nobody knows, and staff see it', async () => {
  const { kf, house, say, outbox } = await open();
  kf.trouble('send_msg', { done: true, ends: 'drop' });
  await say(PERSON, '你好');
  house.advance(3_600);
  await house.delivery.sendDue();
  expect(await outbox()).toMatchObject([{ state: 'given up', why: expect.stringContaining('may have arrived') }]);
  expect(kf.readBy(PERSON)).toHaveLength(1);
});

test('photos, places, voice, what was taken back, what staff said and what we cannot read', async () => {
  const { kf, house, say, ring, inbox } = await open();
  await say(PERSON, '停电了');
  kf.photo(PERSON, Buffer.from(jpeg()));
  await ring();
  expect(await house.db.selectFrom('documents').select('document_id').execute()).toHaveLength(1);
  kf.fromCustomer(PERSON, 'location', {
    latitude: 22.5431,
    longitude: 114.0579,
    name: '幸福小区',
    address: '示范市幸福路18号',
  });
  kf.fromCustomer(PERSON, 'voice', { media_id: 'v' });
  kf.fromCustomer(PERSON, 'channels_shop_order', { order_id: '1' });
  await ring();
  const before = (await inbox()).length;
  expect(before).toBe(5);
  kf.put({ external_userid: PERSON, origin: 5, servicer_userid: 'Zhou', msgtype: 'text', text: { content: '您好' } });
  kf.put({
    origin: 4,
    msgtype: 'event',
    event: { event_type: 'servicer_status_change', servicer_userid: 'Zhou', status: 1 },
  });
  kf.put({ msgtype: 'text' });
  await ring();
  expect(await inbox()).toHaveLength(before);
  const regretted = kf.write(PERSON, '我的身份证号是 11010519491231002X');
  await ring();
  kf.happened(PERSON, { event_type: 'user_recall_msg', recall_msgid: regretted });
  await ring();
  const kept = await house.db.selectFrom('inbox').select('content').where('event_id', '=', regretted).execute();
  expect(kept).toHaveLength(1);
  expect(JSON.stringify(kept)).not.toContain('11010519491231002X');
  expect(kf.violations).toEqual([]);
});
