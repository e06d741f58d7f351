/** Adapter: link tokens of LINE's Messaging API (facts/channels.md 1.13). */
import { z } from 'zod';
import { ok, refuse } from '../domain/result.ts';
import type { LinkTokens } from './line-login.ts';

const DEADLINE_MS = 5_000;
const answer = z.object({ linkToken: z.string().min(1).max(1_000) });

export function lineLinkTokens(
  account: { readonly apiUrl: string; readonly accessToken: string },
  tools: { readonly fetch: typeof fetch },
): LinkTokens {
  const away = refuse('unavailable', { detail: 'LINE does not answer.' });
  return {
    async issue(userId) {
      try {
        const response = await tools.fetch(`${account.apiUrl}/v2/bot/user/${encodeURIComponent(userId)}/linkToken`, {
          method: 'POST',
          headers: { authorization: `Bearer ${account.accessToken}` },
          redirect: 'manual',
          signal: AbortSignal.timeout(DEADLINE_MS),
        });
        const { data } = answer.safeParse(response.ok ? await response.json() : null);
        return data ? ok(data.linkToken) : away;
      } catch {
        return away;
      }
    },
  };
}
