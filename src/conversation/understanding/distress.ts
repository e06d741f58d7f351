/** Distress besides danger itself: somebody hurt, what to do, when they come; a life that somebody wants to end; the smell of gas. */

/** What threatens, by which what to do differs. */
export const HAZARDS = ['shock', 'line', 'fire', 'water', 'machine', 'any'] as const;
export type Hazard = (typeof HAZARDS)[number];

/** The one that kills first comes first. */
const OF: readonly (readonly [Hazard, RegExp])[] = [
  [
    'shock',
    /触电|感电|电击|被.{0,6}电(?:到|了|倒|伤|晕|死|麻|击|打)|电(?:到|倒|死|伤|晕)|(?<!没有?)(?:漏电|带电|有电)|麻手|电麻|会麻|electrocut|shock|zapped/,
  ],
  ['machine', /呼吸[机器]|制氧|氧气|吸氧|透析|洗肾|维生|生命维持|ventilator|oxygen|life[- ]support|dialysis|cpap/],
  [
    'line',
    /电线|电缆|高压线|线缆|线头|电线?杆|电杆|铁塔|变压器|wires?\b|(?:power|overhead) ?lines?|cables?\b|poles?\b|transformer|pylon/,
  ],
  ['fire', /火|烟|焦|糊|烧|爆炸|fire|smok|spark|burn|flame|arcing|melt/],
  ['water', /水|淹|flood|water/],
];
const hazardsIn = (key: string): readonly Hazard[] =>
  OF.filter(([, words]) => words.test(key)).map(([hazard]) => hazard);
export const hazardOf = (key: string): Hazard => hazardsIn(key)[0] ?? 'any';

/** A machine that somebody lives by stands still, and nothing else threatens. */
export const onlyMachine = (key: string): boolean =>
  hazardsIn(key).every((one) => one === 'machine') && hazardOf(key) === 'machine';

const HURT =
  /(?:没有?|停止?|断)了?(?:呼吸|心跳|脉搏|意识|知觉|反应|动静|气)|不(?:呼吸|喘气|动了?$|动弹|省人事|会动|说话|醒)|(?:他|她|人|孩子|儿子|女儿|老伴|老人|爸|妈|小孩|儿).{0,6}不动|叫不(?:醒|应)|昏(?:迷|倒|过去)|晕(?:了|倒|过去)|抽搐|受(?:了)?伤|流血|出血|烧伤|灼伤|烫伤|(?:碰|摸|抓|踩|握)(?:到|[着著]|了|上)+|黏住|粘住|吸住|倒(?:在|下|地)|(?:快|要|人)不行了|快死|死了(?!算)|救人|救救|被(?:电|打)(?:到|了)|喘不上/;
const HURT_EN =
  /\b(?:not|isn'?t|stopped|can'?t|cannot|no longer) (?:breath\w*|mov\w+|respond\w*|wak\w+|conscious)|\bno (?:pulse|heartbeat|breathing)\b|\bunconscious\b|\bcollapsed\b|\bpassed out\b|\bfainted\b|\bbleeding\b|\b(?:is|are|was|got|been|'s|badly|he|she|they) (?:hurt|injured|burn(?:t|ed)|dying|dead)\b|\binjur(?:y|ies)\b|\btouch(?:ed|ing)\b|\b(?:stuck|holding on) to\b|\bseizure\b|\bsave (?:him|her|them|my)\b|\b(?:he|she)(?:'s| is) (?:down|on the ground|dying)\b/;
