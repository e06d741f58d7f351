/** What the service tells by itself: choices by topic, what is due now, and what of it is still true when it is read. */
import { outsideQuietHours } from '../clocks/quiet-hours.ts';
import { addDays, addMinutes, dayOf, startOfDay } from '../domain/calendar.ts';
import {
  type BillNotice,
  billStages,
  type ChoiceWay,
  NOTICE_TOPICS,
  type NoticeTopic,
  type OutageNotice,
  onByDefault,
  type StandingChoice,
  sameSpan,
} from '../domain/notices.ts';
import { boundAccount, isOwn, type Viewer } from '../domain/viewer.ts';
import { lostRace } from '../store/commit.ts';
import { newestChoices, recordChoices } from '../store/notice-choices.ts';
import {
  billsToAnnounce,
  billsToRemind,
  markSaid,
  moveTo,
  nextBills,
  outagesToAnnounce,
  outagesToCorrect,
  type WrittenNotice,
  writtenNotice,
} from '../store/notices.ts';
import type { Bills, StandingBill } from './bills.ts';
import type { Deps, Planned } from './deps.ts';

/** Bills looked at in one round. */
const BILLS_AT_ONCE = 2_000;

export type DueNotice = OutageNotice | BillNotice<StandingBill>;
export type Notices = ReturnType<typeof createNotices>;

