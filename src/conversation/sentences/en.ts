/** Everything the service says in English. */
import { dayOf } from '../../domain/calendar.ts';
import type { ServiceId, SlotName } from '../../domain/names.ts';
import type { PaymentMethod } from '../../domain/payments.ts';
import { billsEn } from './bills/en.ts';
import type { Book } from './book.ts';
import { casesEn } from './cases/en.ts';
import { complaintsEn } from './complaints/en.ts';
import { connectionsEn } from './connections/en.ts';
import { demoEn } from './demo/en.ts';
import { compare, otherMonth, sameYear, shown, size, withoutYear } from './grammar.ts';
import { handoffEn } from './handoff/en.ts';
import { holdersEn } from './holders/en.ts';
import { knowledgeEn } from './knowledge/en.ts';
import { linksEn } from './links/en.ts';
import { noticesEn } from './notices/en.ts';
import { outagesEn } from './outages/en.ts';
import { paymentsEn } from './payments/en.ts';
import { repairsEn } from './repairs/en.ts';

/** How one can pay here; the practice page moves no money. */
const METHODS: Readonly<Record<PaymentMethod, string>> = {
  'wechat-pay': 'WeChat Pay',
  'line-pay': 'LINE Pay',
  sandbox: 'the practice payment page',
};

const SERVICES: Readonly<Record<ServiceId, string>> = {
  'bill.query': 'Check my bill',
  'bill.explain': 'Explain my bill',
  'payment.pay': 'Pay my bill',
  'payment.history': 'Payment history',
  'invoice.issue': 'Get an invoice',
  'account.bind': 'Link an account',
  'account.unbind': 'Unlink an account',
  'account.switch': 'Switch account',
  'account.rename': 'Correct the name',
  'account.transfer': 'Transfer an account',
  'outage.report': 'Report an outage',
  'outage.query': 'Check outages',
  'connection.new': 'New connection',
  'request.file': 'Other requests',
  'complaint.file': 'Complaint, feedback',
  'progress.query': 'Check progress',
  'progress.chase': 'Chase a case',
  'channel.link': 'Connect other chats',
  'notice.choose': 'Choose notices',
  'handoff.request': 'Talk to a person',
  'rating.give': 'Rate this service',
  'knowledge.ask': 'Ask a question',
  smalltalk: 'Chat',
};

/** Inside a sentence. */
const DOING: Readonly<Record<ServiceId, string>> = {
  'bill.query': 'checking your bill',
  'bill.explain': 'explaining your bill',
  'payment.pay': 'paying your bill',
  'payment.history': 'looking up your payments',
  'invoice.issue': 'getting your invoice',
  'account.bind': 'linking an account',
  'account.unbind': 'unlinking an account',
  'account.switch': 'switching account',
  'account.rename': 'changing the name',
  'account.transfer': 'transferring the account',
  'outage.report': 'reporting the outage',
  'outage.query': 'checking outages',
  'connection.new': 'your connection application',
  'request.file': 'your request',
  'complaint.file': 'taking your feedback',
  'progress.query': 'checking progress',
  'progress.chase': 'chasing your case',
  'channel.link': 'connecting your chats',
  'notice.choose': 'choosing your notices',
  'handoff.request': 'passing you to a person',
  'rating.give': 'rating our service',
  'knowledge.ask': 'your question',
  smalltalk: 'our chat',
};

const SLOTS: Readonly<Record<SlotName, string>> = {
  accountNumber: 'account number',
  account: 'account',
  phone: 'phone number',
  code: 'code',
  month: 'month',
  payment: 'payment',
  titleKind: 'invoice type',
  title: 'invoice title',
  taxNumber: 'tax number',
  danger: 'danger',
  scope: 'extent',
  breaker: 'breaker',
  since: 'start of the outage',
  address: 'supply address',
  coordinates: 'point on the map',
  contactPhone: 'contact phone',
  description: 'description',
  ownershipChanged: 'change of ownership',
  role: 'applicant',
  reason: 'reason',
  consent: 'consent',
  name: 'name',
  idNumber: 'ID number',
  oldHolderPhone: 'holder’s phone',
  documents: 'papers',
  capacityKw: 'capacity',
  parkingSpace: 'parking space',
  category: 'kind',
  about: 'subject',
  anonymous: 'anonymity',
  case: 'case',
  link: 'what to do',
  linkCode: 'code',
  topics: 'notices',
  score: 'rating',
  comment: 'comment',
  addition: 'what you add',
  question: 'question',
  helpful: 'whether it helped',
  talk: 'message',
  rated: 'service',
};

