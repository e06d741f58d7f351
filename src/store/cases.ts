/** Cases: opened once per reason, always with owner, next action and deadline (the table refuses anything else). */
import type { NewCase } from '../domain/cases.ts';
import type { Write } from './commit.ts';
import type { Database } from './tables.ts';

/**
 * Opens the case unless one is open for the same reason. `said`: its number is being told to somebody, so a commit that another
 * one of this reason was faster than fails on `cases_one_open_per_reason` and is planned again.
 */
export const openCase =
  (opened: NewCase, said = false): Write =>
  (db) => {
    const insert = db.insertInto('cases').values({
      case_number: opened.caseNumber,
      kind: opened.kind,
      status: 'open',
      reason: opened.reason,
      priority: opened.priority,
      owner_team: opened.ownerTeam,
      next_action: opened.nextAction,
      deadline: opened.deadline,
      resident_id: opened.residentId,
      account_number: opened.accountNumber,
      bill_id: opened.billId,
      payment_id: opened.paymentId,
      summary: JSON.stringify(opened.summary),
      opened_at: opened.openedAt,
      closed_at: null,
    });
    return said ? insert : insert.onConflict((c) => c.column('reason').where('status', '=', 'open').doNothing());
  };

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
