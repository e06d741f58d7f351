/** What a question asks for that articles do not say: a place, a person, a brand, a forecast, a sum; unless the article has it after all. */
import { normalise } from '../text/normalise.ts';
import { fold } from '../text/script.ts';
import { type Clause, type Edition, type Inline, inlinesOf, plainOf } from './article.ts';
import { placesIn } from './places.ts';

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

/** What differs from place to place: prices, aid, hours, addresses, phone numbers. The rest of a rule mostly does not. */
const LOCAL =
  /价|一度|每度|几毛|多少钱|几块|费率|收费|多贵|贵多少|补助|补贴|优惠|几点|峰谷|时段|躉购|上网|地址|电话|在哪|首档|第[一二三]档|(?:一|二|三)档|\b(?:price|prices|rate|rates|tariffs?|cost|costs|charge|charges|how much|per unit|per kwh|subsid\w+|opening hours|address|peak|off-peak|feed-in)\b/;

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
  /** It asks for what differs from place to place, and names a place that the article does not. */
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

/** What an edition says: with its stored questions, and in its own words alone. */
interface Sayings {
  readonly all: string;
  readonly places: ReadonlySet<number>;
}

function sayingsOf({ title, questions, clauses }: Edition): Sayings {
  const own = [readable(title), ...clauses.map(sayingOf)].join('。');
  return { all: `${own}。${readable(questions.join('。'))}`, places: new Set(placesIn(own)) };
}

/** Of an edition, whose sayings are read when the first question comes to it. */
export type Reach = (question: string, edition: Edition) => Beyond;

export function makeReach(): Reach {
  const read = new WeakMap<Edition, Sayings>();
  return (question, edition) => {
    const sayings = read.get(edition) ?? sayingsOf(edition);
    read.set(edition, sayings);
    return beyond(question, sayings);
  };
}

function beyond(question: string, { all, places }: Sayings): Beyond {
  const asked = readable(question);
  const kinds = KINDS.filter((kind) => asked.match(kind)?.some((found) => !all.includes(found)));
  return {
    place: LOCAL.test(asked) && placesIn(asked).some((place) => !places.has(place)) ? 1 : 0,
    kinds: Math.min(2, kinds.length),
    sums: SUMS.some(([sum, said]) => sum.test(asked) && !said.test(all)) ? 1 : 0,
  };
}
