/** Danger: what keeps people safe comes first, from any state, then the case, then the question that was open. */
import type { DangerCase } from '../services/outages/danger.ts';
import { type Making, sayAll } from './making.ts';
import { safetyFirst } from './safety.ts';
import { start, text } from './saying.ts';
import { phrase } from './sentences/book.ts';
import { askAgain } from './step.ts';

export { safetyFirst };

/** The account that is meant as far as that is known: the one just talked about, or the only one. */
const accountMeant = ({ turn: { topic, viewer } }: Making): string | null =>
  topic?.account ?? (viewer.accounts.length === 1 ? (viewer.accounts[0]?.accountNumber ?? null) : null);

/** The priority case of this conversation's danger, opened or joined, into the turn's writes; says nothing. */
export async function planDanger(making: Making): Promise<DangerCase> {
  const { services, viewer, conversationId, messageKey, written } = making.turn;
  const planned = await services.outages.danger.plan(viewer, {
    conversationId,
    accountNumber: accountMeant(making),
    address: null,
    contactPhone: null,
    words: written,
    messageKey,
  });
  making.writes.push(...planned.writes);
  return planned.value;
}

/** The same for those who need no more than its number. */
export const openDangerCase = async (making: Making): Promise<string> => (await planDanger(making)).caseNumber;

/** Safety first, in the same turn, from any state; the open question comes back after it. */
export async function danger(making: Making): Promise<void> {
  const { caseNumber } = await planDanger(making);
  sayAll(making, [await safetyFirst(making), text('emergency.case', { caseNumber })]);
  // Nobody knows where it is, nor whom to ring up.
  if (accountMeant(making) === null) {
    sayAll(making, [
      {
        kind: 'choices',
        phrase: phrase('emergency.where'),
        buttons: [start('outage.report', phrase('label.tell-where'), { danger: 'yes' })],
      },
    ]);
  }
  return askAgain(making);
}
