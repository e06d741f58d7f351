/** Puts the house together from a configuration, a database and whatever the start file chose: no container, just calls. */
import { type AppDeps, createApp } from './app.ts';
import { lineOutgoing } from './channels/line/deliver.ts';
import { linkedMessage } from './channels/line/linked.ts';
import { createReceive } from './channels/receive.ts';
import { signedInBy } from './channels/rest/index.ts';
import { createTurnstile } from './channels/turnstile.ts';
import { wechatOutgoing } from './channels/wechat/deliver.ts';
import { buttonOf } from './channels/wechat/numbers.ts';
import { kfOutgoing } from './channels/wechat-kf/deliver.ts';
import { type Config, switchedOn } from './config.ts';
import { articleWords } from './conversation/article-words.ts';
import { createConverse } from './conversation/converse.ts';
import { createForgetting } from './conversation/forgetting.ts';
import { createSpendings } from './conversation/model/consult.ts';
import { createSpeakAsPerson } from './conversation/persons-turn.ts';
import { holderWords } from './conversation/sentences/holders/letters.ts';
import { WECHAT_WORDS } from './conversation/sentences/wechat.ts';
import type { Dispatch } from './conversation/turn.ts';
import { outsideness } from './conversation/understanding/outside.ts';
import { createDemoClerk } from './desk/demo-clerk.ts';
import { dayOf } from './domain/calendar.ts';
import { DEMO_HINTS } from './domain/demo.ts';
import { DEFAULT_LOCALE } from './domain/names.ts';
import type { Settings } from './domain/settings.ts';
import { createEvents, type Sink } from './events.ts';
import { createKnowledge } from './knowledge/knowledge.ts';
import type { Render } from './knowledge/render.ts';
import { cryptoChance } from './outside/chance.crypto.ts';
import type { Chance } from './outside/chance.ts';
import { systemClock } from './outside/clock.system.ts';
import type { Clock } from './outside/clock.ts';
import { guardedEmbeddings } from './outside/embeddings.guarded.ts';
import { openAiEmbeddings } from './outside/embeddings.openai.ts';
import { dayBudget } from './outside/guard.ts';
import { guardedLanguageModel } from './outside/language-model.guarded.ts';
import type { LoadLanguageModel } from './outside/language-model.ts';
import { lineLogin } from './outside/line-login.api.ts';
import { lineLinkTokens } from './outside/line-login.link-tokens.ts';
import { linePayGateway } from './outside/payment-gateway.line-pay.ts';
import { sandboxGateway, sandboxSigner } from './outside/payment-gateway.sandbox.ts';
import { wechatPayGateway } from './outside/payment-gateway.wechat-pay.ts';
import { createSandbox } from './outside/sandbox-gateway/gateway.ts';
import { demoTaxPlatform } from './outside/tax-platform.demo.ts';
import { demoTextMessages } from './outside/text-message.demo.ts';
import { webhookTextMessages } from './outside/text-message.webhook.ts';
import { miniProgram } from './outside/wechat-mini.api.ts';
import { SESSION_DAYS } from './services/accounts.ts';
import { createDelivery, type Sender } from './services/delivery.ts';
import type { Deps } from './services/deps.ts';
import type { Reach } from './services/fallback.ts';
import { createServices } from './services/index.ts';
import { createTakeBack } from './services/taken-back.ts';
import { createTokens } from './services/tokens.ts';
import type { Write } from './store/commit.ts';
import { type Person, peopleWaiting, tryLater } from './store/conversations.ts';
import { removeSpentCounters } from './store/counters.ts';
import { tablesFiles } from './store/files.ts';
import { databaseAnswers } from './store/health.ts';
import { linePayBook } from './store/line-pay.ts';
import { putInOutbox, type ToSend } from './store/outbox.ts';
import { dueNow, isFetch, leaveToFetch, takePassively, unshown } from './store/passive.ts';
import { personKnown } from './store/residents.ts';
import { sandboxBook } from './store/sandbox.ts';
import { settingsInForce } from './store/settings.ts';
import type { Database } from './store/tables.ts';
import { createUnit, type Unit } from './store/unit.ts';
import { tablesUtilitySystem } from './store/utility-system.ts';
import { answerLocale } from './text/script.ts';
import { createUpkeep } from './upkeep.ts';
import { wireKf } from './wiring.kf.ts';
import { wireLine } from './wiring.line.ts';
import { miniNotice, miniOutgoing, wireMini } from './wiring.mini.ts';
import { wireWechat } from './wiring.wechat.ts';
import { wechatyOutgoing, wireWechaty } from './wiring.wechaty.ts';

