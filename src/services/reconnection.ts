/** Power back after paying: whoever is cut off and owes nothing any more gets a case without asking, once per payment. */
import { clockInForce, type DatedClock } from '../clocks/presets.ts';
import type { Bill } from '../domain/billing.ts';
import { dayOf } from '../domain/calendar.ts';
import { lostRace } from '../store/commit.ts';
import { tellConversation } from '../store/conversations.ts';
import { type EndingPayment, paidButCut } from '../store/requests.ts';
import type { Cases } from './cases.ts';
import type { Deps } from './deps.ts';

/** One case a payment, whoever is faster: the resident or the sweep. */
export const reconnectionReason = (accountNumber: string, paymentId: string | null): string =>
  paymentId ? `reconnection:${accountNumber}:${paymentId}` : `reconnection:${accountNumber}`;

/**
 * When the last of the arrears was paid, here or elsewhere; null when nothing was paid late, so that being cut off has
 * another reason.
 */
export function reconnectionStart(paidHere: Date | null, bills: readonly Bill[]): Date | null {
  const times = bills
    .filter(({ paidAt, dueDate }) => paidAt !== null && dayOf(paidAt) > dueDate)
    .flatMap(({ paidAt }) => (paidAt ? [paidAt] : []));
  return [...times, ...(paidHere ? [paidHere] : [])].reduce<Date | null>(
    (newest, time) => (newest === null || time > newest ? time : newest),
    null,
  );
}

export type Reconnection = ReturnType<typeof createReconnection>;

export function createReconnection(
  deps: Pick<Deps, 'db' | 'unit' | 'clock' | 'events' | 'settings' | 'faultPoint'>,
  cases: Cases,
) {
  const open = async ({ accountNumber, paymentId, residentId, paidAt }: EndingPayment): Promise<void> => {
    const now = deps.clock.now();
    const clock = clockInForce(
      'reconnect.after_payment',
      dayOf(now),
      (await deps.settings()).clocks as readonly DatedClock[],
    );
    const { id, limit, unit, pausable } = clock;
    const planned = await cases.plan(
      {
        kind: 'reconnection',
        reason: reconnectionReason(accountNumber, paymentId),
        residentId,
        actor: 'service',
        accountNumber,
        paymentId,
        summary: { why: 'paid' },
        more: {
          instead: [{ kind: 'restore', clock: id, start: paidAt.toISOString(), limit, unit, pausable }],
        },
      },
      true,
    );
    const { caseNumber } = planned.value;
    deps.faultPoint('reconnection.opening');
    await deps.unit.commit([
      ...planned.writes,
      tellConversation(residentId, `case:${caseNumber}:1`, { name: 'case.moved', caseNumber, seq: 1 }, now),
    ]);
  };

  return {
    /** Asks what holds now, not what was heard: a tick that was missed is made up by the next. Returns how many were found. */
    async sweep(limit: number): Promise<number> {
      const found = await paidButCut(deps.db, dayOf(deps.clock.now()), limit);
      for (const payment of found) {
        try {
          await open(payment);
        } catch (error) {
          if (!lostRace(error)) deps.events.upkeepFailed({ task: 'reconnection', error });
        }
      }
      return found.length;
    },
  };
}
