/** What a message sounds like: one script, one spelling, one word for one thing; the text that all rules read. */
import { asWritten, normalise } from '../../text/normalise.ts';
import { fold, hasHan } from '../../text/script.ts';
import { asciiDigits, spokenDigits } from './numbers.ts';

/** Typing, homophone and voice-to-text errors; then words of one meaning. Order matters. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/[电店典垫颠殿][废肥匪沸飞非]|[店典垫颠殿]费|点费(?!用)/g, '电费'],
  [/[缴交叫教焦胶][飞废肥]|[叫焦胶]费/g, '交费'],
  [/[护互沪]号|户[好浩毫]|湖号/g, '户号'],
  [/[张涨仗帐]单|账[丹担蛋旦]/g, '账单'],
  [/发[漂飘瓢]/g, '发票'],
  [/[邦梆帮榜][定订]|绑[顶订丁]/g, '绑定'],
  [/验[正政]码|严证码|验证[吗马]|检验码|认证码|校验码|动态码|短信码/g, '验证码'],
  [/人[公功]客服|转[人仁][公功]/g, '转人工'],
  [/[冲充][直值植]/g, '充值'],
  [/停[典店点](?!什么|钟)|亭电|听电了/g, '停电'],
  [/过[护沪]|国户/g, '过户'],
  [/头诉|投[述素数速]/g, '投诉'],
  [/电錶|电标(?!准)|店表/g, '电表'],
  [/充电[庄壮装]|冲电桩/g, '充电桩'],
  [/报[休秀]/g, '报修'],
  [/跳[匝扎]/g, '跳闸'],
  [/缴/g, '交'],
  [/纪录/g, '记录'],
  [/为[啥何嘛]|咋[个会]?(?=这么|那么)|干[嘛吗](?=这么|那么)|凭[啥什]么?/g, '为什么'],
  [/咋(?:个|样)?/g, '怎么'],
  [/啥/g, '什么'],
  [/如何|怎样(?!才)/g, '怎么'],
  [/[俺咱](?!们)/g, '我'],
  [/您/g, '你'],
  [/(?:用电|交费)?(?:户|用户|客户)编号|电号|用电户号|交费(?:户|编)?号|用户号|客户号|户头号/g, '户号'],
  [/电费(?:账)?单|电单(?!位)|用电账单/g, '电费账单'],
  [/(?:这个?|[咯果嗰]个)月份?/g, '这个月'],
];

/** Greedy, longest first; a Latin text is read as pinyin only if nothing is left over and a word of the field is in it. */
const PINYIN: Readonly<Record<string, string>> = {
  dianfei: '电费',
  zhangdan: '账单',
  fapiao: '发票',
  huhao: '户号',
  jiaofei: '交费',
  bangding: '绑定',
  jiebang: '解绑',
  rengong: '人工',
  kefu: '客服',
  tingdian: '停电',
  nihao: '你好',
  xiexie: '谢谢',
  haode: '好的',
  shide: '是的',
  quxiao: '取消',
  yanzhengma: '验证码',
  chongzhi: '充值',
  dianhao: '户号',
  zaijian: '再见',
  keyi: '可以',
  budui: '不对',
  chaxun: '查询',
  cha: '查',
  jiao: '交',
  kai: '开',
  zhuan: '转',
  duoshaoqian: '多少钱',
  duoshao: '多少',
  weishenme: '为什么',
  zenme: '怎么',
  zheme: '这么',
  name: '那么',
  gui: '贵',
  gao: '高',
  duo: '多',
  wo: '我',
  yao: '要',
  xiang: '想',
  kan: '看',
  shanggeyue: '上个月',
  zhegeyue: '这个月',
  benyue: '本月',
  yixia: '一下',
  jilu: '记录',
  de: '的',
  bang: '帮',
  qing: '请',
  wojia: '我家',
  qian: '钱',
  ma: '吗',
  le: '了',
  ba: '吧',
  shouji: '手机',
  jiaodianfei: '交电费',
  guohu: '过户',
  tousu: '投诉',
  baoxiu: '报修',
  meidian: '没电',
  tingdianle: '停电了',
  meidianle: '没电了',
  cuiyixia: '催一下',
  cuidan: '催单',
};
const ANCHORS =
  /dianfei|zhangdan|fapiao|huhao|jiaofei|bangding|jiebang|rengong|kefu|tingdian|nihao|xiexie|haode|shide|quxiao|yanzhengma|chongzhi|zaijian|weishenme|budui|guohu|tousu|baoxiu|meidian|cuiyixia|cuidan/;
/** Among English words only what is none of them. */
const SPACED =
  /\b(?:dian ?fei|jiao ?fei|jiao ?dian ?fei|ting ?dian|mei ?dian|fa ?piao|hu ?hao|guo ?hu|tou ?su|bao ?xiu|chong ?zhi|zhang ?dan|bang ?ding|jie ?bang|ren ?gong|ke ?fu|duo ?shao(?: ?qian)?|cui ?yi ?xia|cui ?dan|wei ?shen ?me)(?: le\b)?/g;
