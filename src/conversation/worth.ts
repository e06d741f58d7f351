/** What an answer is worth to a channel that has to choose: a warning goes at once and alone, a reminder can wait for others. */
import type { Content, Proposal } from './message.ts';

/** Reminders and progress that nobody acts on within hours. */
const CAN_WAIT: readonly string[] = ['notice.bill-issued', 'notice.bill-soon', 'notice.bill-late', 'case.told'];

/** `said`: the keys of its sentences, in order. */
export function worthOf(
  content: Content,
  proposals: readonly Proposal[],
  said: readonly string[],
): 'urgent' | 'plain' | 'low' {
  if (said.includes('emergency.first') || proposals.some(({ command }) => command.kind === 'emergency'))
    return 'urgent';
  if (content.kind !== 'event') return 'plain';
  const { event } = content;
  if (event.name === 'case.moved' && event.urgent) return 'urgent';
  const mayWait = event.name === 'notice.due' || (event.name === 'case.moved' && event.topic === 'case-progress');
  return mayWait && CAN_WAIT.includes(said[0] ?? '') ? 'low' : 'plain';
}
