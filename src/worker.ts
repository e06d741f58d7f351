/** Start: Cloudflare Workers. `fetch` answers, `scheduled` does the upkeep; the database is reached through Hyperdrive. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type pg from 'pg';
import { readConfig } from './config.ts';
import type { LoadLanguageModel } from './outside/language-model.ts';
import { connect, databaseOn } from './store/connect.ts';
import { type Wired, wire } from './wiring.ts';

interface Hyperdrive {
  readonly connectionString: string;
}

interface Env {
  /** Every read and write that must be true now. */
  readonly DB: Hyperdrive;
  /** Reads that may be a minute old. */
  readonly DB_CACHED: Hyperdrive;
  readonly [name: string]: unknown;
}

/**
 * Built by cli/build-model.ts and uploaded beside the Worker: workerd reads it when the first message needs it. Named by a
 * variable, or the bundler would put it into the path of every webhook.
 */
const MODEL_PART = './language-model.js';

const loadLanguageModel: LoadLanguageModel = async (address) => {
  const part = (await import(MODEL_PART)) as typeof import('./outside/language-model.openai.ts');
  return part.openAiLanguageModel(address);
};

interface Context {
  waitUntil(work: Promise<unknown>): void;
}

/** Sockets belong to one request on Workers: the house is built once per isolate, its pools once per request. */
interface Scope {
  readonly context: Context;
  readonly pools: Map<string, pg.Pool>;
  readonly env: Env;
  readonly tail: Promise<unknown>[];
}

const scope = new AsyncLocalStorage<Scope>();

const here = (): Scope => {
  const current = scope.getStore();
  if (!current) throw new Error('the database was asked for outside a request');
  return current;
};

const databaseOf = (binding: 'DB' | 'DB_CACHED') =>
  databaseOn({
    connect: (() => {
      const { pools, env } = here();
      // Hyperdrive may refuse limits at the start, and ends a statement itself after a minute.
      const limits = 'ours';
      const pool =
        pools.get(binding) ?? connect({ connectionString: env[binding].connectionString, max: 3, limits }).pool;
      pools.set(binding, pool);
      return pool.connect();
    }) as pg.Pool['connect'],
    end: (async () => {}) as pg.Pool['end'],
  });

let house: Wired | null = null;

function wired(env: Env): Wired {
  // On Workers the clock stands still before the first request: DEMO_NOW is counted from there unless the start command said since when.
  const config = readConfig(env, Date.now());
  house ??= wire({
    config,
    db: databaseOf('DB'),
    cachedDb: databaseOf('DB_CACHED'),
    later: (work) => {
      const { context, tail } = here();
      tail.push(work);
      context.waitUntil(work);
    },
    sink: (line) => console.log(line),
    addressOf: (request) => request.headers.get('cf-connecting-ip'),
    selfUrl: `http://127.0.0.1:${config.port}`,
    loadLanguageModel,
  });
  return house;
}

async function within<T>(
  env: Env,
  context: Context,
  work: (house: Wired) => Promise<T>,
  streams: (result: T) => boolean,
): Promise<T> {
  const current: Scope = { context, env, pools: new Map(), tail: [] };
  return scope.run(current, async () => {
    let result: T | undefined;
    try {
      result = await work(wired(env));
      return result;
    } finally {
      // A stream goes on reading after this; its connections end with the request itself.
      if (result === undefined || !streams(result)) {
        context.waitUntil(
          (async () => {
            for (let i = 0; i < current.tail.length; i += 1) await current.tail[i];
            await Promise.all([...current.pools.values()].map((pool) => pool.end()));
          })(),
        );
      }
    }
  });
}

export default {
  fetch: (request: Request, env: Env, context: Context): Promise<Response> =>
    within(
      env,
      context,
      async (built) => built.app.fetch(request, env),
      (response) => response.headers.get('content-type')?.startsWith('text/event-stream') === true,
    ),

  scheduled: (_event: unknown, env: Env, context: Context): Promise<void> =>
    within(
      env,
      context,
      (built) => built.upkeep(),
      () => false,
    ),
};
