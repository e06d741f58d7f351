/** Start: one Node process with a pool, the same application. For self-hosting and containers. */
import { type Http2Bindings, type HttpBindings, serve } from '@hono/node-server';
import { localDatabase } from './cli/local.ts';
import { stopWithNpm } from './cli/orphan.ts';
import { prepareDatabase } from './cli/prepare.ts';
import { keepClock } from './cli/service-clock.ts';
import { switchedOnLines } from './cli/switched-on.ts';
import { ConfigError, readConfig, switchedOn } from './config.ts';
import { connect } from './store/connect.ts';
import type { Database } from './store/tables.ts';
import type { Unit } from './store/unit.ts';
import { type Parts, type Wired, wire } from './wiring.ts';

/** From one round of upkeep to the next; what takes longer is left alone by the next one, which does the rest. */
const UPKEEP_EVERY_MS = 2_000;

/** With more of them at once the next webhook waits for its 200 longer, and none is answered sooner: a turn is mostly our own work. */
const ANSWERS_AT_ONCE = 8;

export interface Running {
  readonly url: string;
  readonly house: Wired;
  stop(): Promise<void>;
}

/** What tests put in place of the real thing; the unit of work is made on the database that is opened here. */
export interface NodeParts extends Pick<Parts, 'clock' | 'fetch' | 'faultPoint'>, Partial<Pick<Parts, 'sink'>> {
  readonly unit?: (db: Database) => Unit;
}

/** What was refused before all of it came ends its connection, and says so: nobody's next request goes down with the rest of it. */
export const overSockets =
  (app: Wired['app']) =>
  async (request: Request, { incoming }: HttpBindings | Http2Bindings): Promise<Response> => {
    const response = await app.fetch(request, { incoming });
    if (!incoming.complete) response.headers.set('connection', 'close');
    return response;
  };

/** Starts the service on an existing, migrated database. */
export async function startNode(
  environment: Readonly<Record<string, unknown>>,
  databaseUrl: string,
  { unit, ...parts }: NodeParts = {},
): Promise<Running> {
  const config = readConfig(environment, Date.now());
  const { db, pool } = connect({ connectionString: databaseUrl, max: 20, keepsPlans: true });
  const tail = new Set<Promise<unknown>>();
  const house = wire({
    sink: (line) => console.log(line),
    ...parts,
    ...(unit && { unit: unit(db) }),
    config,
    db,
    cachedDb: db,
    later: (work) => {
      tail.add(work);
      void work.finally(() => tail.delete(work));
    },
    answersAtOnce: ANSWERS_AT_ONCE,
    selfUrl: `http://127.0.0.1:${config.port}`,
    addressOf: config.trustProxy ? (request) => toldByProxy(request.headers.get('x-forwarded-for')) : otherEnd,
    loadLanguageModel: async (address) =>
      (await import('./outside/language-model.openai.ts')).openAiLanguageModel(address),
  });
  const server = serve({
    fetch: overSockets(house.app),
    port: config.port,
    ...(config.host !== null && { hostname: config.host }),
  });
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', reject);
  });
  const upkeep = house.upkeepRounds();
  const rounds = new Set<Promise<void>>();
  const next = () => {
    const round = upkeep().finally(() => rounds.delete(round));
    rounds.add(round);
  };
  next();
  const timer = setInterval(next, UPKEEP_EVERY_MS);
  return {
    url: config.publicUrl,
    house,
    async stop() {
      clearInterval(timer);
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        if ('closeAllConnections' in server) server.closeAllConnections();
      });
      await Promise.allSettled(rounds);
      await Promise.allSettled(tail);
      await pool.end();
    },
  };
}

/** Without a proxy nothing but the socket tells who sends; with one that is not trusted, that is the proxy for everybody. */
const otherEnd = (_: Request, env: unknown): string | null =>
  (env as Partial<HttpBindings>).incoming?.socket.remoteAddress ?? null;

/** The proxy adds the address that it saw at the end; what stands before it anybody may have written. */
function toldByProxy(forwarded: string | null): string | null {
  const last = forwarded?.split(',').at(-1)?.trim() ?? '';
  return /^[\da-fA-F.:]{2,45}$/.test(last) ? last : null;
}

if (import.meta.main) {
  try {
    const local = await localDatabase(process.env);
    const environment = { ...process.env, DEMO_NOW_SINCE: String(Date.now()), ...local.shared };
    const config = readConfig(environment, Date.now());
    console.log(await prepareDatabase(local.databaseUrl, config));
    const running = await startNode(environment, local.databaseUrl);
    await keepClock(local.databaseUrl, config);
    console.log([`Wattline answers at ${running.url}`, ...switchedOnLines(switchedOn(config))].join('\n'));
    const stop = async () => {
      await running.stop();
      await local.stop();
      process.exit(0);
    };
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
    stopWithNpm(stop);
  } catch (error) {
    console.error(error instanceof ConfigError ? error.message : error);
    process.exit(1);
  }
}
