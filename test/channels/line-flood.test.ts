/** A thousand events, each delivered one to twenty times at once and shuffled: one effect and one answer each; and whatever is not LINE's own word changes nothing. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signedBy, webhookBody } from '../support/line-emulator/webhooks.ts';
import type { LineEvent } from '../support/line-emulator.ts';
import { type LineHouse, openLineHouse } from '../support/line-house.ts';

const EVENTS = 1_000;
const PEOPLE = 100;

/** The same shuffle in every run. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
const roll = dice(20261122);
const between = (least: number, most: number) => least + Math.floor(roll() * (most - least + 1));
function shuffled<T>(all: readonly T[]): T[] {
  return all
    .map((one) => [roll(), one] as const)
    .sort(([a], [b]) => a - b)
    .map(([, one]) => one);
}

let at: LineHouse;
beforeAll(async () => {
  at = await openLineHouse();
}, 60_000);
afterAll(() => at.close());

const userOf = (n: number) => `U${String(n).padStart(32, '0')}`;
const WORDS = ['你好', '查電費', '取消', '停電規定', '謝謝', '幫助', '申訴', '查停電'];

/** Ten events a person, in the order they were written; texts, presses of nothing, stickers, photos, places and leaving. */
function eventsOf(person: number): LineEvent[] {
  const userId = userOf(person);
  return Array.from({ length: EVENTS / PEOPLE }, (_, i) => {
    const timestamp = at.line.now() + person * 100 + i;
    const event = ((): LineEvent => {
      switch (i % 10) {
        case 3:
          return at.line.postback(userId, 'nobody/knows/this');
        case 5:
          return at.line.message(userId, { type: 'sticker', keywords: ['Thanks'] });
        case 6:
          return at.line.photo(userId, Uint8Array.of(1, 2, 3));
        case 8:
          return at.line.message(userId, {
            type: 'location',
            address: '台北市信義路五段7號',
            latitude: 25,
            longitude: 121,
          });
        case 9:
          return at.line.event(userId, 'teleport');
        default:
          return at.line.text(userId, WORDS[between(0, WORDS.length - 1)] ?? '');
      }
    })();
    return { ...event, timestamp };
  });
}

test('one effect and one answer each, in the order each person wrote', async () => {
  const byPerson = Array.from({ length: PEOPLE }, (_, person) => eventsOf(person));
  const copies = byPerson.flat().flatMap((event) => {
    const times = between(1, 20);
    return Array.from({ length: times }, (_, n) => ({
      ...event,
      deliveryContext: { isRedelivery: n > 0 && roll() < 0.5 },
    }));
  });
  // Several events in one call, from different people, calls side by side.
  const calls: LineEvent[][] = [];
  for (const event of shuffled(copies)) {
    const last = calls.at(-1);
    if (last && last.length < between(1, 8)) last.push(event);
    else calls.push([event]);
  }
  const statuses = new Set<number | null>();
  let left = calls;
  const worker = async (failed: LineEvent[][]) => {
    for (let call = left.pop(); call; call = left.pop()) {
      const { status } = await at.line.deliver(call);
      statuses.add(status);
      // As LINE does it where it hears no 200 in two seconds.
      if (status !== 200) failed.push(call.map((one) => ({ ...one, deliveryContext: { isRedelivery: true } })));
    }
  };
  for (let round = 0; left.length > 0 && round < 20; round += 1) {
    const failed: LineEvent[][] = [];
    await Promise.all(Array.from({ length: 12 }, () => worker(failed)));
    await at.house.settle();
    left = failed;
  }
  // Who lost every race is taken up as after a crash.
  for (let round = 0; round < 30; round += 1) {
    at.house.advance(6);
    await at.house.upkeep();
    await at.house.settle();
  }
  // No answer in time, or a database that is too busy: never anything else.
  expect([copies.length > 9_000, left, [...statuses].filter((one) => ![200, 503, null].includes(one))]).toEqual([
    true,
    [],
    [],
  ]);

  const answerable = byPerson.map((events) => events.filter(({ type }) => type !== 'teleport'));
  const rows = await at.house.db
    .selectFrom('inbox as i')
    .leftJoin('turns as t', 't.inbox_id', 'i.inbox_id')
    .select(['i.event_id', 'i.channel_user_id', 'i.answered_at', 't.turn'])
    .orderBy('i.channel_user_id')
    .orderBy('t.turn')
    .execute();
  expect(rows).toHaveLength(answerable.flat().length);
  expect(rows.filter(({ answered_at, turn }) => answered_at === null || turn === null)).toEqual([]);
  expect(new Set(rows.map(({ event_id }) => event_id)).size).toBe(rows.length);
  const outbox = await at.house.db
    .selectFrom('outbox')
    .select(['sent_at', 'given_up_at', 'proof', 'recipient'])
    .where('channel', '=', 'line')
    .execute();
  expect([outbox.length, outbox.filter(({ sent_at }) => sent_at === null)]).toEqual([rows.length, []]);
  // LINE carried out one call for each answer, no more; where its own answer was lost, the call has no number here.
  expect(at.line.platform.callsTaken).toBe(rows.length);
  const proofs = outbox.flatMap(({ proof }) => proof ?? []);
  expect(new Set(proofs).size).toBe(proofs.length);
  expect(at.line.violations).toEqual([]);
}, 280_000);

