/** Turns what is meant into words: one voice per language. */
import type { Locale } from '../../domain/names.ts';
import type { Book, Phrase, Voice } from './book.ts';
import { en } from './en.ts';
import { createFormat, type Format } from './format.ts';
import { zhCN } from './zh-CN.ts';
import { zhTW } from './zh-TW.ts';

export const BOOKS: Readonly<Record<Locale, Book>> = { 'zh-CN': zhCN, 'zh-TW': zhTW, en };

const voices = new Map<Locale, Voice>();

export function voiceOf(locale: Locale): Voice {
  const known = voices.get(locale);
  if (known) return known;
  const voice = createVoice(locale);
  voices.set(locale, voice);
  return voice;
}

function createVoice(locale: Locale): Voice {
  const format = createFormat(locale);
  const book = BOOKS[locale];
  return {
    locale,
    format,
    say({ key, params }: Phrase): string {
      // A phrase carries its own key's params; TypeScript can't follow that through the union.
      const entry = book[key] as string | ((params: Phrase['params'], format: Format) => string);
      return typeof entry === 'string' ? entry : entry(params, format);
    },
  };
}
