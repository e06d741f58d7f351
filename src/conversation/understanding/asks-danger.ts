/** Whether it is dangerous: asked, or plainly denied. Asking is no yes, and who denies it is not asked. */
import { clausesWithSigns } from './clauses.ts';
import { yesOrNo } from './parsers/yes-no.ts';

const ASKS =
  /危不危险|安不安全|要不要紧|(?:有没有|会不会|是不是|算不算|能不能|可不可能).{0,6}(?:危险|安全|要紧|出事|事$)|(?:危险|安全)不(?:危险|安全)?$|(?:危险|安全|要紧|有事|没事|出事|严重)[^,。;!]{0,3}(?:[吗么嘛][?]?|[?])$/;
const ASKS_EN =
  /\b(?:is|are|isn'?t|aren'?t|was|could|can|might|will|would|should|does|do) (?:it|that|this|there|they|these|those|we|i|my|the|any|you)\b.{0,40}\b(?:danger(?:ous)?|(?:un)?safe|risky?|hazard(?:ous)?|harmful)\b|\b(?:danger(?:ous)?|(?:un)?safe|risky?|hazard(?:ous)?)\b[^,.;!?]{0,20}\?$|\bhow (?:dangerous|safe)\b/;

const asks = (clause: string): boolean =>
  ASKS.test(clause) || (ASKS_EN.test(clause) && !/^(?:yes|no|nope)\b/.test(clause));

/** What is left of a message without the question whether it is dangerous. */
export const withoutAsking = (key: string): string => {
  const clauses = clausesWithSigns(key);
  return clauses.some(asks) ? clauses.filter((clause) => !asks(clause)).join(',') : key;
};

/** 继续, yep go ahead: a yes to going on, and none to a danger. */
const GOES_AHEAD = /继续|下一步|\b(?:go (?:ahead|on|for it)|continue|proceed|do (?:it|that)|please do)\b/;
export const onlyGoesAhead = (key: string): boolean => GOES_AHEAD.test(key) && yesOrNo(key, null) === 'yes';

const DENIES =
  /(?<![有是道定为])没有?(?:什么|任何)?危险(?:的?情况)?[的了]?$|\b(?:no (?:immediate |visible )?danger|nothing(?:'s| is| looks)? dangerous|not dangerous)(?: here| around| at all| so far)*$/;
const DOUBTS =
  /不(?:知道|确定|清楚|敢)|但|不过|可是|希望|如果|应该|\b(?:but|except|if|whether|unless|hope|sure|know|think|maybe)\b/;

/** Denied in plain words, beside whatever else is said. */
export const deniesDanger = (key: string): boolean =>
  !DOUBTS.test(key) && clausesWithSigns(key).some((clause) => !asks(clause) && DENIES.test(clause.replace(/[.]$/, '')));
