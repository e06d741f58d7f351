/** READ THIS FIRST. One conversation, answered message by message: load, understand, step, save; no platform and no SQL here. */
import { dayOf } from '../domain/calendar.ts';
import { DEFAULT_LOCALE } from '../domain/names.ts';
import type { Viewer } from '../domain/viewer.ts';
import type { Events } from '../events.ts';
import type { Chance } from '../outside/chance.ts';
import type { Clock } from '../outside/clock.ts';
import type { Services } from '../services/index.ts';
import { lostRace, type Write } from '../store/commit.ts';
import { isDatabaseAway } from '../store/connect.ts';
import {
  acceptAndLoad,
  answersOfTurns,
  answerTo,
  loadConversation,
  type Person,
  type Snapshot,
  saveTurn,
  transcript,
  turnTraces,
  type Waiting,
} from '../store/conversations.ts';
import type { Database } from '../store/tables.ts';
import type { Unit } from '../store/unit.ts';
import { readButton, turnOfButton } from './buttons.ts';
import { readContent } from './content.ts';
import { safetyFirst } from './danger.ts';
import type { Turn } from './flow.ts';
import { hear } from './happenings.ts';
import { begin, type Making, sayAll } from './making.ts';
import type { Answer, Content, InboundMessage, Proposal, Reply } from './message.ts';
import { keysOf } from './render.ts';
import { applyAll, offerPerson } from './repairs.ts';
import { text } from './saying.ts';
import { voiceOf } from './sentences/voice.ts';
import { openFrame, restore, type Session } from './session.ts';
import { publicName, repliesOf, settleSession } from './settle.ts';
import { askAgain } from './step.ts';
import { emergency } from './understanding/emergency.ts';
import { NOT_YET } from './understanding/rules.ts';
import { localeOf } from './understanding/script.ts';
import { understandText } from './understanding/understand.ts';

/** A lost race is tried again this often; then the message waits for upkeep. */
const TRIES = 3;

export interface ConverseDeps {
  readonly db: Database;
  readonly unit: Unit;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly services: Services;
  readonly events: Events;
  /** What a channel needs written with the turn so that its replies leave the house; nothing for those who fetch them. */
  readonly dispatch: (
    person: Person,
    replies: readonly Reply[],
    about: { conversationId: string; waiting: Waiting },
  ) => readonly Write[];
}

export interface Answered {
  readonly turn: number;
  readonly answer: Answer;
}

export interface Converse {
  /** Stores messages (a redelivery changes nothing) and loads their conversations; durable when it resolves. */
  accept(messages: readonly InboundMessage[]): Promise<readonly Snapshot[]>;
  /**
   * Answers everything that waits in this conversation, oldest first, and returns the answers by event id. A snapshot that was
   * just loaded saves the first look.
   */
  answerWaiting(person: Person, snapshot?: Snapshot): Promise<ReadonlyMap<string, Answered>>;
  /** The answer that a message got earlier; null: none yet. */
  answerTo(channel: string, eventId: string): Promise<(Answered & { readonly channelUserId: string }) | null>;
  /** The newest `limit` turns after a turn, oldest first; a pressed button carries the label it had. */
  transcript(person: Person, afterTurn: number, limit: number): Promise<readonly TranscriptEntry[]>;
  /** The keys of the sentences said in the newest turns, newest last: what an editor or a test asks for. */
  traces(person: Person, turns: number): Promise<readonly (readonly string[])[]>;
}

export interface TranscriptEntry extends Answered {
  readonly at: Date;
  readonly writtenAt: Date;
  readonly content: Content;
  /** Of a pressed button: what was written on it. */
  readonly label?: string | null;
}

