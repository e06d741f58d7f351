/** One database with conversations in which clerks, bot, resident, payments and delivery meet in seeded order; and what must hold. */
import { sql } from 'kysely';
import { readConfig } from '../../src/config.ts';
import { createDelivery } from '../../src/services/delivery.ts';
import { peopleWaiting, tellConversation } from '../../src/store/conversations.ts';
import type { Database } from '../../src/store/tables.ts';
import { createUnit } from '../../src/store/unit.ts';
import { wire } from '../../src/wiring.ts';
import { testDatabase } from '../support/database.ts';
import { gate, gatedUnit, interleave, seeded } from './interleaving.ts';

/** What is taken away to show that it is missed. */
export type Plant = 'none' | 'hold-not-read' | 'outbox-not-held-back' | 'turns-not-compared';

export interface Counted {
  interleavings: number;
  steps: number;
  takes: number;
  heldMessages: number;
  heldBack: number;
  readonly violations: string[];
}

const BATCH = 50;
const WORDS = ['你好', '查电费', '谢谢', '转人工', '9990000000017', '帮助', '再说一遍'];
const ACCOUNT = 'interleaved';

type LogEntry = { readonly did: 'leased'; readonly outboxId: bigint } | { readonly did: 'took' | 'left' };

/** A snapshot that never says who holds the conversation. */
const blind = (db: Database): Database =>
  db.withPlugin({
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => ({
      ...result,
      rows: result.rows.map((row) => ('session' in row ? { ...row, held_by: null, held_case: null } : row)),
    }),
  });

async function damage(db: Database, plant: Plant): Promise<void> {
  if (plant === 'outbox-not-held-back') {
    await sql
      .raw(
        `create function keeps_waiting() returns trigger language plpgsql as $$ begin
           if new.last_error = 'a person took over' then return null; end if; return new; end $$;
         create trigger keeps_waiting before update on outbox for each row execute function keeps_waiting();`,
      )
      .execute(db);
  }
  if (plant === 'turns-not-compared') await sql`alter table turns drop constraint turns_pkey`.execute(db);
}

