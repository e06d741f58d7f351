/** Upkeep: what is slow or broken keeps nothing else waiting, nothing runs beside itself, and what was left is answered. */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import { afterEach, expect, test } from 'vitest';
import { createEvents } from '../../src/events.ts';
import { createUpkeep, type UpkeepTasks } from '../../src/upkeep.ts';
import { bound } from '../rest/door.ts';
import { type House, openHouse } from '../support/house.ts';
import { startLinePay } from '../support/line-pay-emulator/index.ts';
import { startTownNode } from '../support/running-node.ts';
import { LIN, TODAY } from '../support/town.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function open(environment: Readonly<Record<string, string>> = {}): Promise<House> {
  const house = await openHouse({ environment, upkeepSideBySide: true });
  closing.push(house.close);
  return house;
}

/** Messages that a process accepted and did not live to answer, or events of ours: each of somebody, under its id. */
const leaveAll = async (
  house: Pick<House, 'db' | 'now'>,
  left: readonly (readonly [who: string, eventId: string])[],
  content: object = { kind: 'text', text: '你好' },
) => {
  await house.db
    .insertInto('inbox')
    .values(
      left.map(([who, eventId]) => ({
        channel: 'web',
        channel_user_id: who,
        event_id: eventId,
        event_at: house.now(),
        received_at: house.now(),
        content: JSON.stringify(content),
        reply_token: null,
        answered_at: null,
      })),
    )
    .execute();
};
const leave = (house: Pick<House, 'db' | 'now'>, who: string, eventId: string, content?: object) =>
  leaveAll(house, [[who, eventId]], content);
const bad = (count: number) => Array.from({ length: count }, (_, n) => [`somebody-${n}`, `bad-${n}`] as const);
const isAnswered = async (house: Pick<House, 'db'>, eventId: string): Promise<boolean> => {
  const row = await house.db
    .selectFrom('inbox')
    .select('answered_at')
    .where('event_id', '=', eventId)
    .executeTakeFirstOrThrow();
  return row.answered_at !== null;
};

/** Whatever is written about these is refused: neither an answer to them nor an apology can be stored. */
const breakAll = (house: House) =>
  sql`alter table inbox add constraint broken check (answered_at is null or event_id not like 'bad%') not valid`.execute(
    house.db,
  );
const mend = (house: House) => sql`alter table inbox drop constraint broken`.execute(house.db);

