/** What makes an outage more urgent than the dark itself: somebody on a machine, in a lift, or old and alone (facts/domain.md 5.1, question 6). */

export const NEEDS = ['life-support', 'trapped', 'alone'] as const;
export type Need = (typeof NEEDS)[number];

/** Both scripts and English, as people write it. */
const WORDS: Readonly<Record<Need, RegExp>> = {
  'life-support':
    /呼吸[机機]|制氧[机機]|製氧[机機]|氧[气氣][机機]|吸氧|[维維]生(?:[设設][备備]|器材|系[统統])|生命[维維]持|透析|洗[肾腎]|抽痰|监护仪|監護儀|保[温溫]箱|插管|ventilator|oxygen (?:machine|concentrator)|life[- ]support|dialysis|breathing machine|cpap/i,
  trapped:
    /(?:困|卡|[关關]|堵)(?:在|住|到|了|进|進).{0,6}(?:[电電]梯|升降[机機])|(?:[电電]梯|升降[机機]).{0,10}(?:困|卡|[关關]|停(?:了|在)|不[动動]|有人|出不[来來])|(?:stuck|trapped).{0,24}(?:lift|elevator)|(?:lift|elevator).{0,24}(?:stuck|trapped)/i,
  alone:
    /(?:老人|老人家|[长長][辈輩]|奶奶|[爷爺][爷爺]|外婆|外公|阿公|阿[嬷嬤]|父母|母[亲親]|父[亲親]|老太太|老爷爷|老奶奶|\d{2}[岁歲多]).{0,12}(?:一[个個]人|[独獨](?:自|居)|[单單][独獨]|自己在家)|(?:[独獨]居|[单單][独獨]一人).{0,6}(?:老人|[长長][辈輩])|(?:elderly|old|grandm|grandf|grandp|mother|father|mum|mom|dad).{0,40}\b(?:alone|by (?:herself|himself)|on (?:her|his) own)\b|\b(?:alone|on (?:her|his) own)\b.{0,24}elderly/i,
};

/** What somebody lives by stands still without power. */
const NO_POWER =
  /停电|停電|没电|沒電|没有电|沒有電|断电|斷電|停了电|停了電|跳闸|跳電|跳电|黑灯|一片漆黑|\b(?:no|lost|without) (?:power|electricity)\b|\b(?:power|electricity)(?: is|'s| went| has gone)? (?:out|off|gone|failed|cut)\b|\b(?:power (?:cut|outage|failure)|outage|blackout)\b/i;

/** Whether power failed, as far as these words say. */
export const saysItIsDark = (text: string): boolean => {
  const words = text.slice(0, 2_000);
  return NO_POWER.test(words) || WORDS['life-support'].test(words);
};

export const needsIn = (text: string): readonly Need[] =>
  NEEDS.filter((need) => WORDS[need].test(text.slice(0, 2_000)));
