/** The values in what a conversation says by itself, read off its sentences before they are rendered. */
import { rfc3339 } from '../domain/calendar.ts';
import { maskAccountNumber } from '../domain/mask.ts';
import { amountOf, type Money } from '../domain/money.ts';
import type { Fact, FactName, NoticeFacts } from '../domain/notice-facts.ts';
import type { NoticeTopic } from '../domain/notices.ts';
import type { Content } from './message.ts';
import type { Said, Shown } from './saying.ts';
import { type Params, type Phrase, phrase, type Voice } from './sentences/book.ts';

type Facts = Partial<Record<FactName, Fact>>;

const plain = (value: string): Fact => ({ kind: 'text', value });
const moneyFact = (value: Money): Fact => ({ kind: 'money', value: amountOf(value), currency: value.currency });
const timeFact = (at: Date): Fact => ({ kind: 'time', value: rfc3339(at) });

/** Null where nothing was told by itself, or nothing that has a topic. */
export function noticeFacts(content: Content, said: readonly Said[], voice: Voice): NoticeFacts | null {
  // Before what was told in vain elsewhere stands a sentence that says so.
  const first = said.find((one) => one.kind !== 'text' || one.phrase.key !== 'link.instead');
  if (content.kind !== 'event' || !first) return null;
  const told =
    first.kind === 'card' ? ofCard(first, voice) : first.kind === 'text' ? ofText(first.phrase, voice) : null;
  return (
    told && {
      topic: told.topic,
      facts: {
        topic: plain(voice.say(phrase('notice.topic', { topic: told.topic }))),
        ...told.facts,
        ...(told.topic === 'case-progress' && stageIn(said, voice)),
      },
    }
  );
}

/** Where the case stands now: in the card under what is told of it, or in what outages say instead of a card. */
function stageIn(said: readonly Said[], voice: Voice): Facts {
  for (const one of said) {
    const stage =
      one.kind === 'card'
        ? one.rows.find(([{ key }]) => key === 'row.stage')?.[1]
        : one.kind === 'text' && one.phrase.key === 'outage.told'
          ? phrase('case.stage', { stage: one.phrase.params.stage })
          : one.kind === 'text' && one.phrase.key === 'outage.restored'
            ? phrase('case.stage', { stage: 'restored' })
            : undefined;
    if (stage && 'key' in stage) return { stage: plain(voice.say(stage)) };
  }
  return {};
}

interface Told {
  readonly topic: NoticeTopic;
  readonly facts: Facts;
}

function ofText(given: Phrase, voice: Voice): Told | null {
  switch (given.key) {
    case 'notice.bill-issued':
    case 'notice.bill-soon': {
      const { account, period, amount, dueDate } = given.params;
      return {
        topic: given.key === 'notice.bill-issued' ? 'bill-issued' : 'bill-due',
        facts: { ...ofBill({ account, period, amount }, voice), due: { kind: 'day', value: dueDate } },
      };
    }
    case 'notice.bill-late': {
      const { account, period, amount, lateFee } = given.params;
      return {
        topic: 'bill-due',
        facts: { ...ofBill({ account, period, amount }, voice), lateFee: moneyFact(lateFee) },
      };
    }
    case 'outage.told':
    case 'outage.joined':
    case 'outage.restored':
    case 'outage.called-off':
    case 'outage.no-fault':
    case 'outage.reopened':
    case 'outage.lapsed':
    case 'papers.expired':
    case 'case.told': {
      const { caseNumber } = given.params;
      return { topic: 'case-progress', facts: { case: plain(caseNumber), title: plain(voice.say(given)) } };
    }
    case 'papers.remind': {
      const { caseNumber, due } = given.params;
      const facts = { case: plain(caseNumber), title: plain(voice.say(given)), due: timeFact(due) };
      return { topic: 'case-progress', facts };
    }
    default:
      return null;
  }
}

const ofBill = (
  { account, period, amount }: Pick<Params['notice.bill-issued'], 'account' | 'period' | 'amount'>,
  voice: Voice,
): Facts => ({
  account: plain(maskAccountNumber(account)),
  period: plain(voice.format.period(period)),
  amount: moneyFact(amount),
});

function ofCard(card: Extract<Said, { kind: 'card' }>, voice: Voice): Told | null {
  const topic = { 'notice.outage-title': 'planned-outage', 'paid.title': 'receipt' }[card.title.key as string] as
    | NoticeTopic
    | undefined;
  if (!topic) return null;
  const facts: Facts = { title: plain(voice.say(card.title)) };
  for (const [{ key }, shown] of card.rows) Object.assign(facts, ofRow(key, shown));
  return { topic, facts };
}

function ofRow(key: Phrase['key'], shown: Shown): Facts {
  if (key === 'row.outage-time' && 'key' in shown && shown.key === 'notice.span') {
    const { from, until } = shown.params;
    return { from: timeFact(from), ...(until && { until: timeFact(until) }) };
  }
  if (key === 'row.amount' && 'money' in shown) return { amount: moneyFact(shown.money) };
  if (key === 'row.paid-at' && 'time' in shown) return { time: timeFact(shown.time) };
  if (!('literal' in shown)) return {};
  if (key === 'row.account') return { account: plain(shown.literal) };
  if (key === 'row.outage-reason') return { reason: plain(shown.literal) };
  return key === 'row.receipt' ? { receipt: plain(shown.literal) } : {};
}
