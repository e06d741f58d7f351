/** Whom an invoice is made out to: 抬头写…, 抬头「…」, made out to …. Found in folded text, answered as written. */
import { fold } from '../../../text/script.ts';

const Q = '["“”「」『』\'《》]';
const STOP = '(?=[,，。;；!！?？"”」』》]|$|[ ]?(?:税号|统编|统一编号|纳税人|信用代码)|的(?:发票|收据|票)|谢谢|,)';
const CHINESE: readonly RegExp[] = [
  new RegExp(
    `抬头(?:要|请|帮我|麻烦|就|应该|重新|改|换|写|开|填|打|用|是|为|叫|成|到|给|的话|名称|名|:|：|,|，| ){0,6}${Q}?([\\p{Script=Han}A-Za-z0-9()（）·&. -]{2,50}?)${Q}?${STOP}`,
    'u',
  ),
  new RegExp(
    `(?:发票|收据|票|单据)(?:请|要|都|麻烦|帮我){0,2}(?:开给|开成|开到|开在|写|打给|开|抬头)(?:成|给|为)?${Q}?([\\p{Script=Han}A-Za-z0-9()（）·&. -]{2,50}?(?:公司|店|厂|中心|协会|学校|医院|事务所|工作室|集团|企业社?|商行|社|行|坊|馆|院|局|部|会|所))${Q}?${STOP}`,
    'u',
  ),
  new RegExp(
    `(?:开给|开成|名称(?:是|为|:|：)|买受人(?:是|为|:|：| )*|(?:开|要|打|来)(?:一?张)?(?=[\\p{Script=Han}]{4,20}的(?:发票|收据|票))|公司名(?:称)?(?:是|为|叫|:|：)?|单位(?:名称)?(?:是|为|叫|:|：))${Q}?([\\p{Script=Han}A-Za-z0-9()（）·&. -]{2,50}?)${Q}?${STOP}`,
    'u',
  ),
  /[「『“"《]([^」』”"》]{2,50})[」』”"》]/u,
  /([\p{Script=Han}A-Za-z0-9()（）]{2,40}?(?:有限公司|有限责任公司|股份公司|集团公司|事务所|工作室|合作社|企业社|商行))/u,
];
const ENGLISH: readonly RegExp[] = [
  /(?:made out to|make it out to|issued? (?:it )?to|addressed to|in the name of|under the name(?: of)?|bill(?:ed)? to|title(?:d)?(?: is|:| should be| to)?|(?:should|must|has to) (?:be|read|say)|company(?: name)?(?: is|:)|for|name(?: is|:| to)?|to) ((?:[A-Z][\w'&.-]*|\d+[A-Z]\w*)(?: (?:[A-Z&][\w'&.-]*|of|and|&|the|\d+)){0,7})/,
  /\b((?:[A-Z&][\w'&.-]* ){1,5}(?:Ltd|LLC|Inc|GmbH|Limited|Corp|Co|PLC|Pty|LLP|Company|Trading|Studio|Group|Partners|Foundation|Association)\b\.?)/,
];
const NO_TITLE =
  /^(?:个人|公司|我们?公司|单位|企业|发票|收据|抬头|我|新|旧|错|不对|怎么|什么|正确|别|the |my |a |an |me$|VAT$|I$|May$|June$|July$|April$|March$|January$|February$|August$|September$|October$|November$|December$|Tax$)/i;

export function titleIn(written: string): string | null {
  const text = written.slice(0, 300);
  const folded = fold(text);
  const same = folded.length === text.length;
  for (const pattern of CHINESE) {
    const match = pattern.exec(folded);
    const said = match?.[1];
    if (match === null || said === undefined) continue;
    const start = folded.indexOf(said, match.index);
    const title = (same ? text.slice(start, start + said.length) : said).trim();
    if (title.length >= 2 && !NO_TITLE.test(fold(title)) && /\p{L}{2}/u.test(title)) return title;
  }
  for (const pattern of ENGLISH) {
    const title = pattern.exec(text)?.[1]?.trim().replace(/[.,]$/, '');
    if (title !== undefined && title.length >= 2 && !NO_TITLE.test(title)) return title;
  }
  return null;
}