/** LINE Pay behind a line on which it can stop to answer; `hangUp` ends what waits, and all calls after. */
async function silentLinePay(now: () => Date) {
  const linePay = await startLinePay(now);
  let isSilent = false;
  let isGone = false;
  const server = createServer(async (request, response) => {
    if (isGone) request.socket.destroy();
    if (isSilent) return;
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const answered = await fetch(`${linePay.environment.LINEPAY_API_URL}${request.url}`, {
      method: request.method ?? 'GET',
      headers: Object.fromEntries(
        Object.entries(request.headers).filter(([name]) => name.startsWith('x-') || name === 'content-type'),
      ) as Record<string, string>,
      ...(request.method === 'POST' && { body: Buffer.concat(parts) }),
    });
    response.writeHead(answered.status);
    response.end(await answered.text());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const hangUp = () => {
    isGone = true;
    server.closeAllConnections();
  };
  closing.push(async () => {
    hangUp();
    await new Promise((resolve) => server.close(resolve));
    await linePay.close();
  });
  return {
    environment: {
      ...linePay.environment,
      LINEPAY_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    },
    silence: () => {
      isSilent = true;
    },
    hangUp,
  };
}

test('a gateway that takes the call and says nothing: what was left is answered while it is waited for', async () => {
  let house: House | undefined;
  const gateway = await silentLinePay(() => house?.now() ?? new Date(TODAY));
  house = await open({ ...gateway.environment, RATE_LIMITS: 'off' });
  const lin = await bound(house, LIN);
  const opened = await lin.post('/v1/payments', { accountNumber: LIN.accountNumber, method: 'line-pay' });
  expect(opened.status).toBe(201);
  await leave(house, lin.residentId, 'left');
  house.advance(31);
  gateway.silence();
  let isOver = false;
  const round = house.upkeep().then(() => {
    isOver = true;
  });
  while (!(await isAnswered(house, 'left')));
  expect(isOver).toBe(false);
  gateway.hangUp();
  await round;
  expect(house.log.some((line) => line.includes('gateway.silent'))).toBe(true);
});

test('a Node process whose LINE says nothing: what is left meanwhile is answered by a later round', async () => {
  let isHeard = false;
  const server = createServer(() => {
    isHeard = true;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const node = await startTownNode({
    LINE_CHANNEL_SECRET: 'a channel secret that only tests know',
    LINE_CHANNEL_ACCESS_TOKEN: 'token',
    LINE_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  });
  closing.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await node.stop();
  });
  await node.db
    .insertInto('outbox')
    .values({
      conversation_id: null,
      channel: 'line',
      recipient: 'U1',
      body: JSON.stringify({ messages: [{ type: 'text', text: '您好' }] }),
      reply_token: null,
      reply_token_until: null,
      retry_key: randomUUID(),
      due_at: node.now(),
      useless_at: null,
      sent_at: null,
      given_up_at: null,
      last_error: null,
      said_by: null,
      told_by: null,
    })
    .execute();
  const look = () => node.db.selectFrom('outbox').select('sent_at').where('recipient', '=', 'U1').execute();
  while (!isHeard) await look();
  // One after the other: the round that waits for LINE answers the first ones at most.
  for (const left of ['left-1', 'left-2', 'left-3']) {
    await leave({ db: node.db, now: () => new Date(node.now().getTime() - 6_000) }, 'somebody', left);
    while (!(await isAnswered(node, left)));
  }
  expect(await look()).toEqual([{ sent_at: null }]);
}, 30_000);

test('five hundred people whose messages always fail: the good one behind them is answered in the same round, later ones too', async () => {
  const house = await open();
  await breakAll(house);
  await leaveAll(house, bad(500));
  house.advance(1);
  await leave(house, 'good-1', 'good-1');
  house.advance(6);
  await house.upkeep();
  expect(await isAnswered(house, 'good-1')).toBe(true);
  const tries = async (): Promise<number[]> => {
    const { rows } = await sql<{
      n: number;
    }>`select distinct attempts as n from inbox where event_id like 'bad%'`.execute(house.db);
    return rows.map(({ n }) => n);
  };
  expect(await tries()).toEqual([1]);
  // Tried again after 10, 20, 40 … seconds, at most ten minutes.
  for (let seconds = 0; seconds < 600; seconds += 30) {
    house.advance(30);
    await leave(house, `good-at-${seconds}`, `good-at-${seconds}`);
    house.advance(6);
    if (seconds % 300 === 0) await house.upkeep();
  }
  expect(await isAnswered(house, 'good-at-300')).toBe(true);
  expect(await tries()).toEqual([3]);
  await mend(house);
  house.advance(600);
  await house.upkeep();
  expect(await tries()).toEqual([3]);
  expect(await isAnswered(house, 'bad-0')).toBe(true);
  expect(await isAnswered(house, 'bad-499')).toBe(true);
}, 120_000);

test('our own events that always fail keep nobody’s receipt waiting, and a message of the same person is answered', async () => {
  const house = await open();
  const person = await house.person();
  await person.say('你好');
  const event = { kind: 'event', event: { name: 'payment.paid', paymentId: 'none' } };
  await leaveAll(house, bad(60), event);
  await leave(house, person.residentId, 'bad-own', event);
  await breakAll(house);
  house.advance(1);
  await leave(house, person.residentId, 'good');
  await leave(house, 'other', 'good-event', { kind: 'event', event: { name: 'account.left', accountNumber: '1' } });
  house.advance(6);
  await house.upkeep();
  expect([await isAnswered(house, 'good'), await isAnswered(house, 'good-event')]).toEqual([true, true]);
  const failures = () => house.log.filter((line) => line.includes('turn.failed')).length;
  const before = failures();
  await house.upkeep();
  expect(failures()).toBe(before);
  await mend(house);
  house.advance(11);
  await house.upkeep();
  expect([await isAnswered(house, 'bad-own'), await isAnswered(house, 'bad-59')]).toEqual([true, true]);
});

/** Tasks that note when they begin; `held` are over when they are let go. */
function watched(...held: (keyof UpkeepTasks)[]) {
  const begun: string[] = [];
  const waiting = new Map<string, () => void>();
  const failing = new Set<string>();
  const names = [
    ...['answerWaiting', 'sendDue', 'askAboutSilentPayments', 'refunds', 'reconciliation', 'takenBack', 'unread'],
    ...['removeUnusedDocuments', 'reconnections', 'outages', 'caseClocks', 'notices', 'toldElsewhere', 'demoClerk'],
    'sandboxNotices',
  ];
  const tasks = Object.fromEntries(
    names.map((name) => [
      name,
      async () => {
        begun.push(name);
        if (failing.has(name)) throw new Error(`${name} is broken`);
        if (held.some((one) => one === name)) await new Promise<void>((resolve) => waiting.set(name, resolve));
      },
    ]),
  ) as unknown as UpkeepTasks;
  const log: string[] = [];
  const rounds = (oneByOne = false) =>
    createUpkeep(tasks, {
      clock: { now: () => new Date(TODAY) },
      events: createEvents((line) => log.push(line)),
      oneByOne,
    });
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return { names, begun, failing, log, rounds, settle, letGo: (name: string) => waiting.get(name)?.() };
}
const count = (all: readonly string[], one: string): number => all.filter((name) => name === one).length;

test.each<keyof UpkeepTasks>([
  'askAboutSilentPayments',
  'refunds',
  'reconciliation',
  'unread',
  'sendDue',
  'answerWaiting',
  'toldElsewhere',
])(
  '%s hangs: everything else is done in this round and in the next, and it is not begun beside itself',
  async (slow) => {
    const { names, begun, rounds, settle, letGo } = watched(slow);
    const round = rounds();
    const first = round();
    await settle();
    expect([...new Set(begun)].sort()).toEqual([...names].sort());
    begun.length = 0;
    const second = round();
    await settle();
    const left = names.filter((name) => name !== slow && !begun.includes(name));
    // What comes before it in the same lane is done once for both.
    expect(left).toEqual(
      slow === 'askAboutSilentPayments'
        ? ['sandboxNotices']
        : slow === 'toldElsewhere'
          ? ['reconnections', 'outages', 'caseClocks', 'notices', 'demoClerk']
          : [],
    );
    expect(count(begun, slow)).toBe(0);
    letGo(slow);
    await settle();
    letGo(slow);
    await settle();
    letGo(slow);
    await Promise.all([first, second]);
  },
);

test('what must be in order is: the clerk and outages before the clocks, then notices, then what is told elsewhere, then the answers', async () => {
  const { begun, rounds } = watched();
  await rounds()();
  const inOrder = ['reconnections', 'demoClerk', 'outages', 'caseClocks', 'notices', 'toldElsewhere'];
  expect(begun.filter((name) => inOrder.includes(name))).toEqual(inOrder);
  expect(begun.indexOf('sandboxNotices')).toBeLessThan(begun.indexOf('askAboutSilentPayments'));
  expect(begun.lastIndexOf('answerWaiting')).toBeGreaterThan(begun.indexOf('toldElsewhere'));
  expect(begun.at(-1)).toBe('sendDue');
});

test('every task on its own: whatever fails is logged, and the others are done', async () => {
  const { names, begun, failing, log, rounds } = watched();
  for (const name of names) failing.add(name);
  await rounds()();
  expect([...new Set(begun)].sort()).toEqual([...names].sort());
  expect(log.some((line) => line.includes('"task":"waiting messages"'))).toBe(true);
});

test('one by one, nothing is begun before what stands before it is over, and answers and what leaves come last', async () => {
  const { names, begun, rounds } = watched();
  await rounds(true)();
  expect([...begun].sort()).toEqual([...names].sort());
  expect(begun.slice(-2)).toEqual(['answerWaiting', 'sendDue']);
});
