/** Puts the mini program together: its door, its two ways out, consents. */
import { miniDelivery, miniNotices } from './channels/mini-program/deliver.ts';
import { toStored } from './channels/mini-program/notice.ts';
import { MINI_CHANNEL, type MiniWebhookDeps } from './channels/mini-program/webhook.ts';
import type { Receive } from './channels/receive.ts';
import { buttonOf } from './channels/wechat/numbers.ts';
import { toWechatTexts, type WechatText } from './channels/wechat/replies.ts';
import type { Config } from './config.ts';
import type { Converse } from './conversation/converse.ts';
import type { Reply } from './conversation/message.ts';
import type { WechatWords } from './conversation/sentences/wechat.ts';
import { addMinutes } from './domain/calendar.ts';
import type { Locale } from './domain/names.ts';
import type { NoticeFacts } from './domain/notice-facts.ts';
import type { MiniProgram } from './outside/wechat-mini.ts';
import type { Sender } from './services/delivery.ts';
import type { Deps } from './services/deps.ts';
import type { Write } from './store/commit.ts';
import { lookAgain } from './store/outbox.ts';
import { unshown } from './store/passive.ts';
import { giveConsentBack, noticeForMini, spendConsent, voidConsents } from './store/subscriptions.ts';

/** What was told by nobody for so long is told no more. */
const NOTICE_MINUTES = 2 * 24 * 60;

/** A turn in the customer-service conversation: the official account's texts and numbered lists, one outbox row each. */
export const miniOutgoing = (
  replies: readonly Reply[],
  words: Pick<WechatWords, 'choose'>,
  now: Date,
): readonly { readonly body: WechatText; readonly replyToken: null; readonly dueAt: Date }[] =>
  toWechatTexts(replies, words).map((body) => ({ body, replyToken: null, dueAt: now }));

/** What happened by itself, for somebody who is told of it where nothing rings: their mini program rings, by consent. */
export const miniNotice = (
  notice: NoticeFacts,
  about: { readonly conversationId: string; readonly locale: Locale; readonly retryKey: string; readonly now: Date },
): Write =>
  noticeForMini({
    conversationId: about.conversationId,
    body: toStored(notice, about.locale, about.now),
    retryKey: about.retryKey,
    now: about.now,
    uselessAt: addMinutes(about.now, NOTICE_MINUTES),
  });

export function wireMini(
  settings: NonNullable<Config['miniProgram']>,
  mini: MiniProgram,
  deps: Pick<Deps, 'db' | 'clock' | 'settings'>,
) {
  const { db, clock } = deps;
  const senders: Readonly<Record<string, Sender>> = {
    [MINI_CHANNEL]: miniDelivery(mini),
    'wechat-mini-notice': miniNotices(mini, {
      templates: async () => (await deps.settings()).miniTemplates,
      consents: {
        spend: (openId, templateId, on) => spendConsent(db, { openId, templateId, on, now: clock.now() }),
        giveBack: (openId, templateId, on) => giveConsentBack(db, openId, templateId, on),
        voidAll: (openId, templateId, why) => voidConsents(db, { openId, templateId, why, now: clock.now() }),
      },
    }),
  };

  const webhook = (
    receive: Receive,
    converse: Pick<Converse, 'transcript'>,
    more: Pick<MiniWebhookDeps, 'later' | 'checksAge'>,
  ): MiniWebhookDeps => ({
    account: settings.door && { appId: settings.appId, ...settings.door },
    clock,
    ...more,
    accept: receive.accept,
    answer: receive.answer,
    wroteAgain: (openId) => lookAgain(db, { channel: MINI_CHANNEL, recipient: openId }, clock.now()),
    async buttonOf(message, n) {
      const bodies = (await unshown(db, message)) as Partial<WechatText>[];
      const hidden = new Set(bodies.flatMap((body) => body.buttons ?? []));
      return buttonOf(n, await converse.transcript(message, 0, 5), hidden);
    },
  });

  return { senders, webhook, trouble: mini.trouble };
}
