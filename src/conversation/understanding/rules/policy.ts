/** Question or act: questions about papers, time, price and rules of a service start nothing. */

/** What the questions are about. */
const TOPIC =
  /过户|户主|更名|改名|户名|名字|新装|新设|报装|增容|扩容|增设|充电[桩柱]|临时用电|装.{0,3}电表|开户|销户|注销|废止用电|校[验表]|验表|检定|鉴定|赔|复电|恢复供电|投诉|举报|检举|申诉|客诉|建议|换(?:手机|号码)|停电|报修|抢修|维修|\b(?:transfer|rename|name change|connection|charger|capacity|meter|complaint|complain|report|compensat\w*|close|closing|account|reconnect\w*|temporary|repair|outage|holder|change)\b/;

const ASKS =
  /(?:什么|哪些|哪几样|啥|多少|要不要|几样|几份|怎么准备)(?:.{0,6})(?:材料|资料|证件|证明|手续|条件|东西|文件|证)|(?:材料|资料|证件|证明|手续|条件|文件)(?:.{0,4})(?:什么|哪些|吗|要不要|清单|多不多|怎么准备|有啥)|(?:需要|要|得|该|应该)(?:带|准备|提供|备|交|出示|用)?(?:什么|哪些)(?!时候)|(?:要|需要|得|大概|一般|通常|多久|得要)(?:等)?(?:多久|多长时间|几天|几个?(?:工作日|月|星期|小时)|多少天|多少时间)|多久(?:能|可以|才|会|有|到|回|处理|办|答)|几天(?:能|可以|才|会|有|到|内|办|之内)|(?:几|多少)个?工作日|多少钱|要钱吗|收(?:不收)?费(?:吗|标准|多少|的吗)?|收不收|免费|费用|要不要钱|手续费|怎么收|谁出钱|谁付|什么是|是什么(?:意思)?$|有?(?:什么|啥)(?:区别|不同|不一样|差别|影响|要求|规定|后果|好处)|区别|(?:会|有)(?:不会|没有)?(?:.{0,6})影响|流程(?:是|$|怎么|有|吗)|步骤|(?:余额|阶梯|电费|合同|档|优惠|人口|电价|欠费)(?:.{0,4})(?:怎么(?:算|办|处理)|会不会|还在吗|归谁|清零|算谁)|(?:后|之后)(?:.{0,8})怎么(?:算|办)|(?:租客|租户|租房|外地人|未成年|小产权|没有?(?:房产证|产权证)|没房产证|别人|房东|亲戚).{0,8}(?:可以|能|可不可以|能不能|行不行).{0,12}(?:吗|么|[?]|办|$)|(?:需要|要|必须|一定|得)(?:.{0,10})(?:到场|本人|结清|先交|亲自|去营业厅|签字|同意)(?:.{0,8})(?:吗|么|不|[?])|(?:赔偿|补偿)(?:标准|条件|规定|范围|多少|流程)|(?:会|能|给|有)(?:不会|不能|不给|没有)?(?:.{0,4})(?:赔偿?|补偿)(?:吗|么|多少|[?]|$)|(?:在|去)?(?:哪里?|哪儿|什么地方)(?:可以|能)?(?:办理?|申请|交材料)(?!.{0,4}我要)|营业厅.{0,6}(?:在|地址|几点)|(?:投诉|举报|报修|抢修|客服).{0,3}(?:电话|热线|渠道|号码)(?:是|多少|有|$)|(?:可以|能|会)匿名吗|多快|^(?:请问)?(?:我)?(?:要|该|应该|得|想知道)?(?:怎么|如何|咋|怎样)(?:办理?|申请|弄|去)?(?:过户|更名|报装|新装|增容|销户)(?:啊|呢|呀|吗|的)?$|(?:为什么|怎么|干嘛).{0,4}(?:老是?|总是?|经常|天天|动不动)停电/;

const ASKS_EN =
  /\b(?:what|which) (?:\w+ )?(?:documents?|papers?|paperwork|forms?|requirements?|conditions?|materials?|proof|id)\b|\bwhat (?:do|will|would|should) (?:i|we|you) (?:need|bring|have to)|\bwhat(?:'?s| is) (?:needed|required|the (?:process|procedure|difference|fee|cost|price|deadline|policy|compensation)|an? )|^how (?:do|can|could|should|would) (?:i|we|you|one) (?:transfer|rename|change|apply|close|open|report)|how long (?:does|do|will|would|is|until|before|to)|how many (?:days|working days|weeks)|how soon|how fast|how much (?:does|do|is|are|will|would|for)|\bcosts?\??$|\bfees?\b|is it free|difference between|(?:can|may|could|is) (?:an? |the )?(?:tenants?|renters?|landlord|foreigners?|someone else|my tenant)|do i (?:need|have) to|do you (?:pay|compensate|charge)|what happens (?:to|if|when|after)|requirements? for|are there (?:any )?(?:fees|charges)|phone number (?:for|to)/;

/** Somebody's own matter is no question of policy: 我的过户还要多久 is asked of the case. */
const OWN_CASE =
  /(?:我的|我那个?|我们的|之前|上次|上周|昨天|前天|已经?).{0,6}(?:过户|申请|投诉|报修|更名|新装|增容|案件|工单|业务|充电桩)(?!.{0,3}(?:要|需要)(?:什么|哪些))|我的(?:案|工单)|停电.{0,6}多久(?:会|能|才|可以)?(?:好|来|恢复|修)|\bhow long (?:will|is|until) (?:the |this |my )?(?:outage|power|electricity|blackout)\b|\b(?:my|our) (?:\w+ )?(?:application|case|complaint|ticket|request|transfer|report|repair)\b/;

/** Whether a clause asks how one of our services works, instead of asking for it. `key` is heard text. */
export const asksPolicy = (key: string): boolean =>
  TOPIC.test(key) && (ASKS.test(key) || ASKS_EN.test(key)) && !OWN_CASE.test(key);
