/** Calls of the desk's API as one member of staff; a refusal is a value, a key that opens nothing signs out. */
import { setNow } from '../../browser/page-clock.ts';
import { locale } from './locale.ts';

export interface Refusal {
  /** As the service names it; `offline`: no answer came. */
  readonly code: string;
  readonly detail: string;
  readonly retryAt: Date | null;
}

export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

export interface Api {
  get<T>(path: string): Promise<Answer<T>>;
  post<T>(path: string, body: unknown): Promise<Answer<T>>;
  bytes(path: string): Promise<Answer<Blob>>;
}

const LIMIT_MS = 20_000;
/** A paper may be large and the line slow. */
const BYTES_LIMIT_MS = 120_000;

const OFFLINE: Answer<never> = { ok: false, refusal: { code: 'offline', detail: '', retryAt: null } };

interface Call {
  readonly body?: unknown;
  readonly limitMs?: number;
}

async function send(path: string, token: string, { body, limitMs = LIMIT_MS }: Call): Promise<Response | null> {
  const headers: Record<string, string> = { authorization: `Bearer ${token}`, 'accept-language': locale() };
  if (body !== undefined) headers['content-type'] = 'application/json';
  const cut = new AbortController();
  const timer = window.setTimeout(() => cut.abort(), limitMs);
  const init: RequestInit = {
    method: body === undefined ? 'GET' : 'POST',
    headers,
    signal: cut.signal,
    cache: 'no-store',
    credentials: 'omit',
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
  try {
    return await fetch(path, init);
  } catch {
    return null;
  } finally {
    window.clearTimeout(timer);
  }
}

async function refusalOf(response: Response): Promise<Refusal> {
  const said = (await response.json().catch(() => ({}))) as { code?: unknown; detail?: unknown; retryAt?: unknown };
  const retryAt = typeof said.retryAt === 'string' ? new Date(said.retryAt) : null;
  return {
    code: typeof said.code === 'string' ? said.code : 'internal',
    detail: typeof said.detail === 'string' ? said.detail : '',
    retryAt: retryAt === null || Number.isNaN(retryAt.getTime()) ? null : retryAt,
  };
}

interface Hears {
  onSignedOut(): void;
  /** Whether the service answered at all. */
  onReached(reached: boolean): void;
}

export function createApi(token: string, { onSignedOut, onReached }: Hears): Api {
  async function call<T>(path: string, how: Call, read: (response: Response) => Promise<T>): Promise<Answer<T>> {
    const response = await send(path, token, how);
    onReached(response !== null);
    if (response === null) return OFFLINE;
    if (response.status === 401) onSignedOut();
    try {
      return response.ok
        ? { ok: true, value: await read(response) }
        : { ok: false, refusal: await refusalOf(response) };
    } catch {
      return OFFLINE;
    }
  }

  /** The page and its API are of one release: what comes is what shapes.ts says. */
  const json = async <T>(response: Response): Promise<T> => {
    const value = (await response.json()) as T & { now?: unknown };
    if (typeof value.now === 'string') setNow(new Date(value.now));
    return value;
  };

  return {
    get: <T>(path: string) => call<T>(path, {}, json),
    post: <T>(path: string, body: unknown) => call<T>(path, { body }, json),
    bytes: (path) => call(path, { limitMs: BYTES_LIMIT_MS }, (response) => response.blob()),
  };
}
