/** What cannot be an address, a name, a parking space or a story: one rule a kind of answer, for every flow that asks for it. */
import type { SlotName } from '../../../domain/names.ts';
import { asWritten } from '../../../text/normalise.ts';
import { fold } from '../../../text/script.ts';
import { personAt } from '../slots/surnames.ts';
import { bare, hear } from '../spelling.ts';
import { isJudgement, isJustName, isNoSpace, isOnlyCase, isScore, namesNobody, withoutCases } from './no-value.ts';
import { placeTold } from './telling.ts';
import { yesOrNo } from './yes-no.ts';

/** Words that steer, whatever is asked. */
const STEERS =
  /^(?:我?(?:确认|提交|开始|完成|结束)(?:了|吧|办理?|提交|申请)?|下一[步个]|继续|好了|没了|没有了|就这些|就这样|就是这样|没别的了?|以上|(?:说|写|填)(?:完|好)了|重来|重新开始|菜单|帮助|返回|测试|start(?: over| now| again| it| the (?:application|process))?|begin|done|finish(?:ed)?|(?:that'?s|that is|this is|it'?s) (?:all|it|everything|done)|all done|i'?m done|nothing(?: else| more)?|next|submit|send|enter|confirm|continue|go|go on|menu|help|test|end|stop|got it|i see)$/;
/** A wish for a person, at the end of what is said. */
const PERSON =
  /(?:给|找|转|要|换|叫|来|接|想跟|想和)(?:我|个|一个|一位|接|到|你们)*(?:真人|人工|客服|专员|活人)(?:客服|服务|说话|讲话|说)?$|^(?:真人|人工|活人)(?:客服|服务)?$|\b(?:give me|get me|let me (?:talk|speak) to|i want|talk to|speak to) (?:a |an |the )?(?:real |actual |live )?(?:person|human|agent|someone real)$/;
export const wantsPerson = (text: string): boolean => {
  const said = bare(hear(text).key);
  return said.length <= 40 && PERSON.test(said);
};

/** 我叫谢志强, my name is Tang Jingyi: a name and nothing else. */
const NAME_ZH =
  /^(?:你好[,，]?|您好[,，]?)?(?:我的?(?:名字|姓名)?叫做?|(?:我的)?(?:姓名|名字)(?:是|为|為|叫|[:：\s])|本人(?:叫|姓名)?|新?(?:户主|戶主|申请人|申請人|联系人|聯絡人)(?:姓名)?(?:是|叫|为|為|[:：]))\s?(\p{Script=Han}{2,4}(?:·\p{Script=Han}{1,8})?)[。!！]?$/u;
const NAME_EN = /^(?:my (?:full )?name(?: is|'s|:)|name:|i am called) ?([\p{L}][\p{L}'’. -]{1,50}?)[.!]?$/iu;
const I_AM = /^(?:I'm|I am|This is) (\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+){1,3})[.!]?$/u;
export const nameTold = (written: string): string | null => {
  const said = asWritten(written).trim();
  const name = (NAME_ZH.exec(said) ?? NAME_EN.exec(said) ?? I_AM.exec(said))?.[1]?.trim();
  if (name === undefined || NO_NAME.test(fold(name))) return null;
  // 我叫了三次, 本人很生气: only with a family name, where nothing calls it a name.
  const plain = fold(name);
  return /^(?:我叫|本人)/.test(said) && personAt(plain, 0)?.length !== plain.length ? null : name;
};

const PARKED =
  /(?:车位|停车位|parking (?:space|spot|bay|lot))(?:号|编号| number| no\.?)?(?: is|是|为|在)?[:：\s]*([A-Za-z\d][A-Za-z\d-]{0,12}\d[A-Za-z\d-]{0,8}|[A-Za-z]\d{1,5}|\d{1,5})(?:号)?(?:车位)?[。.]?$/i;
export const parkingTold = (written: string): string | null =>
  PARKED.exec(fold(asWritten(written).trim()))?.[1] ?? null;

/** Nothing that only lies around a place says where it is: 大楼地下室, the whole building. */
const ANYWHERE =
  /(?:我们?|你们?|自己|整|全|一|这|那|本|该|只有|就|大|个|栋|幢|座|的|里|中|内)*(?:家里?|大楼|楼|地下室|小区|社区|楼上|楼下|楼里|门口|附近|隔壁|邻居|对面|车库|停车场|外面|村里?|街上|路上|城里?|市里?|那边|这边|那里|这里)|\b(?:the|our|my|a|whole|entire|all|of|in|at|near|here|there|home|house|flat|apartment|building|basement|neighbou?rs?|neighbou?rhood|street|block|area|place|outside|downstairs|upstairs|garage)\b/g;
const SIGN_ZH =
  /[路街道巷弄号栋幢楼室村庄镇乡区县市省州苑园城庄湾期段府座站校店场馆桥寺庙厂]|大厦|广场|公寓|花园|医院|中心|公司|新村|家园|超市|银行|酒店|宾馆|饭店|工地|对面|旁边|门口|路口|[山河湖港岛沟坡桥]/;
const SIGN_EN =
  /\d|\b(?:road|rd|street|st|avenue|ave|lane|ln|drive|court|place|square|close|way|park|garden(?:s)?|village|estate|tower|city|town|district|county|hall|plaza|cent(?:er|re)|mall|station|school|hospital|market|hill|bridge|farm|mansion|villa|residence|boulevard|blvd|crescent|terrace|row|walk|mews|quay|grove|heights|jalan|lorong|taman|kampung|lu|jie)\b/;
/** A sentence, and no place. */
const SENTENCE_ZH =
  /[吗呢吧啊呀了谁怎哪么没不]|我|你|他|她|有电|停电|没电|只有|都是|什么|因为|已经|可以|需要|知道|电话|手机|身份证|名字|电表|叫/;
const SENTENCE_EN =
  /\b(?:is|are|was|were|have|has|had|just|only|mine|don'?t|didn'?t|can'?t|not|yes|please|i|we|you|they|he|she|my|outage|since|about|am|pm|ago|o'clock|hours?|minutes?|thanks?|want|need|know|think|phone|number|name|went|happened|started|turned)\b/;

function isPlace(written: string): boolean {
  if (placeTold(written) !== null) return true;
  const key = fold(asWritten(written)).toLowerCase().trim();
  const rest = key.replace(ANYWHERE, '').replace(/[\s,，。.、]/g, '');
  if (rest.length < 2) return false;
  if (/\p{Script=Han}/u.test(key)) return SIGN_ZH.test(key) && !SENTENCE_ZH.test(key);
  return SIGN_EN.test(key) && !SENTENCE_EN.test(key);
}

const NO_NAME =
  /电话|手机|号码|地址|户号|账号|身份证|验证码|旧户主|原户主|[你我他她谁怎么吗]|\b(?:the|is|are|my|your|that'?s?|this|it|it'?s|all|done|start|stop|finish(?:ed)?|nothing|what|who|how|why|phone|number|address|waiting|later|person|human|agent|help|here|there)\b/i;

/** How long, and who will know: asked about the matter, and no part of it. */
const ABOUT_IT =
  /^(?:那|请问|要|还要|大概|一般)*(?:多久|多长时间|什么时候|几时|几天)[^,。]{0,8}(?:有人|回复|处理|联系|结果|回电|答复|解决|办|好|来|到)|^(?:那|请问)*(?:你们?|他们|对方|别人|会|会不会|能不能|可不可以|可以|能|是否|是不是)[^,。]{0,8}(?:泄露|泄漏|公开|透露|保密|匿名|知道我|查到我)[^,。]{0,10}$|^(?:how long|when) (?:until|till|before|will|does|do|is|can)\b|^(?:will|do|does|can|would) (?:you|they|he|she|anyone|anybody|people|my name|i) .{0,24}(?:my name|know|share|reveal|tell|confidential|anonymous)/;

const LONG_NUMBER = /(?<!\d)\+?\d(?:[\s-]?\d){6,}(?!\d)/;
const KILOWATTS = /^\d{1,4}(?:\.\d)? ?(?:千瓦|kw|瓩)$/;

/** 等一下我问下财务: a name to come is none yet. */
const PUT_OFF =
  /^(?:请|那|先|我|[,。 ])*(?:等(?:一?下|一会儿?|会儿?|等)|稍等|稍后|待会|回头|晚点|问(?:一?下|问)|查(?:一?下|查)|找(?:一?下|找)|不(?:知道|清楚|记得|晓得)|忘(?:了|记))|^(?:wait|hold on|just a |one (?:moment|sec\w*|minute)|let me (?:ask|check|look|see)|i(?:'ll| will| have to| need to) (?:ask|check|look)|i (?:don'?t|do not) (?:know|remember)|no idea|not sure)\b/;

/** Whether these words, as they were written, cannot be an answer of this kind. */
export function cannotBe(slot: SlotName, written: string): boolean {
  const { key } = hear(written);
  const said = bare(key);
  const steers = STEERS.test(said) || yesOrNo(said, null) !== null;
  switch (slot) {
    case 'address':
      return steers || wantsPerson(written) || nameTold(written) !== null || !isPlace(withoutCases(written));
    case 'name':
      return (
        steers ||
        wantsPerson(written) ||
        NO_NAME.test(fold(written)) ||
        /\d{3}/.test(written) ||
        namesNobody(said) ||
        isJudgement(said) ||
        (/\d/.test(written) && placeTold(written) !== null)
      );
    case 'title':
      return wantsPerson(written) || isScore(said) || PUT_OFF.test(said);
    case 'parkingSpace':
      return (
        steers ||
        wantsPerson(written) ||
        nameTold(written) !== null ||
        LONG_NUMBER.test(written) ||
        KILOWATTS.test(said) ||
        isNoSpace(said) ||
        isJudgement(said) ||
        isJustName(written)
      );
    case 'description':
    case 'about':
    case 'reason':
      return (
        steers ||
        (said.length <= 40 && wantsPerson(written)) ||
        !/\p{L}/u.test(said) ||
        nameTold(written) !== null ||
        (slot !== 'about' && isJustName(written)) ||
        isScore(said) ||
        isOnlyCase(written) ||
        (said.length <= 60 && ABOUT_IT.test(said)) ||
        /^(?:我?(?:要|想)?(?:不用?匿名|匿名|实名)|(?:not |stay |be )?anonymous(?:ly)?)$/.test(said)
      );
    default:
      return false;
  }
}
