/** One batch: payers pay while the process is killed under them, until it was killed often enough; then the books are compared. */
import { Readable } from 'node:stream';
import pg from 'pg';
import { importLines } from '../../src/store/import.ts';
import { dice } from './chance.ts';
import { type Company, type Method, openCompany } from './companies.ts';
import { compare, type Finding } from './compare.ts';
import { createPayer, insistent, type Opened, type Payer, type Told } from './payer.ts';
import { dealer, type Run } from './points.ts';
import { readBooks } from './read-books.ts';
import { keepServing, type Service } from './service.ts';
import { accountNumber, household, newestBill, START, tariffs } from './town.ts';
import type { Wiring } from './words.ts';

export interface BatchOptions {
  /** A migrated database without accounts; the batch changes its settings. */
  readonly databaseUrl: string;
  /** The sandbox unless said otherwise. */
  readonly gateway?: Method;
  readonly kills: number;
  readonly seed: number;
  readonly wiring: Wiring;
  /** Drops the database's own guard `paid_needs_ledger`, which refuses a payment that is paid without its ledger pair. */
  readonly unguarded?: boolean;
  /** Ends after the run in which this says so, e.g. when time is up. */
  readonly enough?: () => boolean;
  readonly onRun?: (done: { readonly runs: number; readonly kills: number }) => void;
}

export interface BatchReport {
  readonly runs: number;
  readonly kills: number;
  readonly killsByPoint: ReadonlyMap<string, number>;
  readonly outcomes: ReadonlyMap<string, number>;
  /** How payments ended. */
  readonly statuses: ReadonlyMap<string, number>;
  /** How refunds ended. */
  readonly refunds: ReadonlyMap<string, number>;
  readonly medianMs: number;
  readonly findings: readonly Finding[];
  /** What the log said of trouble, and how often. */
  readonly trouble: ReadonlyMap<string, number>;
}

/** Seconds after a refund was asked for. */
const REFUND_STEPS = [1, 121, 301, 10, 901] as const;

/** Seconds after a payment was opened: notices, late ones and those sent again, then each question, then its end and more. */
const STEPS = [1, 15, 10, 6, 30, 240, 600, 900, 61] as const;

export async function runBatch(options: BatchOptions): Promise<BatchReport> {
  const { databaseUrl, gateway = 'sandbox' } = options;
  const time = { now: START };
  const company = await openCompany(gateway, databaseUrl, () => new Date(time.now));
  try {
    return await withCompany(options, company, time);
  } finally {
    await company.close();
  }
}

async function withCompany(options: BatchOptions, company: Company, time: { now: number }): Promise<BatchReport> {
  const { databaseUrl, kills, seed, wiring } = options;
  await prepare(databaseUrl, options.unguarded ?? false);
  // Some runs end without a kill: the point they wait for is not on their way a second time.
  const most = kills * 2 + 10;
  await load(databaseUrl, [
    ...tariffs,
    ...Array.from({ length: most }, (_, n) => household(n, company.currency)).flat(),
  ]);
  const deal = dealer(dice(seed), wiring === 'apart', company.method);
  const tolds: Told[] = [];
  const outcomes = new Map<string, number>();
  const times: number[] = [];
  const service = await keepServing(databaseUrl, wiring, time, company.environment);
  company.onCall(({ method, path }) => {
    const asks = /refund/.test(path) && method === 'POST';
    if (service.strikes(asks ? 'company.refunding' : 'company.heard')) return { done: false, ends: 'drop' };
    if (service.strikes(asks ? 'company.refunded' : 'company.did')) return { done: true, ends: 'drop' };
    return null;
  });
  try {
    const killed = () => [...service.kills.values()].reduce((sum, n) => sum + n, 0);
    for (let n = 0; n < most && killed() < kills && !options.enough?.(); n += 1) {
      const run = deal();
      const began = performance.now();
      tolds.push(await pay(service, company, databaseUrl, n, run));
      times.push(performance.now() - began);
      outcomes.set(run.outcome, (outcomes.get(run.outcome) ?? 0) + 1);
      options.onRun?.({ runs: n + 1, kills: killed() });
    }
    await settleDown(service, company, databaseUrl);
    const books = await readBooks(databaseUrl, await company.orders());
    const statuses = new Map<string, number>();
    for (const { status } of books.payments) statuses.set(status, (statuses.get(status) ?? 0) + 1);
    const refunds = new Map<string, number>();
    for (const { status } of books.refunds) refunds.set(status, (refunds.get(status) ?? 0) + 1);
    return {
      refunds,
      runs: times.length,
      kills: killed(),
      killsByPoint: service.kills,
      outcomes,
      statuses,
      medianMs: times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0,
      findings: compare(books, tolds, company.method),
      trouble: service.trouble,
    };
  } finally {
    await service.stop();
  }
}

