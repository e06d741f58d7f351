/** The gateway's work: what WeChat brings goes to the service, what the service has to say goes to WeChat, each once and in order. */
import { createHash } from 'node:crypto';
import type { Call, ReplyToSay } from '../channels/wechaty/shapes.ts';
import type { Clock } from '../outside/clock.ts';
import type { Account, Heard } from './account.ts';
import type { Door } from './door.ts';
import type { Spool } from './spool.ts';

const MOST_AT_ONCE = 50;
/** Saying something takes a moment; longer than this nobody knows what became of it. */
const SAYING_MS = 30_000;
/** What could not be said for so long is given back to the service as failed. */
const GIVE_UP_MS = 24 * 3_600_000;
/** WeChat's clock and ours may differ by so much. */
const CLOCKS_APART_MS = 60_000;
const LONGEST_PAUSE_MS = 60_000;
const LONGEST_TROUBLE_MS = 3_600_000;

export interface CarryDeps {
  readonly account: Account;
  readonly door: Door;
  readonly spool: Spool;
  readonly clock: Clock;
  /** Resolves after `ms`, or sooner when `signal` says so. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly tell: (line: string) => void;
  /** Between two calls when nothing happens. */
  readonly pollMs: number;
  /** Between two texts: who writes faster than a person is noticed. */
  readonly pauseMs: number;
}

export function createCarrier(deps: CarryDeps) {
  const { account, spool, clock, tell } = deps;
  const stopping = new AbortController();
  const caller = sleeper(deps.wait, stopping.signal);
  const sayer = sleeper(deps.wait, stopping.signal);
  let toSay: readonly ReplyToSay[] = [];
  /** Who cannot be written to right now, and when it is tried again. */
  const troubled = new Map<string, { readonly tries: number; readonly until: number }>();
  let trouble = '';

  /** Tells what is new about the way to the service, once. */
  const standing = (now: string): void => {
    if (now !== trouble) tell(now === '' ? 'the service answers again' : now);
    trouble = now;
  };

  const call = async (heard: readonly Heard[]): Promise<'taken' | 'refused' | 'again'> => {
    const outcomes = spool.outcomes();
    const body: Call = {
      messages: heard.flatMap((one) => (one.kind === 'message' ? [one.message] : [])),
      delivered: outcomes.filter(({ failed }) => failed === null).map(({ replyId }) => replyId),
      failed: outcomes.flatMap(({ replyId, failed }) => (failed === null ? [] : [{ replyId, reason: failed }])),
      takenBack: heard.flatMap((one) => (one.kind === 'taken-back' ? [{ id: one.id, talkerId: one.talkerId }] : [])),
      account: account.isIn() ? 'in' : 'out',
    };
    const answered = await deps.door(body);
    if (answered.kind === 'taken') {
      // First what the service knows now, then what follows from it: a kill between the two only repeats.
      spool.accepted(heard);
      spool.told(outcomes.map(({ replyId }) => replyId));
      toSay = answered.replies;
      standing('');
      sayer.wake();
    } else standing(answered.reason);
    return answered.kind;
  };

  const keepCalling = async (): Promise<void> => {
    let most = MOST_AT_ONCE;
    let failures = 0;
    while (!stopping.signal.aborted) {
      const heard = spool.waiting(most);
      const result = await call(heard);
      if (result === 'taken') {
        failures = 0;
        most = MOST_AT_ONCE;
        if (spool.waiting(1).length === 0) await caller.sleep(deps.pollMs);
      } else if (result === 'refused' && heard.length > 1) most = Math.ceil(heard.length / 2);
      else {
        if (result === 'refused' && heard.length === 1) {
          // One that can never be taken must not hold up the rest.
          tell('the service refuses a message for good; it is left out');
          spool.accepted(heard);
          continue;
        }
        failures += 1;
        await caller.sleep(Math.min(LONGEST_PAUSE_MS, deps.pollMs * 2 ** Math.min(failures - 1, 10)), 'deep');
      }
    }
  };

  /** Null when it went well, else why not. Who does not come to an end in time has failed. */
  const attempt = async (work: () => Promise<void>): Promise<string | null> => {
    const over = new AbortController();
    try {
      const late = deps.wait(SAYING_MS, over.signal).then(() => 'WeChat did not answer in time');
      return await Promise.race([work().then(() => null), late]);
    } catch (error) {
      return (error instanceof Error && error.message.slice(0, 200)) || 'unknown';
    } finally {
      over.abort();
    }
  };

  /** The first of each person comes before all others of theirs: who cannot be written to now hears nothing out of turn. */
  const nextToSay = (): ReplyToSay | undefined => {
    const now = clock.now().getTime();
    return toSay.find(
      ({ replyId, talkerId }) => !spool.isSettled(replyId) && (troubled.get(talkerId)?.until ?? 0) <= now,
    );
  };

  const say = async ({ replyId, talkerId, text }: ReplyToSay): Promise<void> => {
    const like = createHash('sha256').update(`${talkerId}\n${text}`).digest('base64url').slice(0, 22);
    const before = spool.attempt(replyId);
    const now = clock.now().getTime();
    if (!before) spool.begin({ replyId, like, at: now });
    // Of an attempt whose end nobody saw the account may remember that it said it.
    const from = (before?.at ?? now) - CLOCKS_APART_MS;
    const outcome = await attempt(async () => {
      const remembered = before ? await account.saidSince(talkerId, text, new Date(from)) : 0;
      if (remembered === 0 || remembered <= spool.knownSaid(like, from)) await account.say(talkerId, text);
    });
    if (outcome === null) {
      spool.said(replyId);
      troubled.delete(talkerId);
    } else if (before && now - before.at > GIVE_UP_MS) {
      spool.failed(replyId, outcome);
      troubled.delete(talkerId);
      tell(`a reply is given up: ${outcome}`);
    } else {
      const tries = (troubled.get(talkerId)?.tries ?? 0) + 1;
      troubled.set(talkerId, { tries, until: now + Math.min(LONGEST_TROUBLE_MS, 1_000 * 2 ** Math.min(tries, 12)) });
      tell(`a reply could not be said (try ${tries}): ${outcome}`);
    }
    caller.wake();
  };

  const keepSaying = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const next = account.isIn() ? nextToSay() : undefined;
      if (!next) {
        await sayer.sleep(deps.pollMs);
        continue;
      }
      await say(next);
      if (deps.pauseMs > 0) await sayer.sleep(deps.pauseMs, 'deep');
    }
  };

  return {
    /** Keeps it before it returns. */
    hear(heard: Heard): void {
      if (spool.hear(heard)) caller.wake();
    },
    changed(): void {
      caller.wake();
      sayer.wake();
    },
    /** Until `stop`. Throws when the spool cannot be written: then nothing may be promised any more. */
    async run(): Promise<void> {
      try {
        await Promise.all([keepCalling(), keepSaying()]);
      } finally {
        stopping.abort();
      }
    },
    stop: (): void => stopping.abort(),
  };
}

/** One who sleeps until a time, or until woken; who is woken while awake does not sleep next time. A deep sleep is not disturbed. */
function sleeper(wait: CarryDeps['wait'], stopping: AbortSignal) {
  let woken = false;
  let alarm: AbortController | null = null;
  return {
    wake(): void {
      woken = true;
      alarm?.abort();
    },
    async sleep(ms: number, how: 'light' | 'deep' = 'light'): Promise<void> {
      if (how === 'deep') return wait(ms, stopping);
      if (!woken) {
        alarm = new AbortController();
        await wait(ms, AbortSignal.any([stopping, alarm.signal]));
        alarm = null;
      }
      woken = false;
    },
  };
}
