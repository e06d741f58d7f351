/** Several answers in one call: what waited and what is said now, within the five messages that LINE takes. */
import type { messagingApi } from '@line/bot-sdk';
import { type Bubble, buttonsBubble } from './flex.ts';
import { LIMITS } from './limits.ts';
import { asMessage, closer, type LineMessage, type Part } from './parts.ts';

/** In their order; null when they don't fit. The same answers always make the same messages, as a retry key wants it. */
export function packed(answers: readonly (readonly LineMessage[])[]): LineMessage[] | null {
  const [only, ...more] = answers;
  if (only && more.length === 0) return only.length <= LIMITS.messages ? [...only] : null;
  const last = answers.at(-1)?.at(-1);
  const parts = answers.flatMap((messages) => messages.flatMap((message) => partsOf(message, message === last)));
  const close = closer(parts);
  if (close.length > LIMITS.messages) return null;
  const result = close.map(asMessage);
  const end = result.at(-1);
  if (end && last?.quickReply) end.quickReply = last.quickReply;
  return result;
}

/** Quick replies vanish with the next message: those of an earlier answer become buttons that stay. */
function partsOf(message: LineMessage, isLast: boolean): Part[] {
  const stays = isLast ? [] : (message.quickReply?.items ?? []).flatMap(({ action }) => (action ? [action] : []));
  if (message.type === 'text') {
    return stays.length === 0
      ? [{ kind: 'text', text: message.text }]
      : [{ kind: 'bubbles', bubbles: [buttonsBubble(message.text, stays)] }];
  }
  const bubbles = bubblesOf(message);
  const under = stays.length === 0 ? [] : [buttonsBubble('', stays)];
  return [{ kind: 'bubbles', bubbles: [...bubbles, ...under] }];
}

const bubblesOf = ({ altText, contents }: messagingApi.FlexMessage): Bubble[] =>
  (contents.type === 'carousel' ? (contents as messagingApi.FlexCarousel).contents : [contents]).map((bubble) => ({
    alt: altText,
    bubble: bubble as messagingApi.FlexBubble,
  }));
