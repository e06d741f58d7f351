/** Who is talking: one guest session per browser, renewed when it has run out, shared by all tabs. */

import { kept } from '../../../browser/storage.ts';
import { locale, localeWasChosen } from './labels.ts';
import { fields, text } from './wire.ts';

interface Call {
  readonly method?: 'GET' | 'POST' | 'PATCH';
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  /** A call that hangs longer counts as failed; without it there is no limit. */
  readonly limitMs?: number;
}

interface Uploaded {
  readonly status: number;
  readonly body: unknown;
}

export interface Session {
  /** Fetches as this resident. */
  call(path: string, call?: Call): Promise<Response>;
  /** Sends a form as this resident; `onPart` hears how much of it is through, from 0 to 1. */
  upload(path: string, form: FormData, onPart: (part: number) => void): Promise<Uploaded>;
  /** Keeps the page's language as the resident's own. */
  keepLocale(): Promise<void>;
}

/** A service that refuses even a fresh token is not asked for more of them at once. */
const RENEW_MS = 10_000;

function send(path: string, token: string | null, call: Call): Promise<Response> {
  const headers: Record<string, string> = { accept: 'application/json', 'accept-language': locale(), ...call.headers };
  if (token !== null) headers.authorization = `Bearer ${token}`;
  if (call.body !== undefined) headers['content-type'] = 'application/json';
  const cut = new AbortController();
  const timer = call.limitMs === undefined ? undefined : window.setTimeout(() => cut.abort(), call.limitMs);
  const init: RequestInit = {
    method: call.method ?? 'GET',
    headers,
    signal: call.signal ?? cut.signal,
    cache: 'no-store',
    credentials: 'omit',
    ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
  };
  return fetch(path, init).finally(() => window.clearTimeout(timer));
}

/** fetch says nothing of how far an upload is; the older way does. */
function post(path: string, token: string, form: FormData, onPart: (part: number) => void): Promise<Uploaded> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.setRequestHeader('authorization', `Bearer ${token}`);
    request.setRequestHeader('accept', 'application/json');
    request.timeout = 180_000;
    request.upload.addEventListener('progress', ({ loaded, total }) => onPart(total > 0 ? loaded / total : 0));
    request.addEventListener('load', () => {
      try {
        resolve({ status: request.status, body: JSON.parse(request.responseText) });
      } catch {
        resolve({ status: request.status, body: null });
      }
    });
    for (const end of ['error', 'timeout', 'abort']) request.addEventListener(end, () => reject(new Error(end)));
    request.send(form);
  });
}

/** One tab at a time, where the browser can say so: two tabs then find the same session. */
const alone = <T>(work: () => Promise<T>): Promise<T> =>
  'locks' in navigator ? navigator.locks.request('wattline.session', work) : work();

async function open(): Promise<string> {
  const response = await send('/v1/sessions', null, { method: 'POST', body: { channel: 'web' }, limitMs: 20_000 });
  const token = response.ok ? text(fields(await response.json())?.token) : null;
  if (token === null) throw new Error(`no session: ${response.status}`);
  if (localeWasChosen())
    await send('/v1/me', token, { method: 'PATCH', body: { locale: locale() }, limitMs: 10_000 }).catch(() => null);
  return token;
}

export function createSession(onChanged: () => void): Session {
  let token = kept.read('token');
  let renewedAt = 0;
  let renewing: Promise<string> | null = null;

  function use(fresh: string): string {
    const changed = token !== null && token !== fresh;
    token = fresh;
    if (changed) onChanged();
    return fresh;
  }

  function renew(stale: string | null): Promise<string> {
    renewing ??= alone(async () => {
      const known = kept.read('token');
      if (known !== null && known !== stale) return use(known);
      const fresh = await open();
      kept.write('token', fresh);
      renewedAt = Date.now();
      return use(fresh);
    }).finally(() => {
      renewing = null;
    });
    return renewing;
  }

  window.addEventListener('storage', (event) => {
    if (event.key === 'wattline.token' && event.newValue !== null) use(event.newValue);
  });

  async function call(path: string, how: Call = {}): Promise<Response> {
    const mine = token ?? (await renew(null));
    const response = await send(path, mine, how);
    const pointless = token === mine && Date.now() - renewedAt < RENEW_MS;
    if (response.status !== 401 || pointless) return response;
    return send(path, token !== null && token !== mine ? token : await renew(mine), how);
  }

  async function upload(path: string, form: FormData, onPart: (part: number) => void): Promise<Uploaded> {
    const mine = token ?? (await renew(null));
    const answered = await post(path, mine, form, onPart);
    return answered.status === 401 ? post(path, await renew(mine), form, onPart) : answered;
  }

  return {
    call,
    upload,
    async keepLocale() {
      for (let attempt = 0; attempt < 3; attempt += 1) {
        const response = await call('/v1/me', { method: 'PATCH', body: { locale: locale() }, limitMs: 10_000 }).catch(
          () => null,
        );
        if (response !== null && response.status < 500 && response.status !== 429) return;
        await new Promise((resolve) => window.setTimeout(resolve, 2000 * 2 ** attempt));
      }
    },
  };
}
