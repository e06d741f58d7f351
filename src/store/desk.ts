/** Cases as the desk lists them: a line each without its history, page by page, and how many there are. */
import { sql } from 'kysely';
import type { Stage } from '../domain/case-processes.ts';
import type { CaseKind, CaseStatus, NextAction, Team, Wait } from '../domain/cases.ts';
import type { Database } from './tables.ts';

export interface CaseLine {
  readonly caseNumber: string;
  readonly kind: CaseKind;
  readonly status: CaseStatus;
  readonly stage: Stage;
  readonly priority: number;
  /** Words of danger, or somebody who depends on the supply. */
  readonly danger: boolean;
  /** The first of the two. */
  readonly hazard: boolean;
  readonly team: Team;
  readonly owner: string | null;
  readonly nextAction: NextAction;
  readonly deadline: Date | null;
  readonly wait: Wait | null;
  readonly openedAt: Date;
  readonly closedAt: Date | null;
  readonly chases: number;
  /** What it is about, in the words of who opened it, as far as they fit a line; null: none were written. */
  readonly words: string | null;
  /** A code: why the house opened it by itself. */
  readonly why: string | null;
  /** The service that somebody who asked for a person was at. */
  readonly goal: string | null;
  /** The holder of its account; null also of an anonymous report. */
  readonly holder: string | null;
}

export interface CaseFilter {
  /** Those of other teams are not seen. */
  readonly teams: readonly Team[];
  readonly kind: CaseKind | null;
  /** A name; null: whoever. */
  readonly owner: string | null;
  /** Of nobody among these; null: whoever. */
  readonly notOf: readonly string[] | null;
  /** any: open and closed alike. */
  readonly state: 'open' | 'late' | 'closed' | 'any';
  readonly caseNumber: string | null;
  readonly accountNumber: string | null;
  /** Of any of these accounts, or with one of these hashes among its telephones; null: whoever's. */
  readonly whose: { readonly accounts: readonly string[]; readonly phones: readonly string[] } | null;
}

/** Where a page ended: the next one begins behind it. */
export interface CasePlace {
  readonly rank: number;
  /** Its deadline; among closed ones its end. */
  readonly at: Date | null;
  readonly caseNumber: string;
}

const LATEST = 'infinity';
/** More than a line shows is not read. */
const WORDS = sql`left(coalesce(summary->>'description', summary->>'comment', summary->>'address', summary->>'place', summary->>'about'), 300)`;
const DANGER = sql`coalesce(summary->'danger' = 'true'::jsonb or summary ? 'needs', false)`;
/** A promise broken days ago is as urgent by its number, and can wait behind danger. */
const OVER = 9;
/** What is over comes after all that is open. */
const RANK = sql`case when status = 'closed' then ${sql.lit(OVER)} when ${DANGER} then 0 else priority end`;
/** The same of a line. */
export const rankOf = ({ danger, priority, status }: Pick<CaseLine, 'danger' | 'priority' | 'status'>): number =>
  status === 'closed' ? OVER : danger ? 0 : priority;

/** Accounts with this telephone on file, or with this holder: a name may be many people's. */
export async function accountsOf(
  db: Database,
  by: 'phone' | 'holder',
  value: string,
  limit: number,
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('accounts')
    .select('account_number')
    .where(by, '=', value)
    .orderBy('account_number')
    .limit(limit)
    .execute();
  return rows.map((row) => row.account_number);
}

/** Open cases with the most urgent first, closed ones with the newest first. */
export async function caseLines(
  db: Database,
  { teams, kind, owner, notOf, state, caseNumber, accountNumber, whose }: CaseFilter,
  now: Date,
  limit: number,
  after: CasePlace | null,
): Promise<readonly CaseLine[]> {
  const closed = state === 'closed';
  const place = after && { ...after, at: after.at?.toISOString() ?? LATEST };
  const { rows } = await sql<CaseLine>`
    select case_number as "caseNumber", kind, status, stage, priority, ${DANGER} as danger, coalesce(summary->'danger' = 'true'::jsonb, false) as hazard, owner_team as team, owner, coalesce(next_action, 'none') as "nextAction",
      deadline, waiting as wait, opened_at as "openedAt", closed_at as "closedAt",
      (select count(*)::integer from case_history h where h.case_number = c.case_number and h.event = 'chased') as chases,
      ${WORDS} as words, summary->>'why' as why, summary->'goals'->>0 as goal,
      (select a.holder from accounts a where a.account_number = c.account_number and not c.anonymous) as holder
    from cases c
    where owner_team = any(${[...teams]}::text[])
      ${state === 'any' ? sql`` : closed ? sql`and status = 'closed' and closed_at is not null` : sql`and status = 'open'`}
      ${state === 'late' ? sql`and deadline < ${now}` : sql``}
      ${kind ? sql`and kind = ${kind}` : sql``}
      ${owner === null ? sql`` : sql`and owner = ${owner}`}
      ${notOf === null ? sql`` : sql`and coalesce(owner <> all(${[...notOf]}::text[]), true)`}
      ${caseNumber ? sql`and case_number = ${caseNumber}` : sql``}
      ${accountNumber ? sql`and account_number = ${accountNumber}` : sql``}
      ${whose ? sql`and (account_number = any(${[...whose.accounts]}::text[]) or (phone_hashes is not null and phone_hashes && ${[...whose.phones]}::text[]))` : sql``}
      ${
        place === null
          ? sql``
          : closed
            ? sql`and (closed_at, case_number) < (${place.at}::timestamptz, ${place.caseNumber})`
            : sql`and (${RANK}, coalesce(deadline, ${LATEST}::timestamptz), case_number) > (${place.rank}::integer, ${place.at}::timestamptz, ${place.caseNumber})`
      }
    order by ${closed ? sql`closed_at desc, case_number desc` : sql`${RANK}, coalesce(deadline, ${LATEST}::timestamptz), case_number`}
    limit ${limit}`.execute(db);
  return rows;
}

/** The open cases of an outage of many homes, the most urgent first. */
export async function casesOfOutage(db: Database, outageId: string, limit: number): Promise<readonly string[]> {
  const { rows } = await sql<{ caseNumber: string }>`
    select case_number as "caseNumber" from cases c where outage_id = ${outageId} and kind = 'outage' and status = 'open'
    order by ${RANK}, opened_at, case_number limit ${limit}`.execute(db);
  return rows.map(({ caseNumber }) => caseNumber);
}

export interface CaseCounts {
  readonly open: number;
  readonly late: number;
  readonly mine: number;
}

/** Of the open cases of these teams. */
export async function countCases(db: Database, teams: readonly Team[], owner: string, now: Date): Promise<CaseCounts> {
  const { rows } = await sql<CaseCounts>`
    select count(*)::integer as open, (count(*) filter (where deadline < ${now}))::integer as late,
      (count(*) filter (where owner = ${owner}))::integer as mine
    from cases where status = 'open' and owner_team = any(${[...teams]}::text[])`.execute(db);
  const [row] = rows;
  if (!row) throw new Error('a row was asked for and none came back');
  return row;
}
