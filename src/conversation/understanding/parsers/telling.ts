/** What a sentence tells besides its wish: category, scope, since when, whose house, how many kilowatts, where. */
import type { ServiceId } from '../../../domain/names.ts';
import { fold } from '../../../text/script.ts';
import { chineseNumber } from '../numbers.ts';
import { placeIn } from '../slots/places.ts';
import { CHANGED_HANDS, SAME_HANDS, STILL_THEIRS } from './telling.words.ts';

type Words = readonly (readonly [value: string, words: RegExp])[];

/** Values of contract.md section 5, the more special first. */
const CATEGORIES: Readonly<Partial<Record<ServiceId, Words>>> = {
  'connection.new': [
    ['ev-charger', /充电(?!费)|charg(?:er|ing)|wall ?box|\bev\b/],
    ['temporary-supply', /临时|工地|施工|装修用电|temporar|construction|building site/],
    [
      'capacity-increase',
      /增容|扩容|增设|容量|负荷|不够用?|三相|380|加大|capacity|\bamps?\b|amperage|upgrade|(?:more|bigger|higher|extra) (?:power|supply|kw)/,
    ],
    ['new-connection', /新装|新设|报装|申装|新户|新房|开户|电表|接.{0,2}电|通电|新建|\bnew\b|connect|meter/],
  ],
  'request.file': [
    [
      'appliance-damage',
      /赔|(?:家电|电器|冰箱|电视|空调|洗衣机).{0,6}(?:坏|烧|损)|compensat|appliance|fridge|freezer|\btv\b|fried|\bclaim\b|damage/,
    ],
    [
      'account-closing',
      /销户|销掉|注销|废止|终止|不用电了|停用|拆|撤.{0,4}表|\bclos(?:e|ing)\b|terminat|cancel|mov(?:ing|ed) out|stop|discontinue|\bend\b|remove/,
    ],
    [
      'phone-change',
      /(?:手机|电话|号码|联系方式|联系人|联络).{0,10}(?:换|改|变|更|不用|停用|新)|(?:换|改|变更|更新|更改|修改|更正|更换).{0,12}(?:手机|电话|号码|联系|联络)|\b(?:phone|mobile|cell|contact)\b/,
    ],
    ['reconnection', /复电|送电|恢复|来电|通电|合闸|供电|没电|没有?电|有电|开电|re-?connect|restor|back on|still|paid/],
    [
      'meter-test',
      /(?:校|验|检|测|鉴).{0,8}表|表.{0,8}(?:校|检|鉴|验|准|快|有问题|异常|虚高)|\bmeter\b.{0,24}(?:test|check|fast|wrong|accura|fault|off)|(?:test|check|verify|calibrate|inspect).{0,20}\bmeter\b/,
    ],
    ['bill-check', /账单|电费|抄|度数|用电量|核查|复核|\bbill|reading|charge|dispute/],
  ],
  'complaint.file': [
    [
      'report',
      /举报|检举|偷电|窃电|偷接|私拉|吃拿卡要|红包|好处|告发|\breport|theft|steal|misconduct|brib|corrupt|fraud|tamper/,
    ],
    ['complaint', /投诉|申诉|客诉|complain/],
    ['praise', /表扬|赞|夸|锦旗|感谢|好人好事|\bprais|compliment|commend|\bthank/],
    ['suggestion', /建议|希望你们|suggest/],
    ['opinion', /意见|反映|反应|反馈|opinion|remark|comment|feedback/],
    [
      'complaint',
      /态度|服务|差|恶劣|复议|(?<!\d)(?:12398|12345)(?!\d)|骂|推诿|踢皮球|敷衍|告你|rude|impolite|disrespect|unprofessional|service/,
    ],
  ],
};

/** 新增設用電 is what Taiwan's forms call a new supply and more of one alike. */
const EITHER = /新增设|新设(?:或|及|、|\/)增设/g;

export const categoryIn = (service: ServiceId, key: string): string | null => {
  const told = key.replace(EITHER, ' ');
  return CATEGORIES[service]?.find(([, words]) => words.test(told))?.[0] ?? null;
};

