/** Parsers of questions that are answered by telling: danger, scope, breaker, whose house, role, kind, papers, notices. */
import type { SlotName } from '../../../domain/names.ts';
import { onlyGoesAhead, withoutAsking } from '../asks-danger.ts';
import type { Hearing, OpenQuestion, Option } from '../hearing.ts';
import { bare, type Heard, hear } from '../spelling.ts';
import { identifiersIn } from './identifiers.ts';
import { choose } from './options.ts';
import { asksBeside, documentsIn } from './papers.ts';
import { found, missed, type Parsed, type Parser } from './parsed.ts';
import { categoryIn, isAnonymous, kilowattsIn, ownershipIn, scopeIn, trippedIn } from './telling.ts';
import { yesOrNo } from './yes-no.ts';

export const optionsFor = (slot: SlotName | 'confirm', { open }: Hearing): readonly Option[] =>
  open?.slot === slot ? (open.options ?? []) : [];

const NOT_KNOWN =
  /^(?:我|这个?|也|真|都|还|暂时|目前){0,3}(?:不(?:太|大)?(?:知道|清楚|确定|晓得|了解|记得|懂|会看)|没注意|没留意|没看|看不[到出见清懂]|分不清|说不好|说不清|搞不清)(?:.{0,8})$|^(?:i )?(?:don'?t|do not|can'?t|cannot|not|no) (?:know|sure|idea|tell|see|certain|remember)\b.{0,24}$|^(?:no idea|unsure|unknown)$/;
export const isNotKnown = (key: string): boolean => NOT_KNOWN.test(bare(key));

/** A short yes or no, in the words of any question. */
function plainAnswer(key: string): 'yes' | 'no' | null {
  const text = bare(key);
  const said = yesOrNo(text, null);
  if (said !== null) return said;
  if (
    /^(?:有的?|有一点|有点|有啊|对的?|是有|要的?)$|^(?:yes|yeah|there (?:is|are)(?! (?:no|not|nothing|none)\b)|i do|it (?:is|does|did)|i think so)\b/.test(
      text,
    )
  )
    return 'yes';
  return /^(?:都|什么都|暂时|目前|现在|这边|一直|并|也|还|倒|应该|好像){0,3}(?:没有?|无|没的|没啊)(?:的|啊|有)?$|^(?:no|nope|none|there (?:isn'?t|aren'?t|is no(?:ne|thing))|i don'?t(?: think so)?|it (?:isn'?t|didn'?t|doesn'?t))\b(?!.{0,40}\bbut\b)/.test(
    text,
  )
    ? 'no'
    : null;
}

/** Danger is denied only plainly; what is dangerous in words was heard before. */
function dangerIn(key: string): 'yes' | 'no' | null {
  const text = bare(key);
  if (/^没事了?$/.test(text)) return 'no';
  const plain = plainAnswer(text);
  if (plain !== null) return plain;
  if (/但|不过|可是|就是有|\bbut\b|\bexcept\b/.test(text)) return null;
  if (
    /^.{0,6}(?:没有?|未|没什么|没啥|不)(?:任何)?(?:看到|看见|闻到|发现|注意到|听到|听见|见到|什么|危险|异常|这些|那些|上面|以上|情况|冒|着火|火花|烟|掉|断|人|味|电线|焦|触)|安全|一切正常|^(?:都|挺|很|蛮|还算?)?(?:正常|没事)(?:的|啊)?$|不危险|就是没电|只是(?:停电|没电)|单纯(?:停电|没电)/.test(
      text,
    )
  )
    return 'no';
  if (
    /\b(?:all |it'?s |is |everything'?s |everything is |we'?re )?(?:safe|fine|normal|ok|okay)\b|nothing (?:like|dangerous|unusual|of)|none of (?:that|those|these|them)|\bno (?:danger|sparks?|smoke|fire|wires?|smell)/.test(
      text,
    )
  )
    return 'no';
  return /^(?:很|非常|有|太|挺|有点)?(?:危险|吓人|可怕)|看到了|闻到了|\bdangerous\b/.test(text) ? 'yes' : null;
}

