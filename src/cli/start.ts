/** `npm start`: database, migrations, demo town, then the Worker in workerd, with its addresses and three things to try. */
import { ConfigError, readConfig, switchedOn } from '../config.ts';
import { DEMO_HINTS } from '../domain/demo.ts';
import { whyNotPort } from './free-port.ts';
import { type LocalDatabase, localDatabase } from './local.ts';
import { stopWithNpm } from './orphan.ts';
import type { Phones } from './phones.ts';
import { prepareDatabase } from './prepare.ts';
import { keepClock } from './service-clock.ts';
import { switchedOnLines } from './switched-on.ts';
import { runWorker } from './workerd.ts';

/** Cloudflare's cron comes once a minute; here more often, since a newcomer waits for late notices. */
const TICK_MS = 3_000;

const WANTS_PHONES = process.argv.includes('--phones');
const PHONES_PORT = 8788;
const DEFAULT_PORT = '8787';
const LOOPBACK = '127.0.0.1';

async function main(): Promise<void> {
  if (WANTS_PHONES && process.env.NODE_ENV === 'production')
    throw new ConfigError('--phones: refused when NODE_ENV=production');
  // Before anything is started: workerd waits for ever for a port that somebody has.
  const taken = await whyNotPort(Number(process.env.PORT || DEFAULT_PORT), process.env.HOST || LOOPBACK);
  if (taken !== null) throw new ConfigError(taken);
  const startedAt = Date.now();
  console.log('Wattline is starting …');
  const local = await localDatabase(process.env);
  try {
    await serve(local, startedAt);
  } catch (error) {
    await local.stop();
    throw error;
  }
}

async function serve(local: LocalDatabase, startedAt: number): Promise<void> {
  const given = Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  const port = given.PORT || DEFAULT_PORT;
  const phones = await wantedPhones(given);
  const environment = {
    ...given,
    ...phones?.environment,
    NODE_ENV: given.NODE_ENV || 'development',
    PORT: port,
    PUBLIC_URL: given.PUBLIC_URL || `http://localhost:${port}`,
    DEMO_NOW_SINCE: String(startedAt),
    ...local.shared,
  };
  const config = readConfig(environment, startedAt);
  console.log(await prepareDatabase(local.databaseUrl, config));
  const worker = await runWorker({
    databaseUrl: local.databaseUrl,
    port: config.port,
    hostname: given.HOST || LOOPBACK,
    onLog: (line) => console.log(line),
    environment: Object.fromEntries(Object.entries(environment).filter(([name]) => SERVICE_NAMES.test(name))),
  });
  await keepClock(local.databaseUrl, config);
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await phones?.stop();
    await worker.stop();
    await local.stop();
    process.exit(0);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  stopWithNpm(stop);
  phones?.connect(worker.url);
  greet(config.publicUrl, switchedOn(config), config.demo, phones?.url);
  while (!stopping) {
    await new Promise((resolve) => setTimeout(resolve, TICK_MS));
    if (!stopping) await worker.tick().catch((error: unknown) => console.error('upkeep:', error));
  }
}

/** For newcomers, not for anything that faces the world: in production there are no stand-ins. */
async function wantedPhones(given: Readonly<Record<string, string>>): Promise<Phones | null> {
  if (!WANTS_PHONES) return null;
  const { startPhones } = await import('./phones.ts');
  return startPhones({ given, port: PHONES_PORT });
}

/** Only the service's own names reach the Worker, not the whole shell. */
const SERVICE_NAMES =
  /^(?:NODE_ENV|PORT|DEMO|DEMO_NOW|DEMO_NOW_SINCE|RATE_LIMITS|PUBLIC_URL|TOKEN_SECRET|SMS_WEBHOOK_URL|LINE_\w+|WECHAT\w*|LINEPAY_\w+|LLM_\w+|EMBEDDING_MODEL)$/;

function greet(url: string, on: Readonly<Record<string, boolean>>, demo: boolean, phones?: string): void {
  const [first, second] = DEMO_HINTS;
  const lines = [
    '',
    'Wattline runs in workerd.',
    `  Chat            ${url}/`,
    `  Staff desk      ${url}/desk`,
    ...(phones === undefined ? [] : [`  LINE and WeChat ${phones}/`]),
    `  API reference   ${url}/docs`,
    `  Health          ${url}/healthz`,
    ...switchedOnLines(on),
  ];
  if (demo) {
    lines.push(
      '',
      'Three things to try:',
      `  1. Open the chat and write 查电费. Account ${first.accountNumber}, phone ${first.phone}; the code is printed here.`,
      '  2. Then 为什么这么贵, 交电费 (pay at the sandbox, watch the receipt arrive), 停电了 or 我要过户: a demo clerk moves it on; see it at the desk.',
      `     For a change of name or holder, these pass the real-name check: ${DEMO_HINTS.map(({ holder, idNumber }) => `${holder} ${idNumber}`).join(', ')}.`,
      `  3. In Chinese as written in Taiwan: 查電費, ${second.accountNumber}, ${second.phone}. Or all of it in English.`,
      ...(phones === undefined ? ['  On a LINE and a WeChat phone beside it: npm start -- --phones'] : []),
    );
  }
  console.log(`${lines.join('\n')}\n`);
}

try {
  await main();
} catch (error) {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exit(1);
}
