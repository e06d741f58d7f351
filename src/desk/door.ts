/** The desk's door over HTTP: a token of the desk, a role that may enter, and so many calls. */
import type { MiddlewareHandler } from 'hono';
import { bearerToken, type HttpEnv, problem, problemResponse } from '../channels/http.ts';
import type { StaffMember } from '../domain/cases.ts';
import type { Services } from '../services/index.ts';

/** Calls of one person in ten minutes: a list and a draft of everything on it fit in. */
const CALLS = 120;
const WINDOW_SECONDS = 600;

/**
 * 401 for anything but a good token of somebody who works here now, a resident's token included; 404 for those whose role has
 * nothing to look for behind this door, as if there were none; 429 past the limit.
 */
export const deskDoor =
  (
    { staff, accounts }: Pick<Services, 'staff' | 'accounts'>,
    roles: readonly StaffMember['role'][],
  ): MiddlewareHandler<HttpEnv> =>
  async (c, next) => {
    const token = bearerToken(c);
    const member = token ? await staff.atDesk(token) : null;
    if (!member) return problem('unauthenticated');
    if (!roles.includes(member.role)) return problem('not_found');
    const limited = await accounts.limit(
      { key: `desk:${member.staffId}`, most: CALLS, windowSeconds: WINDOW_SECONDS },
      [],
    );
    if (!limited.ok) return problemResponse(limited.problem);
    return next();
  };
