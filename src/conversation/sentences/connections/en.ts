/** Connections and other requests, in English. */
import type { CaseKind, PromiseKind } from '../../../domain/cases.ts';
import type { DocumentKind } from '../../../domain/documents.ts';
import type { RequestKind } from '../../../services/requests.ts';
import type { Part } from '../book.ts';
import { casesEn } from '../cases/en.ts';
import { createFormat } from '../format.ts';
import type { ConnectionsParams } from './params.ts';

const format = createFormat('en');
const kindOf = (kind: CaseKind): string => casesEn['case.kind']({ kind }, format);
const inside = (kind: CaseKind): string => (kind === 'ev-charger' ? kindOf(kind) : kindOf(kind).toLowerCase());
const papersOf = (kinds: readonly DocumentKind[]): string => casesEn['value.papers']({ kinds }, format);
const days = (n: number): string => `${n} working day${n === 1 ? '' : 's'}`;

const DESCRIBE: Readonly<Partial<Record<RequestKind, string>>> = {
  'bill-check': 'What is wrong with this bill? The amount, the kWh, the reading?',
  'meter-test': 'Why do you doubt the meter? For example: same use, far more kWh.',
  'appliance-damage':
    'Which appliances are damaged, and what happened? Leave them as they are until our people have seen them.',
};
const NOTES: Readonly<Record<RequestKind, string>> = {
  'bill-check': 'You will hear what we find. What was charged too much is paid back.',
  'meter-test': 'Test fee: we pay it if the meter is wrong, you pay it if the meter is right. We call before we come.',
  reconnection: 'Power is back within 24 hours from the moment the arrears were paid.',
  'appliance-damage': 'Somebody comes within 24 hours to look. Please leave the appliances as they are.',
  'phone-change':
    'A clerk calls back to make sure it is you; only then the number changes. The old number gets a text message.',
  'account-closing':
    'We take a last reading and send a last bill. Once it is paid the account closes and any balance is paid back. You can withdraw until we begin.',
};
const PROMISED: Readonly<Record<PromiseKind, string>> = {
  arrive: 'Visit',
  restore: 'Power back',
  contact: 'Contact',
  answer: 'Answer',
  complete: 'Done',
  'next-word': 'Next word',
};

