/** The desk's API about its own people: who I am and which rooms are mine, and whom a case can be handed to. */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { firstGuess, type HttpEnv, json, problemOf } from '../channels/http.ts';
import { phrase } from '../conversation/sentences/book.ts';
import { type StaffMember, TEAMS } from '../domain/cases.ts';
import type { Locale } from '../domain/names.ts';
import type { Services } from '../services/index.ts';
import { deskDoor } from './door.ts';
import { ROOMS, roomsOf } from './rooms.ts';
import { deskVoice } from './words/speak.ts';

const ROLES = ['clerk', 'supervisor', 'manager', 'editor'] as const satisfies readonly StaffMember['role'][];
const memberSchema = z
  .object({
    staffId: z.string(),
    name: z.string(),
    role: z.enum(ROLES),
    team: z.enum(TEAMS),
    teamText: z.string(),
  })
  .openapi('StaffMember');

const memberShape = ({ staffId, name, role, team }: StaffMember, locale: Locale): z.infer<typeof memberSchema> => ({
  staffId,
  name,
  role,
  team,
  teamText: deskVoice(locale).say(phrase('case.team', { team })),
});

export function deskPeopleRoutes(
  app: OpenAPIHono<HttpEnv>,
  { services }: { readonly services: Pick<Services, 'staff' | 'accounts' | 'settings'> },
): void {
  const middleware = deskDoor(services);
  const shared = { tags: ['Desk'], security: [{ desk: [] }], middleware };
  const refusals = { 401: problemOf('No valid token of the desk'), 429: problemOf('Too many calls') };

  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/desk/me',
      ...shared,
      summary: 'Who I am at the desk, and which of its rooms are mine',
      responses: { 200: json('I', memberSchema.extend({ rooms: z.array(z.enum(ROOMS)) })), ...refusals },
    }),
    (c) => {
      const { member } = c.var;
      const locale = firstGuess(c.req.header('accept-language'));
      return c.json({ ...memberShape(member, locale), rooms: roomsOf(member) }, 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/desk/staff',
      ...shared,
      summary: 'Who works here, by team: whom a case can be handed to',
      responses: { 200: json('They', z.object({ staff: z.array(memberSchema) })), ...refusals },
    }),
    async (c) => {
      const locale = firstGuess(c.req.header('accept-language'));
      const { staff } = await services.settings();
      const working = staff.filter(({ role }) => role !== 'editor');
      const inOrder = TEAMS.flatMap((team) => working.filter((one) => one.team === team));
      return c.json({ staff: inOrder.map((one) => memberShape(one, locale)) }, 200);
    },
  );
}
