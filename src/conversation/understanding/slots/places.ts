/** Where it is, when nobody introduced it as an address: 建设北路112号五楼没电, 27 Station Parade. */
import { fold } from '../../../text/script.ts';

const NUMBER = '(?:[\\da-zA-Z]{1,6}|[一二三四五六七八九十百]{1,4})(?:[-之、][\\d]{1,4})?';
const WAY =
  '(?:大道|大街|路|街|道|巷|弄|胡同|里|村|新村|小区|社区|花园|公寓|家园|大厦|广场|苑|园|城|镇|乡|屯|庄|寨|湾|坊|庭|居|府|轩|山庄|新城|工业区|科技园|市场|菜场|校区)';
const PLACE = new RegExp(
  `([\\p{Script=Han}]{1,14}?${WAY})(?:[东西南北中]?[一二三四五六七八九十\\d]{1,2}段)?(?:(?:[\\p{Script=Han}]{1,6}?${WAY})?${NUMBER}(?:号楼|号院|号|巷|弄|栋|幢|座|楼|单元|室|层|户|组|队|期|门)){1,6}(?:\\d{2,4}(?!\\d|度|块|元))?`,
  'u',
);
/** What stands before a place and is none of it. */
const LEAD =
  /^(?:(?:喂|你好|您好|请|麻烦|快来|快|急|我们?这?(?:边|里)?|我家|咱们?|俺|住|家|现在|这里|这边|那边|今天|今晚|刚才|刚刚|突然|报修|停电|没电|是|在|位于|地址|于|到|从|就|那个|这个|还有|为什么|怎么|因为|说|整个|整条|我|他|她|你们|派人|去|来|的|了|啊|呀|吗|有人|看到|发现|一下|师傅))+/u;

const PLACE_EN =
  /\b(\d{1,5}[A-Za-z]?(?:-\d{1,4})? (?:[A-Z][\w'’.-]* ){1,3}(?:Street|St|Road|Rd|Lane|Ln|Avenue|Ave|Drive|Dr|Court|Ct|Place|Pl|Parade|Way|Close|Terrace|Crescent|Square|Sq|Hill|Gardens?|Park|Boulevard|Blvd|Row|Walk|Mews|Quay|Wharf|Highway|Hwy|Alley|Grove|View|Green|Rise|Yard|Heights|Circle|Bridge|Market|Plaza)\b\.?(?:,? (?:[Aa]pt|[Ff]lat|[Uu]nit|[Rr]oom|[Ff]loor|#)\.? ?[\w-]{1,6})?)|\b((?:[Ff]lat|[Aa]pt|[Uu]nit|[Rr]oom|[Bb]lock|[Bb]uilding) ?[\w-]{1,5},? (?:(?:[Bb]lock|[Bb]uilding|[Tt]ower) ?[\w-]{1,4},? )?\d{0,5} ?(?:[A-Z][\w'’-]* ){1,3}(?:Street|St|Road|Rd|Lane|Avenue|Ave|Drive|Court|Place|Way|Close|House|Tower|Gardens|Park|Estate)\b)/;

export function placeIn(written: string): string | null {
  const text = written.slice(0, 300);
  const folded = fold(text);
  const match = PLACE.exec(folded);
  if (match !== null) {
    const lead = LEAD.exec(match[0])?.[0].length ?? 0;
    const start = match.index + lead;
    const said =
      folded.length === text.length ? text.slice(start, match.index + match[0].length) : match[0].slice(lead);
    if (said.length >= 4) return said.trim();
  }
  const english = PLACE_EN.exec(text);
  return (english?.[1] ?? english?.[2] ?? null)?.replace(/\.$/, '') ?? null;
}
