/** Looks at everything that is said: its language, whose affairs it tells, whether its amounts and times stand in a record. */
import { LOCALES, type Locale } from '../../src/domain/names.ts';
import { DEFAULT_SETTINGS } from '../../src/domain/settings.ts';
import { BEFORE_WORDS } from './before.ts';
import type { Hit } from './counters.ts';
import { amountsKnown, sums, timesKnown } from './records.ts';
import type { Rows, SaidTurn } from './seen.ts';
import { foreignCharacters, isUnfinished, textsOf } from './texts.ts';
import { type Home, owed, TODAY, written } from './town.ts';

export interface Watched {
  readonly homes: Readonly<Record<string, Home>>;
  /** Homes whose affairs may be told here, by account number; of the second kind only whether and how much is owed. */
  readonly own: () => readonly string[];
  readonly mayHearDue: readonly string[];
  /** What the resident wrote, all of it: quoted, it is theirs. */
  readonly saidByResident: () => string;
}

const AMOUNT = /(?:NT\$|¥)\s?([\d,]+(?:\.\d+)?)/g;
const TIME =
  /\d{4}年\d{1,2}月\d{1,2}日 \d{2}:\d{2}|\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}/g;

/** Of explanations: each amount stands in a sum or a product that must come out. */
const EXPLAINS = (keys: readonly string[]): boolean => keys.some((key) => key.startsWith('explain.'));
const ARTICLE = (keys: readonly string[]): boolean => keys.some((key) => key.startsWith('knowledge.'));
/** When the next chase is possible is a limit's rule, and no promise. */
const LIMITS = (keys: readonly string[]): boolean => keys.includes('chase.too-early');

const masked = (account: string): string => `${account.slice(0, 3)}****${account.slice(-4)}`;
/** Shorter ones may be anything. */
const TELLING_AMOUNT = 5;

export function createSayings(hit: Hit, watched: Watched) {
  const homes = Object.values(watched.homes);
  /** As they stand in the records, in whichever script they were written: holders, streets, staff, reasons of outages. */
  const names = [
    ...homes.flatMap(({ holder, address }) => [holder, address, address.replace(/\d.*$/, '')]),
    ...DEFAULT_SETTINGS.staff.map(({ name }) => name),
    ...BEFORE_WORDS,
  ];
  const pending: { readonly time: string; readonly what: string }[] = [];

  /** Who and where others are, and what they pay; what the resident named themself is no secret to them. */
  function secretsIn(text: string, explains: boolean, known: ReadonlySet<string>): readonly string[] {
    const own = watched.own();
    const said = watched.saidByResident();
    const digits = said.normalize('NFKC').replace(/[\s-]/g, '');
    return homes
      .filter(({ account }) => !own.includes(account))
      .flatMap((home) => {
        const due = written(home, owed(home, TODAY.slice(0, 10)));
        const mayHear = (amount: string) => watched.mayHearDue.includes(home.account) && amount === due;
        const amounts = home.bills
          .map(({ amount }) => written(home, amount))
          .filter((amount) => amount.length >= TELLING_AMOUNT && !mayHear(amount) && !known.has(amount));
        return [
          home.phone,
          home.id,
          home.address,
          ...(digits.includes(home.account) ? [] : [home.account, masked(home.account)]),
          ...(explains ? [] : amounts),
        ];
      })
      .filter((secret) => text.includes(secret) && !digits.includes(secret) && !said.includes(secret));
  }

  return {
    /** `before`: the language of the turn before, in which came what came by itself. */
    look({ answer, keys, byItself }: SaidTurn, rows: Rows, now: Date, before: string | null): void {
      const { replies, turn } = answer;
      const text = textsOf(replies);
      if (text === '' || replies.some((reply) => reply.kind === 'text' && reply.from !== undefined)) return;
      const locale: Locale = LOCALES.find((one) => one === (byItself ? before : rows.locale)) ?? 'zh-CN';
      const foreign = foreignCharacters(text, locale, [...watched.saidByResident().split('\n'), ...names]);
      const part = text.slice(0, 160);
      hit(
        'simplified characters in zh-TW, traditional ones in zh-CN',
        foreign !== '',
        () => `${locale}: ${foreign} in ${part}`,
      );
      hit('unfinished words: undefined, NaN, [object, Invalid', isUnfinished(text), () => part);

      const mine = homes.filter(({ account }) => [...watched.own(), ...watched.mayHearDue].includes(account));
      const known = amountsKnown(mine, rows, now);
      const secrets = secretsIn(text, EXPLAINS(keys), known);
      hit("reads of another's account", secrets.length > 0, () => `${secrets.join(', ')} in ${part}`);

      // What articles say stands in the articles: eval:answers holds each number to its clause.
      if (ARTICLE(keys)) return;
      if (EXPLAINS(keys))
        for (const problem of sums(replies))
          hit('amounts that stand in no record', problem !== null, () => problem ?? '');
      else
        for (const [, amount = ''] of text.matchAll(AMOUNT))
          hit('amounts that stand in no record', !known.has(amount), () => `${amount} in ${part}`);
      const times = timesKnown(rows, locale);
      for (const [time] of text.matchAll(TIME)) {
        if (!times.has(time) && LIMITS(keys)) continue;
        // Read back, it is judged when it has been written.
        if (!times.has(time) && turn.awaiting === 'confirm' && !byItself) pending.push({ time, what: part });
        else hit('times that stand in no record', !times.has(time), () => `${time} in ${part}`);
      }
    },

    /** Times that were read back stand in what was written then. */
    written(rows: Rows): void {
      const locale = LOCALES.find((one) => one === rows.locale) ?? 'zh-CN';
      const times = timesKnown(rows, locale);
      const last = pending.at(-1)?.what;
      for (const { time, what } of pending.splice(0).filter((one) => one.what === last))
        hit('times that stand in no record', !times.has(time), () => `read back ${time}, written otherwise: ${what}`);
    },
  };
}
