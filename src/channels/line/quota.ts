/** How many of the month's messages are left, as LINE counts them (facts/channels.md 1.10): asked in time, remembered for everybody. */
import type { LinePlan } from '../../domain/settings.ts';

export interface QuotaReading {
  /** Messages a month; null: as many as we like. */
  readonly limit: number | null;
  readonly used: number;
  readonly askedAt: Date;
}

/** `low`: what can wait goes out once a day; `reserved`: the rest is for what cannot; `gone`: nothing is pushed. */
export type QuotaStanding = 'plenty' | 'low' | 'reserved' | 'gone';

export interface QuotaDeps {
  /** The newest reading, whoever made it. */
  read(): Promise<QuotaReading | null>;
  keep(reading: QuotaReading): Promise<void>;
  /** Asks LINE; null when it does not say. */
  ask(now: Date): Promise<QuotaReading | null>;
  plan(): Promise<LinePlan>;
}

const MINUTE = 60_000;
/** While there is plenty, and when every one counts. */
const FRESH_MS = { plenty: 10 * MINUTE, scarce: MINUTE };

export function standingOf(reading: Pick<QuotaReading, 'limit' | 'used'> | null, plan: LinePlan): QuotaStanding {
  if (!reading || reading.limit === null) return 'plenty';
  const left = reading.limit - reading.used;
  if (left <= 0) return 'gone';
  if (left * 100 <= reading.limit * plan.reservePercent) return 'reserved';
  return left * 100 <= reading.limit * plan.lowPercent ? 'low' : 'plenty';
}

export function createQuota(deps: QuotaDeps) {
  let held: { reading: QuotaReading | null; until: number; pushed: number } | null = null;
  let asking: Promise<QuotaReading | null> | null = null;

  const fresh = async (now: Date): Promise<QuotaReading | null> => {
    const known = await deps.read();
    const scarce = standingOf(known, await deps.plan()) !== 'plenty';
    const age = known ? now.getTime() - known.askedAt.getTime() : Number.POSITIVE_INFINITY;
    const isFresh = age >= 0 && age < (scarce ? FRESH_MS.scarce : FRESH_MS.plenty);
    const asked = isFresh ? null : await deps.ask(now);
    if (asked) await deps.keep(asked);
    return asked ?? known;
  };
  const remember = (reading: QuotaReading | null, now: Date) => {
    held = { reading, until: now.getTime() + MINUTE, pushed: 0 };
    return reading;
  };
  const current = async (now: Date): Promise<QuotaReading | null> => {
    if (!held || held.until <= now.getTime()) {
      asking ??= fresh(now).finally(() => {
        asking = null;
      });
      remember(await asking, now);
    }
    const { reading, pushed } = held ?? { reading: null, pushed: 0 };
    return reading && { ...reading, used: reading.used + pushed };
  };

  return {
    standing: async (now: Date): Promise<QuotaStanding> => standingOf(await current(now), await deps.plan()),

    /** One more was pushed, which LINE counts. */
    pushed(): void {
      if (held) held = { ...held, pushed: held.pushed + 1 };
    },

    /** LINE says that the month's messages are used up, whatever it said before. */
    async refused(now: Date): Promise<void> {
      const known = await deps.read();
      const limit = known?.limit ?? held?.reading?.limit ?? 0;
      const reading = { limit, used: Math.max(limit, known?.used ?? 0), askedAt: now };
      await deps.keep(reading);
      remember(reading, now);
    },
  };
}

export type Quota = ReturnType<typeof createQuota>;
