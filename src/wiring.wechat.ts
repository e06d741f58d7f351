/** Puts the official account together: its calls, what may be sent when, who came and left, photos, menus by language. */
import { type WechatDeliveryDeps, wechatDelivery } from './channels/wechat/deliver.ts';
import { accountCalls } from './channels/wechat/meaning.ts';
import { wechatMedia } from './channels/wechat/media.ts';
import { moveTag } from './channels/wechat/menu-office.ts';
import { wechatSender } from './channels/wechat/send.ts';
import { proofOf, templateSender } from './channels/wechat/template.ts';
import type { WechatOffice } from './channels/wechat/webhook.ts';
import { outsideQuietHours } from './clocks/quiet-hours.ts';
import type { Config } from './config.ts';
import { addMinutes } from './domain/calendar.ts';
import type { FetchMedia } from './outside/media.ts';
import type { Deps } from './services/deps.ts';
import { noteLeaving } from './store/channel-people.ts';
import { noteDelivered, noteUndelivered } from './store/delivery-proof.ts';
import { giveBack } from './store/passive.ts';
import { markTag, tagToGive, wechatMenus } from './store/wechat-menus.ts';

const CHANNEL = 'wechat';
/** Menus are made anew a few times a year. */
const MENUS_FRESH_MS = 60_000;
const DAY_MINUTES = 24 * 60;
const KEEP_DAYS = 30;

export function wireWechat(
  account: NonNullable<Config['wechat']>,
  deps: Pick<Deps, 'db' | 'clock' | 'chance' | 'settings'> & { readonly publicUrl: string },
) {
  const { db, clock } = deps;
  const { appSecret } = account;
  const calls = appSecret ? accountCalls({ ...account, appSecret }) : null;
  const quietEnd: WechatDeliveryDeps['outsideQuietHours'] = async (at) =>
    outsideQuietHours(at, (await deps.settings()).quietHours);
  const send = wechatDelivery({
    api: calls && wechatSender(calls),
    templates: calls && templateSender(calls, account.templates, deps.publicUrl),
    outsideQuietHours: quietEnd,
  });

  let menus: { until: number; any: boolean } | null = null;
  const haveMenus = async (): Promise<boolean> => {
    const now = clock.now().getTime();
    if (!menus || menus.until <= now) menus = { until: now + MENUS_FRESH_MS, any: (await wechatMenus(db)).length > 0 };
    return menus.any;
  };

  const office: WechatOffice = {
    // Who comes back reads what waited in the response to that very event.
    cameOrLeft: async (openId, how) => void (await noteLeaving(db, { channel: CHANNEL, channelUserId: openId }, how)),
    async templateEnded({ messageId, failed }) {
      const proof = { channel: CHANNEL, proof: proofOf(messageId) };
      const now = clock.now();
      if (failed === null) return noteDelivered(db, proof, now);
      return noteUndelivered(db, proof, {
        reason: failed,
        until: await quietEnd(addMinutes(now, DAY_MINUTES)),
        uselessAt: addMinutes(now, KEEP_DAYS * DAY_MINUTES),
        retryKey: deps.chance.id(),
      });
    },
    giveBack: (message) => giveBack(db, message, message.eventId),
  };

  return {
    send,
    office,
    media: calls ? (wechatMedia(calls, () => clock.now()) satisfies FetchMedia) : null,
    trouble: () => calls?.trouble() ?? null,
    canSend: () => calls !== null && calls.trouble() === null,
    /** Who writes another language than before sees its menu; what fails is tried with their next message. */
    async giveMenu(openId: string): Promise<void> {
      const move = calls && (await haveMenus()) ? await tagToGive(db, openId) : null;
      if (calls && move && (await moveTag(calls, openId, move, clock.now()))) await markTag(db, openId, move.to);
    },
  };
}
