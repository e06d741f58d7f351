/** Offering a conversation to a colleague or a team, with a note for them: it stays one's own until somebody takes it. */
import { handsField } from './act-fields.ts';
import type { Says } from './case-acts.ts';
import type { Desk } from './desk.ts';
import { textField } from './parts.ts';
import { createTalkForm, type TalkForm } from './talk-form.ts';
import { say } from './words.ts';

export function createPassForm(
  desk: Desk,
  caseNumber: string,
  pass: (to: NonNullable<Says['to']>, note: string) => Promise<boolean>,
): TalkForm {
  const hands = handsField(desk, { owner: desk.me.name, team: null });
  const chosen = (): NonNullable<Says['to']> | string => {
    const says = hands.says();
    return typeof says === 'string' ? say(says) : (says.to ?? say('chooseHands'));
  };
  return createTalkForm(desk, {
    key: `pass.${caseNumber}`,
    act: say('pass'),
    note: textField(say('passNote'), say('passHint'), 2),
    first: {
      node: hands.node,
      focus: hands.focus,
      refused: () => {
        const to = chosen();
        return typeof to === 'string' ? to : null;
      },
    },
    async send(note) {
      const to = chosen();
      return typeof to !== 'string' && pass(to, note);
    },
  });
}
