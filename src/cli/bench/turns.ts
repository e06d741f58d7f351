/** A turn over HTTP, signed webhook of LINE or WeChat in and reply out, beside a floor server and bots that keep their state in memory; one run, alternating. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { lineUser, settleCrowd } from '../../../test/support/crowd.ts';
import { readConfig } from '../../config.ts';
import { startPostgres } from '../postgres.ts';
import { prepareDatabase } from '../prepare.ts';
import { caller, closedLoop, median, openLineDoor, openLoop, type Round, webhook, wechatMessage } from './line-load.ts';
import { type Server, startServer } from './servers.ts';

const PEOPLE = 1_000;
const CONNECTIONS = 10;
const ROUNDS = 7;
const ROUND_MS = 3_000;
const ACKNOWLEDGED_PER_SECOND = 300;
const ACKNOWLEDGED_MS = 10_000;
const SECRET = 'the channel secret of a bench';
const WECHAT_TOKEN = 'benchToken';
const TOKEN_SECRET = 'the secret of a bench, which nobody else has';
/** What each person says in turn: they look at their bill, at what it is made of, and are polite. */
const SAYS = ['查电费', '为什么这么贵', '谢谢'];

export async function benchTurns(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'wattline-bench-'));
  await chmod(folder, 0o755);
  // Kept data are durable data: what is acknowledged is on the disk, here and in the floor's transaction.
  const cluster = await startPostgres({ dir: join(folder, 'postgres'), keep: true });
  const door = await openLineDoor();
  const running: Server[] = [];
  try {
    await cluster.ensureDatabase('bench');
    const databaseUrl = cluster.url('bench');
    await prepareDatabase(databaseUrl, readConfig({ TOKEN_SECRET, DEMO: '0' }, Date.now()));
    await settleCrowd(databaseUrl, { accounts: PEOPLE, residents: PEOPLE, messages: 0 }, new Date());
    await compare(databaseUrl, door, running);
  } finally {
    await Promise.all(running.map(({ stop }) => stop()));
    door.close();
    await cluster.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

type Door = Awaited<ReturnType<typeof openLineDoor>>;

async function compare(databaseUrl: string, door: Door, running: Server[]): Promise<void> {
  const start = async (file: string, more: Readonly<Record<string, string>> = {}): Promise<Server> => {
    const server = await startServer(file, {
      DATABASE_URL: databaseUrl,
      LINE_CHANNEL_SECRET: SECRET,
      LINE_CHANNEL_ACCESS_TOKEN: 'token',
      LINE_API_URL: door.url,
      WECHAT_APP_ID: 'wxbench0000000000',
      WECHAT_TOKEN,
      WECHAT_MODE: 'plain',
      NODE_ENV: 'test',
      DEMO: '0',
      TOKEN_SECRET,
      ...more,
    });
    running.push(server);
    return server;
  };

  const service = await start('service');
  await warm(service, door);
  const perTurn = await statementsPerTurn(service, door);
  const floor = await start('floor', { STATEMENTS: String(Math.round(perTurn)) });
  const others = await bots(start);

  const lanes = new Map<string, Lane>([
    ['wattline, LINE', replied(service, door)],
    ['wattline, WeChat', responded(service)],
    ['floor', answered(floor)],
    ...others.map(([name, server]) => [name, replied(server, door)] as const),
  ]);
  const rounds = new Map<string, Round[]>([...lanes.keys()].map((name) => [name, []]));
  const cpu = new Map<string, { ms: number; turns: number }>(
    [...lanes.keys()].map((name) => [name, { ms: 0, turns: 0 }]),
  );
  // The first round of each only warms up; then they take turns, so that whatever else the machine does hits all alike.
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [name, lane] of lanes) {
      const before = await lane.server.spent();
      const measured = await closedLoop(CONNECTIONS, ROUND_MS, lane.turn);
      if (round === 0) continue;
      rounds.get(name)?.push(measured);
      const sum = cpu.get(name) ?? { ms: 0, turns: 0 };
      cpu.set(name, {
        ms: sum.ms + (await lane.server.spent()).cpuMs - before.cpuMs,
        turns: sum.turns + measured.count,
      });
    }
  }
  report(rounds, perTurn, cpu);
  await acknowledge([
    ['wattline', service],
    ['floor', floor],
  ]);
  for (const lane of lanes.values()) lane.close();
}

interface Lane {
  readonly server: Server;
  turn(lane: number): Promise<void>;
  close(): void;
}

/** Each lane has people of its own, so that nobody's next message comes before the last one's answer. */
function writer<T>(write: (user: string, text: string) => T) {
  let said = 0;
  const at = new Map<number, number>();
  return (lane: number) => {
    const nth = at.get(lane) ?? 0;
    at.set(lane, nth + 1);
    const who = (Math.floor(nth / SAYS.length) * CONNECTIONS + lane) % PEOPLE;
    said += 1;
    return write(lineUser(who), SAYS[nth % SAYS.length] ?? String(said));
  };
}
const onLine = (user: string, text: string) => webhook(SECRET, user, text);

