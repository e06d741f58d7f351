/** The desk in one language: its own words, else those that residents read. */
import { type Phrase, phrase } from '../../conversation/sentences/book.ts';
import { voiceOf } from '../../conversation/sentences/voice.ts';
import type { CaseEvent, Stage } from '../../domain/case-processes.ts';
import { CASE_KINDS, type NextAction, type PromiseKind, type WorkingCalendar } from '../../domain/cases.ts';
import { money } from '../../domain/money.ts';
import type { Locale, SlotName } from '../../domain/names.ts';
import type { OutageAct } from '../../services/outages/desk.ts';
import { en } from './en.ts';
import { type DeskWords, FACTS, type Fact, THINGS } from './words.ts';
import { zhCN } from './zh-CN.ts';
import { zhTW } from './zh-TW.ts';

export const DESK_WORDS: Readonly<Record<Locale, DeskWords>> = { 'zh-CN': zhCN, 'zh-TW': zhTW, en };

/** Kept as the currency's smallest units. */
const AMOUNTS: readonly Fact[] = ['computed', 'billed', 'ordered', 'said', 'amount', 'minor'];

const CHOSEN: readonly SlotName[] = ['category', 'scope', 'role', 'reason', 'breaker'];

export interface LabelledFact {
  readonly fact: Fact;
  readonly label: string;
  readonly value: string;
}

export function deskVoice(locale: Locale) {
  const words = DESK_WORDS[locale];
  const { say, format } = voiceOf(locale);
  const told = (fact: Fact, value: unknown, calendar: WorkingCalendar): string => {
    if (AMOUNTS.includes(fact) && /^-?\d+$/.test(String(value)))
      return format.money(money(BigInt(String(value)), calendar === 'taiwan' ? 'TWD' : 'CNY'));
    const codes = Array.isArray(value) ? value : [value];
    return codes.map((one) => words.codes[String(one)] ?? String(one)).join(', ');
  };
  return {
    say: (words: Phrase) => say(words),
    stage: (stage: Stage) => words.stages[stage] ?? say(phrase('case.stage', { stage })),
    /** What a button says that does it. */
    act: (event: CaseEvent) => words.acts[event] ?? words.events[event] ?? say(phrase('case.event', { event })),
    event: (event: CaseEvent) => words.events[event] ?? say(phrase('case.event', { event })),
    action: (action: NextAction) => words.actions[action] ?? say(phrase('case.action', { action })),
    /** What was chosen from a list stands as its code. */
    slot: (slot: SlotName, value: string): string => {
      if (!CHOSEN.includes(slot)) return value;
      const kind = CASE_KINDS.find((one) => one === value);
      return kind ? say(phrase('case.kind', { kind })) : (words.codes[value] ?? value);
    },
    danger: words.danger,
    anonymous: words.anonymous,
    added: words.added,
    /** `what` is its platform's word, perhaps with what it says after a colon. */
    thing: (what: string, says = what.split(':')[1] ?? ''): string => {
      const [name = ''] = what.split(':');
      const told = words.things[THINGS.find((one) => name.endsWith(one)) ?? 'other'];
      return says === '' ? `[${told}]` : `[${told}] ${says}`;
    },
    /** What a code stands for; itself where it is none. */
    code: (value: string) => words.codes[value] ?? value,
    promise: (kind: PromiseKind) => words.promises[kind],
    outageAct: (act: OutageAct) => words.outageActs[act],
    /** What of a case's summary tells somebody something. */
    facts: (summary: Readonly<Record<string, unknown>>, calendar: WorkingCalendar): LabelledFact[] =>
      FACTS.flatMap((fact) => {
        const value = summary[fact];
        if (value === undefined || value === null || value === '') return [];
        return { fact, label: words.facts[fact], value: told(fact, value, calendar) };
      }),
  };
}
