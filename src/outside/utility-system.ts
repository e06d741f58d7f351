/** Port: the utility's billing system, the source of truth for accounts, bills and tariffs. */
import type { Account, Bill, Tariff } from '../domain/billing.ts';

/** What one look at an account needs: its bills newest first (three years at most) and every version of its tariff. */
export interface AccountSheet {
  readonly account: Account;
  readonly bills: readonly Bill[];
  readonly tariffVersions: readonly Tariff[];
}

export interface UtilitySystem {
  /** null when there is no such account. */
  account(accountNumber: string): Promise<Account | null>;
  sheet(accountNumber: string): Promise<AccountSheet | null>;
  /** The sheet of the account that a bill belongs to. */
  sheetOfBill(billId: string): Promise<AccountSheet | null>;
}
