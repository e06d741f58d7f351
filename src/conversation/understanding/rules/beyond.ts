/** What is beyond us: other trades, whose words are taken out of a text, and the words that are ours. */

/** Taken out of the text; if no word about electric power is left, the message is for somebody else. */
export const OTHER_TRADES: readonly RegExp[] = [
  /(?:自来)?水(?:费|表(?:没电)?|管|压|务|厂|龙头|公司|价|单|账单|电煤)(?:.{0,2}账单)?|(?:停|漏|供|没有?|来|用)水(?!电)|自来水|下水道|马桶/g,
  /(?:天然|煤|燃|液化)?气(?:费|表(?:没电)?|卡|罐)(?!候)|天然气|煤气|燃气|瓦斯|液化气|煤气罐|煤气泄漏|暖气(?:费)?|供暖|取暖费|暖气片/g,
  /话费|电话费|手机费|月租|流量(?:包|套餐)?|宽带|网费|上网费|网速|网络(?:费|慢|断)|wi-?fi|移动(?:公司|套餐|卡)|联通|电信(?:公司|套餐|卡|费)?|中华电信|有线电视|第四台|电视费|数据包|sim卡|电话卡|手机(?:充值|套餐|没电|坏|屏)/g,
  /物业费?|停车费|房租|租房|管理费|垃圾费|卫生费|公积金|社保|医保|养老金|个税|税务局|罚单|违章|车险|驾照|油费|加油|油价|etc卡?|高速费|公交卡|地铁|公交|高铁|火车票|机票|航班|汽车票|打车|酒店|民宿预订|签证|护照|健保|劳保|牌照税|燃料税|学费|房贷|车贷|贷款|信用卡|花呗|股票|股市|基金|彩票|比特币|汇率|理财|保险/g,
  /(?:手机号码?|手机卡|号码|汽车|车辆|车子?|摩托|商标|股权)(?:的)?过户/g,
  /天气|下雨|下雪|气温|台风(?:天|几时|来)|温度多少|几度啊?$|紫外线|空气质量/g,
  /快递|外卖|淘宝|京东|拼多多|虾皮|网购|退货|包裹|挂号|看病|医院|感冒|发烧|吃药|菜谱|怎么做(?:菜|饭|红烧|蛋糕|面)|红烧肉|餐厅|好吃|奶茶|咖啡|电影(?:票)?|电视剧|电视节目|综艺|小说|歌|音乐|游戏|笑话|故事|谜语|作文|写(?:首|一首|篇|一篇|个)(?:诗|文章|作文|代码|歌|情书)|推荐(?:一下)?(?:一?[款台部本首]|个(?!套餐))|翻译|唱歌|新闻|足球|篮球|比赛|世界杯|奥运|明星|八卦|旅游|景点|减肥|星座|算命|运势|女朋友|男朋友|结婚|找对象|相亲|学习|数学题|作业|考试|高考|招聘|工作机会|面试|编程|python|代码|电脑|笔记本|打印机|洗衣机(?:坏|维修)|空调(?:维修|清洗|加氟|坏)|冰箱(?:坏|维修|推荐)|电视(?:坏|维修)|电动车(?:坏|维修|推荐)|买(?:手机|电脑|车|房|菜)|几点了|星期几|几月几号|今天几号|农历|放假|总统|首都|历史人物|谁是|你(?:多大|几岁|叫什么|喜欢|爱我|吃饭|有对象|是男|是女|会唱|会写|是谁)/g,
  /\b(?:water|gas|phone|mobile|cell(?:phone)?|internet|cable|tv|broadband|rent|heating|sewage|trash|garbage|credit card|hospital|medical|tax|netflix|hotel|restaurant|grocery|data) ?(?:bills?|payments?|meters?|charges?|plans?|leaks?|company|supply|pressure|pipes?|heater|account|top[- ]?up|subscription|rates?)\b/g,
  /\b(?:weather|rain(?:ing)?|snow(?:ing)?|forecast|temperature outside|jokes?|poem|song|sing|music|recipes?|cook(?:ing)?|pizza|burger|restaurants?|hotels?|flights?|train tickets?|airport|taxi|uber|stocks?|shares|bitcoin|crypto|exchange rate|lottery|football|soccer|basketball|world cup|news(?! (?:on|about|of|from|for|yet|regarding))|movies?|film|netflix|games?|homework|math|essay|translate|translation|python|javascript|code for|laptop|printer|wi-?fi|internet|broadband|sim card|data plan|president|capital of|horoscope|girlfriend|boyfriend|dating|doctor|visa|passport|insurance|mortgage|loan|parcel|package|delivery|amazon|shopping|water|natural gas|gas|sewage|what time is it|what day is|how old are you|your name|who are you|meaning of life)\b/g,
];
/** What is ours, once the other trades are taken out. */
export const OURS =
  /电(?!话|信|影|视|脑|动|梯|子(?!发票|账单|票)|商|台|竞|池|瓶)|户号|户名|户主|发票|转?人工|客服|真人|验证码|绑定|跳闸|销户|工单|烧坏|electric|\bpower\b|\benergy\b|\bkwh\b|\bmeter\b|\binvoice\b|\bagent\b|\bhuman\b|\boutage|\bblackout|\baccount holder\b|\bcompensat/;
