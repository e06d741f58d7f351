/** Outages: reported, known, restored, in English. */
import type { OutageCause, OutageStage, ReportScope } from '../../../domain/outages.ts';
import type { Part } from '../book.ts';
import type { Format } from '../format.ts';
import type { OutagesParams, OutageWords } from './params.ts';

const CAUSES: Readonly<Record<OutageCause, string>> = {
  planned: 'planned outage',
  fault: 'power fault',
  rotation: 'rotating outage',
};
const SCOPES: Readonly<Record<ReportScope, string>> = {
  home: 'Only my home',
  building: 'The whole building',
  area: 'The whole area',
  unknown: "I don't know",
};
const BREAKERS = { yes: 'It tripped', no: 'It did not trip', unknown: "I can't tell" } as const;
const STAGES: Readonly<Record<OutageStage, string>> = {
  reported: 'Received, a crew will be sent',
  dispatched: 'The crew is on its way',
  'on-site': 'The crew is on site',
  restored: 'Power is restored',
};
const stageOf = (stage: OutageStage, cause: OutageCause): string =>
  cause === 'fault' || stage === 'restored' || stage !== 'reported' ? STAGES[stage] : 'Going on as planned';
const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** Past its planned end: no longer as planned. */
const overrun = ({ cause, stage, late }: OutageWords): boolean => late && cause !== 'fault' && stage === 'reported';

/** `registered`: the next word is promised to whoever reported it. */
function when({ estimate, late, nextWordAt, cause }: OutageWords, f: Format, registered: boolean): string {
  const word = registered ? 'We will update you' : 'Register to hear more';
  const next = nextWordAt ? ` ${word} by ${f.time(nextWordAt)}.` : '';
  if (!estimate) return `There is no estimate yet of when power will be back.${next}`;
  if (late)
    return `It was due ${cause === 'fault' ? 'back' : 'to end'} at ${f.time(estimate)}, but that is not confirmed yet. Sorry.${next}`;
  return `Power is expected back at ${f.time(estimate)}.`;
}

