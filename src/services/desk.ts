/** What the people behind the desk see of cases: lists with their clocks, one case with all that is known of it, its papers. */
import type { Account } from '../domain/billing.ts';
import { nextStage, PROCESS_OF } from '../domain/case-processes.ts';
import { type CaseKind, type StaffMember, TEAMS, type Team } from '../domain/cases.ts';
import type { StoredDocument } from '../domain/documents.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import { casesByNumbers, openCaseFor, type WholeCase } from '../store/cases.ts';
import {
  accountsOf,
  type CaseCounts,
  type CaseFilter,
  type CaseLine,
  type CasePlace,
  caseLines,
  casesOfOutage,
  countCases,
  rankOf,
} from '../store/desk.ts';
import { documentsById, documentsOfCase } from '../store/documents.ts';
import { outageById } from '../store/outages.ts';
import type { SealedApplicant } from './applications/secrets.ts';
import { CLERK_EVENTS, type ClerkEvent, type ClerkSays, isFitting, type Work } from './cases/work.ts';
import { type Cases, CONTACT } from './cases.ts';
import type { Deps, Planned } from './deps.ts';
import type { Documents, ReadDocument } from './documents.ts';

export { type CaseLine, type CasePlace, rankOf };

/** What a list is narrowed to. */
export interface DeskFilter {
  readonly team: Team | null;
  readonly kind: CaseKind | null;
  readonly owner: 'me' | 'nobody' | null;
  readonly state: CaseFilter['state'];
  readonly caseNumber: string | null;
  readonly accountNumber: string | null;
  /** Digits only; of the account, or given with the case. */
  readonly phone: string | null;
  /** The holder's whole name. */
  readonly holder: string | null;
}

/** A name is many people's; more of them than that are asked for something else. */
const MOST_ACCOUNTS = 200;

export interface CaseAtDesk {
  readonly found: WholeCase;
  readonly account: Account | null;
  /** What is kept sealed with it. */
  readonly contact: Readonly<Partial<Record<keyof SealedApplicant, string | null>>>;
  readonly papers: readonly StoredDocument[];
  /** The open talk with a person in the conversation of a danger, and the open danger in that of a talk. */
  readonly beside: { readonly handoff: string | null; readonly danger: string | null };
  /** What this person can do with it now. */
  readonly acts: readonly ClerkEvent[];
}

/** One home of an outage: what whoever goes there has to know. */
export interface ReportAtDesk {
  readonly found: WholeCase;
  readonly danger: boolean;
  readonly address: string | null;
  readonly phone: string | null;
  readonly words: string | null;
  /** A crew was promised by then, and is not there yet. */
  readonly arriveBy: Date | null;
}

/** More homes than that are not rung up one by one. */
const MOST_REPORTS = 100;

/** The one window to the outside answers for all of them; who answers for others does too. */
const teamsOf = ({ role, team }: StaffMember): readonly Team[] =>
  role !== 'clerk' || team === 'service' ? TEAMS : [team];

/** A conversation has its own room, but for a call that ended it; and so has an outage of many homes. */
const ELSEWHERE: Readonly<Partial<Record<CaseKind, readonly ClerkEvent[]>>> = {
  handoff: CLERK_EVENTS.filter((event) => event !== 'noted' && event !== 'called-back'),
  outage: ['dispatched', 'arrived', 'restored', 'answered'],
};

/** Of a case in other hands a colleague may write down what they heard. */
function actsOf(member: StaffMember, found: WholeCase): readonly ClerkEvent[] {
  const own = member.role !== 'clerk' || member.team === found.team;
  const elsewhere = found.kind === 'handoff' || found.outageId !== null ? ELSEWHERE[found.kind] : undefined;
  return CLERK_EVENTS.filter(
    (event) =>
      nextStage(PROCESS_OF[found.kind], found.stage, event) !== null &&
      (own || event === 'noted') &&
      !elsewhere?.includes(event) &&
      isFitting(event, found),
  );
}

