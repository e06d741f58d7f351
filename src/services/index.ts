/** Everything we can do for a resident, wired; flows, REST and desk call these and nothing below them. */
import { type Accounts, createAccounts } from './accounts.ts';
import { type Bills, createBills } from './bills.ts';
import { type Cases, createCases } from './cases.ts';
import type { Deps, Planned } from './deps.ts';
import { createInvoices, type Invoices } from './invoices.ts';
import { createOnce, type Once } from './once.ts';
import { createPayments, type Payments } from './payments.ts';
import { createRatings, type Ratings } from './ratings.ts';
import { createSettlement, type Settlement } from './settlement.ts';

export interface Services {
  readonly accounts: Accounts;
  readonly bills: Bills;
  readonly payments: Payments;
  readonly settlement: Settlement;
  readonly invoices: Invoices;
  readonly ratings: Ratings;
  readonly cases: Cases;
  readonly once: Once;
  /** Commits a plan by itself; in a conversation converse.ts commits it with its turn. */
  readonly carryOut: <T>(planned: Planned<T>) => Promise<T>;
  readonly settings: Deps['settings'];
}

export function createServices(deps: Deps): Services {
  const cases = createCases(deps);
  const bills = createBills(deps, cases);
  const settlement = createSettlement(deps, cases);
  const payments = createPayments(deps, bills, settlement);
  return {
    accounts: createAccounts(deps),
    bills,
    payments,
    settlement,
    invoices: createInvoices(deps, payments),
    ratings: createRatings(deps, cases),
    cases,
    once: createOnce(deps),
    carryOut: async ({ value, writes }) => {
      await deps.unit.commit(writes);
      return value;
    },
    settings: deps.settings,
  };
}
