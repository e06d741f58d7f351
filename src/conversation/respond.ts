/** What one message does to a conversation in memory: understood, applied, or honestly said to have failed. */

import { readButton } from './buttons.ts';
import { afterAbsence, noteComing } from './came-back.ts';
import { articlesFirst } from './context/articles-first.ts';
import { inContext, isDistress } from './context/in-context.ts';
import { thisMonth } from './context/this-month.ts';
import { safetyFirst } from './danger/danger.ts';
import { acknowledge } from './feeling.ts';
import { hear } from './happenings.ts';
import { type Making, sayAll, sayBeforeQuestion } from './making.ts';
import type { Command, Content, Proposal } from './message.ts';
import { betterMeaning } from './model/meaning.ts';
import { meantAsQuestion } from './model/meant-as-question.ts';
import { takePaper } from './papers.ts';
import { takeFile } from './photos.ts';
import { takePlace } from './places.ts';
import { letRatingWait } from './rating-waits.ts';
import { applyAll } from './repairs.ts';
import { text } from './saying.ts';
import { hearingOf, openFrame } from './session.ts';
import { typedLabel } from './typed-label.ts';
import { emergency } from './understanding/emergency.ts';
import { identifiersIn } from './understanding/parsers/identifiers.ts';
import { hear as heardOf } from './understanding/spelling.ts';
import { understandText } from './understanding/understand.ts';
import { takeUnread } from './unread.ts';

/** Account numbers that are all meant, none of them taken back for another. */
function giveSeveral(written: string, locale: Making['turn']['locale']): boolean {
  const { key, plain } = heardOf(written);
  if (/不是|不对|错|改|换|旧|\b(?:not|wrong|old|instead|no|sorry|actually)\b/.test(key)) return false;
  const numbers = identifiersIn(plain, null, locale).filter(({ slot }) => slot === 'accountNumber');
  return new Set(numbers.map(({ value }) => value)).size > 1;
}

/** Asked beside the open question, which stands. */
const isAside = (command: Command): boolean =>
  command.kind === 'why' || (command.kind === 'start' && command.service === 'knowledge.ask');

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
  letRatingWait(making, content);
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
  making.session.aside = openFrame(making.session)?.asked != null && commands.every(isAside);
  if (content.kind === 'text' && giveSeveral(content.text, making.turn.locale) && openFrame(making.session))
    sayBeforeQuestion(making, text('bind.one-by-one'));
  const inDanger = commands.some(isDistress);
  if (content.kind === 'text' && !inDanger) acknowledge(making, content.text);
  return proposals;
};

async function understand(
  making: Making,
  content: Extract<Content, { kind: 'text' | 'button' }>,
): Promise<readonly Proposal[]> {
  if (content.kind === 'button') return [{ command: readButton(content.value, making.session), by: 'button' }];
  const labelled = typedLabel(making, content.text);
  if (labelled) return [{ command: labelled, by: 'button' }];
  const hearing = hearingOf(making.session, making.turn);
  const heard = await inContext(making, content.text, understandText(content.text, hearing), hearing);
  const meant = await betterMeaning(
    making.turn,
    content.text,
    await articlesFirst(making, content.text, heard),
    hearing,
  );
  return thisMonth(making, content.text, await meantAsQuestion(making, content.text, meant));
}
