/** Where it is, when no number says so: 岳麓区学士街道联丰村, 新市國小後門, "all of Gongguan". */
import { fold } from '../../../text/script.ts';

const HAN = '\\p{Script=Han}';
/** What no name of a region begins with or contains. */
const NOT =
  '(?:和(?!平|睦|谐|顺|兴|义|气)|[是的了吗呢吧啊被把给跟住我你他她您们咱俺这那哪就还不请要想让没去在到从问查看报与,，。!！?？（）() ])';
const NAME = (least: number, most: number) => `(?:(?!${NOT})${HAN}){${least},${most}}?`;
/** A district, a county, a town: 小区 and 老城区 are none. */
const REGION = `${NAME(1, 4)}(?:(?<![小社地片园校厂辖景郊住库车台]|[老主新旧]城|(?:^|[^一-鿿]|[大远])山)区|县|(?<!超|门|城|股|夜|菜|上)市|镇|(?<!老|回|家)乡|街道)`;
const PART = `${NAME(1, 7)}(?:街道|社区|小区|新村|花园|公寓|家园|大厦|大道|家属院|大院|[村里路街道巷弄组队屯庄寨湾坪冲垸](?:[村组路街口](?!口))?)`;
const LANDMARK =
  '国小|国中|高中|小学|中学|大学|幼儿园|医院|卫生所|卫生院|诊所|派出所|市场|菜场|公园|车站|火车站|地铁站|捷运站|加油站|超市|夜市|活动中心|村委会|居委会|邮局|银行|广场|工厂|庙|宫|寺';
const BESIDE = '正门|后门|侧门|前门|大门|门口|旁边|旁|对面|后面|前面|附近|隔壁|边上|路口';
const CHINESE: readonly RegExp[] = [
  new RegExp(
    `(?:${REGION}){1,3}(?:${PART}){1,4}(?:[村路街巷]口)?(?:${NAME(0, 6)}(?:${LANDMARK})的?(?:${BESIDE})?)?|(?:${REGION}){1,3}${NAME(1, 8)}(?:${LANDMARK})的?(?:${BESIDE})?`,
    'u',
  ),
  new RegExp(`${NAME(1, 6)}(?:路|街|大道|村|小区|社区)${NAME(0, 5)}(?:${LANDMARK})的?(?:${BESIDE})?`, 'u'),
  new RegExp(`(?:${REGION}){1,2}(?=(?:[要会都整全]|有没有|是不是|的?停|今|明|后|下|这))`, 'u'),
  new RegExp(`(?<!(?!在)${HAN})(?:${NAME(2, 8)}(?:${LANDMARK})的?(?:${BESIDE}))`, 'u'),
];
/** Times and what else is beside a name, and never in one. */
const BESIDES =
  /[这上下]?个?(?:星期|礼拜|周)[一二三四五六日天末]|[今明昨后前][天儿]个?|[那这]一?[天日]|[国农阳新旧]历|[今明昨]晚|[早晚]上|[上下中]午|凌晨|(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:月份?|[日号点])|整[个条栋排片层区村]|全[个条村镇乡屯]|俺们?|[阮我]?[兜厝]?[佇伫]|车位|[里村]长|报修/g;
/** A town that needs no word for what it is: 關廟會停電嗎. */
const TOWN = new RegExp(
  `(?<!${HAN})(${NAME(2, 3)})(?=。*(?:会|要|有没有|是不是|几点|什么时候|何时|。)+(?:停电|断电|限电|停不停|复电))`,
  'gu',
);
const NO_TOWN =
  /小区|社区|村|家|店|房|楼|栋|单元|学校|公司|单位|厂|宿舍|附近|最近|现在|电梯|工地|里面|这里|那里|外面|上面|到底|今年|明年|本月|月|号|日|点|时|晚|早|夜|天|年|通知|公告|突然|为什么|怎么|什么|哪|谁|是否|可能|真|确定|听说|请问|麻烦|想|又|再|还|已|老是|经常|总是|一直|每|台电|供电|国网|电力|电业|计划|临时|无故|意外|大面积|区域|地区|全|整|整个|半|一|几|两|停|断|限|复|欠|缴|交|路灯|电表|总开关|农历|过年|春节|除夕|元旦|国庆|中秋|端午|台风|下雨|打雷|高温|假期|期间|周末|暑假|寒假|不|没|别|如果|万一|要是|因为|因|何时|几|需|先|才|就|快|刚|所以|然后|但|会|有|对面|隔壁|邻居|楼下|楼上|左右|街坊|巷子|整条|大家|人|您好|你好|喂|哈喽|师傅|老板|亲|客服|小姐|先生|查|问|看|报|施工|检修|维修|工程|预告|预定|公布|广播|群里|消息|短信|市|县|省/u;
/** 查天心区…: a verb before a name of two signs. */
const LEAD = /^(?:地[点址]|派人来?|包[含括]|想?问一?下|查一?下|看一?下|有个?|帮|问|查|看|报|修|是|住|下)(?=.{4})/u;

const KIND =
  '(?:[Dd]istrict|[Vv]illage|[Tt]ownship|[Tt]own|[Cc]ounty|[Cc]ity|[Ee]state|[Aa]rea|[Cc]ommunity|[Nn]eighbou?rhood)';
const BEGINS =
  '[Ii]n|[Aa]t|[Aa]round|[Nn]ear|[Aa]cross|[Aa]ll of|[Ww]hole of|[Tt]hroughout|[Oo]ver in|(?:outages?|cuts?|works?|power) for';
const PROPER = "[A-Z][\\p{L}'’-]{2,}";
const ENGLISH: readonly RegExp[] = [
  new RegExp(
    `\\b(?:Is|Will|Does|Has|Did|Was) (?!Power|Electric|There|The)(${PROPER}(?: ${PROPER})?)(?= (?:having|have|be|get|getting|lose|losing|going|really|still|without|affected|included|scheduled|due)\\b)`,
    'u',
  ),
  // The next word is none of the name.
  new RegExp(`\\b(?:${BEGINS}) (?:the )?(${PROPER}(?: ${PROPER}){0,2}(?: ${KIND})?)(?![\\p{L}'’-]| (?!I )[A-Z])`, 'u'),
];
const NO_AREA =
  /^(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec|Mon|Tues?|Wed|Thu|Fri|Sat|Sun)(?:[a-z]*)$|^(?:English|Chinese|Mandarin|Cantonese|Taiwan|China|Chinese New Year|Christmas|Easter|WeChat|Alipay|LINE|App|Taipower|Roc|ROC|Lot|Plot|Unit|Room|Flat|Block|Building|Floor|Shop)\b/;

/** An area as it was written; null where none is named. */
export function areaIn(written: string): string | null {
  const text = written.slice(0, 320);
  const folded = fold(text).replace(BESIDES, (said) => '。'.repeat(said.length));
  const source = folded.length === text.length ? text : fold(text);
  for (const pattern of CHINESE) {
    const match = pattern.exec(folded);
    if (match === null) continue;
    let start = match.index;
    const end = start + match[0].length;
    for (let round = 0; round < 3; round += 1) start += LEAD.exec(folded.slice(start, end))?.[0].length ?? 0;
    if (end - start >= 3) return source.slice(start, end);
  }
  for (const { index, 1: town = '' } of folded.matchAll(TOWN))
    if (!NO_TOWN.test(town)) return source.slice(index, index + town.length);
  for (const pattern of ENGLISH) {
    const area = pattern.exec(text)?.[1];
    if (area !== undefined && !NO_AREA.test(area)) return area;
  }
  return null;
}