test('what arrives together is answered in the order it was written', async () => {
  for (let person = 0; person < 20; person += 1) {
    const userId = userOf(5_000 + person);
    const events = Array.from({ length: 8 }, (_, i) => ({
      ...at.line.text(userId, WORDS[i] ?? ''),
      timestamp: at.line.now() + i,
    }));
    await at.deliver(...shuffled(events));
    const turns = await at.house.converse.transcript({ channel: 'line', channelUserId: userId }, 0, 20);
    expect(turns.map(({ content }) => (content.kind === 'text' ? content.text : ''))).toEqual(WORDS);
  }
});

test('every mutation of a webhook is refused, and not a row changes', async () => {
  const event = at.line.text(userOf(9_999), '查電費 "99-90-0000-01-1" 😀');
  const body = webhookBody([event]);
  const signature = signedBy(at.line.channelSecret, body);
  const bytes = Buffer.from(body);
  const flipped = (place: number, bit: number) => {
    const copy = Buffer.from(bytes);
    copy[place] = (copy[place] ?? 0) ^ (1 << bit);
    return copy;
  };
  const parsed = JSON.parse(body) as Record<string, unknown>;
  const reordered = JSON.stringify(Object.fromEntries(Object.entries(parsed).reverse()));
  const other = webhookBody([at.line.text(userOf(9_998), '你好')]);
  const mutations: readonly (readonly [string, string | Buffer, string | null])[] = [
    ...Array.from(
      { length: bytes.length },
      (_, place) => ['a flipped bit', flipped(place, place % 8), signature] as const,
    ),
    ...Array.from({ length: signature.length }, (_, place) => {
      const sign = signature[place] === 'A' ? 'B' : 'A';
      return [
        'a sign of the signature',
        body,
        `${signature.slice(0, place)}${sign}${signature.slice(place + 1)}`,
      ] as const;
    }),
    ['another key', body, signedBy('another secret', body)],
    ['an empty key', body, signedBy(`${at.line.channelSecret} `, body)],
    ['an older webhook’s signature', body, signedBy(at.line.channelSecret, other)],
    ['reordered fields', reordered, signature],
    ['written anew with spaces', JSON.stringify(parsed, null, 1), signature],
    ['written anew with escapes', body.replace('😀', '\\ud83d\\ude00'), signature],
    ['a byte more', `${body}\n`, signature],
    ['a byte less', body.slice(0, -1), signature],
    ['a mark before it', `\ufeff${body}`, signature],
    ['said twice', body + body, signature],
    ['another event beside it', webhookBody([event, event]), signature],
    ['marked as redelivered', body.replace('"isRedelivery":false', '"isRedelivery":true'), signature],
    ['no signature', body, null],
    ['an empty signature', body, ''],
    ['hexadecimal', body, Buffer.from(signature, 'base64').toString('hex')],
    ['two signatures', body, `${signature}, ${signature}`],
    ['nothing', '', signature],
  ];
  const counted = async () => {
    const tables = ['inbox', 'turns', 'conversations', 'residents', 'outbox', 'channel_people', 'taken_back'] as const;
    const counts = await Promise.all(
      tables.map((table) =>
        at.house.db
          .selectFrom(table)
          .select((e) => e.fn.countAll<bigint>().as('n'))
          .executeTakeFirstOrThrow(),
      ),
    );
    return counts.map(({ n }) => Number(n));
  };
  const before = await counted();
  const accepted: string[] = [];
  for (const [what, sent, header] of mutations) {
    const response = await at.house.app.request('http://house.test/webhooks/line', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(header !== null && { 'x-line-signature': header }) },
      body: sent as BodyInit,
    });
    if (response.status !== 401) accepted.push(`${what}: ${response.status}`);
  }
  await at.house.settle();
  expect(accepted).toEqual([]);
  expect(await counted()).toEqual(before);
  expect(mutations.length).toBeGreaterThan(400);
  // The very bytes with the very signature are taken: the list above is not refused for another reason.
  expect(await at.deliver(event)).toBe(200);
  expect(await counted()).not.toEqual(before);
});
