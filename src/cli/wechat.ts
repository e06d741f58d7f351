/** `npm run wechat`: the official account's side of the service: put the menus up or take them down, and see what waits and why. */
import { accountCalls } from '../channels/wechat/meaning.ts';
import { createMenuOffice, WechatRefused } from '../channels/wechat/menu-office.ts';
import { ConfigError, readConfig } from '../config.ts';
import { systemClock } from '../outside/clock.system.ts';
import { connect } from '../store/connect.ts';
import { givenUpSince, waitingOutside } from '../store/outbox.ts';
import { keepWechatMenus, wechatMenus } from '../store/wechat-menus.ts';
import { argumentsOf } from './arguments.ts';
import { localDatabase } from './local.ts';
import { prepareDatabase } from './prepare.ts';

const USAGE = `The official account's side of the service. Needs WECHAT_APP_ID, WECHAT_TOKEN and WECHAT_APP_SECRET, the database of \`npm start\` or
DATABASE_URL, and an address that the account's allow-list knows (or WECHAT_RELAY_URL).

  npm run wechat -- menu put      the menu in Simplified Chinese for everybody; the other two languages by tags; again, it changes nothing
  npm run wechat -- menu list     which of ours stand there
  npm run wechat -- menu remove   takes all menus of the account down
  npm run wechat -- status        what waits and why, and what was given up in the last seven days`;

const WEEK_MS = 7 * 86_400_000;
const CHANNELS: readonly string[] = ['wechat', 'wechat-kf'];

const { positionals } = argumentsOf(USAGE, { allowPositionals: true });
const command = positionals.join(' ');
if (!['menu put', 'menu list', 'menu remove', 'status'].includes(command)) {
  console.log(USAGE);
  process.exit(command === '' || command === 'help' ? 0 : 1);
}

async function run(): Promise<readonly string[]> {
  const local = await localDatabase(process.env);
  const config = readConfig({ ...process.env, ...local.shared }, Date.now());
  const { db, pool } = connect({ connectionString: local.databaseUrl, max: 1 });
  try {
    await prepareDatabase(local.databaseUrl, config, { knowledge: false });
    const clock = systemClock(config.demoNow ?? undefined);
    if (command === 'status') {
      const since = new Date(clock.now().getTime() - WEEK_MS);
      const waiting = (await waitingOutside(db)).filter(({ channel }) => CHANNELS.includes(channel));
      const given = await Promise.all(CHANNELS.map((channel) => givenUpSince(db, channel, since)));
      const lines = [
        ...waiting.map(
          ({ channel, keptFor, n }) => `${channel}: ${n} waiting: ${keptFor ?? 'sent or tried again soon'}`,
        ),
        ...given.flatMap((rows, i) => rows.map(({ reason, n }) => `${CHANNELS[i]}: ${n} given up: ${reason}`)),
      ];
      return lines.length > 0 ? lines : ['Nothing waits, and nothing was given up in the last seven days.'];
    }
    const { wechat } = config;
    if (!wechat?.appSecret) return ['WECHAT_APP_ID, WECHAT_TOKEN and WECHAT_APP_SECRET are not set.'];
    const calls = accountCalls({ ...wechat, appSecret: wechat.appSecret });
    const office = createMenuOffice(calls, clock.now);
    if (command === 'menu put') {
      const up = await office.putUp(await wechatMenus(db));
      await keepWechatMenus(db, up, clock.now());
      return up.map(({ locale, how }) => `${locale}: ${how === 'made' ? 'is up' : 'stood already'}`);
    }
    if (command === 'menu list') {
      const standing = await office.list();
      return standing.length > 0 ? standing : ['None.'];
    }
    const stood = await office.takeDown();
    await keepWechatMenus(db, [], clock.now());
    return [stood ? 'All menus are down.' : 'There was none.'];
  } finally {
    await pool.end();
    await local.stop();
  }
}

try {
  for (const line of await run()) console.log(line);
} catch (error) {
  if (!(error instanceof WechatRefused || error instanceof ConfigError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
