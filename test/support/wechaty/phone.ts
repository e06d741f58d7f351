/** wechaty's mock puppet with a WeChat behind it that outlives the process: files say what people typed and what they were told. */
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { join } from 'node:path';

/** What stands in `typed.jsonl`. */
export interface Typed {
  readonly id: string;
  readonly from: string;
  readonly text: string;
  /** wechaty's number; 7: text. */
  readonly type: number;
  /** Written in a group. */
  readonly room?: string;
  readonly at: number;
}

/** What stands in `told.jsonl`. */
export interface ToldLine {
  readonly to: string;
  readonly text: string;
  readonly at: number;
}

interface Options {
  /** Where WeChat's memory lies. */
  readonly folder: string;
  /** Dies, as by SIGKILL, right before or after it passed on the n-th text of all time. */
  readonly dies: readonly { readonly at: number; readonly after: boolean }[];
}

export const SELF = 'wxid_self';
/** A public account, whose messages nobody answers. */
export const OFFICIAL = 'gh_news';
/** WeChat hands over again what may not have arrived. */
const OVERLAP = 12;
const LOOK_EVERY_MS = 10;
const TEXT = 7;

// What is used of the mock puppet, which lies beside the gateway where it is installed.
interface Payload {
  readonly id: string;
  readonly talkerId: string;
  readonly listenerId?: string;
  readonly roomId?: string;
  readonly text: string;
  readonly timestamp: number;
  readonly type: number;
}
interface MockPuppet {
  readonly mocker: {
    readonly cacheMessagePayload: Map<string, Payload>;
    readonly cacheContactPayload: Map<string, unknown>;
    readonly cacheRoomPayload: Map<string, unknown>;
    createContact(payload: object): unknown;
    createRoom(payload: object): unknown;
  };
  readonly cache: { readonly message: { set(id: string, payload: Payload): void } };
  onStart(): Promise<void>;
  onStop(): Promise<void>;
  login(id: string): void;
  emit(event: 'message', payload: { messageId: string }): void;
  messageSendText(conversationId: string, text: string): Promise<unknown>;
}
const packages = new URL('../../../src/wechaty-gateway/node_modules/', import.meta.url);
const { PuppetMock } = (await import(new URL('wechaty-puppet-mock/dist/esm/src/mod.js', packages).href)) as {
  PuppetMock: new (options: object) => MockPuppet;
};

const linesOf = <T>(path: string): T[] =>
  existsSync(path)
    ? readFileSync(path, 'utf8')
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line) as T)
    : [];

export class PuppetPhone extends PuppetMock {
  private readonly phone: Options;
  private handed = 0;
  private looks: NodeJS.Timeout | undefined;

  constructor(options: object) {
    super({});
    this.phone = options as Options;
  }

  private at(name: string): string {
    return join(this.phone.folder, name);
  }

  override async onStart(): Promise<void> {
    await super.onStart();
    this.know(SELF, {});
    const synced = existsSync(this.at('synced')) ? Number(readFileSync(this.at('synced'), 'utf8')) : 0;
    this.handed = Math.max(0, synced - OVERLAP);
    for (const [i, { to, text, at }] of linesOf<ToldLine>(this.at('told.jsonl')).entries()) {
      const payload = { id: `told-${i}`, talkerId: SELF, listenerId: to, text, timestamp: at, type: TEXT };
      this.know(to, {});
      this.mocker.cacheMessagePayload.set(payload.id, payload);
      // A puppet that keeps its messages on the disk finds them again.
      this.cache.message.set(payload.id, payload);
    }
    setImmediate(() => this.login(SELF));
    // Now, since a killed process writes nothing at its end.
    flushCompileCache();
    this.looks = setInterval(() => this.look(), LOOK_EVERY_MS);
  }

  override async onStop(): Promise<void> {
    clearInterval(this.looks);
    await super.onStop();
  }

  override async messageSendText(conversationId: string, text: string): Promise<unknown> {
    const n = linesOf(this.at('told.jsonl')).length + 1;
    const dies = this.phone.dies.find(({ at }) => at === n);
    if (dies && !dies.after && this.first(n)) process.kill(process.pid, 'SIGKILL');
    appendFileSync(this.at('told.jsonl'), `${JSON.stringify({ to: conversationId, text, at: Date.now() })}\n`);
    if (dies?.after) process.kill(process.pid, 'SIGKILL');
    return super.messageSendText(conversationId, text);
  }

  /** Whether the process did not die here already. */
  private first(n: number): boolean {
    const path = this.at(`died-${n}`);
    if (existsSync(path)) return false;
    writeFileSync(path, '');
    return true;
  }

  private know(id: string, more: object): void {
    if (!this.mocker.cacheContactPayload.has(id)) this.mocker.createContact({ id, name: id, ...more });
  }

  private look(): void {
    if (!existsSync(this.phone.folder)) return;
    const typed = linesOf<Typed>(this.at('typed.jsonl'));
    for (const { id, from, text, type, room, at } of typed.slice(this.handed)) {
      this.know(from, from === OFFICIAL ? { type: 2 } : {});
      if (room && !this.mocker.cacheRoomPayload.has(room))
        this.mocker.createRoom({ id: room, memberIdList: [SELF, from] });
      const to = room ? { roomId: room } : { listenerId: SELF };
      this.mocker.cacheMessagePayload.set(id, { id, talkerId: from, ...to, text, timestamp: at, type });
      this.emit('message', { messageId: id });
    }
    this.handed = typed.length;
    writeFileSync(this.at('synced'), String(this.handed));
  }
}
