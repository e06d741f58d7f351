/** What comes over the wire, read carefully: anything of another shape becomes null, never an exception. */
import type { Choice, Link, Reply } from '../../../conversation/message.ts';

export type Said =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'button'; readonly label: string }
  /** `thumb`: a small picture of it, known only to the browser that sent it. */
  | { readonly kind: 'document'; readonly name: string; readonly thumb?: string }
  | { readonly kind: 'other'; readonly what: string };

export type TranscriptItem =
  | { readonly messageId: string; readonly at: Date; readonly direction: 'in'; readonly content: Said }
  | { readonly messageId: string; readonly at: Date; readonly direction: 'out'; readonly reply: Reply };

export interface Answered {
  readonly replies: readonly { readonly reply: Reply; readonly messageId: string | null }[];
  readonly inboundId: string | null;
  readonly awaiting: string | null;
  /** Kind of the paper that is asked for next. */
  readonly wanted: string | null;
  readonly at: Date | null;
}

type Fields = Readonly<Record<string, unknown>>;

export const fields = (value: unknown): Fields | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;
export const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** A list whose readable members are kept. */
export function list<T>(value: unknown, read: (member: unknown) => T | null): T[] {
  return Array.isArray(value) ? value.map(read).filter((member): member is T => member !== null) : [];
}

const id = (value: unknown): string | null => (typeof value === 'number' ? String(value) : text(value));

function time(value: unknown): Date | null {
  const at = new Date(text(value) ?? '');
  return Number.isNaN(at.getTime()) ? null : at;
}

function readChoice(value: unknown): Choice | null {
  const choice = fields(value);
  const label = text(choice?.label);
  const button = text(choice?.button);
  return label === null || button === null ? null : { label, button };
}

function readLink(value: unknown): Link | null {
  const link = fields(value);
  const label = text(link?.label);
  const url = text(link?.url);
  return label === null || url === null ? null : { label, url };
}

function readRow(value: unknown): readonly [string, string] | null {
  const [name, content] = Array.isArray(value) ? value : [];
  return typeof name === 'string' && typeof content === 'string' ? [name, content] : null;
}

function readBar(value: unknown): { label: string; value: string } | null {
  const bar = fields(value);
  const label = text(bar?.label);
  const amount = id(bar?.value);
  return label === null || amount === null ? null : { label, value: amount };
}

function readReply(value: unknown): Reply | null {
  const reply = fields(value);
  if (reply === null) return null;
  const words = text(reply.text);
  const title = text(reply.title) ?? '';
  const choices = list(reply.choices, readChoice);
  if (reply.kind === 'card') {
    const link = readLink(reply.link);
    const rows = list(reply.rows, readRow);
    return { kind: 'card', title, rows, choices, ...(link === null ? {} : { link }) };
  }
  if (reply.kind === 'chart')
    return { kind: 'chart', title, unit: text(reply.unit) ?? '', bars: list(reply.bars, readBar) };
  if (words === null) return null;
  // A kind of tomorrow that has words is still worth reading.
  if (choices.length > 0) return { kind: 'choices', text: words, choices };
  const from = text(reply.from);
  return { kind: 'text', text: words, ...(from === null ? {} : { from }) };
}

function readSaid(value: unknown): Said {
  const content = fields(value);
  const words = text(content?.text);
  const label = text(content?.label);
  if (content?.kind === 'text' && words !== null) return { kind: 'text', text: words };
  if (content?.kind === 'button' && label !== null) return { kind: 'button', label };
  if (content?.kind === 'document') return { kind: 'document', name: '' };
  return { kind: 'other', what: text(content?.what) ?? '' };
}

export function readItem(value: unknown): TranscriptItem | null {
  const item = fields(value);
  const messageId = id(item?.messageId);
  const at = time(item?.at);
  if (item === null || messageId === null || at === null) return null;
  if (item.direction === 'in') return { messageId, at, direction: 'in', content: readSaid(item.content) };
  const reply = readReply(item.reply);
  return reply === null ? null : { messageId, at, direction: 'out', reply };
}

export function readAnswer(value: unknown): Answered | null {
  const answer = fields(value);
  if (answer === null || !Array.isArray(answer.replies)) return null;
  const ids: readonly unknown[] = Array.isArray(answer.messageIds) ? answer.messageIds : [];
  const replies = answer.replies.flatMap((given: unknown, index) => {
    const reply = readReply(given);
    return reply === null ? [] : [{ reply, messageId: id(ids[index]) }];
  });
  const turn = fields(answer.turn);
  const [wanted] = list(turn?.wanted, text);
  return {
    replies,
    inboundId: id(answer.inboundId),
    awaiting: text(turn?.awaiting),
    wanted: wanted ?? null,
    at: time(answer.at),
  };
}
