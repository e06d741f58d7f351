/** Puts 微信客服 together: its door, the reading of its list, what is sent, what came back. */
import type { Accepted } from './channels/receive.ts';
import { wechatMedia } from './channels/wechat/media.ts';
import { kfCalls } from './channels/wechat-kf/account.ts';
import { kfDelivery, kfProof } from './channels/wechat-kf/deliver.ts';
import { createKfReader, type KfReaderDeps } from './channels/wechat-kf/reader.ts';
import type { KfWebhookDeps } from './channels/wechat-kf/webhook.ts';
import type { Config } from './config.ts';
import { addMinutes } from './domain/calendar.ts';
import type { Deps } from './services/deps.ts';
import type { createTakeBack } from './services/taken-back.ts';
import { noteUndelivered } from './store/delivery-proof.ts';
import { kfPlace, readAll, readOn, toRead, wantReading } from './store/kf-accounts.ts';
import { lookAgain } from './store/outbox.ts';

const CHANNEL = 'wechat-kf';
const DAY_MINUTES = 24 * 60;
const KEEP_DAYS = 30;
/** Whoever was told of it has had their time. */
const LEFT_MINUTES = 0.5;
/** A word of WeCom's may be lost; reading without one is strictly limited. */
const QUIET_MINUTES = 15;

export function wireKf(
  account: NonNullable<Config['wechatKf']>,
  deps: Pick<Deps, 'db' | 'clock' | 'chance' | 'events'>,
) {
  const { db, clock, events } = deps;
  const calls = kfCalls(account);

  return {
    send: kfDelivery(calls),
    media: wechatMedia(calls, () => clock.now()),
    trouble: calls.trouble,

    /** What needs the conversation, which is made later. */
    doors(house: {
      accept(messages: Parameters<KfReaderDeps['accept']>[0]): Promise<Accepted>;
      answer(accepted: Accepted): Promise<void>;
      readonly buttonOf: KfReaderDeps['buttonOf'];
      readonly takeBack: ReturnType<typeof createTakeBack>;
      readonly pause: (ms: number) => Promise<unknown>;
      readonly checksAge: boolean;
      later(work: Promise<unknown>): void;
    }) {
      const read = createKfReader({
        calls,
        clock,
        ...house,
        places: {
          place: (openKfId, now) => kfPlace(db, openKfId, now),
          readOn: (openKfId, move, now) => readOn(db, openKfId, move, now),
          readAll: (openKfId, wantedAt, now) => readAll(db, openKfId, wantedAt, now),
        },
        takeBack: (channelUserId, messageId) =>
          house.takeBack.takeBack({ channel: CHANNEL, channelUserId }, [messageId]),
        undelivered: (messageId, type) =>
          noteUndelivered(
            db,
            { channel: CHANNEL, proof: kfProof(messageId) },
            {
              reason: `WeCom could not deliver it (type ${type})`,
              until: addMinutes(clock.now(), DAY_MINUTES),
              uselessAt: addMinutes(clock.now(), KEEP_DAYS * DAY_MINUTES),
              retryKey: deps.chance.id(),
            },
          ),
        wrote: (channelUserId) => lookAgain(db, { channel: CHANNEL, recipient: channelUserId }, clock.now()),
        unread: (reason) => events.platformTrouble({ platform: CHANNEL, trouble: reason }),
      });
      const webhook: KfWebhookDeps = {
        keys: account.door && { corpId: account.corpId, ...account.door },
        clock,
        checksAge: house.checksAge,
        want: (call) => wantReading(db, call, clock.now()),
        read,
        later: house.later,
      };
      return {
        webhook,
        /** What a dead process left unread, and a look now and then without being told. */
        async sweep(): Promise<void> {
          const now = clock.now();
          for (const openKfId of await toRead(db, addMinutes(now, -LEFT_MINUTES), addMinutes(now, -QUIET_MINUTES)))
            await read(openKfId);
        },
      };
    },
  };
}
