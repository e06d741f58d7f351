/** What the people behind the desk see of cases: lists with their clocks, one case with all that is known of it, its papers. */
import type { Account } from '../domain/billing.ts';
import { nextStage, PROCESS_OF } from '../domain/case-processes.ts';
import { type CaseKind, type StaffMember, TEAMS, type Team } from '../domain/cases.ts';
import type { StoredDocument } from '../domain/documents.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import { casesByNumbers, type WholeCase } from '../store/cases.ts';
import {
  type CaseCounts,
  type CaseFilter,
  type CaseLine,
  type CasePlace,
  caseLines,
  countCases,
  rankOf,
} from '../store/desk.ts';
import { documentsById, documentsOfCase } from '../store/documents.ts';
import type { SealedApplicant } from './applications/secrets.ts';
import { CLERK_EVENTS, type ClerkEvent, type ClerkSays, isFitting, type Work } from './cases/work.ts';
import type { Cases } from './cases.ts';
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
}

export interface CaseAtDesk {
  readonly found: WholeCase;
  readonly account: Account | null;
  /** What is kept sealed with it. */
  readonly contact: Readonly<Partial<Record<keyof SealedApplicant, string | null>>>;
  readonly papers: readonly StoredDocument[];
  /** What this person can do with it now. */
  readonly acts: readonly ClerkEvent[];
}

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

  return {
    /** Lines of those this person sees, the most urgent first; closed ones, the newest first. */
    async list(
      member: StaffMember,
      { team, owner, state, ...asked }: DeskFilter,
      limit: number,
      after: CasePlace | null,
    ): Promise<readonly CaseLine[]> {
      return caseLines(
        deps.db,
        {
          ...asked,
          state,
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
      const [account, papers, contact] = await Promise.all([
        // Whose conversation it is knows who takes it over.
        accountNumber && found.kind !== 'handoff' ? deps.utility.account(accountNumber) : null,
        documentsOfCase(deps.db, caseNumber),
        sealed && found.kind !== 'handoff' ? deps.tokens.unseal(sealed) : null,
      ]);
      deps.events.caseRead({ caseNumber, by: member.staffId });
      return {
        found,
        account,
        papers,
        contact: contact === null ? {} : (JSON.parse(contact) as CaseAtDesk['contact']),
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
