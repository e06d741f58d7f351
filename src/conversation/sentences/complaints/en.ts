/** Complaints, progress and chasing, in English. */
import type { CaseKind } from '../../../domain/cases.ts';
import type { ResidentAct } from '../../../services/cases/resident-acts.ts';
import type { FeedbackCategory } from '../../../services/feedback.ts';
import type { RatingReason } from '../../../services/ratings.ts';
import type { Part } from '../book.ts';
import { casesEn as cases } from '../cases/en.ts';
import type { Format } from '../format.ts';
import type { About, ComplaintsParams } from './params.ts';

const kindOf = (kind: CaseKind, f: Format): string => cases['case.kind']({ kind }, f);

/** Where twenty characters must do. */
const SHORT: Readonly<Partial<Record<CaseKind, string>>> = {
  transfer: 'Transfer',
  'capacity-increase': 'Capacity',
  'ev-charger': 'EV charger',
  'temporary-supply': 'Temporary',
  report: 'Report',
  'appliance-damage': 'Damage',
  'phone-change': 'Phone',
  'account-closing': 'Closing',
  'new-connection': 'Connection',
  handoff: 'Talk',
  recovery: 'Follow-up',
};
const shortly = ({ kind, caseNumber }: { kind: CaseKind; caseNumber: string }, f: Format): string =>
  `${SHORT[kind] ?? kindOf(kind, f)} …${caseNumber.slice(-4)}`;

const OPEN: Readonly<Record<FeedbackCategory, string>> = {
  complaint:
    "I'm sorry you had to go through this, and I understand how you feel. I'll take it down in your own words for somebody to deal with.",
  report: 'Thank you for telling us. Reports are kept confidential, and you may leave your name out.',
  opinion: "Thank you for speaking up. I'll take it down in your own words.",
  suggestion: "Thank you for the idea. I'll take it down in your own words.",
  praise: "Thank you for letting us know. I'll pass it on in your own words.",
};
const ABOUT: Readonly<Record<FeedbackCategory, string>> = {
  complaint: 'What is it about? Choose one, or just tell me: a member of staff, a bill, a place.',
  report: 'Who or which place do you want to report?',
  opinion: 'What is your opinion about? Choose one, or just tell me.',
  suggestion: 'What is your suggestion about? Choose one, or just tell me.',
  praise: 'Who or what would you like to praise?',
};
const DESCRIPTION: Readonly<Record<FeedbackCategory, string>> = {
  complaint: 'Please tell me what happened, when, and what you would like us to do.',
  report: 'Please tell me what you know: what happened, when and where.',
  opinion: 'Please tell me your opinion.',
  suggestion: 'Please tell me your suggestion.',
  praise: 'Please tell me how they helped.',
};
const ABOUTS: Readonly<Record<About, string>> = {
  person: 'A member of staff',
  bill: 'A bill',
  outage: 'An outage or repair',
  work: 'An application',
  online: 'The online service',
  loss: 'What an outage cost me',
};
const ACTS: Readonly<Record<ResidentAct, string>> = {
  add: 'added to',
  withdraw: 'withdrawn',
  reopen: 'reopened',
  solved: 'marked as solved',
  'not-solved': 'marked as not solved',
};
const LOW: Readonly<Record<RatingReason, string>> = {
  'too-slow': 'Too slow',
  'not-solved': 'Not solved',
  'unclear-words': 'Hard to understand',
  attitude: 'Unfriendly',
  'many-papers': 'Too many papers',
  'hard-to-use': 'Hard to use',
  'price-or-bill': 'Price or bill',
  other: 'Something else',
};
const WHO = { 1: 'the person in charge', 2: 'a supervisor', 3: 'the service manager' } as const;

