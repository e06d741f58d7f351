/** Cases: opened once per reason, moved entry by entry, read with their history in one round trip. */
import { type Selectable, sql } from 'kysely';
import type { CaseEvent, Stage } from '../domain/case-processes.ts';
import { PROCESS_OF } from '../domain/case-processes.ts';
import type {
  Actor,
  CaseKind,
  NextAction,
  OwnDays,
  StandingPromise,
  Team,
  Wait,
  WorkingCalendar,
} from '../domain/cases.ts';
import type { Write } from './commit.ts';
import type { Database, Tables } from './tables.ts';

/** What a row shows: the fold of its history, in columns that the desk sorts and the rules check. */
export interface CaseFace {
  readonly stage: Stage;
  readonly priority: number;
  readonly team: Team;
  readonly owner: string | null;
  readonly nextAction: NextAction;
  readonly deadline: Date | null;
  readonly nextCheckAt: Date | null;
  readonly promises: readonly StandingPromise[];
  readonly wait: Wait | null;
  readonly pauses: readonly { readonly from: string; readonly to: string | null }[];
  readonly missing: readonly string[];
  readonly seq: number;
  readonly hash: string;
  readonly closedAt: Date | null;
}

/** What never changes about a case, or only by its own writes. */
export interface CaseFrame {
  readonly caseNumber: string;
  readonly kind: CaseKind;
  readonly reason: string;
  readonly calendar: WorkingCalendar;
  readonly ownDays: OwnDays | null;
  readonly area: 'city' | 'rural' | 'remote' | null;
  readonly residentId: string | null;
  readonly accountNumber: string | null;
  readonly billId: string | null;
  readonly paymentId: string | null;
  readonly outageId: string | null;
  readonly relatedCase: string | null;
  readonly conversationId: string | null;
  readonly anonymous: boolean;
  readonly summary: Readonly<Record<string, unknown>>;
  readonly sealed: string | null;
  readonly openedAt: Date;
}

export interface CaseRecord extends CaseFrame, CaseFace {}

export interface HistoryEntry {
  readonly caseNumber: string;
  readonly seq: number;
  readonly at: Date;
  readonly event: CaseEvent;
  readonly actor: Actor;
  /** JSON text, as hashed. */
  readonly data: string;
  readonly hash: string;
}

const END: readonly string[] = ['done', 'rejected', 'withdrawn', 'expired'];

const columnsOf = (face: CaseFace) => ({
  status: END.includes(face.stage) ? ('closed' as const) : ('open' as const),
  stage: face.stage,
  priority: face.priority,
  owner_team: face.team,
  owner: face.owner,
  next_action: face.nextAction,
  deadline: face.deadline,
  next_check_at: face.nextCheckAt,
  promises: JSON.stringify(face.promises),
  waiting: face.wait ? JSON.stringify(face.wait) : null,
  pauses: JSON.stringify(face.pauses),
  missing: [...face.missing],
  seq: face.seq,
  hash: face.hash,
  closed_at: face.closedAt,
});

const historyRows = (entries: readonly HistoryEntry[]) =>
  JSON.stringify(
    entries.map(({ caseNumber, at, ...entry }) => ({ ...entry, case_number: caseNumber, at: at.toISOString() })),
  );

const ROWS = sql.raw(
  'as e (case_number text, seq integer, at timestamptz, event text, actor text, data text, hash text)',
);

/**
 * Opens the case unless one is open for the same reason; then neither row nor history is written. `said`: its number is being
 * told to somebody, so a commit that another one of this reason was faster than fails on `cases_one_open_per_reason` and is
 * planned again. `reporter`: the keyed hash of who filed an anonymous report; `phones`: those of the sealed telephones.
 */
