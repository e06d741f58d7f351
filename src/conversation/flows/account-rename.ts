/** Changing the name on an account. */
import { holderChange } from './holder-change.ts';

export const accountRename = holderChange('account.rename');
