/** In which messages a thing is looked for: by the service that was understood, or by words that tell plainly what a thing is. */
import type { Label } from '../local/labels.ts';

/** Services in whose messages a thing is looked for: elsewhere 五月 is no month of a bill and 二百 no payment. */
export const OF: Readonly<
  Record<
    | 'month'
    | 'date'
    | 'day'
    | 'amount'
    | 'charge'
    | 'name'
    | 'title'
    | 'address'
    | 'area'
    | 'score'
    | 'kilowatts'
    | 'case',
    readonly Label[]
  >
> = {
  month: [
    'bill.query',
    'bill.explain',
    'payment.pay',
    'payment.history',
    'invoice.issue',
    'request.file',
    'outage.query',
  ],
  date: ['outage.query', 'payment.history', 'bill.query', 'connection.new'],
  day: ['complaint.file', 'request.file', 'progress.query', 'progress.chase', 'account.transfer'],
  amount: ['payment.pay', 'payment.history'],
  charge: ['bill.explain', 'bill.query', 'invoice.issue', 'payment.history'],
  name: ['account.rename', 'account.transfer'],
  title: ['invoice.issue'],
  address: [
    'outage.report',
    'connection.new',
    'outage.query',
    'complaint.file',
    'account.transfer',
    'account.switch',
    'account.unbind',
    'request.file',
  ],
  area: ['outage.report', 'outage.query', 'connection.new', 'complaint.file'],
  score: ['rating.give'],
  kilowatts: ['connection.new'],
  case: ['progress.query', 'progress.chase', 'complaint.file', 'handoff.request', 'rating.give', 'request.file'],
};

