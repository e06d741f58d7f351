/** How the desk on the terminal shows hand-offs and what was written: plain lines, for clerks and in English. */
import type { Reply } from '../conversation/message.ts';
import type { TranscriptEntry } from '../conversation/transcript.ts';
import { rfc3339 } from '../domain/calendar.ts';
import type { HandoffView, OpenedHandoff } from '../services/handoff/view.ts';

const at = (instant: Date): string => rfc3339(instant).slice(0, 16).replace('T', ' ');
const slotsOf = (slots: Readonly<Record<string, string | undefined>>): string =>
  Object.entries(slots)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');

export function handoffLines(one: HandoffView): readonly string[] {
  const mood = one.mood as { mood?: string; signs?: readonly string[] } | null;
  const goals = one.goals.map(({ service, slots }) => `${service} ${slotsOf(slots)}`.trim()).join('; ');
  return [
    `${one.caseNumber}  ${one.holder ? `with ${one.holder}` : 'waiting'} since ${at(one.since)}, due ${one.deadline ? at(one.deadline) : '-'}`,
    `  who ${one.who ?? 'a guest'}, account ${one.account ?? '-'}, ${one.channel ?? '-'}, ${one.locale}, mood ${mood?.mood ?? '-'}${mood?.signs?.length ? ` (${mood.signs.join(', ')})` : ''}`,
    `  wants ${goals || 'nothing that was begun'}; not understood or answered ${one.tried} times`,
    ...(one.opensAt ? [`  asked out of hours: a call-back, people are there from ${at(one.opensAt)}`] : []),
    ...(one.unansweredSince ? [`  wrote at ${at(one.unansweredSince)} and has no answer`] : []),
  ];
}

export function openedLines(one: OpenedHandoff): readonly string[] {
  return [
    ...(one.dangerCase
      ? [`!! Words of danger were written here: case ${one.dangerCase}. Say what keeps people safe.`]
      : []),
    ...handoffLines(one),
    ...(one.contactPhone ? [`  call back: ${one.contactPhone}`] : []),
    ...(Object.keys(one.sealedSlots).length > 0 ? [`  given: ${slotsOf(one.sealedSlots)}`] : []),
    '',
  ];
}

function wordsOf(reply: Reply): string {
  switch (reply.kind) {
    case 'text':
      return reply.text;
    case 'choices':
      return `${reply.text} [${reply.choices.map(({ label }) => label).join(' | ')}]`;
    case 'card':
      return `${reply.title}: ${reply.rows.map((row) => row.join(' ')).join(', ')}`;
    case 'chart':
      return `${reply.title}: ${reply.bars.map(({ label, value }) => `${label} ${value}`).join(', ')}`;
  }
}

const BEGINS = { 'person.took': '-- a person took over', 'person.left': '-- given back to the bot' } as const;

export const transcriptLines = (entries: readonly TranscriptEntry[]): readonly string[] =>
  entries.flatMap(({ at: when, content, label, answer }) => {
    const written =
      content.kind === 'text'
        ? content.text
        : content.kind === 'button'
          ? `[${label ?? '…'}]`
          : content.kind === 'event'
            ? null
            : `(${content.kind === 'other' ? content.what : content.kind})`;
    const mark = content.kind === 'event' ? Object.entries(BEGINS).find(([name]) => name === content.event.name) : null;
    return [
      ...(mark ? [mark[1]] : []),
      ...(written === null ? [] : [`${at(when)}  resident  ${written}`]),
      ...answer.replies.map(
        (reply) => `${at(when)}  ${(reply.kind === 'text' && reply.from) || 'bot'}  ${wordsOf(reply)}`,
      ),
    ];
  });
