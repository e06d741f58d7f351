/** Adapter: the account through wechaty and whichever puppet is configured. Own messages, groups and WeChat's own accounts are not heard. */
import { pathToFileURL } from 'node:url';
import type { CallMessage, Kind } from '../channels/wechaty/shapes.ts';
import type { Clock } from '../outside/clock.ts';
import type { Account, Heard } from './account.ts';

/** Of a message more than this says nothing more. */
const MOST_TEXT = 4_000;
/** A puppet that knows of a message and cannot tell it yet is asked again. */
const TRIES = 5;
const BETWEEN_TRIES_MS = 500;
/** One that never comes is not to keep all others waiting. */
const READING_MS = 30_000;
/** What was written before the gateway was first set up is nothing for it; the clocks may differ. */
const BEFORE_MS = 10 * 60_000;

// What is used of wechaty 1.20, which need not be installed for this file to be read.
interface Person {
  readonly id: string;
  type(): number;
  say(text: string): Promise<unknown>;
}
interface Message {
  readonly id: string;
  type(): number;
  text(): string;
  date(): Date;
  self(): boolean;
  room(): unknown;
  talker(): Person;
  listener(): Person | undefined;
}
interface Place {
  readonly latitude: number;
  readonly longitude: number;
  readonly address: string;
  readonly name: string;
}
interface Bot {
  readonly isLoggedIn: boolean;
  readonly puppet: {
    on(event: 'message', heard: (payload: { messageId: string }) => void): void;
    messageLocation(messageId: string): Promise<Place>;
  };
  readonly Message: {
    find(query: { id: string }): Promise<Message | undefined>;
    findAll(query: { text: string }): Promise<readonly Message[]>;
  };
  readonly Contact: { find(query: { id: string }): Promise<Person | undefined> };
  init(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
  on(event: 'scan', listener: (qrcode: string, status: number) => void): void;
  on(event: 'login' | 'logout', listener: () => void): void;
  on(event: 'error', listener: (error: unknown) => void): void;
}
interface Wechaty {
  readonly WechatyBuilder: { build(options: object): Bot };
  readonly types: { readonly Message: Record<number, string>; readonly Contact: Record<string, number> };
}

export class NotInstalled extends Error {
  override readonly name = 'NotInstalled';
}

const FOLDER = 'src/wechaty-gateway';
const INSTALL_WECHATY = `npm ci --prefix ${FOLDER} --omit=dev --ignore-scripts`;

export interface WechatyAccountDeps {
  readonly puppet: string;
  readonly puppetOptions: Readonly<Record<string, unknown>>;
  /** Where wechaty keeps its login, without an ending. */
  readonly memory: string;
  readonly clock: Clock;
  readonly since: () => Date;
  /** Resolves after `ms`, or sooner when `signal` says so. */
  readonly wait: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/** Throws a NotInstalled that says what to install. */
export async function wechatyAccount(deps: WechatyAccountDeps): Promise<Account> {
  const { WechatyBuilder, types } = (await load('wechaty', INSTALL_WECHATY)) as Wechaty;
  const Puppet = puppetOf(
    await load(deps.puppet, `npm install --no-save --prefix ${FOLDER} --ignore-scripts ${deps.puppet}`),
    deps.puppet,
  );
  const bot = WechatyBuilder.build({ name: deps.memory, puppet: new Puppet(deps.puppetOptions) });
  let tell: (line: string) => void = () => {};
  // Before it is set up, wechaty takes the question for an error.
  let isSetUp = false;

  /** Null: nothing for the service. */
  const read = async (message: Message): Promise<Heard | null> => {
    if (message.self() || message.room()) return null;
    const talker = message.talker();
    if (SYSTEM.includes(talker.id) || talker.type() === types.Contact.Official) return null;
    const written = message.date().getTime();
    if (written > 0 && written < deps.since().getTime() - BEFORE_MS) return null;
    const name = types.Message[message.type()] ?? '';
    if (name === 'Recalled') return { kind: 'taken-back', id: message.text(), talkerId: talker.id };
    const kind = KIND[name];
    if (!kind) return null;
    const about =
      kind === 'location' ? await placeOf(bot, message.id) : { text: kind === 'text' ? message.text() : '' };
    const at = new Date(written > 0 ? written : deps.clock.now()).toISOString();
    return {
      kind: 'message',
      message: { id: message.id, talkerId: talker.id, at, kind, ...about, text: about.text.slice(0, MOST_TEXT) },
    };
  };

  const inTime = async <T>(work: Promise<T>): Promise<T> => {
    const over = new AbortController();
    const late = deps.wait(READING_MS, over.signal).then(() => {
      if (!over.signal.aborted) throw new Error('it did not come in time');
      return work;
    });
    try {
      return await Promise.race([work, late]);
    } finally {
      over.abort();
    }
  };

  const hear = async (messageId: string, heard: (what: Heard) => void): Promise<void> => {
    for (let tries = 1; ; tries += 1) {
      let what: Heard | null;
      try {
        const message = await inTime(bot.Message.find({ id: messageId }));
        if (!message) throw new Error('no such message');
        what = await inTime(read(message));
      } catch (error) {
        if (tries < TRIES) {
          await deps.wait(BETWEEN_TRIES_MS);
          continue;
        }
        tell(`a message could not be read from WeChat: ${wordsOf(error)}`);
        return;
      }
      if (what) heard(what);
      return;
    }
  };

  return {
    async start(on) {
      tell = on.tell;
      bot.on('scan', (qrcode, status) => void showCode(qrcode, status, on.tell));
      bot.on('login', () => {
        on.tell('logged in at WeChat');
        on.changed();
      });
      bot.on('logout', () => {
        on.tell('logged out at WeChat: nothing is said until somebody logs in again');
        on.changed();
      });
      bot.on('error', (error) => on.tell(`wechaty: ${wordsOf(error)}`));
      await bot.init();
      isSetUp = true;
      // wechaty's own event comes when a message was read, in whatever order that ends; the puppet's comes as messages come.
      let line = Promise.resolve();
      bot.puppet.on('message', ({ messageId }) => {
        line = line.then(() => hear(messageId, on.heard));
      });
      await bot.start();
    },
    isIn: () => isSetUp && bot.isLoggedIn,
    async say(talkerId, text) {
      const person = await bot.Contact.find({ id: talkerId });
      if (!person) throw new Error('WeChat does not know this contact');
      await person.say(text);
    },
    async saidSince(talkerId, text, since) {
      const alike = await bot.Message.findAll({ text });
      return alike.filter((one) => one.self() && one.listener()?.id === talkerId && one.date() >= since).length;
    },
    stop: () => bot.stop(),
  };
}

/** By wechaty's names; what is not here is no message of a person, as system notices. */
const KIND: Readonly<Record<string, Kind>> = {
  Text: 'text',
  Image: 'image',
  Audio: 'voice',
  Video: 'video',
  Attachment: 'file',
  Emoticon: 'sticker',
  Url: 'link',
  MiniProgram: 'link',
  ChatHistory: 'link',
  Post: 'link',
  Location: 'location',
  Contact: 'other',
  Transfer: 'other',
  RedEnvelope: 'other',
};

/** wechaty's ScanStatus. */
const WAITING_FOR_SCAN = 2;

/** WeChat's own: a bot that answers them talks to itself. */
const SYSTEM: readonly string[] = [
  'filehelper',
  'fmessage',
  'floatbottle',
  'medianote',
  'mphelper',
  'newsapp',
  'notifymessage',
  'qmessage',
  'qqmail',
  'tmessage',
  'weixin',
];

/** Asked of the puppet: wechaty 1.20 cannot tell a place itself. One that cannot be told is still a place that somebody sent. */
async function placeOf({ puppet }: Bot, messageId: string): Promise<Pick<CallMessage, 'text' | 'place'>> {
  try {
    const { latitude, longitude, address, name } = await puppet.messageLocation(messageId);
    const isPlace = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
    return { text: address || name || '', ...(isPlace && { place: { latitude, longitude } }) };
  } catch {
    return { text: '' };
  }
}

/** Whoever sees the code may log in: it is shown here and sent nowhere. */
async function showCode(qrcode: string, status: number, tell: (line: string) => void): Promise<void> {
  if (qrcode === '' || status !== WAITING_FOR_SCAN) return;
  try {
    const { default: drawer } = (await import(named('qrcode'))) as {
      default: { toString(text: string, how: object): Promise<string> };
    };
    const drawn = await drawer.toString(qrcode, { type: 'terminal', small: true });
    tell(`scan this with the account’s phone:\n${drawn}`);
  } catch {
    tell(`scan this as a QR code with the account’s phone: ${qrcode}`);
  }
}

/** Not installed with the service: a name that no tool follows. */
const named = (name: string): string => name;

async function load(name: string, install: string): Promise<unknown> {
  try {
    return await import(/^[./]/.test(name) ? pathToFileURL(name).href : named(name));
  } catch (error) {
    const isMissing = (error as { code?: unknown }).code === 'ERR_MODULE_NOT_FOUND' && wordsOf(error).includes(name);
    if (!isMissing) throw error;
    throw new NotInstalled(`${name} is not installed. In the folder of this repository:\n  ${install}`);
  }
}

type PuppetClass = new (options: Readonly<Record<string, unknown>>) => unknown;

/** The module's default, as wechaty's own loader takes it, or its export that is called Puppet…. */
function puppetOf(module: unknown, name: string): PuppetClass {
  const all = module as Record<string, unknown>;
  const inner = (all.default as { default?: unknown } | undefined)?.default;
  const found = [
    all.default,
    inner,
    ...Object.keys(all).flatMap((key) => (key.startsWith('Puppet') ? [all[key]] : [])),
  ];
  const Puppet = found.find((one) => typeof one === 'function');
  if (!Puppet) throw new Error(`${name} is no puppet`);
  return Puppet as PuppetClass;
}

const wordsOf = (error: unknown): string =>
  (error instanceof Error ? error.message.split('\n')[0] : undefined) ?? 'unknown';