/** Asked or denied, nobody is. */
const NOT_HURT =
  /(?:没有?|无)人?(?:受伤|碰到|摸到|倒下|昏|晕)|(?:不能|能不能|可以|可不可以|别|不要|不敢|不可以|没有?|会不会)(?:去)?(?:碰|摸|踩|抓)|\b(?:nobody|no one|not|isn'?t|aren'?t|wasn'?t) (?:is |was |got |been )?(?:hurt|injured|burn(?:t|ed)|touch(?:ed|ing))|\b(?:can|should|may|could|do) (?:i|we) touch/g;

/** Said after words of danger: somebody is hurt by it. */
export const hurtIn = (key: string): boolean => {
  const rest = key.replace(NOT_HURT, ' ');
  return HURT.test(rest) || HURT_EN.test(rest);
};

const WHAT_TO_DO =
  /怎么(?:办(?![理过手新])|做|弄|救|处理|搞|急救)|危险(?:吗|不)|安全(?:吗|不)|(?:该|要|先|能|应该?|可以)(?:做|干|怎么)(?:些)?(?:什么|么)?|(?:做|干)(?:点|些)?什么|(?:要不要|能不能|可不可以|该不该|是不是要?|用不用|需不需要|可以|能|要|敢|需要).{0,10}(?:关|拉|断|开|拔|碰|摸|拉人|救|泼|浇|进|出|走|离开|报警|碰他|合|躲|回去|回家)|(?:关|拉|断)(?:掉)?(?:总)?(?:闸|电|开关|电源)|总(?:闸|开关)|急救|人工呼吸|心肺复苏|怎么灭|灭火器/;
const WHAT_TO_DO_EN =
  /\bwhat (?:should|do|can|must|shall|now|to do|else)\b|\bwhat now\b|\bnow what\b|\b(?:should|shall|can|may|must|could|do|is it safe to) (?:i|we)?\b.{0,40}\b(?:turn|switch|touch|leave|move|pull|pour|go|stay|unplug|evacuate|cpr|help (?:him|her|them)|shut)\b|\b(?:main )?(?:switch|breaker)\b|\bcpr\b|\bfirst aid\b|\bhelp me\b|\b(?:is|are) (?:it|this|that|they|we) (?:safe|dangerous)\b/;
const WHOM_TO_CALL =
  /救护车|消防|火警|急救电话|报警电话|(?:打|拨|叫|报)(?:给)?(?:多少|哪个|哪里|谁|几号|什么|不打|\d{3}\b)|(?:该|先)(?:打|叫|报)|要(?:打(?!印)|叫)|(?<!\d)(?:110|119|120)(?!\d)|\bambulance\b|\bfire (?:brigade|department|service)\b|\bemergency (?:number|services?|line)\b|\b(?:who|what number|which number|whom) (?:do|should|can|to|shall) (?:i |we )?(?:call|ring|dial)\b|\b(?:what|which)(?:'s| is)? (?:the )?number\b/;
/** Something else is asked about. */
const ELSE =
  /电费|账单|[交付]费|发票|过户|更名|改名|绑定|解绑|户号|新装|充电桩|投诉|赔|退款|余额|电价|阶梯|评价|申请|\b(?:bills?|pay|paying|payment|invoices?|transfer|accounts?|refund|compensat\w+|claim|tariff|prices?|complain\w*|apply|application)\b/;
/** A bill, an account, an application: no danger, and no place of one. */
export const speaksOfElse = (key: string): boolean => ELSE.test(key);

/** Said after words of danger: what is to be done, whom to ring up. */
export const asksWhatToDo = (key: string): boolean =>
  key.length <= 60 && !ELSE.test(key) && (WHAT_TO_DO.test(key) || WHAT_TO_DO_EN.test(key) || WHOM_TO_CALL.test(key));

const OVER =
  /没事|没(?:有)?人(?:受伤|在|碰到|触电)|没(?:有)?危险|不危险|安全了|灭(?:了|掉)|(?:火|烟|没冒).{0,3}(?:停|没了|熄)|醒(?:了|过来)|(?:弄|搞|看|说|报)错了|误报|虚惊|不(?:冒|闪|响)了|\bfalse alarm\b|\b(?:he|she|they|it|we|everyone|all)(?:'s| is| are|'re) (?:ok|okay|fine|safe|out|over|alright|all right|good|awake)\b|\bno danger\b|\b(?:nobody|no one)(?:'s| is| was| got)? (?:hurt|injured|there)\b|\bmy mistake\b|\bput out\b|\b(?:it|fire|smoke|sparks?) stopped\b/;
/** Said after words of danger: it is over, or never was. Those who go there read it; whether they still go is theirs to say. */
export const saysItIsOver = (key: string): boolean => key.length <= 40 && OVER.test(key);

const WHEN =
  /(?:什么时候|几点|多久|多长时间|几时|多快).{0,8}(?:来|到|过来|派|打|回电|联系|有人|修)|(?:来|到|等|要)(?:多久|多长时间)|(?:有没有|到底|怎么还).{0,6}(?:人来|来人|派人|没来|不来|没人)|(?:快|赶紧|赶快|马上)(?:点|一点)?(?:派|叫|来)人?|(?:还|怎么|都)没(?:有)?(?:人)?来|(?:你们|人)(?:来|到)了?(?:吗|没)|到哪|\b(?:when|how (?:long|soon|fast|quickly)|eta)\b|\bhurry\b|\bcome (?:quick|fast|now)|\b(?:is|are) (?:someone|anyone|somebody|they|you|help) (?:on|coming)/;
/** Said after words of danger: when somebody comes. */
export const asksWhenHelpComes = (key: string): boolean => key.length <= 40 && !ELSE.test(key) && WHEN.test(key);

/** A manner of speaking: 热得想死, this bill is killing me. */
const ONLY_COMPLAINS =
  /(?:热|冷|累|困|气|贵|笑|饿|烦|吓|臭|吵|渴|晒|冻|穷|急|愁|憋|闷|痛|疼|高)(?:得|的|到)?(?:我|人|都|真|让人|快|要|简直|直|就|恨不得|让我){0,4}(?:想死|不想活|活不下去|要死)|不(?:让|给|叫|许)(?:人|我|我们|老百姓|百姓|大家)?(?:活|过)|(?:让|叫)不让人?活|\b(?:bills?|prices?|heat|cold|wait\w*|this|it|you|you guys|laugh\w*|company|app|service|fees?|cost)\b[^.!?]{0,24}\b(?:kill(?:s|ing)? me|make me want to die)|\bi could (?:just )?kill\b|\bdying (?:to|of|from|for)\b|\bkill (?:the )?(?:time|switch|power)\b/g;
const CRISIS =
  /(?:不|没法|没办法)(?:想|愿意?)(?:再|继续)?(?:活|活着|活在|活下去)|不想(?:再)?(?:活|待)(?:了|下去|在这个?世|在世|着)|活不下去|(?:想|打算|准备)(?:要|去)?死(?!你|我|机|者)|(?:想|要|打算|准备|去)(?:自杀|自尽|轻生|寻死|跳楼|上吊|割腕)|自杀|轻生|(?:活[着著]|人生|生活|活)(?:真的?|太|好|也|已经|都|实在|还)?(?:没有?|没什么|没啥|没了)(?:什么|啥|任何)?(?:意思|意义|劲|希望|盼头|指望)|(?:结束|了结|了断)(?:我|自己|这|我自己|我的)?(?:的)?(?:生命|一生|一切|这辈子)|死了(?:算了|一了百了|更好|还好|就好|就解脱)|不如(?:去)?死|一死了之|活够了|活腻了|伤害自己|想不开/;
const CRISIS_EN =
  /\bkill(?:ing)? my ?self\b|\b(?:end|ending|take|taking) (?:my (?:own )?life|it all)\b|\bsuicid\w*|\b(?:want|wish|going|ready|rather|like) (?:to )?(?:die|be dead|was dead|were dead)\b|\b(?:don'?t|do not|didn'?t|no longer) (?:want|wish) to (?:live|be alive|be here any ?more|go on living|wake up)\b|\b(?:no|not) (?:reason|point) (?:to|in) (?:live|living|being alive|going on)\b|\blife (?:is not|isn'?t|is no longer|'s not) worth\b|\bbetter off dead\b|\b(?:hurt|harm)(?:ing)? my ?self\b|\bi wish i (?:was|were) dead\b/;
/** Whether somebody speaks of ending their life. */
export const crisisIn = (key: string): boolean => {
  const rest = key.replace(ONLY_COMPLAINS, ' ');
  return CRISIS.test(rest) || CRISIS_EN.test(rest);
};

const GAS_ZH = '(?:煤气|瓦斯|天然气|燃气|液化气|煤制气)';
const GAS = new RegExp(
  `${GAS_ZH}(?:罐|瓶|管|灶|表|阀|炉)?(?:的|在|好像|是不是|有点|有|一直|可能|都|味道|正在|快){0,3}(?:味|臭|漏|泄|外泄|爆|中毒)|(?:闻|嗅|鼻)(?:到|着|见)?.{0,8}${GAS_ZH}|(?:漏|泄漏|外泄)(?:了)?${GAS_ZH}|\\bsmell(?:s|ing|ed|t)? (?:of |like |some |a |the |strong |strongly |strongly of ){0,3}(?:natural |lpg )?gas\\b(?! (?:bill|company|meter|price))|\\bgas (?:leak\\w*|smell|odou?r|is leaking|is escaping)\\b|\\bleak(?:s|ing)? (?:of )?gas\\b`,
);
const NO_GAS = new RegExp(
  `(?:没有?|不是|无)(?:闻到)?(?:什么)?${GAS_ZH}(?:味|漏|泄)?|\\b(?:no|not|don'?t|can'?t) (?:smell )?(?:any )?gas(?: smell| leak)?`,
  'g',
);
/** Whether gas is smelt: another trade's danger, where a switch of ours is the spark. */
export const gasIn = (key: string): boolean => GAS.test(key.replace(NO_GAS, ' '));
