/** Lays the gateway's book, our payments and the ledger side by side: what is lost, doubled or wrong. */
import type { Method } from './companies.ts';
import type { Told } from './payer.ts';
import type { Books, Order, PaymentRow, Transfer } from './read-books.ts';

export interface Finding {
  readonly kind: 'lost' | 'doubled' | 'wrong';
  readonly what: string;
}

/** What a conversation must have heard of a payment that ended so. */
const SENTENCE: Readonly<Record<string, string>> = {
  'payment.paid': 'paid.title',
  'payment.failed': 'paid.failed',
  'payment.expired': 'paid.expired',
  'payment.disputed': 'paid.disputed',
  'payment.refunded': 'refund.title',
};

const grouped = <T>(list: readonly T[], by: (item: T) => string | null): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of list) {
    const key = by(item) ?? '';
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
};

export function compare(books: Books, tolds: readonly Told[], method: Method): Finding[] {
  const findings: Finding[] = [];
  const find = (kind: Finding['kind'], what: string) => findings.push({ kind, what });
  const payments = new Map(books.payments.map((payment) => [payment.id, payment]));
  const orders = new Map(books.orders.map((order) => [order.id, order]));
  const transfers = grouped(books.transfers, (transfer) => transfer.payment);

  for (const order of books.orders) {
    const moved = transfers.get(order.id) ?? [];
    const payment = payments.get(order.id);
    if (order.status !== 'paid') {
      if (moved.length > 0) find('wrong', `order ${order.id} is ${order.status}, the ledger moved money for it`);
      continue;
    }
    if (!payment) find('lost', `order ${order.id} was paid and there is no payment`);
    else judgeMoney(order, payment, moved, find, `gateway:${method}`);
  }
  for (const transfer of books.transfers) {
    if (!transfer.payment || !orders.has(transfer.payment))
      find('wrong', `the ledger moved ${transfer.amount} for ${transfer.payment}, which the gateway does not know`);
  }
  for (const payment of books.payments) judgePayment(payment, orders.get(payment.id), books, find);
  judgeRefunds(books, find);
  judgeCases(books, find);
  judgeBills(books, find);
  judgeEvents(books, tolds, find);
  judgeKeys(books, tolds, find);
  return findings;
}

type Find = (kind: Finding['kind'], what: string) => void;

/** What an account gained by these transfers. */
const balance = (moved: readonly Transfer[], account: string): bigint =>
  moved.reduce(
    (sum, { debit, credit, amount }) => sum + (debit === account ? amount : 0n) - (credit === account ? amount : 0n),
    0n,
  );

const cents = (amount: string): bigint => BigInt(amount.replace('.', ''));

/**
 * A paid order is in the ledger once, to the cent: as our payment's settlement, or, when another amount was paid, or named by a
 * notice and nothing better was heard, in suspense with a case. What a settlement finds in suspense is released, so that the balance is right.
 */
