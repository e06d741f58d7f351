/** What one message does to a conversation in memory: understood, applied, or honestly said to have failed. */

import { articlesFirst } from './articles-first.ts';
import { readButton } from './buttons.ts';
import { afterAbsence, noteComing } from './came-back.ts';
import { safetyFirst } from './danger.ts';
import { acknowledge } from './feeling.ts';
import { hear } from './happenings.ts';
import { inContext } from './in-context.ts';
import { type Making, sayAll } from './making.ts';
import type { Content, Proposal } from './message.ts';
import { betterMeaning } from './model/meaning.ts';
import { meantAsQuestion } from './model/meant-as-question.ts';
import { takePaper } from './papers.ts';
import { takeFile } from './photos.ts';
import { takePlace } from './places.ts';
import { applyAll } from './repairs.ts';
import { text } from './saying.ts';
import { openFrame } from './session.ts';
import { emergency } from './understanding/emergency.ts';
import type { Hearing } from './understanding/hearing.ts';
import { understandText } from './understanding/understand.ts';
import { takeUnread } from './unread.ts';

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
    await hear(making, content.event, content.instead ?? null);
    return [];
  }
  noteComing(making);
  if (content.kind === 'document') {
    await takePaper(making, content.documentId);
    return [];
  }
  if (content.kind === 'file') {
    await takeFile(making, content);
    return [];
  }
  if (content.kind === 'place') {
    await takePlace(making, content);
    return [];
  }
  if (content.kind === 'other') {
    await takeUnread(making, content.what);
    return [];
  }
  const proposals = await understand(making, content);
  const commands = proposals.map(({ command }) => command);
  await afterAbsence(making, commands, (left) => applyAll(making, left));
  const inDanger = commands.some(({ kind }) => kind === 'emergency');
  if (content.kind === 'text' && !inDanger) acknowledge(making, content.text);
  return proposals;
};

async function understand(
  making: Making,
  content: Extract<Content, { kind: 'text' | 'button' }>,
): Promise<readonly Proposal[]> {
  if (content.kind === 'button') return [{ command: readButton(content.value, making.session), by: 'button' }];
  const hearing = hearingOf(making);
  const heard = await inContext(making, content.text, understandText(content.text, hearing), hearing);
  const meant = await betterMeaning(
    making.turn,
    content.text,
    await articlesFirst(making, content.text, heard),
    hearing,
  );
  return meantAsQuestion(making, content.text, meant);
}

function hearingOf({ session, turn }: Making): Hearing {
  const open = openFrame(session);
  return {
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
  };
}
