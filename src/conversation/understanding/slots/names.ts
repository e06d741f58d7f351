/** Names in a wish to change them: 从A改成B, 登成了A, 换成我媳妇周敏, "it's spelled A, should be B". Found in folded text, answered as written. */
import { fold } from '../../../text/script.ts';

export interface Names {
  readonly oldName?: string;
  readonly newName?: string;
}

const Q = '["“”「」『』\'‘’《》]';
/** In folded text; a name is quoted, or a run of characters that ends where a clause does. */
const NAME = `${Q}?([\\p{Script=Han}·A-Za-z][\\p{Script=Han}·A-Za-z0-9()（） .&-]{0,28}?)${Q}?`;
const END =
  '(?=[,，。;；!！?？、"”」』]|$|了[,，。]|的?(?:名下|名义|名字下)|(?:才|就)?对|才是|给(?:我|纠|改)|,|,户名|吧|呢|啊|喔|哦|还有|另外|然后|顺便|帮我|麻烦|谢谢| 谢谢)';
const KIN =
  '(?:(?:我|我们|他|她|现在|新)?(?:的)?(?:媳妇|老婆|太太|妻子|爱人|老公|先生|丈夫|妈妈?|母亲|爸爸?|父亲|儿子|女儿|哥哥?|姐姐?|弟弟?|妹妹?|爷爷|奶奶|阿公|阿嬷|公公|婆婆|岳父|岳母|房东|房客|租客|业主|户主|屋主|买家|买方|新业主|新户主|新房东|股东|合伙人|老板|孙子|孙女|叔叔|舅舅|侄子|外甥))?';

const BOTH: readonly RegExp[] = [
  new RegExp(
    `(?:把)?(?:户名|名字|姓名|户主|名称|公司名|抬头)?(?:由|从)${NAME}(?:变更|更改|更正|变|改|换|更|过户)(?:成|为|到|给|至)(?:了)?${NAME}${END}`,
    'u',
  ),
  new RegExp(
    `(?:把)(?:我的)?(?:户名|名字|姓名|户主|名称)?(?:里|上)?(?:的)?${NAME}(?:变更|更改|更正|改|换|更)(?:成|为|到)(?:正确的)?${NAME}${END}`,
    'u',
  ),
];
/** Right and wrong beside each other: 是周立不是周丽, 林佳慧打成林佳惠, 不是陈芳是程芳. */
const NEW_OLD: readonly RegExp[] = [
  new RegExp(`(?:应该|其实|正确的?)?是${NAME}[,，]? ?(?:而)?(?:不是|不叫)${NAME}${END}`, 'u'),
  new RegExp(
    `(?:户?名字?(?:是|叫)?|把|姓名|公司)?${Q}?((?!名|户)[\\p{Script=Han}]{2,4})${Q}?(?:被|给|都|却|你们|系统|错|误){0,3}(?:打|写|登|登记|录|输|印|弄|搞)(?:错)?(?:成|为)(?:了)?${NAME}${END}`,
    'u',
  ),
];
const OLD_NEW: readonly RegExp[] = [
  new RegExp(`不(?:是|叫)${NAME}[,，]? ?(?:而|应该|其实)?(?:是|叫)${NAME}${END}`, 'u'),
  new RegExp(
    `(?:写|登|打|录|印|登记|弄|搞)(?:成|的是)(?:了)?${NAME}(?:了)?[,，。]? ?(?:其实|实际|应该|正确的?|我|真名|本来|但我|可我|身份证上?){0,3}(?:是|叫|为)${NAME}${END}`,
    'u',
  ),
];
const OLD_THEN: readonly RegExp[] = [
  new RegExp(`(?:登记|登|写|打|录|印|输|弄|搞|系统里|账单上|显示)(?:成了?|的是|错成|为了?|错为)${NAME}${END}`, 'u'),
  new RegExp(
    `(?:旧名字?|原名|原来叫|以前叫|之前叫|曾用名|原户名|原户主|旧户名|老户主|前屋主|前户主|前房东)(?:是|叫|为|:|：)?${NAME}${END}`,
    'u',
  ),
  new RegExp(`不是${NAME}(?=[,，]? ?(?:是|应该|而是))`, 'u'),
];
const NEW_THEN: readonly RegExp[] = [
  new RegExp(
    `(?:改名(?:字)?(?:叫|为|成)?|现改(?:名)?(?:为|叫)?|现在(?:改)?叫|现名|新名(?:字)?(?:是|叫|为|:|：)?|新户名(?:是|叫|为|:|：)?|应该是|应为|正确的?(?:名字|姓名|户名)?(?:是|为|:|：)|身份证上?(?:的名字)?(?:是|写的是|叫)|真名(?:是|叫)?|本名(?:是|叫)?)${NAME}${END}`,
    'u',
  ),
  new RegExp(
    `(?:更名|过户|过|改|换|转|变更|更正|更改|登记|挂|移)(?:名)?(?:成|为|到|给|至|在)(?:了)?${KIN}(?:,)?${NAME}${END}`,
    'u',
  ),
  new RegExp(
    `(?:新(?:业主|户主|屋主|房东|承租人|租客|主人)|承租人|接手的?人?|买方|买家)(?:是|叫|为|:|：)${NAME}${END}`,
    'u',
  ),
  new RegExp(`(?:我叫|我是|名字叫|名字是|全名是?|本人)${NAME}${END}`, 'u'),
  new RegExp(
    `(?:房子|店|铺子|厂|公司|门面|屋)?(?:卖|转|租|盘|顶|让|送|过|留)(?:让)?给(?:了)?${KIN}${NAME}(?=了|[,，。]|$)`,
    'u',
  ),
];
const EN_NAME = "([A-Z][\\w'.&-]*(?: (?:(?:of|the|and|&|de|van|von|da|la) )?[A-Z][\\w'.&-]*){0,4})";
const EN: readonly (readonly [RegExp, 'new' | 'old' | 'both'])[] = [
  [new RegExp(`\\b(?:from|change|changed|rename|renamed|correct|amend) ${EN_NAME} (?:in)?to ${EN_NAME}`), 'both'],
  [new RegExp(`(?:says?|shows?|reads?|have|wrote|printed|listed as|down as|written as|is written) ${EN_NAME}`), 'old'],
  [
    new RegExp(
      `(?:spel(?:led|t)|called|listed|registered|written|printed|wrote|got|have|put|named|addressed)(?: (?:me|my name|it|us|her|him|down|to|as|the name|wrong))* ${EN_NAME}(?=[,.;]| (?:but|instead|it should|should|and it|when|not)|$)`,
    ),
    'old',
  ],
  [new RegExp(`(?:formerly|previously|used to be|was|old name(?: is| was)?|instead of|not) ${EN_NAME}`), 'old'],
  [
    new RegExp(
      `(?:should (?:be|read|say)|it'?s|it is|now|correct(?: name)? is|really|change(?:d)? (?:it |my name |the name |our name |the account name |the account )?to|rename(?:d)? (?:it |us )?(?:to )?|new name(?: is|:)?|called|name of|name is|put (?:it|the account|everything) in|under|to my (?:wife|husband|son|daughter|mother|mum|mom|father|dad|brother|sister|partner)'?s?(?: name)?,?|my (?:wife|husband|son|daughter|mother|mum|mom|father|dad|brother|sister|partner),?|(?:new )?(?:tenant|owner|buyer|holder|landlord|customer)(?: is| will be|:|,)?|to|for|i am|i'm|name) ${EN_NAME}`,
      '',
    ),
    'new',
  ],
];
/** Words that are caught like names and are none. */
const NO_NAME =
  /^(?:我|你|他|她|自己|本人|新的?|正确|现在|老婆|老公|先生|太太|妈|爸|名下|别人|谁|什么|怎么|哪|一个|那个|这个|同一|户主|租客|房东|买家|公司|个人|儿子|女儿|媳妇|母亲|父亲|电|我的|我们|人家|现任|小孩|孩子|对方|原来|以前|一样|不|没|其他|另)|(?:名字|户主|名下|公司名|电表|账户|户号|过户|更名|改名|证件|身份证|材料|手续)|^(?:I|My|The|Please|It|A|An|Can|This|That|Mine|EV|We|You|Just|January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|No|Yes|Mr|Mrs|Ms)$/;

