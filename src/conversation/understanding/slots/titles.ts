/** Whom an invoice is made out to: 抬头写…, 抬头「…」, made out to …. Found in folded text, answered as written. */
import { fold } from '../../../text/script.ts';
import { nameAt } from './names.zh.ts';

/** What introduces a title; in its order. */
const MARKERS: readonly (readonly [RegExp, 'any' | 'name'])[] = [
  [/抬头|名头|买受人|购买方|受票方/gu, 'any'],
  [/(?:改|换|更正|更改|修改|变更|重开|改开|改写)(?:成|为|做|作)(?!个人的?(?:$|[,，。]))/gu, 'any'],
  [/(?:公司|单位|企业|店铺?|商号)(?:的)?(?:名称|全称|名字?)?(?=是|为|叫|:|：)|店名/gu, 'any'],
  [/(?<!户)名称(?=是|为|:|：| )|(?:应该?|得|要|正确的?)(?:是|为)/gu, 'any'],
  [
    /(?:发票|收据|票|单据|电费)?(?:请|要|都|麻烦|帮我){0,2}(?:开给|开成|开到|开在|写成|打给|开具给|改开)(?:了)?/gu,
    'name',
  ],
  [/(?:名义|用|以|写|给|替|帮|为|寄给|开)/gu, 'name'],
];
const FILLER =
  /(?:[ :：,，-]|请|帮我|帮忙|麻烦|就|应该|需要|要|重新|(?:改|换|写|开(?![心明源元泰封平原创朗达])|填|打)(?:成(?!都))?|用(?!友(?!谊))|是|为|叫做?|到|给|的话|名称|名字?|公司|单位|企业|个人|全称|一律|我们?|(?<=[改换写开填打])成(?!都))*/uy;
const NO_TITLE =
  /^(?:[开打写填弄印搞输出]错|有误|有问题|电子|三联|二联|纸质|个人|公司|我们?公司|单位|企业|发票|收据|抬头|我|你|他|她|新|旧|错|不对|怎么|什么|正确|别|由|从|一张|张(?=$|发票|票|单|的|电子)|的|那|这|电费|电子|纸本|二联|三联|税号|统编|统一|上个?月|这个?月|本月|去年|今年|人工|师傅|客服|户名|专票|普票|可以|能|收|谢|\d+月|[一二三四五六七八九十]+月)/u;
const COMPANY =
  /([\p{Script=Han}A-Za-z0-9()（）]{2,40}?(?:有限公司|有限责任公司|股份公司|集团公司|事务所|工作室|合作社|企业社|商行))/u;
/** Before the company's own name: 公司宏碩機電有限公司. */
const OURS =
  /^(?:title(?:是|:|：)?|我司|(?:我们?|本|敝|咱们?)?(?:公司|单位|企业|店)(?:名称?|全称)?(?:是|为|叫)?)(?=.{4})/u;

const NAME =
  "((?:[A-Z][\\w\\p{L}'’&.-]*|\\d+[A-Z]\\w*)(?: (?:[A-Z&][\\w\\p{L}'’&.-]*|of|and|&|the|de|\\d+)){0,7}(?: \\([A-Z][a-z]+\\))?(?:, (?:Ltd|Inc|LLC|LLP|Limited|Corp|PLC)\\b\\.?)?)";