export const complaintsEn: Part<ComplaintsParams> = {
  'case.history': (p) => `${p.label}: ${p.words}`,
  'row.last-word': 'Latest reply',
  'row.closed': 'Ended',

  'complaint.open': (p) => OPEN[p.category],
  'complaint.ask-category': 'Which of these is it?',
  'complaint.ask-anonymous':
    "Would you like to stay anonymous? Then no name or phone is kept, nobody who handles it sees who you are, and we can't call you back.",
  'option.anonymous': (p) => (p.value === 'yes' ? 'Anonymous' : 'Not anonymous'),
  'complaint.ask-about': (p) => ABOUT[p.category],
  'option.about': (p) => ABOUTS[p.about],
  'option.about-case': shortly,
  'complaint.ask-description': (p) =>
    `${DESCRIPTION[p.category]}${p.anonymous ? " It is passed on as written, so please don't write who you are." : ''}`,
  'complaint.noted': 'I have noted what you said, word for word. To add something at any time, begin with “add”.',
  'complaint.ask-claim':
    'No account number needed. Tell me all at once: the address, when the power went, for how long, what you lost and its worth. It is checked, and you get an answer.',
  'complaint.ask-phone': (p) =>
    p.category === 'complaint' || p.category === 'report'
      ? 'Which phone number can we call you at about this?'
      : 'Would you like to leave a phone number? If not, tap “Skip”.',
  'complaint.wrong-about': 'Please say in 2 to 200 characters what it is about.',
  'complaint.wrong-description': 'Please describe it in 2 to 1000 characters.',
  'complaint.wrong-phone':
    "I couldn't read that as a phone number. Please send a mobile number, or a landline with its area code.",
  'complaint.read-back': (p, f) => `Please check: ${kindOf(p.category, f)}`,
  'row.feedback-about': 'About',
  'row.feedback-words': 'In your words',
  'row.feedback-from': 'From',
  'row.feedback-phone': 'Contact phone',
  'value.from': (p) => (p.anonymous ? 'Anonymous, no name or phone kept' : 'Not anonymous, confidential'),
  'complaint.confirm': () => 'Shall I send it like this?',
  'complaint.filed': (p, f) => {
    const head = `${kindOf(p.category, f)} received. Your case number is ${p.caseNumber}; it is with ${cases['case.team']({ team: p.team }, f)}.`;
    const contact = p.contact ? `we contact you by ${f.time(p.contact)}` : '';
    const answer = p.answer ? `${p.category === 'praise' ? 'passed on' : 'reply'} by ${f.time(p.answer)}` : '';
    const promised = [contact, answer].filter((part) => part !== '').join(', ');
    return promised === '' ? head : `${head} Promised: ${promised}.`;
  },
  'complaint.keep-number':
    "We can't send you updates on an anonymous report. To see how it stands, ask “how is my case going” here any time.",
  'complaint.regulator': (p) =>
    `If you still aren't satisfied with the result, you can call the energy regulator on ${p.line}.`,

  'progress.none': 'You have no open case here, and none that ended recently. You can start something below.',
  'progress.which': 'Which one would you like to see?',
  'progress.not-found': (p) => `I can't find a case ${p.caseNumber}. Please check the number and send it again.`,
  'progress.of-others':
    'Somebody else opened this for an account of yours, so only its progress and dates can be shown.',
  'option.case': shortly,
  'label.my-cases': 'My cases',
  'label.other-cases': 'Other cases',
  'label.reopen': 'Reopen it',
  'label.solved': 'Solved',
  'label.not-solved': 'Not solved',
  'act.ask-reason': (p) => {
    if (p.act === 'add') return 'What would you like to add?';
    return p.act === 'reopen'
      ? 'Please tell me what is still not solved.'
      : "What is still not solved? If you'd rather not say, tap “Skip”.";
  },
  'act.confirm': (p, f) => {
    const title = `${kindOf(p.kind, f)} ${p.caseNumber}`;
    if (p.act === 'solved') return `${title} is solved and can be closed: is that right?`;
    if (p.act === 'not-solved') return `${title} is not solved and should be taken up again: is that right?`;
    return p.act === 'withdraw'
      ? `Withdraw ${title}? Nobody will work on it any more.`
      : `Have ${title} taken up again by a supervisor?`;
  },
  'act.done': (p, f) => {
    const title = `${kindOf(p.kind, f)} ${p.caseNumber}`;
    if (p.act === 'add') return `Added to ${title}: whoever handles it will see it.`;
    if (p.act === 'withdraw') return `${title} is withdrawn.`;
    if (p.act === 'solved') return `${title} is closed. Thank you for telling us.`;
    return `${title} is now with a supervisor, and its time limit starts again.`;
  },
  'act.not-now': (p, f) =>
    `${kindOf(p.kind, f)} ${p.caseNumber} can't be ${ACTS[p.act]} at this stage. Please see its latest progress.`,
  'act.too-late': (p, f) =>
    `${kindOf(p.kind, f)} ${p.caseNumber} ended too long ago to be reopened. You can send it again, or talk to a person.`,
  'act.reopened-before': (p, f) =>
    `${kindOf(p.kind, f)} ${p.caseNumber} has been reopened once and can't be reopened again.`,

  'chase.none': 'You have no open case here to chase.',
  'chase.which': 'Which one shall I chase?',
  'chase.closed': (p, f) =>
    `${kindOf(p.kind, f)} ${p.caseNumber} has ended (${cases['case.stage']({ stage: p.stage }, f).toLowerCase()}), so there is nothing to chase.`,
  'chase.not-yours': 'Somebody else opened this one; only they can chase it.',
  'chase.confirm': (p, f) => {
    const name = p.owner ? ` (${p.owner})` : '';
    const call = p.calls ? ', who will have somebody call you' : '';
    const task = p.supervisor && p.level === 1 ? ' A supervisor will look at it as well.' : '';
    return `Chase ${kindOf(p.kind, f)} ${p.caseNumber}? It goes to ${WHO[p.level]}${name}${call}.${task}`;
  },
  'chase.effect': (p, f) => {
    const name = p.owner ? ` (${p.owner})` : '';
    const priority = p.raised ? 'priority raised' : 'top priority already';
    const call = p.calls ? ' and somebody will call you' : '';
    const task = p.supervisor ? ' After several chases, a supervisor is on it too.' : '';
    return `Chased: ${priority}; ${WHO[p.level]}${name} has it${call}.${task} Next update by ${f.time(p.nextWordAt)}.`;
  },
  'chase.too-early': (p, f) => {
    const why = {
      first: 'It was received only a short while ago.',
      again: 'It was chased a short while ago and is being worked on.',
      today: 'It has already been chased today.',
      enough: 'It has been chased as often as it can be; a supervisor knows.',
      'old-holder': 'We are waiting for the present holder, and chasing cannot hurry that.',
    }[p.why];
    if (!p.nextAt) return why;
    return p.why === 'old-holder'
      ? `${why} If there is no answer by ${f.time(p.nextAt)}, we go on with your papers.`
      : `${why} You can chase it from ${f.time(p.nextAt)}.`;
  },
  'chase.waiting': (p, f) =>
    p.missing.length > 0
      ? `We are waiting for these from you: ${cases['value.papers']({ kinds: p.missing }, f)}. Work goes on once we have them, so there is nothing to chase for now.`
      : `We are waiting for you: ${cases['case.action']({ action: p.action }, f)}. After that, work goes on.`,

  'option.low': (p) => LOW[p.reason],
  'ask.comment-more': 'Noted. Is there anything to add? If not, tap “Skip”.',
};
