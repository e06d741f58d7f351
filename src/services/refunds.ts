/** Refunds: asked for by staff, agreed to by a second person above a limit, carried out once whatever breaks, booked when proved. */
import { type Money, money, parseAmount } from '../domain/money.ts';
import type { Payment, PaymentMethod } from '../domain/payments.ts';
import {
  judgeRefund,
  needsSecondPerson,
  type Receipt,
  type Refund,
  type RefundVerdict,
  refundable,
} from '../domain/refunds.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import type { PaymentGateway, RefundNotice, RefundOrder, RefundOutcome } from '../outside/payment-gateway.ts';
import type { Write } from '../store/commit.ts';
import { tellConversation } from '../store/conversations.ts';
import { invoiceSheet } from '../store/invoices.ts';
import { billsOwedAgain, endPayment, lockPayment, markRefunded, newNotice, newTransfer } from '../store/payments.ts';
import {
  bookRefund,
  decideRefund,
  failRefund,
  knownRefundNumbers,
  lockReceipt,
  lockRefund,
  newRefund,
  receiptByReference,
  receiptsOfPayment,
  refundById,
  refundsOfPayment,
  refundsToDecide,
  stopRefund,
  takeRefundsToAsk,
} from '../store/refunds.ts';
import type { Cases } from './cases.ts';
import type { Deps } from './deps.ts';

/** After this many questions without an end somebody looks. */
const PATIENCE_TRIES = 5;
/** A refund that people have to clear up is asked about on the side. */
const STUCK_AGAIN_HOURS = 6;
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

/** `stranger`: given back by somebody else than us, from the same account at the gateway. */
type Judged = RefundVerdict | 'stranger';

export type Refunds = ReturnType<typeof createRefunds>;

