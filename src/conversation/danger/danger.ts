/** Danger: what keeps people safe comes first, from any state, then the case, then the question that was open; and what is said of it after that. */
import { maskPhone } from '../../domain/mask.ts';
import type { DangerCase, DangerKnown } from '../../services/outages/danger.ts';
import { accountIn } from '../flows/outage-place.ts';
import { fill, forget, waitNoMore } from '../frames.ts';
import { type Making, sayAll } from '../making.ts';
import type { FurtherDanger } from '../message.ts';
import { type Said, start, text } from '../saying.ts';
import { phrase } from '../sentences/book.ts';
import type { Frame } from '../session.ts';
import { askAgain } from '../step.ts';
import { hazardOf, hurtIn, saysItIsOver, speaksOfElse } from '../understanding/distress.ts';
import { hear } from '../understanding/spelling.ts';
import { gasWords, helpTheHurt, lifeLines, safetyFirst, whatToDo } from './safety.ts';
import { whereIn } from './where.ts';

export { safetyFirst };

/** A report of an outage that is being made: where it is, is where the danger is. */
const reportIn = ({ session }: Making): Frame | undefined =>
  session.stack.find(({ service, slots }) => service === 'outage.report' && slots.case === undefined);

/** The account that is meant as far as that is known: that of the report, the one just talked about, or the only one. */
function accountMeant(making: Making): string | null {
  const { topic, viewer } = making.turn;
  const slots = reportIn(making)?.slots;
  if (slots?.account) return accountIn(slots);
  return topic?.account ?? (viewer.accounts.length === 1 ? (viewer.accounts[0]?.accountNumber ?? null) : null);
}

type Where = ReturnType<typeof whereIn>;
const NOWHERE: Where = { address: null, contactPhone: null };

/** The priority case of this conversation's danger, opened or joined, into the turn's writes; says nothing. */
async function planDanger(making: Making, where: Where = NOWHERE): Promise<DangerCase> {
  const { services, viewer, conversationId, messageKey, written, now } = making.turn;
  const planned = await services.outages.danger.plan(viewer, {
    conversationId,
    accountNumber: accountMeant(making),
    ...where,
    words: written,
    messageKey,
  });
  making.writes.push(...planned.writes);
  const { caseNumber } = planned.value;
  making.session.danger = {
    caseNumber,
    hazard: hazardOf(hear(written).key),
    at: now.toISOString(),
    placed: where.address !== null || making.session.danger?.placed === true,
  };
  return planned.value;
}

/** Puts what was just said of the danger on its case; null: it is open no more. */
async function noteOn(making: Making, caseNumber: string, where: Where, words: string): Promise<DangerKnown | null> {
  const { services, viewer } = making.turn;
  const noted = await services.outages.danger.add(viewer, caseNumber, { ...where, words });
  making.writes.push(...noted.writes);
  return noted.value;
}

/** Place and phone said back in one line, with what is still wanted of the two; `asks`: a report asks for it, and says who gets it. */
function notedWhere({ address, contactPhone }: Where, known: DangerKnown | null, asks = false): Said | null {
  if (address === null && contactPhone === null) return null;
  const missing = asks || known === null || (known.place && known.phone) ? null : known.place ? 'phone' : 'address';
  return text('emergency.noted', { address, phone: contactPhone && maskPhone(contactPhone), missing, seen: !asks });
}

/** Safety first, in the same turn, from any state; the open question comes back after it. */
export async function danger(making: Making, of: FurtherDanger | undefined): Promise<void> {
  if (of !== undefined && making.session.danger) await furtherWords(making, making.session.danger, of);
  else await firstWords(making);
  return askAgain(making);
}

/** What a report that is being made knows already, where this message does not say it. */
function whereSoFar(making: Making): Where {
  const { written, locale } = making.turn;
  const said = whereIn(written, locale, false);
  const known = reportIn(making)?.slots;
  return {
    address: said.address ?? known?.address ?? null,
    contactPhone: said.contactPhone ?? known?.contactPhone ?? null,
  };
}

/**
 * The report is the danger's from now on, as after a yes to its question: whether it is dangerous, how far it reaches and the
 * breaker are not asked any more, nor is an account bound first; where it is and whom to ring up are.
 */
function giveReportTo(making: Making, report: Frame, caseNumber: string, where: Where): void {
  waitNoMore(making.session, report);
  for (const name of ['reason', 'scope', 'breaker'] as const) forget(report, name);
  fill(report, 'danger', 'yes');
  if (where.address !== null) fill(report, 'address', where.address);
  if (where.contactPhone !== null) fill(report, 'contactPhone', where.contactPhone);
  report.asked = null;
  report.memo.danger = caseNumber;
  isNotedBy(report, where);
}

