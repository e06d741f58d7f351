/** Danger: what keeps people safe comes first, from any state, then the case, then the question that was open. */
import { type Making, sayAll } from './making.ts';
import { type Said, text } from './saying.ts';
import { askAgain } from './step.ts';

/** What keeps people safe; it needs nothing but the settings. */
export async function safetyFirst({ turn }: Making): Promise<Said> {
  const { emergencyNumbers, hotline } = await turn.services.settings();
  return text('emergency.first', { emergency: emergencyNumbers[turn.locale], hotline: hotline[turn.locale] });
}

/** The priority case of this conversation's danger, opened or joined; returns its number and says nothing. */
export async function openDangerCase(making: Making): Promise<string> {
  const { services, viewer, conversationId, topic, messageKey } = making.turn;
  const opened = await services.cases.open({
    kind: 'outage',
    reason: `danger:${conversationId}`,
    residentId: viewer.residentId,
    accountNumber:
      topic?.account ?? (viewer.accounts.length === 1 ? (viewer.accounts[0]?.accountNumber ?? null) : null),
    conversationId,
    summary: { danger: true, message: messageKey },
    more: { priority: 1, nextAction: 'secure-place', also: [['contact', 'danger.contact']] },
  });
  making.writes.push(...opened.writes);
  return opened.value.caseNumber;
}

/** Safety first, in the same turn, from any state; the open question comes back after it. */
export async function danger(making: Making): Promise<void> {
  const caseNumber = await openDangerCase(making);
  sayAll(making, [await safetyFirst(making), text('emergency.case', { caseNumber })]);
  return askAgain(making);
}
