/** What keeps people safe, said first whenever there is danger, and what to do about each kind of it. */
import type { Turn } from '../flow.ts';
import { type Said, text } from '../saying.ts';
import type { Hazard } from '../understanding/distress.ts';

const numbersOf = async ({ turn }: { readonly turn: Turn }) => {
  const { emergencyNumbers, hotline, helpLine } = await turn.services.settings();
  const { locale } = turn;
  return { emergency: emergencyNumbers[locale], hotline: hotline[locale], helpLine: helpLine[locale] };
};

/** It needs nothing but the settings. */
export async function safetyFirst(of: { readonly turn: Turn }): Promise<Said> {
  const { emergency, hotline } = await numbersOf(of);
  return text('emergency.first', { emergency, hotline });
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