export const openCase = (
  frame: CaseFrame,
  face: CaseFace,
  entries: readonly HistoryEntry[],
  said = false,
  reporter: string | null = null,
  phones: readonly string[] | null = null,
): Write => ({
  first: (db) => {
    const insert = db.insertInto('cases').values({
      case_number: frame.caseNumber,
      kind: frame.kind,
      process: PROCESS_OF[frame.kind],
      reason: frame.reason,
      calendar: frame.calendar,
      own_days: frame.ownDays && JSON.stringify(frame.ownDays),
      area: frame.area,
      resident_id: frame.residentId,
      account_number: frame.accountNumber,
      bill_id: frame.billId,
      payment_id: frame.paymentId,
      outage_id: frame.outageId,
      related_case: frame.relatedCase,
      conversation_id: frame.conversationId,
      anonymous: frame.anonymous,
      reporter_hash: reporter,
      summary: JSON.stringify(frame.summary),
      sealed: frame.sealed,
      phone_hashes: phones && [...phones],
      opened_at: frame.openedAt,
      ...columnsOf(face),
    });
    // Written out: planned without its values, the statement would not find the index that holds open cases only.
    const isOpen = sql<boolean>`status = 'open'`;
    return (said ? insert : insert.onConflict((c) => c.column('reason').where(isOpen).doNothing())).returning(
      'case_number',
    );
  },
  next: (_db, opened) => sql`
    insert into case_history (case_number, seq, at, event, actor, data, hash)
    select e.* from jsonb_to_recordset(${historyRows(entries)}::jsonb) ${ROWS} join ${opened} o using (case_number)`,
});

/**
 * Moves a case on by entries that follow the one it was read at. Who read the same state and was slower fails on
 * `case_history_pkey`. `change` holds what else becomes known of it.
 */
export const moveCase = (
  caseNumber: string,
  face: CaseFace,
  entries: readonly HistoryEntry[],
  change: {
    readonly outageId?: string | null;
    readonly summary?: CaseFrame['summary'];
    readonly sealed?: string | null;
    readonly phones?: readonly string[] | null;
    readonly accountNumber?: string;
  } = {},
): Write => ({
  first: (db) =>
    db
      .updateTable('cases')
      .set({
        ...columnsOf(face),
        ...(change.outageId !== undefined && { outage_id: change.outageId }),
        ...(change.summary && { summary: JSON.stringify(change.summary) }),
        ...(change.sealed !== undefined && { sealed: change.sealed }),
        ...(change.phones !== undefined && { phone_hashes: change.phones && [...change.phones] }),
        ...(change.accountNumber !== undefined && { account_number: change.accountNumber }),
      })
      .where('case_number', '=', caseNumber)
      .returning('case_number'),
  next: (_db, moved) => sql`
    insert into case_history (case_number, seq, at, event, actor, data, hash)
    select e.* from jsonb_to_recordset(${historyRows(entries)}::jsonb) ${ROWS} join ${moved} m using (case_number)`,
});

export interface OpenCase {
  readonly caseNumber: string;
  readonly deadline: Date;
}

/** The open case of a reason, if there is one. */
export async function openCaseFor(db: Database, reason: string): Promise<OpenCase | null> {
  const row = await db
    .selectFrom('cases')
    .select(['case_number', 'deadline'])
    .where('reason', '=', reason)
    .where('status', '=', 'open')
    .executeTakeFirst();
  return row?.deadline ? { caseNumber: row.case_number, deadline: row.deadline } : null;
}

/** The case of a payment that was opened for this reason, be it closed since. */
export async function caseOfPayment(db: Database, paymentId: string, reason: string): Promise<string | null> {
  const row = await db
    .selectFrom('cases')
    .select('case_number')
    .where('payment_id', '=', paymentId)
    .where('reason', '=', reason)
    .orderBy('opened_at')
    .limit(1)
    .executeTakeFirst();
  return row?.case_number ?? null;
}

/** The open case of a reason with its history. */
export async function wholeCaseFor(db: Database, reason: string): Promise<WholeCase | null> {
  return (await wholeCases(db, sql`where c.reason = ${reason} and c.status = 'open'`))[0] ?? null;
}

/** Cases of people who were erased whose words may go by now; `endedBefore`: they are kept for so long after the end of each. */
export const casesToBlot = (db: Database, now: Date, endedBefore: Date, limit: number): Promise<readonly WholeCase[]> =>
  wholeCases(
    db,
    sql`where c.blot_at <= ${now} and c.status = 'closed' and c.closed_at <= ${endedBefore} order by c.blot_at limit ${limit}`,
  );

