/** Paying for all of one's homes in one go: a sum for each, agreed to together, and a payment with its own receipt for each. */
import { maskAccountNumber } from '../../domain/mask.ts';
import type { Money } from '../../domain/money.ts';
import type { Write } from '../../store/commit.ts';
import { done, type ReadBack, type Step, type Turn } from '../flow.ts';
import { type Said, text } from '../saying.ts';
import { phrase } from '../sentences/book.ts';
import type { Frame } from '../session.ts';
import { exactly, openedCard } from './payment-opened.ts';

/** Stands in the slot of the account. */
export const ALL_ACCOUNTS = 'all';

interface Owed {
  readonly account: string;
  readonly amountDue: Money;
}

async function owed(turn: Turn): Promise<readonly Owed[]> {
  const found = await Promise.all(
    turn.viewer.accounts.map(async ({ accountNumber }) => {
      const listed = await turn.services.bills.list(turn.viewer, accountNumber, {});
      return listed.ok && listed.value.amountDue.minor > 0n
        ? [{ account: accountNumber, amountDue: listed.value.amountDue }]
        : [];
    }),
  );
  return found.flat();
}

/** One sum for each currency: yuan and dollars are no one sum. */
const totals = (list: readonly Owed[]): readonly Money[] =>
  (['CNY', 'TWD'] as const).flatMap((currency) => {
    const minor = list.reduce(
      (sum, { amountDue }) => sum + (amountDue.currency === currency ? amountDue.minor : 0n),
      0n,
    );
    return minor > 0n ? [{ minor, currency }] : [];
  });

const rowsOf = (list: readonly Owed[]) => [
  ...list.map(
    ({ account, amountDue }) =>
      [phrase('row.of-account', { account: maskAccountNumber(account) }), { money: amountDue }] as const,
  ),
  ...totals(list).map((amount) => [phrase('row.total-due'), { money: amount }] as const),
];

/** What all homes owe together, only looked at. */
export async function owedInAll(turn: Turn): Promise<Said> {
  const list = await owed(turn);
  if (list.length === 0) return text('pay.nothing-due-anywhere');
  const count = turn.viewer.accounts.length;
  return {
    kind: 'card',
    title: phrase('bill.in-all', { count }),
    rows: rowsOf(list),
    buttons: [
      {
        label: phrase('option.all-accounts', { count }),
        command: { kind: 'start', service: 'payment.pay', slots: { account: ALL_ACCOUNTS } },
      },
    ],
  };
}

export async function readBackAll(turn: Turn, frame: Frame): Promise<ReadBack | Step> {
  const list = await owed(turn);
  if (list.length === 0) return done([text('pay.nothing-due-anywhere')], { failed: true });
  frame.memo.amount = list.map(({ account, amountDue }) => `${account} ${exactly(amountDue)}`).join(', ');
  return {
    say: [
      {
        kind: 'card',
        title: phrase('pay.read-back'),
        rows: rowsOf(list),
        buttons: [],
      },
    ],
    question: phrase('pay.confirm-all', { count: list.length, amounts: totals(list) }),
    yes: phrase('label.pay-yes'),
    values: list.flatMap(({ account, amountDue }) => [account, exactly(amountDue)]),
  };
}

/** A payment for each home; one that can't be opened now is said, and keeps none of the others from being paid. */
export async function openAll(turn: Turn, frame: Frame): Promise<Step> {
  const list = await owed(turn);
  if (list.map(({ account, amountDue }) => `${account} ${exactly(amountDue)}`).join(', ') !== frame.memo.amount)
    return { kind: 'go-on' };
  const said: Said[] = [];
  const writes: Write[] = [];
  const ends: number[] = [];
  for (const { account, amountDue } of list) {
    const planned = await turn.services.payments.plan(turn.viewer, {
      accountNumber: account,
      billIds: null,
      method: null,
    });
    if (!planned.ok || exactly(planned.value.value.payment.amount) !== exactly(amountDue)) {
      said.push(text('pay.open-elsewhere', { account }));
      continue;
    }
    const { payment } = planned.value.value;
    writes.push(...planned.value.writes);
    said.push(await openedCard(turn, payment));
    ends.push(payment.expiresAt.getTime());
  }
  return done([...said, ...(ends.length > 0 ? [text('pay.opened-all', { until: new Date(Math.min(...ends)) })] : [])], {
    writes,
    topic: { account: null, month: null },
    failed: ends.length === 0,
  });
}
