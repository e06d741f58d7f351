/** Looking up a bill: the newest, or that of a month. */
import type { Bill, BillingPeriod } from '../../domain/billing.ts';
import type { StandingBill } from '../../services/bills.ts';
import { done, type Flow, type Slot, type Slots, type Turn } from '../flow.ts';
import { type Said, start, text } from '../saying.ts';
import { phrase } from '../sentences/book.ts';
import { DUE, LATE_FEES, lateFeesSaid, SUM, sumCard } from './bill-sums.ts';
import { ALL_ACCOUNTS, owedInAll } from './payment-pay-all.ts';
import { aboutAccount, billCard, headline, usageChart } from './shared.ts';

/** Never asked: a resident who names no month means the newest bill. */
export const month: Slot = { name: 'month', when: () => false, ask: () => ({ say: text('wrong.month') }) };

/** `2026-10..-1`: so many bills before the newest, whatever months it has. */
const BEFORE_NEWEST = /^-\d$/;
/** Of a bill of two months each is its month, the one it is named after and the other. */
const MIDDLE = '-15';

/** The bills of the months that are meant. One that was only pointed at (this-month.ts) is the newest until it has its own. */
export function billsMeant<B extends Pick<Bill, 'period' | 'from' | 'to'>>(
  newestFirst: readonly B[],
  months: string | null | undefined,
): readonly B[] {
  const [from, to = from] = months?.split('..') ?? [];
  if (!from) return newestFirst;
  if (BEFORE_NEWEST.test(to ?? '')) return newestFirst.slice(-Number(to), 1 - Number(to));
  const named = newestFirst.filter(({ period }) => period >= from && period <= (to || from));
  if (named.length > 0) return named;
  if (!to) return newestFirst.slice(0, 1);
  return newestFirst.filter((bill) => bill.from <= `${to}${MIDDLE}` && bill.to >= `${from}${MIDDLE}`);
}

/** Said before the bill that stands for one that has not come yet. */
export function newestYet(months: string | null | undefined, newest: BillingPeriod): Said[] {
  const [from, to] = months?.split('..') ?? [];
  return from && to === '' && from !== newest ? [text('bill.newest-yet', { period: from, newest })] : [];
}

export function noBill(account: string, months: string | null | undefined): Said {
  const [from, to] = months?.split('..') ?? [];
  return from && to !== '' ? text('bill.none-then', { account, period: from }) : text('bill.none', { account });
}

const isYearAfter = ({ period }: { readonly period: BillingPeriod }, later: BillingPeriod): boolean =>
  later === `${Number(period.slice(0, 4)) + 1}${period.slice(4)}`;

/** 去年同期: the bill that was shown before, held against that of the same month a year earlier. */
function comparedWith(bill: StandingBill, { period, amount }: StandingBill): Said {
  return headline(period, bill.period, { ...amount, minor: amount.minor - bill.amount.minor });
}

export const billQuery: Flow = {
  service: 'bill.query',
  version: 1,
  slots: [
    // Told by words only: in total, when no account is chosen; together, the late fee, the day it is due.
    { name: 'category', when: () => false, ask: () => ({ say: text('wrong.choice') }) },
    ...aboutAccount.map((slot) => ({
      ...slot,
      when: (slots: Slots, turn: Turn) => slots.category !== ALL_ACCOUNTS && slot.when?.(slots, turn) !== false,
    })),
    month,
  ],
  async act(turn, slots, frame) {
    if (slots.category === ALL_ACCOUNTS)
      return done([await owedInAll(turn)], { topic: { account: null, month: null } });
    const account = slots.account ?? '';
    const listed = await turn.services.bills.list(turn.viewer, account, {});
    if (!listed.ok) return { kind: 'ask-again', slots: ['account'], say: [text('wrong.choice')] };
    const { bills, amountDue } = listed.value;
    const unpaid = bills.filter((one) => one.status !== 'paid');
    const meant = billsMeant(bills, slots.month);
    const first = slots.category === DUE && !slots.month ? unpaid.at(-1) : undefined;
    const asked = first ? [first] : meant;
    const [bill, ...others] = asked;
    if (bill && slots.category === SUM)
      return done([sumCard([bill, ...others])], {
        topic: { account, month: bill.period },
        served: { serviceId: `bill:${turn.messageKey}:${frame.id}`, subject: bill.billId },
      });
    // What is left is what a prepaid home wants to know, whatever its last bill was.
    const { prepaid, balance } = listed.value.account;
    const hotline = (await turn.services.settings()).hotline[turn.locale];
    const left = prepaid && !slots.month ? [text('pay.prepaid', { account, balance, hotline })] : [];
    const shown = turn.topic?.account === account ? turn.topic.month : null;
    // What was shown before stays what is talked about.
    const asksBalance = /余额|餘額|还剩|還剩|剩(?:下|多少)|卡里|卡裡|还有多少|還有多少|\b(?:balance|left|remaining)\b/i;
    const owesNothing = amountDue.minor <= 0n;
    if (!bill || (left.length > 0 && owesNothing && asksBalance.test(turn.written)))
      return done(left.length > 0 ? left : [noBill(account, slots.month)], { topic: { account, month: shown } });
    const later = asked.length === 1 ? bills.find(({ period }) => period === shown && isYearAfter(bill, period)) : null;
    const fees = unpaid.reduce((minor, one) => minor + one.lateFee.minor, 0n);
    const owed = unpaid.length > 1 || (unpaid.length === 1 && unpaid[0] !== bill);
    return done(
      [
        ...(slots.category === LATE_FEES ? lateFeesSaid(bills) : []),
        ...(asked.length > 1 && slots.month ? [usageChart([...asked].reverse())] : []),
        ...left,
        ...newestYet(slots.month, bill.period),
        ...(later ? [comparedWith(bill, later)] : []),
        billCard(bill),
        ...(owed
          ? [
              {
                kind: 'choices' as const,
                phrase: phrase('bill.all-due', {
                  count: unpaid.length,
                  amount: amountDue,
                  lateFee: fees > 0n ? { ...amountDue, minor: fees } : null,
                }),
                buttons: [start('payment.pay', phrase('label.service', { service: 'payment.pay' }), { account })],
              },
            ]
          : []),
      ],
      {
        topic: { account, month: bill.period },
        served: { serviceId: `bill:${turn.messageKey}:${frame.id}`, subject: bill.billId },
      },
    );
  },
};
