/** Bookings: the writes that follow from a judged word of a gateway; settlement.ts judges and commits them. */
import type { Payment, PaymentMethod, Verdict } from '../domain/payments.ts';
import type { PaymentOutcome } from '../outside/payment-gateway.ts';
import { caseOfPayment } from '../store/cases.ts';
import type { Write } from '../store/commit.ts';
import { tellConversation } from '../store/conversations.ts';
import { billsChanged, endPayment, markBillsPaid, markPaid, newTransfer, releaseSuspense } from '../store/payments.ts';
import { recordService } from '../store/ratings.ts';
import type { Database } from '../store/tables.ts';
import type { Cases } from './cases.ts';
import type { Deps } from './deps.ts';

/** Money that fits nothing is booked once per transaction of its gateway; numbers of two gateways may be equal. */
export const suspenseReference = (method: PaymentMethod, { transactionId, paymentId }: PaymentOutcome): string =>
  `suspense:${method}:${transactionId ?? paymentId}`;

export function createBookings({ clock, chance }: Pick<Deps, 'clock' | 'chance'>, cases: Cases) {
  return async (
    db: Database,
    method: PaymentMethod,
    payment: Payment | null,
    verdict: Verdict,
    outcome: PaymentOutcome,
  ): Promise<Write[]> => {
    const now = clock.now();
    const tell = (event: Readonly<Record<string, string>>) =>
      payment ? [tellConversation(payment.residentId, `${event.name}:${payment.paymentId}`, event, now)] : [];
    switch (verdict) {
      case 'settle': {
        if (!payment) throw new Error('nothing to settle');
        const [changed] = await billsChanged(db, payment.paymentId);
        return [
          // The money came and is booked; what is over or missing now is for people to put right.
          ...(changed
            ? (
                await cases.plan({
                  kind: 'bill-check',
                  reason: `changed:${payment.paymentId}`,
                  residentId: payment.residentId,
                  accountNumber: payment.accountNumber,
                  paymentId: payment.paymentId,
                  summary: {
                    why: changed.isPaid ? 'paid-elsewhere' : 'bill-changed',
                    billId: changed.billId,
                    billed: String(changed.minor),
                    ordered: String(payment.amount.minor),
                  },
                })
              ).writes
            : []),
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
        const reason = `payment:${method}:${outcome.transactionId ?? outcome.paymentId}`;
        // What people have decided is no news when the gateway says it again.
        const known = payment && (await caseOfPayment(db, payment.paymentId, reason));
        const opened = known
          ? null
          : await cases.plan({
              kind: 'bill-check',
              reason,
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
          ...(opened?.writes ?? []),
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
          ...(opened
            ? tell({ name: 'payment.disputed', paymentId: outcome.paymentId, caseNumber: opened.value.caseNumber })
            : []),
        ];
      }
      case 'nothing':
        return [];
    }
  };
}