export function createConverse(deps: ConverseDeps): Converse {
  return {
    accept: (messages) =>
      acceptAndLoad(
        deps.db,
        messages.map((message) => ({ ...message, replyToken: message.replyToken ?? null })),
        deps.clock.now(),
      ),

    async answerWaiting(person, snapshot) {
      const answered = new Map<string, Answered>();
      let current = snapshot ?? (await loadConversation(deps.db, person));
      let lost = 0;
      for (;;) {
        const [next, ...later] = current.waiting;
        if (!next) return answered;
        let turn: TakenTurn;
        try {
          turn = await takeTurn(deps, current, next, step);
          await deps.unit.commit(turn.writes);
        } catch (error) {
          if (isDatabaseAway(error)) throw error;
          if (!lostRace(error)) {
            deps.events.turnFailed(error);
            // One of our own events is not lost: it stays unanswered for upkeep, and nobody's message waits for it.
            if (readContent(next.content).kind === 'event') {
              current = { ...current, waiting: later };
              continue;
            }
            // Something behind us is broken. It is said, nothing of the turn is written, and the next message gets its chance.
            turn = await takeTurn(deps, current, next, trouble);
            await deps.unit.commit(turn.writes);
          } else {
            // Somebody else answered here meanwhile, or made the same thing: look again and run this message on what holds now.
            lost += 1;
            deps.events.turnRaced({ channel: person.channel, attempt: lost });
            if (lost >= TRIES) return answered;
            current = await loadConversation(deps.db, person);
            continue;
          }
        }
        deps.events.messageAnswered(turn.heard);
        answered.set(next.eventId, { turn: turn.after.turn, answer: turn.answer });
        // What one turn left is what the next one needs: no second look at the database between messages of a burst.
        current = { ...turn.after, waiting: later };
        lost = 0;
      }
    },

    async answerTo(channel, eventId) {
      const found = await answerTo(deps.db, channel, eventId);
      return found && { channelUserId: found.channelUserId, turn: found.turn, answer: found.answer as Answer };
    },

    async transcript(person, afterTurn, limit) {
      const turns = await transcript(deps.db, person, afterTurn, limit);
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
      const pressed = entries.flatMap(({ content }) =>
        content.kind === 'button' ? [turnOfButton(content.value)] : [],
      );
      const older = pressed.filter((turn): turn is number => turn !== null && !known.has(turn));
      const answers = [
        ...entries.map((entry) => entry.answer),
        ...(older.length > 0 ? ((await answersOfTurns(deps.db, person, older)) as Answer[]) : []),
      ];
      const labels = new Map(
        answers
          .flatMap((answer) => answer.replies)
          .flatMap((reply) => ('choices' in reply ? reply.choices.map((one) => [one.button, one.label] as const) : [])),
      );
      return entries.map((entry) =>
        entry.content.kind === 'button' ? { ...entry, label: labels.get(entry.content.value) ?? null } : entry,
      );
    },

    traces: async (person, turns) => {
      const rows = await turnTraces(deps.db, person, turns);
      return rows.map((trace) => (trace as { said: string[] }).said);
    },
  };
}

interface TakenTurn {
  readonly answer: Answer;
  readonly writes: readonly Write[];
  readonly after: Snapshot;
  readonly heard: Parameters<Events['messageAnswered']>[0];
}

async function takeTurn(
  deps: ConverseDeps,
  snapshot: Snapshot,
  waiting: Waiting,
  respond: typeof step,
): Promise<TakenTurn> {
  const now = deps.clock.now();
  const content = readContent(waiting.content);
  const isNew = snapshot.conversationId === null;
  const conversationId = snapshot.conversationId ?? deps.chance.id();
  // On the web a token names its resident before they ever wrote; elsewhere the platform's id stays the platform's.
  let viewer = snapshot.viewer ?? newViewer(snapshot.channel === 'line' ? deps.chance.id() : snapshot.channelUserId);

  // What they write decides the language, unless they chose one.
  const written = content.kind === 'text' && !viewer.localeChosen ? localeOf(content.text) : null;
  if (written) viewer = { ...viewer, locale: written };

  const session = restore(snapshot.session);
  const turnNumber = snapshot.turn + 1;
  const turn: Turn = {
    now,
    today: dayOf(now),
    locale: viewer.locale,
    viewer,
    services: deps.services,
    conversationId,
    messageKey: `${waiting.inboxId}`,
    topic: session.topic,
    standing: session.stack,
    render: (phrase) => voiceOf(making.turn.locale).say(phrase),
  };
  const making: Making = begin(session, turn);
  const proposals = await respond(making, content);

  const voice = voiceOf(making.turn.locale);
  const replies = repliesOf(making, voice, turnNumber, proposals, session);
  settleSession(making, voice, turnNumber, content.kind === 'event');
  const open = openFrame(making.session);
  const answer: Answer = {
    replies,
    turn: {
      service: open?.service ?? null,
      awaiting: open?.asked ? publicName(open.asked) : null,
      understood: proposals.map(({ command, by }) => ({
        kind: command.kind,
        ...('service' in command && { service: command.service }),
        ...('slot' in command && command.slot !== undefined && { slot: command.slot }),
        by,
      })),
    },
  };
  const saved = saveTurn(
    {
      conversationId,
      turn: turnNumber,
      session: making.session,
      inboxId: waiting.inboxId,
      answer,
      // Keys and kinds only: what was typed may be a code or an ID number, and the answer holds what was said.
      trace: { said: making.said.flatMap((placed) => keysOf(placed.said)), understood: answer.turn.understood },
      now,
    },
    isNew ? { channel: snapshot.channel, channelUserId: snapshot.channelUserId, residentId: viewer.residentId } : null,
  );
  return {
    answer,
    writes: [
      ...residentWrites(deps, snapshot.viewer, making.turn),
      ...saved,
      ...making.writes,
      ...deps.dispatch(snapshot, replies, { conversationId, waiting }),
    ],
    after: {
      ...snapshot,
      conversationId,
      turn: turnNumber,
      session: making.session,
      viewer: { ...making.turn.viewer, locale: making.turn.locale },
    },
    heard: {
      channel: snapshot.channel,
      service: answer.turn.service,
      awaiting: answer.turn.awaiting,
      commands: proposals.map((proposal) => proposal.command.kind).join(' '),
      by: proposals[0]?.by ?? 'rule',
    },
  };
}

