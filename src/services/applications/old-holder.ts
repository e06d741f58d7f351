/** The old holder of a transfer: asked at the phone on file by a link, answered once, informed in any case (facts/domain.md 1.4, step 8). */
import type { Account } from '../../domain/billing.ts';
import { maskAddress, maskName } from '../../domain/mask.ts';
import type { Locale } from '../../domain/names.ts';
import { type Result, refuse } from '../../domain/result.ts';
import type { CaseRecord, WholeCase } from '../../store/cases.ts';
import { lostRace, type Write } from '../../store/commit.ts';
import { type BoundResident, residentsBoundTo } from '../../store/holders.ts';
import type { Cases } from '../cases.ts';
import type { Deps } from '../deps.ts';
import { holderLocale, letterTo } from './letters.ts';
import type { SealedApplicant } from './secrets.ts';

/** A lost race is looked at again this often. */
const TRIES = 3;

export type ConsentState = 'open' | 'agreed' | 'refused' | 'over';

/** What the page of the link shows: masked, and nothing but what the old holder knows anyway. */
export interface ConsentSheet {
  readonly state: ConsentState;
  readonly locale: Locale;
  readonly accountNumber: string;
  readonly applicant: string;
  readonly address: string;
  readonly until: Date | null;
}

export type OldHolder = ReturnType<typeof createOldHolder>;

export function createOldHolder(
  deps: Pick<
    Deps,
    'db' | 'unit' | 'clock' | 'chance' | 'tokens' | 'settings' | 'utility' | 'publicUrl' | 'holderWords'
  >,
  cases: Cases,
) {
  const caseOf = async (token: string): Promise<WholeCase | null> => {
    const caseNumber = await deps.tokens.read('consent', token, deps.clock.now());
    return caseNumber ? cases.byNumber(caseNumber) : null;
  };
  const sheetOf = async (found: WholeCase): Promise<ConsentSheet> => {
    const accountNumber = found.accountNumber ?? '';
    const [account, bound] = await Promise.all([
      deps.utility.account(accountNumber),
      residentsBoundTo(deps.db, accountNumber),
    ]);
    const happened = (event: string) => found.history.some((entry) => entry.event === event);
    const state: ConsentState =
      found.stage === 'awaiting-old-holder'
        ? 'open'
        : happened('consented')
          ? 'agreed'
          : happened('consent-refused')
            ? 'refused'
            : 'over';
    return {
      state,
      locale: holderLocale(accountNumber, bound, found.residentId),
      accountNumber,
      applicant: String(found.summary.applicant ?? ''),
      address: maskAddress(account?.address ?? ''),
      until: found.wait ? new Date(found.wait.due) : null,
    };
  };

  return {
    /**
     * The letter of a transfer that was filed or whose papers are complete now. Asked by a link at the phone on file, never at
     * the phone that the applicant gave: who knows another number than ours gets no link sent anywhere, and hears nothing of it.
     */
    async ask(
      record: CaseRecord,
      account: Pick<Account, 'accountNumber' | 'phone'>,
      { name, oldHolderPhone }: Pick<SealedApplicant, 'name' | 'oldHolderPhone'>,
      bound?: readonly BoundResident[],
    ): Promise<readonly Write[]> {
      const about = { accountNumber: account.accountNumber, applicant: maskName(name) };
      const asks = record.stage === 'awaiting-old-holder' && record.wait;
      if (!asks || (oldHolderPhone !== null && oldHolderPhone !== account.phone))
        return letterTo(deps, account, record.residentId, { kind: 'informed', ...about }, undefined, bound);
      const until = new Date(asks.due);
      const token = await deps.tokens.issue('consent', record.caseNumber, deps.clock.now(), until);
      const url = `${deps.publicUrl}/consent/${token}`;
      return letterTo(deps, account, record.residentId, { kind: 'asked', ...about, url, until }, until, bound);
    },

    /** Looking changes nothing. `not_found`: no link of ours, or run out. */
    async look(token: string): Promise<Result<ConsentSheet>> {
      const found = await caseOf(token);
      return found ? { ok: true, value: await sheetOf(found) } : refuse('not_found');
    },

    /** Answers once: whoever presses again, or presses the other button later, sees what holds. */
    async answer(token: string, agrees: boolean): Promise<Result<ConsentSheet>> {
      for (let attempt = 1; ; attempt += 1) {
        const found = await caseOf(token);
        if (!found) return refuse('not_found');
        if (found.stage !== 'awaiting-old-holder') return { ok: true, value: await sheetOf(found) };
        const moved = await cases.move(found, agrees ? 'consented' : 'consent-refused', 'old-holder');
        if (!moved.ok) return moved;
        try {
          await deps.unit.commit(moved.value.writes);
          return { ok: true, value: await sheetOf(moved.value.value) };
        } catch (error) {
          if (!lostRace(error) || attempt >= TRIES) throw error;
        }
      }
    },
  };
}
