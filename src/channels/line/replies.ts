/** Replies as LINE messages: at most five, each within every limit, so that the platform refuses none. */
import type { messagingApi } from '@line/bot-sdk';
import type { Choice, Reply } from '../../conversation/message.ts';
import { choiceAction, linkUri } from './actions.ts';
import { type Bubble, cardBubbles, chartBubbles, questionBubbles } from './flex.ts';
import { cleaned, graphemeCount, isBlank, jsonBytes, LIMITS, shortened, split } from './limits.ts';

export type LineMessage = messagingApi.TextMessage | messagingApi.FlexMessage;

/** What becomes one message: a text, or bubbles side by side. */
type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'bubbles'; readonly bubbles: readonly Bubble[] };

/**
 * A turn's replies as the messages of one call. When they are more than five, neighbouring texts are joined, then neighbouring
 * cards become a carousel, then texts between cards become cards. Only what even five carousels can't hold falls off, oldest first.
 */
export function toLineMessages(replies: readonly Reply[]): LineMessage[] {
  const visible = replies.filter((reply) => reply.kind !== 'text' || !isBlank(cleaned(reply.text)));
  const question = visible.at(-1);
  const quick = question?.kind === 'choices' && canBeQuick(question.choices) ? question : null;

  let parts = visible.flatMap((reply) => partsOf(reply, reply === quick));
  for (const closer of [joinTexts, joinBubbles, (apart: Part[]) => joinBubbles(apart.map(asBubbles))]) {
    if (parts.length > LIMITS.messages) parts = closer(parts);
  }
  const messages = parts.slice(-LIMITS.messages).map(asMessage);
  const last = messages.at(-1);
  if (quick && last) last.quickReply = { items: quick.choices.map(quickReplyItem) };
  return messages;
}

/** Quick replies vanish with the next message and are cut at twenty characters: else buttons that stay are better. */
const canBeQuick = (choices: readonly Choice[]): boolean =>
  choices.length > 0 &&
  choices.length <= LIMITS.quickReplies &&
  choices.every((choice) => graphemeCount(cleaned(choice.label)) <= LIMITS.quickReplyLabel);

const quickReplyItem = (choice: Choice): messagingApi.QuickReplyItem => ({
  type: 'action',
  action: choiceAction(choice, LIMITS.quickReplyLabel),
});

function partsOf(reply: Reply, isQuick: boolean): Part[] {
  switch (reply.kind) {
    case 'text':
      return texts(reply.from ? `${reply.from}：${reply.text}` : reply.text);
    case 'choices': {
      const text = isBlank(cleaned(reply.text)) ? reply.choices.map((choice) => choice.label).join(' / ') : reply.text;
      if (isQuick || reply.choices.length === 0) return texts(isBlank(cleaned(text)) && isQuick ? '…' : text);
      return questionBubbles(cleaned(text), reply.choices).map(alone);
    }
    case 'card': {
      const written = reply.link && linkUri(reply.link) === null ? texts(`${reply.link.label}\n${reply.link.url}`) : [];
      return [...cardBubbles(reply).map(alone), ...written];
    }
    case 'chart':
      return chartBubbles(reply).map(alone);
  }
}

const texts = (text: string): Part[] =>
  split(cleaned(text), LIMITS.text).map((piece) => ({ kind: 'text', text: piece }));
const alone = (bubble: Bubble): Part => ({ kind: 'bubbles', bubbles: [bubble] });

const asBubbles = (part: Part): Part =>
  part.kind === 'text' ? { kind: 'bubbles', bubbles: questionBubbles(part.text, []) } : part;

const joinTexts = (parts: readonly Part[]): Part[] =>
  joined(parts, (a, b) => {
    if (a.kind !== 'text' || b.kind !== 'text') return null;
    const text = `${a.text}\n\n${b.text}`;
    return text.length <= LIMITS.text ? { kind: 'text', text } : null;
  });

const joinBubbles = (parts: readonly Part[]): Part[] =>
  joined(parts, (a, b) => {
    if (a.kind !== 'bubbles' || b.kind !== 'bubbles') return null;
    const bubbles = [...a.bubbles, ...b.bubbles];
    const fits = bubbles.length <= LIMITS.carouselBubbles && jsonBytes(container(bubbles)) <= LIMITS.carouselBytes;
    return fits ? { kind: 'bubbles', bubbles } : null;
  });

function joined(parts: readonly Part[], join: (a: Part, b: Part) => Part | null): Part[] {
  const result: Part[] = [];
  for (const part of parts) {
    const before = result.at(-1);
    const both = before ? join(before, part) : null;
    if (both) result[result.length - 1] = both;
    else result.push(part);
  }
  return result;
}

function asMessage(part: Part): LineMessage {
  if (part.kind === 'text') return { type: 'text', text: part.text };
  const alt = [...new Set(part.bubbles.map((bubble) => bubble.alt))].join('\n');
  const altText = shortened(alt, LIMITS.altText, LIMITS.altText);
  return { type: 'flex', altText, contents: container(part.bubbles) };
}

function container(bubbles: readonly Bubble[]): messagingApi.FlexContainer {
  const [only, ...more] = bubbles.map(({ bubble }) => bubble);
  return only && more.length === 0 ? only : { type: 'carousel', contents: bubbles.map(({ bubble }) => bubble) };
}
