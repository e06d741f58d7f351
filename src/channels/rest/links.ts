/** REST: one person on several channels: codes, joining, LINE's account link, parting. */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { rfc3339 } from '../../domain/calendar.ts';
import type { Result } from '../../domain/result.ts';
import type { Viewer } from '../../domain/viewer.ts';
import type { Offer, Place } from '../../services/links.ts';
import { type HttpEnv, json, jsonBody, problem, problemOf, problemResponse, written } from '../http.ts';
import type { RestDeps } from './index.ts';

const tags = ['Channels of one person'];
const security = [{ bearer: [] }];
const linksSchema = z
  .object({
    links: z.array(
      z.object({
        linkId: z.string(),
        channel: z.string().openapi({ example: 'line' }),
        main: z.boolean(),
        here: z.boolean(),
        since: z.string().nullable(),
      }),
    ),
    samePhone: z.array(z.object({ linkId: z.string(), channel: z.string(), phone: z.string() })),
  })
  .openapi('Links');

const linksShape = (places: readonly Place[], offers: readonly Offer[]): z.infer<typeof linksSchema> => ({
  links: places.map(({ linkId, channel, isMain, isHere, since }) => ({
    linkId,
    channel,
    main: isMain,
    here: isHere,
    since: since && rfc3339(since),
  })),
  samePhone: offers.map(({ key, channel, phone }) => ({ linkId: key, channel, phone: phone ?? '' })),
});

const wanted = z.union([
  z.strictObject({ code: z.string().regex(/^\d{9}$/, 'must be nine digits'), agreed: z.boolean() }),
  z.strictObject({ linkId: written(40), agreed: z.boolean() }),
]);

export function linkRoutes(app: OpenAPIHono<HttpEnv>, { services, signedIn, later, answerEvents }: RestDeps): void {
  const { links } = services;
  const standing = async (viewer: Viewer) => linksShape(await links.places(viewer), await links.offersByPhone(viewer));
  const offered = (viewer: Viewer, given: z.infer<typeof wanted>): Promise<Result<Offer>> =>
    'code' in given
      ? links.offerByCode(viewer, given.code, null)
      : links.offerAgain(viewer, { by: 'phone', key: given.linkId });

  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/me/links',
      tags,
      security,
      middleware: signedIn,
      summary: 'On which channels I am the same person',
      description: '`samePhone`: others who have shown the same phone within half a year, and can be joined by it.',
      responses: { 200: json('Channels, the main one first', linksSchema) },
    }),
    async (c) => c.json(await standing(c.var.viewer), 200),
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/me/link-codes',
      tags,
      security,
      middleware: signedIn,
      summary: 'A code to be typed on another channel',
      request: { body: { required: false, content: { 'application/json': { schema: z.strictObject({}) } } } },
      description: 'Nine digits, ten minutes, one use; a new one ends the one before. Whoever uses it sees what I see.',
      responses: {
        201: json('The code', z.object({ code: z.string(), expiresAt: z.string() })),
        429: problemOf('Too many codes'),
      },
    }),
    async (c) => {
      const issued = await links.issueCode(c.var.viewer, null);
      if (!issued.ok) return problemResponse(issued.problem) as never;
      const { code, expiresAt } = await services.carryOut(issued.value);
      return c.json({ code, expiresAt: rfc3339(expiresAt) }, 201);
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/me/links',
      tags,
      security,
      middleware: signedIn,
      summary: 'Joins this channel with another one of mine',
      description:
        'By the code that the other channel gave, or by a `linkId` of `samePhone`. Both then see the same accounts, bills, payments and cases; what was written stays where it was. Say who is joined and ask before sending `agreed: true`; the other channel is told.',
      request: jsonBody(wanted),
      responses: {
        201: json('Channels after it', linksSchema),
        404: problemOf('Nobody with this linkId has shown the same phone'),
        409: problemOf('Joined already, or too many channels'),
        422: problemOf('Not agreed; or the code is wrong, old or used'),
        429: problemOf('Too many tries'),
      },
    }),
    async (c) => {
      const { viewer } = c.var;
      const given = c.req.valid('json');
      if (!given.agreed) return problem('consent_missing') as never;
      const joined = await services.attempt(async () => {
        const offer = await offered(viewer, given);
        return offer.ok ? links.planJoin(viewer, offer.value) : offer;
      });
      if (!joined.ok) return problemResponse(joined.problem) as never;
      later(answerEvents());
      return c.json(await standing(joined.value), 201);
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/me/line-links',
      tags,
      security,
      middleware: signedIn,
      summary: 'Begins LINE’s account link',
      description:
        'With the `ticket` of the page that the LINE chat was led to, or a `linkToken` of LINE’s. The browser goes to `url`; LINE then tells us that both are the same person. Ten minutes, once.',
      request: jsonBody(
        z.union([
          z.strictObject({ ticket: written(2_000) }),
          z.strictObject({ linkToken: z.string().regex(/^[\w.~+/=-]{1,500}$/, 'must be a link token of LINE') }),
        ]),
      ),
      responses: {
        201: json('Where to go', z.object({ url: z.string() })),
        404: problemOf('The ticket is over'),
        409: problemOf('Joined already'),
        503: problemOf('LINE does not answer'),
      },
    }),
    async (c) => {
      const planned = await links.startLineLink(c.var.viewer, c.req.valid('json'));
      if (!planned.ok) return problemResponse(planned.problem) as never;
      return c.json(await services.carryOut(planned.value), 201);
    },
  );

  app.openapi(
    createRoute({
      method: 'delete',
      path: '/v1/me/links/{linkId}',
      tags,
      security,
      middleware: signedIn,
      summary: 'Parts a channel from the others',
      description:
        'It keeps what was its own before; what was done together stays with the main one. Of two, the one that is not the main one leaves, whichever is named.',
      request: { params: z.object({ linkId: written(40) }) },
      responses: {
        204: { description: 'Parted' },
        404: problemOf('Not one of my channels'),
        409: problemOf('The main one leaves last'),
      },
    }),
    async (c) => {
      const parted = await services.attempt(() => links.planPart(c.var.viewer, c.req.valid('param').linkId));
      if (!parted.ok) return problemResponse(parted.problem) as never;
      later(answerEvents());
      return c.body(null, 204);
    },
  );
}
