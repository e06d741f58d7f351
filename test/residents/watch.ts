/** The zero-tolerance counters: looked at after every step of every dialogue, each with how often it was looked at. */

import type { Reply } from '../../src/conversation/message.ts';
import { createFormat } from '../../src/conversation/sentences/format.ts';
import { LOCALES, type Locale } from '../../src/domain/names.ts';
import { DEFAULT_SETTINGS } from '../../src/domain/settings.ts';
import { COMMON, SIMPLIFIED, TRADITIONAL } from '../../src/text/script.generated.ts';
import { BEFORE_WORDS } from './before.ts';
import type { Rows, SaidTurn, Seen } from './seen.ts';
import { type Home, owed, written } from './town.ts';

export const COUNTERS = [
  'writes without a yes to the values written',
  "reads of another's account",
  'amounts that stand in no record',
  'times that stand in no record',
  'bot messages after a person took over',
  'cases without owner, next action or deadline',
  'simplified characters in zh-TW, traditional ones in zh-CN',
  'unfinished words: undefined, NaN, [object, Invalid',
  'messages without an answer',
  'a second delivery answered otherwise',
  'the open question lost over something in between',
] as const;
export type Counter = (typeof COUNTERS)[number];

export interface Counted {
  readonly n: Record<Counter, number>;
  readonly found: { readonly counter: Counter; readonly what: string }[];
}

export const newCounted = (): Counted => ({
  n: Object.fromEntries(COUNTERS.map((name) => [name, 0])) as Record<Counter, number>,
  found: [],
});

/** Everything that can be read in a reply. */
export function textOf(reply: Reply): string {
  switch (reply.kind) {
    case 'text':
      return reply.text;
    case 'choices':
      return [reply.text, ...reply.choices.map(({ label }) => label)].join('\n');
    case 'card':
      return [reply.title, ...reply.rows.flat(), ...reply.choices.map(({ label }) => label)].join('\n');
    case 'chart':
      return [reply.title, ...reply.bars.map(({ label }) => label)].join('\n');
  }
}
export const textsOf = (replies: readonly Reply[]): string => replies.map(textOf).join('\n');

const common = new Set(COMMON);
const simplified = [...SIMPLIFIED];
const only: Readonly<Record<'zh-CN' | 'zh-TW', ReadonlySet<string>>> = {
  'zh-CN': new Set([...TRADITIONAL].filter((one) => !common.has(one))),
  'zh-TW': new Set(
    [...TRADITIONAL].flatMap((_one, place) => simplified[place] ?? []).filter((one) => !common.has(one)),
  ),
};

const FORMATS = Object.fromEntries(LOCALES.map((locale) => [locale, createFormat(locale)])) as Record<
  Locale,
  ReturnType<typeof createFormat>
>;

export interface Step {
  readonly before: Seen | null;
  readonly after: Seen;
  /** What the resident did in this step; null: something came by itself, or a clerk acted. */
  readonly did: { readonly text: string | null; readonly pressed: { readonly kind: string } | null } | null;
  /** Replies of the turn before this step, and what was open after it. */
  readonly stood: { readonly replies: readonly Reply[]; readonly awaiting: string | null };
  readonly now: Date;
}

export interface Watched {
  readonly homes: Readonly<Record<string, Home>>;
  /** Homes whose affairs may be told here, by account number; of the second kind only whether and how much is owed. */
  readonly own: () => readonly string[];
  readonly mayHearDue: readonly string[];
  /** What the resident wrote, all of it: quoted, it is theirs. */
  readonly saidByResident: () => string;
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

const amountIn = (minor: number, currency: string): string =>
  currency === 'TWD' ? String(minor).replace(/\B(?=(\d{3})+$)/g, ',') : (minor / 100).toFixed(2);

const AMOUNT = /(?:NT\$|¥)\s?([\d,]+(?:\.\d+)?)/g;
const TIME =
  /\d{4}年\d{1,2}月\d{1,2}日 \d{2}:\d{2}|\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}/g;

/** Of explanations: each amount stands in a sum or a product that must come out. */
const EXPLAINS = (keys: readonly string[]): boolean => keys.some((key) => key.startsWith('explain.'));
const ARTICLE = (keys: readonly string[]): boolean => keys.some((key) => key.startsWith('knowledge.'));

