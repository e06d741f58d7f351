/** What clerks' acts on requests need and change: no closing of what still owes, a new telephone and an ended account in the utility's own rows. */
import type { CaseKind } from '../domain/cases.ts';
import { ok, refuse } from '../domain/result.ts';
import { changePhone, markClosed, markReconnected } from '../store/requests.ts';
import type { Bills } from './bills.ts';
import type { AreaRules } from './cases/work.ts';
import type { Deps } from './deps.ts';

export const createRequestRules = (
  deps: Pick<Deps, 'tokens'>,
  bills: Bills,
): Readonly<Partial<Record<CaseKind, AreaRules>>> => ({
  reconnection: {
    effects: async ({ accountNumber }, event) =>
      event === 'answered' && accountNumber ? [markReconnected(accountNumber)] : [],
  },
  'phone-change': {
    guard: async ({ missing }, event) =>
      event === 'answered' && missing.length > 0 ? refuse('papers_missing') : ok(null),
    effects: async ({ accountNumber, sealed }, event) => {
      if (event !== 'answered' || !accountNumber || !sealed) return [];
      const { contactPhone } = JSON.parse(await deps.tokens.unseal(sealed)) as { contactPhone: string };
      return [changePhone(accountNumber, contactPhone)];
    },
  },
  // A closed account takes no payment any more: all of it is settled first, the bill of the final reading too.
  'account-closing': {
    guard: async ({ accountNumber }, event) => {
      if (event !== 'answered' || !accountNumber) return ok(null);
      const due = await bills.due(accountNumber);
      return due && due.amountDue.minor > 0n ? refuse('arrears_open') : ok(null);
    },
    effects: async ({ accountNumber }, event) =>
      event === 'answered' && accountNumber ? [markClosed(accountNumber)] : [],
  },
});
