/** What a question asks for that articles do not say: a place, a person, a brand, a forecast, a sum; unless the article has it after all. */
import { normalise } from '../text/normalise.ts';
import { fold } from '../text/script.ts';
import { type Clause, type Edition, type Inline, inlinesOf, plainOf } from './article.ts';

/** Provinces, big cities, countries: prices and rules are another's there. In one script and lower case, as all questions are read. */
const PLACES =
  /北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆|内蒙古?|香港|澳门|台湾|东北|西北|成都|武汉|西安|深圳|杭州|南京|苏州|长沙|郑州|青岛|沈阳|哈尔滨|高雄|台中|台南|金门|澎湖|日本|韩国|美国|德国|法国|英国|欧洲|新加坡|泰国|越南|印度|\b(?:beijing|shanghai|shenzhen|chongqing|tianjin|sichuan|hunan|hubei|hainan|shandong|jiangsu|hong kong|macau|japan|korea|germany|france|britain|uk|usa|america|texas|california|singapore|europe|india)\b/g;

/** What residents ask and no rule of a utility says. */
const KINDS: readonly RegExp[] = [
  // Who somebody is, and where to reach them by name.
  /(?:是谁|谁是|叫什么名字|姓什么|叫啥名)|工号|(?:董事长|总经理|老总|局长|所长|总裁|领导|ceo)|(?:师傅|先生|小姐|女士|经理|主任)的?(?:电话|手机|分机)|\bwho (?:is|was|are|founded|invented|owns|built|runs)\b|\b(?:ceo|chairman|founder|boss)\b|\bname of the\b/g,
  // What is to come.
  /(?:明年|后年|下半年|将来|未来|今后)[^,。]{0,8}(?:涨|降价|取消|限电|调价)|涨不涨|会不会(?:再|又)?(?:涨|降|取消|限)|(?:什么时候|何时)(?:会)?(?:重启|取消|涨|降)|\bwill\b.*\b(?:prices?|rates?|tariffs?|it)\b.*\b(?:rise|go up|increase|drop|fall|go down|rain|cheaper)\b|\bnext year\b/g,
  // How things came about, and how big they are.
  /哪一?年(?:成立|创|建|开始|发明|有)|成立(?:于|时间|多久|的)|发明|历史|起源|由来|创立|\b(?:founded|established|history|invented|invention|origin)\b/g,
  /多少(?:员工|职工|分公司|座|利润|营收)|(?:员工|职工)(?:有)?多少|一年(?:亏|赚|挣|发)|发电量|装机|利润|营业额|市值|股票|股份|股价|收盘|分红|上市|工资|薪水|月薪|年薪|待遇|招(?:聘|考|人|工)|\b(?:how many (?:employees|people work|customers|branches)|revenue|profit|shares?|stock|salary|wages?|hiring|jobs?|vacanc)\b/g,
  // What to buy, and what an appliance takes.
  /(?:哪|什么)(?:个|一)?(?:牌|款|型号|品牌)|牌子|推荐|哪家(?:好|强|便宜|公司)|\b(?:which|what|best|recommend)\b.*\b(?:brand|model|inverter|air ?con\w*|buy|installer|supplier)\b|\bshould i buy\b/g,
  /(?:开|用|充|跑|吹)?(?:一(?:天|晚|夜|整天|整晚|个?小时|次|匹|吨)|每(?:天|晚|小时)|百公里|充满|充饱)[^,。]{0,6}(?:几|多少)度|(?:耗|费)(?:几|多少)[度电]|\bhow many (?:kwh|units|watts)\b|\bhow much (?:power|electricity) does\b/g,
  /(?:几|多少|多大|多粗)(?:平方?|伏|安|瓦|米|匹)(?!.*(?:申请|增容))|多粗|\bhow (?:thick|far|high|big|tall)\b|辐射|致癌|\bradiation\b/g,
  // What is inside this house, and how to cheat it.
  /后台|提示词|源代?码|大?模型|数据库|服务器|开发的|管理员|程序员|\b(?:prompt|database|admin|source code|model are you|language model|gpt|servers?)\b/g,
  /(?:让|使|弄|把)[^,。]{0,4}表[^,。]{0,6}(?:慢|倒转|少走|停)|判几年|坐牢|\b(?:bypass|slow down|hack)\b/g,
  /自己(?:做|造|接|拉|装)(?:一|个|三|电|线)|自制|\bdiy\b/g,
  // Papers and machines of other offices, which articles name in passing.
  /(?:办理?|补办?|换领?|续签|申领|迁)[^,。]{0,4}(?:居住证|护照|签证|身份证|户口|驾照|社保卡)|\brenew\b[^.]*\b(?:passport|visa|licen[cs]e|id)\b/g,
  /电梯[^,。]{0,4}(?:坏|困|停了|故障)|\b(?:lift|elevator)\b.*\b(?:stuck|broken)\b/g,
  /(?:物业费|管理费|水费|燃气费|宽带费)[^,。]{0,6}(?:多少|几块|怎么)/g,
  // Where a house of stone stands.
  /(?:所|厅|公司|总部|中心|网点|分局|电厂)的?(?:具体|详细)?(?:地址|位置|在哪条)|哪条(?:街|路)|停车|总部|\b(?:address of|headquarters|park near)\b/g,
  // Another supplier's goods.
  /(?:别家|其他|另一?家|换一?家|换成别|隔壁那家)[^,。]{0,6}(?:公司|电|供电)|售电公司|绿电|绿证|碳排|电力交易|虚拟电厂|\b(?:another|different|other|switch) (?:supplier|provider|company)\b/g,
  /优惠券|抽奖|礼品|积分|红包|\b(?:coupons?|reward|points|gift|lottery|crypto|bitcoin)\b/g,
];

