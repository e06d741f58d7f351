/** Where it is, when nobody introduced it as an address: 建设北路112号五楼没电, 27 Station Parade. */
import { fold } from '../../../text/script.ts';

/** Characters and words that are in no name of a place: one begins after them. */
const STOP =
  /这[边里儿]|那[边里儿]|[是的了吗呢吧啊被把给跟住我你他她您们咱俺这那哪就还不请要想让没去]|在|停电|断电|跳闸|跳电|有没有|会不会|影响|范围|地址|地点|住址|工地|位置|位于|报修|电话|手机|突然|整[个条栋]|全[个条]|通知|[今明昨后前]天|[今明昨]晚|晚上|早上|上午|下午|小时|分钟|申请|新装|报装|麻烦|为什么|怎么|因为|师傅|有人|看到|发现|包括|包含|涵盖|涉及|波及|预计|排定|是否|听说|请问|关于|老家|娘家|婆家|[爸妈奶爷公婆姐哥弟妹叔姨姑舅]家|(?:父母|朋友|亲戚|同事|女儿|儿子|老人)家|中午|凌晨|傍晚|半夜|(?:周|星期|礼拜)[一二三四五六日天末](?!路|街|巷|村)|前面|对面|隔壁|旁边的|附近的|一下|喂|你好|快来|急|现在|刚才|刚刚|装在|开了|新房|客户|家里/gu;
const HAN = '\\p{Script=Han}';
const WAY =
  '(?:大道|大街|路|街道|街|道|巷|弄|胡同|里|新村|村|小区|社区|花园|公寓|家园|大厦|大楼|广场|苑|园|城|省|市|县|区|镇|乡|屯|庄|寨|湾|坊|庭|居|府|轩|山庄|新城|工业区|开发区|科技园|产业园|学校|宿舍|市场|菜场|校区)';
const COUNT = '[甲乙丙丁附]?(?:[\\da-zA-Z]{1,6}(?:[-之]\\d{1,3})?|[一二三四五六七八九十百]{1,4})';
const OF_IT = '(?:之(?:\\d{1,3}|[一二三四五六七八九十]{1,3}))';
const UNIT =
  '(?:号楼|号院|号(?!线|码|表|停|晚|早|上午|下午|那天)|巷|弄|栋楼?|幢|座|楼|单元|室|层|户|组|社|队|期|门|区|段|村|[前后东西南北]?院)';
/** What may follow the last numbered part. */
const TAIL =
  '(?:[,，]?(?:地下)?[Bb]\\d(?![\\da-z])|\\d{1,3}[Ff](?![a-z])|地下(?:车库|室|停车场)?(?:[A-Za-z\\d]{1,3}区?|[负一二三]+层)?|车库|底商|门面|铺面|商铺|[A-Za-z]?\\d{2,4}(?:室|房|铺|号铺)?(?!\\d|度|块|元|千瓦|kw|瓩|[-年月]))?';
const PLACE = new RegExp(
  `(?:${HAN}|[A-Z](?=座)){1,12}?${WAY}{1,2}(?:${HAN}{1,6}?${WAY}{1,2}|${HAN}{2,6}?(?=\\d{1,3}(?:栋|幢|座|号楼))|[东西南北中]区|[前后东西南北]院|(?: ?[东西南北中]?${COUNT} ?${UNIT}${OF_IT}?(?![一-鿿]?千瓦))){0,8}`,
  'gu',
);
/** An estate, a phase or a road by its name alone, where its outage is spoken of: 龙泉小区要停电, 锦绣江南三期停不停电. */
const ESTATE =
  '(?:小区|社区|花园|花苑|家园|嘉园|新村|新城|公寓|大厦|大楼|山庄|名邸|公馆|华庭|豪庭|雅苑|名苑|国宅|邨|(?<!们|个|全|整|条)村|大道|路|[一二三四五六七八九\\d]{1,2}期)';
