/** The words that rules are made of. Everything is written in heard text: simplified, 交 for 缴, 户号 for 電號. */

/** What is billed. Water, gas and phones are gone from the text before rules look at it. */
export const BILL = '(?:电费账单|电费|账单|用电费用?|电钱)';
export const ACCOUNT = '(?:户号|账户|账号|户头|用电户|电表号|房子|住址|家庭)';
export const ASK = '(?:查|看|瞧|问|知道|了解|告诉我|发我|显示|调(?:出|取|一下)|找一?下|报一?下|说一?下)';
/** A request for an act; what a long story ends with. */
export const WISH =
  '(?:我?(?:想要?|要|需要|打算|准备|来|得|能不能|能否|可不可以|可以)|帮(?:我|忙|.{1,4})?|请|麻烦|给(?:我|.{1,3})?|替(?:我|.{1,4})?|怎么|在?哪里?|去哪|现在|赶紧|快)';
export const WHY =
  '(?:为什么|怎么|怎会|怎么回事|什么情况|什么原因|什么意思|什么鬼|凭什么|原因|不会吧|有没有搞错|干嘛|哪里?来的|哪来的|解释|说明|分析|说清楚)';
export const HIGH =
  '(?:高|贵|多(?!少|久|长|大|谢)|涨|翻(?:倍|番|了)?|暴增|暴涨|飙升?|离谱|吓人|夸张|吓死|惊人|异常|不正常|不对劲|增加|变多|变成?[两二三四2345几好]+倍|超(?:高|贵|多)|坑|恐怖|过分|猛)';

/** English */
export const EN_BILL =
  '(?:(?:electric(?:ity)?|power|energy|light) ?(?:bills?|charges?|statements?|costs?)|bills?|statements?|electricity)';
export const EN_HIGH =
  '(?:high(?:er)?|expensive|so much|too much|more than|doubl(?:e|ed)|tripl(?:e|ed)|increas(?:e|ed|ing)|went up|gone up|go up|jump(?:ed)?|spike[ds]?|skyrocket(?:ed)?|overcharg(?:e|ed|ing)|crazy|outrageous|ridiculous|insane|big(?:ger)?|steep|up so|not right|wrong|off)';
