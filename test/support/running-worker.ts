/** The Worker in workerd on a fresh database with the town in it, its clock started on the town's day. */
import { Readable } from 'node:stream';
import { freePort } from '../../src/cli/free-port.ts';
import { runWorker } from '../../src/cli/workerd.ts';
import { createTokens } from '../../src/services/tokens.ts';
import { importLines } from '../../src/store/import.ts';
import { testDatabase } from './database.ts';
import { TODAY, town } from './town.ts';

const TOKEN_SECRET = 'a secret that only tests know, long enough';

export async function startTownWorker(environment: Readonly<Record<string, string>> = {}) {
  const database = await testDatabase();
  const tokens = createTokens(TOKEN_SECRET);
  const imported = await importLines(database.url, Readable.from(town.map((one) => JSON.stringify(one))), {
    hashIdNumber: tokens.hashIdNumber,
  });
  if (!imported.ok) throw new Error(JSON.stringify(imported.faults));
  const startedAt = Date.now();
  const port = await freePort();
  const worker = await runWorker({
    databaseUrl: database.url,
    port,
    environment: {
      NODE_ENV: 'test',
      TOKEN_SECRET,
      PORT: String(port),
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      DEMO_NOW: TODAY,
      DEMO_NOW_SINCE: String(startedAt),
      ...environment,
    },
  });
  return {
    url: worker.url,
    pool: database.pool,
    tick: worker.tick,
    /** The service's clock, for stand-ins beside it. */
    now: () => Date.parse(TODAY) + (Date.now() - startedAt),
    stop: async () => {
      await worker.stop();
      await database.drop();
    },
  };
}
