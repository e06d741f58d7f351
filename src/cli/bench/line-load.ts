/** People on LINE for benches: signed webhooks over kept connections, and LINE's own door, where answers arrive. */
import { createHmac } from 'node:crypto';
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { performance } from 'node:perf_hooks';

export interface Webhook {
  readonly body: string;
  readonly signature: string;
  readonly userId: string;
  readonly replyToken: string;
}

let made = 0;

/** A message of this person, signed; every id is new. */
export function webhook(secret: string, userId: string, text: string): Webhook {
  made += 1;
  const id = String(made).padStart(8, '0');
  const replyToken = `token${process.pid}${id}`;
  const body = JSON.stringify({
    destination: 'U0',
    events: [
      {
        type: 'message',
        mode: 'active',
        timestamp: Date.now(),
        source: { type: 'user', userId },
        webhookEventId: `bench${process.pid}${id}`,
        deliveryContext: { isRedelivery: false },
        replyToken,
        message: { type: 'text', id: `${process.pid}${id}`, quoteToken: 'q', text },
      },
    ],
  });
  return { body, userId, replyToken, signature: createHmac('sha256', secret).update(body).digest('base64') };
}

/** LINE's door on loopback: takes every reply and push at once and tells whoever waits for it. */
export async function openLineDoor() {
  const waiting = new Map<string, () => void>();
  const server = createServer((incoming, response) => {
    const parts: Buffer[] = [];
    incoming.on('data', (part: Buffer) => parts.push(part));
    incoming.on('end', () => {
      response.writeHead(200, { 'content-type': 'application/json', 'x-line-request-id': 'bench' });
      response.end('{"sentMessages":[{"id":"1"}]}');
      // A push comes where the reply token is over: it names the person instead.
      const [, key = ''] = /"(?:replyToken|to)":"([^"]+)"/.exec(Buffer.concat(parts).toString('utf8')) ?? [];
      waiting.get(key)?.();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrivalOf: ({ replyToken, userId }: Webhook) =>
      new Promise<void>((resolve) => {
        const arrived = () => {
          waiting.delete(replyToken);
          waiting.delete(userId);
          resolve();
        };
        waiting.set(replyToken, arrived);
        waiting.set(userId, arrived);
      }),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Sends webhooks to one address over at most so many connections. */
export function caller(url: string, connections: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const target = new URL('/webhooks/line', url);
  const send = (written: Webhook): Promise<number> =>
    new Promise((resolve, reject) => {
      const { body, signature } = written;
      const call = request(
        target,
        {
          method: 'POST',
          agent,
          headers: {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
            'x-line-signature': signature,
          },
        },
        (response) => {
          response.resume();
          response.on('end', () => resolve(response.statusCode ?? 0));
        },
      );
      call.on('error', (error: NodeJS.ErrnoException) => {
        // The server closed a connection that was idle just when it was used again: the webhook is sent anew, as LINE would.
        if (call.reusedSocket && error.code === 'ECONNRESET') send(written).then(resolve, reject);
        else reject(error);
      });
      call.end(body);
    });
  return { send, close: () => agent.destroy() };
}

export interface Round {
  readonly count: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** `lanes` at a time, each beginning the next turn when its last one is over, for so long. Milliseconds, sorted. */
export async function closedLoop(lanes: number, ms: number, turn: (lane: number) => Promise<void>): Promise<Round> {
  const times: number[] = [];
  const started = performance.now();
  const lane = async (own: number) => {
    for (;;) {
      const began = performance.now();
      if (began - started >= ms) return;
      await turn(own);
      times.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: lanes }, (_, own) => lane(own)));
  return roundOf(times, performance.now() - started);
}

/** So many a second whatever happens, each timed from when it should have begun: a server that stalls is not asked less. */
export async function openLoop(perSecond: number, ms: number, call: () => Promise<void>): Promise<Round> {
  const times: number[] = [];
  const open: Promise<void>[] = [];
  const started = performance.now();
  const total = Math.floor((perSecond * ms) / 1_000);
  while (open.length < total) {
    const due = Math.min(total, Math.floor(((performance.now() - started) * perSecond) / 1_000) + 1);
    while (open.length < due) {
      const should = started + (open.length * 1_000) / perSecond;
      open.push(call().then(() => void times.push(performance.now() - should)));
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await Promise.all(open);
  return roundOf(times, performance.now() - started);
}

function roundOf(times: number[], ms: number): Round {
  times.sort((one, other) => one - other);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { count: times.length, perSecond: (times.length * 1_000) / ms, p50Ms: at(0.5), p99Ms: at(0.99) };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length >> 1;
  const [low = 0, high = low] = sorted.length % 2 ? [sorted[middle]] : [sorted[middle - 1], sorted[middle]];
  return (low + high) / 2;
}
