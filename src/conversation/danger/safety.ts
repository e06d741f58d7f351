/** What keeps people safe, said first whenever there is danger, and what to do about each kind of it. */
import type { Locale } from '../../domain/names.ts';
import type { Settings } from '../../domain/settings.ts';
import type { Turn } from '../flow.ts';
import { type Said, text } from '../saying.ts';
import { type Phrase, phrase } from '../sentences/book.ts';
import { type Hazard, onlyMachine } from '../understanding/distress.ts';
import { hear } from '../understanding/spelling.ts';

const numbersOf = async ({ turn }: { readonly turn: Turn }) => {
  const { emergencyNumbers, hotline, helpLine } = await turn.services.settings();
  const { locale } = turn;
  return { emergency: emergencyNumbers[locale], hotline: hotline[locale], helpLine: helpLine[locale] };
};

/** What is said first, by what was written: whose ventilator stands still has no wire to keep away from. */
export function safetyPhrase(
  { emergencyNumbers, hotline }: Pick<Settings, 'emergencyNumbers' | 'hotline'>,
  locale: Locale,
  written: string,
): Phrase {
  const machine = onlyMachine(hear(written).key);
  return phrase('emergency.first', { emergency: emergencyNumbers[locale], hotline: hotline[locale], machine });
}

/** It needs nothing but the settings. */
export async function safetyFirst({ turn }: { readonly turn: Turn }): Promise<Said> {
  return { kind: 'text', phrase: safetyPhrase(await turn.services.settings(), turn.locale, turn.written) };
}

/** Somebody is hurt, and may still be part of the circuit. */
export const helpTheHurt = async (of: { readonly turn: Turn }): Promise<Said> =>
  text('emergency.hurt', { emergency: (await numbersOf(of)).emergency });

export const whatToDo = async (of: { readonly turn: Turn }, hazard: Hazard): Promise<Said> =>
  text('emergency.what-to-do', { hazard, emergency: (await numbersOf(of)).emergency });

/** Another trade's danger. */
export const gasWords = async (of: { readonly turn: Turn }): Promise<Said> =>
  text('emergency.gas', { emergency: (await numbersOf(of)).emergency });

/** The numbers where somebody listens who can help. */
export async function lifeLines(of: {
  readonly turn: Turn;
}): Promise<{ readonly emergency: string; readonly helpLine: string }> {
  const { emergency, helpLine } = await numbersOf(of);
  return { emergency, helpLine };
}
