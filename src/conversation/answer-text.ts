/** An answer of the articles as plain text, for those who show it in their own way. */
import type { Locale } from '../domain/names.ts';
import type { Answer } from '../knowledge/answer.ts';
import { textOf } from '../knowledge/render.ts';
import { phrase } from './sentences/book.ts';
import { voiceOf } from './sentences/voice.ts';

export function answerText(answer: Answer, locale: Locale, hotline: string): string {
  const voice = voiceOf(locale);
  switch (answer.kind) {
    case 'answer':
      return [
        ...(answer.borrowed ? [voice.say(phrase('knowledge.borrowed'))] : []),
        ...(answer.asOf ? [voice.say(phrase('knowledge.as-of', { day: answer.asOf }))] : []),
        ...answer.clauses.flatMap(({ heading, pieces }) => [...(heading ? [heading] : []), textOf(pieces, locale)]),
        ...(answer.also
          ? ['', voice.say(phrase('knowledge.also', answer.also)), answerText(answer.also, locale, hotline)]
          : []),
      ].join('\n');
    case 'choose':
      return [
        voice.say(phrase('knowledge.choose')),
        ...answer.between.map(({ title }) => title),
        voice.say(phrase('knowledge.unknown', { hotline })),
      ].join('\n');
    case 'miss':
      if (answer.reason === 'not-then' && answer.nearest && answer.asOf)
        return [
          voice.say(
            phrase('knowledge.not-then', {
              day: answer.asOf,
              title: answer.nearest.title,
              since: answer.nearest.effectiveFrom,
            }),
          ),
          voice.say(phrase('knowledge.unknown', { hotline })),
        ].join('\n');
      return voice.say(
        answer.reason === 'only-elsewhere' && answer.nearest
          ? phrase('knowledge.only-elsewhere', { title: answer.nearest.title, hotline })
          : phrase('knowledge.unknown', { hotline }),
      );
  }
}
