/** After a run: the company's book, our payments and refunds, and the ledger, side by side. */
import type { Wishes } from './severed-run.ts';
import type { PayWorld } from './severed-world.ts';

export interface RunFinding {
  readonly kind: 'lost' | 'doubled' | 'wrong';
  readonly what: string;
}

/** What the company took by one transaction, and what of it it gave back. */
interface Taken {
  readonly paymentId: string;
  readonly number: string;
  readonly amount: number;
  readonly given: readonly { readonly number: string; readonly refundId: string | null; readonly amount: number }[];
}

interface PaymentRow {
  readonly id: string;
  readonly status: string;
  readonly amount: string;
  readonly reference: string | null;
}
interface RefundRow {
  readonly id: string;
  readonly payment: string | null;
  readonly status: string;
  readonly amount: string;
  readonly reference: string | null;
}
interface TransferRow {
  readonly payment: string | null;
  readonly kind: string;
  readonly reference: string;
  readonly debit: string;
  readonly credit: string;
  readonly amount: string;
}

export async function judgeRun(
  world: PayWorld,
  wishes: Wishes,
): Promise<{ readonly findings: readonly RunFinding[]; readonly ends: readonly string[] }> {
  const found: RunFinding[] = [];
  const find = (kind: RunFinding['kind'], what: string) => found.push({ kind, what });
  const rows = async <T>(statement: string): Promise<T[]> =>
    (await world.reader.query(statement, [wishes.account])).rows as T[];
  const own = 'select payment_id from payments where account_number = $1';
  const payments = await rows<PaymentRow>(
    'select payment_id id, status, amount_minor amount, gateway_reference reference from payments where account_number = $1 order by opened_at',
  );
  const refunds = await rows<RefundRow>(
    `select refund_id id, payment_id payment, status, amount_minor amount, gateway_reference reference from refunds where payment_id in (${own})`,
  );
  const transfers = await rows<TransferRow>(
    `select payment_id payment, kind, reference, debit_account debit, credit_account credit, amount_minor amount from ledger_transfers
     where payment_id in (${own})`,
  );
  const bills = await rows<{
    id: string;
    paid: boolean;
    by: string | null;
    status: string | null;
    owed: boolean | null;
  }>(
    `select b.bill_id id, b.paid_at is not null paid, pb.payment_id by, pb.payment_status status from bills b
     left join payment_bills pb on pb.bill_id = b.bill_id and pb.payment_status = 'paid' where b.account_number = $1`,
  );
  const suspended = await rows<{ payment: string; cases: string }>(
    `select t.payment_id payment, (select count(*) from cases c where c.payment_id = t.payment_id and c.reason like 'payment:%') cases
     from ledger_transfers t where t.payment_id in (${own}) and t.kind = 'suspense' and t.credit_account = 'suspense'`,
  );

  const taken = takenBy(world, wishes);
  const gateway = `gateway:${wishes.method}`;
  const sum = (list: readonly TransferRow[], account: string) =>
    list.reduce(
      (minor, { debit, credit, amount }) =>
        minor + (debit === account ? Number(amount) : 0) - (credit === account ? Number(amount) : 0),
      0,
    );

  for (const payment of payments) {
    const name = `payment ${payment.id} (${payment.status}, ${payment.amount})`;
    const money = taken.filter(({ paymentId }) => paymentId === payment.id);
    const moved = transfers.filter((one) => one.payment === payment.id);
    const settled = moved.filter(({ kind }) => kind === 'settlement');
    const settledMinor = settled.reduce((minor, one) => minor + Number(one.amount), 0);
    const [once, ...more] = money;
    if (more.length > 0) find('doubled', `${name}: the company took money ${money.length} times`);
    if (settled.length > 1) find('doubled', `${name} has ${settled.length} settlements`);
    if (payment.status === 'pending') find('lost', `${name} is open long after its time`);
    const standing = ['paid', 'refunded'].includes(payment.status);
    if (once && !standing) find('lost', `${name}: the company took ${once.amount}`);
    if (!once && (standing || moved.some(({ debit }) => debit === gateway)))
      find('wrong', `${name} has money that the company never took`);
    if (once && standing) {
      if (once.amount !== Number(payment.amount) || settledMinor !== once.amount)
        find('wrong', `${name}: the company took ${once.amount}, the ledger settled ${settledMinor}`);
      if (payment.reference !== once.number)
        find('wrong', `${name} is paid by ${payment.reference}, not ${once.number}`);
      const given = once.given.reduce((minor, one) => minor + one.amount, 0);
      if (sum(moved, gateway) !== once.amount - given)
        find('wrong', `${name}: ${once.amount} − ${given} at the company, ${sum(moved, gateway)} in the ledger`);
      if (sum(moved, 'suspense') !== 0) find('wrong', `${name} is paid and stands in suspense too`);
      if ((payment.status === 'refunded') !== (given === once.amount))
        find('wrong', `${name}: given back ${given} of ${once.amount}`);
    }
    if (!standing && wishes.method === 'wechat-pay') {
      const order = world.wechat.orders.get(payment.id.replaceAll('-', ''));
      if (order?.state === 'NOTPAY') find('wrong', `${name} has ended, its order can still be paid`);
    }
    judgeRefunds(payment, refunds, money, transfers, find);
  }
  for (const { paymentId, amount } of taken)
    if (!payments.some(({ id }) => id === paymentId)) find('lost', `the company took ${amount} for nothing of ours`);
  for (const bill of bills)
    if (bill.paid !== (bill.by !== null)) find('wrong', `bill ${bill.id}: paid ${bill.paid}, by ${bill.by}`);
  for (const { payment, cases } of suspended)
    if (Number(cases) !== 1) find(Number(cases) > 1 ? 'doubled' : 'lost', `suspense of ${payment} has ${cases} cases`);
  for (const [key, answers] of wishes.keys)
    if (answers.size > 1) find('doubled', `key ${key} got ${answers.size} payments`);
  for (const id of wishes.unheard) find('lost', `a notice of payment ${id} was taken and not stored`);
  for (const what of wishes.complaints) find('lost', what);
  for (const line of world.trouble())
    if (!/terminat|ECONNRESET|not queryable|57P01/i.test(line)) find('wrong', `logged: ${line.slice(0, 300)}`);
  const complaints = [...world.wechat.violations.splice(0), ...world.line.violations.splice(0)];
  if (complaints.length > 0) find('wrong', `the company complains: ${complaints.join('; ')}`);
  return {
    findings: found,
    ends: [
      ...payments.map(({ status }) => `payment ${status}`),
      ...refunds.map(({ status }) => `refund ${status}`),
      ...(suspended.length > 0 ? ['stood in suspense'] : []),
      ...(payments.length > 1 ? ['opened anew'] : []),
    ],
  };
}

