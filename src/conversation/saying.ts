/** What flows say: sentences by key, cards, charts and choices that are in no language and on no platform yet. */
import type { Command } from './message.ts';
import { type Params, type Phrase, phrase, type SentenceKey } from './sentences/book.ts';

/** A value that stands in a card as it is, already formatted by kind: sentences otherwise. */
export type Shown =
  | Phrase
  | { readonly literal: string }
  | { readonly money: import('../domain/money.ts').Money }
  | { readonly change: import('../domain/money.ts').Money }
  | { readonly day: string }
  | { readonly time: Date }
  | { readonly kwh: string };

/** A button that starts something or answers something; the engine binds it to its turn. */
export interface Button {
  readonly label: Phrase | { readonly literal: string };
  readonly command: Command;
}

export type Said =
  | { readonly kind: 'text'; readonly phrase: Phrase }
  | { readonly kind: 'choices'; readonly phrase: Phrase; readonly buttons: readonly Button[] }
  | {
      readonly kind: 'card';
      readonly title: Phrase;
      readonly rows: readonly (readonly [Phrase, Shown])[];
      readonly buttons: readonly Button[];
      readonly link?: { readonly label: Phrase; readonly url: string };
    }
  | {
      readonly kind: 'chart';
      readonly title: Phrase;
      readonly unit: 'kwh';
      readonly bars: readonly { readonly period: string; readonly value: string }[];
    };

export const text = <K extends SentenceKey>(
  key: K,
  ...params: keyof Params[K] extends never ? [] : [Params[K]]
): Said => ({
  kind: 'text',
  phrase: phrase(key, ...params),
});

export const start = (
  service: Extract<Command, { kind: 'start' }>['service'],
  label: Phrase,
  slots?: Extract<Command, { kind: 'start' }>['slots'],
): Button => ({
  label,
  command: { kind: 'start', service, ...(slots && { slots }) },
});
