/** A dialogue as it goes on: what was said last, what is open, what was written; every step is looked at and counted. */
import type { Answer, Reply } from '../../src/conversation/message.ts';
import { type Pressable, pressables } from './buttons.ts';
import { type Counted, newCounted } from './counters.ts';
import type { Dice } from './dice.ts';
import type { Door } from './doors.ts';
import type { Meaning } from './model.ts';
import type { Resident } from './people.ts';
import { look, type Seen } from './seen.ts';
import { textsOf } from './texts.ts';
import type { Home } from './town.ts';
import { createWatch, type Did } from './watch.ts';
import type { World } from './world.ts';

/** `set:phone start:bill.query`, as the service took it. */
const understoodIn = ({ turn }: Answer): string =>
  turn.understood.map(({ kind, service, slot }) => [kind, service ?? slot].filter(Boolean).join(':')).join(' ');

export type Talk = Awaited<ReturnType<typeof openTalk>>;

export interface TalkOptions {
  readonly world: World;
  readonly door: Door;
  readonly resident: Resident;
  readonly homes: Readonly<Record<string, Home>>;
  readonly dice: Dice;
  readonly gold: boolean;
}

/** Said to who was not understood. */
const UNHEARD = ['repair.unclear', 'repair.unclear-again', 'repair.choose-or-person', 'repair.which', 'wrong.choice'];
/** Minutes between two messages of somebody who is in no hurry and has nothing else to do. */
const LEAST_PACE = 0.2;
const GOLD_SECONDS = 20;

