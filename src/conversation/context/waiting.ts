/** 还有多久轮到我, how many people are ahead of me: while a person is waited for, the place and the time that are known. */
import { openFrame } from '../session.ts';
import { byRule, type Reading } from './reading.ts';

const TURN =
  /轮到我|(?:我|现在)?排(?:到|在|第|是第)?(?:第)?几(?:位|个|名)?|排到哪|前面(?:还)?(?:有|剩)?(?:几|多少)|(?:几|多少)(?:个)?人在?(?:等|排|前面)|排队.{0,8}(?:多久|几|多少|什么时候)|我(?:是|排)?第几(?:个|位)|\b(?:my turn|(?:people|persons?|others?|callers?) (?:are )?(?:ahead|before|in front|waiting)|(?:place|position) in (?:the )?(?:queue|line)|(?:am i|i'?m) next|how long (?:is|will|does) the (?:queue|wait|line)|where am i in (?:the )?(?:queue|line)|next in (?:line|the queue))\b/;

export const waitsForPerson: Reading = async ({ making: { session, turn }, bare: key }) => {
  if (key.length > 60 || !TURN.test(key)) return null;
  if (openFrame(session)?.service === 'handoff.request') return null;
  return (await turn.services.handoff.isOpen(turn.conversationId))
    ? byRule({ kind: 'start', service: 'handoff.request' })
    : null;
};
