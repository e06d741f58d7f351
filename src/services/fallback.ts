/** The fallback order: what a resident is owed and one channel did not deliver is told on another one that they linked, once. */
import { outsideQuietHours } from '../clocks/quiet-hours.ts';
import { addMinutes } from '../domain/calendar.ts';
import type { Write } from '../store/commit.ts';
import { type Reach, returnFromElsewhere, tellElsewhere, wasToldElsewhere } from '../store/fallback.ts';
import type { Deps } from './deps.ts';

export type { Reach };
export type Fallback = ReturnType<typeof createFallback>;

export function createFallback(deps: Pick<Deps, 'db' | 'clock' | 'settings' | 'events'>) {
  return {
    /**
     * Upkeep: looks for what was told in vain, at most `limit` messages, and leaves it to the other conversation as an event of its
     * own. `reachable`: the channels on which something can leave now, in any order.
     */
    async run(reachable: () => Promise<readonly Reach[]>, limit: number): Promise<void> {
      const now = deps.clock.now();
      const { channelOrder, elsewhereAfterMinutes, quietHours } = await deps.settings();
      const standing = await reachable();
      const reach = channelOrder.flatMap((channel) => standing.find((one) => one.channel === channel) ?? []);
      const told = await tellElsewhere(deps.db, {
        now,
        reach,
        saidBefore: addMinutes(now, -elsewhereAfterMinutes),
        onlyUrgent: outsideQuietHours(now, quietHours) > now,
        limit,
      });
      if (told > 0) deps.events.toldElsewhere({ told });
    },

    /** It was told: what the first conversation asks about it is asked here from now on. */
    planTold: (inboxId: string): Write => wasToldElsewhere(BigInt(inboxId), deps.clock.now()),

    /** The two channels were parted before it was told: the first one has it again. `inboxId`: the event that it had been. */
    planReturn: (inboxId: string): Write => returnFromElsewhere(BigInt(inboxId), deps.clock.now()),
  };
}
