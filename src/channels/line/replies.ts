/** Replies as LINE messages: at most five, each within every limit, so that the platform refuses none. */
import type { messagingApi } from '@line/bot-sdk';
import type { Choice, Reply } from '../../conversation/message.ts';
import { choiceAction, linkUri } from './actions.ts';
import { type Bubble, cardBubbles, chartBubbles, questionBubbles } from './flex.ts';
import { cleaned, graphemeCount, isBlank, LIMITS, split } from './limits.ts';
import { asMessage, closer, type LineMessage, type Part } from './parts.ts';

/** A turn's replies as the messages of one call. Only what even five carousels can't hold falls off, oldest first. */
export function toLineMessages(replies: readonly Reply[]): LineMessage[] {
  const visible = replies.filter((reply) => reply.kind !== 'text' || !isBlank(cleaned(reply.text)));
  const question = visible.at(-1);
  const quick = question?.kind === 'choices' && canBeQuick(question.choices) ? question : null;

  const parts = closer(visible.flatMap((reply) => partsOf(reply, reply === quick)));
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
