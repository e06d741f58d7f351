/** A stand-in for WeChat as a mini program's server sees it, on loopback: strict, stateful, on the test's clock. */
import { openPayDoor } from '../pay-door.ts';
import { MiniPlatform } from './platform.ts';

export type MiniEmulator = Awaited<ReturnType<typeof startMini>>;

export async function startMini(now: () => Date, { appId = 'wx134c8103faa5a59e' } = {}) {
  const appSecret = 'the secret of the mini program';
  const platform = new MiniPlatform(() => now().getTime(), { appId, appSecret });
  const door = await openPayDoor(({ method, path, body }) => ({
    status: 200,
    // JSON, whatever the header says.
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    body: JSON.stringify(platform.answer(method, new URL(path, 'http://wechat.test'), body)),
  }));
  return {
    platform,
    appId,
    url: door.url,
    journal: door.journal,
    violations: platform.violations,
    /** The next call whose path matches ends so. */
    fail: (path: RegExp, ends: 'drop' | { readonly errcode: number }, done = false) =>
      door.trouble(path, {
        done,
        ends: ends === 'drop' ? ends : { status: 200, body: JSON.stringify({ errcode: ends.errcode, errmsg: 'x' }) },
      }),
    environment: { WECHAT_MINI_APP_ID: appId, WECHAT_MINI_APP_SECRET: appSecret, WECHAT_API_URL: door.url },
    close: door.close,
  };
}
