/** One entry for name change and transfer: whether the property right changed decides; data asked for once, read back, filed. */
import { maskAccountNumber, maskIdNumber } from '../../domain/mask.ts';
import { amountOf, type Money } from '../../domain/money.ts';
import type { ServiceId } from '../../domain/names.ts';
import type { ApplicationAsk, Role } from '../../services/applications/ask.ts';
import { holderPapers } from '../../services/applications/papers.ts';
import { shownCase } from '../../services/case-view.ts';
import { caseCard } from '../case-card.ts';
import { done, type Flow, type ReadBack, type Slots, type Step, type Turn } from '../flow.ts';
import { type Said, text } from '../saying.ts';
import { phrase } from '../sentences/book.ts';
import type { Frame } from '../session.ts';
import { holderGates, kindOf, numberOf, printOf, reasonOf, roleOf } from './holder-gates.ts';
import { holderSlots } from './holder-slots.ts';
import { papersGiven, papersStanding } from './papers.ts';

const exactly = (amount: Money): string => `${amountOf(amount)} ${amount.currency}`;

const needsOf = (slots: Slots) => holderPapers({ kind: kindOf(slots), role: roleOf(slots), reason: reasonOf(slots) });

/** Money that is owed is paid first, here and now, by whoever is here; then the application goes on by itself. */
function payFirst(frame: Frame, account: string, amount: Money): ReadBack {
  frame.memo.asks = 'pay';
  frame.memo.amount = exactly(amount);
  const waiting = frame.memo.paying === exactly(amount);
  return {
    say: [],
    question: waiting ? phrase('holder.pay-waiting', { amount }) : phrase('holder.pay-question', { account, amount }),
    yes: waiting ? phrase('label.paid-check') : phrase('label.pay-yes'),
    values: ['pay', account, exactly(amount)],
  };
}

async function readBack(turn: Turn, slots: Slots, frame: Frame): Promise<ReadBack | Step> {
  const gate = await holderGates(turn, slots, frame);
  if (gate.kind !== 'go-on') return gate;
  Object.assign(frame.memo, gate.memo ?? {});
  const kind = kindOf(slots);
  const account = numberOf(slots);
  const { holders } = turn.services;
  const checked = await holders.eligible(turn.viewer, { kind, accountNumber: account }, null);
  if (!checked.ok) return done([text('holder.not-possible', await hotlineOf(turn))], { failed: true });
  if (checked.value.openCase) return done([text('holder.other-open', { caseNumber: null })], { failed: true });
  if (checked.value.amountDue.minor > 0n) return payFirst(frame, account, checked.value.amountDue);

  frame.memo.asks = 'file';
  const [terms, settings] = await Promise.all([holders.terms(kind), turn.services.settings()]);
  const { name = '', idNumber = '' } = slots;
  const standing = papersStanding(frame, needsOf(slots));
  const transfer = kind === 'transfer';
  const heir = roleOf(slots) === 'heir';
  const card: Said = {
    kind: 'card',
    title: phrase('holder.read-back', { kind }),
    rows: [
      [phrase('row.account'), { literal: maskAccountNumber(account) }],
      [phrase(transfer ? 'row.new-holder' : 'row.new-name'), { literal: name }],
      [phrase('row.id-number'), { literal: maskIdNumber(idNumber) }],
      transfer
        ? [phrase('row.role'), phrase('option.role', { role: roleOf(slots) })]
        : [phrase('row.reason'), phrase('option.reason', { reason: reasonOf(slots) })],
      ...(standing.given.length > 0
        ? [[phrase('row.papers-given'), phrase('value.papers', { kinds: standing.given })] as const]
        : []),
      ...(standing.missing.length > 0
        ? [[phrase('row.missing'), phrase('value.papers', { kinds: standing.missing })] as const]
        : []),
      [phrase('row.balance'), phrase('value.holder-balance', { kind, goes: settings.transferBalance })],
      [phrase('row.tiers'), phrase('value.holder-tiers', { kind, tiers: settings.transferTiers })],
      ...(transfer
        ? [[phrase('row.old-holder'), phrase('value.old-holder', { heir, days: terms.oldHolderDays })] as const]
        : []),
      [
        phrase('row.promised'),
        phrase('value.holder-clock', { limit: terms.workingDays, afterPapers: standing.proof.length > 0 }),
      ],
      ...(standing.missing.length > 0
        ? [[phrase('row.papers-until'), phrase('value.papers-until', { days: terms.papersDays })] as const]
        : []),
    ],
    buttons: [],
  };
  return {
    say: [card, text('holder.notice', { kind })],
    question: phrase('holder.agree', { kind }),
    yes: phrase('label.agree'),
    values: [
      kind,
      account,
      name,
      await holders.printOf(idNumber),
      roleOf(slots),
      slots.reason ?? '',
      slots.oldHolderPhone ?? '',
      slots.contactPhone ?? '',
      ...papersGiven(frame).map(({ documentId }) => documentId),
      settings.transferBalance,
      settings.transferTiers,
    ],
  };
}

