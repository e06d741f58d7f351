/** The third public door: an official account in encrypted mode, where buttons are numbers that a resident types. */
import type { Outcome } from '../support/wechat-emulator.ts';
import type { Door } from './doors.ts';
import type { World } from './world.ts';

const LISTED = /^(\d+)\. (.*)$/gm;
/** How WeChat puts a sticker into words. */
const STICKER = '[收到不支持的消息类型，暂无法显示]';

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** `openId`: who writes, as the account knows them. */
export async function openWechat(world: World, openId: string): Promise<Door> {
  const { wechat } = world;
  const wrong: string[] = [];
  let last: Parameters<typeof wechat.deliver>[0] | null = null;
  const deliver = async (message: NonNullable<typeof last>): Promise<Outcome> => {
    last = message;
    const outcome = await wechat.deliver(message);
    await world.settle();
    const how = outcome.attempts.join(' ');
    if (how !== 'answer' && how !== 'silence') wrong.push(`the attempts ended with ${how}`);
    return outcome;
  };
  /** Numbers by what stands beside them, if what was shown last is a list. */
  const list = (): ReadonlyMap<string, string> =>
    new Map([...(wechat.readBy(openId).at(-1) ?? '').matchAll(LISTED)].map(([, n = '', label = '']) => [label, n]));
  await deliver(wechat.event(openId, 'subscribe'));
  return {
    name: 'wechat',
    channelUserId: openId,
    residentId: async () => {
      const { rows } = await world.reader.query<{ id: string }>(
        'select resident_id as id from conversations where channel_user_id = $1',
        [openId],
      );
      return rows[0]?.id ?? '';
    },
    write: async (text) => {
      await deliver(wechat.text(openId, text));
    },
    // A number presses what stands beside it now: nothing older can be pressed.
    shows: () => false,
    async press(choice) {
      const label = oneLine(choice.label);
      await deliver(wechat.text(openId, list().get(label) ?? label));
    },
    photo: async () => false,
    async sticker() {
      await deliver(wechat.text(openId, STICKER));
      return true;
    },
    async again() {
      if (!last) return true;
      const before = wechat.platform.delivered.length;
      await wechat.deliver(last);
      await world.settle();
      return wechat.platform.delivered.length === before;
    },
    complaints: () => [...wrong, ...wechat.violations],
  };
}
