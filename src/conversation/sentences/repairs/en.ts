/** Mending a conversation, in English. */
import type { Part } from '../book.ts';
import type { RepairsParams } from './params.ts';
import { type Reasons, type RepairWords, reasonOf } from './words.ts';

const REASONS: Reasons = {
  accountNumber: 'Every home has its own account number; without it I cannot find your bills or your meter.',
  account: 'You may have more than one account, so I need to know which one.',
  phone: 'The code goes to the phone on file. It shows that it is you, so that nobody else sees your bills.',
  code: 'The code shows that the phone is in your hands, so a stranger cannot link your account.',
  month: 'There is one bill for each period, so I need the month to find it.',
  payment: 'An invoice is made for one payment, so I need to know which.',
  titleKind: 'Personal and company invoices differ, and an invoice cannot simply be changed later.',
  title: "An invoice must show the company's registered name, or it cannot be claimed.",
  taxNumber: 'A company invoice must show the tax number, or it cannot be claimed.',
  danger: 'If there is danger, you have to get away first, and dispatch must know at once.',
  scope: 'How far it is dark tells a tripped switch at home from a fault on the line; different people are sent.',
  breaker: 'A tripped breaker is mostly a fault at home that you can clear; if it has not tripped, we send somebody.',
  since: {
    'request.file': 'We compare it with the records of outages and voltage on that day.',
    other: 'With the time we can find it in the records of the line.',
  },
  address: {
    'outage.query': 'Outages are planned by line, so I need the address to look it up.',
    'outage.report': 'The crew has to know where to go.',
    other: 'Our people come to the address to survey and connect it.',
  },
  coordinates: 'With the point on the map the crew need not look for the way.',
  contactPhone: {
    'outage.report': 'The crew rings this number on arrival, or when they cannot find the place.',
    'request.file': 'Somebody will handle your request and needs a number to reach you.',
    'complaint.file': 'We reply to you on this number, about this matter only.',
    'handoff.request': 'Nobody is at the desk now; this is the number they will ring when they are back.',
    other: 'Our people ring this number when they have a question, for nothing else.',
  },
  description: {
    'complaint.file': 'With the whole story, the person who handles it need not ask you again.',
    'connection.new': 'A temporary supply is planned by what it is for and for how long.',
    other: 'If we know what is wrong, our people can come prepared.',
  },
  ownershipChanged: 'A new owner means a transfer, the same owner only a change of name; the papers differ.',
  role: {
    'connection.new': 'For a space you own or rent, the papers differ.',
    other: 'Owners, agents and heirs need different papers.',
  },
  reason: {
    'account.rename': 'A slip in the records and a legal change of name need different papers.',
    'progress.query': 'If they know what is not solved, the next person can put it right.',
    other: 'The reason decides what we do next.',
  },
  consent: 'Your personal data are protected by law; without your consent we may not use them.',
  name: {
    'connection.new': "The application is registered in the applicant's name.",
    other: 'The new contract needs the name on your ID card; if it is wrong, it has to be done again.',
  },
  idNumber: 'It proves who you are, so nobody can take the account away. It is kept encrypted, for the handler only.',
  oldHolderPhone: 'The old holder has to be told, and we compare the number with ours. Skip it if you do not know it.',
  documents: 'These papers prove who you are and that the home is yours. You can send them later.',
  capacityKw: 'The capacity decides the size of meter and line; too little and it will trip.',
  parkingSpace: 'The charger is put up at the space, so we need to know which one.',
  category: 'Different people handle different matters; with the kind it goes to the right ones at once.',
  about: 'If we know whom or what it is about, it goes to the people in charge of it.',
  anonymous: 'Anonymous means that we keep no trace of you, but then we cannot send you the outcome.',
  case: 'You have more than one case, so I need to know which.',
  link: 'Connecting, disconnecting and going on are done in different ways.',
  linkCode: 'The code shows that the other chat is yours too.',
  topics: 'You get what you choose and nothing else.',
  score: 'Your rating is used to do better; after a low one somebody gets in touch.',
  addition: 'Whatever you add is passed on with your words. Skip it if there is nothing.',
  comment: 'If we know what went wrong we can mend it. Skip it if you like.',
  question: 'With your question I can find the rule that answers it.',
  helpful: 'Whether it helped decides if we rewrite this text.',
  talk: 'Say whatever you like, or nothing at all.',
  rated: 'I need to know which service the rating is for.',
  confirm: 'Without your yes I submit nothing; please see whether all of it is right.',
};

