/** Danger: the priority case of a conversation or caller, opened once, with where it is as far as that is known. */
import { maskIdNumbers, maskPhone } from '../../domain/mask.ts';
import type { Viewer } from '../../domain/viewer.ts';
import { openCaseFor, type WholeCase, wholeCaseFor } from '../../store/cases.ts';
import type { Cases, PlannedCase } from '../cases.ts';
import type { Deps, Planned } from '../deps.ts';
import { needsIn, saysItIsDark } from './needs.ts';

export interface DangerAsk {
  /** One open case per conversation, or per resident where there is none. */
  readonly conversationId: string | null;
  /** Only an account that the resident may see. */
  readonly accountNumber: string | null;
  readonly address: string | null;
  readonly contactPhone: string | null;
  /** What was written: kept for those who go there. */
  readonly words: string;
  readonly messageKey: string | null;
}

export interface DangerCase {
  readonly caseNumber: string;
  readonly alreadyOpen: boolean;
}

/** What those who go there know by now. */
export interface DangerKnown {
  readonly place: boolean;
  readonly phone: boolean;
}

/** What is told of a danger whose case is open. */
interface Told {
  readonly accountNumber?: string | null;
  readonly address?: string | null;
  readonly contactPhone?: string | null;
  readonly coordinates?: string | null;
  /** Kept under what was written first. */
  readonly words?: string;
}

const LONGEST_WORDS = 1_000;
/** Nobody has more of them; whoever sends others for ever fills no row. */
const MOST_PHONES = 10;
const BETWEEN_PHONES = ', ';
/** Where a case says where it is. */
const PLACES = ['address', 'place', 'coordinates'] as const;

/** A line under those that stand there, null when it does already; of more than fits the first and the newest, the history has all. */
function under(before: unknown, line: string | null | undefined): string | null {
  const lines = typeof before === 'string' ? before : '';
  if (!line || `\n${lines}\n`.includes(`\n${line}\n`)) return null;
  const all = lines === '' ? line : `${lines}\n${line}`;
  if (all.length <= 2 * LONGEST_WORDS + 1) return all;
  return `${all.slice(0, LONGEST_WORDS)}\n…\n${all.slice(-LONGEST_WORDS)}`.toWellFormed();
}

