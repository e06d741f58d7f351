/** Where it is, when nobody introduced it as an address: 建设北路112号五楼没电, 27 Station Parade. */
import { fold } from '../../../text/script.ts';
import { englishPlaceIn } from './places.en.ts';

/** Characters and words that are in no name of a place: one begins after them. */
const STOP =
  /知道|想问|切换[成到为]?|这[边里儿]|那[边里儿]|[是的了吗呢吧啊被把给跟住我你他她您们咱俺这那哪就还不请要想让没去]|在|停电|断电|跳闸|跳电|有没有|会不会|影响|范围|地址|地点|住址|工地|位置|位于|报修|电话|手机|突然|整[个条栋排片层区村]|全[个条村镇乡屯]|[\d一二三四五六七八九十两]{1,3}[点时](?:半|整|钟|多)?(?![\d一-鿿]?[号弄巷栋])|[阮我]?[兜厝]?[佇伫]|(?:[\d一二三四五六七八九十]{1,3}月[份的]?)?[\d一二三四五六七八九十]{1,3}[号日]?(?:到|至)(?:[\d一二三四五六七八九十]{1,3}月)?[\d一二三四五六七八九十]{1,3}[号日](?![\d楼院])|[\d一二三四五六七八九十]{1,3}月[份的]?[\d一二三四五六七八九十]{1,3}[号日]|[说听讲]|[里村]长|通知|[今明昨后前]天|[今明昨]晚|晚上|早上|上午|下午|小时|分钟|申请|新装|报装|麻烦|为什么|怎么|因为|师傅|有人|看到|发现|包括|包含|涵盖|涉及|波及|预计|排定|是否|听说|请问|关于|老家|娘家|婆家|[爸妈奶爷公婆姐哥弟妹叔姨姑舅]家|(?:父母|朋友|亲戚|同事|女儿|儿子|老人)家|中午|凌晨|傍晚|半夜|(?:周|星期|礼拜)[一二三四五六日天末](?!路|街|巷|村)|前面|对面|隔壁|旁边的|附近的|一下|喂|你好|快来|急|现在|刚才|刚刚|装在|开了|新房|客户|家里/gu;
const HAN = '\\p{Script=Han}';
const WAY =
  '(?:(?:大道|大街|路|街道|街|道|巷|弄|胡同|里|新村|村|小区|社区|花园|公寓|家园|大厦|大楼|广场|苑|园|城|省|市|县|区|镇|乡|屯|庄|寨|坞|浜|圩|墟|湾|坊|庭|居|府|轩|山庄|新城|工业区|开发区|科技园|产业园|学校|宿舍|家属院|大院|市场|菜场|校区|(?<=[湾坳冲坪垸屯坝沟塘])组|段(?= ?\\d{1,4}(?:-\\d{1,4})? ?(?:地号|号)))(?![路街](?= ?\\d)))';
const COUNT = '[甲乙丙丁附]?(?:[\\da-zA-Z]{1,6}(?:-\\d{1,4}| ?之 ?\\d{1,3})?|[零〇一二两三四五六七八九十百千]{1,7})';
const OF_IT = '(?: ?之 ?(?:\\d{1,3}|[一二三四五六七八九十]{1,3}))';
const UNIT =
  '(?:号楼(?![下上道梯顶])|号院|(?<=[路街道巷弄段]\\d{1,5})号(?!线|码|表)|(?<![省市县镇乡]\\d{1,2})号(?!线|码|表|停|晚|早|上午|下午|那天)|地号|巷|弄|栋楼?|幢|座|楼(?![下上道梯顶])|单元|室|层|户|组|社|队|邻|期|门|区|段|村|车位|街坊|[前后东西南北]?院)';
