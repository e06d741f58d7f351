/** While a person holds the conversation the bot says nothing: messages get their turn, our own events wait for the end. */
import { readContent } from './content.ts';
import { openDangerCase } from './danger.ts';
import type { Happening } from './message.ts';
import type { Respond } from './respond.ts';
import { emergency } from './understanding/emergency.ts';

const eventOf = (waiting: { readonly content: unknown }): Happening | null => {
  const content = readContent(waiting.content);
  return content.kind === 'event' ? content.event : null;
};

/**
 * What has its turn next; undefined: nothing has. Events stay in the inbox while a person holds the conversation. When it was
 * given back, the bot first says that it is there again, then tells them.
 */
export function nextOf<W extends { readonly content: unknown }>(snapshot: {
  readonly held: object | null;
  readonly waiting: readonly W[];
}): W | undefined {
  const { held, waiting } = snapshot;
  if (held) return waiting.find((one) => eventOf(one) === null);
  return waiting.find((one) => eventOf(one)?.name === 'handoff.back') ?? waiting[0];
}

/**
 * Words of danger open their priority case, which dispatch gets and the holder's view shows, but the bot keeps silent: two voices
 * at once would confuse somebody in danger, and a person who can ask back is there. They are the one to say what keeps people safe.
 */
export const silent: Respond = async (making, content) => {
  if (content.kind === 'text' && emergency(content.text)) await openDangerCase(making);
  return [];
};

/** When even that fails: the message has its turn, and the holder reads it. */
export const silentTrouble: Respond = async () => [];
