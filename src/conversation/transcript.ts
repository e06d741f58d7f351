/** A conversation read back: what was written, pressed and answered, for people who come back and for those who look into a turn. */
import {
  answersOfTurns,
  answerTo,
  type Person,
  type TranscriptTurn,
  transcript,
  turnTraces,
} from '../store/conversations.ts';
import type { Database } from '../store/tables.ts';
import { turnOfButton } from './buttons.ts';
import { readContent } from './content.ts';
import type { Answer, Content } from './message.ts';

export interface Answered {
  readonly turn: number;
  readonly answer: Answer;
}

export interface TranscriptEntry extends Answered {
  readonly at: Date;
  readonly writtenAt: Date;
  readonly content: Content;
  /** Of a pressed button: what was written on it. */
  readonly label?: string | null;
}

export interface Transcripts {
  /** The answer that a message got earlier; null: none yet. */
  answerTo(channel: string, eventId: string): Promise<(Answered & { readonly channelUserId: string }) | null>;
  /** The newest `limit` turns after a turn, oldest first; a pressed button carries the label it had. */
  transcript(person: Person, afterTurn: number, limit: number): Promise<readonly TranscriptEntry[]>;
  /** The same for the `limit` turns that come next: who goes on from the last of them misses nothing. */
  following(person: Person, afterTurn: number, limit: number): Promise<readonly TranscriptEntry[]>;
  /** The keys of the sentences said in the newest turns, newest last: what an editor or a test asks for. */
  traces(person: Person, turns: number): Promise<readonly (readonly string[])[]>;
}

export function createTranscripts(db: Database): Transcripts {
  /** A pressed button gets the label it had. */
  const labelled = async (person: Person, turns: readonly TranscriptTurn[]): Promise<readonly TranscriptEntry[]> => {
    const entries = turns.map(
      ({ turn, at, writtenAt, content, answer }): TranscriptEntry => ({
        turn,
        at,
        writtenAt,
        content: readContent(content),
        answer: answer as Answer,
      }),
    );
    const known = new Set(entries.map((entry) => entry.turn));
    const pressed = entries.flatMap(({ content }) => (content.kind === 'button' ? [turnOfButton(content.value)] : []));
    const older = pressed.filter((turn): turn is number => turn !== null && !known.has(turn));
    const answers = [
      ...entries.map((entry) => entry.answer),
      ...(older.length > 0 ? ((await answersOfTurns(db, person, older)) as Answer[]) : []),
    ];
    const labels = new Map(
      answers
        .flatMap((answer) => answer.replies)
        .flatMap((reply) => ('choices' in reply ? reply.choices.map((one) => [one.button, one.label] as const) : [])),
    );
    return entries.map((entry) =>
      entry.content.kind === 'button' ? { ...entry, label: labels.get(entry.content.value) ?? null } : entry,
    );
  };

  return {
    async answerTo(channel, eventId) {
      const found = await answerTo(db, channel, eventId);
      return found && { channelUserId: found.channelUserId, turn: found.turn, answer: found.answer as Answer };
    },

    transcript: async (person, afterTurn, limit) => labelled(person, await transcript(db, person, afterTurn, limit)),

    following: async (person, afterTurn, limit) =>
      labelled(person, await transcript(db, person, afterTurn, limit, 'next')),

    traces: async (person, turns) => {
      const rows = await turnTraces(db, person, turns);
      return rows.map((trace) => (trace as { said: string[] }).said);
    },
  };
}
