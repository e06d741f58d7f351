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
  restart: 'starts again for the new holder',
  prorate: 'shared by the months left in the year',
  'carry-on': 'goes on from where it stands',
} as const;

export const holdersEn: Part<HoldersParams> = {
  'holder.seller':
    'If the buyer goes on using power there, the buyer applies for the transfer and we ask you to agree by text. Close the account only if nobody goes on; bills so far stay yours.',
  'label.how-consent': 'My part in it',
  'ask.ownershipChanged':
    'Has the property or the account changed hands? If so it is a transfer; if only the name changes, a name change.',
  'option.ownership': (p) => (p.value === 'yes' ? 'Yes, changed hands' : 'No, only the name'),
  'ask.transfer-account':
    'Which account number is to be transferred? It is on the bill; it need not be one you have linked.',
  'ask.role': 'In what role are you applying?',
  'option.role': (p) => ROLES[p.role],
  'ask.holder-consent': (p) =>
    `${p.supplier} uses name and ID number only to verify you and make this change: encrypted, for those in charge only, deleted by law. You may ask to see, correct or delete it. Agree?`,
  'option.consent': (p) => (p.value === 'yes' ? 'I agree' : 'I do not agree'),
  'ask.rename-reason': 'Why does the name have to change?',
  'option.reason': (p) => (p.reason === 'correction' ? 'Recorded wrongly' : 'Legal name changed'),
  'ask.holder-name': (p) =>
    p.kind === 'rename'
      ? 'What is the right name, as on the ID card? You may send the ID number with it.'
      : p.agent
        ? "What is the new holder's name, as on the ID card? You may send the ID number with it."
        : 'What is your name, as on the ID card? You may send the ID number with it.',
  'ask.idNumber': (p) => `Please send the ID number${p.name ? ` of ${p.name}` : ''}.`,
  'ask.oldHolderPhone':
    "Do you know the present holder's mobile number? You may skip this. We only ever contact the number on file.",
  'wrong.name': 'Please send the name as it stands on the ID card.',
  'wrong.idNumber': 'That does not look like an ID number. Please check it and send it again.',
  'wrong.papers': "Please send photos; then tap “That's all”, or “Later” if you have none now.",
  'holder.no-account': (p) => `I can't find account ${f.account(p.account)}. Please check the number.`,
  'holder.not-possible': (p) =>
    `This account can't be changed online (for example: high voltage, temporary, cut off, or another change wanted as well). Please settle that first or call ${p.hotline}.`,
  'holder.other-open': (p) =>
    p.caseNumber
      ? `You have already applied for a change to this account, case ${p.caseNumber}. No need to apply twice.`
      : 'Another change to this account is under way. It has to end or be withdrawn first.',
  'holder.arrears-first': (p, f) =>
    `Account ${f.account(p.account)} owes ${f.money(p.amount)}, which has to be paid first. Let's do that now and then go on.`,
  'holder.arrears-other': (p, f) =>
    `This account owes ${f.money(p.amount)}, normally for the present holder to pay. It has to be paid before we can file this; you can fill in the rest now and pay it here at the end.`,
  'holder.pay-meanwhile': (p, f) => `Let's go on while ${f.money(p.amount)} is being paid.`,
  'holder.pay-question': (p, f) =>
    `Account ${f.account(p.account)} owes ${f.money(p.amount)}, which has to be paid before we can file this. Pay it now?`,
  'holder.pay-waiting': (p, f) => `Waiting for ${f.money(p.amount)} to arrive. As soon as it does, we can file this.`,
  'label.paid-check': 'Check again',
  'holder.tenant':
    "A tenant normally can't take an account over. You can link it to see and pay bills. If the owner agrees, the owner can apply, or talk to a person with the owner's written consent.",
  'holder.no-consent': (p) =>
    `All right, nothing about your ID was kept. You can take your ID card to a service hall or call ${p.hotline}.`,
  'holder.proved': 'Your name and ID number have been verified.',
  'holder.mismatch': (p) =>
    p.kind === 'rename'
      ? 'Name and ID number do not match, or are not those of the account holder. Please send them again. If somebody else is the holder now, it is a transfer.'
      : 'Name and ID number do not match. Please send them again.',
  'holder.mismatch-again': (p) =>
    `They still do not match. A person can help, or a service hall if you bring your ID card, or call ${p.hotline}. To try again, send name and ID number once more.`,
  'holder.too-many': (p) => `That was too many tries for today. Please come back tomorrow or call ${p.hotline}.`,
  'holder.read-back': (p) => `Please check your ${CHANGE[p.kind]}`,
  'row.new-holder': 'New holder',
  'row.new-name': 'New name',
  'row.id-number': 'ID number',
  'row.role': 'Applicant',
  'row.reason': 'Reason',
  'row.papers-given': 'Papers received',
  'row.papers-until': 'Papers due',
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
      : `asked by text message at the number on file, for ${p.days} days at most; without an answer, a person decides by the papers`,
  'value.holder-clock': (p) =>
    `done within ${p.limit} working day${p.limit === 1 ? '' : 's'} ${p.afterPapers ? 'of the papers that prove it' : 'of filing'}; waiting for papers or answers does not count`,
  'value.papers-until': (p) => `within ${p.days} days, or it is closed; you can apply again`,
  'holder.notice': (p) =>
    p.kind === 'transfer'
      ? 'Please note: address, capacity and category stay; arrears are paid first; after a final reading you sign a new contract; auto-debit and time-of-use do not carry over.'
      : 'Please note: owner, address, capacity and category stay; only the name changes. Contract, balance and tier counter carry on.',
  'holder.agree': (p) =>
    `Is this right, and do you agree to what is noted above? Then I will file the ${CHANGE[p.kind]}.`,
  'label.agree': 'Agree and file',
  'holder.filed': (p) => {
    const next =
      p.stage === 'need-material'
        ? 'Papers that prove it are still missing; the time limit starts once we have them. Just send me photos.'
        : p.stage === 'awaiting-old-holder'
          ? 'The present holder is being asked.'
          : 'It will be checked next.';
    return `Your ${CHANGE[p.kind]} is filed, case ${p.caseNumber}. ${next}`;
  },
  'holder.left': (p) =>
    `Account ${f.account(p.account)} has a new holder and is no longer linked to you. Payments you made yourself stay on record.`,
  'holder.contract-title': (p) => `Supply contract ${p.caseNumber}`,
  'holder.contract-until': (p, f) => `by ${f.time(p.until)}, or you have to apply again`,
  'row.sign-until': 'To be signed',
  'label.sign': 'Read and sign',
  'papers.ask': (p) => {
    if (p.missing.length === 0) return `I have all the papers: ${list(p.given)}.`;
    const others = p.missing.length > p.proof.length ? ' The rest may follow later.' : '';
    const must =
      p.proof.length > 0
        ? `The time limit starts once we have: ${list(p.proof)}.${others}`
        : 'You can send these later.';
    return `${p.given.length > 0 ? `Received: ${list(p.given)}. Still missing: ` : 'Please send photos, one at a time: '}${list(p.missing)}. ${must}`;
  },
  'option.papers': (p) => (p.value === 'done' ? "That's all" : 'Later'),
  'papers.got': (p) => `Received: ${paper(p.kind)}.`,
  'papers.unknown': 'That paper did not arrive or has been used before. Please send it again.',
  'papers.for-what': 'I have the photo, but none of your applications needs a paper now. What would you like to do?',
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
    `Reminder: ${kindOf(p.kind)} ${p.caseNumber} still needs ${list(p.missing)} by ${f.time(p.due)}, or it will be closed. Just send me photos.`,
  'papers.expired': (p) =>
    `${kindOf(p.kind)} ${p.caseNumber} ran out of time and was closed. You can apply again whenever you are ready.`,
};
