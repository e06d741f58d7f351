/** Staff at the desk over HTTP: a token names one of them, and the setting `staff` says at every call whether they still work here. */
import { addMinutes, dayOf } from '../domain/calendar.ts';
import type { StaffMember } from '../domain/cases.ts';
import { DEMO_HINTS } from '../domain/demo.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import { settingsInForce } from '../store/settings.ts';
import { keysVoidUntil, takeKeysBack } from '../store/staff.ts';
import type { Deps } from './deps.ts';

/** A token lasts a week at most; then somebody with the secret makes another. */
export const DESK_HOURS = 7 * 24;

export type Staff = ReturnType<typeof createStaff>;

export function createStaff({
  db,
  unit,
  clock,
  tokens,
  utility,
}: Pick<Deps, 'db' | 'unit' | 'clock' | 'tokens' | 'utility'>) {
  /** Past what is remembered of settings for a minute: who was removed is out at the next call. */
  const byId = async (staffId: string): Promise<StaffMember | null> => {
    const { staff } = await settingsInForce(db, dayOf(clock.now()));
    return staff.find((one) => one.staffId === staffId) ?? null;
  };

  return {
    /** Refuses `not_found` (nobody of that id) and `invalid_input` (1 to DESK_HOURS whole hours). */
    async openDesk(staffId: string, hours: number): Promise<Result<{ token: string; expiresAt: Date }>> {
      if (!Number.isInteger(hours) || hours < 1 || hours > DESK_HOURS)
        return refuse('invalid_input', {
          errors: [{ field: 'hours', reason: `must be a whole number from 1 to ${DESK_HOURS}` }],
        });
      if (!(await byId(staffId))) return refuse('not_found');
      const now = clock.now();
      const expiresAt = addMinutes(now, hours * 60);
      return ok({ token: await tokens.issue('desk', staffId, now, expiresAt), expiresAt });
    },

    /** Everybody with a key for a day: where nothing is real, whoever looks may be any of them. Null without the demo town. */
    async forDemo(): Promise<readonly (StaffMember & { readonly token: string })[] | null> {
      const town = await Promise.all(DEMO_HINTS.map(({ accountNumber }) => utility.account(accountNumber)));
      if (town.some((home) => home === null)) return null;
      const now = clock.now();
      const { staff } = await settingsInForce(db, dayOf(now));
      const expiresAt = addMinutes(now, 24 * 60);
      return Promise.all(
        staff.map(async (one) => ({ ...one, token: await tokens.issue('desk', one.staffId, now, expiresAt) })),
      );
    },

    /** Who a token of the desk belongs to; null when it is no good any more. */
    async atDesk(token: string): Promise<StaffMember | null> {
      const key = await tokens.readIssued('desk', token, clock.now());
      if (!key) return null;
      const [member, until] = await Promise.all([byId(key.subject), keysVoidUntil(db, key.subject)]);
      return until !== null && key.at <= until ? null : member;
    },

    /** One was lost, or seen by others: whatever keys they have are void from now on. Of somebody who left long ago too. */
    async takeKeysBack(staffId: string): Promise<void> {
      await unit.commit([takeKeysBack(staffId, clock.now())]);
    },
  };
}
