/** The whole service with LINE beside it on loopback: one clock, people who write, and words that leave by themselves. */
import { randomUUID } from 'node:crypto';
import { toLineMessages } from '../../src/channels/line/replies.ts';
import type { Reply } from '../../src/conversation/message.ts';
import { commit } from '../../src/store/commit.ts';
import { putInOutbox } from '../../src/store/outbox.ts';
import { type House, type HouseOptions, openHouse } from './house.ts';
import { type LineEmulator, startLineEmulator } from './line-emulator.ts';
import { TODAY } from './town.ts';

export interface LineHouse {
  readonly house: House;
  readonly line: LineEmulator;
  /** The person writes, and everything that follows from it is done. */
  say(userId: string, text: string): Promise<void>;
  deliver(...events: Parameters<LineEmulator['deliver']>[0]): Promise<number | null>;
  tap(userId: string, label: string): Promise<void>;
  /** Something is to be told by itself; it leaves with the next round. */
  tell(
    userId: string,
    text: string | readonly Reply[],
    more?: { readonly worth?: 'urgent' | 'plain' | 'low' },
  ): Promise<void>;
  /** The outbox of a person as staff see it, oldest first. */
  outbox(userId: string): Promise<readonly OutboxRow[]>;
  close(): Promise<void>;
}

export interface OutboxRow {
  readonly sent: boolean;
  readonly given_up: boolean;
  readonly kept_for: string | null;
  readonly last_error: string | null;
  readonly proof: string | null;
}

export async function openLineHouse(options: HouseOptions = {}): Promise<LineHouse> {
  let house: House | null = null;
  const line = await startLineEmulator({ now: () => house?.now().getTime() ?? Date.parse(TODAY) });
  const opened = await openHouse({
    // Nobody waits for a loading sign unless a test says so.
    pause: () => new Promise(() => {}),
    ...options,
    environment: {
      LINE_API_URL: line.url,
      LINE_CHANNEL_SECRET: line.channelSecret,
      LINE_CHANNEL_ACCESS_TOKEN: line.accessToken,
      ...options.environment,
    },
  });
  house = opened;
  line.sendWebhooksTo((request) => opened.app.fetch(request));
  const settled = async (delivery: Promise<{ status: number | null }>) => {
    const { status } = await delivery;
    await opened.settle();
    return status;
  };
  return {
    house: opened,
    line,
    say: async (userId, text) => void (await settled(line.say(userId, text))),
    deliver: (...events) => settled(line.deliver(events)),
    tap: async (userId, label) => void (await settled(line.tap(userId, label))),
    async tell(userId, text, { worth } = {}) {
      line.platform.meet(userId);
      const replies = typeof text === 'string' ? [{ kind: 'text' as const, text }] : text;
      await commit(opened.db, [
        putInOutbox({
          conversationId: null,
          channel: 'line',
          recipient: userId,
          body: { messages: toLineMessages(replies) },
          replyToken: null,
          retryKey: randomUUID(),
          dueAt: opened.now(),
          ...(worth && { worth }),
        }),
      ]);
    },
    outbox: async (userId) => {
      const rows = await opened.db
        .selectFrom('outbox')
        .selectAll()
        .where('channel', '=', 'line')
        .where('recipient', '=', userId)
        .orderBy('outbox_id')
        .execute();
      return rows.map((row) => ({
        sent: row.sent_at !== null,
        given_up: row.given_up_at !== null,
        kept_for: row.kept_for,
        last_error: row.last_error,
        proof: row.proof,
      }));
    },
    close: async () => {
      await opened.close();
      await line.close();
    },
  };
}
