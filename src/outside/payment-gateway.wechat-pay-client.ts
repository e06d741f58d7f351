/** WeChat Pay v3: one signed call, its answer verified before it is believed. */
import { z } from 'zod';
import { gatewayAway } from './payment-gateway.ts';
import { type PlatformCertificate, type WechatPayKeys, wechatPayKeys } from './payment-gateway.wechat-pay-keys.ts';
import {
  answerMessage,
  pemBytes,
  privateKey,
  requestMessage,
  sign,
  unseal,
  verify,
} from './payment-gateway.wechat-pay-signing.ts';

export interface WechatPaySettings {
  readonly apiUrl: string;
  readonly merchantId: string;
  readonly appId: string;
  /** Serial of our certificate, hex. */
  readonly merchantSerial: string;
  /** PEM, PKCS#8. */
  readonly merchantPrivateKey: string;
  readonly apiV3Key: string;
  /** null: this merchant still has platform certificates only. */
  readonly publicKey: { readonly id: string; readonly pem: string } | null;
}

export interface WechatPayTools {
  readonly now: () => Date;
  readonly newId: () => string;
  readonly fetch: typeof fetch;
}

export interface WechatPayAnswer {
  readonly status: number;
  /** Parsed; null where there was none. */
  readonly body: unknown;
  /** `code` of a refusal. */
  readonly code: string | null;
}

export interface WechatPayClient {
  readonly keys: WechatPayKeys;
  /** Answers 2xx and refusals that say something about the order; throws `gatewayAway` for everything else. */
  call(method: 'GET' | 'POST', path: string, body?: object): Promise<WechatPayAnswer>;
  /** A file from an address they named; it must be theirs. Unsigned: whoever asks compares its hash. */
  download(address: string): Promise<Uint8Array<ArrayBuffer>>;
  sign(message: string): Promise<string>;
}

const ANSWER_WITHIN_MS = 10_000;
/** Clock difference that a signature may show. */
export const TOLERANCE_SECONDS = 300;

/** Where its files lie, whatever host we ask (facts/channels.md 4.1). */
const THEIR_HOSTS = /^https:\/\/api2?\.mch\.weixin\.qq\.com$/;

const certificateList = z.object({
  data: z.array(
    z.object({
      serial_no: z.string(),
      expire_time: z.string(),
      encrypt_certificate: z.object({
        ciphertext: z.string(),
        nonce: z.string(),
        associated_data: z.string().optional(),
      }),
    }),
  ),
});