/**
 * Takes words out of a case, as it was read; `voucher` follows its last entry and says what is left of those before it. Who moved
 * the case meanwhile has written an entry of the same number: this one fails on `case_history_pkey`.
 */
export const blotCase = (
  caseNumber: string,
  summary: CaseFrame['summary'],
  bare: readonly Pick<HistoryEntry, 'seq' | 'data'>[],
  voucher: HistoryEntry,
): readonly Write[] => [
  (db) =>
    db
      .updateTable('cases')
      .set({ summary: JSON.stringify(summary), sealed: null, seq: voucher.seq, hash: voucher.hash, blot_at: null })
      .where('case_number', '=', caseNumber),
  () => sql`
    insert into case_history (case_number, seq, at, event, actor, data, hash)
    select e.* from jsonb_to_recordset(${historyRows([voucher])}::jsonb) ${ROWS}`,
  () => sql`
    update case_history h set data = b.data from jsonb_to_recordset(${JSON.stringify(bare)}::jsonb) as b (seq integer, data text)
    where h.case_number = ${caseNumber} and h.seq = b.seq`,
];

type Row = Selectable<Tables['cases']>;

const WHOLE = sql`c.*, (select coalesce(json_agg(json_build_object('caseNumber', h.case_number, 'seq', h.seq, 'at', h.at, 'event', h.event,
  'actor', h.actor, 'data', h.data, 'hash', h.hash) order by h.seq), '[]'::json) from case_history h where h.case_number = c.case_number) as history,
  (select r.score from ratings r where r.service_id = 'case:' || c.case_number) as score`;

type WholeRow = Row & { history: (Omit<HistoryEntry, 'at'> & { at: string })[]; score: number | null };

export interface WholeCase extends CaseRecord {
  readonly history: readonly HistoryEntry[];
  /** The rating it got, when it got one. */
  readonly score: number | null;
}

async function wholeCases(db: Database, where: ReturnType<typeof sql>): Promise<readonly WholeCase[]> {
  const { rows } = await sql<WholeRow>`select ${WHOLE} from cases c ${where}`.execute(db);
  return rows.map(toWhole);
}

const toWhole = (row: WholeRow): WholeCase => ({
  ...toRecord(row),
  history: row.history.map((entry) => ({ ...entry, at: new Date(entry.at) })),
  score: row.score,
});

/** Several with their histories, in no particular order. */
export const casesByNumbers = (db: Database, caseNumbers: readonly string[]): Promise<readonly WholeCase[]> =>
  wholeCases(db, sql`where c.case_number = any(${[...caseNumbers]}::text[])`);

/** All of them in the order of their numbers, with their histories: so many of those that come after one. */
export const casesAfter = (db: Database, caseNumber: string, limit: number): Promise<readonly WholeCase[]> =>
  wholeCases(db, sql`where c.case_number > ${caseNumber} order by c.case_number limit ${limit}`);

/** One case with its history. */
export async function caseByNumber(db: Database, caseNumber: string): Promise<WholeCase | null> {
  return (await wholeCases(db, sql`where c.case_number = ${caseNumber}`))[0] ?? null;
}

/** Whoever looks: by their ids (one a joined channel), by the keyed hashes that their anonymous reports carry, and by the accounts they bound. */
export interface Onlooker {
  readonly residents: readonly string[];
  readonly reporters: readonly string[];
  readonly accounts: readonly string[];
}

export interface SeenCase {
  readonly found: WholeCase;
  /** false: opened by somebody else on a bound account. */
  readonly own: boolean;
}

/** Null where it is not, for a case of nobody; as a condition it leaves each of the two to its index. */
const isOwn = ({ residents, reporters }: Onlooker) =>
  sql`(c.resident_id = any(${[...residents]}::text[]) or c.reporter_hash = any(${[...reporters]}::text[]))`;

