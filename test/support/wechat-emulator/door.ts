/** The emulator's loopback HTTP server: the API's paths, and faults on demand. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WechatPlatform } from './platform.ts';

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
  close(): Promise<void>;
}

export async function openApi(platform: WechatPlatform): Promise<ApiDoor> {
  const calls: string[] = [];
  const troubles: { pathEnd: string; trouble: Trouble }[] = [];

  const answerTo = (request: IncomingMessage, url: URL, raw: string): object => {
    const body: unknown = JSON.parse(raw);
    if (request.method === 'POST' && url.pathname === '/cgi-bin/stable_token') return platform.stableToken(body);
    if (request.method === 'POST' && url.pathname === '/cgi-bin/message/custom/send')
      return platform.send(raw, url.searchParams.get('access_token') ?? '', body);
    platform.violations.push(`unknown path: ${request.method} ${url.pathname}`);
    return { errcode: 404, errmsg: 'unknown path' };
  };

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const raw = Buffer.concat(await Array.fromAsync<Buffer>(request)).toString('utf8');
    const url = new URL(request.url ?? '/', 'http://wechat.test');
    calls.push(url.pathname);
    const at = troubles.findIndex(({ pathEnd }) => url.pathname.endsWith(pathEnd));
    const trouble = at < 0 ? undefined : troubles.splice(at, 1)[0]?.trouble;
    let answer: object = !trouble || trouble.done ? answerTo(request, url, raw) : {};
    if (trouble?.ends === 'drop') return void request.socket.destroy();
    if (trouble && 'errcode' in trouble.ends) answer = { errcode: trouble.ends.errcode, errmsg: 'trouble' };
    response.writeHead(trouble && 'status' in trouble.ends ? trouble.ends.status : 200, {
      'content-type': 'text/plain; charset=utf-8',
    });
    response.end(JSON.stringify(answer));
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
    trouble: (pathEnd, trouble) => void troubles.push({ pathEnd, trouble }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
