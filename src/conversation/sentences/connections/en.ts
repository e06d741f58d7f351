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
  'bill-check': 'What looks wrong on this bill: the amount, the kWh, the reading?',
  'meter-test': 'Why do you think the meter is wrong? For example: same use, far more kWh.',
  'appliance-damage':
    'Which appliances are damaged, and what happened? Please leave them as they are until our staff have seen them.',
};
const NOTES: Readonly<Record<RequestKind, string>> = {
  'bill-check': 'We will tell you what we find. If you were charged too much, you get it back.',
  'meter-test': 'Test fee: we pay it if the meter is wrong, you pay it if the meter is right. We call before we come.',
  reconnection: 'The time limit for putting your power back on runs from the moment the arrears were paid.',
  'appliance-damage': 'Somebody will come and look. Until then, please leave the appliances as they are.',
  'phone-change':
    'We will call to make sure it is you, and only then change the number. The old number gets a text message.',
  'account-closing':
    'We take a last reading and send a last bill. Once it is paid the account closes and any balance is paid back. You can withdraw until we start.',
};
const PROMISED: Readonly<Record<PromiseKind, string>> = {
  arrive: 'Visit',
  restore: 'Power back',
  contact: 'Contact',
  answer: 'Reply',
  complete: 'Done',
  'next-word': 'Next update',
};

