/** The whole service with an official account beside it on loopback: one clock, people who write, and words that leave by themselves. */
import { commit } from '../../src/store/commit.ts';
import { putInOutbox } from '../../src/store/outbox.ts';
import { type HouseOptions, openHouse } from './house.ts';
import { TODAY } from './town.ts';
import { startWechatEmulator, type WechatEmulatorOptions } from './wechat-emulator.ts';
import { standingTime } from './wechat-time.ts';

export type WechatHouse = Awaited<ReturnType<typeof openWechatHouse>>;

export async function openWechatHouse(
  options: HouseOptions & { readonly account?: WechatEmulatorOptions; readonly sends?: boolean } = {},
) {
  let now = () => Date.parse(TODAY);
  const wechat = await startWechatEmulator({ now: () => now(), pause: standingTime, ...options.account });
  const house = await openHouse({
    pause: standingTime,
    ...options,
    environment: { ...wechat.environment, ...(options.sends !== false && wechat.sending), ...options.environment },
  });
  now = () => house.now().getTime();
  wechat.sendTo((request) => house.app.fetch(request));
  let told = 0;

  return {
    wechat,
    house,
    /** The person binds an account by the code that came to its phone. */
    async bind(openId: string, { accountNumber, phone }: { accountNumber: string; phone: string }) {
      for (const words of ['绑定户号', accountNumber, phone]) await wechat.say(openId, words);
      await house.settle();
      await wechat.say(
        openId,
        house
          .codes()
          .filter((sent) => sent.phone === phone)
          .at(-1)?.code ?? '',
      );
      await house.settle();
    },
    /** Something is to be told by itself; it leaves with the next round. */
    async tell(openId: string, text: string, more: { worth?: 'urgent' | 'plain' | 'low'; notice?: object } = {}) {
      const { worth, ...body } = more;
      told += 1;
      await commit(house.db, [
        putInOutbox({
          conversationId: null,
          channel: 'wechat',
          recipient: openId,
          body: { text, ...body },
          replyToken: null,
          retryKey: `00000000-0000-4000-9000-${String(told).padStart(12, '0')}`,
          dueAt: house.now(),
          ...(worth && { worth }),
        }),
      ]);
    },
    /** What is due leaves now, and everything that follows from it is done. */
    async sendDue() {
      await house.settle();
      await house.delivery.sendDue();
      await house.settle();
    },
    /** The outbox of a person as staff see it, oldest first. */
    async outbox(openId: string) {
      const rows = await house.db
        .selectFrom('outbox')
        .select(['body', 'sent_at', 'given_up_at', 'kept_for', 'last_error', 'proof', 'delivered_at'])
        .where('recipient', '=', openId)
        .orderBy('outbox_id')
        .execute();
      return rows.map((row) => ({
        text: (row.body as { text: string }).text,
        state: row.sent_at ? 'sent' : row.given_up_at ? 'given up' : row.kept_for ? 'kept' : 'due',
        why: row.kept_for ?? row.last_error,
        proof: row.proof,
        delivered: row.delivered_at !== null,
      }));
    },
    close: async () => {
      await house.close();
      await wechat.close();
    },
  };
}
