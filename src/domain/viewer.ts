/** Who is looking, and the one meaning of "may this resident see this account". */
import type { Account } from './billing.ts';
import type { Locale } from './names.ts';

export interface BoundAccount extends Pick<Account, 'accountNumber' | 'holder' | 'address' | 'category' | 'status'> {
  readonly nickname: string | null;
}

export interface Viewer {
  readonly residentId: string;
  readonly locale: Locale;
  /** Set by the resident, not guessed from what they wrote. */
  readonly localeChosen: boolean;
  readonly realName: 'unverified' | 'verified';
  readonly currentAccount: string | null;
  readonly accounts: readonly BoundAccount[];
}

export const boundAccount = (viewer: Viewer, accountNumber: string): BoundAccount | undefined =>
  viewer.accounts.find((account) => account.accountNumber === accountNumber);
