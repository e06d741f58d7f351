/** 已经有电了，你们不用来了: whoever waits for a crew no longer needs it; the report is taken back by a yes, and none is begun. */
import { isEnd } from '../../domain/case-processes.ts';
import { canDo } from '../../services/cases/resident-acts.ts';
import { casesSeen } from '../flows/which-case.ts';
import { justFiled } from '../lately.ts';
import { openFrame } from '../session.ts';
import { isStory, isWritten } from '../understanding/parsers/written.ts';
import { clausesOf } from '../understanding/spelling.ts';
import { byRule, isGuess, type Reading } from './reading.ts';

const BACK =
  /(?<!没|不|没有|未|有人|客服|你们|师傅)(?:来电|有电|电(?:力|灯|又|都|也|已经?|刚刚?|刚才|现在|自己)*(?:来|恢复|有|亮|好)|复电|送电|通电|恢复(?:供电|用电|正常)?|供电正常|灯(?:又|都|也|已经?|全)*亮)了?(?=$|[,。!了啦谢你麻请就所不])|\b(?:power|electricity|lights?|it)(?:'?s| is| are| has| have)?(?: just| now| already| all| come| came| been){0,3} (?:back|on again|restored|working again)\b|\b(?:we|i)(?:'ve| have)? (?:got |have )?(?:the )?(?:power|electricity|lights?) (?:again|back|now)\b/;
/** Better, of something: only beside a word that nobody has to come. */
const BETTER = /(?:好|正常|没事|修好|解决|弄好)了|\b(?:fixed|fine|sorted|working|solved|ok(?:ay)?)\b/;
const NO_NEED =
  /(?:不用|不必|别|不要|甭|不需要|无需|不麻烦|不劳烦|不劳驾|没必要)(?:再|麻烦|劳烦|劳驾|你们?|您|师傅|他们|派|叫|让|安排|专门|特地|特意|抢修|维修|工人|电工|人员|人|队|大老远|老远|上门|过)*(?:来|派|跑|修|上门|安排|过来)(?!电|源)(?:人|了|师傅|抢修|一?趟)*|(?:取消|撤销|撤回|撤了|撤掉)(?:一?下|掉|了|我的?|这个|那个|刚才的?)*(?:报修|报障|工单|派单|通报|抢修|单子)|\bno need (?:to|for|of) (?:\w+ ){0,2}(?:come|send|visit|crew|technicians?|anyone|anybody|repair)|\b(?:do(?:es)?n'?t|do not|needn'?t|no one|nobody)(?: have| need| has| needs)?(?: to)? (?:come|send|bother (?:coming|sending)|visit|dispatch)\b|\b(?:cancel|call off|stop|withdraw|drop) (?:the |my |that |your )?(?:report|visit|crew|outage|repair(?:s|men|man)?|technicians?|team|call[- ]?out|case)\b/;
/** Asked, meant for later, of somebody else, or not all is well. */
const NOT_SO =
  /[?？]|[吗么]$|(?:没|没有)$|什么时候|多久|几点|是不是|有没有|怎么|为什么|如果|要是|假如|万一|等.{0,8}(?:来电|有电|恢复|复电)|(?:来电|有电|复电|恢复|修好).{0,3}(?:后|时|再|通知|告诉|说一声|提醒|联系|叫)|但|可是|不过|(?:又|还是?|仍)(?:停|没|黑|断|跳)|一半|部分|有的|有些|隔壁|邻居|对面|楼上|楼下|别人|人家|其他|电压|不稳|忽明忽|一闪|暗|烧|坏|焦|\b(?:if|when|until|once|after|whether|but|half|part|only|neighbou?rs?|next door|flicker\w*|dim|went (?:out|off)|off again|out again|still)\b|^(?:is|has|have|did|are|will|does) /;

/** What else the words may have been taken for. */
const BESIDE = /^(?:outage|progress|handoff|smalltalk|notice|payment\.history)/;

export const powerBack: Reading = async ({ making, key, proposals, hearing: { open } }) => {
  const { turn, session } = making;
  const frame = openFrame(session);
  if (key.length > 80 || NOT_SO.test(key) || (open && isStory(open.slot))) return null;
  const noNeed = NO_NEED.test(key);
  const back = BACK.test(key) || (noNeed && BETTER.test(key));
  // 来电了 alone has a reading of its own.
  if (!noNeed && (!back || clausesOf(key).length < 2)) return null;
  const elsewhere = proposals.some(
    ({ command, by }) =>
      by === 'rule' && command.kind === 'start' && !BESIDE.test(command.service) && command.service !== frame?.service,
  );
  const told = proposals.some(({ command }) => command.kind === 'set' && !isWritten(command.slot));
  if (elsewhere || frame?.asked === 'breaker') return null;
  if (frame?.service === 'outage.report') {
    if (frame.slots.case) return byRule({ kind: 'set', slot: 'category', value: 'back' });
    return noNeed || !told ? byRule({ kind: 'cancel' }) : null;
  }
  // What answers the open question stays that; an application that is open is left by its own words.
  if (told || (frame && !back)) return null;
  const own = (await casesSeen(turn)).filter(({ own: mine }) => mine).map(({ found }) => found);
  const restored = back ? own.find(({ kind, stage }) => kind === 'outage' && stage === 'restored') : undefined;
  if (restored)
    return byRule({ kind: 'start', service: 'outage.report', slots: { case: restored.caseNumber, category: 'back' } });
  const standing = own.filter((found) => !isEnd(found.stage) && canDo(found, 'withdraw'));
  const filed = justFiled(making);
  const meant =
    (back ? undefined : standing.find(({ caseNumber }) => caseNumber === filed)) ??
    standing.find(({ kind }) => kind === 'outage');
  if (meant)
    return byRule({
      kind: 'start',
      service: 'progress.query',
      slots: { case: meant.caseNumber, category: 'withdraw' },
    });
  // Nothing was reported that could be taken back, and nothing is.
  const begins = proposals.some(
    (one) => one.command.kind === 'start' && one.command.service === 'outage.report' && isGuess(one),
  );
  return begins ? byRule({ kind: 'unknown' }) : null;
};
