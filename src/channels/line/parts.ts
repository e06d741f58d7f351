/** What becomes one LINE message, and how neighbours become one when there are more than a call holds. */
import type { messagingApi } from '@line/bot-sdk';
import { type Bubble, questionBubbles } from './flex.ts';
import { jsonBytes, LIMITS, shortened } from './limits.ts';

export type LineMessage = messagingApi.TextMessage | messagingApi.FlexMessage;

/** A text, or bubbles side by side. */
export type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'bubbles'; readonly bubbles: readonly Bubble[] };

/**
 * When they are more than a call holds, neighbouring texts are joined, then neighbouring cards become a carousel, then texts
 * between cards become cards. There may still be too many.
 */
export function closer(parts: readonly Part[]): readonly Part[] {
  let closest = parts;
  for (const join of [joinTexts, joinBubbles, (apart: readonly Part[]) => joinBubbles(apart.map(asBubbles))]) {
    if (closest.length > LIMITS.messages) closest = join(closest);
  }
  return closest;
}

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

export function asMessage(part: Part): LineMessage {
  if (part.kind === 'text') return { type: 'text', text: part.text };
  const alt = [...new Set(part.bubbles.map((bubble) => bubble.alt))].join('\n');
  const altText = shortened(alt, LIMITS.altText, LIMITS.altText);
  return { type: 'flex', altText, contents: container(part.bubbles) };
}

function container(bubbles: readonly Bubble[]): messagingApi.FlexContainer {
  const [only, ...more] = bubbles.map(({ bubble }) => bubble);
  return only && more.length === 0 ? only : { type: 'carousel', contents: bubbles.map(({ bubble }) => bubble) };
}
