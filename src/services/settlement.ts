/** Settlement: what a gateway proves is booked once, whatever arrives how often; what nobody tells us is asked for. */
import { addMinutes } from '../domain/calendar.ts';
import { judge, type Payment, type PaymentMethod, type Verdict } from '../domain/payments.ts';
import type { Problem } from '../domain/result.ts';
import type { PaymentGateway, PaymentNotice, PaymentOrder, PaymentOutcome } from '../outside/payment-gateway.ts';
import { uniqueViolation } from '../store/commit.ts';
import {
  endLook,
  endPayment,
  type Look,
  lockPayment,
  newNotice,
  queryAgainAt,
  takePaymentsToQuery,
} from '../store/payments.ts';
import { lockReceipt } from '../store/refunds.ts';
import { askEach, type Heard } from './asking.ts';
import { createBookings, suspenseReference } from './bookings.ts';
import type { Cases } from './cases.ts';
import type { Deps } from './deps.ts';
import type { Refunds } from './refunds.ts';
import { createSilence, isLongOver } from './silence.ts';

/** Seconds after opening at which a silent gateway is asked; the last question comes when the payment runs out. */
export const ASK_AFTER_SECONDS = [30, 60, 300, 900] as const;
/** Longer than a look may wait for its turn and take: 20 s for each answer of LINE Pay and 40 for a confirmation. */
const LOOK_MINUTES = 3;
/** LINE Pay wants to be asked about a payment once a second at most, however many tabs come back. */
const PAUSE_MS = 1_000;

export function gatewayOf({ gateways }: Pick<Deps, 'gateways'>, method: PaymentMethod): PaymentGateway {
  const gateway = gateways[method];
  if (!gateway) throw new Error(`payment method ${method} is not wired`);
  return gateway;
}

/** The order a gateway keeps for a payment: the same one however often it is opened or closed. */
export const orderOf = (payment: Payment): PaymentOrder => ({
  paymentId: payment.paymentId,
  amount: payment.amount,
  subject: payment.subject,
  expiresAt: payment.expiresAt,
  payer: payment.payer,
});

/** The rules of the tables that say: one transaction of a gateway, one payment. */
const TRANSACTION_KEYS: readonly string[] = ['payments_gateway_reference', 'ledger_transfers_reference_key'];

/** What a pending payment does not outlive. */
const ENDS: readonly Verdict[] = ['settle', 'decline', 'lapse'];

export type Settlement = ReturnType<typeof createSettlement>;

