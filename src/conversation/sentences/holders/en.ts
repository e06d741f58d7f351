/** Name changes and transfers, in English. */
import type { CaseKind } from '../../../domain/cases.ts';
import type { DocumentKind } from '../../../domain/documents.ts';
import type { Part } from '../book.ts';
import { casesEn } from '../cases/en.ts';
import { createFormat } from '../format.ts';
import type { HoldersParams } from './params.ts';

const f = createFormat('en');
const paper = (kind: DocumentKind): string => casesEn.paper({ kind }, f);
const kindOf = (kind: CaseKind): string => casesEn['case.kind']({ kind }, f);
const list = (kinds: readonly DocumentKind[]): string => kinds.map(paper).join(', ');

const CHANGE = { rename: 'name change', transfer: 'transfer' } as const;
const ROLES = { owner: 'The owner', agent: 'Acting for the owner', heir: 'An heir', tenant: 'A tenant' } as const;
const TIERS = {
  restart: 'starts anew for the new holder',
  prorate: 'by the months that are left of the year',
  'carry-on': 'goes on from where it stands',
} as const;

export const holdersEn: Part<HoldersParams> = {
  'ask.ownershipChanged':
    'Did the property or the account holder change hands? If so it is a transfer; if only the name changes, a name change.',
  'option.ownership': (p) => (p.value === 'yes' ? 'Yes, changed hands' : 'No, only the name'),
  'ask.transfer-account': 'Which account number is to be transferred? It is on the bill and need not be one you bound.',
  'ask.role': 'Who are you in this?',
  'option.role': (p) => ROLES[p.role],
  'ask.holder-consent': (p) =>
    `${p.supplier} now needs a name and an ID number, only to check who you are and make this change. Kept encrypted, read only by the handlers, deleted after the legal period. Agree?`,
  'option.consent': (p) => (p.value === 'yes' ? 'I agree' : 'I do not agree'),
  'ask.rename-reason': 'Why does the name have to change?',
  'option.reason': (p) => (p.reason === 'correction' ? 'It was written wrong' : 'Legal name changed'),
  'ask.holder-name': (p) =>
    p.kind === 'rename'
      ? 'What is the right name, as on the ID card? You may send the ID number with it.'
      : p.agent
        ? 'What is the new holder’s name, as on the ID card? You may send the ID number with it.'
        : 'What is your name, as on the ID card? You may send the ID number with it.',
  'ask.idNumber': (p) => `Please send the ID number${p.name ? ` of ${p.name}` : ''}.`,
  'ask.oldHolderPhone':
    'Do you know the present holder’s mobile number? You may skip this. We only ever contact the number on file.',
  'wrong.name': 'Please send the name as it stands on the ID card.',
  'wrong.idNumber': 'That does not look like an ID number. Please check it and send it again.',
  'wrong.papers': 'Please send photos; then tap “That’s all”, or “Later” if you have none now.',
  'holder.no-account': (p) => `I can’t find account ${f.account(p.account)}. Please check the number.`,
  'holder.not-possible': (p) =>
    `This account can’t be changed online: for example high voltage, temporary, cut off, or capacity or category change too. Do that first, or ring ${p.hotline}.`,
  'holder.other-open': (p) =>
    p.caseNumber
      ? `You have applied for a change of this account already: ${p.caseNumber}. No need to apply twice.`
      : 'Another change of this account is open. It has to end or be withdrawn first.',
  'holder.arrears-first': (p, f) =>
    `Account ${f.account(p.account)} owes ${f.money(p.amount)}, to be paid before it can be changed. Let’s pay first, then go on.`,
  'holder.arrears-other': (p, f) =>
    `This account owes ${f.money(p.amount)}, normally for the present holder to pay. It can’t be filed before; fill in the rest and, if you like, pay it here at the end.`,
  'holder.pay-meanwhile': (p, f) => `Let’s go on while ${f.money(p.amount)} is being paid.`,
  'holder.pay-question': (p, f) =>
    `Account ${f.account(p.account)} owes ${f.money(p.amount)}, to be paid before this can be filed. Pay it now?`,
  'holder.pay-waiting': (p, f) => `Waiting for ${f.money(p.amount)}. As soon as it is paid this can be filed.`,
  'label.paid-check': 'Look again',
  'holder.tenant':
    'A tenant normally can’t take an account over. You can bind it to see and pay bills. If the owner agrees, the owner applies, or a person helps with the owner’s written consent.',
  'holder.no-consent': (p) =>
    `All right, nothing of your ID was kept. You can take your ID card to a service hall or ring ${p.hotline}.`,
  'holder.proved': 'The real-name check is passed.',
  'holder.mismatch': (p) =>
    p.kind === 'rename'
      ? 'Name and ID number do not match or are not this account’s holder’s. Please send them again; if the holder changed, that is a transfer.'
      : 'Name and ID number do not match. Please send them again.',
  'holder.too-many': (p) => `That was too many tries for today. Please come back tomorrow or ring ${p.hotline}.`,
  'holder.read-back': (p) => `Please check your ${CHANGE[p.kind]}`,
  'row.new-holder': 'New holder',
  'row.new-name': 'New name',
  'row.id-number': 'ID number',
  'row.role': 'Applicant',
  'row.reason': 'Reason',
  'row.papers-given': 'Papers received',
  'row.papers-until': 'Missing papers',
  'row.balance': 'Prepaid balance',
  'row.tiers': 'Tier counter',
  'row.old-holder': 'Present holder',
  'value.holder-balance': (p) =>
    p.kind === 'rename'
      ? 'stays on the account'
      : p.goes === 'refund'
        ? 'goes back to the present holder, not to the new one'
        : 'moves to another account of the present holder, not to the new one',
  'value.holder-tiers': (p) => (p.kind === 'rename' ? 'goes on as it is' : TIERS[p.tiers]),
  'value.old-holder': (p) =>
    p.heir
      ? 'no consent needed; told by text message at the number on file'
      : `asked by text message at the number on file, for ${p.days} days at most; without an answer the papers decide and a person checks`,
  'value.holder-clock': (p) =>
    `done within ${p.limit} working day${p.limit === 1 ? '' : 's'} ${p.afterPapers ? 'of the papers that prove it' : 'of filing'}; waiting for others does not count`,
  'value.papers-until': (p) => `within ${p.days} days, else it is closed; you can apply again`,
  'holder.notice': (p) =>
    p.kind === 'transfer'
      ? 'Notice: address, capacity and category stay; arrears are paid first; after a final reading you sign a new contract; auto-debit and time-of-use are not passed on.'
      : 'Notice: owner, address, capacity and category stay, only the name changes; contract, balance and tier counter go on.',
  'holder.agree': (p) => `Is this right, and do you agree to the notice? Then I file the ${CHANGE[p.kind]}.`,
  'label.agree': 'Agree and file',
  'holder.filed': (p) => {
    const next =
      p.stage === 'need-material'
        ? 'The papers that prove it are missing; the clock starts with them. Just send me photos.'
        : p.stage === 'awaiting-old-holder'
          ? 'The present holder is being asked.'
          : 'It will be checked next.';
    return `Your ${CHANGE[p.kind]} is filed: ${p.caseNumber}. ${next}`;
  },
  'holder.left': (p) =>
    `Account ${f.account(p.account)} has a new holder and is not bound to you any more. Payments you made yourself stay on record.`,
  'holder.contract-title': (p) => `Supply contract ${p.caseNumber}`,
  'holder.contract-until': (p, f) => `by ${f.time(p.until)}, else you have to apply again`,
  'row.sign-until': 'To be signed',
  'label.sign': 'Read and sign',
  'papers.ask': (p) => {
    if (p.missing.length === 0) return `I have all the papers: ${list(p.given)}.`;
    const must =
      p.proof.length > 0
        ? `The clock does not start without: ${list(p.proof)}. The rest may follow.`
        : 'These may follow later.';
    return `${p.given.length > 0 ? `Received: ${list(p.given)}. Still wanted: ` : 'Please send photos, one at a time: '}${list(p.missing)}. ${must}`;
  },
  'option.papers': (p) => (p.value === 'done' ? 'That’s all' : 'Later'),
  'papers.got': (p) => `Received: ${paper(p.kind)}.`,
  'papers.unknown': 'That paper did not arrive or was used before. Please send it again.',
  'papers.for-what': 'I have the photo, but no application of yours is missing a paper. What would you like to do?',
  'papers.attached': (p) => {
    const rest =
      p.missing.length > 0
        ? ` Still missing: ${list(p.missing)}.`
        : p.stage === 'need-material'
          ? ''
          : ' Nothing is missing any more.';
    const next = p.stage === 'awaiting-old-holder' ? ' The present holder is being asked.' : '';
    return `Added to ${kindOf(p.kind)} ${p.caseNumber}.${rest}${next}`;
  },
  'papers.remind': (p, f) =>
    `Reminder: ${kindOf(p.kind)} ${p.caseNumber} needs ${list(p.missing)} by ${f.time(p.due)}, else it is closed. Send me photos.`,
  'papers.expired': (p) =>
    `${kindOf(p.kind)} ${p.caseNumber} has run out and was closed. You can apply again whenever you are ready.`,
};
