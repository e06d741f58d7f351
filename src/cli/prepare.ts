/** Makes a database ready to serve: migrations, and the demo town when it is empty and this is a demo. */
import { Readable } from 'node:stream';
import type { Config } from '../config.ts';
import { systemClock } from '../outside/clock.system.ts';
import { createTokens } from '../services/tokens.ts';
import { connect } from '../store/connect.ts';
import { holdsAccounts } from '../store/health.ts';
import { importLines } from '../store/import.ts';
import { migrate } from '../store/migrate.ts';
import { demoTown } from './demo-town.ts';

/** Says in one line what was done. */
export async function prepareDatabase(databaseUrl: string, config: Config): Promise<string> {
  const { db, pool } = connect({ connectionString: databaseUrl, max: 2 });
  try {
    const applied = await migrate(db);
    const said = applied.length > 0 ? `Migrations: ${applied.join(', ')}.` : 'Migrations: none new.';
    if (!config.demo || (await holdsAccounts(db))) return said;
    const tokens = createTokens(config.tokenSecret);
    const lines = Readable.from(
      [...demoTown(systemClock(config.demoNow ?? undefined).now())].map((line) => JSON.stringify(line)),
    );
    const imported = await importLines(databaseUrl, lines, {
      hashIdNumber: tokens.hashIdNumber,
    });
    if (!imported.ok) throw new Error(`The demo town does not fit: ${JSON.stringify(imported.faults)}`);
    return `${said} Demo town: ${imported.counts.account} accounts, ${imported.counts.bill} bills.`;
  } finally {
    await pool.end();
  }
}
