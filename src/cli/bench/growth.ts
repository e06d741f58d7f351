/** Whether a turn costs the same in a large town: one resident's turns with more and more accounts and messages around them. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type Crowd, lineUser, settleCrowd } from '../../../test/support/crowd.ts';
import { readConfig } from '../../config.ts';
import { startPostgres } from '../postgres.ts';
import { prepareDatabase } from '../prepare.ts';
import { caller, closedLoop, openLineDoor, type Round, webhook } from './line-load.ts';
import { type Server, startServer } from './servers.ts';

/** GROWTH_UP_TO=1000000 goes on to a million accounts and ten million messages, for which some hours and 40 GB are needed. */
const UP_TO = Number(process.env.GROWTH_UP_TO ?? 100_000);
const SIZES = [1_000, 10_000, 100_000, 1_000_000].filter((accounts) => accounts <= UP_TO);
const MESSAGES_EACH = 10;
const WARM_MS = 4_000;
const IDLE_MS = 6_000;
const MEASURED_MS = 10_000;
const SECRET = 'the channel secret of a bench';
const TOKEN_SECRET = 'the secret of a bench, which nobody else has';
const SAYS = ['查电费', '为什么这么贵', '谢谢'];

export async function benchGrowth(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'wattline-growth-'));
  await chmod(folder, 0o755);
  const cluster = await startPostgres({ dir: join(folder, 'postgres'), keep: false });
  const door = await openLineDoor();
  try {
    await cluster.ensureDatabase('bench');
    const databaseUrl = cluster.url('bench');
    await prepareDatabase(databaseUrl, readConfig({ TOKEN_SECRET, DEMO: '0' }, Date.now()));
    const rows: Measured[] = [];
    let there: Crowd = { accounts: 0, residents: 0, messages: 0 };
    for (const accounts of SIZES) {
      const wanted = { accounts, residents: accounts, messages: accounts * MESSAGES_EACH };
      await settleCrowd(databaseUrl, wanted, new Date(), there);
      there = wanted;
      rows.push({ ...wanted, ...(await measured(databaseUrl, door, accounts)) });
      const [first] = rows;
      const last = rows.at(-1);
      if (first && last) console.table([shown(last, first)]);
    }
  } finally {
    door.close();
    await cluster.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Measured extends Crowd {
  readonly round: Round;
  /** Pages of 8 KiB that PostgreSQL looked at for a turn: says the same on a busy machine. */
  readonly pages: number;
}

async function measured(databaseUrl: string, door: Door, people: number): Promise<Pick<Measured, 'round' | 'pages'>> {
  const service = await startServer('service', {
    DATABASE_URL: databaseUrl,
    LINE_CHANNEL_SECRET: SECRET,
    LINE_CHANNEL_ACCESS_TOKEN: 'token',
    LINE_API_URL: door.url,
    NODE_ENV: 'test',
    DEMO: '0',
    TOKEN_SECRET,
  });
  try {
    const turn = writer(service, door, people);
    await closedLoop(1, WARM_MS, turn);
    // Upkeep looks too, turns or none: what it alone looks at is taken off.
    const [idle, began] = [await pagesSeen(databaseUrl), performance.now()];
    await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
    const [before, turnsBegan] = [await pagesSeen(databaseUrl), performance.now()];
    const round = await closedLoop(1, MEASURED_MS, turn);
    const after = await pagesSeen(databaseUrl);
    const upkeep = ((before - idle) / (turnsBegan - began)) * (performance.now() - turnsBegan);
    return { round, pages: Math.max(0, after - before - upkeep) / Math.max(1, round.count) };
  } finally {
    await service.stop();
  }
}

type Door = Awaited<ReturnType<typeof openLineDoor>>;

/** People from all over the town, three turns each. */
function writer(service: Server, door: Door, people: number) {
  const calls = caller(service.url, 1);
  const stride = Math.max(1, Math.floor(people / 997));
  let nth = 0;
  return async () => {
    const who = (Math.floor(nth / SAYS.length) * stride) % people;
    const written = webhook(SECRET, lineUser(who), SAYS[nth % SAYS.length] ?? '');
    nth += 1;
    const arrived = door.arrivalOf(written);
    if ((await calls.send(written)).status !== 200) throw new Error('a webhook was refused');
    await arrived;
  };
}

/** Counted by PostgreSQL for the whole database; a connection tells its share when it is idle for a moment. */
async function pagesSeen(databaseUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  const { rows } = await client.query<{ pages: string }>(
    'select blks_hit + blks_read as pages from pg_stat_database where datname = current_database()',
  );
  await client.end();
  return Number(rows[0]?.pages);
}

const shown = ({ accounts, messages, round, pages }: Measured, first: Measured) => ({
  accounts,
  messages,
  turns: round.count,
  'p50 ms': round.p50Ms.toFixed(1),
  'p50 × first': (round.p50Ms / first.round.p50Ms).toFixed(2),
  'pages a turn': pages.toFixed(0),
  'pages × first': first.pages > 0 ? (pages / first.pages).toFixed(2) : 'not known',
});
