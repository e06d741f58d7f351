/** How a conversation forgets a message: values that were its words are asked for again, elsewhere the words are blotted out. */
import { maskIdNumbers } from '../domain/mask.ts';
import type { Events } from '../events.ts';
import type { Forgetting } from '../services/taken-back.ts';
import { readContent } from './content.ts';
import { openSecrets, sealSecrets } from './secrets.ts';
import { restore, type Session } from './session.ts';

/** Shorter words stand in too many places by chance; they go where they stand alone. */
const FINDABLE = 4;
const GONE = '…';

export const createForgetting = (
  secrets: { seal(text: string): Promise<string>; unseal(sealed: string): Promise<string> },
  events: Pick<Events, 'sessionUnreadable'>,
): Forgetting => ({
  partsOf(stored) {
    const content = readContent(stored);
    return {
      words: content.kind === 'text' ? content.text.trim() : content.kind === 'place' ? content.address : '',
      papers: content.kind === 'document' ? [content.documentId] : [],
    };
  },

  async session(stored, { words, papers }) {
    const { session, unreadable } = await openSecrets(restore(stored), secrets);
    if (unreadable.length > 0) events.sessionUnreadable({ services: unreadable.join(' ') });
    const forget = (frame: Frame) => frameWithout(frame, words, papers);
    const left = session.left && { ...session.left, frames: session.left.frames.map(forget) };
    const stack = session.stack.map(forget);
    return sealSecrets(without({ ...session, stack, ...(left && { left }) }, words), secrets);
  },

  anywhere: without,
});

type Frame = Session['stack'][number];

function frameWithout(frame: Frame, words: string, papers: readonly string[]): Frame {
  const isGone = (value: string | undefined): boolean =>
    value !== undefined && words !== '' && (sameWords(value, words) || maskIdNumbers(value) === words);
  const names = Object.keys(frame.slots) as Frame['given'];
  const gone = names.filter((name) => isGone(frame.slots[name]));
  const { papers: given, photos, ...memo } = frame.memo;
  const left = (given ? (JSON.parse(given) as { documentId: string }[]) : []).filter(
    ({ documentId }) => !papers.includes(documentId),
  );
  const seen = (photos ?? '').split(' ').filter((id) => id !== '' && !papers.includes(id));
  const isSame = gone.length === 0 && !papers.some((id) => given?.includes(id) || photos?.includes(id));
  if (isSame) return frame;
  return {
    ...frame,
    slots: Object.fromEntries(names.filter((name) => !gone.includes(name)).map((name) => [name, frame.slots[name]])),
    given: frame.given.filter((name) => !gone.includes(name)),
    mustAsk: [...frame.mustAsk, ...gone],
    memo: {
      ...memo,
      ...(left.length > 0 && { papers: JSON.stringify(left) }),
      ...(seen.length > 0 && { photos: seen.join(' ') }),
    },
    // A yes was to what was read back with it.
    readBack: null,
    agreed: null,
  };
}

const bare = (text: string): string => text.normalize('NFKC').replace(/[\s\p{P}]/gu, '');
const sameWords = (value: string, words: string): boolean => bare(value) === bare(words) && bare(words) !== '';

/** Every string of a value without these words. */
function without<T>(value: T, words: string): T {
  if (words === '') return value;
  const blot = (text: string): string => {
    if (text.trim() === words) return GONE;
    return [...words].length >= FINDABLE ? text.replaceAll(words, GONE) : text;
  };
  return mapped(value, blot) as T;
}

function mapped(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((one) => mapped(one, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, mapped(one, change)]));
}
