/** Changes of an account's holder: name change and transfer, from the first check to the signature. */
import { type ClockId, clockInForce, type DatedClock } from '../clocks/presets.ts';
import { dayOf } from '../domain/calendar.ts';
import { ok, type Result } from '../domain/result.ts';
import { boundAccount, type Viewer } from '../domain/viewer.ts';
import type { WholeCase } from '../store/cases.ts';
import { changeResident } from '../store/residents.ts';
import type { Accounts } from './accounts.ts';
import type { Completion } from './applications/attaching.ts';
import { createContracts } from './applications/contracts.ts';
import { type AskedChange, type Eligible, eligible } from './applications/eligibility.ts';
import { asksOldHolder, createFiling } from './applications/filing.ts';
import { holderGuard } from './applications/guard.ts';
import { type ClaimedIdentity, checkIdentity } from './applications/identity.ts';
import { letterTo } from './applications/letters.ts';
import { createOldHolder } from './applications/old-holder.ts';
import { openApplicant } from './applications/secrets.ts';
import type { Bills } from './bills.ts';
import type { AreaRules } from './cases/work.ts';
import type { Cases } from './cases.ts';
import type { Deps, Planned } from './deps.ts';
import type { Documents } from './documents.ts';

export interface HolderTerms {
  readonly workingDays: number;
  readonly papersDays: number;
  readonly oldHolderDays: number;
}

export type Holders = ReturnType<typeof createHolders>;

export function createHolders(
  deps: Pick<
    Deps,
    'db' | 'unit' | 'clock' | 'chance' | 'tokens' | 'settings' | 'utility' | 'realName' | 'publicUrl' | 'holderWords'
  >,
  services: { accounts: Accounts; bills: Bills; cases: Cases; documents: Documents },
) {
  const { accounts, bills, cases } = services;
  const oldHolder = createOldHolder(deps, cases);
  const contracts = createContracts(deps, cases);
  const guard = holderGuard(bills);

  const tellOldHolder = async (found: WholeCase, kind: 'withdrawn' | 'rejected' | 'expired') => {
    const account = await deps.utility.account(found.accountNumber ?? '');
    if (!account) return [];
    return letterTo(deps, account, found.residentId, { kind, accountNumber: account.accountNumber });
  };

  const rules: Readonly<Record<'rename' | 'transfer', AreaRules>> = {
    rename: {
      guard,
      async effects(found, event) {
        if (event !== 'approved' || !found.accountNumber) return [];
        const { name } = await openApplicant(deps.tokens, found);
        return deps.utility.changeHolder({ accountNumber: found.accountNumber, holder: name });
      },
    },
    transfer: {
      guard,
      async effects(found, event) {
        if (event === 'approved') return contracts.make(found);
        if (event === 'withdrawn' || event === 'rejected') return tellOldHolder(found, event);
        // The end of the wait for the old holder's word ends nothing.
        return event === 'lapsed' && found.stage !== 'awaiting-old-holder' ? tellOldHolder(found, 'expired') : [];
      },
    },
  };

  /** Papers that came later: now the old holder is asked, unless they were before. */
  const completion: Completion = {
    next: (found) =>
      asksOldHolder(found.summary.role) && !found.history.some(({ event }) => event === 'consent-asked')
        ? [{ event: 'consent-asked' }]
        : [],
    async effects(after) {
      if (after.stage !== 'awaiting-old-holder') return [];
      const [account, applicant] = await Promise.all([
        deps.utility.account(after.accountNumber ?? ''),
        openApplicant(deps.tokens, after),
      ]);
      return account ? oldHolder.ask(after, account, applicant) : [];
    },
  };

  return {
    plan: createFiling(deps, { ...services, oldHolder }),
    rules,
    completion,
    oldHolder,
    contracts,

    /**
     * The early look of the chat: counted like a quote where the account is not the viewer's; `by` names the message, null: this
     * account was counted in the same application before.
     */
    async eligible(viewer: Viewer, asked: AskedChange, by: string | null): Promise<Result<Eligible>> {
      if (by !== null && !boundAccount(viewer, asked.accountNumber)) {
        const limited = await accounts.limit(
          { key: `quote:${viewer.residentId}`, most: 20, windowSeconds: 3_600 },
          [],
          by,
        );
        if (!limited.ok) return limited;
      }
      return eligible(deps, bills, viewer, asked);
    },

    /** The real-name check; passed, it marks the resident, unless they act for somebody else. */
    async identity(
      viewer: Viewer,
      claimed: ClaimedIdentity,
      own: boolean,
      by: string | null,
    ): Promise<Result<Planned<Viewer>>> {
      const checked = await checkIdentity(deps, accounts, viewer, claimed, by);
      if (!checked.ok) return checked;
      const marks = own && viewer.realName === 'unverified';
      return ok({
        value: marks ? { ...viewer, realName: 'verified' } : viewer,
        writes: marks ? [changeResident(viewer.residentId, { realName: 'verified' })] : [],
      });
    },

    /** What is promised and how long is waited, for an application of today. */
    async terms(kind: 'rename' | 'transfer'): Promise<HolderTerms> {
      const day = dayOf(deps.clock.now());
      const { clocks } = await deps.settings();
      const limit = (id: ClockId) => clockInForce(id, day, clocks as readonly DatedClock[]).limit;
      return {
        workingDays: limit(kind === 'rename' ? 'name.change' : 'transfer'),
        papersDays: limit('papers.wait'),
        oldHolderDays: limit('old-holder.wait'),
      };
    },

    /** Stands for an ID number where the number itself must not stand, e.g. in what a yes is said to. */
    printOf: (idNumber: string): Promise<string> => deps.tokens.hashIdNumber(idNumber),
  };
}
