/** Who is talking: one guest session per browser, renewed when it has run out, shared by all tabs. */
import { locale, localeWasChosen } from './labels.ts';
import { kept } from './storage.ts';
import { fields, text } from './wire.ts';

interface Call {
  readonly method?: 'GET' | 'POST' | 'PATCH';
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  /** A call that hangs longer counts as failed; without it there is no limit. */
  readonly limitMs?: number;
}

export interface Session {
  /** Fetches as this resident. */
  call(path: string, call?: Call): Promise<Response>;
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

  return {
    call,
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
