/** A conversation as people at the desk read it: who wrote what, and where a person came and went. */
import { z } from '@hono/zod-openapi';
import type { Reply } from '../conversation/message.ts';
import type { TranscriptEntry } from '../conversation/transcript.ts';
import { rfc3339 } from '../domain/calendar.ts';
import type { deskVoice } from './words/speak.ts';

export const lineSchema = z
  .object({
    turn: z.number().int(),
    at: z.string(),
    from: z
      .enum(['resident', 'bot', 'person', 'service'])
      .openapi({ description: 'service: what happened, e.g. that a person took over' }),
    name: z.string().nullable().openapi({ description: 'Of the person' }),
    texts: z.array(z.string()),
    documentId: z.string().optional().openapi({ description: 'A photo or paper that was sent' }),
  })
  .openapi('TranscriptLine');
type TranscriptLine = z.infer<typeof lineSchema>;

const HAPPENED = { 'person.took': 'taken', 'person.left': 'handed-back' } as const;

function wordsOf(reply: Reply): string {
  switch (reply.kind) {
    case 'text':
      return reply.text;
    case 'choices':
      return [reply.text, reply.choices.map(({ label }) => `[${label}]`).join(' ')].join('\n');
    case 'card':
      return [reply.title, ...reply.rows.map((row) => row.join(': '))].join('\n');
    case 'chart':
      return [reply.title, ...reply.bars.map(({ label, value }) => `${label}: ${value}`)].join('\n');
  }
}

/** What one turn adds: what was written, and what was answered. */
function linesOf(
  { turn, at, writtenAt, content, label, answer }: TranscriptEntry,
  voice: ReturnType<typeof deskVoice>,
): TranscriptLine[] {
  const said: TranscriptLine[] = answer.replies.map((reply) => {
    const name = reply.kind === 'text' ? (reply.from ?? null) : null;
    return { turn, at: rfc3339(at), from: name ? 'person' : 'bot', name, texts: [wordsOf(reply)] };
  });
  const line = (from: TranscriptLine['from'], ...texts: string[]): TranscriptLine => ({
    turn,
    at: rfc3339(writtenAt),
    from,
    name: null,
    texts,
  });
  switch (content.kind) {
    case 'text':
      return [line('resident', content.text), ...said];
    case 'button':
      return [line('resident', `[${label ?? '…'}]`), ...said];
    case 'document':
      return [{ ...line('resident'), documentId: content.documentId }, ...said];
    case 'event': {
      const happened = Object.entries(HAPPENED).find(([name]) => name === content.event.name)?.[1];
      return [...(happened ? [line('service', voice.event(happened))] : []), ...said];
    }
    case 'place':
      return [
        line('resident', voice.thing('location', content.address || `${content.latitude}, ${content.longitude}`)),
        ...said,
      ];
    default:
      return [line('resident', voice.thing(content.what)), ...said];
  }
}

const NUMBER = /W\d{13}/g;
const numbersIn = ({ answer }: TranscriptEntry): readonly string[] =>
  JSON.stringify(answer.replies).match(NUMBER) ?? [];

/** Cases that were spoken of. */
export const casesIn = (entries: readonly TranscriptEntry[]): readonly string[] => [
  ...new Set(entries.flatMap(numbersIn)),
];

/** All of it, but for what was written of anonymous reports: whoever filed one is nobody's to know. */
export function transcriptOf(
  entries: readonly TranscriptEntry[],
  anonymous: readonly string[],
  voice: ReturnType<typeof deskVoice>,
): TranscriptLine[] {
  const hidden = new Set<number>();
  for (const [place, entry] of entries.entries()) {
    if (!numbersIn(entry).some((number) => anonymous.includes(number))) continue;
    hidden.add(place);
    // The story before it was filed.
    for (let before = place - 1; entries[before]?.answer.turn.service === 'complaint.file'; before -= 1)
      hidden.add(before);
  }
  return entries.flatMap((entry, place): TranscriptLine[] => {
    if (!hidden.has(place)) return linesOf(entry, voice);
    const { turn, at } = entry;
    return hidden.has(place - 1)
      ? []
      : [{ turn, at: rfc3339(at), from: 'service', name: null, texts: [voice.anonymous] }];
  });
}
