/** What residents and staff write is kept without the signs that show nothing and turn or hide what stands beside them; all the rest of it stays. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readLineEvents } from '../../src/channels/line/events.ts';
import { readWechatMessage } from '../../src/channels/wechat/messages.ts';
import { toInbound } from '../../src/channels/wechaty/messages.ts';
import { storable } from '../../src/domain/written.ts';
import { client } from '../rest/door.ts';
import { type House, openHouse } from '../support/house.ts';
import { WANG } from '../support/town.ts';
import { atDesk } from './at-desk.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

/** A direction turned round, a bell, an escape of terminals, a mark of each direction, an isolate. */
const TRICK = '\u202eclerk S01 said ok\u202c\u0007 \u001b[2K\u200f\u200e\u061c\u2066乱\u2069\u009b\u007f';
const PLAIN = 'clerk S01 said ok [2K乱';
const UNSEEN = /[^\P{Cc}\n\t]|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/** Every text in an answer that holds such a sign. */
const tricked = (answer: unknown): string[] => {
  const found: string[] = [];
  JSON.stringify(answer, (_, value) => {
    if (typeof value === 'string' && UNSEEN.test(value)) found.push(value);
    return value;
  });
  return found;
};

test('a complaint that would turn its own lines round reaches the desk as plain words, line breaks and all', async () => {
  const who = await client(house);
  const { status, body } = await who.post('/v1/complaints', {
    category: 'complaint',
    about: TRICK,
    description: `第一行\r\n第二行\t${TRICK}`,
    contactPhone: '\u202d13912345678\u202c',
  });
  expect(status).toBe(201);
  const shown = (await (await atDesk(house, 'V01')).get(`/cases/${body.caseNumber}`)).body;
  expect(shown.facts.map(({ value }: { value: string }) => value)).toEqual([PLAIN, `第一行\n第二行\t${PLAIN}`]);
  expect(shown.contact.phone).toBe('13912345678');
  const acted = await (await atDesk(house, 'P01')).post(`/cases/${body.caseNumber}/acts`, {
    event: 'noted',
    text: `${TRICK}\u0008`,
  });
  expect(acted.body.history.at(-1).words).toBe(PLAIN);
  expect(tricked([shown, acted.body])).toEqual([]);
});

test('words of nothing but such signs are no words', async () => {
  const who = await client(house);
  const about = { category: 'complaint', about: '\u202e \u200f', description: 'x', contactPhone: '13912345678' };
  const refused = await who.post('/v1/complaints', about);
  expect([refused.status, refused.body.errors[0].field]).toEqual([400, 'about']);
});

test('in a chat they are left out of what is understood, of what is shown again, and of what a clerk writes', async () => {
  const person = await house.person();
  await person.bind(WANG);
  await person.say('查\u202e电\u0007费');
  expect(person.last().turn.understood).toMatchObject([{ service: 'bill.query', by: 'rule' }]);
  await person.say(`转人工${TRICK}`);
  await person.say('是');
  const desk = await atDesk(house, 'S01');
  const [{ caseNumber }] = (await desk.get('/handoffs')).body.handoffs;
  const taken = await desk.post(`/handoffs/${caseNumber}/take`);
  expect(JSON.stringify(taken.body.transcript)).toContain(PLAIN);
  const said = await desk.post(`/handoffs/${caseNumber}/messages`, { text: TRICK });
  expect(said.body.transcript.at(-1).texts).toEqual([PLAIN]);
  expect(JSON.stringify(await person.transcript())).toContain(PLAIN);
  expect(tricked([taken.body, said.body, await person.transcript()])).toEqual([]);
});

test('on every channel a text is read without them', () => {
  const line = readLineEvents({
    destination: 'U8e742f61d673b39c7fff3cecb7536ef0',
    events: [
      {
        type: 'message',
        mode: 'active',
        timestamp: 1_795_226_400_000,
        source: { type: 'user', userId: 'U4af4980629000000000000000000aaaa' },
        webhookEventId: '01JD1',
        deliveryContext: { isRedelivery: false },
        message: { id: '1', type: 'text', text: TRICK },
      },
    ],
  });
  expect(line?.messages.map(({ content }) => content)).toEqual([{ kind: 'text', text: PLAIN }]);
  const wechat = readWechatMessage(
    new Map(
      Object.entries({
        ToUserName: 'gh_1',
        FromUserName: 'o1234567890123456789012345678',
        CreateTime: '1796400000',
        MsgType: 'text',
        MsgId: '1',
        Content: TRICK,
      }),
    ),
  );
  expect(wechat?.inbound?.content).toEqual({ kind: 'text', text: PLAIN });
  const [wechaty] = toInbound([{ id: '1', talkerId: 't', text: TRICK, at: '2026-12-05T02:00:00Z' }]);
  expect(wechaty?.content).toEqual({ kind: 'text', text: PLAIN });
});

test('rare characters of names, joined emoji, spaces of all kinds and other scripts stay as they were written', () => {
  for (const text of [
    '𠮷田𣘚',
    '㛃\u{2ebf0}',
    '\ue000',
    '👨‍👩‍👧‍👦🏳️‍🌈👍🏽',
    'a\u00a0b\u3000c\u2009d',
    'שלום مرحبا',
    'می‌خواهم',
    '葛\u{e0100}',
    'e\u0301',
    'a\tb\nc',
  ])
    expect(storable(text)).toBe(text);
  expect(storable('a\u0000b\ud800')).toBe('ab\ufffd');
});
