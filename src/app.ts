/** All doors in one Hono app: pages, REST, chat, webhooks, payment notices, health. */
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Hono, HonoRequest } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import { secureHeaders } from 'hono/secure-headers';
import { type HttpEnv, notRouted, problem } from './channels/http.ts';
import { type LineWebhookDeps, lineWebhook } from './channels/line/webhook.ts';
import { type MiniWebhookDeps, miniWebhook } from './channels/mini-program/webhook.ts';
import { type PaymentDoorDeps, paymentDoor } from './channels/payment-notifications.ts';
import type { Accepted } from './channels/receive.ts';
import { isUploadPath } from './channels/rest/documents.ts';
import { newRestApp, type RestDeps, restRoutes } from './channels/rest/index.ts';
import { chatRoutes } from './channels/web/chat.ts';
import { pages } from './channels/web/pages.ts';
import { refusalPages } from './channels/web/refusal-page.ts';
import { type WechatWebhookDeps, wechatWebhook } from './channels/wechat/webhook.ts';
import { type KfWebhookDeps, kfWebhook } from './channels/wechat-kf/webhook.ts';
import { type WechatyWebhookDeps, wechatyWebhook } from './channels/wechaty/webhook.ts';
import type { Converse } from './conversation/converse.ts';
import { deskRoutes } from './desk/index.ts';
import { type DeskPagesDeps, deskPages } from './desk/pages.ts';
import type { Events } from './events.ts';
import type { Clock } from './outside/clock.ts';
import { isDatabaseAway } from './store/connect.ts';

const MAX_JSON_BYTES = 1024 * 1024;

const hasOwnLimits = (path: string): boolean => path.startsWith('/v1/payment-notifications/') || isUploadPath(path);

/** Servers give a stream to a request that has no body too: its length tells, else what comes. */
async function isBodiless(request: HonoRequest): Promise<boolean> {
  const length = request.header('content-length');
  if (length !== undefined) return Number(length) === 0;
  return request.raw.body === null || (await request.text()) === '';
}

export interface AppDeps extends RestDeps, Pick<PaymentDoorDeps, 'answerEvents'>, DeskPagesDeps {
  readonly converse: Converse;
  readonly clock: Clock;
  readonly events: Events;
  /** null: the channel is not set up. */
  readonly line: (LineWebhookDeps<Accepted> & { standing(): Promise<unknown> }) | null;
  /** `trouble`: what keeps its messages from leaving; null: nothing. */
  readonly wechat: Omit<WechatWebhookDeps, 'problem'> & { trouble(): string | null };
  readonly wechatKf: { readonly webhook: KfWebhookDeps | null; trouble(): string | null };
  /** Null: not set up. */
  readonly miniProgram: (MiniWebhookDeps & { trouble(): string | null }) | null;
  /** null: the channel is not set up. */
  readonly wechaty: { readonly webhook: WechatyWebhookDeps; trouble(): Promise<string | null> } | null;
  readonly demoHints: (() => Promise<unknown>) | null;
  /** The demo's payment gateway, mounted as the foreign company it stands for. */
  readonly sandbox: Hono | null;
  /** Resolves when the database answers. */
  readonly databaseAnswers: () => Promise<void>;
  readonly switchedOn: Readonly<Record<string, boolean>>;
}

