/** An answer in the response to the message itself: within WeChat's five seconds, across its three attempts, without a call of ours (facts/channels.md 2.4). */
import type { InboundMessage } from '../../conversation/message.ts';
import type { WechatWords } from '../../conversation/sentences/wechat.ts';
import type { Clock } from '../../outside/clock.ts';
import type { Accepted } from '../receive.ts';
import { TEXT_BYTES } from './replies.ts';

/** WeChat hangs up after 5 s, counted from before the request reached us. */
const HOLD_MS = 4_300;
/** Held so long an attempt has been given up by WeChat, which then tries again. */
const HUNG_UP_MS = 1_500;
const LOOK_EVERY_MS = 200;
/** So many looks are spent on what is being sent just now. */
const PATIENT_LOOKS = 10;
/** An attempt this late finds nobody at work any more. */
const ABANDONED_MS = 9_000;
/** Attempts begin about 0, 5 and 10 s after the first. */
const LAST_ATTEMPT_MS = 7_500;
/** What did not fit follows the response, not the other way round. */
const BEHIND_MS = 1_000;

type Writer = Pick<InboundMessage, 'channel' | 'channelUserId'>;

/** What waits for a person, as the store keeps it. */
export interface Waiting {
  take(
    person: Writer,
    about: {
      readonly eventId: string;
      readonly mostBytes: number;
      readonly all: boolean;
      readonly anyway: boolean;
    },
  ): Promise<{
    readonly answered: boolean;
    readonly blocked: boolean;
    readonly busy: boolean;
    readonly texts: readonly string[];
    readonly left: number;
  }>;
  leaveToFetch(person: Writer, eventId: string): Promise<unknown>;
  dueNow(person: Writer, eventId: string): Promise<unknown>;
}

export interface PassiveDeps {
  readonly clock: Clock;
  readonly waiting: Waiting;
  readonly pause: (ms: number) => Promise<void>;
  /** Whether late answers go out by themselves; else their person is told to fetch them. */
  canSend(): boolean;
  sendDue(): Promise<unknown>;
  answer(accepted: Accepted): Promise<void>;
  later(work: Promise<unknown>): void;
}

export type PassiveAnswer =
  | { readonly kind: 'text'; readonly text: string }
  /** Nothing to say, or nothing to say here. */
  | { readonly kind: 'silence' }
  /** Not ready: WeChat is to come again. */
  | { readonly kind: 'again' };

const SILENCE: PassiveAnswer = { kind: 'silence' };

/** Answers a message that is stored. `gone`: WeChat closed the connection, so nothing may be taken for it any more. */
export async function answerPassively(
  deps: PassiveDeps,
  {
    message,
    accepted,
    arrivedAt,
    words,
    gone,
  }: {
    readonly message: InboundMessage;
    readonly accepted: Accepted;
    /** Before it was stored. */
    readonly arrivedAt: Date;
    readonly words: WechatWords;
    gone(): boolean;
  },
): Promise<PassiveAnswer> {
  const { eventId } = message;
  const stored = accepted.flatMap((snapshot) => snapshot.waiting).find((one) => one.eventId === eventId);
  const age = stored ? arrivedAt.getTime() - stored.receivedAt.getTime() : 0;
  // Who came after it was stored leaves it to who stored it, so that copies don't race for one answer.
  const isOurs = stored !== undefined && (age <= 0 || age >= ABANDONED_MS);
  const work = isOurs ? deps.answer(accepted) : Promise.resolve();
  if (isOurs) deps.later(work.then(() => deps.sendDue()));

  const take = (anyway: boolean) => deps.waiting.take(message, { eventId, mostBytes: TEXT_BYTES, all: false, anyway });
  const taken = await inTime(deps, work, gone, take, ({ answered }) => answered);
  if (taken) return said(deps, message, words, taken);
  if (gone()) return { kind: 'again' };
  if (age < LAST_ATTEMPT_MS) {
    await deps.pause(HUNG_UP_MS);
    return { kind: 'again' };
  }
  if (deps.canSend()) return SILENCE;
  await deps.waiting.leaveToFetch(message, eventId);
  return { kind: 'text', text: words.working };
}

/** Answers a message that only fetches: everything that waits, or soon will. */
export async function fetchPassively(
  deps: PassiveDeps,
  { message, words, gone }: { message: InboundMessage; words: WechatWords; gone(): boolean },
): Promise<PassiveAnswer> {
  const take = (anyway: boolean) =>
    deps.waiting.take(message, { eventId: message.eventId, mostBytes: TEXT_BYTES, all: true, anyway });
  const taken = await inTime(
    deps,
    Promise.resolve(),
    gone,
    take,
    ({ texts, left, busy }) => texts.length > 0 || left > 0 || !busy,
  );
  if (taken) return said(deps, message, words, taken);
  return gone() ? { kind: 'again' } : { kind: 'text', text: words.working };
}

/** What `take` gives as soon as it will do; null when WeChat would hang up first. */
async function inTime<T extends { readonly answered: boolean; readonly blocked: boolean }>(
  { pause }: PassiveDeps,
  work: Promise<unknown>,
  gone: () => boolean,
  take: (anyway: boolean) => Promise<T>,
  willDo: (taken: T) => boolean,
): Promise<T | null> {
  let over = false;
  const deadline = pause(HOLD_MS).then(() => {
    over = true;
  });
  // Somebody else may be done with the same message before us.
  let look: Promise<unknown> = Promise.race([work, pause(LOOK_EVERY_MS), deadline]);
  let blockedFor = 0;
  for (;;) {
    await look;
    if (over || gone()) return null;
    const taken = await take(blockedFor >= PATIENT_LOOKS);
    if (taken.answered && taken.blocked) blockedFor += 1;
    else if (willDo(taken)) return taken;
    look = Promise.race([pause(LOOK_EVERY_MS), deadline]);
  }
}

async function said(
  deps: PassiveDeps,
  message: InboundMessage,
  words: WechatWords,
  { texts, left }: { readonly texts: readonly string[]; readonly left: number },
): Promise<PassiveAnswer> {
  if (texts.length === 0) return SILENCE;
  if (left === 0) return { kind: 'text', text: texts.join('\n\n') };
  if (deps.canSend()) {
    await deps.waiting.dueNow(message, message.eventId);
    deps.later(deps.pause(BEHIND_MS).then(() => deps.sendDue()));
    return { kind: 'text', text: texts.join('\n\n') };
  }
  await deps.waiting.leaveToFetch(message, message.eventId);
  return { kind: 'text', text: [...texts, words.more].join('\n\n') };
}
