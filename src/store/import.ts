/** Loads a utility's data from JSON Lines (contract.md section 9): all of a file or nothing, safe to repeat, while the service runs. */
import pg from 'pg';
import { apply } from './import/apply.ts';
import { crossChecks } from './import/cross-checks.ts';
import { KINDS, type Kind, type Line, warningOf } from './import/lines.ts';
import { type Progress, stopwatch } from './import/progress.ts';
import { readLine } from './import/read-line.ts';
import type { Fault } from './import/reasons.ts';
import { createStaging, stage } from './import/staging.ts';

export type { Progress } from './import/progress.ts';
export type { Fault } from './import/reasons.ts';
export type Counts = Readonly<Record<Kind, number>>;

export type ImportResult =
  /** `counts`: lines of each kind; `changed`: rows that are new or differ from what was there; `warnings`: the first 20. */
  | { readonly ok: true; readonly counts: Counts; readonly changed: Counts; readonly warnings: readonly Fault[] }
  /** At most 20, by line; `more` says that there are others. Nothing was applied. */
  | { readonly ok: false; readonly faults: readonly Fault[]; readonly more: boolean };

export interface ImportOptions {
  /** ID numbers are kept as this keyed hash only. */
  readonly hashIdNumber: (idNumber: string) => Promise<string>;
  /** Once a second. */
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
}

const MOST_FAULTS = 20;
/** Rows a COPY; with those of the next one being read, this is all that is in memory. */
const BATCH = 2_000;
/** From here on the planner's numbers would be wrong until autovacuum comes. */
const MANY = 1_000;

/**
 * Kinds of lines: `tariff`, `account`, `bill`, `outage` as in the contract, a tariff with `largeHousehold`, `minimumKwh` and
 * `yearStartsIn` if it has them, and
 * `{"kind":"setting","name":"paymentMinutes","value":30,"effectiveFrom":"2026-01-01","source":"…","confirmed":true}`
 * with the names and values of domain/settings.ts. A field that may be null may be absent.
 *
 * Nothing is ever deleted, a bill that was paid here stays paid when the file does not know it yet, and residents, bindings
 * and payments are not touched. Throws when the database fails or `signal` aborts; then nothing was applied either.
 */
export async function importLines(
  connectionString: string,
  lines: AsyncIterable<string>,
  { hashIdNumber, onProgress, signal }: ImportOptions,
): Promise<ImportResult> {
  signal?.throwIfAborted();
  const client = new pg.Client({
    connectionString,
    connectionTimeoutMillis: 10_000,
    application_name: 'wattline import',
  });
  let lost: unknown = null;
  client.on('error', (error) => {
    lost ??= error;
  });
  const hangUp = () => void client.end().catch(() => {});
  const watch = stopwatch(onProgress);
  try {
    await client.connect();
    signal?.addEventListener('abort', hangUp, { once: true });
    await client.query('begin');
    // The server's own limits are for requests; a client that went away is noticed within a second.
    await client.query(`set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0;
      set local work_mem = '64MB'; set local client_connection_check_interval = '1s'`);
    watch.enter('waiting for another import');
    await client.query(`select pg_advisory_xact_lock(hashtext('wattline import'))`);
    await createStaging(client);

    watch.enter('reading');
    const read = await readAll(client, lines, { hashIdNumber, read: watch.count, ...(signal && { signal }) });
    watch.enter('checking');
    const enough = MOST_FAULTS + 1 - read.faults.length;
    const faults = enough > 0 ? [...read.faults, ...(await crossChecks(client, read.claims, enough))] : read.faults;
    if (faults.length > 0) {
      await client.query('rollback');
      return { ok: false, faults: inOrder(faults).slice(0, MOST_FAULTS), more: faults.length > MOST_FAULTS };
    }
    const changed = await apply(client, { counts: read.counts, onStage: watch.enter });
    // From here on it is too late to stop: what was committed must not be reported as nothing.
    signal?.throwIfAborted();
    signal?.removeEventListener('abort', hangUp);
    watch.enter('committing');
    await client.query('commit');
    if (Object.values(changed).some((rows) => rows > MANY)) {
      watch.enter('analysing');
      await client.query('analyze tariffs, accounts, bills, outages, settings').catch(() => {});
    }
    return { ok: true, counts: read.counts, changed, warnings: read.warnings };
  } catch (error) {
    throw signal?.aborted ? signal.reason : (lost ?? error);
  } finally {
    watch.stop();
    signal?.removeEventListener('abort', hangUp);
    // Without a commit the end of the connection rolls everything back.
    await client.end().catch(() => {});
  }
}

type Reading = Pick<ImportOptions, 'hashIdNumber' | 'signal'> & { readonly read: () => void };

/** Checks every line and stages the right ones; the next batch is checked while PostgreSQL takes the last one. */
async function readAll(client: pg.Client, lines: AsyncIterable<string>, { hashIdNumber, signal, read }: Reading) {
  const counts = { tariff: 0, account: 0, bill: 0, outage: 0, setting: 0 };
  const batches = new Map<Kind, [number, Line][]>(KINDS.map((kind) => [kind, []]));
  const faults: Fault[] = [];
  const warnings: Fault[] = [];
  const claims: string[] = [];
  let sending: Promise<void> = Promise.resolve();

  const send = async (kind: Kind) => {
    const rows = batches.get(kind) ?? [];
    batches.set(kind, []);
    if (rows.length === 0) return;
    const ready = kind === 'account' ? await hashed(rows, hashIdNumber) : rows;
    await sending;
    signal?.throwIfAborted();
    sending = stage(client, kind, ready);
    // It is awaited before the next batch, or at the end; until then nobody may call it unhandled.
    sending.catch(() => {});
  };

  let number = 0;
  for await (const text of lines) {
    number += 1;
    read();
    const line = number === 1 && text.startsWith('\uFEFF') ? text.slice(1) : text;
    if (line.trim() === '') continue;
    const found = readLine(line, number);
    if (found.ok) {
      const { kind } = found.line;
      counts[kind] += 1;
      const warning = warningOf(found.line);
      if (warning && warnings.length < MOST_FAULTS) warnings.push({ line: number, ...warning });
      const batch = batches.get(kind);
      if (batch?.push([number, found.line]) === BATCH) await send(kind);
    } else {
      faults.push(...found.faults);
      if (found.claims) claims.push(found.claims);
      if (faults.length > MOST_FAULTS) break;
    }
  }
  for (const kind of KINDS) await send(kind);
  await sending;
  return { counts, faults, warnings, claims };
}

const hashed = (rows: readonly [number, Line][], hash: ImportOptions['hashIdNumber']) =>
  Promise.all(
    rows.map(
      async ([number, line]): Promise<[number, Line]> =>
        line.kind === 'account' && line.idNumber !== null
          ? [number, { ...line, idNumber: await hash(line.idNumber) }]
          : [number, line],
    ),
  );

/** By line, each fault once. */
const inOrder = (faults: readonly Fault[]): Fault[] =>
  [...new Map(faults.map((fault) => [JSON.stringify(fault), fault])).values()].sort((a, b) => a.line - b.line);
