/** A typed client of the API, free of any platform: one function for every call; how requests travel is passed in. */
import type { Calls, Problem } from './api.generated.ts';

export interface Request {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON; absent where there is none. */
  readonly body?: string;
}

/** Rejects when no answer came. */
export type Send = (request: Request) => Promise<{ readonly status: number; readonly text: string }>;

export type Call = keyof Calls;
/** `path`, `query` and `body` where the call has them. */
export type Given<C extends Call> = Omit<Calls[C], 'answer'> & {
  /** For calls that create money or a case: the same key again gets the same answer. */
  readonly idempotencyKey?: string;
};
/** A refusal is a value: its `problem.code` says which. */
export type Answer<C extends Call> =
  | { readonly ok: true; readonly status: number; readonly value: Calls[C]['answer'] }
  | { readonly ok: false; readonly status: number; readonly problem: Problem };

/** Nothing has to be given for calls that take nothing. */
type Args<C extends Call> = Record<never, never> extends Given<C> ? [given?: Given<C>] : [given: Given<C>];

export type Client = <C extends Call>(call: C, ...args: Args<C>) => Promise<Answer<C>>;

/** `token`: asked before each call; null while there is no session. */
export function createClient(options: {
  /** Without a slash at the end. */
  readonly baseUrl: string;
  readonly send: Send;
  readonly token: () => string | null;
}): Client {
  return async <C extends Call>(call: C, ...[given]: Args<C>): Promise<Answer<C>> => {
    const [method = '', template = ''] = call.split(' ');
    const { path, query, body, idempotencyKey } = (given ?? {}) as {
      path?: Readonly<Record<string, string>>;
      query?: Readonly<Record<string, string | number | boolean | undefined>>;
      body?: unknown;
      idempotencyKey?: string;
    };
    const token = options.token();
    const { status, text } = await options.send({
      method,
      url: options.baseUrl + filled(template, path ?? {}) + asQuery(query ?? {}),
      headers: {
        accept: 'application/json',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(token !== null && { authorization: `Bearer ${token}` }),
        ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (status >= 200 && status < 300) return { ok: true, status, value: text === '' ? null : JSON.parse(text) };
    return { ok: false, status, problem: problemIn(status, text) };
  };
}

const filled = (template: string, path: Readonly<Record<string, string>>): string =>
  template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path[name] ?? ''));

// A mini program's phone has no URLSearchParams.
function asQuery(query: Readonly<Record<string, string | number | boolean | undefined>>): string {
  const parts = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [`${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`],
  );
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}

/** Something between us and the service may answer in its own words. */
function problemIn(status: number, text: string): Problem {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null && 'code' in parsed) return parsed as Problem;
  } catch {
    // Said below.
  }
  const detail = 'Something else than the service answered.';
  return { type: 'about:blank', title: `HTTP ${status}`, status, detail, code: 'unavailable' };
}
