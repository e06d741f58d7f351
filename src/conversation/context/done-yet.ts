/** 过户好了吗, is my transfer done yet: how far it is, whatever its name begins elsewhere; also where nothing was applied for. */
import { openFrame } from '../session.ts';
import { isStory } from '../understanding/parsers/written.ts';
import { byRule, isGuess, type Reading } from './reading.ts';

const THING =
  '(?:过户|更名|改名|户名|名字|户主|报装|新装|装表|换表|增容|充电桩|临时用电|接电|销户|校表|验表|核查|赔偿|理赔|复电申请|投诉|举报|申诉|申请|手续|工单|案子|案件)';
const DONE_YET = new RegExp(
  `${THING}(?:的)?(?:手续|申请|事情|事)?(?:都|已经|到底|究竟|现在|应该|你们|给我|帮我)*(?:办理?|弄|改|换|批|搞|过|审核?|处理|进行|装)?得?(?:好|完成?|成功?|下来|过来|过|通过|生效|了|怎么样?){1,3}(?:没好|没完|没有?|吗|么|(?<=怎么样?))$`,
);
/** What may be, how long it takes, and a thing done that another is wished after. */
const NOT_YET_BEGUN = /能|可以|会不会|要多|多久|几天|一般|通常|怎么(?:办|弄|改|申请)|必须|才|要是|如果|需要/;

const THING_EN =
  '(?:(?:account |house |ownership )?(?:transfer|takeover)|rename|(?:account )?name(?: change)?|change of name|application|(?:new )?(?:connection|supply)|(?:ev )?charger|installation|complaint|(?:account )?(?:closing|closure)|meter test|bill check|claim|request|case)';
const ENDED =
  '(?:done|finished|complete(?:d)?|through|approved|changed|accepted|processed|ready|installed|closed|successful|transferred|sorted)';
const DONE_YET_EN = new RegExp(
  `^(?:is|was|has|have|did|are)(?:n'?t)? (?:my|the|our|that) ${THING_EN}(?: (?:application|request))?(?: (?:been|gone|go|get|got|already|all))* ${ENDED}(?: (?:yet|now|already|up))*$|^(?:is|are) (?:my|the|our) (?:account|contract|meter) (?:in my name|transferred|changed)(?: (?:yet|now|already))+$|^how(?:'?s| is) (?:my|the|our) ${THING_EN} (?:going|coming along|doing|getting on)$|^${THING_EN} ${ENDED}(?: yet)?$`,
);

export const doneYet: Reading = ({ making: { session }, key, bare, proposals: [only, ...more] }) => {
  if (!only || more.length > 0) return null;
  // 过户好了吗 sounds like 户号.
  const said = bare.replace(/过户号(?=[了没])/, '过户好').replace(/[?？]+$/, '');
  const asks = (DONE_YET.test(said) && !NOT_YET_BEGUN.test(key)) || DONE_YET_EN.test(said);
  const open = openFrame(session);
  if (!asks || (open?.asked && open.asked !== 'confirm' && isStory(open.asked))) return null;
  const { kind } = only.command;
  const begins = only.command.kind === 'start' && only.command.service !== 'progress.query';
  return begins || kind === 'unknown' || isGuess(only) ? byRule({ kind: 'start', service: 'progress.query' }) : null;
};
