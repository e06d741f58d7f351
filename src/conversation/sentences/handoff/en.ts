/** Being with a person, in English. */
import type { Part } from '../book.ts';
import type { HandoffParams } from './params.ts';

const place = (position: number) =>
  position === 1
    ? 'you are next'
    : position === 2
      ? 'one person is ahead of you'
      : `${position - 1} people are ahead of you`;

export const handoffEn: Part<HandoffParams> = {
  'handoff.done': (p, f) =>
    `I have passed this to a person, case ${p.caseNumber}. Right now ${place(p.position)}; somebody will contact you by ${f.time(p.deadline)}. You can carry on here meanwhile.`,
  'handoff.already': (p, f) =>
    `Our staff already have your request, case ${p.caseNumber}. Right now ${place(p.position)}; somebody will contact you by ${f.time(p.deadline)}.`,
  'handoff.call-back': (p, f) =>
    `Nobody is on duty now; our staff are back from ${f.time(p.opensAt)}. Your request is noted as case ${p.caseNumber}, and somebody will contact you by ${f.time(p.deadline)}.`,
  'handoff.call-back-already': (p, f) =>
    `Your request is already noted as case ${p.caseNumber}. Our staff are back from ${f.time(p.opensAt)}, and somebody will contact you by ${f.time(p.deadline)}.`,
  'ask.handoff-phone':
    'Would you like to leave a phone number for a call back? Otherwise we will contact you in this chat.',
  'handoff.phone-confirm': (p) => `Shall we call ${p.phone}?`,
  'handoff.phone-kept': (p, f) => `Noted: we will call ${p.phone} or write to you here by ${f.time(p.deadline)}.`,
  'handoff.no-phone': (p, f) => `All right, no phone number. We will contact you here by ${f.time(p.deadline)}.`,
  'handoff.withdrawn': (p) => `All right, no person then. Case ${p.caseNumber} is withdrawn.`,
  'handoff.nothing-open': 'You are not waiting for a person. Just tell me what you need.',
  'label.no-person': 'No person needed',
  'handoff.with-person': (p) => `${p.name} is with you now. You are writing to a person.`,
  'handoff.back': (p) => `${p.name} has left the chat. I am the automatic service and will go on from here.`,
};
