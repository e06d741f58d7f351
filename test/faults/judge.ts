/** Lays what people did beside what the tables hold: what is lost, doubled, late, stuck or untrue. */
import type { Books, CaseRow } from './books.ts';
import { brokenLink, isEnd, type Moves, type OwnState, retell } from './chain.ts';
import type { Deed } from './deeds.ts';

export const FINDING_KINDS = [
  'ownerless',
  'lost',
  'twice',
  'other answer',
  'word broken',
  'stuck',
  'history',
  'row',
  'conversation',
  'trouble',
] as const;
export interface Finding {
  readonly kind: (typeof FINDING_KINDS)[number];
  readonly what: string;
}

export interface Times {
  readonly now: number;
  readonly downs: readonly { from: number; to: number }[];
}

const MINUTE = 60_000;
/** Given so long before it is due; upkeep runs each minute, so two ticks lie between. */
const LEAD = 2 * MINUTE;

type Find = (kind: Finding['kind'], what: string) => void;

export function judge(books: Books, deeds: readonly Deed[], moves: Moves, times: Times): Finding[] {
  const findings: Finding[] = [];
  const find: Find = (kind, what) => findings.push({ kind, what });
  for (const one of books.cases) judgeCase(one, moves, times, find);
  judgeReasons(books, find);
  judgeDeeds(books, deeds, find);
  judgeConversation(books, deeds, times, find);
  return findings;
}

/** What every open case has at every moment. */
export function judgeOwner(one: CaseRow, find: Find): void {
  if (one.status !== 'open') return;
  const gone = (['team', 'action', 'deadline', 'check'] as const).filter((field) => !one[field]);
  if (gone.length > 0 || one.action === 'none')
    find('ownerless', `${name(one)} is open without ${gone.join(', ') || 'a next action'}`);
}

const name = (one: CaseRow): string => `${one.kind} ${one.number} (${one.stage})`;

function judgeCase(one: CaseRow, moves: Moves, times: Times, find: Find): void {
  judgeOwner(one, find);
  const broken = brokenLink(one.number, one.history, one);
  if (broken) find('history', `${name(one)}: ${broken}`);
  const own = retell(one.process, one.history, moves);
  for (const fault of own.faults) find('history', `${name(one)}: ${fault}`);
  judgeRow(one, own, find);
  judgePromises(one, own, times, find);
  if (one.status === 'open' && one.check && Date.parse(one.check) + LEAD < times.now)
    find('stuck', `${name(one)} should have been looked at ${one.check}`);
  if (one.waiting && Date.parse(one.waiting.due) + LEAD < times.now)
    find('stuck', `${name(one)} waits for ${one.waiting.who} beyond ${one.waiting.due}`);
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
    if (row !== history) find('row', `${name(one)}: the row's ${field} is ${row}, the history says ${history}`);
  for (const [place, promise] of own.promises.entries()) {
    const row = one.promises[place];
    if (!row) continue;
    const warned = Math.max(0, ...promise.reached.keys());
    if (row.metAt !== promise.metAt || (row.dropped === true) !== (promise.droppedAt !== null) || row.warned !== warned)
      find('row', `${name(one)}: promise ${place} (${row.kind}) stands otherwise in the row than in the history`);
    // A clock that nothing stops can be computed without the house's arithmetic.
    const length = row.unit === 'minute' ? MINUTE : row.unit === 'hour' ? 60 * MINUTE : null;
    if (length && row.limit && !row.pausable && row.due !== iso(Date.parse(row.start) + row.limit * length))
      find('row', `${name(one)}: promise ${place} of ${row.limit} ${row.unit} from ${row.start} is due ${row.due}`);
  }
  const times = [
    ...one.promises.filter(({ metAt, dropped }) => !metAt && !dropped).map(({ due }) => due),
    one.waiting?.due ?? null,
  ].filter((due): due is string => due !== null);
  const first = times.sort()[0] ?? null;
  if (one.status === 'open' && one.deadline !== first)
    find('row', `${name(one)}: the deadline is ${one.deadline}, the first thing due is ${first}`);
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
      if (n > 1) find('twice', `${name(one)}: promise ${place} (${row.kind}) was warned of ${n} times at ${reached} %`);
    if (promise.kind === 'next-word') {
      const until = latest(due, Math.min(due - LEAD, Date.parse(row.start)), times);
      if (ended > until)
        find('word broken', `${name(one)}: a word due ${row.due} was ${end ? `given ${end}` : 'never given'}`);
    } else if (ended > latest(due + LEAD, due, times) && !promise.reached.has(100))
      find('stuck', `${name(one)}: ${row.kind} was due ${row.due} and nobody heard that it is late`);
  }
}

/** One open case for one reason at a time. */
function judgeReasons({ cases }: Books, find: Find): void {
  const groups = Map.groupBy(cases, ({ reason }) => reason);
  for (const [reason, of] of groups) {
    const open = of.filter(({ closed }) => !closed);
    if (open.length > 1) find('twice', `${open.length} open cases of one reason: ${reason}`);
  }
  const numbers = new Set(cases.map(({ number }) => number));
  for (const one of cases)
    if (one.related && !numbers.has(one.related))
      find('lost', `${name(one)} is about ${one.related}, which is not there`);
}

