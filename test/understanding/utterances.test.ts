/** Every utterance and every answer of the tables is understood as it says. */
import { describe, expect, test } from 'vitest';
import { understandText } from '../../src/conversation/understanding/understand.ts';
import { LOCALES } from '../../src/domain/names.ts';
import { ANSWERS } from './answers.ts';
import { hearing, written } from './situations.ts';
import { UTTERANCES_SERVICES } from './utterances.services.ts';
import { UTTERANCES } from './utterances.ts';

describe.each(LOCALES)('%s', (locale) => {
  const all = [...UTTERANCES[locale], ...UTTERANCES_SERVICES[locale], ...ANSWERS[locale]];
  const lines = all.map(([text, expected, situation = 'start']) => ({ text, expected, situation }));
  test.each(lines)('$situation: “$text” → $expected', ({ text, expected, situation }) => {
    const proposals = understandText(text, hearing(locale, situation));
    expect(proposals.map(({ command }) => written(command)).join(' + ')).toBe(expected);
  });
});