const SCOPES: Words = [
  [
    'home',
    /(?:只有|就|仅|单|光|只|单单|就是|唯独)(?:是|有)?(?:我|我们|自己|我们自己)(?:自己)?(?:这)?(?:一)?(?:家|户|屋|间)|(?:邻居|隔壁|对门|别人|别家|其他家|其他人|楼上楼下|左邻右舍|人家|旁边|楼里其他)(?:家|们|的)?(?:都|也|还|全)?(?:都|还)?(?:是)?(?:有电|没停|有|正常|亮)(?!停)|(?:自己|我)家(?:而已|里?$)|一户$|\b(?:only|just) (?:my|our|me|us|mine|ours|one)\b|neighbou?rs? (?:still |all |do )?(?:have|has|are fine|is fine|are ok|are on)|^my (?:home|house|flat|apartment|place)(?: only)?$/,
  ],
  [
    'area',
    /(?:整|一|几|这|那|全|半)(?:个|条|片|大片|带)?(?:条)?(?:街|小区|村|社区|片区|区域|巷子?|弄|镇|路|里)(?!单元)|一(?:大)?片|附近(?:.{0,3})(?:都|全|也)|周围|(?:隔壁|对面|旁边|前后|好几|几)(?:栋|幢|楼|条街|个楼)(?:楼)?(?:也|都)?|大面积|\b(?:whole|entire|all (?:of )?(?:the|my|our))(?: \w+)? (?:street|area|neighbou?rhood|block|village|town|district|community)|\bneighbou?rhood\b|(?:my|our|the) (?:street|area|block|village|town)\b|everyone(?:'s)?|everybody|several buildings/,
  ],
  [
    'building',
    /(?:整|全|一|这|本|我们)(?:个|座)?(?:一)?(?:栋|幢|楼|单元|大楼|宿舍|楼栋)|(?:栋|楼|单元)(?:里)?(?:都|全)|(?:邻居|对门|隔壁|楼上|楼下|楼上楼下)(?:家|们)?(?:也|都|一样)(?!有电|亮|还有|没停|正常)|\b(?:whole|entire|all (?:of )?(?:the|my|our)|our|the|my) (?:apartment )?building\b|neighbou?rs? (?:too|also|as well|don'?t|have no)|whole (?:floor|tower)/,
  ],
];
export const scopeIn = (key: string): string | null => SCOPES.find(([, words]) => words.test(key))?.[0] ?? null;

/** `yes`: the house changed hands; `no`: only the name. Null when it is not plainly said. */
export function ownershipIn(key: string): 'yes' | 'no' | null {
  if (
    /(?:没有?|(?<!是)不是|并没有?|没).{0,4}(?:买|卖|换|变|继承|离婚|过户)|same owner/.test(key) &&
    !/不是.{1,8}是/.test(key)
  )
    return 'no';
  if (STILL_THEIRS.test(key)) return 'no';
  if (CHANGED_HANDS.test(key)) return 'yes';
  return SAME_HANDS.test(key) ? 'no' : null;
}

export const isAnonymous = (key: string): boolean =>
  /匿名|不(?:想|要|愿意?|愿|用|方便|需要)?(?:留|透露|说|公开|暴露|登记)(?:我的?|真实|自己的?)?(?:名|姓名|姓|身份|联系|电话)|别(?:说|公开|透露).{0,3}(?:我|名)|anonym|without (?:giving |leaving )?my name|don'?t (?:use|give|share|reveal) my name/.test(
    key,
  );

const KILOWATTS =
  /(?<![\d.])(\d{1,5}(?:\.\d{1,2})?|[一二两三四五六七八九十百]{1,4}) ?(?:千瓦(?!时)|k ?w(?!h|a-z)|瓩|kilowatts?)(?![a-z])/;

/** Kilowatts as a decimal number: `7`, `10.5`. `asked`: a bare number counts. */
export function kilowattsIn(plain: string, asked: boolean): string | null {
  const said =
    KILOWATTS.exec(plain)?.[1] ??
    (asked ? /^\D{0,8}?(\d{1,5}(?:\.\d{1,2})?)(?![\d.])\D{0,4}$/.exec(plain)?.[1] : undefined);
  const number = said === undefined ? null : /^\d/.test(said) ? Number(said) : chineseNumber(said);
  return number !== null && number > 0 && number <= 10_000 ? String(number) : null;
}

/** Finds in folded text, answers in the writer's own characters. */
function asSaid(written: string, words: RegExp): string | null {
  const folded = fold(written);
  const match = words.exec(folded);
  const said = match?.[1] ?? match?.[0];
  if (match === null || said === undefined) return null;
  const start = match.index + match[0].indexOf(said);
  return (folded.length === written.length ? written.slice(start, start + said.length) : said).trim();
}

const COUNT = '(?:[\\d一二两三四五六七八九十半几]{1,3}|好几|大半|多)';
const DAY = '(?:今天|昨天|前天|今早|今晚|昨晚|昨夜|今晨|刚才|刚刚)';
const PART_OF_DAY = '(?:早上|早晨|上午|中午|下午|傍晚|晚上|凌晨|半夜|夜里|夜间)';
const SINCE = new RegExp(
  [
    `(${COUNT}个?(?:多|半)?(?:小时|钟头|分钟|天|刻钟)(?:多)?(?:之?前|以前))`,
    `(?:停|黑|断)(?:电)?(?:了|有)?(?:快|都|已经?|差不多|大概)?(${COUNT}个?(?:多|半)?(?:小时|钟头|分钟|天)(?:多)?)`,
    `((?:${DAY})?(?:的)?(?:${PART_OF_DAY})?(?:大概|差不多)?(?:\\d{1,2}|[一二两三四五六七八九十]{1,3})(?:点|:|：|时)(?:半|多|左右|钟|整|\\d{1,2}分?|[一二三四五六七八九十]{1,3}分?|一刻|三刻){0,2}(?:左右)?)(?!能|可以|来|钟?能)`,
    `(?:从|自)(${DAY}(?:${PART_OF_DAY})?|${PART_OF_DAY})`,
    `(${DAY}(?:${PART_OF_DAY})?|${PART_OF_DAY})(?:就|开始|突然|一直|停的?|没电|停了)`,
  ].join('|'),
);
const SINCE_EN =
  /\b((?:about |around |almost |nearly )?(?:an?|half an?|one|two|three|four|five|six|\d{1,3}|a few|several|a couple of)(?: and a half)? (?:minutes?|mins?|hours?|hrs?|days?) ago)\b|\b(?:for|it'?s been|been out) ((?:about |around |almost |nearly |over )?(?:an?|half an?|one|two|three|four|five|six|\d{1,3}|a few|several)(?: and a half)? (?:minutes?|mins?|hours?|hrs?|days?))\b|\bsince ((?:about |around )?(?:\d{1,2}(?::\d\d)? ?(?:am|pm|o'?clock)?|(?:this|yesterday|last) ?(?:morning|afternoon|evening|night)?|noon|midnight|yesterday))(?![\w:])/i;