/** 3-2-501, 2#1604: building, staircase and room without their words. */
const TRIPLE = '(?:\\d{1,3}-\\d{1,3}-\\d{1,4}|\\d{1,3}# ?-?\\d{2,4})(?![-\\d])';
/** What may follow the last numbered part. */
const TAIL =
  '(?:[,，]?(?:地下)?[Bb]\\d(?![\\da-z])|\\d{1,3}[Ff](?![a-z])|地下(?:车库|室|停车场)?(?:[一二三四五\\d]{1,2}[楼层](?:[A-Za-z]-?\\d{1,4})?|[A-Za-z\\d]{1,3}区?|[负一二三]+层)?|(?:旁边?的?)?空地|(?<=[巷弄])口(?!径|整|那|这)|车库|地块|车间|摊位?|底商|门面|铺面|商铺| ?[A-Za-z]?\\d{2,4}(?:室|房|铺|号铺)?(?! ?\\d| ?[度块元]| ?千瓦| ?[Kk][Ww]| ?瓩|[-年月点/:])|[A-Za-z]\\d?-\\d{1,4}|(?<=单元|[栋幢座楼层]) ?[零〇一二三四五六七八九]{3,4}[室房]?)?(?: ?[东西南北中]边?户)?(?:车位)?';
const PLACE = new RegExp(
  `(?:${HAN}|[A-Z](?=座)){1,12}?${WAY}{1,2}(?: ?${HAN}{1,6}?${WAY}{1,2}|${HAN}{2,6}?(?=[A-Z]?\\d{1,3}(?:栋|幢|座|号楼))|(?<=[邻村里])${HAN}{2,4}(?=\\d{1,4}(?:-\\d{1,3})?号)|[东西南北中][一二三]?[区段]|[前后东西南北]院| ?${TRIPLE}|(?: ?[东西南北中]?${COUNT} ?${UNIT}${OF_IT}?(?![一-鿿]?千瓦))){0,8}`,
  'gu',
);
/** An estate, a phase or a road by its name alone, where its outage is spoken of: 龙泉小区要停电, 锦绣江南三期停不停电. */
const ESTATE =
  '(?:小区|社区|胡同|花园|花苑|家园|嘉园|新村|新城|公寓|大厦|大楼|山庄|名邸|公馆|华庭|豪庭|雅苑|名苑|国宅|邨|(?<!们|个|全|整|条)村|大道|路|街(?![道坊上边头尾])|[华名新花金]城|名居|苑|轩|(?<!政)府|(?<![家法])庭|(?<!台)湾|(?<!公|校|儿|乐|果|菜)园|工业园|工业区|园区|街坊|新市镇|[一二三四五六七八九\\d]{1,2}期)';
const NAMED = new RegExp(
  `(?<!${HAN})(${HAN}{2,10}?${ESTATE}(?:[东西南北][区门院苑]|[一二三四五六七八九\\d]{1,2}(?:[期区段]|街坊))?)(?=$|[^\\p{L}\\d]|[跟会要不有没计划还又都也就停断限可检来送恢复跳拉全整]|\\d{1,2}[号日])`,
  'u',
);
/** Whatever estate it is; periods of bills and the like. */
const NO_NAMED =
  /^(?:.{0,4}[条口边段][路街]|(?:.?逛|.?上|步行|.?大|.?老)街|.{0,3}(?:隔壁|附近|周边|周围|对面|所有|其他|别的|哪|同一|老旧|咱|们|每个|各个|一个|几个|整个|全部|旁边|上|下|本|长|短|近|分|定|到|过|后|前|早|中|晚|初|末|学|假|暑|日|月|年)(?:小区|社区|花园|公寓|大楼|大厦|村|路|期)|(?:线|电|道|马|铁|公|短|断|修|开|通|走|网|思|回|住宅|居民|高档|这)?(?:小区|路|村|期)|.{0,6}(?:线路|电路|道路|马路|公路|短路|铁路|修路|回路|[第])[^路期]{0,2})$/u;
const OUTAGE = /[停断限跳复]电|停不停|[全都]停|停了|没有电|检修|没电|来电|送电|跳闸|拉闸/;
const NUMBERED = new RegExp(`${COUNT} ?${UNIT}|(?<=${HAN} ?)${TRIPLE}`, 'u');
const TAIL_AT = new RegExp(`${TAIL}${OF_IT}?`, 'uy');
/** A home by its building alone: 2栋502, 3号楼1单元401. */
const HOME =
  /(?<![\d\p{Script=Han}A-Za-z-]|[路街道巷弄段号])[\dA-Z]{1,3}(?:号楼|[栋幢座])(?:[\d一二三四五六]单元)?\d{3,4}[室房]?(?![\d度块元])|(?<=[下了的套])[\dA-Z]{1,3}(?:号楼|[栋幢座])(?:[\d一二三四五六]单元)?\d{3,4}[室房]?(?![\d度块元])/u;
