/** Hand-off: a resident asks for a person, one takes the conversation, talks in it and gives it back; the bot is silent meanwhile. */
import type { StaffMember, Team } from '../domain/cases.ts';
import { maskText } from '../domain/mask.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import { storable } from '../domain/written.ts';
import type { WholeCase } from '../store/cases.ts';
import type { Write } from '../store/commit.ts';
import { openHandoffs, personsTurn, type Seat, seatOf, tellSeat, wasSaid } from '../store/handoff.ts';
import { holdBackBot } from '../store/outbox.ts';
import type { Cases } from './cases.ts';
import type { Deps, Planned } from './deps.ts';
import { createAsking } from './handoff/asking.ts';
import { type HandoffView, isFor, type Offer, type OpenedHandoff, offerIn, unsealed, viewOf } from './handoff/view.ts';

/** What a person does in a conversation. */
export type PersonsWord =
  | { readonly kind: 'took' }
  | { readonly kind: 'said'; readonly text: string }
  | { readonly kind: 'left' };

/**
 * Makes a person's part of a conversation into what its turn stores and its channel sends; the conversation and its channels
 * know how, see conversation/persons-turn.ts.
 */
export type SpeakAsPerson = (
  seat: Seat,
  staff: Pick<StaffMember, 'staffId' | 'name'>,
  word: PersonsWord,
  now: Date,
) => { readonly answer: unknown; readonly trace: unknown; readonly writes: readonly Write[] };

const LONGEST_WORDS = 2_000;

export type Handoff = ReturnType<typeof createHandoff>;

