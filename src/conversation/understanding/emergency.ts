/** Words of danger: they win over every state. Danger beats doubt; only plain talk about rules, the past or figures of speech does not count. */
import { hear } from './spelling.ts';

const WIRE = '(?:电线|电缆|高压线|线缆|电力线|输电线|配电线|入户线|火线|裸线|线头)';
const POLE = '(?:电线?杆子?|电杆|电柱|电线柱|铁塔|电塔|灯杆|变压器)';
const DEVICE =
  '(?:电表|表箱|电箱|配电箱|配电盘|电闸|闸刀|空开|开关|插座|插头|插排|排插|线路|变压器|变电箱|变电站|变电所|电线|电缆|线|充电桩|电器|墙)';
const FALLS = '(?:掉|断|落|垂|吊|倒|塌|歪|砸|压|挂(?:在|到|下)|耷拉|拖在|躺在|露在?外)';
const LIFE_SUPPORT =
  '(?:呼吸[机器]|制氧机|氧气机|吸氧机|供氧|维生(?:设备|器材|系统)|生命维持|透析机?|洗肾机|抽痰机|吸痰器|监护仪|保温箱|靠机器呼吸|插管|吸氧|吸着氧|输氧|氧气瓶|雾化器)';
const NO_POWER = '(?:停电|没电|断电|没有电|停了电|跳闸|跳电|停了|停电|用不了|不能用|不工作|没法用|电没了|缺电)';

const METER_ROOM =
  '(?:配电[房室间柜箱站]|电表[箱房间]|表箱|电表|变电[箱站所房]|开关[箱柜]|电闸箱?|电箱|电井|强电井|插座|排插|变压器)';
const WATER =
  '进(?:了)?(?:好多|很多)?水|泡(?:在|了|水|着)|被?淹|浸(?:水|泡|在)|灌(?:了)?水|积水|水淹|漏(?:了)?水|渗水|滴水|都是水|全是水';
const SOMEBODY = '(?:有人|个人|孩子|小孩|老人|大爷|大妈|奶奶|爷爷|邻居|工人|师傅|男的|女的|爸|妈|弟|妹|哥|姐|他|她)';

