/** Yes and no in many words, only when the whole of a message (or clause) says nothing else. */
import { SERVICES, type ServiceId } from '../../../domain/names.ts';
import { bare } from '../spelling.ts';

/** Patterns, split at spaces; `_` stands for a space. */
const words = (list: string) =>
  list
    .trim()
    .split(/\s+/)
    .map((word) => word.replaceAll('_', ' '));

const YES = words(`
  好的 好哒 好滴 好嘞 好勒 好 可以的 可以 行的 行 对的 对头 对 是的 是滴 是我的 是我 是这个 是它 是 嗯 恩 没错 没有错 没问题 没有问题 没毛病 木问题 ok的 okay okk? 确认 确定
  无误 正确 同意 成 中 要得 得嘞 就这样 就这么办 就这么定 就是这个 就是它 就它 就这个 这样可以 这样就好 都对 全对 可 当然 必须的? 继续 下一步 我?确认 我?同意 需要 要的 要 麻烦了 拜托
  没意见 核对无误 信息无误 信息正确 👍 👌 ✅ 🆗 1(?=$) y yes yeah yea yep yup ya sure(?:_thing)? of_course correct
  (?:that'?s_|it'?s_|this_is_|all_|that_is_|looks?_|sounds?_|everything_is_)?(?:right|correct|good|fine|ok|okay)
  right go_ahead go_on go_for_it do_it confirm(?:ed)? i_confirm agreed? i_agree absolutely definitely exactly
  indeed continue proceed fine no_problem please_do let'?s_do_(?:it|that)
`);
/** What a read-back asks for, as a yes to it: 提交 to any of them, */
const DO_IT = '办理|办|提交|下单|申请';
const DO_IT_EN = ['submit(?:_it)?'];
const PAY = '支付|付款|交费|交费用|交电费|交|付';
const PAY_EN = ['pay(?:_it|_now)?'];
/** and 交吧, 开吧, 解绑 only where just that is asked: 交电费 to an unbinding wants to pay, and unbinds nothing. */
const BY_SERVICE: Readonly<Partial<Record<ServiceId, readonly [string, readonly string[]]>>> = {
  'payment.pay': [PAY, PAY_EN],
  'invoice.issue': ['开票|开具|开', ['issue_it', 'send_it']],
  'account.bind': ['绑定|绑', ['bind_it']],
  'account.unbind': ['解绑', []],
  'notice.choose': ['开', []],
};
const yesTo = (service: ServiceId): readonly string[] => {
  const [verbs, english] = BY_SERVICE[service] ?? ['', []];
  const all = [verbs, DO_IT].filter((some) => some !== '').join('|');
  return words(
    [`(?:确认|马上|现在|立即|立刻|直接|就|去|我|那)?(?:${all})(?:了|一下)?(?=$|[,。!])`, ...DO_IT_EN, ...english].join(
      ' ',
    ),
  );
};
const NO = words(`
  不是的 不是 不对 不太对 不要了 不要 不用了 不用 不必了? 不行 不可以 不了 不好 不 否 别 没有 错了 错的 错 有误 不正确 有错 有问题 不同意 不确认 不确定 不需要 免了 拒绝
  暂时不(?:用|要|需要|交|付|绑|开)?了? 暂不 先不(?:要|用|交|付|绑|开|办|了|弄)?了? 先别(?:交|付|绑|开|办|弄)? 不想(?:交|付|绑|开|要|弄)?了?
  (?:我)?不(?:交|付|绑|开|办|弄|充|确认)了? 别(?:交|付|绑|开|办|弄)了? 算了 再说 以后再说 回头再说 下次再?说? 改天再?说? 等等再说 等会儿?再说 再想想 我再想想 考虑一下
  我考虑一下 不方便 no了 👎 ❌ n no nope nah no_way no_thanks? not_now not_yet not_really not_today later maybe_later
  do_not don'?t no_need not_correct not_right incorrect wrong
  (?:that|this|it)(?:'?s|_is)_(?:wrong|incorrect|not_right|not_correct|not_it) never
  i_don'?t_(?:agree|want_(?:to|it|that)) i_disagree don'?t_(?:do_it|pay|submit|confirm)
`);
const DOUBT = '(?:好像|感觉|似乎|我觉得|可能|应该|貌似|i think )?';
const BETWEEN = '[,。!.~ ]{0,3}';
const whole = (list: readonly string[], doubt = '') =>
  new RegExp(
    `^(?:${doubt}(?:${[...list].sort((a, b) => b.length - a.length).join('|')})(?![a-z])${BETWEEN}(?:的|呀|啊|哦|呢|吧|啦|好了)?${BETWEEN}){1,6}$`,
    'u',
  );

const SAYS_YES = whole(YES);
const CONFIRMS = new Map(SERVICES.map((service) => [service, whole([...YES, ...yesTo(service)])]));
const SAYS_NO = whole(NO, DOUBT);

/** `readBack`: the service whose read-back is the open question, so that 交吧 is a yes to paying. Null when it says neither, or both, or more. */
export function yesOrNo(key: string, readBack: ServiceId | null): 'yes' | 'no' | null {
  const text = bare(key);
  if (text.length > 40 || /[?吗]$|^不[是会]吧|不是不|没说不|不会不|(可以|行|好|对|是)是\1/.test(key)) return null;
  if (SAYS_NO.test(text)) return 'no';
  const yes = (readBack && CONFIRMS.get(readBack)) || SAYS_YES;
  return yes.test(text) ? 'yes' : null;
}