export const connectionsEn: Part<ConnectionsParams> = {
  'connection.ask-category': 'What kind of supply do you need?',
  'connection.ask-address': 'At which address do you need power? Please give the house and door number too.',
  'connection.wrong-address': 'Please write the address in full, for example: 12 Xingfu Road, flat 501.',
  'connection.ask-place': "At which account's address will the charger be?",
  'connection.elsewhere': 'Another address',
  'connection.ask-capacity': (p) =>
    p.kind === 'ev-charger'
      ? 'How many kilowatts does the charger have? Home chargers mostly have 7 or 11.'
      : p.kind === 'capacity-increase'
        ? 'How many kilowatts do you need in all?'
        : p.kind === 'temporary-supply'
          ? 'How many kilowatts does the temporary supply need?'
          : 'How many kilowatts do you need? Most homes take 8; with many appliances, 12 or 16.',
  'connection.capacity-unsure': (p) => `Not sure, take ${p.kw} kW`,
  'connection.wrong-capacity':
    'Please give the number of kilowatts, for example 8. If you are not sure, choose the option below.',
  'connection.ask-purpose': 'What is the temporary supply for, and for about how long?',
  'connection.ask-name': "What is the applicant's name, as on the ID card?",
  'connection.wrong-name': "Please write the applicant's name only.",
  'connection.ask-phone': 'Which number can we call before the survey?',
  'connection.wrong-phone':
    "I couldn't read that as a phone number. Please send a mobile number, or a landline with its area code.",
  'connection.ask-parking': 'Which parking space is it? For example: level B2, space 118.',
  'connection.wrong-parking': 'Please write the parking space, for example: level B2, space 118.',
  'connection.ask-role': 'Is the parking space your own, or leased?',
  'connection.role': (p) => (p.role === 'owner' ? 'My own space' : 'Leased space'),
  'connection.lease-note':
    'For a leased space, its owner has to agree in writing: a photo of an authorisation letter will do.',
  'connection.read-back': (p) => `Please check: ${inside(p.kind)}`,
  'connection.notice':
    'You can follow every step. You choose who designs, builds and supplies; nobody may choose for you. Any fee is stated before work starts, or not charged.',
  'connection.confirm': (p) => `If you have read all this: shall I send the application (${inside(p.kind)})?`,
  'connection.opened': (p) => {
    const done = `${kindOf(p.kind)}: applied, case ${p.caseNumber}.`;
    if (p.missing.length === 0) return done;
    return p.waits
      ? `${done} Still missing: ${papersOf(p.missing)}. The time limit starts with them.`
      : `${done} You can send these later${p.kind === 'temporary-supply' ? ', before power is switched on' : ''}: ${papersOf(p.missing)}.`;
  },
  'connection.arrears': (p, f) =>
    `Account ${f.account(p.account)} has an overdue bill. Once it is paid, this can go on.`,
  'connection.not-possible': (p, f) =>
    `Account ${f.account(p.account)} has no regular supply now, so I can't do this here. A person can help.`,
  'change.open': (p) =>
    p.caseNumber
      ? `A change is already under way here, case ${p.caseNumber}. You can apply for another once it is done.`
      : 'A change to this account is already under way. You can apply for another once it is done.',
  'value.kw': (p) => `${p.kw} kW`,
  'value.steps': 'Submitted, site survey, supply plan, meter and power',
  'value.done-by': (p, f) =>
    p.waits
      ? `within ${days(p.workingDays)} once we have the papers`
      : `within ${days(p.workingDays)}, by ${f.time(p.due)}`,
  'row.supply-address': 'Address',
  'row.capacity': 'Capacity',
  'row.purpose': 'Purpose',
  'row.applicant': 'Applicant',
  'row.request-phone': 'Contact phone',
  'row.parking': 'Parking space',
  'row.parking-of': 'Space belongs to',
  'row.handed-in': 'Papers handed in',
  'row.steps': 'Steps',

  'request.ask-category': 'What would you like us to do?',
  'request.ask-month': "Which month's bill should we check?",
  'request.no-bill': 'There is no bill for that month. Please choose another.',
  'request.ask-description': (p) => DESCRIBE[p.kind] ?? 'Please tell me what happened.',
  'request.wrong-description': 'Please say it in a few words.',
  'request.ask-since': 'On which day were they damaged?',
  'request.since-option': (p, f) => {
    const name = ['Today', 'Yesterday'][p.ago];
    const day = f.day(p.day).replace(/ \d+$/, '');
    return name ? `${name}, ${day}` : day;
  },
  'request.since-earlier': (p) => `Over ${p.days} days ago`,
  'request.wrong-since': "I couldn't tell which day. You can say yesterday, or 3 December.",
  'request.too-late': (p) =>
    `By the rules, damage has to be claimed within ${p.days} days, and that time is over. If there was a good reason, a person can help, here or on ${p.hotline}.`,
  'request.ask-photos': (p) =>
    p.given > 0
      ? `${p.given} received. Send more if you like, then tap the button below.`
      : p.kind === 'account-closing'
        ? 'A photo of the meter reading helps, but is not needed.'
        : 'Photos of the damage help, but are not needed.',
  'request.ask-phone': 'Would you like to leave a phone number? Otherwise we use the one on file.',
  'request.ask-new-phone': (p) => `The number on file is ${p.oldPhone}. What is the new mobile number?`,
  'request.wrong-new-phone':
    "I couldn't read that as a mobile number. It has 11 digits (in Taiwan 10, starting with 09).",
  'request.same-phone': 'That is already the number on file. Please send the new one.',
  'request.ask-reason': 'Would you like to say why you are closing it? If not, tap “Skip”.',
  'request.read-back': (p) => `Please check: ${inside(p.kind)}`,
  'request.note': (p) => NOTES[p.kind],
  'request.confirm': (p) => `Shall I send this (${inside(p.kind)})?`,
  'request.opened': (p) =>
    `${kindOf(p.kind)}: received, case ${p.caseNumber}.${p.missing.length > 0 ? ` Still missing: ${papersOf(p.missing)}. The time limit starts with them.` : ''}`,
  'request.joined': (p) =>
    `We are already working on this, case ${p.caseNumber}. No need to send it again; what you told us is added to it.`,
  'request.not-cut': (p, f) =>
    `Account ${f.account(p.account)} has not been cut off for arrears. If you have no power, you can report an outage.`,
  'request.closed': (p, f) => `Account ${f.account(p.account)} is closed, so this can't be done any more.`,
  'request.owed': (p, f) =>
    p.kind === 'reconnection'
      ? `${f.money(p.amount)} is still to be paid. Once it is, your power is put back on by itself; no need to ask again.`
      : `An overdue bill has to be paid first: ${f.money(p.amount)}. Once it is paid, this can go on.`,
  'text-message.phone-change': (p, f) =>
    `${p.supplier}: new phone asked for ${f.account(p.account)} (${p.caseNumber}). Not you? Call ${p.hotline}.`,
  'value.promise': (p, f) =>
    p.hours === null
      ? `${PROMISED[p.kind]} by ${f.time(p.due)}`
      : `${PROMISED[p.kind]} within ${p.hours} ${p.hours === 1 ? 'hour' : 'hours'} of filing`,
  'value.later-papers': (p) => `Time limit starts with: ${papersOf(p.kinds)}`,
  'value.photos': (p) => `${p.count}`,
  'row.bill': 'Bill',
  'row.happened': 'Happened on',
  'row.request-about': 'What is wrong',
  'row.devices': 'Damaged appliances',
  'row.new-phone': 'New number',
  'row.request-reason': 'Reason',
  'row.still-due': 'Still to be paid',
};
