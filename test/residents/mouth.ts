/** How a resident says what they mean: wordings drawn from the books, spoken as they speak, or a press of the right button. */

import type { SlotName } from '../../src/domain/names.ts';
import type { Meant } from './answers.ts';
import { choiceOf } from './buttons.ts';
import type { Dice } from './dice.ts';
import type { Facts } from './facts.ts';
import { BETWEEN, type Meaning } from './model.ts';
import type { Goal, Resident } from './people.ts';
import type { Talk } from './talk.ts';
import { numbered, type Speaking, spoken, wordingOf } from './wording.ts';
import type { WordBook } from './words.ts';

export interface MouthOptions {
  readonly talk: Talk;
  readonly resident: Resident;
  readonly book: WordBook;
  readonly dice: Dice;
  readonly gold: boolean;
}

export type Mouth = ReturnType<typeof createMouth>;

/** Kinds of answers that stand in a button as well. */
const BUTTONS = { yes: 'affirm', no: 'deny', skip: 'skip' } as const;

const begins = ({ service }: Goal): Meaning => ({ kind: 'start', service });
const told = (slot: string, said: string, value?: string): readonly Meaning[] => [
  { kind: 'set', slot: slot as SlotName, said, ...(value !== undefined && { value }) },
];

export function createMouth({ talk, resident, book, dice, gold }: MouthOptions) {
  const usual: Speaking = { book, speaks: gold ? ['plain'] : resident.who.flatMap(({ speaks }) => speaks), dice, gold };
  const plainest: Speaking = { ...usual, gold: true };
  const taps = gold ? 0 : Math.max(0, ...resident.who.map((who) => who.taps));
  /** Where numbers press what stands beside them, nobody who means another thing types one. */
  const sayable = (list: readonly string[]): readonly string[] => {
    const spelt = resident.door === 'wechat' ? list.filter((text) => !/^\d$/.test(text)) : list;
    return spelt.length > 0 ? spelt : list;
  };
  const words = (key: string): readonly string[] | undefined => book.says[key] && sayable(book.says[key]);

  /** `care` grows with each time it was not understood: without slips, and at last as plainly as can be. */
  async function state(goal: Goal, facts: Facts, care: number): Promise<void> {
    const plain = book.opens[goal.opens];
    if (!plain) throw new Error(`${resident.language} has no words to open "${goal.opens}" with`);
    const share = resident.who.every((who) => who['co-operative']) ? 0.5 : 0.2;
    // Whoever stands in danger, and has not said so yet, does not say that there is none.
    const seen = resident.state.danger === 'yes' ? 'danger' : resident.state.out;
    const rich =
      !gold && care === 0 && dice.often(share)
        ? (book['opens-with'][`${goal.opens}/${seen}`] ?? book['opens-with'][goal.opens])
        : undefined;
    const own = !gold && care === 0 && usual.speaks.includes('own') ? book.own[goal.opens] : undefined;
    if (own) return talk.write(wordingOf(usual, own), false, [begins(goal)]);
    const how: Speaking = care === 0 ? usual : care === 1 ? { ...usual, speaks: ['terse'] } : plainest;
    await talk.write(spoken(how, facts.text(wordingOf(how, sayable(rich ?? plain))), true), false, [begins(goal)]);
  }

  return {
    state,

    async both(one: Goal, oneFacts: Facts, two: Goal, twoFacts: Facts): Promise<void> {
      const wording = (goal: Goal, facts: Facts) => facts.text(wordingOf(usual, book.opens[goal.opens] ?? []));
      const joined = wordingOf(usual, words('both') ?? [])
        .replace('{one}', wording(one, oneFacts))
        .replace('{two}', wording(two, twoFacts));
      await talk.write(spoken(usual, joined, true), false, [begins(one), begins(two)]);
    },

    /** Something that is no answer: words of `between`. */
    async between(key: string): Promise<void> {
      const list = book.between[key];
      if (!list) throw new Error(`${resident.language} has no words for "${key}"`);
      const means = BETWEEN[key];
      await talk.write(spoken(usual, wordingOf(usual, list), false), false, means && [means]);
    },

    async correct(slot: string, right: string): Promise<void> {
      const list = words(`correct.${slot}`);
      if (!list) throw new Error(`${resident.language} has no words to put ${slot} right`);
      const text = wordingOf(usual, list).replace('{value}', right);
      await talk.write(text, false, [{ kind: 'correct', slot: slot as SlotName, said: right }]);
    },

    no: (): Promise<void> => talk.write(spoken(usual, wordingOf(usual, words('no') ?? []), false)),

    /** `goal` may have words of its own for a choice; `repeated`: asked the same again, people say exactly what is offered. */
    async give(
      meant: Meant,
      goal: Goal,
      facts: Facts,
      how: { readonly plainly: boolean; readonly repeated: number },
    ): Promise<void> {
      const speaking = how.plainly ? plainest : usual;
      const taken = !how.plainly && dice.often(taps);
      const buttons = talk.buttons().filter(({ question }) => question !== '');
      switch (meant.kind) {
        case 'photo':
          if (!(await talk.photo(meant.paper))) await talk.write(wordingOf(speaking, words('papers.later') ?? []));
          return;
        case 'words': {
          const kind = BUTTONS[meant.words as keyof typeof BUTTONS];
          const button = kind && buttons.find((one) => one.kind === kind);
          if (button && taken) return talk.press(button);
          return talk.write(
            spoken(speaking, wordingOf(speaking, words(meant.words) ?? []), false),
            meant.words === 'yes',
            meant.words === 'skip' ? [{ kind: 'skip' }] : [],
          );
        }
        case 'choice': {
          const button = choiceOf(buttons, meant.value);
          if (button && (taken || (how.repeated > 0 && !how.plainly && dice.often(0.5)))) return talk.press(button);
          if (button && how.repeated > 0) return talk.write(button.label);
          const named = meant.words.flatMap((one) => [`${goal.service}/${one}`, one]);
          const list = named.map(words).find((one) => one !== undefined);
          const worded = list ? facts.text(wordingOf(speaking, list)) : (button?.label ?? meant.value);
          const text = list ? spoken(speaking, worded, false) : worded;
          return talk.write(text, false, told(talk.slot(), text.includes(worded) ? worded : text, meant.value));
        }
        case 'number': {
          const asWritten = meant.slot === 'name' || meant.slot === 'capacityKw';
          const value = asWritten ? meant.value : numbered(speaking, meant.value);
          const wordings = how.repeated > 0 ? ['{value}'] : (words(`is.${meant.slot}`) ?? ['{value}']);
          const text = wordingOf(speaking, wordings).replace('{value}', value);
          return talk.write(text, false, told(meant.slot, value));
        }
        case 'verbatim':
          return talk.write(meant.text, false, told(talk.slot(), meant.text));
      }
    },
  };
}