const SETTINGS_FRESH_MS = 60_000;
const WECHAT_WINDOW_HOURS = 48;

/** People whose messages were left: so many are looked for at once, answered at once, and looked for again in a round of upkeep. */
const LEFT_PER_LOOK = 50;
const LEFT_AT_ONCE = 8;
const LOOKS_PER_ROUND = 20;

export interface Parts {
  readonly config: Config;
  readonly db: Database;
  /** May answer what was true a minute ago; only settings are read here. */
  readonly cachedDb: Database;
  /** Lets work go on after a response. */
  readonly later: (work: Promise<unknown>) => void;
  readonly sink: Sink;
  /** How many webhooks are answered at once; the others are stored, acknowledged and wait. Without it, on Workers, all of them. */
  readonly answersAtOnce?: number;
  /** Where this process reaches itself: the sandbox gateway's notices go there. */
  readonly selfUrl: string;
  /** The sender's address, where the platform vouches for it. */
  readonly addressOf?: AppDeps['addressOf'];
  /** How this start file gets at the model's code, which is too heavy to stand beside the rest; without it there is no model. */
  readonly loadLanguageModel?: LoadLanguageModel;
  // What tests put in place of the real thing.
  readonly clock?: Clock;
  readonly chance?: Chance;
  readonly unit?: Unit;
  readonly faultPoint?: (name: string) => void;
  /** How the sandbox gateway reaches us. */
  readonly fetch?: typeof fetch;
  readonly pause?: (ms: number) => Promise<void>;
  /** Upkeep does one thing after the other: the same dice give the same game. */
  readonly oneByOne?: boolean;
  /** Stands between us and the payment gateways that are set up. */
  readonly gateways?: (made: Deps['gateways']) => Deps['gateways'];
}

