/** Settlement: what a gateway proves is booked once, whatever arrives how often; what nobody tells us is asked for. */
import { addMinutes } from '../domain/calendar.ts';
import { judge, type Payment, type PaymentMethod, type Verdict } from '../domain/payments.ts';
import type { Problem } from '../domain/result.ts';
import type { PaymentGateway, PaymentNotice, PaymentOrder, PaymentOutcome } from '../outside/payment-gateway.ts';
import { uniqueViolation, type Write } from '../store/commit.ts';
import { tellConversation } from '../store/conversations.ts';
import {
  endPayment,
  lockPayment,
  markBillsPaid,
  markPaid,
  newNotice,
  newTransfer,
  queryAgainAt,
  releaseSuspense,
  takePaymentsToQuery,
} from '../store/payments.ts';
import { recordService } from '../store/ratings.ts';
import type { Cases } from './cases.ts';
import type { Deps } from './deps.ts';

/** Seconds after opening at which a silent gateway is asked; the last question comes when the payment runs out. */
export const ASK_AFTER_SECONDS = [30, 60, 300, 900] as const;

export function gatewayOf({ gateways }: Pick<Deps, 'gateways'>, method: PaymentMethod): PaymentGateway {
  const gateway = gateways[method];
  if (!gateway) throw new Error(`payment method ${method} is not wired`);
  return gateway;
}

/** The order a gateway keeps for a payment: the same one however often it is opened or closed. */
export const orderOf = (payment: Payment): PaymentOrder => ({
  paymentId: payment.paymentId,
  amount: payment.amount,
  subject: payment.bills.map((bill) => bill.period).join(', '),
  expiresAt: payment.expiresAt,
});

/** The rules of the tables that say: one transaction of a gateway, one payment. */
const TRANSACTION_KEYS: readonly string[] = ['payments_gateway_reference', 'ledger_transfers_reference_key'];

/** Money that fits nothing is booked once per transaction of its gateway; numbers of two gateways may be equal. */
const suspenseReference = (method: PaymentMethod, { transactionId, paymentId }: PaymentOutcome): string =>
  `suspense:${method}:${transactionId ?? paymentId}`;

export type Settlement = ReturnType<typeof createSettlement>;

