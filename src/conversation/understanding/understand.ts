/** The cascade without a model: danger, controls, corrections, the open question, wishes, free text; pure and quick. */
import type { ServiceId, SlotName } from '../../domain/names.ts';
import type { Command, Proposal } from '../message.ts';
import { controlIn } from './controls.ts';
import { correctionsIn, put, rejectsAll } from './corrections.ts';
import { emergency } from './emergency.ts';
import type { Hearing, OpenQuestion } from './hearing.ts';
import { type FoundIdentifier, identifiersIn } from './parsers/identifiers.ts';
import { monthsIn, monthValue } from './parsers/month.ts';
import { scoreIn } from './parsers/score.ts';
import { yesOrNo } from './parsers/yes-no.ts';
import { PARSERS } from './parsers.ts';
import { isOutOfScope, isStrong, takesBack, talkIn, type Wish, wishesIn } from './rules.ts';
import { clausesOf, type Heard, hear } from './spelling.ts';

const MOST = 3;
const UNKNOWN: readonly Command[] = [{ kind: 'unknown' }];

/** What each service can take from the sentence that starts it. */
const TAKES: Readonly<Partial<Record<ServiceId, readonly SlotName[]>>> = {
  'bill.query': ['month', 'accountNumber'],
  'bill.explain': ['month', 'accountNumber'],
  'payment.pay': ['month', 'accountNumber'],
  'payment.history': ['month', 'accountNumber'],
  'invoice.issue': ['month', 'accountNumber', 'taxNumber'],
  'account.bind': ['accountNumber', 'phone'],
  'account.unbind': ['accountNumber'],
  'account.switch': ['accountNumber'],
  'rating.give': ['score'],
};
/** 比上个月多: what a bill is held against is not the bill that is meant. */
const HELD_AGAINST =
  /(?:比起?|相比|对比|跟|和|与|较|than|compared (?:to|with)|versus|vs\.?) ?(?:去年|前年|今年)?(?:的)?(?:同期|上上?个?月|上上?期|前几?个月|\d{1,2}月份?|十[一二]?月份?|[一二三四五六七八九]月份?|last month|last year|the month before|january|february|march|april|may|june|july|august|september|october|november|december|去年|前年)/g;

function slotsOf(
  wish: Wish,
  words: string,
  numbers: readonly FoundIdentifier[],
  hearing: Hearing,
): Partial<Record<SlotName, string>> {
  const takes = TAKES[wish.service] ?? [];
  const slots: Partial<Record<SlotName, string>> = {};
  if (takes.includes('month')) {
    const months = monthsIn(words.replace(HELD_AGAINST, ' '), hearing.today, hearing.locale, false);
    if (months !== null) slots.month = monthValue(months);
  }
  if (takes.includes('score')) {
    const score = scoreIn(words, false);
    if (score.ok) slots.score = score.value;
  }
  for (const { slot, value } of numbers) if (takes.includes(slot) && slots[slot] === undefined) slots[slot] = value;
  return slots;
}

function starts(
  wishes: readonly Wish[],
  heard: Heard,
  numbers: readonly FoundIdentifier[],
  hearing: Hearing,
): Command[] {
  const [only] = wishes;
  const several = wishes.length > 1 || hearing.open !== null;
  return wishes.map((wish) => {
    // Numbers belong to the first wish; a month to the clause it stands in, unless there is one wish only.
    const slots = slotsOf(wish, several ? wish.said : heard.key, wish === only ? numbers : [], hearing);
    const command: Command = { kind: 'start', service: wish.service };
    return Object.keys(slots).length > 0 ? { ...command, slots } : command;
  });
}

const smalltalk = (talk: string): Command => ({ kind: 'start', service: 'smalltalk', slots: { talk } });
const answer = (yes: 'yes' | 'no'): Command => (yes === 'yes' ? { kind: 'affirm' } : { kind: 'deny' });

/** 那五月的呢, what about March: a month and nothing else. */
const ONLY_MONTH =
  /^(?:那|还有|再|我|要|看|查|想|一下|今年|去年|前年|上|下|这|本|个|期|年|月|份|的|呢|季度|半|春|夏|秋|冬|天|[\d一二三四五六七八九十到至?-]){1,16}$|^(?:and |then |what about |how about |for |in |the ){0,3}(?:(?:last|this) (?:month|year|summer|winter)|[a-z]{3,9})(?: 20\d\d| last year)?\??$/;

/** The first message, or one after everything was settled. */
function withoutQuestion(heard: Heard, hearing: Hearing): readonly Command[] {
  const { key, plain } = heard;
  const talk = talkIn(key);
  if (talk !== null) return [smalltalk(talk)];
  const said = yesOrNo(key, false);
  if (said !== null) return [answer(said)];
  if (isOutOfScope(key)) return [{ kind: 'outOfScope' }];
  const numbers = identifiersIn(plain, null, hearing.locale);
  const wishes = wishesIn(key);
  if (wishes.length > 0) return starts(wishes, heard, numbers, hearing);
  if (takesBack(key)) return [{ kind: 'deny' }];
  const values = numbers.filter(({ slot }) => slot === 'accountNumber' || slot === 'phone');
  if (values.length > 0) return values.map(({ slot, value }) => ({ kind: 'set', slot, value }));
  const months = ONLY_MONTH.test(key) ? monthsIn(key, hearing.today, hearing.locale, false) : null;
  return months === null ? UNKNOWN : [{ kind: 'set', slot: 'month', value: monthValue(months) }];
}