/** Since when, in the words it was written in; for a report, not for a question of when it ends. */
export function sinceIn(written: string): string | null {
  const text = written.slice(0, 300);
  for (const words of [SINCE, SINCE_EN]) {
    const folded = fold(text);
    const match = words.exec(folded);
    const said = match?.slice(1).find((group) => group !== undefined);
    if (match === null || said === undefined) continue;
    const start = match.index + match[0].indexOf(said);
    return (folded.length === text.length ? text.slice(start, start + said.length) : said).trim();
  }
  return null;
}

const INTRODUCED =
  /(?:地址|住址)(?:是|为|在|就是|[:：])?\s?([^,，。;；!！?？]{5,80}?)(?=[,，。;；!！?？]|(?:停电|没电|断电|跳闸)|电话|手机|$)/;
const PLACE =
  /(?:我?(?:家)?住?在|位于|我是|我家是)\s?([^,，。;；!！?？\s]{2,60}(?:[\d一二三四五六七八九十]{1,5}(?:号(?!窗|柜|台)|栋|幢|座|楼|单元|室|弄|巷|层|户|村)|小区|花园|公寓|大厦|广场))/;
const INTRODUCED_EN =
  /\baddress(?: is|:| (?=(?:\w+ ){0,2}\d)) ?([^,;!?]{5,60}(?:, [^,;!?]{2,40}){0,2})|\b(?:at|i live at|i'm at|we'?re at) (\d{1,5}[a-z]? (?!(?:and|or|to|am|pm|o'clock|mins?|minutes?|hours?|people|of|in|on|today|until|till|this|please|pls|is|was|are|sharp|tonight|tomorrow|every|each)\b)[a-z][^,;!?]{3,60}(?:, [^,;!?]{2,40}){0,2})/i;

/** 看的是哪一戶, 在五樓跟六樓中間. */
const NO_ADDRESS = /哪|什[么麼]|^[\d一二三四五六七八九十]{1,3}[楼樓层層]/;

/** An address that nobody could take for anything else: with a number, or called one. */
export const placeTold = (written: string): string | null => placeIn(written) ?? addressIn(written);

/** An address that is introduced as one: 地址是…, 我在…号, at 12 Green Road. */
function addressIn(written: string): string | null {
  const text = written.slice(0, 500);
  const chinese = asSaid(text, INTRODUCED) ?? asSaid(text, PLACE);
  const english = INTRODUCED_EN.exec(text);
  const said = chinese ?? english?.[1] ?? english?.[2] ?? null;
  const address = said?.replace(/[.\s]+$/, '') ?? '';
  return address.length >= 5 && address.length <= 200 && !NO_ADDRESS.test(address) ? address : null;
}

/** 跳闸 tells that a switch tripped. */
export const trippedIn = (key: string): boolean =>
  /跳闸|跳电|跳掉|(?:开关|闸|空开|漏保|断路器).{0,5}(?:跳|推不上|合不上)|推不上去?|合不上|tripp|flipped|won'?t (?:stay|reset)/.test(
    key,
  ) && !/(?:没有?|未|不是|并没|没有?发现).{0,3}(?:跳|推)|n'?t trip|not trip|no trip/.test(key);
