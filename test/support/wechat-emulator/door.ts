/** The emulator's loopback HTTP server: the API's paths, and faults on demand. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Media, type WechatPlatform } from './platform.ts';

/** `done`: WeChat carried the call out before it went wrong. */
export interface Trouble {
  readonly done: boolean;
  readonly ends: 'drop' | { readonly status: number } | { readonly errcode: number };
}

export interface ApiDoor {
  readonly url: string;
  /** Paths called, oldest first, without their tokens. */
  readonly calls: string[];
  /** The next call whose path ends so goes wrong. */
  trouble(pathEnd: string, trouble: Trouble): void;
  /** The next call whose path ends so is answered with another address. */
  redirect(pathEnd: string, to: string): void;
  close(): Promise<void>;
}

const OTHERS: readonly string[] = [
  '/cgi-bin/stable_token',
  '/cgi-bin/message/custom/send',
  '/cgi-bin/message/template/send',
  '/cgi-bin/message/subscribe/bizsend',
  '/cgi-bin/media/get',
];
const isKnown = (path: string): boolean =>
  OTHERS.includes(path) ||
  /^\/cgi-bin\/(?:menu\/(?:create|addconditional|delconditional|get|delete)|tags\/(?:get|create|members\/batch(?:un)?tagging))$/.test(
    path,
  );

export async function openApi(platform: WechatPlatform): Promise<ApiDoor> {
  const calls: string[] = [];
  const redirects: { pathEnd: string; to: string }[] = [];
  const troubles: { pathEnd: string; trouble: Trouble }[] = [];

  const READ: readonly string[] = [
    '/cgi-bin/media/get',
    '/cgi-bin/menu/get',
    '/cgi-bin/menu/delete',
    '/cgi-bin/tags/get',
  ];

  const answerTo = (request: IncomingMessage, url: URL, raw: string): object | Media => {
    const { pathname: path, searchParams } = url;
    const body: unknown = raw === '' ? undefined : JSON.parse(raw);
    if (!isKnown(path)) {
      platform.violations.push(`unknown path: ${request.method} ${path}`);
      return { errcode: 404, errmsg: 'unknown path' };
    }
    if (request.method !== (READ.includes(path) ? 'GET' : 'POST')) {
      platform.violations.push(`${request.method} ${path}`);
      return { errcode: 43002, errmsg: 'require another method' };
    }
    if (path === '/cgi-bin/stable_token') return platform.stableToken(body);
    const token = searchParams.get('access_token') ?? '';
    if (path === '/cgi-bin/message/custom/send') return platform.send(raw, token, body);
    const refused = platform.refusesToken(token);
    if (refused) return refused;
    if (path === '/cgi-bin/media/get') return platform.mediaOf(searchParams.get('media_id') ?? '');
    if (path === '/cgi-bin/message/template/send' || path === '/cgi-bin/message/subscribe/bizsend')
      return platform.templates.send(path, body);
    return platform.menus.answer(path, body);
  };

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const raw = Buffer.concat(await Array.fromAsync<Buffer>(request)).toString('utf8');
    const url = new URL(request.url ?? '/', 'http://wechat.test');
    calls.push(url.pathname);
    const away = redirects.findIndex(({ pathEnd }) => url.pathname.endsWith(pathEnd));
    if (away >= 0) {
      response.writeHead(302, { location: redirects.splice(away, 1)[0]?.to ?? '' });
      return void response.end();
    }
    const at = troubles.findIndex(({ pathEnd }) => url.pathname.endsWith(pathEnd));
    const trouble = at < 0 ? undefined : troubles.splice(at, 1)[0]?.trouble;
    let answer: object | Media = !trouble || trouble.done ? answerTo(request, url, raw) : {};
    if (trouble?.ends === 'drop') return void request.socket.destroy();
    if (trouble && 'errcode' in trouble.ends) answer = { errcode: trouble.ends.errcode, errmsg: 'trouble' };
    if (answer instanceof Media) {
      response.writeHead(200, {
        'content-type': answer.type,
        'content-disposition': `attachment; filename="${answer.name}"`,
      });
      return void response.end(answer.bytes);
    }
    response.writeHead(trouble && 'status' in trouble.ends ? trouble.ends.status : 200, {
      'content-type': 'text/plain; charset=utf-8',
    });
    // An id of 64 bits is an unquoted number.
    response.end(JSON.stringify(answer).replace(/\{"exact":"(\d+)"\}/g, '$1'));
  };

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      platform.violations.push(`the emulator failed: ${String(error)}`);
      request.socket.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    redirect: (pathEnd, to) => void redirects.push({ pathEnd, to }),
    trouble: (pathEnd, trouble) => void troubles.push({ pathEnd, trouble }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
