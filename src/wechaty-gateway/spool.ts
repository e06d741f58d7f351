/** What the gateway must not forget, in one file that only grows: each line is on the disk before anything rests on it. */
import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { CallMessage } from '../channels/wechaty/shapes.ts';
import type { Heard } from './account.ts';

/** WeChat hands over again what it does not know to have arrived: ids of so many messages are remembered. */
const REMEMBERED = 20_000;
/** An attempt to say something may be looked back at for so long. */
const ATTEMPTS_KEPT_MS = 24 * 3_600_000;
/** The file is written anew, without what is done, when it is longer than this and nothing waits. */
const LONG_BYTES = 1024 * 1024;

const attemptSchema = z.object({ replyId: z.string(), like: z.string(), at: z.number() });
const lineSchema = z.union([
  z.object({ since: z.number() }),
  z.object({ heard: z.custom<Heard>((value) => typeof value === 'object' && value !== null) }),
  z.object({ accepted: z.array(z.string()) }),
  z.object({ begun: attemptSchema }),
  z.object({ said: z.string() }),
  z.object({ failed: z.object({ replyId: z.string(), reason: z.string() }) }),
  z.object({ told: z.array(z.string()) }),
  z.object({ remembered: z.array(z.string()), newest: z.array(z.tuple([z.string(), z.number()])) }),
]);
type Line = z.infer<typeof lineSchema>;

/** An attempt to say a reply. `like` is the same for texts that cannot be told apart; `at` in ms. */
export type Attempt = z.infer<typeof attemptSchema>;
export type Outcome = { readonly replyId: string; readonly failed: string | null };
export type Spool = ReturnType<typeof openSpool>;

export const keyOf = (heard: Heard): string => (heard.kind === 'message' ? heard.message.id : `back:${heard.id}`);

