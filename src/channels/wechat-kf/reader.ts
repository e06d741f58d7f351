/** Reads the list of a customer-service account from where it was left: stored first, then the place is moved on, then answered. */
import type { InboundMessage } from '../../conversation/message.ts';
import type { Clock } from '../../outside/clock.ts';
import type { Accepted } from '../receive.ts';
import type { Calls } from '../wechat/calls.ts';
import { typedNumber } from '../wechat/numbers.ts';
import { type Page, readPage } from './account.ts';
import { type KfPage, readKfPage } from './messages.ts';

/** So many messages are answered at a time, and so many pages read in a row; the rest is for the next round. */
const AT_ONCE = 50;
const MOST_PAGES = 100;
const LOOKS_FOR_SENT = 4;
const LOOK_AGAIN_MS = 500;

/** Where the reading of an account stands, as the store keeps it. */
export interface Places {
  place(
    openKfId: string,
    now: Date,
  ): Promise<{ readonly cursor: string | null; readonly token: string | null; readonly wantedAt: Date | null } | null>;
  readOn(openKfId: string, move: { readonly from: string | null; readonly to: string }, now: Date): Promise<boolean>;
  readAll(openKfId: string, wantedAt: Date | null, now: Date): Promise<void>;
}

export interface KfReaderDeps {
  readonly calls: Calls;
  readonly places: Places;
  readonly clock: Clock;
  readonly pause: (ms: number) => Promise<unknown>;
  accept(messages: readonly InboundMessage[]): Promise<Accepted>;
  answer(accepted: Accepted): Promise<void>;
  /** The button that a typed number presses; null: the number is meant as it is. */
  buttonOf(message: InboundMessage, n: number): Promise<string | null>;
  takeBack(channelUserId: string, messageId: string): Promise<void>;
  /** False: no message with this number is on record, perhaps not yet. */
  undelivered(messageId: string, type: number): Promise<boolean>;
  /** They wrote: what waited for that may leave. */
  wrote(channelUserId: string): Promise<void>;
  unread(reason: string): void;
}

export type ReadKf = (openKfId: string) => Promise<void>;

export function createKfReader(deps: KfReaderDeps): ReadKf {
  const { calls, places, clock } = deps;

  /**
   * Where WeCom refuses what was asked: without the call's token, which may be over; then from the beginning of its three days,
   * since what was stored before is one all the same.
   */
  const nextPage = async (openKfId: string, place: { cursor: string | null; token: string | null }): Promise<Page> => {
    const read = (from: typeof place) => readPage(calls, { openKfId, ...from }, clock.now());
    let page = await read(place);
    if ('failed' in page && page.refused && place.token !== null) page = await read({ ...place, token: null });
    if ('failed' in page && page.refused && place.cursor !== null) page = await read({ cursor: null, token: null });
    return page;
  };

  const heed = async ({ takenBack, failed }: KfPage): Promise<void> => {
    for (const { channelUserId, messageId } of takenBack) await deps.takeBack(channelUserId, messageId);
    for (const { messageId, type } of failed)
      for (let look = 1; !(await deps.undelivered(messageId, type)) && look < LOOKS_FOR_SENT; look += 1)
        await deps.pause(LOOK_AGAIN_MS);
  };

  const asPressed = async (message: InboundMessage): Promise<InboundMessage> => {
    const n = message.content.kind === 'text' ? typedNumber(message.content.text) : null;
    const button = n === null ? null : await deps.buttonOf(message, n);
    return button === null ? message : { ...message, content: { kind: 'button', value: button } };
  };

  return async (openKfId) => {
    for (let pages = 0; pages < MOST_PAGES; pages += 1) {
      const place = await places.place(openKfId, clock.now());
      if (!place) return;
      const page = await nextPage(openKfId, place);
      if ('failed' in page) return deps.unread(page.failed);
      const read = readKfPage(page.messages, openKfId);
      await heed(read);
      const stored: Accepted[] = [];
      for (let at = 0; at < read.messages.length; at += AT_ONCE)
        stored.push(await deps.accept(await Promise.all(read.messages.slice(at, at + AT_ONCE).map(asPressed))));
      const { nextCursor } = page;
      const moves = nextCursor !== null && nextCursor !== place.cursor;
      // Who read on meanwhile has stored the same; from their place it goes on.
      const isOurs = !moves || (await places.readOn(openKfId, { from: place.cursor, to: nextCursor }, clock.now()));
      for (const channelUserId of new Set(read.messages.map((message) => message.channelUserId)))
        await deps.wrote(channelUserId);
      for (const accepted of stored) await deps.answer(accepted);
      if (isOurs && !page.hasMore) return places.readAll(openKfId, place.wantedAt, clock.now());
      if (!moves) return deps.unread('there is more, and no place to read it from');
    }
  };
}
