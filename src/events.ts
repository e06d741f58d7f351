/** One function per business event: the only way anything gets into the log, masked in one place. */
import { maskText } from './domain/mask.ts';

export type Sink = (line: string) => void;

type Fields = Readonly<Record<string, string | number | boolean | null>>;

/** Names that we gave: of a case, of a paper, and of a member of staff, whose is shorter than any telephone number. */
const OWN_NAME = /^(?:W\d{13}|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|[A-Za-z\d]{1,9})$/;

/**
 * Fields are an allow list by construction: every event names its own. Values are masked at the sink all the same, since a
 * payment gateway's text or an error's message may carry what a resident typed.
 */
export function createEvents(sink: Sink) {
  /** `names`: whole where they are ours, since a line of a look without them says nothing; else masked as all the others. */
  const emit = (event: string, fields: Fields, names: Readonly<Record<string, string | null>> = {}): void => {
    const isOwn = (name: string, value: unknown) => name in names && OWN_NAME.test(String(value));
    sink(
      JSON.stringify({
        event,
        ...Object.fromEntries(
          Object.entries({ ...names, ...fields }).map(([name, value]) => [
            name,
            typeof value === 'string' && !isOwn(name, value) ? maskText(value) : value,
          ]),
        ),
      }),
    );
  };
  return {
    messageAnswered: (f: {
      channel: string;
      service: string | null;
      awaiting: string | null;
      commands: string;
      by: string;
    }) => emit('message.answered', f),
    turnRaced: (f: { channel: string; attempt: number }) => emit('turn.raced', f),
    /** What a conversation kept sealed does not open any more: those services begin again. */
    sessionUnreadable: (f: { services: string }) => emit('session.unreadable', f),
    turnFailed: (error: unknown) => emit('turn.failed', { error: describe(error) }),
    requestFailed: (f: { method: string; path: string; error: unknown }) =>
      emit('request.failed', { method: f.method, path: f.path, error: describe(f.error) }),
    paymentOpened: (f: { method: string; currency: string }) => emit('payment.opened', f),
    paymentJudged: (f: { method: string; verdict: string; by: 'notice' | 'query' }) => emit('payment.judged', f),
    refundJudged: (f: { method: string; verdict: string; by: 'notice' | 'query' }) => emit('refund.judged', f),
    noticeRefused: (f: { method: string; reason: string }) => emit('payment.notice-refused', f),
    gatewaySilent: (f: { method: string; error: unknown }) =>
      emit('gateway.silent', { method: f.method, error: describe(f.error) }),
    /** What keeps a platform's calls from working, or null when that is over. */
    platformTrouble: (f: { platform: string; trouble: string | null; code?: number }) =>
      emit('platform.trouble', { platform: f.platform, trouble: f.trouble, code: f.code ?? null }),
    /** LINE tells of our own account there, e.g. `botSuspended`. */
    lineAccount: (f: { what: string }) => emit('line.account', f),
    outboxSent: (f: { channel: string; how: string }) => emit('outbox.sent', f),
    outboxWaits: (f: { channel: string; reason: string; attempts: number }) => emit('outbox.waits', f),
    /** How many things were told on another channel than the one that could not deliver them. */
    toldElsewhere: (f: { told: number }) => emit('outbox.told-elsewhere', f),
    outboxGivenUp: (f: { channel: string; reason: string }) => emit('outbox.given-up', f),
    caseOpened: (f: { kind: string; reason: string }) =>
      emit('case.opened', { kind: f.kind, reason: f.reason.split(':')[0] ?? '' }),
    caseMoved: (f: { kind: string; event: string; stage: string }) =>
      emit('case.moved', { kind: f.kind, by: f.event, stage: f.stage }),
    /** Every look into somebody's papers; `by` is who looked. */
    documentRead: ({ kind, ...names }: { documentId: string; kind: string; by: string | null }) =>
      emit('document.read', { kind }, names),
    /** Every look of staff into a case and what is sealed with it. */
    caseRead: (f: { caseNumber: string; by: string }) => emit('case.read', {}, f),
    /** Every look of staff into a hand-off and what is sealed with it. */
    handoffRead: (f: { caseNumber: string; by: string }) => emit('handoff.read', {}, f),
    /** Somebody's whole data was given out, or erased; of whom stands in person_acts. */
    personExported: (f: { by: string | null }) => emit('person.exported', {}, f),
    personErased: (f: { by: string }) => emit('person.erased', {}, f),
    /** Counts and kinds only; what was asked is nowhere kept. */
    modelAsked: (f: { prompt: string; outcome: string; ms: number; tokens: number }) => emit('model.asked', f),
    upkeepFailed: (f: { task: string; error: unknown }) =>
      emit('upkeep.failed', { task: f.task, error: describe(f.error) }),
  };
}

export type Events = ReturnType<typeof createEvents>;

/** Message, name and the place in our code; PostgreSQL's `detail` is left out, since it quotes rows. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const place =
    error.stack
      ?.split('\n')
      .slice(1, 4)
      .map((line) => line.trim())
      .join(' < ') ?? '';
  return `${error.name}: ${error.message} ${place}`;
}
