/** Anger and worry are acknowledged: once, before anything else, and never with a second apology in the same answer. */
import type { Making } from './making.ts';
import { moodOf } from './mood.ts';
import { type Said, text } from './saying.ts';
import type { Phrase } from './sentences/book.ts';

/** The same feeling is acknowledged again only after so long. */
const AGAIN_HOURS = 24;

const DISTRESS =
  /(?<![不别没])(?:担心|害怕|着急|焦虑|擔心|著急|焦慮)|急死|(?<!不)很急|(?<!不是)急用|拜托|拜託|求求|怎么办[啊呀才]|怎麼辦[啊呀才]|可怎么办|可怎麼辦|\b(?:worried|scared|anxious|desperate|please help)\b|(?<!not |n't )\burgent\b/i;
const APOLOGY = /抱歉|对不起|對不起|sorry/i;

const feelingIn = (written: string): 'angry' | 'worried' | null => {
  const { mood, signs } = moodOf([written]);
  if (mood === 'angry' && signs.includes('angry-words')) return 'angry';
  return DISTRESS.test(written) ? 'worried' : null;
};

const phrasesOf = (said: Said): readonly Phrase[] => ('phrase' in said ? [said.phrase] : [said.title]);

export function acknowledge(making: Making, written: string): void {
  const { session, turn, said } = making;
  const mood = feelingIn(written);
  if (!mood) return;
  const { felt } = session;
  if (felt?.mood === mood && turn.now.getTime() - Date.parse(felt.at) < AGAIN_HOURS * 3_600_000) return;
  const words = said.flatMap((placed) => phrasesOf(placed.said)).map((one) => turn.render(one));
  // Said at the next occasion: two apologies in one answer are none.
  if (mood === 'angry' && words.some((one) => APOLOGY.test(one))) return;
  session.felt = { mood, at: turn.now.toISOString() };
  said.unshift({ said: text(mood === 'angry' ? 'mood.angry' : 'mood.worried'), frame: 0, question: '' });
}
