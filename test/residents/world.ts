/** The whole service on a real database for one dialogue after the other: stepped clock, seeded chance, LINE's platform beside it. */
import { Readable } from 'node:stream';
import pg from 'pg';
import { publishAtStart } from '../../src/cli/publish-knowledge.ts';
import { readConfig } from '../../src/config.ts';
import { createTokens } from '../../src/services/tokens.ts';
import { connect } from '../../src/store/connect.ts';
import { importLines } from '../../src/store/import.ts';
import { migrate } from '../../src/store/migrate.ts';
import { wire } from '../../src/wiring.ts';
import { chanceOf } from '../faults/chance.ts';
import { startLineEmulator } from '../support/line-emulator.ts';
import { startWechatEmulator } from '../support/wechat-emulator.ts';
import type { Dice } from './dice.ts';
import { type Meaning, type Mode, openModel } from './model.ts';
import { TODAY } from './town.ts';

const TOKEN_SECRET = 'a secret that only simulated residents know, long enough';
export const TEMPLATE = 'residents_template';

/** A migrated database with the town and the articles in it, to be copied. */
export async function makeTemplate(url: string, lines: readonly object[]): Promise<void> {
  const { db, pool } = connect({ connectionString: url, max: 1 });
  await migrate(db);
  const { hashIdNumber } = createTokens(TOKEN_SECRET);
  const done = await importLines(url, Readable.from(lines.map((line) => JSON.stringify(line))), { hashIdNumber });
  if (!done.ok) throw new Error(`the town is not right: ${JSON.stringify(done.faults)}`);
  const published = await publishAtStart(db, new Date(TODAY));
  if (published.includes('NOT')) throw new Error(published);
  await pool.end();
}

export type World = Awaited<ReturnType<typeof openWorld>>;

