/** 来电了, still no power, 解决了: how a case ended for its resident, said without being asked. */
import { isEnd } from '../../domain/case-processes.ts';
import { canDo, type ResidentAct } from '../../services/cases/resident-acts.ts';
import { casesSeen } from '../flows/which-case.ts';
import { openFrame } from '../session.ts';
import { isStory, isWritten } from '../understanding/parsers/written.ts';
import { clausesOf } from '../understanding/spelling.ts';
import { byRule, type Reading } from './reading.ts';

const BACK =
  /^(?:对|是的?|嗯|好了?|现在|刚刚?|已经|都|家里|我家|这边|我们这|[,。 ])*(?:来电了?|有电了|电来了|复电了|恢复(?:供电|用电)?了|通电了|灯亮了)(?:了|,谢谢)*$|^(?:yes,? |yeah,? |ok,? )?(?:the )?(?:power|electricity|lights?)(?:'?s| is| are| has come| came)? (?:back|on again)(?: on)?(?: now)?$|^(?:yes,? )?(?:we have|i have|got) power(?: again| back| now)?$|^(?:yes,? )?it(?:'?s| is) back(?: on)?$/;
const STILL_OUT =
  /^(?:没有?[,。 ]|不[,。 ]|现在|怎么|还|我家|家里|这边|都)*(?:还是|仍然?|依然|一直|还)?(?:没有?电|没有?来电|没有?恢复|没有?复电|黑的)(?:呢|啊)?$|^(?:no,? )?(?:there'?s )?still (?:no (?:power|electricity)|out|dark|off|nothing)$|^(?:no,? )?(?:it'?s )?not (?:back|on) (?:yet|again)$|^still out$/;
const SOLVED =
  /^(?:对|是的?|嗯|好的?|问题|事情|现在|已经|都|你们|[,。 ])*(?:解决|处理好|弄好|办好|搞定|修好)了?$|^(?:yes,? )?(?:it'?s |it is |that'?s |the problem is |all )?(?:solved|resolved|sorted(?: out)?|fixed)(?: now)?$/;
const NOT_SOLVED =
  /^(?:问题|事情|根本|还是|还|没有?[,。 ]|不[,。 ])*(?:还|根本|完全|一直)?(?:没有?|未)(?:给我)?(?:解决|处理好|弄好|办好|搞定|修好)(?:呢|啊)?$|^(?:no,? )?(?:it'?s |it is |that'?s |the problem is )?(?:still )?(?:not|n't|isn'?t) (?:yet )?(?:solved|resolved|sorted(?: out)?|fixed)(?: yet)?$|^still (?:not (?:solved|fixed|resolved)|broken)$/;

/** What the case's buttons would do. */
export const outcome: Reading = async ({
  making: { turn, session },
  written,
  bare: key,
  proposals,
  hearing: { open },
}) => {
  const power = BACK.test(key) ? 'back' : STILL_OUT.test(key) ? 'still-out' : null;
  const [first = '', ...more] = clausesOf(key);
  const notSolved = NOT_SOLVED.test(key) || (more.length > 0 && NOT_SOLVED.test(first));
  const act: ResidentAct | null = SOLVED.test(key) ? 'solved' : notSolved ? 'not-solved' : null;
  if (!power && !act) return null;
  // What answers the open question, or corrects an answer of it, stays that.
  const answers = proposals.some(
    ({ command }) =>
      command.kind === 'correct' ||
      command.kind === 'affirm' ||
      (command.kind === 'set' && (!isWritten(command.slot) || isStory(command.slot))),
  );
  if (answers || (open && isStory(open.slot)) || openFrame(session)?.slots.case) return null;
  const own = (await casesSeen(turn)).filter(({ own: mine }) => mine).map(({ found }) => found);
  if (power) {
    const restored = own.find(({ kind, stage }) => kind === 'outage' && stage === 'restored');
    if (restored)
      return byRule({ kind: 'start', service: 'outage.report', slots: { case: restored.caseNumber, category: power } });
    const standing = own.find((found) => found.kind === 'outage' && !isEnd(found.stage) && canDo(found, 'withdraw'));
    // Nobody said that it was restored: then the report may be taken back, by a yes.
    return power === 'back' && standing && open?.service !== 'outage.report'
      ? byRule({ kind: 'start', service: 'progress.query', slots: { case: standing.caseNumber, category: 'withdraw' } })
      : null;
  }
  const asked = act ? own.filter((found) => canDo(found, act)) : [];
  const ended = act === 'not-solved' ? own.filter((found) => isEnd(found.stage) && canDo(found, 'reopen')) : [];
  const [judged, category] = asked[0] ? [asked, act] : [ended, 'reopen' as const];
  if (!judged[0] || !category) return null;
  const slots = {
    ...(judged.length === 1 && { case: judged[0].caseNumber }),
    category,
    // 没解决，他没道歉: why not is said with it.
    ...(notSolved && more.length > 0 && { reason: written.trim().slice(0, 500) }),
  };
  return byRule({ kind: 'start', service: 'progress.query', slots });
};
