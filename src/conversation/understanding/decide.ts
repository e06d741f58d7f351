/** Rules and classifier together: which service is begun, asked back about, refused or not understood. */
import type { ServiceId } from '../../domain/names.ts';
import type { Command, Proposal, Why } from '../message.ts';
import type { Hearing } from './hearing.ts';
import { classify, familiarity, type Guess } from './local/classify.ts';
import { LABELS, type Label } from './local/labels.ts';
import { identifiersIn } from './parsers/identifiers.ts';
import { asksPolicy } from './rules/policy.ts';
import { isOutOfScope, type Wish, wishesIn } from './rules.ts';
import { sidesOf } from './sides.ts';
import { type Heard, hear } from './spelling.ts';
import { starts } from './starts.ts';
import { twoWishes } from './two-wishes.ts';

/** Below this nothing is begun: we say that we did not understand, and what can be done. */
const LEAST = 0.2;
/** Beyond this a message is told to be for somebody else; below, that we did not understand it. */
const SURELY_OUTSIDE = 0.85;
/** 咕噜咕噜 is nobody's trade: what is mostly made of nothing that was ever learned was not understood. */
const FAMILIAR = 0.35;
/** In words that nobody taught, 叮叮当当, one sign that is known decides too much. */
const IN_STRANGE_WORDS = 0.7;
const SURELY_CALLED = 0.75;
/** Two guesses that are nearer than this are asked back about, if one of them would write. */
const NEAR = 0.15;
/** From here on a message holds two wishes. */
const TWO = 0.5;
const SURELY_TWO = 1;

/** Looking costs nothing and is put right with a word; all else is not begun on half a guess. */
const ONLY_LOOKS: readonly Label[] = [
  'bill.query',
  'bill.explain',
  'payment.history',
  'outage.query',
  'progress.query',
  'knowledge.ask',
  'smalltalk',
];

const CONTROLS: Readonly<Partial<Record<Label, Command>>> = {
  'control.affirm': { kind: 'affirm' },
  'control.deny': { kind: 'deny' },
  'control.cancel': { kind: 'cancel' },
  'control.help': { kind: 'help' },
  'control.back': { kind: 'back' },
};

export const isService = (label: Label): label is ServiceId => !(label in CONTROLS) && label !== 'out_of_scope';

/** A rule that found a wish has its way where the classifier is in two minds about it. */
const IN_TWO_MINDS = 0.65;
/** Below this “none of ours” says nothing against a rule. */
const NOT_OURS = 0.35;
/** What speaks of another trade is believed to be ours only on more than half. */
const MORE_LIKELY_THAN_NOT = 0.5;

function withRule(guesses: readonly Guess[], rule: ServiceId | undefined): readonly Guess[] {
  const [first, second, third] = guesses;
  // What is not learned from examples is heard by its rule alone.
  if (rule !== undefined && !LABELS.includes(rule)) return [{ label: rule, probability: 1 }, ...guesses];
  if (rule === undefined || first === undefined || first.label === rule) return guesses;
  const doubt = first.probability < IN_TWO_MINDS;
  // Where the classifier knows nothing, the rule has its way; else only among what comes near.
  const knowsNothing = first.probability < (first.label === 'out_of_scope' ? NOT_OURS : LEAST);
  const near = knowsNothing ? guesses : [second, third];
  const found = near.find((guess) => guess?.label === rule);
  return doubt && found !== undefined ? [found, ...guesses.filter((guess) => guess !== found)] : guesses;
}

export interface Judged {
  readonly guesses: readonly [Guess, Guess, ...Guess[]];
  readonly wishes: readonly Wish[];
  readonly why: Why;
}

/** What a text means by itself. */
export function judge(heard: Heard, wishes: readonly Wish[]): Judged {
  const guesses = classify(heard);
  // 水费怎么交 speaks of paying, and not us.
  const asks = asksPolicy(heard.key) ? 'knowledge.ask' : undefined;
  const rule = isOutOfScope(heard.key) ? undefined : (wishes[0]?.service ?? asks);
  const [first, second, ...rest] = withRule(guesses, rule);
  if (first === undefined || second === undefined) throw new Error('the classifier knows fewer than two labels');
  const round = (share: number) => Math.round(share * 1000) / 1000;
  return {
    guesses: [first, second, ...rest],
    wishes,
    why: {
      score: round(first.probability),
      margin: round(Math.max(0, first.probability - second.probability)),
      ...(wishes[0] && { rule: wishes[0].service }),
    },
  };
}

/** Nobody who says thank you or goodbye is greeted. */
const talkOf = (key: string): string =>
  /谢|感恩|感激|辛苦|\bthank|\bthx\b|appreciate/.test(key)
    ? 'thanks'
    : /再见|拜拜|掰|\bbye\b/.test(key)
      ? 'bye'
      : 'hello';

/** A service with what the sentence says for its slots. */
export function startOf(service: ServiceId, heard: Heard, wishes: readonly Wish[], hearing: Hearing): Command {
  if (service === 'knowledge.ask') return { kind: 'start', service, slots: { question: heard.written } };
  if (service === 'smalltalk') return { kind: 'start', service, slots: { talk: talkOf(heard.key) } };
  const wish = wishes.find((one) => one.service === service) ?? { service, said: heard.key };
  const numbers = identifiersIn(heard.plain, null, hearing.locale);
  return starts([wish], heard, numbers, hearing)[0] ?? { kind: 'start', service };
}

