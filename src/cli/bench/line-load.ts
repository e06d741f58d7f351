/** People on LINE and WeChat for benches: signed webhooks over kept connections, and LINE's own door, where answers arrive. */
import { createHash, createHmac } from 'node:crypto';
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { performance } from 'node:perf_hooks';

export interface Call {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Webhook extends Call {
  readonly userId: string;
  readonly replyToken: string;
}

let made = 0;
const nextId = (): string => {
  made += 1;
  return String(made).padStart(8, '0');
};

/** A message of this person, signed; every id is new. */
export function webhook(secret: string, userId: string, text: string): Webhook {
  const id = nextId();
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
  const signature = createHmac('sha256', secret).update(body).digest('base64');
  const headers = { 'content-type': 'application/json', 'x-line-signature': signature };
  return { path: '/webhooks/line', headers, body, userId, replyToken };
}

/** The same person on WeChat, in plain mode: the answer comes in the response. */
export function wechatMessage(token: string, openId: string, text: string): Call {
  const [timestamp, nonce] = [String(Math.floor(Date.now() / 1_000)), nextId()];
  const signature = createHash('sha1').update([token, timestamp, nonce].toSorted().join('')).digest('hex');
  const body = `<xml><ToUserName><![CDATA[gh_bench]]></ToUserName><FromUserName><![CDATA[${openId}]]></FromUserName><CreateTime>${timestamp}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[${text}]]></Content><MsgId>${process.pid}${nonce}</MsgId></xml>`;
  const path = `/webhooks/wechat?${new URLSearchParams({ signature, timestamp, nonce })}`;
  return { path, headers: { 'content-type': 'text/xml' }, body };
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
  const send = (written: Call): Promise<{ readonly status: number; readonly text: string }> =>
    new Promise((resolve, reject) => {
      const { path, headers, body } = written;
      const call = request(
        new URL(path, url),
        { method: 'POST', agent, headers: { ...headers, 'content-length': Buffer.byteLength(body) } },
        (response) => {
          let text = '';
          response.setEncoding('utf8').on('data', (part: string) => {
            text += part;
          });
          response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
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
