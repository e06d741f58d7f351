/** `npm run settings`: what a utility has to confirm before it goes live: every setting, its value, since when, from where. */
import { readConfig } from '../config.ts';
import { dayOf } from '../domain/calendar.ts';
import { DEFAULT_SETTINGS_NOTES } from '../domain/settings.ts';
import { systemClock } from '../outside/clock.system.ts';
import { connect } from '../store/connect.ts';
import { settingsInForce, storedSettings } from '../store/settings.ts';
import { localDatabase } from './local.ts';

const local = await localDatabase(process.env);
const config = readConfig({ ...process.env, ...local.shared }, Date.now());
const { db, pool } = connect({ connectionString: local.databaseUrl, max: 1 });
const today = dayOf(systemClock(config.demoNow ?? undefined).now());
const [inForce, stored] = await Promise.all([settingsInForce(db, today), storedSettings(db, today)]);
for (const note of DEFAULT_SETTINGS_NOTES) {
  const own = stored.find((row) => row.name === note.name);
  const { confirmed, effectiveFrom, source } = own ?? note;
  console.log(`${confirmed ? 'confirmed  ' : 'TO CONFIRM '} ${note.name} = ${JSON.stringify(inForce[note.name])}`);
  console.log(`             since ${effectiveFrom}, ${own ? 'stored by import' : 'our default'}: ${source}`);
}
await pool.end();
await local.stop();