/** Words that tell what a thing is, whatever service was understood. */
export const PLAINLY: Readonly<Partial<Record<keyof typeof OF, RegExp>>> = {
  month:
    /(?:\d|[一二三四五六七八九十])月份?的?(?:电费|账单)|20\d\d年.{0,14}(?:政策|电价|标准|价格|规定)|\b(?:prices?|rates?|tariffs?|rules?)\b.{0,20}\b(?:in|of|for) 20\d\d\b|1[01]\d年的?夏月|账单|(?:全年|整年|年度|\d年).{0,6}(?:电费|用电|报税)|\b(?:bills?|statements?)\b|\b(?:all|whole|entirety) of (?:20\d\d|last year|this year|the year)\b|\b(?:full|calendar|whole|entire|fiscal|tax) year\b|\b(?:paid|payed|spent|used)\b.{0,16}\b(?:20\d\d|last year|this year)\b|月份?的?欠/,
  score:
    /\b(?:gets?|give|gave) (?:a |him |them |it |her ){0,2}(?:one|two|three|four|five)\b(?! ?(?:hours?|days?|min|weeks?|units?|months?|bills?))|[一二两三四五1-5](?:颗|个)?星(?![路街道镇村乡里湖电手冰级])|(?:打|给|评).{0,6}[一二两三四五1-5]分|评分|\bstars?\b|out of (?:5|five)|\/ ?5(?!\d)/,
  name: /新名[字称]|\bno longer\b.{3,60}\b(?:account|bill)|改名|户名|更名|正名为|过户|买方.{2,12}卖方|卖方.{2,12}买方|名下|户主|姓名|错字|名字.{0,8}(?:改|换|变|错|应该)|前(?:屋主|业主|户主|房东)|叫.{1,6}不叫|->|→|(?:以前|原来|原先|之前)(?:的|叫).{1,24}(?:现在|今后|以后|如今)|called .{2,40} (?:these days|now)\b|[英中]文名|known as|trading name|\baccount\b.{0,24}\b(?:onto|off|over to|pass to)\b|become the (?:account )?holder|\b(?:account|bill|system) says? [A-Z]?.{3,40}\b(?:passport|id|licen[cs]e|deed|certificate)\b|(?:原|新|旧)(?:名|用电人|户|业主|屋主)|用电人(?:改|换|变)|renamed|spel(?:led|t|ling)|my name|surname|in the name|name on the|(?:old|new|name) name|name change|^old ?:|\btransfer(?:ring)? (?:it |the |my |this |our )?(?:account|service|electricity|power|meter|from)|\bi'm now\b/,
  title: /抬头|买受人|made out|(?:receipt|invoice) (?:heading|header)|invoice.{0,12} (?:to|for) [A-Z]/i,
  kilowatts:
    /\d ?kw charger|\bcharger\b.{0,20}\d ?kw(?!h)|(?:到|增|装|申请|改|成|需要?|要|报|扩|提|容量|requir|extra|more|additional|supply|load|apply|upgrade|increase|bump|charger|need|want|wants|raise).{0,30}(?:千瓦(?!时)|瓩|kw(?!h)|kilowatts?)|(?:千瓦(?!时)|瓩|kw(?!h)).{0,10}(?:不够|带不动|改)|(?:kw(?!h)|kilowatts?).{0,24}\b(?:need|want)/,
  address:
    /[路街巷弄道村庄]\d{1,4}号(?:\d|院|楼)|\d(?:单元|室)|\b(?:flat|house|unit|room|apt|apartment) \d|\b\d{1,4}[a-z]? [a-z]+(?: [a-z]+)? (?:road|street|court|lane|avenue|residence)\b|地址|住址|[区县镇乡][^,。]{1,6}[路街]|\d(?:栋|幢|座|号楼)\d|路灯|电线杆|变压器|street ?light|\bpole\b|\baddress\b|[停没断跳]电|没有电|跳闸|拉闸|新装|报装|装表|\bno (?:power|electricity|lights)|\bpower\b|\boutage\b|\bbreaker\b|nothing works|\bsupply\b|\bblackout\b|\bdark(?:ness)?\b/,
  date: /\d[日号]?[交缴付]的|[交缴付]了没|\bfrom \d{1,2} [a-z]{3,9} to \d|\bmean no (?:power|electricity)\b|\b(?:without|los(?:e|es|ing)|cut(?:ting)?|turn off|switch off) (?:the |our |my )?(?:power|electricity)\b|\bwill (?:the |our )?(?:power|electricity|it) be (?:on|off|cut|out)\b|\b(?:from|between) the (?:\d{1,2}(?:st|nd|rd|th)|[a-z]+(?:st|nd|rd|th)) (?:to|until|till|and|through) the (?:\d{1,2}(?:st|nd|rd|th)|[a-z]+(?:st|nd|rd|th)) of\b|\d[日号]?起|\beffective\b|停不停|[停断]电|拉闸|黑了(?:好|一)?[几两三]?[次回下]|月\d{1,2}[日号]?(?:到|至|-|~)(?:\d{1,2}月)?\d{1,2}[日号]|(?:刷|交|付|转|汇)的(?:信用卡|款|钱|账)|\boutage\b|shut-?(?:off|down)|\bi paid\b|[交付转扣刷](?:了|过|掉|走)[^,。]{0,12}[\d百千万元块]|[扣刷](?:了|走|掉)(?:我|卡)|\b(?:was|been|got|were) (?:charged|debited|deducted|taken)\b|\b(?:charged|debited|billed) (?:me|us|my)\b|\btook .{0,12}\d|\d taken\b/,
  amount:
    /\bpaid\b[^.!?]{0,32}\d\.\d\d\b|(?:交|缴|充|储)(?:个|上|值|了|成|过)? ?(?:\d{2,5}|\d{1,3},\d{3})(?=[,。 ]|$)|欠的? ?(?:\d{3,5}|\d{1,3},\d{3})|(?:估价|损失|索赔|求偿|赔偿?(?:我|了)?).{0,12}[\d百千万]|\bclaim.{0,60}[\d,]{2,} ?(?:yuan|rmb|nt|dollars)|\bworth (?:about |around )?[\d,]{2,}|\b(?:clear|settle) (?:the|my|our) [\d,]{2,}|\btake \d+\.\d\d\b|修(?:理|好)?(?:费|了)[\d百千一二三四五六七八九]{2,}|(?:低于|少于|不足)[\d一二三四五六七八九十百]{2,}|\b(?:under|below|less than) \d+ ?(?:yuan|kuai|nt|rmb|dollars)|\b(?:put|pop|stick|throw|chuck|load) \d{1,5}(?: [a-z]+)? (?:on|onto|into?)\b|\bthe \d{2,6}(?:\.\d\d)? (?:that )?(?:i|we|my \w+) (?:sent|paid|transferred|wired|deposited|put|topped)\b|(?:交|缴|付|充|存|储值?|存|我转(?:给)?你们?)(?:了|上|个|值|完这|进去?|入)?(?:\d+(?:\.\d+)?(?:元|块)|(?:[一二两三四五六七八九]?[百千十][一二三四五六七八九十百]*)(?:[元块,。]|$))|扣款(?:记录|明细|通知)|[元块毛角].{0,10}(?:这是|就是)我?要交的|\b(?:quid|bucks|dollars|pounds|euros|yuan) (?:on|onto|into) (?:the|my|our)\b|\btop up with\b|\b(?:pay|top up|paid) [$£€¥]?\d|[里上进](?:打|转|汇)(?:个|上)?[一二两三四五六七八九十百千万]{2,6}(?:[元块,。 ]|$)|\b(?:put|pop|stick|throw|chuck|load|pay) (?:in |on )?(?:[a-z]{1,9}[ -]){1,3}(?:hundred|thousand|grand)\b/,
  charge:
    /[扣刷收划](?:了|走|掉)(?:我|卡)|\b(?:charged|debited|deducted|billed) (?:me|us|my)\b|\b(?:was|been|got|were) (?:charged|debited|deducted|taken)\b|\btook .{0,12}\d|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:[a-z]{1,6})? (?:is |was )?[\d,]{1,7}\.\d\d(?!\d)/,
};

/** Where those words speak of something else. */
export const NEVER: Readonly<Partial<Record<keyof typeof OF, readonly Label[]>>> = {
  name: ['invoice.issue'],
  amount: ['bill.explain'],
  charge: ['rating.give', 'outage.report', 'connection.new', 'complaint.file'],
  date: ['payment.pay'],
  title: ['account.rename', 'account.transfer'],
};