export function wire(parts: Parts) {
  const { config, db } = parts;
  const clock = parts.clock ?? systemClock(config.demoNow ?? undefined);
  const chance = parts.chance ?? cryptoChance;
  const unit = parts.unit ?? createUnit(db);
  const events = createEvents(parts.sink);
  const tokens = createTokens(config.tokenSecret, config.oldTokenSecrets);
  const later = (work: Promise<unknown>) =>
    parts.later(work.catch((error: unknown) => events.upkeepFailed({ task: 'after the answer', error })));

  const signer = sandboxSigner(config.tokenSecret);
  const book = sandboxBook(db);
  const sandbox = config.sandbox
    ? createSandbox({
        book,
        signer,
        now: () => clock.now(),
        newId: chance.id,
        notifyUrl: `${parts.selfUrl}/v1/payment-notifications/sandbox`,
        fetch: parts.fetch ?? ((...call) => fetch(...call)),
        later,
      })
    : null;

  const dispatch: Dispatch = (
    { channel, channelUserId },
    replies,
    { conversationId, waiting, locale, saidBy, worth, toldBy, notice = null },
  ) => {
    const put = (parts: readonly Pick<ToSend, 'body' | 'replyToken' | 'dueAt' | 'uselessAt'>[]): Write[] => {
      const [first, ...more] = parts.map(
        (outgoing): ToSend => ({
          conversationId,
          channel,
          recipient: channelUserId,
          retryKey: chance.id(),
          ...(saidBy && { saidBy }),
          ...(worth && { worth }),
          ...(toldBy && { toldBy }),
          ...outgoing,
        }),
      );
      return first ? [putInOutbox(first, ...more)] : [];
    };
    const now = clock.now();
    const words = WECHAT_WORDS[locale];
    if (channel === 'wechat') return put(wechatOutgoing(replies, words, waiting, now, notice));
    if (channel === 'wechat-kf') return put(kfOutgoing(replies, words, waiting, now));
    if (channel === 'wechaty') return put(wechatyOutgoing(replies, words));
    if (channel === 'wechat-mini') return put(miniOutgoing(replies, words, now));
    // On the web nothing rings: who agreed in the mini program is told there.
    if (channel === 'web' && notice)
      return [miniNotice(notice, { conversationId, locale, retryKey: chance.id(), now })];
    if (channel !== 'line') return [];
    const outgoing = lineOutgoing(replies, waiting.replyToken, waiting.receivedAt);
    return outgoing ? put([{ ...outgoing, dueAt: now }]) : [];
  };

  // Asked outside, not at ourselves: `parts.fetch` is the sandbox's way to us.
  const gatewayTools = {
    now: () => clock.now(),
    newId: chance.id,
    fetch: ((...call) => fetch(...call)) as typeof fetch,
  };

  const checksAge = config.demoNow === null;
  const mini = config.miniProgram
    ? miniProgram(config.miniProgram, {
        ...gatewayTools,
        checksAge,
        tell: (trouble, code) => events.platformTrouble({ platform: 'mini program', trouble, code }),
      })
    : null;

  const gateways: Deps['gateways'] = {
    ...(config.wechatPay && {
      'wechat-pay': wechatPayGateway(config.wechatPay, {
        ...gatewayTools,
        notifyUrl: `${config.publicUrl}/v1/payment-notifications/wechat-pay`,
      }),
    }),
    ...(config.linePay && {
      'line-pay': linePayGateway(config.linePay, {
        ...gatewayTools,
        book: linePayBook(db),
        returnUrl: `${config.publicUrl}/v1/payment-returns/line-pay`,
        cancelUrl: `${config.publicUrl}/`,
      }),
    }),
    ...(sandbox && {
      sandbox: sandboxGateway(`${config.publicUrl}/sandbox`, signer, book, () => clock.now()),
    }),
  };

  const deps: Deps = {
    db,
    unit,
    clock,
    chance,
    tokens,
    settings: rememberSettings(parts.cachedDb, clock),
    utility: tablesUtilitySystem(db),
    gateways: parts.gateways?.(gateways) ?? gateways,
    realName: {
      matches: async ({ name, idNumber }) => personKnown(db, name, await tokens.idNumberHashes(idNumber)),
    },
    miniProgram: mini,
    lineLinkTokens: config.line ? lineLinkTokens(config.line, gatewayTools) : null,
    lineLogin: config.lineLogin ? lineLogin(config.lineLogin, { ...gatewayTools, checksAge }) : null,
    holderWords,
    taxPlatform: demoTaxPlatform,
    speakAsPerson: createSpeakAsPerson(dispatch),
    files: tablesFiles(db),
    events,
    publicUrl: config.publicUrl,
    limits: config.rateLimits,
    faultPoint: parts.faultPoint ?? (() => {}),
  };
  const services = createServices(deps);
  const knowledge = createKnowledge({
    db,
    clock,
    chance,
    values: rememberValues(deps, later),
    outside: outsideness,
    embeddingModel: config.embeddingModel,
  });

  const demoMessages = demoTextMessages((line) => parts.sink(line));
  const textMessages = config.smsWebhookUrl ? webhookTextMessages(config.smsWebhookUrl) : demoMessages;
  const senders: Record<string, Sender> = {
    'text-message': async ({ recipient, body }) => {
      // Only a demo prints them: a code in a log is a code in other hands.
      if (config.production && !config.smsWebhookUrl)
        return { failed: 'permanent', reason: 'text messages are off: SMS_WEBHOOK_URL is not set' };
      await textMessages.send({
        phone: recipient,
        text: await tokens.unseal(String((body as { sealed?: unknown }).sealed)),
      });
      return { sent: 'text-message' };
    },
  };
  const pause = parts.pause ?? ((ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)));
  const takeBack = createTakeBack({ ...deps, forgetting: createForgetting(tokens, events) });
  const line = config.line ? wireLine(config.line, { ...deps, takeBack, pause }) : null;
  if (line) senders.line = line.send;
  const wechat = config.wechat ? wireWechat(config.wechat, deps) : null;
  if (wechat) senders.wechat = wechat.send;
  const kf = config.wechatKf ? wireKf(config.wechatKf, deps) : null;
  if (kf) senders['wechat-kf'] = kf.send;
  const miniChat = config.miniProgram && mini ? wireMini(config.miniProgram, mini, deps) : null;
  if (miniChat) Object.assign(senders, miniChat.senders);
  const delivery = createDelivery(deps, senders);

  const { loadLanguageModel } = parts;
  const address = config.model;
  const guard = {
    clock,
    limits: async () => (await deps.settings()).modelLimits,
    tell: events.modelAsked,
    spent: dayBudget(),
  };
  const model =
    address && loadLanguageModel ? guardedLanguageModel({ load: () => loadLanguageModel(address), ...guard }) : null;
  const embeddings =
    address && config.embeddingModel
      ? guardedEmbeddings({ embeddings: openAiEmbeddings({ ...address, model: config.embeddingModel }), ...guard })
      : null;

  const converse = createConverse({
    model,
    embeddings,
    spendings: createSpendings(),
    db,
    unit,
    clock,
    chance,
    services,
    knowledge,
    publicUrl: config.publicUrl,
    events,
    dispatch,
    media: {
      ...(line && { line: line.content }),
      ...(wechat?.media && { wechat: wechat.media }),
      ...(kf && { 'wechat-kf': kf.media }),
    },
  });
  const turnstile = parts.answersAtOnce === undefined ? null : createTurnstile(parts.answersAtOnce);
  const receive = createReceive({ converse, delivery, events, turnstile });
  // Its response takes the answers with it; what is due on other channels goes out behind it.
  const answerOnly = createReceive({ converse, delivery: { sendDue: async () => 0 }, events, turnstile: null }).answer;
  const wechaty = config.wechaty
    ? wireWechaty(config.wechaty, {
        db,
        clock,
        events,
        converse,
        receive: { accept: receive.accept, answer: answerOnly },
        sendDue: delivery.sendDue,
        takeBack,
        otherClock: config.demoNow ? systemClock() : null,
        later,
        pause,
      })
    : null;
  /** Only a list that was really shown is pressed. */
  const pressOf = async (message: Person, n: number): Promise<string | null> => {
    const bodies = (await unshown(db, message)) as { buttons?: readonly string[] }[];
    const hidden = new Set(bodies.flatMap((body) => body.buttons ?? []));
    return buttonOf(n, await converse.transcript(message, 0, 5), hidden);
  };
  const kfDoors = kf?.doors({ ...receive, buttonOf: pressOf, takeBack, pause, checksAge, later }) ?? null;
  /** Where somebody could be told something now; WeChat's doors take nothing of ours for who has not written for two days. */
  const reachable = async (): Promise<readonly Reach[]> => {
    const at = (channel: Reach['channel'], windowHours: number | null, takesPlain = true): Reach[] => [
      { channel, windowHours, takesPlain },
    ];
    return [
      ...(line ? at('line', null, await line.canPush()) : []),
      ...(wechat?.canSend() ? at('wechat', WECHAT_WINDOW_HOURS) : []),
      ...(kf && kf.trouble() === null ? at('wechat-kf', WECHAT_WINDOW_HOURS) : []),
      ...(miniChat && miniChat.trouble() === null ? at('wechat-mini', WECHAT_WINDOW_HOURS) : []),
      // Who has not written for longer cannot read it there any more.
      ...at('web', SESSION_DAYS * 24),
    ];
  };
  const answerWaiting = async (before: Date, looks: number) => {
    // Not shared between calls: on Workers each belongs to a request of its own.
    const places = createTurnstile(parts.oneByOne ? 1 : LEFT_AT_ONCE);
    for (let look = 0; look < looks; look += 1) {
      const people = await peopleWaiting(db, before, LEFT_PER_LOOK);
      if (people.length === 0) return;
      await Promise.all(
        people.map((person) => places(() => converse.answerWaiting(person).then(() => {}, events.turnFailed))),
      );
      // Also those who lost every race, and events that failed beside messages that did not.
      await tryLater(db, people, before);
    }
  };

  const demoClerk = config.demoClerk
    ? createDemoClerk({
        services,
        clock,
        events,
        localeOf: services.accounts.localeOf,
        answer: (person) => converse.answerWaiting(person),
      })
    : null;

  const appDeps: AppDeps = {
    services,
    knowledge,
    publicUrl: config.publicUrl,
    addressOf: parts.addressOf ?? (() => null),
    later,
    sendDue: delivery.sendDue,
    signedIn: signedInBy(services),
    answerEvents: async () => {
      await answerWaiting(clock.now(), 1);
      await delivery.sendDue();
    },
    converse,
    clock,
    events,
    line:
      line && config.line
        ? {
            ...line.webhook(receive, later),
            standing: line.standing,
            channelSecret: config.line.channelSecret,
            accept: receive.accept,
            linked: async (link) => {
              const message = linkedMessage(link);
              if (message) later(receive.answer(await receive.accept([message])));
            },
            later,
          }
        : null,
    wechatKf: { webhook: kfDoors?.webhook ?? null, trouble: () => kf?.trouble() ?? null },
    miniProgram: miniChat
      ? { ...miniChat.webhook(receive, converse, { later, checksAge }), trouble: miniChat.trouble }
      : null,
    wechaty,
    wechat: {
      account: config.wechat,
      clock,
      chance,
      checksAge: config.demoNow === null,
      pause,
      trouble: () => wechat?.trouble() ?? null,
      canSend: () => wechat?.canSend() ?? false,
      sendDue: delivery.sendDue,
      // The response takes the answer first; what is due goes out behind it.
      answer: async (accepted) => {
        await answerOnly(accepted);
        if (wechat) later(Promise.all(accepted.map(({ channelUserId }) => wechat.giveMenu(channelUserId))));
      },
      office: wechat?.office ?? null,
      accept: receive.accept,
      later,
      isFetch: (message) => isFetch(db, message, clock.now()),
      buttonOf: pressOf,
      words: (message, accepted) => {
        const { locale = DEFAULT_LOCALE, localeChosen = false } = accepted[0]?.viewer ?? {};
        const { content } = message;
        return WECHAT_WORDS[content.kind === 'text' && !localeChosen ? answerLocale(content.text, locale) : locale];
      },
      waiting: {
        take: (person, about) => takePassively(db, person, { ...about, now: clock.now() }),
        leaveToFetch: (person, eventId) => leaveToFetch(db, person, eventId, clock.now()),
        dueNow: (person, eventId) => dueNow(db, person, eventId, clock.now()),
      },
    },
    demoStaff: config.demo ? () => services.staff.forDemo() : null,
    demoHints: config.demo ? async () => ({ accounts: DEMO_HINTS, codes: demoMessages.recent() }) : null,
    sandbox: sandbox?.app ?? null,
    databaseAnswers: () => databaseAnswers(db),
    switchedOn: { ...switchedOn(config), model: model !== null },
  };
  /** Rounds that know of each other: what still runs from one is not begun by the next. */
  const upkeepRounds = () =>
    createUpkeep(
      {
        answerWaiting: (before) => answerWaiting(before, LOOKS_PER_ROUND),
        sendDue: delivery.sendDue,
        askAboutSilentPayments: () => services.settlement.askAboutSilent(20),
        refunds: () => services.refunds.askDue(20),
        reconciliation: () => services.reconciliation.runDue(),
        takenBack: () => takeBack.sweep(50),
        unread: kfDoors?.sweep ?? null,
        removeUnusedDocuments: () => services.documents.removeUnused(20),
        removeSpentCounters: () => removeSpentCounters(db, clock.now(), 5_000),
        blotCases: () => services.blotting.run(50),
        removeOldMessages: () => services.persons.removeOld(1_000),
        demoClerk: demoClerk?.work ?? null,
        reconnections: () => services.reconnection.sweep(50),
        outages: () => services.outages.run(1_000),
        caseClocks: () => services.clockwork.run(100),
        notices: () => services.notices.run(500),
        toldElsewhere: () => services.fallback.run(reachable, 500),
        sandboxNotices: sandbox?.sendDueNotices ?? null,
      },
      { clock, events, oneByOne: parts.oneByOne ?? false },
    );
  return {
    app: createApp(appDeps),
    services,
    knowledge,
    converse,
    delivery,
    clock,
    events,
    tokens,
    upkeepRounds,
    /** One round by itself, all of it: on Workers each is an event's own, and the rows decide between two. */
    upkeep: () => upkeepRounds()(),
  };
}

