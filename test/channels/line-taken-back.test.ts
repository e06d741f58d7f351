/** A resident takes a message back on LINE: nothing of it stays, whoever looks and whenever it was. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createUnit } from '../../src/store/unit.ts';
import type { LineEvent } from '../support/line-emulator.ts';
import { type LineHouse, openLineHouse } from '../support/line-house.ts';

let at: LineHouse;
let next = 0;
/** Set: what is to be written waits for it, oldest first. */
let held: (() => void)[] | null = null;
beforeAll(async () => {
  at = await openLineHouse({
    unit: (db) => {
      const unit = createUnit(db);
      return {
        ...unit,
        async commit(writes) {
          const waiting = held;
          if (waiting) await new Promise<void>((resolve) => waiting.push(resolve));
          await unit.commit(writes);
        },
      };
    },
  });
});
afterAll(async () => {
  expect(at.line.violations).toEqual([]);
  await at.close();
});

const someone = () => `U${String(++next).padStart(32, '0')}`;
const idOf = (event: LineEvent): string => (event.message as { id: string }).id;
const unsend = (userId: string, event: LineEvent) =>
  at.line.event(userId, 'unsend', { unsend: { messageId: idOf(event) } });

/** Whether these words stand in any row of any table that holds what residents write. */
async function isKept(words: string | RegExp): Promise<boolean> {
  const { rows } = await at.house.db
    .selectFrom('inbox')
    .selectAll()
    .execute()
    .then((inbox) => ({ rows: inbox as unknown[] }));
  const all = await Promise.all([
    at.house.db.selectFrom('turns').selectAll().execute(),
    at.house.db.selectFrom('conversations').selectAll().execute(),
    at.house.db.selectFrom('outbox').selectAll().execute(),
    at.house.db.selectFrom('knowledge_questions').selectAll().execute(),
    at.house.db.selectFrom('cases').selectAll().execute(),
    at.house.db.selectFrom('documents').selectAll().execute(),
  ]);
  const text = JSON.stringify([rows, ...all], (_, value) => (typeof value === 'bigint' ? String(value) : value));
  return typeof words === 'string' ? text.includes(words) : words.test(text);
}
const read = (userId: string) => at.line.readBy(userId).join('\n');

test('words of a complaint that was being written: gone from inbox, draft and read-back, and asked for anew', async () => {
  const lin = someone();
  const words = '我要申訴王小明昨天罵人還摔了我家的門';
  await at.say(lin, '我要投訴');
  await at.tap(lin, at.line.buttonsOf(lin)[0]?.label ?? '');
  const said = at.line.text(lin, words);
  await at.deliver(said);
  expect(await isKept(words)).toBe(true);
  const turns = await at.house.db.selectFrom('turns').select('turn').execute();
  expect(await at.deliver(unsend(lin, said))).toBe(200);
  expect(await isKept(words)).toBe(false);
  // Again, as LINE may tell it twice: nothing more happens.
  await at.deliver(unsend(lin, said));
  expect(await at.house.db.selectFrom('turns').select('turn').execute()).toHaveLength(turns.length + 1);
  const before = at.line.conversationWith(lin).length;
  await at.say(lin, '0912345678');
  expect(at.line.conversationWith(lin).length).toBeGreaterThan(before);
  const { session } = await at.house.db
    .selectFrom('conversations')
    .select('session')
    .where('channel_user_id', '=', lin)
    .executeTakeFirstOrThrow();
  const [frame] = (session as { stack: { slots: Record<string, string>; asked: string | null }[] }).stack;
  expect(frame?.slots.description).not.toBe(words);
  expect(frame?.asked).toBe('description');
});

test('taken back before it arrives: it is never kept and never answered', async () => {
  const lin = someone();
  const secret = at.line.text(lin, '我的密碼是 hunter2，不要告訴別人');
  await at.deliver(unsend(lin, secret));
  await at.deliver(secret);
  await at.deliver(secret);
  expect(await isKept('hunter2')).toBe(false);
  expect(at.line.readBy(lin)).toEqual([]);
});

