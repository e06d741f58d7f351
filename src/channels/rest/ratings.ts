/** REST: ratings of finished services (contract.md section 5). */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { rfc3339 } from '../../domain/calendar.ts';
import { RATING_REASONS } from '../../services/ratings.ts';
import {
  type HttpEnv,
  idempotencyKey,
  json,
  jsonBody,
  keyed,
  problemOf,
  problemResponse,
  trimmed,
  written,
} from '../http.ts';
import type { RestDeps } from './index.ts';

const security = [{ bearer: [] }];
const tags = ['Ratings'];
const SCORES = [1, 2, 3, 4, 5] as const;
/** Of a literal with several values the description would name the first only. */
const score = z.literal(SCORES, 'must be a whole number from 1 to 5').openapi({ type: 'integer', enum: [...SCORES] });

export function ratingRoutes(app: OpenAPIHono<HttpEnv>, { services, signedIn }: RestDeps): void {
  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/ratings/pending',
      tags,
      security,
      middleware: signedIn,
      summary: 'Finished services I can still rate',
      responses: {
        200: json(
          'Services',
          z.object({
            ratings: z.array(z.object({ serviceId: z.string(), service: z.string(), finishedAt: z.string() })),
          }),
        ),
      },
    }),
    async (c) => {
      const pending = await services.ratings.pending(c.var.viewer);
      return c.json(
        {
          ratings: pending.map(({ serviceId, service, finishedAt }) => ({
            serviceId,
            service,
            finishedAt: rfc3339(finishedAt),
          })),
        },
        200,
      );
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/ratings',
      tags,
      security,
      middleware: signedIn,
      summary: 'Rates a finished service, once',
      request: {
        ...keyed,
        ...jsonBody(
          z.strictObject({
            serviceId: written(200),
            score,
            reasons: z.array(z.enum(RATING_REASONS)).max(8).optional(),
            comment: trimmed(1_000, 0).optional(),
          }),
        ),
      },
      responses: {
        201: json(
          'Rated',
          z.object({ serviceId: z.string(), score: z.number().int(), caseNumber: z.string().nullable() }),
        ),
        404: problemOf('Not my service'),
        409: problemOf('Rated already, or the key was used with another body'),
      },
    }),
    async (c) => {
      const key = idempotencyKey(c);
      const { viewer } = c.var;
      const { reasons, comment, ...rated } = c.req.valid('json');
      const given = { ...rated, reasons: reasons ?? [], comment: comment ?? null };
      const answered = await services.once(
        viewer,
        { key, body: { ...given, path: '/v1/ratings' }, status: 201 },
        () => services.ratings.rate(viewer, given),
        ({ recovery }) => ({ ...rated, caseNumber: recovery?.caseNumber ?? null }),
      );
      if (!answered.ok) return problemResponse(answered.problem) as never;
      return c.json(answered.value.value, 201);
    },
  );
}