export const repairsEn = ({ doing, slots }: RepairWords): Part<RepairsParams> => ({
  'why.asked': (p) => reasonOf(REASONS, p.slot, p.service),
  'repair.needed': (p) =>
    `Without it (${slots[p.slot]}) this can't go on. If you'd rather not say, talk to a person or leave it for now.`,
  'repair.kept': (p) => `Noted: ${p.slots.map((slot) => slots[slot]).join(', ')}.`,
  'repair.is-phone': (p) => `${p.phone} is a telephone number, so I keep it as your phone.`,
  'repair.wait': 'Of course, take your time. I will wait here.',
  'repair.cancelled-with': (p) =>
    `OK, cancelled: ${doing(p.service)}, and what waited for it: ${p.waiting.map(doing).join(', ')}.`,
  'repair.left-with': (p) => `What waited for it is left too: ${p.waiting.map(doing).join(', ')}.`,
  'repair.cancelled-all': (p) => `OK, all cancelled: ${p.services.map(doing).join(', ')}.`,
  'repair.was-open': (p) =>
    `Last time we were in the middle of ${doing(p.service)}. Just answer to go on, or say “cancel” to drop it.`,
  'repair.read-again': 'Some time has passed and something has changed; please check it once more.',
  'repair.put-off': (p) =>
    `OK, later then: ${p.services.map(doing).join(', ')}. I have kept what you told me; say “go on” to take it up again.`,
  'repair.by-address': (p) => `An address is enough for ${doing(p.service)}: no account has to be linked.`,
  'repair.nothing-to-go-on': 'Nothing is half done just now. What would you like to do?',
  'repair.no-code':
    'Nothing is waiting for a code just now. Tell me what you want to do, and I send one when it is needed.',
  'swindle.beware': (p) =>
    `Don't click, pay or call back: very likely a swindle. We never ask for cards, passwords or codes by text, link or phone. Say “check my bill” to see what you owe, or ask ${p.hotline}.`,
  'swindle.act-now': (p) =>
    `Call your bank at once to block the card and the payment, then the police: 110 (mainland) or 165 (Taiwan). Give nobody another code, and keep the message. To check with us: ${p.hotline}.`,
  'repair.offer-person': (p) => `I still can't make it out. A person can help you, or call ${p.hotline}.`,
  'undo.nothing': 'Nothing that can be taken back was submitted just now.',
  'undo.not-here': (p) => `Done already: ${doing(p.service)}. I can't take that back here; a person can help.`,
  'undo.payment-pending': (p, f) =>
    `The ${f.money(p.amount)} is not paid yet. Nothing is charged unless you pay; the page closes by itself at ${f.time(p.until)}.`,
  'undo.payment-paid': (p, f) =>
    `The ${f.money(p.amount)} has been paid and I can't take it back here. For a refund, talk to a person.`,
  'undo.payment-none': (p, f) => `The ${f.money(p.amount)} did not go through; nothing was charged.`,
  'mood.angry': "I'm sorry for the trouble. I have taken note of what you said; let's get this done first.",
  'mood.worried': 'I know this is worrying. We will go step by step until it is done.',
  'unread.sticker': 'Thanks for the sticker.',
  'unread.image': "I got your picture, but I can't see what is in it. Please type it for me.",
  'unread.image-papers': "I can't take papers as pictures here. Choose “Later” and hand them in afterwards.",
  'unread.voice': "I can't listen to voice messages. Please type, or let your keyboard turn speech into text.",
  'unread.video': "I can't watch videos. Please type it for me.",
  'unread.file': "I can't open files. Please type what is in it.",
  'unread.place': "I can't read a shared location. Please type it for me.",
  'unread.place-asked': "I can't read a shared location. Please type the address, down to the house number.",
  'place.what-for': 'Thanks for the place. What is it about?',
  'place.no-address': 'I have the point on the map, but no address with it. Please type the street and the number.',
  'place.not-here': 'Thanks for the place. It is not needed for this.',
  'photo.kept': (p) => `Got it. It will be handed in with ${doing(p.service)}.`,
  'photo.added': (p) => `Got it. It is in case ${p.caseNumber} now.`,
  'photo.too-large': (p) =>
    `The file is too large: ${p.megabytes} MB at most. Please make it smaller and send it again.`,
  'photo.gone': 'The file cannot be opened any more. Please send it again.',
  'photo.away': 'The file did not reach me just now. Please send it again in a moment.',
  'photo.not-anonymous':
    'An anonymous report takes no pictures: they would show who you are. Please describe it in words.',
  'label.go-on': 'Go on',
  'label.drop-it': 'Drop it',
});
