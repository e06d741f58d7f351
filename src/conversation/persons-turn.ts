/** A person's part of a conversation, as its turn stores it and its channel sends it: taking over, words, giving back. */
import type { SpeakAsPerson } from '../services/handoff.ts';
import type { Answer, Reply } from './message.ts';
import { phrase } from './sentences/book.ts';
import { voiceOf } from './sentences/voice.ts';
import type { Dispatch } from './turn.ts';

/** `dispatch` is the conversation's own: a person's words leave by the same ways as the bot's, marked as theirs. */
export const createSpeakAsPerson =
  (dispatch: Dispatch): SpeakAsPerson =>
  (seat, staff, word, now) => {
    const replies: readonly Reply[] =
      word.kind === 'took'
        ? [{ kind: 'text', text: voiceOf(seat.locale).say(phrase('handoff.with-person', { name: staff.name })) }]
        : word.kind === 'said'
          ? [{ kind: 'text', text: word.text, from: staff.name }]
          : [];
    const answer: Answer = {
      replies,
      turn: {
        service: null,
        awaiting: null,
        understood: [],
        ...(word.kind !== 'left' && { person: staff.name }),
      },
    };
    return {
      answer,
      trace: { said: word.kind === 'took' ? ['handoff.with-person'] : [], understood: [] },
      writes: dispatch(seat, replies, {
        conversationId: seat.conversationId,
        waiting: { replyToken: null, receivedAt: now },
        locale: seat.locale,
        saidBy: staff.staffId,
      }),
    };
  };
