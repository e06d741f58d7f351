/** Judges conversations: every message answered once and in order, every move told once, and the bot silent while a person holds it. */
import type { Books, InboxRow } from './books.ts';
import type { Deed } from './deeds.ts';
import { type Find, LEAD, named, type Times } from './findings.ts';

/** What a resident hears of by itself: moves that others made, and words that were promised. */
const TOLD = ['breached', 'word-given', 'estimate-changed', 'reminded', 'call-missed'];

export function judgeConversations(books: Books, deeds: readonly Deed[], times: Times, find: Find): void {
  const said = new Set(deeds.flatMap(({ effect }) => (effect.kind === 'message' ? [effect.eventId] : [])));
  const held = new Set(books.conversations.filter((one) => one.held !== null).map(({ resident }) => resident));
  for (const row of books.inbox) {
    if (row.turns.length > 1) find('twice', `${row.kind} ${row.event} was answered ${row.turns.length} times`);
    const waits = row.kind === 'event' && held.has(row.who);
    if (row.turns.length === 0 && !waits && Date.parse(row.from) + LEAD < times.now)
      find('conversation', `${row.kind} ${row.event} was never answered`);
    if (row.turns.length > 0 !== (row.answered !== null)) find('conversation', `${row.event}: answered or not?`);
    if (row.kind !== 'event' && !said.has(row.event)) find('conversation', `nobody said ${row.event}`);
  }
  for (const [who, rows] of Map.groupBy(books.inbox, ({ who: one }) => one)) {
    const turns = rows.flatMap(({ turns: own }) => own).sort((a, b) => a - b);
    if (turns.some((turn, place) => turn !== place + 1))
      find('conversation', `the turns of ${who} are ${turns.join()}`);
    const order = rows.filter(({ turns: own }) => own.length > 0).sort((a, b) => (a.turns[0] ?? 0) - (b.turns[0] ?? 0));
    const heard = order.filter(({ kind }) => kind !== 'event');
    if (heard.some((row, place) => place > 0 && row.at < (heard[place - 1]?.at ?? '')))
      find('conversation', `${who} was answered out of order`);
    judgeSilence(who, order, held.has(who), find);
  }
  judgeMoves(books, find);
}

/** From the turn in which a person took it to the one in which they left, only people speak. */
function judgeSilence(who: string, order: readonly InboxRow[], heldNow: boolean, find: Find): void {
  let isHeld = false;
  for (const { happened, kind, event, said, turns } of order) {
    if (happened?.name === 'person.took') isHeld = true;
    else if (happened?.name === 'person.left') isHeld = false;
    else if (isHeld && happened?.name !== 'person.said' && said > 0)
      find('conversation', `turn ${turns[0]} of ${who}: the bot answered ${kind} ${event} while a person held it`);
    if (happened?.name === 'person.said' && !isHeld)
      find('conversation', `turn ${turns[0]} of ${who}: a person spoke who did not hold it`);
  }
  if (isHeld !== heldNow) find('conversation', `${who}: held by ${heldNow}, the turns say ${isHeld}`);
}

function judgeMoves(books: Books, find: Find): void {
  const told = Map.groupBy(
    books.inbox.filter(({ happened }) => happened?.name === 'case.moved'),
    ({ happened }) => `${happened?.caseNumber}:${happened?.seq}`,
  );
  const about = (key: string): string => {
    const [number, seq] = key.split(':');
    const found = books.cases.find((one) => one.number === number);
    return found ? `${named(found)}: ${found.history[Number(seq) - 1]?.event} (${seq})` : key;
  };
  /**
   * Nothing is said of what is no longer so, if what came after it was told, or was the resident's own word. Their own word
   * was answered where they gave it: its event only brings the rating, which waits while something else is open.
   */
  const overtaken = (key: string): boolean => {
    const [number, seq] = key.split(':');
    const found = books.cases.find((one) => one.number === number);
    return (found?.history ?? []).some(
      (later) =>
        (later.seq >= Number(seq) && later.actor === 'resident') ||
        (later.seq > Number(seq) && told.get(`${number}:${later.seq}`)?.some(({ said }) => said > 0)),
    );
  };
  for (const [key, rows] of told) {
    if (rows.length > 1) find('twice', `${about(key)} was told ${rows.length} times`);
    for (const row of rows)
      if (row.turns.length > 0 && row.said === 0 && !overtaken(key))
        find('lost', `${about(key)} was to be told, and nothing was said`);
  }
  const since = new Map(books.conversations.map((one) => [one.resident, one.since]));
  for (const one of books.cases) {
    let stage = '';
    for (const { seq, event, actor, data, at } of one.history) {
      const next = (JSON.parse(data) as { stage?: string }).stage ?? stage;
      // Who takes a conversation and gives it back says so in it.
      const says = seq > 1 && actor !== 'resident' && (next !== stage || TOLD.includes(event));
      const inPerson = one.kind === 'handoff' && (event === 'taken' || event === 'handed-back');
      stage = next;
      const from = one.resident && since.get(one.resident);
      // What follows in the commit of their own request is in its answer; a later entry of the same commit speaks for it.
      const answered = one.history.some((own) => own.at === at && (own.seq === 1 || own.actor === 'resident'));
      const overtaken = one.history.some((later) => later.seq > seq && later.at === at);
      if (says && !inPerson && !answered && from && from < at && !overtaken && !told.has(`${one.number}:${seq}`))
        find('lost', `${named(one)}: ${event} (${seq}) was never told`);
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