const NAMED = new RegExp(
  `(?<!${HAN})(${HAN}{2,10}?${ESTATE}(?:[东西南北][区门院苑]|[一二三四五六七八九\\d]{1,2}[期区])?)(?=(?:[。 会要是否不有没计划还又都也就]|可能|明后|[晚早]上|几点|什么时候){0,8}(?:。|[停断限]|检修|没电|跳闸|拉闸|来电|送电|恢复))`,
  'u',
);
/** Whatever estate it is; periods of bills and the like. */
const NO_NAMED =
  /^(?:.{0,4}[条口边段]路|.{0,3}(?:隔壁|附近|周边|周围|对面|所有|其他|别的|哪|同一|老旧|咱|们|每个|各个|一个|几个|整个|全部|旁边|上|下|本|长|短|近|分|定|到|过|后|前|早|中|晚|初|末|学|假|暑|日|月|年)(?:小区|社区|花园|公寓|大楼|大厦|村|路|期)|(?:线|电|道|马|铁|公|短|断|修|开|通|走|网|思|回|住宅|居民|高档|这)?(?:小区|路|村|期)|.{0,6}(?:线路|电路|道路|马路|公路|短路|铁路|修路|回路|[第])[^路期]{0,2})$/u;
const OUTAGE = /[停断限跳]电|停不停|检修|没电|来电|送电|跳闸|拉闸/;
const NUMBERED = new RegExp(`${COUNT} ?${UNIT}`, 'u');
const TAIL_AT = new RegExp(`${TAIL}${OF_IT}?`, 'uy');
/** A home by its building alone: 2栋502, 3号楼1单元401. */
const HOME =
  /(?<![\d\p{Script=Han}A-Za-z-]|[路街道巷弄段号])[\dA-Z]{1,3}(?:号楼|[栋幢座])(?:[\d一二三四五六]单元)?\d{3,4}[室房]?(?![\d度块元])|(?<=[下了的套])[\dA-Z]{1,3}(?:号楼|[栋幢座])(?:[\d一二三四五六]单元)?\d{3,4}[室房]?(?![\d度块元])/u;
/** Words that are left at the beginning, though they are none of a place. */
const LEAD =
  /^(?:问下|查下|看下|派人来?|包[含括]|[阮我]兜?佇|佇|家|到|从|于|打|叫|帮|有|说|号|日|年|个|条|查|看|问|修|接|办|装|租|买)(?=.{3})/u;

const SUFFIX =
  '(?:Street|St|Road|Rd|Lane|Ln|Avenue|Ave|Drive|Dr|Court|Ct|Place|Pl|Parade|Way|Close|Terrace|Crescent|Cres|Square|Sq|Hill|Gardens?|Park|Boulevard|Blvd|Row|Walk|Mews|Quay|Wharf|Highway|Hwy|Alley|Grove|View|Green|Rise|Yard|Heights|Circle|Bridge|Market|Plaza|Estate|House|Tower|Towers|Village|Steps|Cottages?|Farm|Farmhouse|Lodge|Villas?|Manor|Barn|Bungalow|Embankment|Promenade)\\b(?: [Ss]ec(?:tion|\\.)? ?\\d{1,2}|, [Ss]ec(?:tion|\\.)? ?\\d{1,2})?';
const INSIDE =
  '(?:flat|apt|apartment|unit|room|suite|block|blk|building|bldg|tower|plot|lot|floor|shop)\\.? ?#?(?:\\d{1,5}[a-z]?(?:/[\\da-z]{1,3})?|[a-z]\\d{0,4})(?![a-z])(?:-\\d+)?|#\\d{1,5}[a-z]?(?:-\\d{1,5}[a-z]?)?|(?:\\d{1,2}|g)/f|\\d{1,2}(?:st|nd|rd|th) floor';
