/** What keeps people safe, said first whenever there is danger. */
import type { Turn } from './flow.ts';
import { type Said, text } from './saying.ts';

/** It needs nothing but the settings. */
export async function safetyFirst({ turn }: { readonly turn: Turn }): Promise<Said> {
  const { emergencyNumbers, hotline } = await turn.services.settings();
  return text('emergency.first', { emergency: emergencyNumbers[turn.locale], hotline: hotline[turn.locale] });
}
