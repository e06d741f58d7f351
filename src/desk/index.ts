/** The staff desk's API, room by room; its page is beside it in pages.ts. */
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { HttpEnv } from '../channels/http.ts';
import { type DeskCaseDeps, deskCaseRoutes } from './cases.ts';
import { type EditorDeps, editorRoutes } from './editors.ts';
import { type DeskHandoffDeps, deskHandoffRoutes } from './handoffs.ts';
import { type DeskOutageDeps, deskOutageRoutes } from './outages.ts';
import { deskPeopleRoutes } from './people.ts';
import { type StatisticsDeps, statisticsRoutes } from './statistics.ts';

export type DeskDeps = DeskCaseDeps & DeskHandoffDeps & DeskOutageDeps & EditorDeps & StatisticsDeps;

export function deskRoutes(app: OpenAPIHono<HttpEnv>, deps: DeskDeps): void {
  app.openAPIRegistry.registerComponent('securitySchemes', 'desk', {
    type: 'http',
    scheme: 'bearer',
    description: 'Of a member of staff, by `npm run clerk -- token STAFF_ID`; a session’s token opens nothing here.',
  });
  deskPeopleRoutes(app, deps);
  deskHandoffRoutes(app, deps);
  deskCaseRoutes(app, deps);
  deskOutageRoutes(app, deps);
  editorRoutes(app, deps);
  statisticsRoutes(app, deps);
}
