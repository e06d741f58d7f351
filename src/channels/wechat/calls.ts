/** Calls to WeChat's servers with an access token: one that is refused is replaced once and the call repeated once (facts/channels.md 2.7, 2.8). */
import { z } from 'zod';
import { boundedBody } from '../../outside/bounded-body.ts';
import type { Fetched } from '../../outside/media.ts';

const DEADLINE_MS = 5_000;
/** A photo of 10 MiB on a slow line. */
const DOWNLOAD_DEADLINE_MS = 10_000;
/** WeChat renews a token about five minutes before its end. */
const RENEW_EARLY_MS = 5 * 60_000;
const MOST_BYTES = 4 * 1024 * 1024;

export type Called =
  | {
      readonly kind: 'answered';
      /** 0: done. */
      readonly code: number;
      readonly message: string;
      readonly body: Readonly<Record<string, unknown>>;
    }
  /** There was no token to call with: certainly nothing came of it. */
  | { readonly kind: 'not-made'; readonly reason: string }
  /** It may or may not have been carried out. */
  | { readonly kind: 'unanswered'; readonly reason: string };

export interface Calls {
  post(path: string, body: object, now: Date): Promise<Called>;
  get(path: string, query: Readonly<Record<string, string>>, now: Date): Promise<Called>;
  /** What WeChat keeps for a while; from its own servers and nowhere else. */
  download(path: string, query: Readonly<Record<string, string>>, mostBytes: number, now: Date): Promise<Fetched>;
  /** What keeps every call from working, in an operator's words; null: nothing that is known here. */
  trouble(): string | null;
}

export interface CallsOptions {
  /** WeChat's own address, or a relay with the same paths and a fixed address. */
  readonly baseUrl: string;
  /** What is asked for a token. `force`: one that is not the one everybody has. */
  readonly token: (force: boolean) => { readonly path: string; readonly body: object | null };
  /** In words, where an operator has to mend it: nothing works until then. */
  readonly troubleOf: (code: number) => string | null;
}

const answer = z.looseObject({ errcode: z.int().optional(), errmsg: z.string().optional() });
const tokenAnswer = z.object({
  access_token: z.string().min(1).max(4_000),
  expires_in: z.int().positive().max(7_200).default(7_200),
});
const TOKEN_REFUSED: readonly number[] = [40001, 40014, 42001];

export function createCalls({ baseUrl, token, troubleOf }: CallsOptions): Calls {
  let held: { token: string; until: number } | null = null;
  let trouble: string | null = null;

  const heard = (raw: unknown): Called => {
    const { data } = answer.safeParse(raw);
    if (!data) return { kind: 'unanswered', reason: 'no JSON object' };
    const code = data.errcode ?? 0;
    trouble = code === 0 ? null : (troubleOf(code) ?? trouble);
    return { kind: 'answered', code, message: (data.errmsg ?? '').slice(0, 200), body: data };
  };

  const call = async (path: string, body: object | null): Promise<Called> => {
    try {
      const response = await fetch(`${baseUrl}${path}`, {
        method: body ? 'POST' : 'GET',
        // A token goes to nobody that an answer may name.
        redirect: 'manual',
        // WeChat shows \u escapes literally or refuses them: JSON.stringify writes characters as they are.
        ...(body && {
          headers: { 'content-type': 'application/json; charset=utf-8' },
          body: JSON.stringify(body),
        }),
        signal: AbortSignal.timeout(DEADLINE_MS),
      });
      const read = await boundedBody(response, MOST_BYTES);
      if (!response.ok) return { kind: 'unanswered', reason: `HTTP ${response.status}` };
      if ('why' in read) return { kind: 'unanswered', reason: 'no JSON object' };
      // The content type is text/plain even where the content is JSON.
      return heard(parsed(read.bytes));
    } catch (error) {
      return { kind: 'unanswered', reason: error instanceof Error ? error.name : 'no answer' };
    }
  };

  /** WeChat gives everybody the same token while it is good, so no lock is needed; only a refused one is replaced by force. */
  const newToken = async (refused: string | null, now: Date): Promise<string | Called> => {
    for (const force of refused === null ? [false] : [false, true]) {
      const asked = token(force);
      const answered = await call(asked.path, asked.body);
      if (answered.kind !== 'answered') return { kind: 'not-made', reason: 'no token: no answer' };
      if (answered.code !== 0) return answered;
      const { data } = tokenAnswer.safeParse(answered.body);
      if (!data) return { kind: 'not-made', reason: 'no token in the answer' };
      if (data.access_token === refused) continue;
      held = { token: data.access_token, until: now.getTime() + data.expires_in * 1_000 - RENEW_EARLY_MS };
      return data.access_token;
    }
    return { kind: 'not-made', reason: 'the token is refused' };
  };

  /** `once` with a token, and once more where that one was refused. */
  const withToken = async <T>(
    now: Date,
    once: (token: string) => Promise<T>,
    codeOf: (result: T) => number,
  ): Promise<T | Called> => {
    const first = held && held.until > now.getTime() ? held.token : await newToken(null, now);
    if (typeof first !== 'string') return first;
    const result = await once(first);
    if (!TOKEN_REFUSED.includes(codeOf(result))) return result;
    held = null;
    const second = await newToken(first, now);
    return typeof second === 'string' ? once(second) : second;
  };

  const codeOf = (called: Called): number => (called.kind === 'answered' ? called.code : 0);
  const address = (path: string, query: Readonly<Record<string, string>>, accessToken: string): string =>
    `${path}?${new URLSearchParams({ access_token: accessToken, ...query })}`;

  return {
    trouble: () => trouble,
    post: (path, body, now) => withToken(now, (accessToken) => call(address(path, {}, accessToken), body), codeOf),
    get: (path, query, now) => withToken(now, (accessToken) => call(address(path, query, accessToken), null), codeOf),

    async download(path, query, mostBytes, now) {
      const once = async (accessToken: string): Promise<Fetched | Called> => {
        const response = await fetch(`${baseUrl}${address(path, query, accessToken)}`, {
          redirect: 'manual',
          signal: AbortSignal.timeout(DOWNLOAD_DEADLINE_MS),
        });
        if (response.status !== 200) {
          await response.body?.cancel();
          return { why: response.status === 404 || response.status === 410 ? 'gone' : 'away' };
        }
        // A file has a name; an error has none, whatever its content type.
        const isFile = response.headers.has('content-disposition') || !isText(response);
        const read = await boundedBody(response, isFile ? mostBytes : MOST_BYTES);
        return isFile || 'why' in read ? read : heard(parsed(read.bytes));
      };
      try {
        const result = await withToken(now, once, (found) => ('kind' in found ? codeOf(found) : 0));
        if (!('kind' in result)) return result;
        return { why: result.kind === 'answered' && GONE.includes(result.code) ? 'gone' : 'away' };
      } catch {
        return { why: 'away' };
      }
    },
  };
}

/** Numbers of 64 bits stay the text they were. */
const parsed = (bytes: Uint8Array): unknown =>
  JSON.parse(new TextDecoder().decode(bytes), (_, value: unknown, { source }: { source?: string } = {}) =>
    Number.isInteger(value) && !Number.isSafeInteger(value) ? (source ?? value) : value,
  );

/** An id that WeChat does not know, or not any more. */
const GONE: readonly number[] = [0, 40007, 41006];

const isText = (response: Response): boolean =>
  /^(?:text\/|application\/json)/i.test(response.headers.get('content-type') ?? 'text/plain');