export const outagesEn: Part<OutagesParams> = {
  'outage.ask-danger':
    'Safety first: is there a fallen wire, sparks, smoke, a burning smell, water in the meter box, or has anyone had an electric shock?',
  'outage.danger-comes-first':
    'If there is a fallen wire, sparks or smoke, or somebody had a shock: move away first, and tell me at once.',
  'outage.danger-or-not':
    'Just to be sure: is there danger near you now (fallen wire, sparks, smoke, a shock), yes or no?',
  'label.danger': (p) => (p.danger === 'yes' ? 'Yes, danger' : 'No'),
  'outage.ask-address': 'Where is the outage? Please tell me the full address with street number and building.',
  'outage.wrong-address': 'That address is too short. Please give the street or estate, the number and the building.',
  'label.elsewhere': 'Another address',
  'outage.ask-scope':
    "Is only your home out, or the whole building or area? The neighbours' windows or the stairway light will tell you.",
  'label.scope': (p) => SCOPES[p.scope],
  'outage.ask-breaker':
    'Please look at the main switch and the RCD in your breaker box: has it tripped? Keep your hands dry and leave the cover on.',
  'label.breaker': (p) => BREAKERS[p.breaker],
  'outage.guide':
    'Please try this once:\n1. Unplug everything and switch off the small breakers.\n2. Push the main switch fully down, then up once, only once.\n3. If it holds, switch the small breakers on one by one.\nIf you smell burning or see burn marks, leave it off and tell me there is danger.',
  'outage.ask-held': 'After that, did the main switch trip again?',
  'label.held': (p) => ({ yes: 'It tripped again', held: 'Stays on, power back', no: 'Stays on, no power' })[p.held],
  'outage.held':
    'Good, your power is back. If one breaker makes it trip, leave that one off and have a licensed electrician check it. I am here when you need me.',
  'outage.leak':
    "Then wiring or an appliance in your home probably leaks. Leave it off and call a licensed electrician: this part is yours, not the grid's. Not sure? Report it and a crew will look.",
  'outage.ask-phone': 'How can the crew reach you? Please leave a phone number, or skip.',
  'outage.wrong-phone': 'I could not read a phone number. Please send a mobile, or a landline with its area code.',
  'outage.read-back': 'Please check your report',
  'row.outage-place': 'Where',
  'row.outage-scope': 'How far',
  'row.outage-breaker': 'Main switch',
  'row.outage-since': 'Since',
  'row.outage-said': 'Details',
  'row.outage-call': 'Phone',
  'value.scope': (p) => SCOPES[p.scope],
  'value.breaker': (p) => BREAKERS[p.breaker],
  'value.no-phone': 'none given',
  'value.arrive-within': (p) => `A crew on site within ${p.minutes} minutes of the report`,
  'outage.confirm': 'Report the outage like this?',
  'outage.confirm-join': 'Shall I register your report and keep you informed?',
  'label.report-it': 'Report it',
  'label.keep-informed': 'Keep me informed',
  'outage.filed': (p) =>
    ({
      opened: `Reported, case ${p.caseNumber}. Reports from the same place are handled together, and I will keep you informed.`,
      joined: `Registered, case ${p.caseNumber}. It is part of an outage we are already working on, and I will keep you informed.`,
      single: `Reported, case ${p.caseNumber}. I will keep you informed.`,
    })[p.how],
  'outage.filed-planned': (p, f) =>
    `Registered, case ${p.caseNumber}: a ${CAUSES[p.cause]}. ${when(p, f, true)}${p.estimate && !p.late ? ' I will tell you if that changes.' : ''}`,
  'outage.advice':
    "Meanwhile: switch off heaters, keep the fridge shut, avoid lifts, save your phone's battery. Once power is back, wait a few minutes before plugging things in: voltage may jump.",
  'outage.own': (p) =>
    `You have already reported this outage, case ${p.caseNumber}. We are working on it; there is no need to report it again.`,
  'outage.cut': (p, f) =>
    p.amount
      ? `Account ${f.account(p.account)} was cut off for unpaid bills: ${f.money(p.amount)} is owed. Once they are paid, your power is put back on by itself.`
      : `Account ${f.account(p.account)} was cut off for unpaid bills. Nothing is owed any more, so your power is put back on by itself. Still dark? You can ask for reconnection here.`,
  'outage.prepaid': (p, f) =>
    `The prepaid balance of account ${f.account(p.account)} is used up (${f.money(p.balance)} owed), so the meter may be off. Power returns after a top-up in the app or at a service hall; if not, tell me.`,
  'label.report-anyway': 'Report it anyway',
  'outage.where-danger': 'Where is the danger? If you are safe, please tell me the full address, or skip.',
  'outage.phone-danger': 'How can the dispatcher reach you? Please leave a phone number, or skip.',
  'emergency.where':
    'We do not know yet where you are or how to call you. Once you are safe, please tell me the address and a phone number.',
  'outage.noted': (p) => `Added to the emergency case ${p.caseNumber}; the dispatcher can see it.`,
  'label.tell-where': 'Say where I am',

  'outage.title': (p) => (p.ahead ? `Upcoming ${CAUSES[p.cause]}` : capital(CAUSES[p.cause])),
  'outage.known': (p, f) =>
    `${capital(CAUSES[p.cause])} in your area. ${p.cause === 'fault' && p.stage ? `${stageOf(p.stage, p.cause)}. ` : ''}${when(p, f, false)}`,
  'outage.ahead': (p, f) =>
    `${capital(CAUSES[p.cause])}: from ${f.time(p.from)}${p.to ? (p.estimated ? `, power expected back at ${f.time(p.to)}` : ` to ${f.time(p.to)}`) : ', end not known yet'}.`,
  'row.outage-from': 'From',
  'row.outage-to': 'Planned end',
  'row.outage-estimate': 'Expected back',
  'row.outage-stage': 'Progress',
  'row.outage-reports': 'Reports',
  'row.outage-next-word': 'Next update',
  'value.outage-stage': (p) => stageOf(p.stage, p.cause),
  'value.reports': (p) => (p.count === 1 ? '1 household' : `${p.count} households`),
  'value.no-estimate': 'no estimate yet',
  'value.estimate-late': (p, f) => `was ${f.time(p.estimate)}; passed, nothing heard yet`,
  'outage.not-located': (p) =>
    `I can't find the address ${p.address} in our records, so I can't tell whether there is an outage there. If your power is out, you can report it right away.`,
  'outage.none':
    'No outage is known where you are now, and none is planned soon. If your power is out, you can report it right away.',
  'outage.none-now': 'No outage is known where you are now. If your power is out, you can report it right away.',

  'outage.told': (p, f) =>
    `Outage report ${p.caseNumber}: ${overrun(p) ? '' : `${stageOf(p.stage, p.cause)}. `}${when(p, f, true)}`,
  'outage.joined': (p) =>
    `Outage report ${p.caseNumber}: others nearby have reported too, so we are repairing it as one outage.`,
  'outage.restored': (p, f) => `Outage report ${p.caseNumber}: power was restored at ${f.time(p.at)}.`,
  'outage.called-off': (p) => `Outage report ${p.caseNumber}: this outage has been called off.`,
  'outage.no-fault': (p) =>
    `Outage report ${p.caseNumber}: the crew found nothing wrong in the supply; the case is closed. Please check if your main switch tripped. Still dark? Tell me to report it anew.`,
  'outage.reopened': (p) =>
    `Sorry, outage report ${p.caseNumber}: we said that power was back, and it is not. We are still working on it.`,
  'outage.ask-back': (p) => `Is your power back? (case ${p.caseNumber})`,
  'label.back': (p) => (p.back === 'back' ? 'Power is back' : 'Still out'),
  'outage.ask-still-out': (p) =>
    `Your report ${p.caseNumber} is on record as restored. Is your power still out, and should a crew come again?`,
  'outage.still-out': (p, f) =>
    `Sorry about that. A crew is being sent again; your case is still ${p.caseNumber}.${p.nextWordAt ? ` We will tell you more by ${f.time(p.nextWordAt)}.` : ''}`,
  'outage.glad': (p) =>
    `Good, report ${p.caseNumber} is closed. If the outage damaged an appliance, you can claim it here.`,
  'outage.not-asked': (p) =>
    `Report ${p.caseNumber} needs no answer now. If your power is still out, please report it again.`,
  'outage.lapsed': (p) =>
    `We have not heard from you, so outage report ${p.caseNumber} is closed as restored. If power is still out, please report it at any time.`,
};
