/** Paying what is due: all of it, one month, every home at once, or somebody else's; read back to the cent, agreed to, opened. */

import { maskAccountNumber, maskName } from '../../domain/mask.ts';
import type { Money } from '../../domain/money.ts';
import { boundAccount } from '../../domain/viewer.ts';
import type { AccountBills, StandingBill } from '../../services/bills.ts';
import { done, type Flow, type ReadBack, type Slot, type Slots, type Step, type Turn } from '../flow.ts';
import { type Said, start, text } from '../saying.ts';
import { phrase } from '../sentences/book.ts';
import type { Frame } from '../session.ts';
import { exactly, openedCard } from './payment-opened.ts';
import { ALL_ACCOUNTS, openAll, readBackAll } from './payment-pay-all.ts';
import { aboutAccount, isAccountNumber } from './shared.ts';

/** Somebody else's number is asked for, and nothing of one's own is guessed. */
const FOR_OTHERS =
  /代(?:缴|交|付)|(?:替|帮|幫|给|給)(?!我(?:交|缴|繳|付|把|的))\S{1,5}(?:缴|繳|交|付)|someone else|(?:for|of) (?:my (?:mother|father|mom|mum|dad|parents|neighbou?r|friend)|somebody|someone|a friend)/i;

/** What a month is named with when all of it is meant. */
const ALL_MONTHS = 'all';
const MOST_SINGLE = 3;

const [namedAccount, whichAccount] = aboutAccount as readonly [Slot, Slot];

/** Said once, it holds to the end: what is paid here is not one's own. */
const OTHERS = 'others';
const forWhom: Slot = {
  name: 'reason',
  when: (_slots, turn) => FOR_OTHERS.test(turn.written),
  prefill: () => OTHERS,
  ask: () => ({ say: text('pay.whose') }),
};

/** Like every service's, but who pays for others needs to bind nothing, and sees a masked name and the sum. */
const account: Slot = {
  ...whichAccount,
  prefill: (turn, slots, frame) =>
    slots.reason === OTHERS ? slots.accountNumber : whichAccount.prefill?.(turn, slots, frame),
  before: (turn, slots, frame) =>
    slots.reason === OTHERS ? { kind: 'go-on' } : (whichAccount.before?.(turn, slots, frame) ?? { kind: 'go-on' }),
  ask: async (turn, slots, frame) => {
    const { accounts } = turn.viewer;
    if (slots.reason === OTHERS) return { say: text('pay.whose') };
    const asked = await whichAccount.ask(turn, slots, frame);
    if (accounts.length < 2) return asked;
    const all = { label: phrase('option.all-accounts', { count: accounts.length }), value: ALL_ACCOUNTS };
    return {
      ...asked,
      options: [...(asked.options ?? []), { ...all, alsoSaid: ['全部', '都', '所有', '一起', 'all', 'all of them'] }],
    };
  },
  check: (value, turn, slots) =>
    value === ALL_ACCOUNTS || (slots.reason === OTHERS && isAccountNumber(value))
      ? { value }
      : (whichAccount.check?.(value, turn, slots) ?? { value }),
};

/** Never asked: a resident who names no month pays all that is due. */
const month: Slot = { name: 'month', when: () => false, ask: () => ({ say: text('wrong.month') }) };

async function due(turn: Turn, of: string): Promise<AccountBills | Step> {
  const listed = await turn.services.bills.list(turn.viewer, of, {});
  if (!listed.ok) return { kind: 'ask-again', slots: ['account'], say: [text('wrong.choice')] };
  const { prepaid, balance } = listed.value.account;
  if (listed.value.amountDue.minor <= 0n && prepaid) {
    const { hotline } = await turn.services.settings();
    return done([text('pay.prepaid', { account: of, balance, hotline: hotline[turn.locale] })], {
      failed: true,
      topic: { account: of, month: null },
    });
  }
  if (listed.value.amountDue.minor <= 0n)
    return done([text('pay.nothing-due', { account: of })], { failed: true, topic: { account: of, month: null } });
  return listed.value;
}

/** The unpaid bills of a month, or all; `missed`: the month has none, and is one that could have had. */
function wanted(bills: readonly StandingBill[], slots: Slots): { bills: StandingBill[]; missed: boolean } {
  const unpaid = bills.filter((bill) => bill.status !== 'paid');
  const [from, to = from] = slots.month?.split('..') ?? [];
  if (!from || !to || slots.month === ALL_MONTHS) return { bills: unpaid, missed: false };
  const named = unpaid.filter(({ period, amount }) => amount.minor > 0n && period >= from && period <= to);
  // A credit lessens whatever is paid first.
  const asked = [...named, ...unpaid.filter(({ amount }) => amount.minor < 0n)];
  // "This month's" is the newest there is.
  return named.length > 0
    ? { bills: owedOf(asked) > 0n ? asked : unpaid, missed: false }
    : { bills: unpaid, missed: from <= (bills[0]?.period ?? '') };
}

const owedOf = (bills: readonly StandingBill[]): bigint =>
  bills.reduce((minor, bill) => minor + bill.amount.minor + bill.lateFee.minor, 0n);

const sumOf = (bills: readonly StandingBill[], like: Money): Money => ({ ...like, minor: owedOf(bills) });

