/** Where it is, when no number says so: 岳麓区学士街道联丰村, 新市國小後門, "all of Gongguan". */
import { fold } from '../../../text/script.ts';

const HAN = '\\p{Script=Han}';
/** What no name of a region begins with or contains. */
const NOT = '[是的了吗呢吧啊被把给跟住我你他她您们咱俺这那哪就还不请要想让没去在到从问查看报和与,，。!！?？（）() ]';
const NAME = (least: number, most: number) => `(?:(?!${NOT})${HAN}){${least},${most}}?`;
/** A district, a county, a town: 小区 and 老城区 are none. */
const REGION = `${NAME(1, 4)}(?:(?<![小社地片园校厂辖景山郊住库车台]|[老主新旧]城)区|县|(?<!超|门|城|股|夜|菜|上)市|镇|(?<!老|回|家)乡|街道)`;
const PART = `${NAME(1, 7)}(?:街道|社区|小区|新村|花园|公寓|家园|大厦|大道|[村里路街道巷弄组队屯庄寨湾])`;
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
  new RegExp(`(?<!${HAN})(?:${NAME(2, 8)})(?:${LANDMARK})的?(?:${BESIDE})`, 'u'),
];
const WEEKDAY = /[这上下]?个?(?:星期|礼拜|周)[一二三四五六日天末]/g;
/** 查天心区…: a verb before a name of two signs. */
const LEAD =
  /^(?:地[点址]|派人来?|包[含括]|[阮我]兜?佇|佇|想?问一?下|查一?下|看一?下|有个?|帮|问|查|看|报|修|是|住|下)(?=.{4})/u;

const KIND =
  '(?:[Dd]istrict|[Vv]illage|[Tt]ownship|[Tt]own|[Cc]ounty|[Cc]ity|[Ee]state|[Aa]rea|[Cc]ommunity|[Nn]eighbou?rhood)';
const BEGINS =
  '[Ii]n|[Aa]t|[Aa]round|[Nn]ear|[Aa]cross|[Aa]ll of|[Ww]hole of|[Tt]hroughout|[Oo]ver in|(?:outages?|cuts?|works?|power) for';
const PROPER = "[A-Z][\\p{L}'’-]{2,}";
const ENGLISH: readonly RegExp[] = [
  new RegExp(
    `((?:[Bb]uilding|[Bb]lock|[Tt]ower) [\\dA-Z]{1,4}, ${PROPER}(?: ${PROPER}){0,3}(?: (?:campus|dormitory|dorm|community|${KIND}))*)`,
    'u',
  ),
  // The next word is none of the name.
  new RegExp(`\\b(?:${BEGINS}) (?:the )?(${PROPER}(?: ${PROPER}){0,2}(?: ${KIND})?)(?![\\p{L}'’-]| [A-Z])`, 'u'),
];
const NO_AREA =
  /^(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec|Mon|Tues?|Wed|Thu|Fri|Sat|Sun)(?:[a-z]*)$|^(?:English|Chinese|Mandarin|Cantonese|Taiwan|China|Chinese New Year|Christmas|Easter|WeChat|Alipay|LINE|App|Taipower|Roc|ROC)\b/;

/** An area as it was written; null where none is named. */
export function areaIn(written: string): string | null {
  const text = written.slice(0, 200);
  const folded = fold(text).replace(WEEKDAY, (said) => '。'.repeat(said.length));
  const source = folded.length === text.length ? text : fold(text);
  for (const pattern of CHINESE) {
    const match = pattern.exec(folded);
    if (match === null) continue;
    let start = match.index;
    const end = start + match[0].length;
    for (let round = 0; round < 3; round += 1) start += LEAD.exec(folded.slice(start, end))?.[0].length ?? 0;
    if (end - start >= 3) return source.slice(start, end);
  }
  for (const pattern of ENGLISH) {
    const area = pattern.exec(text)?.[1];
    if (area !== undefined && !NO_AREA.test(area)) return area;
  }
  return null;
}
