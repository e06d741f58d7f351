/** What has to be passed on the way through a change of the holder: the account, money owed, who asks, consent, the real-name check. */
import { boundAccount } from '../../domain/viewer.ts';
import { done, type Slots, type Step, type Turn } from '../flow.ts';
import { type Said, start, text } from '../saying.ts';
import { phrase } from '../sentences/book.ts';
import type { Frame } from '../session.ts';

export const kindOf = (slots: Slots): 'rename' | 'transfer' =>
  slots.ownershipChanged === 'no' ? 'rename' : 'transfer';

/** A transfer names any account, a name change one of the resident's own. */
export const numberOf = (slots: Slots): string =>
  (kindOf(slots) === 'transfer' ? slots.accountNumber : slots.account) ?? '';

export const roleOf = ({ role, ownershipChanged }: Slots): 'owner' | 'agent' | 'heir' | 'tenant' =>
  ownershipChanged !== 'no' && (role === 'agent' || role === 'heir' || role === 'tenant') ? role : 'owner';

export const reasonOf = ({ reason }: Slots): 'legal-change' | 'correction' =>
  reason === 'correction' ? 'correction' : 'legal-change';

/** Stands for what the real-name check was passed with. */
export const printOf = (turn: Turn, slots: Slots): Promise<string> =>
  turn.services.holders.printOf(
    [kindOf(slots), numberOf(slots), roleOf(slots), slots.name ?? '', slots.idNumber ?? ''].join('\n'),
  );

type Pass = Extract<Step, { kind: 'go-on' }>;

/** Passed again and again, each gate does its work once for the same values. */
export async function holderGates(turn: Turn, slots: Slots, frame: Frame): Promise<Step> {
  // From here on it is known which of the two it is: progress, help and "cancelled" call it by its name.
  frame.service = kindOf(slots) === 'rename' ? 'account.rename' : 'account.transfer';
  if (numberOf(slots) === '') return { kind: 'go-on' };
  const account = await accountGate(turn, slots, frame);
  if (account.kind !== 'go-on') return account;
  const { hotline } = await turn.services.settings();
  if (roleOf(slots) === 'tenant') {
    return done(
      [
        {
          kind: 'choices',
          phrase: phrase('holder.tenant'),
          buttons: [
            start('account.bind', phrase('label.service', { service: 'account.bind' }), {
              accountNumber: numberOf(slots),
            }),
            start('handoff.request', phrase('label.person')),
          ],
        },
      ],
      { failed: true },
    );
  }
  if (slots.consent === 'no')
    return done([text('holder.no-consent', { hotline: hotline[turn.locale] })], { failed: true });
  const identity = await identityGate(turn, slots, frame, Boolean(account.memo?.taken ?? frame.memo.taken));
  if (identity.kind !== 'go-on') return identity;
  return {
    ...account,
    ...identity,
    say: [...(account.say ?? []), ...(identity.say ?? [])],
    memo: { ...account.memo, ...identity.memo },
  };
}

async function accountGate(turn: Turn, slots: Slots, frame: Frame): Promise<Step> {
  const kind = kindOf(slots);
  const account = numberOf(slots);
  const print = `${kind} ${account}`;
  if (frame.memo.checked === print) return { kind: 'go-on' };
  const { holders, cases } = turn.services;
  const checked = await holders.eligible(turn.viewer, { kind, accountNumber: account }, turn.messageKey);
  const { hotline } = await turn.services.settings();
  if (!checked.ok) {
    if (checked.problem.code === 'not_found')
      return { kind: 'ask-again', slots: ['accountNumber', 'account'], say: [text('holder.no-account', { account })] };
    if (checked.problem.code === 'too_many_requests')
      return done([text('holder.too-many', { hotline: hotline[turn.locale] })], { failed: true });
    return done([text('holder.not-possible', { hotline: hotline[turn.locale] })], { failed: true });
  }
  const { openCase, amountDue } = checked.value;
  const bound = boundAccount(turn.viewer, account) !== undefined;
  if (openCase) {
    // Of an account that is not theirs nobody learns here that somebody else applied, before it is known who asks.
    const own = await cases.find(turn.viewer, openCase);
    const mine = own.ok && own.value.own;
    if (mine || bound)
      return done([text('holder.other-open', { caseNumber: mine ? openCase : null })], { failed: true });
  }
  const memo = { checked: print, taken: openCase ? 'yes' : '' };
  if (amountDue.minor <= 0n) return { kind: 'go-on', memo };
  if (bound && frame.memo.payFirst !== account) {
    frame.memo.payFirst = account;
    return {
      kind: 'first',
      service: 'payment.pay',
      slots: { account },
      say: [text('holder.arrears-first', { account, amount: amountDue })],
    };
  }
  return {
    kind: 'go-on',
    memo,
    say: [text(bound ? 'holder.pay-meanwhile' : 'holder.arrears-other', { amount: amountDue })],
  };
}

async function identityGate(turn: Turn, slots: Slots, frame: Frame, taken: boolean): Promise<Step> {
  const { name, idNumber, consent, role } = slots;
  if (!name || !idNumber || consent !== 'yes') return { kind: 'go-on' } satisfies Pass;
  // Taken back, it is asked again first: an agent must not be marked with the name of whom they act for.
  if (kindOf(slots) === 'transfer' && role === undefined) return { kind: 'go-on' };
  const print = await printOf(turn, slots);
  if (frame.memo.proved === print) return { kind: 'go-on' };
  const passed = await turn.services.holders.identity(
    turn.viewer,
    { kind: kindOf(slots), accountNumber: numberOf(slots), name, idNumber },
    roleOf(slots) !== 'agent',
    turn.messageKey,
  );
  if (passed.ok) {
    const { value: viewer, writes } = passed.value;
    // Who has shown who they are hears of another application before the papers; the filing would refuse it.
    const asked = { kind: kindOf(slots), accountNumber: numberOf(slots) };
    const checked = taken ? await turn.services.holders.eligible(turn.viewer, asked, null) : null;
    if (checked?.ok && checked.value.openCase)
      return done([text('holder.other-open', { caseNumber: null })], { failed: true, writes, viewer });
    return { kind: 'go-on', memo: { proved: print }, writes, viewer, say: [text('holder.proved')] };
  }
  const { hotline } = await turn.services.settings();
  if (passed.problem.code === 'real_name_mismatch') {
    const tries = Number(frame.memo.mismatches ?? 0) + 1;
    frame.memo.mismatches = `${tries}`;
    // Twice is no slip any more: somebody has to look at the papers.
    const say: Said =
      tries > 1
        ? {
            kind: 'choices',
            phrase: phrase('holder.mismatch-again', { hotline: hotline[turn.locale] }),
            buttons: [start('handoff.request', phrase('label.person'))],
          }
        : text('holder.mismatch', { kind: kindOf(slots) });
    return { kind: 'ask-again', slots: ['name', 'idNumber'], say: [say] };
  }
  return done([text('holder.too-many', { hotline: hotline[turn.locale] })], { failed: true });
}
