/** Complaints, reports, opinions, suggestions and praise: each in the resident's own words, with the clocks of its class. */
import { isCaseNumber, type Team, type WorkingCalendar } from '../domain/cases.ts';
import { maskAccountNumber } from '../domain/mask.ts';
import { contactPhone } from '../domain/phone.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import type { Viewer } from '../domain/viewer.ts';
import { type Cases, calendarOf, type PlannedCase } from './cases.ts';
import type { Deps, Planned } from './deps.ts';

/** facts/domain.md 2.5; an inquiry is none of them. */
export const FEEDBACK_CATEGORIES = ['complaint', 'report', 'opinion', 'suggestion', 'praise'] as const;
export type FeedbackCategory = (typeof FEEDBACK_CATEGORIES)[number];

export interface FeedbackAsk {
  readonly category: FeedbackCategory;
  /** A case of mine by its number, a person, a bill, a place: in the resident's words. */
  readonly about: string;
  readonly description: string;
  /** null: none given. Never kept of an anonymous report. */
  readonly contactPhone: string | null;
  /** For a report only. */
  readonly anonymous: boolean;
  readonly conversationId: string | null;
}

export type Feedback = ReturnType<typeof createFeedback>;

export function createFeedback(deps: Pick<Deps, 'chance' | 'tokens'>, cases: Cases) {
  return {
    /**
     * Refuses `invalid_input` naming the field: a telephone that is missing or none, anonymity of anything but a report.
     *
     * Of an anonymous report nothing that leads to a person is stored: no resident, account, conversation, telephone or related
     * case, but a keyed hash by which its reporter finds it again (Cases.find). So nobody can be contacted or asked for a rating
     * either: it is answered by its history, and there is no promise of a contact.
     */
    async plan(viewer: Viewer, asked: FeedbackAsk): Promise<Result<Planned<PlannedCase>>> {
      const { category, anonymous } = asked;
      if (anonymous && category !== 'report') return invalid('anonymous', 'is possible for a report only');
      const phone = asked.contactPhone === null || anonymous ? null : contactPhone(asked.contactPhone);
      if (!anonymous && asked.contactPhone !== null && !phone) return invalid('contactPhone', 'must be a phone number');
      if (!anonymous && !phone && needsPhone(category)) return invalid('contactPhone', 'is missing');

      const account =
        viewer.currentAccount ?? (viewer.accounts.length === 1 ? viewer.accounts[0]?.accountNumber : null);
      const calendar: WorkingCalendar = calendarOf(account ?? viewer.accounts[0]?.accountNumber);
      const seen = !anonymous && isCaseNumber(asked.about.toUpperCase()) ? await cases.find(viewer, asked.about) : null;
      const written = (text: string) => (anonymous ? withoutAccounts(text, viewer) : text);
      const planned = await cases.plan({
        kind: category,
        // Every one counts: two complaints of one day are two.
        reason: `feedback:${deps.chance.id()}`,
        residentId: viewer.residentId,
        accountNumber: account ?? null,
        calendar,
        conversationId: asked.conversationId,
        relatedCase: seen?.ok && seen.value.own ? seen.value.found.caseNumber : null,
        anonymous,
        summary: { about: written(asked.about), description: written(asked.description) },
        sealed: phone ? await deps.tokens.seal(JSON.stringify({ contactPhone: phone })) : null,
      });
      return ok(planned);
    },
  };
}

/** Who complains or reports is rung up (complaint.contact); for the rest a telephone is welcome. */
export const needsPhone = (category: FeedbackCategory): boolean => category === 'complaint' || category === 'report';

/** One's own account number in an anonymous report would say who wrote it. */
const withoutAccounts = (text: string, { accounts }: Viewer): string =>
  accounts.reduce((rest, { accountNumber }) => rest.replaceAll(accountNumber, maskAccountNumber(accountNumber)), text);

const invalid = (field: string, reason: string) => refuse('invalid_input', { errors: [{ field, reason }] });

/** What is said of a filed one: from its record. */
export const promisedIn = (record: {
  readonly team: Team;
  readonly promises: readonly { readonly kind: string; readonly due: string | null }[];
}): { team: Team; contact: Date | null; answer: Date | null } => {
  const due = (...kinds: readonly string[]) => {
    const found = record.promises.find(({ kind }) => kinds.includes(kind))?.due;
    return found ? new Date(found) : null;
  };
  return { team: record.team, contact: due('contact'), answer: due('answer', 'complete') };
};
