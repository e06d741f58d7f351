/** Ideas that residents put in many words, one pattern each for Chinese and English: what the classifier learns from besides the letters. */

/** Read in heard text (simplified, 交 for 缴, 户号 for 電號). A feature, no rule: none of these decides alone. */
export const CONCEPTS: readonly (readonly [name: string, words: RegExp])[] = [
  // what is done with the words: asked, wished, told
  [
    'wants',
    /我?(?:想要?|要|需要|打算|准备|得)(?!是|不是|么)|^来|\bi(?:'d| would) like|\bi (?:want|need|wish)|\bwanna\b|\bgotta\b|looking to|trying to|\blet me\b/,
  ],
  [
    'please',
    /帮|替|麻烦|请(?!问)|劳驾|拜托|给我|帮忙|\bplease\b|\bpls\b|\bplz\b|\bkindly\b|help me|can you|could you|would you|will you/,
  ],
  [
    'may',
    /(?:可以|能|能不能|可不可以|能否|行不行|可否|是否|允许).{0,24}(?:吗|么|[?]|$)|能不能|可不可以|\b(?:can|may|could) (?:i|we|you|my|a|an|the|one|it|they|tenants?)\b|is it possible|am i (?:allowed|able)|\ballowed to\b/,
  ],
  [
    'how',
    /怎么(?!这么|那么|还|又|没|会|回事|那|办啊)|怎样|如何|步骤|流程|方法|方式|\bhow (?:do|to|can|could|would|should|does|did|is|are)\b|ways? to|steps?\b/,
  ],
  [
    'need-what',
    /(?:什么|哪些|啥)(?:材料|资料|证件|证明|手续|条件|东西|文件)|(?:带|准备|提供|交|备)(?:什么|哪些|啥)|材料|证件|资料|(?:what|which) (?:\w+ )?(?:documents?|papers?|paperwork|forms?|proof|id)\b|what (?:do|will|would) (?:i|we) need|need to bring|required?\b|requirements?/,
  ],
  [
    'how-long',
    /多久|几天|多长时间|几个?(?:工作日|小时|月|钟头)|多少(?:天|时间|小时)|\bhow (?:long|soon|fast|quick(?:ly)?|many (?:days|hours|weeks|working))/,
  ],
  ['when', /什么时候|几点|几号|何时|哪天|几时|啥时候|几月|\bwhen\b|what (?:time|date|day)|until when|by when/],
  [
    'how-much',
    /多少钱|费用|收费|要钱|免费|价格|手续费|几块|几元|贵不贵|\bhow much\b|\bcosts?\b|\bfees?\b|\bprice|\bfree\b|\bcharges?\b/,
  ],
  ['how-many', /多少(?!钱|天)|几度|几笔|几个|\bhow many\b/],
  ['where', /哪里|哪儿|在哪|去哪|什么地方|地址在|\bwhere\b|which (?:office|page|menu|shop)/],
  [
    'why',
    /为什么|怎么(?:这么|那么|会|突然|又|回事|还)|凭什么|什么原因|原因|怎么回事|\bwhy\b|how come|what(?:'s| is) (?:going on|wrong|happening)|\breason\b|explain/,
  ],
  [
    'what-is',
    /什么是|是什么|什么意思|什么叫|啥叫|是指|定义|\bwhat(?:'s| is| are| does)\b|\bmean(?:s|ing)?\b|define|definition/,
  ],
  [
    'difference',
    /区别|差别|差异|不一样|不同|哪个好|划算|值不值|\bdifference|\bversus\b|\bvs\b|\bor\b.{1,30}[?]|better|worth/,
  ],
  [
    'whether',
    /[吗么]|是不是|有没有|要不要|会不会|对不对|行不|好不好|没有?[?]|\b(?:is|are|was|do|does|did|has|have|will|am) (?:there|i|we|you|it|the|my|this|they)\b/,
  ],
  ['asks-mark', /\?/],
  [
    'politely-asks',
    /请问|问一?下|咨询|想问|请教|了解|想知道|\bi was wondering|\bwonder|\bquestion\b|curious|just asking|want to know|tell me/,
  ],
  ['if', /如果|要是|万一|假如|的话|一旦|超过|\bif\b|in case|what happens|suppose/],
  [
    'rule-words',
    /规定|标准|政策|流程|手续|条件|规则|制度|法律|要求|须知|\bpolic(?:y|ies)\b|\brules?\b|\bprocedure|\bprocess\b|regulations?|\blaw\b|legal|allowed|\bstandard\b/,
  ],
  [
    'generally',
    /一般|通常|平均|大家|居民|用户|现在都|普遍|\busually\b|\bgenerally\b|normally|typical|average|people|customers|households?|residential/,
  ],
  [
    'past',
    /已经|刚才?|昨天|前天|上周|上个?月|之前|早就|以前|了$|\balready\b|\bjust\b|yesterday|last (?:week|month|night|year)|\bago\b|\bwas\b|\bdid\b|\bpaid\b|\bhave been\b/,
  ],
  ['negates', /不|没|别|未|无|\bnot?\b|n't\b|\bnever\b|without/],
  ['not-but', /不是.{1,16}(?:是|我|要|想)|不(?:要|想|用).{1,14}(?:只|就|要|想|我)|\bnot\b.{1,40}\b(?:but|just|i)\b/],
  ['mine', /我家|我的|我们家|本人|我这|我们这|我妈|我爸|我店|我公司|\bmy\b|\bour\b|\bmine\b/],
  ['i', /我|\bi\b|\bi'|\bme\b/],
  ['you', /你们?|\byou\b|\byour\b/],
  [
    'angry',
    /!{2,}|[?]{2,}|什么玩意|太过分|气死|离谱|垃圾|有病|搞什么|忍|骗|坑|黑心|受不了|ridiculous|outrageous|unacceptable|disgusting|terrible|awful|joke of|fed up|furious|sick of|wtf|rip ?off|scam/,
  ],
  // bills
  ['bill', /电费|账单|\bbills?\b|\bstatement|\belectricity cost/],
  [
    'usage',
    /用电量?|度数|几度|多少度|用了.{0,6}度|电量|\bkwh\b|\busage\b|consum|\bunits\b|how much (?:power|electricity|energy)/,
  ],
  [
    'owes',
    /欠|余额|应交|该交|待交|没交|未交|扣了?多少|到期|期限|截止|\bbalance\b|\bowe\b|\bdue\b|\barrears\b|overdue|outstanding|unpaid|behind on/,
  ],
  [
    'looks',
    /查|看|瞧|显示|告诉我|发(?:给)?我|调出|\bcheck\b|\bshow\b|\bsee\b|\bview\b|\blook\b|\bpull up\b|\bfind out\b|\blist\b/,
  ],
  [
    'high',
    /高|贵|多(?!少|久|长|大|谢|远|次)|涨|翻[倍番了]|暴|飙|离谱|吓|夸张|惊人|异常|不正常|不对劲|[两二三四五六几好]倍|\bhigh(?:er)?\b|expensive|so much|too much|\bmore than\b|\bdoubl|\btripl|increas|went up|gone up|jump|spike|skyrocket|overcharg|crazy|insane|shock(?:ed|ing)\b|\bexcessive/,
  ],
  [
    'compares',
    /比.{0,8}(?:上|去|前|以前|之前|平时|往|多|高|贵)|相比|以前|平时|往常|往年|才.{0,4}[\d一二两三四五六七八九十百]|上个?月.{0,10}这个?月|\bthan\b|compar|\busually\b|\bused to\b|\bnormally\b/,
  ],
  [
    'little-used',
    /没怎么(?:用|开|住)|没人住|不在家|空着|空置|没开|就(?:一|两|我).{0,2}人|出差|回老家|nobody (?:lives|was)|\bempty\b|\baway\b|on vacation|hardly use|barely use|same as (?:usual|always|before)|live alone/,
  ],
  [
    'worked-out',
    /怎么(?:算|来|得|计)|算出来|明细|构成|组成|分析|解释|说明|解读|calculat|worked? out|break ?down|break it down|explain|understand my|made up of/,
  ],
  ['tier', /阶梯|级距|第?[一二三1-3]档|累进|\btiers?\b|\btiered|\bblock\b|\bband\b|ladder/],
  [
    'which-tier',
    /(?:第几|哪一?|几)(?:个)?(?:档|级|阶)|还(?:剩|有).{0,6}度|剩.{0,3}度|which tier|what tier|kwh (?:left|remaining)/,
  ],
  [
    'time-of-use',
    /峰谷|分时|时间电价|尖峰|离峰|谷电|晚上.{0,4}便宜|time[- ]of[- ]use|\boff[- ]?peak|\bpeak\b|night rate|\btou\b/,
  ],
  ['price', /电价|单价|一度.{0,4}(?:钱|多少|几)|每度|价格|收费标准|\btariffs?\b|\brates?\b|per kwh|\bprice|unit price/],
  [
    'calendar',
    /上个?月|这个?月|本月|\d月|[一二三四五六七八九十]月|去年|今年|前年|上期|这期|本期|季度|last month|this month|january|february|\bmarch\b|april|\bmay\b|june|july|august|september|october|november|december|last year/,
  ],
  ['season', /夏|冬|冷气|空调|暖气|取暖|夏月|summer|winter|\bac\b|air[- ]?con|heater/],
  // paying
  [
    'pays',
    /交(?!通|易|错|警|换|流|定|代|给你们)|付(?!出)|充(?!电)|打款|转钱|结清|清账|还(?:清|欠|钱)|\bpay\b|\bpaying\b|\bpayment\b|top[- ]?up|\bsettle\b|\brecharge\b/,
  ],
  ['paid', /(?:交|付|充|扣|转)(?:过|完|了|清|好)|刚交|已交|扣款|\bpaid\b|deducted|transferred/],
  [
    'by-what',
    /微信|支付宝|银行|超商|便利店|信用卡|银联|转账|自动扣|代扣|代收|约定|app|网上|扫码|现金|全家|7-?11|line ?pay|街口|\bwechat|alipay|\bcards?\b|\bautopay|direct debit|bank|\bonline\b|\bcash\b|apple pay|paypal|installments?/,
  ],
  [
    'records',
    /记录|明细|历史|流水|几笔|哪几笔|凭证|\bhistory\b|\brecords?\b|past payments|previous payments|transactions?|what (?:did|have) i (?:pay|paid)/,
  ],
  [
    'arrived',
    /到账|入账|到没到|收到(?:钱|款|了)|成功(?:了)?(?:没|吗)|销账|交上|交进|没反应|did my payment|go(?:ne)? through|\breceived?\b|\bprocessed\b|\bposted\b|\bcleared\b|show(?:ing|s)? up/,
  ],
  [
    'refund',
    /退费|退款|退钱|退回|多交|重复交|交错|交重|误交|\brefund|overpa(?:id|y)|paid twice|\btwice\b|wrong account/,
  ],
  ['late-fee', /违约金|滞纳金|迟延|罚款|利息|逾期|\blate (?:fee|charge|payment)|\bpenalt|\binterest\b/],
  ['cut-off', /(?:被|会|要|给).{0,3}(?:停电|断电|剪电)|欠费.{0,6}(?:停|断)|cut (?:off|me)|disconnect|shut ?off/],
  ['instalments', /分期|缓交|晚(?:点|几天)交|宽限|延期|installment|instalment|payment plan|extension|grace/],
  [
    'relief',
    /低保|补贴|优惠|减免|孤寡|困难户|残疾|折扣|打折|政策|subsid|discount|low[- ]income|assistance|senior|rebate/,
  ],
  // invoices
  ['invoice', /发票|收据|专票|普票|增值税|载具|开票|报销|invoice|receipt|\bvat\b|reimburs/],
  ['title', /抬头|税号|统编|统一编号|识别号|\btax (?:id|number|no)|company name on|\btitle\b/],
  [
    'issues',
    /开(?:一?张|个|具|下|出)?.{0,4}(?:发票|票|收据|凭证)|重开|补开|换开|\bissue|\bsend me (?:an?|the|my) (?:invoice|receipt)|re-?issue/,
  ],
  // outages
  [
    'dark',
    /停电|没有?电|断电|无电|缺电|停了|黑灯|漆黑|全黑|一片黑|没来电|电没了|灯.{0,3}(?:不亮|灭|黑)|火烧厝|冇电|no (?:power|electricity|light)|power(?:'s| is| has| went)? (?:been )?(?:out|off|gone|down|cut)|\bblackout|\bdark\b|lights? (?:went |are |is )?(?:out|off)|\boutage|power cut|lost power|electricity (?:is |has |went )?(?:gone|off|out)/,
  ],
  [
    'flickers',
    /一闪|闪烁|闪个|忽明忽暗|忽亮|电压|跳闸|跳电|跳掉|空开|断路器|保险丝|漏保|推不上|合不上|一半(?:有|没)电|flicker|\bdim\b|voltage|\btrip(?:s|ped|ping)?\b|breaker|\bfuse|surge|half the house/,
  ],
  [
    'danger',
    /电线|电缆|电杆|线杆|火花|冒烟|着火|变压器|漏电|触电|焦|烧起来|\bwires?\b|\bcable\b|\bpole\b|spark|smoke|transformer|burning|\bshock\b/,
  ],
  ['back-on', /来电|复电|送电|恢复|通电|修好|有电|几点来|back on|restor|\bfixed\b|come back|be back|reconnect/],
  [
    'planned',
    /计划|检修|预告|公告|停电通知|检修|施工停|工程停|轮流|限电|planned|scheduled|maintenance|announced|rolling|load shedding/,
  ],
  [
    'future',
    /明天|后天|今晚|下周|下个月|这两天|最近|周[一二三四五六日末]|以后|将要|待会|tomorrow|tonight|next week|\bupcoming\b|\bsoon\b|this (?:weekend|afternoon|evening)|on (?:mon|tues|wednes|thurs|fri|satur|sun)day/,
  ],
  [
    'neighbours',
    /邻居|隔壁|整栋|整个|小区|全楼|楼上|楼下|对面|附近|一片|只有我|就我家|整条|村里|社区|neighbou?r|whole (?:street|building|block)|building|\bstreet\b|\barea\b|everyone/,
  ],
  ['now', /现在|刚刚|突然|正在|今天|这会儿|\bnow\b|suddenly|just (?:went|now)|right now|currently|at the moment/],
  [
    'repair',
    /报修|抢修|维修|修(?!改)|派人|来人|师傅|上门|repair|\bfix\b|technician|engineer|send (?:someone|somebody|a|an)|electrician/,
  ],
  ['spoils', /冰箱|冰柜|孩子|老人|作业|热|冷得|蜡烛|上课|开会|电梯|freezer|fridge|candle|elevator|food/],
  // accounts
  ['account', /户号|账户|账号|户头|\baccounts?\b|\bacct\b|customer number/],
  ['binds', /绑定?(?!错)|关联|添加|加(?:进|上|到|入|一?个)|录入|登记|\blink\b|\bbind\b|\badd\b|register|connect my/],
  [
    'unbinds',
    /解绑|解除|取消(?:绑定|关联)|删[除掉]|移除|去掉|拿掉|不再(?:绑|管)|unbind|unlink|remove|delete|disconnect my account|take .{0,20}off/,
  ],
  [
    'switches',
    /切换|切到|换到|换成|另外?一?个|别的|其他|另一户|哪几个户|几个户号|默认|我妈那|爸妈家|老家那|switch|\bother (?:account|house|home|flat|one)|another (?:account|home|flat)|which accounts|list .{0,10}accounts|all my accounts|default/,
  ],
  [
    'where-number',
    /户号.{0,6}(?:哪|怎么(?:看|查|找)|忘|不知道|多少位|几位)|(?:忘|找不到|不知道).{0,4}户号|find my account number|account number .{0,10}(?:where|find)/,
  ],
  // whose account
  ['name', /户名|名字|姓名|名称|改名|更名|\bname\b/],
  [
    'misspelt',
    /(?:写|打|登|录|印|搞|弄)错|错(?:了)?(?:一?个)?字|错别字|不对|有误|同音|少了?一?个字|misspel|typo|spelled|spelt|wrong|incorrect|mistake/,
  ],
  [
    'renamed',
    /改(?:了)?名|更名|换(?:了)?名|身份证.{0,6}(?:新|改)|公司.{0,6}(?:改|换|更)|married|maiden|legal(?:ly)? (?:name|changed)|changed (?:my|our|its) name|rebrand|new name/,
  ],
  [
    'transfers',
    /过户|过护|户主|名下|转给|转到.{0,6}(?:名|我)|转移|承接|接手|易主|\btransfer|in(?:to|) my name|take over|tak(?:ing|en) over|account holder|name on the account/,
  ],
  [
    'changed-hands',
    /二手房|买(?:了|下)|卖(?:了|掉|给)|新房(?:主|东)|前(?:业主|房东|屋主|户主|任)|原(?:来|先)?(?:业主|房东|屋主|户主)|继承|过世|去世|走了|离婚|赠与|法拍|顶下|盘下|转让|接手|bought|\bsold\b|\bselling\b|purchas|inherit|passed away|died|deceased|divorce|previous owner|new owner|former|seller|buyer/,
  ],
  [
    'tenant',
    /租客|租户|房客|租(?:了|的|房|屋|约|下)|房东|出租|退租|搬(?:家|走|进|来)|tenant|landlord|\brent(?:ed|al|ing)?\b|\blease|moved? (?:in|out)|moving/,
  ],
  // new supply
  [
    'new-supply',
    /新装|新设|报装|申装|开户|接电|装(?:一?个|个|块)?电表|立户|通电|拉电|新盖|盖房|自建房|new (?:connection|supply|service|meter)|install .{0,12}meter|\bconnect\b|hook ?up|get electricity/,
  ],
  [
    'capacity',
    /增容|扩容|增设|容量|负荷|三相|380|千瓦|不够用|加大|带不动|契约|\bcapacity|\bkw\b|three[- ]phase|3[- ]phase|\bamps?\b|upgrade|more power|bigger/,
  ],
  [
    'charger',
    /充电[桩柱站]|电动汽?车|新能源|特斯拉|比亚迪|车位|\bchargers?\b|\bev\b|wallbox|tesla|electric (?:car|vehicle)|parking/,
  ],
  [
    'temporary',
    /临时|工地|施工|装修|摆摊|展览|活动用电|temporary|construction|building site|\bsite\b|festival|\bevent\b/,
  ],
  ['solar', /光伏|太阳能|并网|余电|卖电|屋顶发电|solar|\bpv\b|feed[- ]in|panels?|net metering/],
  // requests
  ['meter', /电表|表箱|智能表|\bmeters?\b/],
  [
    'meter-test',
    /校[验表]|检定|验表|检测|不准|走得快|跑得快|转得快|太快|偏快|有问题|空转|没用电.{0,6}(?:走|转)|test|inaccurate|accurate|too fast|runs? fast|faulty|running fast|spinning|checked/,
  ],
  ['reading', /抄表|抄错|读数|估抄|度数.{0,4}(?:不对|不符|错)|表底|底数|\breadings?\b|estimated|misread|read wrong/],
  [
    'damage',
    /烧坏|烧了|坏了|损坏|毁|赔|击穿|理赔|补偿|damage|fried|burn(?:t|ed) out|compensat|\bclaim\b|\bbroke\b|destroyed|blew/,
  ],
  [
    'appliance',
    /家电|电器|冰箱|电视|空调|洗衣机|电脑|主板|热水器|路由器|fridge|freezer|\btv\b|television|computer|appliance|washing machine|router|microwave/,
  ],
  [
    'phone',
    /手机|电话|号码|联系方式|联络|预留|\bphone\b|\bmobile\b|\bcell\b|contact (?:number|details|info)|\bnumber\b/,
  ],
  ['changes', /换|改|更新|更正|变更|修改|\bchange|\bupdate|\bcorrect\b|\bnew (?:number|phone|mobile)/],
  [
    'closes',
    /销户|注销|销掉|废止|终止|停用|不用了|拆表|拆除|退户|结清|撤表|clos(?:e|ing)|terminat|cancel my (?:account|service|electricity|contract)|stop (?:my |the )?(?:service|supply)|final (?:bill|reading)|move out|moving out|discontinu/,
  ],
  [
    'reconnects',
    /复电|送电|恢复供电|合闸|重新通电|还没(?:来|有)?电|(?:交|付)(?:完|了|清).{0,10}(?:电|停|没)|re-?connect|turn (?:it|the power|my power|my electricity|power) back on|power back/,
  ],
  // cases
  [
    'status',
    /进度|到哪|结果|办(?:好|到|完|得|理到)|批(?:下来|了)|审核|受理|怎么样了|什么情况|有消息|通过了?(?:没|吗)|处理(?:到|得|完|好)|还要多久|\bstatus\b|\bprogress\b|any (?:news|update)|update on|how far|where (?:is|are) (?:my|we|the)|happening with|heard (?:back|anything)|\bapproved\b|look(?:ed)? at/,
  ],
  [
    'case',
    /申请|工单|单子|报修|投诉|案件|受理|业务|单号|编号|application|\bcase\b|ticket|\brequest\b|\breport(?:ed)?\b|complaint|reference/,
  ],
  [
    'waited',
    /等了|等到|等半天|(?:小时|天|周|星期|礼拜|个月)了|没人(?:来|管|理|联系|处理)|没(?:个)?(?:消息|动静|下文|回复|回音|影)|不见人|still (?:no|not|wait|nobody|nothing|hasn)|waiting|nobody|no one|\bno reply|no response|haven'?t heard|\bhours\b.{0,20}\b(?:ago|later|and|no|already)|days (?:ago|now|already)/,
  ],
  [
    'hurries',
    /催|赶紧|赶快|快点|快一?点|尽快|抓紧|加急|速度|快来|能不能快|hurry|urgent|asap|speed (?:it |this )?up|expedite|faster|chase|chasing|follow(?:ing)? up|right away|immediately|escalate/,
  ],
  [
    'complains',
    /投诉|举报|申诉|客诉|检举|告你们|12398|曝光|差评|不满|complain|\breport (?:a|an|the|your|my)\b|misconduct|grievance|ombudsman|formal/,
  ],
  [
    'bad-manners',
    /态度|骂|吼|凶|推诿|踢皮球|敷衍|不耐烦|甩脸|恶劣|挂(?:我|了|断)电话|rude|attitude|impolite|yell|shout|ignored|hung up|unprofessional|disrespect|arrogant/,
  ],
  [
    'crime',
    /偷电|窃电|私拉|偷接|红包|好处费|乱收费|吃拿卡要|塞钱|收钱|冒充|steal|theft|brib|tamper|bypass|illegal|corrupt|cash from|asked (?:me )?for money/,
  ],
  [
    'suggests',
    /建议|意见|希望(?:你们|能|贵)|能不能增加|要是能|改进|改善|suggest|recommend you|should (?:add|have|make|offer)|idea for|feedback|improve|it would be (?:nice|good|great)/,
  ],
  [
    'praises',
    /表扬|锦旗|感谢信|点赞|夸|好人好事|态度(?:特别|很|真|非常)好|热心|负责任?|辛苦|praise|compliment|commend|great (?:job|work|service)|excellent|friendly|\bkind\b|thank .{0,20}(?:crew|team|technician|staff)|helpful|shout ?out/,
  ],
  [
    'staff',
    /师傅|客服|员工|工作人员|抄表员|电工|营业员|小哥|柜台|班长|先生|小姐|staff|technician|clerk|worker|crew|employee|\bguy\b|\bteam\b|\brep\b|engineer|lineman/,
  ],
  [
    'rates',
    /评价|打分|评分|[一二三四五\d]颗?星|满意度|好评|差评|给.{0,6}分|\brate\b|\brating|\bstars?\b|\breview\b|\bscore\b|out of (?:5|five|10)|satisf/,
  ],
  [
    'notices',
    /提醒|通知|短信|推送|推播|简讯|消息|预警|reminders?|notif|\balerts?\b|\bsms\b|text messages?|\btexts\b|push|messages/,
  ],
  [
    'on-off',
    /打开|开启|开通|关闭|关掉|取消|退订|订阅|别(?:再|给)?.{0,4}发|不要(?:再)?.{0,3}发|设置|turn (?:on|off)|switch (?:on|off)|stop (?:sending|texting|the)|unsubscribe|subscribe|enable|disable|opt (?:in|out)|mute|\bget\b|sign (?:me )?up|settings/,
  ],
  [
    'tell-me',
    /(?:提前|到时候?|记得|以后|每次|每月).{0,8}(?:通知|提醒|告诉|说|发)|提醒我|通知我|告诉我一声|notify me|remind me|let me know|alert me|tell me (?:when|before)|warn me/,
  ],
  [
    'human',
    /人工|真人|活人|转接|专员|坐席|接线|客服人员|找(?:个)?人|跟人|和人|值班|经理|主管|领导|\bhuman|\bagent\b|real person|\bperson\b|representative|operator|somebody real|speak to|talk to|manager|supervisor|live (?:chat|agent|person)|customer service|call me/,
  ],
  [
    'useless',
    /没用|听不懂|答非所问|不懂|废话|机器人|智障|傻|笨|解决不了|\bbot\b|robot|useless|not help|don'?t understand|stupid|machine|dumb|chatbot|automated/,
  ],
  [
    'what-can',
    /(?:能|会|可以)(?:做|帮|干|办|查).{0,3}(?:什么|哪些|啥)|功能|菜单|帮助|怎么用|使用说明|what can (?:you|i)|\bmenu\b|\boptions\b|\bhelp\b|how does this work|what do you do/,
  ],
  [
    'greets',
    /你好|您好|在吗|在不在|哈喽|早上好|晚上好|早安|午安|嗨|有人吗|\bhello\b|\bhi\b|\bhey\b|good (?:morning|afternoon|evening)|anyone there/,
  ],
  ['thanks', /谢谢|感谢|多谢|谢了|感恩|thank|\bthx\b|cheers|appreciate/],
  ['bye', /再见|拜拜|晚安|掰|\bbye\b|goodbye|see you|good night/],
  [
    'who-are-you',
    /你是谁|你是(?:不是)?(?:真人|机器人|人|ai|什么)|你叫什么|多大|几岁|who are you|are you (?:a |an )?(?:real|robot|bot|human|ai|person|machine)|your name|how are you/,
  ],
  ['insults', /傻|笨蛋|白痴|滚|废物|脑残|妈的|操|智障|蠢|去死|\bstupid\b|\bidiot|\bdumb\b|\bsuck|fuck|shit|moron/],
  [
    'yes',
    /^(?:是的?|对的?|好的?|行|可以|嗯+|没错|确认|同意|要|没问题|ok|okay|yes|yep|yeah|sure|right|correct|confirm|fine|exactly|好啊|对啊|当然|确定|go ahead|sounds good)[,。!~ ]*/,
  ],
  ['no', /^(?:不是?|不对|不要|不用|不行|没有|否|别|no|nope|nah|not)[,。!~ ]*|不需要|不必|不用了|算了|no thanks?/],
  [
    'cancels',
    /取消|退出|算了|不办了|不弄了|停止|结束|放弃|当我没说|不搞了|cancel|never ?mind|forget it|\bquit\b|\bexit\b|\bstop\b|changed my mind|abort/,
  ],
  [
    'goes-back',
    /返回|上一步|上一个|退回|回到|后退|重新(?:选|填|来)|重来|刚才那|go back|\bback\b|previous|\bundo\b|start over|return to/,
  ],
  ['life-support', /呼吸机|制氧机|透析|维生|医疗设备|oxygen|ventilator|dialysis|medical|life support/],
  [
    'saves',
    /节电|省电|节能|节约|几度.{0,3}省|save (?:electricity|energy|power|money)|energy[- ]saving|efficien|reduce my/,
  ],
  ['fraud', /真的(?:假的|吗)|假的|骗子|诈骗|冒充|上门|推销|scam|fake|fraud|legit|phishing|genuine/],
  [
    'office',
    /营业厅|营业时间|几点(?:开|关|下班|上班)|服务(?:处|所|厅|中心)|周末上班|office|opening hours|business hours|branch|hotline|phone number/,
  ],
  [
    'real-name',
    /实名|隐私|个人信息|验证码|安全吗|密码|登录|注册|privacy|personal data|password|log ?in|sign in|verification|\bcode\b/,
  ],
  [
    'others-pay',
    /(?:帮|替|给)(?:我?)(?:爸|妈|爷|奶|老|父|母|家人|朋友|别人|亲戚|儿|女|哥|姐|弟|妹|公|婆|岳)|for my (?:mother|mom|mum|father|dad|parents|grand|son|daughter|wife|husband|brother|sister|aunt|uncle)/,
  ],
  // other trades
  [
    'water',
    /水(?:费|表|管|压|务|厂|公司|价|单|龙头|电工)|自来水|(?:停|漏|没有?|来|供)水|下水|马桶|\bwater\b|plumb|sewage|\btap\b|toilet|leak/,
  ],
  ['gas', /天然气|煤气|燃气|瓦斯|液化气|气(?:费|表|卡)|桶装|\bgas\b|propane/],
  ['heating', /暖气|供暖|取暖费|地暖|供热|热力|heating|boiler|radiator/],
  [
    'telecom',
    /话费|电话费|手机费|流量|宽带|网费|网速|网络|wi-?fi|移动|联通|电信|中华电|远传|台湾大|第四台|有线电视|月租|信号|broadband|internet|mobile (?:bill|plan)|phone bill|data plan|\bsim\b|netflix|cable tv|verizon|vodafone|signal/,
  ],
  [
    'property',
    /物业|停车费|管理费|房租|租金|垃圾(?!短信)|电梯|门禁|水电工|卫生费|property (?:fee|management)|parking (?:fee|fine|ticket)|\brent\b|\bhoa\b|garbage|trash|council tax/,
  ],
  [
    'shopping',
    /推荐|哪个牌子|多少钱一台|购买|哪里买|淘宝|京东|型号|品牌|选购|\bbuy\b|recommend|\bbrand\b|which (?:\w+ )?(?:is best|should i buy)|\bmodel\b|amazon|cheapest/,
  ],
  [
    'home-wiring',
    /(?:装|换|修|改)(?:一?个)?(?:灯|插座|开关|电线|吊灯|线路|风扇|电扇)|水电工|私人电工|找电工|布线|家电维修|(?:空调|冰箱|洗衣机|电视|热水器).{0,4}(?:维修|不制冷|漏水|清洗|怎么修|不启动)|rewire|socket|install (?:a |my )?(?:light|fan|lamp|ceiling)|\blamp\b|repair my (?:fridge|tv|washing)|handyman/,
  ],
  [
    'batteries',
    /电池|充电宝|电瓶|电动自行车|电动车(?!充电桩)|电单车|电驴|机车|手机.{0,3}(?:没电|充电)|笔记本|充不进|\bbatter|power bank|e-?bike|scooter|phone (?:charger|is dead|battery)|laptop|charge my phone/,
  ],
  [
    'jobs',
    /招聘|应聘|招人|上班|工资|待遇|面试|考(?:进|国网|证)|岗位|实习|加盟|\bjobs?\b|hiring|career|salary|vacanc|internship|\bapply for a (?:job|position)|recruit/,
  ],
  [
    'finance',
    /股票|股价|股份|基金|涨停|分红|贷款|信用卡|保险|理财|社保|公积金|税(?!号)|养老|\bstocks?\b|\bshares?\b|invest|loan|mortgage|insurance|credit card|pension|\btax(?:es)?\b(?! (?:id|number|no|invoice))|crypto|bitcoin/,
  ],
  ['weather', /天气|下雨|下雪|气温|台风|温度|雾霾|weather|\brain|\bsnow|forecast|typhoon|temperature/],
  [
    'leisure',
    /笑话|故事|唱|歌|诗|作文|电影|游戏|明星|球|旅游|景点|酒店|小说|星座|女朋友|男朋友|恋爱|减肥|聊天|\bjoke|\bpoem|\bsong|\bmovie|\bgame|football|basketball|travel|hotel|girlfriend|boyfriend|date\b|horoscope|story|music/,
  ],
  [
    'kitchen',
    /菜|饭|煮|炒|红烧|蛋糕|餐厅|外卖|奶茶|咖啡|好吃|recipe|\bcook|pizza|restaurant|dinner|cake|coffee|food delivery/,
  ],
  [
    'learning',
    /作业|数学|英语|单词|翻译|论文|编程|代码|方程|考试|历史|首都|总统|homework|\bmath|translate|essay|python|\bcode\b.{0,12}(?:write|for)|capital of|president|equation|\bphysics/,
  ],
  [
    'transport',
    /火车|高铁|机票|航班|地铁|公交|打车|加油|违章|驾照|车险|快递|包裹|train|flight|\bbus\b|taxi|uber|airport|parcel|package|courier|petrol/,
  ],
  ['health', /医院|挂号|感冒|发烧|药|看病|头疼|失眠|doctor|hospital|headache|medicine|\bpills?\b|pharmacy|\bsick\b/],
  [
    'places',
    /派出所|户口|身份证(?:丢|过期|补)|护照|签证|学校|政府|法院|居委会|passport|\bvisa\b|police|court|school|birth certificate/,
  ],
];
