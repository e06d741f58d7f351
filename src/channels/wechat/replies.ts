/** Replies as WeChat texts: cards and charts in words, choices as one numbered list, cut to what one message holds (facts/channels.md 2.3). */
import { scoreOn } from '../../conversation/buttons.ts';
import type { Choice, Reply } from '../../conversation/message.ts';
import type { WechatWords } from '../../conversation/sentences/wechat.ts';

/** WeChat takes about 2,048 bytes of UTF-8; what is left is room for one line that says what to do about the rest. */
export const TEXT_BYTES = 1_900;
const BAR_SIGNS = 12;

export interface WechatText {
  readonly text: string;
  /** Opaque values of the list that ends in this text, in its order. */
  readonly buttons?: readonly string[];
}

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });
const utf8 = new TextEncoder();
export const bytesIn = (text: string): number => utf8.encode(text).length;

export interface Numbered {
  readonly number: number;
  readonly choice: Choice;
}

/**
 * All choices of a turn in order, each with its number. A score stands under itself, since "5" means five whatever place it has in
 * the list; the numbers that are left run through the rest.
 */
export function numberedChoices(replies: readonly Reply[]): readonly Numbered[] {
  const choices = replies.flatMap((reply) => ('choices' in reply ? reply.choices : []));
  const taken = new Map<number, Choice>();
  for (const choice of choices) {
    const score = scoreOn(choice.button);
    if (score !== null && !taken.has(score)) taken.set(score, choice);
  }
  let next = 1;
  return choices.map((choice) => {
    const score = scoreOn(choice.button);
    if (score !== null && taken.get(score) === choice) return { number: score, choice };
    while (taken.has(next)) next += 1;
    const number = next;
    next += 1;
    return { number, choice };
  });
}

/** A turn as texts, in order; numbers run through the whole turn. */
export function toWechatTexts(replies: readonly Reply[], words: Pick<WechatWords, 'choose'>): WechatText[] {
  const numbered = numberedChoices(replies);
  let listed = 0;
  const listOf = (choices: readonly Choice[]): string[] => {
    const from = listed;
    listed += choices.length;
    return numbered.slice(from, listed).map(({ number, choice }) => `${number}. ${oneLine(choice.label)}`);
  };
  const parts = replies.map((reply) => linesOf(reply, listOf).join('\n')).map(cleaned);
  const buttons = numbered.map(({ choice }) => choice.button);
  const all = [...parts, buttons.length > 0 ? words.choose : ''].filter((part) => part !== '').join('\n\n');
  const texts = split(all, TEXT_BYTES);
  return texts.map((text, i) => (i === texts.length - 1 && buttons.length > 0 ? { text, buttons } : { text }));
}

function linesOf(reply: Reply, listOf: (choices: readonly Choice[]) => string[]): string[] {
  switch (reply.kind) {
    case 'text':
      return [reply.from ? `${reply.from}：${reply.text}` : reply.text];
    case 'choices':
      return [reply.text, ...listOf(reply.choices)].filter((line) => line !== '');
    case 'card':
      return [
        oneLine(reply.title),
        ...reply.rows.map(([label, value]) => (label === '' ? value : `${label}：${value}`)),
        // A bare address on its own line is what WeChat makes pressable.
        ...(reply.link ? [`${oneLine(reply.link.label)}\n${reply.link.url}`] : []),
        ...listOf(reply.choices),
      ].filter((line) => line !== '');
    case 'chart': {
      const largest = Math.max(0, ...reply.bars.map(({ value }) => sizeOf(value)));
      return [
        oneLine(reply.title),
        ...reply.bars.map(({ label, value }) => {
          const signs = largest === 0 ? 0 : Math.round((sizeOf(value) / largest) * BAR_SIGNS);
          return `${label} ${'▇'.repeat(signs)} ${value} ${reply.unit}`.replace(/ {2,}/g, ' ');
        }),
      ];
    }
  }
}

/** A bar's length; what is no number, or below zero, has none. */
function sizeOf(value: string): number {
  const size = Number(value);
  return Number.isFinite(size) && size > 0 ? size : 0;
}

const oneLine = (text: string): string => cleaned(text).replace(/\s+/g, ' ');

/** Without what no screen shows: half surrogates, control characters (XML takes none), space around. */
const cleaned = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/(?!\n)[\p{Cc}\uFFFE\uFFFF]/gu, ' ')
    .trim();

/** Pieces of at most `limit` bytes, cut between lines, or between characters where one line is too long. */
export function split(text: string, limit: number): string[] {
  const pieces: string[] = [];
  let piece = '';
  let bytes = 0;
  const close = () => {
    if (piece.trim() !== '') pieces.push(piece.trim());
    piece = '';
    bytes = 0;
  };
  const add = (part: string) => {
    const more = bytesIn(part);
    if (bytes + more > limit) close();
    piece += part;
    bytes += more;
  };
  for (const line of text.split(/(?<=\n)/)) {
    if (bytesIn(line) <= limit) add(line);
    else {
      // At the beginning of a piece, or the number it begins with could be cut.
      close();
      for (const { segment } of graphemes.segment(line)) for (const part of fitting(segment, limit)) add(part);
    }
  }
  close();
  return pieces;
}

/** A heap of accents may be longer than a message: then only code points are kept whole. */
const fitting = (segment: string, limit: number): readonly string[] =>
  bytesIn(segment) <= limit ? [segment] : [...segment];
