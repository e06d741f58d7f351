/** 接下来呢, what happens next: the next act and the promised dates of the case that was just filed or shown; in a service its question. */
import { casesSeen } from '../flows/which-case.ts';
import { JUST_DONE_MINUTES, within } from '../lately.ts';
import { openFrame } from '../session.ts';
import { isStory } from '../understanding/parsers/written.ts';
import { byRule, type Reading } from './reading.ts';

const LEAD = '(?:那|好的?|嗯|哦|请问|[,。 ])*';
const NEXT = new RegExp(
  `^${LEAD}(?:我们?|你们?|现在)?(?:接下来|接着|下一步|然后|之后|后面|后续|往后|再来)(?:我们?|你们?|还|就|该|会|要|得|应该|需要|是|的|具体|到底)*(?:怎么(?:样|办|做|弄|处理|走|安排|进行)?|(?:做|干|等|办)?(?:些|点)?什么(?:步骤|流程|安排|动作)?|干嘛)?(?:呢|呀|啊|吗|[?])*$`,
);
/** 下一步 alone goes on, 然后 alone begins a sentence. */
const ASKED = /呢|怎么|什么|干嘛|吗|[?]/;
const TO_DO = new RegExp(
  `^${LEAD}(?:我们?|你们?|现在|这边|还|需要|该|要|得|应该|用)*(?:做|干|办|配合)(?:些|点)?(?:什么|嘛|别的)(?:事情?|的)?(?:呢|呀|啊|吗|了|[?])*$|^${LEAD}(?:我)?(?:还)?有(?:什么|别的)(?:我)?(?:还)?(?:要|需要|该)(?:做|办|配合)的(?:事|吗|呢|[?])*$`,
);
const NEXT_EN =
  /^(?:ok(?:ay)?|alright|so|and|well|great|fine|[,. ])*(?:what(?:'?s| is| are| comes| happens| will happen| would happen| should happen| (?:do|should|must|can|will) (?:i|we|you|they) do| do (?:i|we) (?:have|need) to do| (?:are )?the)*(?: (?:next|now|then|after (?:this|that)|from here|(?:the )?next steps?))+|then what|(?:and )then|what'?s the next step|do (?:i|we) (?:have|need) to do (?:anything|something)(?: (?:else|more|now|next))*|is there (?:anything|something)(?: else| more)? (?:(?:that )?(?:i|we) (?:need|have|ought|should)(?: to)? do|for me to do)|(?:is there )?anything else (?:you need from me|(?:i|we) (?:need|have) to do))[ ?.!]*$/;

export const whatNext: Reading = async ({ making, key, bare }) => {
  const { session, turn } = making;
  const asks = (NEXT.test(key) && ASKED.test(key)) || TO_DO.test(key) || NEXT_EN.test(key) || NEXT_EN.test(bare);
  if (!asks) return null;
  const open = openFrame(session);
  // Who is in danger asks what to do, and a story is told as it is.
  if (open?.asked)
    return open.asked === 'danger' ||
      open.service === 'rating.give' ||
      (open.asked !== 'confirm' && isStory(open.asked))
      ? null
      : byRule({ kind: 'go-on' });
  const { lately } = session;
  const caseNumber = lately && within(making, lately.at, JUST_DONE_MINUTES) ? lately.slots.case : undefined;
  const own = (await casesSeen(turn)).some((seen) => seen.own && seen.found.caseNumber === caseNumber);
  return own && caseNumber ? byRule({ kind: 'start', service: 'progress.query', slots: { case: caseNumber } }) : null;
};