const WORDS = "(?:[\\p{L}][\\p{L}'’.-]* ){1,4}?";
/** With a number, however it is written. */
const NUMBERED_EN = new RegExp(
  `(?<![\\w/-])((?:(?:${INSIDE}),? (?:of |in )?){0,2}(?<!\\b(?:lane|ln\\.?|alley|aly\\.?|section|sec\\.) )(?:\\d{1,4}/)?\\d{1,5}[a-z]?(?:-\\d{1,4})? (?:the \\p{L}+, )?(?!(?:of|at|on|in|to|hours?|days?|minutes?|mins?|am|pm|kw|houses?|times?|weeks?|months?|years?|people|the|units?|more|bills?|stars?)\\b)${WORDS}${SUFFIX}\\b(?: ${SUFFIX}\\b)?\\.?(?:,? (?:${INSIDE})(?![\\w]))*)`,
  'iu',
);
/** Without one, as the name that it is. */
const NAMED_EN = new RegExp(
  `(?<![\\w-])((?:(?:${INSIDE}|(?:[Ff]lat|[Uu]nit|[Pp]lot|[Ll]ot|[Bb]lock) [\\w-]{1,5}),? ){0,2}(?:[A-Z][\\p{L}'’.-]* ){1,3}${SUFFIX}\\b(?: \\d{1,3}(?=,? (?:[Bb]lk|[Bb]lock|#)))?(?! [A-Z&](?!l(?:oc)?k \\d))\\.?(?:,? (?:(?:[Ff]lat|[Aa]pt|[Uu]nit|[Bb]lock|[Bb]lk|[Rr]oom) [\\w-]{1,5}|#\\d{1,3}-\\d{1,5}[A-Za-z]?))*)`,
  'u',
);
/** As Singapore writes them: Blk 231 Jalan Seroja #08-12, Block 405 Ang Mo Kio Ave 10; the road's kind may stand first. */
const MALAY = '(?:jalan|jln|lorong|lor|bukit|bt|kampong|taman)';
/** What goes on behind a road that ends with no kind of road. */
const GOES_ON =
  '(?!(?:has|have|had|was|the|and|lost|power|blackout|got|whole|entire|still|now|out|again|since|for|but|all|our|with|any|nothing|lights?|lift|corridor|dark|please|pls|unit|electricity)\\b)';
const OWN_UNIT = '#\\d{1,3}-\\d{1,5}[a-z]?';
const MALAY_ROAD = `${MALAY} (?:\\d{1,3} )?\\p{L}{3,14}(?: ${GOES_ON}\\p{L}{3,12})?`;
const BLOCK = new RegExp(
  `(?<![\\w-])((?:(?:${INSIDE}),? )?(?:(?:blk|block)\\.? ?\\d{1,4}[a-z]? (?:${OWN_UNIT},? )?(?:${MALAY_ROAD}|${WORDS}(?:(?:North|South|East|West|Central)\\b(?: ${SUFFIX})?|${SUFFIX}))(?: \\d{1,3}(?![\\w-]))?|\\d{1,4}[a-z]? ${MALAY_ROAD})(?:,? (?:${OWN_UNIT}|unit \\d{1,3}-\\d{1,5}))?)(?![\\w-])`,
  'iu',
);
/** For where capitals count. */
const EITHER_CASE = INSIDE.replace(
  /\b(?=(?:flat|apt|apartment|unit|room|suite|block|blk|building|bldg|tower|plot|lot|floor|shop)\b)[a-z]/g,
  (letter) => `[${letter}${letter.toUpperCase()}]`,
).replaceAll('a-z', 'A-Za-z');
/** What may stand before it: Room 1702, Building 3, Jade Garden, 88 …; No. 6, Lane 52, … */
const PART = `(?:${EITHER_CASE}|[Bb]asement|[Nn]o\\. ?(?:\\d{1,4}(?:-\\d{1,3})?)?|(?:Lane|Ln\\.?|Alley|Aly\\.?) \\d{1,4}|Sec(?:tion|\\.) ?\\d|\\d{1,2}F(?:-\\d{1,2})?|B\\d|[Gg]ate \\d{1,2})`;
const LEAD_EN = new RegExp(
  `(?<![\\w-])(?:(?:${PART}|(?:[A-Z][\\p{L}'’-]* ){1,3}(?:${SUFFIX}|Community|Mansions?|Apartments|Residences?|Complex|Cent(?:re|er))),? ){1,5}$`,
  'u',
);
/** And behind it: sections, districts, a city. */
const AREA = "(?:[A-Z][\\p{L}'’-]* ){1,3}(?:District|Dist\\.|City|County|Township|Town|Village|Province)";
const CITY =
  "(?!(?:Please|Pls|Thanks|Thank|My|We|I|It|Is|No|The|This|Call|Tel|Phone|Ring|Can|Could|Hurry|Help|Power|And|Send|Our|All|Since|Both|Any|Name|Account)\\b)[A-Z][\\p{L}'’-]+(?: [A-Z][\\p{L}'’-]+)?(?=$|[,;.!?]| (?:and|has|have|is|are|was|since|for|where|with|the|no|lost|again|just)\\b)";
