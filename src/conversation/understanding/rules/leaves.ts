/** Leaving what is open by its name or its verb: 取消过户, 先不装了, forget the transfer, let's not do it now; each the whole message. */
import type { Control } from './controls.ts';

interface Open {
  readonly service: RegExp;
  /** What it is called, and what is done there. */
  readonly zh: string;
  readonly does: string;
  readonly en: string;
  readonly doesEn?: string;
}

const OPEN_AS: readonly Open[] = [
  {
    service: /^account\.(?:transfer|rename)$/,
    zh: '过户|更名|改名|户名变更|变更',
    does: '过户?|转|更名|改名字?|换名字?|变更',
    en: 'transfer|rename|name change|change of name',
    doesEn: 'transfer|take over|rename|change',
  },
  {
    service: /^connection\./,
    zh: '报装|新装|增容|充电桩|临时用电|安装',
    does: '报?装|安装?|新装|增容?|扩容?|接电?|加装?|立户|开户',
    en: 'connection|charger|supply|installation',
    doesEn: 'install|add|put in|get|apply for|connect',
  },
  {
    service: /^complaint\./,
    zh: '投诉|举报|建议|表扬|意见|客诉|申诉|检举',
    does: '投诉?|举报|告|提|客诉|申诉|检举|追究|计较|反映',
    en: 'complaint|report|suggestion|feedback',
    doesEn: 'complain|report',
  },
  { service: /^outage\./, zh: '报修|报障|通报', does: '报修?|修|报障|通报', en: 'report|outage report' },
  {
    service: /^payment\./,
    zh: '支付|付款|交费|交电费|充值',
    does: '支付|付款|交费|交电费|充值?',
    en: 'payment|paying',
  },
  { service: /^invoice\./, zh: '开票|发票', does: '开票|开发票', en: 'invoice' },
  {
    service: /^request\./,
    zh: '销户|校表|核查|赔偿|换号',
    does: '销户?|注销|停用?|拆表?|校验?|验表?|检定|核查?|赔|索赔|换号?|复电',
    en: 'check|test|claim|closing|closure',
    doesEn: 'close|cancel|terminate|test|check|claim|change',
  },
  { service: /^account\.(?:bind|unbind)$/, zh: '绑定|解绑', does: '绑定?|解绑', en: 'linking|unlinking|binding' },
  { service: /^channel\./, zh: '关联', does: '关联|连', en: 'linking' },
];

/** What is said before it: 算了, 我想了想还是. */
const BEFORE =
  '(?:我们?|还是|那|就|先|暂时|现在|目前|这次|今天|请|帮我|给我|把|算了|其实|考虑|想了?想|想一下|后来|决定|觉得|不好意思|抱歉|家里人?说|老公说|老婆说|房东说|[,。 ])*';
const AFTER = '(?:[,。 ]*(?:了|先|吧|算了|谢谢|再说|再看|再看看|以后再说|过段时间再说|下次再说|下个?月再说|改天再来))*';
/** Nobody has to come, wherever somebody would. */
const NOBODY_COMES =
  '(?:你们?|师傅|工作人员|工人|电工|他们)?不(?:用|要|必|需要)(?:再|派|让|叫|麻烦|你们?|师傅|人)*(?:来|上门|派人)(?:人|看|装|弄|修|办)?了';

const BEFORE_EN =
  "(?:actually|ok(?:ay)?|well|no|oh|sorry|hmm+|hm|please|just|on second thoughts?|i(?:'ve)? changed my mind|i think|i guess|i(?:'d| would) rather|i want to|i(?:'ve)? decided (?:not )?to|let'?s|[, ])*";
const AFTER_EN =
  '(?:,? (?:please|then|now|right now|for now|just now|today|yet|any ?more|after all|at the moment|at this time|this time|thanks|thank you|sorry))*';
/** Without its name: let's not, I don't want to do this any more, hold off. */
const NOT_NOW_EN = new RegExp(
  `^${BEFORE_EN}(?:let'?s not(?: (?:do|continue|go on|proceed|go ahead|bother|install|close|move|change))?(?: with)?(?: (?:it|this|that|the \\w+))?|i(?:'d| would) rather not do (?:it|this|that)|i (?:do ?n'?t|do not|no longer) (?:want|need|wish|feel like) (?:it|this|that|to (?:do|continue|go on|proceed|go ahead)(?: with)?(?: (?:it|this|that))?|doing (?:it|this|that))|i(?:'m| am) not (?:going to|gonna) (?:do|continue|go ahead|install|close|proceed)(?: with)?(?: (?:it|this|that))?|i wo ?n'?t (?:do|continue|go ahead|install|close|need)(?: with)?(?: (?:it|this|that))?|hold off(?: on (?:it|this|that))?|leave it(?: be| for now)?|not (?:going ahead|any ?more)|(?:there'?s )?no need (?:to come|to install|to close|to send anyone)|do ?n'?t (?:bother|install it|close it|come|send anyone)|keep (?:my|the) account(?: open)?)${AFTER_EN}$`,
);
/** These alone say only that this question is not answered, and are asked back about elsewhere. */
const OPEN_CASES =
  /^(?:account\.(?:transfer|rename|bind|unbind)|connection\.|complaint\.|outage\.report|request\.|invoice\.)/;

const named = ({ service, zh, does, en, doesEn = 'do' }: Open): Control => {
  const things = `${zh}|申请|办理|业务|流程|操作|手续|这件?事`;
  const inEnglish = `${en}|application|request|process|procedure|thing|form|whole thing`;
  return {
    command: { kind: 'cancel' },
    if: ({ open }) => open !== null && service.test(open.service),
    whole: [
      new RegExp(
        `^${BEFORE}(?:想|要)?(?:取消|退出|放弃|停止|终止|中止|算了)(?:掉|了)?(?:这个?|本次|这次|这项|我的|刚才的|那个)?(?:${things})(?:申请|了)*$`,
      ),
      new RegExp(
        `^${BEFORE}(?:不|别|不想|不要|不用|不打算|不准备)(?:再|去|帮我|给我)*(?:${things}|${does})了${AFTER}$`,
      ),
      new RegExp(
        `^(?:${BEFORE_EN}(?:cancel|forget|drop|scrap|stop|abandon|leave)(?: about)? (?:the |my |this |that )(?:whole )?(?:${inEnglish})${AFTER_EN}|${BEFORE_EN}(?:i (?:do ?n'?t|do not|no longer) (?:want|need) |no )(?:the |an? |my |this )?(?:\\w+ )?(?:${inEnglish})(?: any ?more| after all| for now| now)+)$`,
      ),
      new RegExp(
        `^${BEFORE_EN}(?:(?:i|we) (?:do ?n'?t|do not|no longer|wo ?n'?t|will not) (?:want|need|wish|going)? ?(?:to )?|let'?s not |i(?:'d| would) rather not |not )(?:${doesEn})(?: (?:it|this|that|one|(?:the|my|an?|our) (?:\\w+ )?\\w+))?${AFTER_EN}$`,
      ),
    ],
  };
};

export const LEAVES: readonly Control[] = [
  ...OPEN_AS.map(named),
  {
    command: { kind: 'cancel' },
    if: ({ open }) => open !== null && OPEN_CASES.test(open.service),
    whole: [
      new RegExp(`^${BEFORE}(?:(?:不|别)(?:想|要|打算)?(?:办|弄|搞|做|申请)了|${NOBODY_COMES})${AFTER}$`),
      NOT_NOW_EN,
    ],
  },
];