const CHINESE: readonly RegExp[] = [
  new RegExp(`${WIRE}.{0,10}?(?:${FALLS}|裸露)(?!漆)`),
  new RegExp(`(?:掉|断|落|垂|吊|刮断|扯断|砸|压)(?:了|下来?|到|在)?(?:一根|一条|几根|的|了)?.{0,2}${WIRE}`),
  new RegExp(`${POLE}.{0,8}?(?:倒|断|塌|歪|撞|炸|爆|冒|着火|起火|烧)`),
  new RegExp(
    `${DEVICE}.{0,10}?(?:冒|喷(?:出|了|着)?(?:火|烟)|着火|著火|起火|失火|走火|炸了?|爆(?!表)|烧(?!多|电|钱)|短路|放电|滋滋|噼啪|打火|跳火|焦|糊了|糊味|熔|融化|发烫|烫手|带电)`,
  ),
  // 线掉了, 有根线断了: a line of ours, where nothing else is named with it.
  /(?:^|[,。;!?]|(?:门口|楼下|路边|路上|街上|外面|屋顶|树上|旁边|前面|后面|这里|这边|看到|看见|发现)了?)(?:有)?(?:一|几)?(?:条|根)?线(?:都|全|又)?(?:掉|断|垂)(?:了|下|到|在)/,
  /冒.{0,3}(?:火|烟)|喷火|火花|火星(?!文|人)|打火(?!机|锅)|(?<![打点][不得])[着著]火|起火(?!锅)|失火|走火|火灾|烧起来|烧着了|起烟|有烟味|焦味|烧焦|糊味|烧糊|臭火(?:焦|味)|电弧/,
  new RegExp(`(?:碰|摸|踩|抓|握|勾)(?:到|着|了|上){1,2}.{0,6}?(?:${WIRE}|电线?杆)`),
  /触电|感电|电击|(?:被|遭|让|给)(?:高压|漏)?电(?:到|着|了|击|死|伤|晕|麻|打|住|倒|翻|一下|给)|电(?:到|着|死|伤|晕)(?:了)?(?:人|我|他|她|孩|小|老|手|狗|猫|牛|一)|漏电(?!断路|保护|开关|跳|保|是不是你们)|麻(?:手|到|了一下)|电麻|一摸.{0,6}(?:麻|电)|(?:人|我|他|她|孩子?|儿子?|女儿|爸|妈|奶|爷|工|邻居)(?:刚才|刚刚|好像|真的)?被电(?:$|[,。;!?])|身上有电|水里有电|外壳(?:带|有)电|被.{0,8}电(?:到|倒|晕|死|伤)/,
  new RegExp(`${LIFE_SUPPORT}.{0,20}?${NO_POWER}`),
  new RegExp(`${NO_POWER}.{0,24}?${LIFE_SUPPORT}`),
  /裸露(?:着|在外)?的?(?:电线|电缆|线头)|(?:水龙头|水管|铁门|栏杆|扶手|外壳|热水器|洗衣机|冰箱|路灯杆?).{0,3}(?:带电|有电)(?!吗|没)/,
  /(?:变压器|变电箱|变电站|电箱|电表|插座).{0,6}(?:爆炸|巨响|炸开)|救命|(?:没有?|停止?)了?呼吸了?(?!机|器)/,
  /变压器.{0,6}(?:漏油|喷油|漏了好多油)/,
  new RegExp(
    `${METER_ROOM}.{0,8}(?:${WATER})|(?:水|雨水|洪水|污水).{0,6}(?:漫|淹|灌|流|进|泡|浸|冲|滴|漏)(?:到|进|入|了|过|满|在){0,3}.{0,3}${METER_ROOM}`,
  ),
  new RegExp(
    `${SOMEBODY}.{0,5}(?:倒|躺|晕|昏|趴|摔)(?:倒|在|到|了|着){0,3}.{0,6}(?:${WIRE}|${POLE}|电箱|配电|电表箱)|(?:${WIRE}|${POLE}|电箱|配电箱).{0,6}(?:躺|倒|趴|晕)(?:着|了)?.{0,4}${SOMEBODY}`,
  ),
];
const LINE =
  '(?:power ?lines?|overhead ?lines?|electric(?:al|ity)? ?(?:lines?|wires?|cables?)|(?:live |overhead |power )?(?:wires?|cables?)|utility poles?|power poles?|electric poles?|transformers?|pylons?)';