export function createWatch(counted: Counted, watched: Watched) {
  const hit = (counter: Counter, bad: boolean, what: () => string): void => {
    counted.n[counter] += 1;
    if (bad) counted.found.push({ counter, what: what() });
  };
  /** As they stand in the records, in whichever script they were written: holders, streets, staff, reasons of outages. */
  const names = [
    ...Object.values(watched.homes).flatMap(({ holder, address }) => [holder, address, address.replace(/\d.*$/, '')]),
    ...DEFAULT_SETTINGS.staff.map(({ name }) => name),
    ...BEFORE_WORDS,
  ];
  const pending: { readonly time: string; readonly what: string }[] = [];

  const amountsKnown = (rows: Rows, now: Date): ReadonlySet<string> => {
    const own = [...watched.own(), ...watched.mayHearDue];
    const days = [0, 1, 2].map((ago) =>
      new Date(now.getTime() + 8 * 3_600_000 - ago * 86_400_000).toISOString().slice(0, 10),
    );
    return new Set([
      ...Object.values(watched.homes)
        .filter(({ account }) => own.includes(account))
        .flatMap((home) => [
          ...home.bills.map(({ amount }) => written(home, amount)),
          ...days.flatMap((day) => [
            written(home, owed(home, day)),
            written(
              home,
              owed(home, day) - home.bills.filter(({ paid }) => !paid).reduce((sum, { amount }) => sum + amount, 0),
            ),
          ]),
          ...home.bills.map((one) =>
            written(home, Math.round(owed({ ...home, bills: [one] }, days[0] ?? '') * 100 - one.amount * 100) / 100),
          ),
          written(home, Math.abs(home.balance)),
        ]),
      ...rows.payments.map(({ minor, currency }) => amountIn(minor, currency)),
    ]);
  };

  const timesKnown = (rows: Rows, locale: Locale): ReadonlySet<string> =>
    new Set(
      [
        ...rows.instants,
        ...rows.cases.flatMap((one) => [
          one.deadline,
          one.openedAt,
          ...one.promises.flatMap(({ due, metAt }) => [due, metAt ?? null]),
          typeof one.summary.opensAt === 'string' ? one.summary.opensAt : null,
        ]),
        ...rows.payments.flatMap(({ openedAt, expiresAt, paidAt }) => [openedAt, expiresAt, paidAt]),
      ].flatMap((at) => (at ? [FORMATS[locale].time(new Date(at)), ceiling(at, locale)] : [])),
    );
  /** A limit is told to the full minute after it. */
  const ceiling = (at: string, locale: Locale): string =>
    FORMATS[locale].time(new Date(Math.ceil(Date.parse(at) / 60_000) * 60_000));

  function says({ answer, keys, byItself }: SaidTurn, rows: Rows, now: Date, before: string | null): void {
    const { replies, turn } = answer;
    const text = textsOf(replies);
    if (text === '') return;
    const fromPerson = replies.some((reply) => reply.kind === 'text' && reply.from !== undefined);
    if (fromPerson) return;
    // What came by itself before the message was said in the language of that time.
    const locale: Locale = LOCALES.find((one) => one === (byItself ? before : rows.locale)) ?? 'zh-CN';
    const own = watched.own();
    const bare = withoutNames(text, [...watched.saidByResident().split('\n'), ...names]);
    if (locale !== 'en') {
      const wrong = [...new Set(bare)].filter((one) => only[locale].has(one));
      hit(
        'simplified characters in zh-TW, traditional ones in zh-CN',
        wrong.length > 0,
        () => `${locale}: ${wrong.join('')} in ${text.slice(0, 120)}`,
      );
    }
    hit('unfinished words: undefined, NaN, [object, Invalid', /undefined|NaN|\[object|Invalid|null年/.test(text), () =>
      text.slice(0, 200),
    );

    const masked = (account: string): string => `${account.slice(0, 3)}****${account.slice(-4)}`;
    const foreign = Object.values(watched.homes).filter(({ account }) => !own.includes(account));
    const saidDigits = watched.saidByResident().normalize('NFKC').replace(/[\s-]/g, '');
    const told = foreign.flatMap((home) => {
      const secrets = [
        home.phone,
        home.id,
        home.address,
        ...(saidDigits.includes(home.account) ? [] : [home.account, masked(home.account)]),
        ...home.bills
          .map(({ amount }) => written(home, amount))
          .filter(
            (amount) =>
              amount.length > 4 &&
              !(watched.mayHearDue.includes(home.account) && amount === written(home, owed(home, '2026-12-05'))),
          ),
      ];
      return secrets.filter(
        (secret) => text.includes(secret) && !saidDigits.includes(secret) && !watched.saidByResident().includes(secret),
      );
    });
    const foreignAmounts = told.filter((secret) => !amountsKnown(rows, now).has(secret));
    hit(
      "reads of another's account",
      foreignAmounts.length > 0 && !EXPLAINS(keys),
      () => `${foreignAmounts.join(', ')} in ${text.slice(0, 160)}`,
    );

    if (ARTICLE(keys)) return;
    if (EXPLAINS(keys)) {
      for (const problem of sums(replies))
        hit('amounts that stand in no record', problem !== null, () => problem ?? '');
    } else {
      const known = amountsKnown(rows, now);
      for (const [, amount = ''] of text.matchAll(AMOUNT))
        hit('amounts that stand in no record', !known.has(amount), () => `${amount} in ${text.slice(0, 160)}`);
    }
    const times = timesKnown(rows, locale);
    for (const [time] of text.matchAll(TIME)) {
      if (!times.has(time) && turn.awaiting === 'confirm' && !byItself)
        pending.push({ time, what: text.slice(0, 160) });
      else if (
        !times.has(time) &&
        keys.some((key) => key === 'chase.too-early' || key.startsWith('row.') || key === 'handoff.call-back')
      )
        continue;
      else hit('times that stand in no record', !times.has(time), () => `${time} in ${text.slice(0, 200)}`);
    }
  }

  return {
    /** A step of the resident, of a clerk or of time. */
    step({ before, after, did, stood, now }: Step): void {
      for (const turn of after.turns) says(turn, after.rows, now, before?.rows.locale ?? null);
      for (const one of after.rows.cases)
        if (one.status === 'open')
          hit(
            'cases without owner, next action or deadline',
            !one.team || !one.nextAction || one.nextAction === 'none' || !one.deadline,
            () => `${one.kind} ${one.number}`,
          );
      if (did) {
        hit('messages without an answer', after.unanswered > 0, () => `${after.unanswered} unanswered`);
        if (before?.rows.heldBy && after.rows.heldBy)
          hit(
            'bot messages after a person took over',
            after.turns.some(({ answer }) => answer.replies.some((reply) => !('from' in reply && reply.from))),
            () => textsOf(after.turns.flatMap(({ answer }) => answer.replies)).slice(0, 160),
          );
      }
      if (!before) return;
      const shownBefore = textsOf(stood.replies);
      for (const { what, shown } of newWrites(before.rows, after.rows)) {
        const saidYes =
          did !== null &&
          stood.awaiting === 'confirm' &&
          (did.pressed ? did.pressed.kind === 'affirm' : did.text !== null);
        const pressedIt = did?.pressed !== null && did?.pressed !== undefined && did.pressed.kind === 'affirm';
        const missing = shown.filter((value) => !plain(shownBefore).includes(plain(value)));
        hit(
          'writes without a yes to the values written',
          !(saidYes || pressedIt) || missing.length > 0,
          () =>
            `${what}: ${saidYes || pressedIt ? `not read back: ${missing.join(', ')}` : `no yes; awaiting was ${stood.awaiting}, said ${did?.text ?? did?.pressed?.kind ?? 'nothing'}`}`,
        );
      }
      if (newWrites(before.rows, after.rows).length > 0 && pending.length > 0) {
        const locale = LOCALES.find((one) => one === after.rows.locale) ?? 'zh-CN';
        const times = timesKnown(after.rows, locale);
        for (const { time, what } of pending.splice(0).slice(-2))
          hit(
            'times that stand in no record',
            !times.has(time),
            () => `read back ${time}, and not so written: ${what}`,
          );
      }
    },
    twice: (same: boolean, what: string): void => hit('a second delivery answered otherwise', !same, () => what),
    place: (kept: boolean, what: string): void =>
      hit('the open question lost over something in between', !kept, () => what),
  };
}

/** Takes out what is quoted; the longest first, so that nothing is left of it. */
const withoutNames = (text: string, names: readonly string[]): string =>
  [...names]
    .filter((name) => name.length > 1)
    .sort((a, b) => b.length - a.length)
    .reduce((rest, name) => rest.replaceAll(name, ' '), text)
    .replace(/.\*+/g, ' ');

/** What must not differ but by how it is written. */
const plain = (text: string): string => text.normalize('NFKC').replace(/[\s,]/g, '').toLowerCase();

/** Cards of an explanation: the parts add up to the sum, each tier is its kWh times its price. */
function sums(replies: readonly Reply[]): (string | null)[] {
  const number = (text: string): number => Number(text.replace(/[^\d.+-]/g, ''));
  return replies.flatMap((reply) => {
    if (reply.kind !== 'card') return [];
    const values = reply.rows.map(([, value]) => value);
    const products = values.filter((value) => value.includes(' × '));
    if (products.length > 0)
      return products.map((value) => {
        const [, kwh = '', price = '', amount = ''] = /^([\d.]+)\D*? × ([\d.]+) = (.+)$/.exec(value) ?? [];
        const right = Number(kwh) * Number(price);
        const decimals = amount.includes('.') ? 2 : 0;
        return Math.abs(right - number(amount)) <= (decimals === 0 ? 1 : 0.0101) ? null : `${value} does not come out`;
      });
    const parts = values.filter((value) => /^[+-]?(?:¥|NT\$|-)/.test(value));
    if (parts.length === 0) return [];
    const sum = parts.slice(0, -1).reduce((total, value) => total + number(value), 0);
    return [Math.abs(sum - number(parts.at(-1) ?? '')) < 0.005 ? null : `${parts.join(' ')} does not add up`];
  });
}
