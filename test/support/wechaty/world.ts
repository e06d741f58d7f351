/** WeChat as the gateway sees it, in memory: hands messages over again from where it last heard of them, keeps what each person was told. */
import type { Account, Heard } from '../../../src/wechaty-gateway/account.ts';

export interface Told {
  readonly talkerId: string;
  readonly text: string;
  readonly at: Date;
}

/** WeChat hands over again so many that it does not know for sure to have arrived. */
const OVERLAP = 7;

export function wechatWorld(now: () => Date) {
  const typed: Heard[] = [];
  const told: Told[] = [];
  let synced = 0;
  let session = 0;

  return {
    typed,
    told,
    /** What somebody was told, in order. */
    toldTo: (talkerId: string): string[] => told.filter((one) => one.talkerId === talkerId).map(({ text }) => text),
    type(heard: Heard): void {
      typed.push(heard);
    },
    /** The account's phone is taken over by a new process; the one before hears and says nothing more. */
    account(more: Partial<Account> = {}): Account & { deliver(): void } {
      session += 1;
      const mine = session;
      let handed = Math.max(0, synced - OVERLAP);
      let on: ((what: Heard) => void) | null = null;
      return {
        async start({ heard }) {
          on = heard;
        },
        isIn: () => mine === session,
        async say(talkerId, text) {
          if (mine !== session) throw new Error('logged in elsewhere');
          told.push({ talkerId, text, at: now() });
        },
        saidSince: async (talkerId, text, since) =>
          told.filter((one) => one.talkerId === talkerId && one.text === text && one.at >= since).length,
        stop: async () => {},
        ...more,
        /** Hands over what this process did not have yet. */
        deliver() {
          while (on && mine === session && handed < typed.length) {
            const next = typed[handed];
            if (next) on(next);
            handed += 1;
            synced = Math.max(synced, handed);
          }
        },
      };
    },
  };
}

export type WechatWorld = ReturnType<typeof wechatWorld>;
