/** The clock of the service that runs on a database, kept for the commands beside it: DEMO_NOW alone would begin again in each of them. */
import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Config } from '../config.ts';

interface Kept {
  readonly pid: number;
  /** When the service's clock started, and what it showed; null: it is the machine's. */
  readonly showed: string | null;
  readonly at: number;
}

const DATA = fileURLToPath(new URL('../../.data', import.meta.url));

/** Named by a hash: the address has a password in it. */
const fileOf = (databaseUrl: string, data: string) =>
  join(data, `clock-${createHash('sha256').update(databaseUrl).digest('hex').slice(0, 32)}.json`);

/** Said by the first service on a database when it starts, and taken back however it ends, unless it is killed. */
export async function keepClock(
  databaseUrl: string,
  { production, demoNow }: Pick<Config, 'production' | 'demoNow'>,
  { data = DATA, pid = process.pid } = {},
): Promise<void> {
  // In production every clock is the machine's.
  if (production || 'DEMO_NOW' in (await clockOfService(databaseUrl, data))) return;
  const file = fileOf(databaseUrl, data);
  const kept: Kept = { pid, showed: demoNow?.showed.toISOString() ?? null, at: demoNow?.at ?? 0 };
  try {
    await mkdir(data, { recursive: true });
    // Written beside and renamed: nobody reads half of it.
    await writeFile(`${file}.${pid}`, JSON.stringify(kept), { mode: 0o600 });
    await rename(`${file}.${pid}`, file);
    if (pid === process.pid) process.once('exit', () => rmSync(file, { force: true }));
  } catch {
    // A folder that can't be written to: whoever works beside this service sets the clock for themselves.
  }
}

/** The settings that give a command the service's clock; none where no service runs, and its own environment holds. */
export async function clockOfService(databaseUrl: string, data = DATA): Promise<Readonly<Record<string, string>>> {
  try {
    const { pid, showed, at } = JSON.parse(await readFile(fileOf(databaseUrl, data), 'utf8')) as Kept;
    if (pid === process.pid || !isAlive(pid)) return {};
    // Empty counts as not set.
    return showed === null ? { DEMO_NOW: '' } : { DEMO_NOW: showed, DEMO_NOW_SINCE: String(at) };
  } catch {
    return {};
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process lives too.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
