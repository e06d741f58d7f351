/** Everything we can do for a resident, wired; flows, REST and desk call these and nothing below them. */

import type { CaseKind } from '../domain/cases.ts';
import { type Accounts, createAccounts } from './accounts.ts';
import { type Bills, createBills } from './bills.ts';
import { type Chases, createChases } from './cases/chases.ts';
import { type Clockwork, createClockwork } from './cases/clockwork.ts';
import { createResidentActs, type ResidentActs } from './cases/resident-acts.ts';
import { type AreaRules, createWork, type Work } from './cases/work.ts';
import { type Cases, createCases } from './cases.ts';
import type { Deps, Planned } from './deps.ts';
import { createDocuments, type Documents } from './documents.ts';
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
  readonly documents: Documents;
  /** What the clock asks of cases. */
  readonly clockwork: Clockwork;
  readonly chases: Chases;
  /** What residents may do with their cases. */
  readonly residentActs: ResidentActs;
  /** What the desk does. */
  readonly work: Work;
  readonly once: Once;
  /** Commits a plan by itself; in a conversation converse.ts commits it with its turn. */
  readonly carryOut: <T>(planned: Planned<T>) => Promise<T>;
  readonly settings: Deps['settings'];
}

export function createServices(deps: Deps): Services {
  const accounts = createAccounts(deps);
  const cases = createCases(deps);
  const bills = createBills(deps, cases);
  const settlement = createSettlement(deps, cases);
  const payments = createPayments(deps, bills, settlement);
  /** What the areas add to acts on their cases. */
  const areas: Partial<Record<CaseKind, AreaRules>> = {};
  return {
    accounts,
    bills,
    payments,
    settlement,
    invoices: createInvoices(deps, payments),
    ratings: createRatings(deps, cases),
    cases,
    documents: createDocuments(deps, accounts),
    clockwork: createClockwork(deps, cases),
    chases: createChases(deps, cases),
    residentActs: createResidentActs(deps, cases, areas),
    work: createWork(deps, cases, areas),
    once: createOnce(deps),
    carryOut: async ({ value, writes }) => {
      await deps.unit.commit(writes);
      return value;
    },
    settings: deps.settings,
  };
}
