/** A small town on one real database: residents, clerks, a stepped clock, and a service that dies and is started again. */
import { Readable } from 'node:stream';
import pg from 'pg';
import { readConfig } from '../../src/config.ts';
import { createTokens } from '../../src/services/tokens.ts';
import { importLines } from '../../src/store/import.ts';
import type { Database } from '../../src/store/tables.ts';
import type { Unit } from '../../src/store/unit.ts';
import { type Wired, wire } from '../../src/wiring.ts';
import type { Dice } from '../crash/chance.ts';
import { blankAgain, remembering } from './blank.ts';
import { chanceOf } from './chance.ts';
import { nextDue } from './due.ts';
import { moveIn, type Resident, townLines } from './homes.ts';
import { type Fault, type FaultKind, Killed, type Line, openLine } from './line.ts';

const TOKEN_SECRET = 'a secret that only the fault harness knows, long enough';
const MINUTE = 60_000;
/** Rounds of upkeep in one run; whoever needs more does the same again and again. */
const MOST_TICKS = 120;
/** Filled and emptied by each run. */
const GROWING =
  'cases, case_history, inbox, turns, conversations, idempotency_keys, outages, outage_reports, outage_events, outbox, documents, document_files, accounts, residents, bindings, counters';

export interface WorldOptions {
  /** A migrated database that nobody else uses. */
  readonly url: string;
  /** SQL that plants a fault in this database. */
  readonly spoil?: string;
  /** Plants a fault in the unit of work. */
  readonly unit?: (db: Database) => Unit;
  /** Minutes after a start in which nobody looks after anything. */
  readonly upkeepWaits?: number;
  /** Each try of a request has a key of its own, as if nobody had told the client about keys. */
  readonly newKeys?: boolean;
}

interface House {
  readonly line: Line;
  readonly wired: Wired;
}

export type World = Awaited<ReturnType<typeof openWorld>>;

