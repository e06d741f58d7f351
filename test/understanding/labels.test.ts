/** What a button says is understood when somebody types it, in each language, from an empty conversation. */
import { expect, test } from 'vitest';
import { phrase } from '../../src/conversation/sentences/book.ts';
import { PAGE_WORDS, SUGGESTIONS } from '../../src/conversation/sentences/page.ts';
import { voiceOf } from '../../src/conversation/sentences/voice.ts';
import { understandText } from '../../src/conversation/understanding/understand.ts';
import { LOCALES, type Locale, SERVICES, type ServiceId } from '../../src/domain/names.ts';

const startedBy = (text: string, locale: Locale): ServiceId | undefined => {
  const [first] = understandText(text, { locale, today: '2026-12-05', open: null, filled: {} });
  return first?.command.kind === 'start' ? first.command.service : undefined;
};

const LABELS = LOCALES.flatMap((locale) =>
  SERVICES.filter((service) => service !== 'smalltalk').map(
    (service) => [locale, service, voiceOf(locale).say(phrase('label.service', { service }))] as const,
  ),
);

test.each(LABELS)('in %s, %s is begun by its own label “%s”', (locale, service, label) => {
  expect(startedBy(label, locale)).toBe(service);
});

const SUGGESTED = LOCALES.flatMap((locale) => SUGGESTIONS.map((word) => [locale, PAGE_WORDS[locale][word]] as const));

test.each(SUGGESTED)('in %s, the suggestion “%s” begins a service', (locale, words) => {
  expect(startedBy(words, locale)).toBeDefined();
});