const SCORES = {
  1: 'Very dissatisfied',
  2: 'Dissatisfied',
  3: 'Neutral',
  4: 'Satisfied',
  5: 'Very satisfied',
} as const;
const BILL_STATUS = { unpaid: 'Not paid yet', overdue: 'Overdue', paid: 'Paid' } as const;
const PAYMENT_STATUS = {
  pending: 'not paid yet',
  paid: 'paid',
  failed: 'not successful',
  expired: 'expired',
  refunded: 'refunded',
} as const;

const counted = (count: number, one: string, more = `${one}s`) => `${count} ${count === 1 ? one : more}`;
const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

const TITLE_KINDS = { personal: 'personal', company: 'company' } as const;

export const en: Book = {
  ...billsEn,
  ...casesEn,
  ...complaintsEn,
  ...connectionsEn,
  ...demoEn,
  ...knowledgeEn,
  ...handoffEn,
  ...paymentsEn,
  ...holdersEn,
  ...noticesEn,
  ...outagesEn,
  ...linksEn({ doing: (service) => DOING[service] }),
  ...repairsEn({ doing: (service) => DOING[service], slots: SLOTS }),
  'talk.hello': (p) =>
    `Hello, this is ${p.supplier}. You can check or pay bills, report an outage, transfer an account or send us a complaint; just tell me.`,
  'talk.bot': (p) =>
    `I am the automatic service of ${p.supplier}, not a person. What I can do I do at once; to talk to somebody, say “talk to a person”.`,
  'talk.thanks': "You're welcome. Write any time you need something.",
  'talk.bye': 'Goodbye. Write any time you need something.',
  'help.what-i-can': (p) =>
    `Here you can do these things with ${p.supplier}:\n· Bills: check them, see why one is high, pay, look up payments, get invoices\n· Outages: report one, see what is known\n· Applications: change of name, transfer, new connection, capacity, EV charger, reconnection, meter test, account closing\n· Cases: progress, chasing, complaints, reports, suggestions, praise\n· Link or switch accounts, choose notices, talk to a person\nIn danger, such as a fallen wire or sparks, move away first, then call ${p.hotline}.`,
  'help.in-the-middle': (p) =>
    `We're in the middle of ${DOING[p.service]}; just answer the last question. Say “cancel” to stop or “talk to a person” for help.`,
  'scope.outside': (p) =>
    `I can only help with electricity from ${p.supplier}, so not with this. You can ask me about bills, outages, transfers and complaints.`,
  'scope.cannot-read': "I can't read pictures, stickers or voice messages yet. Please type it instead.",
  'language.changed': "OK, we'll go on in English.",

  'repair.cancelled': (p) => `OK, cancelled: ${DOING[p.service]}.`,
  'repair.nothing-to-cancel': "Nothing is in progress, so there's nothing to cancel.",
  'repair.resume': (p) => `Back to ${DOING[p.service]}.`,
  'repair.later': (p) => `Noted. After this we'll go on to ${DOING[p.service]}.`,
  'repair.next': (p) => `Next is ${DOING[p.service]}.`,
  'repair.corrected': (p, f) => {
    const value = shown(p.slot, p.value, f, TITLE_KINDS);
    return value === null
      ? `OK, I've changed the ${SLOTS[p.slot]}.`
      : `OK, I've changed the ${SLOTS[p.slot]} to ${value}.`;
  },
  'repair.what-is-right': (p) => `OK, what should the ${SLOTS[p.slot]} be?`,
  'repair.what-is-wrong': 'What is wrong? Choose an item, or just tell me what it should be.',
  'repair.which': 'Just to be sure: which of these do you mean?',
  'repair.unclear': "Sorry, I didn't understand. Could you say it another way?",
  'repair.unclear-again':
    "I still don't follow. You could say “Check last month's bill”, “I want to pay my bill”, “My power is out” or “How is my case going?”.",
  'repair.choose-or-person': 'Please choose one of these. If none fits, a person can help you.',
  'repair.old-button': 'That button belongs to an earlier step and no longer counts. Please see the latest message.',
  'repair.old-button-start': (p) =>
    `That button belongs to an earlier step and no longer counts. Go on to ${DOING[p.service]} now?`,
  'repair.changed-meanwhile': (p) =>
    `Sorry, the steps for ${DOING[p.service]} have been updated since last time, so we'll begin again.`,
  'repair.unreadable': (p) =>
    `Sorry, your answers for ${DOING[p.service]} can no longer be read, so we'll begin again.`,
  'repair.too-deep': "Several things are still open. Let's finish this one first, then start another.",

  'wrong.accountNumber':
    "That doesn't have the right number of digits. An account number has 10, 13 or 16 digits (11 in Taiwan) and is printed on your bill.",
  'wrong.phone':
    "I couldn't read that as a phone number. Please send all of its digits: 11 for a mainland mobile, 10 starting with 09 for Taiwan.",
  'wrong.code':
    'The code is the six digits in our text message. Please send it again, or reply “resend” if you have none.',
  'wrong.month': "I couldn't tell which month. You can say “last month” or “October 2026”.",
  'wrong.choice': "I couldn't tell which one you mean. Please tap an option or reply with its number.",
  'wrong.confirm': 'This step needs your answer: reply “yes” to go ahead or “no” to leave it.',
  'wrong.score': 'Please give a number from 1 to 5. 5 is very satisfied, 1 is very dissatisfied.',
  'wrong.title': 'Please send only the company name, as it is registered.',
  'wrong.taxNumber':
    'A tax number has 15, 18 or 20 characters (8 digits in Taiwan). Please check it and send it again.',
  'wrong.comment': 'Please write a few words, or tap “Skip”.',

  'ask.accountNumber': "What is your account number? You'll find it on your bill.",
  'ask.phone': (p, f) =>
    `Which phone number is registered with account ${f.account(p.account)}? We'll send a code there by text message.`,
  'ask.code': (p) =>
    `If the account and phone number belong together, a six-digit code was sent to ${p.phone}. It is valid for ${counted(p.minutes, 'minute')}. Please send it here, or reply “resend” for a new one.`,
  'ask.code-again': (p) =>
    `If the account and phone number belong together, a new code was sent to ${p.phone}. The old one no longer works; please send the new six digits.`,
  'ask.code-later': 'Reply “resend” then, and a code will be sent to this phone.',
  'bind.first': 'Please link your account first. Then you can check and pay your bills here.',
  'bind.done': (p, f) => `Linked: account ${f.account(p.account)}, holder ${p.holder}, address ${p.address}.`,
  'bind.already': (p, f) => `Account ${f.account(p.account)} is already linked and ready to use.`,
  'bind.code-wrong': (p) =>
    `That code isn't right. You have ${counted(p.left, 'try', 'tries')} left; please check the text message and send it again.`,
  'bind.code-ended': 'This code has expired or been tried too many times. Reply “resend” to get a new one.',
  'bind.wait-code': (p, f) =>
    p.sent
      ? `Codes go out once a minute. The last one still works if it comes; if not, reply “resend” after ${f.time(p.retryAt)}.`
      : `Codes go out once a minute. Reply “resend” after ${f.time(p.retryAt)} and one will be sent to this phone.`,
  'bind.lost-phone': (p) =>
    `Codes only go to the phone on file, so without it I can't link the account. A service hall changes that phone if you bring your ID card; a person can help, or call ${p.hotline}.`,
  'bind.too-many': (p, f) =>
    p.retryAt
      ? `No more codes can be sent for now. Please try again after ${f.time(p.retryAt)}.`
      : 'No more codes can be sent for now. Please try again later.',
  'text-message.code': (p) => `${p.supplier}: code ${p.code}, valid ${p.minutes} min. Staff never ask for it.`,
  'unbind.none': "You have no linked account, so there's nothing to unlink.",
  'unbind.confirm': (p, f) =>
    `Unlink account ${f.account(p.account)}? Your electricity stays on; you just can't see its bills here any more.`,
  'unbind.done': (p, f) => `Account ${f.account(p.account)} is unlinked. You can link it again any time.`,
  'switch.only-one': (p, f) =>
    `Account ${f.account(p.account)} is your only linked one. To use another, say “link an account”.`,
  'switch.done': (p, f) => `You're now using account ${f.account(p.account)}.`,
  'ask.account': 'Which account is it for?',
  'option.account': (p, f) => `${p.name} ${f.account(p.account)}`.trim(),

  'bill.title': (p, f) => `Bill for ${f.period(p.period)}`,
  'bill.none': (p, f) => `Account ${f.account(p.account)} has no bills yet.`,
  'bill.none-then': (p, f) =>
    `Account ${f.account(p.account)} has no bill for ${f.period(p.period)}. You can ask for another month.`,
  'bill.newest-yet': (p, f) =>
    `The bill for ${f.period(p.period)} isn't out yet; it comes later. This is the newest one, for ${f.period(p.newest)}.`,
  'bill.all-due': (p, f) =>
    `${counted(p.count, 'bill')} not paid yet, ${f.money(p.amount)} in all${p.lateFee ? `, late fees of ${f.money(p.lateFee)} included` : ''}.`,
  'bill.status': (p) => BILL_STATUS[p.status],
  'row.account': 'Account',
  'row.dates': 'Billing dates',
  'row.kwh': 'Electricity used',
  'row.tier-reached': 'Tier reached',
  'value.tier-reached': (p, f) =>
    `Tier ${p.tier}, ${p.kwhLeft === null ? 'the highest' : `${f.kwh(p.kwhLeft)} left in it${p.period === 'year' ? ' for the year' : ''}`}`,
  'row.amount': 'Amount',
  'row.late-fee': 'Late fee',
  'row.due-date': 'Pay by',
  'row.status': 'Status',
  'row.reading': 'Meter reading',
  'row.total-due': 'Total due',
  'row.month': (p, f) => f.period(p.period),
  'value.dates': (p, f) => `${sameYear(p.from, p.to) ? withoutYear(f.day(p.from)) : f.day(p.from)} – ${f.day(p.to)}`,
  'value.estimated': 'Estimated',
  'chart.kwh': 'Electricity used (kWh)',

  'explain.more': (p, f) =>
    `${f.period(p.period)} is ${f.money(size(p.difference))} more than ${otherMonth(p.than, p.period, f)}.`,
  'explain.less': (p, f) =>
    `${f.period(p.period)} is ${f.money(size(p.difference))} less than ${otherMonth(p.than, p.period, f)}.`,
  'explain.same': (p, f) => `${f.period(p.period)} costs the same as ${otherMonth(p.than, p.period, f)}.`,
  'explain.first': (p, f) =>
    `The bill for ${f.period(p.period)} is ${f.money(p.amount)}. There is no earlier bill to compare it with.`,
  'explain.parts': (p, f) => `What changed since ${f.period(p.than)}`,
  'explain.tiers': (p, f) => `How ${f.period(p.period)} was worked out`,
  'explain.sum': 'Total',
  'explain.main-usage': (p, f) => {
    const change = compare(p.before, p.after);
    if (change === 0) return `The main cause is a small change in use, now about ${f.kwh(p.after)} a day.`;
    return `The main cause is ${change > 0 ? 'higher' : 'lower'} use: ${f.kwh(p.after)} a day, against ${f.kwh(p.before)} before.`;
  },
  'explain.main-days': (p) =>
    `The main cause is a ${p.after < p.before ? 'shorter' : 'longer'} billing period: ${counted(p.after, 'day')}, against ${p.before} before.`,
  'explain.main-season': (p, f) => {
    const change = compare(p.before, p.after);
    if (change === 0) return 'The main cause is the season: prices differ between summer and the other months.';
    return `The main cause is the season: the first tier now ends at ${f.kwh(p.after)} instead of ${f.kwh(p.before)}, so ${change < 0 ? 'more' : 'less'} of your use is charged at a higher price.`;
  },
  'explain.main-annual-tier': 'The main cause is that your use this year has reached a higher tier.',
  'explain.main-tariff': 'The main cause is a change in electricity prices.',
  'explain.main-time-of-use': 'The main cause is a different split between peak and off-peak use.',
  'explain.estimated':
    'The meter reading of this bill or of the one compared was an estimate, so actual use may differ.',
  'explain.does-not-agree': (p, f) =>
    `Our own calculation doesn't reach the billed amount, so a check was opened (case ${p.caseNumber}). You'll have an answer by ${f.time(p.deadline)}.`,
  'explain.not-in-tariff': (p, f) =>
    `The tariff has no prices for ${f.period(p.period)}, so this bill can't be worked out from it. A check was opened (case ${p.caseNumber}); you'll have an answer by ${f.time(p.deadline)}.`,
  'part.days': (p) => `Days: ${p.before} → ${p.after}`,
  'part.usage': (p) => `kWh a day: ${p.before} → ${p.after}`,
  'part.season': (p) =>
    compare(p.before, p.after) === 0 ? 'Seasonal prices' : `First tier: ${p.before} → ${p.after} kWh`,
  'part.annual-tier': 'Tiers by use this year',
  'part.tariff': 'Price change',
  'part.time-of-use': 'Peak and off-peak split',
  'part.unexplained': 'Still being checked',
  'part.not-in-tariff': (p, f) => `No prices for ${f.period(p.period)}`,
  'part.first-usage': 'Electricity used',
  'row.tier': (p) => `Tier ${p.tier}${{ all: '', peak: ', peak', valley: ', off-peak' }[p.use]}`,
  'value.tier': (p, f) => `${f.kwh(p.kwh)} × ${p.price} = ${f.money(p.amount)}`,

  'pay.read-back': 'Please check your payment',
  'pay.confirm': (p, f) => `Pay ${f.money(p.amount)} for account ${f.account(p.account)}: is that right?`,
  'pay.nothing-due': (p, f) => `Account ${f.account(p.account)} has nothing to pay.`,
  'pay.prepaid': (p, f) =>
    `Account ${f.account(p.account)} is prepaid, with a balance of ${f.money(p.balance)}. I can't top it up here: use the supplier's app or a service hall, or ask ${p.hotline}. Then the power returns.`,
  'pay.by': (p) =>
    p.yes
      ? `Yes. Say “pay my bill”; the page that opens takes ${p.methods.map((method) => METHODS[method]).join(' and ')}.`
      : `No, not here: here you can only pay by ${p.methods.map((method) => METHODS[method]).join(' or ')}. The supplier's app and service halls have other ways.`,
  'pay.open-elsewhere': (p, f) =>
    `A payment for account ${f.account(p.account)} is already in progress. To avoid paying twice, please try again when it has ended.`,
  'pay.opened': (p, f) =>
    `Please pay ${f.money(p.amount)} on the payment page, valid until ${f.time(p.until)}. Your receipt will arrive here by itself.`,
  'pay.opened-title': 'Waiting for payment',
  'pay.still-open': (p, f) =>
    `Your payment of ${f.money(p.amount)} is still open. You can finish it on the payment page until ${f.time(p.until)}.`,
  'pay.not-now': "OK, we'll leave it for now. Say “pay my bill” whenever you like.",
  'row.holder': 'Account holder',
  'row.bills': 'Bills',
  'value.bills': (p, f) => p.periods.map((period) => f.period(period)).join(', '),
  'paid.title': 'Payment receipt',
  'paid.thanks': 'Your payment has arrived, thank you. If you need an invoice, say “get an invoice”.',
  'row.paid-at': 'Paid at',
  'row.receipt': 'Receipt number',
  'row.day': (p, f) => f.day(dayOf(p.at)),
  'paid.failed': (p, f) =>
    `Your payment of ${f.money(p.amount)} didn't go through, and the payment service reports no money taken. To try again, say “pay my bill”.`,
  'paid.expired': (p, f) =>
    `The payment page for ${f.money(p.amount)} has expired, and the payment service reports no money taken. To pay, say “pay my bill”.`,
  'paid.disputed': (p) =>
    `The money we received doesn't match this order, so a person is checking it (case ${p.caseNumber}). Please don't pay again meanwhile.`,
  'history.title': (p, f) => `Payments for ${f.account(p.account)}`,
  'history.none': (p, f) =>
    `Account ${f.account(p.account)} has no payments here yet. Bills paid elsewhere show as paid when you check them.`,
  'value.payment': (p, f) => `${f.money(p.amount)}, ${PAYMENT_STATUS[p.status]}`,

  'invoice.none-paid': 'There is no payment to invoice yet. Once you have paid here, you can get one.',
  'ask.payment': 'Which payment do you need an invoice for?',
  'option.payment': (p, f) => `${f.day(dayOf(p.at))} ${f.money(p.amount)}`,
  'ask.titleKind': (p) => `Should the invoice be for you (${p.holder}) or for a company?`,
  'option.personal': (p) => `Personal (${p.holder})`,
  'option.company': 'Company',
  'ask.title': 'What is the full registered name of the company?',
  'ask.taxNumber': "What is the company's tax number?",
  'invoice.read-back': 'Please check your invoice',
  'invoice.confirm': 'Issue the invoice with these details?',
  'invoice.done': (p) => `Your invoice is ready: number ${p.number}. You can open and print it.`,
  'invoice.title': 'Electronic invoice',
  'invoice.exists': 'This payment already has an invoice. You can open it.',
  'row.title': 'Invoice title',
  'row.tax-number': 'Tax number',

  'ask.score': (p) => `${capital(DOING[p.service])}: how satisfied were you this time?`,
  'option.score': (p) => SCORES[p.score],
  'ask.comment': 'Would you like to tell us why? If not, tap “Skip”.',
  'rating.thanks': 'Thank you for your rating.',
  'rating.recovery': (p, f) =>
    `We're sorry this didn't go well for you. Somebody will contact you by ${f.time(p.deadline)} (case ${p.caseNumber}).`,
  'rating.already': 'You have already rated this service, thank you.',
  'rating.nothing': 'There is nothing to rate at the moment.',

  'emergency.first': (p) =>
    p.machine
      ? `Somebody depends on a machine: call ${p.emergency} now and get ready for the hospital, or change to the spare battery or oxygen bottle.\nThen call ${p.hotline} and say that a life depends on the machine.`
      : `Safety first: keep away, and don't touch wires, appliances or standing water.\nMove others away too.\nIf anybody is hurt or there is fire, call ${p.emergency} now.\nThen call ${p.hotline} to report it.`,
  'emergency.case': (p) =>
    `Urgent case ${p.caseNumber} is open. Our dispatch team will call you back; please keep your phone free.`,
  'emergency.hurt': (p) =>
    `Call ${p.emergency} now.\nThey may still be live: don't touch them or the wire.\nSwitch off at the main if that is safe, or stay back.\nOnce it is off, do what the ambulance line says.`,
  'emergency.what-to-do': (p) =>
    ({
      shock: `First cut the power at the main, if that is safe. If not, don't touch the person or push the wire. Call ${p.emergency} and do as they say.`,
      line: `Stay 8 metres or more from the wire and keep others back. Touch neither it nor any car, tree or water at it. Hurt or fire: call ${p.emergency}.`,
      fire: `Get out, leave your things, call ${p.emergency}. No water while the power is on. Switch off at the main only if that is safe.`,
      water: `Stay out of the water; touch no appliance or socket. Use the main switch only if it is dry and safe. Trapped or hurt: call ${p.emergency}.`,
      machine: `Call ${p.emergency} now and get ready for the hospital, or change to the spare battery or oxygen bottle.`,
      any: `Keep away from wires, appliances and water; use the main switch only if that is safe. Hurt or fire: call ${p.emergency}. The dispatcher will call you.`,
    })[p.hazard],
  'emergency.coming': (p) =>
    `Dispatch has emergency case ${p.caseNumber} and will call you first; I can't see yet when they arrive. Keep away, and keep your phone free.`,
  'emergency.noted': (p) =>
    `Noted${p.seen ? ' for the dispatcher' : ''}: ${[p.address, p.phone].filter((one) => one !== null).join(', ')}.${p.missing ? ` Please also tell me ${p.missing === 'phone' ? 'a phone number' : 'the address'}.` : ''}`,
  'emergency.crisis': (p) =>
    `I am worried about you; you matter. Please talk to somebody now: help line ${p.helpLine}, or ${p.emergency}, or someone you trust. Our people are here too.`,
  'emergency.gas': (p) =>
    `At once: switch nothing on or off, no flames; open windows, get everyone outside.\nFrom there call the gas company's emergency line or ${p.emergency}.\nGas is not ours, so no case here.`,
  'trouble.unavailable': (p) =>
    `Sorry, I can't look this up right now. Please try again soon, or call ${p.hotline} if it's urgent.`,

  'label.service': (p) => SERVICES[p.service],
  'label.slot': (p) => capital(SLOTS[p.slot]),
  'label.yes': 'Yes',
  'label.no': 'Not now',
  'label.pay-yes': 'Pay now',
  'label.skip': 'Skip',
  'label.why': 'Why this amount?',
  'label.history': 'Payment history',
  'label.person': 'Talk to a person',
  'label.help': 'What can I do?',
  'label.resend': 'Resend code',
  'label.cancel': 'Cancel',
  'label.go-pay': 'Go to payment',
  'label.open-invoice': 'Open invoice',
  'label.other-account': 'Another account',
};
