/** Transferring an account to a new owner. */
import { holderChange } from './holder-change.ts';

export const accountTransfer = holderChange('account.transfer');