/**
 * One write for who they are, after all that this turn learned of them: two to the same row would not see each other. Beside a
 * flow's own change of that row a language that was only noticed waits: the next message shows it again.
 */
function residentWrites({ services }: ConverseDeps, before: Viewer | null, { viewer, locale }: Turn): readonly Write[] {
  const { residentId, localeChosen, currentAccount } = viewer;
  if (!before) return [services.accounts.planNewResident(residentId, locale, localeChosen)];
  if (before.locale === locale && before.localeChosen === localeChosen) return [];
  if (before.currentAccount !== currentAccount) return [];
  return services.accounts.planLocale(residentId, locale, localeChosen).writes;
}

/** What is said when answering failed: the conversation stays where it was. Whoever is in danger hears what keeps them safe. */
async function trouble(making: Making, content: Content): Promise<readonly Proposal[]> {
  if (content.kind === 'text' && emergency(content.text)) {
    sayAll(making, [await safetyFirst(making)]);
    return [];
  }
  const { hotline } = await making.turn.services.settings();
  sayAll(making, [text('trouble.unavailable', { hotline: hotline[making.turn.locale] })]);
  return [];
}

/** Understands and applies. */
async function step(making: Making, content: Content): Promise<readonly Proposal[]> {
  if (content.kind === 'event') {
    await hear(making, content.event);
    return [];
  }
  const proposals = understand(making.session, making.turn, content);
  const commands = proposals.map(({ command }) => command);
  // An answer is an answer, whatever words it is made of: 等了三天没人来 as the reason of a rating.
  const notYet =
    content.kind === 'text' &&
    !commands.some(({ kind }) => kind === 'set' || kind === 'correct') &&
    NOT_YET.some((service) => service.test(content.text));
  await applyAll(
    making,
    commands.filter(({ kind }) => !notYet || kind !== 'unknown'),
  );
  if (notYet && !proposals.some(({ command }) => command.kind === 'emergency')) await offerPerson(making);
  if (content.kind === 'other') {
    sayAll(making, [text('scope.cannot-read')]);
    await askAgain(making);
  }
  return proposals;
}

function understand(session: Session, turn: Turn, content: Content): readonly Proposal[] {
  if (content.kind === 'button') return [{ command: readButton(content.value, session), by: 'button' }];
  if (content.kind !== 'text') return [];
  const open = openFrame(session);
  return understandText(content.text, {
    locale: turn.locale,
    today: turn.today,
    open: open?.asked
      ? {
          service: open.service,
          slot: open.asked,
          options: open.options.map(({ alsoSaid, ...option }) => ({ ...option, ...(alsoSaid && { alsoSaid }) })),
          optional: open.optional,
        }
      : null,
    filled: open?.slots ?? {},
  });
}

const newViewer = (residentId: string): Viewer => ({
  residentId,
  locale: DEFAULT_LOCALE,
  localeChosen: false,
  realName: 'unverified',
  currentAccount: null,
  accounts: [],
});