const hotlineOf = async (turn: Turn) => ({ hotline: (await turn.services.settings()).hotline[turn.locale] });

/** Opens the payment that was agreed to; what is owed of an account that is not theirs is paid as a quoted sum. */
async function pay(turn: Turn, slots: Slots, frame: Frame): Promise<Step> {
  const account = numberOf(slots);
  const { payments, holders } = turn.services;
  const checked = await holders.eligible(turn.viewer, { kind: kindOf(slots), accountNumber: account }, null);
  // Paid meanwhile, or another sum than the one agreed to: it is read back anew.
  if (!checked.ok || exactly(checked.value.amountDue) !== frame.memo.amount) return { kind: 'go-on' };
  const planned = await payments.plan(turn.viewer, { accountNumber: account, billIds: null, method: null });
  if (!planned.ok && ['method_unavailable', 'unavailable', 'too_many_requests'].includes(planned.problem.code))
    return done([text('trouble.unavailable', await hotlineOf(turn))], { failed: true });
  if (!planned.ok) {
    return planned.problem.code === 'payment_open'
      ? done([text('pay.open-elsewhere', { account })], { failed: true })
      : { kind: 'go-on' };
  }
  const { payment } = planned.value.value;
  if (exactly(payment.amount) !== frame.memo.amount) return { kind: 'go-on' };
  return {
    kind: 'go-on',
    memo: { paying: exactly(payment.amount) },
    writes: planned.value.writes,
    say: [
      {
        kind: 'card',
        title: phrase('pay.opened-title'),
        rows: [
          [phrase('row.account'), { literal: maskAccountNumber(account) }],
          [phrase('row.amount'), { money: payment.amount }],
        ],
        buttons: [],
        link: { label: phrase('label.go-pay'), url: await payments.link(payment) },
      },
    ],
  };
}

async function file(turn: Turn, slots: Slots, frame: Frame): Promise<Step> {
  const { holders } = turn.services;
  const kind = kindOf(slots);
  const ask: ApplicationAsk = {
    kind,
    accountNumber: numberOf(slots),
    address: null,
    name: slots.name ?? null,
    idNumber: slots.idNumber ?? null,
    newName: kind === 'rename' ? (slots.name ?? null) : null,
    role: roleOf(slots) as Role,
    reason: kind === 'rename' ? reasonOf(slots) : null,
    oldHolderPhone: slots.oldHolderPhone || null,
    contactPhone: slots.contactPhone ?? null,
    capacityKw: null,
    parkingSpace: null,
    category: null,
    description: null,
    documents: papersGiven(frame).map(({ documentId }) => documentId),
    consent: slots.consent === 'yes',
    agreed: true,
    conversationId: turn.conversationId,
  };
  const proved = frame.memo.proved === (await printOf(turn, slots));
  const planned = await holders.plan(turn.viewer, ask, proved);
  if (!planned.ok) {
    switch (planned.problem.code) {
      case 'arrears_open':
        // A bill came meanwhile: what is owed is read back and can be paid.
        return { kind: 'go-on' };
      case 'other_change_open':
        return done([text('holder.other-open', { caseNumber: null })], { failed: true });
      default:
        return done([text('holder.not-possible', await hotlineOf(turn))], { failed: true });
    }
  }
  const { caseNumber, record } = planned.value.value;
  return done(
    [
      text('holder.filed', { kind, caseNumber, stage: record.stage, heir: roleOf(slots) === 'heir' }),
      caseCard(shownCase(record, true, turn.now), turn.now),
    ],
    {
      writes: planned.value.writes,
      filed: caseNumber,
      ...(roleOf(slots) !== 'agent' && { viewer: { ...turn.viewer, realName: 'verified' as const } }),
    },
  );
}

/** Both services are this flow; the question in the middle decides which of them it is. */
export const holderChange = (service: Extract<ServiceId, 'account.rename' | 'account.transfer'>): Flow => ({
  service,
  version: 1,
  slots: holderSlots(needsOf),
  readBack,
  act: (turn, slots, frame) => (frame.memo.asks === 'pay' ? pay(turn, slots, frame) : file(turn, slots, frame)),
});
