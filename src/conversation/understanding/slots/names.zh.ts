/** Names in Chinese wishes to change them: what stands before and after a name tells whether it is the old or the new one. */

import { AFTER, BEFORE, CHANGE, HOLDER, KIN, type Role } from './names.zh.said.ts';
import { personAt } from './surnames.ts';

/** A name somewhere in a text, with what it is taken for and how plainly that was said. */
export interface Candidate {
  readonly name: string;
  readonly role: Role | null;
  readonly weight: number;
  readonly start: number;
}

const OPEN = '["“「『《‘\']';
const CLOSE = '["”」』》’\']';
const LATIN =
  "[A-Z][\\p{L}'’.-]*(?: (?:&|of|de|van|von|bin|\\([A-Z][a-z]+\\)|[A-Z][\\p{L}'’.-]*)){0,6}(?:, ?(?:Ltd|Inc|LLC|Limited|Corp)\\b\\.?)?";
const SUFFIX =
  '公司|集团|工作室|事务所|商行|企业社?|实业社|工程行|早餐店|管理委员会|管委会|业委会|委员会|合作社|基金会|协会|学校|幼儿园|医院|诊所|超市|餐厅|饭店|酒店|酒楼|宾馆|旅馆|民宿|书店|药店|药房|店铺?|厂|中心|商贸|贸易|置业|地产|物业|科技|商店|网吧|网咖|面馆|食堂|自助餐|小吃|豆浆|烧烤|烤肉|火锅|咖啡|美发|卤味|[行馆坊社屋铺会院所部堂宫庙寺祠校轩阁]';
const QUOTED = new RegExp(`${OPEN}([^"“”「」『』《》‘’']{2,30})${CLOSE}`, 'uy');
const LATIN_AT = new RegExp(LATIN, 'uy');
const COMPANY = new RegExp(
  `(?:(?![叫是了们给]|变成|变为|变更|改成|改为|改叫|改名|换成|更名|更改|更正|升级|升格|过户|转到|转给)[\\p{Script=Han}A-Za-z0-9()（）·&]){2,28}?(?:${SUFFIX})(?=$|[^\\p{Script=Han}A-Za-z0-9(（]|[的了吧呢啊吗改换变更过转要名这接应电户开出报现升]|如今|目前|后来|可以|帮|麻烦|先生|[今去]年|个[体人])`,
  'uy',
);
/** Whatever stands there, up to the end of its clause or to a word that goes on. */
const RUN =
  /[\p{Script=Han}A-Za-z][\p{Script=Han}A-Za-z0-9()（）·&.-]{1,24}?(?=$|[^\p{Script=Han}A-Za-z0-9()（）·&.-]|了(?=$|[,，。!！?？;；\s])|的?名[下义]|才[对是]|可以|[吧呢啊哦嘛吗啦哟耶咧诶唷囉]|还有|另外|然后|顺便|帮|麻烦|谢谢|就[好行可]|改[成为叫名]|换成|变[成更为]|更[改名正]|应[该为]|转[到给]|过户|过给|[,，]|电话|手机|同一个?人)/uy;

/** What may stand between the word that tells and the name itself. */
const FILLER = new RegExp(
  `(?:[ :：,]|是|叫做?|为|成(?!都)|了|的|登记|组织为?|原[为是名]|老?(?:邻居|同学|同乡|战友|同事|朋友)|正确的?|本名|真名|真实姓名|名字|姓名|户名|名称|全名|现?在|这|一[个位]|公司(?=[:：])|[英中]文名?|前手|[外本]国人|外地人|本地人|老外|外籍人士?|(?:营业)?执照(?:上|里)?的?|(?:身[份分]证|户口[本簿]|房产证|房本|权状|证件)(?:上|里)?的?|新来的|刚来的|汉字|英文|中文|拼音|(?:我|他|她|我们|俺|咱|你们?)(?:家|自己|本人)?(?:的)?(?=(?:大|小|二|亲|前)?(?:${KIN}))|(?:大|小|二|亲)?(?:${KIN})|新?(?:${HOLDER})|本人|我(?:本人|自己)?|她|他|-|—|>|=)*`,
  'uy',
);