function judgeDeeds(books: Books, deeds: readonly Deed[], find: Find): void {
  const byNumber = new Map(books.cases.map((one) => [one.number, one]));
  const groups = Map.groupBy(deeds, ({ effect }) => JSON.stringify(effect));
  for (const [, same] of groups) {
    const [deed] = same;
    if (!deed) continue;
    const done = same.filter(({ result }) => result === 'done').length;
    const unsure = same.filter(({ result }) => result === 'unanswered').length;
    const n = countOf(books, byNumber, deed);
    const joined = deed.effect.kind === 'case' && deed.effect.joins && done > 0 && n === 0;
    const label = `${deed.act} (${JSON.stringify(deed.effect)})`;
    if (n > done + unsure) find('twice', `${label}: done ${done} times by what was said, ${n} times in the tables`);
    if (n < done && !joined) find('lost', `${label}: said to be done ${done} times, ${n} times in the tables`);
    for (const one of same) {
      if (one.caseNumber && !byNumber.has(one.caseNumber))
        find('lost', `${one.act}: case ${one.caseNumber} was told and is not there`);
      if (new Set(one.answers).size > 1) find('other answer', `${one.act}: ${[...new Set(one.answers)].join(' / ')}`);
    }
  }
  const rated = new Set(deeds.flatMap(({ effect }) => (effect.kind === 'rating' ? [effect.serviceId] : [])));
  for (const { service, n } of books.ratings)
    if (n > 1 || !rated.has(service))
      find('twice', `${service} was rated ${n} times, asked for by ${rated.has(service)}`);
  const chased = Map.groupBy(
    books.cases.filter(({ kind, reason }) => kind === 'recovery' && reason.startsWith('chased:')),
    ({ reason }) => reason,
  );
  for (const [reason, tasks] of chased) if (tasks.length > 1) find('twice', `${tasks.length} tasks for ${reason}`);
  for (const one of books.cases) {
    const chases = one.history.filter(({ event }) => event === 'chased').length;
    for (let third = 3; third <= chases; third += 3)
      if (!chased.has(`chased:${one.number}:${third}`)) find('lost', `${name(one)}: chase ${third} opened no task`);
    if (
      one.stage === 'done' &&
      one.resident &&
      one.kind !== 'recovery' &&
      !books.records.includes(`case:${one.number}`)
    )
      find('lost', `${name(one)} is done and cannot be rated`);
  }
}

function countOf(books: Books, cases: ReadonlyMap<string, CaseRow>, { effect }: Deed): number {
  switch (effect.kind) {
    case 'case':
      return books.cases.filter(({ mark }) => mark === effect.mark).length;
    case 'entry':
      return (cases.get(effect.caseNumber)?.history ?? []).filter(({ event }) => event === effect.event).length;
    case 'rating':
      return books.ratings.find(({ service }) => service === effect.serviceId)?.n ?? 0;
    case 'message':
      return books.inbox.filter(({ event }) => event === effect.eventId).flatMap(({ turns }) => turns).length;
  }
}

/** What a resident hears of by itself: moves that others made, and words that were promised. */
const TOLD = ['breached', 'word-given', 'estimate-changed', 'reminded', 'call-missed'];

function judgeConversation(books: Books, deeds: readonly Deed[], times: Times, find: Find): void {
  const said = new Set(deeds.flatMap(({ effect }) => (effect.kind === 'message' ? [effect.eventId] : [])));
  for (const row of books.inbox) {
    if (row.turns.length > 1) find('twice', `${row.kind} ${row.event} was answered ${row.turns.length} times`);
    if (row.turns.length === 0 && Date.parse(row.from) + LEAD < times.now)
      find('conversation', `${row.kind} ${row.event} was never answered`);
    if (row.turns.length > 0 !== (row.answered !== null)) find('conversation', `${row.event}: answered or not?`);
    if (row.kind !== 'event' && !said.has(row.event)) find('conversation', `nobody said ${row.event}`);
  }
  for (const [who, rows] of Map.groupBy(books.inbox, ({ who: one }) => one)) {
    const turns = rows.flatMap(({ turns: own }) => own).sort((a, b) => a - b);
    if (turns.some((turn, place) => turn !== place + 1))
      find('conversation', `the turns of ${who} are ${turns.join()}`);
    const heard = rows.filter(({ kind, turns: own }) => kind !== 'event' && own.length > 0);
    const order = [...heard].sort((a, b) => (a.turns[0] ?? 0) - (b.turns[0] ?? 0));
    if (order.some((row, place) => place > 0 && row.at < (order[place - 1]?.at ?? '')))
      find('conversation', `${who} was answered out of order`);
  }
  const told = Map.groupBy(
    books.inbox.filter(({ happened }) => happened?.name === 'case.moved'),
    ({ happened }) => `${happened?.caseNumber}:${happened?.seq}`,
  );
  for (const [key, rows] of told)
    for (const row of rows)
      if (row.turns.length > 0 && row.said === 0) find('lost', `${key} was to be told, and nothing was said`);
  for (const [key, rows] of told) if (rows.length > 1) find('twice', `${key} was told ${rows.length} times`);
  const since = new Map(books.conversations.map((one) => [one.resident, one.since]));
  for (const one of books.cases) {
    let stage = '';
    for (const { seq, event, actor, data, at } of one.history) {
      const next = (JSON.parse(data) as { stage?: string }).stage ?? stage;
      const speaks = seq > 1 && actor !== 'resident' && (next !== stage || TOLD.includes(event));
      stage = next;
      const from = one.resident && since.get(one.resident);
      // A later entry of the same commit speaks for it.
      const overtaken = one.history.some((later) => later.seq > seq && later.at === at);
      if (speaks && from && from < at && !overtaken && !told.has(`${one.number}:${seq}`))
        find('lost', `${name(one)}: ${event} (${seq}) was never told`);
    }
    for (const key of told.keys()) {
      const [number, seq] = key.split(':');
      if (number === one.number && Number(seq) > one.history.length)
        find('conversation', `${key} was told and did not happen`);
    }
  }
  const numbers = new Set(books.cases.map(({ number }) => number));
  for (const key of told.keys())
    if (!numbers.has(key.split(':')[0] ?? '')) find('conversation', `${key} was told and there is no such case`);
}
