/** `npm run line`: LINE's side of the service: put the rich menus up or take them down, and see what waits and why. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createMenuOffice, type DrawnMenu, LineRefused } from '../channels/line/menu-office.ts';
import { ConfigError, readConfig } from '../config.ts';
import { rfc3339 } from '../domain/calendar.ts';
import { LOCALES } from '../domain/names.ts';
import { systemClock } from '../outside/clock.system.ts';
import { connect } from '../store/connect.ts';
import { keepMenus, quotaReading, standingMenus } from '../store/line.ts';
import { givenUpSince, waitingOutside } from '../store/outbox.ts';
import { EVERYBODYS_MENU } from '../wiring.line.ts';
import { argumentsOf } from './arguments.ts';
import { localDatabase } from './local.ts';
import { prepareDatabase } from './prepare.ts';

const USAGE = `LINE's side of the service. Needs LINE_CHANNEL_SECRET and LINE_CHANNEL_ACCESS_TOKEN, and the database of \`npm start\` or DATABASE_URL.

  npm run line -- rich-menu put      makes the menus in three languages at LINE, shows the one in Traditional Chinese to everybody,
                                     and removes those that were made here before; again, it changes nothing
  npm run line -- rich-menu list     which menus stand there
  npm run line -- rich-menu remove   takes them down
  npm run line -- status             the month's messages, what waits and why, what was given up in the last seven days`;

const WEEK_MS = 7 * 86_400_000;

const { positionals } = argumentsOf(USAGE, { allowPositionals: true });
const command = positionals.join(' ');
if (!['rich-menu put', 'rich-menu list', 'rich-menu remove', 'status'].includes(command)) {
  console.log(USAGE);
  process.exit(command === '' || command === 'help' ? 0 : 1);
}

const drawn = (): readonly DrawnMenu[] =>
  LOCALES.map((locale) => {
    const file = fileURLToPath(new URL(`../channels/line/rich-menu/${locale}.png`, import.meta.url));
    return { locale, png: new Uint8Array(readFileSync(file)) };
  });

async function run(): Promise<readonly string[]> {
  const local = await localDatabase(process.env);
  const config = readConfig({ ...process.env, ...local.shared }, Date.now());
  const { db, pool } = connect({ connectionString: local.databaseUrl, max: 1 });
  try {
    if (!config.line) return ['LINE is off: LINE_CHANNEL_SECRET and LINE_CHANNEL_ACCESS_TOKEN are not set.'];
    await prepareDatabase(local.databaseUrl, config, { knowledge: false });
    const now = systemClock(config.demoNow ?? undefined).now();
    const office = createMenuOffice(config.line);
    if (command === 'rich-menu put') {
      const up = await office.putUp(drawn(), EVERYBODYS_MENU, await standingMenus(db));
      await keepMenus(db, up, now);
      return up.map(({ locale, menuId, how }) => `${locale}: ${menuId} ${how === 'made' ? 'is up' : 'stood already'}`);
    }
    if (command === 'rich-menu list') {
      const standing = await office.list();
      return standing.length > 0 ? standing.map(({ locale, menuId }) => `${locale}: ${menuId}`) : ['None of ours.'];
    }
    if (command === 'rich-menu remove') {
      const gone = await office.takeDown();
      await keepMenus(db, [], now);
      return [`${gone} removed.`];
    }
    const [reading, waiting, given] = await Promise.all([
      quotaReading(db),
      waitingOutside(db),
      givenUpSince(db, 'line', new Date(now.getTime() - WEEK_MS)),
    ]);
    return [
      reading
        ? `Messages this month: ${reading.used} of ${reading.limit ?? 'any number'}, asked ${rfc3339(reading.askedAt)}.`
        : 'Messages this month: LINE was not asked yet.',
      ...waiting
        .filter(({ channel }) => channel === 'line')
        .map(({ keptFor, n }) => `${n} wait${n === 1 ? 's' : ''}: ${keptFor ?? 'sent or tried again within the hour'}`),
      ...given.map(({ reason, n }) => `${n} given up: ${reason}`),
    ];
  } finally {
    await pool.end();
    await local.stop();
  }
}

try {
  for (const line of await run()) console.log(line);
} catch (error) {
  if (!(error instanceof LineRefused || error instanceof ConfigError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
