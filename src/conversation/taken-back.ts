/** A message its writer took back: out of everything that keeps words, for residents and staff alike. */
import { maskIdNumbers } from '../domain/mask.ts';
import type { Clock } from '../outside/clock.ts';
import type { Files } from '../outside/files.ts';
import {
  dropPapers,
  emptyMessage,
  forgetQuestions,
  noteTakenBack,
  rewriteAnswer,
  rewriteUnsent,
  type ToTakeOut,
  toTakeOut,
  turnWithout,
} from '../store/channel-people.ts';
import { lostRace, type Write } from '../store/commit.ts';
import type { Person } from '../store/conversations.ts';
import type { Database } from '../store/tables.ts';
import type { Unit } from '../store/unit.ts';
import { readContent } from './content.ts';
import { openSecrets, sealSecrets } from './secrets.ts';
import { restore, type Session } from './session.ts';

/** A burst may win the conversation's next turn again and again. */
const TRIES = 8;
/** Shorter words stand in too many places by chance; they go where they stand alone. */
const FINDABLE = 4;
const GONE = '…';

export interface TakenBackDeps {
  readonly db: Database;
  readonly unit: Unit;
  readonly clock: Clock;
  readonly files: Files<Write>;
  readonly secrets: { seal(text: string): Promise<string>; unseal(sealed: string): Promise<string> };
}

/**
 * Durable when it resolves. What the resident agreed to with a yes stays what it is: a filed complaint is not a message any more.
 * Throws when the conversation is too busy; the platform then tells it again.
 */
export const createTakeBack =
  (deps: TakenBackDeps) =>
  async (person: Person, messageIds: readonly string[]): Promise<void> => {
    if (messageIds.length === 0) return;
    // First of all, so that one which arrives at this very moment is not kept either.
    await noteTakenBack(deps.db, person.channel, messageIds, deps.clock.now());
    for (const messageId of messageIds) await takeOut(deps, person, messageId);
  };

async function takeOut(deps: TakenBackDeps, person: Person, messageId: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    const found = await toTakeOut(deps.db, person, messageId);
    if (!found) return;
    try {
      return await deps.unit.commit(await writesWithout(deps, found));
    } catch (error) {
      if (!lostRace(error) || tries >= TRIES) throw error;
    }
  }
}

async function writesWithout(deps: TakenBackDeps, found: ToTakeOut): Promise<readonly Write[]> {
  const now = deps.clock.now();
  const content = readContent(found.content);
  const words = content.kind === 'text' ? content.text.trim() : '';
  const papers = 'documentId' in content && content.documentId ? [content.documentId] : [];
  const { conversation } = found;
  const writes: Write[] = [emptyMessage(found.inboxId, now)];
  if (found.answeredAt) writes.push(forgetQuestions(found.inboxId, found.answeredAt));
  if (papers.length > 0) writes.push(dropPapers(papers, now), ...(await deps.files.remove(papers)));
  if (conversation) {
    const session = await openSecrets(restore(conversation.session), deps.secrets);
    const plain = await sealSecrets(sessionWithout(session, words, papers), deps.secrets);
    writes.push(
      ...turnWithout({ ...found, conversation }, { session: plain, inboxId: found.inboxId, now }),
      ...found.turns
        .map(({ turn, answer }) => ({ turn, answer, without: without(answer, words) }))
        .filter(({ answer, without: after }) => JSON.stringify(answer) !== JSON.stringify(after))
        .map(({ turn, without: after }) => rewriteAnswer(conversation.conversationId, turn, after)),
    );
  }
  for (const { outboxId, body } of found.unsent) {
    const after = without(body, words);
    if (JSON.stringify(body) !== JSON.stringify(after)) writes.push(rewriteUnsent(outboxId, after));
  }
  return writes;
}

/** Values that were these words are forgotten, so that they are asked for again; elsewhere the words are blotted out. */
function sessionWithout(session: Session, words: string, papers: readonly string[]): Session {
  const isGone = (value: string | undefined): boolean =>
    value !== undefined && words !== '' && (sameWords(value, words) || maskIdNumbers(value) === words);
  const stack = session.stack.map((frame) => {
    const gone = Object.entries(frame.slots).flatMap(([name, value]) => (isGone(value) ? [name] : []));
    const held = frame.memo.papers ? (JSON.parse(frame.memo.papers) as { documentId: string }[]) : [];
    const left = held.filter(({ documentId }) => !papers.includes(documentId));
    if (gone.length === 0 && left.length === held.length) return frame;
    return {
      ...frame,
      slots: Object.fromEntries(Object.entries(frame.slots).filter(([name]) => !gone.includes(name))),
      given: frame.given.filter((name) => !gone.includes(name)),
      mustAsk: [...frame.mustAsk, ...(gone as Session['stack'][number]['mustAsk'])],
      memo: { ...frame.memo, ...(frame.memo.papers && { papers: JSON.stringify(left) }) },
      // A yes was to what was read back with it.
      readBack: null,
      agreed: null,
    };
  });
  return without({ ...session, stack }, words);
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
