/** Every step of a dialogue against the counters: what was said, what was written and whether somebody said yes to it, who is silent. */
import type { Reply } from '../../src/conversation/message.ts';
import type { Phrase } from '../../src/conversation/sentences/book.ts';
import { voiceOf } from '../../src/conversation/sentences/voice.ts';
import { LOCALES } from '../../src/domain/names.ts';
import { DEFAULT_SETTINGS } from '../../src/domain/settings.ts';
import { type Counted, hitting } from './counters.ts';
import { amountIn } from './records.ts';
import { createSayings, type Watched } from './sayings.ts';
import type { Rows, Seen } from './seen.ts';
import { textsOf } from './texts.ts';

export interface Did {
  /** Words, or what stands on the button. */
  readonly text: string;
  /** It was meant as a yes. */
  readonly yes: boolean;
}

export interface Step {
  readonly before: Seen | null;
  readonly after: Seen;
  /** What the resident did in this step; null: something came by itself, or a clerk acted. */
  readonly did: Did | null;
  /** Replies of the turn before this step, and what was open after it. */
  readonly stood: { readonly replies: readonly Reply[]; readonly awaiting: string | null };
  readonly now: Date;
}

/** Written with a yes before it; ratings, binding by a code, choosing an account, asking for a person and danger need none. */
function newWrites(before: Rows, after: Rows): { what: string; shown: readonly string[] }[] {
  const known = new Set(before.cases.map(({ number }) => number));
  const NEEDS_NONE = ['handoff', 'recovery', 'consultation'];
  return [
    ...after.payments
      .slice(before.payments.length)
      .map((one) => ({ what: `payment of ${one.minor}`, shown: [amountIn(one.minor, one.currency)] })),
    ...after.cases
      .filter((one) => !known.has(one.number) && !NEEDS_NONE.includes(one.kind))
      .filter(({ summary, resident }) => summary.danger !== true && (resident !== null || summary.about !== undefined))
      // Opened by the service itself when its arithmetic does not agree with a bill.
      .filter(({ kind, summary }) => kind !== 'bill-check' || summary.description !== undefined)
      // Power that comes back because the debt was paid.
      .filter(({ kind, summary }) => kind !== 'reconnection' || summary.why !== 'paid')
      .map((one) => ({
        what: `case ${one.kind}`,
        shown: ['about', 'description', 'address', 'parkingSpace', 'capacityKw'].flatMap((name) => {
          const value = one.summary[name];
          return typeof value === 'string' && value !== '' ? [value] : [];
        }),
      })),
    ...after.invoices.slice(before.invoices.length).map((one) => ({
      what: 'invoice',
      shown: one.taxNumber ? [one.title, one.taxNumber] : [],
    })),
    ...after.acts
      .slice(before.acts.length)
      .filter(({ actor, event }) => actor === 'resident' && ['chased', 'withdrawn', 'reopened'].includes(event))
      .filter(({ number }) => after.cases.find((one) => one.number === number)?.kind !== 'handoff')
      .map(({ number, event }) => ({ what: event, shown: [number] })),
    ...(before.bound.some((one) => !after.bound.includes(one)) && before.bound.length > after.bound.length
      ? [{ what: 'account unbound', shown: [] }]
      : []),
    ...(JSON.stringify(after.notices) !== JSON.stringify(before.notices)
      ? [{ what: 'notices chosen', shown: [] }]
      : []),
  ];
}

export function createWatch(counted: Counted, watched: Watched) {
  const hit = hitting(counted);
  const sayings = createSayings(hit, watched);

  function cases(rows: Rows): void {
    for (const { status, kind, number, team, nextAction, deadline } of rows.cases)
      if (status === 'open')
        hit(
          'cases without owner, next action or deadline',
          !team || !nextAction || nextAction === 'none' || !deadline,
          () => `${kind} ${number}`,
        );
  }

  function answers({ before, after }: Step): void {
    hit('messages without an answer', after.unanswered > 0, () => `${after.unanswered} unanswered`);
    if (!before?.rows.heldBy || !after.rows.heldBy) return;
    const replies = after.turns.flatMap(({ answer }) => answer.replies);
    // The words that keep people safe are the one exception (src/conversation/held.ts): they answer nothing of what is talked about.
    const bot = replies.filter((reply) => !('from' in reply && reply.from) && !isSafety(textsOf([reply])));
    hit('bot messages after a person took over', bot.length > 0, () => textsOf(bot).slice(0, 160));
  }

  function yesses({ before, after, did, stood }: Step): void {
    if (!before) return;
    const shownBefore = plain(textsOf(stood.replies));
    const writes = newWrites(before.rows, after.rows);
    for (const { what, shown } of writes) {
      const missing = shown.filter((value) => !shownBefore.includes(plain(value)));
      hit('writes without a yes to the values written', !did?.yes || missing.length > 0, () =>
        did?.yes
          ? `${what}: not read back: ${missing.join(', ')}`
          : `${what}: no yes; open was ${stood.awaiting}, said was ${did?.text ?? 'nothing'}`,
      );
    }
    if (writes.length > 0) sayings.written(after.rows);
  }

  return {
    /** A step of the resident, of a clerk or of time. */
    step(step: Step): void {
      const { before, after, did, now } = step;
      for (const turn of after.turns) sayings.look(turn, after.rows, now, before?.rows.locale ?? null);
      cases(after.rows);
      if (did) answers(step);
      yesses(step);
    },
    twice: (same: boolean, what: string): void => hit('a second delivery answered otherwise', !same, () => what),
    /** `told`: that it counts no more. */
    oldButton: (told: boolean, what: string): void => hit('a button of long ago obeyed', !told, () => what),
    place: (kept: boolean, what: string): void =>
      hit('the open question lost over something in between', !kept, () => what),
  };
}

/** What must not differ but by how it is written. */
const plain = (text: string): string => text.normalize('NFKC').replace(/[\s,]/g, '').toLowerCase();

const SAFETY_WORDS = new Set(
  LOCALES.flatMap((locale) => {
    const emergency = DEFAULT_SETTINGS.emergencyNumbers[locale];
    const phrases: readonly Phrase[] = [
      ...[false, true].map(
        (machine): Phrase => ({
          key: 'emergency.first',
          params: { emergency, hotline: DEFAULT_SETTINGS.hotline[locale], machine },
        }),
      ),
      { key: 'emergency.hurt', params: { emergency } },
      { key: 'emergency.gas', params: { emergency } },
    ];
    return phrases.map((phrase) => plain(voiceOf(locale).say(phrase)));
  }),
);
const isSafety = (words: string): boolean => SAFETY_WORDS.has(plain(words));
