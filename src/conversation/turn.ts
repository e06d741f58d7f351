/** One turn: a message and what it finds become an answer, a session and the writes that make both true. */
import { dayOf } from '../domain/calendar.ts';
import { type Locale, localeAtFirst, type ServiceId } from '../domain/names.ts';
import type { NoticeFacts } from '../domain/notice-facts.ts';
import type { Viewer } from '../domain/viewer.ts';
import type { Events } from '../events.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Chance } from '../outside/chance.ts';
import type { Clock } from '../outside/clock.ts';
import type { Embeddings } from '../outside/embeddings.ts';
import type { LanguageModel } from '../outside/language-model.ts';
import type { FetchMedia } from '../outside/media.ts';
import type { Services } from '../services/index.ts';
import type { Write } from '../store/commit.ts';
import { type Held, type Person, type Snapshot, saveTurn, type Waiting } from '../store/conversations.ts';
import { answerLocale } from '../text/script.ts';
import { readContent } from './content.ts';
import type { Turn } from './flow.ts';
import { wantedBy } from './flows/papers.ts';
import { isOwed } from './happenings.ts';
import { begin, type Making } from './making.ts';
import type { Answer, Reply } from './message.ts';
import { openConsult, type Spendings } from './model/consult.ts';
import { isName } from './names-written.ts';
import { noticeFacts } from './notice-facts.ts';
import { keysOf } from './render.ts';
import type { Respond } from './respond.ts';
import { keptContent, openSecrets, sealSecrets } from './secrets.ts';
import { voiceOf } from './sentences/voice.ts';
import { openFrame, restore } from './session.ts';
import { publicName, repliesOf, settleSession } from './settle.ts';
import { PUBLIC_LABELS } from './understanding/local/labels.ts';
import { worthOf } from './worth.ts';

export interface TurnDeps {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly services: Services;
  readonly knowledge: Knowledge;
  readonly publicUrl: string;
  /** By channel: how photos and files that people send are fetched. */
  readonly media: Readonly<Partial<Record<string, FetchMedia>>>;
  /** null: none is configured. */
  readonly model: LanguageModel | null;
  /** On the model's own server; null: words alone find articles. */
  readonly embeddings: Embeddings | null;
  /** What conversations have spent on both. */
  readonly spendings: Spendings;
  /** What a channel needs written with the turn so that its replies leave the house; nothing for those who fetch them. */
  readonly dispatch: Dispatch;
}

export type Dispatch = (
  person: Person,
  replies: readonly Reply[],
  about: {
    readonly conversationId: string;
    readonly waiting: Pick<Waiting, 'replyToken' | 'receivedAt'>;
    readonly locale: Locale;
    /** The member of staff whose words they are; else the bot's. */
    readonly saidBy?: string;
    /** `low`: can wait for more of its kind; `urgent`: goes alone. */
    readonly worth?: 'urgent' | 'plain' | 'low';
    /** The same as values, where it is a notice. */
    readonly notice?: NoticeFacts | null;
    /** The event it tells, where that is told on another channel if this one does not deliver it. */
    readonly toldBy?: bigint | null;
  },
) => readonly Write[];

export interface TakenTurn {
  readonly answer: Answer;
  readonly writes: readonly Write[];
  readonly after: Snapshot;
  readonly heard: Parameters<Events['messageAnswered']>[0];
  /** What of the stored session could not be opened and is dropped with this turn. */
  readonly unreadable: readonly ServiceId[];
}