/** One message, one meaning. */
function single({ guesses, wishes, why }: Judged, heard: Heard, hearing: Hearing): Proposal {
  const [first, second] = guesses;
  const by = why.rule === first.label ? 'rule' : 'local';
  const control = CONTROLS[first.label];
  const others = isOutOfScope(heard.key);
  if (others && first.probability < MORE_LIKELY_THAN_NOT) return { command: { kind: 'outOfScope' }, by: 'rule', why };
  // Of words that nobody taught it only what is likely is believed.
  const least = familiarity(heard) < FAMILIAR ? IN_STRANGE_WORDS : LEAST;
  if (first.probability < least && why.rule !== first.label) return { command: { kind: 'unknown' }, by, why };
  if (control !== undefined) return { command: control, by, why };
  if (!isService(first.label)) {
    const sure = first.probability >= SURELY_OUTSIDE || others;
    const outside = sure && (others || familiarity(heard) >= FAMILIAR);
    return { command: { kind: outside ? 'outOfScope' : 'unknown' }, by, why };
  }
  // Two that say the same independently are sure enough.
  const near = why.margin < NEAR && why.rule !== first.label && isService(second.label);
  const writes = !ONLY_LOOKS.includes(first.label);
  // A call is a case on somebody's desk at once: on the classifier's word alone it is only offered.
  const calls = first.label === 'handoff.request' && why.rule !== first.label && first.probability < SURELY_CALLED;
  if (calls || (near && writes && isService(second.label) && second.label !== 'smalltalk')) {
    const between = [first.label, second.label].filter(isService).filter((label) => label !== 'smalltalk');
    const slots = between.map((service) => {
      const command = startOf(service, heard, wishes, hearing);
      return command.kind === 'start' ? (command.slots ?? {}) : {};
    });
    return { command: { kind: 'unsure', between, slots }, by, why };
  }
  return { command: startOf(first.label, heard, wishes, hearing), by, why };
}

/** Words beside numbers and beside 你们怎么回事: without them a half says no wish. */
const WISHLESS =
  /[\d\s-]{6,}|(?<![换改])(?:户号|手机号?|电话|号码)|是|phone|account|number|mobile|你们|到底|(?:怎么|咋)(?:回事|搞的|弄的)|什么情况|what'?s (?:going on|wrong with you)/g;
const worded = (side: string): boolean => side.replace(WISHLESS, '').length >= 2;

/** 停电了,什么时候来电: so few signs only say why it is asked. */
const BARE = 8;

const shareOf = (guesses: readonly Guess[], label: Label): number =>
  guesses.find((guess) => guess.label === label)?.probability ?? 0;

/** 停电了,一般多久能修好: that it is dark is never lost behind a question; a rule has to have heard it. */
const isDarkAndAsks = (sides: readonly (readonly [Heard, Judged])[]): boolean =>
  sides.some(([, { guesses }]) => guesses[0].label === 'knowledge.ask') &&
  sides.some(
    ([, { guesses, why }]) =>
      why.rule === 'outage.report' && guesses[0].label === why.rule && guesses[0].probability >= TWO,
  );

/** The likeliest two wishes in one message, in the order they were said; null: it has one. */
function both(whole: Judged, heard: Heard, hearing: Hearing): Proposal[] | null {
  let found: readonly (readonly [Heard, Judged])[] | null = null;
  let most = TWO;
  for (const pair of sidesOf(heard.key)) {
    if (!pair.sides.every(worded)) continue;
    const [one, other] = pair.sides.map((side) => {
      const half = { ...hear(side), written: side };
      return [half, judge(half, wishesIn(half.key))] as const;
    });
    if (one === undefined || other === undefined) continue;
    const [first, second] = [one, other].map(([, { guesses }]) => guesses[0]);
    if (first === undefined || second === undefined || first.label === second.label) continue;
    if (![first, second].every(({ label }) => isService(label) && label !== 'smalltalk')) continue;
    if (first.label === 'outage.report' && second.label === 'outage.query' && pair.sides[0].length <= BARE) continue;
    const [a, b] = [first, second].map(({ label, probability }) => ({
      alone: probability,
      whole: shareOf(whole.guesses, label),
      asks: label === 'knowledge.ask',
    }));
    const heardBoth = whole.wishes.length > 1;
    const likely = isDarkAndAsks([one, other]) ? SURELY_TWO : a && b ? twoWishes(pair, [a, b], heardBoth) : 0;
    if (likely < most) continue;
    most = likely;
    found = [one, other];
  }
  return found?.map(([half, judged]) => single(judged, half, hearing)) ?? null;
}

export function choose(heard: Heard, wishes: readonly Wish[], hearing: Hearing): readonly Proposal[] {
  const judged = judge(heard, wishes);
  return both(judged, heard, hearing) ?? [single(judged, heard, hearing)];
}
