/** What a clerk does on the terminal beside a service whose clock started at DEMO_NOW happens at the service's time, whatever the clerk's own shell says. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../../src/cli/free-port.ts';
import { clockOfService, keepClock } from '../../src/cli/service-clock.ts';
import { type House, openHouse } from '../support/house.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const DEMO_NOW = '2031-02-03T10:00:00+08:00';
const MINUTE = 60_000;

let house: House;
let service: ChildProcess | undefined;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(async () => {
  service?.kill('SIGTERM');
  await house.close();
});

const environment = () => ({
  PATH: process.env.PATH,
  DATABASE_URL: house.url,
  NODE_ENV: 'test',
  TOKEN_SECRET: 'a secret that only tests know, long enough',
  DEMO: '0',
});

/** When the token of an hour that a clerk makes now was made, by the command's clock. */
const clerkTime = (own: Record<string, string> = {}): Promise<number> =>
  new Promise((resolve, reject) => {
    const env = { ...environment(), ...own };
    execFile(
      process.execPath,
      ['src/cli/clerk.ts', 'token', 'V01', '--hours', '1'],
      { cwd: ROOT, env },
      (error, _, err) => {
        const until = /until (\S+)\.\n/.exec(err)?.[1];
        if (error || !until) reject(error ?? new Error(err));
        else resolve(new Date(until).getTime() - 60 * MINUTE);
      },
    );
  });

test('a clerk works beside a service in 2031: it is the same hour for both, and it runs on; after its end the shell decides', async () => {
  const started = spawn(process.execPath, ['src/node.ts'], {
    cwd: ROOT,
    env: { ...environment(), PORT: String(await freePort()), DEMO_NOW },
  });
  service = started;
  await new Promise<void>((resolve, reject) => {
    started.stdout.on('data', (said) => String(said).includes('answers at') && resolve());
    started.once('exit', () => reject(new Error('the service ended')));
  });
  const began = new Date(DEMO_NOW).getTime();
  const times = [
    await clerkTime(),
    await clerkTime({ DEMO_NOW }),
    await clerkTime({ DEMO_NOW: '2029-01-01T00:00:00Z' }),
  ];
  expect(times.toSorted((a, b) => a - b)).toEqual(times);
  for (const time of times) {
    expect(time).toBeGreaterThan(began);
    expect(time).toBeLessThan(began + 2 * MINUTE);
  }
  const ended = new Promise((resolve) => started.once('exit', resolve));
  started.kill('SIGTERM');
  await ended;
  const own = new Date('2029-01-01T00:00:00Z').getTime();
  const alone = await clerkTime({ DEMO_NOW: '2029-01-01T00:00:00Z' });
  expect([alone >= own, alone < own + MINUTE]).toEqual([true, true]);
}, 120_000);

test('a service that was killed, and one on another database, say nothing', async () => {
  const data = await mkdtemp(join(tmpdir(), 'wattline-clock-'));
  try {
    const demo = { production: false, demoNow: { showed: new Date(DEMO_NOW), at: 1_000 } };
    const dead = await new Promise<number>((resolve) => {
      const child = spawn(process.execPath, ['-e', '']);
      child.once('exit', () => resolve(child.pid ?? 0));
    });
    await keepClock('postgres://a/b', demo, { data, pid: dead });
    expect(await clockOfService('postgres://a/b', data)).toEqual({});
    await keepClock('postgres://a/b', demo, { data, pid: process.ppid });
    expect(await clockOfService('postgres://a/c', data)).toEqual({});
    expect(await clockOfService('postgres://a/b', data)).toEqual({
      DEMO_NOW: '2031-02-03T02:00:00.000Z',
      DEMO_NOW_SINCE: '1000',
    });
    // A service with the machine's clock: nobody beside it is in another year.
    await keepClock('postgres://a/d', { production: false, demoNow: null }, { data, pid: process.ppid });
    expect(await clockOfService('postgres://a/d', data)).toEqual({ DEMO_NOW: '' });
    // The second service on a database has the first one's clock, and leaves its word alone.
    await keepClock('postgres://a/d', demo, { data });
    expect(await clockOfService('postgres://a/d', data)).toEqual({ DEMO_NOW: '' });
  } finally {
    await rm(data, { recursive: true });
  }
});
