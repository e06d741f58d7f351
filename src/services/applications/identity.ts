/** The real-name check of an application: name and ID number compared outside, ten tries a day, kept by nobody. */
import { ok, type Result, refuse } from '../../domain/result.ts';
import type { Viewer } from '../../domain/viewer.ts';
import type { Accounts } from '../accounts.ts';
import type { Deps } from '../deps.ts';

const DAY = 86_400;

export interface ClaimedIdentity {
  readonly kind: 'rename' | 'transfer';
  readonly accountNumber: string;
  /** A transfer: the new holder's. A name change: the name as it should be. */
  readonly name: string;
  readonly idNumber: string;
}

/**
 * Refuses `real_name_mismatch` and `too_many_requests`. For a name change the number must be the holder's on file, whatever the
 * name: with another number it would be a transfer; the outside check may know the person by the new name or still by the old.
 * `by` names the message that asks, so that running it again counts once.
 */
export async function checkIdentity(
  deps: Pick<Deps, 'realName' | 'utility' | 'tokens'>,
  accounts: Pick<Accounts, 'limit'>,
  viewer: Pick<Viewer, 'residentId'>,
  { kind, accountNumber, name, idNumber }: ClaimedIdentity,
  by: string | null,
): Promise<Result<null>> {
  const limited = await accounts.limit({ key: `real-name:${viewer.residentId}`, most: 10, windowSeconds: DAY }, [], by);
  if (!limited.ok) return limited;
  if (kind === 'rename') {
    const prints = await deps.tokens.idNumberHashes(idNumber);
    let same: boolean | null = null;
    for (const print of prints) same = same || (await deps.utility.isHolder(accountNumber, print));
    if (same === false) return refuse('real_name_mismatch');
    const account = await deps.utility.account(accountNumber);
    if (same && account && (await deps.realName.matches({ name: account.holder, idNumber }))) return ok(null);
  }
  return (await deps.realName.matches({ name, idNumber })) ? ok(null) : refuse('real_name_mismatch');
}
