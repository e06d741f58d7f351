/** Whom an invoice is made out to: 抬头写…, 抬头「…」, made out to …. Found in folded text, answered as written. */
import { fold } from '../../../text/script.ts';
import { KIN } from './names.zh.said.ts';
import { nameAt } from './names.zh.ts';
import { personAt } from './surnames.ts';
import { englishTitle } from './titles.en.ts';

/** What introduces a title; in its order. */
const MARKERS: readonly (readonly [RegExp, 'any' | 'name'])[] = [
  [/(?:正确的?|新的?|真正的?)(?:的)?(?:发票)?(?:抬头|名头|买受人|购买方|名称)/gu, 'any'],
  [/抬头|名头|买受人|购买方|受票方/gu, 'any'],
  [/(?:改|换|更正|更改|修改|变更|重开|改开|改写)(?:成|为|做|作)(?!个人的?(?:$|[,，。]))/gu, 'any'],
  [
    /(?:公司|单位|企业|店铺?|商号)(?:的)?(?:名称|全称|名字?)?(?=是|为|叫|:|：)|(?:公司|单位|企业)(?:名称|全称)|(?:公司|单位|店)的[:：]|店名/gu,
    'any',
  ],
  [/(?<!户)名称(?=是|为|:|：| )|(?:应该?|得|要|正确的?)(?:是|为)/gu, 'any'],
  [
    /(?:发票|收据|票|单据|电费)?(?:请|要|都|麻烦|帮我){0,2}(?:开给|开成|开到|开在|写成|打给|开具给|改开)(?:了)?/gu,
    'name',
  ],
  [/(?:名义|用|以|写|给|替|帮|为|寄给|开|改|换)/gu, 'name'],
];
const FILLER = new RegExp(
  `(?:[ :：,，-]|请|帮我|帮忙|麻烦|就行|都行|就|应该|需要|要|重新|(?:改|换|写|开(?![心明源元泰封平原创朗达])|填|打)(?:成(?!都))?|用(?!友(?!谊))|是|为|叫做?|到|给|的话|名称|名字?|公司|单位|企业|个人|全称|一律|咱们?|(?:我|她|他)?(?:本人|自己)|我的?(?:名字|姓名)|(?:学校|店里?|厂里?|医院|村委会|社区|管委会|公司|单位)(?=[:：,， ])|我?(?:${KIN})|我们?|(?<=[改换写开填打])成(?!都))*`,
  'uy',
);
const NO_TITLE =
  /^(?:(?:之前|原来|以前|上次|本来|当时|原本)(?:[是写开填打]|都)|[开打写填弄印搞输出换改](?:一?下|我)|一下|[前现]任|[开打写填弄印搞输出]错|有误|有问题|电子|三联|二联|纸质|个人|公司|我们?公司|单位|企业|发票|收据|抬头|我|你|他|她|新(?:的|抬头|名|公司|单位|$)|旧|错|不对|怎么|什么|正确|别|由|从|一张|张(?=$|发票|票|单|的|电子)|的|那|这|电费|电子|纸本|二联|三联|税号|统编|统一|上个?月|这个?月|本月|去年|今年|人工|师傅|客服|户名|专票|普票|可以|能|收|谢|\d+月|[一二三四五六七八九十]+月)/u;
/** 别写王建军: whom it is not for. */
const REFUSED = /(?:别|不要|不用|不是|不再|请勿)(?:再|给我)?$/u;
const COMPANY =
  /([\p{Script=Han}A-Za-z0-9()（）]{2,40}?(?:有限公司|有限责任公司|股份公司|集团公司|事务所|工作室|合作社|企业社|商行))/u;
/** Before the company's own name: 公司宏碩機電有限公司. */
const OURS =
  /^(?:title(?:是|:|：)?|我司|(?:我们?|本|敝|咱们?)?(?:公司|单位|企业|店)(?:名称?|全称)?(?:是|为|叫)?)(?=.{4})/u;

export function titleIn(written: string): string | null {
  const text = written.slice(0, 300);
  const folded = fold(text);
  const source = folded.length === text.length ? text : folded;
  if (/\p{Script=Han}/u.test(folded)) {
    for (const [marker, what] of MARKERS) {
      for (const match of folded.matchAll(marker)) {
        if (REFUSED.test(folded.slice(0, match.index))) continue;
        const end = match.index + match[0].length;
        FILLER.lastIndex = end;
        const skipped = FILLER.exec(folded)?.[0].length ?? 0;
        for (const at of [end + skipped, end]) {
          const read = nameAt(folded, at, what);
          if (read === null || NO_TITLE.test(read.name)) continue;
          // Where words were skipped, only a name can have begun with them: 公司宏碩…, 開開心餐飲店.
          if (at === end && skipped > 0 && !OF_A_COMPANY.test(read.name) && personAt(folded, at) === null) continue;
          // 抬头换一下: nothing but what is to be done.
          const start = folded.indexOf(read.name, read.start);
          return source
            .slice(start, start + read.name.length)
            .replace(/的$/, '')
            .trim();
        }
      }
    }
    const quoted = [...text.matchAll(/[「『“"《]([^」』”"》]{2,50})[」』”"》]/gu)].find(
      ({ index }) => !REFUSED.test(folded.slice(0, index)),
    )?.[1];
    if (quoted !== undefined) return quoted.trim();
    const company = COMPANY.exec(folded);
    if (company !== null) {
      const lead = OURS.exec(company[0])?.[0].length ?? 0;
      const start = company.index + lead;
      if (!NO_TITLE.test(company[0].slice(lead))) return source.slice(start, company.index + company[0].length);
    }
    // 抬头写我名字就好 杨千嬅: a clause that is a name from end to end.
    for (const clause of folded.matchAll(/(?<=^|[ ,，。;；:：!！?？])\p{Script=Han}[^ ,，。;；:：!！?？]{1,29}/gu)) {
      const read = nameAt(clause[0], 0, 'name');
      if (read?.name === clause[0] && !NO_TITLE.test(read.name))
        return source.slice(clause.index, clause.index + clause[0].length);
    }
  }
  return englishTitle(text);
}

const OF_A_COMPANY =
  /(?:公司|集团|企业社?|商行|商号|工作室|事务所|合作社|基金会|协会|学校|医院|诊所|餐厅|饭店|酒店|中心|[店厂行社馆坊])$|\b(?:Ltd|LLC|Inc|GmbH|Limited|Corp|Co|PLC|Pty|LLP|Company|Studio|Group|Partners|Foundation|Association|Clinic|School|Services|Trust|BV)\.?$/;

/** A title that is a company's, so that nobody has to be asked whose invoice it is. */
export function companyIn(written: string): string | null {
  const title = titleIn(written);
  return title !== null && OF_A_COMPANY.test(fold(title)) ? title : null;
}
