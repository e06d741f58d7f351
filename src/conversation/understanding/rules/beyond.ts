/** What is beyond us: other trades for good (out of scope), and our own services that this release does not have. */
import { hear } from '../spelling.ts';

/** Taken out of the text; if no word about electric power is left, the message is for somebody else. */
export const OTHER_TRADES: readonly RegExp[] = [
  /(?:自来)?水(?:费|表(?:没电)?|管|压|务|厂|龙头|公司|价|单|账单|电煤)(?:.{0,2}账单)?|(?:停|漏|供|没有?|来|用)水(?!电)|自来水|下水道|马桶/g,
  /(?:天然|煤|燃|液化)?气(?:费|表(?:没电)?|卡|罐)(?!候)|天然气|煤气|燃气|瓦斯|液化气|煤气罐|煤气泄漏|暖气(?:费)?|供暖|取暖费|暖气片/g,
  /话费|电话费|手机费|月租|流量(?:包|套餐)?|宽带|网费|上网费|网速|网络(?:费|慢|断)|wi-?fi|移动(?:公司|套餐|卡)|联通|电信(?:公司|套餐|卡|费)?|中华电信|有线电视|第四台|电视费|数据包|sim卡|电话卡|手机(?:充值|套餐|没电|坏|屏)/g,
  /物业费?|停车费|房租|租房|管理费|垃圾费|卫生费|公积金|社保|医保|养老金|个税|税务局|罚单|违章|车险|驾照|油费|加油|油价|etc卡?|高速费|公交卡|地铁|公交|高铁|火车票|机票|航班|汽车票|打车|酒店|民宿预订|签证|护照|健保|劳保|牌照税|燃料税|学费|房贷|车贷|贷款|信用卡|花呗|股票|股市|基金|彩票|比特币|汇率|理财|保险/g,
  /天气|下雨|下雪|气温|台风(?:天|几时|来)|温度多少|几度啊?$|紫外线|空气质量/g,
  /快递|外卖|淘宝|京东|拼多多|虾皮|网购|退货|包裹|挂号|看病|医院|感冒|发烧|吃药|菜谱|怎么做(?:菜|饭|红烧|蛋糕|面)|红烧肉|餐厅|好吃|奶茶|咖啡|电影(?:票)?|电视剧|电视节目|综艺|小说|歌|音乐|游戏|笑话|故事|谜语|作文|写(?:首|一首|篇|一篇|个)(?:诗|文章|作文|代码|歌|情书)|推荐(?:一下)?(?:一?[款台部本首]|个(?!套餐))|翻译|唱歌|新闻|足球|篮球|比赛|世界杯|奥运|明星|八卦|旅游|景点|减肥|星座|算命|运势|女朋友|男朋友|结婚|找对象|相亲|学习|数学题|作业|考试|高考|招聘|工作机会|面试|编程|python|代码|电脑|笔记本|打印机|洗衣机(?:坏|维修)|空调(?:维修|清洗|加氟|坏)|冰箱(?:坏|维修|推荐)|电视(?:坏|维修)|电动车(?:坏|维修|推荐)|买(?:手机|电脑|车|房|菜)|几点了|星期几|几月几号|今天几号|农历|放假|总统|首都|历史人物|谁是|你(?:多大|几岁|叫什么|喜欢|爱我|吃饭|有对象|是男|是女|会唱|会写|是谁)/g,
  /\b(?:water|gas|phone|mobile|cell(?:phone)?|internet|cable|tv|broadband|rent|heating|sewage|trash|garbage|credit card|hospital|medical|tax|netflix|hotel|restaurant|grocery|data) ?(?:bills?|payments?|meters?|charges?|plans?|leaks?|company|supply|pressure|pipes?|heater|account|top[- ]?up|subscription|rates?)\b/g,
  /\b(?:weather|rain(?:ing)?|snow(?:ing)?|forecast|temperature outside|jokes?|poem|song|sing|music|recipes?|cook(?:ing)?|pizza|burger|restaurants?|hotels?|flights?|train tickets?|airport|taxi|uber|stocks?|shares|bitcoin|crypto|exchange rate|lottery|football|soccer|basketball|world cup|news|movies?|film|netflix|games?|homework|math|essay|translate|translation|python|javascript|code for|laptop|printer|wi-?fi|internet|broadband|sim card|data plan|president|capital of|horoscope|girlfriend|boyfriend|dating|doctor|visa|passport|insurance|mortgage|loan|parcel|package|delivery|amazon|shopping|water|natural gas|gas|sewage|what time is it|what day is|how old are you|your name|who are you|meaning of life)\b/g,
];
/** What is ours, once the other trades are taken out. */
export const OURS =
  /电(?!话|信|影|视|脑|动|梯|子(?!发票|账单|票)|商|台|竞|池|瓶)|户号|发票|转?人工|客服|真人|验证码|绑定|electric|\bpower\b|\benergy\b|\bkwh\b|\bmeter\b|\binvoice\b|\bagent\b|\bhuman\b/;

