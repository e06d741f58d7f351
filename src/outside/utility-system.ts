/** Port: the utility's billing system, the source of truth for accounts, bills and tariffs. */
import type { Account, Bill, Tariff } from '../domain/billing.ts';

/** What one look at an account needs: its holder's bills newest first (three years at most) and every version of its tariff. */
export interface AccountSheet {
  readonly account: Account;
  readonly bills: readonly Bill[];
  readonly tariffVersions: readonly Tariff[];
}

/** What becomes of an account when its holder changes. */
export interface HolderChange {
  readonly accountNumber: string;
  readonly holder: string;
  /** Left out: stays as it is (a name change). null: not known. */
  readonly idNumberHash?: string | null;
  /** Left out: stays. Empty: nobody's phone is on file until the new holder gives one. */
  readonly phone?: string;
  /** Somebody else has the account from then on: what was billed before is not theirs to see. */
  readonly since?: Date;
  /** Prepaid money belongs to the old holder and leaves the account (facts/domain.md 1.6). */
  readonly balanceLeaves?: boolean;
}

/** Port: changes of the holder, as writes of the commit that decides them. */
export interface HolderBook<W> {
  /** Whether this ID number is the holder's on file; null when none is on file. */
  isHolder(accountNumber: string, idNumberHash: string): Promise<boolean | null>;
  changeHolder(change: HolderChange): readonly W[];
}

export interface UtilitySystem {
  /** null when there is no such account. */
  account(accountNumber: string): Promise<Account | null>;
  sheet(accountNumber: string): Promise<AccountSheet | null>;
  /** Every version of every tariff. */
  tariffs(): Promise<readonly Tariff[]>;
  /** The sheet of the account that a bill belongs to. */
  sheetOfBill(billId: string): Promise<AccountSheet | null>;
}
