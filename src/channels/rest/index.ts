/** The REST API of the public contract, described by itself at /v1/openapi.json. */
import { OpenAPIHono, type RouteConfig, z } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import { selfOf } from '../../domain/viewer.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Clock } from '../../outside/clock.ts';
import type { Services } from '../../services/index.ts';
import { type AddressOf, bearerToken, type HttpEnv, inputProblem, problem, problemOf } from '../http.ts';
import { accountRoutes } from './accounts.ts';
import { applicationRoutes } from './applications.ts';
import { billRoutes } from './bills.ts';
import { caseDocumentRoutes } from './case-documents.ts';
import { caseRoutes } from './cases.ts';
import { complaintRoutes } from './complaints.ts';
import { documentRoutes } from './documents.ts';
import { describeElsewhere } from './elsewhere.ts';
import { invoiceRoutes } from './invoices.ts';
import { knowledgeRoutes } from './knowledge.ts';
import { linkRoutes } from './links.ts';
import { noticeRoutes } from './notices.ts';
import { outageRoutes } from './outages.ts';
import { paymentRoutes } from './payments.ts';
import { phoneRoutes } from './phone.ts';
import { ratingRoutes } from './ratings.ts';
import { requestRoutes } from './requests.ts';
import { sessionRoutes } from './sessions.ts';
import { subscriptionRoutes } from './subscriptions.ts';

export interface RestDeps {
  readonly services: Services;
  readonly knowledge: Knowledge;
  /** Where residents reach us, without a slash at the end. */
  readonly publicUrl: string;
  readonly addressOf: AddressOf;
  /** Lets work go on after the answer. */
  readonly later: (work: Promise<unknown>) => void;
  readonly sendDue: () => Promise<unknown>;
  /** Answers what waits in conversations, e.g. what happened just now, and sends it. */
  readonly answerEvents: () => Promise<unknown>;
  readonly signedIn: MiddlewareHandler<HttpEnv>;
  readonly clock: Clock;
}

export function newRestApp(): OpenAPIHono<HttpEnv> {
  const app = new OpenAPIHono<HttpEnv>({
    defaultHook: (result) => (result.success ? undefined : inputProblem(result.error)),
  });
  const { openapi } = app;
  app.openapi = (route, handler, hook) => openapi(withUsualRefusals(route), handler, hook);
  return app;
}

/** What every door refuses that asks for a token, checks what comes in, reads JSON or takes a key; its own words for it win. */
function withUsualRefusals<R extends RouteConfig>(route: R): R {
  const { security } = route;
  // What a door does not know it refuses, also where it knows no query at all.
  const request = { query: z.strictObject({}), ...route.request };
  const responses = {
    400: problemOf('What is wrong stands in `errors`'),
    ...(security && { 401: problemOf('No valid token') }),
    ...(request.headers && { 409: problemOf('The key was used with another body') }),
    ...(request.body && { 413: problemOf('Over 1 MiB'), 415: problemOf('Not JSON') }),
    ...route.responses,
  };
  return { ...route, request, responses };
}

/** 401 for anything but a good session token; the viewer for everything behind it. */
export const signedInBy =
  (services: Pick<Services, 'accounts'>): MiddlewareHandler<HttpEnv> =>
  async (c, next) => {
    const token = bearerToken(c);
    const viewer = token ? await services.accounts.viewer(token) : null;
    if (!viewer) return problem('unauthenticated');
    c.set('viewer', viewer);
    c.set('residentId', viewer.residentId);
    return next();
  };

/**
 * The same for those who load the viewer with what else they read: the token alone says who asks and since when, and no round
 * trip goes to the database before the one that answers, which says whether the session was ended since.
 */
export const tokenHolder =
  (services: Pick<Services, 'accounts'>): MiddlewareHandler<HttpEnv> =>
  async (c, next) => {
    const token = bearerToken(c);
    const session = token ? await services.accounts.sessionBy(token) : null;
    if (!session) return problem('unauthenticated');
    c.set('residentId', session.subject);
    c.set('sessionAt', session.at);
    return next();
  };

/** For those who read what is the resident's of this very channel: a session that was ended reads nothing more. */
export const selfSignedIn =
  (services: Pick<Services, 'accounts'>): MiddlewareHandler<HttpEnv> =>
  async (c, next) => {
    const token = bearerToken(c);
    const viewer = token ? await services.accounts.viewer(token) : null;
    if (!viewer) return problem('unauthenticated');
    c.set('residentId', selfOf(viewer));
    return next();
  };

export function restRoutes(app: OpenAPIHono<HttpEnv>, deps: RestDeps): void {
  app.openAPIRegistry.registerComponent('securitySchemes', 'bearer', { type: 'http', scheme: 'bearer' });
  sessionRoutes(app, deps);
  accountRoutes(app, deps);
  phoneRoutes(app, deps);
  linkRoutes(app, deps);
  subscriptionRoutes(app, deps);
  billRoutes(app, deps);
  paymentRoutes(app, deps);
  invoiceRoutes(app, deps);
  ratingRoutes(app, deps);
  noticeRoutes(app, deps);
  documentRoutes(app, deps);
  requestRoutes(app, deps);
  applicationRoutes(app, deps);
  caseDocumentRoutes(app, deps);
  complaintRoutes(app, deps);
  outageRoutes(app, deps);
  caseRoutes(app, deps);
  knowledgeRoutes(app, deps);
  describeElsewhere(app);
}