export async function takeTurn(
  deps: TurnDeps,
  snapshot: Snapshot,
  waiting: Waiting,
  respond: Respond,
): Promise<TakenTurn> {
  const now = deps.clock.now();
  const content = readContent(waiting.content);
  const isNew = snapshot.conversationId === null;
  const conversationId = snapshot.conversationId ?? deps.chance.id();
  // On the web a token names its resident before they ever wrote; elsewhere the platform's id stays the platform's.
  let viewer =
    snapshot.viewer ??
    newViewer(isPlatform(snapshot.channel) ? deps.chance.id() : snapshot.channelUserId, snapshot.channel);

  const { session, unreadable } = await openSecrets(restore(snapshot.session), deps.services.secrets);

  // What they write decides the language, unless they chose one.
  if (viewer.locale !== 'en') session.chinese = viewer.locale;
  if (content.kind === 'text' && !viewer.localeChosen) {
    const named = isName(content.text, session, { locale: viewer.locale, today: dayOf(now) });
    if (!named) viewer = { ...viewer, locale: answerLocale(content.text, viewer.locale, session.chinese) };
  }

  const turnNumber = snapshot.turn + 1;
  const messageKey = `${waiting.inboxId}`;
  const consult =
    deps.model && content.kind === 'text'
      ? openConsult(
          deps.model,
          (await deps.services.settings()).modelLimits,
          {
            now,
            messageKey,
            spent: session.modelSpent,
            known: deps.spendings(`${snapshot.channel} ${snapshot.channelUserId}`, now.toISOString().slice(0, 10)),
          },
          deps.embeddings,
        )
      : null;
  const turn: Turn = {
    now,
    today: dayOf(now),
    locale: viewer.locale,
    viewer,
    services: deps.services,
    knowledge: deps.knowledge,
    consult,
    fetchMedia: deps.media[snapshot.channel] ?? null,
    publicUrl: deps.publicUrl,
    conversationId,
    messageKey,
    topic: session.topic,
    written: content.kind === 'text' ? content.text : '',
    standing: session.stack,
    render: (phrase) => voiceOf(making.turn.locale).say(phrase),
  };
  const making: Making = begin(session, turn);
  const proposals = await respond(making, content);
  if (consult?.spent().tokens) making.session.modelSpent = consult.spent();

  const voice = voiceOf(making.turn.locale);
  const replies = repliesOf(making, voice, turnNumber, proposals, session);
  // While a person holds the conversation the bot's question and its buttons stay as they are, for when it is given back.
  if (!snapshot.held) settleSession(making, voice, turnNumber, content.kind === 'event');
  const open = snapshot.held ? null : openFrame(making.session);
  const wanted = wantedBy(open);
  const answer: Answer = {
    replies,
    turn: {
      ...(snapshot.held && { person: await nameOf(deps, snapshot.held) }),
      service: open?.service ?? null,
      awaiting: open?.asked ? publicName(open.asked) : null,
      ...(wanted.length > 0 && { wanted }),
      understood: proposals.map(({ command, by }) => {
        const service = 'service' in command ? command.service : PUBLIC_LABELS[command.kind];
        return {
          kind: command.kind,
          ...(service !== undefined && { service }),
          ...('slot' in command && command.slot !== undefined && { slot: command.slot }),
          by,
        };
      }),
    },
  };
  const said = making.said.flatMap((placed) => keysOf(placed.said));
  const saved = saveTurn(
    {
      conversationId,
      turn: turnNumber,
      session: await sealSecrets(making.session, deps.services.secrets),
      inboxId: waiting.inboxId,
      kept: making.kept ?? keptContent(content),
      answer,
      // Keys and kinds only: what was typed may be a code or an ID number, and the answer holds what was said.
      trace: {
        said,
        understood: answer.turn.understood.map((one, place) => ({ ...one, why: proposals[place]?.why })),
      },
      now,
      isNoUse: content.kind === 'event' && (content.instead !== undefined || content.event.name === 'told.elsewhere'),
    },
    isNew
      ? {
          channel: snapshot.channel,
          channelUserId: snapshot.channelUserId,
          residentId: viewer.self ?? viewer.residentId,
        }
      : null,
  );
  return {
    answer,
    writes: [
      ...residentWrites(deps, snapshot, making.turn),
      ...saved,
      ...making.writes,
      ...deps.dispatch(snapshot, replies, {
        conversationId,
        waiting,
        locale: making.turn.locale,
        worth: worthOf(content, proposals, said),
        notice: noticeFacts(
          content,
          making.said.map((placed) => placed.said),
          voice,
        ),
        toldBy: isOwed(content) ? waiting.inboxId : null,
      }),
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
    unreadable,
  };
}

async function nameOf({ services }: TurnDeps, { staffId }: Held): Promise<string> {
  return (await services.settings()).staff.find((one) => one.staffId === staffId)?.name ?? staffId;
}

/**
 * One write for who they are, after all that this turn learned of them: two to the same row would not see each other. Beside a
 * flow's own change of that row a language that was only noticed waits: the next message shows it again.
 */
function residentWrites({ services }: TurnDeps, from: Snapshot, { viewer, locale }: Turn): readonly Write[] {
  const { residentId, localeChosen, currentAccount, realName } = viewer;
  const { viewer: before, channel, channelUserId } = from;
  if (!before) {
    const identity = isPlatform(channel) ? { provider: channel, subject: channelUserId } : null;
    return services.accounts.planNewResident(residentId, locale, localeChosen, identity);
  }
  if (before.locale === locale && before.localeChosen === localeChosen) return [];
  if (before.currentAccount !== currentAccount || before.realName !== realName) return [];
  return services.accounts.planLocale(residentId, locale, localeChosen).writes;
}

const isPlatform = (channel: string): boolean => channel !== 'web' && channel !== 'console';

const newViewer = (residentId: string, channel: string): Viewer => ({
  residentId,
  locale: localeAtFirst(channel),
  localeChosen: false,
  realName: 'unverified',
  currentAccount: null,
  accounts: [],
});
