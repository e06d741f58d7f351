/** When a push to somebody on LINE may leave: not to who left, not in the night after it had to wait, and not with messages we don't have. */
import { addMinutes } from '../../domain/calendar.ts';
import type { LinePlan } from '../../domain/settings.ts';
import type { QuotaStanding } from './quota.ts';

/** Why a message waits, as staff read it. */
export type KeptFor = 'left' | 'digest' | 'quota' | 'token';

export type Ruling =
  | { readonly do: 'send' }
  | { readonly do: 'drop'; readonly reason: string }
  | { readonly do: 'keep'; readonly reason: KeptFor; readonly until: Date; readonly uselessAt: Date };

export interface LineRules {
  readonly plan: LinePlan;
  /** The instant itself, or the end of the quiet hours it falls into. */
  outsideQuietHours(at: Date): Date;
  /** The next time of the day at which what can wait goes out together. */
  nextDigest(now: Date): Date;
}

/** Asked again so soon when it may be another day: people come back, and operators buy more messages. */
const LOOK_MINUTES = 60;
const LOOK_AWAY_MINUTES = 24 * 60;

export function rulingOn(
  message: {
    readonly worth: 'urgent' | 'plain' | 'low';
    readonly leftAt: Date | null;
    readonly keptFor: string | null;
  },
  { plan, outsideQuietHours, nextDigest }: LineRules,
  standing: QuotaStanding,
  now: Date,
): Ruling {
  const { worth, leftAt, keptFor } = message;
  const keep = (reason: KeptFor, until: Date): Ruling => ({
    do: 'keep',
    reason,
    until: outsideQuietHours(until),
    uselessAt: addMinutes(now, plan.keepDays * 24 * 60),
  });
  if (leftAt) {
    // LINE takes a push to who blocked us, and nobody ever reads it.
    return worth === 'low'
      ? { do: 'drop', reason: 'the person left the channel' }
      : keep('left', addMinutes(now, LOOK_AWAY_MINUTES));
  }
  if (worth === 'urgent') return { do: 'send' };
  const quietEnd = outsideQuietHours(now);
  if (keptFor !== null && quietEnd > now) return keep(keptFor as KeptFor, quietEnd);
  if (worth === 'plain') return standing === 'gone' ? keep('quota', addMinutes(now, LOOK_MINUTES)) : { do: 'send' };
  const scarce = standing === 'reserved' || standing === 'gone';
  if (standing === 'low' && keptFor === null) return keep('digest', nextDigest(now));
  return scarce ? keep('quota', nextDigest(now)) : { do: 'send' };
}

/** Until somebody has mended what only an operator can. */
export const keptForOperator = (reason: 'token' | 'quota', now: Date, plan: LinePlan): Ruling & { do: 'keep' } => ({
  do: 'keep',
  reason,
  until: addMinutes(now, reason === 'token' ? 10 : LOOK_MINUTES),
  uselessAt: addMinutes(now, plan.keepDays * 24 * 60),
});