/** `url`: a copy of the template that nobody else uses; `mode`: with a model beside the service that is so good or so bad. */
export async function openWorld(url: string, mode: Mode | null = null) {
  const { db, pool } = connect({ connectionString: url, max: 6 });
  const reader = new pg.Client({ connectionString: url });
  // A server that goes away while nobody asks it anything: the next question says so.
  reader.on('error', () => {});
  await reader.connect();
  const blank = await blankAgain(reader);

  let now = Date.parse(TODAY);
  let dice: Dice | null = null;
  const chance = chanceOf(() => dice);
  const texts: { readonly phone: string; readonly text: string }[] = [];
  const trouble: string[] = [];
  const tail = new Set<Promise<unknown>>();
  const line = await startLineEmulator({ now: () => now });
  const wechat = await startWechatEmulator({ now: () => now, pause: inNobodysWay });
  const model = mode && (await openModel(mode));
  let waitedMs = 0;
  const config = readConfig(
    {
      NODE_ENV: 'test',
      TOKEN_SECRET,
      PUBLIC_URL: 'http://residents.test',
      LINE_CHANNEL_SECRET: line.channelSecret,
      LINE_CHANNEL_ACCESS_TOKEN: line.accessToken,
      LINE_API_URL: line.url,
      ...wechat.environment,
      ...wechat.sending,
      ...model?.environment,
    },
    0,
  );
  const open = (): ReturnType<typeof wire> =>
    wire({
      config,
      db,
      cachedDb: db,
      later: (work) => {
        tail.add(work);
        void work.finally(() => tail.delete(work));
      },
      sink: (text) => {
        const [, phone, words] = /^\[text message to (\S+)\] (.*)$/s.exec(text) ?? [];
        if (phone && words) texts.push({ phone, text: words });
        if (text.includes('.failed"')) trouble.push(text);
        waitedMs += Number(MODEL_MS.exec(text)?.[1] ?? 0);
      },
      selfUrl: 'http://residents.test',
      clock: { now: () => new Date(now) },
      pause: inNobodysWay,
      chance,
      oneByOne: true,
      fetch: (async (input: string | URL | Request, init?: RequestInit) =>
        house.app.request(String(input), init)) as typeof fetch,
      ...(model && { loadLanguageModel: model.load }),
    });
  let house = open();
  line.sendWebhooksTo((request) => house.app.fetch(request));
  wechat.sendTo((request) => house.app.fetch(request));

  /** Waits for everything that goes on after an answer. */
  const settle = async (): Promise<void> => {
    while (tail.size > 0) await Promise.allSettled([...tail]);
  };

  let played = 0;
  return {
    house: () => house,
    /** The next message means this, if somebody asks the model. */
    means: (meanings: readonly Meaning[]): void => model?.means(meanings),
    /** Milliseconds that the service itself says it waited for the model, all in all. */
    waitedMs: (): number => waitedMs,
    askedModel: (): number => model?.asked() ?? 0,
    db,
    reader,
    line,
    wechat,
    texts: texts as readonly (typeof texts)[number][],
    /** What the service noted as failed. */
    trouble: trouble as readonly string[],
    now: () => new Date(now),
    settle,
    advance: (seconds: number): void => {
      now += seconds * 1_000;
    },
    /** What is to be done without anybody asking. */
    upkeep: async (): Promise<void> => {
      await house.upkeep();
      await settle();
    },
    request: async (method: string, path: string, token: string | null, body?: unknown) => {
      const isForm = body instanceof FormData || body instanceof URLSearchParams;
      const response = await house.app.request(`http://residents.test${path}`, {
        method,
        headers: {
          ...(body !== undefined && !isForm && { 'content-type': 'application/json' }),
          ...(token && { authorization: `Bearer ${token}` }),
        },
        ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, headers: response.headers, text };
    },
    /** Nothing of the dialogue before is left. */
    begin: async (own: Dice, at: string): Promise<void> => {
      await settle();
      // A model's budget, rest and memory are the process's own: nobody finds them as the one before left them.
      if (model) house = open();
      dice = own;
      chance.again();
      now = Date.parse(at);
      texts.length = 0;
      trouble.length = 0;
      line.platform.delivered.length = 0;
      line.platform.violations.length = 0;
      wechat.platform.delivered.length = 0;
      wechat.platform.violations.length = 0;
      await reader.query(blank);
      played += 1;
      if (played % 60 === 0) await reader.query('vacuum');
    },
    close: async (): Promise<void> => {
      await settle();
      await line.close();
      await wechat.close();
      await model?.close();
      await pool.end();
      await reader.end();
    },
  };
}

/** As the service logs each call to a model. */
const MODEL_MS = /^\{"event":"model\.asked".*"ms":(\d+)/;

/** Nobody here is late: what looks every moment looks again at once, what waits for WeChat to hang up waits for ever. */
const GIVES_UP_MS = 4_000;
const inNobodysWay = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    if (ms < GIVES_UP_MS) setTimeout(resolve, 5);
  });

/** One string of SQL that empties what was empty, and puts back what can have been changed. */
async function blankAgain(reader: pg.Client): Promise<string> {
  const { rows } = await reader.query<{ name: string; sequence: string | null }>(
    `select c.relname as name, (select pg_get_serial_sequence(c.relname, a.attname) from pg_attribute a
       where a.attrelid = c.oid and a.attidentity <> '' limit 1) as sequence
     from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'r' order by 1`,
  );
  const filled = new Set<string>();
  for (const { name } of rows) {
    const found = await reader.query(`select 1 from "${name}" limit 1`);
    if (found.rows.length > 0) filled.add(name);
  }
  const kept = ['accounts', 'bills', 'counters'].filter((name) => filled.has(name));
  await reader.query('create schema if not exists blank');
  for (const name of kept) await reader.query(`create table if not exists blank."${name}" as table public."${name}"`);
  return [
    'set session_replication_role = replica',
    ...rows.filter(({ name }) => !filled.has(name)).map(({ name }) => `delete from "${name}"`),
    ...kept.map(
      (name) => `delete from "${name}"; insert into "${name}" overriding system value select * from blank."${name}"`,
    ),
    ...rows.flatMap(({ name, sequence }) =>
      sequence && !filled.has(name) ? [`select setval('${sequence}', 1, false)`] : [],
    ),
    'set session_replication_role = origin',
  ].join('; ');
}
