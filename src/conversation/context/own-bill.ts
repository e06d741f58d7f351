/** 今年一共交了多少, 我的违约金多少, what tier am I in: asked of one's own bills, they are told from these and not from an article. */

import type { Slots } from '../flow.ts';
import { DUE, LATE_FEES, SUM } from '../flows/bill-sums.ts';
import type { Proposal } from '../message.ts';
import { identifiersIn } from '../understanding/parsers/identifiers.ts';
import { monthsIn, monthValue } from '../understanding/parsers/month.ts';
import { byRule, type Reading, type Utterance } from './reading.ts';
import { LOOKS } from './topic.ts';

const HOW_MUCH =
  /多少|几(?:块|百|千|万)|合计|总(?:共|计|和|额|数)|\b(?:how much|total|sum|altogether|in all|add(?:ed)? up|spen[dt])\b/;
const MONEY =
  /电费|钱|账单|[交花付](?:了|过|的|掉|多少)|\b(?:pa(?:y|id|ying)|spen[dt]|bills?|cost|money|electricity|power)\b/;
/** Kilowatt-hours, prices, what is owed, compared or doubted, and papers of it: other questions. */
const NO_SUM =
  /电价|单价|一度|每度|度电|几度|多少度|用电量|用了多少电(?!费)|为什么|怎么.{0,4}(?:多|贵|高|涨)|贵|比|涨|欠|发票|收据|档|阶梯|违约金|滞纳|退|补贴|会|估|大概要|预|\b(?:price|rate|tariff|kwh|units|why|than|owe[ds]?|owing|invoice|receipt|tiers?|late fees?|refund|compared|will|would|expect)\b/;
/** 全年, this year: monthsIn has it as the months it is made of. */
const SPAN = /\.\.\d{4}/;

const FEE =
  /违约金|滞纳金|逾期费|迟延(?:交付|交纳)?费|罚款|\b(?:late (?:fees?|charges?|payment fees?)|penalty|penalties|surcharges?)\b/;
const FEE_ASKED =
  /多少|几(?:块|元|毛|角)|算(?:到|出|了)|有没有|有.{0,6}[吗么]|\b(?:how much|what(?:'?s| is| are)|any|amount|do i have|have i got)\b/;
const OWN = /我|咱|现在|目前|到今天|这次|要交|欠|\b(?:my|i|me|i'm|now|so far)\b/;
const OF_RULE =
  /怎么算|如何算|标准|规定|比例|费率|公式|每天|一天|如果|要是|万一|假如|会不会|会有|晚交|迟交|能不能|可以|可不可以|减免|免|为什么|不服|规则|限|\b(?:how (?:is|are|does|do)|if|rate|per day|a day|each day|rules?|would|could|waive\w*|why|can|legal|usury)\b/;

const DUE_ASKED =
  /(?:最晚|最迟|截止|到期|什么时候|哪(?:一)?天|几号|几月几号).{0,6}(?:交|付|到期|截止|之前)|(?:交|付)(?:费|款|电费)?(?:的)?(?:最晚|最迟|截止|到期|期限|最后)(?:日期?|时间|一天|期限)?(?:是|到)?(?:什么时候|哪(?:一)?天|几号|几月几号)|^(?:我的?|这(?:个月|期)的?)?(?:电费|账单)(?:的)?(?:最晚|最迟)?(?:什么时候|哪(?:一)?天|几号)(?:到期|截止)|\bwhen (?:is|are) (?:my|the|this)(?: \w+){0,3} due\b|\bwhen (?:do|must|should|have) i (?:have to |need to |got to )?pay\b|\b(?:last day|deadline|due date|latest (?:i|day|date))\b.{0,12}\b(?:to|for|of|can|must) (?:pay\w*|my|this|the bill)|\bmy (?:\w+ )?(?:due date|deadline)\b|^(?:what(?:'?s| is) (?:the|my) )?(?:last day|due date|deadline)(?: to pay)?[?. ]*$|\bby when\b.{0,20}\bpay\b/;
const NO_DUE =
  /逾期|过了|晚了|延期|宽限|缓|交了|交的|交完|交过|到账|扣款|扣|发票|停电|断电|会|能|提醒|抄表|出账|生效|别人|房东|租客|每(?:个)?月|老忘|晚给|算|[栏义]|当天|付不付|问谁|多出|\b(?:paid|extend|extension|late|after|miss(?:ed)?|will|can|remind|reading|issued|arrive|next year|where|shown|cut|object\w*|count|hold|if|case|ticket|application|complaint|contract)\b/;
const LONGEST_ASKED = { zh: 20, en: 60 } as const;

const TIER =
  /(?:我|咱|我家|这个月|本月|这期|现在|今年).{0,10}(?:第几(?:档|级距?|阶梯?|段)|(?<!分|有)几档|哪(?:一)?个?(?:档|级距|阶梯))|\b(?:which|what) (?:tier|step|block|band|level)\b.{0,24}\b(?:i|i'?m|my|me)\b|\bmy (?:current )?tier\b/;
const NO_TIER =
  /多少(?:钱|度)|电价|怎么|为什么|标准|规定|如果|超过|房东|租客|总表|工作室|绑|说|第几个|\b(?:price|cost|how|why|if|limit|kwh)\b/;

/** Of several months together: this year, the last half year. */
function sumAsked({ key, making: { turn } }: Utterance): Slots | null {
  if (key.length > 60 || !HOW_MUCH.test(key) || !MONEY.test(key) || NO_SUM.test(key)) return null;
  const months = monthsIn(key, turn.today, turn.locale, false);
  const value = months && monthValue(months);
  return value && SPAN.test(value) ? { category: SUM, month: value } : null;
}

function standingAsked(key: string): Slots | null {
  if (key.length > LONGEST_ASKED[/\p{Script=Han}/u.test(key) ? 'zh' : 'en']) return null;
  if (FEE.test(key)) {
    return FEE_ASKED.test(key) && OWN.test(key) && !OF_RULE.test(key) ? { category: LATE_FEES } : null;
  }
  if (DUE_ASKED.test(key) && !NO_DUE.test(key)) return { category: DUE };
  return TIER.test(key) && !NO_TIER.test(key) ? {} : null;
}

/** A complaint that tells what was paid, a wish for an invoice: what a rule heard as an act stays that. */
function leavesRoom({ command, by }: Proposal): boolean {
  if (command.kind !== 'start') return ['unknown', 'unsure', 'outOfScope'].includes(command.kind);
  return by !== 'rule' || ['payment.pay', 'knowledge.ask', ...LOOKS].includes(command.service);
}

export const ownBill: Reading = (utterance) => {
  const { making, key, proposals, hearing } = utterance;
  const { turn } = making;
  if (proposals.length > 2 || !proposals.every(leavesRoom)) return null;
  const sum = sumAsked(utterance);
  const named = identifiersIn(key, null, hearing.locale).find(({ slot }) => slot === 'accountNumber');
  const account = named && { accountNumber: named.value };
  if (sum) return byRule({ kind: 'start', service: 'bill.query', slots: { ...sum, ...account } });
  // Where no account is known the article says where it stands.
  if (turn.viewer.accounts.length === 0 && !named) return null;
  const standing = standingAsked(key);
  return standing && byRule({ kind: 'start', service: 'bill.query', slots: { ...standing, ...account } });
};
