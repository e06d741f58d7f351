/** Applications for power: new supply, more of it, a charger, a temporary supply; what stands in the way, what is missing, what is promised. */
import { dueOf } from '../clocks/due.ts';
import { clockInForce, type DatedClock } from '../clocks/presets.ts';
import { dayOf } from '../domain/calendar.ts';
import type { WorkingCalendar } from '../domain/cases.ts';
import type { DocumentKind } from '../domain/documents.ts';
import { contactPhone, isTaiwanMobile } from '../domain/phone.ts';
import { type FieldError, ok, type Problem, type Result, refuse } from '../domain/result.ts';
import { type BoundAccount, boundAccount, isOwn, type Viewer } from '../domain/viewer.ts';
import { attachDocuments } from '../store/documents.ts';
import { type StandingCase, standingOf } from '../store/requests.ts';
import type { ApplicationAsk } from './applications/ask.ts';
import {
  type ConnectionKind,
  connectionPapers,
  isConnection,
  neededForPower,
} from './applications/connection-papers.ts';
import { changeReason } from './applications/eligibility.ts';
import { countedAs, missingOf, missingProof, type PaperNeed, papersSummary } from './applications/papers.ts';
import { type Bills, overdueOf } from './bills.ts';
import type { AreaRules } from './cases/work.ts';
import { type CaseReason, type Cases, calendarOf, type PlannedCase } from './cases.ts';
import type { Deps, Planned } from './deps.ts';
import type { Documents } from './documents.ts';

/** Which values each kind cannot do without; a charger needs a place besides: an account or an address. */
const NEEDS: Readonly<Record<ConnectionKind, readonly (keyof ApplicationAsk)[]>> = {
  'new-connection': ['address', 'capacityKw', 'name', 'contactPhone'],
  'capacity-increase': ['accountNumber', 'capacityKw', 'contactPhone'],
  'ev-charger': ['parkingSpace', 'capacityKw', 'contactPhone'],
  'temporary-supply': ['address', 'capacityKw', 'contactPhone'],
};

/** Up to 1000 kW: no supply of a home or a building site on low voltage has more; a slip of the finger. */
export const CAPACITY = /^(?=.*[1-9])(?:0?\d{1,3}(?:\.\d{1,2})?|1000(?:\.0{1,2})?)$/;
export const CAPACITY_LIMITS = 'must be a decimal number above 0 and up to 1000, with at most two digits after the dot';

/** A decimal number of kW as it is kept: `8`, `10.5`; null for anything else. */
export function kilowatts(text: string): string | null {
  const plain = text.trim();
  return CAPACITY.test(plain) ? String(Number(plain)) : null;
}

/** What an application would be if it were handed in now. */
export interface ConnectionPreview {
  readonly account: BoundAccount | null;
  readonly needed: readonly PaperNeed[];
  readonly given: readonly DocumentKind[];
  readonly missing: readonly DocumentKind[];
  /** Of these, what proves the right: with one of them missing no clock runs. */
  readonly missingProof: readonly DocumentKind[];
  /** When it is done if all goes on today; with papers missing that prove the right the clock starts when they are there. */
  readonly due: Date;
  readonly workingDays: number;
  readonly calendar: WorkingCalendar;
}

interface Looked extends ConnectionPreview {
  readonly kind: ConnectionKind;
  readonly reason: string;
  readonly counted: ReturnType<typeof countedAs>;
}

export type Connections = ReturnType<typeof createConnections>;

