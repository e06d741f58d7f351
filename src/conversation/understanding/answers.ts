/** Answers to the open question: values, a yes or no to a read-back, free text. */
import type { ServiceId, SlotName } from '../../domain/names.ts';
import type { Command } from '../message.ts';
import { isFree, put } from './corrections.ts';
import type { Hearing, OpenQuestion } from './hearing.ts';
import { identifiersIn } from './parsers/identifiers.ts';
import { monthsIn, monthValue } from './parsers/month.ts';
import { choose } from './parsers/options.ts';
import { isTold } from './parsers/told.ts';
import { isAsking } from './parsers/written.ts';
import { yesOrNo } from './parsers/yes-no.ts';
import { PARSERS } from './parsers.ts';
import type { Wish } from './rules.ts';
import { clausesOf, type Heard, hear } from './spelling.ts';

export const answer = (yes: 'yes' | 'no'): Command => (yes === 'yes' ? { kind: 'affirm' } : { kind: 'deny' });

const WITH_MONTH: readonly ServiceId[] = [
  'bill.query',
  'bill.explain',
  'payment.pay',
  'payment.history',
  'invoice.issue',
];

/** Services that ask for somebody to be rung up. */
const WITH_CONTACT: readonly ServiceId[] = [
  'outage.report',
  'connection.new',
  'request.file',
  'complaint.file',
  'account.rename',
  'account.transfer',
];

/** The question a phone number answers. */
function phoneSlot(open: OpenQuestion): SlotName {
  if (open.slot === 'oldHolderPhone' || open.slot === 'contactPhone') return open.slot;
  return open.slot !== 'phone' && WITH_CONTACT.includes(open.service) ? 'contactPhone' : 'phone';
}

const OLD_HOLDERS =
  /旧户主|老户主|原户主|前户主|原业主|前业主|旧业主|房东|卖家|卖方|上家|对方|前任|原来的?户主|旧用户|原用户|\b(?:old|previous|former|last|current) (?:account )?(?:holder|owner)|\b(?:seller|landlord|landlady)/g;
const MINE =
  /我的|我自己|我本人|本人|自己的|新户主|买家|买方|我(?=(?:手机|电话|号码|是|:))|\b(?:my|mine|the buyer|buyer'?s|new (?:holder|owner))\b/g;

/** In a change of the holder two people have a phone: whose it is stand the words before it, since the last number. */
function whose(plain: string, start: number, open: OpenQuestion): SlotName {
  if (open.service !== 'account.transfer' && open.service !== 'account.rename') return phoneSlot(open);
  const before =
    plain
      .slice(0, start)
      .split(/\d{6,}/)
      .pop() ?? '';
  const last = (words: RegExp) => [...before.matchAll(words)].at(-1)?.index ?? -1;
  const [old, mine] = [last(OLD_HOLDERS), last(MINE)];
  if (old > mine) return 'oldHolderPhone';
  return mine >= 0 ? 'contactPhone' : phoneSlot(open);
}

/** Numbers of a message that the open service can use, each slot once. */
export function numbersFor(heard: Heard, open: OpenQuestion, hearing: Hearing): Command[] {
  const asked = phoneSlot(open) === open.slot ? 'phone' : open.slot;
  const commands: (Command | null)[] = [];
  const seen = new Set<string>();
  for (const { slot, value, start } of identifiersIn(heard.plain, asked, hearing.locale)) {
    const meant = slot === 'phone' ? whose(heard.plain, start, open) : slot;
    const wanted =
      meant === open.slot ||
      // A piece of an identity number has the length of an account number too.
      (slot === 'accountNumber' && (open.slot !== 'idNumber' || /户号|\baccount\b/.test(heard.key))) ||
      slot === 'phone' ||
      (slot === 'idNumber' && open.service.startsWith('account.')) ||
      (slot === 'idNumber' && open.service === 'connection.new') ||
      (slot === 'taxNumber' && open.service === 'invoice.issue');
    const refused = meant === 'oldHolderPhone' && !PARSERS.oldHolderPhone(value, hearing).ok;
    if (wanted && !refused && !seen.has(meant)) commands.push(put(meant, value, hearing));
    seen.add(meant);
  }
  return commands.filter((command) => command !== null);
}

/** Values for the open question and for others of its service, out of the words that are no wish of their own. */
export function values(heard: Heard, words: string, open: OpenQuestion, hearing: Hearing): Command[] {
  const commands: (Command | null)[] = numbersFor(heard, open, hearing);
  if (open.slot === 'confirm' || open.slot === 'month') {
    const said = open.slot === 'month' ? PARSERS.month(words, hearing) : null;
    const months = said === null ? monthsIn(words, hearing.today, hearing.locale, false) : null;
    if (said?.ok === true) commands.unshift({ kind: 'set', slot: 'month', value: said.value });
    else if (months !== null && hearing.filled.month !== undefined)
      commands.push(put('month', monthValue(months), hearing));
  } else if (open.slot === 'account' || open.slot === 'payment' || open.slot === 'titleKind' || open.slot === 'score') {
    const chosen = PARSERS[open.slot](words, hearing);
    if (chosen.ok) return [{ kind: 'set', slot: open.slot, value: chosen.value }];
  } else if (isTold(open.slot)) {
    const told = PARSERS[open.slot](words, hearing);
    const already = commands.some((command) => command?.kind === 'set' && command.slot === open.slot);
    if (told.ok && !already) commands.unshift({ kind: 'set', slot: open.slot, value: told.value });
  } else if (open.options !== undefined && open.options.length > 0 && commands.length === 0) {
    const chosen = choose(hear(words).key, open.options);
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
  service: ServiceId,
): readonly Command[] | null {
  const whole = yesOrNo(heard.key, service);
  if (whole !== null) return [answer(whole)];
  if (given.length > 0) return null;
  if (starting.length === 0 && /[?吗]$/.test(heard.key)) return null;
  const [first, ...others] = clausesOf(heard.key);
  const said = first === undefined ? null : yesOrNo(first, service);
  if (said === null) {
    const last = others.at(-1);
    return last !== undefined && starting.length === 0 && heard.key.length < 30 && yesOrNo(last, service) === 'no'
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
  if (!isFree(open) || open.slot === 'confirm') return [];
  if (open.slot === 'title' && (isAsking(heard.plain) || isAsking(heard.key))) return [];
  const parsed = PARSERS[open.slot](text, hearing);
  return parsed.ok ? [{ kind: 'set', slot: open.slot, value: parsed.value }] : [];
}
