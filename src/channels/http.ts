/** What all HTTP doors share: problems as RFC 9457, who is asking, what stands in a header. */

import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { Router } from 'hono/router';
import { rfc3339 } from '../domain/calendar.ts';
import type { StaffMember } from '../domain/cases.ts';
import { DEFAULT_LOCALE, type Locale } from '../domain/names.ts';
import { type FieldError, PROBLEMS, type Problem, type ProblemCode } from '../domain/result.ts';
import type { Viewer } from '../domain/viewer.ts';
import { withoutUnseen } from '../domain/written.ts';

/** What a request carries on its way in: who asks, and on most routes what they may see; at the desk, who works there. */
export interface HttpEnv {
  Variables: { viewer: Viewer; residentId: string; sessionAt: Date; member: StaffMember };
}

/** The sender's address as the platform vouches for it, from the request or from what came with it; null where nobody does. */
export type AddressOf = (request: Request, env: unknown) => string | null;

/** The language of those who have not told us theirs: what their browser says first; `unsaid` where it says none of ours. */
export function firstGuess(acceptLanguage: string | undefined, unsaid: Locale = DEFAULT_LOCALE): Locale {
  const [first = ''] = (acceptLanguage ?? '').toLowerCase().split(/[,;]/);
  if (/^zh-(?:tw|hk|mo|hant)/.test(first)) return 'zh-TW';
  if (/^zh\b/.test(first)) return 'zh-CN';
  return /^en\b/.test(first) ? 'en' : unsaid;
}

/** The session token of a request; undefined when there is none that could be one. */
export const bearerToken = (c: Context): string | undefined =>
  /^Bearer ([\w.~+/=-]{1,4000})$/i.exec(c.req.header('authorization') ?? '')?.[1];

/**
 * Whose address it is, for limits: a home or a server has a whole /64 of IPv6 to itself. null where it names nobody: it is not
 * known, or this machine's own, behind which anybody may stand.
 */
export function networkOf(address: string | null): string | null {
  const version4 = /^(?:::ffff:)?(\d{1,3}(?:\.\d{1,3}){3})$/i.exec(address ?? '')?.[1];
  if (version4 !== undefined) return version4.startsWith('127.') ? null : version4;
  // Without the zone of a link's own address; in the one spelling that a URL has for it.
  const url = `http://[${(address ?? '').replace(/%.*$/, '')}]`;
  if (!URL.canParse(url)) return null;
  const [front = '', back = ''] = new URL(url).hostname.slice(1, -1).split('::');
  const [head, tail] = [front, back].map((part) => part.split(':').filter(Boolean)) as [string[], string[]];
  const groups = [...head, ...Array<string>(8 - head.length - tail.length).fill('0'), ...tail];
  const network = groups.slice(0, 4).join(':');
  return network === '0:0:0:0' ? null : `${network}::/64`;
}

/** Text that PostgreSQL keeps as it came: it takes no NUL, and half a surrogate pair would come back changed. */
const isStorable = (text: string): boolean => !text.includes('\u0000') && text.isWellFormed();

/** A string field of `least` to `most` characters, as it came: ids and tokens, which are looked up. */
export const written = (most: number, least = 1) =>
  z.string().min(least).max(most).refine(isStorable, 'must be text without NUL or half a surrogate pair');

/** What people write for others to read, without the spaces around it and what shows nothing. */
export const trimmed = (most: number, least = 1) =>
  z
    .string()
    .refine(isStorable, 'must be text without NUL or half a surrogate pair')
    .overwrite(withoutUnseen)
    .trim()
    .min(least)
    .max(most);

export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.string(),
    errors: z.array(z.object({ field: z.string(), reason: z.string() })).optional(),
    retryAt: z.string().optional(),
    triesLeft: z.number().int().optional(),
  })
  .openapi('Problem');

/** Wrong input always has its `errors`: where no field is to blame, all of it is. */
const WHOLE_BODY: { readonly [code in ProblemCode]?: readonly FieldError[] } = {
  invalid_json: [{ field: '(body)', reason: 'is not JSON' }],
  invalid_input: [{ field: '(body)', reason: 'is not as described' }],
};

