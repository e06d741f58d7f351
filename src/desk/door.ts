/** The desk's door over HTTP: a token of the desk, a room that is theirs, and so many calls. */
import type { MiddlewareHandler } from 'hono';
import { bearerToken, type HttpEnv, problem, problemResponse } from '../channels/http.ts';
import type { Services } from '../services/index.ts';
import { type Room, roomsOf } from './rooms.ts';

/** Calls of one person in ten minutes: a page that looks every three seconds, and all that somebody can press beside it. */
const CALLS = 1_200;
const WINDOW_SECONDS = 600;

/**
 * 401 for anything but a good token of somebody who works here now, a resident's token included; 404 for those who have
 * nothing to look for in this room, as if there were none; 429 past the limit.
 */
export const deskDoor =
  ({ staff, accounts }: Pick<Services, 'staff' | 'accounts'>, room: Room | null = null): MiddlewareHandler<HttpEnv> =>
  async (c, next) => {
    const token = bearerToken(c);
    const member = token ? await staff.atDesk(token) : null;
    if (!member) return problem('unauthenticated');
    if (room && !roomsOf(member).includes(room)) return problem('not_found');
    const limited = await accounts.limit(
      { key: `desk:${member.staffId}`, most: CALLS, windowSeconds: WINDOW_SECONDS },
      [],
    );
    if (!limited.ok) return problemResponse(limited.problem);
    c.set('member', member);
    await next();
    // Of people, and in the reader's language.
    c.res.headers.set('cache-control', 'no-store');
    return undefined;
  };
