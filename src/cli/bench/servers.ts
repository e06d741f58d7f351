/** Servers that a bench measures, each in a process of its own, and what they spent. */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { freePort } from '../free-port.ts';

export interface Spent {
  /** Sent to the database. */
  readonly statements: number;
  /** Of that process alone. */
  readonly cpuMs: number;
}

export interface Server {
  readonly url: string;
  /** Since it began. */
  spent(): Promise<Spent>;
  stop(): Promise<void>;
}

/** `file`: one of `servers/`, which says where it listens and what it spent when asked. Throws when it ends instead. */
export async function startServer(file: string, environment: Readonly<Record<string, string>>): Promise<Server> {
  const port = String(await freePort());
  const child = fork(fileURLToPath(new URL(`./servers/${file}.ts`, import.meta.url)), {
    env: { PATH: process.env.PATH ?? '', ...environment, PORT: port, PUBLIC_URL: `http://127.0.0.1:${port}` },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  await told(child);
  return {
    url: `http://127.0.0.1:${port}`,
    async spent() {
      child.send('spent');
      return (await told(child)) as Spent;
    },
    stop: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null || !child.connected) return resolve();
        child.once('exit', () => resolve());
        child.send('stop');
      }),
  };
}

const told = (child: ChildProcess): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`the server ended with ${code}`));
    child.once('exit', ended);
    child.once('message', (message) => {
      child.off('exit', ended);
      resolve(message);
    });
  });
