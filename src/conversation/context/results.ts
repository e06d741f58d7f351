/** 结果是什么, 查得怎么样了, what did you find out: asked while a case of one's own is looked into, it is told where that stands. */

import { isEnd } from '../../domain/case-processes.ts';
import type { CaseKind } from '../../domain/cases.ts';
import { casesSeen } from '../flows/which-case.ts';
import { justFiled } from '../lately.ts';
import { byRule, type Reading } from './reading.ts';

const ABOUT =
  '(?:那个?|请问|想问|问一?下|我们?|你们?|他们|上次|上回|之前|这次|这个|申请|提交|要求|反映|说|的|电费|电量|账单|电表|电|表|事情?|问题|工单|案子|投诉|举报|核查|核实|校验|鉴定|检定|检查|检测|调查|处理|最后|最终|到底|现在|[,。 ])*';
const LOOKED = '(?:核查|核实|查证|校验|鉴定|检定|检查|检测|调查|查|处理)';
const ENDS = '(?:[了啊呀呢吗么没]|没有|来)*';
const RESULT: readonly RegExp[] = [
  new RegExp(
    `^${ABOUT}结果(?:呢|(?:现在)?(?:是什么|是怎么样|怎么样|怎么说|如何|咋样)|有(?:了|没有)?|出来?(?:了)?|下来(?:了)?|什么时候(?:出来?|有|能有|给我|告诉我)|给我|告诉我|在哪里?看?)?${ENDS}$`,
  ),
  new RegExp(`^${ABOUT}(?:有)?(?:结果|结论|说法|答复|下文|消息)${ENDS}$`),
  new RegExp(`^${ABOUT}${LOOKED}(?:得|的)?(?:怎么样|如何|咋样|到哪(?:一步|里)?)${ENDS}$`),
  new RegExp(
    `^${ABOUT}${LOOKED}(?:到|出|出来|清楚|明白|好|完)(?:什么|原因|结果|问题)?(?:了)?(?:吗|没有?|了没|什么)${ENDS}$`,
  ),
  /^(?:and |so |ok |hi,? |hello,? )*(?:what(?:'?s| is| was| were| are)|is there|are there|any|do you have|have you (?:got )?|when (?:do|will|can) i (?:get|have|see|hear)) (?:a |an |any |the |my |your )?(?:final )?(?:(?:bill|meter|test|check|checking|investigation|review|case|complaint) )*(?:results?|outcome|findings?|conclusion)\b.{0,40}$/,
  /\b(?:have|did) (?:you|they) (?:find|found)\b(?! (?:my|the) (?:account|payment|invoice))(?: out)?(?: (?:anything|something|what|the (?:cause|reason|problem|mistake|error)|why))?(?: .{0,24})?[?.]*$/,
  /\bwhat (?:did|have) (?:you|they) f(?:ind|ound)(?: out)?\b/,
  /\bhow (?:did|is|has) (?:the|my|your|that) (?:bill |meter )?(?:check|checking|test|testing|investigation|review|complaint|inspection)\b.{0,20}$/,
  /\bis (?:the|my|your) (?:bill |meter )?(?:check|test|investigation|review|inspection) (?:done|finished|over|complete(?:d)?|ready)\b/,
  /\bwhat came (?:out )?of (?:it|that|the|my)\b.{0,20}$/,
];

/** Which of one's cases, where it is named. */
const KINDS: readonly (readonly [CaseKind, RegExp])[] = [
  ['meter-test', /电表|校验|鉴定|检定|\bmeter\b/],
  ['complaint', /投诉|\bcomplaint\b/],
  ['bill-check', /电费|账单|核查|核实|\bbill\b|\bcheck/],
];

export const result: Reading = async (utterance) => {
  const { making, bare: key } = utterance;
  if (key.length > 60 || !RESULT.some((words) => words.test(key))) return null;
  const own = (await casesSeen(making.turn)).filter(({ own: mine }) => mine).map(({ found }) => found);
  if (own.length === 0) return null;
  const kind = KINDS.find(([one, words]) => words.test(key) && own.some((found) => found.kind === one))?.[0];
  const ofKind = own.filter((found) => kind === undefined || found.kind === kind);
  const open = ofKind.filter(({ stage }) => !isEnd(stage));
  const [one, other] = open.length > 0 ? open : ofKind;
  const filed = ofKind.find(({ caseNumber }) => caseNumber === justFiled(making));
  const meant = filed ?? (other ? undefined : one);
  return byRule({ kind: 'start', service: 'progress.query', ...(meant && { slots: { case: meant.caseNumber } }) });
};
