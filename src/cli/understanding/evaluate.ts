/** The measure of understanding: questions with acceptable labels in, answers and tables out. No conversation, no model. */
import { z } from 'zod';
import type { Command, Proposal } from '../../conversation/message.ts';
import { classify } from '../../conversation/understanding/local/classify.ts';
import { LABELS, type Label, PUBLIC_LABELS } from '../../conversation/understanding/local/labels.ts';
import { READ_SLOTS, type ReadSlot, readSlots, type Slots } from '../../conversation/understanding/slots/read.ts';
import { hear } from '../../conversation/understanding/spelling.ts';
import { understandText } from '../../conversation/understanding/understand.ts';
import type { IsoDate } from '../../domain/billing.ts';
import { LOCALES } from '../../domain/names.ts';
import { Id, linesIn, maybe } from '../evaluation-file.ts';

const question = z.object({
  id: Id,
  text: z.string(),
  locale: z.enum(LOCALES),
  labels: z.array(z.string()).min(1),
  multi: maybe(z.array(z.string())),
  slots: maybe(z.partialRecord(z.enum(READ_SLOTS), maybe(z.string()))),
  today: maybe(z.iso.date()),
});
export type Question = z.infer<typeof question>;

export interface EvaluationAnswer {
  readonly id: Id;
  readonly label: string;
  readonly multi: readonly string[];
  readonly slots: Slots;
  readonly margin: number;
}

export interface JudgedAnswer {
  readonly question: Question;
  readonly answer: EvaluationAnswer;
  readonly right: boolean;
  /** Null where no second wish was marked. */
  readonly multiRight: boolean | null;
  /** Slots of the question that were missed or read otherwise. */
  readonly wrongSlots: readonly string[];
  readonly askedBack: boolean;
  readonly ms: number;
}

/** `file` is what the text is called where a line is wrong. */
export const readQuestions = (text: string, file = 'line'): Question[] => linesIn(text, question, file);

/** What our commands are called in the labels of contract.md section 7. */
const LABEL_OF: Readonly<Partial<Record<Command['kind'], Label>>> = {
  emergency: 'outage.report',
  ...PUBLIC_LABELS,
  reject: 'control.deny',
  skip: 'control.deny',
  repeat: 'control.help',
  resend: 'control.help',
  language: 'control.help',
  undo: 'control.back',
  unknown: 'out_of_scope',
};

function labelOf(proposals: readonly Proposal[]): Label[] {
  const slots = proposals.flatMap(({ command }) => (command.kind === 'set' ? [command.slot] : []));
  const labels = proposals.flatMap(({ command }): Label[] => {
    if (command.kind === 'start') return [command.service];
    if (command.kind === 'unsure') return command.between.slice(0, 1);
    // Values out of the blue: a number and a phone want to be linked, a number or a month its bill.
    if (command.kind === 'set')
      return slots.includes('phone') && slots.includes('accountNumber') ? ['account.bind'] : ['bill.query'];
    const label = LABEL_OF[command.kind];
    return label === undefined ? [] : [label];
  });
  return labels.length > 0 ? [...new Set(labels)] : ['out_of_scope'];
}

/** Two days far apart: where none is given, only what both read alike was said by itself. */
const ANY_DAYS = ['2026-11-21', '2031-02-03'] as const satisfies readonly IsoDate[];

/** A question and what nobody here does may still carry the values of the service that comes next. */
const VALUELESS: readonly Label[] = ['knowledge.ask', 'out_of_scope', 'smalltalk'];
const NEXT = 0.03;

function nextTo(text: string, labels: readonly Label[]): Label[] {
  if (labels.length > 1 || !VALUELESS.includes(labels[0] ?? 'out_of_scope')) return [];
  const next = classify(hear(text)).find(({ label }) => !VALUELESS.includes(label));
  return next !== undefined && next.probability >= NEXT ? [next.label] : [];
}

function answerOf(asked: Question): { readonly answer: EvaluationAnswer; readonly askedBack: boolean } {
  const today = (asked.today ?? ANY_DAYS[0]) as IsoDate;
  const hearing = { locale: asked.locale, today, open: null, filled: {} };
  const proposals = understandText(asked.text, hearing);
  const labels = labelOf(proposals);
  const told = [...labels, ...nextTo(asked.text, labels)];
  const read = readSlots(asked.text, told, hearing);
  const again = asked.today === undefined ? readSlots(asked.text, told, { ...hearing, today: ANY_DAYS[1] }) : read;
  const slots = Object.fromEntries(Object.entries(read).filter(([slot, value]) => again[slot as ReadSlot] === value));
  return {
    answer: {
      id: asked.id,
      label: labels[0] ?? 'out_of_scope',
      multi: labels,
      slots,
      margin: proposals[0]?.why?.margin ?? 1,
    },
    askedBack: proposals.some(({ command }) => command.kind === 'unsure'),
  };
}

