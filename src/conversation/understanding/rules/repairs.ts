/** Words that mend a conversation: why do you ask, wait, undo, all of it, go on, I'd rather not say; each the whole message. */
import type { Hearing } from '../hearing.ts';
import type { Control } from './controls.ts';

/** What a question may ask for, as people name it. */
const THING =
  '(?:手机(?:号码?)?|电话(?:号码?)?|号码|联[系络](?:电话|方式|人)|身份证(?:号码?|件)?|证件(?:号码?)?|地址|住址|住哪里?|姓名|名字|名称|真名|实名|户号|电号|验证码|税号|统编|统一编号|抬头|公司名称?|材料|资料|照片|时间|日期|月份|原因|理由|身份|容量|千瓦|功率|车位|评分|开关|空开|电闸|范围|匿名|个人信息|授权|隐私|确认|类别|对象)';
const THIS = `(?:这一?个|那个|这些|这种|这么多|这|那|${THING})`;

const questionOpen = ({ open }: Hearing): boolean => open !== null;
const nothingOpen = ({ open }: Hearing): boolean => open === null;
/** 继续 to what was read back is a yes. */
const noReadBack = ({ open }: Hearing): boolean => open === null || open.slot !== 'confirm';
/** A day, a list of topics or papers may be put off as an answer; a rating and a payment are simply not given. */
const mayBePutOff = ({ open }: Hearing): boolean =>
  open !== null &&
  open.optional !== true &&
  !['since', 'documents', 'topics', 'score', 'comment', 'breaker', 'danger'].includes(open.slot) &&
  !(open.slot === 'confirm' && open.service === 'payment.pay');
const notRead = ({ open }: Hearing): boolean => open !== null && open.slot !== 'confirm';