const SYLLABLES = Object.keys(PINYIN).sort((a, b) => b.length - a.length);

function fromPinyin(text: string): string {
  const joined = text.replace(/[\s']/g, '');
  if (joined.length > 60 || !ANCHORS.test(joined)) return text;
  let rest = joined;
  let result = '';
  while (rest.length > 0) {
    const other = /^[^a-z]+/.exec(rest)?.[0];
    const syllable = other ?? SYLLABLES.find((word) => rest.startsWith(word));
    if (syllable === undefined)
      return hasHan(text)
        ? text.replace(ANCHORS, (word) => PINYIN[word] ?? word)
        : text.replace(SPACED, (word) => PINYIN[word.replaceAll(' ', '')] ?? word);
    result += other ?? PINYIN[syllable];
    rest = rest.slice(syllable.length);
  }
  return result;
}

export interface Heard {
  /** As it was written, in one line. */
  readonly written: string;
  /** Normalised and folded, numbers in ASCII; places in it are places in nothing else. */
  readonly plain: string;
  /** `plain` in one spelling, without the spaces between characters. */
  readonly key: string;
}

/** A rule never looks further: of a longer text it reads how it begins and how it ends. */
const BEGINNING = 500;
const END = 300;
const shortened = (plain: string): string =>
  plain.length <= BEGINNING + END ? plain : `${plain.slice(0, BEGINNING)}。${plain.slice(-END)}`;

/** The letter of our case numbers, said. */
const DOUBLE_U =
  /\bdouble[ -]?(?:u|you)\b(?=[ ,:]*(?:\d|zero|oh|one|two|three|four|five|six|seven|eight|nine))|达不[溜留]/g;
/** 怎么他妈的又停电了: swearing says how it is meant, and not what. */
const SWEARING =
  /他妈的(?![户电手名账房家])|他妈(?=又|怎么|什么|到底)|特么|tmd|\b(?:the )?(?:fuck(?:ing|in)?|bloody|goddamn(?:ed)?|damn(?:ed)?|f\*+\w*|freaking)\b ?/g;
/** 你们怎么回事,家里突然没电: how it begins is anger and asks nothing; what follows is meant. */
const ANGRY_OPENER =
  /^(?:你们?|妳们?|贵公司)?(?:到底|这|都|也|是|又){0,2}(?:怎么|咋)(?:回事|搞的|弄的|办事的)[啊呀呢嘛]?[,。!?~ ]+(?=.{2})/;

export function hear(text: string): Heard {
  const plain = spokenDigits(asciiDigits(fold(normalise(text)).replace(DOUBLE_U, 'w')));
  let key = fromPinyin(shortened(plain)).replace(/(?<=\p{Script=Han}) | (?=\p{Script=Han})/gu, '');
  for (const [said, meant] of SPELLINGS) key = key.replace(said, meant);
  const calm = key.replace(SWEARING, '');
  return { written: asWritten(text), plain, key: (calm === '' ? key : calm).replace(ANGRY_OPENER, '') };
}

const OPENERS =
  /^(?:你好|喂|嗯+|恩+|呃+|额+|哎+|诶+|啊+|哦+|那个|就是说?|我说|我就|请问一?下?|麻烦你?|劳驾|请|亲|师傅|小姐|那就|那|不好意思|谢谢你?(?=[,。! ]*不)|对了(?=.{2})|另外|还有|顺便|然后|hi|hello|hey|excuse me|good (?:morning|afternoon|evening|day)|please|um+|uh+|well|so|and|but)(?![a-z])[,。.!~ ]*/;
const CLOSERS =
  /(?:吧|啊|呀|呢|哦|嘛|哈|啦|咯|喽|呗|噻|哟|谢谢你?|感谢|辛苦了?|(?:麻烦|拜托|有劳)(?:你|您)?了?|please|thanks|thank you|thx|[,。.!?~ 🙏😊])$/u;

/** A short message without the words around it: 嗯那个麻烦取消吧谢谢 → 取消. Long ones come back as they are. */
export function bare(key: string): string {
  if (key.length > 80) return key;
  let text = key;
  for (let round = 0; round < 12; round += 1) {
    const shorter = text.replace(OPENERS, '').replace(CLOSERS, '');
    if (shorter === '' || shorter === text) break;
    text = shorter;
  }
  return text;
}

/** Clauses in the order they were said. */
export const clausesOf = (key: string): string[] =>
  key
    .replace(/(?<=\D)[.](?=\D|$)|(?<=\d)[.](?= |$)/g, '。')
    .split(
      /[,。;!?:\n~]+|(?=顺便|顺带|另外|还有(?![多几])|然后|并且|同时|对了(?=.{3}))| (?=by the way|btw|also |and (?:also |then )?(?:i |what|why|how|can|could|please|pay|show|check|get|send))/,
    )
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '');
