/** LINE's calls beside sending messages: each bounded in time and size, at the hosts of the configuration only. */
import { z } from 'zod';
import { boundedBody } from '../../outside/bounded-body.ts';
import type { FetchMedia } from '../../outside/media.ts';
import type { QuotaReading } from './quota.ts';

const DEADLINE_MS = 5_000;
/** A photo of 10 MiB on a slow line. */
const CONTENT_DEADLINE_MS = 10_000;

export interface LineAccount {
  readonly accessToken: string;
  readonly apiUrl: string;
  readonly dataUrl: string;
}

const quotaSchema = z.looseObject({ type: z.enum(['limited', 'none']), value: z.int().nonnegative().optional() });
const usageSchema = z.looseObject({ totalUsage: z.int().nonnegative() });

export function lineApi({ accessToken, apiUrl, dataUrl }: LineAccount) {
  const call = (url: string, init: RequestInit = {}, deadline = DEADLINE_MS): Promise<Response> =>
    fetch(url, {
      ...init,
      // Our token goes to nobody that LINE's answer may name.
      redirect: 'manual',
      headers: { authorization: `Bearer ${accessToken}`, ...init.headers },
      signal: AbortSignal.timeout(deadline),
    });
  const answered = async (method: string, path: string, body?: unknown): Promise<Response | null> => {
    try {
      const response = await call(`${apiUrl}${path}`, {
        method,
        ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      });
      if (response.ok) return response;
      await response.body?.cancel();
      return null;
    } catch {
      return null;
    }
  };
  const read = async <S extends z.ZodType>(path: string, schema: S): Promise<z.infer<S> | null> => {
    const response = await answered('GET', path);
    const parsed = schema.safeParse(await response?.json().catch(() => null));
    return parsed.success ? parsed.data : null;
  };
  /** Whether LINE did it. */
  const done = async (method: string, path: string, body?: unknown): Promise<boolean> => {
    const response = await answered(method, path, body);
    await response?.body?.cancel();
    return response !== null;
  };

  return {
    /** Null: LINE does not say. */
    async quota(now: Date): Promise<QuotaReading | null> {
      const [quota, usage] = await Promise.all([
        read('/v2/bot/message/quota', quotaSchema),
        read('/v2/bot/message/quota/consumption', usageSchema),
      ]);
      if (!quota || !usage || (quota.type === 'limited' && quota.value === undefined)) return null;
      return { limit: quota.type === 'limited' ? (quota.value ?? 0) : null, used: usage.totalUsage, askedAt: now };
    },

    /** Seconds: 5 to 60 in steps of 5; the next message takes it away. */
    showLoading: (userId: string, seconds: number) =>
      done('POST', '/v2/bot/chat/loading/start', { chatId: userId, loadingSeconds: seconds }),

    giveMenu: (userId: string, menuId: string | null) =>
      menuId === null
        ? done('DELETE', `/v2/bot/user/${encodeURIComponent(userId)}/richmenu`)
        : done('POST', `/v2/bot/user/${encodeURIComponent(userId)}/richmenu/${encodeURIComponent(menuId)}`),

    /** What a person sent, from LINE's own store and nowhere else. */
    content: (async (mediaId, mostBytes) => {
      if (!/^\d{1,40}$/.test(mediaId)) return { why: 'gone' };
      try {
        const response = await call(`${dataUrl}/v2/bot/message/${mediaId}/content`, {}, CONTENT_DEADLINE_MS);
        if (response.status !== 200) {
          await response.body?.cancel();
          return { why: response.status === 404 || response.status === 410 ? 'gone' : 'away' };
        }
        return await boundedBody(response, mostBytes);
      } catch {
        return { why: 'away' };
      }
    }) satisfies FetchMedia,
  };
}