interface NotYet {
  readonly service: string;
  test(text: string): boolean;
}
/** [service, words that mean it, words that show it does not]; the more special come first. */
const BY_HAND: readonly (readonly [service: string, yes: RegExp, no?: RegExp])[] = [
  [
    'progress.chase',
    /催(?!交|费|款|单)|(?:还|怎么|都|一直|迟迟)(?:是|没|还|都){0,3}(?:没|不|未)(?:有)?(?:人)?(?:来(?!电)|处理|修|联系|回复|解决|办好|给我|理)|(?:小时|天|星期|周|半天|久)(?:了)?.{0,6}(?:没人|没有人|没来|没处理|没解决|没消息)|没人(?:来|管|理|处理|联系)|hurry up|nobody (?:came|has come|called|showed)|no ?one (?:came|has come|called|showed)|still (?:waiting|no (?:one|reply|answer)|not (?:fixed|done|resolved))/,
    /验证码|短信/,
  ],
  [
    'progress.query',
    /进度|办到(?:哪|什么)|(?:申请|工单|案件|报修|报装|过户|投诉|业务|办理).{0,8}(?:怎么样了|好了(?:没|吗)|到哪|结果|状态|批(?:了|下来)|通过(?:了)?(?:没|吗))|(?:progress|status) of|(?:application|case|ticket|request) (?:status|progress)|status of (?:my )?(?:application|case|request)|how is my (?:application|case|request)/,
  ],
  [
    'complaint.file',
    /投诉|申诉|客诉|举报|检举|态度(?:很|太|真|这么|特别)?(?:差|恶劣|不好)|服务(?:质量|态度)?(?:也|都|实在|真是|真的)?(?:很|太|真|这么|特别|好|挺)?(?:差劲|差|烂|糟|恶劣|不行)|复议|12398|偷电|窃电|complain|lodge a|report (?:a )?(?:theft|misconduct|staff|employee)/,
    /complaint free/,
  ],
  [
    'account.rename',
    /更名|改名|(?:户名|名字|姓名|户主(?:名|姓名))(?:.{0,6})(?:写错|错了|不对|改|更正|打错)|(?:改|换|更改|变更|更正)(?:一下|下)?(?:户名|名字|姓名)|(?:change|correct|fix) (?:the |my )?name|name (?:is )?(?:wrong|misspel)/,
    /抬头|发票/,
  ],
  [
    'account.transfer',
    /过户|户主(?:变更|换|改|更换|变)|(?:换|变更|更换|改)(?:一下|下)?户主|二手房|(?:转到|转给|换成|改成|改到|过到)(?:我|他|她|.{1,4})(?:的)?(?:名下|名字)|transfer (?:the |my |this )?(?:account|ownership|service)|change (?:of )?(?:owner|account holder|ownership)|take over (?:the )?account/,
  ],
  [
    'connection.new',
    /新装|新设|报装|装(?:个|一个|新|一?块)?电表|增容|扩容|增设|增加容量|充电桩|光伏|太阳能板|太阳光电|临时用电|接电|开户|销户|废止|移表|迁(?:表|址)|new (?:connection|meter|supply|service)|(?:ev|car) charger|solar|close (?:my )?account/,
  ],
  [
    'outage.query',
    /(?:明天|后天|今天|今晚|明早|下周|周[一二三四五六日末]|几号|什么时候|几点|计划|工作|有没有|会不会|是否|会|通知|公告|多久).{0,10}停电|停电.{0,8}(?:通知|计划|公告|到几点|多久|多长|时间|几点|什么时候|原因|吗\??$)|(?:什么时候|几点|多久|何时|怎么还不|还没|还不|什么时间).{0,6}(?:来电|复电|送电|有电|恢复)|(?:来电|复电|送电|恢复供电).{0,4}(?:没|吗|时间|几点|什么时候)|(?:planned|scheduled|any) (?:power )?(?:outage|cut|blackout)|when (?:will|is) .{0,16}(?:power|electricity|lights?) .{0,8}(?:back|restored|on)|why is (?:there )?no (?:power|electricity)/,
    /欠费|来电显示/,
  ],
  [
    'outage.report',
    /停电|断电|没电|没有电|没得电|跳闸|跳电|跳掉|报修|抢修|保险丝|灯(?:不亮|一闪|闪|忽明|都灭|全灭)|电压(?:低|不稳|高|不够)|电表(?:不转|坏|黑屏|不走|显示|报错|箱|跑|走)|err-?\d|(?:整个?|全)(?:栋|楼|小区|村|层)(?:都)?(?:没电|黑)|黑灯瞎火|power (?:is |has been |went )?(?:out|off|cut|down|failure)|no (?:power|electricity)|(?:power )?outage|blackout|lights? (?:are |is |went )?(?:out|off|flicker)|breaker (?:trip|keeps)|voltage/,
    /手机没电|没电话|欠费.{0,4}(?:会|几天|多久).{0,2}停电|没电费/,
  ],
];

const means = (key: string, yes: RegExp, no?: RegExp) => yes.test(key) && no?.test(key) !== true;
/** The same for heard text. */
export const isNotYet = (key: string): boolean => BY_HAND.some(([, yes, no]) => means(key, yes, no));

/** Services of the public contract that a clerk still does by hand; the caller says so. */
export const NOT_YET: readonly NotYet[] = BY_HAND.map(([service, yes, no]) => ({
  service,
  test: (text) => means(hear(text).key, yes, no),
}));