const ENGLISH: readonly RegExp[] = [
  new RegExp(
    `(?i:made out to|make (?:it|the invoice) out to|issued? (?:it |the invoice )?(?:to|for|under)|addressed to|in the name of|under(?: the name(?: of)?)?|bill(?:ed|ing)? (?:it )?to|bill my (?:company|business|firm|shop|employer),?|(?:receipt|invoice|bill) (?:name|heading|header|head|recipient)(?: is|:| should be| to| as)?|should be headed|(?:heading|header)(?: is|:| should be| to)|title(?:d)?(?: is| it|:| should be| to| as)?|(?:should|must|has to|needs to) (?:be|read|say)(?: made out to| addressed to)?|(?:company|business|firm|entity|employer|payer|buyer)(?:'s)?(?: name)?(?: is|:| -|,)|name(?: is|:| to|(?= [A-Z]))|called|tai ?tou(?: is|:)?|invoice to|receipt to|out to) ["“']?${NAME}`,
    'u',
  ),
  new RegExp(
    `${NAME}(?=,? (?:(?:and )?(?:our |its |the )?(?:tax|VAT|company|business) (?:id|ID|number|no|reg)|统编|税号))`,
    'u',
  ),
  /["“]([^"”]{2,50})["”]/,
  /\b((?:[A-Z&][\w'&.-]* ){1,5}(?:Ltd|LLC|Inc|GmbH|Limited|Corp|Co|PLC|Pty|LLP|Company|Trading|Studio|Group|Partners|Foundation|Association|Clinic|School|Services)\b\.?(?:,? Ltd\b\.?)?)/,
  new RegExp(`\\b(?:for|to) ${NAME}`, 'u'),
];
const NO_TITLE_EN =
  /^(?:the|my|a|an|me|vat|i|may|june|july|april|march|january|february|august|september|october|november|december|tax|please|invoice|mr|mrs|ms)\b/i;

const trimmed = (title: string) =>
  title
    .replace(/ (?:of|and|the|&)$/, '')
    .replace(/(?<!\b(?:Ltd|Inc|Co|Corp))[.,]$/, '')
    .replace(/(?<!\b(?:Co|Pte|Pty|St|Dr|Bros|Mr|Mrs|Ms|[A-Z]))\. [A-Z].*$/, '')
    .trim();

export function titleIn(written: string): string | null {
  const text = written.slice(0, 300);
  const folded = fold(text);
  const source = folded.length === text.length ? text : folded;
  if (/\p{Script=Han}/u.test(folded)) {
    for (const [marker, what] of MARKERS) {
      for (const match of folded.matchAll(marker)) {
        const end = match.index + match[0].length;
        FILLER.lastIndex = end;
        const skipped = FILLER.exec(folded)?.[0].length ?? 0;
        for (const at of [end + skipped, end]) {
          const read = nameAt(folded, at, what);
          if (read === null || NO_TITLE.test(read.name)) continue;
          // 抬头换一下: nothing but what is to be done.
          const start = folded.indexOf(read.name, read.start);
          return source
            .slice(start, start + read.name.length)
            .replace(/的$/, '')
            .trim();
        }
      }
    }
    const quoted = /[「『“"《]([^」』”"》]{2,50})[」』”"》]/u.exec(text)?.[1];
    if (quoted !== undefined) return quoted.trim();
    const company = COMPANY.exec(folded);
    if (company !== null) {
      const lead = OURS.exec(company[0])?.[0].length ?? 0;
      const start = company.index + lead;
      if (!NO_TITLE.test(company[0].slice(lead))) return source.slice(start, company.index + company[0].length);
    }
  }
  for (const pattern of ENGLISH) {
    const title = trimmed(pattern.exec(text)?.[1] ?? '');
    if (title.length >= 2 && !NO_TITLE_EN.test(title)) return title;
  }
  return null;
}

const OF_A_COMPANY =
  /(?:公司|集团|企业社?|商行|商号|工作室|事务所|合作社|基金会|协会|学校|医院|诊所|餐厅|饭店|酒店|中心|[店厂行社馆坊])$|\b(?:Ltd|LLC|Inc|GmbH|Limited|Corp|Co|PLC|Pty|LLP|Company|Studio|Group|Partners|Foundation|Association|Clinic|School|Services|Trust|BV)\.?$/;

/** A title that is a company's, so that nobody has to be asked whose invoice it is. */
export function companyIn(written: string): string | null {
  const title = titleIn(written);
  return title !== null && OF_A_COMPANY.test(fold(title)) ? title : null;
}
