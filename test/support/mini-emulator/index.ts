/** A stand-in for WeChat as a mini program's server sees it, on loopback: strict, stateful, on the test's clock. */
import { openPayDoor } from '../pay-door.ts';
import { type Seals, sealed, signed } from '../wechat-emulator/sealing.ts';
import { MiniPlatform } from './platform.ts';

export type MiniEmulator = Awaited<ReturnType<typeof startMini>>;
type Target = (request: Request) => Response | Promise<Response>;

export async function startMini(now: () => Date, { appId = 'wx134c8103faa5a59e' } = {}) {
  const appSecret = 'the secret of the mini program';
  const platform = new MiniPlatform(() => now().getTime(), { appId, appSecret });
  const door = await openPayDoor(({ method, path, body }) => ({
    status: 200,
    // JSON, whatever the header says.
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    body: JSON.stringify(platform.answer(method, new URL(path, 'http://wechat.test'), body)),
  }));
  const seals: Seals = { token: 'AAAAA', aesKey: 'A'.repeat(43), appId };
  let made = 0;
  const next = (digits: number) => String(++made).padStart(digits, '0');

  /** One attempt of WeChat's push, in secure mode and JSON. */
  const push = async (target: Target, fields: object, keys: Seals = seals) => {
    const timestamp = String(Math.floor(now().getTime() / 1_000));
    const nonce = next(9);
    // A MsgId is an unquoted number of 64 bits.
    const plain = JSON.stringify(fields).replace(/"MsgId":"(\d+)"/, '"MsgId":$1');
    const Encrypt = sealed(keys, plain, next(16));
    const query = new URLSearchParams({
      signature: signed(keys.token, timestamp, nonce),
      timestamp,
      nonce,
      encrypt_type: 'aes',
      msg_signature: signed(keys.token, timestamp, nonce, Encrypt),
    });
    const response = await target(
      new Request(`http://house.test/webhooks/wechat-mini?${query}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ToUserName: 'gh_mini', Encrypt }),
      }),
    );
    return { status: response.status, body: await response.text() };
  };
  const message = (openId: string, more: object): object => ({
    ToUserName: 'gh_mini',
    FromUserName: openId,
    CreateTime: Math.floor(now().getTime() / 1_000),
    ...more,
  });

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
    /** With these it takes part in the customer-service conversation. */
    pushing: { WECHAT_MINI_TOKEN: seals.token, WECHAT_MINI_ENCODING_AES_KEY: seals.aesKey },
    seals,
    push,
    /** What a person writes in the customer-service conversation. */
    text: (openId: string, content: string): object => {
      platform.wrote(openId);
      return message(openId, { MsgType: 'text', Content: content, MsgId: `2345678901${next(9)}` });
    },
    enters: (openId: string): object => {
      platform.cameIn(openId);
      return message(openId, { MsgType: 'event', Event: 'user_enter_tempsession', SessionFrom: 'menu' });
    },
    saidTo: (openId: string): string[] => platform.said.filter((one) => one.openId === openId).map(({ text }) => text),
    close: door.close,
  };
}