const ENGLISH: readonly RegExp[] = [
  new RegExp(
    `${LINE}.{0,30}?\\b(?:down|fell|fallen|falling|hanging|snapped|broken|broke|on the (?:ground|road|street|floor|car|lawn)|collapsed|leaning|exposed|exploded|blew up|on fire|burning|smoking|arcing|touching)\\b`,
  ),
  new RegExp(`\\b(?:downed|fallen|fell|broken|snapped|dangling|hanging|live|exposed)\\b.{0,12}?${LINE}`),
  /\bspark(?:s|ing|ed)\b|\barcing\b|\bon fire\b|caught fire|^(?:help,? ?)?fire\b|^(?:help[,!.]? ?)?(?:sparks?|smoke|arcing)(?:[,.!? ]*$|[,.!] )|catch(?:ing)? fire|\bfire (?:in|at|from|on|near)\b|there(?:'?s| is) (?:a )?fire|flames|burning (?:smell|plastic|wire)|smell(?:s|ing)? (?:of )?(?:burn|smoke)/,
  /\bsmok(?:e|ing)\b(?! detector| alarm).{0,30}?(?:meter|socket|outlet|box|panel|wire|breaker|transformer|wall|coming|everywhere)|(?:meter|socket|outlet|box|panel|wires?|breaker|transformer|wall|plug|charger)s?\b.{0,25}?\bsmok(?:e|ing)\b|(?:see|there(?:'?s| is)|smell) (?:some |black |thick )?smoke/,
  new RegExp(`\\b(?:touched|touching|grabbed|grabbing|stepped on|holding)\\b.{0,16}?${LINE}`),
  /\b(?:(?:is|are|was|'s) not|isn'?t|stopped|not) breathing\b/,
  /electrocut|electric(?:al)? shocks?|(?<!\b(?:bills?|price|prices|amount|charges?|cost|letter|invoice|fees?|news|total|e-?mail|statement|number|tariff|rate|debit)\b[^,.!?]{0,16})(?:got|get|gets|getting|was|been|gave me|gives me|receiv\w+|felt|were) (?:a |an )?(?:\w+ )?(?:shock(?:s)?|shocked|zapped)(?: (?:by|from|when|touching)(?! (?:the |my |this |how |at |that |what |to |seeing )?(?:bill|price|amount|charge|cost|much|high|i (?:saw|see|opened|got)|see|saw|opened)).{0,40}?(?:wire|socket|outlet|meter|switch|box|tap|shower|heater|washer|washing|fridge|appliance|plug|cable|fence|touch|metal)|$)|zapped/,
  /(?:ventilator|oxygen (?:machine|concentrator)|life[- ]support|dialysis|breathing machine|cpap).{0,50}?(?:power|outage|electric|stopped|off|not working|no )|(?:power|outage|electric|blackout).{0,50}?(?:ventilator|oxygen (?:machine|concentrator)|life[- ]support|dialysis|breathing machine)/,
  /(?:meter|electric(?:al|ity)?|switch|transformer|fuse|power|distribution) ?(?:room|box|cabinet|panel|board|closet|cupboard|meter|station|substation)?\b.{0,24}?(?:flood(?:ed|ing)?|under ?water|full of water|submerged)|(?:water|flood)\b.{0,24}?\b(?:in|into|reach\w*|inside|on|over) (?:the |my |our )?(?:meter|electric(?:al|ity)?|switch|fuse|distribution|breaker) ?(?:room|box|cabinet|panel|board|meter)?\b/,
  /(?:someone|somebody|man|woman|child|kid|person|boy|girl|people|neighbou?r|worker|dad|mom|mum)\b.{0,16}?\b(?:lying|collapsed|unconscious|fell|down|passed out)\b.{0,24}?\b(?:wires?|pole|power ?line|cable|transformer)\b|transformer.{0,20}?(?:leaking|leaks?|spraying) (?:\w+ )?oil/,
  /(?:meter|transformer|socket|outlet|box|panel|breaker|charger)\b.{0,20}?(?:explod|blew up|blown up|burst into|burning|melting|melted|crackling|sizzling|buzzing and)/,
];

/** Taken out before looking: what is denied, imagined as a figure of speech, or only sounds alike. */
const NOT_DANGER: readonly RegExp[] = [
  /(?:没有?|并没|未|不是|不会|没看到|没看见|没闻到)(?:人|任何人|什么|任何)?(?:有|在)?(?:冒.{0,3}(?:火花|火|烟)|火花|火星|着火|起火|失火|触电|漏电|焦味|糊味|受伤|被电)/g,
  /(?:没有?|并没|未|没看到|没看见|没发现|没有看到|没有发现)(?:什么)?(?:电线|电缆|电线杆|变压器|电表|线)(?:.{0,4})(?:掉|断|落|垂|倒|冒|烧|漏|进水)(?:下来|在地上|到地上|了)?/g,
  // What burnt out is broken; what burns is said otherwise.
  /(?:家电|电器|冰箱|电视机?|空调|电脑|洗衣机|热水器|微波炉|电饭[锅煲]|机顶盒|路由器|主板|设备|音响|显示器|灯泡|水泵|油烟机).{0,6}烧(?:坏|毁|掉|没|报废)(?:了|掉)?(?!.{0,4}(?:冒|着火|起火|正在))|(?:家电|电器|冰箱|电视机?|空调|冷气|电脑|洗衣机|热水器|主?机?板).{0,4}烧了(?=.{0,16}(?:赔|理赔|补偿|求偿|负责))|烧(?:坏|毁|掉)?了?(?:我们?家?|咱们?家?|俺家?)的?(?:家电|电器|冰箱|电视机?|空调|冷气|电脑|洗衣机|热水器)(?=.{0,16}(?:赔|补偿|求偿|负责))/g,
  // A road of that name.
  /(?:火花|火星|电塔|变压器)(?=(?:东|西|南|北|中|一|二|三|四)?(?:路|街|巷|村|镇|乡|大道|小区|新村|公园|站))/g,
  // 救命 of somebody who is lost in a bill.
  /救命[^,。]{0,2}[,。!！]?[^,。]{0,6}(?:看不懂|搞不懂|弄不懂|听不懂|(?:这么|太|好)贵)/g,
  /(?:burn(?:t|ed) out|fried) (?:my |the |our )?(?:\w+ )?(?:fridge|freezer|tv|television|computer|appliances?|router|ac)\b/g,
  /\b(?:no|not|any) (?:\w+ ){0,2}(?:wires?|power lines?|cables?) (?:down|fallen|hanging|broken|on the ground)/g,
  /(?:气|急|渴|嗓子|头上|喉咙|脑袋|肺|快)(?:得|的|都|要|快|就|直|我|人){0,4}(?:冒烟|冒火|着火|爆炸|炸)/g,
  /(?:好像|像|跟|如同|仿佛|似的|吓得|吓得我|心里)(?:.{0,2})(?:触电|被电|着火)(?:了)?(?:一样|一般|似的)?|(?:触电|被电)(?:了)?(?:一样|一般|似的|般)/g,
  // What gives joy, hope or a talk: no wire does.
  /\bspark(?:s|ed|ing)? (?:\w+ )?(?:joy|hope|debate|interest|ideas?|concern|curiosity|discussion|outrage|anger|a (?:debate|discussion|row|fight))\b|\b(?:heat|price|bill|news) ?wave\b/g,
  // 停电 麻烦了: a shock is 电麻, and trouble is none.
  /麻烦/g,
  /被电(?=费|价|表|力|话|信|商|网|视|单|厂|工|号|子)|电到(?=期|账|期|底|家)|给电(?=费|表|力|话|工)|让电(?=工|力|费|表)/g,
  /(?:防|消)火(?:花|灾)?|灭火器|打火机|防触电|漏电(?:保护器|断路器|保护开关|开关|保护|跳脱器?|跳闸)|烟雾报警器|火灾险|(?:太|很|特别)火(?!花)/g,
  /\b(?:no|not|isn't|without|nobody|never) (?:\w+ )?(?:sparks?|smoke|fire|burning|shock(?:ed)?|electrocut\w*)/g,
  /smoke (?:detector|alarm)s?|fire (?:alarm|extinguisher|drill)s?|(?:you(?:'re| are)|i(?:'m| am)) (?:getting )?fired?\b|i(?:'m| am) burning/g,
];
/** Talk about rules, prevention, compensation or another time … */
const ONLY_TALK =
  /卖家|退货|(?:掉|断|漏电|触电|着火|冒烟)[^,。]{0,6}的话|上次|上回|去年|前年|以前|之前|曾经|当年|那年|(?:赔偿|赔付|理赔|补偿|索赔)(?:标准|多少|金额|怎么|问题|流程|吗|吧|条件|款|$)|(?:怎么|怎样|如何|要)(?:去)?(?:预防|避免|防止|防范)|预防|防止|避免|老化|(?:如果|万一|假如|要是|假设)|有什么规定|什么原因会|为什么会|安全知识|会不会|会(?:提前)?(?:通知|停|被停|断)|可以申请|怎么登记|登记|急救知识|常识|last (?:year|month|week|time)|years? ago|compensat|\bclaim\b|what(?:'s| is) the rule|non[- ]?payment|how (?:do i|to|can i) (?:prevent|avoid)|prevent|what (?:if|happens)|\bif (?:a|the|there|my|someone|i)\b|in case/;
/** … unless something is happening now. */
const NOW =
  /现在|正在|刚刚?|刚才|又(?:在|冒|着|掉|断|起|开)|马上|赶紧|赶快|快来|快点|救|紧急|危险|急!|还在|一直在|right now|\bnow\b|just (?:fell|came|now|started|happened)|hurry|urgent|emergency|danger/;

const PART = 700;

/** Whether the message speaks of danger to life. */
export function emergency(text: string): boolean {
  const { key: all, plain } = hear(text);
  // Of a long story every part is heard, each for itself.
  const parts = plain.length <= PART ? [all] : [];
  for (let from = 0; plain.length > PART && from < plain.length; from += PART - 100) {
    parts.push(hear(plain.slice(from, from + PART)).key);
  }
  return parts.some((key) => {
    const serious = NOT_DANGER.reduce((rest, pattern) => rest.replace(pattern, ' '), key);
    if (![...CHINESE, ...ENGLISH].some((pattern) => pattern.test(serious))) return false;
    return !ONLY_TALK.test(serious) || NOW.test(serious);
  });
}
