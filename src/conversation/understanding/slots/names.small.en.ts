/** Names typed in small letters throughout, as on a telephone: from peter lund to my name, anna lund. */
import { NO_NAME, toldOf } from './names.en.ts';
import type { Candidate } from './names.zh.ts';

/** Words that stand where a name could and are none. */
const ORDINARY =
  /^(?:must|shall|might|become|becomes|became|gave|give|gives|given|through|took|taken|holds?|keeps?|kept|says?|wants?|needs?|got|lives?|left|be|been|being|that|flat|house|home|apartment|apt|shop|store|office|unit|room|place|property|building|restaurant|cafe|meter|contract|service|supply|bills|city|county|town|district|street|road|rd|lane|section|village|taiwan|china|wife|husband|father|mother|mum|mom|dad|son|daughter|brother|sister|aunts?|uncle|grand\w+|landlord|landlady|tenants?|owners?|buyers?|sellers?|partner|roommate|friend|parents|family|passed|died|still|under|into|onto|over|away|back|here|very|really|too|much|many|more|some|any|every|only|again|already|soon|instead|long|time|way|which|whose|have|has|had|get|gets|go|goes|going|moved|moving|sent|send|sign|signed|papers?|passport|card|number|months?|weeks?|days?|years?|next|afraid|sure|happy|able|about|around|next|per|via|off|out|up|down|until|till|one|two|three|correct|incorrect|different|same|another|other|own|legally|since|cheers|ta|thx|tks|ty|plz|yours|hers|his|theirs|mine|that's|it's|i'm|he's|she's|there|these|those|like|such|also|just|even|ever|never|always|everything|anything|something|anyone|everyone|guy|lady|man|woman|person|people)$/;
const NAMED = /^[a-z][a-z'’-]+$/;

/** From here on a name by a word like this is told. */
const TOLD = 50;

interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const nameLike = (word: string) =>
  NAMED.test(word) &&
  !NO_NAME.test(word) &&
  !ORDINARY.test(word) &&
  !/(?:ing|ly|tion|ment|n['’]t)$|(?<!ahm|khal|sye?|mm|fr|jar|re|sa|^t)ed$/.test(word);

/** Runs of two or three words that are no ordinary ones, where the words around them tell of a name. */
export function smallNames(text: string): Candidate[] {
  const all: Candidate[] = [];
  let run: Word[] = [];
  const close = () => {
    const [first] = run;
    const last = run.at(-1);
    if (first !== undefined && last !== undefined && run.length >= 2 && run.length <= 3) {
      const before = (
        text
          .slice(Math.max(0, first.start - 90), first.start)
          .split(/[.!?;] /)
          .at(-1) ?? ''
      ).trim();
      // What follows alone tells too little: settlement gave me.
      const announced = toldOf(before.toLowerCase(), '');
      const told = toldOf(before.toLowerCase(), text.slice(last.end, last.end + 50));
      if (told !== undefined && announced !== undefined && announced[2] >= TOLD)
        all.push({ name: text.slice(first.start, last.end), role: told[1], weight: told[2], start: first.start });
    }
    run = [];
  };
  for (const match of text.matchAll(/\S+/g)) {
    const lead = /^["“'‘(]+/.exec(match[0])?.[0].length ?? 0;
    const trail = /(?:['’]s)?["”'’,;:.!?)]*$/.exec(match[0])?.[0].length ?? 0;
    const word = match[0].slice(lead, match[0].length - trail);
    if (lead > 0) close();
    if (!nameLike(word)) close();
    else run.push({ text: word, start: match.index + lead, end: match.index + lead + word.length });
    if (trail > 0) close();
  }
  close();
  return all;
}
