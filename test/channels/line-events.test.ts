/** What people do on LINE, as the messages of a conversation and what else has to be done. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readLineEvents } from '../../src/channels/line/events.ts';
import { saidBySticker } from '../../src/channels/line/stickers.ts';

const resident = 'U4af4980629000000000000000000aaaa';
const person = { channel: 'line', channelUserId: resident };
const ID = '468789577898262530';
const AT = 1_795_226_400_000;
let counter = 0;
const event = (type: string, fields: Record<string, unknown> = {}) => ({
  type,
  mode: 'active',
  timestamp: AT,
  source: { type: 'user', userId: resident },
  webhookEventId: `01JD${++counter}`,
  deliveryContext: { isRedelivery: false },
  replyToken: 'nHuyWiB7yP5Zw52FIkcQobQuGDXCTA',
  ...fields,
});
const message = (content: Record<string, unknown>) => event('message', { message: { id: ID, ...content } });
const read = (...events: unknown[]) => readLineEvents({ destination: 'U8e742f61d673b39c7fff3cecb7536ef0', events });
const contents = (...events: unknown[]) => read(...events)?.messages.map(({ content }) => content);
const NOTHING = { messages: [], takenBack: [], people: [], links: [], inCompany: [], account: [] };

describe('what becomes a message', () => {
  test('a resident writes: who, when, what, the token to answer with, and the id by which it may be taken back', () => {
    const written = message({ type: 'text', text: '查電費', quoteToken: 'q' });
    expect(read(written)).toEqual({
      ...NOTHING,
      messages: [
        {
          ...person,
          eventId: written.webhookEventId,
          at: new Date(AT),
          content: { kind: 'text', text: '查電費' },
          replyToken: 'nHuyWiB7yP5Zw52FIkcQobQuGDXCTA',
          messageId: ID,
        },
      ],
    });
  });

  test('a resident presses a button: its value, untouched', () => {
    expect(contents(event('postback', { postback: { data: 'b1:pay:合:3', params: { date: '2026-11-21' } } }))).toEqual([
      { kind: 'button', value: 'b1:pay:合:3' },
    ]);
  });

  test.each(['video', 'audio', 'hologram'])('a resident sends a %s: named, not read', (what) => {
    expect(contents(message({ type: what }))).toEqual([{ kind: 'other', what }]);
  });

  test('a photo and a file that LINE keeps are named by their id; its size is told where LINE tells it', () => {
    expect(
      contents(
        message({ type: 'image', contentProvider: { type: 'line' } }),
        message({ type: 'file', fileName: '合約.pdf', fileSize: 2138 }),
      ),
    ).toEqual([
      { kind: 'file', what: 'image', mediaId: ID },
      { kind: 'file', what: 'file', mediaId: ID, size: 2138 },
    ]);
  });

  test('a photo that lies at an address of its sender’s choosing is never anything to fetch', () => {
    const external = { type: 'external', originalContentUrl: 'http://169.254.169.254/latest', previewImageUrl: 'x' };
    expect(contents(message({ type: 'image', contentProvider: external }))).toEqual([{ kind: 'other', what: 'image' }]);
    expect(contents(message({ type: 'image', id: '../../bot/info' }))).toEqual([{ kind: 'other', what: 'image' }]);
  });

  test('a place on the map: its address with the name that says more, or only where it is', () => {
    const here = { latitude: 25.033, longitude: 121.5654 };
    const place = (fields: object) => contents(message({ type: 'location', ...here, ...fields }))?.[0];
    const address = '台北市信義區信義路五段7號';
    expect(place({ address })).toEqual({ kind: 'place', address, ...here });
    expect(place({ title: '101大樓', address })).toEqual({ kind: 'place', address: `${address} 101大樓`, ...here });
    expect(place({ title: '信義路五段7號', address })).toEqual({ kind: 'place', address, ...here });
    expect(place({})).toEqual({ kind: 'place', address: '', ...here });
    expect(place({ latitude: 91 })).toEqual({ kind: 'other', what: 'location' });
  });

  test('a sticker says hello, thanks or goodbye by its keywords; an OK or a No is never taken for an answer', () => {
    const sticker = (...keywords: string[]) => contents(message({ type: 'sticker', keywords }))?.[0];
    expect(sticker('Thanks', 'bow')).toEqual({ kind: 'other', what: 'sticker:thanks' });
    expect(sticker('hello', 'wave')).toEqual({ kind: 'other', what: 'sticker:hello' });
    expect(sticker('good night', 'sleepy')).toEqual({ kind: 'other', what: 'sticker:bye' });
    for (const keyword of ['ok', 'yes', 'no', 'agree', 'nope', 'confirm', 'pay']) {
      expect(sticker(keyword)).toEqual({ kind: 'other', what: 'sticker' });
    }
    expect(contents(message({ type: 'sticker' }))).toEqual([{ kind: 'other', what: 'sticker' }]);
    fc.assert(fc.property(fc.array(fc.string()), (keywords) => void saidBySticker(keywords)));
  });

  test('a resident adds us as a friend: greeted, and known to be there', () => {
    const followed = event('follow', { follow: { isUnblocked: true } });
    expect(contents(followed)).toEqual([{ kind: 'other', what: 'follow' }]);
    expect(read(followed)?.people).toEqual([{ person, left: false, at: new Date(AT) }]);
  });

  test('a redelivery keeps the id that makes it one with the first', () => {
    const first = message({ type: 'text', text: '你好' });
    const again = { ...first, deliveryContext: { isRedelivery: true } };
    expect(read(again)?.messages).toEqual(read(first)?.messages);
  });

  test('one call carries the same event twice, and events out of order: each once, oldest first', () => {
    const late = { ...message({ type: 'text', text: '2' }), timestamp: 2000 };
    const early = { ...message({ type: 'text', text: '1' }), timestamp: 1000 };
    expect(contents(late, early, late)).toEqual([
      { kind: 'text', text: '1' },
      { kind: 'text', text: '2' },
    ]);
  });

  test('characters that PostgreSQL cannot hold are left out', () => {
    expect(contents(message({ type: 'text', text: 'a\0b\ud800' }))).toEqual([{ kind: 'text', text: 'ab\ufffd' }]);
  });
});

describe('what is no message', () => {
  test('a resident takes one back: its id, exact to the last digit, and whose it was', () => {
    const unsent = event('unsend', { unsend: { messageId: '325708123456789012' }, replyToken: undefined });
    expect(read(unsent)).toEqual({ ...NOTHING, takenBack: [{ person, messageIds: ['325708123456789012'] }] });
  });

  test('a resident blocks us: nobody is answered, and it is known', () => {
    expect(read(event('unfollow', { replyToken: undefined }))).toEqual({
      ...NOTHING,
      people: [{ person, left: true, at: new Date(AT) }],
    });
  });

  test('a resident comes back from LINE’s page for linking, or fails there and nobody is named', () => {
    const linked = event('accountLink', { link: { result: 'ok', nonce: 'xxx' } });
    const failed = event('accountLink', { link: { result: 'failed', nonce: 'y' }, source: undefined });
    expect(read(linked, failed)?.links).toEqual([
      { person, result: 'ok', nonce: 'xxx', eventId: linked.webhookEventId, at: new Date(AT) },
      { person: null, result: 'failed', nonce: 'y', eventId: failed.webhookEventId, at: new Date(AT) },
    ]);
  });

  test.each(['activated', 'deactivated', 'botSuspended', 'botResumed'])('LINE tells of our account: %s', (type) => {
    const told = event(type, { source: undefined, replyToken: undefined });
    expect(read(told)).toEqual({ ...NOTHING, account: [type] });
  });
});

describe('in a group or room', () => {
  const group = { type: 'group', groupId: 'C1', userId: resident };
  const mention = (isSelf: boolean) => ({ mentionees: [{ index: 0, length: 3, type: 'user', isSelf }] });
  const called = (text: string, isSelf = true) =>
    event('message', { source: group, message: { type: 'text', id: ID, text, mention: mention(isSelf) } });

  test('we are brought in, or called by name: one answer each, and nothing becomes a conversation', () => {
    const joined = event('join', { source: { type: 'room', roomId: 'R1' } });
    const asked = called('@Wattline 我的電費');
    expect(read(joined, asked)).toEqual({
      ...NOTHING,
      inCompany: [
        { chatId: 'R1', eventId: joined.webhookEventId, at: new Date(AT), replyToken: joined.replyToken, text: null },
        {
          chatId: 'C1',
          eventId: asked.webhookEventId,
          at: new Date(AT),
          replyToken: asked.replyToken,
          text: '@Wattline 我的電費',
        },
      ],
    });
  });

  test.each([
    ['people talk', event('message', { source: group, message: { type: 'text', id: '1', text: '查電費' } })],
    ['somebody else is called', called('@鄰居 在嗎', false)],
    ['a photo is sent', event('message', { source: group, message: { type: 'image', id: '1' } })],
    ['a message is edited', event('messageEdited', { source: group, message: { type: 'text', id: '1', text: 'x' } })],
    ['a button is pressed', event('postback', { source: group, postback: { data: 'v' } })],
    ['somebody joins', event('memberJoined', { source: group, joined: { members: [] } })],
    ['somebody leaves', event('memberLeft', { source: group, left: { members: [] } })],
    ['we are sent away', event('leave', { source: group, replyToken: undefined })],
    ['a message is taken back', event('unsend', { source: group, unsend: { messageId: '1' } })],
    ['we are called while another system has the chat', { ...called('@Wattline'), mode: 'standby' }],
  ])('%s: nothing is said and nothing is kept', (_, happening) => {
    expect(read(happening)).toEqual(NOTHING);
  });
});

describe('what is passed over', () => {
  test.each([
    [
      'while another system has the chat (standby)',
      event('message', { mode: 'standby', message: { type: 'text', id: '1', text: 'x' } }),
    ],
    ['without a person', event('message', { source: { type: 'user' }, message: { type: 'text', id: '1', text: 'x' } })],
    ['by a beacon', event('beacon', { beacon: { hwid: 'd41d8cd98f', type: 'enter' } })],
    ['by watching a video to its end', event('videoPlayComplete', { videoPlayComplete: { trackingId: 't' } })],
    ['by a membership', event('membership', { membership: { type: 'joined', membershipId: 1 } })],
    ['of a module', event('module', { module: { type: 'attached', botId: 'U1' } })],
    ['of a delivery by telephone number', event('delivery', { delivery: { data: 'x' } })],
    ['of a kind nobody knows yet', event('teleport', { teleport: {} })],
    ['without an id', event('message', { webhookEventId: undefined, message: { type: 'text', id: '1', text: 'x' } })],
    ['with a text that is none', message({ type: 'text', text: 7 })],
    ['with an empty press', event('postback', { postback: {} })],
    ['at no possible time', event('follow', { timestamp: 1e20 })],
    ['as nothing', null],
  ])('something happens %s: the message beside it is still read', (_, passedOver) => {
    const text = message({ type: 'text', text: '在' });
    expect(contents(passedOver, text)).toEqual([{ kind: 'text', text: '在' }]);
    expect({ ...read(passedOver, text), messages: [] }).toEqual(NOTHING);
  });

  test('while another system has the chat, whoever left has left, and what was taken back is', () => {
    expect(
      read(
        event('unfollow', { mode: 'standby' }),
        event('unsend', { mode: 'standby', unsend: { messageId: '1' } }),
        event('follow', { mode: 'standby' }),
      ),
    ).toMatchObject({
      messages: [],
      people: [{ left: true }, { left: false }],
      takenBack: [{ messageIds: ['1'] }],
    });
  });

  test('the console checks the connection: no events, nothing to do', () => {
    expect(read()).toEqual(NOTHING);
  });
});

test('any JSON at all is either read or found to be no webhook, and nothing throws', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      readLineEvents(value);
      const among = readLineEvents({ events: [value, event('follow')] });
      expect(among?.messages.at(-1)?.content).toEqual({ kind: 'other', what: 'follow' });
    }),
  );
  fc.assert(
    fc.property(
      fc.constantFrom('message', 'postback', 'unsend', 'accountLink', 'join', 'follow'),
      fc.dictionary(fc.constantFrom('message', 'postback', 'unsend', 'link', 'source', 'mode'), fc.jsonValue()),
      (type, fields) => void read(event(type, fields)),
    ),
  );
  expect(readLineEvents({ destination: 'U1' })).toBeNull();
});
