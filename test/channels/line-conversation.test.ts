/** A resident in Taiwan on LINE, against the Worker in workerd: signed webhooks in, Flex and quick replies out, one effect each. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as OpenCC from 'opencc-js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LineEmulator, startLineEmulator } from '../support/line-emulator.ts';
import { jpeg } from '../support/papers.ts';
import { startTownWorker } from '../support/running-worker.ts';
import { LIN, TODAY } from '../support/town.ts';

const LIN_ON_LINE = `U${'1'.repeat(32)}`;

let house: Awaited<ReturnType<typeof startTownWorker>>;
let line: LineEmulator;
let carrier: Server;
const texts: { phone: string; text: string }[] = [];

beforeAll(async () => {
  carrier = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      texts.push(JSON.parse(body));
      response.end();
    });
  });
  await new Promise<void>((resolve) => carrier.listen(0, '127.0.0.1', resolve));
  line = await startLineEmulator({ now: () => house?.now() ?? Date.parse(TODAY) });
  house = await startTownWorker({
    SMS_WEBHOOK_URL: `http://127.0.0.1:${(carrier.address() as AddressInfo).port}/sms`,
    LINE_API_URL: line.url,
    LINE_CHANNEL_SECRET: line.channelSecret,
    LINE_CHANNEL_ACCESS_TOKEN: line.accessToken,
  });
  line.sendWebhooksTo(`${house.url}/webhooks/line`);
});

afterAll(async () => {
  await house.stop();
  await line.close();
  carrier.close();
});

const until = async (what: string, holds: () => boolean | Promise<boolean>): Promise<void> => {
  for (let i = 0; i < 200; i += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`waited in vain for ${what}; the phone shows:\n${line.readBy(LIN_ON_LINE).join('\n')}`);
};

const read = () => line.readBy(LIN_ON_LINE).join('\n');
const rows = async (table: 'payments' | 'bindings' | 'ratings' | 'turns' | 'inbox') =>
  Number((await house.pool.query<{ n: bigint }>(`select count(*) as n from ${table}`)).rows[0]?.n);

test('she asks for her bill in Traditional Chinese and is asked for her account', async () => {
  let delivery = await line.say(LIN_ON_LINE, '查電費');
  // The first message finds a Worker that is only starting: LINE waits two seconds and comes again.
  for (let again = 0; delivery.failed && again < 5; again += 1) delivery = await line.redeliver(delivery);
  expect(delivery.status).toBe(200);
  await until('the question', () => /電號/.test(read()));
});

test('she binds her account with the code that came to her phone, and reads her bill as a card', async () => {
  await line.say(LIN_ON_LINE, '99-90-0000-01-1');
  await until('the question for the phone', () => /手機/.test(read()));
  await line.say(LIN_ON_LINE, LIN.phone);
  await until('the code', () => texts.length === 1);
  expect(texts[0]?.phone).toBe(LIN.phone);
  await until('the question for the code', () => /驗證碼/.test(read()));
  await line.say(LIN_ON_LINE, /\d{6}/.exec(texts[0]?.text ?? '')?.[0] ?? '');
  await until('the bill', () => /NT\$1,371/.test(read()));
  expect(await rows('bindings')).toBe(1);
  expect(JSON.stringify(line.conversationWith(LIN_ON_LINE))).toContain('"type":"bubble"');
});

test('she asks why, by pressing the button on the card', async () => {
  await line.tap(LIN_ON_LINE, line.buttonsOf(LIN_ON_LINE).find((button) => /為什麼/.test(button.label))?.label ?? '');
  await until('the explanation', () => /NT\$281/.test(read()));
});

test('she pays: one press delivered five times in two orders is one payment', async () => {
  await line.say(LIN_ON_LINE, '繳電費');
  await until('the read-back', () => line.buttonsOf(LIN_ON_LINE).some((button) => /確認/.test(button.label)));
  const yes = line.buttonsOf(LIN_ON_LINE).findLast((button) => /確認/.test(button.label));
  const press = line.postback(LIN_ON_LINE, yes?.data ?? '');
  await Promise.all([line.deliver([press]), line.deliver([press]), line.deliver([press])]);
  await line.deliver([{ ...press, deliveryContext: { isRedelivery: true } }]);
  await line.deliver([{ ...press, deliveryContext: { isRedelivery: true } }]);
  await until('the link', () => JSON.stringify(line.conversationWith(LIN_ON_LINE)).includes('/pay/'));
  expect(await rows('payments')).toBe(1);
});

test('the receipt comes by itself as a push, and she is asked for a rating once and rates', async () => {
  const url = /http:[^"]+\/pay\/[\w.-]+/.exec(JSON.stringify(line.conversationWith(LIN_ON_LINE)))?.[0] ?? '';
  const page = await fetch(url);
  await fetch(page.url, { method: 'POST', body: new URLSearchParams({ outcome: 'duplicate' }) });
  await until('the receipt', () => /繳費收據/.test(read()));
  await until('the rating', () => line.buttonsOf(LIN_ON_LINE).some((button) => button.label === '非常滿意'));
  await line.tap(LIN_ON_LINE, '非常滿意');
  await until('the rating to be stored', async () => (await rows('ratings')) === 1);
  const { rows: paid } = await house.pool.query<{ status: string }>('select status from payments');
  expect(paid).toEqual([{ status: 'paid' }]);
  const { rows: ledger } = await house.pool.query<{ amount_minor: bigint }>(
    'select amount_minor from ledger_transfers',
  );
  expect(ledger.map((row) => Number(row.amount_minor))).toEqual([1371]);
  expect(read().match(/繳費收據/g)).toHaveLength(1);
});

test('messages that arrive together in any order are answered in the order they were written, each once', async () => {
  const someone = `U${'2'.repeat(32)}`;
  const written = ['查電費', '取消', '幫助', '謝謝'].map((text, i) => ({
    ...line.text(someone, text),
    timestamp: line.now() + i,
  }));
  const shuffled = [2, 0, 3, 1].flatMap((i) => written[i] ?? []);
  await Promise.all([line.deliver(shuffled), line.deliver([...shuffled].reverse()), line.deliver(written)]);
  await until('four answers', async () => {
    const { rows: answered } = await house.pool.query(
      'select 1 from inbox where channel_user_id = $1 and answered_at is not null',
      [someone],
    );
    return answered.length === 4;
  });
  const { rows: turns } = await house.pool.query<{ text: string }>(
    `select i.content->>'text' as text from turns t join inbox i using (inbox_id) where i.channel_user_id = $1 order by t.turn`,
    [someone],
  );
  expect(turns.map((turn) => turn.text)).toEqual(['查電費', '取消', '幫助', '謝謝']);
});

test('a forged webhook changes nothing', async () => {
  const before = await rows('inbox');
  const { status } = await line.deliver([line.text(LIN_ON_LINE, '查電費')], { signature: 'AAAA' });
  expect(status).toBe(401);
  expect(await rows('inbox')).toBe(before);
});

test('in workerd too: a photo for her complaint, taken back again with its bytes', async () => {
  const someone = `U${'3'.repeat(32)}`;
  const documents = async () =>
    (await house.pool.query<{ removed_at: Date | null }>('select removed_at from documents')).rows.map(
      (row) => row.removed_at === null,
    );
  await line.say(someone, '我要投訴');
  await until('the kinds of it', () => line.buttonsOf(someone).length > 0);
  await line.tap(someone, line.buttonsOf(someone)[0]?.label ?? '');
  const photo = line.photo(someone, jpeg());
  await line.deliver([photo]);
  await until('the photo', async () => (await documents()).length === 1);
  const messageId = (photo.message as { id: string }).id;
  expect((await line.deliver([line.event(someone, 'unsend', { unsend: { messageId } })])).status).toBe(200);
  expect([await documents(), (await house.pool.query('select 1 from document_files')).rows]).toEqual([[false], []]);
});

test('in workerd too: a group gets one line, who left is not written to, and what waited comes when they are back', async () => {
  const group = `C${'4'.repeat(32)}`;
  const someone = `U${'5'.repeat(32)}`;
  line.platform.members.set(group, 3);
  const joined = line.event(someone, 'join', { source: { type: 'group', groupId: group, userId: someone } });
  await Promise.all([line.deliver([joined]), line.deliver([joined]), line.deliver([joined])]);
  await until('the line', () => line.readBy(group).length > 0);
  await line.say(someone, '你好');
  await until('the greeting', () => line.readBy(someone).length > 0);
  await line.deliver([{ ...line.event(someone, 'unfollow'), timestamp: line.now() + 1 }]);
  await house.pool.query(
    `insert into outbox (channel, recipient, body, retry_key, due_at) values ('line', $1, $2, gen_random_uuid(), $3)`,
    [someone, { messages: [{ type: 'text', text: '已復電' }] }, new Date(line.now())],
  );
  const kept = async () =>
    (await house.pool.query<{ kept_for: string | null }>('select kept_for from outbox where kept_for is not null'))
      .rows;
  await house.tick();
  await until('it to wait', async () => (await kept()).length === 1);
  expect([await kept(), line.readBy(someone).includes('已復電')]).toEqual([[{ kept_for: 'left' }], false]);
  await line.deliver([
    { ...line.event(someone, 'follow', { follow: { isUnblocked: true } }), timestamp: line.now() + 2 },
  ]);
  await until('it to come', () => line.readBy(someone).includes('已復電'));
  expect([line.readBy(group).length, line.readBy(someone).filter((words) => words === '已復電').length]).toEqual([
    1, 1,
  ]);
});

test('nothing that LINE would refuse was sent, and no simplified character was said', async () => {
  expect(line.violations).toEqual([]);
  const toTaiwan = OpenCC.Converter({ from: 'cn', to: 'tw' });
  // 王** and other names come from the supplier's records as they are written there.
  const said = read();
  expect(toTaiwan(said)).toBe(said);
});
