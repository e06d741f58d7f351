/** Requests of people who have power: a doubted bill, a meter to test, power back after paying, damaged appliances, another telephone, the end of an account. */
import { dueOf } from '../clocks/due.ts';
import { type ClockId, clockInForce, type DatedClock } from '../clocks/presets.ts';
import type { BillingPeriod, IsoDate } from '../domain/billing.ts';
import { addDays, dayOf } from '../domain/calendar.ts';
import type { GivenPromise, PromiseKind } from '../domain/cases.ts';
import type { DocumentKind } from '../domain/documents.ts';
import { maskPhone } from '../domain/mask.ts';
import { amountOf, type Money } from '../domain/money.ts';
import { contactPhone, isMobile } from '../domain/phone.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import { type BoundAccount, boundAccount, isOwn, type Viewer } from '../domain/viewer.ts';
import type { WholeCase } from '../store/cases.ts';
import type { Write } from '../store/commit.ts';
import { attachDocuments } from '../store/documents.ts';
import { putInOutbox } from '../store/outbox.ts';
import { type StandingCase, standingOf } from '../store/requests.ts';
import { changeReason } from './applications/eligibility.ts';
import { countedAs, missingOf, type PaperNeed, papersSummary } from './applications/papers.ts';
import { type AccountBills, type Bills, billCheckReason, overdueOf } from './bills.ts';
import { KINDS } from './cases/standards.ts';
import { type CaseReason, type Cases, calendarOf, type PlannedCase } from './cases.ts';
import { toldOf } from './connections.ts';
import type { Deps, Planned } from './deps.ts';
import type { Documents } from './documents.ts';
import { reconnectionReason, reconnectionStart } from './reconnection.ts';

export const REQUEST_KINDS = [
  'bill-check',
  'meter-test',
  'reconnection',
  'appliance-damage',
  'phone-change',
  'account-closing',
] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];

/** Each kind takes what it needs; the rest is null. */
export interface RequestAsk {
  readonly kind: RequestKind;
  readonly accountNumber: string;
  /** `bill-check`: which bill. */
  readonly period: BillingPeriod | null;
  /** `appliance-damage`: the day it happened. */
  readonly since: IsoDate | null;
  readonly description: string | null;
  readonly reason: string | null;
  /** `phone-change`: the new number. */
  readonly contactPhone: string | null;
  readonly documents: readonly string[];
  readonly conversationId: string | null;
}

/** Papers that a kind hangs on; photos of meters and damage are welcome and never waited for. */
export const REQUEST_PAPERS: Readonly<Partial<Record<RequestKind, readonly PaperNeed[]>>> = {
  'phone-change': [{ kind: 'id-front', proves: true }],
};

/** What filing it would mean. */
export interface PreviewedPromise {
  readonly kind: PromiseKind;
  readonly due: Date;
  /** Counted in hours from the filing: the instant moves on until then, the hours stay. */
  readonly hours: number | null;
}

export interface RequestPreview {
  readonly account: BoundAccount;
  readonly billId: string | null;
  readonly amountDue: Money;
  /** Of the phone on file, for a change of it. */
  readonly oldPhone: string;
  readonly missing: readonly DocumentKind[];
  /** Its reason is in somebody's hands already: filing joins that case. */
  readonly open: StandingCase | null;
  /** When the clock of a reconnection began: with the payment. */
  readonly start: Date;
  /** What is promised if it is filed now; none while a paper is missing that it hangs on. */
  readonly promises: readonly PreviewedPromise[];
}

interface Looked extends RequestPreview {
  readonly reason: string;
  readonly counted: ReturnType<typeof countedAs>;
}

export interface FiledRequest {
  readonly caseNumber: string;
  readonly alreadyOpen: boolean;
  /** null when it was open already. */
  readonly planned: PlannedCase | null;
  /** The case as this plan leaves it. */
  readonly record: WholeCase;
  /** false: somebody else of the same account filed it. */
  readonly own: boolean;
}

export type Requests = ReturnType<typeof createRequests>;

