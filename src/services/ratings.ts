/** Satisfaction: every finished service can be rated once; a bad rating opens a recovery case with owner and deadline. */
import { addMinutes } from '../domain/calendar.ts';
import type { CaseEvent } from '../domain/case-processes.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import { isOwn, kinOf, type Viewer } from '../domain/viewer.ts';
import type { Write } from '../store/commit.ts';
import { markAsked, newRating, type Rateable, recordService, serviceRecord, unrated } from '../store/ratings.ts';
import { ableFor, namedFor } from './cases/staff.ts';
import type { AreaRules } from './cases/work.ts';
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

/** Two low scores on one account within this many days go to a supervisor by name (facts/domain.md 7). */
const LOW_DAYS = 30;
/** What takes a recovery case into one's hands, and what ends it. */
const SETTLES: readonly CaseEvent[] = ['started', 'contacted', 'answered', 'rejected'];

/** A low rating of a case is not for those to settle who handled the case (facts/domain.md 7). */
export const recoveryRules = (deps: Pick<Deps, 'settings'>, cases: Pick<Cases, 'byNumber'>): AreaRules => ({
  async guard(found, event, staffId) {
    if (!SETTLES.includes(event)) return ok(null);
    const able = await ableFor(cases, (await deps.settings()).staff, found);
    return able.some((one) => one.staffId === staffId) ? ok(null) : refuse('second_person_needed');
  },
});

export type Ratings = ReturnType<typeof createRatings>;

export function createRatings(deps: Pick<Deps, 'db' | 'clock' | 'settings'>, cases: Cases) {
  /** The second low score of an account is the supervisor's, every further one the manager's; each in place of the other who handled it. */
  const ownerAfter = async (lowBefore: number, subject: string, relatedCase: string | null, score: number) => {
    if (lowBefore === 0) return {};
    const able = await ableFor(cases, (await deps.settings()).staff, { relatedCase, summary: { score } });
    const [first, second] = lowBefore > 1 ? (['manager', 'supervisor'] as const) : (['supervisor', 'manager'] as const);
    const owner = namedFor(able, { role: first }, subject) ?? namedFor(able, { role: second }, subject);
    return { priority: 1 as const, ...(owner && { owner: owner.name }) };
  };
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

    pending: async (viewer: Viewer): Promise<readonly Rateable[]> => unrated(deps.db, kinOf(viewer), await since()),

    async rate(
      viewer: Viewer,
      given: GivenRating,
    ): Promise<Result<Planned<{ recovery: { caseNumber: string; deadline: Date } | null }>>> {
      const record = await serviceRecord(deps.db, given.serviceId, addMinutes(deps.clock.now(), -LOW_DAYS * 24 * 60));
      if (!record || !isOwn(viewer, record.residentId) || record.finishedAt < (await since()))
        return refuse('not_found');
      if (record.rated) return refuse('already_rated');
      const recovery =
        given.score <= 2
          ? await cases.plan({
              kind: 'recovery',
              reason: `rating:${given.serviceId}`,
              residentId: viewer.residentId,
              accountNumber: record.accountNumber,
              relatedCase: record.caseNumber,
              more: await ownerAfter(record.lowBefore, given.serviceId, record.caseNumber, given.score),
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
