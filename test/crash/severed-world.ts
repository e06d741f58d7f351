/** One house that takes payments while its line to the database is cut or it dies, and its lines to a gateway break at random. */
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import pg from 'pg';
import { readConfig } from '../../src/config.ts';
import { createTokens } from '../../src/services/tokens.ts';
import { importLines } from '../../src/store/import.ts';
import type { Database } from '../../src/store/tables.ts';
import type { Unit } from '../../src/store/unit.ts';
import { type Parts, type Wired, wire } from '../../src/wiring.ts';
import { remembering } from '../faults/blank.ts';
import { type Fault, type FaultKind, Killed, type Line, openLine } from '../faults/line.ts';
import { type LinePayEmulator, startLinePay } from '../support/line-pay-emulator/index.ts';
import type { PayTrouble } from '../support/pay-door.ts';
import { APP_ID, startWechatPay, type WechatPayEmulator } from '../support/wechat-pay-emulator/index.ts';
import { accountNumber, household, tariffs } from './town.ts';

const TOKEN_SECRET = 'a secret that only the severed harness knows, long enough';
const OPEN_ID = 'oSevered';

export type RealMethod = 'wechat-pay' | 'line-pay';

/** A fault planted on purpose, through the wiring or in the database, never in the source. */
export interface Planted {
  readonly name: string;
  readonly what: string;
  readonly on: readonly RealMethod[];
  /** SQL that plants it. */
  readonly spoil?: string;
  readonly unit?: (db: Database) => Unit;
  readonly gateways?: (companies: Companies, made: Made) => Made;
}
type Made = Parameters<NonNullable<Parts['gateways']>>[0];

export interface Companies {
  readonly wechat: WechatPayEmulator;
  readonly line: LinePayEmulator;
}

export type PayWorld = Awaited<ReturnType<typeof openPayWorld>>;

