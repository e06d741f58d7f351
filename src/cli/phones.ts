/** `npm start -- --phones`: the platforms' stand-ins and a window with a LINE and a WeChat phone; no part of the service itself. */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { z } from 'zod';
import { startLinePhone } from './phones/line.ts';
import type { PhoneName, PhonesState } from './phones/shapes.ts';
import { startWechatPhone } from './phones/wechat.ts';

export interface Phones {
  readonly url: string;
  /** What the service must know of the stand-ins; those of a platform that is set up already are left out. */
  readonly environment: Readonly<Record<string, string>>;
  /** From now on what is written goes to the service there. */
  connect(serviceUrl: string): void;
  stop(): Promise<void>;
}

const FOLDER = new URL('./phones/', import.meta.url);
const MAX_BODY_BYTES = 16 * 1024;
const acted = z.strictObject({
  phone: z.enum(['line', 'wechat']),
  act: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('say'), text: z.string().trim().min(1).max(2_000) }),
    z.strictObject({ kind: z.literal('press'), data: z.string().max(300), says: z.string().max(300) }),
    z.strictObject({ kind: z.literal('follow') }),
  ]),
});

export interface PhonesChoice {
  /** The environment of the start command; a platform whose settings stand there gets no stand-in. */
  readonly given: Readonly<Record<string, string>>;
  /** Another one is taken when it is in use. */
  readonly port?: number;
  /** The platforms' clock. */
  readonly now?: () => number;
}

export async function startPhones({ given, port = 0, now = Date.now }: PhonesChoice): Promise<Phones> {
  const line = given.LINE_CHANNEL_SECRET ? null : await startLinePhone(now);
  const wechat = given.WECHAT_APP_ID ? null : await startWechatPhone(now);
  const phones = { line, wechat };
  let service = '';

  const state = async (): Promise<PhonesState> => ({
    phones: Object.entries(phones).flatMap(([name, phone]) =>
      phone ? [{ name: name as PhoneName, entries: phone.entries(), waiting: phone.waiting() }] : [],
    ),
    hints: await hints(service),
  });
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const send = (status: number, type: string, body: string) => {
      response.writeHead(status, { ...HEADERS, 'content-type': type });
      response.end(body);
    };
    const { pathname } = new URL(request.url ?? '/', 'http://phones');
    const file = request.method === 'GET' ? FILES[pathname] : undefined;
    if (file) return send(200, file.type, await file.body());
    if (request.method === 'GET' && pathname === '/state') return send(200, JSON_TYPE, JSON.stringify(await state()));
    // JSON cannot be sent from another site without asking first, and nobody here says yes.
    if (request.method !== 'POST' || pathname !== '/act' || !request.headers['content-type']?.startsWith(JSON_TYPE))
      return send(404, 'text/plain', '');
    const asked = acted.safeParse(await bodyOf(request));
    const phone = asked.success ? phones[asked.data.phone] : null;
    if (!asked.success || !phone) return send(400, 'text/plain', '');
    phone.act(asked.data.act);
    return send(200, JSON_TYPE, JSON.stringify(await state()));
  };

  const server = createServer((request, response) => {
    handle(request, response).catch(() => {
      if (!response.headersSent) response.writeHead(500, HEADERS);
      response.end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', () => server.once('error', reject).listen(0, '127.0.0.1', resolve));
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    environment: { ...line?.environment, ...wechat?.environment },
    connect(serviceUrl) {
      service = serviceUrl;
      line?.connect(serviceUrl);
      wechat?.connect(serviceUrl);
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await Promise.all([line?.close(), wechat?.close()]);
    },
  };
}

const JSON_TYPE = 'application/json';
const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'; form-action 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

let script: Promise<string> | null = null;
const FILES: Readonly<Record<string, { readonly type: string; body(): Promise<string> }>> = {
  '/': { type: 'text/html; charset=utf-8', body: () => readFile(new URL('phones.html', FOLDER), 'utf8') },
  '/phones.css': { type: 'text/css; charset=utf-8', body: () => readFile(new URL('phones.css', FOLDER), 'utf8') },
  '/phones.js': {
    type: 'text/javascript; charset=utf-8',
    body: () => {
      script ??= bundled();
      return script;
    },
  },
};

async function bundled(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('phones.client.ts', FOLDER))],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
  });
  return outputFiles[0]?.text ?? '';
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let body = '';
  for await (const part of request) {
    body += String(part);
    if (body.length > MAX_BODY_BYTES) return null;
  }
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

/** The demo's accounts and newest text messages, which the service shows beside its own chat too. */
async function hints(service: string): Promise<unknown> {
  if (service === '') return null;
  try {
    const response = await fetch(`${service}/demo/hints`, { signal: AbortSignal.timeout(2_000) });
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}
