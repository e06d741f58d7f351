/** Judges each case for itself: its owner, its chain, its row against its history, and the time each promise was kept or was not. */
import type { CaseRow } from './books.ts';
import { brokenLink, isEnd, type Moves, type OwnState, retell } from './chain.ts';
import { type Find, LEAD, MINUTE, named, type Times } from './findings.ts';

/** What every open case has at every moment. */
export function judgeOwner(one: CaseRow, find: Find): void {
  if (one.status !== 'open') return;
  const gone = (['team', 'action', 'deadline', 'check'] as const).filter((field) => !one[field]);
  if (gone.length > 0 || one.action === 'none')
    find('ownerless', `${named(one)} is open without ${gone.join(', ') || 'a next action'}`);
}

export function judgeCase(one: CaseRow, moves: Moves, times: Times, find: Find): void {
  judgeOwner(one, find);
  const broken = brokenLink(one.number, one.history, one);
  if (broken) find('history', `${named(one)}: ${broken}`);
  const own = retell(one.process, one.history, moves);
  for (const fault of own.faults) find('history', `${named(one)}: ${fault}`);
  judgeRow(one, own, find);
  judgePromises(one, own, times, find);
  if (one.status === 'open' && one.check && Date.parse(one.check) + LEAD < times.now)
    find('stuck', `${named(one)} should have been looked at ${one.check}`);
  if (one.waiting && Date.parse(one.waiting.due) + LEAD < times.now)
    find('stuck', `${named(one)} waits for ${one.waiting.who} beyond ${one.waiting.due}`);
}

/** The row is the picture of the history, field by field. */
function judgeRow(one: CaseRow, own: OwnState, find: Find): void {
  const pairs: readonly (readonly [string, unknown, unknown])[] = [
    ['stage', one.stage, own.stage],
    ['status', one.status, isEnd(own.stage) ? 'closed' : 'open'],
    ['team', one.team, own.team],
    ['owner', one.owner, own.owner],
    ['priority', one.priority, own.priority],
    ['next action', one.action, own.nextAction],
    ['missing', one.missing.join(), own.missing.join()],
    ['closed', one.closed, own.closedAt],
    ['promises', one.promises.map(({ kind }) => kind).join(), own.promises.map(({ kind }) => kind).join()],
  ];
  for (const [field, row, history] of pairs)
    if (row !== history) find('row', `${named(one)}: the row's ${field} is ${row}, the history says ${history}`);
  for (const [place, promise] of own.promises.entries()) {
    const row = one.promises[place];
    if (!row) continue;
    const warned = Math.max(0, ...promise.reached.keys());
    if (row.metAt !== promise.metAt || (row.dropped === true) !== (promise.droppedAt !== null) || row.warned !== warned)
      find('row', `${named(one)}: promise ${place} (${row.kind}) stands otherwise in the row than in the history`);
    // A clock that nothing stops can be computed without the house's arithmetic.
    const length = row.unit === 'minute' ? MINUTE : row.unit === 'hour' ? 60 * MINUTE : null;
    if (length && row.limit && !row.pausable && row.due !== iso(Date.parse(row.start) + row.limit * length))
      find('row', `${named(one)}: promise ${place} of ${row.limit} ${row.unit} from ${row.start} is due ${row.due}`);
  }
  const times = [
    ...one.promises.filter(({ metAt, dropped }) => !metAt && !dropped).map(({ due }) => due),
    one.waiting?.due ?? null,
  ].filter((due): due is string => due !== null);
  const first = times.sort()[0] ?? null;
  if (one.status === 'open' && one.deadline !== first)
    find('row', `${named(one)}: the deadline is ${one.deadline}, the first thing due is ${first}`);
}

const iso = (at: number): string => new Date(at).toISOString();

/** Up to when something due at `due` may be done: two ticks later, or two minutes after a dead service is back. */
function latest(due: number, from: number, { downs }: Times): number {
  let until = due;
  for (const { from: down, to } of downs) if (down <= until && to >= from) until = Math.max(until, to + LEAD);
  return until;
}

function judgePromises(one: CaseRow, own: OwnState, times: Times, find: Find): void {
  for (const [place, promise] of own.promises.entries()) {
    const row = one.promises[place];
    if (!row?.due) continue;
    const due = Date.parse(row.due);
    const end = promise.metAt ?? promise.droppedAt;
    const ended = end ? Date.parse(end) : times.now;
    for (const [reached, n] of promise.reached)
      if (n > 1)
        find('twice', `${named(one)}: promise ${place} (${row.kind}) was warned of ${n} times at ${reached} %`);
    if (promise.kind === 'next-word') {
      const until = latest(due, Math.min(due - LEAD, Date.parse(row.start)), times);
      if (ended > until)
        find('word broken', `${named(one)}: a word due ${row.due} was ${end ? `given ${end}` : 'never given'}`);
    } else if (ended > latest(due + LEAD, due, times) && !promise.reached.has(100))
      find('stuck', `${named(one)}: ${row.kind} was due ${row.due} and nobody heard that it is late`);
  }
}
