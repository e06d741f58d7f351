/** What the desk may not do with a change of the holder: approve without proof, settle while money is owed. */
import { amountOf } from '../../domain/money.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import type { WholeCase } from '../../store/cases.ts';
import type { Bills } from '../bills.ts';
import type { ClerkEvent } from '../cases/work.ts';
import { missingProof } from './papers.ts';

export const holderGuard =
  (bills: Bills) =>
  async (found: WholeCase, event: ClerkEvent): Promise<Result<null>> => {
    if (event === 'approved' && missingProof(found.missing, found.summary).length > 0) return refuse('papers_missing');
    if (event !== 'settled') return ok(null);
    const due = await bills.due(found.accountNumber ?? '');
    if (!due || due.amountDue.minor <= 0n) return ok(null);
    return refuse('arrears_open', { detail: `${amountOf(due.amountDue)} ${due.amountDue.currency} is owed.` });
  };
