/** Questions that name nothing, 要多久, 要什么材料, why: what is asked, of whatever was being talked about. */
import { bare } from './spelling.ts';

/** `standing`: how far it is; `chase`: be quick about it. */
export type NamelessQuestion = 'when' | 'papers' | 'cost' | 'how' | 'where' | 'why' | 'standing' | 'chase';

interface Kind {
  readonly zh: RegExp;
  readonly en: RegExp;
  /** Words that say nothing more in this question than that it is asked. */
  readonly also?: RegExp;
}

/** Tried in this order. */
const KINDS: Readonly<Record<NamelessQuestion, Kind>> = {
  chase: {
    zh: /催(?:[催促办]|一?下)*|快一?[点些]|加急|抓紧|赶[紧快]|加快/g,
    en: /\b(?:hurry(?: up)?|(?:chase|expedite|push|rush)|speed (?:it |this |that |things )?up|faster|quicker|quickly)\b/g,
    also: /(?:一下|点|速度|行不行|能不能)|\b(?:get|make|a bit|little|up|on|move)\b/g,
  },
  papers: {
    zh: /(?:什么|哪些|啥|哪几样|几样)样?的?(?:材料|资料|证件|证明|手续|文件|证|东西|单子)|(?:材料|资料|证件|证明|手续|文件)(?:有?(?:哪些|什么|啥)|清单|要求)?|(?:要|需要|得|该)(?:准备|带|提供|交|出示|用到?|传|拍)(?:些)?(?:什么|哪些|啥)|(?:准备|提供|出示|带)(?:些)?(?:什么|哪些|啥)|^需要(?:些)?(?:什么|哪些|啥)/g,
    en: /\b(?:what|which) (?:other |kinds? of |sort of )?(?:documents?|papers?|paperwork|forms?|materials?|proofs?|certificates?)\b|\b(?:documents?|papers|paperwork)\b|\bwhat (?:else )?(?:do|will|should|must|would) (?:i|we) (?:have to |need to )?(?:need|bring|prepare|provide|submit|send|show)\b/g,
    also: /准备|带|提供|交|出示|传|拍|申请|办理?|需要|弄|必须|[几多]份|复印件|原件|\b(?:required|necessary|bring|prepare|provide|submit|send|upload|apply|application)\b/g,
  },
  cost: {
    zh: /多少钱|多少费用?|要不要钱|要钱|收不收(?:费|钱)|怎么收费?|收费标准|收费|免费|费用|手续费|贵不贵|什么价钱?|价格|价钱/g,
    en: /\bhow much(?! longer| time| more time)\b|\bfree(?: of charge)?\b|\b(?:costs?|fees?|charges?|price)\b|\bdo i (?:have to |need to )?pay\b/g,
    also: /不|要|交|付|出|花|收|办理?|弄|申请|装|另外|一共|总共|什么|多少|标准|\b(?:cost|pay|charged?|money|anything|something|any|total|what'?s|what|extra|apply)\b/g,
  },
  when: {
    zh: /多久|多长时间|多少天|几天|几个?(?:工作[日天]|小时|钟头|星期|月)|(?:什么|啥)时候|什么时间|何时|几时|几点钟?|哪天|哪一天|多快/g,
    en: /\b(?:how (?:much )?long(?:er)?|how much (?:longer|time|more time)|when|how soon|how fast|how many (?:more )?(?:hours|(?:working |business )?days|weeks|minutes)|(?:at |by )?what time)\b/g,
  },
  where: {
    zh: /(?:在|去|到|从)?(?:哪里|哪儿|哪个地方|什么地方|哪家?营业厅|哪(?=办|申请|交|弄))/g,
    en: /\bwhere\b/g,
    also: /办理?|申请|交|弄|递交|提交|材料|去|\b(?:apply|go|do|submit|send|hand|in|application|papers|documents|sign up)\b/g,
  },
  how: {
    zh: /(?:怎么|如何|怎样|咋)(?:去|样)?(?:申请|办理|办(?!$)|开通|报名|操作|弄|报)|(?:申请|办理?)(?:流程|步骤)|流程|步骤/g,
    en: /\bhow (?:do|can|could|should|would) (?:i|we|you|one) (?:apply|get|do|sign up|start|claim|arrange|request|register)\b|\bhow to (?:apply|get|do|sign up|start|claim|request|register)\b|\bwhat(?:'?s| is| are) the (?:steps|process|procedure)\b/g,
    also: /什么|是|有|哪些|申请|办理?|\b(?:one|apply|for)\b/g,
  },
  why: {
    zh: /为什么|为啥|为何|(?:什么|啥)(?:原因|缘故|情况)|原因|怎么回事|咋回事/g,
    en: /\b(?:why|how come|what(?:'?s| is| was) the (?:reason|cause|problem|matter)|what(?:'?s| is| has)? ?(?:caused|causing) (?:it|this|that)|what happened|what(?:'?s| is) wrong)\b/g,
    also: /会|要|又|停(?:电|的|了)?|没电|什么|\b(?:power|electricity|out|off|outage|cut|it|no|happen(?:ed|ing)?|off)\b/g,
  },
  standing: {
    zh: /怎么样了?|(?:到|来|好|修好|办好|弄好|改好|装好|办完|处理好?|解决|安排|派人?)(?:了)?(?:没有?|吗|了没)|(?:有|没)?(?:消息|结果|进展|动静|下文|回音|音讯)|没(?:有)?人?(?:来|到|联系|理|管|见人)|等了?(?:很|这么|那么|好|老)?(?:半天|久|老半天|长时间)|等(?:了)?[\d一二两三四五六七八九十半]+个?(?:多)?(?:小时|钟头|分钟|天)|^人$|人呢|到哪(?:里|儿)?了?/g,
    en: /\b(?:any (?:news|updates?|progress)|are (?:they|you|we) (?:here|there|coming|on (?:the|their|your) way)|is (?:it|that|this) (?:done|ready|finished|fixed|sorted)|(?:nobody|no one|noone) (?:has |is )?(?:came|come|here|arrived|called|coming)|still waiting|(?:i|we)(?:'ve| have) been waiting|where are (?:they|you)|what(?:'?s| is) (?:the status|happening|going on)|status|has anyone|how is it going|where is everybody)\b/g,
    also: /怎么|为什么|都|也|已经|半天|到现在|现在|不是说|一直|没|小时|\b(?:for (?:hours|ages|so long|an? hour|\d+ (?:hours|minutes))|hours|ages|yet|on|with|so|long|forever|called)\b/g,
  },
};
const ORDER: readonly NamelessQuestion[] = ['chase', 'papers', 'cost', 'when', 'where', 'how', 'why', 'standing'];

/** Who comes, what is done and how it is asked: none of these says what it is about. */
const AROUND_ZH =
  /我们?家|家里|那么|那个|那|这个|这事|这件事|这|事情?|它|请问|想问|想知道|知道|告诉|一下|大概|大约|差不多|一般|通常|最[快慢晚多少早迟]|正常(?:情况)?|到底|究竟|具体|你们|他们|我们|大家|工作人员|人员|工人|师傅|有人|派人|派|人|你|您|他|我|电工|抢修队?|维修|修理|修|还|才|就|再|又|能|会|可以|可|要|需要|得|必须|应该|该|等|花|用|的话|的|时间|来得?|到达|到场|到|过来|上门|出发|好|弄|办理?|下来|完成|完|改|装|处理|解决|搞定|搞|结果|答复|回复|回音|回话|消息|通知|联[系络]|打过?来|打(?:给)?|电话|回电|回|给|是|有|前|之前|以内|内|都|也|跟|说|讲|审批|审核|通过|批|换|安装|接|轮到|轮|排到|排队|排|后|之后|以后|全部|一共|总共|收到|拿到|帮|麻烦|催|吗|呢|呀|啊|啦|了|吧|嘛|么|哦|哈|喂|在|走|左右|工单|行|[\s,。?!~.、]/g;
const AROUND_EN =
  /\b(?:and|but|so|ok|okay|well|then|about|around|the|an?|it|its|it's|that|that's|this|these|those|they|they're|you|you're|your|u|i|i'm|i'll|me|my|we|us|our|people|guys|somebody|someone|anybody|anyone|person|human|agent|technicians?|crew|team|engineers?|electricians?|repair ?m[ae]n|workers?|staff|is|are|am|was|will|would|does|do|did|can|could|should|shall|may|might|has|have|had|be|been|going|gonna|to|takes?|taking|took|gets?|getting|come|comes|coming|arrives?|arriving|here|there|out|calls?|calling|called|phone|contact|answer(?:ed)?|reply|respond|response|hear|heard|back|from|for|of|on|in|at|until|till|before|by|usually|normally|generally|typically|roughly|approximately|exactly|approx|wait|waiting|queue|line|need|needed|fix|fixed|fixing|repair|repaired|done|doing|do|ready|finished?|completed?|installed?|changed|sorted|handled|resolved|solved|processed|processing|process|result|results|please|pls|actually|now|still|expect(?:ed)?|left|more|one|again|know|tell|think|just|only|if|up|show|happen|yet|already|thing)\b|[\s,.?!~']+/g;

/** Said of an outage only. */
const POWER_ZH = /停到|停多|停电|来电|复电|有电|通电|供电|恢复|电力|停|电/g;
const POWER_EN = /\b(?:start(?:s|ing)?|end(?:s|ing)?|power|electricity|lights?|outage|blackout|restored|off)\b/g;

const LONGEST = { zh: 24, en: 64 } as const;

/** What a message asks where it asks and names nothing else. `key` is heard text; `outage`: an outage is what is talked about. */
export function namelessQuestion(key: string, outage: boolean): NamelessQuestion | null {
  const said = bare(key).trim();
  const language = /\p{Script=Han}/u.test(said) ? 'zh' : 'en';
  if (said === '' || said.length > LONGEST[language] || /\d{5,}/.test(said)) return null;
  const [around, power] = language === 'zh' ? [AROUND_ZH, POWER_ZH] : [AROUND_EN, POWER_EN];
  return (
    ORDER.find((kind) => {
      const { [language]: mark, also } = KINDS[kind];
      const rest = said.replace(mark, ' ');
      if (rest === said) return false;
      const left = [also, around, outage && kind !== 'standing' ? power : undefined].reduce(
        (text, words) => (words ? text.replace(words, ' ') : text),
        rest,
      );
      return left.trim() === '';
    }) ?? null
  );
}