export const connectionsEn: Part<ConnectionsParams> = {
  'connection.ask-category': 'What kind of supply is it?',
  'connection.ask-address': 'At which address do you need power? Please give the house and door number too.',
  'connection.wrong-address': 'Please write the address in full, for example: 12 Xingfu Road, flat 501.',
  'connection.ask-place': 'At which account’s address is the charger to be?',
  'connection.elsewhere': 'Another address',
  'connection.ask-capacity': (p) =>
    p.kind === 'ev-charger'
      ? 'How many kilowatts has the charger? At home it is mostly 7 or 11.'
      : p.kind === 'capacity-increase'
        ? 'To how many kilowatts shall it be raised?'
        : p.kind === 'temporary-supply'
          ? 'How many kilowatts does the temporary supply need?'
          : 'How many kilowatts do you need? A flat mostly needs 8, many appliances 12 or 16.',
  'connection.capacity-unsure': (p) => `Not sure, take ${p.kw} kW`,
  'connection.wrong-capacity': 'Please tell me the kilowatts, for example 8, or choose the last answer.',
  'connection.ask-purpose': 'What is the temporary supply for, and for about how long?',
  'connection.ask-name': 'What is the applicant’s name, as on the ID card?',
  'connection.wrong-name': 'Please write the applicant’s name only.',
  'connection.ask-phone': 'Which number can we call before the survey?',
  'connection.wrong-phone': 'That is no phone number I know. Please send a mobile, or a landline with its area code.',
  'connection.ask-parking': 'Which parking space is it? For example: level B2, space 118.',
  'connection.wrong-parking': 'Please write the parking space, for example: level B2, space 118.',
  'connection.ask-role': 'Is the parking space your own, or leased?',
  'connection.role': (p) => (p.role === 'owner' ? 'My own space' : 'Leased space'),
  'connection.lease-note': 'For a leased space its owner agrees in writing: an authorisation letter will do.',
  'connection.read-back': (p) => `Please check: ${inside(p.kind)}`,
  'connection.notice':
    'You can follow every step. You choose designer, builder and supplier yourself; nobody may name one. Fees are told before anything is built.',
  'connection.confirm': (p) => `You have read this and apply (${inside(p.kind)}). Shall I send it?`,
  'connection.opened': (p) => {
    const done = `${kindOf(p.kind)}: application ${p.caseNumber} is in.`;
    if (p.missing.length === 0) return done;
    return p.waits
      ? `${done} Still missing: ${papersOf(p.missing)}. The clock starts when they are here.`
      : `${done} You can send these later: ${papersOf(p.missing)}.`;
  },
  'connection.arrears': (p, f) =>
    `Account ${f.account(p.account)} has an overdue bill. Once it is paid, this can go on.`,
  'connection.not-possible': (p, f) =>
    `Account ${f.account(p.account)} has no regular supply now, so I can’t do this here. A person can help.`,
  'change.open': (p) =>
    p.caseNumber
      ? `A change is open here already, ${p.caseNumber}. Another one is possible when it is done.`
      : 'A change of this account is open already. Another one is possible when it is done.',
  'value.kw': (p) => `${p.kw} kW`,
  'value.steps': 'Submitted, site survey, supply plan, meter and power',
  'value.done-by': (p, f) =>
    p.waits
      ? `within ${days(p.workingDays)} once the papers are here`
      : `within ${days(p.workingDays)}, by ${f.time(p.due)}`,
  'row.supply-address': 'Address',
  'row.capacity': 'Capacity',
  'row.purpose': 'Purpose',
  'row.applicant': 'Applicant',
  'row.request-phone': 'Contact phone',
  'row.parking': 'Parking space',
  'row.parking-of': 'Whose space',
  'row.handed-in': 'Papers handed in',
  'row.steps': 'Steps',

  'request.ask-category': 'What would you like to have done?',
  'request.ask-month': 'Which month’s bill do you doubt?',
  'request.no-bill': 'There is no bill of that month. Please choose another one.',
  'request.ask-description': (p) => DESCRIBE[p.kind] ?? 'Please tell me what happened.',
  'request.wrong-description': 'Please say it in a few words.',
  'request.ask-since': 'On which day were they damaged?',
  'request.since-option': (p, f) => {
    const name = ['Today', 'Yesterday'][p.ago];
    const day = f.day(p.day).replace(/ \d+$/, '');
    return name ? `${name}, ${day}` : day;
  },
  'request.since-earlier': (p) => `Over ${p.days} days ago`,
  'request.wrong-since': 'I could not tell the day. You can say yesterday, or 3 December.',
  'request.too-late': (p) =>
    `By the rule, damage has to be claimed within ${p.days} days, and that is over. If there is a reason, a person can look at it: here or at ${p.hotline}.`,
  'request.ask-photos': (p) =>
    p.given > 0
      ? `${p.given} received. Send more, then tap the button below.`
      : p.kind === 'account-closing'
        ? 'A photo of the meter reading helps, but is not needed.'
        : 'Photos of the damage help, but are not needed.',
  'request.ask-phone': 'Would you like to leave a phone number? Otherwise we use the one on file.',
  'request.ask-new-phone': (p) => `The number on file is ${p.oldPhone}. What is the new mobile number?`,
  'request.wrong-new-phone':
    'That is no mobile number I know. It has 11 digits (in Taiwan 10 digits that begin with 09).',
  'request.same-phone': 'That is the number on file already. Please send the new one.',
  'request.ask-reason': 'Would you like to say why you close it? Otherwise tap “Skip”.',
  'request.read-back': (p) => `Please check: ${inside(p.kind)}`,
  'request.note': (p) => NOTES[p.kind],
  'request.confirm': (p) => `Shall I send this (${inside(p.kind)})?`,
  'request.opened': (p) =>
    `${kindOf(p.kind)} received, number ${p.caseNumber}.${p.missing.length > 0 ? ` Still missing: ${papersOf(p.missing)}. The clock starts when they are here.` : ''}`,
  'request.joined': (p) =>
    `This is being worked on already, number ${p.caseNumber}. No need to file it again; what you said is handled with it.`,
  'request.not-cut': (p, f) =>
    `Account ${f.account(p.account)} is not cut off for arrears. If there is no power, you can report an outage.`,
  'request.closed': (p, f) => `Account ${f.account(p.account)} is closed, so this can’t be done any more.`,
  'request.owed': (p, f) =>
    p.kind === 'reconnection'
      ? `${f.money(p.amount)} is still to be paid. Power comes back by itself afterwards; no need to ask again.`
      : `${f.money(p.amount)} is to be paid first, with an overdue bill in it.`,
  'text-message.phone-change': (p, f) =>
    `${p.supplier}: new phone asked for ${f.account(p.account)} (${p.caseNumber}). Not you? Call ${p.hotline}.`,
  'value.promise': (p, f) => `${PROMISED[p.kind]} by ${f.time(p.due)}`,
  'value.later-papers': (p) => `The clock starts with: ${papersOf(p.kinds)}`,
  'value.photos': (p) => `${p.count}`,
  'row.bill': 'Bill',
  'row.happened': 'Happened on',
  'row.request-about': 'What is wrong',
  'row.devices': 'Damaged appliances',
  'row.new-phone': 'New number',
  'row.request-reason': 'Reason',
  'row.still-due': 'Still to be paid',
};