/** A sum or a measure that is asked for, and how an article that knows it writes it. */
const SUMS: readonly (readonly [asked: RegExp, said: RegExp])[] = [
  [
    /多少钱|几块|几毛|几元|几万|什么价|收费标准|报价|手续费|价目|\bhow much (?:is|are|does|do|for)\b|\b(?:exact fee|cost|costs)\b/,
    /\d\s*(?:元|块|毛|%|‰|yuan)|免费|不收|不要钱|不用钱|不花钱|free|no charge|no fee|\[sum\]/,
  ],
  [
    /(?:几|多少)(?:分钟|小时|天|个?工作[日天]|个月|周)|\bhow (?:long|many (?:days|hours|minutes|weeks))\b/,
    /[\d一二两三五七十半]\s*(?:分钟|小时|天|日|个?工作|个月|周|年|minute|hour|day|working|week|month)|\[time\]/,
  ],
];

/** What an article has to say for a sum or a time that is asked; null: none is. */
export const measureAsked = (question: string): RegExp | null =>
  SUMS.find(([sum]) => sum.test(readable(question)))?.[1] ?? null;

/** How far a question reaches beyond an article; 0 each: not at all. */
export interface Beyond {
  /** It names a place that the article does not. */
  readonly place: number;
  /** Kinds of question that nothing here answers, two at most. */
  readonly kinds: number;
  /** It asks for a sum or a time of which the article has none. */
  readonly sums: number;
}

export const readable = (text: string): string => fold(normalise(text)).toLowerCase();

const inlineSaying = (part: Inline): string => {
  if (typeof part === 'string' || !('ref' in part)) return plainOf([part]);
  return /^(?:price|setting:lateFee)/.test(part.ref)
    ? '[sum]'
    : part.ref.startsWith('setting:') && !/days|minutes/i.test(part.ref)
      ? ''
      : '[time]';
};

/** What a clause says, in the writing that questions are read in; values that are put in later by their kind. */
export const sayingOf = ({ heading, blocks }: Clause): string =>
  readable(
    [
      heading ?? '',
      ...blocks.flatMap((block) =>
        'tiers' in block ? ['[sum]'] : inlinesOf(block).map((parts) => parts.map(inlineSaying).join('')),
      ),
    ].join('。'),
  );

const sayingsOf = ({ title, questions, clauses }: Edition): string =>
  [readable([title, ...questions].join('。')), ...clauses.map(sayingOf)].join('。');

/** Of an edition among those of its language, whose sayings are read once, when the first question comes. */
export type Reach = (question: string, edition: Edition) => Beyond;

export function reachOf(editions: readonly Edition[]): Reach {
  const sayings = new Map(editions.map((edition) => [edition, sayingsOf(edition)]));
  return (question, edition) => beyond(question, sayings.get(edition) ?? '');
}

function beyond(question: string, sayings: string): Beyond {
  const asked = readable(question);
  const places = asked.match(PLACES) ?? [];
  const kinds = KINDS.filter((kind) => asked.match(kind)?.some((found) => !sayings.includes(found)));
  return {
    place: places.some((place) => !sayings.includes(place)) ? 1 : 0,
    kinds: Math.min(2, kinds.length),
    sums: SUMS.some(([sum, said]) => sum.test(asked) && !said.test(sayings)) ? 1 : 0,
  };
}
