/** Refunds: asked for by staff, agreed to by a second person above a limit, carried out once whatever breaks, booked when proved. */
import { parseAmount } from '../domain/money.ts';
import { needsSecondPerson, type Receipt, type Refund, refundable } from '../domain/refunds.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import type { PaymentGateway, RefundOrder, RefundOutcome } from '../outside/payment-gateway.ts';
import { invoiceSheet } from '../store/invoices.ts';
import { lockPayment } from '../store/payments.ts';
import {
  decideRefund,
  knownRefundNumbers,
  lockReceipt,
  lockRefund,
  newRefund,
  receiptByReference,
  receiptsOfPayment,
  refundById,
  refundsOfPayment,
  refundsToDecide,
  takeRefundsToAsk,
  uncountTry,
} from '../store/refunds.ts';
import { askEach, type Heard } from './asking.ts';
import type { Cases } from './cases.ts';
import type { Deps } from './deps.ts';
import { createRefundBooking, type JudgedRefund } from './refund-booking.ts';

/** After this many questions without an end somebody looks. */
const PATIENCE_TRIES = 5;
const MOST_REASON = 60;

export interface RefundWish {
  /** Of which money: the ledger's reference of a receipt, see `receiptsOf`. */
  readonly reference: string;
  /** null: all that is left. */
  readonly amount: string | null;
  /** Shown to the payer at the gateway. */
  readonly reason: string;
  /** When nothing is left of a payment, its bills are owed again; false: they were paid elsewhere too and stay paid. */
  readonly owedAgain: boolean;
  readonly caseNumber: string | null;
}

export type Refunds = ReturnType<typeof createRefunds>;