const MARKERS = BEFORE.map(([source, role, weight, what]) => [new RegExp(source, 'gu'), role, weight, what] as const);

const NO_NAME =
  /已经|^们|^[原现]用$|了$|[掉走族]$|^头上$|^(?:股份)?有限(?:责任)?公司$|(?:监理|区公|户政|派出|营业|服务|供电|公证|地政)[站所处厅局]|电费|给我|^(?:[修更改订]正$|(?:外国|外地|外省|本地|当地|外籍|年轻|陌生)人|老外|外籍|华侨|(?:大陆|内地|台湾|香港|中国|美国|英国|日本)人(?:$|,|，)|[写打填登录印弄搞]错|亲戚|邻居|熟人|中介|法院|银行|[大小全]名|做|我|你|他|她|自己|本人|新(?:的|户|名|主|租|业|老|房|屋|址|公司|$)|正确|现在|名下|别人|谁|什么|怎么|哪|一个|那个|这个|同一|公司|个人|我的|我们|人家|对方|(?:[中英]文|拼音|汉字)(?:名|的|$)|原来|以前|一样|不|没|其他|另|真名|真正|对的|要|想|可以|能|去|来|请|帮|麻烦|户|名字?|用?电|更|登记|改|换|过|错|还|都|也|这|那|小孩|孩子|上面|里面|单位|企业)|^(?:社区|我们|本|这家?)?(?:管委会|公司|单位|店|幼儿园|学校|工作室|社团|厂|工厂)$|(?:名字|户主|名下|公司名|电表|账户|户号|户名|过户|更名|改名|证件|身份证|材料|手续|怎么|什么|房子|这里|那里|电话|手机|号码|邮箱|地址|密码|的人$|住的|[姓的]$|营业执照)|^(?:公司|房子|店|厂|铺子|房|先生|太太|小姐|女士|老师|师傅)$/;
const WHOLE_KIN = new RegExp(`^(?:大|小|二|亲)?(?:${KIN}|${HOLDER})`, 'u');