/** The case has it by this turn: the report tells it what else it comes to know. */
function isNotedBy(report: Frame, { address, contactPhone }: Where): void {
  if (address !== null) report.memo.notedAddress = address;
  if (contactPhone !== null) report.memo.notedPhone = contactPhone;
}

async function firstWords(making: Making): Promise<void> {
  const { written } = making.turn;
  const where = whereSoFar(making);
  const { caseNumber, alreadyOpen } = await planDanger(making, where);
  const joined = alreadyOpen ? await noteOn(making, caseNumber, where, written) : null;
  const known = joined ?? {
    place: where.address !== null || accountMeant(making) !== null,
    phone: where.contactPhone !== null || accountMeant(making) !== null,
  };
  sayAll(making, [await safetyFirst(making), text('emergency.case', { caseNumber })]);
  const { key } = hear(written);
  if (hazardOf(key) === 'shock' || hurtIn(key)) sayAll(making, [await helpTheHurt(making)]);
  const report = reportIn(making);
  // It goes on asking for what is still wanted, and says what was noted. One that waits for its yes has asked everything.
  if (report && report.asked !== 'confirm') return giveReportTo(making, report, caseNumber, where);
  const noted = notedWhere(where, known);
  if (noted) return sayAll(making, [noted]);
  // Nobody knows where it is, nor whom to ring up.
  if (!known.place && !known.phone) {
    sayAll(making, [
      {
        kind: 'choices',
        phrase: phrase('emergency.where'),
        buttons: [start('outage.report', phrase('label.tell-where'), { danger: 'yes' })],
      },
    ]);
  }
}

/** More about the danger that was just told: it stays one, and nothing else is asked for. */
async function furtherWords(
  making: Making,
  told: NonNullable<Making['session']['danger']>,
  of: FurtherDanger,
): Promise<void> {
  const { written, locale, now } = making.turn;
  const { caseNumber } = told;
  const where = whereIn(written, locale, of === 'where' && !told.placed);
  const { key } = hear(written);
  const hazard = hazardOf(key) === 'any' ? told.hazard : hazardOf(key);
  const placed = told.placed === true || where.address !== null;
  making.session.danger = { caseNumber, hazard, at: now.toISOString(), placed };
  const known = await noteOn(making, caseNumber, where, of === 'where' ? '' : written);
  const report = reportIn(making);
  if (report) isNotedBy(report, where);
  if (of === 'hurt') sayAll(making, [await helpTheHurt(making)]);
  if (of === 'advice') sayAll(making, [await whatToDo(making, hazard)]);
  if (of === 'coming') sayAll(making, [text('emergency.coming', { caseNumber })]);
  const noted = notedWhere(where, known, report?.memo.danger !== undefined);
  if (noted) sayAll(making, [noted]);
  else if (of === 'words' || of === 'where') sayAll(making, [text('outage.noted', { caseNumber })]);
}

/** So long after its last word what is written to a person may still be about a danger. */
const LASTS_MINUTES = 60;

/** Words of danger to a person who holds the conversation: on the case, with the place and the telephone they say. Says nothing. */
export async function dangerToPerson(making: Making): Promise<void> {
  const { written, locale } = making.turn;
  const where = whereIn(written, locale, false);
  const { caseNumber, alreadyOpen } = await planDanger(making, where);
  if (alreadyOpen) await noteOn(making, caseNumber, where, written);
}

/**
 * What is written to a person after words of danger: somebody hurt, that it is over, where it is and whom to ring up reach those who
 * go there; what else the two talk about does not. Says nothing.
 */
export async function furtherToPerson(making: Making): Promise<void> {
  const { session, turn } = making;
  const { written, locale, now } = turn;
  const told = session.danger;
  if (!told || now.getTime() - Date.parse(told.at) > LASTS_MINUTES * 60_000) return;
  const { key } = hear(written);
  const words = hurtIn(key) || saysItIsOver(key);
  // It is the person who asks where: anything that may be a place answers that, unless it speaks of a bill or an account.
  const where = whereIn(written, locale, !words && !told.placed && !speaksOfElse(key));
  if (!words && where.address === null && where.contactPhone === null) return;
  session.danger = { ...told, at: now.toISOString(), placed: told.placed === true || where.address !== null };
  await noteOn(making, told.caseNumber, where, words ? written : '');
}

/** Nothing is asked after this, not even what was open: it waits until they want it. */
export async function crisis(making: Making): Promise<void> {
  // What was offered before can still be taken up.
  making.still = true;
  sayAll(making, [
    {
      kind: 'choices',
      phrase: phrase('emergency.crisis', await lifeLines(making)),
      buttons: [start('handoff.request', phrase('label.person'))],
    },
  ]);
}

/** Another trade's danger: no case of ours, but whoever smells it must not reach for a switch. */
export async function gas(making: Making): Promise<void> {
  sayAll(making, [await gasWords(making)]);
  return askAgain(making);
}