/** Reports and anonymous cases never show to others, nor do hand-offs, ratings and what somebody is unhappy about. */
const onTheirAccounts = ({ accounts }: Onlooker) =>
  sql`(c.account_number = any(${[...accounts]}::text[]) and not c.anonymous
    and c.kind not in ('report', 'handoff', 'recovery', 'complaint', 'opinion', 'suggestion', 'praise')
    and c.opened_at >= coalesce((select a.holder_since from accounts a where a.account_number = c.account_number), '-infinity'))`;

async function seenCases(db: Database, by: Onlooker, which: ReturnType<typeof sql>): Promise<readonly SeenCase[]> {
  const { rows } = await sql<WholeRow & { own: boolean }>`
    select ${WHOLE}, coalesce(${isOwn(by)}, false) as own from cases c
    where (${isOwn(by)} or ${onTheirAccounts(by)}) ${which}`.execute(db);
  return rows.map((row) => ({ found: toWhole(row), own: row.own }));
}

/** One case that somebody may see; null as well for one that does not exist. */
export const caseSeenBy = async (db: Database, by: Onlooker, caseNumber: string): Promise<SeenCase | null> =>
  (await seenCases(db, by, sql`and c.case_number = ${caseNumber}`))[0] ?? null;

/** All that somebody may see, newest first; where there are more than `limit`, open ones before closed ones. */
export async function casesSeenBy(db: Database, by: Onlooker, limit: number): Promise<readonly SeenCase[]> {
  const seen = await seenCases(
    db,
    by,
    sql`order by (c.status = 'open') desc, c.opened_at desc, c.case_number desc limit ${limit}`,
  );
  return [...seen].sort((a, b) => b.found.openedAt.getTime() - a.found.openedAt.getTime());
}

/** Open cases whose clock asks for something, the most overdue first, without those that were tried just now. */
export async function casesToCheck(
  db: Database,
  now: Date,
  limit: number,
  without: readonly string[] = [],
): Promise<readonly WholeCase[]> {
  return wholeCases(
    db,
    sql`where c.status = 'open' and c.next_check_at <= ${now} and c.case_number <> all(${[...without]}::text[])
      order by c.next_check_at limit ${limit}`,
  );
}

/** Open cases of some kinds or of a team, oldest deadline first: a queue at the desk. */
export const openCases = (
  db: Database,
  of: {
    readonly team?: Team;
    readonly kinds?: readonly CaseKind[];
    readonly outageId?: string;
    readonly accountNumber?: string;
  },
  limit: number,
): Promise<readonly WholeCase[]> =>
  wholeCases(
    db,
    sql`where c.status = 'open'
      and (${of.team ?? null}::text is null or c.owner_team = ${of.team ?? null})
      and (${of.outageId ?? null}::text is null or c.outage_id = ${of.outageId ?? null})
      and (${of.accountNumber ?? null}::text is null or c.account_number = ${of.accountNumber ?? null})
      and (${of.kinds ? [...of.kinds] : null}::text[] is null or c.kind = any(${of.kinds ? [...of.kinds] : null}::text[]))
      order by c.priority, c.deadline limit ${limit}`,
  );

function toRecord(row: Row): CaseRecord {
  return {
    caseNumber: row.case_number,
    kind: row.kind,
    reason: row.reason,
    stage: row.stage,
    calendar: row.calendar,
    ownDays: row.own_days,
    area: row.area as CaseFrame['area'],
    priority: row.priority,
    team: row.owner_team ?? 'service',
    owner: row.owner,
    nextAction: (row.next_action ?? 'none') as NextAction,
    deadline: row.deadline,
    nextCheckAt: row.next_check_at,
    promises: row.promises,
    wait: row.waiting,
    pauses: row.pauses,
    missing: row.missing,
    residentId: row.resident_id,
    accountNumber: row.account_number,
    billId: row.bill_id,
    paymentId: row.payment_id,
    outageId: row.outage_id,
    relatedCase: row.related_case,
    conversationId: row.conversation_id,
    anonymous: row.anonymous,
    summary: row.summary,
    sealed: row.sealed,
    seq: row.seq,
    hash: row.hash,
    openedAt: row.opened_at,
    closedAt: row.closed_at,
  };
}