const isFree = ({ slot }: OpenQuestion) => slot === 'title' || slot === 'comment';
const WITH_MONTH: readonly ServiceId[] = [
  'bill.query',
  'bill.explain',
  'payment.pay',
  'payment.history',
  'invoice.issue',
];

/** Values for the open question and for others of its service, out of the words that are no wish of their own. */
function values(heard: Heard, words: string, open: OpenQuestion, hearing: Hearing): Command[] {
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

function readBack(
  heard: Heard,
  wishes: readonly Wish[],
  starting: readonly Command[],
  given: readonly Command[],
): readonly Command[] | null {
  const whole = yesOrNo(heard.key, true);
  if (whole !== null) return [answer(whole)];
  if (given.length > 0) return null;
  const [first, ...others] = clausesOf(heard.key);
  const said = first === undefined ? null : yesOrNo(first, true);
  if (said === null) {
    const last = others.at(-1);
    return last !== undefined && starting.length === 0 && heard.key.length < 30 && yesOrNo(last, true) === 'no'
      ? [{ kind: 'deny' }]
      : null;
  }
  if (said === 'no') return [{ kind: 'deny' }, ...starting];
  const left = others.filter(
    (clause) => !wishes.some((wish) => wish.said.includes(clause) || clause.includes(wish.said)),
  );
  if (left.some((clause) => BUT.test(clause)) || left.join('').length > 12)
    return starting.length > 0 ? starting : null;
  return [{ kind: 'affirm' }, ...starting];
}

/** What is left for a free-text slot once controls and strong wishes had their turn. */
function freeText(text: string, heard: Heard, open: OpenQuestion, hearing: Hearing): readonly Command[] {
  if (open.slot !== 'title' && open.slot !== 'comment') return [];
  if (
    open.slot === 'title' &&
    (/[?？吗嗎]$/.test(heard.plain) || /什么|怎么|为什么|\bwhat\b|\bwhy\b|\bhow\b/.test(heard.key))
  )
    return [];
  const parsed = PARSERS[open.slot](text, hearing);
  return parsed.ok ? [{ kind: 'set', slot: open.slot, value: parsed.value }] : [];
}

function withQuestion(text: string, heard: Heard, open: OpenQuestion, hearing: Hearing): readonly Command[] {
  const { key } = heard;
  const talk = open.slot === 'comment' ? null : talkIn(key);
  const said = yesOrNo(key, false);
  if (talk !== null && said === null) return [smalltalk(talk)];
  const corrections = open.slot === 'comment' ? [] : correctionsIn(text, heard, hearing);
  const others = wishesIn(key).filter((wish) => !isFree(open) || isStrong(key, wish));
  const wishes = others.filter(({ service }) => service !== open.service);
  if (corrections.length > 0)
    return [
      ...corrections,
      ...starts(
        wishes.filter(({ service }) => service === 'handoff.request'),
        heard,
        [],
        hearing,
      ),
    ];
  if (isFree(open)) {
    if (others.length > 0) return starts(others, heard, [], hearing);
    if (said !== null && open.slot === 'title') return rejectsAll(key) ? [{ kind: 'reject' }] : [answer(said)];
    const tax = identifiersIn(heard.plain, open.slot, hearing.locale).filter(({ slot }) => slot === 'taxNumber');
    const free = freeText(text, heard, open, hearing);
    const more = open.slot === 'title' ? tax.flatMap(({ slot, value }) => put(slot, value, hearing) ?? []) : [];
    return [...free, ...more];
  }
  const words = wishes.reduce((rest, wish) => rest.replace(wish.said, ' '), key);
  const given = values(heard, words, open, hearing);
  const inWishes = wishes.flatMap((wish) => identifiersIn(wish.said, null, hearing.locale));
  const starting = starts(wishes, heard, inWishes, hearing);
  if (open.slot === 'confirm') {
    const settled = readBack(heard, wishes, starting, given);
    if (settled !== null) return settled;
  }
  const own = given.filter(
    (command) =>
      !('slot' in command) ||
      command.slot === open.slot ||
      !inWishes.some(({ value }) => 'value' in command && command.value === value),
  );
  if (own.length > 0 || starting.length > 0) return [...own, ...starting];
  if (said !== null) return rejectsAll(key) && open.slot !== 'confirm' ? [{ kind: 'reject' }] : [answer(said)];
  if (rejectsAll(key)) return [{ kind: 'reject' }];
  if (takesBack(key)) return [open.slot === 'confirm' ? { kind: 'deny' } : { kind: 'cancel' }];
  if (others.length > 0) return starts(others, heard, [], hearing);
  return isOutOfScope(key) ? [{ kind: 'outOfScope' }] : UNKNOWN;
}

function commandsOf(text: string, hearing: Hearing): readonly Command[] {
  const heard = hear(text);
  if (heard.key === '') return UNKNOWN;
  if (emergency(text)) return [{ kind: 'emergency' }];
  const control = controlIn(heard.key, text, hearing);
  if (control !== null) return [control];
  return hearing.open === null ? withoutQuestion(heard, hearing) : withQuestion(text, heard, hearing.open, hearing);
}

/** What a message means, in the order it was said; never empty, three at most. */
export function understandText(text: string, hearing: Hearing): Proposal[] {
  const commands = commandsOf(text, hearing);
  return (commands.length > 0 ? commands : UNKNOWN).slice(0, MOST).map((command) => ({ command, by: 'rule' }));
}
