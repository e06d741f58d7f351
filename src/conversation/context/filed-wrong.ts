/** 电话写错了, the address should be …, of what was just filed: a note on the case for who works on it, and no new application. */
import { isEnd } from '../../domain/case-processes.ts';
import { canDo } from '../../services/cases/resident-acts.ts';
import { casesSeen } from '../flows/which-case.ts';
import { FRESH_MINUTES, justFiled, within } from '../lately.ts';
import { byRule, type Reading } from './reading.ts';

const NUMBER = '(?:联[系络])?(?:电话|手机)(?:号码?)?|联[系络]方式|号码';
const PLACE = '地址|地点|位置|门牌号?|楼[栋号层]|房号|小区名?';
const DATUM = `(?:${NUMBER}|${PLACE}|姓名|名字|时间|日期|车位号?|容量|千瓦数?|内容|描述|身份证号?)`;
const SLIP = '(?:[写填说报留打发给弄搞输登记]|提供|提交)(?:的)?错|错了|不对|有误|不正确|弄反|写反|少写|漏写';
const INSTEAD = '(?:改成|改为|改到|换成|更正为?|更改为|应该是|应为|要改成)';
const WRONG = new RegExp(
  `${DATUM}(?:我)?(?:刚才|刚刚|好像|可能|都|也|是)*(?:${SLIP})|(?:${SLIP})(?:了)?(?:我的?|一个|个)*${DATUM}|(?:刚才|刚刚|上面|之前)(?:我)?(?:说|写|填|报|留|给)的?.{0,4}${DATUM}.{0,4}(?:${SLIP}|${INSTEAD})|${DATUM}${INSTEAD}`,
);
/** Asked whether it may be, of what only the case holds. */
const MAY_BE = new RegExp(
  `(?:能|可以|要|想|麻烦|帮我|请).{0,6}[改换](?:一?下|个)?(?:刚才|刚刚)?(?:报修|投诉|申请|工单)?(?:里|上)?的?(?:联[系络](?:电话|方式)|${PLACE})`,
);
/** What the utility's books hold is changed by a service of its own, and a bill is checked. */
const IN_THE_BOOKS =
  /户名|户主|预留|登记的|绑定|户号|账单|发票|抬头|税号|合同|电表|抄表|度数|扣|系统里|\b(?:registered|on file|bills?|invoices?|accounts?|holder|charged?|meter|reading)\b/;

const DATUM_EN =
  '(?:(?:phone|mobile|cell|contact|telephone|house|flat|street|unit)(?: number)?|number|address|location|place|name|time|date|parking space|floor)';
const WRONG_EN = new RegExp(
  `\\b(?:wrong|incorrect|mistyped|misspelled|mistaken) (?:\\w+ )?${DATUM_EN}\\b|\\b(?:mistake|typo|error) (?:in|with|on) (?:the|my|that) (?:\\w+ )?${DATUM_EN}\\b|\\b${DATUM_EN}(?: (?:i|we) (?:gave|wrote|typed|sent|left)(?: you)?)? (?:is|was|are) (?:wrong|incorrect|not right|mistyped|misspelled)\\b|\\b${DATUM_EN} should (?:be|have been)\\b|\\b(?:change|correct|fix|update) (?:the|that) (?:\\w+ )?${DATUM_EN}\\b|\\b(?:change|correct|fix|update) my (?:\\w+ )?${DATUM_EN} (?:to \\S|(?:on|in|for) (?:the|that|my) (?:report|complaint|case|request|application))`,
);
const NAMES = /姓名|名字|\bname\b/;
/** Kinds that hold a name which somebody gave. */
const HOLD_NAMES = /^(?:transfer|rename|new-connection|capacity-increase|ev-charger|temporary-supply|phone-change)$/;
/** What is right is said with it. */
const TELLS =
  /\d{4,}|\d+(?:号|室|栋|楼|kw|千瓦)|(?:是|为|成)(?=[^吗了的错不]{2})|\b(?:it'?s|is|to|be|use|been) \S*\d|\bshould (?:be|have been) \w/;
const LONGEST = 100;

export const filedWrong: Reading = async ({ making, key, written }) => {
  const { session, turn } = making;
  const said = WRONG.test(key) || MAY_BE.test(key) || WRONG_EN.test(key);
  if (!said || key.length > LONGEST || IN_THE_BOOKS.test(key)) return null;
  const caseNumber = within(making, session.filed?.at, FRESH_MINUTES) ? justFiled(making) : null;
  if (caseNumber === null) return null;
  const found = (await casesSeen(turn)).find((seen) => seen.own && seen.found.caseNumber === caseNumber)?.found;
  if (!found || isEnd(found.stage) || (NAMES.test(key) && !HOLD_NAMES.test(found.kind))) return null;
  if (!canDo(found, 'add')) return byRule({ kind: 'start', service: 'handoff.request' });
  const reason = TELLS.test(key) ? { reason: written.trim() } : {};
  return byRule({ kind: 'start', service: 'progress.query', slots: { case: caseNumber, category: 'add', ...reason } });
};
