/** Yes and no in many words, only when the whole of a message (or clause) says nothing else. */
import { bare } from '../spelling.ts';

const YES = [
  '好的', '好哒', '好滴', '好嘞', '好勒', '好', '可以的', '可以', '行的', '行', '对的', '对头', '对', '是的', '是滴', '是我的', '是我', '是这个', '是它', '是',
  '嗯', '恩', '没错', '没有错', '没问题', '没有问题', '没毛病', '木问题', 'ok的', 'okay', 'okk?', '确认', '确定', '无误', '正确', '同意', '成', '中', '要得', '得嘞',
  '就这样', '就这么办', '就这么定', '就是这个', '就是它', '就它', '就这个', '这样可以', '这样就好', '都对', '全对', '可', '当然', '必须的?', '继续', '下一步', '我?确认', '我?同意', '需要',
  '要的', '要', '麻烦了', '拜托', '没意见', '了解', '收到', '核对无误', '信息无误', '信息正确',
  '👍', '👌', '✅', '🆗', '1(?=$)', 'y', 'yes', 'yeah', 'yea', 'yep', 'yup', 'ya', 'sure(?: thing)?', 'of course', 'correct', '(?:that\'?s |it\'?s |this is |all |that is |looks? |sounds? |everything is )?(?:right|correct|good|fine|ok|okay)',
  'right', 'go ahead', 'go on', 'go for it', 'do it', 'confirm(?:ed)?', 'i confirm', 'agreed?', 'i agree', 'absolutely', 'definitely', 'exactly', 'indeed', 'continue', 'proceed', 'fine', 'no problem', 'please do', 'let\'?s do (?:it|that)',
] as const;
/** What a read-back asks for: 交吧, 开吧, 付款. */
const YES_TO_READ_BACK = [
  '(?:确认|马上|现在|立即|立刻|直接|就|去|我|那)?(?:支付|付款|交费|交费用|交电费|交|付|开票|开具|开|绑定|绑|解绑|办理|办|提交|下单|申请)(?:了|一下)?(?=$|[,。!])',
  'pay(?: it| now)?', 'submit(?: it)?', 'bind it', 'issue it', 'send it',
] as const;
const NO = [
  '不是的', '不是', '不对', '不太对', '不要了', '不要', '不用了', '不用', '不必了?', '不行', '不可以', '不了', '不好', '不', '否', '别', '没有', '错了', '错的', '错', '有误', '不正确', '有错', '有问题',
  '不同意', '不确认', '不确定', '不需要', '免了', '拒绝', '暂时不(?:用|要|需要|交|付|绑|开)?了?', '暂不', '先不(?:要|用|交|付|绑|开|办|了|弄)?了?', '先别(?:交|付|绑|开|办|弄)?', '不想(?:交|付|绑|开|要|弄)?了?', '(?:我)?不(?:交|付|绑|开|办|弄|充|确认)了?',
  '别(?:交|付|绑|开|办|弄)了?', '算了', '再说', '以后再说', '回头再说', '下次再?说?', '改天再?说?', '等等再说', '等会儿?再说', '再想想', '我再想想', '考虑一下', '我考虑一下', '不方便', 'no了',
  '👎', '❌', 'n', 'no', 'nope', 'nah', 'no way', 'no thanks?', 'not now', 'not yet', 'not really', 'not today', 'later', 'maybe later', 'do not', 'don\'?t', 'no need', 'not correct', 'not right', 'incorrect', 'wrong', '(?:that|this|it)(?:\'?s| is) (?:wrong|incorrect|not right|not correct|not it)', 'never', 'i don\'?t (?:agree|want (?:to|it|that))', 'i disagree', 'don\'?t (?:do it|pay|submit|confirm)',
] as const;
const DOUBT = '(?:好像|感觉|似乎|我觉得|可能|应该|貌似|i think )?';
const BETWEEN = '[,。!.~ ]{0,3}';
const whole = (words: readonly string[], doubt = '') =>
  new RegExp(`^(?:${doubt}(?:${[...words].sort((a, b) => b.length - a.length).join('|')})(?![a-z])${BETWEEN}(?:的|呀|啊|哦|呢|吧|啦)?${BETWEEN}){1,6}$`, 'u');

const SAYS_YES = whole(YES);
const CONFIRMS = whole([...YES, ...YES_TO_READ_BACK]);
const SAYS_NO = whole(NO, DOUBT);

/** `readBack`: the open question is a read-back, so 交吧 is a yes. Null when it says neither, or both, or more. */
export function yesOrNo(key: string, readBack: boolean): 'yes' | 'no' | null {
  const text = bare(key);
  if (text.length > 40 || /[?吗]$/.test(key)) return null;
  if (SAYS_NO.test(text)) return 'no';
  return (readBack ? CONFIRMS : SAYS_YES).test(text) ? 'yes' : null;
}
