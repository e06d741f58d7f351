/** One gateway for one spool: two would say everything twice. A lock that a killed process left is nobody's. */
import { createHash } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export interface Lock {
  release(): void;
}

/** Null when another process holds it. The system lets go of it whatever end the process comes to. */
export async function lockFolder(folder: string): Promise<Lock | null> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = placeOf(resolve(folder));
  if (await listens(path)) return null;
  rmSync(path, { force: true });
  const server = createServer((socket) => socket.end());
  const held = await new Promise<boolean>((done) => {
    server.once('error', () => done(false));
    server.listen(path, () => done(true));
  });
  if (!held) return null;
  server.unref();
  return { release: () => void server.close() };
}

/** In the folder itself, unless the system takes no path as long as that. */
function placeOf(folder: string): string {
  const short = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  if (process.platform === 'win32') return `\\\\.\\pipe\\wattline-wechaty-${short}`;
  const inside = join(folder, 'lock');
  return Buffer.byteLength(inside) < 100 ? inside : join(tmpdir(), `wattline-wechaty-${short}`);
}

const listens = (path: string): Promise<boolean> =>
  new Promise((done) => {
    const socket = connect(path, () => {
      socket.destroy();
      done(true);
    });
    socket.once('error', () => done(false));
  });