/** 开始吧 while its questions are being asked already. */
const BEGIN: readonly RegExp[] = [
  /^(?:好的?|那|就|我们|可以|现在|[,。 ])*开始(?:办理?|申请|吧|了)*$|^(?:ok(?:ay)?|yes|please|let'?s|[, ])*(?:start|begin|get started)(?: (?:it|now|then|please|the (?:application|process|form)))*$/,
];

/** 全部不要 to which notices one wants is an answer. */
const noTopics = ({ open }: Hearing): boolean => open?.slot !== 'topics';

const WHY: readonly RegExp[] = [
  new RegExp(
    `^(?:你们?|这里)?(?:为什么|为啥|凭什么|凭啥|干嘛|干吗|为何|何必|怎么还)(?:还|一定|非得?|都|总是?|老|又|要|会|得|必须|你们?)*(?:要|问|需要|知道|提供|填|给|说|告诉|留|报|写|验证?|同意|回答|确认)(?:你们?)?(?:我家?)?(?:们)?的?${THIS}?(?:信息|问题|东西)?$`,
  ),
  new RegExp(
    `^(?:你们?)?(?:问|要|需要|收集|留|填|提供|知道)(?:我)?的?${THIS}?(?:问题|信息)?(?:是|来|想|要)?(?:干嘛?|干吗|干什么|干啥|做什么|做啥|有什么用|有啥用|作什么用|什么目的|的?目的是什么)(?:用)?的?$`,
  ),
  new RegExp(`^${THIS}(?:的|是)?(?:有什么用|有啥用|有必要吗|干嘛?用?的?|用来(?:做什么|干嘛?|干什么|干啥))$`),
  new RegExp(
    `^(?:这个?)?(?:一定|必须|非得?|是不是必须|是否必须)(?:要|得)?(?:填|说|给|提供|告诉|回答|选|写)?${THIS}?(?:不可)?(?:吗|么)$`,
  ),
  /^(?:为什么|为啥|为何)$/,
  /^(?:but |and |ok |sorry )*why$|^what for$|^why (?:is|are) (?:that|this|it|these)(?: (?:even|really|so))? (?:needed|necessary|required|important)$/,
  /^(?:but |and )*why (?:do|would|are|should|must|did|does) (?:you|i|we|u|it)(?: guys)? (?:even |really |all )?(?:need|want|ask(?:ing)?|require|have to (?:say|tell|give|answer|provide)|give|tell|provide|know|answer)\b(?!.*\b(?:pay|fees?|bills?|charges?|price)\b).{0,40}$/,
  /^what (?:do you (?:need|want|use)|is|are) (?:that|this|it|these|my \w+(?: \w+)?|the \w+(?: \w+)?)(?: (?:needed|used|good))? for$/,
  /^do i (?:really )?(?:have|need) to(?: (?:say|tell|answer|give|provide|fill)\b.{0,30})?$|^is (?:that|this|it) (?:really )?(?:necessary|required|mandatory|needed)$/,
];

const WAIT: readonly RegExp[] = [
  /^(?:先|你|请|麻烦|让我|容我|再|稍微|能不能|可以|不[,。 ]?|好[,。 ]?)*(?:等一?下下?|等一?会儿?|等等|等一等|稍等|稍候|等片刻|等我一?[下会]儿?|等我(?:几|两|一|\d+)?分钟|慢着|且慢)(?:一?[下会]儿?|先|再说|再弄|再回你?|回你)*$/,
  /^(?:我)?(?:等一?下|等会儿?|待会儿?|晚点|晚些|回头|一会儿?|过会儿?|稍后)(?:再)?(?:说|弄|办|回|回你|告诉你|发|来|填|看)$/,
];
/** Going to look is waiting only where something was asked: 我看看账单 is a wish elsewhere. */
const GOES_TO_LOOK: readonly RegExp[] = [
  /^(?:(?:等等?一?下?|稍等|等会儿?)[,。 ]?)?(?:我(?:先|得|要|再|现在)?去|让我|容我|我先|我得|我(?=[找翻想问]))(?:先|再|去)?(?:找|看|想|查|翻|拿|问|确认|核对|考虑|接)(?:找|看|想|查|翻|问|一?下|一?会儿?|个电话|清楚)?(?:一?下)?(?:我?(?:老公|老婆|爸妈?|妈|家里?人|孩子|儿子|女儿|邻居)|账单|手机|身份证|证件|户号|电号|电表|开关|空开|电闸|外面|楼道|隔壁|短信|验证码|抽屉|资料|材料|营业执照|税号)?(?:再说|先|再告诉你|再回你)?$/,
  /^(?:please |can you |could you |just |ok |no |sorry |um |,)*(?:wait|hang on|hold on|one (?:moment|sec(?:ond)?|min(?:ute)?)|a (?:moment|sec(?:ond)?|min(?:ute)?)|give me (?:a|one|some|two|a few|a couple of|five|ten|\d+) (?:moment|sec(?:ond)?|min(?:ute)?|time)s?|let me (?:think|check|look|see|find (?:it|that|out|my \w+(?: \w+)?)|get (?:it|my \w+)|go (?:and )?(?:check|look|see)(?: (?:at )?\w+(?: \w+)?)?|ask \w+(?: \w+){0,2})|bear with me|brb|be right back|i'?ll (?:go (?:and )?(?:check|look)|check|have a look|get back to you))(?:,? (?:please|a (?:moment|sec|second|minute|bit|while)|there|for me|first|then))*$/,
];

const DONE =
  '(?:报修|投诉|举报|建议|意见|表扬|申请|缴费|交费|付款|支付|订单|工单|案件|过户|更名|报装|新装|增容|校表|销户|核查|绑定|解绑|操作|单子?|请求|通报|客诉|申诉)';
const JUST = '(?:刚才|刚刚|刚|才|方才|上一?[个笔单次]|前面)';
const UNDO: readonly RegExp[] = [
  new RegExp(
    `^(?:我|请|帮我|给我|麻烦|能不能|可以|想|要|把)*(?:撤销|撤回|撤掉|撤了|取消|收回|作废|退回|退掉)(?:一?下|掉|了)*${JUST}(?:我)?(?:提交|申请|报|办|交|付|发|说|弄|做|填)?(?:的|那)?(?:那|个|笔|单|次|条|一)*(?:的)?${DONE}?(?:吗)?$`,
  ),
  new RegExp(
    `^(?:我|请|帮我|麻烦|把)*${JUST}(?:我)?(?:提交|申请|报|办|交|付|发|说|弄|做|填)?(?:的|那)?(?:那|个|笔|单|次|条|一|修)*(?:的)?${DONE}?(?:我)?(?:想|要|给|都|先)?(?:撤销|撤回|撤掉|撤了|撤|取消|收回|作废|不要|不算|不办|不用|退掉)(?:一?下|掉|了|数)*(?:吗)?$`,
  ),
  new RegExp(
    `^(?:我|请|帮我|给我|麻烦|想|要|可以|能不能)*(?:撤销|撤回|撤掉|收回)(?:我的?|这个?|那个?)*${DONE}(?:吗)?$`,
  ),
  /^.{2,14}[,。 ](?:请|麻烦)?(?:帮我|给我)?(?:撤销|撤回|撤了)(?:掉|一?下|吧)?$/,
  /^(?:撤诉|(?:我)?(?:想|要)撤诉)$/,
  /^(?:please |can (?:you|i) |could you |i (?:want|would like|need) to |i'd like to )*(?:undo|take back|withdraw|revoke|cancel)(?: (?:that|it|this|what i just (?:did|sent|filed|submitted|reported|said)|(?:the|that|my) (?:last|previous) (?:one|thing|step|report|complaint|application|request|payment)|(?:the|that) (?:\w+ )?(?:report|complaint|application|request|payment|one|order) i just (?:made|filed|sent|submitted|reported|placed)|my (?:last )?(?:report|complaint|application|request)))$(?<!^(?:please )?cancel (?:that|it|this))/,
];
const UNDO_ALONE: readonly RegExp[] = [/^(?:我?(?:想|要)?)?(?:撤销|撤回|撤了)(?:一?下|掉|了|它|这个|那个)*$|^undo$/];

const ALL: readonly RegExp[] = [
  /^(?:我)?(?:全部?|都|所有的?|统统|全都|一起)(?:给我|帮我)?(?:取消|不办|不要|不弄|不用办|不搞|撤销|算了|停掉?)(?:了|掉|吧)*$|^(?:取消|停止|结束|退出)(?:全部|所有|一切)(?:的)?(?:操作|业务|流程)?$|^(?:我)?(?:什么|啥)都不(?:想)?(?:办|弄|要|搞)了?$/,
  /^(?:please )?(?:cancel|stop|drop|forget) (?:all|everything|it all|the lot|all of (?:it|them|that|this))(?: please)?$/,
];

const REFUSES: readonly RegExp[] = [
  new RegExp(
    `^(?:我|就是|这个?|那个?|真的?)*(?:不想|不愿意?|不方便|不太想|不太方便|拒绝|不能|不可以|才不)(?:再)?(?:说|讲|告诉|透露|提供|给|填|留|回答|写|发|答|报)(?:给)?(?:你们?)?(?:我的?)?${THIS}?(?:了|行吗|可以吗)*$`,
  ),
  new RegExp(`^(?:我)?(?:能|可以|可不可以|能不能)(?:不(?:填|说|给|提供|回答|写|留|发)|跳过)${THIS}?(?:吗)?$`),
  /^(?:保密|这?是?我的?隐私|不告诉你们?|不给你们?|无可奉告|不方便|不太方便)$/,
  /^(?:i(?:'m| am|'d|'ll)? )?(?:do ?n'?t|do not|wo ?n'?t|will not|rather not|prefer not to|refuse to|not (?:going to|comfortable)|'?d rather not|would rather not)(?: (?:want|like|wish|feel comfortable|comfortable))?(?: to)?(?: (?:say|tell|give|share|provide|answer|disclose|sharing|giving|telling|saying))(?: \w+){0,4}$/,
  /^(?:i'?d |i would )?(?:rather|prefer) not(?: (?:to )?(?:say|tell|answer))?$|^(?:can|may) i skip(?: (?:it|this|that|this one))?$|^(?:that'?s |it'?s )?(?:none of your business|private|confidential)$/,
];

/** Not now, and not never: what was said is kept. */
const LATER: readonly RegExp[] = [
  /^(?:我|还是|那|就|先|等|改|[,。 ])*(?:以后|下次|过几天|过两天|过一阵|有空|有时间|改天|下回|哪天|明天|晚上)(?:的时候)?再?(?:说|办理?|弄|来|填|搞|继续|处理|做)(?:了)?$|^(?:我|还是|那|就)*先?(?:放着|放一放|放一边|搁着|再说)$|^(?:我)?(?:先|现在)(?:没空|没时间|不方便办|忙).{0,6}$/,
  /^(?:maybe|not now|ok(?:ay)?|let'?s do (?:it|this|that)|i'?(?:ll| will) (?:do|finish|continue|fill in|come back to) ?(?:it|this|that)?|i'?ll come back|do (?:it|this)|can (?:i|we) do (?:it|this) ?|[, ])*(?:later(?: on)?|another (?:time|day)|some other (?:time|day)|next time|not (?:right )?now)(?: please| maybe| then)*$/,
];

/** 先这样: no more for now; to what was read back it may as well be a yes. */
const THAT_IS_ALL: readonly RegExp[] = [
  /^(?:好的?|行|嗯|那|我|就|[,。 ])*先(?:就)?(?:这样|到这里?|到此为止)(?:了)?$/,
  /^(?:ok(?:ay)?|well|[, ])*(?:that(?:'s| is|'ll be| will be) (?:all|it)|let'?s leave it (?:there|at that)|leave it at that)(?: for (?:now|today|the moment))?$/,
];

const GO_ON: readonly RegExp[] = [
  /^(?:好[的吧]?|行吧?|嗯|我们?|想|要|那就?|还是|请|先|接|[,。 ])*(?:继续|接[着著]|接下去|往下)(?:把)?(?:办理?|刚才|之前|上次|那个|那件|的|事情?|说|弄|来|填|做|完|走|流程)*(?:了)?$/,
  /^(?:ok(?:ay)?|yes|please|actually|now|so|[, ])*(?:i (?:want|would like|need) to|i'd like to|let'?s|let us|can (?:i|we)|we can|could we)? ?(?:continue|carry on|go on|keep going|resume|pick (?:it )?up(?: again| where we (?:left|stopped)(?: off)?)?)(?: (?:please|now|then|with (?:it|that|this)|where we (?:left|stopped)(?: off)?))*$|^where were we$/,
  /^(?:好的?[,。 ]?|行[,。 ]?|我们?|那)*(?:继续|接着(?:来|办|弄|说)?|往下(?:走|说)?|接上)(?:办理?|刚才的?|上次的?|说|弄|来)*$|^(?:回到?(?:刚才|之前|上次)(?:的|那个?)?(?:问题|步骤|事)?)$/,
  /^(?:ok(?:ay)?,? )?(?:let'?s )?(?:continue|carry on|go on|keep going|resume|move on)(?: (?:please|with (?:it|that|this)))*$/,
];

export const REPAIRS: readonly Control[] = [
  { command: { kind: 'why' }, if: questionOpen, whole: WHY },
  { command: { kind: 'wait' }, whole: WAIT },
  { command: { kind: 'wait' }, if: questionOpen, whole: GOES_TO_LOOK },
  { command: { kind: 'undo' }, whole: UNDO },
  { command: { kind: 'undo' }, if: nothingOpen, whole: UNDO_ALONE },
  { command: { kind: 'cancel', all: true }, if: noTopics, whole: ALL },
  { command: { kind: 'skip' }, if: questionOpen, whole: REFUSES },
  { command: { kind: 'cancel', later: true }, if: mayBePutOff, whole: LATER },
  { command: { kind: 'cancel', later: true }, if: nothingOpen, whole: [...LATER, ...THAT_IS_ALL] },
  {
    command: { kind: 'cancel', later: true },
    if: (hearing) => mayBePutOff(hearing) && hearing.open?.slot !== 'confirm',
    whole: THAT_IS_ALL.slice(0, 1),
  },
  { command: { kind: 'go-on' }, if: noReadBack, whole: GO_ON },
  { command: { kind: 'go-on' }, if: notRead, whole: BEGIN },
];
