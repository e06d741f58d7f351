/** A question in the same message as an answer or a wish: it is answered after it. */
import type { Command, Proposal } from '../message.ts';
import { clausesWithSigns } from '../understanding/clauses.ts';
import { isStory } from '../understanding/parsers/written.ts';
import { asksPolicy } from '../understanding/rules/policy.ts';
import { wishesIn } from '../understanding/rules.ts';
import { hear } from '../understanding/spelling.ts';
import { understandText } from '../understanding/understand.ts';
import { byRule, type Utterance } from './reading.ts';
import { LOOKS } from './topic.ts';

const ask = (question: string): Command => ({ kind: 'start', service: 'knowledge.ask', slots: { question } });

const ASKS =
  /[?？]$|[吗嗎么麼]$|^(?:为什么|為什麼|怎么|怎麼|多久|多少|会不会|會不會|要多久|什么时候|什麼時候|why|how|what|when|will|can|does|do|is|are)/i;

/** 13900000001 抢修多久到: a number stands apart without a sign. */
const NUMBER_FIRST = /^([\d\s-]{6,})(?=\D{3})/;

/** 13900000001，这个号码会泄露吗: the answer is kept, the question is answered after it; beside a wish only one about a rule. */
export function questionBeside({ written, proposals, hearing }: Utterance): readonly Proposal[] {
  const { open } = hearing;
  const commands = proposals.map(({ command }) => command);
  const values = commands.every(({ kind }) => kind === 'set' || kind === 'correct');
  const wishes = commands.every((command) => command.kind === 'start' && command.service !== 'knowledge.ask');
  if (!open || (!values && !wishes) || proposals.length === 0 || isStory(open.slot)) return [];
  const clauses = clausesWithSigns(written.replace(NUMBER_FIRST, '$1,'));
  if (clauses.length < 2) return [];
  const asksOfRule = (clause: string): boolean => asksPolicy(hear(clause).key);
  const asking = clauses.filter((clause) => clause.length >= 3 && !/\d{6,}/.test(clause));
  if (wishes) {
    const question = asking.find((clause) => asksOfRule(clause) && wishesIn(hear(clause).key).length === 0);
    return question === undefined ? [] : byRule(ask(question));
  }
  const question = asking.find((clause) => ASKS.test(clause) || asksOfRule(clause));
  if (question === undefined) return [];
  const [here] = understandText(question, hearing).map(({ command }) => command);
  if (here?.kind === 'why') return byRule({ kind: 'why', slot: here.slot ?? open.slot });
  if (here?.kind === 'set' || here?.kind === 'correct' || here?.kind === 'skip') return [];
  const [alone] = understandText(question, { ...hearing, open: null, filled: {} });
  if (alone?.command.kind === 'start' && LOOKS.includes(alone.command.service)) return [alone];
  return byRule(ask(question));
}