test('in one call with its message, in either order', async () => {
  const lin = someone();
  const secret = at.line.text(lin, '這句話 hunter3 不算');
  await at.deliver(secret, unsend(lin, secret));
  const other = at.line.text(lin, '這句話 hunter4 也不算');
  await at.deliver(unsend(lin, other), other);
  expect(await isKept(/hunter[34]/)).toBe(false);
});

test('at the very moment when it is stored and answered: twenty of each at once, and no word stays', async () => {
  const people = Array.from({ length: 20 }, someone);
  const said = people.map((userId, n) => at.line.text(userId, `停電的規定 hunter5${n} 是什麼`));
  await Promise.all(
    people.flatMap((userId, n) => {
      const event = said[n];
      return event ? [at.line.deliver([event]), at.line.deliver([unsend(userId, event)])] : [];
    }),
  );
  await at.house.settle();
  await at.house.upkeep();
  expect(await isKept('hunter5')).toBe(false);
});

test.each([
  { first: 'their first answer is saved first', secret: 'hunter9', order: [0, 1] },
  { first: 'the words are taken out first', secret: 'hunter10', order: [1, 0] },
])(
  'taken back while it is answered, the first they ever wrote, and $first: no word stays',
  async ({ secret, order }) => {
    const lin = someone();
    const said = at.line.text(lin, `停電的規定 ${secret} 是什麼`);
    const mine: (() => void)[] = [];
    const waits = async (count: number) => {
      while (mine.length < count) await new Promise((resolve) => setImmediate(resolve));
    };
    held = mine;
    const both = [at.line.deliver([said])];
    await waits(1);
    both.push(at.line.deliver([unsend(lin, said)]));
    await waits(2);
    held = null;
    for (const n of order) {
      mine[n]?.();
      // Whoever comes first is through before the other one begins.
      await (n === 0 ? at.house.settle() : both[1]);
    }
    await Promise.all(both);
    await at.house.settle();
    await at.house.upkeep();
    expect(await isKept(secret)).toBe(false);
    await at.say(lin, '你好');
    expect(at.line.readBy(lin).length).toBeGreaterThan(0);
  },
);

test('a question to the articles is not among the questions that editors read', async () => {
  const lin = someone();
  const asked = at.line.text(lin, '請問紫色電表 hunter6 可以裝在廚房嗎');
  await at.deliver(asked);
  await at.deliver(unsend(lin, asked));
  expect(await isKept('hunter6')).toBe(false);
});

test('while a clerk has the conversation: the clerk does not see it any more either', async () => {
  const lin = someone();
  await at.say(lin, '轉人工');
  const { case_number: caseNumber } = await at.house.db
    .selectFrom('cases as c')
    .innerJoin('conversations as v', 'v.conversation_id', 'c.conversation_id')
    .select('c.case_number')
    .where('v.channel_user_id', '=', lin)
    .executeTakeFirstOrThrow();
  const { handoff } = at.house.services;
  expect((await at.house.services.attempt(() => handoff.take('S01', caseNumber))).ok).toBe(true);
  const words = at.line.text(lin, '我先生 hunter7 都不知道這件事');
  await at.deliver(words);
  const person = { channel: 'line', channelUserId: lin };
  expect(JSON.stringify(await at.house.converse.transcript(person, 0, 50))).toContain('hunter7');
  await at.deliver(unsend(lin, words));
  const shown = await at.house.converse.transcript(person, 0, 50);
  expect(JSON.stringify(shown)).not.toContain('hunter7');
  expect(shown.map(({ content }) => content)).toContainEqual({ kind: 'other', what: 'taken-back' });
  expect((await at.house.services.attempt(() => handoff.say('S01', caseNumber, '好的'))).ok).toBe(true);
});

test('somebody else’s message cannot be taken back, and one that never was is no trouble', async () => {
  const lin = someone();
  const wu = someone();
  const said = at.line.text(lin, '你好 hunter8');
  await at.deliver(said);
  await at.deliver(unsend(wu, said));
  // Told of another person than its writer: LINE does not do that, and it hides nothing of anybody.
  expect(read(lin)).not.toBe('');
  expect(await isKept('hunter8')).toBe(true);
  expect(await at.deliver(at.line.event(lin, 'unsend', { unsend: { messageId: '999' } }))).toBe(200);
});
