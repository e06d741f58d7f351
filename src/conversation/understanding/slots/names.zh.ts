/** Names in Chinese wishes to change them: what stands before and after a name tells whether it is the old or the new one. */
import { personAt } from './surnames.ts';

export type Role = 'old' | 'new';
/** A name somewhere in a text, with what it is taken for and how plainly that was said. */
export interface Candidate {
  readonly name: string;
  readonly role: Role | null;
  readonly weight: number;
  readonly start: number;
}

const OPEN = '["“「『《‘\']';
const CLOSE = '["”」』》’\']';
const LATIN = "[A-Z][\\p{L}'’.-]*(?: (?:&|de|van|von|bin|[A-Z][\\p{L}'’.-]*)){0,4}";
const SUFFIX =
  '公司|集团|工作室|事务所|商行|企业社?|实业社|工程行|早餐店|管理委员会|管委会|业委会|委员会|合作社|基金会|协会|学校|幼儿园|医院|诊所|超市|餐厅|饭店|酒店|酒楼|宾馆|旅馆|民宿|书店|药店|药房|店铺?|厂|中心|商贸|贸易|置业|地产|物业|科技|商店|网吧|网咖|面馆|[行馆坊社屋铺会院所部]';
const QUOTED = new RegExp(`${OPEN}([^"“”「」『』《》‘’']{2,30})${CLOSE}`, 'uy');
const LATIN_AT = new RegExp(LATIN, 'uy');
const COMPANY = new RegExp(
  `(?:(?![叫是了们给]|变成|变为|变更|改成|改为|改叫|改名|换成|更名|更改|更正|过户|转到|转给)[\\p{Script=Han}A-Za-z0-9()（）·&]){2,28}?(?:${SUFFIX})(?=$|[^\\p{Script=Han}A-Za-z0-9(（]|[的了吧呢啊吗改换变更过转要名这接应电户开出报现]|如今|目前|后来|可以|帮|麻烦|先生)`,
  'uy',
);
/** Whatever stands there, up to the end of its clause or to a word that goes on. */
const RUN =
  /[\p{Script=Han}A-Za-z][\p{Script=Han}A-Za-z0-9()（）·&.-]{1,24}?(?=$|[^\p{Script=Han}A-Za-z0-9()（）·&.-]|了(?=$|[,，。!！?？;；\s])|的?名[下义]|才[对是]|可以|吧|呢|啊|哦|嘛|吗|还有|另外|然后|顺便|帮|麻烦|谢谢|就[好行可]|改[成为叫名]|换成|变[成更为]|更[改名正]|应[该为]|转[到给]|过户|过给|[,，]|电话|手机|同一个?人)/uy;

const KIN =
  '媳妇儿?|老婆|太太|妻子?|爱人|老公|先生|丈夫|妈妈?|母亲|爸爸?|父亲|老爸|老妈|儿子|女儿|闺女|大?[表堂]?(?:哥哥?|姐姐?|姊姊?|弟弟?|妹妹?|嫂子?)|爷爷|奶奶|外公|外婆|姥姥|姥爷|阿公|阿嬷|阿妈|公公|婆婆|岳父|岳母|孙子|孙女|外孙|叔叔?|阿姨|[大小二三]?(?:姨妈?|姨父|姑姑?|姑妈|姑父|伯伯?|伯父|伯母|婶婶?|舅舅?|舅妈)|侄子|侄女|外甥女?|女婿|媳|前妻|前夫|男友|女友|男朋友|女朋友|室友|同事|朋友|合伙人|股东';
const HOLDER =
  '房东|房客|租客|租户|租户|承租人|业主|户主|屋主|房主|买家|买方|卖家|卖方|老板|店主|住户|用户|用电人|用电户|户名人|名义人|开发商|产权人|所有人|接手的?人|主人|东家|店长|负责人';
/** What may stand between the word that tells and the name itself. */
const FILLER = new RegExp(
  `(?:[ :：,]|是|叫做?|为|成|了|的|正确的?|本名|真名|真实姓名|名字|姓名|户名|名称|全名|现?在|这|一[个位]|公司(?=[:：])|[英中]文名?|前手|[外本]国人|外地人|本地人|老外|外籍人士?|(?:营业)?执照(?:上|里)?的?|(?:身[份分]证|户口[本簿]|房产证|房本|权状|证件)(?:上|里)?的?|新来的|刚来的|汉字|英文|中文|拼音|(?:我|他|她|我们|俺|咱|你们?)(?:家|自己|本人)?(?:的)?(?=(?:大|小|二|亲|前)?(?:${KIN}))|(?:大|小|二|亲)?(?:${KIN})|新?(?:${HOLDER})|本人|我(?:本人|自己)?|她|他|-|—|>|=)*`,
  'uy',
);

