/** 房子卖了要销户，买家要住进来: whoever sells is no new owner; the buyer's transfer and one's own closing are put to them. */
import { byRule, type Reading } from './reading.ts';

const SELLS =
  /(?:房子?|房屋|屋子?|公寓|店面?|我家).{0,6}卖(?:了|掉|出|给|完)|卖(?:了|掉)?.{0,4}(?:房|屋)|我(?:已经|刚|把)?.{0,6}卖(?:了|掉|给)|过户给(?:了)?(?:买家|买方|别人|新)|我是(?:卖家|卖方|原户主|旧户主|原房主)|\b(?:i|we)(?:'ve| have|'m| am| are|'re)? (?:just |already )?(?:sold|selling|sell)\b|\bi'?m the (?:seller|old owner|previous owner)\b/;
const LEAVES = /搬(?:走|出|家|离)|退租|\b(?:mov(?:e|ed|ing) (?:out|away)|leaving)\b/;
const CLOSES =
  /销户|废止|停用|解约|注销|取消(?:户号|账户|用电)|(?:户号|电表|账户).{0,4}(?:取消|关掉|停掉)|\b(?:clos(?:e|ing)|cancel(?:ling)?|terminat(?:e|ing)|end(?:ing)?|stop(?:ping)?)\b.{0,20}\b(?:account|contract|supply|service|electricity|power)\b/;
const BUYER =
  /买家|买方|新(?:的)?(?:房主|业主|户主|屋主|主人|住户)|接手|下一(?:家|个住户)|\b(?:buyers?|new (?:owners?|residents?|occupants?|people)|purchaser)\b/;
/** 怎么过户给买家: of the seller's own account. */
const TO_BUYER =
  /(?:过户|转)给.{0,4}(?:买家|买方|新(?:房主|业主|户主|屋主|主人))|\btransfer\w*\b.{0,24}\bto (?:the |my )?(?:buyer|new owner|purchaser)\b/;
const IS_BUYER =
  /我(?:们)?(?:刚|已经|是)?(?:买(?:了|的|家|方)|新)|\b(?:i|we)(?:'ve| have)? (?:just )?bought\b|\bi'?m the (?:buyer|new owner)\b/;

export const sellerLeaves: Reading = ({ key, proposals }) => {
  if (IS_BUYER.test(key) || key.length > 160) return null;
  const steered = proposals.some(({ command: { kind } }) => kind === 'set' || kind === 'correct');
  const sells = SELLS.test(key);
  const leaves = sells || LEAVES.test(key);
  const isSeller = (leaves && CLOSES.test(key) && BUYER.test(key)) || (sells && TO_BUYER.test(key));
  return isSeller && !steered ? byRule({ kind: 'start', service: 'smalltalk', slots: { talk: 'seller' } }) : null;
};
