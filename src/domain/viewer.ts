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

/** The resident of the very channel that the viewer came by. */
export const selfOf = ({ self, residentId }: Pick<Viewer, 'self' | 'residentId'>): string => self ?? residentId;

/** Both as one person, joined to `root`: accounts each once, verified if either is. */
export function together(viewer: Viewer, other: Viewer | null, root: string, kin: readonly string[]): Viewer {
  const seen = new Set(viewer.accounts.map(({ accountNumber }) => accountNumber));
  const self = selfOf(viewer);
  return {
    ...viewer,
    residentId: root,
    ...(self !== root && { self }),
    joined: kin.filter((residentId) => residentId !== root),
    realName: viewer.realName === 'verified' || other?.realName === 'verified' ? 'verified' : 'unverified',
    accounts: [...viewer.accounts, ...(other?.accounts ?? []).filter(({ accountNumber }) => !seen.has(accountNumber))],
  };
}

/** What is left to see after `leaving` has left; `bound`: numbers of the accounts on the viewer's side of it. */
export function apart(viewer: Viewer, leaving: string, staying: readonly string[], bound: readonly string[]): Viewer {
  const { self, joined: _, ...alone } = viewer;
  const isHere = leaving === selfOf(viewer);
  const others = isHere ? [] : staying.filter((id) => id !== viewer.residentId);
  return {
    ...alone,
    residentId: isHere ? leaving : viewer.residentId,
    ...(!isHere && self && { self }),
    ...(others.length > 0 && { joined: others }),
    accounts: viewer.accounts.filter(({ accountNumber }) => bound.includes(accountNumber)),
  };
}