export function createRefunds(
  deps: Pick<Deps, 'db' | 'unit' | 'clock' | 'chance' | 'gateways' | 'events' | 'faultPoint' | 'settings'>,
  cases: Cases,
) {
  const { db, unit, clock, chance, gateways } = deps;

  /** Money is for billing and supervision. */
  const mayRefund = async (staffId: string): Promise<boolean> =>
    (await deps.settings()).staff.some(
      (one) => one.staffId === staffId && (one.team === 'billing' || one.team === 'supervision'),
    );

  const caseFor = (method: string, id: string, why: string, refund: Refund | null, payment: Payment | null) =>
    cases.open({
      kind: 'bill-check',
      reason: `refund:${method}:${id}`,
      residentId: payment?.residentId ?? null,
      actor: 'service',
      accountNumber: payment?.accountNumber ?? null,
      paymentId: refund?.paymentId ?? null,
      relatedCase: refund?.caseNumber ?? null,
      summary: { why, refundId: id, amount: refund && String(refund.amount.minor) },
    });

  const tell = (payment: Payment | null, refund: Refund, event: Readonly<Record<string, string>>): Write[] =>
    payment
      ? [
          tellConversation(
            payment.residentId,
            `${event.name}:${refund.refundId}`,
            { ...event, paymentId: payment.paymentId, refundId: refund.refundId },
            clock.now(),
          ),
        ]
      : [];

  /** The writes that follow from a judged word about one of our refunds. */
  const consequences = async (
    verdict: RefundVerdict,
    refund: Refund,
    payment: Payment | null,
    outcome: RefundOutcome,
    given: Money,
  ): Promise<Write[]> => {
    const now = clock.now();
    const { refundId, receipt, amount } = refund;
    switch (verdict) {
      case 'book': {
        const whole = payment && receipt.kind === 'settlement' && given.minor + amount.minor === payment.amount.minor;
        return [
          bookRefund(refundId, outcome.gatewayReference ?? '', now),
          newTransfer({
            transferId: chance.id(),
            paymentId: refund.paymentId,
            kind: 'refund',
            reference: `refund:${refundId}`,
            debit: receipt.kind === 'suspense' ? 'suspense' : `receivable:${payment?.accountNumber ?? ''}`,
            credit: `gateway:${receipt.method}`,
            amount,
            at: now,
          }),
          ...(whole ? [markRefunded(payment.paymentId)] : []),
          ...(whole && refund.owedAgain ? [billsOwedAgain(payment.paymentId)] : []),
          // Its money never fitted and is gone now: whoever still owes can pay anew.
          ...(receipt.kind === 'suspense' && payment?.status === 'pending'
            ? [endPayment(payment.paymentId, 'failed')]
            : []),
          ...tell(payment, refund, { name: 'payment.refunded' }),
        ];
      }
      case 'fail':
      case 'stop':
      case 'mismatch': {
        const opened = await caseFor(receipt.method, refundId, verdict, refund, payment);
        const again = new Date(now.getTime() + STUCK_AGAIN_HOURS * 3_600_000);
        return [
          ...opened.writes,
          ...(verdict === 'fail' ? [failRefund(refundId, now)] : [stopRefund(refundId, again)]),
          ...tell(payment, refund, { name: 'payment.refund-trouble', caseNumber: opened.value.caseNumber }),
        ];
      }
      case 'nothing':
        return [];
    }
  };

  /** Money that left without us: on the books as what it is, and for people to find out. */
  const strangers = async (method: PaymentMethod, outcome: RefundOutcome): Promise<Write[]> => {
    const id = outcome.gatewayReference ?? outcome.refundId;
    const opened = await caseFor(method, id, 'stranger', null, null);
    return [
      ...opened.writes,
      ...(outcome.amount && outcome.amount.minor > 0n
        ? [
            newTransfer({
              transferId: chance.id(),
              paymentId: null,
              kind: 'suspense',
              reference: `outside:${method}:${id}`,
              debit: 'suspense',
              credit: `gateway:${method}`,
              amount: outcome.amount,
              at: clock.now(),
            }),
          ]
        : []),
    ];
  };

  /** Reads our row under its lock, judges, and commits every consequence together. */
  const apply = async (method: PaymentMethod, outcome: RefundOutcome, notice: RefundNotice | null): Promise<Judged> => {
    deps.faultPoint('refund.begin');
    const verdict = await unit.transaction(async (tx, inner): Promise<Judged> => {
      const seen = await refundById(tx, outcome.refundId);
      const ours = seen?.receipt.method === method;
      // The payment's lock first, as everywhere: two refunds of it see each other's end.
      const payment = ours && seen.paymentId ? await lockPayment(tx, seen.paymentId) : null;
      const refund = ours ? await lockRefund(tx, outcome.refundId) : null;
      deps.faultPoint('refund.locked');
      const judged: Judged = refund ? judgeRefund(refund, outcome) : outcome.status === 'done' ? 'stranger' : 'nothing';
      const done =
        refund?.paymentId && judged === 'book'
          ? (await refundsOfPayment(tx, refund.paymentId)).filter(
              (one) => one.status === 'done' && one.receipt.kind === 'settlement',
            )
          : [];
      const given = money(
        done.reduce((sum, one) => sum + one.amount.minor, 0n),
        refund?.amount.currency ?? 'CNY',
      );
      await inner.commit([
        ...(judged === 'stranger'
          ? await strangers(method, outcome)
          : refund
            ? await consequences(judged, refund, payment, outcome, given)
            : []),
        ...(notice
          ? [
              newNotice({
                gateway: method,
                noticeId: notice.noticeId,
                paymentId: refund?.paymentId ?? null,
                verdict: judged,
                body: { refundId: outcome.refundId, status: outcome.status, reference: outcome.gatewayReference },
                now: clock.now(),
              }),
            ]
          : []),
      ]);
      deps.faultPoint('refund.written');
      return judged;
    });
    deps.faultPoint('refund.committed');
    deps.events.refundJudged({ method, verdict, by: notice ? 'notice' : 'query' });
    return verdict;
  };

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
      const due = await takeRefundsToAsk(db, clock.now(), limit);
      for (const refund of due) {
        const { method } = refund.receipt;
        let judged: Judged = 'nothing';
        try {
          deps.faultPoint('refund.taken');
          const gateway = gateways[method];
          if (!gateway) throw new Error(`payment method ${method} is not wired`);
          const outcome = await ask(gateway, refund);
          deps.faultPoint('refund.answered');
          judged = await apply(method, outcome, null);
          deps.faultPoint('refund.judged');
        } catch (error) {
          deps.events.gatewaySilent({ method, error });
        }
        if (judged === 'nothing' && refund.tries === PATIENCE_TRIES && refund.status === 'pending')
          await unit.commit((await caseFor(method, refund.refundId, 'slow', refund, null)).writes);
      }
      return due.length;
    },
  };
}
