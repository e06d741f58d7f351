/** What several flows ask and show alike: which of my accounts, a bill as a card, months as a chart. */
import { maskAccountNumber, maskName } from '../../domain/mask.ts';
import type { Money } from '../../domain/money.ts';
import { type BoundAccount, boundAccount } from '../../domain/viewer.ts';
import type { StandingBill } from '../../services/bills.ts';
import type { Slot, Step } from '../flow.ts';
import { type Button, type Said, start, text } from '../saying.ts';
import { type Phrase, phrase } from '../sentences/book.ts';

export const isAccountNumber = (text: string): boolean => /^(?:\d{10}|\d{11}|\d{13}|\d{16})$/.test(text);

const accountOption = (account: BoundAccount): Phrase =>
  phrase('option.account', { account: account.accountNumber, name: account.nickname ?? maskName(account.holder) });

/** A number somebody names in passing; never asked for here, since binding asks for it. */
const namedAccount: Slot = {
  name: 'accountNumber',
  clears: ['account'],
  when: () => false,
  ask: () => ({ say: text('ask.accountNumber') }),
};

/** Which of my accounts: bound first when there is none, clear when there is one, one was chosen, or one was just talked about. */
const whichAccount: Slot = {
  name: 'account',
  prefill: (turn, slots) => {
    const { accounts, currentAccount } = turn.viewer;
    const bound = (accountNumber: string | null | undefined) =>
      accounts.find((account) => account.accountNumber === accountNumber)?.accountNumber;
    if (slots.accountNumber) return bound(slots.accountNumber);
    return accounts.length === 1 ? accounts[0]?.accountNumber : (bound(turn.topic?.account) ?? bound(currentAccount));
  },
  before: (turn, { accountNumber }) => {
    if (accountNumber && !boundAccount(turn.viewer, accountNumber))
      return { kind: 'first', service: 'account.bind', slots: { accountNumber } };
    return turn.viewer.accounts.length === 0 ? { kind: 'first', service: 'account.bind' } : { kind: 'go-on' };
  },
  ask: (turn) => ({
    say: text('ask.account'),
    options: turn.viewer.accounts.map((account) => ({
      label: accountOption(account),
      value: account.accountNumber,
      alsoSaid: [
        account.accountNumber,
        account.accountNumber.slice(-4),
        account.address,
        account.holder,
        account.nickname ?? account.holder,
      ],
    })),
  }),
  check: (value, turn) => {
    if (boundAccount(turn.viewer, value)) return { value };
    // A number that is not bound yet is a number to bind.
    return isAccountNumber(value) ? { value, instead: 'accountNumber' } : { wrong: text('wrong.choice') };
  },
};

/** The first slots of every flow about one of the resident's accounts. */
export const aboutAccount: readonly Slot[] = [namedAccount, whichAccount];

/** The same where taking the wrong one would hurt: asked whenever there is more than one and none was named. */
const named: Slot['prefill'] = (turn, { accountNumber }) => {
  if (accountNumber) return boundAccount(turn.viewer, accountNumber)?.accountNumber;
  return turn.viewer.accounts.length === 1 ? turn.viewer.accounts[0]?.accountNumber : undefined;
};

export const chooseAccount: readonly Slot[] = [namedAccount, { ...whichAccount, prefill: named }];

/** Nothing is bound in order to be unbound. */
export const chooseBoundAccount = (nothingBound: Step): readonly Slot[] => [
  namedAccount,
  {
    ...whichAccount,
    prefill: named,
    before: ({ viewer }, { accountNumber }) => {
      if (viewer.accounts.length === 0) return nothingBound;
      return accountNumber && !boundAccount(viewer, accountNumber)
        ? { kind: 'go-on', say: [text('wrong.choice')] }
        : { kind: 'go-on' };
    },
    check: (value, turn) => (boundAccount(turn.viewer, value) ? { value } : { wrong: text('wrong.choice') }),
  },
];

/** One bill with what can be done about it; its buttons name the account and month, so that no later question is needed. */
export function billCard(bill: StandingBill): Said {
  const slots = { account: bill.accountNumber, month: bill.period };
  const buttons: Button[] = [start('bill.explain', phrase('label.why'), slots)];
  if (bill.status !== 'paid')
    buttons.unshift(
      start('payment.pay', phrase('label.service', { service: 'payment.pay' }), { account: bill.accountNumber }),
    );
  return {
    kind: 'card',
    title: phrase('bill.title', { period: bill.period }),
    rows: [
      [phrase('row.account'), { literal: maskAccountNumber(bill.accountNumber) }],
      [phrase('row.dates'), phrase('value.dates', { from: bill.from, to: bill.to })],
      [phrase('row.kwh'), { kwh: bill.kwh }],
      ...(bill.tier ? [[phrase('row.tier-reached'), phrase('value.tier-reached', bill.tier)] as const] : []),
      ...(bill.reading === 'estimated' ? [[phrase('row.reading'), phrase('value.estimated')] as const] : []),
      [phrase('row.amount'), { money: bill.amount }],
      ...(bill.lateFee.minor > 0n ? [[phrase('row.late-fee'), { money: bill.lateFee }] as const] : []),
      [phrase('row.due-date'), { day: bill.dueDate }],
      [phrase('row.status'), phrase('bill.status', { status: bill.status })],
    ],
    buttons,
  };
}

/** kWh of past months, oldest first. */
export const usageChart = (bills: readonly StandingBill[]): Said => ({
  kind: 'chart',
  title: phrase('chart.kwh'),
  unit: 'kwh',
  bars: bills.map((bill) => ({ period: bill.period, value: bill.kwh })),
});

/** How much more or less a bill is than another. */
export function headline(period: string, than: string | null, difference: Money): Said {
  if (!than) return text('explain.first', { period, amount: difference });
  if (difference.minor === 0n) return text('explain.same', { period, than });
  return difference.minor > 0n
    ? text('explain.more', { period, than, difference })
    : text('explain.less', { period, than, difference: { ...difference, minor: -difference.minor } });
}
