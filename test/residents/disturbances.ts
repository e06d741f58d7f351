/** What comes between a question and its answer: each may happen at any open question that it does not itself answer. */
import type { Dice } from './dice.ts';
import type { DoorName } from './doors.ts';

export interface At {
  readonly slot: string;
  readonly service: string;
  readonly door: DoorName;
  /** Accounts that are bound here. */
  readonly bound: number;
  /** A bill becomes due, or a code or a payment runs out, before tomorrow. */
  readonly sameDayOnly: boolean;
  /** The answer just given can be given wrong first. */
  readonly correctable: boolean;
  readonly hasOldButton: boolean;
  readonly asked: number;
}

/** One thing that is done in between; `says` names wordings of words/*.yaml, `between`. */
export type Deed =
  | { readonly kind: 'says'; readonly words: string }
  | { readonly kind: 'pause'; readonly minutes: number }
  | { readonly kind: 'again' }
  | { readonly kind: 'old-button' }
  | { readonly kind: 'sticker' }
  /** The next answer is given wrong, and put right at the question after it. */
  | { readonly kind: 'wrong-first' };

export interface Disturbance {
  readonly fits: (at: At) => boolean;
  readonly deeds: readonly Deed[];
}

/** Any words are an answer there. */
const TAKES_ANY_WORDS = [
  'title',
  'name',
  'parkingSpace',
  'comment',
  'about',
  'description',
  'reason',
  'address',
  'question',
  'since',
];
const STORIES = ['comment', 'about', 'description', 'reason', 'question', 'since'];
const notIn =
  (slots: readonly string[]) =>
  ({ slot }: At) =>
    !slots.includes(slot);
const binding = ({ service }: At) => service === 'account.bind';
const says = (...words: string[]): readonly Deed[] => words.map((one) => ({ kind: 'says', words: one }));

export const DISTURBANCES: Readonly<Record<string, Disturbance>> = {
  'asks a question of policy': { fits: notIn(STORIES), deeds: says('policy') },
  'asks for past payments': {
    fits: (at) => at.bound === 1 && !binding(at) && notIn(STORIES)(at) && at.slot !== 'account',
    deeds: says('history'),
  },
  'asks why this is asked': { fits: notIn(STORIES), deeds: says('why') },
  'wants a moment': { fits: notIn(STORIES), deeds: [...says('wait'), { kind: 'pause', minutes: 4 }] },
  'wants it said again': { fits: notIn(STORIES), deeds: says('repeat') },
  'asks for help': { fits: notIn(STORIES), deeds: says('help') },
  'goes back': {
    fits: (at) =>
      at.asked > 1 && !binding(at) && at.service !== 'rating.give' && at.slot !== 'confirm' && notIn(STORIES)(at),
    deeds: says('back'),
  },
  'talks nonsense': { fits: notIn(TAKES_ANY_WORDS), deeds: says('nonsense') },
  'talks nonsense thrice': { fits: notIn(TAKES_ANY_WORDS), deeds: says('nonsense', 'nonsense', 'nonsense') },
  'makes small talk': { fits: notIn(TAKES_ANY_WORDS), deeds: says('talk') },
  'asks about something else': { fits: notIn(TAKES_ANY_WORDS), deeds: says('not-ours') },
  'is angry': { fits: notIn(TAKES_ANY_WORDS), deeds: says('angry') },
  'begins anew': {
    fits: (at) =>
      !binding(at) && at.service !== 'rating.give' && at.service !== 'handoff.request' && notIn(STORIES)(at),
    deeds: says('cancel'),
  },
  'puts an answer right': { fits: ({ correctable }) => correctable, deeds: [{ kind: 'wrong-first' }] },
  'is delivered twice': { fits: () => true, deeds: [{ kind: 'again' }] },
  'presses an old button': { fits: ({ hasOldButton }) => hasOldButton, deeds: [{ kind: 'old-button' }] },
  'sends a sticker': { fits: ({ door }) => door !== 'web', deeds: [{ kind: 'sticker' }] },
  'comes back after hours': { fits: (at) => !binding(at), deeds: [{ kind: 'pause', minutes: 150 }] },
  'comes back next day': {
    fits: (at) => !binding(at) && !at.sameDayOnly,
    deeds: [{ kind: 'pause', minutes: 22 * 60 }],
  },
};

/** Which of them a dialogue gets, and at which of its questions, counted from 0. */
export function planned(dice: Dice, always: readonly string[]): { name: string; from: number }[] {
  const names = Object.keys(DISTURBANCES);
  const count = always.length > 0 ? dice.below(2) : ([0, 1, 1, 2][dice.below(4)] ?? 1);
  const drawn = Array.from({ length: count }, () => dice.oneOf(names));
  return [...always, ...drawn].map((name) => ({ name, from: dice.below(4) }));
}