export type Wired = ReturnType<typeof wire>;

/** Settings change by date: one read a minute and isolate is enough. */
function rememberSettings(db: Database, clock: Clock): () => Promise<Settings> {
  let read: { at: number; settings: Settings } | null = null;
  return async () => {
    const now = clock.now();
    if (!read || now.getTime() - read.at > SETTINGS_FRESH_MS || now.getTime() < read.at) {
      read = { at: now.getTime(), settings: await settingsInForce(db, dayOf(now)) };
    }
    return read.settings;
  };
}

/**
 * What articles show of tariffs may be a minute old; then it is read again behind the answer that noticed, so that nobody waits
 * for it but the first.
 */
function rememberValues(
  { clock, utility, settings }: Pick<Deps, 'clock' | 'utility' | 'settings'>,
  later: (work: Promise<unknown>) => void,
): () => Promise<Render> {
  let read: { at: number; tariffs: Awaited<ReturnType<Deps['utility']['tariffs']>> } | null = null;
  const refresh = async () => {
    const at = clock.now().getTime();
    read = { at, tariffs: await utility.tariffs() };
    return read;
  };
  return async () => {
    const now = clock.now().getTime();
    const known = read ?? (await refresh());
    if (now - known.at > SETTINGS_FRESH_MS || now < known.at) later(refresh());
    return articleWords({ settings: await settings(), tariffs: known.tariffs });
  };
}