function asWrittenAt(written: string, folded: string, match: RegExpExecArray, group: number): string | undefined {
  const said = match[group];
  if (said === undefined) return undefined;
  const start = folded.indexOf(said, match.index);
  const name = (folded.length === written.length ? written.slice(start, start + said.length) : said).trim();
  return name.length < 2 || name.length > 40 || NO_NAME.test(fold(name)) ? undefined : name.replace(/[.的]$/, '');
}

/** The names a message gives; `written` is the text as it was written. */
export function namesIn(written: string): Names {
  const text = written.slice(0, 300);
  const folded = fold(text);
  const first = (patterns: readonly RegExp[], group = 1): string | undefined => {
    for (const pattern of patterns) {
      const match = pattern.exec(folded);
      const name = match === null ? undefined : asWrittenAt(text, folded, match, group);
      if (name !== undefined) return name;
    }
    return undefined;
  };
  let oldName = first(BOTH, 1) ?? first(OLD_NEW, 1) ?? first(NEW_OLD, 2) ?? first(OLD_THEN);
  let newName = first(BOTH, 2) ?? first(OLD_NEW, 2) ?? first(NEW_OLD, 1) ?? first(NEW_THEN);
  const quoted = [...text.matchAll(/["“「『《]([^"”」』》]{2,30})["”」』》]/gu)].map(([, name]) => name);
  if (/\p{Script=Han}/u.test(text)) {
    if (newName === undefined && quoted.length > 0) newName = quoted.find((name) => name !== oldName);
    // 还是旧名字林美珠
    if (oldName === undefined) {
      const still =
        /(?:还是|都是|依然是|仍是|写着|写的是)(?:我?(?:旧|以前的?|之前的?|原来的?)(?:名字|名|户名)?)?([\p{Script=Han}]{2,4})(?=[,，。]|$)/u.exec(
          folded,
        );
      oldName = still === null ? undefined : asWrittenAt(text, folded, still, 1);
    }
  } else {
    for (const [pattern, kind] of EN) {
      const match = pattern.exec(text);
      if (match === null) continue;
      if (kind === 'both') {
        oldName ??= asWrittenAt(text, text, match, 1);
        newName ??= asWrittenAt(text, text, match, 2);
      } else if (kind === 'old') oldName ??= asWrittenAt(text, text, match, 1);
      else newName ??= asWrittenAt(text, text, match, 1);
    }
  }
  if (oldName === newName) oldName = undefined;
  return { ...(oldName !== undefined && { oldName }), ...(newName !== undefined && { newName }) };
}