export async function openWorld(options: WorldOptions) {
  const { url } = options;
  const reader = new pg.Client({ connectionString: url, types: pg.types });
  reader.on('error', () => {});
  await reader.connect();
  const tokens = createTokens(TOKEN_SECRET);
  const imported = await importLines(url, Readable.from(townLines.map((line) => JSON.stringify(line))), {
    hashIdNumber: tokens.hashIdNumber,
  });
  if (!imported.ok) throw new Error(JSON.stringify(imported.faults));
  const config = {
    ...readConfig({ NODE_ENV: 'test', TOKEN_SECRET, PUBLIC_URL: 'http://faults.test', RATE_LIMITS: 'off' }, 0),
    // Nobody pays here: that is the crash harness's part.
    sandbox: false,
  };
  const settingsDb = remembering(reader);

  let now = 0;
  let dice: Dice | null = null;
  let run = 0;
  let struckBy: FaultKind[] = [];
  let trouble: string[] = [];
  let messages: { readonly at: string; readonly phone: string; readonly text: string }[] = [];
  let downs: { from: number; to: number }[] = [];
  let upSince = 0;
  let ticks = 0;
  const tail = new Set<Promise<unknown>>();
  const clock = { now: () => new Date(now) };
  const chance = chanceOf(() => dice);

  let unit: WorldOptions['unit'];
  const start = (): House => {
    const line = openLine(url, (kind) => struckBy.push(kind));
    const wired: Wired = wire({
      config,
      db: line.db,
      cachedDb: settingsDb,
      later: (work) => {
        tail.add(work);
        void work.finally(() => tail.delete(work));
      },
      sink: (text) => {
        if (text.includes('.failed"')) trouble.push(text);
        const [, phone, words] = /^\[text message to (\S+)\] (.*)$/s.exec(text) ?? [];
        if (phone && words) messages.push({ at: new Date(now).toISOString(), phone, text: words });
      },
      selfUrl: 'http://faults.test',
      clock,
      chance,
      // A fault is planned for the so-many-th statement.
      oneByOne: true,
      fetch: async () => new Response(null, { status: 503 }),
      ...(unit && { unit: unit(line.db) }),
    });
    return { line, wired };
  };
  let house = start();

  /** Work that a living house does; whoever waits for a dead one hears that the connection is gone. */
  const asked = async <T>(work: (wired: Wired) => Promise<T>): Promise<T> => {
    const { line, wired } = house;
    const done = work(wired);
    done.catch(() => {});
    return Promise.race([done, line.dead]);
  };
  const settled = async (): Promise<void> => {
    const { line } = house;
    while (tail.size > 0 && !line.isDead())
      await Promise.race([Promise.allSettled([...tail]), line.dead]).catch(() => {});
  };

  let downtime: () => Promise<number> = async () => 1;
  let reviving: Promise<void> | null = null;
  const restart = async (): Promise<void> => {
    await landed();
    tail.clear();
    const from = now;
    now += Math.round((await downtime()) * MINUTE);
    downs.push({ from, to: now });
    upSince = now;
    house = start();
    await tick();
  };
  /** A dead service is started again after a while, and looks at once what is to be done; a living one is left alone. */
  const revive = async (): Promise<void> => {
    if (!house.line.isDead()) return;
    reviving ??= restart().finally(() => {
      reviving = null;
    });
    await reviving;
  };

  async function landed(): Promise<void> {
    const { line } = house;
    while (line.flying.length > 0) {
      const { rows } = await reader.query('select 1 from pg_stat_activity where pid = any($1::int[])', [line.flying]);
      if (rows.length === 0) line.landed();
      else await new Promise((resolve) => setImmediate(resolve));
    }
  }

  const request = async (
    method: string,
    path: string,
    { as, body, key }: { as?: Resident; body?: unknown; key?: string } = {},
  ): Promise<{ status: number; body: unknown }> => {
    const token = as && (await tokens.issue('session', as.id, clock.now(), new Date(now + 60 * MINUTE)));
    const isForm = body instanceof FormData || body instanceof URLSearchParams;
    return asked(async ({ app }) => {
      const response = await app.request(`http://faults.test${path}`, {
        method,
        headers: {
          ...(body !== undefined && !isForm && { 'content-type': 'application/json' }),
          ...(token && { authorization: `Bearer ${token}` }),
          ...(key && { 'idempotency-key': key }),
        },
        ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
      });
      const isJson = response.headers.get('content-type')?.includes('json');
      return { status: response.status, body: isJson ? await response.json() : await response.text() };
    });
  };

  /** One round of upkeep; a service that dies over it is started again at once. */
  const tick = async (): Promise<void> => {
    ticks += 1;
    if (now - upSince < (options.upkeepWaits ?? 0) * MINUTE && downs.length > 0) return;
    try {
      await asked(({ upkeep }) => upkeep());
      await settled();
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
    }
  };

  now = Date.parse('2026-12-05T10:00:00+08:00');
  const residents = await moveIn(reader, (body) => request('POST', '/v1/sessions', { body }));
  const blank = await blankAgain(reader);
  if (options.spoil) await reader.query(options.spoil);
  if (options.unit) {
    ({ unit } = options);
    await house.line.close();
    house = start();
  }

  return {
    reader,
    residents,
    newKeys: options.newKeys ?? false,
    asked,
    settled,
    request,
    tick,
    now: () => now,
    struck: (): readonly FaultKind[] => struckBy,
    trouble: (): readonly string[] => trouble,
    /** Text messages as they left the house, each as often as it was sent. */
    messages: () => messages as readonly (typeof messages)[number][],
    downs: (): readonly { from: number; to: number }[] => downs,
    ticks: () => ticks,
    isTireless: () => ticks >= MOST_TICKS,
    id: () => chance.id(),
    arm: (fault: Fault) => house.line.arm(fault),
    isArmed: () => house.line.isArmed(),
    revive,
    landed,

    /** Lets time pass: upkeep runs at each minute at which something is due, and is known to find nothing at the others. */
    async advance(milliseconds: number): Promise<void> {
      const end = now + milliseconds;
      let last = 0;
      while (ticks < MOST_TICKS) {
        await revive();
        const due = await nextDue(reader, new Date(now));
        const at = Math.max(last + MINUTE, Math.ceil(Math.max(due?.getTime() ?? Infinity, now) / MINUTE) * MINUTE);
        if (at > end) break;
        now = Math.max(now, at);
        last = now;
        await tick();
      }
      now = Math.max(now, end);
    },

    /** A new run: nothing of the one before is left, the clock stands at the beginning. */
    async begin(own: Dice, at: number, away: () => Promise<number>): Promise<void> {
      run += 1;
      dice = own;
      chance.again();
      await revive();
      downtime = away;
      [struckBy, trouble, messages, downs, ticks] = [[], [], [], [], 0];
      tail.clear();
      now = at;
      upSince = at;
      await reader.query(blank);
      if (run % 150 === 149) await reader.query(`vacuum ${GROWING}`);
    },

    close: async (): Promise<void> => {
      await settled();
      await landed();
      await house.line.close();
      await reader.end();
    },
  };
}
