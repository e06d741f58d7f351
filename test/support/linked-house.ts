/** The whole service with LINE and an official account beside it, and Li: on LINE, on WeChat and on the web, linked or not. */
import type { House, Person } from './house.ts';
import { type LineHouse, openLineHouse } from './line-house.ts';
import { LI } from './town.ts';
import { startWechatEmulator, type WechatEmulator } from './wechat-emulator.ts';
import { standingTime } from './wechat-time.ts';

export const ON_LINE = `U${'4'.repeat(32)}`;
export const ON_WECHAT = 'o9AgO5Kd5ggOC-bXrbNODIiE3bGY';

export interface LinkedHouse extends LineHouse {
  readonly wechat: WechatEmulator;
  /** On the web, with the account bound; nothing is linked yet. */
  readonly li: Person;
  linkLine(): Promise<void>;
  linkWechat(): Promise<void>;
  /** Li is at the payment page, and wrote last on `where`: the receipt belongs there. Answers what finishes the payment. */
  toPay(where?: 'line' | 'wechat'): Promise<() => Promise<unknown>>;
  /** Words of danger on LINE; answers the case. */
  inDanger(where?: 'line' | 'wechat'): Promise<string>;
  /** Dispatch sends a crew: the conversation that was used last is told at once. */
  crewIsOnItsWay(caseNumber: string): Promise<void>;
  /** Li blocks the account on LINE, or takes it back. */
  leaveLine(): Promise<void>;
  comeBack(): Promise<void>;
  /** Minutes go by, then two rounds of upkeep: one that finds, one that says. */
  pass(minutes?: number): Promise<void>;
  /** Everything on the web that is on the service's side, oldest first. */
  readOnWeb(): Promise<string>;
  readOnLine(): string;
  readOnWechat(): string;
  /** What became of everything that was said by itself, oldest first. */
  told(): Promise<readonly { channel: string; state: string; why: string | null }[]>;
  setting(name: string, value: unknown): Promise<void>;
}

export async function openLinkedHouse(): Promise<LinkedHouse> {
  let house: House | null = null;
  const wechat = await startWechatEmulator({
    now: () => house?.now().getTime() ?? 0,
    pause: standingTime,
  });
  const at = await openLineHouse({
    pause: standingTime,
    environment: { ...wechat.environment, ...wechat.sending },
  });
  house = at.house;
  const opened = at.house;
  wechat.sendTo((request) => opened.app.fetch(request));
  const li = await opened.person();
  await li.bind(LI);

  const writes = async (where: 'line' | 'wechat', words: string): Promise<void> => {
    if (where === 'line') await at.say(ON_LINE, words);
    else await wechat.say(ON_WECHAT, words);
    await opened.settle();
  };
  const newCode = async (): Promise<string> => {
    const made = await opened.request('POST', '/v1/me/link-codes', { token: li.token });
    return String(made.body.code);
  };
  const pass = async (minutes = 0) => {
    opened.advance(minutes * 60);
    for (let rounds = 0; rounds < 2; rounds += 1) {
      opened.advance(6);
      await opened.upkeep();
      await opened.settle();
    }
  };
  const readOnWeb = async () => {
    const { messages } = await li.transcript();
    return messages
      .flatMap(({ direction, reply }) =>
        direction === 'out' && reply
          ? ['text' in reply ? reply.text : `${reply.title} ${'rows' in reply ? reply.rows.flat().join(' ') : ''}`]
          : [],
      )
      .join('\n');
  };

  return {
    ...at,
    wechat,
    li,
    async linkLine() {
      for (const words of ['关联其他渠道', await newCode(), '是的']) await at.say(ON_LINE, words);
      await pass();
    },
    async linkWechat() {
      for (const words of ['关联其他渠道', await newCode(), '是的']) {
        await wechat.say(ON_WECHAT, words);
        await opened.settle();
      }
      await pass();
    },
    async toPay(where = 'line') {
      await li.say('交电费');
      await li.say('确认');
      const link = li.link();
      opened.advance(1);
      await writes(where, '你好');
      opened.advance(1);
      return () => opened.payAt(link);
    },
    async inDanger(where = 'line') {
      await writes(where, '我家门口电线掉下来了，在冒火花');
      const [danger] = await opened.db.selectFrom('cases').selectAll().where('reason', 'like', 'danger:%').execute();
      return danger?.case_number ?? '';
    },
    async crewIsOnItsWay(caseNumber) {
      const found = await opened.services.cases.byNumber(caseNumber);
      const moved = found && (await opened.services.cases.move(found, 'dispatched', 'clerk:D01'));
      if (!moved?.ok) throw new Error(`${caseNumber} could not be moved`);
      await opened.services.carryOut(moved.value);
    },
    async leaveLine() {
      at.line.platform.blockedBy.add(ON_LINE);
      opened.advance(1);
      await at.deliver(at.line.event(ON_LINE, 'unfollow'));
    },
    async comeBack() {
      at.line.platform.blockedBy.delete(ON_LINE);
      opened.advance(1);
      await at.deliver(at.line.event(ON_LINE, 'follow', { follow: { isUnblocked: true } }));
    },
    pass,
    readOnWeb,
    readOnLine: () => at.line.readBy(ON_LINE).join('\n'),
    readOnWechat: () => wechat.readBy(ON_WECHAT).join('\n'),
    async told() {
      const rows = await opened.db
        .selectFrom('outbox')
        .selectAll()
        .where('told_by', 'is not', null)
        .orderBy('outbox_id')
        .execute();
      return rows.map((row) => ({
        channel: row.channel,
        state: row.sent_at ? 'sent' : row.given_up_at ? 'given up' : row.kept_for ? 'kept' : 'due',
        why: row.kept_for ?? row.last_error,
      }));
    },
    async setting(name, value) {
      await opened.db
        .insertInto('settings')
        .values({ name, effective_from: '2026-01-01', value: JSON.stringify(value), confirmed: true, source: 'a test' })
        .execute();
      // Read again after a minute.
      opened.advance(61);
    },
    close: async () => {
      await at.close();
      await wechat.close();
    },
  };
}
