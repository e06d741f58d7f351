/** The loopback HTTP server of both payment stand-ins: a journal of exact bytes, and calls that go wrong on demand. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface PayCall {
  readonly method: string;
  /** Path and query as sent. */
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface PayAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Whether the company carries the call out, and what the caller sees of it. */
export interface PayTrouble {
  readonly done: boolean;
  /** `right`: as if nothing were wrong. */
  readonly ends: 'drop' | 'right' | PayAnswer;
  /** It is carried out and answered no sooner. */
  readonly after?: Promise<unknown>;
}

export interface PayDoor {
  readonly url: string;
  readonly journal: PayCall[];
  /** The next call whose path matches goes wrong; further troubles wait for the calls after it. */
  trouble(path: RegExp, trouble: PayTrouble): void;
  /** Asked for each call that no trouble waits for: what goes wrong with it; null: nothing. */
  weather(of: ((call: PayCall) => PayTrouble | null) | null): void;
  /** Forgets every trouble that has not come yet. */
  calm(): void;
  close(): Promise<void>;
}

export async function openPayDoor(answer: (call: PayCall) => Promise<PayAnswer> | PayAnswer): Promise<PayDoor> {
  const journal: PayCall[] = [];
  const troubles: { path: RegExp; trouble: PayTrouble }[] = [];

  let weather: ((call: PayCall) => PayTrouble | null) | null = null;

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const body = Buffer.concat(await Array.fromAsync<Buffer>(request)).toString('utf8');
    const call = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, body };
    journal.push(call);
    const at = troubles.findIndex(({ path }) => path.test(call.path));
    const trouble = at < 0 ? weather?.(call) : troubles.splice(at, 1)[0]?.trouble;
    await trouble?.after;
    const good = !trouble || trouble.done ? await answer(call) : null;
    const told = trouble && trouble.ends !== 'right' ? trouble.ends : good;
    if (told === 'drop' || !told) {
      request.socket.destroy();
      return;
    }
    response.writeHead(told.status, told.headers ?? {});
    response.end(told.body);
  };

  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    journal,
    trouble: (path, trouble) => troubles.push({ path, trouble }),
    weather: (of) => {
      weather = of;
    },
    calm: () => troubles.splice(0),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
