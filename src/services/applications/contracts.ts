/** The contract of a transfer: made from data when it is approved, read, signed by its hash, and with that carried out. */
import { addMinutes, dayOf } from '../../domain/calendar.ts';
import { maskIdNumber, maskName } from '../../domain/mask.ts';
import type { Locale } from '../../domain/names.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import type { Viewer } from '../../domain/viewer.ts';
import type { WholeCase } from '../../store/cases.ts';
import { lostRace, type Write } from '../../store/commit.ts';
import { tellConversation } from '../../store/conversations.ts';
import {
  bindNewHolder,
  type Contract,
  contractOf,
  endOtherBindings,
  forgetCurrentAccount,
  newContract,
  residentsBoundTo,
  signContract,
} from '../../store/holders.ts';
import type { Cases } from '../cases.ts';
import type { Deps, Planned } from '../deps.ts';
import { letterTo } from './letters.ts';
import { openApplicant } from './secrets.ts';

const TRIES = 3;
const LINK_MINUTES = 24 * 60;

export interface Signature {
  /** Of the text that was read, hexadecimal. */
  readonly contractHash: string;
  readonly way: 'page' | 'api';
  /** The new holder's, for codes and bills; null: the one given before, or none. */
  readonly phone: string | null;
}

export interface ContractSheet {
  readonly contract: Contract;
  /** false: signed, or the time for it has passed. */
  readonly open: boolean;
  readonly locale: Locale;
}

