/** A rating from one to five, in digits, stars or words. */
import { bare } from '../spelling.ts';
import { found, missed, type Parsed } from './parsed.ts';

/** Tried in this order: what denies or strengthens stands before the plain word. */
const WORDS: readonly (readonly [string, RegExp])[] = [
  [
    '1',
    /(?:非常|很|极其?|十分|特别|太|超级?|完全|一点都?|一点也|根本|相当)不(?:满意|行|好)|(?:太|非常|很|极其?|超级?|特别)(?:差|烂|糟|失望|垃圾)|极差|差劲|最差|差评|垃圾|烂透|糟透|糟糕透/,
  ],
  [
    '1',
    /(?:very|extremely|completely|totally|really|so) (?:dissatisfied|unsatisfied|unhappy|bad|poor|disappointed)|terrible|awful|horrible|worst|useless/,
  ],
  ['2', /不(?:太|是很|怎么|够|大|算)?(?:满意|好|行|理想)|有点差|比较差|较差|^差$|失望/],
  [
    '2',
    /dissatisfied|unsatisfied|not (?:very |really |so )?(?:satisfied|good|great|happy)|\bbad\b|\bpoor\b|unhappy|disappoint/,
  ],
  [
    '5',
    /(?:非常|很|特别|超级?|十分|相当|极其?|最|太|百分百|百分之百|挺)(?:的)?满意|满意极|(?:非常|特别|超级?|太|真|很)(?:好|棒|赞)|好极|完美|满分|点赞|好评|很棒|优秀|一级棒/,
  ],
  [
    '5',
    /(?:very|extremely|completely|totally|really|so) (?:satisfied|happy|good)|excellent|perfect|awesome|amazing|great|wonderful|fantastic/,
  ],
  [
    '3',
    /一般|还行|还可以|普通|凑合|马马虎虎|还好|中等|过得去|将就|尚可|so so|so-so|neutral|average|\bfair\b|okay|^ok$|not bad/,
  ],
  ['4', /满意|不错|挺好|蛮好|还不赖|^好$|satisfied|\bgood\b|\bhappy\b|\bnice\b/],
];
const DIGIT = '[1-5一二两三四五]';
const VALUES: Readonly<Record<string, string>> = { 一: '1', 二: '2', 两: '2', 三: '3', 四: '4', 五: '5' };
const NUMBERS: readonly RegExp[] = [
  new RegExp(`^(${DIGIT})$`),
  new RegExp(`(?<![\\d.第十点])(${DIGIT})(?:个|颗)?(?:星|分(?!钟|之))`),
  new RegExp(`(?:打|给|评|改成?)(?:你们?|个)?(${DIGIT})(?![\\d.年月日个天次点块元度户分十])`),
  /(?<![\d.])([1-5]) ?(?:stars?|points?|out of 5|\/ ?5)(?!\d)/,
  /(?:give|rate|score|rating)[a-z ]{0,20}(?<![\d.])([1-5])(?![\d.])(?! ?(?:\/|out of)| ?min)/,
  /^(?:a |the )?(one|two|three|four|five)(?: stars?)?$/,
];
const ENGLISH: Readonly<Record<string, string>> = { one: '1', two: '2', three: '3', four: '4', five: '5' };
const OUT_OF_RANGE = /\d+(?:\.\d+)?(?: ?(?:星|分(?!钟)|stars?|\/|out of)|$)|[零十百]+(?:星|分)/;

const GREETING = /\bgood (?:morning|afternoon|evening|day|night)\b/g;

/** `key` is heard text. Words count only when a score was asked for; numbers need their 分 or 星 otherwise. */
export function scoreIn(key: string, asked: boolean): Parsed {
  const text = bare(key).replace(GREETING, ' ');
  const stars = text.match(/[⭐★🌟]/gu)?.length ?? 0;
  if (stars > 0) return stars <= 5 ? found(String(stars)) : missed('range');
  const numbers = asked ? NUMBERS : NUMBERS.slice(1, 2).concat(NUMBERS.slice(3, 4));
  for (const number of numbers) {
    const said = number.exec(text)?.[1];
    if (said !== undefined) return found(VALUES[said] ?? ENGLISH[said] ?? said);
  }
  if (!asked) return missed('none');
  if (/^-?\d+(?:\.\d+)?$/.test(text) || OUT_OF_RANGE.test(text)) return missed('range');
  if (/[吗?]$|怎么|什么|how |what |why /.test(text)) return missed('none');
  const word = WORDS.find(([, pattern]) => pattern.test(text));
  return word === undefined ? missed('none') : found(word[0]);
}
