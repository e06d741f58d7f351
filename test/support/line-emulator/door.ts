/** The emulator's loopback HTTP server: journal, faults on demand, token, content type, paths. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { LineLogin } from './login.ts';
import type { LineMenus } from './menus.ts';
import type { Answer, LinePlatform } from './platform.ts';

const MAX_BODY_BYTES = 2 * 1024 * 1024;

export interface JournalEntry {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  /** The exact bytes as they came. */
  readonly body: Buffer;
}

/** How a call goes wrong: whether LINE carries it out (`done`), and what the caller sees of it. */
export interface Trouble {
  readonly done: boolean;
  readonly ends:
    | 'drop'
    | 'hang'
    | { readonly status: number; readonly message?: string }
    | { readonly waitFor: Promise<unknown> };
}

export interface Door {
  readonly url: string;
  readonly journal: JournalEntry[];
  /** The next call whose path ends so goes wrong; further troubles wait for the calls after it. */
  trouble(pathEnd: string, trouble: Trouble): void;
  /** Resolves when so many calls (of a path that ends so) have come in and been worked on; for stepped clocks. */
  arrived(count: number, pathEnd?: string): Promise<void>;
  close(): Promise<void>;
}

/** What stands behind the door. */
export interface House {
  readonly platform: LinePlatform;
  readonly login: LineLogin;
  readonly menus: LineMenus;
  readonly accessToken: () => string;
  readonly requestId: () => string;
}

export async function openDoor(house: House): Promise<Door> {
  const { platform, requestId } = house;
  const journal: JournalEntry[] = [];
  const troubles: { pathEnd: string; trouble: Trouble }[] = [];
  const waiting: { count: number; pathEnd: string; resolve: () => void }[] = [];

  const seen = (pathEnd: string) => journal.filter((entry) => entry.path.endsWith(pathEnd)).length;
  const wake = () => {
    for (const { count, pathEnd, resolve } of waiting) if (seen(pathEnd) >= count) resolve();
  };

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const body = Buffer.concat(await Array.fromAsync<Buffer>(request));
    const entry = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, body };
    const at = troubles.findIndex(({ pathEnd }) => entry.path.endsWith(pathEnd));
    const trouble = at < 0 ? undefined : troubles.splice(at, 1)[0]?.trouble;
    const id = requestId();

    let answer: Answer = { status: 500, body: { message: 'Internal server error' } };
    if (!trouble || trouble.done) answer = answerTo(house, entry, id);
    journal.push(entry);
    wake();
    if (trouble?.ends === 'hang') return;
    if (trouble?.ends === 'drop') return void request.socket.destroy();
    if (trouble) {
      if ('waitFor' in trouble.ends) await trouble.ends.waitFor;
      else answer = { status: trouble.ends.status, body: { message: trouble.ends.message ?? 'trouble' } };
    }

    response.writeHead(answer.status, {
      'content-type': 'application/json',
      'x-line-request-id': id,
      ...answer.headers,
    });
    response.end(answer.body instanceof Uint8Array ? answer.body : JSON.stringify(answer.body));
  };

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      platform.violations.push(`the emulator failed: ${String(error)}`);
      request.socket.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;

  return {
    url: `http://127.0.0.1:${port}`,
    journal,
    trouble: (pathEnd, trouble) => void troubles.push({ pathEnd, trouble }),
    arrived: (count, pathEnd = '') => {
      if (seen(pathEnd) >= count) return Promise.resolve();
      return new Promise((resolve) => void waiting.push({ count, pathEnd, resolve }));
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answerTo(house: House, entry: JournalEntry, requestId: string): Answer {
  const { platform, login, menus } = house;
  const contentType = entry.headers['content-type'] ?? '';
  const call = `${entry.method} ${entry.path}`;
  if (call === 'POST /oauth2/v3/token' || call === 'POST /oauth2/v2.1/verify') {
    if (!/^application\/x-www-form-urlencoded\b/.test(contentType))
      return { status: 415, body: { error: 'invalid_request', error_description: 'not a form' } };
    const form = new URLSearchParams(entry.body.toString('utf8'));
    return call.endsWith('/token') ? login.issueStateless(form) : login.verify(form);
  }
  const bearer = /^Bearer (.+)$/.exec(entry.headers.authorization ?? '')?.[1] ?? '';
  if (bearer !== house.accessToken() && !login.isGood(bearer)) {
    return {
      status: 401,
      body: { message: 'Authentication failed. Confirm that the access token in the authorization header is valid.' },
    };
  }
  if (entry.body.length > MAX_BODY_BYTES) return { status: 413, body: { message: 'Payload too large' } };
  const aboutMenus = menus.answer(entry.method, entry.path, entry.body, contentType);
  if (aboutMenus) return aboutMenus;
  if (entry.method === 'GET') return answerToGet(platform, entry.path);
  const [, linked] = /^POST \/v2\/bot\/user\/([\w-]+)\/linkToken$/.exec(call) ?? [];
  if (linked !== undefined) return login.linkToken(linked);
  if (!/^application\/json\b/.test(contentType)) return { status: 415, body: { message: 'Unsupported media type' } };
  const key = entry.headers['x-line-retry-key'];
  const retryKey = Array.isArray(key) ? key.join() : key;
  let body: unknown;
  try {
    body = JSON.parse(entry.body.toString('utf8'));
  } catch {
    return { status: 400, body: { message: 'The request body could not be parsed as JSON' } };
  }
  switch (call) {
    case 'POST /v2/bot/message/reply':
      return platform.reply(body, retryKey, requestId);
    case 'POST /v2/bot/message/push':
      return platform.push(body, retryKey, requestId);
    case 'POST /v2/bot/chat/loading/start':
      return platform.startLoading(body);
    default:
      return unknownPath(platform, entry);
  }
}

function answerToGet(platform: LinePlatform, path: string): Answer {
  const [, userId] = /^\/v2\/bot\/profile\/([^/?]+)$/.exec(path) ?? [];
  if (userId !== undefined) return platform.profile(decodeURIComponent(userId));
  const [, messageId] = /^\/v2\/bot\/message\/(\d+)\/content$/.exec(path) ?? [];
  if (messageId !== undefined) return platform.content(messageId);
  if (path === '/v2/bot/message/quota') return platform.quota();
  if (path === '/v2/bot/message/quota/consumption') return platform.consumption();
  return unknownPath(platform, { method: 'GET', path });
}

function unknownPath(platform: LinePlatform, { method, path }: Pick<JournalEntry, 'method' | 'path'>): Answer {
  platform.violations.push(`unknown path: ${method} ${path}`);
  return { status: 404, body: { message: 'Not found' } };
}
