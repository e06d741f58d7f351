/** What people do on LINE, as the messages of a conversation. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readLineEvents } from '../../src/channels/line/events.ts';

const resident = 'U4af4980629000000000000000000aaaa';
let counter = 0;
const event = (type: string, fields: Record<string, unknown> = {}) => ({
  type,
  mode: 'active',
  timestamp: 1_795_226_400_000,
  source: { type: 'user', userId: resident },
  webhookEventId: `01JD${++counter}`,
  deliveryContext: { isRedelivery: false },
  replyToken: 'nHuyWiB7yP5Zw52FIkcQobQuGDXCTA',
  ...fields,
});
const message = (content: Record<string, unknown>) =>
  event('message', { message: { id: '468789577898262530', ...content } });
const read = (...events: unknown[]) => readLineEvents({ destination: 'U8e742f61d673b39c7fff3cecb7536ef0', events });
const contents = (...events: unknown[]) => read(...events)?.messages.map(({ content }) => content);

describe('what becomes a message', () => {
  test('a resident writes: who, when, what, and the token to answer with', () => {
    const written = message({ type: 'text', text: '查電費', quoteToken: 'q' });
    expect(read(written)).toEqual({
      messages: [
        {
          channel: 'line',
          channelUserId: resident,
          eventId: written.webhookEventId,
          at: new Date(1_795_226_400_000),
          content: { kind: 'text', text: '查電費' },
          replyToken: 'nHuyWiB7yP5Zw52FIkcQobQuGDXCTA',
        },
      ],
      unsent: [],
    });
  });

  test('a resident presses a button: its value, untouched', () => {
    expect(contents(event('postback', { postback: { data: 'b1:pay:合:3', params: { date: '2026-11-21' } } }))).toEqual([
      { kind: 'button', value: 'b1:pay:合:3' },
    ]);
  });

  test.each(['sticker', 'image', 'video', 'audio', 'file', 'location', 'hologram'])(
    'a resident sends a %s: named, not read',
    (what) => {
      expect(contents(message({ type: what }))).toEqual([{ kind: 'other', what }]);
    },
  );

  test('a resident adds us as a friend', () => {
    expect(contents(event('follow', { follow: { isUnblocked: false } }))).toEqual([{ kind: 'other', what: 'follow' }]);
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

describe('what is passed over', () => {
  test.each([
    [
      'while another system has the chat (standby)',
      event('message', { mode: 'standby', message: { type: 'text', id: '1', text: 'x' } }),
    ],
    [
      'in a group',
      event('message', {
        source: { type: 'group', groupId: 'C1', userId: resident },
        message: { type: 'text', id: '1', text: 'x' },
      }),
    ],
    [
      'in a room',
      event('message', { source: { type: 'room', roomId: 'R1' }, message: { type: 'text', id: '1', text: 'x' } }),
    ],
    ['without a person', event('message', { source: { type: 'user' }, message: { type: 'text', id: '1', text: 'x' } })],
    ['without any source', event('accountLink', { source: undefined, link: { result: 'failed', nonce: 'n' } })],
    ['by leaving', event('unfollow')],
    ['of a kind nobody knows yet', event('teleport', { teleport: {} })],
    ['without an id', event('message', { webhookEventId: undefined, message: { type: 'text', id: '1', text: 'x' } })],
    ['with a text that is none', message({ type: 'text', text: 7 })],
    ['with an empty press', event('postback', { postback: {} })],
    ['at no possible time', event('follow', { timestamp: 1e20 })],
    ['as nothing', null],
  ])('something happens %s: the message beside it is still read', (_, passedOver) => {
    expect(contents(passedOver, message({ type: 'text', text: '在' }))).toEqual([{ kind: 'text', text: '在' }]);
  });

  test('a resident takes a message back: its id is told, exact to the last digit, and it is no message', () => {
    expect(read(event('unsend', { unsend: { messageId: '325708123456789012' } }))).toEqual({
      messages: [],
      unsent: ['325708123456789012'],
    });
  });

  test('the console checks the connection: no events, no messages', () => {
    expect(read()).toEqual({ messages: [], unsent: [] });
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
  expect(readLineEvents({ destination: 'U1' })).toBeNull();
});
