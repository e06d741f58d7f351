/** What one message does to a conversation in memory: understood, applied, or honestly said to have failed. */

import { readButton } from './buttons.ts';
import { safetyFirst } from './danger.ts';
import type { Turn } from './flow.ts';
import { hear } from './happenings.ts';
import { type Making, sayAll } from './making.ts';
import type { Content, Proposal } from './message.ts';
import { takePaper } from './papers.ts';
import { applyAll } from './repairs.ts';
import { text } from './saying.ts';
import { openFrame, type Session } from './session.ts';
import { askAgain } from './step.ts';
import { emergency } from './understanding/emergency.ts';
import { understandText } from './understanding/understand.ts';

export type Respond = (making: Making, content: Content) => Promise<readonly Proposal[]>;

/** What is said when answering failed: the conversation stays where it was. Whoever is in danger hears what keeps them safe. */
export const trouble: Respond = async (making, content) => {
  if (content.kind === 'text' && emergency(content.text)) {
    sayAll(making, [await safetyFirst(making)]);
    return [];
  }
  const { hotline } = await making.turn.services.settings();
  sayAll(making, [text('trouble.unavailable', { hotline: hotline[making.turn.locale] })]);
  return [];
};

/** Understands and applies. */
export const respond: Respond = async (making, content) => {
  if (content.kind === 'event') {
    await hear(making, content.event);
    return [];
  }
  if (content.kind === 'document') {
    await takePaper(making, content.documentId);
    return [];
  }
  const proposals = understand(making.session, making.turn, content);
  await applyAll(
    making,
    proposals.map(({ command }) => command),
  );
  if (content.kind === 'other') {
    sayAll(making, [text('scope.cannot-read')]);
    await askAgain(making);
  }
  return proposals;
};

function understand(session: Session, turn: Turn, content: Content): readonly Proposal[] {
  if (content.kind === 'button') return [{ command: readButton(content.value, session), by: 'button' }];
  if (content.kind !== 'text') return [];
  const open = openFrame(session);
  return understandText(content.text, {
    locale: turn.locale,
    today: turn.today,
    open: open?.asked
      ? {
          service: open.service,
          slot: open.asked,
          options: open.options.map(({ alsoSaid, ...option }) => ({ ...option, ...(alsoSaid && { alsoSaid }) })),
          optional: open.optional,
        }
      : null,
    filled: open?.slots ?? {},
  });
}
