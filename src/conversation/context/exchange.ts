/** How people say "not this, that": the old words and the new ones, in the order they were said. */

const LEAD =
  "(?:(?:不对|不對|不是的|错了|錯了|等等|哦|抱歉|不好意思|[说說写寫选選填弄搞]错了|[說寫選弄搞填]錯了|我[说說]?[错錯]了|其实|其實)[，,。！!、 ]*|不[，,。！!、 ]+|(?:no|sorry|wait|oops|actually|wrong|that'?s wrong|not that(?: one)?)[,.! ]+)";
const IS = '(?:我)?(?:应该|應該|其实|其實)?(?:而?是|要的?是|我要|要|选|選|改成|改为|改為|换成|換成)';
const ENDS = '[吧。.！!呀啊 ]*$';

export interface Exchange {
  readonly old?: string;
  readonly now: string;
}
type Read = (match: RegExpExecArray) => Exchange;
const oldFirst: Read = ([, old = '', now = '']) => ({ old, now });
const oldLast: Read = ([, now = '', old = '']) => ({ old, now });
const onlyNew: Read = ([, now = '']) => ({ now });

/** How a correction is said; the first that fits. */
const SHAPES: readonly (readonly [RegExp, Read])[] = [
  [new RegExp(`^(?:${LEAD})*不是(.{1,30}?)[，,。 ]*(?:${IS}|[，,。 ])(.{1,60}?)${ENDS}`, 'i'), oldFirst],
  [new RegExp(`^(?:${LEAD})*not (.{1,30}?)(?:,| but| -)+ ?(?:it'?s |but |i meant? )?(.{1,60}?)${ENDS}`, 'i'), oldFirst],
  [
    new RegExp(`^(?:我叫|是|应该是|應該是|it'?s )?(.{1,40}?)(?:[，,。 ]+(?:而)?不是|, ?not )(.{1,30}?)${ENDS}`, 'i'),
    oldLast,
  ],
  [
    new RegExp(
      `^(?:${LEAD})*(?:把|将|將)?(.{1,20}?)(?:不对|不對|错了|錯了)?[，,]?(?:改成|改为|改為|改到|换成|換成)(.{1,60}?)${ENDS}`,
    ),
    oldFirst,
  ],
  [new RegExp(`^(?:请|請)?(?:改成|改为|改為|换成|換成|改选|改選)(.{1,60}?)${ENDS}`), onlyNew],
  [new RegExp(`^(?:please )?change (?:it|that|(?:the |my )?(.{1,20})) to (.{1,60}?)${ENDS}`, 'i'), oldFirst],
  [
    new RegExp(`^(?:${LEAD})+(?:${IS}|it'?s |i meant? |make it |it should be |i want )?(.{1,60}?)${ENDS}`, 'i'),
    onlyNew,
  ],
  [
    new RegExp(`^(?:应该是|應該是|其实是|其實是|应为|應為|should be |i meant? |make it )(.{1,60}?)${ENDS}`, 'i'),
    onlyNew,
  ],
  [new RegExp(`^(.{1,30}?)才(?:对|對|是)${ENDS}`), onlyNew],
];
export function exchangeIn(written: string): Exchange | null {
  const text = written.trim();
  if (text.length > 100) return null;
  for (const [shape, read] of SHAPES) {
    const match = shape.exec(text);
    if (match) return read(match);
  }
  return null;
}
