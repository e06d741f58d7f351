/** What an outage cost, money that was taken twice or is wanted back: claims in plain words, whatever the classifier makes of them. */
import type { ServiceId } from '../../domain/names.ts';
import { phrase } from '../sentences/book.ts';
import { monthsIn, monthValue } from '../understanding/parsers/month.ts';
import { isQuestion } from './articles-first.ts';
import { byRule, isGuess, type Reading } from './reading.ts';

/** What an outage cost, told by somebody who wants it back; what broke by it is a claim of its own. */
const CLAIMS =
  /(?:要|给我?|得|该|申请|要求|找你们|怎么)(?:.{0,4})(?:赔|补偿|索赔)|索赔|(?:赔|补)(?:偿)?(?:我|给我).{0,6}(?:损失|钱)|(?:你们?|电力公司|供电局|台电).{0,4}(?:赔|补偿)|\b(?:compensat\w*|reimburs\w*|claim|make good|pay (?:me )?for)\b/;
const OF_OUTAGE =
  /停(?:了)?.{0,6}电|没电|断电|停了.{0,6}(?:天|小时|钟头)|\b(?:outages?|blackouts?|power (?:cut|failure)|no power|without (?:power|electricity)|power (?:was|went|being) (?:out|off))\b/;
const SPOILT =
  /(?:冰箱|冷冻|冰柜|冷柜)(?:里|内|裡)(?:面)?|食物|食品|饭菜|冻品|海鲜|生意|营业损失|药|坏掉的菜|\b(?:food|groceries|meat|fish|seafood|medicine|insulin|business|income|sales)\b/;
const BROKEN =
  /(?:烧|击穿|损)(?:坏|毁)?|(?:电视|空调|冷气|电脑|洗衣机|热水器|电器|家电).{0,6}坏|\b(?:fried|burnt|burned|appliances?|tv|computer|broke|broken)\b/;
const IS_RULE =
  /多少|标准|规定|怎么算|条件|会不会|能不能|可以.{0,8}吗|有没有|赔吗|\b(?:how much|policy|do you|can i|am i|is there|will you)\b/;
const losses = (key: string): boolean =>
  CLAIMS.test(key) && !IS_RULE.test(key) && (SPOILT.test(key) || (OF_OUTAGE.test(key) && !BROKEN.test(key)));

/** Money is wanted back, and nobody can tell from that which. */
const MONEY_BACK =
  /还我钱|(?:把)?钱.{0,4}(?:还我|退(?:给)?我|还给我)|退钱|退我钱|\b(?:my|our) money back\b|\bgive (?:me )?back my money\b|\b(?:i want|i need|i'd like|give me|get me|i (?:would|am) (?:like|asking for|requesting)) (?:a|my) refund\b|^(?:please )?refund(?: (?:me|my|the|this|that|it|payment|money|bill|please))*$|^(?:我?(?:要|想|申请|要求|需要)|请|麻烦|帮我|给我|办理?)*退(?:款|费|钱|电费|还|回)(?:给我|我|多(?:交|收|付)的(?:钱|电费)?)*$/;

/** The same was paid or taken twice, told and not asked. */
const TWICE =
  /重复(?:扣|交|付|收)|(?:扣|交|付|收)了?(?:我们?)?(?:[两二2]|双)(?:次|遍|笔|回)|[交付扣]重(?:复)?了|多(?:扣|交|付|收)了?(?:我们?)?[一1](?:次|遍|笔|回)|\b(?:charged|billed|debited|deducted)\b.{0,24}\b(?:twice|double|two times)\b|\bdouble[- ](?:charged?|bill(?:ed|ing)|payment)\b|\bpaid (?:\w+ ){0,3}(?:twice|two times)\b|\bduplicate payment\b/;
const NO_CLAIM = /twice as|流程|还是[一两二]|手续|[两二2]次性|避免|会不会|投诉|举报|发票/;
/** Begun without that, they would be explained or shown away. */
const SHOWS: readonly ServiceId[] = ['bill.query', 'bill.explain', 'payment.history', 'payment.pay', 'request.file'];
/** What is checked by hand, with the payment records. */
export const chargedTwice: Reading = ({ making: { turn }, key, written, proposals: [first, ...more] }) => {
  if (!first || more.length > 0 || !TWICE.test(key) || NO_CLAIM.test(key) || isQuestion(key)) return null;
  const { command } = first;
  const shows = command.kind === 'start' && SHOWS.includes(command.service);
  if (!shows && command.kind !== 'unknown' && command.kind !== 'outOfScope' && !isGuess(first)) return null;
  // What happened is said already.
  const description = written.trim().slice(0, 1_000);
  const months = monthsIn(key, turn.today, turn.locale, false);
  const month = months && { month: monthValue(months) };
  return byRule({ kind: 'start', service: 'request.file', slots: { category: 'bill-check', description, ...month } });
};

export const claimsLoss: Reading = ({ making: { turn }, bare: key, proposals: [first] }) => {
  if (!first || !losses(key)) return null;
  // What the rules on it are is asked of the articles.
  if (first.command.kind === 'start' && first.command.service === 'knowledge.ask' && !isGuess(first)) return null;
  const about = turn.render(phrase('option.about', { about: 'loss' }));
  return byRule({ kind: 'start', service: 'complaint.file', slots: { category: 'complaint', about } });
};

export const wantsMoneyBack: Reading = ({ bare: key, proposals: [only, ...more] }) => {
  if (!only || more.length > 0 || !MONEY_BACK.test(key)) return null;
  const { command } = only;
  // Payments that are only shown give nobody anything back.
  const shows =
    command.kind === 'start' &&
    command.service !== 'request.file' &&
    SHOWS.includes(command.service) &&
    !isQuestion(key);
  return command.kind === 'unknown' || command.kind === 'outOfScope' || shows || isGuess(only)
    ? byRule({
        kind: 'unsure',
        between: ['request.file', 'complaint.file'],
        slots: [{ category: 'bill-check' }, { category: 'complaint' }],
      })
    : null;
};