export type Desk = ReturnType<typeof createDesk>;

export function createDesk(
  deps: Pick<Deps, 'db' | 'clock' | 'tokens' | 'utility' | 'events' | 'settings'>,
  { cases, work, documents }: { readonly cases: Cases; readonly work: Work; readonly documents: Documents },
) {
  /** `not_found` also for those of teams that are not theirs to see. */
  const seen = async (member: StaffMember, caseNumber: string): Promise<Result<WholeCase>> => {
    const found = await cases.byNumber(caseNumber);
    return found && teamsOf(member).includes(found.team) ? ok(found) : refuse('not_found');
  };

  const whoseOf = async (phone: string | null, holder: string | null): Promise<CaseFilter['whose']> => {
    if (phone !== null) {
      const [accounts, phones] = await Promise.all([
        accountsOf(deps.db, 'phone', phone, MOST_ACCOUNTS),
        deps.tokens.hashes(CONTACT, phone),
      ]);
      // Eleven digits may be an account's number as well.
      return { accounts: [...accounts, phone], phones };
    }
    return holder === null
      ? null
      : { accounts: await accountsOf(deps.db, 'holder', holder, MOST_ACCOUNTS), phones: [] };
  };

  const openFor = async (reason: string): Promise<string | null> =>
    (await openCaseFor(deps.db, reason))?.caseNumber ?? null;
  const besideOf = async ({ kind, reason, conversationId }: WholeCase): Promise<CaseAtDesk['beside']> => ({
    handoff: conversationId && reason.startsWith('danger:') ? await openFor(`handoff:${conversationId}`) : null,
    danger: conversationId && kind === 'handoff' ? await openFor(`danger:${conversationId}`) : null,
  });

  return {
    /** Lines of those this person sees, the most urgent first; closed ones, the newest first. */
    async list(
      member: StaffMember,
      { team, owner, state, phone, holder, ...asked }: DeskFilter,
      limit: number,
      after: CasePlace | null,
    ): Promise<readonly CaseLine[]> {
      return caseLines(
        deps.db,
        {
          ...asked,
          state,
          whose: await whoseOf(phone, holder),
          teams: teamsOf(member).filter((one) => team === null || one === team),
          owner: owner === 'me' ? member.name : null,
          // Whoever left has nothing any more.
          notOf: owner === 'nobody' ? (await deps.settings()).staff.map(({ name }) => name) : null,
        },
        deps.clock.now(),
        limit,
        after,
      );
    },

    counts: (member: StaffMember): Promise<CaseCounts> =>
      countCases(deps.db, teamsOf(member), member.name, deps.clock.now()),

    /** All of one case. Refuses `not_found`. */
    async open(member: StaffMember, caseNumber: string): Promise<Result<CaseAtDesk>> {
      const one = await seen(member, caseNumber);
      return one.ok ? ok(await this.shown(member, one.value)) : one;
    },

    /** The same of a case that this person just acted on, also when that took it out of their sight. Every look is logged. */
    async shown(member: StaffMember, found: WholeCase): Promise<CaseAtDesk> {
      const { caseNumber, accountNumber, sealed } = found;
      const [account, papers, contact, beside] = await Promise.all([
        // Whose conversation it is knows who takes it over.
        accountNumber && found.kind !== 'handoff' ? deps.utility.account(accountNumber) : null,
        documentsOfCase(deps.db, caseNumber),
        sealed && found.kind !== 'handoff' ? deps.tokens.unseal(sealed) : null,
        besideOf(found),
      ]);
      deps.events.caseRead({ caseNumber, by: member.staffId });
      return {
        found,
        account,
        papers,
        contact: contact === null ? {} : (JSON.parse(contact) as CaseAtDesk['contact']),
        beside,
        acts: teamsOf(member).includes(found.team) ? actsOf(member, found) : [],
      };
    },

    /**
     * One act. Refuses `not_found`, `not_now` also for what is another team's to do, `invalid_input` without what the act needs,
     * and what `work.act` refuses.
     */
    async act(
      member: StaffMember,
      caseNumber: string,
      event: ClerkEvent,
      says: ClerkSays,
    ): Promise<Result<Planned<WholeCase>>> {
      const one = await seen(member, caseNumber);
      if (!one.ok) return one;
      if (!actsOf(member, one.value).includes(event)) return refuse('not_now');
      const lacks = missingFor(event, says);
      if (lacks) return refuse('invalid_input', { errors: [{ field: lacks, reason: `is needed for ${event}` }] });
      return work.actOn(member, one.value, event, says);
    },

    /** Who reported an outage, by its open cases. Every look is logged, case by case. Refuses `not_found`. */
    async reportsOf(member: StaffMember, outageId: string): Promise<Result<readonly ReportAtDesk[]>> {
      const [outage, numbers] = await Promise.all([
        outageById(deps.db, outageId, deps.clock.now()),
        casesOfOutage(deps.db, outageId, MOST_REPORTS),
      ]);
      if (!outage) return refuse('not_found');
      const all = await casesByNumbers(deps.db, numbers);
      const theirs = numbers.flatMap(
        (number) => all.find(({ caseNumber, team }) => caseNumber === number && teamsOf(member).includes(team)) ?? [],
      );
      const reports = theirs.map(async (found): Promise<ReportAtDesk> => {
        const { caseNumber, accountNumber, sealed, summary, promises } = found;
        const [account, contact] = await Promise.all([
          accountNumber ? deps.utility.account(accountNumber) : null,
          sealed ? deps.tokens.unseal(sealed).catch(() => null) : null,
        ]);
        const { contactPhone } = JSON.parse(contact ?? '{}') as { contactPhone?: string | null };
        const { address, place, description, danger, needs } = summary as Readonly<Record<string, string | undefined>>;
        const arrive = promises.find(({ kind, metAt, dropped }) => kind === 'arrive' && !metAt && !dropped);
        deps.events.caseRead({ caseNumber, by: member.staffId });
        return {
          found,
          danger: Boolean(danger) || needs !== undefined,
          address: address ?? place ?? account?.address ?? null,
          phone: contactPhone ?? account?.phone ?? null,
          words: description ?? null,
          arriveBy: arrive?.due ? new Date(arrive.due) : null,
        };
      });
      return ok(await Promise.all(reports));
    },

    /** Which of these cases nobody's name stands in. */
    async anonymousAmong(caseNumbers: readonly string[]): Promise<readonly string[]> {
      if (caseNumbers.length === 0) return [];
      const found = await casesByNumbers(deps.db, caseNumbers);
      return found.filter(({ anonymous }) => anonymous).map(({ caseNumber }) => caseNumber);
    },

    /** A paper of a case they see; every look is logged. Refuses `not_found`. */
    async paper(member: StaffMember, documentId: string): Promise<Result<ReadDocument>> {
      const [record] = await documentsById(deps.db, [documentId]);
      if (!record?.caseNumber) return refuse('not_found');
      const one = await seen(member, record.caseNumber);
      return one.ok ? documents.read(documentId, member.staffId) : one;
    },
  };
}

/** What an act is nothing without: words that the resident or a colleague has to read, papers, other hands. */
export const NEEDS: Readonly<Partial<Record<ClerkEvent, keyof ClerkSays>>> = {
  rejected: 'text',
  answered: 'text',
  closed: 'text',
  'not-solved': 'text',
  surveyed: 'text',
  'plan-answered': 'text',
  'word-given': 'text',
  noted: 'text',
  'material-missing': 'missing',
  reassigned: 'to',
};

function missingFor(event: ClerkEvent, says: ClerkSays): keyof ClerkSays | null {
  const needed = NEEDS[event];
  if (needed === undefined) return null;
  const said = says[needed];
  return said === undefined || (Array.isArray(said) && said.length === 0) ? needed : null;
}