export async function openTalk({ world, door, resident, homes, dice, gold }: TalkOptions) {
  const counted: Counted = newCounted();
  const transcript: string[] = [];
  const said: string[] = [];
  const boundOnce = new Set<string>();
  const pace = Math.max(LEAST_PACE, ...resident.who.map((who) => who.pace));
  let seen: Seen = await look(world, door.channelUserId, 0);
  let turnsSeen = 0;
  let moves = 0;
  let replies: readonly Reply[] = [];
  /** What was read back stands above the question for as long as it waits for its yes. */
  let readBack: readonly Reply[] = [];
  let awaiting: string | null = null;
  let service: string | null = null;
  let wanted: readonly string[] = [];
  let keys: readonly string[] = [];
  let allKeys: string[] = [];
  let allText = '';
  let firstKeys: readonly string[] = [];
  let unheard = 0;
  const old: Pressable[] = [];
  const watch = createWatch(counted, {
    homes,
    own: () => [...seen.rows.bound, ...boundOnce],
    mayHearDue: [homes[resident.home]?.account ?? ''],
    saidByResident: () => said.join('\n'),
  });

  const note = (who: string, text: string): void => {
    const plain = text.replaceAll(/https?:\/\/\S+/g, '(link)').replaceAll('\n', ' / ');
    transcript.push(`${world.now().toISOString().slice(5, 16)} ${who} ${plain}`);
  };

  /** Everything that was said since, and what it means for the counters; `did` null: nobody wrote. */
  async function listen(did: Did | null): Promise<void> {
    const before = seen;
    const stood = { replies: readBack.length > 0 ? readBack : replies, awaiting };
    seen = await look(world, door.channelUserId, turnsSeen);
    for (const one of seen.rows.bound) boundOnce.add(one);
    keys = [];
    for (const turn of seen.turns) {
      const { answer } = turn;
      turnsSeen = Math.max(turnsSeen, turn.turn);
      replies = answer.replies.length > 0 ? answer.replies : replies;
      ({ awaiting, service } = answer.turn);
      wanted = answer.turn.wanted ?? [];
      keys = [...keys, ...turn.keys];
      readBack = awaiting === 'confirm' ? [...readBack, ...answer.replies] : [];
      const text = textsOf(answer.replies);
      allText += `${text}\n`;
      old.push(...pressables(answer.replies).filter(({ kind }) => kind !== 'start'));
      const who = answer.turn.person ? '☎' : turn.byItself ? '✉' : '🤖';
      note(who, `${text} [${turn.keys.join(' ')}] ${understoodIn(answer)} → ${service ?? '–'}:${awaiting ?? '–'}`);
    }
    allKeys.push(...keys);
    if (moves === 1 && did) firstKeys = keys;
    if (did && keys.some((key) => UNHEARD.includes(key))) unheard += 1;
    watch.step({ before, after: seen, did, stood, now: world.now() });
  }

  /** Of the machine's own clock: the longest that anybody waited for an answer. */
  let slowestMs = 0;
  /** Of it, for the model, as the service measures it. */
  let longestWaitMs = 0;
  const timed = async (send: () => Promise<void>): Promise<void> => {
    const [began, waited] = [performance.now(), world.waitedMs()];
    await send();
    slowestMs = Math.max(slowestMs, performance.now() - began);
    longestWaitMs = Math.max(longestWaitMs, world.waitedMs() - waited);
  };

  const move = (): void => {
    world.advance(gold ? GOLD_SECONDS : Math.round(pace * 60 * (0.5 + dice.next())));
    moves += 1;
  };

  return {
    counted,
    transcript,
    note,
    listen,
    place: watch.place,
    oldButton: watch.oldButton,
    seen: () => seen,
    awaiting: () => awaiting,
    service: () => service,
    wanted: () => wanted,
    replies: () => replies,
    /** Sentences of the last turn. */
    keys: () => keys,
    moves: () => moves,
    said: () => said as readonly string[],
    unheard: () => unheard,
    longestWaitMs: () => longestWaitMs,
    slowestMs: () => Math.round(slowestMs),
    all: () => ({ keys: allKeys as readonly string[], firstKeys, text: allText }),
    buttons: (): readonly Pressable[] => pressables(replies),
    /** The address of the newest card that has one. */
    link: (): string | null =>
      replies.flatMap((reply) => (reply.kind === 'card' && reply.link ? [reply.link.url] : [])).at(-1) ?? null,
    /** Buttons that can be seen and whose questions are over: said again, a question is the same one. */
    stale: (): readonly Pressable[] => {
      const open = pressables(replies).find(({ question }) => question !== '');
      return old.filter(
        (one) =>
          one.question !== '' &&
          !(one.frame === open?.frame && (one.question === open.question || one.question === awaiting)) &&
          door.shows(one),
      );
    },
    /** The open question by the name that its buttons carry; the turn calls choosing just `choice`. */
    slot: (): string => {
      const named = pressables(replies).find(
        ({ kind, question }) => question !== '' && (kind === 'set' || kind === 'skip'),
      );
      return awaiting === 'choice' || awaiting === null ? (named?.question ?? awaiting ?? '') : awaiting;
    },
    /** From here on it counts. */
    begins: (): void => {
      [moves, unheard, allKeys, allText] = [0, 0, [], ''];
      counted.found.length = 0;
    },
    /** `means`: what a language model is told that it says, if one is asked. */
    async write(text: string, yes = false, means: readonly Meaning[] = []): Promise<void> {
      world.means(means);
      move();
      said.push(text);
      note('👤', text);
      await timed(() => door.write(text));
      await listen({ text, yes });
    },
    async press(button: Pressable): Promise<void> {
      move();
      said.push(button.label);
      note(
        '👆',
        `${button.label} (${button.kind} ${button.rest
          .slice(0, 2)
          .join(' ')
          .replace(/[0-9a-f]{16}/, '…')})`,
      );
      await timed(() => door.press(button));
      await listen({ text: button.label, yes: button.kind === 'affirm' });
    },
    /** false: this door takes no photos. */
    async photo(paper: string): Promise<boolean> {
      move();
      note('📷', paper);
      if (!(await door.photo(paper))) return false;
      await listen({ text: paper, yes: false });
      return true;
    },
    async sticker(): Promise<void> {
      move();
      note('👤', '(sticker)');
      await door.sticker();
      await listen({ text: '(sticker)', yes: false });
    },
    async again(): Promise<void> {
      note('⇉', 'delivered again');
      watch.twice(await door.again(), transcript.at(-2) ?? '');
      await listen(null);
    },
  };
}