export function createHandoff(
  deps: Pick<Deps, 'db' | 'clock' | 'settings' | 'tokens' | 'events' | 'speakAsPerson'>,
  cases: Cases,
) {
  const staffById = async (staffId: string): Promise<StaffMember | undefined> =>
    (await deps.settings()).staff.find((one) => one.staffId === staffId && one.role !== 'editor');

  /** Who acts, on which hand-off, in which conversation as it is now. */
  const found = async (
    staffId: string,
    caseNumber: string,
  ): Promise<Result<{ staff: StaffMember; handoff: WholeCase; seat: Seat }>> => {
    const [staff, handoff, seat] = await Promise.all([
      staffById(staffId),
      cases.byNumber(caseNumber),
      seatOf(deps.db, caseNumber),
    ]);
    if (!staff || !seat || handoff?.kind !== 'handoff') return refuse('not_found');
    return ok({ staff, handoff, seat });
  };
  /** Who has it, and still works here: whoever left holds nothing. */
  const holderOf = async ({ held }: Seat): Promise<Seat['held']> =>
    held && (await staffById(held.staffId)) ? held : null;
  const holds = (staff: StaffMember, { held }: Seat, caseNumber: string): boolean =>
    held?.staffId === staff.staffId && held.caseNumber === caseNumber;

  const turnOf = (
    seat: Seat,
    staff: StaffMember,
    word: PersonsWord,
    caseNumber: string,
    held: Seat['held'],
    eventId?: string,
  ): readonly Write[] => {
    const now = deps.clock.now();
    const { answer, trace, writes } = deps.speakAsPerson(seat, staff, word, now);
    const event = { name: `person.${word.kind}`, caseNumber, staffId: staff.staffId };
    return [...personsTurn(seat, { event, answer, trace, held, now, ...(eventId && { eventId }) }), ...writes];
  };

  return {
    ...createAsking(deps, cases),

    /** Open hand-offs: danger that nobody answers first, then those that wait, the most urgent first. */
    async queue(limit = 200): Promise<readonly HandoffView[]> {
      const [queued, { staff }] = await Promise.all([openHandoffs(deps.db, limit), deps.settings()]);
      return queued.map((one) => viewOf(one, staff));
    },

    /**
     * Takes the conversation over: from then on the bot is silent and what it had not sent yet is not sent. Refuses `not_found`
     * and `not_now`: somebody has it already. A supervisor or manager takes it from whoever has it, and so does whom its holder
     * offered it to.
     */
    async take(staffId: string, caseNumber: string): Promise<Result<Planned<Seat>>> {
      const at = await found(staffId, caseNumber);
      if (!at.ok) return at;
      const { staff, handoff, seat } = at.value;
      const offered = offerIn(handoff);
      const mayTake = staff.role !== 'clerk' || isFor(staff, offered);
      const holder = await holderOf(seat);
      if (holder && (holder.staffId === staffId || !mayTake)) return refuse('not_now');
      const { offeredTo: _, ...summary } = handoff.summary;
      const moved = await cases.move(handoff, seat.held ? 'reassigned' : 'taken', `clerk:${staffId}`, {
        owner: staff.name,
        tell: false,
        ...(offered && { change: { summary } }),
        ...(isFor(staff, offered) && { team: staff.team }),
      });
      if (!moved.ok) return moved;
      return ok({
        value: seat,
        writes: [
          ...turnOf(seat, staff, { kind: 'took' }, caseNumber, { staffId, caseNumber }),
          holdBackBot(seat.conversationId, deps.clock.now()),
          ...moved.value.writes,
        ],
      });
    },

    /**
     * The holder's words to the resident. `id` is the sender's own: with the same one nothing is said twice. Refuses `not_found`,
     * `not_now` (not the holder), `invalid_input` (nothing said).
     */
    async say(staffId: string, caseNumber: string, words: string, id?: string): Promise<Result<Planned<Seat>>> {
      const at = await found(staffId, caseNumber);
      if (!at.ok) return at;
      const { staff, seat } = at.value;
      if (!holds(staff, seat, caseNumber)) return refuse('not_now');
      const text = storable(words).trim();
      if (text === '' || text.length > LONGEST_WORDS) return refuse('invalid_input');
      const eventId = id && `said:${seat.conversationId}:${staffId}:${id}`;
      if (eventId && (await wasSaid(deps.db, seat, eventId))) return ok({ value: seat, writes: [] });
      return ok({ value: seat, writes: turnOf(seat, staff, { kind: 'said', text }, caseNumber, seat.held, eventId) });
    },

    /**
     * Offers the conversation to a colleague or a team: who was asked first has it until it is taken (functions.md 314), the bot
     * stays silent, and a newer offer takes the place of one before it. `note` is for them. Refuses `not_found`, `not_now` (not the
     * holder), `invalid_input` (nobody else of that team).
     */
    async pass(
      staffId: string,
      caseNumber: string,
      to: { readonly team: Team; readonly staffId?: string },
      note?: string,
    ): Promise<Result<Planned<Seat>>> {
      const at = await found(staffId, caseNumber);
      if (!at.ok) return at;
      const { staff, handoff, seat } = at.value;
      if (!holds(staff, seat, caseNumber)) return refuse('not_now');
      const offeredTo: Offer = { team: to.team, staffId: to.staffId ?? null, note: note ? maskText(note) : null };
      const others = (await deps.settings()).staff.filter((one) => one.staffId !== staffId && one.team === to.team);
      if (!others.some((one) => isFor(one, offeredTo))) {
        const field = to.staffId === undefined ? 'to.team' : 'to.staffId';
        return refuse('invalid_input', { errors: [{ field, reason: 'is nobody else of that team' }] });
      }
      const moved = await cases.move(handoff, 'reassigned', `clerk:${staffId}`, {
        tell: false,
        change: { summary: { ...handoff.summary, offeredTo } },
        ...(offeredTo.note && { more: { note: offeredTo.note } }),
      });
      return moved.ok ? ok({ value: seat, writes: moved.value.writes }) : moved;
    },

    /**
     * Gives the conversation back to the bot, which then says so, tells what happened meanwhile and asks its open question again:
     * whoever commits this has that conversation answered. `note` is for colleagues. Refuses `not_found`, `not_now`.
     */
    async handBack(staffId: string, caseNumber: string, note?: string): Promise<Result<Planned<Seat>>> {
      const at = await found(staffId, caseNumber);
      if (!at.ok) return at;
      const { staff, handoff, seat } = at.value;
      if (!holds(staff, seat, caseNumber)) return refuse('not_now');
      const moved = await cases.move(handoff, 'handed-back', `clerk:${staffId}`, {
        tell: false,
        ...(note && { more: { note: maskText(note) } }),
      });
      if (!moved.ok) return moved;
      const back = { name: 'handoff.back', caseNumber, person: staff.name };
      return ok({
        value: seat,
        writes: [
          ...turnOf(seat, staff, { kind: 'left' }, caseNumber, null),
          tellSeat(seat, `back:${caseNumber}`, back, deps.clock.now()),
          ...moved.value.writes,
        ],
      });
    },

    /**
     * One open hand-off: while it waits any clerk sees of it what helps to decide; all of it (`whole`) is for its holder and those
     * above. What was written is `converse.transcript(person, …)`. Every look is logged but its holder's, who took it by an
     * entry of its own. Refuses `not_found`.
     */
    async open(staffId: string, caseNumber: string): Promise<Result<OpenedHandoff>> {
      const [at, [queued]] = await Promise.all([found(staffId, caseNumber), openHandoffs(deps.db, 1, caseNumber)]);
      if (!at.ok || !queued) return refuse('not_found');
      const { staff, handoff, seat } = at.value;
      const own = holds(staff, seat, caseNumber);
      const mayTake = staff.role !== 'clerk' || isFor(staff, offerIn(handoff));
      if (!mayTake && !own && (await holderOf(seat))) return refuse('not_found');
      const whole = own || staff.role !== 'clerk';
      const [sealed, { staff: all }] = await Promise.all([unsealed(deps.tokens, handoff.sealed), deps.settings()]);
      if (!own) deps.events.handoffRead({ caseNumber, by: staffId });
      return ok({
        ...viewOf(queued, all),
        person: { channel: seat.channel, channelUserId: seat.channelUserId },
        contactPhone: sealed.contactPhone,
        whole,
        sealedSlots: whole ? sealed.slots : {},
      });
    },
  };
}
