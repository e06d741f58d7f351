/** REST: sessions, for guests of the web and for those whom WeChat or LINE vouches for (contract.md section 3). */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { rfc3339 } from '../../domain/calendar.ts';
import { LOCALES, type Locale, localeAtFirst } from '../../domain/names.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { Session } from '../../services/identities.ts';
import {
  firstGuess,
  type HttpEnv,
  json,
  jsonBody,
  networkOf,
  nothingToSay,
  problemOf,
  problemResponse,
  written,
} from '../http.ts';
import type { RestDeps } from './index.ts';

const opening = z.discriminatedUnion('channel', [
  z.strictObject({ channel: z.literal('web') }),
  z.strictObject({ channel: z.literal('wechat-mini'), code: written(500) }),
  z.strictObject({ channel: z.literal('line'), idToken: written(5_000), nonce: written(255).optional() }),
]);

/** New sessions an hour from one address or home; hundreds of phones can share the one of their carrier. */
const MOST_OF_ONE = 600;
/** Where no address names anybody, one breaker holds for all. */
const MOST_OF_ALL = 10_000;

export function sessionRoutes(app: OpenAPIHono<HttpEnv>, { services, addressOf, signedIn }: RestDeps): void {
  const open = async (given: z.infer<typeof opening>, locale: Locale): Promise<Result<Session>> => {
    switch (given.channel) {
      case 'web':
        return ok({ ...(await services.accounts.openSession(locale)), locale });
      case 'wechat-mini':
        return services.identities.signInByMiniProgram(given.code, locale);
      case 'line':
        return services.identities.signInByLine(given.idToken, given.nonce ?? null, locale);
    }
  };

  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/sessions',
      tags: ['Sessions and accounts'],
      summary: 'Opens a session',
      description:
        'A guest on the web; or the resident whom WeChat knows by a code of `wx.login` (once, five minutes), or LINE by an id token (LIFF or web). `nonce`: the one a web sign-in at LINE was begun with, whose token opens one session; LIFF has none.',
      request: jsonBody(opening),
      responses: {
        201: json(
          'The session',
          z.object({
            token: z.string(),
            expiresAt: z.string(),
            resident: z.object({ id: z.string(), locale: z.enum(LOCALES) }),
          }),
        ),
        401: problemOf('The platform does not vouch for this code or token'),
        429: problemOf('Too many new sessions from one address, or too many sign-ins'),
        503: problemOf('This channel is not set up, or its platform does not answer'),
      },
    }),
    async (c) => {
      const network = networkOf(addressOf(c.req.raw, c.env));
      const limited = await services.accounts.limit(
        {
          key: `session:address:${network ?? 'unknown'}`,
          most: network === null ? MOST_OF_ALL : MOST_OF_ONE,
          windowSeconds: 3_600,
        },
        [],
      );
      if (!limited.ok) return problemResponse(limited.problem) as never;
      // Until they write something.
      const given = c.req.valid('json');
      const opened = await open(given, firstGuess(c.req.header('accept-language'), localeAtFirst(given.channel)));
      if (!opened.ok) return problemResponse(opened.problem) as never;
      const { token, expiresAt, residentId, locale } = opened.value;
      return c.json({ token, expiresAt: rfc3339(expiresAt), resident: { id: residentId, locale } }, 201);
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/sessions/end',
      tags: ['Sessions and accounts'],
      security: [{ bearer: [] }],
      middleware: signedIn,
      summary: 'Ends every session of mine',
      description:
        'Signs out everywhere: no token that was given up to now is good any more, this one included, on whichever channel it was opened. A guest of the web who linked no other channel cannot come back to what was theirs; what is said on LINE or WeChat goes on.',
      request: nothingToSay,
      responses: { 204: { description: 'Ended' } },
    }),
    async (c) => {
      await services.persons.endSessions(c.var.viewer);
      return c.body(null, 204);
    },
  );
}