export function wechatPayClient(settings: WechatPaySettings, { now, newId, fetch }: WechatPayTools): WechatPayClient {
  let ownKey: CryptoKey | null = null;
  const signed = async (message: string): Promise<string> => {
    ownKey ??= await privateKey(pemBytes(settings.merchantPrivateKey));
    return sign(ownKey, message);
  };

  const ask = async (method: 'GET' | 'POST', url: URL, body: string): Promise<Response> => {
    const timestamp = String(Math.floor(now().getTime() / 1_000));
    const nonce = newId().replaceAll('-', '').toUpperCase();
    const message = requestMessage({ method, path: `${url.pathname}${url.search}`, timestamp, nonce, body });
    const credentials = {
      mchid: settings.merchantId,
      nonce_str: nonce,
      timestamp,
      serial_no: settings.merchantSerial,
      signature: await signed(message),
    };
    try {
      return await fetch(url, {
        method,
        headers: {
          authorization: `WECHATPAY2-SHA256-RSA2048 ${Object.entries(credentials)
            .map(([name, value]) => `${name}="${value}"`)
            .join(',')}`,
          accept: 'application/json',
          'content-type': 'application/json',
          'user-agent': 'Wattline',
          ...(settings.publicKey && { 'wechatpay-serial': settings.publicKey.id }),
        },
        ...(method === 'POST' && { body }),
        redirect: 'manual',
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      });
    } catch (error) {
      throw unanswered(method, url, error);
    }
  };
  const send = async (method: 'GET' | 'POST', path: string, body: string) => {
    const url = new URL(`${settings.apiUrl}${path}`);
    const response = await ask(method, url, body);
    try {
      return { status: response.status, headers: response.headers, text: await response.text() };
    } catch (error) {
      throw unanswered(method, url, error);
    }
  };

  const certificates = async (): Promise<readonly PlatformCertificate[]> => {
    const answer = await send('GET', '/v3/certificates', '');
    // Merchants of the newer kind have none.
    if (answer.status === 403 || answer.status === 404) return [];
    if (answer.status !== 200) throw gatewayAway(`WeChat Pay gave no certificates: ${answer.status}`);
    const listed = certificateList.safeParse(parsed(answer.text));
    if (!listed.success) throw gatewayAway('WeChat Pay gave certificates that can’t be read');
    const opened = await Promise.all(
      listed.data.data.map(async (one): Promise<PlatformCertificate[]> => {
        // Sealed with our own key, so nobody else can have made it: it needs no certificate to be believed.
        const pem = await unseal(settings.apiV3Key, one.encrypt_certificate);
        const expiresAt = new Date(one.expire_time);
        return pem && !Number.isNaN(expiresAt.getTime()) ? [{ serial: one.serial_no, pem, expiresAt }] : [];
      }),
    );
    return opened.flat();
  };
  const keys = wechatPayKeys(settings.publicKey, certificates, now);

  const isTheirs = async (headers: Headers, text: string): Promise<boolean> => {
    const timestamp = headers.get('wechatpay-timestamp') ?? '';
    const key = await keys.find(headers.get('wechatpay-serial') ?? '');
    if (!key || !isFresh(timestamp, now())) return false;
    const message = answerMessage(timestamp, headers.get('wechatpay-nonce') ?? '', text);
    return verify(key, message, headers.get('wechatpay-signature') ?? '');
  };

  return {
    keys,
    sign: signed,
    async download(address) {
      const url = URL.canParse(address) ? new URL(address) : null;
      // A signed request to anybody else would hand our signature, and whatever comes back would be anybody's list.
      if (!url || (url.origin !== new URL(settings.apiUrl).origin && !THEIR_HOSTS.test(url.origin)))
        throw gatewayAway('WeChat Pay named an address that is not its own');
      const response = await ask('GET', url, '');
      if (response.status !== 200) throw gatewayAway(`WeChat Pay gave no file: ${response.status}`);
      try {
        return new Uint8Array(await response.arrayBuffer());
      } catch (error) {
        throw unanswered('GET', url, error);
      }
    },
    async call(method, path, body) {
      const { status, headers, text } = await send(method, path, body ? JSON.stringify(body) : '');
      const content = parsed(text);
      const code = z.object({ code: z.string() }).safeParse(content).data?.code ?? null;
      const what = `WeChat Pay answered ${status}${code && /^\w{1,60}$/.test(code) ? ` ${code}` : ''}`;
      // Refusals of the request itself (signature, frequency, their trouble) say nothing about the order.
      if (status >= 500 || status === 401 || status === 429 || status < 200 || (status >= 300 && status < 400))
        throw gatewayAway(what);
      // Only what is good is always signed; a refusal that carries a signature has to hold to it.
      if ((status < 300 || headers.has('wechatpay-signature')) && !(await isTheirs(headers, text)))
        throw gatewayAway(`${what} and did not prove it`);
      return { status, body: content, code };
    },
  };
}

const unanswered = (method: string, url: URL, error: unknown): Error =>
  gatewayAway(`WeChat Pay did not answer ${method} ${url.pathname.split('/')[2]}`, error);

export const isFresh = (timestamp: string, now: Date): boolean =>
  /^\d{1,12}$/.test(timestamp) && Math.abs(now.getTime() / 1_000 - Number(timestamp)) <= TOLERANCE_SECONDS;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
