/** Reads a history for itself: its chain of hashes, the stage by the published table, and each promise from its entries. */
import { createHash } from 'node:crypto';

export interface EntryRow {
  readonly seq: number;
  /** ISO, UTC, milliseconds. */
  readonly at: string;
  readonly event: string;
  readonly actor: string;
  readonly data: string;
  readonly hash: string;
}

export interface OwnPromise {
  readonly kind: string;
  readonly start: string;
  metAt: string | null;
  droppedAt: string | null;
  /** Warned at, by how far. */
  readonly reached: Map<number, number>;
}

export interface OwnState {
  stage: string;
  team: string;
  owner: string | null;
  priority: number;
  nextAction: string;
  missing: readonly string[];
  closedAt: string | null;
  readonly promises: OwnPromise[];
  /** Reminders of the wait that stands now. */
  faults: string[];
}

const ENDS = ['done', 'rejected', 'withdrawn', 'expired'];
export const isEnd = (stage: string): boolean => ENDS.includes(stage);

/** `process|from|event` → to; what is not in it leaves a case where it is. */
export type Moves = ReadonlyMap<string, string>;

export function brokenLink(
  caseNumber: string,
  entries: readonly EntryRow[],
  last: { seq: number; hash: string },
): string | null {
  let before = '';
  for (const [place, entry] of entries.entries()) {
    if (entry.seq !== place + 1) return `entry ${place + 1} is missing`;
    const text = [before, caseNumber, entry.seq, entry.at, entry.event, entry.actor, entry.data].join('\n');
    const hash = createHash('sha256').update(text, 'utf8').digest('hex');
    if (hash !== entry.hash) return `entry ${entry.seq} does not follow from the one before it`;
    before = hash;
  }
  if (last.seq !== entries.length) return `the row counts ${last.seq} entries, the history has ${entries.length}`;
  return last.hash === before ? null : 'the row carries another hash than its last entry';
}

interface Data {
  readonly stage?: string;
  readonly team?: string;
  readonly owner?: string | null;
  readonly priority?: number;
  readonly nextAction?: string;
  readonly missing?: readonly string[];
  readonly promises?: readonly { kind: string; start: string }[];
  readonly meets?: readonly string[];
  readonly drops?: readonly string[];
  readonly promise?: number;
  readonly reached?: number;
}

export function retell(process: string, entries: readonly EntryRow[], moves: Moves): OwnState {
  const state: OwnState = {
    stage: '',
    team: 'service',
    owner: null,
    priority: 2,
    nextAction: 'answer',
    missing: [],
    closedAt: null,
    promises: [],
    faults: [],
  };
  for (const { event, at, data: text, seq } of entries) {
    const data = JSON.parse(text) as Data;
    const to = moves.get(`${process}|${state.stage}|${event}`);
    if (to === undefined && (seq === 1 || data.stage !== undefined)) state.faults.push(`${event} at ${state.stage}`);
    const stage = to ?? state.stage;
    if (data.stage !== undefined && data.stage !== stage)
      state.faults.push(`entry ${seq} says ${data.stage}, the table says ${stage}`);
    if (isEnd(state.stage) && to === undefined && event !== 'noted') state.faults.push(`${event} after the end`);
    const closes = isEnd(stage);
    for (const [place, promise] of state.promises.entries()) {
      if (promise.metAt || promise.droppedAt) continue;
      if (data.meets?.includes(promise.kind)) promise.metAt = at;
      else if (closes || data.drops?.includes(promise.kind)) promise.droppedAt = at;
      else if (data.promise === place && data.reached)
        promise.reached.set(data.reached, (promise.reached.get(data.reached) ?? 0) + 1);
    }
    if (!closes)
      for (const { kind, start } of data.promises ?? [])
        state.promises.push({ kind, start, metAt: null, droppedAt: null, reached: new Map() });
    state.closedAt = closes ? (isEnd(state.stage) ? state.closedAt : at) : null;
    state.stage = stage;
    state.team = data.team ?? state.team;
    if (data.owner !== undefined) state.owner = data.owner;
    state.priority = data.priority ?? state.priority;
    state.nextAction = closes ? 'none' : (data.nextAction ?? state.nextAction);
    state.missing = data.missing ?? state.missing;
  }
  return state;
}