export function createConnections(
  deps: Pick<Deps, 'db' | 'clock' | 'tokens' | 'settings'>,
  cases: Cases,
  bills: Bills,
  documents: Documents,
) {
  /** One open change an account, whoever asked for it; elsewhere one application of a kind and resident at a place. */
  const reasonOf = async (viewer: Viewer, ask: ApplicationAsk): Promise<string> =>
    ask.accountNumber
      ? changeReason(ask.accountNumber)
      : `${ask.kind}:${viewer.residentId}:${(await deps.tokens.hash('place', placeOf(ask))).slice(0, 16)}`;

  const look = async (viewer: Viewer, ask: ApplicationAsk): Promise<Result<Looked>> => {
    const { kind } = ask;
    if (!isConnection(kind)) return refuse('not_possible_here');
    const wrong = faultsOf(kind, ask);
    if (wrong.length > 0) return refuse('invalid_input', { errors: wrong });
    const reason = await reasonOf(viewer, ask);
    const [standing, papers, account] = await Promise.all([
      standingOf(deps.db, ask.accountNumber ?? '', { reason, kind }),
      ask.documents.length > 0 ? documents.own(viewer, ask.documents) : ok([]),
      ask.accountNumber ? accountFor(viewer, ask.accountNumber) : ok(null),
    ]);
    if (!account.ok) return account;
    if (!papers.ok)
      return refuse('not_found', { errors: [{ field: 'documents', reason: 'are not all yours to use' }] });
    if (standing.open) return refuse('other_change_open', toldOf(viewer, standing.open));
    const needed = connectionPapers(kind, ask.role);
    const wanted = needed.map((paper) => paper.kind);
    const counted = countedAs(wanted, papers.value, ask.conversationId !== null);
    const missing = missingOf(wanted, counted);
    const calendar = calendarAt(ask);
    const { clock, due } = await promisedAt(calendar);
    return ok({
      kind,
      reason,
      account: account.value,
      needed,
      given: counted.map((paper) => paper.kind),
      counted,
      missing,
      missingProof: missingProof(missing, { ...papersSummary(needed) }),
      due,
      workingDays: clock.limit,
      calendar,
    });
  };

  const accountFor = async (viewer: Viewer, accountNumber: string): Promise<Result<BoundAccount>> => {
    const bound = boundAccount(viewer, accountNumber);
    const listed = bound ? await bills.list(viewer, accountNumber, {}) : null;
    if (!bound || !listed?.ok) return refuse('not_found');
    if (overdueOf(listed.value).length > 0) return refuse('arrears_open');
    return listed.value.account.status === 'active' ? ok(bound) : refuse('not_possible_here');
  };

  const promisedAt = async (calendar: WorkingCalendar) => {
    const now = deps.clock.now();
    const { clocks, workingDays: own } = await deps.settings();
    const clock = clockInForce('connect.resident', dayOf(now), clocks as readonly DatedClock[]);
    return { clock, due: dueOf({ start: now, clock, calendar, pauses: [], own }) ?? now };
  };

  return {
    /** Whether this account can be changed now: what of the refusals below is known before anything is filled in. */
    async mayChange(viewer: Viewer, accountNumber: string): Promise<Result<null>> {
      const [account, standing] = await Promise.all([
        accountFor(viewer, accountNumber),
        standingOf(deps.db, accountNumber, { reason: changeReason(accountNumber), kind: 'capacity-increase' }),
      ]);
      if (!account.ok) return account;
      return standing.open ? refuse('other_change_open', toldOf(viewer, standing.open)) : ok(null);
    },

    /**
     * What handing it in would mean. Refuses `invalid_input` with the fields, `not_found` (account or paper not the resident's),
     * `arrears_open`, `not_possible_here` (cut off or closed), `other_change_open`.
     */
    async preview(viewer: Viewer, ask: ApplicationAsk): Promise<Result<ConnectionPreview>> {
      return look(viewer, ask);
    },

    /** Opens it; refuses the same and `consent_missing`. What proves the right and is not there is asked for at once: no clock runs meanwhile. */
    async plan(viewer: Viewer, ask: ApplicationAsk): Promise<Result<Planned<PlannedCase>>> {
      if (!ask.agreed) return refuse('consent_missing', { errors: [{ field: 'agreed', reason: 'must be true' }] });
      const found = await look(viewer, ask);
      if (!found.ok) return found;
      const { missing, needed, reason, kind, calendar, counted } = found.value;
      const waits = found.value.missingProof.length > 0;
      const asked: CaseReason = {
        kind,
        reason,
        residentId: viewer.residentId,
        accountNumber: ask.accountNumber,
        calendar,
        conversationId: ask.conversationId,
        summary: {
          role: ask.role,
          capacityKw: kilowatts(ask.capacityKw ?? ''),
          ...papersSummary(needed),
          ...(ask.address && { address: ask.address }),
          ...(ask.parkingSpace && { parkingSpace: ask.parkingSpace }),
          ...(ask.category && { category: ask.category }),
          ...(ask.description && { description: ask.description }),
        },
        sealed: await deps.tokens.seal(
          JSON.stringify({
            contactPhone: contactPhone(ask.contactPhone ?? ''),
            name: ask.name,
            idNumber: ask.idNumber,
          }),
        ),
        more: { ...(waits ? { instead: [] } : { missing }), more: { documents: counted } },
        // biome-ignore lint/suspicious/noThenProperty: a list of events, never awaited.
        ...(waits && { then: [{ event: 'material-missing' as const, more: { missing } }] }),
      };
      const planned = await cases.plan(asked, true);
      return ok({
        value: planned.value,
        writes: [
          ...planned.writes,
          ...(ask.documents.length > 0 ? [attachDocuments(ask.documents, planned.value.caseNumber)] : []),
        ],
      });
    },

    /** For clerks: nothing is switched on for somebody who has not shown that they may have it. */
    rules: {
      guard: async ({ kind, missing, summary }, event) => {
        const lacks =
          missingProof(missing, summary).length > 0 || neededForPower(kind).some((one) => missing.includes(one));
        return event === 'energised' && lacks ? refuse('papers_missing') : ok(null);
      },
    } satisfies AreaRules,
  };
}

/** Spaces, width and case of letters make no other place. */
const placeOf = ({ address, parkingSpace }: ApplicationAsk): string =>
  [address, parkingSpace].map((text) => (text ?? '').normalize('NFKC').replace(/\s/g, '').toLowerCase()).join('|');

/** The days of the place: the account says where it is, else the telephone of who asks. */
export const calendarAt = ({ accountNumber, contactPhone: phone }: ApplicationAsk): WorkingCalendar =>
  !accountNumber && isTaiwanMobile(contactPhone(phone ?? '') ?? '') ? 'taiwan' : calendarOf(accountNumber);

/** A case of somebody else is named to nobody. */
export const toldOf = (viewer: Viewer, { residentId, caseNumber }: StandingCase): Partial<Problem> =>
  isOwn(viewer, residentId) ? { caseNumber, detail: `Case ${caseNumber} is open.` } : {};

function faultsOf(kind: ConnectionKind, ask: ApplicationAsk): FieldError[] {
  const missing = NEEDS[kind].filter((field) => !ask[field]);
  const faults: FieldError[] = missing.map((field) => ({ field, reason: 'is needed for this kind' }));
  if (kind === 'ev-charger' && !ask.accountNumber && !ask.address)
    faults.push({ field: 'address', reason: 'is needed without an account' });
  if (ask.capacityKw && !kilowatts(ask.capacityKw)) faults.push({ field: 'capacityKw', reason: CAPACITY_LIMITS });
  if (ask.contactPhone && !contactPhone(ask.contactPhone))
    faults.push({ field: 'contactPhone', reason: 'must be a telephone number' });
  return faults;
}
