/** A hand-off as the people behind the desk see it, masked, and what is sealed with it. */
import type { StaffMember, Team } from '../../domain/cases.ts';
import { maskAccountNumber, maskName, maskText } from '../../domain/mask.ts';
import type { SlotName } from '../../domain/names.ts';
import type { QueuedHandoff } from '../../store/handoff.ts';
import type { Tokens } from '../tokens.ts';

export type WaitingSlots = Readonly<Partial<Record<SlotName, string>>>;

/** Whom its holder offered it to; it stays the holder's until one of them takes it. */
export interface Offer {
  readonly team: Team;
  /** null: whoever of the team is free. */
  readonly staffId: string | null;
  /** For them, masked. */
  readonly note: string | null;
}

/** A hand-off as those who may take it see it: nothing in full that one does not need in order to begin. */
export interface HandoffView {
  readonly caseNumber: string;
  readonly stage: QueuedHandoff['stage'];
  /** `王**`; null: nobody bound an account here. */
  readonly who: string | null;
  readonly account: string | null;
  readonly locale: string;
  readonly channel: string | null;
  readonly goals: readonly { readonly service: string; readonly slots: WaitingSlots }[];
  /** Questions that were not understood or not answered before. */
  readonly tried: number;
  readonly mood: unknown;
  readonly since: Date;
  readonly deadline: Date | null;
  readonly opensAt: Date | null;
  /** Who talks there now. */
  readonly holder: string | null;
  readonly heldBy: string | null;
  readonly offeredTo: (Offer & { readonly name: string | null }) | null;
  readonly unansweredSince: Date | null;
  /** The open case of danger that was spoken of here: it goes before everything else. */
  readonly dangerCase: string | null;
  /** What they wrote last before they asked for a person, masked; null: nothing that one may read yet. */
  readonly lastWords: string | null;
}

/** With what only those who handle it may read. */
export interface OpenedHandoff extends HandoffView {
  readonly person: { readonly channel: string; readonly channelUserId: string };
  /** false: it only waits. What was written and what is sealed is read by whoever takes it over, and by those above. */
  readonly whole: boolean;
  /** Left to be called back: for everybody who may call. */
  readonly contactPhone: string | null;
  /** Slots that are kept sealed, of all goals together. */
  readonly sealedSlots: WaitingSlots;
}

/** What is kept sealed with the case. */
export interface Sealed {
  readonly slots: WaitingSlots;
  readonly contactPhone: string | null;
}

export const unsealed = async (tokens: Tokens, sealed: string | null): Promise<Sealed> =>
  sealed ? (JSON.parse(await tokens.unseal(sealed)) as Sealed) : { slots: {}, contactPhone: null };

export const offerIn = ({ summary }: Pick<QueuedHandoff, 'summary'>): Offer | null =>
  (summary.offeredTo as Offer | undefined) ?? null;

export const isFor = ({ staffId, team, role }: StaffMember, offer: Offer | null): boolean =>
  offer !== null && role !== 'editor' && (offer.staffId === null ? offer.team === team : offer.staffId === staffId);

export function viewOf(one: QueuedHandoff, staff: readonly StaffMember[]): HandoffView {
  const { goals, slots, tried, mood, opensAt } = one.summary as {
    goals?: readonly string[];
    slots?: readonly WaitingSlots[];
    tried?: number;
    mood?: unknown;
    opensAt?: string;
  };
  const offer = offerIn(one);
  return {
    caseNumber: one.caseNumber,
    stage: one.stage,
    who: one.holder && maskName(one.holder),
    account: one.accountNumber && maskAccountNumber(one.accountNumber),
    locale: one.locale,
    channel: one.channel,
    goals: (goals ?? []).map((service, place) => ({ service, slots: masked(slots?.[place] ?? {}) })),
    tried: tried ?? 0,
    mood: mood ?? null,
    since: one.openedAt,
    deadline: one.deadline,
    opensAt: opensAt ? new Date(opensAt) : null,
    holder: staff.find(({ staffId }) => staffId === one.heldBy)?.name ?? one.heldBy,
    heldBy: one.heldBy,
    offeredTo: offer && { ...offer, name: staff.find(({ staffId }) => staffId === offer.staffId)?.name ?? null },
    unansweredSince: one.unansweredSince,
    dangerCase: one.dangerCase,
    lastWords: one.lastWords && firstWords(maskText(one.lastWords)),
  };
}

const SHOWN_SIGNS = 120;

/** As much of it as tells what it is about, in one line. */
export function firstWords(text: string, most = SHOWN_SIGNS): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  return line.length <= most ? line : `${line.slice(0, most - 1).toWellFormed()}…`;
}

const masked = (slots: WaitingSlots): WaitingSlots =>
  Object.fromEntries(Object.entries(slots).map(([name, value]) => [name, maskText(value)]));