function judgeRefunds(
  payment: PaymentRow,
  refunds: readonly RefundRow[],
  money: readonly Taken[],
  transfers: readonly TransferRow[],
  find: (kind: RunFinding['kind'], what: string) => void,
): void {
  const ours = refunds.filter((one) => one.payment === payment.id);
  const theirs = money.flatMap(({ given }) => given);
  const name = `refunds of ${payment.id}`;
  const live = ours.filter(({ status }) => ['awaiting', 'pending', 'stuck', 'done'].includes(status));
  if (live.reduce((minor, one) => minor + Number(one.amount), 0) > Number(payment.amount))
    find('wrong', `${name} are more than was paid`);
  for (const refund of ours) {
    const back = theirs.filter(({ number, refundId }) => number === refund.reference || refundId === refund.id);
    if (back.length > 1) find('doubled', `${name}: ${refund.id} went back ${back.length} times`);
    if (['pending', 'stuck', 'awaiting'].includes(refund.status))
      find('lost', `${name}: ${refund.id} is ${refund.status} for days`);
    if (refund.status === 'done' && back[0]?.amount !== Number(refund.amount))
      find('wrong', `${name}: ${refund.id} is done with ${refund.amount}, the company gave ${back[0]?.amount}`);
    const booked = transfers.filter(({ reference }) => reference.startsWith(`refund:${refund.id}`));
    if (booked.length !== (refund.status === 'done' ? 1 : 0))
      find('wrong', `${name}: ${refund.id} is ${refund.status} and booked ${booked.length} times`);
  }
  for (const one of theirs)
    if (
      !ours.some(({ id, reference, status }) => status === 'done' && (reference === one.number || id === one.refundId))
    )
      find('doubled', `${name}: the company gave back ${one.amount} under ${one.number}, which is nobody's`);
}

function takenBy(world: PayWorld, { method }: Wishes): Taken[] {
  if (method === 'line-pay')
    return world.line.transactions.flatMap(({ orderId, transactionId, amount, captures, refunds }) =>
      Array.from({ length: captures }, () => ({
        paymentId: orderId.replace(/\.\d+$/, ''),
        number: transactionId,
        amount,
        given: refunds.map((one) => ({ number: one.refundTransactionId, refundId: null, amount: one.amount })),
      })),
    );
  return [...world.wechat.orders.values()].flatMap((order) =>
    order.transactionId === null
      ? []
      : [
          {
            paymentId: order.tradeNumber.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
            number: order.transactionId,
            amount: order.total,
            given: [...world.wechat.refunds.values()]
              .filter((one) => one.order === order && one.state === 'SUCCESS')
              .map((one) => ({ number: one.refundId, refundId: one.number, amount: one.amount })),
          },
        ],
  );
}