/** A turn is over when its reply has arrived at LINE's door, which is more than its row being stored. */
function replied(server: Server, door: Door): Lane {
  const calls = caller(server.url, CONNECTIONS);
  const next = writer(onLine);
  return {
    server,
    async turn(lane) {
      const written = next(lane);
      const arrived = door.arrivalOf(written);
      expect200(await calls.send(written));
      await arrived;
    },
    close: calls.close,
  };
}

/** WeChat's own way: the answer stands in the response, when its row is stored and taken. */
function responded(server: Server): Lane {
  const calls = caller(server.url, CONNECTIONS);
  const next = writer((user, text) => wechatMessage(WECHAT_TOKEN, user, text));
  return {
    server,
    async turn(lane) {
      const answered = await calls.send(next(lane));
      expect200(answered);
      if (!answered.text.includes('<Content>'))
        throw new Error(`WeChat was not answered in the response: ${answered.text}`);
    },
    close: calls.close,
  };
}

/** A turn is over with the response: the floor answers when its transaction is committed. */
function answered(server: Server): Lane {
  const calls = caller(server.url, CONNECTIONS);
  const next = writer(onLine);
  return { server, turn: async (lane) => expect200(await calls.send(next(lane))), close: calls.close };
}

function expect200({ status }: { readonly status: number }): void {
  if (status !== 200) throw new Error(`a webhook was answered ${status}`);
}

async function warm(service: Server, door: Door): Promise<void> {
  const lane = replied(service, door);
  await closedLoop(CONNECTIONS, ROUND_MS, lane.turn);
  lane.close();
}

/** All of them, those that send the reply included. */
async function statementsPerTurn(service: Server, door: Door): Promise<number> {
  const lane = replied(service, door);
  const before = (await service.spent()).statements;
  let turns = 0;
  await closedLoop(CONNECTIONS, ROUND_MS, async (own) => {
    await lane.turn(own);
    turns += 1;
  });
  const after = (await service.spent()).statements;
  lane.close();
  return (after - before) / turns;
}

/** Somebody else's bot runs where BENCH_BOTS names a folder it is installed in (see the README); else it is left out. */
async function bots(
  start: (file: string, more: Readonly<Record<string, string>>) => Promise<Server>,
): Promise<(readonly [string, Server])[]> {
  const folder = process.env.BENCH_BOTS;
  if (!folder) {
    console.log('bottender: not measured (BENCH_BOTS names no folder).');
    return [];
  }
  return [['bottender, state in memory', await start('bottender', { BENCH_BOTS: folder })]];
}

function report(
  rounds: ReadonlyMap<string, readonly Round[]>,
  perTurn: number,
  cpu: ReadonlyMap<string, { readonly ms: number; readonly turns: number }>,
): void {
  const floor = rounds.get('floor') ?? [];
  const mid = (of: readonly Round[], what: keyof Round) => median(of.map((round) => round[what]));
  console.log(
    `${CONNECTIONS} connections, medians of ${ROUNDS} alternating rounds of ${ROUND_MS / 1_000} s; ${perTurn.toFixed(1)} statements a turn; load ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} cores`,
  );
  console.table(
    [...rounds].map(([name, of]) => ({
      server: name,
      'turns/s': Math.round(mid(of, 'perSecond')),
      'p50 ms': mid(of, 'p50Ms').toFixed(1),
      'p99 ms': mid(of, 'p99Ms').toFixed(1),
      'CPU ms a turn': ((cpu.get(name)?.ms ?? 0) / Math.max(1, cpu.get(name)?.turns ?? 0)).toFixed(2),
      'throughput × floor': (mid(of, 'perSecond') / mid(floor, 'perSecond')).toFixed(2),
      'p99 × floor': (mid(of, 'p99Ms') / mid(floor, 'p99Ms')).toFixed(2),
    })),
  );
}

async function acknowledge(servers: readonly (readonly [string, Server])[]): Promise<void> {
  const measured: (readonly [string, Round])[] = [];
  const refused = new Map<string, number>();
  for (const [name, server] of servers) {
    const calls = caller(server.url, 50);
    let nth = 0;
    const call = async () => {
      nth += 1;
      const { status } = await calls.send(webhook(SECRET, lineUser(nth % PEOPLE), SAYS[nth % SAYS.length] ?? ''));
      if (status !== 200) refused.set(name, (refused.get(name) ?? 0) + 1);
    };
    measured.push([name, await openLoop(ACKNOWLEDGED_PER_SECOND, ACKNOWLEDGED_MS, call)]);
    calls.close();
  }
  const floor = measured.find(([name]) => name === 'floor')?.[1];
  console.log(`\nAcknowledgement of webhooks at ${ACKNOWLEDGED_PER_SECOND} a second for ${ACKNOWLEDGED_MS / 1_000} s`);
  console.table(
    measured.map(([name, { perSecond, p50Ms, p99Ms }]) => ({
      server: name,
      'events/s': Math.round(perSecond),
      'p50 ms': p50Ms.toFixed(1),
      'p99 ms': p99Ms.toFixed(1),
      'p99 × floor': floor ? (p99Ms / floor.p99Ms).toFixed(2) : '',
      'not 200': refused.get(name) ?? 0,
    })),
  );
}