const TAIL_EN = new RegExp(`(?:,? ${PART}(?!\\w))*(?:, ${AREA}){0,3}(?:, ${CITY})?`, 'uy');
const NOT_NAMED = /^(?:(?:The|My|Is|Are|In|On|At|Any|No|Our|This|And|Hi|Hello|Power|Whole) )+/;

/** ９９號 with the digits of everybody; as long as before. */
const narrow = (text: string): string =>
  text.replace(/[０-９Ａ-Ｚａ-ｚ＃－]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));

/** An estate that has a name and no number. */
function nameIn(folded: string, told: string): { readonly start: number; readonly end: number } | null {
  const name = NAMED.exec(told);
  if (name === null) return null;
  const end = name.index + (name[1]?.length ?? 0);
  let start = name.index;
  for (let round = 0; round < 4; round += 1) start += LEAD.exec(folded.slice(start, end))?.[0].length ?? 0;
  return end - start >= 3 && !NO_NAMED.test(folded.slice(start, end)) ? { start, end } : null;
}

/** The address a text speaks of, as it was written. */
export function placeIn(written: string): string | null {
  const text = narrow(written.slice(0, 200));
  const folded = fold(text);
  let best: { readonly start: number; readonly end: number } | null = null;
  const told = folded.replace(STOP, (words) => '。'.repeat(words.length));
  // Most messages name no numbered place, and need no search for one.
  for (const match of NUMBERED.test(told) ? told.matchAll(PLACE) : []) {
    let start = match.index;
    const numbered = NUMBERED.test(match[0]);
    let end = start + match[0].length;
    for (let round = 0; round < 4; round += 1) start += LEAD.exec(folded.slice(start, end))?.[0].length ?? 0;
    if (!numbered || end - start < 4) continue;
    TAIL_AT.lastIndex = end;
    end += TAIL_AT.exec(folded)?.[0].length ?? 0;
    if (best === null || end - start > best.end - best.start) best = { start, end };
  }
  if (best !== null) {
    const source = folded.length === text.length ? text : folded;
    return source.slice(best.start, best.end).trim();
  }
  const named = OUTAGE.test(folded) ? nameIn(folded, told) : null;
  if (named !== null) return folded.length === text.length ? text.slice(named.start, named.end) : null;
  const home = HOME.exec(folded)?.[0];
  if (home !== undefined) return home;
  const block = BLOCK.exec(text)?.[1];
  if (block !== undefined) return block;
  const english = NUMBERED_EN.exec(text) ?? NAMED_EN.exec(text);
  const street = english?.[1]?.replace(NOT_NAMED, '') ?? '';
  if (english === null || !/ /.test(street.replace(/[.,\s]+$/, ''))) return null;
  const end = english.index + english[0].length;
  const lead = LEAD_EN.exec(text.slice(0, end - street.length))?.[0].replace(NOT_NAMED, '') ?? '';
  TAIL_EN.lastIndex = end;
  const whole = `${lead}${street}${TAIL_EN.exec(text)?.[0] ?? ''}`;
  // 52 Heping W. Rd. ought to: the full stop is the abbreviation's.
  const shortened =
    /\b(?:Rd|St|Ave|Ln|Dr|Blvd|Sec)\.$/.test(whole) && /^ [a-z]/.test(text.slice(text.indexOf(whole) + whole.length));
  return shortened ? whole : whole.replace(/[.,\s]+$/, '');
}
