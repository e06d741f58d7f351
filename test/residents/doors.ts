/** The public doors a resident comes through: the web chat's API, signed LINE webhooks, an encrypted WeChat account. */
import { isDeepStrictEqual } from 'node:util';
import type { Choice } from '../../src/conversation/message.ts';
import { png } from '../support/papers.ts';
import { openWechat } from './doors.wechat.ts';
import type { World } from './world.ts';

export const DOORS = ['web', 'line', 'wechat'] as const;
export type DoorName = (typeof DOORS)[number];

export interface Door {
  readonly name: DoorName;
  readonly channelUserId: string;
  /** Who this is for the service; known after the first thing that was sent. */
  residentId(): Promise<string>;
  write(text: string): Promise<void>;
  /** Whether it can still be pressed; LINE's quick replies are gone with the next message. */
  shows(choice: Choice): boolean;
  /** Presses the button if it can still be seen, else writes what stands on it. */
  press(choice: Choice): Promise<void>;
  /** A photo of a paper; false: this door takes none. */
  photo(kind: string): Promise<boolean>;
  sticker(): Promise<boolean>;
  /** The last message once more, as a platform or a client does that heard no answer; false when the answer differs. */
  again(): Promise<boolean>;
  /** What this door itself found wrong. */
  complaints(): readonly string[];
}

async function openWeb(world: World): Promise<Door> {
  const opened = await world.request('POST', '/v1/sessions', null, { channel: 'web' });
  const { token, resident } = JSON.parse(opened.text) as { token: string; resident: { id: string } };
  const wrong: string[] = [];
  let sent = 0;
  let last: { readonly body: object; readonly answer: string } | null = null;
  const send = async (content: object): Promise<void> => {
    sent += 1;
    const body = { id: `m${sent}`, ...content };
    const answered = await world.request('POST', '/v1/chat/messages', token, body);
    await world.settle();
    if (answered.status !== 200) wrong.push(`the chat answered ${answered.status}: ${answered.text.slice(0, 200)}`);
    last = { body, answer: answered.text };
  };
  return {
    name: 'web',
    channelUserId: resident.id,
    residentId: async () => resident.id,
    write: (text) => send({ text }),
    shows: () => true,
    press: (choice) => send({ button: choice.button }),
    async photo(kind) {
      const form = new FormData();
      form.set('kind', kind);
      form.set('file', new File([png()], 'paper.png', { type: 'image/png' }));
      const stored = await world.request('POST', '/v1/documents', token, form);
      if (stored.status !== 201) {
        wrong.push(`the photo was answered ${stored.status}: ${stored.text.slice(0, 200)}`);
        return false;
      }
      await send({ documentId: (JSON.parse(stored.text) as { documentId: string }).documentId });
      return true;
    },
    sticker: async () => false,
    async again() {
      if (!last) return true;
      const { body, answer } = last;
      const second = await world.request('POST', '/v1/chat/messages', token, body);
      await world.settle();
      return isDeepStrictEqual(JSON.parse(second.text), JSON.parse(answer));
    },
    complaints: () => wrong,
  };
}

async function openLine(world: World, userId: string): Promise<Door> {
  const { line } = world;
  const wrong: string[] = [];
  let last: Awaited<ReturnType<typeof line.deliver>> | null = null;
  const deliver = async (event: Parameters<typeof line.deliver>[0][number]): Promise<void> => {
    last = await line.deliver([event]);
    await world.settle();
    if (last.status !== 200) wrong.push(`the webhook answered ${last.status}`);
  };
  // Whoever writes to an official account has added it.
  await deliver(line.event(userId, 'follow', {}));
  const residentId = async (): Promise<string> => {
    const { rows } = await world.reader.query<{ id: string }>(
      'select resident_id as id from conversations where channel_user_id = $1',
      [userId],
    );
    return rows[0]?.id ?? '';
  };
  return {
    name: 'line',
    channelUserId: userId,
    residentId,
    write: (text) => deliver(line.text(userId, text)),
    shows: (choice) => line.buttonsOf(userId).some(({ data }) => data === choice.button),
    async press(choice) {
      const seen = line.buttonsOf(userId).some(({ data }) => data === choice.button);
      await deliver(seen ? line.postback(userId, choice.button) : line.text(userId, choice.label));
    },
    photo: async () => false,
    async sticker() {
      await deliver(
        line.event(userId, 'message', {
          message: { type: 'sticker', id: '540000000000000001', quoteToken: 'q', packageId: '1', stickerId: '2' },
        }),
      );
      return true;
    },
    async again() {
      if (!last) return true;
      const before = line.platform.delivered.length;
      await line.redeliver(last);
      await world.settle();
      return line.platform.delivered.length === before;
    },
    complaints: () => [...wrong, ...line.violations],
  };
}

const OPEN = { web: openWeb, line: openLine, wechat: openWechat } as const;

/** `userId` tells one LINE or WeChat user from another. */
export const openDoor = (world: World, door: DoorName, userId: string): Promise<Door> => OPEN[door](world, userId);