export function createSettlement(
  deps: Pick<Deps, 'db' | 'unit' | 'clock' | 'chance' | 'gateways' | 'events' | 'faultPoint'>,
  cases: Cases,
  refunds: Pick<Refunds, 'apply'>,
) {
  const { unit, clock, gateways } = deps;
  const consequences = createBookings(deps, cases);
  const silence = createSilence(cases);

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

  /**
   * The gateway itself was asked for the last time and stands by money that does not fit: nothing better can be heard. The payment
   * ends unpaid, and its bills can be paid anew; the money stays in suspense with its case. Nobody is told of a failure, since
   * money was taken: who pays has heard of the dispute.
   */
  const isOver = (payment: Payment, judged: Verdict, said: PaymentOutcome, notice: PaymentNotice | null): boolean =>
    notice === null &&
    payment.status === 'pending' &&
    payment.expiresAt <= clock.now() &&
    said.status === 'paid' &&
    judged !== 'settle';

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
      const first: Verdict = decided
        ? decided
        : payment
          ? judge(payment, outcome, found?.gatewayReference ?? null)
          : outcome.status === 'paid'
            ? 'suspense'
            : 'nothing';
      // Money that stands in suspense and is being given back is nobody's payment any more.
      const receipt =
        outcome.status === 'paid' && first !== 'nothing'
          ? await lockReceipt(tx, suspenseReference(method, outcome))
          : null;
      const judged = receipt && receipt.taken.minor > 0n ? 'nothing' : first;
      const over = payment !== null && isOver(payment, judged, outcome, notice);
      const ends = payment?.status === 'pending' && (over || ENDS.includes(judged));
      await inner.commit([
        ...(await consequences(tx, method, payment, judged, outcome)),
        ...(over ? [endPayment(payment.paymentId, 'failed')] : []),
        ...(ends && isLongOver(payment, clock.now()) ? await silence.hasEnded(tx, payment, outcome.status) : []),
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

  /** What a gateway answered to a question of ours, judged. An order it does not know yet may still be opened there. */
  const hear = async (
    payment: Payment,
    heard: Exclude<Heard<PaymentOutcome>, 'unasked'>,
    now: Date,
  ): Promise<Verdict> => {
    if ('error' in heard) throw heard.error;
    if (heard.answer.status === 'unknown-order' && payment.expiresAt > now) return 'nothing';
    const verdict = await apply(payment.method, heard.answer, null);
    deps.faultPoint('ask.judged');
    return verdict;
  };

  /** Still without an end, read under its lock: a notice may have been faster. */
  const leaveToPeople = (paymentId: string): Promise<void> =>
    unit.transaction(async (tx, inner) => {
      const payment = await lockPayment(tx, paymentId);
      if (payment?.status === 'pending') await inner.commit(await silence.lookAt(tx, payment));
    });

  return {
    apply,

    /** A notice from outside: nothing is read before its signature holds. Answers what the gateway must hear. */
    async takeNotice(
      method: PaymentMethod,
      rawBody: string,
      headers: Headers,
    ): Promise<{ verdict: string } | { problem: Problem }> {
      const gateway = gateways[method];
      if (!gateway) return { problem: { code: 'not_found' } };
      const read = await gateway.readNotice(rawBody, headers, clock.now());
      if (!read.ok) {
        deps.events.noticeRefused({ method, reason: read.problem.code });
        return { problem: read.problem };
      }
      const notice = read.value;
      if ('refundId' in notice) return { verdict: await refunds.apply(method, notice, notice) };
      return { verdict: await apply(method, notice, notice) };
    },

    /** A payer's browser came back: its gateway is asked now and not at the next date. False when it came back for nothing of ours. */
    async takeReturn(method: PaymentMethod, parameters: URLSearchParams): Promise<boolean> {
      const paymentId = (await gateways[method]?.readReturn?.(parameters)) ?? null;
      if (paymentId === null) return false;
      await unit.commit([queryAgainAt(paymentId, clock.now())]);
      return true;
    },

    /**
     * Asks gateways about payments nobody has told us of: after 30 s, 1, 5 and 15 minutes and when they run out. A payment ends as
     * expired only after its gateway closed the order and said that nobody had paid; one that has no end long after is for people.
     */
    async askAboutSilent(limit: number): Promise<number> {
      const now = clock.now();
      const look: Look = { again: addMinutes(now, 1), until: addMinutes(now, LOOK_MINUTES) };
      const due = await takePaymentsToQuery(deps.db, now, look, limit);
      const ask = async (payment: Payment): Promise<PaymentOutcome> => {
        deps.faultPoint('ask.taken');
        const gateway = gatewayOf(deps, payment.method);
        const outcome =
          payment.expiresAt <= now ? await gateway.close(orderOf(payment)) : await gateway.query(orderOf(payment));
        deps.faultPoint('ask.answered');
        return outcome;
      };
      const take = async (payment: Payment, heard: Heard<PaymentOutcome>): Promise<void> => {
        let verdict: Verdict | null = null;
        try {
          if (heard !== 'unasked') verdict = await hear(payment, heard, now);
        } catch (error) {
          deps.events.gatewaySilent({ method: payment.method, error });
        }
        if (verdict !== null && ENDS.includes(verdict)) return;
        const ended = clock.now();
        const isOpen = verdict !== null && payment.expiresAt > now;
        // Whoever was not asked has waited longest in the next round; what said nothing, or has no end yet, is asked a minute later.
        const next = heard === 'unasked' ? now : isOpen ? nextQuestion(payment, now) : look.again;
        await unit.commit([endLook(payment.paymentId, look, new Date(ended.getTime() + PAUSE_MS), next)]);
        if (isLongOver(payment, ended)) await leaveToPeople(payment.paymentId);
      };
      await askEach(due, { clock, methodOf: ({ method }) => method, ask, take });
      return due.length;
    },
  };
}

/** When a payment that was asked about now is asked about next; at the latest when it runs out. */
function nextQuestion({ openedAt, expiresAt }: Payment, now: Date): Date {
  const dates = ASK_AFTER_SECONDS.map((seconds) => openedAt.getTime() + seconds * 1_000);
  const next = dates.find((at) => at > now.getTime()) ?? expiresAt.getTime();
  return new Date(Math.min(next, expiresAt.getTime()));
}
