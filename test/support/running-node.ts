/** The service in a Node process on a port, the town in its database, its clock in the test's hand: for browsers that must see days pass. */
import { Readable } from 'node:stream';
import { freePort } from '../../src/cli/free-port.ts';
import { startNode } from '../../src/node.ts';
import { createTokens } from '../../src/services/tokens.ts';
import { importLines } from '../../src/store/import.ts';
import { testDatabase } from './database.ts';
import { TODAY, town } from './town.ts';

const TOKEN_SECRET = 'a secret that only tests know, long enough';

export async function startTownNode(environment: Readonly<Record<string, string>> = {}) {
  const database = await testDatabase();
  const tokens = createTokens(TOKEN_SECRET);
  const load = async (lines: readonly object[]) => {
    const imported = await importLines(database.url, Readable.from(lines.map((one) => JSON.stringify(one))), {
      hashIdNumber: tokens.hashIdNumber,
    });
    if (!imported.ok) throw new Error(JSON.stringify(imported.faults));
  };
  await load(town);
  const port = await freePort();
  let now = new Date(TODAY);
  const running = await startNode(
    {
      NODE_ENV: 'test',
      TOKEN_SECRET,
      PORT: String(port),
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      ...environment,
    },
    database.url,
    { clock: { now: () => now }, sink: () => {} },
  );
  return {
    url: running.url,
    house: running.house,
    db: database.db,
    load,
    now: () => now,
    /** Lets time pass and does what the clock asks, as the process would every two seconds. */
    pass: async (minutes: number) => {
      now = new Date(now.getTime() + minutes * 60_000);
      await running.house.upkeep();
    },
    stop: async () => {
      await running.stop();
      await database.drop();
    },
  };
}
