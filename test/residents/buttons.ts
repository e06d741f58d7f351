/** What a button on the screen is for: a resident reads it from its words, this from the value behind them. */
import type { Choice, Reply } from '../../src/conversation/message.ts';

export interface Pressable extends Choice {
  /** The frame whose question it answers; `0`: an offer. */
  readonly frame: string;
  readonly question: string;
  readonly kind: string;
  readonly rest: readonly string[];
}

const part = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

export const pressables = (replies: readonly Reply[]): Pressable[] =>
  replies
    .flatMap((reply) => ('choices' in reply ? reply.choices : []))
    .map((choice) => {
      const [, frame = '', question = '', kind = '', ...rest] = choice.button.split('/').map(part);
      return { ...choice, frame, question, kind, rest };
    });

/** The choice that answers the open question with this value. */
export const choiceOf = (buttons: readonly Pressable[], value: string): Pressable | undefined =>
  buttons.find(({ kind, rest }) => kind === 'set' && rest[1] === value);

/** The offer of a service, rather that of this category. */
export function offerOf(buttons: readonly Pressable[], service: string, category?: unknown): Pressable | undefined {
  const offers = buttons.filter(({ kind, rest }) => kind === 'start' && rest[0] === service);
  return offers.find(({ rest }) => rest.includes(`category=${String(category)}`)) ?? offers[0];
}

/** What can be done with a case, on its card. */
export const actOf = (buttons: readonly Pressable[], act: string): Pressable | undefined =>
  buttons.find(({ kind, rest }) => kind === 'start' && rest.includes(`category=${act}`));