export function createApp(deps: AppDeps): OpenAPIHono<HttpEnv> {
  const app = newRestApp();
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        connectSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
      xFrameOptions: 'DENY',
      // Links to pages and payments carry their key in the path: no other request needs to hear of them.
      referrerPolicy: 'no-referrer',
      crossOriginResourcePolicy: 'same-origin',
    }),
  );
  app.use(refusalPages(() => deps.services.settings()));
  // The REST API takes JSON, but for files; those doors, gateways and channels have limits of their own.
  const limited = bodyLimit({ maxSize: MAX_JSON_BYTES, onError: () => problem('body_too_large') });
  app.use('/v1/*', (c, next) => (hasOwnLimits(c.req.path) ? next() : limited(c, next)));
  app.use('/v1/*', async (c, next) => {
    if (hasOwnLimits(c.req.path) || ['GET', 'HEAD'].includes(c.req.method)) return next();
    if (await isBodiless(c.req)) {
      // Nothing is no JSON, whatever type is claimed for it.
      const headers = new Headers(c.req.raw.headers);
      headers.delete('content-type');
      c.req.raw = new Request(c.req.url, { method: c.req.method, headers });
      return next();
    }
    if (!/^application\/(?:[\w.+-]+\+)?json\b/i.test(c.req.header('content-type') ?? ''))
      return problem('unsupported_media_type', 'The body must be JSON.');
    return next();
  });

  restRoutes(app, deps);
  chatRoutes(app, deps);
  deskRoutes(app, deps);
  const openapi = () =>
    app.getOpenAPI31Document({
      openapi: '3.1.0',
      info: {
        title: 'Wattline',
        version: '1',
        description:
          'The customer service of an electric power supplier: sessions, accounts, bills, payments, invoices, outages, applications, requests, complaints, documents, cases, notices, ratings and the chat; and what staff do at the desk. Money is a decimal string with its currency; times are RFC 3339; errors are `application/problem+json`.',
      },
    });
  app.get('/v1/openapi.json', (c) => c.json(openapi()));
  app.route('/', paymentDoor(deps));
  app.route('/', lineWebhook(deps.line, problem));
  app.route('/', wechatWebhook({ ...deps.wechat, problem }));
  app.route('/', kfWebhook(deps.wechatKf.webhook, problem));
  app.route('/', miniWebhook(deps.miniProgram, problem));
  app.route('/', wechatyWebhook(deps.wechaty?.webhook ?? null, problem));
  app.route('/', pages({ services: deps.services, knowledge: deps.knowledge, openapi, demoHints: deps.demoHints }));
  app.route('/', deskPages(deps));
  if (deps.sandbox) app.route('/sandbox', deps.sandbox);

  app.get('/healthz', async (c) => {
    let database = 'ok';
    let knowledge = 'not loaded';
    let line: unknown = null;
    let wechatyTrouble: string | null = null;
    try {
      await deps.databaseAnswers();
      if ((await deps.knowledge.revision()) !== null) knowledge = 'ok';
      line = (await deps.line?.standing()) ?? null;
      wechatyTrouble = (await deps.wechaty?.trouble()) ?? null;
    } catch {
      database = 'no answer';
      if (deps.knowledge.isLoaded()) knowledge = 'ok';
    }
    const trouble = deps.wechat.trouble();
    const kfTrouble = deps.wechatKf.trouble();
    const miniTrouble = deps.miniProgram?.trouble();
    const healthy = database === 'ok' && knowledge === 'ok';
    return c.json(
      {
        status: healthy ? 'ok' : 'failing',
        database,
        knowledge,
        on: deps.switchedOn,
        ...(line !== null && { line }),
        ...(trouble && { wechat: trouble }),
        ...(kfTrouble && { wechatKf: kfTrouble }),
        ...(miniTrouble && { miniProgram: miniTrouble }),
        ...(wechatyTrouble && { wechaty: wechatyTrouble }),
      },
      healthy ? 200 : 503,
      { 'cache-control': 'no-store' },
    );
  });

  app.notFound((c) => notRouted(app, c.req.path));
  app.onError((error, c) => {
    if (error instanceof HTTPException) {
      if (error.status === 413) return problem('body_too_large');
      if (error.status === 400) return problem('invalid_json');
      return error.getResponse();
    }
    deps.events.requestFailed({ method: c.req.method, path: c.req.routePath, error });
    return problem(isDatabaseAway(error) ? 'unavailable' : 'internal');
  });
  return app;
}
