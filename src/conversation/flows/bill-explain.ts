/** Why a bill is what it is: the difference to the one before in parts that add up, a chart, and a check when we disagree. */
import type { BillingPeriod } from '../../domain/billing.ts';
import type { ExplainedBill } from '../../services/bills.ts';
import type { Missing, Part } from '../../tariffs/explain.ts';
import { done, type Flow } from '../flow.ts';
import { type Said, text } from '../saying.ts';
import { type Phrase, phrase } from '../sentences/book.ts';
import { billsMeant, month, newestYet, noBill } from './bill-query.ts';
import { aboutAccount, headline, usageChart } from './shared.ts';

export const billExplain: Flow = {
  service: 'bill.explain',
  version: 1,
  slots: [...aboutAccount, month],
  async act(turn, slots, frame) {
    const account = slots.account ?? '';
    // 为什么这么贵 right after a bill means that bill.
    const months = slots.month ?? (turn.topic?.account === account ? turn.topic.month : null);
    const explained = await turn.services.bills.explainLatest(turn.viewer, account, (bills) =>
      billsMeant(bills, months),
    );
    if (!explained.ok) return { kind: 'ask-again', slots: ['account'], say: [text('wrong.choice')] };
    if (!explained.value) return done([noBill(account, months)]);
    const { value, writes } = explained.value;
    return done([...newestYet(months, value.bill.period), ...told(value)], {
      writes,
      topic: { account, month: value.bill.period },
      served: { serviceId: `explain:${turn.messageKey}:${frame.id}`, subject: value.bill.billId },
    });
  },
};

function told({ bill, previous, explanation, history, check }: ExplainedBill): Said[] {
  const { difference, parts, tiers, usage } = explanation;
  const said: Said[] = [headline(bill.period, previous?.period ?? null, difference)];
  const main = mainCause(parts);
  if (main && previous) said.push({ kind: 'text', phrase: main });
  if (usage.estimatedAfter || usage.estimatedBefore) said.push(text('explain.estimated'));
  if (previous && parts.length > 0) {
    said.push({
      kind: 'card',
      title: phrase('explain.parts', { than: previous.period }),
      rows: [
        ...parts.map((part) => [partText(part), { change: part.amount }] as const),
        [phrase('explain.sum'), { change: difference }],
      ],
      buttons: [],
    });
  }
  if (tiers.length > 0) {
    said.push({
      kind: 'card',
      title: phrase('explain.tiers', { period: bill.period }),
      rows: tiers.map(
        ({ tier, use, kwh, price, amount }) =>
          [phrase('row.tier', { tier, use }), phrase('value.tier', { kwh, price, amount })] as const,
      ),
      buttons: [],
    });
  }
  if (history.length > 1) said.push(usageChart(history));
  if (check) {
    const period = notInTariff(explanation.missing);
    said.push(period ? text('explain.not-in-tariff', { ...check, period }) : text('explain.does-not-agree', check));
  }
  return said;
}

/** The part that moved most, in a sentence. */
function mainCause(parts: readonly Part[]): Phrase | null {
  const size = (part: Part) => (part.amount.minor < 0n ? -part.amount.minor : part.amount.minor);
  const main = parts.reduce<Part | null>((most, part) => (!most || size(part) > size(most) ? part : most), null);
  if (!main || main.amount.minor === 0n) return null;
  switch (main.kind) {
    case 'days':
      return main.facts.daysBefore === null
        ? null
        : phrase('explain.main-days', { before: main.facts.daysBefore, after: main.facts.daysAfter });
    case 'usage':
      return main.facts.kwhPerDayBefore === null
        ? null
        : phrase('explain.main-usage', { before: main.facts.kwhPerDayBefore, after: main.facts.kwhPerDayAfter });
    case 'season':
      return isAnnual(main) ? phrase('explain.main-annual-tier') : phrase('explain.main-season', limits(main));
    case 'tariff':
      return phrase('explain.main-tariff');
    case 'time-of-use':
      return phrase('explain.main-time-of-use');
    case 'other':
      return main.facts.unexplained ? null : phrase('explain.main-line', main.facts);
  }
}

type SeasonPart = Extract<Part, { kind: 'season' }>;

/** The annual ladder moved on, rather than the season. */
const isAnnual = (part: SeasonPart): boolean => part.facts.yearKwhBefore !== null || part.facts.yearKwhAfter !== null;

const limits = ({ facts }: SeasonPart) => ({
  before: facts.firstLimitBefore ?? '',
  after: facts.firstLimitAfter ?? '',
});

/** A part of the difference in a few words, for the card and for the API. */
export function partText(part: Part): Phrase {
  switch (part.kind) {
    case 'days':
      return phrase('part.days', { before: part.facts.daysBefore ?? 0, after: part.facts.daysAfter });
    case 'usage':
      return part.facts.kwhPerDayBefore === null
        ? phrase('part.first-usage')
        : phrase('part.usage', { before: part.facts.kwhPerDayBefore, after: part.facts.kwhPerDayAfter });
    case 'season':
      return isAnnual(part) ? phrase('part.annual-tier') : phrase('part.season', limits(part));
    case 'tariff':
      return phrase('part.tariff');
    case 'time-of-use':
      return phrase('part.time-of-use');
    case 'other': {
      if (!part.facts.unexplained) return phrase('part.line', part.facts);
      const period = notInTariff(part.facts.missing);
      return period ? phrase('part.not-in-tariff', { period }) : phrase('part.unexplained');
    }
  }
}

/** The month for which the tariff has no prices, where that is what is missing. */
const notInTariff = (missing: Missing | null): BillingPeriod | null =>
  missing?.what === 'season' || missing?.what === 'tariff' ? (missing.on?.slice(0, 7) ?? null) : null;
