/** LINE Pay Online API: one signed call, and its answer with numbers of 19 digits kept as text (facts/channels.md 5.1). */
import { z } from 'zod';
import { gatewayAway } from './payment-gateway.ts';

export interface LinePaySettings {
  readonly apiUrl: string;
  readonly channelId: string;
  readonly channelSecret: string;
}

export interface LinePayTools {
  readonly newId: () => string;
  readonly fetch: typeof fetch;
}

export interface LinePayAnswer {
  /** Four digits; `0000` is good. */
  readonly code: string;
  readonly info: unknown;
}

export interface LinePayClient {
  /** Throws `gatewayAway` when there is no answer of LINE Pay's kind. */
  get(path: string, query: string): Promise<LinePayAnswer>;
  post(path: string, body: object, withinMs: number): Promise<LinePayAnswer>;
}

/** LINE Pay advises 20 s for questions and requests; confirming may take twice that. */
export const ASK_WITHIN_MS = 20_000;
export const CONFIRM_WITHIN_MS = 40_000;

const utf8 = new TextEncoder();
const envelope = z.object({ returnCode: z.string().regex(/^\d{4}$/), info: z.unknown().optional() });

/** base64 of HMAC-SHA256 over secret, path, query or body, and nonce; the secret is both key and beginning. */
export async function linePaySignature(secret: string, path: string, payload: string, nonce: string): Promise<string> {
  const key = await crypto.subtle.importKey('raw', utf8.encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
  ]);
  const mac = await crypto.subtle.sign('HMAC', key, utf8.encode(`${secret}${path}${payload}${nonce}`));
  return btoa(String.fromCharCode(...new Uint8Array(mac)));
}

/** Integers too long for a JavaScript number become strings; what stands inside a string stays as it is. */
export const quoteLongNumbers = (text: string): string =>
  text.replace(/"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/g, (token) => (token.startsWith('"') ? token : `"${token}"`));

export function linePayClient({ apiUrl, channelId, channelSecret }: LinePaySettings, { newId, fetch }: LinePayTools) {
  const call = async (method: 'GET' | 'POST', path: string, payload: string, withinMs: number) => {
    const nonce = newId();
    const url = new URL(`${apiUrl}${path}${method === 'GET' && payload ? `?${payload}` : ''}`);
    let status: number;
    let text: string;
    try {
      const response = await fetch(url, {
        method,
        headers: {
          'content-type': 'application/json',
          'x-line-channelid': channelId,
          'x-line-authorization-nonce': nonce,
          'x-line-authorization': await linePaySignature(channelSecret, url.pathname, payload, nonce),
        },
        ...(method === 'POST' && { body: payload }),
        redirect: 'manual',
        signal: AbortSignal.timeout(withinMs),
      });
      status = response.status;
      text = await response.text();
    } catch (error) {
      throw gatewayAway(`LINE Pay did not answer ${method}`, error);
    }
    const answer = status === 200 ? envelope.safeParse(parsed(text)) : null;
    if (!answer?.success) throw gatewayAway(`LINE Pay answered ${status} and nothing that can be read`);
    return { code: answer.data.returnCode, info: answer.data.info };
  };
  return {
    get: (path, query) => call('GET', path, query, ASK_WITHIN_MS),
    post: (path, body, withinMs) => call('POST', path, JSON.stringify(body), withinMs),
  } satisfies LinePayClient;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(quoteLongNumbers(text));
  } catch {
    return null;
  }
}
