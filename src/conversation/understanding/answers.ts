/** Answers to the open question: values, a yes or no to a read-back, free text. */
import type { ServiceId } from '../../domain/names.ts';
import type { Command } from '../message.ts';
import { put } from './corrections.ts';
import type { Hearing, OpenQuestion } from './hearing.ts';
import { identifiersIn } from './parsers/identifiers.ts';
import { monthsIn, monthValue } from './parsers/month.ts';
import { yesOrNo } from './parsers/yes-no.ts';
import { PARSERS } from './parsers.ts';
import type { Wish } from './rules.ts';
import { clausesOf, type Heard } from './spelling.ts';

export const answer = (yes: 'yes' | 'no'): Command => (yes === 'yes' ? { kind: 'affirm' } : { kind: 'deny' });

export const isFree = ({ slot }: OpenQuestion) => slot === 'title' || slot === 'comment';
const WITH_MONTH: readonly ServiceId[] = [
  'bill.query',
  'bill.explain',
  'payment.pay',
  'payment.history',
  'invoice.issue',
];

/** Values for the open question and for others of its service, out of the words that are no wish of their own. */
export function values(heard: Heard, words: string, open: OpenQuestion, hearing: Hearing): Command[] {
  const commands: (Command | null)[] = [];
  const numbers = identifiersIn(heard.plain, open.slot, hearing.locale);
  const seen = new Set<string>();
  for (const { slot, value } of numbers) {
    const wanted =
      slot === open.slot ||
      slot === 'accountNumber' ||
      slot === 'phone' ||
      (slot === 'taxNumber' && open.service === 'invoice.issue');
    if (wanted && !seen.has(slot)) commands.push(put(slot, value, hearing));
    seen.add(slot);
  }
  if (open.slot === 'confirm' || open.slot === 'month') {
    const said = open.slot === 'month' ? PARSERS.month(words, hearing) : null;
    const months = said === null ? monthsIn(words, hearing.today, hearing.locale, false) : null;
    if (said?.ok === true) commands.unshift({ kind: 'set', slot: 'month', value: said.value });
    else if (months !== null && hearing.filled.month !== undefined)
      commands.push(put('month', monthValue(months), hearing));
  } else if (open.slot === 'account' || open.slot === 'payment' || open.slot === 'titleKind' || open.slot === 'score') {
    const chosen = PARSERS[open.slot](words, hearing);
    if (chosen.ok) return [{ kind: 'set', slot: open.slot, value: chosen.value }];
  }
  if (
    commands.length === 0 &&
    WITH_MONTH.includes(open.service) &&
    hearing.filled.month !== undefined &&
    open.slot !== 'score'
  ) {
    const months = monthsIn(words, hearing.today, hearing.locale, false);
    if (months !== null) commands.push(put('month', monthValue(months), hearing));
  }
  return commands.filter((command) => command !== null);
}

/** Words that make a yes doubtful: nothing is written on a "yes, but". */
const BUT =
  /但|不过|可是|只是|先|等|慢|别|不|没|错|改|换|除了|[?吗]|为什么|怎么|\bbut\b|\bwait\b|\bhold\b|\bexcept\b|\bhowever\b|\bnot\b|n't|\bonly if\b|\bchange\b/;

const YES_BUT =
  /但|不过|可是|只是|先|等|慢|换|改|\bbut\b|\bwait\b|\bhold\b|\bfirst\b|\bbefore\b|\bexcept\b|\bhowever\b|\binstead\b/;

export function readBack(
  heard: Heard,
  wishes: readonly Wish[],
  starting: readonly Command[],
  given: readonly Command[],
): readonly Command[] | null {
  const whole = yesOrNo(heard.key, true);
  if (whole !== null) return [answer(whole)];
  if (given.length > 0) return null;
  if (starting.length === 0 && /[?吗]$/.test(heard.key)) return null;
  const [first, ...others] = clausesOf(heard.key);
  const said = first === undefined ? null : yesOrNo(first, true);
  if (said === null) {
    const last = others.at(-1);
    return last !== undefined && starting.length === 0 && heard.key.length < 30 && yesOrNo(last, true) === 'no'
      ? [{ kind: 'deny' }]
      : null;
  }
  if (said === 'no') return [{ kind: 'deny' }, ...starting];
  // 可以,不过我想先看看账单: the other thing comes first, the yes has to be said again.
  if (others.some((clause) => YES_BUT.test(clause))) return starting.length > 0 ? starting : null;
  const left = others.filter(
    (clause) => !wishes.some((wish) => wish.said.includes(clause) || clause.includes(wish.said)),
  );
  if (left.some((clause) => BUT.test(clause)) || left.join('').length > 12)
    return starting.length > 0 ? starting : null;
  return [{ kind: 'affirm' }, ...starting];
}

/** What is left for a free-text slot once controls and strong wishes had their turn. */
export function freeText(text: string, heard: Heard, open: OpenQuestion, hearing: Hearing): readonly Command[] {
  if (open.slot !== 'title' && open.slot !== 'comment') return [];
  if (
    open.slot === 'title' &&
    (/[?？吗嗎]$/.test(heard.plain) || /什么|怎么|为什么|\bwhat\b|\bwhy\b|\bhow\b/.test(heard.key))
  )
    return [];
  const parsed = PARSERS[open.slot](text, hearing);
  return parsed.ok ? [{ kind: 'set', slot: open.slot, value: parsed.value }] : [];
}
