/** Words that steer the conversation: the whole message, without the politeness around it, unless told. */
import type { Command } from '../../message.ts';
import type { Hearing } from '../hearing.ts';
import { LEAVES } from './leaves.ts';
import { REPAIRS } from './repairs.ts';

export interface Control {
  readonly command: Command;
  readonly whole: readonly RegExp[];
  /** Only in this situation. */
  readonly if?: (hearing: Hearing) => boolean;
}

const asked = (slot: string) => (hearing: Hearing) => hearing.open?.slot === slot;
const mayBeSkipped = ({ open }: Hearing) => open?.optional === true || open?.slot === 'comment';
const readBack = asked('confirm');

/** Tried in this order. */
export const CONTROLS: readonly Control[] = [
  {
    command: { kind: 'deny' },
    if: readBack,
    whole: [
      /^(?:那就?|还是|我)?算了(?:不.{1,4}了?)?$/,
      /^(?:还是|那|我|就){0,2}(?:先|暂时)?(?:不|别|甭)(?:想|要|用)?(?:交|付|开|绑|解绑|办|弄|搞|充|买)(?:费|票|电费|发票)?(?:了|先)?$/,
    ],
  },
  ...LEAVES,
  ...REPAIRS,
  {
    command: { kind: 'skip' },
    if: mayBeSkipped,
    whole: [
      /^(?:我)?(?:没有?|无|没什么|没啥|暂时没有?|暂无|不用|不必|不需要|没别的|没有其他|没有别的|都没有|没意见|没有意见)(?:什么)?(?:要|可|好|想|需要)?(?:说|补充|写|留|评价|建议|意见)?(?:的|了)*$/,
      /^(?:我|这个?|也|都){0,2}(?:不(?:太)?(?:知道|清楚|记得|晓得|确定)|记不[得清]了?|忘了|忘记了)(?:了)?$|^(?:i )?(?:don'?t|do not) (?:know|remember|have (?:one|it|any))$|^(?:no idea|not sure)$/,
      /^(?:那|就|我)*(?:先这样|以后再说|晚点再说|改天再说|再说)$/,
      /^(?:不想?|懒得)(?:说|写|评|留|填|补充)(?:了)?$/,
      /^(?:no(?:ne|pe)?|nothing(?: else| more| to add)?|no comments?|n\/?a|not really|that'?s all|no thanks?)$/,
    ],
  },
  {
    command: { kind: 'skip' },
    whole: [
      /^(?:跳过|略过|先?跳过(?:这个|这一?步|这题|吧)|不填了?|先不填|不写了?|不评了?|过|下一[个题]|pass|skip(?: (?:it|this|that|this one|this step|(?:the |this )?rating))?)$/,
    ],
  },
  {
    command: { kind: 'resend' },
    if: asked('code'),
    whole: [
      /^(?:我|怎么|到现在|一直|还|手机|都|这边|根本|好久){0,4}(?:没有?|未|收不)(?:有)?(?:收)?(?:到|来|看到|见到)(?:短信|验证码|简讯|信息|消息|东西|码)?(?:呀|啊|了)?(?:[,。 ]?(?:能|可以|麻烦|请|帮我|你|再|给我|重新|重){0,5}(?:发|寄|送|传|来)?(?:一?[次下遍条个])?(?:吗|好吗)?)?$/,
      /^(?:短信|验证码|码|简讯)?(?:没来|还没来|没到|还没到)$/,
      /^(?:请|再|重新?|给我|帮我|能不能|可以|麻烦){1,5}(?:发|寄|送|传|来)(?:送)?(?:一?[次下遍条个]|过)?(?:验证码|短信|码|简讯|新的)?(?:吗)?$/,
      /^(?:i )?(?:did ?n'?t|haven'?t|have not|never|not) (?:get|got|gotten|receive|received|arrive|arrived|come)(?: (?:it|any|anything|the code|a code|yet|the text|the sms|one))*$/,
      /^(?:please )?(?:re-?send|send)(?: (?:it|me|the|a|another|new|code|again|once more|one|sms|text))*$/,
      /^(?:no code|nothing (?:came|arrived)|another (?:code|one)|new code|again)$/,
    ],
  },
  {
    command: { kind: 'resend' },
    if: ({ open }) => open === null,
    whole: [
      /^(?:please )?re-?send(?: (?:it|the|me|a|new|code|sms|again))*$|^(?:still )?no (?:code|sms)(?: (?:came|yet|arrived|received))*$|^(?:the )?(?:code|sms) (?:still )?(?:did ?n'?t|never|has ?n'?t|not) (?:come|came|arrived?|show(?:ed)? up)(?: yet)?$/,
      /^(?:还是)?(?:没有?|未)(?:收到)?(?:验证码|短信)$|^(?:验证码|短信|简讯)(?:还)?(?:没来|没到|没有来|收不到)$|^(?:重新?|再)(?:发|传|寄)(?:送)?(?:一?[次下遍])?(?:验证码)?$/,
    ],
  },
  {
    command: { kind: 'cancel' },
    whole: [
      /^(?:我?(?:想|要)?(?:取消|退出|终止|停止|中止|结束)(?:一下|了|吧|掉|操作|办理|流程|这个|本次)*|(?:那就?|我|还是)?(?:算了[,。]?){1,3}(?:(?:我)?不.{1,5}了?)?|(?:我|先|都|还是|那){0,2}不(?:想)?(?:办|弄|搞|做|继续|要|玩|查|交|绑|开|解绑|付|充|评)(?:了|啦)(?:不.{1,4}了)?|(?:先)?(?:别|不)(?:办|弄|搞|继续)了?|当我没说|就这样算了|放弃|不要弄了|不继续了?)$/,
      /^(?:cancel(?: (?:it|this|that|everything|please|the (?:request|process|operation)))*|stop(?: (?:it|this|that|everything))?|quit|exit|abort|never ?mind|nvm|forget (?:it|about it|that)|drop it|leave it|i(?:'ve)? changed? my mind)$/,
    ],
  },
  { command: { kind: 'cancel' }, if: (hearing) => hearing.open !== null, whole: [/^没事了?$/] },
  {
    command: { kind: 'back' },
    whole: [
      /^(?:我)?(?:想|要)?(?:返回|后退|退回|倒回|回到?|退到)(?:去)?(?:一步|上一?[步个]|上一?个问题|前一[步个]|前面|刚才)?(?:去)?$/,
      /^(?:上|前)一?(?:步|个问题|题|页)$/,
      /^(?:回(?:上|前)一?步)$/,
      /^(?:go |take me |step )?back(?: (?:one|a) step)?$|^(?:the )?previous(?: (?:step|question|one))?$|^undo$/,
    ],
  },
  {
    command: { kind: 'repeat' },
    whole: [
      /^(?:你|请|能|可以|麻烦|能不能|没听(?:清楚?|懂|明白)|没看(?:清楚?|懂|明白)|我|刚才|刚刚|那个|[,。]){0,5}(?:再|重新?|又)(?:说|讲|问|念|复述|发|重复)(?:一?[次遍下回])?(?:吗|行吗|好吗)?$/,
      /^(?:没听清楚?|没看清楚?|没听懂|没看懂|没明白|听不懂|看不懂)(?:了)?$/,
      /^(?:请|麻烦)?重复(?:一?[遍下次])?$/,
      /^(?:你|刚才|刚刚){1,3}(?:说|问|讲)(?:的|了)?(?:什么|的是什么|了什么)$/,
      /^(?:什么|啊|哈|嗯)\?+$/,
      /^(?:我要)?(?:同意|确认|答应)(?:的是)?(?:什么|啥)(?:呀|啊)?\??$/,
      /^(?:(?:can|could|would) you )?(?:please )?(?:say|repeat)(?: (?:that|it|again|once more|the question|what you said))*$|^(?:what did you (?:say|ask)|pardon(?: me)?|come again|what was (?:that|the question)|again|i (?:didn'?t|don'?t) (?:catch|get|understand) (?:that|it)|sorry\?)$/,
    ],
  },
  {
    command: { kind: 'help' },
    whole: [
      /^(?:我要|需要|请求|给我)?(?:帮助|帮忙|求助|菜单|功能|功能菜单|主菜单|使用说明|说明|指南|帮帮我|教教我|帮我)$/,
      /^(?:你|这里|这个|这|机器人){0,2}(?:都|还|到底)?(?:能|会|可以)(?:做|帮|办|干|查|问|处理)(?:我|点)?(?:做|办)?(?:些|点)?什么(?:事|业务|忙|的)?$/,
      /^(?:有|提供)?(?:什么|哪些)(?:功能|服务|业务)(?:可以办)?$/,
      /^(?:这个?|你|这东西)?(?:要|该)?怎么(?:用|使用|操作|弄|玩)$/,
      /^(?:这个?|这里|我){0,2}(?:该|应该|要|应当){0,2}(?:怎么|如何)(?:回答|回复|回|填|填写|答|写|说)(?:呢|才好|才对)?$/,
      /^(?:what|how) (?:should|do|shall|must|can) i (?:answer|say|write|type|enter|put|fill in|reply)(?: (?:here|there|this|now|to (?:this|that)))?\??$/,
      /^(?:help(?: me)?|menu|options|i need help|(?:can|could) (?:you|someone|anyone|anybody) help(?: me)?|what can (?:you|i) (?:do|help|ask)(?: (?:with|here|for me|me with|you))*|how does (?:this|it) work|what (?:do you do|are my options))$|^\?+$/,
    ],
  },
];

/** Sending the code again, when it is named: in any state and anywhere in the message. */
export const RESEND =
  /(?:验证码|短信|简讯).{0,8}(?:没(?:有)?(?:收到|来|到)|收不到|未收到|重发|再[发寄传]|重新发)|(?:没(?:有)?(?:收到|等到)|收不到|未收到|重发|再[发寄传送]|重新(?:发|获取|发送)|重传)(?:一?[次下遍条个])?(?:.{0,4})(?:验证码|短信验证|短信|简讯)|(?:did ?n'?t|haven'?t|not|never) (?:get|got|receive|received).{0,12}\b(?:code|sms|otp)\b|\b(?:code|sms|otp)\b.{0,16}(?:did ?n'?t|hasn'?t|not|never) (?:come|arrive|received?)|(?:re-?send|send).{0,10}\b(?:code|otp|sms)\b/;

/** A wish to speak another language. The one named last counts: 不要繁体，说简体. */
export const SPEAK =
  /(?:说|讲|用|切换?|换|转|改|变|要|想看|看|请|设置?|显示|回复|打|写)(?:成|为|回|到|一下|语言|语|我|是|的|能不能|可以)?(?:用|说|讲)?(?:中文|汉语|中国话)?\(?(繁体|繁中|正体|简体|简中|英文|英语|英语|中文|国语|普通话|english|繁體|汉语)|^\(?(繁体|繁中|正体|简体|简中|英文|英语|中文|国语|普通话)(?:中文|版|字|模式|字体)?\)?$|(?:speak|talk|use|switch|change|reply|answer|write|set|continue|want|in|to)\b[a-z ]{0,24}\b(english|traditional|simplified|mandarin|chinese)\b|^(english|traditional|simplified|mandarin|chinese)(?: chinese)?(?: please)?$/;
export const CANNOT_READ =
  /(?:看不懂|不懂|不会|不认识|看不了|听不懂|看不惯)(?:中文)?(简体|简体字|繁体|繁体字|中文|英文|英语|english)|(?:don'?t|can'?t|not) (?:understand|read|speak|know) (chinese|english|traditional|simplified)/;
export const NOT_SPEAK =
  /(?:不要|别|不用|不想(?:要|看|说)?|no)(?:再)?(?:说|用|讲)?(繁体|简体|英文|英语|english|chinese|中文)/g;
