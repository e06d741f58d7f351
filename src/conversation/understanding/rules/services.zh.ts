/** Chinese: which service is wished for. The order counts: the first rule that fits a clause wins. */
import { ACCOUNTS, PEOPLE } from './accounts.zh.ts';
import { COMPLAINTS, NOTICES, PROGRESS, REQUESTS } from './cases.zh.ts';
import { CHANNELS_ZH } from './channels.ts';
import { EXPLAINING } from './explain.zh.ts';
import { CONNECTIONS, HOLDERS } from './holders.zh.ts';
import { OUTAGE_QUESTIONS, OUTAGE_REPORTS } from './outages.zh.ts';
import { HISTORY_AND_INVOICES, PAYING } from './payments.zh.ts';
import { LOOKING_UP } from './query.zh.ts';
import type { Rule } from './rule.ts';

/** Questions about rules and prices, which are answered from the knowledge and start nothing. */
export const POLICY_ZH =
  /阶梯|累进|什么时候(?:要|该|得|需要)?(?:交|付)(?!的|过|了)|(?:申请|开通|订阅|取消).{0,4}电子账单|电子账单.{0,4}(?:申请|开通|订阅|取消)|打折|夏月.{0,4}(?:比较|是|为什么|电价|几月)|(?:第?[一二三1-3]档|级距)|峰谷|分时|时间电价|尖峰|离峰|谷电|电价|单价|多少钱一度|一度(?:电)?(?:是)?多少|每度|收费标准|计费(?:标准|方式|规则)|违约金|滞纳金|迟延|退费|退款|退钱|退回|分期|补贴|优惠|减免|低保|节电|省电|几度省|自动扣|代扣|扣缴|约定账户|(?:多久|几天|多长时间).{0,6}(?:到账|停电|来电|生效|断电)|(?:会|要)(?:不会)?被?(?:停电|断电|罚)|(?:交错|重复交|多交|误交)|安全吗|什么时候(?:出|发|寄|抄)|几号(?:出|抄|出账)|抄表|(?:包括|包含)(?:什么|哪些)|电费(?:是)?(?:怎么|如何)(?:计算|算|构成)的?$|^怎么(?:计|算)(?:算)?电费|户号.{0,4}(?:哪|怎么(?:看|查|找)|是什么|多少位|忘)|(?:忘|找不到|不知道|没有).{0,4}户号|哪.{0,3}(?:看|查|找).{0,3}户号|什么是|是什么意思|有什么(?:用|好处|区别)|晚上用电/;

export const CHINESE: readonly Rule[] = [
  ...COMPLAINTS.slice(0, 1),
  ...CHANNELS_ZH,
  ...NOTICES,
  ...PROGRESS,
  ...COMPLAINTS.slice(1),
  ...REQUESTS,
  ...HOLDERS,
  ...CONNECTIONS,
  ...OUTAGE_QUESTIONS,
  ...ACCOUNTS,
  ...HISTORY_AND_INVOICES,
  ...EXPLAINING,
  ...PAYING,
  // After the bill: 没电了要交电费 is a wish to pay.
  ...OUTAGE_REPORTS,
  ...LOOKING_UP,
  ...PEOPLE,
];
