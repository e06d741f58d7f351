/** Satisfaction: every finished service can be rated once; a bad rating opens a recovery case with owner and deadline. */
import { addMinutes } from '../domain/calendar.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import type { Viewer } from '../domain/viewer.ts';
import type { Write } from '../store/commit.ts';
import { markAsked, newRating, type Rateable, recordService, serviceRecord, unrated } from '../store/ratings.ts';
import type { Cases } from './cases.ts';
import type { Deps, Planned } from './deps.ts';

export const RATING_REASONS = [
  'too-slow',
  'not-solved',
  'unclear-words',
  'attitude',
  'many-papers',
  'hard-to-use',
  'price-or-bill',
  'other',
] as const;
export type RatingReason = (typeof RATING_REASONS)[number];

export interface GivenRating {
  readonly serviceId: string;
  readonly score: 1 | 2 | 3 | 4 | 5;
  readonly reasons: readonly RatingReason[];
  readonly comment: string | null;
}

export type Ratings = ReturnType<typeof createRatings>;

export function createRatings(deps: Pick<Deps, 'db' | 'clock' | 'settings'>, cases: Cases) {
  const since = async () => addMinutes(deps.clock.now(), -(await deps.settings()).ratingDays * 24 * 60);
  return {
    /** A finished service, so that it can be rated. */
    record: (viewer: Viewer, service: string, serviceId: string, subject: string | null): Write =>
      recordService({
        serviceId,
        residentId: viewer.residentId,
        service,
        subject,
        finishedAt: deps.clock.now(),
        askedAt: null,
      }),

    markAsked: (serviceId: string): Write => markAsked(serviceId, deps.clock.now()),

    pending: async (viewer: Viewer): Promise<readonly Rateable[]> => unrated(deps.db, viewer.residentId, await since()),

    async rate(
      viewer: Viewer,
      given: GivenRating,
    ): Promise<Result<Planned<{ recovery: { caseNumber: string; deadline: Date } | null }>>> {
      const record = await serviceRecord(deps.db, given.serviceId);
      if (!record || record.residentId !== viewer.residentId || record.finishedAt < (await since()))
        return refuse('not_found');
      if (record.rated) return refuse('already_rated');
      const recovery =
        given.score <= 2
          ? await cases.plan({
              kind: 'recovery',
              reason: `rating:${given.serviceId}`,
              residentId: viewer.residentId,
              summary: {
                service: record.service,
                subject: record.subject,
                score: given.score,
                reasons: given.reasons,
                comment: given.comment,
              },
            })
          : null;
      return ok({
        value: { recovery: recovery?.value ?? null },
        writes: [newRating({ ...given, now: deps.clock.now() }), ...(recovery?.writes ?? [])],
      });
    },
  };
}
