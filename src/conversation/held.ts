/** While a person holds the conversation the bot says nothing but what keeps people safe: messages get their turn, our own events wait for the end. */
import { readContent } from './content.ts';
import { dangerToPerson, furtherToPerson } from './danger/danger.ts';
import { gasWords, helpTheHurt, safetyFirst } from './danger/safety.ts';
import { sayAll } from './making.ts';
import type { Happening } from './message.ts';
import { notePlace } from './places.ts';
import type { Respond } from './respond.ts';
import { gasIn, hurtIn } from './understanding/distress.ts';
import { emergency } from './understanding/emergency.ts';
import { hear } from './understanding/spelling.ts';

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
 * Words of danger open their priority case, which dispatch gets and the holder's view shows; what is said of it after that, and
 * where it is, is on that case too. What keeps people safe is shown all
 * the same: nobody beside a fallen wire waits until a person has read and typed. It answers nothing of what is talked about, the
 * holder sees it in the conversation, and nothing else of the bot is said.
 */
export const silent: Respond = async (making, content) => {
  if (content.kind === 'place') await notePlace(making, content);
  if (content.kind !== 'text') return [];
  if (emergency(content.text)) {
    await dangerToPerson(making);
    sayAll(making, [await safetyFirst(making)]);
    return [];
  }
  const { key } = hear(content.text);
  if (gasIn(key)) sayAll(making, [await gasWords(making)]);
  if (making.session.danger && hurtIn(key)) sayAll(making, [await helpTheHurt(making)]);
  await furtherToPerson(making);
  return [];
};

/** When even that fails: the message has its turn, and the holder reads it; what keeps people safe needs nothing but the settings. */
export const silentTrouble: Respond = async (making, content) => {
  if (content.kind === 'text' && emergency(content.text)) sayAll(making, [await safetyFirst(making)]);
  return [];
};
