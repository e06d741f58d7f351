/** Words in the shape of an answer that name nothing: 旧房主 is nobody's name, 租的车位 no parking space, 4分 no story, a case's number no place. */
import { fold } from '../../../text/script.ts';
import { personAt } from '../slots/surnames.ts';

/** Who somebody is to somebody. */
const OLD =
  /(?:旧|原|前|老|上一?任|上家|之前|以前|原来|原先|现在|目前)的?(?:户主|房主|屋主|业主|房东|东家|住户|用户|租客|房客|主人)|卖家|卖方|买家|买方/;
const SOMEBODY =
  /^(?:我们?|咱们?|他|她|你们?|家里?|这|那|就|是|写|用|填|叫|自己|新|现在?|个|位|的|名字|姓名|户|开头|[,，。 ])*(?:户主|房主|屋主|业主|房东|东家|住户|用户|租客|房客|租户|产权人|申请人|代办人|中介|物业|本人|我自己|自己|老婆|老公|妻子|丈夫|太太|先生|爱人|对象|儿子|女儿|孩子|小孩|爸爸?|妈妈?|父亲|母亲|父母|爷爷|奶奶|外公|外婆|公公|婆婆|岳父|岳母|丈人|丈母娘|阿公|阿嬷|阿姨|叔叔|哥哥?|姐姐?|弟弟?|妹妹?|朋友|同事|邻居|老板|个人|公司|单位|企业)(?:的|名字|姓名|本人|吧|啊|[,，。 ])*$/;
const SOMEBODY_EN =
  /^(?:(?:it'?s|for|the|my|our|your|his|her|a|an|old|previous|former|last|past|current|new|account|house|home|flat|property) )*(?:owner|holder|landlord|landlady|seller|buyer|tenant|renter|occupant|resident|applicant|agent|wife|husband|spouse|partner|mother|father|mum|mom|dad|parents?|son|daughter|brother|sister|uncle|aunt|friend|boss|company|business|individual|myself|me|name|own name)(?:'s)?(?: name)?$/;

/** Said in the place of a name: who it is, and not what they are called. `said` is heard text. */
export const namesNobody = (said: string): boolean => OLD.test(said) || SOMEBODY.test(said) || SOMEBODY_EN.test(said);

/** 4分, five stars: a judgement, wherever it is not asked for. */
const SCORE =
  /^(?:打|给|评|我)*(?:\d{1,3}|[一二两三四五十])(?:个|颗)?(?:分|星)(?:吧|好评)?$|^(?:\d{1,3}|one|two|three|four|five|ten)[ -]?(?:stars?|points?|out of (?:5|five|10|ten)|\/ ?(?:5|10))$/;
const JUDGED = /^(?:很|非常|十分|挺|还算|比较|不|太|不太)*满意(?:了|的|吧)?$|^(?:very )?(?:dis)?satisfied$/;
export const isScore = (said: string): boolean => SCORE.test(said);
export const isJudgement = (said: string): boolean => SCORE.test(said) || JUDGED.test(said);

/** A case's number and what it is called. */
const CASE =
  /(?:我的?|是|请|查|工单|案件|受理|编号|单号|案号|号码?|进度|my |the |case |ticket |reference |number |no\.? |is |[:：#,，。 ])*\bw(?:[ -]{0,2}\d){13}(?!\d)(?:号|的|进度|吗)*/gi;
export const withoutCases = (written: string): string => fold(written).replace(CASE, ' ').trim();
export const isOnlyCase = (written: string): boolean => withoutCases(written) === '' && /\d/.test(written);

/** Whose it is and how one came to it; that there is none yet. Neither says which. */
const WHOSE_SPACE =
  /^(?:我们?|咱们?|自己|自家|本人|家里?|老婆|老公|爸|妈|房东|开发商|物业|小区|这|那|就|是|有|一|个|刚|已经|租(?:来|用|赁)?|买|长租|长期|固定|私家|私人|产权|公共|公用|公家|专用|的|了|下|到|[,，。 ])*(?:停车|车)位?(?:的|吧|啊)?$|^(?:我们?|自己|自家|本人|就|是|家里?|老婆|老公|房东|物业|公司|租|买|产权|固定|公共|来|了)+的$/;
const NO_SPACE =
  /^(?:我们?|还|暂时|目前|现在|这个|那个|[,，。 ])*(?:没有?|未|不)(?:有|买|租|定|确定|选|选好|分|分配|拿到|想好|知道|清楚|记得)?(?:到|好|下来)?(?:固定|自己|的|停车|车位|号码?|编号|是?哪个|多少号|呢|啊|了|[,，。 ])*$/;
const WHOSE_SPACE_EN =
  /^(?:(?:it'?s|it is|i|we|have|own|owned|bought|rent|rented|lease|leased|hire|a|an|the|my|our|own|private|public|shared|fixed|personal|one|of|landlord'?s|company'?s|wife'?s|husband'?s)\b ?)*(?:(?:car|parking|garage) )?(?:mine|ours|own|rented|leased|owned|private|rent it|own it|parking|space|spot|bay|lot|parking space)$/;
const NO_SPACE_EN =
  /^(?:i |we |there'?s |there is )*(?:(?:do not|don'?t|haven'?t|have not) (?:have|know|got|decided|chosen|bought|remember)|no (?:parking|space|fixed)|not (?:yet|decided|sure|assigned))\b.{0,30}$/;
export const isNoSpace = (said: string): boolean =>
  [WHOSE_SPACE, NO_SPACE, WHOSE_SPACE_EN, NO_SPACE_EN].some((words) => words.test(said));

/** A family name that few words begin with, and nothing behind the given one: 王秀兰, and neither 施工用 nor 周转房. */
const COMMON = /^[王李张刘陈杨黄赵吴周徐孙朱郭林罗梁宋郑谢韩唐]/;
const WORDS =
  /^(?:周转|周末|周围|周边|周年|林业|林场|林地|黄金|黄昏|张贴|罗马|王府|韩国|唐装|谢谢|朱砂|孙子|李子|杨梅)|[用店厂房场里灯棚馆村地车机器高多少大小坏贵错]$/;
export const isJustName = (written: string): boolean => {
  const said = fold(written).replace(/[。.!！ ]+$/, '');
  return (
    said.length >= 2 &&
    COMMON.test(said) &&
    !WORDS.test(said) &&
    (said.length > 2 || !/[花水电灯]$/.test(said)) &&
    personAt(said, 0)?.length === said.length
  );
};