export async function openLane(plant: Plant = 'none') {
  const database = await testDatabase({ max: 1 });
  // What is tested is order, not a disk: no commit waits for one.
  await sql`set synchronous_commit = off`.execute(database.db);
  await damage(database.db, plant);
  const db = plant === 'hold-not-read' ? blind(database.db) : database.db;
  let now = Date.parse('2026-12-05T10:00:00+08:00');
  const tick = () => {
    now += 1;
    return new Date(now);
  };
  let made = 0;
  const number = () => {
    made += 1;
    return made;
  };
  const clock = { now: tick };
  const house = wire({
    config: readConfig({ NODE_ENV: 'test', TOKEN_SECRET: 'a secret that only tests know, long enough' }, 0),
    db,
    cachedDb: database.db,
    unit: gatedUnit(createUnit(db)),
    later: () => {},
    sink: () => {},
    selfUrl: 'http://lane.test',
    clock,
    chance: {
      id: () => `00000000-0000-4000-8000-${String(number()).padStart(12, '0')}`,
      digits: (length) => String(number()).padStart(length, '0').slice(-length),
    },
  });
  let log: LogEntry[] = [];
  let failing = () => false;
  const delivery = createDelivery(
    { db, clock, events: house.events },
    {
      line: async ({ outboxId }) => {
        log.push({ did: 'leased', outboxId });
        await gate();
        return failing() ? { failed: 'later', reason: 'unreachable' } : { sent: 'push' };
      },
    },
  );
  await sql`insert into accounts (account_number, holder, phone, address, area, feeder, transformer, category, tariff_id,
      household_size, time_of_use, prepaid, balance_minor, currency, status)
    values (${ACCOUNT}, '住户', '', '', 'city', 'F', 'T', 'residential', 'none', 1, false, false, 0, 'CNY', 'active')`.execute(
    database.db,
  );
  const { services, converse } = house;

  /** Somebody on LINE who asked for a person and whose payment has failed; what the bot said to them is not sent yet. */
  const settleIn = async () => {
    const person = { channel: 'line' as const, channelUserId: `U${number()}` };
    const content = { kind: 'text' as const, text: '转人工' };
    const eventId = `ask ${person.channelUserId}`;
    const [snapshot] = await converse.accept([{ ...person, eventId, at: tick(), content }]);
    await converse.answerWaiting(person, snapshot);
    const row = await database.db
      .selectFrom('cases as c')
      .innerJoin('conversations as v', 'v.conversation_id', 'c.conversation_id')
      .select(['v.resident_id', 'v.conversation_id', 'c.case_number'])
      .where('v.channel', '=', 'line')
      .where('v.channel_user_id', '=', person.channelUserId)
      .executeTakeFirstOrThrow();
    const at = tick();
    await database.db
      .insertInto('payments')
      .values({
        payment_id: `payment ${row.conversation_id}`,
        resident_id: row.resident_id,
        account_number: ACCOUNT,
        method: 'sandbox',
        amount_minor: 100n,
        currency: 'CNY',
        status: 'failed',
        gateway_reference: null,
        opened_at: at,
        expires_at: at,
        next_query_at: null,
        paid_at: null,
      })
      .execute();
    return {
      person,
      residentId: row.resident_id,
      conversationId: row.conversation_id,
      caseNumber: row.case_number,
    };
  };
  type Seat = Awaited<ReturnType<typeof settleIn>>;

  /** 3 to 6 actors around one conversation, in an order that the seed decides; then everything comes to rest. */
  const one = async (seat: Seat, seed: number, counted: Counted): Promise<readonly LogEntry[]> => {
    const pick = seeded(seed);
    log = [];
    failing = () => pick(4) === 0;
    const { person, caseNumber } = seat;
    const writes = (eventId: string, text: string) => async () => {
      const [snapshot] = await converse.accept([{ ...person, eventId, at: tick(), content: { kind: 'text', text } }]);
      await converse.answerWaiting(person, snapshot);
    };
    const clerk = (staffId: string, says: number, leaves: boolean) => async () => {
      if (!(await services.attempt(() => services.handoff.take(staffId, caseNumber))).ok) return;
      counted.takes += 1;
      log.push({ did: 'took' });
      for (let n = 0; n < says; n += 1)
        await services.attempt(() => services.handoff.say(staffId, caseNumber, `第${n + 1}句`));
      if (!leaves || !(await services.attempt(() => services.handoff.handBack(staffId, caseNumber))).ok) return;
      log.push({ did: 'left' });
      await converse.answerWaiting(person);
    };
    const paymentFails = async () => {
      const happened = { name: 'payment.failed', paymentId: `payment ${seat.conversationId}` };
      await house.services.carryOut({
        value: null,
        writes: [tellConversation(seat.residentId, `failed ${seat.conversationId} ${number()}`, happened, tick())],
      });
      await converse.answerWaiting(person);
    };
    const upkeep = async () => {
      for (const waiting of await peopleWaiting(db, tick(), 50)) await converse.answerWaiting(waiting);
    };
    const id = `said ${person.channelUserId}`;
    const word = () => WORDS[pick(WORDS.length)] ?? '';
    const menu = [
      () => writes(`${id} 1`, word()),
      // Delivered a second time.
      () => writes(`${id} 1`, word()),
      () => writes(`${id} 2`, word()),
      () => paymentFails,
      () => async () => void (await delivery.sendDue()),
      () => clerk('S02', pick(2), true),
      () => clerk('V01', 1, pick(2) === 0),
      () => upkeep,
    ];
    const actors = [clerk('S01', pick(3), pick(4) > 0)];
    for (let more = 2 + pick(4); more > 0; more -= 1) {
      const [chosen] = menu.splice(pick(menu.length), 1);
      if (chosen) actors.push(chosen());
    }
    const { steps, thrown } = await interleave(actors, pick);
    counted.steps += steps;
    counted.interleavings += 1;
    counted.violations.push(...thrown.map((error) => `seed ${seed}: thrown ${String(error)}`));
    failing = () => false;
    for (const staffId of ['S01', 'S02', 'V01']) {
      if (log.findLast(({ did }) => did !== 'leased')?.did !== 'took') break;
      if ((await services.attempt(() => services.handoff.handBack(staffId, caseNumber))).ok) log.push({ did: 'left' });
    }
    await converse.answerWaiting(person);
    while ((await unsent(seat.conversationId)) > 0) {
      now += 3_600_000;
      await delivery.sendDue();
    }
    return log;
  };
  const unsent = async (conversationId: string): Promise<number> =>
    Number(
      (
        await sql<{ n: number }>`select count(*)::integer as n from outbox
          where conversation_id = ${conversationId} and sent_at is null and given_up_at is null`.execute(database.db)
      ).rows[0]?.n,
    );

  /** What the tables say of these conversations now that everything is at rest. */
  const judge = async (seats: readonly Seat[], logs: readonly (readonly LogEntry[])[], counted: Counted) => {
    const ids = seats.map(({ conversationId }) => conversationId);
    const { rows: turns } = await sql<Row>`
      select v.conversation_id as id, t.turn, i.content->>'kind' as kind, i.content->'event'->>'name' as event, i.event_id, i.event_at,
        json_array_length(t.answer->'replies') as replies, t.answer->'replies'->0->>'from' as "from"
      from conversations v join inbox i on i.channel = v.channel and i.channel_user_id = v.channel_user_id
      left join turns t on t.inbox_id = i.inbox_id
      where v.conversation_id = any(${ids}::text[]) order by t.turn`.execute(database.db);
    const { rows: sent } = await sql<Sent>`select conversation_id as id, outbox_id as "outboxId", said_by as "saidBy",
      sent_at is not null as sent, last_error as error from outbox where conversation_id = any(${ids}::text[])`.execute(
      database.db,
    );
    seats.forEach(({ conversationId }, place) => {
      const own = turns.filter(({ id }) => id === conversationId);
      const out = sent.filter(({ id }) => id === conversationId);
      const wrong = [...wrongTurns(own, counted), ...wrongSends(own, out, logs[place] ?? [], counted)];
      counted.violations.push(...wrong.map((what) => `${conversationId}: ${what}`));
    });
  };

  return {
    async run(count: number, firstSeed: number): Promise<Counted> {
      const counted: Counted = {
        interleavings: 0,
        steps: 0,
        takes: 0,
        heldMessages: 0,
        heldBack: 0,
        violations: [],
      };
      for (let done = 0; done < count; done += BATCH) {
        const seats: Seat[] = [];
        const logs: (readonly LogEntry[])[] = [];
        for (let n = 0; n < Math.min(BATCH, count - done); n += 1) {
          const seat = await settleIn();
          seats.push(seat);
          logs.push(await one(seat, firstSeed + done + n, counted));
        }
        await judge(seats, logs, counted);
      }
      return counted;
    },
    close: () => database.drop(),
  };
}

