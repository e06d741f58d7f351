/** Giving a conversation back to the bot, with a note for colleagues. */
import type { Desk } from './desk.ts';
import { textField } from './parts.ts';
import { createTalkForm, type TalkForm } from './talk-form.ts';
import { say } from './words.ts';

export const createReturnForm = (
  desk: Desk,
  caseNumber: string,
  giveBack: (note: string) => Promise<boolean>,
): TalkForm =>
  createTalkForm(desk, {
    key: `return.${caseNumber}`,
    act: say('giveBack'),
    note: textField(say('giveBackNote'), say('giveBackHint'), 2),
    send: giveBack,
  });