function judgeMoney(order: Order, payment: PaymentRow, moved: readonly Transfer[], find: Find, gateway: string): void {
  const name = `order ${order.id} (${order.amount})`;
  const settled = moved.filter((transfer) => transfer.kind === 'settlement');
  const [settlement] = settled;
  const gained = balance(moved, gateway);
  const given = order.refunds.reduce((sum, { amount }) => sum + amount, 0n);
  const suspended = -balance(moved, 'suspense');
  if (settled.length > 1) find('doubled', `${name} has ${settled.length} settlements`);
  if (moved.some((transfer) => transfer.currency !== order.currency)) find('wrong', `${name} moved another currency`);
  if (settlement) {
    if (settlement.amount !== order.amount || payment.amount !== order.amount)
      find('wrong', `${name} is settled with ${settlement.amount}, the payment says ${payment.amount}`);
    if (settlement.debit !== gateway || settlement.credit !== `receivable:${payment.account}`)
      find('wrong', `${name} went from ${settlement.debit} to ${settlement.credit}`);
    if (gained !== order.amount - given || suspended !== 0n)
      find('doubled', `${name} is settled, the ledger has ${gained} from the gateway and ${suspended} in suspense`);
    if ((given === order.amount) !== (payment.status === 'refunded'))
      find('wrong', `${name} was given back with ${given}, the payment is ${payment.status}`);
    if (!['paid', 'refunded'].includes(payment.status) || payment.reference !== order.transaction)
      find('lost', `${name} is settled, the payment is ${payment.status} by ${payment.reference}`);
    return;
  }
  // What fits nothing may go back whole; its payment ends unpaid.
  if (moved.length > 0 && given === order.amount && gained === 0n && suspended === 0n && payment.status === 'failed')
    return;
  if (suspended === 0n) {
    find('lost', `${name} is not in the ledger; the payment is ${payment.status}`);
    return;
  }
  if (payment.status === 'paid') find('wrong', `${name} stands in suspense and its payment is paid`);
  const told = [order.amount, ...order.noticed.map(cents)].filter((amount) => amount !== payment.amount);
  if (gained !== suspended || !told.includes(suspended))
    find('wrong', `${name} stands in suspense with ${suspended}, in the ledger with ${gained}`);
}

/** What the company gave back and what we say we gave back are the same refunds, each once. */
function judgeRefunds(books: Books, find: Find): void {
  const theirs = books.orders.flatMap((order) => order.refunds.map((one) => ({ ...one, order: order.id })));
  for (const refund of books.refunds) {
    const back = theirs.filter(({ id }) => id === refund.id || id === refund.reference);
    const name = `refund ${refund.id} (${refund.status}, ${refund.amount})`;
    if (back.length > 1) find('doubled', `${name} went back ${back.length} times`);
    if (!['done', 'failed', 'rejected'].includes(refund.status)) find('lost', `${name} has no end`);
    if (refund.status === 'done' && back[0]?.amount !== refund.amount)
      find('wrong', `${name}: the company gave back ${back[0]?.amount ?? 'nothing'}`);
    const booked = books.transfers.filter(({ reference }) => reference === `refund:${refund.id}`);
    if (booked.length !== (refund.status === 'done' ? 1 : 0)) find('wrong', `${name} is booked ${booked.length} times`);
  }
  for (const { id, amount, order } of theirs)
    if (!books.refunds.some((one) => one.status === 'done' && (one.id === id || one.reference === id)))
      find('doubled', `the company gave back ${amount} of ${order} under ${id}, which is nobody's`);
}

/** Whatever went into suspense has its case, once, open or not. */
function judgeCases(books: Books, find: Find): void {
  const inSuspense = new Set(books.transfers.flatMap((one) => (one.credit === 'suspense' ? [one.payment] : [])));
  const cases = grouped(books.cases, (one) => one.payment);
  for (const payment of inSuspense) {
    const n = cases.get(payment ?? '')?.length ?? 0;
    if (n !== 1) find(n > 1 ? 'doubled' : 'lost', `money of payment ${payment} stood in suspense with ${n} cases`);
  }
}

function judgePayment(payment: PaymentRow, order: Order | undefined, books: Books, find: Find): void {
  const name = `payment ${payment.id}`;
  const disputed = books.cases.some((open) => open.payment === payment.id);
  if (payment.status === 'pending' && !disputed) find('lost', `${name} is pending long after it ran out`);
  if (['paid', 'refunded'].includes(payment.status) && order?.status !== 'paid')
    find('wrong', `${name} is paid, the gateway says ${order?.status ?? 'nothing'}`);
  const shares = books.shares.filter((share) => share.payment === payment.id);
  const total = shares.reduce((sum, share) => sum + share.amount + share.lateFee, 0n);
  if (total !== payment.amount) find('wrong', `${name} is about ${payment.amount}, its bills about ${total}`);
  if (shares.some((share) => share.status !== payment.status)) find('wrong', `${name}: its bills have another status`);
}