export function createRefunds(
  deps: Pick<Deps, 'db' | 'unit' | 'clock' | 'chance' | 'gateways' | 'events' | 'faultPoint' | 'settings'>,
  cases: Cases,
) {
  const { db, unit, clock, chance, gateways } = deps;
  const { apply, caseFor } = createRefundBooking(deps, cases);

  /** Money is for billing and supervision. */
  const mayRefund = async (staffId: string): Promise<boolean> =>
    (await deps.settings()).staff.some(
      (one) => one.staffId === staffId && (one.team === 'billing' || one.team === 'supervision'),
    );

  /** Asked for the first time, or asked about before it is asked for again. */
  const ask = async (gateway: PaymentGateway, refund: Refund): Promise<RefundOutcome> => {
    const order: RefundOrder = {
      refundId: refund.refundId,
      paymentId: refund.paymentId,
      transactionId: refund.receipt.transactionId,
      total: refund.receipt.amount,
      amount: refund.amount,
      reason: refund.reason,
      // What is stuck is for people: nothing that turns up now is taken for it by its amount alone.
      askedBefore: refund.tries > 1 && refund.status === 'pending',
      known: await knownRefundNumbers(db, refund),
    };
    if (refund.tries > 1) {
      const found = await gateway.queryRefund(order);
      if (found.status !== 'unknown' || refund.status !== 'pending') return found;
    }
    return gateway.refund(order);
  };

  return {
    apply,

    /** What came in, of a payment id or a case number: what of it can be given back, and what was. */
    async receiptsOf(paymentOrCase: string): Promise<readonly Receipt[]> {
      const found = await cases.byNumber(paymentOrCase.toUpperCase());
      if (!found) return receiptsOfPayment(db, paymentOrCase);
      // The case of money that fits nothing is named after its transaction.
      const suspense = /^payment:(.+)$/.exec(found.reason)?.[1];
      const receipt = suspense ? await receiptByReference(db, `suspense:${suspense}`) : null;
      const others = found.paymentId ? await receiptsOfPayment(db, found.paymentId) : [];
      return receipt ? [receipt, ...others.filter(({ reference }) => reference !== receipt.reference)] : others;
    },

    /**
     * Stores a refund; it is carried out by the next round of upkeep, or waits for a second person. Refuses `not_found` (no such
     * receipt), `not_possible_here` (not this member of staff, or not this money), `invalid_input` (amount, reason),
     * `already_invoiced` (the invoice has to be reversed first), `not_now` (another refund of it is on its way).
     */
    async request(staffId: string, wish: RefundWish): Promise<Result<Refund>> {
      const reason = wish.reason.trim();
      if (!(await mayRefund(staffId))) return refuse('not_possible_here');
      if (reason.length < 2 || reason.length > MOST_REASON)
        return refuse('invalid_input', { errors: [{ field: 'reason', reason: `2 to ${MOST_REASON} characters` }] });
      const seen = await receiptByReference(db, wish.reference);
      if (!seen) return refuse('not_found');
      const limits = (await deps.settings()).refundSecondPersonAbove;
      const found = wish.caseNumber ? await cases.byNumber(wish.caseNumber) : null;
      if (wish.caseNumber && !found) return refuse('not_found');
      return unit.transaction(async (tx, inner) => {
        const payment = seen.paymentId ? await lockPayment(tx, seen.paymentId) : null;
        const receipt = await lockReceipt(tx, wish.reference);
        if (!receipt || !gateways[receipt.method]) return refuse('not_possible_here');
        const left = refundable(receipt);
        const { currency } = left;
        const amount = wish.amount === null ? left : parseAmount(wish.amount, currency);
        if (!amount || amount.minor <= 0n || amount.minor > left.minor)
          return refuse('invalid_input', {
            errors: [{ field: 'amount', reason: 'more than nothing, at most what is left' }],
          });
        if (receipt.kind === 'settlement' && payment && (await invoiceSheet(tx, { paymentId: payment.paymentId })))
          return refuse('already_invoiced', { detail: 'Its invoice has to be reversed first.' });
        const limit = parseAmount(limits[currency], currency);
        const needsSecond = limit === null || needsSecondPerson(receipt, amount, limit);
        if (!needsSecond && receipt.onItsWay) return refuse('not_now');
        const now = clock.now();
        const refund: Refund = {
          refundId: chance.id(),
          receipt,
          paymentId: receipt.paymentId,
          amount,
          status: needsSecond ? 'awaiting' : 'pending',
          reason,
          caseNumber: found?.caseNumber ?? null,
          owedAgain: wish.owedAgain,
          needsSecond,
          requestedBy: staffId,
          decidedBy: null,
          requestedAt: now,
          endedAt: null,
          tries: 0,
          gatewayReference: null,
        };
        await inner.commit([newRefund(refund, needsSecond ? null : now)]);
        return ok(refund);
      });
    },

    /** The second person's word. Refuses `second_person_needed` to the first, `not_now` to what waits for nobody. */
    async decide(staffId: string, refundId: string, agreed: boolean): Promise<Result<Refund>> {
      if (!(await mayRefund(staffId))) return refuse('not_possible_here');
      return unit.transaction(async (tx, inner) => {
        const seen = await refundById(tx, refundId);
        if (!seen) return refuse('not_found');
        if (seen.paymentId) await lockPayment(tx, seen.paymentId);
        const receipt = await lockReceipt(tx, seen.receipt.reference);
        const refund = await lockRefund(tx, refundId);
        if (!refund || !receipt || refund.status !== 'awaiting') return refuse('not_now');
        if (refund.requestedBy === staffId) return refuse('second_person_needed');
        if (agreed && receipt.onItsWay) return refuse('not_now');
        const now = clock.now();
        await inner.commit([decideRefund(refundId, staffId, agreed, now)]);
        return ok({
          ...refund,
          status: agreed ? 'pending' : 'rejected',
          decidedBy: staffId,
          endedAt: agreed ? null : now,
        });
      });
    },

    /**
     * People found out what became of a stuck refund: it went back under this number of the gateway's, or (null) it never did.
     * Another person than the first says so. Refuses like `decide`.
     */
    async resolve(staffId: string, refundId: string, gatewayReference: string | null): Promise<Result<Refund>> {
      if (!(await mayRefund(staffId))) return refuse('not_possible_here');
      const refund = await refundById(db, refundId);
      if (!refund) return refuse('not_found');
      if (refund.requestedBy === staffId) return refuse('second_person_needed');
      if (refund.status !== 'stuck') return refuse('not_now');
      if (gatewayReference !== null && !/^\w{6,64}$/.test(gatewayReference)) return refuse('invalid_input');
      const verdict = await apply(
        refund.receipt.method,
        {
          refundId,
          status: gatewayReference === null ? 'refused' : 'done',
          amount: refund.amount,
          transactionId: refund.receipt.transactionId,
          gatewayReference,
        },
        null,
      );
      const ended = await refundById(db, refundId);
      return ended && (verdict === 'book' || verdict === 'fail') ? ok(ended) : refuse('not_now');
    },

    /** What waits for a second person, or is stuck; oldest first. */
    waiting: (limit = 50): Promise<readonly Refund[]> => refundsToDecide(db, limit),

    ofPayment: (paymentId: string): Promise<readonly Refund[]> => refundsOfPayment(db, paymentId),

    /** Carries out what is due, and asks about what has no end yet. Each try is counted before the gateway hears of it. */
    async askDue(limit: number): Promise<number> {
      const now = clock.now();
      const due = await takeRefundsToAsk(db, now, limit);
      const askOne = async (refund: Refund): Promise<RefundOutcome> => {
        deps.faultPoint('refund.taken');
        const gateway = gateways[refund.receipt.method];
        if (!gateway) throw new Error(`payment method ${refund.receipt.method} is not wired`);
        const outcome = await ask(gateway, refund);
        deps.faultPoint('refund.answered');
        return outcome;
      };
      const take = async (refund: Refund, heard: Heard<RefundOutcome>): Promise<void> => {
        // What was counted and not asked must not be looked for among what the gateway gave back.
        if (heard === 'unasked') return unit.commit([uncountTry(refund, now)]);
        let judged: JudgedRefund = 'nothing';
        try {
          if ('error' in heard) throw heard.error;
          judged = await apply(methodOf(refund), heard.answer, null);
          deps.faultPoint('refund.judged');
        } catch (error) {
          deps.events.gatewaySilent({ method: methodOf(refund), error });
        }
        if (judged === 'nothing' && refund.tries === PATIENCE_TRIES && refund.status === 'pending')
          await unit.commit((await caseFor(methodOf(refund), refund.refundId, 'slow', refund, null)).writes);
      };
      await askEach(due, { clock, methodOf, ask: askOne, take });
      return due.length;
    },
  };
}

const methodOf = ({ receipt }: Refund) => receipt.method;
