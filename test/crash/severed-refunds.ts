/** The clerk's part of a severed run: some or all of what was paid is given back, and a second person agrees. */
import { deliver, type Run, TRIES, upkeep } from './severed-run.ts';
import type { PayWorld } from './severed-world.ts';

/** A clerk gives back some or all, perhaps in two pieces, perhaps pressing twice; a lost answer is looked up before it is repeated. */
export async function giveBack(run: Run): Promise<void> {
  const { world, roll, wishes } = run;
  const { rows } = await world.reader.query<{ id: string; amount: string }>(
    `select payment_id as id, amount_minor as amount from payments where account_number = $1 and status = 'paid'`,
    [wishes.account],
  );
  const [payment] = rows;
  if (!payment) return;
  const total = Number(payment.amount);
  const some = 1 + roll.below(total);
  const pieces = roll.often(0.5) ? [total] : roll.often(0.5) ? [some] : [some, total - some].filter((one) => one > 0);
  const ends = roll.oneOf(['SUCCESS', 'SUCCESS', 'PROCESSING', 'CLOSED'] as const);
  world.wechat.refundsEnd(ends);
  for (const piece of pieces) {
    await ask(run, payment.id, piece, wishes.method === 'wechat-pay' ? piece / 100 : piece);
    for (const seconds of [1, 121, 301, 901]) {
      await upkeep(run, roll.often(0.15));
      if (ends === 'PROCESSING') endOne(run);
      await deliver(run, []);
      world.advance(seconds);
    }
    for (const { refund_id: id } of (
      await world.reader.query<{ refund_id: string }>('select refund_id from refunds where payment_id = $1', [
        payment.id,
      ])
    ).rows)
      wishes.refunds.add(id);
  }
  if (ends === 'PROCESSING') endOne(run);
}

export function endOne({ world, roll }: Run): void {
  for (const refund of world.wechat.refunds.values())
    if (refund.state === 'PROCESSING')
      world.wechat.endRefund(refund.number, roll.oneOf(['SUCCESS', 'SUCCESS', 'CLOSED']));
}

async function ask({ world, roll, wishes }: Run, paymentId: string, minor: number, major: number): Promise<void> {
  const amount = wishes.method === 'wechat-pay' ? major.toFixed(2) : String(minor);
  const press = () =>
    world.attempt(async ({ services }) => {
      const [receipt] = await services.refunds.receiptsOf(paymentId);
      if (!receipt) return null;
      return services.refunds.request('B01', {
        reference: receipt.reference,
        amount,
        reason: '重复缴费',
        owedAgain: true,
        caseNumber: null,
      });
    });
  const known = async () =>
    (await world.reader.query('select 1 from refunds where payment_id = $1 and amount_minor = $2', [paymentId, minor]))
      .rows.length > 0;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const twice = roll.often(0.2);
    const answers = await (twice ? Promise.all([press(), press()]) : [await press()]);
    const asked = answers.find((answer) => answer?.ok);
    if (asked?.ok || answers.some((answer) => answer && !answer.ok) || (await known()))
      return decide(world, wishes.account);
  }
  wishes.complaints.push('a refund was never answered');
}

/** The second person agrees to all that waits, unless another refund is on its way: then later. */
export async function decide(world: PayWorld, account: string): Promise<void> {
  const { rows } = await world.reader.query<{ id: string }>(
    `select refund_id as id from refunds join payments using (payment_id) where account_number = $1 and refunds.status = 'awaiting'`,
    [account],
  );
  for (const { id } of rows) {
    for (let tries = 0; tries < TRIES; tries += 1) {
      if (await world.attempt(({ services }) => services.refunds.decide('V01', id, true))) break;
    }
  }
}
