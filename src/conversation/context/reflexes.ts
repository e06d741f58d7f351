/** What words mean by what was just said: an offer that is taken, an option that is declined, a swindle, going on with what was left. */

import type { PaymentMethod } from '../../domain/payments.ts';
import { ALL_ACCOUNTS } from '../flows/payment-pay-all.ts';
import type { Making } from '../making.ts';
import type { Command, Proposal } from '../message.ts';
import { phrase } from '../sentences/book.ts';
import { openFrame } from '../session.ts';
import { saysWrong } from '../understanding/corrections.ts';
import type { Hearing } from '../understanding/hearing.ts';
import { isStory } from '../understanding/parsers/written.ts';
import { wishesIn } from '../understanding/rules.ts';
import { bare, hear } from '../understanding/spelling.ts';
import { swindleIn } from '../understanding/swindles.ts';

const byRule = (command: Command): Proposal => ({ command, by: 'rule' });

/** So long after a warning "I clicked it" means the link that it was about. */
const WARNED_MINUTES = 60;

/** A yes to an offer, and not only politeness. */
const TAKES =
  /^(?:好的?|行|可以|嗯|要|需要|是的?|对|那|就|请|麻烦|帮我|给我|我要|[,。 ])*(?:核?查|核实|核对|看|办|申请|报|交|开|试|弄|做|来)(?:一?下|一?查|看看)*(?:吧|呗)?$|^(?:要|需要|要的|我要|那就这样办|就办这个|就这个)$|^(?:yes|yeah|yep|sure|ok(?:ay)?|please|fine|then|i want to|let'?s|[, ])*(?:check|do|open|file|start|send|pay|show|test|report|request)(?: (?:it|that|this|them|one))?(?: please| then| now| for me)*$|^(?:yes|yeah|yep|sure|please do|go ahead|do it|yes,? please|i (?:do|would|want (?:it|that|to)))$/;
/** 好的, ok: a yes only to what was put as a question. */
const AGREES = /^(?:好的?|好啊|行|可以|嗯+|ok(?:ay)?|fine|alright)$/;

const DECLINES =
  /^(?:那就?|哦|噢|好的?|嗯|还是|先|算了|[,。 ])*(?:不用|不必|不需要|没必要|算了)(?:了|啦)*$|^(?:no|oh|ok(?:ay)?|then|well|sorry|[, ])*(?:no need|there'?s no need|not needed|not necessary|(?:i )?don'?t need (?:it|that|to)|never ?mind)(?: for (?:that|it|this)| that| then| any ?more)*$/;

const GOES_ON =
  /^(?:好[的吧]?|行吧?|那|我|还是|想|要|先|[,。 ])*(?:继续|接[着著]|接下去|回到)|^(?:ok(?:ay)?|actually|i want to|i'd like to|let'?s|can we|please|[, ])*(?:go on|continue|carry on|resume|go back|pick up|back)\b/;

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
  /还我钱|(?:把)?钱.{0,4}(?:还我|退(?:给)?我|还给我)|退钱|退我钱|\b(?:my|our) money back\b|\bgive (?:me )?back my money\b|\bi want a refund\b/;
/** 这周第三次停电, another blackout: told, and not asked. */
const DARK_AGAIN =
  /第.{1,2}次.{0,4}(?:停|没)电|又.{0,3}(?:停|没)电|(?:停|没)电.{0,4}第.{1,2}次|\b(?:second|third|fourth|fifth|\d+(?:nd|rd|th)|another|yet another) (?:blackout|outage|power (?:cut|failure))|(?:blackout|outage|power (?:cut|failure)|power (?:is )?out|no power) again\b|\bagain no power\b/;
const ASKS_WHEN = /[?]|什么时候|多久|几点|\b(?:when|how long|what time)\b/;

/** Ways of paying that are asked about by name. */
const WAYS: readonly (readonly [PaymentMethod | null, RegExp])[] = [
  ['wechat-pay', /微信(?:支付|钱包|付款|交费|交|付)?|\bwe ?chat(?: ?pay)?\b/],
  ['line-pay', /\bline ?pay\b|line支付/],
  [
    null,
    /信用卡|刷卡|借记卡|储蓄卡|银行卡|支付宝|银联|花呗|云闪付|街口|悠游付|全支付|数字人民币|比特币|\b(?:visa|master ?card|amex|american express|credit cards?|debit cards?|bank cards?|apple ?pay|google ?pay|paypal|alipay|unionpay|by card|cards?|cheque|check by mail|crypto)\b/,
  ],
];
const WHETHER_PAID_BY =
  /(?:可以|能|行|支持|接受|收|用|刷).{0,10}(?:吗|么|[?])|(?:可不可以|能不能|可以|能)(?:用|刷|收)|呢$|(?:吗|么)[?]?$|\b(?:can|could|may) (?:i|we|you) (?:pay|use|take)|\b(?:do|does|will) (?:you|it|this) (?:take|accept|support|have)|\bis .{1,20} (?:ok|okay|accepted|possible|supported)|^(?:what|how) about|\bpay (?:by|with|via|using)\b/;
const NOT_PAYING = /发票|自动|代扣|绑定|解绑|公众号|加(?:你|我)|卡号|\b(?:invoice|auto\w*|stolen|number|details)\b/;

function paysBy(key: string): PaymentMethod | 'other' | null {
  if (key.length > 50 || !WHETHER_PAID_BY.test(key) || NOT_PAYING.test(key)) return null;
  const rest = key.replace(/[?]/g, '');
  const way = WAYS.find(([, words]) => words.test(rest));
  return way ? (way[0] ?? 'other') : null;
}

/** A guess yields to plain words. */
const isGuess = ({ by, why }: Proposal): boolean => by === 'local' && (why?.score ?? 1) < SURE;

/** What is told while nothing is open, and taken by its rule whatever the classifier makes of it. */
function outright({ turn }: Making, key: string, [only, second]: readonly Proposal[]): readonly Proposal[] | null {
  if (!only) return null;
  // What the rules on it are is asked of the articles.
  const asks = only.command.kind === 'start' && only.command.service === 'knowledge.ask' && !isGuess(only);
  if (losses(key) && !asks) {
    const about = turn.render(phrase('option.about', { about: 'loss' }));
    return [byRule({ kind: 'start', service: 'complaint.file', slots: { category: 'complaint', about } })];
  }
  const { accounts } = turn.viewer;
  if (accounts.length > 1) {
    const begun = only.command.kind === 'start' ? only.command.service : null;
    if (
      !second &&
      IN_ALL.test(key) &&
      (begun === null || begun === 'bill.query' || begun === 'payment.pay' || isGuess(only)) &&
      !/交(?:了|吧|掉)|\bpay (?:all|them|for)\b/.test(key)
    )
      return [byRule({ kind: 'start', service: 'bill.query', slots: { category: ALL_ACCOUNTS } })];
    if (begun === 'account.unbind' && ALL_OF_THEM.test(key))
      return [byRule({ kind: 'start', service: 'account.unbind', slots: { account: ALL_ACCOUNTS } })];
  }
  const by = paysBy(hear(turn.written).key);
  if (by) return [byRule({ kind: 'start', service: 'smalltalk', slots: { talk: `pay-by:${by}` } })];
  const { command, why } = only;
  // That it is dark is never lost behind another guess.
  const lost = command.kind === 'outOfScope' && only.by === 'local' && why?.rule === 'outage.report';
  const asked = command.kind === 'start' && command.service === 'outage.query' && !ASKS_WHEN.test(key);
  if (!second && (lost || (asked && DARK_AGAIN.test(key))))
    return [byRule({ kind: 'start', service: 'outage.report', slots: asked ? (command.slots ?? {}) : {} })];
  if (!second && command.kind === 'outOfScope' && why?.rule === 'payment.pay' && TOPS_UP.test(key))
    return [byRule({ kind: 'start', service: 'payment.pay' })];
  const unheard = command.kind === 'unknown' || command.kind === 'outOfScope' || isGuess(only);
  if (!second && unheard && MONEY_BACK.test(key))
    return [
      byRule({
        kind: 'unsure',
        between: ['request.file', 'complaint.file'],
        slots: [{ category: 'bill-check' }, { category: 'complaint' }],
      }),
    ];
  return null;
}
/** Of several homes together. */
const IN_ALL =
  /(?:总共|一共|合计|加起来|加在一起|全部加|两(?:个|户|家)(?:一起)?(?:的电费)?(?:是|要|欠)?多少|所有(?:户号|账户|家)).{0,12}(?:多少|欠|交|钱|$|[?])|(?:欠|交|多少).{0,6}(?:总共|一共|合计)|\b(?:in total|altogether|all together|total (?:of|for) (?:all|both)|sum of (?:all|both)|(?:for|on|of) (?:all|both)(?: of)?(?: (?:my|the))? (?:accounts|homes|houses|of them)|both accounts|all my accounts)\b/;
const ALL_OF_THEM = /全部|都|所有|全|一起|\b(?:all|both|every(?:thing)?)\b/;
const TOPS_UP = /充值|充钱|充电费|储值|\btop(?:ping)?[ -]?up\b|\brecharge\b/;

/** Below this a guess yields to plain words. */
const SURE = 0.9;

/** Null: nothing of the kind. */
export function reflexes(
  making: Making,
  written: string,
  proposals: readonly Proposal[],
  hearing: Hearing,
): readonly Proposal[] | null {
  const { session, turn } = making;
  const swindle = beware(making, written, proposals, hearing);
  if (swindle) return swindle;
  const key = bare(hear(written).key);
  const open = openFrame(session);
  const [only, ...more] = proposals;
  if (!only) return null;
  if (open) {
    const declines = session.aside === true && open.asked !== null && !open.optional && DECLINES.test(key);
    return declines ? [byRule({ kind: 'go-on' })] : null;
  }
  const last = session.left?.frames.at(-1)?.service;
  const again = last && GOES_ON.test(key) && (wishesIn(key).some(({ service }) => service === last) || key.length < 30);
  if (again && only.command.kind !== 'go-on') return [byRule({ kind: 'go-on' })];
  const told = outright(making, key, proposals);
  if (told) return told;
  if (more.length > 0) return null;
  const { offered } = session;
  const agrees = only.command.kind === 'affirm' && (only.by === 'rule' || TAKES.test(key));
  const takes = TAKES.test(key) || (offered?.asks === true && (AGREES.test(key) || agrees));
  if (offered && takes) return [taken(offered.wishes)];
  // 不对, about the bill that was just shown: that is what a check is for.
  const aboutBill = turn.topic?.service === 'bill.query' || turn.topic?.service === 'bill.explain';
  if (saysWrong(written) && aboutBill) {
    const slots = { category: 'bill-check', ...(turn.topic.account && { account: turn.topic.account }) };
    return [byRule({ kind: 'unsure', between: ['request.file', 'bill.explain'], slots: [slots, {}] })];
  }
  // A guess that somebody agrees or refuses, where nothing was asked, is no guess at all.
  const idle = only.by === 'local' && ['affirm', 'deny', 'back'].includes(only.command.kind);
  return idle ? [{ ...only, command: { kind: 'unknown' } }] : null;
}

type Wishes = NonNullable<Making['session']['offered']>['wishes'];

function taken(wishes: Wishes): Proposal {
  const [first, ...others] = wishes;
  if (first && others.length === 0) return byRule({ kind: 'start', ...first });
  return byRule({
    kind: 'unsure',
    between: wishes.map(({ service }) => service),
    slots: wishes.map(({ slots }) => slots),
  });
}

/** A warning in any state; what is being told as a story is kept beside it. */
function beware(
  { session, turn }: Making,
  written: string,
  proposals: readonly Proposal[],
  { open }: Hearing,
): readonly Proposal[] | null {
  const warned =
    session.warnedAt !== undefined && turn.now.getTime() - Date.parse(session.warnedAt) < WARNED_MINUTES * 60_000;
  const found = swindleIn(written, hostOf(turn.publicUrl), warned);
  if (!found) return null;
  const talk = found === 'warn' ? 'swindle' : 'swindled';
  const story = open && isStory(open.slot) ? proposals.filter(({ command }) => command.kind === 'set') : [];
  return [byRule({ kind: 'start', service: 'smalltalk', slots: { talk } }), ...story];
}

function hostOf(url: string): string {
  try {
    return new URL(url).hostname;
  } catch {
    return '';
  }
}
