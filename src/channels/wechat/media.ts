/** Photos and files that people send: WeChat keeps them for three days under an id (facts/channels.md 2.3). */
import type { FetchMedia } from '../../outside/media.ts';
import type { Calls } from './calls.ts';

/** Never an address of a message's choosing: PicUrl is not looked at. */
export const wechatMedia =
  (calls: Calls, now: () => Date): FetchMedia =>
  async (mediaId, mostBytes) =>
    isMediaId(mediaId)
      ? calls.download('/cgi-bin/media/get', { media_id: mediaId }, mostBytes, now())
      : { why: 'gone' };

export const isMediaId = (given: string): boolean => /^[\w.=+/-]{1,256}$/.test(given);
