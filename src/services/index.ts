/** Everything we can do for a resident, wired; flows, REST and desk call these and nothing below them. */

import type { CaseKind } from '../domain/cases.ts';
import { type Accounts, createAccounts } from './accounts.ts';
import { createPapers, type Papers } from './applications/attaching.ts';
import { type Attempt, createAttempt } from './attempt.ts';
import { type Bills, createBills } from './bills.ts';
import { type Blotting, createBlotting } from './cases/blotting.ts';
import { type Chains, createChains } from './cases/chains.ts';
import { type Chases, createChases } from './cases/chases.ts';
import { type Clockwork, createClockwork } from './cases/clockwork.ts';
import { createResidentActs, type ResidentActs } from './cases/resident-acts.ts';
import { type AreaRules, createWork, type Work } from './cases/work.ts';
import { type Cases, createCases } from './cases.ts';
import { type Connections, createConnections } from './connections.ts';
import type { Deps, Planned } from './deps.ts';
import { createDesk, type Desk } from './desk.ts';
import { createDocuments, type Documents } from './documents.ts';
import { createFallback, type Fallback } from './fallback.ts';
import { createFeedback, type Feedback } from './feedback.ts';
import { createHandoff, type Handoff } from './handoff.ts';
import { createHolders, type Holders } from './holders.ts';
import { createIdentities, type Identities } from './identities.ts';
import { createInvoices, type Invoices } from './invoices.ts';
import { createLinks, type Links } from './links.ts';
import { createNotices, type Notices } from './notices.ts';
import { createOnce, createWhole, type Once, type Whole } from './once.ts';
import { createOutages, type Outages } from './outages.ts';
import { createPayments, type Payments } from './payments.ts';
import { createPersons, type Persons } from './persons.ts';
import { createRatings, type Ratings, recoveryRules } from './ratings.ts';
import { createReconciliation, type Reconciliation } from './reconciliation.ts';
import { createReconnection, type Reconnection } from './reconnection.ts';
import { createRefunds, type Refunds } from './refunds.ts';
import { createRequestRules } from './request-work.ts';
import { createRequests, type Requests } from './requests.ts';
import { createSettlement, type Settlement } from './settlement.ts';
import { createStaff, type Staff } from './staff.ts';
import { createStatistics, type Statistics } from './statistics.ts';
import { createSubscriptions, type Subscriptions } from './subscriptions.ts';

export interface Services {
  readonly accounts: Accounts;
  /** Who somebody is by a platform's word. */
  readonly identities: Identities;
  /** One person on several channels. */
  readonly links: Links;
  /** Consents to subscribe messages. */
  readonly subscriptions: Subscriptions;
  readonly bills: Bills;
  readonly payments: Payments;
  readonly settlement: Settlement;
  /** Money given back: what staff ask for, and the job that carries it out. */
  readonly refunds: Refunds;
  /** The gateways' own lists of a day beside our books. */
  readonly reconciliation: Reconciliation;
  readonly invoices: Invoices;
  readonly ratings: Ratings;
  readonly cases: Cases;
  /** Whether their histories hold. */
  readonly chains: Chains;
  readonly documents: Documents;
  /** Name changes and transfers. */
  readonly holders: Holders;
  /** Papers that come after an application was filed. */
  readonly papers: Papers;
  /** What is left of their cases when the law does not want more of it. */
  readonly blotting: Blotting;
  /** A person's own data: given out, erased; their sessions ended. */
  readonly persons: Persons;
  readonly connections: Connections;
  readonly requests: Requests;
  readonly outages: Outages;
  /** Power back after paying, without asking. */
  readonly reconnection: Reconnection;
  /** What is told by itself, by consent. */
  readonly notices: Notices;
  /** What one channel did not deliver, told on another. */
  readonly fallback: Fallback;
  /** What the clock asks of cases. */
  readonly clockwork: Clockwork;
  /** Complaints, reports, opinions, suggestions, praise. */
  readonly feedback: Feedback;
  readonly chases: Chases;
  /** What residents may do with their cases. */
  readonly residentActs: ResidentActs;
  /** What clerks do with cases. */
  readonly work: Work;
  /** What the people behind the desk see of cases, and may do there. */
  readonly desk: Desk;
  /** How the service did in a period. */
  readonly statistics: Statistics;
  /** Who may enter the desk. */
  readonly staff: Staff;
  /** A person in the conversation. */
  readonly handoff: Handoff;
  readonly once: Once;
  readonly whole: Whole;
  /** Plans and commits, again when somebody was faster. */
  readonly attempt: Attempt;
  /** Commits a plan by itself; in a conversation converse.ts commits it with its turn. */
  readonly carryOut: <T>(planned: Planned<T>) => Promise<T>;
  readonly settings: Deps['settings'];
  /** For what a conversation has to remember and nobody may read in its row. */
  readonly secrets: Pick<Deps['tokens'], 'seal' | 'unseal'>;
}

export function createServices(deps: Deps): Services {
  const accounts = createAccounts(deps);
  const cases = createCases(deps);
  const bills = createBills(deps, cases);
  const refunds = createRefunds(deps, cases);
  const settlement = createSettlement(deps, cases, refunds);
  const payments = createPayments(deps, bills, settlement);
  const documents = createDocuments(deps, accounts);
  const connections = createConnections(deps, cases, bills, documents);
  const holders = createHolders(deps, { accounts, bills, cases, documents });
  /** What the areas add to acts on their cases. */
  const areas: Partial<Record<CaseKind, AreaRules>> = {
    ...holders.rules,
    'new-connection': connections.rules,
    'capacity-increase': connections.rules,
    'ev-charger': connections.rules,
    'temporary-supply': connections.rules,
    ...createRequestRules(deps, bills),
    recovery: recoveryRules(deps, cases),
  };
  const work = createWork(deps, cases, areas);
  return {
    accounts,
    identities: createIdentities(deps, accounts),
    links: createLinks(deps, accounts),
    subscriptions: createSubscriptions(deps),
    bills,
    payments,
    settlement,
    refunds,
    reconciliation: createReconciliation(deps, cases, settlement, refunds),
    invoices: createInvoices(deps, payments),
    ratings: createRatings(deps, cases),
    cases,
    chains: createChains(deps),
    documents,
    holders,
    papers: createPapers(deps, cases, documents, { transfer: holders.completion }),
    blotting: createBlotting(deps),
    persons: createPersons(deps),
    connections,
    requests: createRequests(deps, cases, bills, documents),
    outages: createOutages(deps, cases),
    reconnection: createReconnection(deps, cases),
    notices: createNotices(deps, bills),
    fallback: createFallback(deps),
    clockwork: createClockwork(deps, cases, areas),
    feedback: createFeedback(deps, cases),
    chases: createChases(deps, cases),
    residentActs: createResidentActs(deps, cases, areas),
    work,
    desk: createDesk(deps, { cases, work, documents }),
    statistics: createStatistics(deps),
    staff: createStaff(deps),
    handoff: createHandoff(deps, cases),
    once: createOnce(deps),
    whole: createWhole(deps),
    attempt: createAttempt(deps),
    carryOut: async ({ value, writes }) => {
      await deps.unit.commit(writes);
      return value;
    },
    settings: deps.settings,
    secrets: deps.tokens,
  };
}
