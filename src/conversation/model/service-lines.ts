/** The services as a prompt lists them, with what residents say in the language of the one who writes. */
import type { Locale } from '../../domain/names.ts';
import { LABEL_LINES } from './prompts.generated.ts';

export const serviceLines = (locale: Locale): string =>
  LABEL_LINES.map(
    ({ label, about, said }) => `- ${label}: ${about} ${said[locale].map((one) => `“${one}”`).join(' ')}`,
  ).join('\n');
