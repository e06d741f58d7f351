/** What a gateway proves of a refund, booked once under its locks: ledger, payment, bills, the resident told, or a case. */
import { type Money, money } from '../domain/money.ts';
import type { Payment, PaymentMethod } from '../domain/payments.ts';
import { judgeRefund, type Refund, type RefundVerdict } from '../domain/refunds.ts';
import type { RefundNotice, RefundOutcome } from '../outside/payment-gateway.ts';
import type { Write } from '../store/commit.ts';
import { tellConversation } from '../store/conversations.ts';
import { endPayment, lockPayment, newNotice, newTransfer } from '../store/payments.ts';
import {
  billsOwedAgain,
  bookRefund,
  failRefund,
  lockRefund,
  markRefunded,
  refundById,
  refundsOfPayment,
  stopRefund,
} from '../store/refunds.ts';
import type { Cases } from './cases.ts';
import type { Deps } from './deps.ts';

/** A refund that people have to clear up is asked about on the side. */
const STUCK_AGAIN_HOURS = 6;

/** `stranger`: given back by somebody else than us, from the same account at the gateway. */
export type JudgedRefund = RefundVerdict | 'stranger';

export function createRefundBooking(
  deps: Pick<Deps, 'unit' | 'clock' | 'chance' | 'events' | 'faultPoint'>,
  cases: Cases,
) {
  const { unit, clock, chance } = deps;

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
  const apply = async (
    method: PaymentMethod,
    outcome: RefundOutcome,
    notice: RefundNotice | null,
  ): Promise<JudgedRefund> => {
    deps.faultPoint('refund.begin');
    const verdict = await unit.transaction(async (tx, inner): Promise<JudgedRefund> => {
      const seen = await refundById(tx, outcome.refundId);
      const ours = seen?.receipt.method === method;
      // The payment's lock first, as everywhere: two refunds of it see each other's end.
      const payment = ours && seen.paymentId ? await lockPayment(tx, seen.paymentId) : null;
      const refund = ours ? await lockRefund(tx, outcome.refundId) : null;
      deps.faultPoint('refund.locked');
      const judged: JudgedRefund = refund
        ? judgeRefund(refund, outcome)
        : outcome.status === 'done'
          ? 'stranger'
          : 'nothing';
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

  return { apply, caseFor };
}