interface Row {
  readonly id: string;
  readonly turn: number | null;
  readonly kind: string;
  readonly event: string | null;
  readonly event_id: string;
  readonly event_at: Date;
  readonly replies: number | null;
  readonly from: string | null;
}

function wrongTurns(rows: readonly Row[], counted: Counted): string[] {
  const wrong: string[] = [];
  let held = false;
  let last = new Date(0);
  rows.forEach(({ turn, kind, event, replies, from, event_id, event_at }, place) => {
    if (turn === null) {
      wrong.push(`${event_id} was never answered`);
      return;
    }
    if (turn !== place + 1) wrong.push(`turn ${turn} stands at place ${place + 1}`);
    const person = event?.startsWith('person.') === true;
    if (event === 'person.said' && (!held || from === null)) wrong.push(`words of nobody at turn ${turn}`);
    if (!person && held && replies !== 0) wrong.push(`the bot spoke at turn ${turn}, while a person held it`);
    if (!person && held && kind === 'event') wrong.push(`an event had turn ${turn}, while a person held it`);
    if (kind !== 'event') {
      if (!held && replies === 0) wrong.push(`silence at turn ${turn}`);
      if (held) counted.heldMessages += 1;
      if (event_at < last) wrong.push(`turn ${turn} came before its time`);
      last = event_at;
    }
    if (event === 'person.took') held = true;
    if (event === 'person.left') held = false;
  });
  if (held) wrong.push('still held');
  return wrong;
}

interface Sent {
  readonly id: string;
  readonly outboxId: bigint;
  readonly saidBy: string | null;
  readonly sent: boolean;
  readonly error: string | null;
}

/** A send begins with its lease: what a sender had in its hands when a person came may still arrive. */
function wrongSends(rows: readonly Row[], out: readonly Sent[], log: readonly LogEntry[], counted: Counted): string[] {
  const wrong: string[] = [];
  const bots = new Set(out.filter(({ saidBy }) => saidBy === null).map(({ outboxId }) => outboxId));
  let held = false;
  for (const entry of log) {
    if (entry.did === 'leased') {
      if (held && bots.has(entry.outboxId))
        wrong.push(`the bot's message ${entry.outboxId} was sent while a person held it`);
    } else held = entry.did === 'took';
  }
  counted.heldBack += out.filter(({ error }) => error === 'a person took over').length;
  const persons = rows.filter(({ event }) => event === 'person.took' || event === 'person.said').length;
  const delivered = out.filter(({ saidBy, sent }) => saidBy !== null && sent).length;
  if (persons !== delivered) wrong.push(`${persons} times a person spoke, ${delivered} times it was sent`);
  return wrong;
}
