/** REST: oneself, binding accounts (contract.md section 3). */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { phrase } from '../../conversation/sentences/book.ts';
import { voiceOf } from '../../conversation/sentences/voice.ts';
import { rfc3339 } from '../../domain/calendar.ts';
import { LOCALES } from '../../domain/names.ts';
import { keptPhone } from '../../domain/phone.ts';
import { type HttpEnv, json, jsonBody, problem, problemOf, problemResponse, trimmed, written } from '../http.ts';
import type { RestDeps } from './index.ts';
import { accountNumber, accountSchema, accountShape, meSchema, meShape } from './shapes.ts';

const tags = ['Sessions and accounts'];
const security = [{ bearer: [] }];
const phone = z
  .string()
  .regex(/^\+?\d{8,15}$/, 'must be 8 to 15 digits')
  .transform(keptPhone);

export function accountRoutes(app: OpenAPIHono<HttpEnv>, { services, later, sendDue, signedIn }: RestDeps): void {
  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/me',
      tags,
      security,
      middleware: signedIn,
      summary: 'Who I am here',
      responses: { 200: json('Me', meSchema), 401: problemOf('No valid token') },
    }),
    (c) => c.json(meShape(c.var.viewer), 200),
  );

  // `wx.request` of a mini program knows no PATCH.
  for (const method of ['patch', 'put'] as const) {
    app.openapi(
      createRoute({
        method,
        path: '/v1/me',
        tags,
        security,
        middleware: signedIn,
        summary: 'Chooses the language of answers',
        request: jsonBody(z.strictObject({ locale: z.enum(LOCALES) })),
        responses: { 200: json('Me', meSchema), 401: problemOf('No valid token') },
      }),
      async (c) => {
        const { locale } = c.req.valid('json');
        await services.carryOut(services.accounts.planLocale(c.var.viewer.residentId, locale, true));
        return c.json(meShape({ ...c.var.viewer, locale, localeChosen: true }), 200);
      },
    );
  }

  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/me/real-name',
      tags,
      security,
      middleware: signedIn,
      summary: 'Real-name check',
      description: 'Needs separate consent; name and number are passed to the check and not kept.',
      request: jsonBody(
        z.strictObject({
          name: trimmed(100),
          idNumber: trimmed(30, 5),
          consent: z.boolean(),
        }),
      ),
      responses: {
        200: json('Verified', z.object({ realName: z.literal('verified') })),
        422: problemOf('No consent, or they do not match'),
      },
    }),
    async (c) => {
      const { consent, ...person } = c.req.valid('json');
      if (!consent) return problem('consent_missing') as never;
      const checked = await services.accounts.checkRealName(c.var.viewer, person);
      if (!checked.ok) return problemResponse(checked.problem) as never;
      await services.carryOut(checked.value);
      return c.json({ realName: 'verified' as const }, 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/accounts/verifications',
      tags,
      security,
      middleware: signedIn,
      summary: 'Asks for a code to the phone on file',
      description:
        'The answer is the same whether or not number and phone belong together; the code goes out only if they do.',
      request: jsonBody(z.strictObject({ accountNumber, phone })),
      responses: {
        202: json('Asked', z.object({ verificationId: z.string(), expiresAt: z.string() })),
        429: problemOf('Too many codes'),
      },
    }),
    async (c) => {
      const { viewer } = c.var;
      const { supplierName } = await services.settings();
      const started = await services.accounts.startVerification(
        viewer,
        c.req.valid('json'),
        (code, minutes) =>
          voiceOf(viewer.locale).say(
            phrase('text-message.code', { code, minutes, supplier: supplierName[viewer.locale] }),
          ),
        null,
      );
      if (!started.ok) return problemResponse(started.problem) as never;
      await services.carryOut(started.value);
      later(sendDue());
      const { verificationId, expiresAt } = started.value.value;
      return c.json({ verificationId, expiresAt: rfc3339(expiresAt) }, 202);
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/accounts',
      tags,
      security,
      middleware: signedIn,
      summary: 'Binds the account of a verification',
      request: jsonBody(
        z.strictObject({
          verificationId: written(100),
          code: z.string().regex(/^\d{6}$/, 'must be six digits'),
          nickname: trimmed(30).optional(),
        }),
      ),
      responses: {
        201: json('The account', accountSchema),
        409: problemOf('Bound already'),
        422: problemOf('Wrong code, or the verification has ended'),
      },
    }),
    async (c) => {
      const { nickname, ...given } = c.req.valid('json');
      const { viewer } = c.var;
      const bound = await services.once(
        viewer,
        { key: null, body: null, status: 201 },
        () => services.accounts.bind(viewer, { ...given, nickname: nickname ?? null }, null),
        accountShape,
      );
      if (!bound.ok) return problemResponse(bound.problem) as never;
      return c.json(bound.value.value, 201);
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/accounts',
      tags,
      security,
      middleware: signedIn,
      summary: 'My accounts',
      responses: { 200: json('Accounts', z.object({ accounts: z.array(accountSchema) })) },
    }),
    (c) => c.json({ accounts: c.var.viewer.accounts.map(accountShape) }, 200),
  );

  app.openapi(
    createRoute({
      method: 'delete',
      path: '/v1/accounts/{accountNumber}',
      tags,
      security,
      middleware: signedIn,
      summary: 'Unbinds an account',
      request: { params: z.object({ accountNumber: written(30) }) },
      responses: { 204: { description: 'Unbound' }, 404: problemOf('Not bound to me') },
    }),
    async (c) => {
      const unbound = services.accounts.unbind(c.var.viewer, c.req.valid('param').accountNumber);
      if (!unbound.ok) return problemResponse(unbound.problem) as never;
      await services.carryOut(unbound.value);
      return c.body(null, 204);
    },
  );
}
