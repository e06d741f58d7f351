/** Payments whose gateway tells no end of them: people look at each once, and their case hears it when an end is told after all. */
import { addMinutes } from '../domain/calendar.ts';
import { nextStage, PROCESS_OF } from '../domain/case-processes.ts';
import type { Payment } from '../domain/payments.ts';
import { caseByNumber, caseOfPayment } from '../store/cases.ts';
import type { Write } from '../store/commit.ts';
import type { Database } from '../store/tables.ts';
import type { Cases } from './cases.ts';

/** A payment should have ended so long ago: a case within a quarter of an hour, with some minutes left for slow rounds. */
const PATIENCE_MINUTES = 10;

export const isLongOver = ({ expiresAt }: Payment, now: Date): boolean =>
  addMinutes(expiresAt, PATIENCE_MINUTES) <= now;

const reasonOf = ({ method, paymentId }: Payment): string => `silence:${method}:${paymentId}`;

/** Both are planned under the payment's lock. Nobody but staff hears of it: of what became of the money nothing is known. */
export function createSilence(cases: Pick<Cases, 'plan' | 'move'>) {
  return {
    async lookAt(db: Database, payment: Payment): Promise<readonly Write[]> {
      const reason = reasonOf(payment);
      // One for each payment, be it closed since.
      if (await caseOfPayment(db, payment.paymentId, reason)) return [];
      const { accountNumber, paymentId, method, amount } = payment;
      const summary = { why: 'gateway-silent', method, amount: String(amount.minor) };
      const asked = { kind: 'bill-check', reason, residentId: null, actor: 'service' } as const;
      return (await cases.plan({ ...asked, accountNumber, paymentId, summary })).writes;
    },

    /** Nothing is left to be found out: a case that is still open is closed by it. */
    async hasEnded(db: Database, payment: Payment, how: string): Promise<readonly Write[]> {
      const caseNumber = await caseOfPayment(db, payment.paymentId, reasonOf(payment));
      const found = caseNumber ? await caseByNumber(db, caseNumber) : null;
      if (!found) return [];
      const event = nextStage(PROCESS_OF[found.kind], found.stage, 'answered') ? 'answered' : 'noted';
      const moved = await cases.move(found, event, 'service', { more: { why: 'gateway-told', payment: how } });
      return moved.ok ? moved.value.writes : [];
    },
  };
}
