/** The README's way to run it in one Node process behind a proxy, command by command, on a clean database. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, request, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { freePort } from '../../src/cli/free-port.ts';
import { startLineEmulator } from '../support/line-emulator.ts';
import { town, WANG } from '../support/town.ts';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const NAME = `deploy_${process.pid}`;
const LIMIT = 120_000;

let environment: Record<string, string>;
let folder: string;
let line: Awaited<ReturnType<typeof startLineEmulator>>;
let service: ChildProcess | undefined;
let proxy: Server | undefined;
let publicUrl = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wattline-deploy-'));
  await tell(`create database ${NAME}`);
  line = await startLineEmulator({ now: Date.now });
  const database = new URL(inject('postgresUrl'));
  database.pathname = `/${NAME}`;
  const [port, front] = [await freePort(), await freePort()];
  publicUrl = `http://127.0.0.1:${front}`;
  proxy = await startProxy(front, port);
  environment = {
    PATH: process.env.PATH ?? '',
    NODE_ENV: 'production',
    DATABASE_URL: database.href,
    TOKEN_SECRET: 'a secret of forty characters for a test.',
    PUBLIC_URL: publicUrl,
    HOST: '127.0.0.1',
    PORT: String(port),
    TRUST_PROXY: '1',
    LINE_CHANNEL_SECRET: line.channelSecret,
    LINE_CHANNEL_ACCESS_TOKEN: line.accessToken,
    LINE_API_URL: line.url,
  };
}, LIMIT);
afterAll(async () => {
  const ended = new Promise<void>((resolve) => (service ? service.once('exit', () => resolve()) : resolve()));
  service?.kill('SIGTERM');
  await ended;
  proxy?.closeAllConnections();
  proxy?.close();
  await line?.close();
  await tell(`drop database if exists ${NAME} with (force)`);
  await rm(folder, { recursive: true, force: true });
}, LIMIT);

async function tell(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('postgresUrl') });
  await client.connect();
  await client.query(statement);
  await client.end();
}

/** As a proxy that ends TLS does: the same request, the caller's address added at the end. */
async function startProxy(port: number, to: number): Promise<Server> {
  const server = createServer((incoming, outgoing) => {
    const forwarded = [incoming.headers['x-forwarded-for'], incoming.headers['x-test-address'] ?? '192.0.2.1'];
    const passed = request(
      {
        port: to,
        host: '127.0.0.1',
        method: incoming.method,
        path: incoming.url,
        headers: { ...incoming.headers, 'x-forwarded-for': forwarded.filter(Boolean).join(', ') },
      },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    passed.on('error', () => outgoing.writeHead(502).end());
    incoming.pipe(passed);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return server;
}

const npm = (...args: string[]) => run('npm', args, { cwd: ROOT, env: environment });

test(
  'npm run migrate, the import, and no demo in it',
  async () => {
    const migrated = await npm('run', 'migrate');
    expect(migrated.stdout).toMatch(/Applied: 0001-spine/);
    const file = join(folder, 'town.jsonl');
    // A supplier's tariffs have names of their own; those of the demo's stay the articles' examples.
    await writeFile(file, town.map((one) => JSON.stringify(one).replaceAll('"EX-', '"OWN-')).join('\n'));
    const imported = await npm('run', 'import', '--', file);
    expect(imported.stdout + imported.stderr).toMatch(/5 accounts/);
  },
  LIMIT,
);

test(
  'npm run start:node answers behind the proxy: healthy, articles published, a demo nowhere',
  async () => {
    service = spawn('npm', ['run', 'start:node'], { cwd: ROOT, env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
    const said = await new Promise<string>((resolve, reject) => {
      let all = '';
      service?.stdout?.on('data', (part: Buffer) => {
        all += part;
        if (all.includes('Wattline answers at')) resolve(all);
      });
      service?.stderr?.on('data', (part: Buffer) => {
        all += part;
      });
      service?.once('exit', () => reject(new Error(all)));
    });
    expect(said).not.toContain('NOT published');
    expect(said).toContain(`Wattline answers at ${publicUrl}`);
    expect(said).not.toMatch(/demo town/i);
    const health = await fetch(`${publicUrl}/healthz`);
    expect([health.status, await health.json()]).toMatchObject([
      200,
      { status: 'ok', database: 'ok', knowledge: 'ok', on: { line: true, sandboxPayments: false } },
    ]);
    expect((await fetch(`${publicUrl}/demo/hints`)).status).toBe(404);
  },
  LIMIT,
);

test(
  'LINE through the proxy: a signed message is answered at LINE’s door, a forged one is refused',
  async () => {
    line.sendWebhooksTo(`${publicUrl}/webhooks/line`);
    const person = `U${'a'.repeat(32)}`;
    expect((await line.say(person, '查电费')).status).toBe(200);
    await line.arrived(1, '/message/reply');
    expect(line.readBy(person)).not.toEqual([]);
    expect(line.violations).toEqual([]);
    const forged = await fetch(`${publicUrl}/webhooks/line`, {
      method: 'POST',
      headers: { 'x-line-signature': createHmac('sha256', 'another secret').update('{}').digest('base64') },
      body: '{}',
    });
    expect(forged.status).toBe(401);
  },
  LIMIT,
);

test(
  'who opens too many sessions is stopped by the address the proxy saw, not by one they wrote themselves',
  async () => {
    const open = (address: string, written: string) =>
      fetch(`${publicUrl}/v1/sessions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-test-address': address, 'x-forwarded-for': written },
        body: JSON.stringify({ channel: 'web' }),
      });
    for (let batch = 0; batch < 12; batch += 1) {
      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, n) => open('198.51.100.7', `203.0.113.${(batch * 50 + n) % 250}`)),
      );
      expect(answers.every(({ status }) => status === 201)).toBe(true);
    }
    expect((await open('198.51.100.7', '203.0.113.251')).status).toBe(429);
    expect((await open('198.51.100.8', '198.51.100.7')).status).toBe(201);
    // Nobody's account is seen through any of it.
    expect((await fetch(`${publicUrl}/v1/accounts/${WANG.accountNumber}/bills`)).status).toBe(401);
  },
  LIMIT,
);