export async function openPayWorld({ url, planted }: { readonly url: string; readonly planted?: Planted | undefined }) {
  let now = Date.parse('2026-12-05T10:00:00+08:00');
  const clock = { now: () => new Date(now) };
  const companies: Companies = { wechat: await startWechatPay(clock.now), line: await startLinePay(clock.now) };
  const { wechat, line: linePay } = companies;
  const reader = new pg.Client({ connectionString: url });
  reader.on('error', () => {});
  await reader.connect();
  const lines = [...tariffs, ...household(0)].map((one) => JSON.stringify(one));
  const imported = await importLines(url, Readable.from(lines), { hashIdNumber: async (value) => value });
  if (!imported.ok) throw new Error(JSON.stringify(imported.faults));
  if (planted?.spoil) await reader.query(planted.spoil);

  const tokens = createTokens(TOKEN_SECRET);
  const config = readConfig(
    {
      NODE_ENV: 'test',
      TOKEN_SECRET,
      PUBLIC_URL: 'http://severed.test',
      RATE_LIMITS: 'off',
      ...wechat.environment,
      ...linePay.environment,
    },
    0,
  );
  const tail = new Set<Promise<unknown>>();
  let struck = 0;
  let made = 0;
  let trouble: string[] = [];

  const start = (): { readonly line: Line; readonly wired: Wired } => {
    const line = openLine(url, (_kind: FaultKind) => {
      struck += 1;
    });
    const wired = wire({
      config,
      db: line.db,
      cachedDb: settingsDb,
      later: (work) => {
        tail.add(work);
        void work.finally(() => tail.delete(work));
      },
      sink: (text) => {
        if (/"event":"(?:request|upkeep)\.failed"/.test(text)) trouble.push(text);
      },
      selfUrl: 'http://severed.test',
      clock,
      chance: {
        id: () => {
          made += 1;
          return `${nameOfRun}-0000-4000-8000-${String(made).padStart(12, '0')}`;
        },
        digits: (length) => {
          made += 1;
          return String(made * 7_919)
            .padStart(length, '0')
            .slice(-length);
        },
      },
      fetch: async () => new Response(null, { status: 503 }),
      ...(planted?.unit && { unit: planted.unit(line.db) }),
      ...(planted?.gateways && { gateways: (all: Made) => planted.gateways?.(companies, all) ?? all }),
    });
    return { line, wired };
  };
  const settingsDb = remembering(reader);
  // Trade numbers are hexadecimal, and no two worlds share one.
  const nameOfRun = randomUUID().slice(0, 8);
  let house = start();

  const landed = async (): Promise<void> => {
    const { line } = house;
    while (line.flying.length > 0) {
      const { rows } = await reader.query('select 1 from pg_stat_activity where pid = any($1::int[])', [line.flying]);
      if (rows.length === 0) line.landed();
      else await new Promise((resolve) => setImmediate(resolve));
    }
  };
  /** A dead house is followed by another, on what the database kept. */
  const revive = async (): Promise<void> => {
    if (!house.line.isDead()) return;
    await landed();
    tail.clear();
    house = start();
  };
  const settled = async (): Promise<void> => {
    const { line } = house;
    while (tail.size > 0 && !line.isDead())
      await Promise.race([Promise.allSettled([...tail]), line.dead]).catch(() => {});
  };
  /** Work of the house as it stands; null: it died over it, or its line was cut. */
  const attempt = async <T>(work: (wired: Wired) => Promise<T>): Promise<T | null> => {
    await revive();
    const { line, wired } = house;
    const done = work(wired);
    done.catch(() => {});
    try {
      const answer = await Promise.race([done, line.dead]);
      await settled();
      return answer;
    } catch (error) {
      if (!(error instanceof Killed) && !isCut(error)) throw error;
      return null;
    }
  };

  const { rows } = await reader.query<{ id: string }>(
    `insert into residents (resident_id, locale, locale_chosen, real_name, created_at)
      values ('payer-1', 'zh-CN', false, 'unverified', now()) returning resident_id as id`,
  );
  const residentId = rows[0]?.id ?? '';
  await reader.query('insert into open_ids values ($1, $2, $3, now())', [residentId, APP_ID, OPEN_ID]);

  return {
    ...companies,
    reader,
    attempt,
    struck: () => struck,
    trouble: () => trouble,
    now: () => now,
    advance: (seconds: number) => {
      now += seconds * 1_000;
    },
    arm: (fault: Fault | null) => house.line.arm(fault),
    /** What goes wrong with each call to the gateways; null: nothing any more. */
    weather: (of: (() => PayTrouble | null) | null) => {
      wechat.weather(of);
      linePay.weather(of);
    },

    /** Asks over HTTP; a status of 0 is nobody's answer. */
    async request(method: string, path: string, body?: string | object, headers: Record<string, string> = {}) {
      const token = await tokens.issue('session', residentId, clock.now(), new Date(now + 3_600_000));
      const answered = await attempt(async ({ app }) => {
        const response = await app.request(`http://severed.test${path}`, {
          method,
          headers: {
            ...(typeof body === 'object' && { 'content-type': 'application/json', authorization: `Bearer ${token}` }),
            ...headers,
          },
          ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
        });
        return { status: response.status, text: await response.text() };
      });
      return answered ?? { status: 0, text: '' };
    },

    /** An account that nobody has heard of, which owes this. */
    async newHome(n: number, currency: 'CNY' | 'TWD', amounts: readonly number[]): Promise<string> {
      const account = accountNumber(1_000 + n);
      await reader.query(
        `insert into accounts (account_number, holder, phone, address, area, feeder, transformer, category, tariff_id, household_size,
          time_of_use, prepaid, balance_minor, currency, status)
         values ($1, '试用户', '13900000000', '示例市幸福路', 'city', 'F12', 'T045', 'residential', 'EX-GD', 3, false, false, 0, $2, 'active')`,
        [account, currency],
      );
      for (const [i, minor] of amounts.entries()) await this.newBill(account, currency, i + 1, minor);
      return account;
    },

    newBill: (account: string, currency: 'CNY' | 'TWD', month: number, minor: number) =>
      reader.query(
        `insert into bills (bill_id, account_number, period, from_date, to_date, kwh, reading, lines, amount_minor, currency, due_date)
         values ($1, $2, $3, $4, $5, 200, 'actual', '[]', $6, $7, '2027-12-31')`,
        [`${account}-${month}`, account, `2026-0${month}`, `2026-0${month}-01`, `2026-0${month}-28`, minor, currency],
      ),

    /** The companies forget what is settled, so that long lanes stay quick. */
    forget(): void {
      wechat.forgetNotices();
      wechat.orders.clear();
      wechat.refunds.clear();
      wechat.journal.length = 0;
      linePay.transactions.length = 0;
      linePay.journal.length = 0;
      trouble = [];
    },

    async close(): Promise<void> {
      await revive();
      await settled();
      await house.line.close();
      await reader.end();
      await Promise.all([wechat.close(), linePay.close()]);
    },
  };
}

const isCut = (error: unknown): boolean =>
  error instanceof Error &&
  (/connection terminated|Connection terminated|not queryable|client has encountered/i.test(error.message) ||
    ['ECONNRESET', '57P01', '08006'].includes(String((error as { code?: unknown }).code)));
