/** Start: carries a personal WeChat account's messages to our door and the replies back. A process of its own, with no secret but its key. */
import { join, resolve } from 'node:path';
import { setTimeout as timeout } from 'node:timers/promises';
import { stopWithNpm } from './cli/orphan.ts';
import { cryptoChance } from './outside/chance.crypto.ts';
import { systemClock } from './outside/clock.system.ts';
import { NotInstalled, wechatyAccount } from './wechaty-gateway/account.wechaty.ts';
import { createCarrier } from './wechaty-gateway/carry.ts';
import { serviceDoor } from './wechaty-gateway/door.ts';
import { lockFolder } from './wechaty-gateway/lock.ts';
import { GatewaySettingsError, readGatewaySettings, warningsOf } from './wechaty-gateway/settings.ts';
import { openSpool } from './wechaty-gateway/spool.ts';

/** What is under way may end; then the process does. */
const GRACE_MS = 10_000;

const tell = (line: string): void => console.log(`[gateway] ${line}`);
const wait = async (ms: number, signal?: AbortSignal): Promise<void> => {
  await timeout(ms, undefined, signal ? { signal } : {}).catch(() => {});
};

async function main(): Promise<void> {
  const settings = readGatewaySettings(process.env);
  const puppet = /^[./]/.test(settings.puppet) ? resolve(settings.puppet) : settings.puppet;
  const clock = systemClock();
  const folder = resolve(settings.spool);
  const lock = await lockFolder(folder);
  if (!lock) throw new GatewaySettingsError(`Another gateway works with ${folder}.`);
  const spool = openSpool(folder, () => clock.now());
  const account = await wechatyAccount({
    ...settings,
    puppet,
    memory: join(folder, 'login'),
    clock,
    since: spool.since,
    wait,
  });
  const carrier = createCarrier({
    ...settings,
    account,
    door: serviceDoor(settings, { clock, chance: cryptoChance }),
    spool,
    clock,
    wait,
    tell,
  });
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    carrier.stop();
    setTimeout(() => process.exit(0), GRACE_MS).unref();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
  stopWithNpm(stop);

  for (const warning of warningsOf(settings, process.env)) tell(warning);
  tell(`carries messages between ${settings.puppet} and ${settings.serviceUrl}; keeps them in ${folder}`);
  await Promise.all([carrier.run(), account.start({ heard: carrier.hear, changed: carrier.changed, tell })]);
  await account.stop().catch(() => {});
  spool.close();
  lock.release();
  process.exit(0);
}

try {
  await main();
} catch (error) {
  console.error(error instanceof GatewaySettingsError || error instanceof NotInstalled ? error.message : error);
  process.exit(1);
}
