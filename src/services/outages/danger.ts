/** Danger: the priority case of a conversation or caller, opened once, with where it is as far as that is known. */
import { maskIdNumbers, maskPhone } from '../../domain/mask.ts';
import type { Viewer } from '../../domain/viewer.ts';
import { openCaseFor } from '../../store/cases.ts';
import type { Cases } from '../cases.ts';
import type { Deps, Planned } from '../deps.ts';
import { needsIn } from './needs.ts';

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
  /** null when it was open before. */
  readonly planned: Awaited<ReturnType<Cases['plan']>>['value'] | null;
}

/** What those who go there know by now. */
export interface DangerKnown {
  readonly place: boolean;
  readonly phone: boolean;
}

const LONGEST_WORDS = 1_000;
/** Where a case says where it is. */
const PLACES = ['address', 'place', 'coordinates'] as const;

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
      if (open) return { value: { caseNumber: open.caseNumber, alreadyOpen: true, planned: null }, writes: [] };
      const account = ask.accountNumber ? await deps.utility.account(ask.accountNumber) : null;
      const needs = needsIn(ask.words);
      const planned = await cases.plan(
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
            ...(ask.words && { description: maskIdNumbers(ask.words).slice(0, LONGEST_WORDS) }),
            ...(needs.length > 0 && { needs }),
            ...(ask.address && { address: maskIdNumbers(ask.address) }),
            ...(account && { feeder: account.feeder, transformer: account.transformer, place: account.address }),
            phone: ask.contactPhone ? maskPhone(ask.contactPhone) : account ? maskPhone(account.phone) : null,
          },
          sealed: ask.contactPhone ? await deps.tokens.seal(JSON.stringify({ contactPhone: ask.contactPhone })) : null,
          more: { priority: 1, nextAction: 'secure-place', also: [['contact', 'danger.contact']] },
        },
        true,
      );
      const { caseNumber } = planned.value;
      return { value: { caseNumber, alreadyOpen: false, planned: planned.value }, writes: planned.writes };
    },

    /**
     * Where it is, whom to ring up and what else was said of it, told after the case was opened; says what is known by then, and
     * null when it is closed or not theirs.
     */
    async add(
      viewer: Viewer,
      caseNumber: string,
      {
        address = null,
        contactPhone = null,
        coordinates = null,
        words = '',
      }: {
        readonly address?: string | null;
        readonly contactPhone?: string | null;
        readonly coordinates?: string | null;
        /** Kept under what was written first. */
        readonly words?: string;
      },
    ): Promise<Planned<DangerKnown | null>> {
      const seen = await cases.find(viewer, caseNumber);
      if (!seen.ok || !seen.value.own) return { value: null, writes: [] };
      const { found } = seen.value;
      const known: DangerKnown = {
        place: Boolean(address || coordinates || PLACES.some((name) => found.summary[name])),
        phone: Boolean(contactPhone || found.summary.phone),
      };
      if (!address && !contactPhone && !coordinates && !words) return { value: known, writes: [] };
      const before = typeof found.summary.description === 'string' ? [found.summary.description] : [];
      const moved = await cases.move(found, 'noted', 'resident', {
        change: {
          summary: {
            ...found.summary,
            ...(address && { address: maskIdNumbers(address) }),
            ...(coordinates && { coordinates }),
            ...(words && { description: [...before, maskIdNumbers(words)].join('\n').slice(-LONGEST_WORDS) }),
            ...(contactPhone && { phone: maskPhone(contactPhone) }),
          },
          ...(contactPhone && { sealed: await deps.tokens.seal(JSON.stringify({ contactPhone })) }),
        },
      });
      return moved.ok ? { value: known, writes: moved.value.writes } : { value: null, writes: [] };
    },
  };
}
