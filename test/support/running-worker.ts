/** The Worker in workerd on a fresh database with the town in it, its clock started on the town's day. */
import { Readable } from 'node:stream';
import { freePort } from '../../src/cli/free-port.ts';
import { runWorker } from '../../src/cli/workerd.ts';
import { readConfig } from '../../src/config.ts';
import { createTokens } from '../../src/services/tokens.ts';
import { importLines } from '../../src/store/import.ts';
import { wire } from '../../src/wiring.ts';
import { testDatabase } from './database.ts';
import { TODAY, town } from './town.ts';

const TOKEN_SECRET = 'a secret that only tests know, long enough';

export type TownWorker = Awaited<ReturnType<typeof startTownWorker>>;

export async function startTownWorker(
  environment: Readonly<Record<string, string>> = {},
  /** `at`: what the clock shows at the start; `lines`: what is imported beside the town. */
  { at = TODAY, lines = [] }: { readonly at?: string; readonly lines?: readonly object[] } = {},
) {
  const database = await testDatabase();
  const tokens = createTokens(TOKEN_SECRET);
  const imported = await importLines(
    database.url,
    Readable.from([...town, ...lines].map((one) => JSON.stringify(one))),
    { hashIdNumber: tokens.hashIdNumber },
  );
  if (!imported.ok) throw new Error(JSON.stringify(imported.faults));
  const startedAt = Date.now();
  const port = await freePort();
  const given = {
    NODE_ENV: 'test',
    TOKEN_SECRET,
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    DEMO_NOW: at,
    DEMO_NOW_SINCE: String(startedAt),
    ...environment,
  };
  const worker = await runWorker({ databaseUrl: database.url, port, environment: given });
  return {
    url: worker.url,
    pool: database.pool,
    db: database.db,
    tick: worker.tick,
    /** The service's clock, for stand-ins beside it. */
    now: () => Date.parse(at) + (Date.now() - startedAt),
    /** What clerks do, as `npm run clerk` does it: on the same database, and the Worker tells of it. */
    desk: () =>
      wire({
        config: readConfig(given, startedAt),
        db: database.db,
        cachedDb: database.db,
        later: () => {},
        sink: () => {},
        selfUrl: worker.url,
      }).services,
    stop: async () => {
      await worker.stop();
      await database.drop();
    },
  };
}