export function createNotices(
  deps: Pick<Deps, 'db' | 'unit' | 'clock' | 'events' | 'settings' | 'faultPoint'>,
  bills: Bills,
) {
  const current = async (residentId: string): Promise<readonly StandingChoice[]> => {
    const newest = await newestChoices(deps.db, residentId);
    return NOTICE_TOPICS.map(
      (topic) =>
        newest.find((choice) => choice.topic === topic) ?? { topic, on: onByDefault(topic), since: null, by: null },
    );
  };

  const commit = async (task: string, writes: Parameters<typeof deps.unit.commit>[0]): Promise<void> => {
    try {
      deps.faultPoint('notices.found');
      await deps.unit.commit(writes);
    } catch (error) {
      // Who was faster has written them; what is left is found by the next round.
      if (!lostRace(error)) deps.events.upkeepFailed({ task, error });
    }
  };

  return {
    /** Every topic as it stands. */
    current: (viewer: Viewer): Promise<readonly StandingChoice[]> => current(viewer.residentId),

    async wants(viewer: Viewer, topic: NoticeTopic): Promise<boolean> {
      return (await current(viewer.residentId)).some((choice) => choice.topic === topic && choice.on);
    },

    /** Adds a row for each topic that is not so already; what is not named stays as it is. */
    async choose(
      viewer: Viewer,
      wanted: readonly { readonly topic: NoticeTopic; readonly on: boolean }[],
      by: ChoiceWay,
    ): Promise<Planned<readonly StandingChoice[]>> {
      const now = deps.clock.now();
      const standing = await current(viewer.residentId);
      const news = standing.flatMap(({ topic, on }) => {
        const named = wanted.findLast((one) => one.topic === topic);
        return named && named.on !== on ? [{ topic, on: named.on }] : [];
      });
      return {
        value: standing.map((choice) => {
          const changed = news.find(({ topic }) => topic === choice.topic);
          return changed ? { ...changed, since: now, by } : choice;
        }),
        writes: news.length > 0 ? [recordChoices(viewer.residentId, news, by, now)] : [],
      };
    },

    /** Finds what is due and was not told, and puts it into its residents' conversations; once each, whoever else looks. */
    async run(limit: number): Promise<void> {
      const now = deps.clock.now();
      const { noticePlan: plan, quietHours } = await deps.settings();
      const quietUntil = outsideQuietHours(now, quietHours);
      const quiet = quietUntil > now;
      const due = {
        now,
        ahead: addMinutes(now, plan.outageDaysAhead * 24 * 60),
        hoursAhead: plan.outageHoursAhead,
        before: quiet ? quietUntil : null,
        limit,
      };
      await commit('outages that changed', [outagesToCorrect(due)]);
      await commit('outages ahead', [outagesToAnnounce(due)]);
      if (quiet) return;
      const issued = await nextBills(deps.db, 'bill-issued', BILLS_AT_ONCE);
      if (issued.upto !== null)
        await commit('bills issued', [billsToAnnounce(issued, now), moveTo('bill-issued', issued.upto)]);
      const unpaid = await nextBills(deps.db, 'bill-due', BILLS_AT_ONCE);
      // Round and round: at the end of the unpaid bills it begins again.
      const place = unpaid.isLast || unpaid.upto === null ? 0n : unpaid.upto;
      const moved = place === unpaid.after ? [] : [moveTo('bill-due', place)];
      const reminders = unpaid.upto === null ? [] : [billsToRemind(unpaid, billStages(plan), dayOf(now), now)];
      await commit('bills due', [...reminders, ...moved]);
    },

    /**
     * What is to be said of a notice now, from the records as they stand; null: nothing any more (paid, unbound, not wanted, called
     * off before it was read, overtaken). `again`: it was said where it could not be delivered.
     */
    async find(viewer: Viewer, noticeId: string, again = false): Promise<Planned<DueNotice> | null> {
      const notice = /^\d{1,18}$/.test(noticeId) ? await writtenNotice(deps.db, noticeId) : null;
      if (!notice || !isOwn(viewer, notice.residentId) || (notice.said && !again) || notice.overtaken) return null;
      if (!notice.wanted || !boundAccount(viewer, notice.accountNumber)) return null;
      const now = deps.clock.now();
      const value = notice.topic === 'planned-outage' ? outageNotice(notice, now) : await billNotice(viewer, notice);
      return value && { value, writes: [markSaid(noticeId, now)] };
    },
  };

  async function billNotice(viewer: Viewer, notice: WrittenNotice): Promise<BillNotice<StandingBill> | null> {
    const found = await bills.one(viewer, notice.subject);
    if (!found.ok || found.value.status === 'paid') return null;
    const bill = found.value;
    const days = daysBetween(bill.dueDate, dayOf(deps.clock.now()));
    if (notice.topic === 'bill-issued') return { about: 'bill', kind: 'issued', bill, days };
    // The supplier may have moved the date since: what is said is what holds now.
    const { noticePlan } = await deps.settings();
    if (addDays(bill.dueDate, -noticePlan.billDaysBefore) > dayOf(deps.clock.now())) return null;
    return { about: 'bill', kind: days > 0 ? 'late' : 'soon', bill, days };
  }
}

function outageNotice(notice: WrittenNotice, now: Date): OutageNotice | null {
  const { accountNumber, span, outage } = notice;
  const was = notice.before?.kind === 'cancelled' ? null : notice.before;
  if (!span) return null;
  if (notice.kind === 'cancelled')
    return outage || !was || (was.until ?? was.from) <= now
      ? null
      : {
          about: 'outage',
          kind: 'cancelled',
          cause: notice.cause === 'rotation' ? 'rotation' : 'planned',
          accountNumber,
          span: was,
          was,
          reason: '',
        };
  // Not as it was written any more: the next round finds that and tells it.
  if (!outage || !sameSpan(outage, span) || outage.from <= now) return null;
  const told = { about: 'outage', cause: outage.cause, accountNumber, span, reason: outage.reason } as const;
  if (!was) return { ...told, kind: notice.kind === 'tomorrow' ? 'tomorrow' : 'announced', was: null };
  if (!sameSpan(was, span)) return { ...told, kind: 'changed', was };
  return notice.kind === 'tomorrow' ? { ...told, kind: 'tomorrow', was: null } : null;
}

const daysBetween = (from: string, to: string): number =>
  Math.round((startOfDay(to).getTime() - startOfDay(from).getTime()) / 86_400_000);