/** One mapping from a refusal to HTTP; never a stack, a query or another person's data. */
export function problemResponse(problem: Problem): Response {
  const { status, title, detail } = PROBLEMS[problem.code];
  const errors = problem.errors ?? WHOLE_BODY[problem.code];
  const body = {
    type: `urn:wattline:problem:${problem.code}`,
    title,
    status,
    detail: problem.detail || detail,
    code: problem.code,
    ...(errors && { errors }),
    ...(problem.retryAt && { retryAt: rfc3339(problem.retryAt) }),
    ...(problem.triesLeft !== undefined && { triesLeft: problem.triesLeft }),
  };
  const headers = new Headers({ 'content-type': 'application/problem+json', 'cache-control': 'no-store' });
  if (problem.retryAfterSeconds !== undefined) headers.set('retry-after', String(problem.retryAfterSeconds));
  if (problem.code === 'unauthenticated') headers.set('www-authenticate', 'Bearer');
  return new Response(JSON.stringify(body), { status, headers });
}

export const problem = (code: ProblemCode, detail?: string, errors?: readonly FieldError[]): Response =>
  problemResponse({ code, ...(detail && { detail }), ...(errors && { errors }) });

/** zod's complaints as the contract's `errors[]`: the path as the sender wrote it. */
export function inputProblem(error: z.ZodError): Response {
  const errors = complaints(error.issues as readonly Issue[]);
  return problemResponse({ code: 'invalid_input', errors: errors.slice(0, MOST_ERRORS) });
}

type Issue = z.core.$ZodIssue;

/** A body of ten thousand wrong fields gets no answer of ten thousand lines. */
const MOST_ERRORS = 50;
/** A field's name is the sender's text: enough of it to find the field, no more. */
const NAME_SHOWN = 100;

const complaints = (issues: readonly Issue[]): FieldError[] =>
  issues.flatMap((issue): FieldError[] => {
    // Of alternatives, the one that comes nearest explains best.
    if (issue.code === 'invalid_union' && issue.errors.length > 0) {
      const nearest = [...issue.errors].sort((a, b) => a.length - b.length)[0] ?? [];
      return complaints(nearest.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }) as Issue));
    }
    const path = issue.path
      .map((part, i) => (typeof part === 'number' ? `[${part}]` : i === 0 ? String(part) : `.${String(part)}`))
      .join('');
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => {
        const name = key.slice(0, NAME_SHOWN).toWellFormed();
        return { field: path ? `${path}.${name}` : name, reason: 'is not known here' };
      });
    }
    return [{ field: path || '(body)', reason: issue.message }];
  });

/** Part of the `request` of a route that does not do a thing twice: the client's own key. */
export const keyed = {
  headers: z.object({
    'Idempotency-Key': z
      .string()
      .regex(/^[\x21-\x7e]{1,200}$/, 'must be 1 to 200 visible ASCII characters')
      .optional()
      .openapi({ description: 'Your own key of this call: the same key and body again get the same answer' }),
  }),
};

/** That key, when the client sent one. */
export const idempotencyKey = (c: Context): string | null => c.req.header('idempotency-key') ?? null;

export const moneySchema = { amount: z.string().openapi({ example: '177.42' }), currency: z.enum(['CNY', 'TWD']) };

/** A response documented in OpenAPI by its schema. */
export const json = <S extends z.ZodType>(description: string, schema: S) => ({
  description,
  content: { 'application/json': { schema } },
});

export const problemOf = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: problemSchema } },
});

/** Request bodies: unknown fields are refused by `z.strictObject`. */
export const jsonBody = <S extends z.ZodType>(schema: S) => ({
  body: { required: true, content: { 'application/json': { schema } } },
});

/** Where there is nothing to say besides the address: no body, or an empty object. */
export const nothingToSay = {
  body: { required: false, content: { 'application/json': { schema: z.strictObject({}) } } },
};

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** 405 with what is allowed when the path is known by another method, else 404. */
export function notRouted(app: { readonly router: Router<unknown> }, path: string): Response {
  const allowed = METHODS.filter((method) =>
    app.router.match(method, path)[0].some(([entry]) => (entry as [unknown, { method: string }])[1].method === method),
  );
  if (allowed.length === 0) return problem('not_found');
  const refused = problem('method_not_allowed');
  refused.headers.set('allow', allowed.join(', '));
  return refused;
}