const GONE = '(?:走了|去世|过世|不在了|没了|往生|病故|离世|搬走|搬出去)了?';
const MINE = '(?:转|过|改|换|迁|移)(?:户|名)?[到在成给回]?我(?:自己)?的?(?:名下|名字|户头)';

const CHANGE =
  '(?:变更|更改|更正|订正|正名|修改|改正|改名|更名|改|换|变|更|过户|过继|过|转让|转|移|迁|挪|拟过户|转移)(?:名|户|登记)?';
/** 登记成, 登记到: alone it tells nothing. */
const ENTERED = '登记';
const ROLES: readonly (readonly [string, Role, number, 'any' | 'name' | 'here'])[] = [
  // Changed to.
  [`(?:${CHANGE}|${ENTERED})(?:成|为|作|做|叫|到|给|至|去|回|予|由)(?:了)?`, 'new', 90, 'any'],
  [`${CHANGE}(?![成为作做叫到给至去回予由了])`, 'new', 45, 'name'],
  ['(?:统一|一律|今后|以后|都|启|改|请|要)用', 'new', 80, 'any'],
  [
    '(?:应该?|本应|应当|得|要)(?:要)?(?:是|为|叫|改为|写)|即(?:是|为)?|不对[,，。]? ?(?:应该?)?是|错了[,，]? ?是|才是',
    'new',
    92,
    'any',
  ],
  ['(?:买|租|盘|接手?)(?:了|下)?(?=[^,，。]{2,4}的(?:房|店|铺|厂|宅))', 'old', 88, 'name'],
  ['应该?(?=[^是为叫,，。]{2,12}才[对是])', 'new', 92, 'any'],
  ['现在?就(?:是|叫)?', 'new', 84, 'name'],
  ['(?:正确|对)(?:的)?(?:名字|姓名|户名|名称|写法)?(?:是|应?为|叫|:|：)', 'new', 92, 'any'],
  ['(?:其实|实际上?|本来)(?:应该)?(?:是|叫)|真名(?:是|叫)?|本名(?:是|叫)?|全名(?:是|叫)?', 'new', 85, 'any'],
  [
    `新(?:的)?(?:户名|名字?|名称|店名|公司名称?|单位名称?|${HOLDER}|户头)?了?(?:名?字?[是叫]|为|:|：|写)(?:是|叫|:|：)?`,
    'new',
    92,
    'any',
  ],
  [`(?:新|现任|接任)(?:的)?(?:户名|名字?|名称|店名|公司名称?|${HOLDER})?`, 'new', 80, 'name'],
  ['现(?:在|今|如今)?(?:改|已)?(?:名|叫|为|任是|任为|任|名叫|改名|更名)(?:是|叫|为|成)?', 'new', 88, 'any'],
  ['现(?:在|今|如今)是|(?<=^|[,，。 ])(?:是|叫做?)', 'new', 48, 'name'],
  ['[大学]名(?:是|叫)|后(?:来)?(?:叫|称|改叫)(?!我)', 'new', 86, 'any'],
  ['乙方[:：]?', 'new', 70, 'name'],
  ['(?<![前旧原老])(?:租客|租户|房客|承租人)', 'new', 40, 'name'],
  ['(?:以后|今后|从此|往后|后来|如今|婚后)(?:就|改|都)?(?:叫|是)', 'new', 85, 'any'],
  [
    '(?:身[份分]证|户口[本簿]|执照|房产证|房本|权状|护照|证件|证照|证书)(?:上|里)?(?:面)?(?:的)?(?:名字|姓名|写|登记|明明)?(?:的)?(?:是|叫|为|写着)',
    'new',
    82,
    'any',
  ],
  ['(?:卖|盘|顶|顶让|让|送|赠|转手|转租|出租|租|留|交|判|归还)(?:给|予|与|让给|了给)(?:了)?', 'new', 70, 'name'],
  ['接手的?(?:人|店)?(?:是|叫|:|：)', 'new', 62, 'any'],
  ['(?<![帮叫替还])给', 'new', 48, 'name'],
  ['归|接手的?人?|受让(?:方|人)|转入(?:方|人)|买[方家主](?:是|叫|:|：)?|现由', 'new', 60, 'name'],
  ['我(?:现在|的名字|名字)?(?:叫|是)|本人|(?:名字|姓名|名)叫做?', 'new', 50, 'name'],
  ['我', 'new', 50, 'here'],
  [`(?:${KIN})(?:叫|是|名叫|,|，)?|[她他]叫`, 'new', 30, 'name'],
  // What it was.
  // Who is gone, and whoever's comes into mine.
  [`${GONE}[^。]{0,6}?(?:[她他](?:的名字)?)?(?:名?叫|是)`, 'old', 91, 'name'],
  [`(?:[她他]|${KIN}|${HOLDER}|户名|名字)(?:名?[叫是])?(?=[^我]{2,24}${MINE})`, 'old', 91, 'name'],
  [
    `(?:原本?|旧|老|上一?[个任]|前任?|之前|以前|原先|过去)(?:的)?(?:户名|名字?|名称|店名|公司名|招牌|${HOLDER})(?:是|叫|为|:|：|写)*`,
    'old',
    93,
    'any',
  ],
  ['(?<=^|[,，。 ])原(?=[ :：])', 'old', 91, 'name'],
  ['(?<=^|[,，。 ])现(?=[ :：])', 'new', 91, 'name'],
  ['前[任手](?:是|叫|:|：)?|旧[:：]|原[:：]|让渡人[:：]?|甲方[:：]?|[小乳]名(?:是|叫)?', 'old', 93, 'any'],
  [
    '(?:原来|原本|以前|之前|过去|从前|原先|早先|本来|先前|婚前)(?:的)?(?:名字|户名)?(?:是|叫)|曾用名|旧称|原称|[旧老]的?(?:是|叫)',
    'old',
    93,
    'any',
  ],
  [
    '(?:原来|本来|原本|以前|之前|当初|当时|最早|一直)(?:都|是)?(?:的)?(?:户名|名字)?(?:登记|用|写|挂|填|报|留|记)(?:的)?(?:是|为|在|名字是|名字)?',
    'old',
    93,
    'name',
  ],
  ['原本|原来|原先|以前', 'old', 82, 'name'],
  ['不(?:是|叫)|并非|而非|别写', 'old', 80, 'name'],
  [
    '(?:写|打|登记?|录|印|输入?|敲|弄|搞|显示|拼|错|存|填)(?:错)?(?:成|为|作|的是|的名字是|着|的)(?:了)?|(?:误|错)(?:写|植|登)(?:成|为)?',
    'old',
    91,
    'any',
  ],
  [
    '(?:你们|系统|账单|电费单|那边|这边|单子|通知单|页面|app)(?:的|上|里|那边|这边|系统|账单|面|抬|头|我){0,4}(?:写|是|的是|写的是|叫|显示|显示的是)',
    'old',
    84,
    'name',
  ],
  ['在', 'old', 42, 'name'],
  ['(?<!应)[印打写存录显]', 'old', 55, 'here'],
  ['(?:挂在?|挂着|登记在|记在|仍在|还在|仍是|还是|还写着?|一直是|都是|还叫)', 'old', 84, 'name'],
  ['卖[方家](?:是|叫|:|：)?|出让(?:方|人)|转[出让](?:方|人)(?:是|叫|:|：)?', 'old', 90, 'name'],
  [
    `(?:现|目前|当前)?(?:户名|户主|用电人|登记人|名字|户头)(?:现在|目前)?(?:登记|挂)?(?:的)?(?:是|叫|写|写的是|为|在|:|：)?`,
    'old',
    60,
    'name',
  ],
  ['(?:由|从|自|把|将)(?:原来的?|旧的?)?(?:户名|名字|店名|姓名|户主)?(?:里|上|中)?(?:的)?', 'old', 75, 'name'],
];
const MARKERS = ROLES.map(([source, role, weight, what]) => [new RegExp(source, 'gu'), role, weight, what] as const);