/** 有,很危险 · 没,都正常: where the whole says nothing plain, its first words do, and danger beats doubt. */
function dangerSaid(key: string): 'yes' | 'no' | null {
  const whole = dangerIn(key);
  if (whole !== null) return whole;
  const clauses = key.split(/[,。;!]/).map(dangerIn);
  return clauses.includes('yes') ? 'yes' : clauses[0] === 'no' && !/但|不过|可是|\bbut\b/.test(key) ? 'no' : null;
}

function breakerIn(key: string): string | null {
  const text = bare(key);
  if (isNotKnown(text) || /不会(?:看|弄)|找不到|在哪里?$|没找到|can'?t find|where is/.test(text)) return 'unknown';
  if (
    /(?:没有?|未|不是|并没).{0,3}(?:跳|推)|没动|(?:开关|闸|空开|漏保).{0,4}(?:正常|好的|没问题|开着|没事|合着|是好的|没跳)|^(?:都)?(?:正常|开着|合着|好好的)(?:的)?$|n'?t trip|not tripp|\bit'?s (?:on|fine|ok)\b|still on/.test(
      text,
    )
  )
    return 'no';
  if (
    trippedIn(text) ||
    /^(?:已经?|都|是|又|总|一直|老|就)*跳(?:了|过|掉|下来)?(?:的|了)?$|又跳|就跳|掉下来/.test(text)
  )
    return 'yes';
  return plainAnswer(text);
}

/** After the switch was put back: whether it tripped again, and if not, whether power is there: 没跳,有电了 · it held, but still no power. */
function heldIn(key: string): string | null {
  const text = bare(key);
  const trips = /跳|trip/.test(text) && !/(?:没有?|未|不|没再)(?:再|有再)?跳|n'?t trip|not trip|no trip/.test(text);
  if (trips) return 'yes';
  if (
    /没(?:有)?电|没来电|电没来|不亮|没亮|还(?:是)?黑|no (?:power|light|electricity)|still (?:dark|off|out|nothing)|not back/.test(
      text,
    )
  )
    return 'no';
  if (
    /有电了?|来电了?|电来了|亮了|恢复|正常了|power(?:'s| is)? (?:back|on)|back on|lights? (?:are|is) on|it works/.test(
      text,
    )
  )
    return 'held';
  return null;
}

const asksHeld = (open: OpenQuestion | null): boolean => open?.options?.some(({ value }) => value === 'held') === true;

const consentIn = (key: string): string | null => {
  const text = bare(key);
  if (/不(?:太)?(?:同意|授权|愿意|想|接受|答应)|拒绝|disagree|don'?t (?:agree|consent|accept)|\bno\b/.test(text))
    return 'no';
  if (
    /^(?:我)?(?:已阅读|看过了?|看完了?|读了|已读|知道了?|了解)?[,]?(?:并)?(?:我)?(?:都|完全)?(?:同意|授权|愿意|接受|答应)/.test(
      text,
    ) ||
    /^(?:i )?(?:agree|consent|accept)/.test(text)
  )
    return /[?吗]|什么/.test(key) ? null : 'yes';
  return plainAnswer(text);
};

/** Agrees, and says nothing of who owns the house. */
const ONLY_AGREES =
  /^(?:(?:好的?|好吧|好呀|好啊|ok(?:ay)?|可以|行|没问题|同意|我同意|知道了?|了解|i agree|agreed?|fine|no problem|alright|all right)[,。!. ]*)+$/;

/** 嗯, 好的, ok: heard, and nothing told. */
export const onlyAgrees = (key: string): boolean => ONLY_AGREES.test(bare(key)) || /^[嗯恩]+$/.test(bare(key));

/** To the question alone: who married has another name, and the house they had. */
const OTHER_NAME =
  /结婚|(?:改|换)了姓|冠夫姓|\b(?:last|family|sur|first|given|maiden) ?name (?:has )?changed|\b(?:only|just|changed) my (?:last|family|sur|first|given|maiden) ?name|\bgot married\b/;

const ownershipSaid = (key: string): string | null => {
  const told = ownershipIn(key);
  const text = bare(key);
  if (told !== null) return told;
  if (OTHER_NAME.test(text)) return 'no';
  if (
    /^.{0,4}(?:只|就)(?:是)?(?:想|要)?(?:改|换|更正)(?:一?下|个)?(?:名|字)|^.{0,6}(?:没变|没换|没有变|不变|还是(?:我|他|她|原来))|同一个?人|改名/.test(
      text,
    )
  )
    return 'no';
  if (
    /^(?:是|有|对)?(?:的)?[,]?(?:已经?)?(?:换了?(?:人|房主|户主|业主|主人)|变了|换了|过户了|有变(?:更|化|动)?)/.test(
      text,
    )
  )
    return 'yes';
  return ONLY_AGREES.test(text) || ONLY_AGREES.test(key) ? null : plainAnswer(text);
};

function anonymousSaid(key: string): string | null {
  const text = bare(key);
  if (
    /实名|不(?:用|要|需要|必)?匿名|可以(?:留|公开|说)|留(?:我的?)?(?:名|姓名|电话)(?!吗)(?<!不.{0,3}留.{0,5})|署名|not anonym|use my name|with my name/.test(
      text,
    ) &&
    !/不(?:想|要|愿意?|方便)?留/.test(text)
  )
    return 'no';
  return isAnonymous(text) ? 'yes' : plainAnswer(text);
}

const ROLES: readonly (readonly [string, RegExp])[] = [
  ['heir', /继承|去世|过世|往生|遗产|遗嘱|\bheir\b|inherit|passed away/],
  ['tenant', /租|房客|\btenants?\b|\brent/],
  [
    'agent',
    /代办|代理|经办|委托|受托|帮(?:忙)?(?:我)?(?:.{1,6})(?:办|弄|申请|搞|$)|替(?:.{1,6})|给(?:我)?(?:妈|爸|爷|奶|爹|娘|公公|婆婆|岳|老婆|老公|家人|别人|朋友|老人|客户|公司)|中介|\bagent\b|on behalf|\bfor (?:my|a|the|someone)\b|someone else|proxy|representative/,
  ],
  [
    'owner',
    /本人|我自己|自己|自有|产权人|业主|房主|户主|屋主|就是我|买家|买方|买的|(?<![没未不])买(?:了|下|过)?.{0,6}[房屋套](?!.{0,2}的(?:人|朋友|客户|亲戚|那))|(?:刚|新|才|我)买(?:了|下)|新主人|^我$|^是我$|我的房|\bowner\b|myself|\bmine\b|^(?:it'?s )?me$|\bi own\b|self$|\b(?:buyer|purchaser)\b|\b(?:i|we)(?:'?ve| have)?(?: just| recently)? (?:bought|purchased)\b|\b(?:i'?m|i am|we'?re|we are) buying\b/,
  ],
];
function roleIn(key: string): string | null {
  const text = key.replace(
    /不是(?:产权人|业主|房主|户主|本人|租客|代办|我自己|我)|not (?:the |an? )?(?:owner|tenant|agent|heir)/g,
    '',
  );
  return ROLES.find(([, words]) => words.test(text))?.[0] ?? null;
}

function scopeSaid(key: string): string | null {
  if (isNotKnown(key)) return 'unknown';
  const text = key.replace(/不(?:只|止|光|单)(?:是)?(?:我|我们)?家?|不是(?:整栋|整个小区|整条街|只有我家|我家)/g, '');
  return scopeIn(text) ?? (/^(?:我|我们)家(?:里)?(?:的)?$|^(?:自己|我)家/.test(bare(text)) ? 'home' : null);
}

/** Nine digits, spaced as they were read out or not. */
function linkCode(text: string): Parsed {
  const code = /(?<!\d)\d{3}[\s-]?\d{3}[\s-]?\d{3}(?!\d)/.exec(hear(text).plain)?.[0].replace(/\D/g, '');
  return code === undefined ? missed('none') : found(code);
}

function topicsIn(key: string): string | null {
  const text = bare(key);
  if (
    /都不(?:要|用|需要|想)|全(?:部|都)?(?:不要|关|取消|退订)|(?:什么|一个|所有)(?:的)?(?:都|也)不|(?:全|都|所有.{0,4})(?:部|给我)?(?:关|取消)|^(?:关闭|关掉|关了|不要了?|不用了?|不需要|取消通知|退订)$|\bnone\b|turn (?:everything|it all|them all|all) off|(?:stop|no) (?:all|notifications|any)|unsubscribe/.test(
      text,
    )
  )
    return 'none';
  return /^(?:我)?(?:全(?:部|都)?|都|所有(?:的)?|统统)(?:都)?(?:要|开|打开|开启|开通|订阅|收|可以)?(?:的)?$|\ball(?: of (?:them|it))?\b|everything/.test(
    text,
  )
    ? 'all'
    : null;
}

/** Words of its own first, then the options; a bare number is always the place of an option. */
const telling =
  (slot: SlotName, say: (key: string, heard: Heard, hearing: Hearing) => string | null): Parser =>
  (text, hearing): Parsed => {
    const heard = hear(text);
    const options = optionsFor(slot, hearing);
    const place = /^(?:第|选|option )?\d+(?:个|项)?$/.test(bare(heard.key)) && options.length > 0;
    const said = place || heard.key.length > 200 ? null : say(heard.key, heard, hearing);
    if (said !== null) return found(said);
    const chosen = options.length > 0 ? choose(heard.key, options) : missed('none');
    return chosen.ok || !place ? chosen : slot === 'capacityKw' ? kilowatts(heard) : chosen;
  };

const kilowatts = ({ key }: Heard): Parsed => {
  const said = kilowattsIn(bare(key), true);
  return said === null ? missed(/\d/.test(key) ? 'range' : 'none') : found(said);
};

/** What a case is about may be said instead of its number: 那个过户的. */
function caseIn(text: string, hearing: Hearing): Parsed {
  const { key, plain } = hear(text);
  const numbers = identifiersIn(plain, 'case', hearing.locale).filter(({ slot }) => slot === 'case');
  const [number] = numbers;
  if (number !== undefined) return found(number.value);
  const options = optionsFor('case', hearing);
  if (options.length === 0) return missed(/\d{6}/.test(plain) ? 'length' : 'none');
  const chosen = choose(key, options);
  if (chosen.ok) return chosen;
  const about = bare(key)
    .replace(/^(?:就?是|我的?|那个|这个|关于|查|看|催|的|说|选|要){1,4}/, '')
    .replace(/(?:的|那个|那件|那张|工单|案件|申请|单子|one|case|事){1,3}$/, '')
    .replace(/^(?:the |my |about |for ){1,3}/, '')
    .trim();
  return about.length >= 2 && about !== bare(key) ? choose(about, options) : chosen;
}

const dangerOrNot = telling('danger', (key) => dangerSaid(key));
/** 会有危险吗 and "go ahead" are neither yes nor no. */
function dangerTold(text: string, hearing: Hearing): Parsed {
  const { key } = hear(text);
  const rest = withoutAsking(key);
  if (rest === '' || onlyGoesAhead(key)) return missed('none');
  return dangerOrNot(rest === key ? text : rest, hearing);
}

export const TOLD = {
  danger: dangerTold,
  scope: telling('scope', (key) => scopeSaid(key)),
  breaker: telling('breaker', (key, _heard, { open }) => (asksHeld(open) ? heldIn(key) : null) ?? breakerIn(key)),
  ownershipChanged: telling('ownershipChanged', (key) => ownershipSaid(key)),
  consent: telling('consent', (key) => consentIn(key)),
  anonymous: telling('anonymous', (key) => anonymousSaid(key)),
  role: telling('role', (key) => roleIn(key)),
  category: telling('category', (key, _heard, { open }) => (open === null ? null : categoryIn(open.service, key))),
  capacityKw: (text, hearing) => {
    const chosen = telling('capacityKw', (key) => kilowattsIn(key, false))(text, hearing);
    return chosen.ok ? chosen : kilowatts(hear(text));
  },
  documents: (text, hearing) => {
    const { key } = hear(text);
    const said = documentsIn(key);
    if (said !== null) return found(said);
    return asksBeside(key) ? missed('none') : choose(key, optionsFor('documents', hearing));
  },
  link: (text, hearing) => {
    const code = linkCode(text);
    return code.ok ? code : choose(hear(text).key, optionsFor('link', hearing));
  },
  linkCode: (text) => linkCode(text),
  topics: telling('topics', (key) => topicsIn(key)),
  case: caseIn,
} as const satisfies Partial<Record<SlotName, Parser>>;

export const isTold = (slot: SlotName | 'confirm'): slot is keyof typeof TOLD => slot in TOLD;
