/** REST: complaints, reports, opinions, suggestions and praise (contract.md section 5). */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { contactPhone } from '../../domain/phone.ts';
import { shownCase } from '../../services/case-view.ts';
import { FEEDBACK_CATEGORIES } from '../../services/feedback.ts';
import { type HttpEnv, idempotencyKey, json, jsonBody, keyed, problemOf, problemResponse, trimmed } from '../http.ts';
import { caseSchema, caseShape } from './cases.ts';
import type { RestDeps } from './index.ts';
import { withinCases } from './limits.ts';

const body = z
  .strictObject({
    category: z.enum(FEEDBACK_CATEGORIES),
    about: trimmed(200),
    description: trimmed(1_000),
    contactPhone: trimmed(30)
      .refine((text) => contactPhone(text) !== null, 'must be a telephone number')
      .optional(),
    anonymous: z.boolean().optional(),
  })
  .superRefine(({ category, contactPhone: phone, anonymous }, context) => {
    const wrong = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message });
    if (anonymous && category !== 'report') wrong('anonymous', 'is possible for a report only');
    else if (!anonymous && phone === undefined) wrong('contactPhone', 'is missing');
  });

export function complaintRoutes(app: OpenAPIHono<HttpEnv>, { services, signedIn, clock }: RestDeps): void {
  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/complaints',
      tags: ['Cases'],
      security: [{ bearer: [] }],
      middleware: signedIn,
      summary: 'Files a complaint, a report, an opinion, a suggestion or praise',
      description:
        'In the sender’s own words. An anonymous report needs no `contactPhone`, and one that is sent is not kept: nobody who handles it learns who wrote it, so nobody can call back either; its reporter alone finds it again among their cases. `Idempotency-Key`: the same key and body get the same case.',
      request: { ...keyed, ...jsonBody(body) },
      responses: {
        201: json('The case', caseSchema),
        400: problemOf('A field is missing, unknown or wrong'),
        409: problemOf('The key was used with another body'),
        429: problemOf('Too many new cases within an hour'),
      },
    }),
    async (c) => {
      const key = idempotencyKey(c);
      const { viewer } = c.var;
      const given = c.req.valid('json');
      const answered = await services.once(
        viewer,
        { key, body: { ...given, path: '/v1/complaints' }, status: 201 },
        withinCases(services, viewer, key, () =>
          services.feedback.plan(viewer, {
            category: given.category,
            about: given.about,
            description: given.description,
            contactPhone: given.contactPhone ?? null,
            anonymous: given.anonymous === true,
            conversationId: null,
          }),
        ),
        ({ record }) => caseShape(shownCase(record, true, clock.now()), viewer.locale, clock.now()),
      );
      if (!answered.ok) return problemResponse(answered.problem) as never;
      return c.json(answered.value.value, 201);
    },
  );
}