/** One payer from the first request to long after the payment ran out. */
async function pay(service: Service, company: Company, databaseUrl: string, n: number, run: Run): Promise<Told> {
  const insist = insistent(service);
  const step = async (seconds: number) => {
    await service.step(seconds);
    await company.deliver(insist);
  };
  await service.arm(null, null);
  const payer: Payer = await createPayer(service, company, accountNumber(n, company.currency), run.talks);
  await service.arm(run.armed, run.again);
  const settle = async (opened: Opened | null) => {
    if (opened && run.outcome !== 'abandoned') await payer.pay(opened, run.outcome);
  };
  const first = await payer.open(run.twice);
  await settle(first);
  let last = first;
  if (run.newBill) {
    await load(databaseUrl, [newestBill(n, company.currency)]);
    last = await payer.open(run.twice);
    if (last && last.paymentId !== first?.paymentId) await payer.pay(last, 'paid');
  }
  for (const seconds of STEPS) await step(seconds);
  if (run.paysLater && ['declined', 'abandoned'].includes(run.outcome) && !run.newBill) {
    const later = await payer.open(run.twice);
    if (later) await payer.pay(later, 'paid');
    if (later) last = later;
    for (const seconds of STEPS) await step(seconds);
  }
  if (run.refunds && last) {
    await service.refund(last.paymentId);
    for (const seconds of REFUND_STEPS) await step(seconds);
  }
  return payer.told;
}

/** The gateway delivers every notice once more, and everything that was put off gets its time. */
async function settleDown(service: Service, company: Company, databaseUrl: string): Promise<void> {
  await service.arm(null, null);
  const again = async () => {
    await query(databaseUrl, 'update sandbox_notices set sent_at = null, attempts = 0, due_at = $1', [
      new Date(service.now()),
    ]);
    const due = async () =>
      Number(
        (await query(databaseUrl, 'select count(*) n from sandbox_notices where sent_at is null and attempts < 20'))[0]
          ?.n,
      );
    for (let round = 0; round < 400 && (await due()) > 0; round += 1) await service.step(16);
  };
  await again();
  const insist = insistent(service);
  for (const seconds of [...STEPS, 3_600, 21_600, 21_600, 61]) {
    await service.step(seconds);
    await company.deliver(insist);
  }
}

async function prepare(databaseUrl: string, unguarded: boolean): Promise<void> {
  const name = new URL(databaseUrl).pathname.slice(1);
  // The cluster of the tests answers before its log is written; here a COMMIT means what it says.
  await query(databaseUrl, `alter database ${name} set synchronous_commit = on`);
  if (unguarded) await query(databaseUrl, 'drop trigger paid_needs_ledger on payments');
}

async function load(databaseUrl: string, lines: readonly object[]): Promise<void> {
  const imported = await importLines(databaseUrl, Readable.from(lines.map((line) => JSON.stringify(line))), {
    hashIdNumber: async (value) => value,
  });
  if (!imported.ok) throw new Error(JSON.stringify(imported.faults));
}

async function query(
  databaseUrl: string,
  statement: string,
  values: unknown[] = [],
): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query(statement, values)).rows as Record<string, unknown>[];
  } finally {
    await client.end();
  }
}