/** In a folder that is there and locked. Throws when it cannot be written, or when a line that is not the last one cannot be read. */
export function openSpool(folder: string, now: () => Date) {
  const path = join(folder, 'spool.jsonl');

  let since = now().getTime();
  const waiting = new Map<string, Heard>();
  const known = new Set<string>();
  const newest = new Map<string, number>();
  const attempts = new Map<string, Attempt & { said: boolean }>();
  const outcomes = new Map<string, Outcome>();

  const apply = (line: Line): void => {
    if ('since' in line) since = line.since;
    else if ('heard' in line) {
      waiting.set(keyOf(line.heard), line.heard);
      known.add(keyOf(line.heard));
      if (line.heard.kind === 'message') {
        const { talkerId, at } = line.heard.message;
        newest.set(talkerId, Math.max(newest.get(talkerId) ?? 0, Date.parse(at)));
      }
    } else if ('accepted' in line) for (const key of line.accepted) waiting.delete(key);
    else if ('begun' in line) attempts.set(line.begun.replyId, { ...line.begun, said: false });
    else if ('said' in line) {
      const attempt = attempts.get(line.said);
      if (attempt) attempt.said = true;
      outcomes.set(line.said, { replyId: line.said, failed: null });
    } else if ('failed' in line)
      outcomes.set(line.failed.replyId, { replyId: line.failed.replyId, failed: line.failed.reason });
    else if ('told' in line) for (const id of line.told) outcomes.delete(id);
    else {
      for (const key of line.remembered) known.add(key);
      for (const [talkerId, at] of line.newest) newest.set(talkerId, at);
    }
  };

  /** What a kill left half written was never relied on. */
  const read = (): void => {
    const text = readFileSync(path, 'utf8');
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    if (whole.length < text.length) {
      const file = openSync(path, 'r+');
      ftruncateSync(file, Buffer.byteLength(whole));
      fsyncSync(file);
      closeSync(file);
    }
    for (const [i, written] of whole.split('\n').entries()) if (written !== '') apply(lineOf(written, i + 1, path));
  };

  let file = -1;
  let bytes = 0;
  const write = (to: number, line: Line): number => {
    const all = Buffer.from(`${JSON.stringify(line)}\n`);
    for (let at = 0; at < all.length; ) at += writeSync(to, all, at);
    return all.length;
  };
  const put = (line: Line): void => {
    bytes += write(file, line);
    fsyncSync(file);
    apply(line);
  };

  /** Written beside and renamed: whenever a kill comes, one of the two files is whole. */
  const rewrite = (): void => {
    for (const id of [...attempts.keys()])
      if ((attempts.get(id)?.at ?? 0) < now().getTime() - ATTEMPTS_KEPT_MS) attempts.delete(id);
    for (const key of [...known].slice(0, Math.max(0, known.size - REMEMBERED))) known.delete(key);
    const recent = [...newest].filter(([, at]) => at > now().getTime() - ATTEMPTS_KEPT_MS);
    const beside = openSync(`${path}.new`, 'w', 0o600);
    bytes = write(beside, { since });
    bytes += write(beside, { remembered: [...known].filter((key) => !waiting.has(key)), newest: recent });
    for (const { said, ...begun } of attempts.values()) {
      bytes += write(beside, { begun });
      if (said) bytes += write(beside, { said: begun.replyId });
    }
    const untold = [...outcomes.values()];
    bytes += write(beside, { told: [...attempts.keys()] });
    for (const { replyId, failed } of untold)
      bytes += write(beside, failed === null ? { said: replyId } : { failed: { replyId, reason: failed } });
    for (const heard of waiting.values()) bytes += write(beside, { heard });
    fsyncSync(beside);
    closeSync(beside);
    if (file !== -1) closeSync(file);
    renameSync(`${path}.new`, path);
    syncFolder(folder);
    file = openSync(path, 'a', 0o600);
  };

  if (existsSync(path)) read();
  rewrite();

  return {
    /** When this spool was first made: what was written before is nothing for the gateway. */
    since: () => new Date(since),
    /**
     * Keeps what came in; false when it came before. The time of a message is moved behind the one before it, since WeChat's clock
     * counts seconds and the order of what somebody wrote is told by it.
     */
    hear(heard: Heard): boolean {
      if (known.has(keyOf(heard))) return false;
      if (heard.kind === 'message') put({ heard: { kind: 'message', message: inOrder(heard.message, newest) } });
      else put({ heard });
      return true;
    },
    /** The oldest that the service does not have yet. */
    waiting: (most: number): readonly Heard[] => [...waiting.values()].slice(0, most),
    /** The service has them, or will never take them. */
    accepted(heard: readonly Heard[]): void {
      if (heard.length > 0) put({ accepted: heard.map(keyOf) });
      if (bytes > LONG_BYTES && waiting.size === 0) rewrite();
    },
    /** Before anything is said. */
    begin: (attempt: Attempt): void => put({ begun: attempt }),
    attempt: (replyId: string): Attempt | null => attempts.get(replyId) ?? null,
    /** How many texts like this one are known to be said since (ms). */
    knownSaid: (like: string, from: number): number =>
      [...attempts.values()].filter((one) => one.said && one.like === like && one.at >= from).length,
    said: (replyId: string): void => put({ said: replyId }),
    failed: (replyId: string, reason: string): void => put({ failed: { replyId, reason } }),
    /** What the service has not been told of yet. */
    outcomes: (): readonly Outcome[] => [...outcomes.values()],
    isSettled: (replyId: string): boolean => outcomes.has(replyId),
    told(replyIds: readonly string[]): void {
      if (replyIds.length > 0) put({ told: [...replyIds] });
    },
    close: (): void => closeSync(file),
  };
}

function inOrder(message: CallMessage, newest: ReadonlyMap<string, number>): CallMessage {
  const at = Date.parse(message.at);
  const before = newest.get(message.talkerId) ?? 0;
  return at > before || at < before - 60_000 ? message : { ...message, at: new Date(before + 1).toISOString() };
}

function lineOf(written: string, number: number, path: string): Line {
  try {
    return lineSchema.parse(JSON.parse(written));
  } catch {
    throw new Error(`${path}: line ${number} cannot be read; put the file aside and look at it before you start again`);
  }
}

/** The new name is on the disk too. Windows has no such thing and needs none. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const opened = openSync(folder, 'r');
  fsyncSync(opened);
  closeSync(opened);
}