export function createSettlement(
  deps: Pick<Deps, 'db' | 'unit' | 'clock' | 'chance' | 'gateways' | 'events' | 'faultPoint'>,
  cases: Cases,
) {
  const { unit, clock, chance, gateways } = deps;

  /** What a judged word of a gateway does to our books. */
  const consequences = (
    method: PaymentMethod,
    payment: Payment | null,
    verdict: Verdict,
    outcome: PaymentOutcome,
  ): Write[] => {
    const now = clock.now();
    const tell = (event: Readonly<Record<string, string>>) =>
      payment ? [tellConversation(payment.residentId, `${event.name}:${payment.paymentId}`, event, now)] : [];
    switch (verdict) {
      case 'settle': {
        if (!payment) throw new Error('nothing to settle');
        return [
          markPaid(payment.paymentId, outcome.transactionId, now),
          newTransfer({
            transferId: chance.id(),
            paymentId: payment.paymentId,
            kind: 'settlement',
            reference: `${method}:${outcome.transactionId ?? payment.paymentId}`,
            debit: `gateway:${method}`,
            credit: `receivable:${payment.accountNumber}`,
            amount: payment.amount,
            at: now,
          }),
          // A notice that named another amount put this money into suspense: it is booked once.
          releaseSuspense(suspenseReference(method, outcome), chance.id(), now),
          markBillsPaid(payment.paymentId, now),
          recordService({
            serviceId: `payment:${payment.paymentId}`,
            residentId: payment.residentId,
            service: 'payment.pay',
            subject: payment.paymentId,
            finishedAt: now,
            askedAt: null,
          }),
          ...tell({ name: 'payment.paid', paymentId: payment.paymentId }),
        ];
      }
      case 'decline':
        return payment
          ? [endPayment(payment.paymentId, 'failed'), ...tell({ name: 'payment.failed', paymentId: payment.paymentId })]
          : [];
      case 'lapse':
        return payment
          ? [
              endPayment(payment.paymentId, 'expired'),
              ...tell({ name: 'payment.expired', paymentId: payment.paymentId }),
            ]
          : [];
      case 'suspense':
      case 'mismatch': {
        const opened = cases.plan({
          kind: 'bill-check',
          reason: `payment:${method}:${outcome.transactionId ?? outcome.paymentId}`,
          residentId: payment?.residentId ?? null,
          accountNumber: payment?.accountNumber ?? null,
          paymentId: payment?.paymentId ?? null,
          summary: {
            why: verdict,
            transactionId: outcome.transactionId,
            said: outcome.amount && String(outcome.amount.minor),
            ordered: payment && String(payment.amount.minor),
          },
        });
        return [
          ...opened.writes,
          ...(outcome.amount && outcome.amount.minor > 0n
            ? [
                newTransfer({
                  transferId: chance.id(),
                  paymentId: payment?.paymentId ?? null,
                  kind: 'suspense',
                  reference: suspenseReference(method, outcome),
                  debit: `gateway:${method}`,
                  credit: 'suspense',
                  amount: outcome.amount,
                  at: now,
                }),
              ]
            : []),
          // People decide now; a gateway that was asked for the last time has nothing to add.
          ...(payment && payment.expiresAt <= now ? [queryAgainAt(payment.paymentId, null)] : []),
          ...tell({ name: 'payment.disputed', paymentId: outcome.paymentId, caseNumber: opened.value.caseNumber }),
        ];
      }
      case 'nothing':
        return [];
    }
  };

  /** Reads our row under its lock, judges, and commits every consequence together. Right with 0, 1 or 20 deliveries. */
  const apply = async (
    method: PaymentMethod,
    outcome: PaymentOutcome,
    notice: PaymentNotice | null,
  ): Promise<Verdict> => {
    deps.faultPoint('settle.begin');
    let verdict: Verdict;
    try {
      verdict = await book(method, outcome, notice, null);
    } catch (error) {
      // The gateway's transaction settled another payment already: money that came once pays once.
      if (!TRANSACTION_KEYS.includes(uniqueViolation(error) ?? '')) throw error;
      verdict = await book(method, outcome, notice, 'mismatch');
    }
    deps.faultPoint('settle.committed');
    deps.events.paymentJudged({ method, verdict, by: notice ? 'notice' : 'query' });
    return verdict;
  };

  const book = (
    method: PaymentMethod,
    outcome: PaymentOutcome,
    notice: PaymentNotice | null,
    decided: Verdict | null,
  ): Promise<Verdict> =>
    unit.transaction(async (tx, inner) => {
      const found = await lockPayment(tx, outcome.paymentId);
      const payment = found?.method === method ? found : null;
      deps.faultPoint('settle.locked');
      const judged: Verdict = decided
        ? decided
        : payment
          ? judge(payment, outcome, found?.gatewayReference ?? null)
          : outcome.status === 'paid'
            ? 'suspense'
            : 'nothing';
      await inner.commit([
        ...consequences(method, payment, judged, outcome),
        ...(notice
          ? [
              newNotice({
                gateway: method,
                noticeId: notice.noticeId,
                paymentId: payment?.paymentId ?? null,
                verdict: judged,
                body: {
                  status: notice.status,
                  transactionId: notice.transactionId,
                  amount: notice.amount && String(notice.amount.minor),
                },
                now: clock.now(),
              }),
            ]
          : []),
      ]);
      deps.faultPoint('settle.written');
      return judged;
    });

  return {
    apply,

    /** A notice from outside: nothing is read before its signature holds. Answers what the gateway must hear. */
    async takeNotice(
      method: PaymentMethod,
      rawBody: string,
      headers: Headers,
    ): Promise<{ verdict: Verdict } | { problem: Problem }> {
      const gateway = gateways[method];
      if (!gateway) return { problem: { code: 'not_found' } };
      const read = await gateway.readNotice(rawBody, headers, clock.now());
      if (!read.ok) {
        deps.events.noticeRefused({ method, reason: read.problem.code });
        return { problem: read.problem };
      }
      return { verdict: await apply(method, read.value, read.value) };
    },

    /**
     * Asks gateways about payments nobody has told us of: after 30 s, 1, 5 and 15 minutes and when they run out. A payment ends as
     * expired only after its gateway closed the order and said that nobody had paid.
     */
    async askAboutSilent(limit: number): Promise<number> {
      const now = clock.now();
      const due = await takePaymentsToQuery(deps.db, now, addMinutes(now, 1), limit);
      for (const payment of due) {
        const gateway = gatewayOf(deps, payment.method);
        try {
          deps.faultPoint('ask.taken');
          const outcome =
            payment.expiresAt <= now ? await gateway.close(orderOf(payment)) : await gateway.query(payment.paymentId);
          deps.faultPoint('ask.answered');
          const lapsed = outcome.status === 'unknown-order' && payment.expiresAt > now;
          const verdict = lapsed ? 'nothing' : await apply(payment.method, outcome, null);
          deps.faultPoint('ask.judged');
          if (verdict === 'nothing') await unit.commit([queryAgainAt(payment.paymentId, nextQuestion(payment))]);
        } catch (error) {
          deps.events.gatewaySilent({ method: payment.method, error });
        }
      }
      return due.length;
    },
  };
}

/** When a payment that was asked about `queries` times is asked about next; at the latest when it runs out. */
function nextQuestion({ openedAt, expiresAt, queries }: Payment): Date {
  const seconds = ASK_AFTER_SECONDS[queries];
  const at = seconds === undefined ? expiresAt.getTime() : openedAt.getTime() + seconds * 1_000;
  return new Date(Math.min(at, expiresAt.getTime()));
}
