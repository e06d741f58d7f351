/** Who is looking, and the one meaning of "may this resident see this account". */
import type { Account } from './billing.ts';
import type { Locale } from './names.ts';

export interface BoundAccount extends Pick<Account, 'accountNumber' | 'holder' | 'address' | 'category' | 'status'> {
  readonly nickname: string | null;
}

export interface Viewer {
  readonly residentId: string;
  /** The resident of the very channel they came by, where it is joined to `residentId`. */
  readonly self?: string;
  /** Residents who are the same person, on other channels: what is theirs is seen here too. */
  readonly joined?: readonly string[];
  readonly locale: Locale;
  /** Set by the resident, not guessed from what they wrote. */
  readonly localeChosen: boolean;
  readonly realName: 'unverified' | 'verified';
  readonly currentAccount: string | null;
  readonly accounts: readonly BoundAccount[];
}

export const boundAccount = (viewer: Viewer, accountNumber: string): BoundAccount | undefined =>
  viewer.accounts.find((account) => account.accountNumber === accountNumber);

/** Whether something of this resident's is the viewer's own: made here, or on a channel that was joined with this one. */
export const isOwn = (viewer: Pick<Viewer, 'residentId' | 'joined'>, residentId: string | null): boolean =>
  residentId !== null && kinOf(viewer).includes(residentId);

/** All residents that the viewer is. */
export const kinOf = ({ residentId, joined }: Pick<Viewer, 'residentId' | 'joined'>): readonly string[] => [
  residentId,
  ...(joined ?? []),
];
