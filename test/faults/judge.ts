/** Lays what people did beside what the tables hold: what is lost, doubled, late, stuck or untrue. */
import type { Books, CaseRow } from './books.ts';
import type { Moves } from './chain.ts';
import type { Deed } from './deeds.ts';
import { type Find, type Finding, named, type Times } from './findings.ts';
import { judgeCase } from './judge-cases.ts';
import { judgeOutages } from './judge-outages.ts';
import { judgeOutbox, type Sent } from './judge-outbox.ts';
import { judgeConversations } from './told.ts';

export function judge(
  books: Books,
  deeds: readonly Deed[],
  moves: Moves,
  times: Times,
  left: { readonly sent: readonly Sent[]; readonly faults: number },
): Finding[] {
  const findings: Finding[] = [];
  const find: Find = (kind, what) => findings.push({ kind, what });
  for (const one of books.cases) judgeCase(one, moves, times, find);
  judgeReasons(books, find);
  judgeDeeds(books, deeds, find);
  judgeRatings(books, deeds, find);
  judgeChases(books, find);
  judgeConversations(books, deeds, times, find);
  judgeOutages(books, find);
  judgeOutbox(books, left.sent, left.faults, times, find);
  return findings;
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
      find('lost', `${named(one)} is about ${one.related}, which is not there`);
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
}

/** One rating of each that was asked for, and after a low one somebody who makes it good. */
function judgeRatings({ cases, ratings }: Books, deeds: readonly Deed[], find: Find): void {
  const rated = new Set(deeds.flatMap(({ effect }) => (effect.kind === 'rating' ? [effect.serviceId] : [])));
  for (const { service, n, score } of ratings) {
    if (n > 1 || !rated.has(service))
      find('twice', `${service} was rated ${n} times, asked for by ${rated.has(service)}`);
    const recoveries = cases.filter(({ reason }) => reason === `rating:${service}`).length;
    if (recoveries > 1) find('twice', `${recoveries} recoveries for the rating of ${service}`);
    if (score <= 2 && recoveries === 0) find('lost', `${service} was rated ${score}, and nobody makes it good`);
  }
  const services = new Set(ratings.map(({ service }) => `rating:${service}`));
  for (const one of cases)
    if (one.reason.startsWith('rating:') && !services.has(one.reason))
      find('lost', `${named(one)} makes good what nobody rated`);
}

function judgeChases(books: Books, find: Find): void {
  const chased = Map.groupBy(
    books.cases.filter(({ kind, reason }) => kind === 'recovery' && reason.startsWith('chased:')),
    ({ reason }) => reason,
  );
  for (const [reason, tasks] of chased) if (tasks.length > 1) find('twice', `${tasks.length} tasks for ${reason}`);
  for (const one of books.cases) {
    const chases = one.history.filter(({ event }) => event === 'chased').length;
    for (let third = 3; third <= chases; third += 3)
      if (!chased.has(`chased:${one.number}:${third}`)) find('lost', `${named(one)}: chase ${third} opened no task`);
    if (
      one.stage === 'done' &&
      one.resident &&
      one.kind !== 'recovery' &&
      !books.records.includes(`case:${one.number}`)
    )
      find('lost', `${named(one)} is done and cannot be rated`);
  }
}

function countOf(books: Books, cases: ReadonlyMap<string, CaseRow>, { effect }: Deed): number {
  switch (effect.kind) {
    case 'case':
      return books.cases.filter(({ mark }) => mark === effect.mark).length;
    case 'opened':
      return books.cases.filter(({ kind, account }) => kind === effect.caseKind && account === effect.accountNumber)
        .length;
    case 'entry':
      return (cases.get(effect.caseNumber)?.history ?? []).filter(
        ({ event, actor }) => event === effect.event && actor.startsWith(effect.by),
      ).length;
    case 'rating':
      return books.ratings.find(({ service }) => service === effect.serviceId)?.n ?? 0;
    case 'message':
      return books.inbox.filter(({ event }) => event === effect.eventId).flatMap(({ turns }) => turns).length;
    case 'papers':
      return effect.documents.every((id) => books.papers.some((one) => one.id === id && one.case === effect.caseNumber))
        ? 1
        : 0;
    case 'uploads':
      return books.papers.filter(({ resident }) => resident === effect.residentId).length;
    case 'outage':
      return (books.outages.find(({ id }) => id === effect.outageId)?.events ?? []).filter(
        ({ event, actor }) => event === effect.event && actor.startsWith('clerk:'),
      ).length;
    case 'words':
      return books.words.filter((text) => text === effect.text).length;
  }
}