const TO = '(?:成|为|叫|给|到|回|至)';
/** What follows a name and tells. */
const AFTER: readonly (readonly [RegExp, Role, number])[] = [
  // 从周海涛手里买的, 跟王建国买的房.
  [
    /^(?:先生|女士|小姐)?(?:手[里上中]|那(?:里|边|儿)?|处|名下)?(?:买|购|接手?|盘|顶|租|继承)(?:的|过来|下来?|到|了|来)/u,
    'old',
    92,
  ],
  // 我妈李秀凤送给我了, 王建国把房子卖给我.
  [
    /^(?:先生|女士|小姐)?[ ,，]?(?:已经?|刚|去年|今年|上个?月)?(?:把[^,，。]{1,8})?(?:送|赠|过户?|转|转让|让|留|卖|传|交|盘|顶|过继|赠与|赠送)(?:给|予|与|了给)?(?:了)?(?:我|咱|俺)/u,
    'old',
    93,
  ],
  [/^(?:先生|女士|小姐)?给(?:了)?我(?:们)?的/u, 'old', 90],
  [
    /^["”」』》’']?(?:公司)?[,，]? ?(?:现在?|如今|目前|今后|以后|后来)(?:已经?|改|就|都)*(?:是|叫|为|改名|更名)(?!我)/u,
    'old',
    89,
  ],
  [/^ ?换(?=\p{Script=Han}{2,4}(?:$|[,，。 ]))/u, 'old', 90],
  [/^(?:来)?(?:继承|承接|接手|接管|接着用|承租)/u, 'new', 89],
  [/^ ?(?:→|->|=>|➡|—>|-->)/u, 'old', 95],
  [
    new RegExp(
      `^["”」』》’']?(?:先生|女士|小姐)? ?(?:名下)?(?:的)?(?:名字|户名|户头|电表|电户|表|户口|电)?(?:要|请|想|需要?|得|能|现在|帮我|麻烦|都|这)?(?:要|改|请)?${CHANGE}${TO}`,
      'u',
    ),
    'old',
    88,
  ],
  [/^["”」』》’']?(?:先生|女士|小姐)?[ ,，]?(?:应该?|本应)(?:是|为|改|叫)/u, 'old', 88],
  [
    /^["”」』》’']?(?:先生|女士|小姐)?(?:的)?(?:名字|户名|名义)?(?:还|仍|一直)?(?:挂|登记)|^(?:先生|女士)?(?:上个?月|去年|今年|前年|刚刚?)?(?:去世|过世|走了|往生|不在了|搬走|把(?:房|店|铺|电|户|表|这)|卖)/u,
    'old',
    86,
  ],
  [
    /^["”」』》’']?(?:被|给|都|却|让|你们|系统|他们){0,3}(?:错)?(?:打|写|登记?|印|录|输|敲|弄|搞)(?:错)?(?:成|为)/u,
    'new',
    93,
  ],
  [/^["”」』》’']?才(?:对|是)|^["”」』》’']?[ ,，]?(?:而)?不(?:是|叫)/u, 'new', 91],
];

const NO_NAME =
  /^(?:[修更改订]正$|(?:外国|外地|外省|本地|当地|外籍|年轻|陌生)人|老外|外籍|华侨|(?:大陆|内地|台湾|香港|中国|美国|英国|日本)人(?:$|,|，)|[写打填登录印弄搞]错|亲戚|邻居|熟人|中介|法院|银行|[大小全]名|做|我|你|他|她|自己|本人|新的?|正确|现在|名下|别人|谁|什么|怎么|哪|一个|那个|这个|同一|公司|个人|我的|我们|人家|对方|原来|以前|一样|不|没|其他|另|真名|真正|对的|要|想|可以|能|去|来|请|帮|麻烦|户|名字?|用?电|更|登记|改|换|过|错|还|都|也|这|那|小孩|孩子|上面|里面|单位|企业)|^(?:社区|我们|本|这家?)?(?:管委会|公司|单位|店|幼儿园|学校|工作室|社团|厂|工厂)$|(?:名字|户主|名下|公司名|电表|账户|户号|户名|过户|更名|改名|证件|身份证|材料|手续|怎么|什么|房子|这里|那里|电话|手机|号码|邮箱|地址|密码|的人$|住的|[姓的]$|营业执照)|^(?:公司|房子|店|厂|铺子|房|先生|太太|小姐|女士|老师|师傅)$/;
const WHOLE_KIN = new RegExp(`^(?:大|小|二|亲)?(?:${KIN}|${HOLDER})`, 'u');

interface Read {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

const allowed = (name: string) => name.length >= 2 && name.length <= 30 && !NO_NAME.test(name) && !WHOLE_KIN.test(name);

/** A name that begins at a place: quoted, of Latin letters, of a company, of a person; `any`: whatever stands there. */
export function nameAt(text: string, at: number, what: 'any' | 'name'): Read | null {
  QUOTED.lastIndex = at;
  const quoted = QUOTED.exec(text)?.[1];
  if (quoted !== undefined) return { name: quoted, start: at + 1, end: at + quoted.length + 2 };
  const person = personAt(text, at);
  for (const pattern of [LATIN_AT, COMPANY]) {
    pattern.lastIndex = at;
    const name = pattern.exec(text)?.[0].replace(/[.,]$/, '');
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
  `${OPEN}|(?<=^|[^\\p{Script=Han}·・•‧]|[是叫为由从给把到成的我他她写印打名主人在姓]|${KIN})(?=\\p{Script=Han})`,
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