export function createDanger(deps: Pick<Deps, 'db' | 'utility' | 'tokens'>, cases: Cases) {
  const reasonOf = (viewer: Viewer, conversationId: string | null): string =>
    conversationId ? `danger:${conversationId}` : `danger:resident:${viewer.residentId}`;

  return {
    /** The open one of a conversation. */
    openIn: async (conversationId: string): Promise<string | null> =>
      (await openCaseFor(deps.db, `danger:${conversationId}`))?.caseNumber ?? null,

    /** Opens it or joins the open one. Says nothing to anybody. */
    async plan(viewer: Viewer, ask: DangerAsk): Promise<Planned<DangerCase>> {
      const reason = reasonOf(viewer, ask.conversationId);
      const open = await openCaseFor(deps.db, reason);
      if (open) return { value: { caseNumber: open.caseNumber, alreadyOpen: true }, writes: [] };
      const { value, writes } = await newCase(viewer, ask, reason);
      return { value: { caseNumber: value.caseNumber, alreadyOpen: false }, writes };
    },

    /** All in one, for a door that asks nothing afterwards: opens it, or puts on the open one what is new in this report. */
    async report(
      viewer: Viewer,
      ask: DangerAsk,
    ): Promise<Planned<{ readonly record: WholeCase; readonly alreadyOpen: boolean }>> {
      const reason = reasonOf(viewer, ask.conversationId);
      const open = await wholeCaseFor(deps.db, reason);
      if (open) {
        const { value, writes } = await note(open, ask);
        return { value: { record: value, alreadyOpen: true }, writes };
      }
      const { value, writes } = await newCase(viewer, ask, reason);
      return { value: { record: value.record, alreadyOpen: false }, writes };
    },

    /**
     * Where it is, whom to ring up and what else was said of it, told after the case was opened; says what is known by then, and
     * null when it is closed or not theirs. What the case says already is not written again.
     */
    async add(
      viewer: Viewer,
      caseNumber: string,
      told: Omit<Told, 'accountNumber'>,
    ): Promise<Planned<DangerKnown | null>> {
      const seen = await cases.find(viewer, caseNumber);
      if (!seen.ok || !seen.value.own) return { value: null, writes: [] };
      const { found } = seen.value;
      const { address, contactPhone, coordinates } = told;
      const known: DangerKnown = {
        place: Boolean(address || coordinates || PLACES.some((name) => found.summary[name])),
        phone: Boolean(contactPhone || found.summary.phone),
      };
      return { value: known, writes: (await note(found, told)).writes };
    },
  };

  async function newCase(viewer: Viewer, ask: DangerAsk, reason: string): Promise<Planned<PlannedCase>> {
    const account = ask.accountNumber ? await deps.utility.account(ask.accountNumber) : null;
    const needs = needsIn(ask.words);
    return cases.plan(
      {
        kind: 'outage',
        reason,
        residentId: viewer.residentId,
        accountNumber: ask.accountNumber,
        area: account?.area ?? null,
        conversationId: ask.conversationId,
        summary: {
          danger: true,
          ...(ask.messageKey && { message: ask.messageKey }),
          ...(ask.words && { description: maskIdNumbers(ask.words).slice(0, LONGEST_WORDS).toWellFormed() }),
          ...(needs.length > 0 && { needs }),
          ...(saysItIsDark(ask.words) && { dark: true }),
          ...(ask.address && { address: maskIdNumbers(ask.address) }),
          ...(account && { feeder: account.feeder, transformer: account.transformer, place: account.address }),
          phone: ask.contactPhone ? maskPhone(ask.contactPhone) : account ? maskPhone(account.phone) : null,
        },
        sealed: ask.contactPhone ? await deps.tokens.seal(JSON.stringify({ contactPhone: ask.contactPhone })) : null,
        more: { priority: 1, nextAction: 'secure-place', also: [['contact', 'danger.contact']] },
      },
      true,
    );
  }

  /** Puts on a case what it does not say yet, under what it says: a second place may be a second danger. */
  async function note(found: WholeCase, told: Told): Promise<Planned<WholeCase>> {
    const { summary } = found;
    const account = told.accountNumber ? await deps.utility.account(told.accountNumber) : null;
    const address = told.address ? maskIdNumbers(told.address) : null;
    const words = told.words ? maskIdNumbers(told.words) : null;
    const lines = {
      place: under(summary.place, account?.address),
      address: under(summary.address, address),
      description: under(summary.description, words),
      feeder: under(summary.feeder, account?.feeder),
      transformer: under(summary.transformer, account?.transformer),
    };
    const coordinates = told.coordinates && told.coordinates !== summary.coordinates ? told.coordinates : null;
    const phones = told.contactPhone ? await phonesWith(found.sealed, told.contactPhone) : null;
    const phone = told.contactPhone && phones ? maskPhone(told.contactPhone) : null;
    const said = [
      lines.place && account?.address,
      lines.address && address,
      coordinates,
      phone,
      lines.description && words,
    ].filter(Boolean);
    if (said.length === 0) return { value: found, writes: [] };
    const moved = await cases.move(found, 'noted', 'resident', {
      change: {
        summary: {
          ...summary,
          ...Object.fromEntries(Object.entries(lines).filter(([, line]) => line !== null)),
          ...(coordinates && { coordinates }),
          ...(phone && { phone }),
          ...(lines.description && words && saysItIsDark(words) && { dark: true }),
        },
        ...(phones && { sealed: await deps.tokens.seal(JSON.stringify({ contactPhone: phones })) }),
      },
      more: { words: said.join('\n'), own: true },
    });
    return moved.ok ? moved.value : { value: found, writes: [] };
  }

  /** Whoever called last is rung up first; null when the number is among them already. */
  async function phonesWith(sealed: string | null, phone: string): Promise<string | null> {
    // What cannot be opened any more keeps no new number out.
    const kept = sealed === null ? null : await deps.tokens.unseal(sealed).catch(() => null);
    const { contactPhone = '' } = (kept === null ? {} : JSON.parse(kept)) as { contactPhone?: string };
    const before = contactPhone === '' ? [] : contactPhone.split(BETWEEN_PHONES);
    if (before.includes(phone)) return null;
    // The first one stays, too: it was answered to.
    const all = [phone, ...before.slice(0, MOST_PHONES - 2), ...before.slice(MOST_PHONES - 2).slice(-1)];
    return all.join(BETWEEN_PHONES);
  }
}
