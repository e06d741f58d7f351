/** Puts LINE together: its calls, what may be pushed when, who came and left, words taken back, menus by language. */
import { lineApi } from './channels/line/api.ts';
import { answerInCompany } from './channels/line/company.ts';
import { lineDelivery } from './channels/line/deliver.ts';
import { withLoadingSign } from './channels/line/loading.ts';
import { createQuota, standingOf } from './channels/line/quota.ts';
import { lineSender } from './channels/line/send.ts';
import type { LineWebhookDeps } from './channels/line/webhook.ts';
import type { Accepted, Receive } from './channels/receive.ts';
import { nextTimeOfDay } from './clocks/daily.ts';
import { outsideQuietHours } from './clocks/quiet-hours.ts';
import type { Config } from './config.ts';
import type { Locale } from './domain/names.ts';
import type { FetchMedia } from './outside/media.ts';
import type { Sender } from './services/delivery.ts';
import type { Deps } from './services/deps.ts';
import type { createTakeBack } from './services/taken-back.ts';
import { noteLeaving } from './store/channel-people.ts';
import { lostRace } from './store/commit.ts';
import { keepQuotaReading, markMenu, menuToGive, quotaReading, standingMenus } from './store/line.ts';
import { lookAgain, putInOutbox, waitingOutside } from './store/outbox.ts';
import { localeOf } from './text/script.ts';

/** The language of the menu that everybody sees who has none of their own. */
export const EVERYBODYS_MENU: Locale = 'zh-TW';
/** Menus are made anew a few times a year. */
const MENUS_FRESH_MS = 60_000;

export function wireLine(
  account: NonNullable<Config['line']>,
  deps: Pick<Deps, 'db' | 'unit' | 'clock' | 'settings' | 'events'> & {
    readonly takeBack: ReturnType<typeof createTakeBack>;
    readonly pause: (ms: number) => Promise<unknown>;
  },
) {
  const { db, clock, settings } = deps;
  const api = lineApi(account);
  const quota = createQuota({
    read: () => quotaReading(db),
    keep: (reading) => keepQuotaReading(db, reading),
    ask: api.quota,
    plan: async () => (await settings()).linePlan,
  });
  const send: Sender = lineDelivery({
    send: lineSender(account),
    quota,
    rules: async () => {
      const { linePlan, quietHours } = await settings();
      return {
        plan: linePlan,
        outsideQuietHours: (at) => outsideQuietHours(at, quietHours),
        nextDigest: (now) => nextTimeOfDay(now, linePlan.digestAt),
      };
    },
  });

  let menus: { until: number; any: boolean } | null = null;
  const haveMenus = async (): Promise<boolean> => {
    const now = clock.now().getTime();
    if (!menus || menus.until <= now)
      menus = { until: now + MENUS_FRESH_MS, any: (await standingMenus(db)).length > 0 };
    return menus.any;
  };
  /** Who changed the language, or wrote for the first time, gets its menu; what fails is tried with their next message. */
  const giveMenu = async (userId: string): Promise<void> => {
    const menu = (await haveMenus()) ? await menuToGive(db, userId, EVERYBODYS_MENU) : null;
    if (menu && (await api.giveMenu(userId, menu.menuId))) await markMenu(db, menu);
  };

  const webhook = (
    receive: Receive,
    later: (work: Promise<unknown>) => void,
  ): Omit<LineWebhookDeps<Accepted>, 'later' | 'channelSecret' | 'accept' | 'linked'> => ({
    async answer(accepted) {
      const waitsFor = accepted.filter(({ held }) => held === null).map(({ channelUserId }) => channelUserId);
      await withLoadingSign({ pause: deps.pause, showLoading: api.showLoading }, waitsFor, receive.answer(accepted));
      for (const { channelUserId } of accepted) await giveMenu(channelUserId);
    },
    takeBack: deps.takeBack.takeBack,
    async cameOrLeft(person, how) {
      const isNews = await noteLeaving(db, person, how);
      if (isNews && !how.left)
        await lookAgain(db, { channel: person.channel, recipient: person.channelUserId }, clock.now());
    },
    async calledInCompany(called) {
      const { hotline } = await settings();
      const locale = (called.text && localeOf(called.text)) || EVERYBODYS_MENU;
      const outgoing = await answerInCompany(called, { locale, hotline: hotline[locale], now: clock.now() });
      try {
        await deps.unit.commit([putInOutbox({ ...outgoing, conversationId: null, channel: 'line' })]);
      } catch (error) {
        // The same event once more.
        if (!lostRace(error)) throw error;
      }
      // Its token lasts a minute.
      later(receive.answer([]));
    },
    toldOfAccount: (what) => deps.events.lineAccount({ what }),
  });

  /** What waits and why, and the month's messages as LINE counted them last; for /healthz. */
  const standing = async () => {
    const [waiting, reading] = await Promise.all([waitingOutside(db), quotaReading(db)]);
    return {
      waiting: Object.fromEntries(
        waiting.filter(({ channel }) => channel === 'line').map(({ keptFor, n }) => [keptFor ?? 'soon', n]),
      ),
      month: reading && { limit: reading.limit, used: reading.used, askedAt: reading.askedAt },
    };
  };

  /** Whether a push that is no warning would leave now, by what LINE said last: nobody asks LINE for this. */
  const canPush = async () => standingOf(await quotaReading(db), (await settings()).linePlan) !== 'gone';

  return { send, webhook, standing, canPush, content: api.content satisfies FetchMedia };
}
