/** Makes a database ready to serve: migrations, the demo town when it is empty and this is a demo, the articles. */
import { Readable } from 'node:stream';
import type { Config } from '../config.ts';
import { systemClock } from '../outside/clock.system.ts';
import { createTokens } from '../services/tokens.ts';
import { connect } from '../store/connect.ts';
import { holdsAccounts } from '../store/health.ts';
import { importLines } from '../store/import.ts';
import { revisions } from '../store/knowledge.ts';
import { migrate } from '../store/migrate.ts';
import { demoTown } from './demo-town.ts';
import { publishAtStart, vectorsAtStart } from './publish-knowledge.ts';

/** Says in one line what was done. Commands that only look leave the articles alone, or publish them where none are. */
export async function prepareDatabase(
  databaseUrl: string,
  config: Config,
  { knowledge = true }: { readonly knowledge?: boolean | 'where-none-is' } = {},
): Promise<string> {
  const { db, pool } = connect({ connectionString: databaseUrl, max: 2, limits: 'none' });
  try {
    const applied = await migrate(db);
    const now = systemClock(config.demoNow ?? undefined).now();
    const said = [applied.length > 0 ? `Migrations: ${applied.join(', ')}.` : 'Migrations: none new.'];
    if (config.demo && !(await holdsAccounts(db))) said.push(await openDemoTown(databaseUrl, config, now));
    const publishes = knowledge === 'where-none-is' ? (await revisions(db, 1)).length === 0 : knowledge;
    if (publishes) said.push(await publishAtStart(db, now));
    if (publishes && config.embeddingModel !== null) said.push(await vectorsAtStart(db, config.embeddingModel));
    return said.join(' ');
  } finally {
    await pool.end();
  }
}

async function openDemoTown(databaseUrl: string, config: Config, now: Date): Promise<string> {
  const tokens = createTokens(config.tokenSecret);
  const lines = Readable.from([...demoTown(now)].map((line) => JSON.stringify(line)));
  const imported = await importLines(databaseUrl, lines, {
    hashIdNumber: tokens.hashIdNumber,
  });
  if (!imported.ok) throw new Error(`The demo town does not fit: ${JSON.stringify(imported.faults)}`);
  return `Demo town: ${imported.counts.account} accounts, ${imported.counts.bill} bills.`;
}
