/** A link, a text or a call in our name that asks for money or card numbers: pasted, described, or obeyed already. */
import { hear } from './spelling.ts';

const MAIL = /[\w.+-]+@[\w.-]+/g;
/** With or without https; the ending has to be one that addresses have. */
const ADDRESS =
  /(?:https?:\/\/|www\.)([\w.-]+)\S*|(?<![\w.@-])((?:[a-z0-9-]+\.)+(?:com|cn|net|org|xyz|top|vip|cc|tw|hk|info|shop|link|site|online|club|icu|app|io|ly|gl))(?![\w.])\S*/gi;

/** What strangers reach people by. */
const REACHED =
  /短信|简讯|讯息|信息|消息|链接|连结|网址|网站|网页|二维码|邮件|来电|电话|微信|自称|冒充|有(?:个)?人.{0,8}(?:打|加|发|说|叫|让|要)|\b(?:texts?|sms|messages?|links?|urls?|websites?|qr|e-?mails?|calls?|called|calling|caller|whatsapp|claim(?:ed|ing|s)?|pretend(?:ed|ing|s)?)\b/;
/** What they are after. */
const AFTER =
  /链接|连结|网址|网站|网页|二维码|扫码|付款|支付|交(?:电)?费|转账|汇款|打款|卡号|银行|信用卡|密码|断电|欠费|欠(?:了)?(?:电费|钱)|逾期|退费|退款|退电费|补贴|共享屏幕|下载|加微信|\b(?:links?|urls?|websites?|qr|click|tap|pay|payment|transfer|card|bank|password|pin|cut(?: off)?|disconnect(?:ed|ion)?|refund|rebate|arrears|overdue|download|screen)\b/;
const DOUBTS =
  /真的(?:吗|假|还是)|是真|真假|是不是(?:真|假|骗|诈|你们)|可信|能信|信得过|靠谱|[诈骗]|可疑|假的|冒充|钓鱼|(?:是|不是)你们.{0,6}(?:发|打|寄|传|官方|人|吗)|官方|能(?:不能)?(?:点|开|扫|信)|可以(?:点|打开|扫|信)|敢点|(?:该不该|要不要|可不可以|能不能)(?:点|付|交|信|打开|扫)|安全吗|安不安全|\b(?:real|legit(?:imate)?|genuine|authentic|scam(?:mers?)?|fraud(?:ulent)?|phish(?:ing)?|fake|suspicious|spoof|swindle|safe|trust(?:ed|worthy)?|official)\b|(?:did|do) you (?:really |actually )?(?:send|text|call|ask)|(?:was|is) (?:it|that|this) (?:really )?(?:you\b|from you)|(?:should|can|may|do) i (?:click|tap|open|pay|follow|trust|answer)/;
/** 有人自称电力公司要我转账, nothing asked: told of because it is doubted. */
const DEMANDED =
  /(?:自称|冒充|假冒|有(?:个)?人(?:打电话|发短信|加我|来电)?).{0,16}(?:要我|让我|叫我|要求|不(?:转|付|交)).{0,12}(?:转账|汇款|打款|付款|卡号|密码|银行|验证码|共享|下载)|\b(?:someone|somebody|a (?:man|woman|lady|person|caller|guy|stranger)|they|people|(?:got|had|received|getting) (?:a|an|this|some|these)(?: \w+)? (?:calls?|messages?|texts?|e-?mails?))\b.{0,40}\b(?:called|calls|phoned|rang|texted|emailed|wrote|came|claim\w*|pretend\w*|say(?:s|ing)|said|from|impersonat\w*)\b.{0,60}\b(?:card|cvv|bank|password|pin|gift cards?|bitcoin|crypto|transfer|wire|pay (?:now|immediately|right away)|(?:asked|asking|wants?|wanted|demand(?:s|ed|ing)?) (?:me )?(?:for|to)? ?(?:\w+ )?(?:money|cash|pay(?:ment)?))\b|\b(?:impersonat\w+|pretend\w* to be) (?:you|your (?:company|staff|people|employees?)|the (?:power|electricity|utility) company|(?:a |an )?(?:electrician|meter reader|employee)s?)\b/;
/** I want to report a scam: heard as the wish it is. */
const REPORTS =
  /\b(?:report|reporting)\b.{0,24}\b(?:scam\w*|fraud\w*|fake|imposters?|impostors?|phishing|swindle\w*|impersonat\w*)\b/;
export const reportsSwindle = (written: string): boolean => REPORTS.test(hear(written).key);
/** It has happened: clicked, typed in, paid. */
const OBEYED: readonly RegExp[] = [
  /(?:点|打开|按|扫)(?:了|过|开).{0,10}(?:链接|连结|网址|那个?网|二维码)|(?:链接|连结|网址|二维码).{0,6}(?:点|打开|按|扫)(?:了|过|开)/,
  /(?:输入?|填|写|给|报|告诉|提供|留)(?:了|过|他|她|对方|人家|出去|进去)*.{0,6}(?:信用卡|银行卡|卡号|卡片|提款卡|密码|cvv|银行账[户号])(?!.{0,6}(?:吗|呢|才|哪|怎么填))/,
  /(?<!你们?)(?:被|遭)(?!你|贵|电力公司)(?:人)?(?:诈骗|骗(?:了|走|钱|子)|盗刷)|(?:上当|受骗)了?|钱.{0,6}(?:被骗|转给(?:他|骗|对方))|(?:转账|汇款|打款)给(?:了)?(?:骗子|对方|他)/,
  /\b(?:clicked|opened|tapped|followed|scanned)\b.{0,20}\b(?:link|url|qr)\b|\b(?:entered|typed|gave|put|filled|submitted|shared|told)\b.{0,30}\b(?:(?:credit|debit|bank)? ?card|bank (?:details|account|number)|password|pin|cvv)\b/,
  /\b(?:been|got|was|were) (?:scammed|defrauded|phished|conned|swindled)\b|\b(?:paid|sent|transferred|wired)\b.{0,20}\b(?:scam\w*|fraud\w*|fake|that link|the link)\b/,
];
/** The same said of the link that was just spoken of. */
const OBEYED_IT =
  /^(?:但是?|可是|不过|那|糟了|完了|怎么办|我|已经|都|刚刚?|刚才|可|,| )*(?:点|付|交|转|输入?|填|给|打开|按|扫|汇)(?:开|进去|过去|出去)?(?:了|过)|^(?:oh no|but|and|what if|i|i'?ve|have|already|just|,| )*(?:clicked|paid|entered|typed|opened|sent|gave|filled|tapped)\b/;

/** Addresses of others; `own`: our own host, whose links people may show us. */
const strangeAddress = (written: string, own: string): boolean =>
  [...written.replace(MAIL, ' ').matchAll(ADDRESS)].some(([, full, plain]) => {
    const host = (full ?? plain ?? '').toLowerCase();
    return host !== '' && host !== own && !host.endsWith(`.${own}`);
  });

/** `warned`: they were just told to beware. */
export function swindleIn(written: string, own: string, warned: boolean): 'warn' | 'obeyed' | null {
  const { key } = hear(written);
  const strange = strangeAddress(written, own);
  if (OBEYED.some((words) => words.test(key))) return 'obeyed';
  if (warned && key.length <= 40 && OBEYED_IT.test(key) && !/交了电费|paid my bill/.test(key)) return 'obeyed';
  if (strange || DEMANDED.test(key)) return 'warn';
  return REACHED.test(key) && AFTER.test(key) && DOUBTS.test(key) ? 'warn' : null;
}