/** Words that are left at the beginning, though they are none of a place. */
const LEAD =
  /^(?:问下|查下|看下|派人来?|跑[到去]|来到|[大暴]雨|来(?!宾)|包[含括]|家|到|从|于|打|叫|帮|有|说|号|日|年|个|条|查|看|问|修|接|办|装|租|买)(?=.{3})/u;

const INSIDE =
  '(?:flat|apt|apartment|unit|room|suite|block|blk|building|bldg|tower|plot|lot|floor|shop)\\.? ?#?(?:\\d{1,5}[a-z]?(?:/[\\da-z]{1,3})?|[a-z]\\d{0,4})(?![a-z])(?:-\\d+)?|#\\d{1,5}[a-z]?(?:-\\d{1,5}[a-z]?)?|(?:\\d{1,2}|g)/f|\\d{1,2}(?:st|nd|rd|th) floor';
const WORDS = "(?:[\\p{L}][\\p{L}'’.-]* ){1,4}?";
/** As Singapore writes them: Blk 231 Jalan Seroja #08-12, Block 405 Ang Mo Kio Ave 10; the road's kind may stand first. */
const MALAY = '(?:jalan|jln|lorong|lor|bukit|bt|kampong|taman)';
/** What goes on behind a road that ends with no kind of road. */
const GOES_ON =
  '(?!(?:has|have|had|was|the|and|lost|power|blackout|got|whole|entire|still|now|out|again|since|for|but|all|our|with|any|nothing|lights?|lift|corridor|dark|please|pls|unit|electricity)\\b)';
const OWN_UNIT = '#\\d{1,3}-\\d{1,5}[a-z]?';
const MALAY_ROAD = `${MALAY} (?:\\d{1,3} )?\\p{L}{3,14}(?: ${GOES_ON}\\p{L}{3,12})?`;
const BLOCK = new RegExp(
  `(?<![\\w-])((?:(?:${INSIDE}),? )?(?:(?:blk|block)\\.? ?\\d{1,4}[a-z]? (?:${OWN_UNIT},? )?(?:${MALAY_ROAD}|${WORDS}(?:North|South|East|West|Central)\\b)(?: \\d{1,3}(?![\\w-]))?|\\d{1,4}[a-z]? ${MALAY_ROAD})(?:,? (?:${OWN_UNIT}|unit \\d{1,3}-\\d{1,5}))?)(?![\\w-])`,
  'iu',
);
/** 312国道1208公里处, 台9線312公里: where no house is. */
const MILE =
  /(?:[GSXY]?\d{1,4}(?:国|省|县|乡|市)?道|台\d{1,2}[甲乙丙丁]?线|[一-鿿]{2,4}高速)\d{1,4}(?:\.\d)?(?:公里|[Kk](?:\+\d+)?)(?:\d{1,3}米)?处?(?:路[东西南北])?/u;
/** Where two roads meet: 天府五街与剑南大道交汇处西北角. */
const ROADS = `(?:(?!路)${HAN}){1,12}(?:路|街|大道)`;
const CROSSING = new RegExp(
  `(?<!${HAN})${ROADS}(?:[与和跟及、/ ]{0,2}(?:(?!路)${HAN}){1,6}(?:路|街|大道))的?(?:交叉口|交[汇会]处|交界处?|交口|十字路口|路?口)(?:[东西南北]{1,2}[角侧边])?`,
  'u',
);

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
  const text = narrow(written.slice(0, 320));
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
  const source = folded.length === text.length ? text : folded;
  if (best !== null) return source.slice(best.start, best.end).trim();
  const open = CROSSING.exec(told) ?? MILE.exec(folded);
  if (open !== null) return source.slice(open.index, open.index + open[0].length).replace(LEAD, '');
  const named = OUTAGE.test(folded) ? nameIn(folded, told) : null;
  if (named !== null) return source.slice(named.start, named.end);
  const home = HOME.exec(folded)?.[0];
  if (home !== undefined) return home;
  const block = BLOCK.exec(text)?.[1];
  if (block !== undefined) return block;
  return englishPlaceIn(text);
}
