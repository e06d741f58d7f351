/** Adapter: LINE Login's verify endpoint, which knows both ways LINE signs id tokens (facts/channels.md 1.14); its answer is checked again here. */
import { z } from 'zod';
import { ok, refuse } from '../domain/result.ts';
import type { LineLogin } from './line-login.ts';

const DEADLINE_MS = 5_000;
const ISSUER = 'https://access.line.me';

const claims = z.object({
  iss: z.string(),
  sub: z.string().regex(/^[\x21-\x7e]{1,128}$/),
  aud: z.string(),
  exp: z.number().int().positive().max(8.64e12),
  nonce: z.string().optional(),
});

export function lineLogin(
  settings: { readonly apiUrl: string; readonly channelId: string },
  /** `checksAge`: false where our clock shows another day than LINE's, as in a demo. */
  tools: { readonly now: () => Date; readonly fetch: typeof fetch; readonly checksAge: boolean },
): LineLogin {
  const refused = refuse('sign_in_refused', { detail: 'LINE does not vouch for this token.' });
  return {
    async verify(idToken, nonce) {
      let response: Response;
      let body: unknown;
      try {
        response = await tools.fetch(`${settings.apiUrl}/oauth2/v2.1/verify`, {
          method: 'POST',
          // Whoever holds an id token may sign in with it.
          redirect: 'manual',
          body: new URLSearchParams({
            id_token: idToken,
            client_id: settings.channelId,
            ...(nonce !== null && { nonce }),
          }),
          signal: AbortSignal.timeout(DEADLINE_MS),
        });
        body = await response.json();
      } catch {
        return refuse('unavailable', { detail: 'LINE does not answer.' });
      }
      if (response.status === 400) return refused;
      if (response.status === 429) return refuse('too_many_requests', { retryAfterSeconds: 60 });
      if (!response.ok) return refuse('unavailable', { detail: 'LINE does not answer.' });
      const { data } = claims.safeParse(body);
      if (!data || data.iss !== ISSUER || data.aud !== settings.channelId) return refused;
      if ((data.nonce ?? null) !== nonce) return refused;
      const expiresAt = new Date(data.exp * 1_000);
      if (tools.checksAge && expiresAt <= tools.now()) return refused;
      return ok({ userId: data.sub, expiresAt });
    },
  };
}
