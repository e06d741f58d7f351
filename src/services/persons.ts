/** A person's own data: all of it given out, all of it erased but what the law keeps, and every session of theirs ended. */
import { addMinutes } from '../domain/calendar.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import { kinOf, type Viewer } from '../domain/viewer.ts';
import { storable } from '../domain/written.ts';
import type { Person } from '../store/conversations.ts';
import { keptOf, namelessCases, notePersonAct, openBusiness, residentsOfPerson } from '../store/persons.ts';
import { beforeErasing, erase, holdPerson, type Whole } from '../store/persons-erase.ts';
import { removeOldMessages } from '../store/persons-retention.ts';
import { signOut } from '../store/residents.ts';
import type { Deps } from './deps.ts';
import { legible } from './persons/legible.ts';
import { withoutNameless } from './persons/nameless.ts';

const MOST_WHY = 500;

/** Everything that is kept of a person, by what it is. */
export type PersonsData = Readonly<Record<string, unknown>>;

export type Persons = ReturnType<typeof createPersons>;

export function createPersons(
  deps: Pick<Deps, 'db' | 'unit' | 'clock' | 'chance' | 'tokens' | 'files' | 'settings' | 'events'>,
) {
  const { db, clock, tokens } = deps;

  const wholeOf = async (residents: readonly string[]): Promise<Whole> => ({
    residents,
    reporters: (await Promise.all(residents.map((id) => tokens.hashes('reporter', id)))).flat(),
  });

  /** Telephones that are sealed with a case; a newer one stands before an older. */
  const phonesIn = async (sealed: readonly string[]): Promise<readonly string[]> => {
    const opened = await Promise.all(sealed.map((one) => tokens.unseal(one).catch(() => '')));
    return opened.flatMap((text) => text.match(/\+?\d{8,15}/g) ?? []);
  };

  return {
    /**
     * One JSON of it all, sealed values opened: it is theirs. Papers by id and kind; nothing of what they reported without a name.
     * Refuses `not_found`.
     */
    async export(who: string | Person, staffId: string | null): Promise<Result<PersonsData>> {
      const residents = await residentsOfPerson(db, who);
      if (residents.length === 0) return refuse('not_found');
      const now = clock.now();
      const { reporters } = await wholeOf(residents);
      const [rows, nameless] = await Promise.all([keptOf(db, residents), namelessCases(db, reporters)]);
      const kept = withoutNameless(rows, nameless);
      await deps.unit.commit([
        notePersonAct({ actId: deps.chance.id(), act: 'export', residents, staffId, why: null, now }),
      ]);
      deps.events.personExported({ by: staffId });
      return ok({ exportedAt: now.toISOString(), ...(await legible(kept, tokens)) });
    },

    /**
     * Takes the person out, in one transaction. Refuses `not_found` (nobody there, or no such member of staff), `invalid_input`
     * (no reason given) and `not_now`, with what of theirs is still open in `errors`.
     */
    async erase(
      who: string | Person,
      given: { readonly staffId: string; readonly why: string },
    ): Promise<Result<{ readonly residents: readonly string[]; readonly papers: number }>> {
      const why = storable(given.why).trim();
      if (why.length < 2 || why.length > MOST_WHY)
        return refuse('invalid_input', { errors: [{ field: 'why', reason: `2 to ${MOST_WHY} characters` }] });
      const { staff, caseRecordDays } = await deps.settings();
      if (!staff.some(({ staffId }) => staffId === given.staffId)) return refuse('not_found');
      const residents = await residentsOfPerson(db, who);
      if (residents.length === 0) return refuse('not_found');
      const whole = await wholeOf(residents);
      const now = clock.now();
      const erased = await deps.unit.transaction(
        async (tx, unit): Promise<Result<{ readonly residents: readonly string[]; readonly papers: number }>> => {
          await holdPerson(tx, residents);
          // Joined with somebody else, or parted, at this very moment: whoever asks again has them as they are then.
          const still = await residentsOfPerson(tx, who);
          if (still.join() !== residents.join()) return refuse('conflict');
          const open = await openBusiness(tx, residents);
          if (open.length > 0)
            return refuse('not_now', {
              errors: open.map(({ what, id }) => ({ field: what, reason: `${id} is still open` })),
            });
          const { phones, sealed, papers } = await beforeErasing(tx, whole);
          const reached = [...phones, ...(await phonesIn(sealed))];
          await erase(tx, whole, { phones: reached, caseDays: caseRecordDays, now });
          const { staffId } = given;
          await unit.commit([
            ...(await deps.files.remove(papers)),
            notePersonAct({ actId: deps.chance.id(), act: 'erase', residents, staffId, why, now }),
          ]);
          return ok({ residents, papers: papers.length });
        },
      );
      if (erased.ok) deps.events.personErased({ by: given.staffId });
      return erased;
    },

    /** Messages from before `messageDays` with all that was answered, of people without an open case. Answers how many. */
    async removeOld(limit: number): Promise<number> {
      const { messageDays } = await deps.settings();
      return removeOldMessages(db, addMinutes(clock.now(), -messageDays * 24 * 60), limit);
    },

    /** Every token that was given to this person up to now is no good any more, on whichever channel they signed in. */
    async endSessions(viewer: Viewer): Promise<void> {
      await deps.unit.commit([signOut(kinOf(viewer), clock.now())]);
    },
  };
}
