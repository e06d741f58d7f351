/** What all HTTP doors share: problems as RFC 9457, who is asking, what stands in a header. */

import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { rfc3339 } from '../domain/calendar.ts';
import { type FieldError, PROBLEMS, type Problem, type ProblemCode } from '../domain/result.ts';
import type { Viewer } from '../domain/viewer.ts';

/** What a request carries on its way in. */
export interface HttpEnv {
  Variables: { viewer: Viewer };
}

export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string().optional(),
    code: z.string(),
    errors: z.array(z.object({ field: z.string(), reason: z.string() })).optional(),
    retryAt: z.string().optional(),
    triesLeft: z.number().int().optional(),
  })
  .openapi('Problem');

/** One mapping from a refusal to HTTP; never a stack, a query or another person's data. */
export function problemResponse(problem: Problem): Response {
  const { status, title } = PROBLEMS[problem.code];
  const body = {
    type: `urn:wattline:problem:${problem.code}`,
    title,
    status,
    ...(problem.detail && { detail: problem.detail }),
    code: problem.code,
    ...(problem.errors && { errors: problem.errors }),
    ...(problem.retryAt && { retryAt: rfc3339(problem.retryAt) }),
    ...(problem.triesLeft !== undefined && { triesLeft: problem.triesLeft }),
  };
  const headers = new Headers({ 'content-type': 'application/problem+json', 'cache-control': 'no-store' });
  if (problem.retryAfterSeconds !== undefined) headers.set('retry-after', String(problem.retryAfterSeconds));
  if (problem.code === 'unauthenticated') headers.set('www-authenticate', 'Bearer');
  return new Response(JSON.stringify(body), { status, headers });
}

export const problem = (code: ProblemCode, detail?: string): Response =>
  problemResponse({ code, ...(detail && { detail }) });

/** zod's complaints as the contract's `errors[]`: the path as the sender wrote it. */
export function inputProblem(error: z.ZodError): Response {
  const errors = error.issues.flatMap((issue): FieldError[] => {
    const path = issue.path
      .map((part, i) => (typeof part === 'number' ? `[${part}]` : i === 0 ? String(part) : `.${String(part)}`))
      .join('');
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({ field: path ? `${path}.${key}` : key, reason: 'is not known here' }));
    return [{ field: path || '(body)', reason: issue.message }];
  });
  return problemResponse({ code: 'invalid_input', errors });
}

/** The client's own key, when it sent one; 1 to 200 visible characters. */
export function idempotencyKey(c: Context): string | null | Response {
  const key = c.req.header('idempotency-key');
  if (key === undefined) return null;
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) {
    return problemResponse({
      code: 'invalid_input',
      errors: [{ field: 'Idempotency-Key', reason: 'must be 1 to 200 visible ASCII characters' }],
    });
  }
  return key;
}

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
