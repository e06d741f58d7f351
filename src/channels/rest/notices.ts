/** REST: what is told by itself, topic by topic (an addition to contract.md section 5). */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { rfc3339 } from '../../domain/calendar.ts';
import { CHOICE_WAYS, NOTICE_TOPICS, type StandingChoice } from '../../domain/notices.ts';
import { type HttpEnv, json, jsonBody, problemOf, problemResponse } from '../http.ts';
import type { RestDeps } from './index.ts';

const security = [{ bearer: [] }];
const tags = ['Notices'];

const topic = z.enum(NOTICE_TOPICS);
const noticesSchema = z
  .object({
    notices: z.array(
      z.object({ topic, on: z.boolean(), since: z.string().nullable(), by: z.enum(CHOICE_WAYS).nullable() }),
    ),
  })
  .openapi('Notices');

const noticesShape = (choices: readonly StandingChoice[]): z.infer<typeof noticesSchema> => ({
  notices: choices.map(({ topic, on, since, by }) => ({ topic, on, since: since && rfc3339(since), by })),
});

export function noticeRoutes(app: OpenAPIHono<HttpEnv>, { services, signedIn }: RestDeps): void {
  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/me/notices',
      tags,
      security,
      middleware: signedIn,
      summary: 'What I am told without asking',
      description: '`since` and `by` are null while nothing was chosen and the default holds.',
      responses: { 200: json('Every topic', noticesSchema) },
    }),
    async (c) => c.json(noticesShape(await services.notices.current(c.var.viewer)), 200),
  );

  app.openapi(
    createRoute({
      method: 'put',
      path: '/v1/me/notices',
      tags,
      security,
      middleware: signedIn,
      summary: 'Turns topics on or off',
      description:
        'Topics that are not named stay as they are. Danger, power restored after my own report, and a person who answers are always told.',
      request: jsonBody(
        z.strictObject({
          notices: z
            .array(z.strictObject({ topic, on: z.boolean() }))
            .min(1)
            .max(NOTICE_TOPICS.length)
            .refine((given) => new Set(given.map((one) => one.topic)).size === given.length, 'names a topic twice'),
        }),
      ),
      responses: { 200: json('Every topic, as it stands now', noticesSchema), 400: problemOf('Not a topic') },
    }),
    async (c) => {
      const { viewer } = c.var;
      const { notices } = c.req.valid('json');
      const answered = await services.once(
        viewer,
        { key: null, body: null, status: 200 },
        async () => ({ ok: true, value: await services.notices.choose(viewer, notices, 'rest') }),
        noticesShape,
      );
      if (!answered.ok) return problemResponse(answered.problem) as never;
      return c.json(answered.value.value, 200);
    },
  );
}