interface Read {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** What ends like this is a company's, however it begins: 来宾…有限公司 is no 来. */
export const OF_A_COMPANY = new RegExp(`(?:${SUFFIX})$`, 'u');
const IN_FULL = /.{4}(?:有限(?:责任)?公司|委员会|基金会|协会|合作社|事务所|幼儿园|学校|医院|工作室)$/u;
const NO_COMPANY =
  /^(?:[我你他她这那]|公司|单位|店|请|帮|麻烦|改|换|变更|更[名改正]|把|由|从|将|[原旧]|现在|户名|名称)/u;

export const allowed = (name: string) =>
  name.length >= 2 &&
  name.length <= 30 &&
  (IN_FULL.test(name) ? !NO_COMPANY.test(name) : !NO_NAME.test(name) && !WHOLE_KIN.test(name));

/** A name that begins at a place: quoted, of Latin letters, of a company, of a person; `any`: whatever stands there. */
export function nameAt(text: string, at: number, what: 'any' | 'name'): Read | null {
  QUOTED.lastIndex = at;
  const quoted = QUOTED.exec(text)?.[1];
  if (quoted !== undefined) return { name: quoted, start: at + 1, end: at + quoted.length + 2 };
  const person = personAt(text, at);
  for (const pattern of [LATIN_AT, COMPANY]) {
    pattern.lastIndex = at;
    const name = pattern.exec(text)?.[0].replace(/(?<!Co\.?,? ?Ltd)[.,]$/, '');
    // 金大川 is a person, 金大川面馆 a shop.
    if (name !== undefined && allowed(name) && (person === null || name.startsWith(person)))
      return { name, start: at, end: at + name.length };
  }
  if (person !== null) return { name: person, start: at, end: at + person.length };
  if (what === 'name') return null;
  RUN.lastIndex = at;
  const run = RUN.exec(text)?.[0];
  // 留学生 Nguyen Van Minh: what somebody is, then the name.
  LATIN_AT.lastIndex = at + (run?.length ?? 0) + 1;
  const latin = run !== undefined && text[at + run.length] === ' ' ? LATIN_AT.exec(text)?.[0] : undefined;
  if (latin !== undefined && run !== undefined && /^\p{Script=Han}{1,4}$/u.test(run))
    return { name: latin, start: at + run.length + 1, end: at + run.length + 1 + latin.length };
  return run !== undefined && allowed(run) ? { name: run, start: at, end: at + run.length } : null;
}

function roleAfter(text: string, end: number): readonly [Role, number] | null {
  const after = text.slice(end, end + 24);
  const told = AFTER.find(([pattern]) => pattern.test(after));
  return told === undefined ? null : [told[1], told[2]];
}

/** What stands in a clause before its change: 阿忠豆浆变成…, 店名从老王烧烤改叫…. */
const BEFORE_CHANGE = new RegExp(
  `(?:^|[,，。:： ]|从|由|把|将)((?!从|由|把|将|户名|名字|名称|店名|要|请|想|帮|现|我|你|电)[\\p{Script=Han}A-Za-z0-9()（）·]{3,24}?)(?:已经|要|现在|现)?${CHANGE}(?:成|为|叫)`,
  'gu',
);

/** A company that is another now: 甲公司现在是乙公司. */
const IS_NOW = new RegExp(
  `(?<![\\p{Script=Han}A-Za-z0-9])([\\p{Script=Han}A-Za-z0-9()（）·&]{2,28}?(?:${SUFFIX}))(?:现在?|如今|目前|后来)(?:已经?|改|就)*(?:是|叫|改名|更名)`,
  'gu',
);

const EDGES = new RegExp(
  `${OPEN}|(?<=^|[^\\p{Script=Han}·・•‧]|[是叫为由从给把到成的我他她写印打名主人在姓跟向]|${KIN}|${HOLDER})(?=\\p{Script=Han})`,
  'gu',
);

/** Every name of a text; places are places of the folded text. */
export function chineseNames(folded: string): Candidate[] {
  const all: Candidate[] = [];
  const add = ({ name, start, end }: Read, role: Role | null, weight: number) => {
    const after = roleAfter(folded, end);
    if (after !== null && after[1] > weight) all.push({ name, role: after[0], weight: after[1], start });
    else all.push({ name, role, weight, start });
  };
  for (const [marker, role, weight, what] of MARKERS) {
    for (const match of folded.matchAll(marker)) {
      const end = match.index + match[0].length;
      FILLER.lastIndex = end;
      const skipped = what === 'here' ? 0 : (FILLER.exec(folded)?.[0].length ?? 0);
      for (const at of [end + skipped, end]) {
        const read = nameAt(folded, at, what === 'any' ? 'any' : 'name');
        if (read === null) continue;
        add(read, role, weight);
        break;
      }
    }
  }
  for (const match of [...folded.matchAll(BEFORE_CHANGE), ...folded.matchAll(IS_NOW)]) {
    const [, name = ''] = match;
    const start = match.index + match[0].indexOf(name);
    if (allowed(name)) all.push({ name, role: 'old', weight: 72, start });
  }
  // Names that nothing tells: in quotes, or a person's after the end of another word.
  for (const { index } of folded.matchAll(EDGES)) {
    const read = nameAt(folded, index, 'name');
    if (
      read === null ||
      !allowed(read.name) ||
      (!/["“「『《‘']/.test(folded[index] ?? '') && personAt(folded, index) !== read.name)
    )
      continue;
    const arrow = /(?:→|->|=>|➡|—>) ?$/.test(folded.slice(Math.max(0, index - 4), index));
    add(read, arrow ? 'new' : null, arrow ? 95 : 0);
  }
  return all;
}
