/** How much of a list that was written before the rules is understood. */
import { expect, test } from 'vitest';
import { understandText } from '../../src/conversation/understanding/understand.ts';
import { LOCALES } from '../../src/domain/names.ts';
import { HELD_OUT_SERVICES } from './held-out.services.ts';
import { HELD_OUT } from './held-out.ts';
import { hearing, written } from './situations.ts';

test.each(LOCALES)('of what residents write in %s, at least nine in ten are understood', (locale) => {
  const missed = [...HELD_OUT[locale], ...HELD_OUT_SERVICES[locale]].flatMap(([text, expected, situation]) => {
    const got = understandText(text, hearing(locale, situation))
      .map(({ command }) => written(command))
      .join(' + ');
    return got === expected ? [] : [`${text} → ${got} (not ${expected})`];
  });
  const total = HELD_OUT[locale].length + HELD_OUT_SERVICES[locale].length;
  console.log(`${locale}: ${total - missed.length} of ${total}${missed.map((line) => `\n  ${line}`).join('')}`);
  expect((total - missed.length) / total).toBeGreaterThanOrEqual(0.9);
});
