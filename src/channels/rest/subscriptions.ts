/** REST: subscribe messages of the mini program: which forms to ask for, what people answered, how many messages are left. */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { SUBSCRIPTION_ANSWERS } from '../../domain/mini-templates.ts';
import { NOTICE_TOPICS } from '../../domain/notices.ts';
import type { StandingTemplate } from '../../services/subscriptions.ts';
import { type HttpEnv, json, jsonBody, problemOf, problemResponse, written } from '../http.ts';
import type { RestDeps } from './index.ts';

const tags = ['Mini program'];
const security = [{ bearer: [] }];
const templateId = written(100);

const templatesSchema = z
  .object({
    templates: z.array(
      z.object({
        topic: z.enum(NOTICE_TOPICS),
        templateId: z.string(),
        left: z.number().int(),
        answer: z.enum(SUBSCRIPTION_ANSWERS).nullable(),
      }),
    ),
  })
  .openapi('SubscribeTemplates');

const shape = (templates: readonly StandingTemplate[]): z.infer<typeof templatesSchema> => ({
  templates: templates.map(({ topic, templateId: id, left, answer }) => ({ topic, templateId: id, left, answer })),
});

export function subscriptionRoutes(app: OpenAPIHono<HttpEnv>, { services, signedIn }: RestDeps): void {
  const { subscriptions } = services;

  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/me/subscriptions',
      tags,
      security,
      middleware: signedIn,
      summary: 'Which subscribe messages I can be asked for',
      description:
        'For `wx.requestSubscribeMessage`, three at most in one prompt. `left`: messages that may still be sent.',
      responses: {
        200: json('The forms this supplier uses', templatesSchema),
        422: problemOf('Not a session of the mini program'),
      },
    }),
    async (c) => {
      const standing = await subscriptions.standing(c.var.viewer);
      if (!standing.ok) return problemResponse(standing.problem) as never;
      return c.json(shape(standing.value), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/me/subscriptions',
      tags,
      security,
      middleware: signedIn,
      summary: 'Tells what I answered to WeChat’s prompt',
      description:
        'One `accept` is one message. `prompt`: the client’s own id of the prompt; told twice, it counts once. Every answer is told, the noes too.',
      request: jsonBody(
        z.strictObject({
          prompt: written(100),
          answers: z
            .array(z.strictObject({ templateId, answer: z.enum(SUBSCRIPTION_ANSWERS) }))
            .min(1)
            .max(3),
        }),
      ),
      responses: {
        200: json('How it stands now', templatesSchema),
        422: problemOf('Not a session of the mini program'),
        429: problemOf('Too many'),
      },
    }),
    async (c) => {
      const { viewer } = c.var;
      const { prompt, answers } = c.req.valid('json');
      const limited = await services.accounts.limit(
        { key: `subscriptions:${viewer.residentId}`, most: 200, windowSeconds: 86_400 },
        [],
      );
      if (!limited.ok) return problemResponse(limited.problem) as never;
      const planned = await subscriptions.record(viewer, prompt, answers);
      if (!planned.ok) return problemResponse(planned.problem) as never;
      await services.carryOut(planned.value);
      const standing = await subscriptions.standing(viewer);
      if (!standing.ok) return problemResponse(standing.problem) as never;
      return c.json(shape(standing.value), 200);
    },
  );
}
