/** Ports of this machine: one that nobody uses right now, and whether a given one can be had. */
import { createServer } from 'node:net';

/** Listens there for a moment; throws what listening throws, e.g. `EADDRINUSE`. */
function tried(port: number, hostname: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, hostname, () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

export const freePort = (): Promise<number> => tried(0, '127.0.0.1');

/** Null when it can be had, else why not, in a sentence. */
export async function whyNotPort(port: number, hostname: string): Promise<string | null> {
  try {
    await tried(port, hostname);
    return null;
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === 'EADDRINUSE')
      return `PORT: ${port} is taken on ${hostname}: stop what runs there, or choose another, e.g. PORT=${port + 1} npm start`;
    return `PORT: cannot listen at ${hostname}:${port} (${code ?? error})`;
  }
}