async function readBackOwn(turn: Turn, slots: Slots, frame: Frame): Promise<ReadBack | Step> {
  const of = slots.account ?? '';
  const found = await due(turn, of);
  if ('kind' in found) return found;
  const { bills, missed } = wanted(found.bills, slots);
  const unpaid = wanted(found.bills, {}).bills;
  const amount = sumOf(bills, found.amountDue);
  const fees = bills.reduce((minor, bill) => minor + bill.lateFee.minor, 0n);
  const whole = bills.length === unpaid.length;
  const single = unpaid.filter((bill) => bill.amount.minor > 0n);
  // Begun once more with less or more of it, it is read back anew.
  const only = (period: string) => start('payment.pay', phrase('label.only-month', { period }), { month: period });
  const buttons = [
    ...(single.length > 1 && whole ? single.slice(0, MOST_SINGLE).map(({ period }) => only(period)) : []),
    ...(whole
      ? []
      : [start('payment.pay', phrase('label.all-months', { count: unpaid.length }), { month: ALL_MONTHS })]),
    ...(turn.viewer.accounts.length > 1
      ? [
          start('payment.pay', phrase('option.all-accounts', { count: turn.viewer.accounts.length }), {
            account: ALL_ACCOUNTS,
          }),
        ]
      : []),
  ];
  const card: Said = {
    kind: 'card',
    title: phrase('pay.read-back'),
    rows: [
      [phrase('row.account'), { literal: maskAccountNumber(of) }],
      [phrase('row.holder'), { literal: maskName(found.account.holder) }],
      [phrase('row.bills'), phrase('value.bills', { periods: bills.map((bill) => bill.period).reverse() })],
      ...(fees > 0n ? [[phrase('row.late-fee'), { money: { ...amount, minor: fees } }] as const] : []),
      [phrase('row.total-due'), { money: amount }],
    ],
    buttons,
  };
  frame.memo.amount = exactly(amount);
  return {
    say: [...(missed ? [text('pay.not-that-month', { period: slots.month?.split('..')[0] ?? '' })] : []), card],
    question: phrase('pay.confirm', { amount, account: of }),
    yes: phrase('label.pay-yes'),
    values: [of, exactly(amount), ...bills.map((bill) => bill.billId)],
  };
}

/** Somebody else's home: a masked name and a sum, as often as nobody could collect them. */
async function readBackQuoted(turn: Turn, slots: Slots, frame: Frame): Promise<ReadBack | Step> {
  const of = slots.account ?? '';
  const { payments, accounts, settings } = turn.services;
  if (frame.memo.quoted !== of) {
    const gate = { key: `quote:${turn.viewer.residentId}`, most: 20, windowSeconds: 3_600 };
    if (!(await accounts.limit(gate, [], turn.messageKey)).ok) {
      const { hotline } = await settings();
      return done([text('trouble.unavailable', { hotline: hotline[turn.locale] })], { failed: true });
    }
    frame.memo.quoted = of;
  }
  const quoted = await payments.quote(of);
  if (!quoted.ok)
    return { kind: 'ask-again', slots: ['account', 'accountNumber'], say: [text('pay.no-account', { account: of })] };
  const { holder, amountDue } = quoted.value;
  if (amountDue.minor <= 0n) return done([text('pay.nothing-due', { account: of })], { failed: true });
  frame.memo.amount = exactly(amountDue);
  return {
    say: [
      {
        kind: 'card',
        title: phrase('pay.read-back-other'),
        rows: [
          [phrase('row.account'), { literal: maskAccountNumber(of) }],
          [phrase('row.holder'), { literal: maskName(holder) }],
          [phrase('row.total-due'), { money: amountDue }],
        ],
        buttons: [],
      },
    ],
    question: phrase('pay.confirm-other', { amount: amountDue, account: of, holder: maskName(holder) }),
    yes: phrase('label.pay-yes'),
    values: [of, exactly(amountDue)],
  };
}

export const paymentPay: Flow = {
  service: 'payment.pay',
  version: 1,
  slots: [forWhom, namedAccount, account, month],
  readBack: (turn, slots, frame) =>
    slots.account === ALL_ACCOUNTS
      ? readBackAll(turn, frame)
      : boundAccount(turn.viewer, slots.account ?? '')
        ? readBackOwn(turn, slots, frame)
        : readBackQuoted(turn, slots, frame),
  async act(turn, slots, frame) {
    const of = slots.account ?? '';
    if (of === ALL_ACCOUNTS) return openAll(turn, frame);
    const { payments } = turn.services;
    const bound = boundAccount(turn.viewer, of) !== undefined;
    // All that is due needs no list: the plan reads the bills itself.
    const listed = bound && slots.month && slots.month !== ALL_MONTHS ? await due(turn, of) : null;
    if (listed && 'kind' in listed) return listed;
    const unpaid = listed?.bills.filter((bill) => bill.status !== 'paid') ?? [];
    const chosen = listed ? wanted(listed.bills, slots).bills : [];
    const planned = await payments.plan(turn.viewer, {
      accountNumber: of,
      billIds: chosen.length < unpaid.length ? chosen.map(({ billId }) => billId) : null,
      method: null,
    });
    if (!planned.ok && ['method_unavailable', 'unavailable', 'too_many_requests'].includes(planned.problem.code)) {
      const { hotline } = await turn.services.settings();
      return done([text('trouble.unavailable', { hotline: hotline[turn.locale] })], { failed: true });
    }
    if (!planned.ok) {
      return done(
        [
          planned.problem.code === 'payment_open'
            ? text('pay.open-elsewhere', { account: of })
            : text('pay.nothing-due', { account: of }),
        ],
        { failed: true },
      );
    }
    const { payment, alreadyOpen } = planned.value.value;
    // The yes was said to another amount, e.g. midnight added a late fee: nothing is opened, it is read back anew.
    if (exactly(payment.amount) !== frame.memo.amount) return { kind: 'go-on' };
    const told = { amount: payment.amount, until: payment.expiresAt };
    return done(
      [await openedCard(turn, payment), alreadyOpen ? text('pay.still-open', told) : text('pay.opened', told)],
      {
        writes: planned.value.writes,
        topic: { account: bound ? of : null, month: null },
        filed: payment.paymentId,
      },
    );
  },
};
