/** Filing a name change or a transfer: every check, what is written, who is asked and told; both doors come through here. */
import type { DocumentKind } from '../../domain/documents.ts';
import { maskName } from '../../domain/mask.ts';
import { type FieldError, ok, type Result, refuse } from '../../domain/result.ts';
import { boundAccount, type Viewer } from '../../domain/viewer.ts';
import { attachDocuments } from '../../store/documents.ts';
import { changeResident } from '../../store/residents.ts';
import type { Accounts } from '../accounts.ts';
import type { Bills } from '../bills.ts';
import type { CaseReason, Cases, PlannedCase } from '../cases.ts';
import type { Deps, Planned } from '../deps.ts';
import type { Documents } from '../documents.ts';
import type { ApplicationAsk } from './ask.ts';
import { blocked, changeReason, eligible } from './eligibility.ts';
import { checkIdentity } from './identity.ts';
import type { OldHolder } from './old-holder.ts';
import { countedAs, holderPapers, missingOf, missingProof, papersSummary } from './papers.ts';
import { sealApplicant } from './secrets.ts';

type HolderAsk = ApplicationAsk & { readonly kind: 'rename' | 'transfer' };

export function createFiling(
  deps: Pick<Deps, 'db' | 'tokens' | 'realName' | 'utility'>,
  services: { accounts: Accounts; bills: Bills; cases: Cases; documents: Documents; oldHolder: OldHolder },
) {
  const { accounts, bills, cases, documents, oldHolder } = services;

  /** Who applies is known, or becomes known here. */
  const proveIdentity = async (viewer: Viewer, ask: HolderAsk, name: string, number: string): Promise<Result<null>> => {
    if (ask.idNumber === null) return viewer.realName === 'verified' ? ok(null) : refuse('real_name_required');
    return checkIdentity(
      deps,
      accounts,
      viewer,
      { kind: ask.kind, accountNumber: number, name, idNumber: ask.idNumber },
      null,
    );
  };

  /** The phone of an account they have already: where bills and codes of the next one go. */
  const ownPhone = async (viewer: Viewer, notOf: string): Promise<string | null> => {
    const other = viewer.accounts.find((account) => account.accountNumber !== notOf);
    return other ? ((await deps.utility.account(other.accountNumber))?.phone ?? null) : null;
  };

  /**
   * Plans the case. `proved`: the caller has compared exactly this name and number a moment ago. Refuses `invalid_input`,
   * `consent_missing`, `real_name_required`, `real_name_mismatch`, `not_found`, `not_possible_here`, `other_change_open`,
   * `arrears_open`; two at the same moment: the slower one is planned again and refused.
   */
  return async function plan(
    viewer: Viewer,
    ask: ApplicationAsk,
    proved = false,
  ): Promise<Result<Planned<PlannedCase>>> {
    if (!isHolderAsk(ask)) return refuse('not_possible_here');
    const { accountNumber, role } = ask;
    const name = ask.kind === 'rename' ? (ask.newName ?? ask.name) : ask.name;
    const errors = missingFields(ask);
    if (errors.length > 0 || !accountNumber || !name) return refuse('invalid_input', { errors });
    const unagreed = consentErrors(ask);
    if (unagreed.length > 0) return refuse('consent_missing', { errors: unagreed });
    if (role === 'tenant' || (ask.kind === 'rename' && role !== 'owner'))
      return refuse('not_possible_here', { detail: 'This can be applied for by the holder or the new owner.' });
    // Nobody learns here whose ID number an account of somebody else is filed under.
    if (ask.kind === 'rename' && !boundAccount(viewer, accountNumber)) return refuse('not_found');
    const identity = proved ? ok(null) : await proveIdentity(viewer, ask, name, accountNumber);
    if (!identity.ok) return identity;
    const [checked, papers] = await Promise.all([
      eligible(deps, bills, viewer, { ...ask, accountNumber }),
      documents.own(viewer, ask.documents),
    ]);
    if (!checked.ok) return checked;
    const free = blocked(checked.value);
    if (!free.ok) return free;
    if (!papers.ok)
      return refuse('not_found', { errors: [{ field: 'documents', reason: 'are not all yours to use' }] });

    const { account } = checked.value;
    const contactPhone = ask.contactPhone ?? (await ownPhone(viewer, accountNumber));
    const needs = papersSummary(holderPapers({ ...ask, kind: ask.kind }));
    const counted = countedAs(needs.wanted, papers.value, ask.conversationId !== null);
    const missing = missingOf(needs.wanted, counted);
    const unproved = missingProof(missing, { ...needs }).length > 0;
    const applicant = {
      name,
      idNumber: ask.idNumber,
      contactPhone,
      oldHolderPhone: ask.oldHolderPhone,
    };
    const then: CaseReason['then'] = unproved
      ? [{ event: 'material-missing', more: { missing } }]
      : ask.kind === 'transfer' && asksOldHolder(role)
        ? [{ event: 'consent-asked' }]
        : [];
    const planned = await cases.plan(
      {
        kind: ask.kind,
        reason: changeReason(accountNumber),
        residentId: viewer.residentId,
        accountNumber,
        area: account.area,
        conversationId: ask.conversationId,
        summary: {
          role,
          reason: ask.reason,
          applicant: maskName(name),
          locale: viewer.locale,
          description: ask.description,
          ...needs,
        },
        sealed: await sealApplicant(deps.tokens, applicant),
        more: unproved
          ? // The clock starts with what proves the right.
            { instead: [], more: { documents: counted } }
          : { missing, more: { documents: counted } },
        then,
      },
      true,
    );
    const { record } = planned.value;
    const letters = ask.kind === 'transfer' ? await oldHolder.ask(record, account, applicant, checked.value.bound) : [];
    // An agent's check was of the new holder, not of the agent.
    const verified = viewer.realName === 'unverified' && ask.idNumber !== null && role !== 'agent';
    return ok({
      value: planned.value,
      writes: [
        ...planned.writes,
        ...(counted.length > 0 ? [attachDocuments(idsOf(counted), record.caseNumber)] : []),
        ...letters,
        ...(verified ? [changeResident(viewer.residentId, { realName: 'verified' })] : []),
      ],
    });
  };
}

/** An heir's old holder has died. */
export const asksOldHolder = (role: unknown): boolean => role !== 'heir';

const isHolderAsk = (ask: ApplicationAsk): ask is HolderAsk => ask.kind === 'rename' || ask.kind === 'transfer';

const idsOf = (papers: readonly { readonly documentId: string; readonly kind: DocumentKind }[]): string[] =>
  papers.map(({ documentId }) => documentId);

/** What this kind cannot do without, each by the name its sender uses. */
export function missingFields(ask: ApplicationAsk): FieldError[] {
  const absent = (field: keyof ApplicationAsk): FieldError[] =>
    ask[field] === null || ask[field] === '' ? [{ field, reason: 'is missing' }] : [];
  if (ask.kind === 'transfer') return [...absent('accountNumber'), ...absent('name')];
  const named = ask.newName === null && ask.name === null ? [{ field: 'newName', reason: 'is missing' }] : [];
  return [...absent('accountNumber'), ...named, ...absent('reason')];
}

function consentErrors(ask: ApplicationAsk): FieldError[] {
  return [
    ...(ask.agreed ? [] : [{ field: 'agreed', reason: 'must be true: the notice has to be agreed to' }]),
    ...(ask.idNumber !== null && !ask.consent
      ? [{ field: 'consent', reason: 'must be true: ID data needs a consent of its own' }]
      : []),
  ];
}
