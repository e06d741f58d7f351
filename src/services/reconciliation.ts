/** Each day's own list of a gateway beside our books: what differs becomes suspense, a case with owner and clock, or is asked once more. */
import type { IsoDate } from '../domain/billing.ts';
import { addDays, addMinutes, dayOf, startOfDay } from '../domain/calendar.ts';
import { PAYMENT_METHODS, type PaymentMethod } from '../domain/payments.ts';
import { type CompanyLine, type Difference, differences, type OurLine } from '../domain/reconciliation.ts';
import type { PaymentGateway } from '../outside/payment-gateway.ts';
import { paymentById } from '../store/payments.ts';
import { dayDone, ourLines, settledDays, takeDay } from '../store/reconciliation.ts';
import type { Cases } from './cases.ts';
import type { Deps } from './deps.ts';
import type { Refunds } from './refunds.ts';
import { orderOf, type Settlement } from './settlement.ts';

/** WeChat Pay makes its bill of a day after ten the next morning (facts/channels.md 4.3). */
const READY_MINUTES = 10 * 60 + 30;
/** A service that stood still catches up this far. */
const DAYS_BACK = 3;
const AGAIN_MINUTES = 30;
/** After this many tries without a list somebody looks. */
const PATIENCE_TRIES = 5;

export interface Reconciled {
  readonly method: PaymentMethod;
  readonly day: IsoDate;
  readonly theirs: readonly CompanyLine[];
  /** What our books have for the day. */
  readonly ours: readonly OurLine[];
  readonly differences: readonly Difference[];
}

export type Reconciliation = ReturnType<typeof createReconciliation>;

export function createReconciliation(
  deps: Pick<Deps, 'db' | 'unit' | 'clock' | 'gateways' | 'events'>,
  cases: Cases,
  settlement: Settlement,
  refunds: Pick<Refunds, 'apply'>,
) {
  const { db, unit, clock, gateways } = deps;

  const openCase = async (
    reason: string,
    summary: Readonly<Record<string, string | null>>,
    paymentId: string | null,
  ) => {
    const payment = paymentId ? await paymentById(db, paymentId) : null;
    const opened = await cases.open({
      kind: 'bill-check',
      reason,
      residentId: null,
      actor: 'service',
      accountNumber: payment?.accountNumber ?? null,
      paymentId: payment?.paymentId ?? null,
      summary,
    });
    await unit.commit(opened.writes);
  };

  /** Compares, with both sides as they are now. */
  const compare = async (method: PaymentMethod, gateway: PaymentGateway, day: IsoDate): Promise<Reconciled> => {
    const theirs = await gateway.linesOf(day);
    const ours = await ourLines(db, method, startOfDay(day), startOfDay(addDays(day, 1)), {
      transactions: theirs.map(({ transactionId }) => transactionId),
      refundNumbers: theirs.flatMap(({ refundNumber }) => refundNumber ?? []),
    });
    return { method, day, theirs, ours: ours.filter(({ ofDay }) => ofDay), differences: differences(theirs, ours) };
  };

  /**
   * Brings one difference to its end: a payment that stands open is asked about by itself, money that is nobody's goes into
   * suspense, refunds nobody asked for are booked; what can't be booked gets a case. Answers whether it still differs.
   */
  const bringIn = async (method: PaymentMethod, gateway: PaymentGateway, one: Difference): Promise<boolean> => {
    if (one.kind === 'not-here' && one.line.kind === 'payment') {
      const { paymentId, amount, transactionId } = one.line;
      const payment = await paymentById(db, paymentId);
      const outcome =
        payment?.method === method
          ? await gateway.query(orderOf(payment))
          : { paymentId, status: 'paid' as const, amount, transactionId, payer: null, merchant: null };
      const verdict = await settlement.apply(method, outcome, null);
      return verdict !== 'settle';
    }
    if (one.kind === 'not-here') {
      const { amount, transactionId, refundNumber, refundId } = one.line;
      const verdict = await refunds.apply(
        method,
        {
          refundId: refundId ?? `${refundNumber}`,
          status: 'done',
          amount,
          transactionId,
          gatewayReference: refundNumber,
        },
        null,
      );
      return verdict !== 'book';
    }
    if (one.kind === 'not-there' && one.ours.kind === 'payment' && one.ours.paymentId) {
      // Paid before midnight and told after it: the company has it, on another day.
      const payment = await paymentById(db, one.ours.paymentId);
      const outcome = payment ? await gateway.query(orderOf(payment)) : null;
      if (outcome?.status === 'paid' && outcome.transactionId === one.ours.transactionId) return false;
    }
    const { kind, transactionId, paymentId, amount, refundNumber } = one.kind === 'not-there' ? one.ours : one.line;
    await openCase(
      `reconciliation:${method}:${kind}:${refundNumber ?? transactionId}`,
      {
        why: one.kind,
        what: kind,
        transactionId,
        refundNumber,
        amount: String(amount.minor),
        ours: one.kind === 'other-amount' ? String(one.ours.amount.minor) : null,
      },
      paymentId,
    );
    return true;
  };

  const minorOf = (lines: readonly { readonly kind: string; readonly amount: { readonly minor: bigint } }[]): bigint =>
    lines.reduce((sum, { kind, amount }) => (kind === 'payment' ? sum + amount.minor : sum - amount.minor), 0n);

  /** One day of one company, whether it was done before or not; throws `gatewayAway` when there is no list to be had. */
  const run = async (method: PaymentMethod, day: IsoDate): Promise<Reconciled | null> => {
    const gateway = gateways[method];
    if (!gateway) return null;
    const first = await compare(method, gateway, day);
    const left: Difference[] = [];
    for (const one of first.differences) if (await bringIn(method, gateway, one)) left.push(one);
    const { theirs, ours } = first.differences.length > 0 ? await compare(method, gateway, day) : first;
    await unit.commit([
      dayDone(
        method,
        day,
        {
          theirCount: theirs.length,
          theirMinor: minorOf(theirs),
          ourCount: ours.length,
          ourMinor: minorOf(ours),
          differences: left.map((one) => {
            const { kind, transactionId, refundNumber, amount } = one.kind === 'not-there' ? one.ours : one.line;
            return { why: one.kind, what: kind, transactionId, refundNumber, amount: String(amount.minor) };
          }),
        },
        clock.now(),
      ),
    ]);
    return { method, day, theirs, ours, differences: left };
  };

  return {
    run,

    /** The last days, each once, when their lists can be had; one that can't is tried again, and in the end looked at. */
    async runDue(): Promise<number> {
      const now = clock.now();
      let done = 0;
      for (const method of PAYMENT_METHODS) {
        if (!gateways[method]) continue;
        const settled = await settledDays(db, method, addDays(dayOf(now), -DAYS_BACK), now);
        for (let back = DAYS_BACK; back >= 1; back -= 1) {
          const day = addDays(dayOf(now), -back);
          if (settled.includes(day) || now < addMinutes(startOfDay(addDays(day, 1)), READY_MINUTES)) continue;
          const tries = await takeDay(db, method, day, now, addMinutes(now, AGAIN_MINUTES));
          if (tries === null) continue;
          try {
            await run(method, day);
            done += 1;
          } catch (error) {
            deps.events.gatewaySilent({ method, error });
            if (tries === PATIENCE_TRIES)
              await openCase(`reconciliation:${method}:${day}`, { why: 'no-list', day }, null);
          }
        }
      }
      return done;
    },
  };
}
