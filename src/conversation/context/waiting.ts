/** 还有多久轮到我, 有没有人管, how many people are ahead of me: while a person is waited for, the place and the time that are known. */
import { openFrame } from '../session.ts';
import { byRule, type Reading } from './reading.ts';

const TURN =
  /轮到我|(?:我|现在)?排(?:到|在|第|是第)?(?:第)?几(?:位|个|名)?|排到哪|前面(?:还)?(?:有|剩)?(?:几|多少)|(?:几|多少)(?:个)?人在?(?:等|排|前面)|排队.{0,8}(?:多久|几|多少|什么时候)|我(?:是|排)?第几(?:个|位)|\b(?:my turn|(?:people|persons?|others?|callers?) (?:are )?(?:ahead|before|in front|waiting)|(?:place|position) in (?:the )?(?:queue|line)|(?:am i|i'?m) next|how long (?:is|will|does) the (?:queue|wait|line)|where am i in (?:the )?(?:queue|line)|next in (?:line|the queue))\b/;

/** And who has lost patience: nothing else is said with it. */
const ANYBODY =
  /^(?:喂|你们|请问|到底|究竟|怎么|为什么|还|就|都|[,。!?~ ])*(?:有没有|有|没有?|没个)活?人(?:了|来|在|能|会|要|肯|啊|吗)*(?:管|理|答|回|接|应|处理|服务)?(?:我们?|一下|事|电话|消息)*(?:了|吗|呢|啊|呀|吧|的|嘛|[,。!?~ ])*(?:(?:气死|急死|烦死|等死)(?:我|人)?了?|等(?:了|得)?.{0,8}|[,。!?~ ])*$|^(?:hello|hey|[,.!? ])*(?:is (?:any|some)(?:one|body) (?:there|here|around|coming|reading this)|any(?:one|body)(?: there| here)?|(?:no ?one|nobody) (?:is |ever )?(?:answers?|answering|there|here|helps?|helping|cares?|coming)|where is every(?:one|body))(?: at all| or what| yet|[,.!? ])*$/;

export const waitsForPerson: Reading = async ({ making: { session, turn }, bare: key }) => {
  if (key.length > 60 || !(TURN.test(key) || ANYBODY.test(key))) return null;
  if (openFrame(session)?.service === 'handoff.request') return null;
  return (await turn.services.handoff.isOpen(turn.conversationId))
    ? byRule({ kind: 'start', service: 'handoff.request' })
    : null;
};