const same = (a: readonly string[], b: readonly string[]) => a.length === b.length && a.every((one) => b.includes(one));
const sameValue = (slot: string, a: string, b: string | undefined) =>
  b !== undefined &&
  (a === b || (/amount|Kw/.test(slot) && Number(a) === Number(b)) || a.replace(/[- ]/g, '') === b.replace(/[- ]/g, ''));

export function evaluate(questions: readonly Question[]): JudgedAnswer[] {
  // The first messages pay for reading the weights and for compiling.
  for (const asked of questions.slice(0, 50)) answerOf(asked);
  return questions.map((asked) => {
    const began = performance.now();
    const { answer, askedBack } = answerOf(asked);
    const ms = performance.now() - began;
    const expected = markedOf(asked);
    return {
      question: asked,
      answer,
      right: asked.labels.includes(answer.label),
      multiRight: asked.multi === undefined ? null : same(asked.multi, answer.multi),
      wrongSlots: expected
        .filter(([slot, value]) => !sameValue(slot, value, answer.slots[slot as ReadSlot]))
        .map(([slot]) => slot),
      askedBack,
      ms,
    };
  });
}

/** The values that the question says are in it. */
const markedOf = ({ slots }: Question): [slot: string, value: string][] =>
  Object.entries(slots ?? {}).flatMap(([slot, value]) => (value === undefined ? [] : [[slot, value]]));

/** `93.2 % (138 of 148)`. */
export const share = (part: number, whole: number): string =>
  whole === 0 ? 'none' : `${((100 * part) / whole).toFixed(1)} % (${part} of ${whole})`;
const rightOf = (judged: readonly JudgedAnswer[]) => share(judged.filter(({ right }) => right).length, judged.length);

export function tableOf(judged: readonly JudgedAnswer[]): string {
  const rows = [
    ['all', rightOf(judged)],
    ...LOCALES.map((locale) => [locale, rightOf(judged.filter(({ question: asked }) => asked.locale === locale))]),
    ...LABELS.map((label) => [label, rightOf(judged.filter(({ question: asked }) => asked.labels[0] === label))]),
  ];
  const times = judged.map(({ ms }) => ms).sort((a, b) => a - b);
  const at = (rank: number) => (times[Math.min(times.length - 1, Math.floor(times.length * rank))] ?? 0).toFixed(3);
  return [
    ...rows.map(([name = '', value = '']) => `${name.padEnd(18)} ${value}`),
    `asked back between two: ${judged.filter(({ askedBack }) => askedBack).length}`,
    `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms a message`,
  ].join('\n');
}

export function outOfScopeOf(judged: readonly JudgedAnswer[]): { readonly recall: string; readonly rejected: string } {
  const outside = judged.filter(({ question: asked }) => asked.labels.includes('out_of_scope'));
  const ours = judged.filter(({ question: asked }) => !asked.labels.includes('out_of_scope'));
  const refused = (all: readonly JudgedAnswer[]) => all.filter(({ answer }) => answer.label === 'out_of_scope').length;
  return { recall: share(refused(outside), outside.length), rejected: share(refused(ours), ours.length) };
}

/** Slots one by one, messages with all of them right, and two wishes in one message. */
export function slotsOf(judged: readonly JudgedAnswer[]): string {
  const expected = judged.flatMap(({ question: asked }) => markedOf(asked));
  const wrong = judged.flatMap(({ wrongSlots }) => wrongSlots);
  const marked = judged.filter(({ question: asked }) => asked.slots !== undefined);
  const invented = marked.filter(({ question: asked, answer }) =>
    Object.keys(answer.slots).some((slot) => asked.slots?.[slot as ReadSlot] === undefined),
  ).length;
  const several = judged.filter(({ multiRight }) => multiRight !== null);
  const split = judged.filter(({ multiRight, answer }) => multiRight === null && answer.multi.length > 1).length;
  return [
    `slots: ${share(expected.length - wrong.length, expected.length)}; messages with something read that was not marked: ${share(invented, marked.length)}`,
    `two wishes: ${share(several.filter(({ multiRight }) => multiRight === true).length, several.length)}; single wishes taken for two: ${share(split, judged.length - several.length)}`,
  ].join('\n');
}
