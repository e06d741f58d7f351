/** In groups and rooms: one line when we are called, no account is talked about, nothing is kept, nothing is pushed. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LINE_WORDS } from '../../src/conversation/sentences/line.ts';
import { DEFAULT_SETTINGS } from '../../src/domain/settings.ts';
import { type LineHouse, openLineHouse } from '../support/line-house.ts';

const GROUP = `C${'1'.repeat(32)}`;
const LIN = `U${'1'.repeat(32)}`;
const source = { type: 'group', groupId: GROUP, userId: LIN };

let at: LineHouse;
beforeAll(async () => {
  at = await openLineHouse();
  at.line.platform.members.set(GROUP, 12);
});
afterAll(async () => {
  expect(at.line.violations).toEqual([]);
  await at.close();
});

const called = (text: string) =>
  at.line.event(LIN, 'message', {
    source,
    message: {
      type: 'text',
      id: '54',
      text,
      mention: { mentionees: [{ index: 0, length: 9, type: 'user', isSelf: true }] },
    },
  });
const line = (locale: 'zh-TW' | 'zh-CN' | 'en') => LINE_WORDS[locale].inCompany(DEFAULT_SETTINGS.hotline[locale]);

test('we are brought in, and called in three languages, each delivered thrice: one line each, in the language of the call', async () => {
  const events = [
    at.line.event(LIN, 'join', { source }),
    called('@Wattline 我的電費多少'),
    called('@Wattline 查一下电费'),
    called('@Wattline what is my bill please'),
  ];
  for (const event of events) await Promise.all([at.deliver(event), at.deliver(event), at.deliver(event)]);
  expect(at.line.readBy(GROUP)).toEqual([line('zh-TW'), line('zh-TW'), line('zh-CN'), line('en')]);
});

test('nothing of a group becomes a conversation, a resident or a stored message', async () => {
  await at.deliver(at.line.event(LIN, 'message', { source, message: { type: 'text', id: '55', text: '查電費' } }));
  const rows = await Promise.all(
    (['inbox', 'conversations', 'residents'] as const).map((table) =>
      at.house.db
        .selectFrom(table)
        .select((e) => e.fn.countAll<bigint>().as('n'))
        .executeTakeFirstOrThrow(),
    ),
  );
  expect(rows.map(({ n }) => Number(n))).toEqual([0, 0, 0]);
});

test('LINE does not take the reply in time: it is not pushed, since a push counts for everybody in the group', async () => {
  const before = at.line.readBy(GROUP).length;
  at.line.trouble('/reply', { done: false, ends: { status: 429, message: 'too many' } });
  await at.deliver(called('@Wattline 在嗎'));
  at.house.advance(70);
  await at.house.delivery.sendDue();
  expect(at.line.readBy(GROUP)).toHaveLength(before);
  expect([at.line.journal.filter(({ path }) => path.endsWith('/push')).length, at.line.platform.pushesCounted]).toEqual(
    [0, 0],
  );
  expect((await at.outbox(GROUP)).at(-1)).toMatchObject({ given_up: true, last_error: 'too late to be of use' });
});
