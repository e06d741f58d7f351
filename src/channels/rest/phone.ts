/** REST: the phone that WeChat says a mini program's user holds. */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { type HttpEnv, json, jsonBody, problemOf, problemResponse, written } from '../http.ts';
import type { RestDeps } from './index.ts';

export function phoneRoutes(app: OpenAPIHono<HttpEnv>, { services, signedIn }: RestDeps): void {
  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/me/phone',
      tags: ['Sessions and accounts'],
      security: [{ bearer: [] }],
      middleware: signedIn,
      summary: 'Shows which phone is mine, by WeChat’s word',
      description:
        '`code` of the button `open-type="getPhoneNumber"` (once, five minutes; another than that of `wx.login`), or what a WeChat without codes gives: `encryptedData` and `iv`. Only in a `wechat-mini` session.',
      request: jsonBody(
        z.union([
          z.strictObject({ code: written(500) }),
          z.strictObject({ encryptedData: written(4_000), iv: written(100) }),
        ]),
      ),
      responses: {
        200: json('Mine', z.object({ phone: z.string().openapi({ example: '139****0001' }) })),
        401: problemOf('No valid token, or WeChat does not vouch for this code'),
        422: problemOf('Not a session of the mini program'),
        429: problemOf('Too many'),
        503: problemOf('The mini program is not set up, or WeChat does not answer'),
      },
    }),
    async (c) => {
      const { viewer } = c.var;
      // Each call is paid for.
      const limited = await services.accounts.limit(
        { key: `mini-phone:${viewer.residentId}`, most: 10, windowSeconds: 86_400 },
        [],
      );
      if (!limited.ok) return problemResponse(limited.problem) as never;
      const proven = await services.identities.provePhone(viewer.self ?? viewer.residentId, c.req.valid('json'));
      if (!proven.ok) return problemResponse(proven.problem) as never;
      return c.json({ phone: proven.value.masked }, 200);
    },
  );
}