export function createContracts(
  deps: Pick<
    Deps,
    'db' | 'unit' | 'clock' | 'chance' | 'tokens' | 'settings' | 'utility' | 'publicUrl' | 'holderWords'
  >,
  cases: Cases,
) {
  const caseOf = async (token: string): Promise<WholeCase | null> => {
    const caseNumber = await deps.tokens.read('contract', token, deps.clock.now());
    return caseNumber ? cases.byNumber(caseNumber) : null;
  };
  const accountOf = async (found: WholeCase) => {
    const account = await deps.utility.account(found.accountNumber ?? '');
    if (!account) throw new Error(`the account of case ${found.caseNumber} is gone`);
    return account;
  };

  /** What prepaid money the account holds goes to the old holder: a person of billing sees to it. */
  const returnBalance = async (found: WholeCase, balance: { minor: bigint; currency: string }): Promise<Write[]> => {
    if (balance.minor <= 0n) return [];
    const { transferBalance } = await deps.settings();
    const planned = await cases.plan({
      kind: 'bill-check',
      reason: `balance:${found.caseNumber}`,
      residentId: null,
      accountNumber: found.accountNumber,
      relatedCase: found.caseNumber,
      summary: {
        why: 'old-holder-balance',
        goes: transferBalance,
        minor: String(balance.minor),
        currency: balance.currency,
      },
    });
    return [...planned.writes];
  };

  /** Signing carries the transfer out. Refuses `not_now` (signed before, or too late) and `conflict` (another text). */
  const plan = async (found: WholeCase, signature: Signature): Promise<Result<Planned<WholeCase>>> => {
    const contract = await contractOf(deps.db, found.caseNumber);
    if (!contract) return refuse('not_found');
    if (found.stage !== 'contract-signing' || contract.signedAt || !found.residentId) return refuse('not_now');
    if (signature.contractHash !== contract.sha256)
      return refuse('conflict', { detail: 'This is not the hash of the contract as it stands.' });
    const now = deps.clock.now();
    const [account, applicant, bound, settings] = await Promise.all([
      accountOf(found),
      openApplicant(deps.tokens, found),
      residentsBoundTo(deps.db, found.accountNumber ?? ''),
      deps.settings(),
    ]);
    const { accountNumber, balance } = account;
    const moved = await cases.move(found, 'signed', 'resident', {
      tell: true,
      more: { contract: contract.sha256, way: signature.way },
    });
    if (!moved.ok) return moved;
    const left = bound.filter(({ residentId }) => residentId !== found.residentId);
    const owed = balance.minor > 0n ? balance : null;
    return ok({
      value: moved.value.value,
      writes: [
        ...moved.value.writes,
        signContract(found.caseNumber, signature.way, now),
        ...deps.utility.changeHolder({
          accountNumber,
          holder: applicant.name,
          idNumberHash: applicant.idNumber === null ? null : await deps.tokens.hashIdNumber(applicant.idNumber),
          // Codes must not go to the old holder any more; without a phone nobody can bind by code.
          phone: signature.phone ?? applicant.contactPhone ?? '',
          since: now,
          balanceLeaves: true,
        }),
        endOtherBindings(accountNumber, found.residentId, now),
        forgetCurrentAccount(accountNumber, found.residentId),
        ...(found.summary.role === 'agent'
          ? []
          : [bindNewHolder(deps.chance.id(), found.residentId, accountNumber, now)]),
        ...left.map(({ residentId }) =>
          tellConversation(
            residentId,
            `left:${found.caseNumber}:${residentId}`,
            { name: 'account.left', accountNumber },
            now,
          ),
        ),
        ...(await letterTo(deps, account, found.residentId, {
          kind: 'done',
          accountNumber,
          balance: owed,
          balanceGoes: settings.transferBalance,
        })),
        ...(await returnBalance(found, balance)),
      ],
    });
  };

  const sheetOf = async (found: WholeCase): Promise<Result<ContractSheet>> => {
    const contract = await contractOf(deps.db, found.caseNumber);
    return contract
      ? ok({ contract, open: found.stage === 'contract-signing', locale: contract.locale })
      : refuse('not_found');
  };

  return {
    plan,

    /** Made when a second person has approved; nothing of it changes afterwards. */
    async make(found: WholeCase): Promise<readonly Write[]> {
      const [account, applicant, settings] = await Promise.all([
        accountOf(found),
        openApplicant(deps.tokens, found),
        deps.settings(),
      ]);
      const now = deps.clock.now();
      const locale = found.summary.locale as Locale;
      const text = deps.holderWords.contract(
        {
          caseNumber: found.caseNumber,
          supplier: settings.supplierName[locale],
          accountNumber: account.accountNumber,
          address: account.address,
          category: account.category,
          tariffId: account.tariffId,
          oldHolder: maskName(account.holder),
          newHolder: applicant.name,
          idNumber: applicant.idNumber && maskIdNumber(applicant.idNumber),
          tiers: settings.transferTiers,
          balanceGoes: settings.transferBalance,
          day: dayOf(now),
        },
        locale,
      );
      return [newContract({ caseNumber: found.caseNumber, text, sha256: await sha256Of(text), locale, madeAt: now })];
    },

    /** The applicant's link to read and sign; good as long as it is waited for. */
    async link(found: Pick<WholeCase, 'caseNumber' | 'wait'>): Promise<string> {
      const now = deps.clock.now();
      const until = found.wait ? new Date(found.wait.due) : addMinutes(now, LINK_MINUTES);
      return `${deps.publicUrl}/contracts/${await deps.tokens.issue('contract', found.caseNumber, now, until)}`;
    },

    async byLink(token: string): Promise<Result<ContractSheet>> {
      const found = await caseOf(token);
      return found ? sheetOf(found) : refuse('not_found');
    },

    /** For the applicant. */
    async of(viewer: Viewer, caseNumber: string): Promise<Result<ContractSheet>> {
      const seen = await cases.find(viewer, caseNumber);
      return seen.ok && seen.value.own ? sheetOf(seen.value.found) : refuse('not_found');
    },

    async planFor(viewer: Viewer, caseNumber: string, signature: Signature): Promise<Result<Planned<WholeCase>>> {
      const seen = await cases.find(viewer, caseNumber);
      return seen.ok && seen.value.own ? plan(seen.value.found, signature) : refuse('not_found');
    },

    /** Signs at the page; pressed twice it is signed once and shown as signed. */
    async signByLink(token: string, signature: Signature): Promise<Result<ContractSheet>> {
      for (let attempt = 1; ; attempt += 1) {
        const found = await caseOf(token);
        if (!found) return refuse('not_found');
        const planned = await plan(found, signature);
        if (!planned.ok) return planned.problem.code === 'not_now' ? sheetOf(found) : planned;
        try {
          await deps.unit.commit(planned.value.writes);
          return sheetOf(planned.value.value);
        } catch (error) {
          if (!lostRace(error) || attempt >= TRIES) throw error;
        }
      }
    },
  };
}

async function sha256Of(text: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