export function createRequests(
  deps: Pick<Deps, 'db' | 'clock' | 'chance' | 'tokens' | 'settings' | 'utility'>,
  cases: Cases,
  bills: Bills,
  documents: Documents,
) {
  const look = async (viewer: Viewer, ask: RequestAsk): Promise<Result<Looked>> => {
    const bound = boundAccount(viewer, ask.accountNumber);
    const listed = bound ? await bills.list(viewer, ask.accountNumber, {}) : null;
    if (!bound || !listed?.ok) return refuse('not_found');
    const { value: account } = listed;
    const billId = account.bills.find(({ period }) => period === ask.period)?.billId ?? null;
    const early = await refusalOf(ask, account, billId);
    if (early) return early;
    const [standing, papers] = await Promise.all([
      // A reconnection is told by its kind: its reason names the payment, which only the answer brings.
      standingOf(deps.db, ask.accountNumber, { reason: reasonOf(ask, billId), kind: ask.kind }),
      ask.documents.length > 0 ? documents.own(viewer, ask.documents) : ok([]),
    ]);
    if (!papers.ok)
      return refuse('not_found', { errors: [{ field: 'documents', reason: 'are not all yours to use' }] });
    const { open, payment } = standing;
    // Another new number is not what the open change is about: it is withdrawn first.
    if (open && (open.kind !== ask.kind || ask.kind === 'phone-change'))
      return refuse('other_change_open', toldOf(viewer, open));
    const wanted = (REQUEST_PAPERS[ask.kind] ?? []).map(({ kind }) => kind);
    const counted = countedAs(wanted, papers.value, ask.conversationId !== null);
    const missing = missingOf(wanted, counted);
    const start =
      (ask.kind === 'reconnection' ? reconnectionStart(payment?.paidAt ?? null, account.bills) : null) ??
      deps.clock.now();
    return ok({
      account: bound,
      billId,
      amountDue: account.amountDue,
      oldPhone: account.account.phone,
      missing,
      counted,
      open,
      start,
      promises: missing.length > 0 ? [] : await promisedFor(ask, start),
      reason: reasonOf(ask, billId) ?? reconnectionReason(ask.accountNumber, payment?.paymentId ?? null),
    });
  };

  /** What no case is opened for. */
  const refusalOf = async (ask: RequestAsk, account: AccountBills, billId: string | null) => {
    const { status } = account.account;
    if (ask.kind === 'bill-check') return billId ? null : refuse('not_found');
    if (status === 'closed') return refuse('not_possible_here');
    const today = dayOf(deps.clock.now());
    switch (ask.kind) {
      case 'reconnection':
        if (status !== 'cut') return refuse('not_possible_here');
        return overdueOf(account).length > 0 ? refuse('arrears_open', { detail: owed(account.amountDue) }) : null;
      case 'account-closing':
        return overdueOf(account).length > 0 ? refuse('arrears_open', { detail: owed(account.amountDue) }) : null;
      case 'appliance-damage': {
        if (!ask.since || ask.since > today) return invalid('since', 'must be the day it happened, today or earlier');
        const { applianceClaimDays } = await deps.settings();
        return ask.since < addDays(today, -applianceClaimDays) ? refuse('too_late') : null;
      }
      case 'phone-change': {
        const phone = contactPhone(ask.contactPhone ?? '');
        if (!phone || !isMobile(phone)) return invalid('contactPhone', 'must be a mobile number');
        return phone === account.account.phone ? invalid('contactPhone', 'is the number on file already') : null;
      }
      case 'meter-test':
        return null;
    }
  };

  const promisedFor = async ({ kind, accountNumber }: RequestAsk, start: Date): Promise<RequestPreview['promises']> =>
    Promise.all(
      KINDS[kind].starts.map(async ([promise, choice]) => {
        const clock = await inForce(choice as ClockId);
        const { workingDays: own } = await deps.settings();
        const due = dueOf({ start, clock, calendar: calendarOf(accountNumber), pauses: [], own });
        // A reconnection's clock began with the payment: its instant is known.
        const hours = clock.unit === 'hour' && kind !== 'reconnection' ? clock.limit : null;
        return { kind: promise, due: due ?? start, hours };
      }),
    );

  const inForce = async (id: ClockId) =>
    clockInForce(id, dayOf(deps.clock.now()), (await deps.settings()).clocks as readonly DatedClock[]);

  return {
    /** Masked, so that its owner knows which one it is; null for an account that is not the viewer's or was closed. */
    async phoneOnFile(viewer: Viewer, accountNumber: string): Promise<string | null> {
      const account = boundAccount(viewer, accountNumber) ? await deps.utility.account(accountNumber) : null;
      return account && account.status !== 'closed' ? maskPhone(account.phone) : null;
    },

    /**
     * Refuses `not_found` (account, bill or paper), `invalid_input` with the field, `not_possible_here` (closed; for a
     * reconnection: not cut off), `arrears_open`, `too_late`, `other_change_open`.
     */
    async preview(viewer: Viewer, ask: RequestAsk): Promise<Result<RequestPreview>> {
      return look(viewer, ask);
    },

    /** Files it, or joins the open case of the same reason. `toOldPhone` is the text message that tells the phone on file of a change. */
    async plan(
      viewer: Viewer,
      ask: RequestAsk,
      toOldPhone: (caseNumber: string) => string,
    ): Promise<Result<Planned<FiledRequest>>> {
      const found = await look(viewer, ask);
      if (!found.ok) return found;
      const { open, missing, counted, reason, billId, start, oldPhone } = found.value;
      if (open) return join(open, ask, viewer);
      const phone = contactPhone(ask.contactPhone ?? '');
      const waits = missing.length > 0;
      const asked: CaseReason = {
        kind: ask.kind,
        reason,
        residentId: viewer.residentId,
        accountNumber: ask.accountNumber,
        billId,
        paymentId: ask.kind === 'reconnection' ? (reason.split(':')[2] ?? null) : null,
        conversationId: ask.conversationId,
        summary: {
          ...(REQUEST_PAPERS[ask.kind] && papersSummary(REQUEST_PAPERS[ask.kind] ?? [])),
          ...(ask.period && { period: ask.period }),
          ...(ask.since && { since: ask.since }),
          ...(ask.description && { description: ask.description }),
          ...(ask.reason && { why: ask.reason }),
          ...(ask.kind === 'phone-change' && phone && { newPhone: maskPhone(phone) }),
        },
        sealed: phone ? await deps.tokens.seal(JSON.stringify({ contactPhone: phone })) : null,
        more: {
          ...(ask.kind === 'reconnection' && { instead: [await restored(start)] }),
          ...(waits && { instead: [] }),
          more: { documents: counted },
        },
        ...(waits && {
          // biome-ignore lint/suspicious/noThenProperty: a list of events, never awaited.
          then: [{ event: 'material-missing' as const, more: { missing } }],
        }),
      };
      const { value, writes } = await cases.plan(asked, true);
      const { caseNumber } = value;
      return ok({
        value: { caseNumber, alreadyOpen: false, planned: value, record: value.record, own: true },
        writes: [
          ...writes,
          ...(ask.documents.length > 0 ? [attachDocuments(ask.documents, caseNumber)] : []),
          ...(ask.kind === 'phone-change' ? [await warn(oldPhone, toOldPhone(caseNumber))] : []),
        ],
      });
    },
  };

  /** Said again, a doubt or a wish goes to who works on it already, and so do new photos. */
  async function join(open: StandingCase, ask: RequestAsk, viewer: Viewer): Promise<Result<Planned<FiledRequest>>> {
    const found = await cases.byNumber(open.caseNumber);
    if (!found) throw new Error(`case ${open.caseNumber} stands open and is not there`);
    const own = isOwn(viewer, found.residentId);
    const value = { caseNumber: found.caseNumber, alreadyOpen: true, planned: null, record: found, own };
    const words = ask.description ?? ask.reason;
    const repeated = found.summary.description === words || found.summary.why === words;
    if (!words || repeated) return ok({ value, writes: [] });
    const noted = await cases.move(found, 'noted', 'resident', { more: { words, own } });
    const attached =
      own && ask.documents.length > 0 ? [attachDocuments(ask.documents, open.caseNumber)] : ([] as Write[]);
    if (!noted.ok) return ok({ value, writes: [] });
    return ok({ value: { ...value, record: noted.value.value }, writes: [...noted.value.writes, ...attached] });
  }

  async function restored(start: Date): Promise<GivenPromise> {
    const { id, limit, unit, pausable } = await inForce('reconnect.after_payment');
    return { kind: 'restore', clock: id, start: start.toISOString(), limit, unit, pausable };
  }

  async function warn(phone: string, words: string): Promise<Write> {
    return putInOutbox({
      conversationId: null,
      channel: 'text-message',
      recipient: phone,
      body: { sealed: await deps.tokens.seal(words) },
      replyToken: null,
      retryKey: deps.chance.id(),
      dueAt: deps.clock.now(),
    });
  }
}

/** null: only the payment tells. Closing is one of the changes an account can have only one of at a time. */
function reasonOf(ask: RequestAsk, billId: string | null): string | null {
  switch (ask.kind) {
    case 'bill-check':
      return billCheckReason(billId ?? '');
    case 'reconnection':
      return null;
    case 'appliance-damage':
      return `appliance:${ask.accountNumber}:${ask.since}`;
    case 'account-closing':
      return changeReason(ask.accountNumber);
    case 'meter-test':
    case 'phone-change':
      return `${ask.kind}:${ask.accountNumber}`;
  }
}

const invalid = (field: string, reason: string) => refuse('invalid_input', { errors: [{ field, reason }] });
const owed = (amount: Money): string => `${amountOf(amount)} ${amount.currency} is due.`;
