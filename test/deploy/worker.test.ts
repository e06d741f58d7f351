/** The README's way to Cloudflare Workers, command by command as far as a machine without internet goes: the bundle, its bindings, the Worker on a migrated database. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { freePort } from '../../src/cli/free-port.ts';
import { startLineEmulator } from '../support/line-emulator.ts';
import { startWechatEmulator } from '../support/wechat-emulator.ts';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const WRANGLER = join(ROOT, 'node_modules/.bin/wrangler');
const NAME = `deploy_worker_${process.pid}`;
const LIMIT = 180_000;
const SECRET = 'a secret of forty characters for a test.';

let folder: string;
let databaseUrl: string;
let line: Awaited<ReturnType<typeof startLineEmulator>>;
let wechat: Awaited<ReturnType<typeof startWechatEmulator>>;
let worker: ChildProcess | undefined;
let url = '';
const offline = { PATH: process.env.PATH ?? '', WRANGLER_SEND_METRICS: 'false', CLOUDFLARE_CF_FETCH_ENABLED: 'false' };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wattline-worker-'));
  await tell(`create database ${NAME}`);
  const database = new URL(inject('postgresUrl'));
  database.pathname = `/${NAME}`;
  databaseUrl = database.href;
  line = await startLineEmulator({ now: Date.now });
  wechat = await startWechatEmulator({ now: Date.now });
}, LIMIT);
afterAll(async () => {
  const ended = new Promise<void>((resolve) => (worker ? worker.once('exit', () => resolve()) : resolve()));
  worker?.kill('SIGTERM');
  await ended;
  await line?.close();
  await wechat?.close();
  await tell(`drop database if exists ${NAME} with (force)`);
  await rm(folder, { recursive: true, force: true });
}, LIMIT);

async function tell(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('postgresUrl') });
  await client.connect();
  await client.query(statement);
  await client.end();
}

test(
  'wrangler deploy --dry-run builds it with both databases, the model beside it and the cron of wrangler.toml',
  async () => {
    const { stdout } = await run(WRANGLER, ['deploy', '--dry-run', '--outdir', folder], { cwd: ROOT, env: offline });
    expect(stdout).toContain('language-model.js');
    for (const binding of ['env.DB (', 'env.DB_CACHED (', 'env.NODE_ENV ("production")', 'env.PUBLIC_URL ('])
      expect(stdout).toContain(binding);
    expect(await readFile(join(ROOT, 'wrangler.toml'), 'utf8')).toMatch(/crons = \["\* \* \* \* \*"\]/);
  },
  LIMIT,
);

test(
  'npm run migrate and the articles, from one’s own machine, with no demo in the database',
  async () => {
    const env = {
      ...offline,
      NODE_ENV: 'production',
      DATABASE_URL: databaseUrl,
      TOKEN_SECRET: SECRET,
      PUBLIC_URL: 'https://service.example',
    };
    expect((await run('npm', ['run', 'migrate'], { cwd: ROOT, env })).stdout).toMatch(/Applied: 0001-spine/);
    const published = await run('npm', ['run', 'knowledge', '--', 'publish'], { cwd: ROOT, env });
    expect(published.stdout).toMatch(/Revision 1 is in force/);
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    expect((await client.query('select count(*)::integer as n from accounts')).rows).toEqual([{ n: 0 }]);
    await client.end();
  },
  LIMIT,
);

test(
  'the Worker with its secrets is healthy, answers LINE and WeChat, and the cron’s door does its round',
  async () => {
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    const secrets = join(folder, 'secrets');
    const values = {
      TOKEN_SECRET: SECRET,
      LINE_CHANNEL_SECRET: line.channelSecret,
      LINE_CHANNEL_ACCESS_TOKEN: line.accessToken,
      LINE_API_URL: line.url,
      ...wechat.environment,
    };
    await writeFile(
      secrets,
      Object.entries(values)
        .map(([name, value]) => `${name}="${value}"`)
        .join('\n'),
    );
    // What `wrangler secret put` and Hyperdrive are in the world, an env file and connection strings are here.
    worker = spawn(WRANGLER, ['dev', '--port', String(port), '--env-file', secrets], {
      cwd: ROOT,
      env: {
        ...offline,
        CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_DB: databaseUrl,
        CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_DB_CACHED: databaseUrl,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    await new Promise<void>((resolve, reject) => {
      let all = '';
      const hear = (part: Buffer) => {
        all += part;
        if (all.includes('Ready on')) resolve();
      };
      worker?.stdout?.on('data', hear);
      worker?.stderr?.on('data', hear);
      worker?.once('exit', () => reject(new Error(all)));
    });
    const health = await fetch(`${url}/healthz`);
    expect([health.status, await health.json()]).toMatchObject([
      200,
      { status: 'ok', on: { line: true, wechat: true, sandboxPayments: false } },
    ]);

    line.sendWebhooksTo(`${url}/webhooks/line`);
    const person = `U${'b'.repeat(32)}`;
    expect((await line.say(person, '查电费')).status).toBe(200);
    await line.arrived(1, '/message/reply');
    expect(line.violations).toEqual([]);

    wechat.sendTo(`${url}/webhooks/wechat`);
    const said = await wechat.say('oSomebodyOnWechat', '查电费');
    expect(said.shown).toMatch(/户号/);

    expect((await fetch(`${url}/cdn-cgi/handler/scheduled?cron=*+*+*+*+*`)).status).toBe(200);
    expect((await fetch(`${url}/demo/hints`)).status).toBe(404);
  },
  LIMIT,
);