function judgeBills(books: Books, find: Find): void {
  const paying = grouped(
    books.shares.filter((share) => share.status === 'paid'),
    (share) => share.bill,
  );
  for (const bill of books.bills) {
    const by = paying.get(bill.id) ?? [];
    if (by.length > 1) find('doubled', `bill ${bill.id} was paid ${by.length} times`);
    if (by.length === 1 && !bill.paid) find('lost', `bill ${bill.id} was paid and still counts as due`);
    if (by.length === 0 && bill.paid) find('wrong', `bill ${bill.id} counts as paid and nobody paid it`);
    if (by.some((share) => share.amount !== bill.amount)) find('wrong', `bill ${bill.id} was paid with another amount`);
  }
}

/** Whoever has a conversation hears there of each payment's end, and before it of a dispute: once, in the right words. */
function judgeEvents(books: Books, tolds: readonly Told[], find: Find): void {
  const talks = new Set(tolds.filter((told) => told.talks).map((told) => told.residentId));
  const happened = grouped(books.happened, (one) => one.payment);
  const inSuspense = new Set(books.transfers.flatMap((one) => (one.kind === 'suspense' ? [one.payment] : [])));
  const givenBack = new Set(books.refunds.flatMap((one) => (one.status === 'done' ? [one.payment] : [])));
  for (const payment of books.payments) {
    const heard = happened.get(payment.id) ?? [];
    const name = `payment ${payment.id} (${payment.status})`;
    const due = [
      ...(inSuspense.has(payment.id) ? ['payment.disputed'] : []),
      ...(payment.status === 'refunded' ? ['payment.paid'] : []),
      // What fitted nothing and went back is told as that; what waits with its case was told as a dispute, and took money.
      ...(payment.status === 'failed' && givenBack.has(payment.id)
        ? ['payment.refunded']
        : payment.status === 'pending' || (payment.status === 'failed' && inSuspense.has(payment.id))
          ? []
          : [`payment.${payment.status}`]),
    ].filter(() => talks.has(payment.resident));
    for (const event of due) {
      const n = heard.filter((one) => one.name === event).length;
      if (n !== 1) find(n > 1 ? 'doubled' : 'lost', `${name}: ${event} is ${n} times in its payer's inbox`);
    }
    for (const one of heard) {
      if (!due.includes(one.name)) find('wrong', `${name} is told as ${one.name}`);
      else if (!one.answered || one.turns !== 1)
        find(
          one.turns > 1 ? 'doubled' : 'lost',
          `${name}: ${one.name} has ${one.turns} answers${one.answered ? '' : ' and still waits'}`,
        );
      else if (!one.said.includes(SENTENCE[one.name] ?? ''))
        find('wrong', `${name}: ${one.name} said ${one.said.join(' ') || 'nothing'}`);
    }
  }
}

/** A key stands for one payment, with one amount, whatever was asked how often; what a payer was told exists. */
function judgeKeys(books: Books, tolds: readonly Told[], find: Find): void {
  const payments = new Map(books.payments.map((payment) => [payment.id, payment]));
  const stored = new Map(books.keys.map(({ key, payment }) => [key, payment]));
  const answered = new Set<string>();
  for (const told of tolds) {
    for (const problem of told.unanswered) find('lost', `a payer was left alone: ${problem}`);
    for (const { key, answers } of told.opened) {
      if (new Set(answers.map((answer) => answer.paymentId)).size > 1) find('doubled', `key ${key} got two payments`);
      for (const { paymentId, amount } of answers) {
        answered.add(paymentId);
        const payment = payments.get(paymentId);
        if (!payment) find('lost', `payment ${paymentId} was answered and does not exist`);
        else if (payment.amount !== cents(amount)) find('wrong', `payment ${paymentId} was told as ${amount}`);
        if (stored.get(key) !== paymentId)
          find('wrong', `key ${key} remembers ${stored.get(key)}, told was ${paymentId}`);
      }
    }
  }
  for (const { id } of books.payments)
    if (!answered.has(id)) find('doubled', `payment ${id} was made and nobody was told of it`);
}
